//! What was read from a table, before it becomes a workbook.

use super::notice::Notice;
use crate::model::form::Period;
use crate::model::id::{AxisId, ChoiceId, FieldId, GradeId, HeadingId, LevelId, ScaleId};
use crate::model::value::Span;
use crate::model::year::FiscalYear;

/// Is what was read from a table by means of a form: a value to preview, to turn into a workbook, or to drop.
///
/// Nodes are named by their index in `nodes`, lines are numbered from 1 as in an editor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The year's label as typed in the first header that names one, and its year.
    pub year: Option<(String, FiscalYear)>,
    /// The years that its columns of indicators name, filled or not; none where they name none, or more
    /// than twenty.
    pub period: Option<Period>,
    /// The items in the order of the sheet, parents before their children.
    pub nodes: Vec<DraftNode>,
    /// The committee's tallies, one per item and axis.
    pub counts: Vec<DraftCount>,
    /// The committee's remarks, one each, in the order of the sheet.
    pub remarks: Vec<DraftRemark>,
    /// What the sheet says that a grade means, as first seen.
    pub definitions: Vec<(ScaleId, GradeId, String)>,
    /// What the sheet says that the options of a field mean, one a line.
    pub guidance: Vec<(FieldId, String)>,
    /// Everything to tell the user, in the order of the lines; what concerns many lines comes last.
    pub notices: Vec<Notice>,
    /// The first lines of the rows that were understood, ascending; a row may run over several lines.
    pub used: Vec<usize>,
}

/// Is one item of the plan tree.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftNode {
    /// The item above, an earlier one; none at the top.
    pub parent: Option<usize>,
    /// The level.
    pub level: LevelId,
    /// The number as first typed: ①, 施策1-1; may be empty.
    pub number: String,
    /// The title; empty in a part, and in a group that has only a number.
    pub title: String,
    /// The values that are filled, in the order of the columns.
    pub values: Vec<(FieldId, DraftValue)>,
    /// Whether it is marked 再掲 (a repetition of an item that stands elsewhere).
    pub repeat: bool,
    /// The item that a 再掲 seems to repeat; a person decides.
    pub candidate_of: Option<usize>,
    /// The line it was first read from.
    pub line: usize,
}

/// Is the value of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftValue {
    /// Text as typed: long text, one line, a number, a page reference.
    Text(String),
    /// A grade or mark of the field's scale.
    Grade(GradeId),
    /// An option.
    Choice(ChoiceId),
    /// Departments as typed.
    Owners(String),
    /// Indicators with their values.
    Indicators(Vec<DraftIndicator>),
    /// A schedule.
    Schedule(Vec<Span>),
    /// A schedule as typed, where the table does not say of which years.
    ScheduleText(String),
}

/// Is one indicator of an item, each part as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftIndicator {
    /// What is counted.
    pub label: String,
    /// The unit.
    pub unit: String,
    /// The target.
    pub target: String,
    /// The values by year, in the order of the table.
    pub figures: Vec<(FiscalYear, String)>,
}

/// Is the committee's tally of one item on one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftCount {
    /// The item.
    pub node: usize,
    /// The axis.
    pub axis: AxisId,
    /// Votes by grade in the order of the sheet; a grade printed without a number has 0.
    pub counts: Vec<(GradeId, u32)>,
    /// The line.
    pub line: usize,
}

/// Is one remark of the committee.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftRemark {
    /// The item.
    pub node: usize,
    /// The list it belongs to.
    pub heading: HeadingId,
    /// The text without its bullet.
    pub text: String,
    /// Whether the text shows where the remark begins and ends; otherwise the split is only proposed.
    pub certain: bool,
    /// The line of its row.
    pub line: usize,
}

impl Draft {
    /// Returns the items of a level with their indices.
    pub fn of_level(&self, level: LevelId) -> impl Iterator<Item = (usize, &DraftNode)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.level == level)
    }
}

impl DraftNode {
    /// Returns the value of a field.
    pub fn value(&self, field: FieldId) -> Option<&DraftValue> {
        self.values.iter().find(|(id, _)| *id == field).map(|(_, value)| value)
    }
}

impl DraftValue {
    /// Returns what was typed, where the value is kept as typed.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(t) | Self::Owners(t) | Self::ScheduleText(t) => Some(t),
            Self::Grade(_) | Self::Choice(_) | Self::Indicators(_) | Self::Schedule(_) => None,
        }
    }

    /// Returns the text for adding to it, where the value is kept as typed.
    pub(super) fn text_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Text(t) | Self::Owners(t) | Self::ScheduleText(t) => Some(t),
            Self::Grade(_) | Self::Choice(_) | Self::Indicators(_) | Self::Schedule(_) => None,
        }
    }
}
