//! What is asked for: words or a number, and how an item has to stand.

use super::fold::fold;
use super::number;
use crate::model::id::{DepartmentId, GradeId};
use crate::tally::statuses::{Standing, Status};

/// Is what a person asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What was typed: words with white space between them, all of which an item has to hold, or
    /// a number.
    pub text: String,
    /// How an item has to stand.
    pub filter: Filter,
    /// Whether all years are gone through.
    pub all_years: bool,
}

/// Says how an item has to stand; all that is set has to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// 担当課
    pub department: Option<DepartmentId>,
    /// 評価
    pub grade: Option<GradeId>,
    /// 状態
    pub stage: Option<Stage>,
    /// 未確定: differing values stand beside each other.
    pub conflict: bool,
    /// 再掲, or a candidate.
    pub repeat: bool,
}

/// Is a status, or something about one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The status.
    Is(Status),
    /// Of the unfilled those in which something stands (一部記入).
    Partly,
    /// Changed since it was checked or given back.
    Changed,
}

impl Stage {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Stage; 6] = [
        Stage::Is(Status::Unfilled),
        Stage::Partly,
        Stage::Is(Status::Filled),
        Stage::Is(Status::Returned),
        Stage::Is(Status::Checked),
        Stage::Changed,
    ];

    /// Returns whether a row stands so.
    pub fn holds(self, standing: Standing) -> bool {
        match self {
            Stage::Is(status) => standing.status == status,
            Stage::Partly => standing.status == Status::Unfilled && standing.filled > 0,
            Stage::Changed => standing.changed,
        }
    }
}

impl Query {
    /// Returns whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.filter == Filter::default()
    }

    /// Returns the words as they are compared.
    pub fn words(&self) -> Vec<String> {
        self.text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
    }

    /// Returns the digits, where what was typed is a number.
    pub fn number(&self) -> Option<String> {
        number::key(&self.text)
    }
}
