//! 評価帳 (Hyōkachō): the yearly evaluation of a municipality's plan, in one HTML file.
//!
//! | room | holds | needs a browser |
//! |---|---|---|
//! | [`model`] | the workbook as plain values: years, forms, items, people; edits and undo | no |
//! | [`merge`] | stamps, registers, history, and the join of what was edited apart | no |
//! | [`tally`] | counts of self-ratings and of the committee's votes; proposals | no |
//! | [`mail`] | files by mail: requests, replies, ballots; what came in, before it is taken | no |
//! | [`meeting`] | running a meeting: keys for grades, what the projector shows, results, minutes | no |
//! | [`find`] | finding items by words, numbers and how they stand | no |
//! | [`mod@format`] | the JSON file: reading in stages, check code, rescue, writing | no |
//! | [`exchange`] | a pasted table becomes a draft, and the draft a workbook | no |
//! | [`design`] | changing a form: what is wrong with it, what a change would hide | no |
//! | [`planning`] | editing the plan's tree and its people: lists, moves, numbers, departments; 整理 | no |
//! | [`paper`] | what stands on paper: sheets as headings, tables and texts | no |
//! | [`forms`] | the built-in forms (様式), as JSON | no |
//! | [`sample`] | the plan of a city that does not exist | no |
//! | [`words`] | every sentence that the app says | no |
//! | [`rotation`] | which backups stay | no |
//! | [`route`] | the places of the app, as they stand in the address | no |
//! | `app` | the screens, and the session that holds the open workbook | yes |
//! | `edge` | storage, files, clock, randomness, address, focus | yes |
//!
//! `docs/ARCHITECTURE.md` leads through them, `docs/FORMAT.md` describes the file.
//!
//! # Architecture invariants
//!
//! - Without the feature `ui` there is no leptos, web-sys, js-sys or gloo to import: the core is
//!   built and tested so, and what it needs of time and randomness is handed in.
//! - A workbook is changed by [`apply`](model::workbook::Workbook::apply),
//!   [`revert`](model::workbook::Workbook::revert) and [`join`](model::workbook::Workbook::join)
//!   alone. Each returns the [`Change`](model::change::Change) that it made.
//! - `join` is commutative, associative and idempotent, for whole workbooks and for parts, and no
//!   write is lost in it: what contradicts stays side by side until a person settles it.
//! - Reading a file or a table never panics, and applies nothing before all of it is checked.
//! - Texts are never normalised; only comparing, sorting and parsing fold them.
//! - Only `edge` touches storage, files, the clock, randomness and the address; what it reads is
//!   checked as strictly as a file from outside.
//! - Views hold ids, read through selectors, and change nothing but by edits.
//! - A tally proposes at most. Only a person enters a decision.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "ui")]
pub mod app;
pub mod design;
#[cfg(feature = "ui")]
pub mod edge;
pub mod exchange;
pub mod find;
pub mod format;
pub mod forms;
pub mod mail;
pub mod meeting;
pub mod merge;
pub mod model;
pub mod paper;
pub mod planning;
pub mod rotation;
pub mod route;
pub mod sample;
pub mod tally;
pub mod words;
