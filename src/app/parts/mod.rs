//! Parts that several screens are made of.

pub mod choice;
pub mod committee;
pub mod counts;
pub mod decision;
pub mod field;
pub mod file_dialog;
pub mod file_drop;
pub mod file_notices;
pub mod grade_picker;
pub mod heading;
pub mod item_tools;
pub mod key_help;
pub mod last_year;
pub mod live;
pub mod mover;
pub mod outline;
pub mod plan_dialog;
pub mod remarks;
pub mod row_door;
pub mod save_states;
pub mod screen_view;
pub mod status;
pub mod text_field;
pub mod unread;
pub mod window;
