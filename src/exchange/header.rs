//! The row with the heads of the columns.

use super::labels::tolerance;
use super::number::numbering;
use crate::find::fold::{fold, is_blank, near};
use crate::model::form::{FieldKind, Form, LevelShape, Period, YEAR_TOKEN};
use crate::model::id::{FieldId, HeadingId, LevelId};
use crate::model::year::FiscalYear;
use std::collections::{HashMap, HashSet};

/// Is what a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// The numbers of the rows, merged cells of groups among them.
    Number,
    /// The titles of the rows.
    Title,
    /// Headings of a level, merged over the rows below them.
    Level(LevelId),
    /// A field.
    Field(FieldId),
    /// A part of the indicators in a field; the year is that of the head, where it names one.
    Indicator(FieldId, Part, Option<FiscalYear>),
    /// The committee's remarks on the item of the row.
    Remarks(HeadingId),
    /// One year of a schedule.
    Year(FieldId, FiscalYear),
    /// Nothing that the form knows.
    Unknown,
}

/// Is what a column says of an indicator beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// What is to be reached.
    Target,
    /// The years of the values.
    Year,
    /// The values.
    Value,
    /// What is counted in.
    Unit,
}

/// Is a header row as it was read.
pub(super) struct Header {
    /// What the columns hold, from the left.
    pub columns: Vec<Column>,
    /// The years that the heads name, as typed.
    pub years: Vec<(String, FiscalYear)>,
    /// Columns whose head was recognised in spite of a difference.
    pub differing: Vec<usize>,
    /// Whether its rows are remarks on items of another table.
    pub opinions: bool,
}

impl Header {
    /// Returns where a column stands.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == column)
    }

    /// Returns whether values of an indicator field have columns of their own.
    pub fn has_parts(&self, field: FieldId) -> bool {
        self.columns.iter().any(|column| matches!(column, Column::Indicator(of, ..) if *of == field))
    }

    /// Returns the fields that have a column.
    pub fn fields(&self) -> impl Iterator<Item = FieldId> {
        self.columns.iter().filter_map(|column| match column {
            Column::Field(field) | Column::Year(field, _) => Some(*field),
            _ => None,
        })
    }

    /// Returns whether columns hold headings.
    pub fn has_levels(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, Column::Level(_)))
    }

    /// Returns whether columns hold what is filled, and not names of items alone.
    pub fn has_fields(&self) -> bool {
        let named = |column: &Column| {
            matches!(column, Column::Number | Column::Title | Column::Level(_) | Column::Unknown)
        };
        self.columns.iter().any(|column| !named(column))
    }
}

/// Holds the heads that a form knows, in the shape in which they are looked up.
pub(super) struct Heads {
    exact: HashMap<String, Column>,
    years: Vec<(YearLabel, Column)>,
    /// The schedule whose years may be heads, and the years of the plan.
    schedule: Option<(FieldId, Option<Period>)>,
}

impl Heads {
    /// Collects the heads of a form. Where two have the same text, number and title come first.
    pub fn of(form: &Form) -> Self {
        let sheet = &form.sheet;
        let schedule = form.fields.iter().find(|field| field.kind == FieldKind::Schedule);
        let schedule = schedule.map(|field| (field.id, sheet.period));
        let mut heads = Self { exact: HashMap::new(), years: Vec::new(), schedule };
        heads.add(&sheet.number_label, &sheet.number_aliases, Column::Number);
        heads.add(&sheet.title_label, &sheet.title_aliases, Column::Title);
        for field in &form.fields {
            heads.add(&field.label, &field.aliases, Column::Field(field.id));
        }
        for level in &form.levels {
            match level.shape {
                LevelShape::Row => heads.add(&level.label, &level.aliases, Column::Title),
                LevelShape::Group => heads.add(&level.label, &level.aliases, Column::Number),
                LevelShape::Heading | LevelShape::Part => {}
            }
        }
        heads.add_indicators(form);
        heads.add_remarks(form);
        for level in form.levels.iter().filter(|level| level.shape == LevelShape::Heading) {
            heads.add(&level.label, &level.aliases, Column::Level(level.id));
        }
        heads
    }

    fn add_indicators(&mut self, form: &Form) {
        for field in form.fields.iter().filter(|field| field.kind == FieldKind::Indicators) {
            let names = &field.heads;
            let parts = [(&names.target, Part::Target), (&names.year, Part::Year)];
            for (label, part) in
                parts.into_iter().chain([(&names.value, Part::Value), (&names.unit, Part::Unit)])
            {
                self.add(label, &[], Column::Indicator(field.id, part, None));
            }
        }
    }

    /// Adds the committee's headings where it gives remarks on the items of rows.
    fn add_remarks(&mut self, form: &Form) {
        let mut rows = form.row_levels();
        if rows.any(|level| form.committee.levels.contains(&level.id)) {
            for heading in &form.committee.headings {
                self.add(&heading.label, &heading.aliases, Column::Remarks(heading.id));
            }
        }
    }

    fn add(&mut self, label: &str, aliases: &[String], column: Column) {
        for label in std::iter::once(label).chain(aliases.iter().map(String::as_str)) {
            if label.contains(YEAR_TOKEN) {
                self.years.push((YearLabel::of(label), column));
            } else if !fold(label).is_empty() && numbering(label).is_none() {
                self.exact.entry(fold(label)).or_insert(column);
            }
        }
    }

    /// Reads a row as a header: at least two heads, one of them the numbers' or the titles', and no
    /// fewer that are known than unknown.
    pub fn read(&self, cells: &[impl AsRef<str>]) -> Option<Header> {
        let exact: Vec<Option<Column>> = cells.iter().map(|cell| self.find(cell.as_ref())).collect();
        let filled = cells.iter().filter(|cell| !cell.as_ref().is_empty()).count();
        let known = exact.iter().flatten().count();
        let named = exact.iter().flatten().any(|c| matches!(c, Column::Number | Column::Title));
        if known < 2 || !named || known * 2 < filled {
            return None;
        }
        let mut header =
            Header { columns: Vec::new(), years: Vec::new(), differing: Vec::new(), opinions: false };
        let mut seen = HashSet::new();
        for (at, (cell, exact)) in cells.iter().zip(exact).enumerate() {
            let close = exact.or_else(|| self.find_near(cell.as_ref()));
            let close = close.map(|column| self.of_year(column, cell.as_ref()));
            let column = close.filter(|column| seen.insert(*column)).unwrap_or(Column::Unknown);
            if column != Column::Unknown && exact.is_none() {
                header.differing.push(at);
            }
            header.years.extend(self.year(cell.as_ref()));
            header.columns.push(column);
        }
        Some(header)
    }

    fn find(&self, cell: &str) -> Option<Column> {
        if cell.is_empty() || cell.len() > 200 {
            return None;
        }
        let folded = fold(cell);
        let year = || self.years.iter().find(|(label, _)| label.matches(&folded)).map(|(_, column)| *column);
        self.exact.get(&folded).copied().or_else(year).or_else(|| self.planned_year(cell))
    }

    fn planned_year(&self, cell: &str) -> Option<Column> {
        let (field, period) = self.schedule?;
        let year = FiscalYear::parse(cell)?;
        let planned = period.is_none_or(|period| (period.from..=period.to).contains(&year));
        planned.then_some(Column::Year(field, year))
    }

    fn find_near(&self, cell: &str) -> Option<Column> {
        let cell = fold(cell);
        let limit = tolerance(cell.chars().count());
        let close = self.exact.iter().filter(|(label, _)| near(label, &cell, limit));
        close.min_by(|a, b| a.0.cmp(b.0)).map(|(_, column)| *column)
    }

    /// Returns the year that a head names, if the table is of that year: values of indicators are not.
    fn year(&self, cell: &str) -> Option<(String, FiscalYear)> {
        let own = self.years.iter().filter(|(_, column)| !matches!(column, Column::Indicator(..)));
        own.into_iter().find_map(|(label, _)| label.year(cell))
    }

    /// Adds the year to a column of an indicator's values whose head names it.
    fn of_year(&self, column: Column, cell: &str) -> Column {
        let Column::Indicator(field, part, _) = column else { return column };
        let named = self.years.iter().filter(|(_, known)| *known == column);
        let year = named.into_iter().find_map(|(label, _)| label.year(cell)).map(|(_, year)| year);
        Column::Indicator(field, part, year)
    }
}

/// Is a label with `{年度}`, to be compared with labels of any year.
pub(super) struct YearLabel {
    before: String,
    after: String,
}

impl YearLabel {
    /// Takes a label apart at its first `{年度}`.
    pub fn of(label: &str) -> Self {
        let (before, after) = label.split_once(YEAR_TOKEN).unwrap_or((label, ""));
        Self { before: fold(before), after: fold(after) }
    }

    /// Returns the year's label as typed, white space left out, and its year.
    pub fn year(&self, cell: &str) -> Option<(String, FiscalYear)> {
        let folded = fold(cell);
        let length = self.middle(&folded)?.chars().count();
        let visible = cell.chars().filter(|c| !is_blank(*c));
        let label: String = visible.skip(self.before.chars().count()).take(length).collect();
        let year = FiscalYear::parse(&label)?;
        Some((label, year))
    }

    /// Returns whether a folded cell is this label for some year, a bare number (30年度) included.
    fn matches(&self, folded: &str) -> bool {
        let year = self.middle(folded);
        year.is_some_and(|label| FiscalYear::parse(label).is_some() || is_bare_year(label))
    }

    fn middle<'t>(&self, folded: &'t str) -> Option<&'t str> {
        folded.strip_prefix(&self.before)?.strip_suffix(&self.after)
    }
}

fn is_bare_year(folded: &str) -> bool {
    let number = folded.strip_suffix("年度").or(folded.strip_suffix('年')).unwrap_or(folded);
    number == "元" || ((1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::abc_committee;

    fn check(cells: &[&str], expected: Option<(&str, Option<i32>)>) {
        let header = Heads::of(&abc_committee()).read(cells);
        let found = header.map(|header| {
            let columns = header.columns.iter().map(|column| match column {
                Column::Number => "#".to_owned(),
                Column::Title => "名".to_owned(),
                Column::Field(field) | Column::Year(field, _) => field.to_string(),
                Column::Level(level) => format!("/{level}"),
                Column::Indicator(..) | Column::Remarks(_) => "!".to_owned(),
                Column::Unknown => "?".to_owned(),
            });
            (columns.collect::<Vec<_>>().join(" "), header.years.first().map(|(_, year)| year.number()))
        });
        assert_eq!(found, expected.map(|(columns, year)| (columns.to_owned(), year)), "{cells:?}");
    }

    #[test]
    fn heads_are_recognised_for_any_year() {
        check(&["計画・事業No.", "事業名", "令和元年度の目標"], Some(("# 名 target", Some(2019))));
        check(&["計画・事業Ｎｏ．", "事業 名", "平成34年度の 進捗状況"], Some(("# 名 progress", Some(2022))));
        check(&["番号", "事業", "H30の目標", "備考"], Some(("# 名 target ?", Some(2018))));
        check(&["番号", "事業", "30年度の目標"], Some(("# 名 target", None)));
        check(&["事業名", "計画最終年度まで目標"], None);
        check(&["番号", "事業名", "計画最終年度まで目標"], Some(("# 名 finaltarget", None)));
        check(&["事業名", "評価", "評価"], Some(("名 rating ?", None)));
    }

    #[test]
    fn other_rows_are_no_header() {
        check(&["目標", "目標1"], None);
        check(&["①", "事業名"], None);
        check(&["説明", "進捗状況"], None);
        check(&["番号", "事業名", "甲", "乙", "丙"], None);
    }
}
