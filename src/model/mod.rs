//! The values of a workbook: pure, deterministic, without storage or screen.

pub mod builder;
pub mod change;
pub mod committee;
pub mod content;
pub mod department;
pub mod edit;
pub mod element;
pub mod form;
pub mod id;
pub mod indicator;
pub mod item;
pub mod last_year;
pub mod node;
pub mod order;
pub mod place;
mod restore;
pub mod review;
pub mod sheet;
mod site;
pub mod table;
pub mod tree;
pub mod undo;
pub mod value;
pub mod workbook;
pub mod written;
pub mod year;
pub mod year_book;
