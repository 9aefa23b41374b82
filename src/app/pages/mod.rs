//! The screens.

pub mod backups;
pub mod new;
pub mod numbers;
pub mod sheet;
pub mod shelf;
pub mod start;
pub mod table;
