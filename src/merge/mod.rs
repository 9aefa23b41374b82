//! Joining what was edited apart: stamps, registers, and the history beside the content.

pub mod history;
mod join;
pub mod register;
pub mod stamp;
