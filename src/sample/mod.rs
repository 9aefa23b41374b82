//! The built-in sample: the plan of a fictional city over two years, with its committee.
//!
//! `plan.tsv` is written by hand: one record a line, the kind first, `\n` for a line break in a text.

use crate::forms;
use crate::model::builder::BookBuilder;
use crate::model::committee::*;
use crate::model::content::Content;
use crate::model::form::{Carry, Choice, Field, FieldKind, FilledBy, Form, IndicatorHeads, Period};
use crate::model::id::*;
use crate::model::indicator::{Figure, Indicator};
use crate::model::node::Repeat;
use crate::model::order::OrderKey;
use crate::model::value::{FieldValue, Span};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::{BTreeMap, HashMap};

const SOURCE: &str = include_str!("plan.tsv");
/// The years of the sample, with the columns in which each year's texts begin.
const YEARS: [(i32, usize); 2] = [(2023, 5), (2024, 9)];
/// The column of a 事業 that names who does it.
const OWNER_COLUMN: usize = 13;

/// Makes the sample workbook. Every call makes the same one, ids included.
pub fn workbook() -> Workbook {
    let records: Vec<Vec<String>> = SOURCE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(|cell| cell.replace("\\n", "\n")).collect())
        .collect();
    let mut content = Content::default();
    if let Some(plan) = records.iter().find(|record| record[0] == "計画名") {
        content.municipality = cell(plan, 1).into();
        content.title = cell(plan, 2).into();
    }
    for (year, column) in YEARS {
        if let Some(year) = FiscalYear::new(year) {
            content.years.insert(year, year_book(&records, year, column));
        }
    }
    Workbook::made_of(WorkbookId::known("mihon"), content)
}

/// The ids of the indicators, in the order of the plan.
const INDICATORS: [&str; 4] = ["taiken", "sapota", "koho", "sonota"];

/// Returns the built-in form with what this city asks beyond it.
fn form() -> Form {
    let mut form = forms::abc_committee();
    let field = |id: &'static str, level: &'static str, label: &str, kind: FieldKind| Field {
        id: FieldId::known(id),
        levels: vec![LevelId::known(level)],
        label: label.into(),
        aliases: Vec::new(),
        kind,
        by: FilledBy::Secretariat,
        carry: Carry::Plan,
        guidance: String::new(),
        width: 1,
        when: None,
        heads: IndicatorHeads::default(),
    };
    let priority = vec![Choice { id: ChoiceId::known("yes"), label: "重点".into() }];
    form.fields.extend([
        field("vision", "goal", "目指す姿", FieldKind::LongText),
        field("figures", "measure", "成果指標", FieldKind::Indicators),
        field("schedule", "measure", "年次計画", FieldKind::Schedule),
        field("priority", "effort", "重点の取組", FieldKind::Choice { options: priority }),
    ]);
    let years = [2023, 2027].map(FiscalYear::new);
    if let [Some(from), Some(to)] = years {
        form.sheet.period = Some(Period { from, to });
    }
    form
}

/// Reads `2023-2024 検討`.
fn span(text: &str) -> Option<Span> {
    let (years, text) = text.split_once(' ')?;
    let (from, to) = years.split_once('-').unwrap_or((years, years));
    Some(Span { from: FiscalYear::parse(from)?, to: FiscalYear::parse(to)?, text: text.into() })
}

fn cell(record: &[String], at: usize) -> &str {
    record.get(at).map_or("", String::as_str)
}

/// Draws the same ids for every year, so that an item is the same in each of them.
fn counter() -> impl FnMut() -> u64 {
    let mut count = 0u64;
    move || {
        count += 1;
        count.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

fn year_book(records: &[Vec<String>], year: FiscalYear, column: usize) -> YearBook {
    let mut random = counter();
    let builder = BookBuilder::new(&year.label(), form(), IdSource::new(&mut random));
    let mut plan = PlanReader {
        builder,
        year,
        column,
        path: HashMap::new(),
        measures: HashMap::new(),
        titles: vec![],
        repeats: vec![],
    };
    records.iter().for_each(|record| plan.read(record));
    plan.link_repeats();
    let PlanReader { builder, measures, .. } = plan;
    let mut book = builder.finish();
    book.form.committee.named_opinions = true;
    let committee = CommitteeReader { year, measures, random: &mut random };
    committee.read(records, &mut book);
    book
}

/// Reads the records of the plan tree.
struct PlanReader<'a> {
    builder: BookBuilder<'a>,
    year: FiscalYear,
    column: usize,
    path: HashMap<&'static str, usize>,
    measures: HashMap<String, NodeId>,
    /// The 事業 by the number of their 施策 and their title.
    titles: Vec<(String, String, NodeId)>,
    /// The 再掲 with the number of the original's 施策 and its title.
    repeats: Vec<(usize, String, String)>,
}

impl PlanReader<'_> {
    fn read(&mut self, record: &[String]) {
        match cell(record, 0) {
            "目標" => self.open("goal", None, record),
            "施策" => {
                self.open("measure", Some("goal"), record);
                let at = self.path["measure"];
                self.builder.fill_typed(at, FieldId::known("outline"), cell(record, 3));
                if let Some(id) = self.builder.id(at) {
                    self.measures.insert(cell(record, 1).into(), id);
                }
            }
            "取組" => self.open("effort", Some("measure"), record),
            "目標文" => self.fill_at("goal", "vision", FieldValue::text(cell(record, 1))),
            "重点" => self.fill_at("effort", "priority", Some(FieldValue::Choice(ChoiceId::known("yes")))),
            "年次" => {
                let spans: Box<[Span]> = record[1..].iter().filter_map(|text| span(text)).collect();
                self.fill_at("measure", "schedule", Some(FieldValue::Schedule(spans)));
            }
            "指標" => self.indicator(record),
            "群" => self.open("group", Some("effort"), record),
            "事業" => self.programme(record),
            "行" => self.part(record),
            "再掲" => self.repeat(record),
            _ => {}
        }
    }

    fn fill_at(&mut self, level: &str, field: &'static str, value: Option<FieldValue>) {
        if let Some(&at) = self.path.get(level) {
            self.builder.fill(at, FieldId::known(field), value);
        }
    }

    /// An indicator of the 施策. Its values of years before the first book stand in that one.
    fn indicator(&mut self, record: &[String]) {
        let Some(node) = self.path.get("measure").and_then(|&at| self.builder.id(at)) else { return };
        let book = &mut self.builder.book;
        let count = book.indicators.len();
        let (Some(id), Some(order)) =
            (INDICATORS.get(count), OrderKey::spread(INDICATORS.len()).get(count).cloned())
        else {
            return;
        };
        let id = IndicatorId::known(id);
        let (label, unit, target) = (cell(record, 1).into(), cell(record, 2).into(), cell(record, 3).into());
        let field = FieldId::known("figures");
        book.indicators.put(Indicator { id, node, field, label, unit, target, order });
        let figures = record.iter().skip(4).filter_map(|text| text.split_once('='));
        for (year, text) in figures {
            let Some(year) = FiscalYear::parse(year) else { continue };
            let is_first = self.year.number() == YEARS[0].0;
            if year == self.year || (is_first && year < self.year) {
                book.figures.put(Figure { indicator: id, year, text: text.into() });
            }
        }
    }

    fn open(&mut self, level: &'static str, above: Option<&'static str>, record: &[String]) {
        let parent = above.and_then(|above| self.path.get(above)).copied();
        let at = self.builder.node(parent, LevelId::known(level), cell(record, 1), cell(record, 2));
        let deeper = ["goal", "measure", "effort", "group", "programme"];
        for below in deeper.iter().skip_while(|other| **other != level) {
            self.path.remove(below);
        }
        self.path.insert(level, at);
    }

    /// A 事業 with a number of its own ends a group.
    fn row_parent(&mut self, record: &[String]) -> Option<usize> {
        if !cell(record, 1).is_empty() {
            self.path.remove("group");
        }
        self.path.get("group").or(self.path.get("effort")).copied()
    }

    fn programme(&mut self, record: &[String]) {
        let parent = self.row_parent(record);
        let at = self.builder.node(parent, LevelId::known("programme"), cell(record, 1), cell(record, 2));
        self.fill_row(at, record, 0);
        self.path.insert("programme", at);
        if let (Some(id), Some(measure)) = (self.builder.id(at), self.current_measure()) {
            self.titles.push((measure, cell(record, 2).into(), id));
        }
    }

    fn current_measure(&self) -> Option<String> {
        let id = self.builder.id(*self.path.get("measure")?)?;
        self.measures.iter().find(|(_, measure)| **measure == id).map(|(number, _)| number.clone())
    }

    /// A second row of the 事業 above: both rows become its parts, each with its own texts.
    fn part(&mut self, record: &[String]) {
        let Some(&programme) = self.path.get("programme") else { return };
        let values = self.builder.node_mut(programme).map(|node| std::mem::take(&mut node.values));
        if let Some(values) = values.filter(|values| !values.is_empty()) {
            let first = self.builder.node(Some(programme), LevelId::known("part"), "", "");
            if let Some(node) = self.builder.node_mut(first) {
                node.values = values;
            }
        }
        let second = self.builder.node(Some(programme), LevelId::known("part"), "", "");
        self.fill_row(second, record, 2);
    }

    fn repeat(&mut self, record: &[String]) {
        let parent = self.row_parent(record);
        let title = cell(record, 2);
        let at = self.builder.node(parent, LevelId::known("programme"), cell(record, 1), title);
        self.repeats.push((at, cell(record, 3).into(), title.into()));
    }

    /// Links every 再掲 to its original, which may stand further down.
    fn link_repeats(&mut self) {
        for (at, measure, title) in std::mem::take(&mut self.repeats) {
            let original = self.titles.iter().find(|(m, t, _)| *m == measure && *t == title);
            if let (Some((.., original)), Some(node)) = (original, self.builder.node_mut(at)) {
                node.repeat = Repeat::Of(*original);
            }
        }
    }

    /// Fills a row; its columns stand `left` places further left than those of a 事業.
    fn fill_row(&mut self, at: usize, record: &[String], left: usize) {
        let year = self.column - left;
        let columns = [
            ("content", 3 - left),
            ("finaltarget", 4 - left),
            ("target", year),
            ("progress", year + 1),
            ("rating", year + 2),
            ("reason", year + 3),
            ("owner", OWNER_COLUMN - left),
        ];
        for (field, column) in columns {
            self.builder.fill_typed(at, FieldId::known(field), cell(record, column));
        }
    }
}

/// Reads the records of the committee.
struct CommitteeReader<'a> {
    year: FiscalYear,
    measures: HashMap<String, NodeId>,
    random: &'a mut dyn FnMut() -> u64,
}

impl CommitteeReader<'_> {
    fn read(mut self, records: &[Vec<String>], book: &mut YearBook) {
        let named = |kind: &'static str| records.iter().filter(move |record| record[0] == kind);
        let members = named("委員").count();
        for (record, order) in named("委員").zip(OrderKey::spread(members)) {
            book.members.put(Member {
                id: self.draw(),
                name: cell(record, 1).into(),
                seat: cell(record, 2).into(),
                role: cell(record, 3).into(),
                section: String::new(),
                retired: false,
                order,
            });
        }
        let roster: Vec<MemberId> = book.roster().iter().map(|member| member.id).collect();
        let year = self.year.to_string();
        let of_year = |kind| named(kind).filter(|record| cell(record, 1) == year);
        let round = RoundId::known("kaigi");
        for record in of_year("会議") {
            self.meeting(record, round, &roster, book);
        }
        for record in of_year("票") {
            self.ballots(record, round, &roster, book);
        }
        for (kind, heading) in [("意見", "opinion"), ("方向性", "direction")] {
            let mut last = None;
            for record in of_year(kind) {
                let order = OrderKey::between(last.as_ref(), None);
                self.remark(record, HeadingId::known(heading), &order, &roster, book);
                last = Some(order);
            }
        }
        for record in of_year("決定") {
            self.decision(record, book);
        }
    }

    fn draw<T: From<Id>>(&mut self) -> T {
        IdSource::new(self.random).draw()
    }

    fn meeting(&mut self, record: &[String], round: RoundId, roster: &[MemberId], book: &mut YearBook) {
        let order = OrderKey::between(None, None);
        let id = MeetingId::known("kaigi");
        book.meetings.put(Meeting {
            id,
            title: cell(record, 2).into(),
            day: cell(record, 3).into(),
            place: cell(record, 4).into(),
            section: String::new(),
            blind: false,
            order: order.clone(),
        });
        book.rounds.put(Round { id: round, label: "会議".into(), meeting: Some(id), order });
        for (&member, how) in roster.iter().zip(cell(record, 5).chars()) {
            let state = match how {
                '欠' => AttendanceState::Absent,
                '遅' => AttendanceState::Late,
                'W' => AttendanceState::Web,
                '書' => AttendanceState::Paper,
                _ => AttendanceState::Present,
            };
            let time = if state == AttendanceState::Late { cell(record, 6) } else { "" };
            book.attendances.put(Attendance { meeting: id, member, state, time: time.into() });
        }
    }

    fn ballots(&self, record: &[String], round: RoundId, roster: &[MemberId], book: &mut YearBook) {
        let Some(&node) = self.measures.get(cell(record, 2)) else { return };
        for (&member, given) in roster.iter().zip(cell(record, 3).chars()) {
            let vote = match given {
                'A' => Vote::Grade(GradeId::known("a")),
                'B' => Vote::Grade(GradeId::known("b")),
                'C' => Vote::Grade(GradeId::known("c")),
                'x' => Vote::Abstain,
                '?' => Vote::Cannot,
                _ => continue,
            };
            let axis = AxisId::known("proposal");
            book.ballots.put(Ballot {
                round,
                node,
                axis,
                member,
                vote,
                comment: String::new(),
                proxy: false,
            });
        }
    }

    fn remark(
        &mut self,
        record: &[String],
        heading: HeadingId,
        order: &OrderKey,
        roster: &[MemberId],
        book: &mut YearBook,
    ) {
        let Some(&node) = self.measures.get(cell(record, 2)) else { return };
        let spoken = heading == HeadingId::known("opinion");
        let author = cell(record, 3).parse::<usize>().ok().filter(|_| spoken);
        let author = author.and_then(|number| roster.get(number.checked_sub(1)?)).copied();
        let text = cell(record, if spoken { 4 } else { 3 }).into();
        book.opinions.put(Opinion { id: self.draw(), node, heading, text, author, order: order.clone() });
    }

    fn decision(&self, record: &[String], book: &mut YearBook) {
        let Some(&node) = self.measures.get(cell(record, 2)) else { return };
        let grades: BTreeMap<&str, &str> = BTreeMap::from([("A", "a"), ("B", "b"), ("C", "c")]);
        let grade = grades.get(cell(record, 3)).map(|id| GradeId::known(id));
        let (axis, reason) = (AxisId::known("proposal"), cell(record, 4).into());
        book.decisions.put(Decision { node, axis, grade, reason });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::committee::tally;
    use crate::tally::ratings::Ratings;

    fn counts(year: i32) -> ([u32; 4], u32, usize) {
        let sample = workbook();
        let year = FiscalYear::new(year).unwrap();
        let outline = sample.outline(year);
        let ratings = Ratings::new(&sample, year, &outline, FieldId::known("rating"));
        let whole = ratings.whole();
        let grades = ["a", "b", "c", "none"].map(|id| whole.grade(GradeId::known(id)));
        (grades, whole.unfilled, outline.children(None).len())
    }

    #[test]
    fn the_sample_is_as_rich_as_a_real_plan() {
        assert_eq!(counts(2023), ([47, 59, 9, 3], 0, 5));
        assert_eq!(counts(2024), ([44, 55, 6, 1], 12, 5));
        assert_eq!(workbook(), workbook());
    }

    #[test]
    fn the_sample_has_a_committee_meeting() {
        let sample = workbook();
        let year = FiscalYear::new(2023).unwrap();
        let book = sample.year(year).unwrap();
        let node = |number: &str| book.nodes.values().find(|node| node.number == number).unwrap().id;
        let tally = tally(&sample, year, node("施策1-3"), AxisId::known("proposal"));
        let grades = ["a", "b", "c"].map(|id| tally.grade(GradeId::known(id)));
        assert_eq!((grades, tally.abstain, tally.seats), ([6, 4, 0], 1, 12));
        assert_eq!(tally.answers() + tally.abstain + tally.cannot + tally.missing + tally.absent, 12);
        assert_eq!(book.opinions.len(), 67 + 28);
        assert_eq!(book.decisions.len(), 15);
    }
}
