//! Running a meeting (会議): keys for grades, the steps of taking ratings, what the projector shows,
//! results and minutes.

pub mod giant;
pub mod keys;
pub mod pages;
pub mod screen;
pub mod steps;
