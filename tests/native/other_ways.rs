//! Ten ways in which cities evaluate, each a form and nothing else (`tests/fixtures/forms/`): items
//! are filled, members rate, the tally is as a person would count it, and a file keeps it all.

use crate::histories::{author, year};
use hyokacho::format::{open, write};
use hyokacho::model::committee::*;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::form::Form;
use hyokacho::model::id::*;
use hyokacho::model::indicator::{Figure, Indicator};
use hyokacho::model::order::OrderKey;
use hyokacho::model::sheet;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::tally::committee::{CommitteeTally, tally};
use hyokacho::tally::proposal::{Proposed, propose};
use hyokacho::tally::ratings::Ratings;
use hyokacho::tally::statuses::{Status, Statuses};

/// Is a workbook of one year in the making.
struct Plan {
    book: Workbook,
    year: FiscalYear,
}

impl Plan {
    /// Starts with a form, and with items as `(level, id, parent)`.
    fn new(form: &str, items: &[(&'static str, &'static str, &'static str)]) -> Self {
        let form: Form = serde_json::from_str(form).unwrap();
        let year = year(2024);
        let mut plan = Self { book: Workbook::new(WorkbookId::known("plan"), year, form), year };
        for (level, id, parent) in items {
            plan.edit(YearEdit::AddNode {
                id: NodeId::known(id),
                level: LevelId::known(level),
                parent: (!parent.is_empty()).then(|| NodeId::known(parent)),
                after: None,
                number: String::new(),
                title: format!("項目{id}"),
            });
        }
        plan
    }

    fn edit(&mut self, edit: YearEdit) {
        self.book.apply(Edit::In(self.year, edit), &author(0)).unwrap();
    }

    fn of_year(&self) -> &YearBook {
        self.book.year(self.year).unwrap()
    }

    fn fill(&mut self, node: &'static str, field: &'static str, value: FieldValue) {
        self.edit(YearEdit::Value(NodeId::known(node), FieldId::known(field), Some(value)));
    }

    fn grade(&mut self, node: &'static str, field: &'static str, grade: &'static str) {
        self.fill(node, field, FieldValue::Grade(GradeId::known(grade)));
    }

    fn choose(&mut self, node: &'static str, field: &'static str, choice: &'static str) {
        self.fill(node, field, FieldValue::Choice(ChoiceId::known(choice)));
    }

    fn text(&mut self, node: &'static str, field: &'static str, text: &str) {
        self.fill(node, field, FieldValue::text(text).unwrap());
    }

    /// Puts members with these ids on the roster, and makes a round for each label.
    fn committee(&mut self, members: &[&'static str], rounds: &[&'static str]) {
        for (id, order) in members.iter().zip(OrderKey::spread(members.len())) {
            self.edit(YearEdit::Put(Element::Member(Member {
                id: MemberId::known(id),
                name: format!("委員{id}"),
                seat: String::new(),
                role: String::new(),
                section: String::new(),
                retired: false,
                order,
            })));
        }
        for (id, order) in rounds.iter().zip(OrderKey::spread(rounds.len())) {
            let round = Round { id: RoundId::known(id), label: (*id).into(), meeting: None, order };
            self.edit(YearEdit::Put(Element::Round(round)));
        }
    }

    /// Gives votes as `(member, grade)`; a grade that is empty is 棄権.
    fn vote(
        &mut self,
        round: &'static str,
        node: &'static str,
        axis: &'static str,
        votes: &[(&'static str, &'static str)],
    ) {
        for (member, grade) in votes {
            let vote = match *grade {
                "" => Vote::Abstain,
                grade => Vote::Grade(GradeId::known(grade)),
            };
            self.edit(YearEdit::Put(Element::Ballot(Ballot {
                round: RoundId::known(round),
                node: NodeId::known(node),
                axis: AxisId::known(axis),
                member: MemberId::known(member),
                vote,
                comment: format!("{member}の講評"),
                proxy: false,
            })));
        }
    }

    fn decide(&mut self, node: &'static str, axis: &'static str, grade: Option<&'static str>) {
        let (node, axis) = (NodeId::known(node), AxisId::known(axis));
        let decision =
            Decision { node, axis, grade: grade.map(GradeId::known), reason: "協議による".into() };
        self.edit(YearEdit::Put(Element::Decision(decision)));
    }

    fn remark(&mut self, node: &'static str, heading: &'static str, member: &'static str, text: &str) {
        self.edit(YearEdit::Put(Element::Opinion(Opinion {
            id: OpinionId::known(member),
            node: NodeId::known(node),
            heading: HeadingId::known(heading),
            author: Some(MemberId::known(member)),
            text: text.into(),
            order: OrderKey::between(None, None),
        })));
    }

    fn tally(&self, node: &'static str, axis: &'static str) -> CommitteeTally {
        tally(&self.book, self.year, NodeId::known(node), AxisId::known(axis))
    }

    /// Returns what the form's rule makes of the votes on an item.
    fn proposed(&self, node: &'static str, axis: &'static str) -> Proposed {
        let form = &self.of_year().form;
        let scale = form.axis(AxisId::known(axis)).and_then(|axis| form.scale(axis.scale)).unwrap();
        propose(&self.tally(node, axis), scale, form.committee.proposal, form.committee.base)
    }

    /// Returns how many rows have each grade of a field, in the order of its scale, and how many none.
    fn ratings(&self, field: &'static str) -> (Vec<u32>, u32) {
        let form = &self.of_year().form;
        let scale = form.scale_of(form.field(FieldId::known(field)).unwrap()).unwrap();
        let outline = self.book.outline(self.year);
        let ratings = Ratings::new(&self.book, self.year, &outline, FieldId::known(field));
        let counts = scale.grades.iter().map(|grade| ratings.whole().grade(grade.id));
        (counts.collect(), ratings.whole().unfilled)
    }

    /// Asserts that a file keeps all, and that every item stands on a sheet.
    fn is_kept(&self) {
        let file = write(&self.book);
        let opened = open(&file).unwrap();
        assert!(opened.workbook == self.book && opened.notices.is_empty(), "{:?}", opened.notices);
        assert_eq!(write(&opened.workbook), file);
        let outline = self.book.outline(self.year);
        assert!(!sheet::units(self.of_year(), &outline).is_empty());
    }
}

fn votes(tally: &CommitteeTally) -> Vec<(String, u32)> {
    tally.counts.iter().map(|(grade, votes)| (grade.to_string(), *votes)).collect()
}

#[test]
fn scales_of_three_to_six_steps_stand_in_one_workbook() {
    let form = include_str!("../fixtures/forms/three_to_six_steps.json");
    let mut plan = Plan::new(form, &[("plan", "p", ""), ("work", "a", "p"), ("work", "b", "p")]);
    for (field, grade) in [("rc", "gca"), ("rd", "gdd"), ("re", "gee"), ("rf", "gff")] {
        plan.grade("a", field, grade);
    }
    assert_eq!(plan.ratings("rc"), (vec![1, 0, 0], 1));
    assert_eq!(plan.ratings("rf"), (vec![0, 0, 0, 0, 0, 1], 1));
    let wrong = YearEdit::Value(
        NodeId::known("a"),
        FieldId::known("rc"),
        Some(FieldValue::Grade(GradeId::known("gfa"))),
    );
    assert!(plan.book.apply(Edit::In(plan.year, wrong), &author(0)).is_err(), "a grade of another scale");
    plan.is_kept();
}

#[test]
fn twelve_signed_grades_have_a_result_where_the_majority_of_the_seats_agrees() {
    let form = include_str!("../fixtures/forms/signed_twelve.json");
    let mut plan = Plan::new(form, &[("goal", "g", ""), ("work", "a", "g"), ("work", "b", "g")]);
    let all = ["ma", "mb", "mc", "md", "me", "mf", "mg", "mh", "mi", "mj", "mk", "ml", "mm", "mn"];
    plan.committee(&all, &["round"]);
    let given = |grade, members: &[&'static str]| members.iter().map(|m| (*m, grade)).collect::<Vec<_>>();
    plan.vote("round", "a", "mark", &given("aplus", &all[..8]));
    plan.vote("round", "a", "mark", &given("bzero", &all[8..]));
    plan.vote("round", "b", "mark", &given("aplus", &all[..7]));
    plan.vote("round", "b", "mark", &given("azero", &all[7..]));
    assert_eq!(plan.proposed("a", "mark"), Proposed::Grade(GradeId::known("aplus")), "8 of 14");
    assert_eq!(plan.proposed("b", "mark"), Proposed::Nothing, "7 and 7");
    plan.decide("b", "mark", Some("aplus"));
    assert_eq!(votes(&plan.tally("b", "mark")), [("aplus".into(), 7), ("azero".into(), 7)]);
    plan.is_kept();
}

#[test]
fn a_goal_is_rated_as_a_whole_and_never_out_of_its_indicators() {
    let form = include_str!("../fixtures/forms/indicators_below_goals.json");
    let mut plan = Plan::new(form, &[("goal", "g", ""), ("gauge", "a", "g"), ("gauge", "b", "g")]);
    let (node, field) = (NodeId::known("a"), FieldId::known("series"));
    let id = IndicatorId::known("i");
    let (label, unit, order) = ("満足と答えた人".into(), "％".into(), OrderKey::between(None, None));
    let target = String::new();
    plan.edit(YearEdit::Put(Element::Indicator(Indicator { id, node, field, label, unit, target, order })));
    for (of, text) in [(2019, "45.2"), (2024, "47.9（3ポイント以内）")] {
        let figure = Figure { indicator: id, year: year(of), text: text.into() };
        plan.edit(YearEdit::Put(Element::Figure(figure)));
    }
    plan.grade("a", "gauged", "flat");
    plan.grade("b", "gauged", "up");
    assert_eq!(plan.ratings("gauged"), (vec![1, 1, 0], 0));
    assert_eq!(plan.ratings("whole"), (vec![0, 0, 0, 0], 1), "nothing is reckoned for the goal");
    plan.grade("g", "whole", "gb");
    plan.text("g", "why", "横ばいの指標もあるが、取組は広がった。");
    assert_eq!(plan.ratings("whole"), (vec![0, 1, 0, 0], 0));
    let numbers = plan.of_year().figures.values().map(Figure::number);
    assert_eq!(numbers.collect::<Vec<_>>(), [Some(45.2), None], "what is no number stays text");
    plan.is_kept();
}

#[test]
fn a_mark_is_counted_beside_the_grades() {
    let form = include_str!("../fixtures/forms/not_measurable.json");
    let mut plan = Plan::new(form, &[("goal", "g", ""), ("work", "a", "g"), ("work", "b", "g")]);
    plan.grade("a", "rating", "s");
    plan.grade("b", "rating", "none");
    assert_eq!(plan.ratings("rating"), (vec![1, 0, 0, 0], 0));
    let outline = plan.book.outline(plan.year);
    let ratings = Ratings::new(&plan.book, plan.year, &outline, FieldId::known("rating"));
    assert_eq!(ratings.whole().grade(GradeId::known("none")), 1);
    plan.is_kept();
}

#[test]
fn two_axes_are_rated_beforehand_and_settled_in_talk() {
    let form = include_str!("../fixtures/forms/two_axes_two_rounds.json");
    let mut plan = Plan::new(form, &[("field", "f", ""), ("measure", "m", "f"), ("work", "w", "m")]);
    plan.committee(&["a", "b", "c", "d"], &["before", "meeting"]);
    plan.vote("before", "m", "city", &[("a", "keep"), ("b", "improve"), ("c", "improve"), ("d", "end")]);
    plan.vote("before", "m", "local", &[("a", "keep"), ("b", "keep"), ("c", "")]);
    plan.vote("meeting", "m", "city", &[("d", "improve")]);
    assert_eq!(votes(&plan.tally("m", "city")), [("improve".into(), 3), ("keep".into(), 1)]);
    let local = plan.tally("m", "local");
    assert_eq!((local.grade(GradeId::known("keep")), local.abstain, local.missing), (2, 1, 1));
    assert_eq!(plan.proposed("m", "city"), Proposed::Nothing, "the votes are material only");
    plan.decide("m", "city", Some("keep"));
    let decided = plan.of_year().decisions.values().next().unwrap().grade;
    assert_eq!(decided, Some(GradeId::known("keep")), "a person may settle another grade than most gave");
    plan.is_kept();
}

#[test]
fn the_scores_of_a_hearing_become_its_result() {
    let form = include_str!("../fixtures/forms/scored_at_the_hearing.json");
    let mut plan = Plan::new(form, &[("goal", "g", ""), ("work", "a", "g")]);
    plan.committee(&["a", "b", "c", "d", "e"], &["hearing"]);
    plan.vote("hearing", "a", "score", &[("a", "b"), ("b", "b"), ("c", "a"), ("d", "b"), ("e", "c")]);
    assert_eq!(plan.proposed("a", "score"), Proposed::Grade(GradeId::known("b")));
    let comments = plan.of_year().ballots.values().filter(|ballot| !ballot.comment.is_empty()).count();
    assert_eq!(comments, 5, "every score has its comment");
    plan.decide("a", "score", Some("b"));
    plan.is_kept();
}

#[test]
fn a_grade_is_settled_without_any_vote() {
    let form = include_str!("../fixtures/forms/agreed_without_votes.json");
    let mut plan = Plan::new(form, &[("goal", "g", ""), ("work", "a", "g")]);
    plan.committee(&["a", "b"], &[]);
    plan.remark("a", "talk", "a", "相談の件数は増えたので、4が妥当。");
    plan.decide("a", "agreed", Some("pd"));
    assert!(plan.tally("a", "agreed").is_empty());
    assert_eq!(plan.proposed("a", "agreed"), Proposed::Nothing);
    assert_eq!(plan.of_year().decisions.len(), 1);
    plan.is_kept();
}

#[test]
fn five_policies_are_rated_in_each_of_five_years() {
    let form = include_str!("../fixtures/forms/policies_by_years.json");
    let items = ["a", "b", "c", "d", "e"].map(|id| ("policy", id, ""));
    let mut plan = Plan::new(form, &items);
    let grid = [[3, 3, 4, 4, 5], [2, 3, 3, 3, 4], [5, 5, 5, 5, 5], [1, 2, 2, 3, 3], [3, 3, 3, 4, 0]];
    let (grades, fields) = (["pa", "pb", "pc", "pd", "pe"], ["ya", "yb", "yc", "yd", "ye"]);
    for ((_, policy, _), row) in items.iter().zip(grid) {
        for (field, points) in fields.iter().zip(row).filter(|(_, points)| *points > 0) {
            plan.grade(policy, field, grades[points - 1]);
        }
    }
    assert_eq!(plan.ratings("ya"), (vec![1, 0, 2, 1, 1], 0), "5 points first");
    assert_eq!(plan.ratings("ye"), (vec![2, 1, 1, 0, 0], 1));
    plan.is_kept();
}

#[test]
fn only_new_and_extended_programmes_are_asked_and_middle_items_summed_up() {
    let form = include_str!("../fixtures/forms/only_new_and_extended.json");
    let items = [("large", "l", ""), ("middle", "m", "l"), ("middle", "n", "l")];
    let works = [("work", "a", "m"), ("work", "b", "m"), ("work", "c", "n"), ("work", "d", "n")];
    let mut plan = Plan::new(form, &items.into_iter().chain(works).collect::<Vec<_>>());
    for (node, kind) in [("a", "new"), ("b", "same"), ("c", "more")] {
        plan.choose(node, "kind", kind);
    }
    assert_eq!(plan.ratings("rating"), (vec![0, 0, 0], 2), "a and c are asked, b is 継続, d has no 区分");
    plan.grade("a", "rating", "a");
    plan.grade("c", "rating", "b");
    assert_eq!(plan.ratings("rating"), (vec![1, 1, 0], 0));
    let statuses = |plan: &Plan| Statuses::new(&plan.book, plan.year, &plan.book.outline(plan.year));
    assert_eq!(statuses(&plan).whole().of(Status::Filled), 2);
    assert_eq!(statuses(&plan).whole().total(), 2, "who is not asked is not counted as 未記入");
    plan.choose("b", "kind", "more");
    assert_eq!(plan.ratings("rating"), (vec![1, 1, 0], 1), "now b is asked, too");
    plan.choose("m", "focus", "focus");
    for (node, grade) in [("m", "a"), ("n", "b"), ("l", "a")] {
        plan.grade(node, "sum", grade);
    }
    plan.is_kept();
}

#[test]
fn remarks_stand_with_their_authors_beside_the_rating() {
    let form = include_str!("../fixtures/forms/remarks_beside_ratings.json");
    let mut plan = Plan::new(form, &[("goal", "g", ""), ("work", "a", "g")]);
    plan.committee(&["a", "b", "c"], &["round"]);
    plan.grade("a", "rating", "a");
    plan.vote("round", "a", "view", &[("a", "b"), ("b", "b"), ("c", "a")]);
    for (member, text) in [("a", "周知が足りない。"), ("b", "周知が足りない。")] {
        plan.remark("a", "remark", member, text);
    }
    plan.decide("a", "view", Some("b"));
    let book = plan.of_year();
    let remarks = book.remarks(NodeId::known("a"), HeadingId::known("remark"));
    assert_eq!(remarks.len(), 2, "equal remarks of two members stay two");
    assert!(book.form.committee.named_opinions);
    let own = book.value(NodeId::known("a"), FieldId::known("rating"));
    assert_eq!(own.and_then(FieldValue::as_grade), Some(GradeId::known("a")), "the self-rating stays");
    assert_eq!(book.form.committee.axes[0].beside, Some(FieldId::known("rating")));
    plan.is_kept();
}
