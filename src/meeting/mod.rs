//! Running a meeting (会議): keys for grades, what the projector shows, results and minutes.

pub mod giant;
pub mod keys;
pub mod pages;
pub mod screen;
