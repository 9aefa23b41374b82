//! What stands on paper: the official sheets as headings, tables and texts, without anything that is
//! typed into. Pages, files and exports are made of it.
//!
//! | room | holds |
//! |---|---|
//! | `sheet` | one sheet: what stands above, its tables, the committee's part |
//! | `committee` | the committee's part: tally, decision, remarks |
//! | `choice` | which sheets and rows are wanted |
//!
//! Every text of an item that its form shows is in exactly one cell.

mod choice;
mod committee;
mod sheet;

pub use choice::{Choice, outline_of, units_of};
pub use sheet::sheet;

use crate::model::id::NodeId;

/// Is one sheet on paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The item whose sheet it is.
    pub unit: Option<NodeId>,
    /// The items above and the item itself, from the upper to the lower, each with its own fields; of
    /// those above only on the first sheet below them.
    pub path: Vec<Heading>,
    /// The tables.
    pub blocks: Vec<Block>,
    /// The committee's part on the sheet's own item.
    pub committee: Option<Committee>,
    /// The committee's part on single items: a table.
    pub spoken: Option<(String, Table)>,
}

/// Is an item as a heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// What its level is called: 施策.
    pub level: String,
    /// Number and title.
    pub text: String,
    /// Its fields that are filled.
    pub fields: Vec<Labelled>,
}

/// Is a text with its label.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labelled {
    /// The label.
    pub label: String,
    /// The text, in lines.
    pub text: String,
}

/// Is a table under its headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The headings above it (取組).
    pub headings: Vec<Heading>,
    /// Says to which heading the rows belong, where they come after another's.
    pub back: Option<String>,
    /// The rows; none where nothing stands under the headings.
    pub table: Option<Table>,
}

/// Is a table with merged cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The shares of the columns, in no unit.
    pub shares: Vec<f64>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Is a cell that begins in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The column, from 0.
    pub column: usize,
    /// Over how many rows it is merged, at least 1.
    pub rows: usize,
    /// The text, in lines.
    pub text: String,
    /// What kind of text it is.
    pub kind: CellKind,
}

/// Names the kinds of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A number or title: the head of its row.
    Head,
    /// A grade, centred and large.
    Grade,
    /// Any other text.
    Text,
}

/// Is the committee's part on one item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Committee {
    /// What the committee is called.
    pub label: String,
    /// What it rates.
    pub axes: Vec<Axis>,
    /// What was said, by heading.
    pub remarks: Vec<(String, Vec<String>)>,
}

/// Is one thing that the committee rates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// What it is called.
    pub label: String,
    /// The grades, each with its votes and its share in percent.
    pub votes: Vec<Votes>,
    /// The base, and the classes that are no grades.
    pub base: String,
    /// What was decided; none where nothing was.
    pub decision: Option<Labelled>,
}

/// Is how many gave a grade.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// The grade with its name.
    pub grade: String,
    /// How many.
    pub count: u32,
    /// The share in percent, where there is a base.
    pub share: Option<u32>,
}

impl Sheet {
    /// Returns every text that stands on it, in the order in which it is read.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        for heading in &self.path {
            heading.push(&mut texts);
        }
        for block in &self.blocks {
            block.headings.iter().for_each(|heading| heading.push(&mut texts));
            texts.extend(block.back.as_deref());
            block.table.iter().for_each(|table| table.push(&mut texts));
        }
        if let Some(part) = &self.committee {
            texts.push(&part.label);
            for axis in &part.axes {
                texts.push(&axis.label);
                texts.extend(axis.votes.iter().map(|votes| votes.grade.as_str()));
                texts.push(&axis.base);
                texts.extend(axis.decision.iter().flat_map(|it| [it.label.as_str(), it.text.as_str()]));
            }
            for (label, said) in &part.remarks {
                texts.push(label);
                texts.extend(said.iter().map(String::as_str));
            }
        }
        if let Some((label, table)) = &self.spoken {
            texts.push(label);
            table.push(&mut texts);
        }
        texts.retain(|text| !text.is_empty());
        texts
    }
}

impl Heading {
    fn push<'a>(&'a self, texts: &mut Vec<&'a str>) {
        texts.extend([self.level.as_str(), self.text.as_str()]);
        texts.extend(self.fields.iter().flat_map(|it| [it.label.as_str(), it.text.as_str()]));
    }
}

impl Table {
    fn push<'a>(&'a self, texts: &mut Vec<&'a str>) {
        texts.extend(self.heads.iter().map(String::as_str));
        texts.extend(self.rows.iter().flatten().map(|cell| cell.text.as_str()));
    }
}
