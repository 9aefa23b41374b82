//! The screens.

pub mod backups;
pub mod committee;
pub mod find;
pub mod item;
pub mod mail;
pub mod meeting;
pub mod new;
pub mod numbers;
pub mod screen;
pub mod settings;
pub mod sheet;
pub mod shelf;
pub mod start;
pub mod status_numbers;
pub mod table;
pub mod tidying;
