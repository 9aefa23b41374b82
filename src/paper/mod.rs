//! What stands on paper: the official sheets, results, minutes and blank ballots as headings, rows and
//! tables, without anything that is typed into. The page that is printed and the editions for
//! publishing are written from these.
//!
//! | room | holds |
//! |---|---|
//! | `choice` | what is wanted, and in how many sheets it comes |
//! | `sheet` | the official sheet of an item |
//! | `committee` | the committee's part of it: tally, decision, remarks |
//! | `meeting` | results and minutes of a meeting |
//! | `ballot` | the blank ballot |
//! | `html` | sheets as elements, and as a page of their own without script |
//! | `text` | the text edition (テキスト版) |
//! | `pages` | how many pages it comes to |
//! | `personal` | which personal data stand in the texts |
//!
//! Every text of an item that its form shows is in exactly one place of one sheet.

mod ballot;
mod choice;
mod committee;
pub mod html;
mod meeting;
pub mod pages;
pub mod personal;
mod sheet;
pub mod text;

pub use choice::{Choice, Pile, pile};

/// Is one sheet on paper. It begins on a page of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Where in the plan it is: repeated at the top of each page.
    pub place: String,
    /// What stands on it, from top to bottom.
    pub parts: Vec<Part>,
}

/// Is a part of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A heading of its own, after the sheet's.
    Heading(String),
    /// Rows of a label with a text.
    Rows(Vec<Row>),
    /// A table.
    Table(Table),
    /// Lines of text.
    Lines(String),
}

/// Is a text with its label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The label.
    pub label: String,
    /// The text, in lines.
    pub text: String,
    /// Whether it is the number and title of an item in the plan.
    pub is_heading: bool,
}

/// Is a table with merged cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it is about: repeated with the heads on each page.
    pub above: Vec<String>,
    /// What is said of that in fields; not repeated.
    pub lead: Vec<Row>,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The shares of the columns, in no unit.
    pub shares: Vec<f64>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it needs no more than its content's width.
    pub is_small: bool,
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
    /// A grade or a number, centred.
    Grade,
    /// Any other text.
    Text,
    /// Room to write into by hand.
    Blank,
}

impl Row {
    fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), is_heading: false }
    }
}

impl Sheet {
    /// Returns every text that stands on it, in the order in which it is read.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.place.as_str()];
        for part in &self.parts {
            match part {
                Part::Heading(text) | Part::Lines(text) => texts.push(text),
                Part::Rows(rows) => rows.iter().for_each(|row| row.push(&mut texts)),
                Part::Table(table) => table.push(&mut texts),
            }
        }
        texts.retain(|text| !text.is_empty());
        texts
    }
}

impl Row {
    fn push<'a>(&'a self, texts: &mut Vec<&'a str>) {
        texts.extend([self.label.as_str(), self.text.as_str()]);
    }
}

impl Table {
    fn push<'a>(&'a self, texts: &mut Vec<&'a str>) {
        texts.extend(self.above.iter().map(String::as_str));
        self.lead.iter().for_each(|row| row.push(texts));
        texts.extend(self.heads.iter().map(String::as_str));
        texts.extend(self.rows.iter().flatten().map(|cell| cell.text.as_str()));
    }
}

/// Puts the texts that are not empty under each other.
fn lines(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
