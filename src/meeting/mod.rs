//! Running a meeting (会議): its roster as it is pasted, keys for grades, the steps of taking ratings,
//! what the projector shows, results and minutes.

pub mod giant;
pub mod keys;
pub mod minutes;
pub mod pages;
pub mod preparation;
pub mod results;
pub mod roster;
pub mod screen;
pub mod steps;
