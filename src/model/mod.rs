//! The values of a workbook: pure, deterministic, without storage or screen.

pub mod form;
pub mod id;
pub mod order;
pub mod year;
