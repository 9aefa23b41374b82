//! A form proposed from the heads of a table and what stands below them.

use super::{Mapping, Use, heads};
use crate::exchange::table::Table;
use crate::find::fold::fold;
use crate::model::department;
use crate::model::form::{
    Carry, Choice, Field, FieldKind, FilledBy, Form, Grade, IndicatorHeads, Level, LevelShape, Scale, Sheet,
};
use crate::model::id::IdSource;
use crate::model::indicator::Figure;
use crate::model::year::FiscalYear;
use std::collections::BTreeMap;

/// A column of at most so many different short texts is a scale or a list.
const OPTIONS: usize = 8;
/// An option or grade is no longer than this (characters).
const SHORT: usize = 12;
/// A form has at most so many levels above the rows.
const LEVELS: usize = 4;

/// Proposes a form and the mapping that reads the table by it: leading columns whose texts repeat are
/// levels, the first that does not is the title, the others are fields of the kind they look like.
pub fn invent(table: &Table, header: Option<usize>, name: &str, mut ids: IdSource<'_>) -> (Form, Mapping) {
    let heads = heads(table, header);
    let columns: Vec<Column> = (0..heads.len()).map(|at| Column::of(table, header, at)).collect();
    let used = |at: &usize| !(heads[*at].is_empty() && columns[*at].texts.is_empty());
    let titles = || (0..heads.len()).filter(used).filter(|at| !columns[*at].is_numbers());
    let title = titles().find(|at| !columns[*at].repeats()).or_else(|| titles().next()).unwrap_or(0);
    let label = |at: usize| match heads[at].is_empty() {
        true => format!("{}", at + 1),
        false => heads[at].chars().filter(|c| !c.is_control()).collect(),
    };
    let mut form = Form { name: name.to_owned(), ..Form::default() };
    let mut uses = vec![Use::Leave; heads.len()];
    for at in (0..title).filter(used) {
        if columns[at].is_numbers() {
            uses[at] = Use::Number;
            form.sheet.number_label = label(at);
        } else if form.levels.len() < LEVELS {
            let level =
                Level { id: ids.draw(), label: label(at), aliases: Vec::new(), shape: LevelShape::Heading };
            uses[at] = Use::Level(level.id);
            form.levels.push(level);
        }
    }
    let row = Level {
        id: ids.draw(),
        label: heads.get(title).map(|_| label(title)).unwrap_or_default(),
        aliases: Vec::new(),
        shape: LevelShape::Row,
    };
    if let Some(column) = uses.get_mut(title) {
        *column = Use::Title;
    }
    for at in (title + 1..heads.len()).filter(used) {
        let kind = columns[at].kind(&label(at), &mut form.scales, &mut ids);
        let carry = if matches!(kind, FieldKind::Departments) { Carry::Plan } else { Carry::Year };
        let width = if matches!(kind, FieldKind::LongText) { 8 } else { 3 };
        let id = ids.draw();
        uses[at] = Use::Field(id);
        form.fields.push(Field {
            id,
            levels: vec![row.id],
            label: label(at),
            aliases: Vec::new(),
            kind,
            by: FilledBy::Department,
            carry,
            guidance: String::new(),
            width,
            heads: IndicatorHeads::default(),
            when: None,
        });
    }
    form.sheet = Sheet { title_label: row.label.clone(), title_width: 5, number_width: 2, ..form.sheet };
    form.sheet.unit = form.levels.last().map(|level| level.id);
    form.levels.push(row);
    (form, Mapping { header, columns: uses })
}

/// Is what stands in a column below its head.
struct Column {
    texts: Vec<String>,
    rows: usize,
    options: Vec<(String, String)>,
}

impl Column {
    fn of(table: &Table, header: Option<usize>, at: usize) -> Self {
        let head = header.and_then(|header| table.rows.get(header)).map(|row| row.text());
        let below = table.rows.iter().skip(header.map_or(0, |header| header + 1));
        // Heads are repeated on each page.
        let below = below.filter(|row| !row.is_empty() && Some(row.text()) != head);
        let rows = below.clone().count();
        let texts = below.filter_map(|row| row.cells.get(at)).map(|cell| cell.text.trim().to_owned());
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for text in texts.iter().take(5_000) {
            seen.entry(fold(text)).or_insert_with(|| text.clone());
        }
        Self { texts, rows, options: seen.into_iter().collect() }
    }

    /// Returns whether its texts repeat, or are merged over rows.
    fn repeats(&self) -> bool {
        self.texts.len() * 4 < self.rows * 3 || self.options.len() * 4 < self.texts.len() * 3
    }

    fn is_numbers(&self) -> bool {
        let number = |text: &String| {
            text.chars().count() <= 6 && crate::exchange::number::split(text, &[]).1.is_empty()
        };
        !self.texts.is_empty()
            && self.texts.iter().filter(|text| number(text)).count() * 10 >= self.texts.len() * 9
    }

    fn kind(&self, label: &str, scales: &mut Vec<Scale>, ids: &mut IdSource<'_>) -> FieldKind {
        let most = |is: &dyn Fn(&String) -> bool| {
            !self.texts.is_empty()
                && self.texts.iter().filter(|text| is(text)).count() * 10 >= self.texts.len() * 9
        };
        let length = |text: &String| text.chars().count();
        let few = self.options.len() <= OPTIONS && self.texts.len() >= self.options.len() * 2;
        if most(&|text| department::names_in(text).iter().all(|name| department::is_name(name))) {
            return FieldKind::Departments;
        }
        if few && most(&|text| length(text) <= 3 && !text.chars().all(|c| c.is_ascii_digit())) {
            let grades = self.options.iter().map(|(_, text)| Grade {
                id: ids.draw(),
                key: text.clone(),
                label: String::new(),
                definition: String::new(),
            });
            let grades = grades.collect();
            let scale =
                Scale { id: ids.draw(), label: label.to_owned(), ordered: false, grades, marks: Vec::new() };
            let id = scale.id;
            scales.push(scale);
            return FieldKind::Grade { scale: id };
        }
        if few && most(&|text| length(text) <= SHORT && !is_number(text)) {
            let option = |(_, text): &(String, String)| Choice { id: ids.draw(), label: text.clone() };
            return FieldKind::Choice { options: self.options.iter().map(option).collect() };
        }
        match () {
            () if most(&|text| is_number(text)) => FieldKind::Number,
            () if self.texts.iter().any(|text| length(text) > 20 || text.contains('\n')) => {
                FieldKind::LongText
            }
            () if self.texts.is_empty() => FieldKind::LongText,
            () => FieldKind::Line,
        }
    }
}

fn is_number(text: &str) -> bool {
    let (indicator, year) = (crate::model::id::IndicatorId::known("a"), FiscalYear::new(2000));
    year.is_some_and(|year| Figure { indicator, year, text: text.to_owned() }.number().is_some())
}
