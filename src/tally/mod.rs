//! Counting: self-ratings of the items, and the committee's ratings. A tally never decides.

pub mod committee;
pub mod proposal;
pub mod ratings;
