//! Joining what was edited apart: stamps, registers, and the history beside the content.

mod agreed;
pub mod difference;
pub mod history;
pub mod join;
pub mod register;
mod scope;
pub mod stamp;
pub mod text;
