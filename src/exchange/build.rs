//! Makes a workbook of what was read from a table.

use super::draft::{Draft, DraftCount, DraftIndicator, DraftNode, DraftValue};
use crate::model::builder::BookBuilder;
use crate::model::committee::{HandCount, Opinion, Round};
use crate::model::content::Content;
use crate::model::form::Form;
use crate::model::id::{FieldId, GradeId, IdSource, NodeId, RoundId, ScaleId, WorkbookId};
use crate::model::indicator::{Figure, Indicator};
use crate::model::node::Repeat;
use crate::model::order::OrderKey;
use crate::model::value::{FieldValue, Span};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use std::collections::BTreeMap;

/// What the round is called in which a table's votes were given; a person can rename it.
pub(super) const ROUND: &str = "会議";

/// Says what a new workbook is and of which year.
#[derive(Clone, Copy, Debug)]
pub struct NewPlan<'a> {
    /// The workbook's id.
    pub id: WorkbookId,
    /// The municipality's name.
    pub municipality: &'a str,
    /// The plan's title.
    pub title: &'a str,
    /// The year of the table.
    pub year: FiscalYear,
    /// The year's label as typed: 令和元年度.
    pub label: &'a str,
}

/// Makes a workbook of one year, with the draft's items, votes and remarks there from the start.
///
/// The form comes along with the table's own wording of what each grade means, where the table has
/// one, and with the years that its indicators show. An item marked 再掲 stays an item with the mark in its title as typed; where a draft names
/// what it seems to repeat, that is kept for a person to decide. Votes stand as one count by show
/// of hands, a grade without votes is left out. What a draft refers to and does not have is ignored,
/// so that no draft fails; one without items makes an empty workbook.
pub fn workbook(draft: &Draft, form: &Form, plan: NewPlan<'_>, ids: IdSource<'_>) -> Workbook {
    let mut form = with_definitions(form.clone(), &draft.definitions);
    form.sheet.period = form.sheet.period.or(draft.period);
    for (field, text) in &draft.guidance {
        let field = form.fields.iter_mut().find(|known| known.id == *field);
        field.into_iter().for_each(|field| field.guidance.clone_from(text));
    }
    let mut building = Building { builder: BookBuilder::new(plan.label, form, ids), year: plan.year };
    draft.nodes.iter().for_each(|node| building.node(node));
    building.candidates(&draft.nodes);
    building.counts(&draft.counts);
    building.remarks(draft);
    let content = Content {
        municipality: plan.municipality.into(),
        title: plan.title.into(),
        years: BTreeMap::from([(plan.year, building.builder.finish())]),
        ..Content::default()
    };
    Workbook::made_of(plan.id, content)
}

/// Puts what a table says that its grades mean into the form's scales.
fn with_definitions(mut form: Form, definitions: &[(ScaleId, GradeId, String)]) -> Form {
    for (scale, grade, text) in definitions.iter().filter(|(_, _, text)| !text.is_empty()) {
        let scale = form.scales.iter_mut().find(|known| known.id == *scale);
        let grade = scale.and_then(|scale| scale.grades.iter_mut().find(|known| known.id == *grade));
        grade.into_iter().for_each(|grade| grade.definition.clone_from(text));
    }
    form
}

/// Is the book in the making; its items have the indices that they have in the draft.
struct Building<'a> {
    builder: BookBuilder<'a>,
    year: FiscalYear,
}

impl Building<'_> {
    fn node(&mut self, node: &DraftNode) {
        let at = self.builder.node(node.parent, node.level, &node.number, &node.title);
        for (field, value) in &node.values {
            self.value(at, *field, value);
        }
    }

    fn value(&mut self, at: usize, field: FieldId, value: &DraftValue) {
        match value {
            DraftValue::Text(text) => self.builder.fill(at, field, FieldValue::text(text)),
            DraftValue::Grade(grade) => self.builder.fill(at, field, Some(FieldValue::Grade(*grade))),
            DraftValue::Choice(choice) => self.builder.fill(at, field, Some(FieldValue::Choice(*choice))),
            DraftValue::Owners(text) => self.owners(at, field, text),
            DraftValue::Indicators(indicators) => self.indicators(at, field, indicators),
            DraftValue::Schedule(spans) => self.schedule(at, field, spans),
            DraftValue::ScheduleText(text) => {
                let (from, to) = (self.year, self.year);
                self.schedule(at, field, &[Span { from, to, text: text.clone() }]);
            }
        }
    }

    /// Keeps the text where the form at hand has no departments in the field.
    fn owners(&mut self, at: usize, field: FieldId, text: &str) {
        if !self.builder.fill_typed(at, field, text) {
            self.builder.fill(at, field, FieldValue::text(text));
        }
    }

    /// Puts indicators with their values into the book; values of other years stand there, too, since
    /// those years have no book.
    fn indicators(&mut self, at: usize, field: FieldId, indicators: &[DraftIndicator]) {
        let Some(node) = self.builder.id(at) else { return };
        for (draft, order) in indicators.iter().zip(OrderKey::spread(indicators.len())) {
            let id = self.builder.ids.draw();
            let DraftIndicator { label, unit, target, .. } = draft.clone();
            self.builder.book.indicators.put(Indicator { id, node, field, label, unit, target, order });
            for (year, text) in draft.figures.iter().filter(|(_, text)| !text.is_empty()) {
                let figure = Figure { indicator: id, year: *year, text: text.clone() };
                self.builder.book.figures.put(figure);
            }
        }
    }

    fn schedule(&mut self, at: usize, field: FieldId, spans: &[Span]) {
        let spans: Box<[Span]> = spans.iter().filter(|span| !span.text.is_empty()).cloned().collect();
        self.builder.fill(at, field, (!spans.is_empty()).then_some(FieldValue::Schedule(spans)));
    }

    fn candidates(&mut self, nodes: &[DraftNode]) {
        for (at, node) in nodes.iter().enumerate() {
            let original = node.candidate_of.filter(|of| *of != at).and_then(|of| self.builder.id(of));
            if let (Some(original), Some(node)) = (original, self.builder.node_mut(at)) {
                node.repeat = Repeat::Candidate(original);
            }
        }
    }

    /// Puts the votes into one round, the first count of an item and axis where there are more.
    fn counts(&mut self, counts: &[DraftCount]) {
        let given: Vec<(NodeId, &DraftCount)> = counts
            .iter()
            .filter(|count| count.counts.iter().any(|(_, votes)| *votes > 0))
            .filter_map(|count| Some((self.builder.id(count.node)?, count)))
            .collect();
        if given.is_empty() {
            return;
        }
        let round = self.round();
        for (node, DraftCount { axis, counts, .. }) in given {
            let counts = counts.iter().copied().filter(|(_, votes)| *votes > 0).collect();
            let count = HandCount { round, node, axis: *axis, counts, abstain: 0, cannot: 0 };
            if !self.builder.book.hand_counts.contains((round, node, *axis)) {
                self.builder.book.hand_counts.put(count);
            }
        }
    }

    fn round(&mut self) -> RoundId {
        let id = self.builder.ids.draw();
        let order = OrderKey::between(None, None);
        self.builder.book.rounds.put(Round { id, label: ROUND.into(), meeting: None, order });
        id
    }

    fn remarks(&mut self, draft: &Draft) {
        let order = OrderKey::spread(draft.remarks.len());
        for (remark, order) in draft.remarks.iter().zip(order) {
            let Some(node) = self.builder.id(remark.node) else { continue };
            let (heading, text) = (remark.heading, remark.text.clone());
            let opinion = Opinion { id: self.builder.ids.draw(), node, heading, text, author: None, order };
            self.builder.book.opinions.put(opinion);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::draft::DraftRemark;
    use crate::forms::abc_committee;
    use crate::model::id::{AxisId, HeadingId, LevelId};
    use crate::model::year_book::YearBook;

    fn year() -> FiscalYear {
        FiscalYear::new(2019).expect("a year")
    }

    fn book(draft: &Draft) -> YearBook {
        let mut count = 0;
        let mut random = || {
            count += 1;
            count
        };
        let (id, label) = (WorkbookId::known("new"), "令和元年度");
        let plan = NewPlan { id, municipality: "みどり川市", title: "計画", year: year(), label };
        let made = workbook(draft, &abc_committee(), plan, IdSource::new(&mut random));
        assert_eq!((made.content().municipality.as_str(), made.id()), ("みどり川市", id));
        made.year(year()).cloned().expect("the year")
    }

    fn item(values: Vec<(FieldId, DraftValue)>) -> DraftNode {
        let (number, title) = ("①".to_owned(), "見守り".to_owned());
        let level = LevelId::known("programme");
        DraftNode { parent: None, level, number, title, values, repeat: false, candidate_of: None, line: 1 }
    }

    #[test]
    fn a_draft_without_items_makes_an_empty_workbook() {
        let made = book(&Draft::default());
        let empty =
            YearBook { label: "令和元年度".into(), form: abc_committee(), ..YearBook::default() };
        assert_eq!(made, empty);
    }

    #[test]
    fn what_a_draft_does_not_have_is_ignored() {
        let mut lost = item(Vec::new());
        (lost.parent, lost.candidate_of) = (Some(9), Some(9));
        let mut own = item(Vec::new());
        (own.parent, own.candidate_of) = (Some(1), Some(1));
        let (heading, text) = (HeadingId::known("opinion"), "甲".to_owned());
        let (axis, grade) = (AxisId::known("proposal"), GradeId::known("a"));
        let draft = Draft {
            nodes: vec![lost, own],
            counts: vec![DraftCount { node: 9, axis, counts: vec![(grade, 1)], line: 1 }],
            remarks: vec![DraftRemark { node: 9, heading, text, certain: true, line: 1 }],
            definitions: vec![(ScaleId::known("other"), grade, "乙".into())],
            ..Draft::default()
        };
        let made = book(&draft);
        assert!(made.nodes.values().all(|node| node.position.parent.is_none() && node.repeat.is_none()));
        assert_eq!((made.nodes.len(), made.rounds.len(), made.hand_counts.len()), (2, 0, 0));
        assert_eq!((made.opinions.len(), made.form), (0, abc_committee()));
    }

    #[test]
    fn the_first_of_two_counts_is_kept_and_an_empty_one_left_out() {
        let (axis, other) = (AxisId::known("proposal"), AxisId::known("other"));
        let (a, b) = (GradeId::known("a"), GradeId::known("b"));
        let count = |axis, a_votes| DraftCount { node: 0, axis, counts: vec![(a, a_votes), (b, 0)], line: 1 };
        let counts = vec![count(axis, 3), count(axis, 5), count(other, 0)];
        let made = book(&Draft { nodes: vec![item(Vec::new())], counts, ..Draft::default() });
        let counts: Vec<_> = made.hand_counts.values().map(|count| count.counts.clone()).collect();
        assert_eq!(counts, [BTreeMap::from([(a, 3)])]);
    }

    #[test]
    fn indicators_schedules_and_departments_keep_every_word() {
        let field = FieldId::known;
        let counted = |label: &str, text: &str| DraftIndicator {
            label: label.into(),
            figures: vec![(year(), text.into())],
            ..DraftIndicator::default()
        };
        let made = book(&Draft {
            nodes: vec![item(vec![
                (
                    field("one"),
                    DraftValue::Indicators(vec![counted("参加者", "12 (内3)"), counted("回数", "")]),
                ),
                (field("two"), DraftValue::ScheduleText("調査\n実施".into())),
                (field("owner"), DraftValue::Owners("市（福祉課）社協".into())),
                (field("three"), DraftValue::Owners("市（福祉課）".into())),
            ])],
            ..Draft::default()
        });
        let mut indicators: Vec<_> = made.indicators.values().collect();
        indicators.sort_by(|a, b| a.order.cmp(&b.order));
        let labels: Vec<&str> = indicators.iter().map(|indicator| indicator.label.as_str()).collect();
        assert_eq!(labels, ["参加者", "回数"]);
        let figures: Vec<&str> = made.figures.values().map(|figure| figure.text.as_str()).collect();
        assert_eq!(figures, ["12 (内3)"], "an empty value is none");
        let node = made.nodes.values().next().expect("an item");
        let span = Span { from: year(), to: year(), text: "調査\n実施".into() };
        assert_eq!(node.values.get(&field("two")), Some(&FieldValue::Schedule([span].into())));
        assert_eq!(node.values.get(&field("owner")).and_then(FieldValue::as_text), Some("市（福祉課）社協"));
        assert_eq!(node.values.get(&field("three")), FieldValue::text("市（福祉課）").as_ref());
        let departments: Vec<&str> = made.departments.values().map(|it| it.name.as_str()).collect();
        assert_eq!(departments, ["福祉課", "社協"]);
    }
}
