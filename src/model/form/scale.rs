//! Scales (評価段階): grades, and marks that are none.

use crate::model::id::{GradeId, ScaleId};
use serde::{Deserialize, Serialize};

/// Is a scale (評価段階).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scale {
    /// The scale's id.
    pub id: ScaleId,
    /// The scale's name.
    pub label: String,
    /// Whether the grades stand in an order, best first. A scale that is not ordered has no median.
    pub ordered: bool,
    /// The grades, at most 12.
    pub grades: Vec<Grade>,
    /// Marks that are entered like grades and are none (－ 対象外).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// Is one grade of a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Grade {
    /// The grade's id.
    pub id: GradeId,
    /// What is printed and typed: A, ◎, 順調に進んだ.
    pub key: String,
    /// A short name of a few characters; may be empty where the key says it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What the grade means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
}

/// Is a mark that stands in a grade's place and is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mark {
    /// The mark's id, distinct from the ids of the grades.
    pub id: GradeId,
    /// What is printed and typed: －.
    pub key: String,
    /// What it means: 対象外.
    pub label: String,
    /// Other ways to type it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

impl Scale {
    /// Finds a grade.
    pub fn grade(&self, id: GradeId) -> Option<&Grade> {
        self.grades.iter().find(|grade| grade.id == id)
    }

    /// Finds a mark.
    pub fn mark(&self, id: GradeId) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.id == id)
    }

    /// Returns whether the id is a grade or a mark of this scale.
    pub fn has(&self, id: GradeId) -> bool {
        self.grade(id).is_some() || self.mark(id).is_some()
    }

    /// Returns what is printed for a grade or mark.
    pub fn key(&self, id: GradeId) -> Option<&str> {
        let grade = self.grade(id).map(|grade| grade.key.as_str());
        grade.or_else(|| self.mark(id).map(|mark| mark.key.as_str()))
    }
}

impl Scale {
    /// Finds the grade or mark that a text stands for: its key, its alias or its label, full- and
    /// half-width letters alike.
    pub fn read(&self, text: &str) -> Option<GradeId> {
        let half = |c: char| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            c => c,
        };
        let fold = |text: &str| text.trim().chars().map(half).collect::<String>();
        let text = fold(text);
        let same = |other: &str| !other.is_empty() && fold(other) == text;
        let grade = self.grades.iter().find(|g| same(&g.key) || same(&g.label)).map(|g| g.id);
        let is_mark =
            |mark: &&Mark| same(&mark.key) || same(&mark.label) || mark.aliases.iter().any(|a| same(a));
        grade.or_else(|| self.marks.iter().find(is_mark).map(|mark| mark.id))
    }
}
