//! 評価帳.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod forms;
pub mod model;
