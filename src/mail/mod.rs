//! Files by mail (やりとり): what goes out to departments and members, and what comes back.
//!
//! | room | holds |
//! |---|---|
//! | [`ask`] | who is asked for what, made up from the plan's owners |
//! | [`again`] | items given back: a new request in the place of one that was answered |
//! | [`cut`] | a request as a small workbook of its own, cut from the plan |
//! | [`carrier`] | as what kind of file it is sent |
//! | [`scope`] | what a request lets its recipient change |
//! | [`lets`] | what the workbook in hand lets be edited |
//! | [`slip`] | one vote on a 委員票, by the member or from paper |
//! | [`progress`] | how far a request is answered |
//! | [`arrival`] | what came back, held against the request it answers |
//! | [`preview`] | what taking it would do, place by place |
//! | [`compare`] | where two texts differ, to be marked |
//! | [`choose`] | what a person chooses in a preview |
//! | [`take`] | taking it, in one change |
//! | [`joint`] | contributions of several departments, put together |
//! | [`board`] | who has answered and who has not |
//!
//! **A request is a workbook**: of the plan's registers only those that are asked about and what is
//! needed to understand them, under an id of its own. So it is filled in, stored, continued on
//! another PC and joined by the same code as every other workbook. On the way back only what its
//! request gave is taken from it; all else is named.
//!
//! **Architecture invariants.** Nothing here changes a workbook but [`take::take`], which joins and
//! writes what a person chose, as one change. What came in is never chosen between by itself.

pub mod again;
pub mod arrival;
pub mod ask;
pub mod board;
pub mod carrier;
pub mod choose;
pub mod compare;
pub mod cut;
pub mod joint;
pub mod lets;
pub mod preview;
pub mod progress;
pub mod scope;
pub mod slip;
pub mod take;
