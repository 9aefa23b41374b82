//! Tables, in and out. In: pasted text becomes a draft of a plan tree, read by the labels of a form.
//!
//! | room | holds |
//! |---|---|
//! | `source` | where tables come from: text with tabs or commas, web pages, the clipboard |
//! | `table` | rows of cells with line numbers; text in tabs or commas becomes one |
//! | `clean` | what a cell says without extraction noise |
//! | `draft`, `notice` | what was read, and everything to tell the user about it |
//! | `reader` | what each row is, one after the other; the state while reading |
//! | `labels`, `header` | the form's labels in first cells and in column heads |
//! | `heading`, `rows`, `group`, `further`, `committee` | one kind of row each |
//! | `gather`, `opinions` | what an item says over several rows; the committee's table on items |
//! | `levels`, `leads`, `align`, `merged` | headings in columns and in brackets, cells that stand beside their columns |
//! | `legend` | what stands beside the table: meanings of grades, overviews |
//! | `number`, `value`, `repair`, `remarks`, `repeat` | what a cell holds |
//! | `checkbox`, `indicators`, `several` | tick boxes; names, years, values and units of indicators |
//! | `tree` | the items while they are being collected |
//! | `slices` | reading in slices, with how far it is |
//! | `mapping` | which column is what, where a form does not know the heads; a form made of heads |
//! | `build` | a workbook made of a draft |
//! | `csv`, `listing` | CSV as we write it; the plan as one tidy table |
//! | `matching` | a draft beside a year that is there: what it would change |
//!
//! **Invariant:** every line that is not empty is in [`Draft::used`], in a
//! [`notice::Notice::Furniture`], or in a notice that shows its text. **Invariant:** nothing
//! here knows a city, a sheet or a wording; what is read is said by the form alone.

mod align;
pub mod build;
mod checkbox;
mod clean;
mod committee;
pub mod csv;
pub mod draft;
mod further;
mod gather;
mod group;
mod header;
mod heading;
mod indicators;
mod labels;
mod leads;
mod legend;
mod levels;
pub mod listing;
pub mod mapping;
pub mod matching;
mod merged;
pub mod notice;
pub(crate) mod number;
mod opinions;
mod reader;
mod remarks;
mod repair;
mod repeat;
mod rows;
mod several;
mod slices;
pub mod source;
pub mod table;
mod tree;
mod value;

pub use build::NewPlan;
pub use draft::Draft;
pub use reader::read;
pub use slices::Slices;
pub use table::Table;
