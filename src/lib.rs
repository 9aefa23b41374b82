//! 評価帳.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "ui")]
pub mod app;
#[cfg(feature = "ui")]
pub mod edge;
pub mod exchange;
pub mod format;
pub mod forms;
pub mod merge;
pub mod model;
pub mod route;
pub mod sample;
pub mod tally;
pub mod words;
