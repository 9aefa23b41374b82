//! Counting: self-ratings of the items, how far they are filled in and checked, and the committee's
//! ratings. A tally never decides.

pub mod attendance;
pub mod committee;
pub mod proposal;
pub mod ratings;
pub mod sitting;
pub mod statuses;
