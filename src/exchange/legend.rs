//! Lines beside the table: what grades and options mean, and overviews that only name its items.

use super::header::Header;
use super::leads::is_blank_or_mark;
use super::notice::{Furniture, Notice};
use super::number::split;
use super::reader::{Reader, Row};
use super::repeat::without_mark;
use super::value::{choice, grade};
use crate::find::fold::{fold, near};
use crate::model::form::{FieldKind, Scale};
use crate::model::id::{FieldId, GradeId};

/// How many names of an overview are compared letter by letter with the items; the others are only
/// looked up.
const COMPARED: usize = 200;

impl<'a> Reader<'a> {
    /// Reads a line that says what grades or options mean: a letter and its meaning in two cells, or
    /// all of them in one (A:…　B:…).
    pub fn legend(&mut self, row: &Row) -> bool {
        let cells: Vec<&str> = row.filled().map(|(_, text)| text).collect();
        let columns = self.header.as_ref().map_or(0, |header: &std::rc::Rc<Header>| header.columns.len());
        let line = row.line;
        match cells.as_slice() {
            [all] => {
                let Some((scale, meant)) = self.meanings(all) else { return false };
                self.take_meanings(scale, &meant, line)
            }
            [key, meaning] if columns != 2 && row.cells.len() <= 3 => self.meaning(key, meaning, line),
            _ => false,
        }
    }

    fn meaning(&mut self, key: &str, meaning: &str, line: usize) -> bool {
        let of_scale = |scale: &&Scale| grade(scale, key).is_some_and(|id| scale.grade(id).is_some());
        let form = self.form;
        if let Some(scale) = form.scales.iter().find(of_scale) {
            let Some(grade) = grade(scale, key) else { return false };
            return self.take_meanings(scale, &[(grade, meaning)], line);
        }
        let option = form.fields.iter().find_map(|field| match &field.kind {
            FieldKind::Choice { options } => choice(options, key).map(|option| (field.id, option)),
            _ => None,
        });
        let Some((field, option)) = option else { return false };
        self.guide(field, &format!("{}：{meaning}", option.label));
        self.log.used.push(line);
        true
    }

    /// Reads a text of several keys with their meanings: at least two of one scale and nothing else.
    fn meanings<'t>(&self, text: &'t str) -> Option<(&'a Scale, Vec<(GradeId, &'t str)>)> {
        let tokens: Vec<&str> = text.split_whitespace().collect();
        let parted = |token: &'t str| token.split_once([':', '：', '…', '＝', '=']);
        self.form.scales.iter().find_map(|scale| {
            let found: Option<Vec<_>> = tokens
                .iter()
                .map(|token| {
                    let (key, meaning) = parted(token)?;
                    grade(scale, key).map(|grade| (grade, meaning))
                })
                .collect();
            found.filter(|found| found.len() >= 2).map(|found| (scale, found))
        })
    }

    /// Keeps what is new of it; what the form says in the same words already is furniture.
    fn take_meanings(&mut self, scale: &Scale, meant: &[(GradeId, &str)], line: usize) -> bool {
        let mut new = false;
        for (id, meaning) in meant {
            let known = scale.grade(*id).is_some_and(|grade| fold(&grade.label) == fold(meaning));
            let read = self
                .definitions
                .iter()
                .any(|(s, g, text)| *s == scale.id && g == id && fold(text) == fold(meaning));
            if !known && !read {
                new = true;
                self.define(scale, *id, meaning, line);
            }
        }
        match new {
            true => self.log.used.push(line),
            false => self.log.furniture(Furniture::Legend, line),
        }
        true
    }

    fn guide(&mut self, field: FieldId, text: &str) {
        match self.guidance.iter_mut().find(|(known, _)| *known == field) {
            Some((_, lines)) if lines.lines().any(|line| line == text) => {}
            Some((_, lines)) => *lines = format!("{lines}\n{text}"),
            None => self.guidance.push((field, text.to_owned())),
        }
    }

    /// Puts a line of an overview aside; whether it only names items is seen when all are read.
    pub fn overview(&mut self, row: &Row) -> bool {
        let open = self.header.as_ref().is_some_and(|header| header.has_levels() && !header.has_fields());
        if !open || row.line > self.last_header {
            return false;
        }
        let texts: Vec<&str> = row.filled().map(|(_, text)| text).collect();
        self.overviews.push((row.line, texts.join("\t")));
        true
    }

    /// Tells of every line of an overview whether all its names are items; otherwise it was not understood.
    pub fn resolve_overviews(&mut self) {
        let mut titles: Vec<String> = self.tree.nodes.iter().map(|node| bare(&node.title)).collect();
        titles.sort_unstable();
        let mut left = COMPARED;
        for (line, text) in std::mem::take(&mut self.overviews) {
            let named: Vec<String> = text.split('\t').flat_map(names).map(bare).collect();
            let is_title = |name: &String| titles.binary_search(name).is_ok();
            let mut is_near = |name: &String| {
                left = left.saturating_sub(1);
                is_title(name) || (left > 0 && titles.iter().any(|title| alike(title, name)))
            };
            match named.iter().all(is_title) {
                true => self.log.furniture(Furniture::Overview, line),
                false if named.iter().all(&mut is_near) => self.log.tell(Notice::NamesItems { line, text }),
                false => self.log.tell(Notice::NotUnderstood { line, text }),
            }
        }
    }
}

/// Returns whether two names are one in spite of slips, or of an end that was cut.
fn alike(title: &str, name: &str) -> bool {
    let length = name.chars().count();
    near(title, name, length / 6) || (title.chars().count() * 2 > length && name.starts_with(title))
}

/// Parts a cell of an overview into names: a number after white space begins the next one.
fn names(cell: &str) -> Vec<&str> {
    let begins = |at: usize| !split(&cell[at..], &[]).0.is_empty();
    let mut starts: Vec<usize> = cell
        .char_indices()
        .filter(|&(at, _)| at > 0 && cell[..at].ends_with(char::is_whitespace) && begins(at))
        .map(|(at, _)| at)
        .collect();
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([cell.len()]);
    starts.iter().zip(ends).map(|(start, end)| cell[*start..end].trim()).collect()
}

/// Returns a name as it is compared: without its number, what stands in brackets around the number, and marks.
fn bare(name: &str) -> String {
    let unmarked = without_mark(name);
    let name = unmarked.as_deref().unwrap_or(name).trim();
    let in_brackets = name.strip_prefix('【').and_then(|rest| rest.split_once('】'));
    let name = in_brackets
        .filter(|(number, _)| is_blank_or_mark(split(number, &[]).1))
        .map_or(name, |(_, name)| name);
    let labelled = |c: char| !c.is_numeric() && !c.is_whitespace();
    let after_label = name.trim_start_matches(labelled);
    let (number, rest) = split(after_label, &[]);
    let named = !number.is_empty() && !rest.is_empty() && after_label.len() < name.len();
    fold(if named { rest } else { split(name, &[]).1 })
}
