//! The screens.

pub mod backups;
pub mod find;
pub mod item;
pub mod new;
pub mod numbers;
pub mod sheet;
pub mod shelf;
pub mod start;
pub mod status_numbers;
pub mod table;
