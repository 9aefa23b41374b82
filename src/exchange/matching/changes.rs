//! What a row changes in its item, and what it takes to write it.

use super::pairs::Pair;
use super::{Change, Comparison, Fate, Matched, What, same_words};
use crate::exchange::build::ROUND;
use crate::exchange::draft::{Draft, DraftIndicator, DraftValue};
use crate::find::fold::same;
use crate::model::committee::{HandCount, Opinion, Round};
use crate::model::department::{self, Department};
use crate::model::edit::Edit;
use crate::model::form::FieldKind;
use crate::model::id::{FieldId, GradeId, IdSource, NodeId, RoundId};
use crate::model::indicator::{Figure, Indicator};
use crate::model::node::{Position, Repeat};
use crate::model::order::{OrderKey, in_order};
use crate::model::place::{Datum, ElementKey, NodePart, Place};
use crate::model::table::Table;
use crate::model::tree::Outline;
use crate::model::value::{FieldValue, Owner, Span};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Is a draft while it is being compared.
pub(super) struct Comparing<'a, 'r> {
    draft: &'a Draft,
    workbook: &'a Workbook,
    year: FiscalYear,
    book: &'a YearBook,
    outline: &'a Outline,
    ids: IdSource<'r>,
    departments: Table<Department>,
    /// The children of each item with their orders, new ones among them.
    siblings: HashMap<Option<NodeId>, Vec<(NodeId, OrderKey)>>,
    round: Option<RoundId>,
    out: Comparison,
}

impl<'a, 'r> Comparing<'a, 'r> {
    pub fn new(
        draft: &'a Draft,
        workbook: &'a Workbook,
        year: FiscalYear,
        book: &'a YearBook,
        outline: &'a Outline,
        ids: IdSource<'r>,
    ) -> Self {
        Self {
            draft,
            workbook,
            year,
            book,
            outline,
            ids,
            departments: book.departments.clone(),
            siblings: HashMap::new(),
            round: None,
            out: Comparison::default(),
        }
    }

    pub fn compare(mut self, pairs: Vec<Pair>) -> Comparison {
        for pair in pairs {
            let fate = match pair {
                Pair::Known(node) => Fate::Known(node),
                Pair::New => Fate::New(self.ids.draw()),
                Pair::Left => Fate::Left,
            };
            self.out.items.push(Matched { fate, changes: Vec::new() });
        }
        let mut last: HashMap<Option<usize>, NodeId> = HashMap::new();
        for at in 0..self.draft.nodes.len() {
            let parent = self.draft.nodes[at].parent;
            match self.out.items[at].fate {
                Fate::Known(node) => {
                    self.known(at, node);
                    last.insert(parent, node);
                }
                Fate::New(node) => {
                    self.add(at, node, last.get(&parent).copied());
                    last.insert(parent, node);
                }
                Fate::Left => {}
            }
        }
        self.remarks();
        self.counts();
        let found: HashSet<NodeId> = (0..self.out.items.len()).filter_map(|at| self.node(at)).collect();
        let all = self.outline.below(None);
        self.out.only_here = all.into_iter().filter(|id| !found.contains(id)).collect();
        self.out
    }

    /// Returns the item that an item of the draft is or becomes.
    fn node(&self, at: usize) -> Option<NodeId> {
        match self.out.items.get(at)?.fate {
            Fate::Known(node) | Fate::New(node) => Some(node),
            Fate::Left => None,
        }
    }

    fn write(&mut self, place: Place, datum: Datum) {
        self.out.edits.push(Edit::Settle(place, datum));
    }

    fn write_node(&mut self, node: NodeId, part: NodePart, datum: Datum) {
        self.write(Place::Node(self.year, node, part), datum);
    }

    fn tell(&mut self, at: usize, what: What, old: String, new: String) {
        self.out.items[at].changes.push(Change { what, old, new });
    }

    fn known(&mut self, at: usize, id: NodeId) {
        let (draft, book) = (self.draft, self.book);
        let (row, Some(node)) = (&draft.nodes[at], book.nodes.get(id)) else { return };
        let texts = [
            (What::Number, NodePart::Number, &node.number, &row.number),
            (What::Title, NodePart::Title, &node.title, &row.title),
        ];
        for (what, part, old, new) in texts {
            if !new.trim().is_empty() && !same_words(old, new) {
                self.tell(at, what, old.clone(), new.clone());
                self.write_node(id, part, Datum::text(new));
            }
        }
        self.values(at, id);
    }

    fn add(&mut self, at: usize, id: NodeId, behind: Option<NodeId>) {
        let row = &self.draft.nodes[at];
        let parent = row.parent.and_then(|parent| self.node(parent));
        let order = self.place_behind(at, parent, behind, id);
        self.write_node(id, NodePart::Level, Datum::Level(row.level));
        self.write_node(id, NodePart::Position, Datum::Position(Position { parent, order }));
        self.write_node(id, NodePart::Number, Datum::text(&row.number));
        self.write_node(id, NodePart::Title, Datum::text(&row.title));
        let original = row.candidate_of.and_then(|of| self.node(of)).filter(|original| *original != id);
        if let Some(original) = original {
            self.write_node(id, NodePart::Repeat, Datum::Repeat(Repeat::Candidate(original)));
        }
        self.values(at, id);
    }

    /// Finds the place of a new item: behind the row before, else in front of the row after, else last.
    fn place_behind(
        &mut self,
        at: usize,
        parent: Option<NodeId>,
        behind: Option<NodeId>,
        id: NodeId,
    ) -> OrderKey {
        let above = self.draft.nodes[at].parent;
        let rows = self.draft.nodes.iter().enumerate().skip(at + 1).take(200);
        let next =
            rows.filter(|(_, row)| row.parent == above).find_map(|(at, _)| match self.out.items[at].fate {
                Fate::Known(node) => Some(node),
                _ => None,
            });
        let (book, outline) = (self.book, self.outline);
        let siblings = self.siblings.entry(parent).or_insert_with(|| {
            let ids = outline.children(parent).iter();
            ids.filter_map(|id| Some((*id, book.nodes.get(*id)?.position.order.clone()))).collect()
        });
        let position = |wanted: Option<NodeId>| {
            wanted.and_then(|wanted| siblings.iter().position(|(id, _)| *id == wanted))
        };
        let to = position(behind).map(|at| at + 1).or_else(|| position(next)).unwrap_or(siblings.len());
        let lower = to.checked_sub(1).and_then(|at| siblings.get(at)).map(|(_, order)| order);
        let order = OrderKey::between(lower, siblings.get(to).map(|(_, order)| order));
        siblings.insert(to, (id, order.clone()));
        order
    }

    fn values(&mut self, at: usize, id: NodeId) {
        let draft = self.draft;
        for (field, value) in &draft.nodes[at].values {
            let known = self.book.form.field(*field);
            if known.is_none_or(|known| !known.levels.contains(&draft.nodes[at].level)) {
                continue;
            }
            match value {
                DraftValue::Indicators(indicators) => self.indicators(at, id, *field, indicators),
                value => self.value(at, id, *field, value),
            }
        }
    }

    fn value(&mut self, at: usize, id: NodeId, field: FieldId, value: &DraftValue) {
        let there = self.book.value(id, field);
        let new = match value {
            DraftValue::Text(text) => FieldValue::text(text),
            DraftValue::Grade(grade) => Some(FieldValue::Grade(*grade)),
            DraftValue::Choice(choice) => Some(FieldValue::Choice(*choice)),
            DraftValue::Owners(text) => {
                if there.and_then(FieldValue::as_text).is_some_and(|old| same_words(old, text)) {
                    return;
                }
                self.owners(there, field, text)
            }
            DraftValue::Schedule(spans) => schedule(there, spans),
            DraftValue::ScheduleText(text) => {
                schedule(there, &[Span { from: self.year, to: self.year, text: text.clone() }])
            }
            DraftValue::Indicators(_) => return,
        };
        let Some(new) = new else { return };
        let texts = there.and_then(FieldValue::as_text).zip(new.as_text());
        if there == Some(&new) || texts.is_some_and(|(old, new)| same_words(old, new)) {
            return;
        }
        let (old, shown) = (there.map(|old| self.show(field, old)), self.show(field, &new));
        self.tell(at, What::Field(field), old.unwrap_or_default(), shown);
        self.write_node(id, NodePart::Value(field), Datum::value(Some(new)));
    }

    /// Recognises departments; those that were the lead before stay it.
    fn owners(&mut self, there: Option<&FieldValue>, field: FieldId, text: &str) -> Option<FieldValue> {
        let known = self.book.form.field(field)?;
        if !matches!(known.kind, FieldKind::Departments) {
            return FieldValue::text(text);
        }
        let (mut owners, new) = department::resolve(&self.departments, text, &mut self.ids);
        for department in new {
            let key = ElementKey::Department(department.id);
            self.departments.put(department.clone());
            self.write(Place::Element(self.year, key), Datum::Department(Box::new(department)));
        }
        if let Some(FieldValue::Owners(before)) = there {
            let leads = |owner: &Owner| before.departments.iter().any(|old| old.lead && old.id == owner.id);
            owners.departments.iter_mut().for_each(|owner| owner.lead = leads(owner));
        }
        Some(FieldValue::Owners(Box::new(owners)))
    }

    /// Says a value as it is compared by a person.
    fn show(&self, field: FieldId, value: &FieldValue) -> String {
        let known = self.book.form.field(field);
        match value {
            FieldValue::Text(text) => text.to_string(),
            FieldValue::Owners(owners) => owners.text.clone(),
            FieldValue::Grade(grade) => {
                let scale = known.and_then(|known| self.book.form.scale_of(known));
                scale.and_then(|scale| scale.key(*grade)).unwrap_or_default().to_owned()
            }
            FieldValue::Choice(choice) => match known.map(|known| &known.kind) {
                Some(FieldKind::Choice { options }) => {
                    let option = options.iter().find(|option| option.id == *choice);
                    option.map(|option| option.label.clone()).unwrap_or_default()
                }
                _ => String::new(),
            },
            FieldValue::Schedule(spans) => {
                let span = |span: &Span| match span.from == span.to {
                    true => format!("{} {}", span.from.label(), span.text),
                    false => format!("{}〜{} {}", span.from.label(), span.to.label(), span.text),
                };
                spans.iter().map(span).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Compares indicators by their labels, and their values by year. A year that has a book of its own
    /// keeps its values there.
    fn indicators(&mut self, at: usize, node: NodeId, field: FieldId, indicators: &[DraftIndicator]) {
        let book = self.book;
        let own = book.indicators.values().filter(|it| it.node == node && it.field == field);
        let mut there: Vec<&Indicator> = in_order(own, |it| (&it.order, it.id.0));
        let mut last = there.last().map(|indicator| indicator.order.clone());
        for draft in indicators {
            let found = there.iter().position(|known| same(&known.label, &draft.label));
            let known = found.map(|found| there.remove(found));
            let filled = |new: &String, old: Option<&String>| match new.trim().is_empty() {
                true => old.cloned().unwrap_or_default(),
                false => new.clone(),
            };
            let order = known.map_or_else(|| OrderKey::between(last.as_ref(), None), |it| it.order.clone());
            let indicator = Indicator {
                id: known.map_or_else(|| self.ids.draw(), |known| known.id),
                node,
                field,
                label: known.map_or_else(|| draft.label.clone(), |known| known.label.clone()),
                unit: filled(&draft.unit, known.map(|known| &known.unit)),
                target: filled(&draft.target, known.map(|known| &known.target)),
                order,
            };
            last = last.max(Some(indicator.order.clone()));
            let what = || What::Indicator(field, indicator.label.clone());
            let words = |it: &Indicator| format!("{} {}", it.target, it.unit).trim().to_owned();
            if known.is_none_or(|known| !same_words(&words(known), &words(&indicator))) {
                self.tell(at, what(), known.map(words).unwrap_or_default(), words(&indicator));
                let key = ElementKey::Indicator(indicator.id);
                self.write(Place::Element(self.year, key), Datum::Indicator(Box::new(indicator.clone())));
            }
            for (year, text) in draft.figures.iter().filter(|(_, text)| !text.trim().is_empty()) {
                let elsewhere = self.workbook.year(*year).filter(|_| *year != self.year);
                let old = elsewhere.unwrap_or(book).figures.get((indicator.id, *year));
                if old.is_some_and(|old| same_words(&old.text, text)) {
                    continue;
                }
                if elsewhere.is_some() {
                    self.out.of_other_years += 1;
                    continue;
                }
                let label = year.label();
                let shown = |text: &str| format!("{label} {text}");
                let before = old.map(|old| shown(&old.text)).unwrap_or_default();
                self.tell(at, what(), before, shown(text));
                let figure = Figure { indicator: indicator.id, year: *year, text: text.clone() };
                let key = ElementKey::Figure(indicator.id, *year);
                self.write(Place::Element(self.year, key), Datum::Figure(Box::new(figure)));
            }
        }
    }

    /// Adds the remarks that are not there yet, behind those that are.
    fn remarks(&mut self) {
        let (draft, book) = (self.draft, self.book);
        let mut there: HashMap<_, Vec<&str>> = HashMap::new();
        let mut last: HashMap<_, OrderKey> = HashMap::new();
        for opinion in book.opinions.values() {
            let place = (opinion.node, opinion.heading);
            there.entry(place).or_default().push(&opinion.text);
            let order = last.entry(place).or_insert_with(|| opinion.order.clone());
            *order = order.clone().max(opinion.order.clone());
        }
        for remark in &draft.remarks {
            let Some(node) = self.node(remark.node) else { continue };
            let place = (node, remark.heading);
            let texts = there.entry(place).or_default();
            if let Some(found) = texts.iter().position(|text| same_words(text, &remark.text)) {
                texts.remove(found);
                continue;
            }
            let order = OrderKey::between(last.get(&place), None);
            last.insert(place, order.clone());
            let (heading, text) = (remark.heading, remark.text.clone());
            let opinion = Opinion { id: self.ids.draw(), node, heading, text, author: None, order };
            self.tell(remark.node, What::Remark(heading), String::new(), remark.text.clone());
            let key = ElementKey::Opinion(opinion.id);
            self.write(Place::Element(self.year, key), Datum::Opinion(Box::new(opinion)));
        }
    }

    /// Compares counts of votes. Where named ballots stand, a count beside them would count twice.
    fn counts(&mut self) {
        let (draft, book) = (self.draft, self.book);
        let mut done = HashSet::new();
        for count in &draft.counts {
            let Some(node) = self.node(count.node) else { continue };
            let counts: BTreeMap<GradeId, u32> =
                count.counts.iter().copied().filter(|(_, votes)| *votes > 0).collect();
            if counts.is_empty() || !done.insert((node, count.axis)) {
                continue;
            }
            if book.ballots.values().any(|ballot| (ballot.node, ballot.axis) == (node, count.axis)) {
                self.out.with_ballots += 1;
                continue;
            }
            let rounds = book.rounds_in_order();
            let known = rounds.iter().rev().find_map(|r| book.hand_counts.get((r.id, node, count.axis)));
            let there =
                |known: &HandCount| known.counts.iter().filter(|(_, votes)| **votes > 0).eq(counts.iter());
            if known.is_some_and(there) {
                continue;
            }
            let round = known.map_or_else(|| self.round(), |known| known.round);
            let (abstain, cannot) = known.map_or((0, 0), |known| (known.abstain, known.cannot));
            let old = known.map(|known| self.votes(count.axis, &known.counts)).unwrap_or_default();
            self.tell(count.node, What::Count(count.axis), old, self.votes(count.axis, &counts));
            let hands = HandCount { round, node, axis: count.axis, counts, abstain, cannot };
            let key = ElementKey::HandCount(round, node, count.axis);
            self.write(Place::Element(self.year, key), Datum::HandCount(Box::new(hands)));
        }
    }

    fn votes(&self, axis: crate::model::id::AxisId, counts: &BTreeMap<GradeId, u32>) -> String {
        let scale = self.book.form.axis(axis).and_then(|axis| self.book.form.scale(axis.scale));
        let vote = |(grade, votes): (&GradeId, &u32)| {
            format!("{} {votes}", scale.and_then(|scale| scale.key(*grade)).unwrap_or_default())
        };
        counts.iter().map(vote).collect::<Vec<_>>().join("　")
    }

    /// Returns the round for counts that are new: the last one, or one that is made for them.
    fn round(&mut self) -> RoundId {
        if let Some(round) = self.round {
            return round;
        }
        let last = self.book.rounds_in_order().last().map(|round| round.id);
        let round = last.unwrap_or_else(|| {
            let id = self.ids.draw();
            let round =
                Round { id, label: ROUND.into(), meeting: None, order: OrderKey::between(None, None) };
            self.write(Place::Element(self.year, ElementKey::Round(id)), Datum::Round(Box::new(round)));
            id
        });
        self.round = Some(round);
        round
    }
}

/// Puts the spans of a table into a schedule. Years that the table says nothing of stay as they are, and
/// so does how long a span is that begins in the same year with the same words, since a table that was
/// copied as text has lost it.
fn schedule(there: Option<&FieldValue>, spans: &[Span]) -> Option<FieldValue> {
    let old = match there {
        Some(FieldValue::Schedule(old)) => &old[..],
        _ => &[],
    };
    let meet = |a: &Span, b: &Span| a.from <= b.to && b.from <= a.to;
    let given: Vec<&Span> = spans.iter().filter(|span| !span.text.is_empty()).collect();
    let mut all: Vec<Span> = Vec::with_capacity(given.len());
    for span in &given {
        let longer = |old: &&Span| {
            let others = given.iter().filter(|other| other.from != span.from);
            old.from == span.from
                && same_words(&old.text, &span.text)
                && !others.into_iter().any(|it| meet(it, old))
        };
        all.push(old.iter().find(longer).unwrap_or(span).clone());
    }
    let rest = old.iter().filter(|old| !all.iter().any(|it| meet(it, old))).cloned().collect::<Vec<_>>();
    all.extend(rest);
    all.sort_by_key(|span| span.from);
    (!all.is_empty()).then(|| FieldValue::Schedule(all.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_keeps_the_years_that_a_table_does_not_have() {
        let span = |from, to, text: &str| Span {
            from: FiscalYear::new(from).unwrap(),
            to: FiscalYear::new(to).unwrap(),
            text: text.into(),
        };
        let there = FieldValue::Schedule([span(2019, 2021, "調査"), span(2022, 2022, "実施")].into());
        for (table, expected) in [
            (vec![span(2022, 2022, "検証")], vec![span(2019, 2021, "調査"), span(2022, 2022, "検証")]),
            (vec![span(2019, 2019, "調査")], vec![span(2019, 2021, "調査"), span(2022, 2022, "実施")]),
            (
                vec![span(2019, 2019, "調査"), span(2020, 2020, "検討")],
                vec![span(2019, 2019, "調査"), span(2020, 2020, "検討"), span(2022, 2022, "実施")],
            ),
            (vec![span(2018, 2019, "準備")], vec![span(2018, 2019, "準備"), span(2022, 2022, "実施")]),
        ] {
            let expected = FieldValue::Schedule(expected.into());
            assert_eq!(schedule(Some(&there), &table), Some(expected), "{table:?}");
        }
        assert_eq!(schedule(None, &[span(2019, 2019, "")]), None);
    }
}
