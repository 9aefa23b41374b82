//! Running a meeting (会議): keys for grades, what the projector shows, results and minutes.

pub mod keys;
pub mod preparation;
pub mod roster;
