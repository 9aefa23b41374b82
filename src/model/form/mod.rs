//! The form (様式): levels, fields, scales, the committee's part and the layout of the sheet, all as data.
//!
//! A city's way of evaluating is expressed here and nowhere in code. Ids are never
//! reused; labels and keys are only text and may change at any time.

mod committee;
mod scale;
mod sound;

pub use committee::{Axis, Base, CommitteePart, Heading, Proposal, Quorum};
pub use scale::{Grade, Mark, Scale};
pub use sound::FormFault;

use super::id::{AxisId, ChoiceId, FieldId, HeadingId, LevelId, ScaleId};
use super::value::FieldValue;
use super::year::FiscalYear;
use serde::{Deserialize, Serialize};

/// Is a form: what is asked about each item, and how it looks on the sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Form {
    /// The form's name as the user sees it.
    pub name: String,
    /// The levels from the top of the tree down, 2 to 6 of them; a tree may skip any but the first.
    pub levels: Vec<Level>,
    /// The fields in the order of the sheet.
    pub fields: Vec<Field>,
    /// The scales that fields and axes refer to.
    pub scales: Vec<Scale>,
    /// What the committee does; no axes and no headings where there is no committee.
    #[serde(default)]
    pub committee: CommitteePart,
    /// How the official sheet is laid out.
    pub sheet: Sheet,
}

/// Is one level (階層) of the plan tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Level {
    /// The level's id.
    pub id: LevelId,
    /// The level's name: 目標, 施策, 取組, 事業 …
    pub label: String,
    /// Other names under which tables show it; a bare number, (1) or ①, says how its items are numbered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// How items of this level stand on the sheet.
    pub shape: LevelShape,
}

/// Says how items of a level stand on the official sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum LevelShape {
    /// A heading row of its own: label in the first cell, number and title in the next.
    Heading,
    /// A cell in the number column, merged over the rows of its children.
    Group,
    /// A row of the table, with number and title in their columns.
    Row,
    /// A further row of the item above it, with no number and title of its own (one per owner or report).
    Part,
}

/// Is one field (記入欄) of the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Field {
    /// The field's id.
    pub id: FieldId,
    /// The levels whose items have this field.
    pub levels: Vec<LevelId>,
    /// The label; `{年度}` stands for the year's label as typed (`{年度}の目標`).
    pub label: String,
    /// Other labels under which tables show it, `{年度}` allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What can be entered.
    pub kind: FieldKind,
    /// Who fills it.
    pub by: FilledBy,
    /// Whether next year starts with this year's content or empty.
    pub carry: Carry,
    /// A sentence that helps the person who fills it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidance: String,
    /// Share of the sheet's width, relative to the other columns (1 to 40).
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub width: u8,
    /// Which items are asked; all of the field's levels where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// The heads of the columns of an indicator field, beside its label; empty in every other.
    #[serde(default, skip_serializing_if = "IndicatorHeads::is_unset")]
    pub heads: IndicatorHeads,
}

/// Says which items are asked for a field: those that have one of these options (新規 and 充実 only).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Condition {
    /// The choice field of the same item.
    pub field: FieldId,
    /// The options of which it has one.
    pub options: Vec<ChoiceId>,
}

/// Names the columns in which an indicator field stands in tables; an empty one is not shown there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IndicatorHeads {
    /// The head of the target: 目標値.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// The head of the years: 年度.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub year: String,
    /// The head of the values: 実績値.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// The head of the units: 単位.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

fn one() -> u8 {
    1
}

fn is_one(width: &u8) -> bool {
    *width == 1
}

/// Says what can be entered in a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum FieldKind {
    /// Text of any length with line breaks.
    LongText,
    /// One line of text.
    Line,
    /// A grade or mark of a scale.
    Grade {
        /// The scale.
        scale: ScaleId,
    },
    /// One of a list (次年度方針: 継続, 充実 …).
    Choice {
        /// The options in order.
        options: Vec<Choice>,
    },
    /// Departments, as typed, with those that were recognised.
    Departments,
    /// Indicators, each with unit, target and values by year.
    Indicators,
    /// Text per span of years (調査・研究 | 検討 | 実施).
    Schedule,
    /// A number as typed.
    Number,
    /// A page reference as typed.
    Page,
}

/// Is one option of a choice field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Choice {
    /// The option's id.
    pub id: ChoiceId,
    /// The option's label.
    pub label: String,
}

/// Says who fills a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum FilledBy {
    /// The secretariat (事務局), from the plan.
    Secretariat,
    /// The department in charge (担当課).
    Department,
    /// The committee (推進委員会).
    Committee,
}

/// Says what next year starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Carry {
    /// Part of the plan: carried into the next year.
    Plan,
    /// Filled each year: starts empty.
    Year,
}

/// Says how the official sheet is laid out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sheet {
    /// The level of which each item has a sheet of its own (施策); the first level where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<LevelId>,
    /// The head of the column with the rows' numbers: 計画・事業No.
    pub number_label: String,
    /// The head of the column with the rows' titles: 事業名.
    pub title_label: String,
    /// Other heads of these two columns in tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub number_aliases: Vec<String>,
    /// Other heads of the title column in tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title_aliases: Vec<String>,
    /// The years of the plan, which schedules and indicators show; the years that have content
    /// where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Share of the sheet's width of the number column.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub number_width: u8,
    /// Share of the sheet's width of the title column.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub title_width: u8,
}

/// Is the period of a plan (計画期間).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first year.
    pub from: FiscalYear,
    /// The last year, not before the first.
    pub to: FiscalYear,
}

impl Period {
    /// Returns the years from the first to the last; none where the last lies before the first.
    pub fn years(self) -> impl Iterator<Item = FiscalYear> {
        (self.from.number()..=self.to.number()).filter_map(FiscalYear::new)
    }
}

impl IndicatorHeads {
    /// Returns whether no column is named.
    pub fn is_unset(&self) -> bool {
        *self == Self::default()
    }
}

impl Form {
    /// Returns whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        *self == Form::default()
    }

    /// Finds a level.
    pub fn level(&self, id: LevelId) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// Returns how deep a level stands, 0 for the top.
    pub fn depth(&self, id: LevelId) -> Option<usize> {
        self.levels.iter().position(|level| level.id == id)
    }

    /// Finds a field.
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Finds a scale.
    pub fn scale(&self, id: ScaleId) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// Finds an axis of the committee.
    pub fn axis(&self, id: AxisId) -> Option<&Axis> {
        self.committee.axes.iter().find(|axis| axis.id == id)
    }

    /// Finds a heading of the committee's remarks.
    pub fn heading(&self, id: HeadingId) -> Option<&Heading> {
        self.committee.headings.iter().find(|heading| heading.id == id)
    }

    /// Returns the scale of a grade field, and of no other.
    pub fn scale_of(&self, field: &Field) -> Option<&Scale> {
        match &field.kind {
            FieldKind::Grade { scale } => self.scale(*scale),
            _ => None,
        }
    }

    /// Returns whether a field takes a value: of its kind, and among its grades or options.
    pub fn takes(&self, field: &Field, value: &FieldValue) -> bool {
        match (value, &field.kind) {
            (FieldValue::Grade(grade), FieldKind::Grade { scale }) => {
                self.scale(*scale).is_some_and(|scale| scale.has(*grade))
            }
            (FieldValue::Choice(choice), FieldKind::Choice { options }) => {
                options.iter().any(|option| option.id == *choice)
            }
            (FieldValue::Text(_), kind) => kind.is_text(),
            (FieldValue::Owners(_), FieldKind::Departments)
            | (FieldValue::Schedule(_), FieldKind::Schedule) => true,
            _ => false,
        }
    }

    /// Returns the fields of a level in the order of the sheet.
    pub fn fields_of(&self, level: LevelId) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.levels.contains(&level))
    }

    /// Returns the grade fields: the self-ratings that are tallied.
    pub fn rating_fields(&self) -> impl Iterator<Item = (&Field, &Scale)> {
        self.fields.iter().filter_map(|field| Some((field, self.scale_of(field)?)))
    }

    /// Returns the level of which each item has a sheet of its own.
    pub fn unit(&self) -> Option<LevelId> {
        self.sheet.unit.or(self.levels.first().map(|level| level.id))
    }

    /// Returns the levels whose items are rows of the table or further rows of one.
    pub fn row_levels(&self) -> impl Iterator<Item = &Level> {
        self.levels.iter().filter(|l| matches!(l.shape, LevelShape::Row | LevelShape::Part))
    }
}

impl FieldKind {
    /// Returns whether a text is entered.
    pub fn is_text(&self) -> bool {
        matches!(self, FieldKind::LongText | FieldKind::Line | FieldKind::Number | FieldKind::Page)
    }
}

impl Field {
    /// Returns the label for a year, as typed there.
    pub fn label_in(&self, year_label: &str) -> String {
        self.label.replace(YEAR_TOKEN, year_label)
    }
}

/// Stands for the year's label in the labels of fields.
pub const YEAR_TOKEN: &str = "{年度}";
