//! 項目を探す: which items hold some words, bear a number, or stand in some way.
//!
//! | file | idea |
//! |---|---|
//! | `fold` | how texts are compared |
//! | `number` | 1-2, (1), ① as they are typed and printed |
//! | `query` | what is asked for |
//! | `search` | going through the years, some items at a time |
//! | `texts` | all that is written about an item |
//! | `excerpt` | where the words stand in a text |

pub mod excerpt;
pub mod fold;
pub mod number;
pub mod query;
pub mod search;
pub mod texts;
