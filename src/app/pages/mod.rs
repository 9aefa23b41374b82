//! The screens.

pub mod new;
pub mod numbers;
pub mod sheet;
pub mod start;
pub mod table;
