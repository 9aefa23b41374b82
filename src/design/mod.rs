//! Changing a form: its parts as lists, what is wrong with it, what a change would hide.
//!
//! A change is made on a copy of the form, as text or as an act on a list. [`propose`] says whether
//! the workbook can go on with it and which values are entered otherwise then, [`impact`] what
//! would no longer be shown. Nothing is ever taken out of the workbook: what a form does not show
//! stays in the file, and is shown again when the change is undone.
//!
//! Ids are drawn at random by the caller and never given to another thing; labels are only text.

mod adopt;
mod impact;
mod kind;
mod part;
mod problem;
mod proposal;
mod start;

pub use adopt::adopt;
pub use impact::{Hidden, What, Why, impact};
pub use kind::{KINDS, Kind};
pub use part::{MOST_GRADES, MOST_LEVELS, Part};
pub use problem::{Problem, Section, problems};
pub use proposal::{Proposal, Refused, propose};
pub use start::{Labels, blank};
