//! Editing the plan's tree and its people: what each act writes, and what it would do.
//!
//! | room | holds |
//! |---|---|
//! | `moves` | up, down, deeper, shallower, to another place; levels that fit |
//! | `weight` | what hangs on an item before it is dropped |
//! | `dropped` | what was dropped, and how it comes back |
//! | `paste` | a list of lines or cells becomes items with levels |
//! | `numbering`, `renumber` | printed numbers as patterns, and new numbers by them |
//! | `departments` | departments renamed, merged and replaced in all items |
//! | `tidy` | 整理: a workbook without what was deleted and without its history |
//!
//! Everything here is a function from a year's book to edits, or to another workbook; nothing is applied.

pub mod departments;
pub mod dropped;
pub mod moves;
mod numbering;
pub mod paste;
pub mod renumber;
pub mod tidy;
pub mod weight;
