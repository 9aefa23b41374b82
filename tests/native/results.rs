//! What came of a meeting, and the draft of its minutes.

use crate::histories::{author, year};
use hyokacho::meeting::minutes::minutes;
use hyokacho::meeting::results::{Change, ItemResult, Results, results};
use hyokacho::model::committee::*;
use hyokacho::model::edit::{Edit, FormEdit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::form::CommitteePart;
use hyokacho::model::id::*;
use hyokacho::model::place::ElementKey;
use hyokacho::model::workbook::Workbook;
use hyokacho::sample;
use hyokacho::tally::committee::Class;
use hyokacho::tally::sitting;
use hyokacho::words::JA;

const MEETING: MeetingId = MeetingId::known("kaigi");
const AXIS: AxisId = AxisId::known("proposal");

fn of(book: &Workbook, in_year: i32) -> Results {
    results(book, year(in_year), &book.outline(year(in_year)), MEETING).unwrap()
}

fn draft(book: &Workbook, in_year: i32) -> String {
    minutes(book, year(in_year), MEETING, &of(book, in_year), &JA)
}

fn node(book: &Workbook, number: &str) -> NodeId {
    let nodes = book.year(year(2024)).unwrap().nodes.values();
    nodes.filter(|node| node.number == number).map(|node| node.id).next().unwrap()
}

fn item<'a>(book: &Workbook, results: &'a Results, number: &str) -> &'a ItemResult {
    let id = node(book, number);
    results.items.iter().find(|it| it.node == id).unwrap()
}

fn edit(book: &mut Workbook, edit: YearEdit) {
    book.apply(Edit::In(year(2024), edit), &author(0)).unwrap();
}

fn rules(book: &mut Workbook, change: impl Fn(&mut CommitteePart)) {
    let mut part = book.year(year(2024)).unwrap().form.committee.clone();
    change(&mut part);
    edit(book, YearEdit::Form(FormEdit::Committee(Box::new(part))));
}

fn meeting(book: &mut Workbook, change: impl Fn(&mut Meeting)) {
    let mut meeting = book.year(year(2024)).unwrap().meetings.get(MEETING).unwrap().clone();
    change(&mut meeting);
    edit(book, YearEdit::Put(Element::Meeting(meeting)));
}

fn proceeding(book: &mut Workbook, number: &str, change: impl Fn(&mut Proceeding)) {
    let mut new = Proceeding::new(MEETING, node(book, number));
    change(&mut new);
    edit(book, YearEdit::Put(Element::Proceeding(Box::new(new))));
}

fn decide(book: &mut Workbook, number: &str, grade: &str) {
    let (node, grade) = (node(book, number), Some(GradeId::known(grade)));
    let decision = Decision { node, axis: AXIS, grade, reason: String::new() };
    edit(book, YearEdit::Put(Element::Decision(decision)));
}

#[test]
fn an_item_stands_beside_the_year_before() {
    let mut book = sample::workbook();
    for (grade, expected) in
        [("a", Some(Change::Better)), ("b", Some(Change::Same)), ("c", Some(Change::Worse))]
    {
        decide(&mut book, "施策1-1", grade);
        let results = of(&book, 2024);
        let axis = &item(&book, &results, "施策1-1").axes[0];
        assert_eq!(axis.change, expected);
        let before = axis.before.as_ref().unwrap();
        assert_eq!(before.decision.as_deref(), Some("B"));
        assert_eq!(before.counts, [("A".into(), 2), ("B".into(), 8), ("C".into(), 0)]);
    }
    let first = of(&book, 2023);
    assert_eq!(first.items.len(), 15);
    assert!(first.items.iter().all(|it| it.axes[0].before.is_none() && it.axes[0].change.is_none()));
}

#[test]
fn without_an_order_a_change_is_neither_better_nor_worse() {
    let mut book = sample::workbook();
    for in_year in [2023, 2024] {
        let mut scales = book.year(year(in_year)).unwrap().form.scales.clone();
        scales[0].ordered = false;
        let edit = YearEdit::Form(FormEdit::Scales(scales));
        book.apply(Edit::In(year(in_year), edit), &author(0)).unwrap();
    }
    decide(&mut book, "施策1-1", "a");
    assert_eq!(item(&book, &of(&book, 2024), "施策1-1").axes[0].change, Some(Change::Other));
    decide(&mut book, "施策1-1", "b");
    assert_eq!(item(&book, &of(&book, 2024), "施策1-1").axes[0].change, Some(Change::Same));
}

#[test]
fn nothing_of_a_hidden_item_is_told() {
    let mut book = sample::workbook();
    rules(&mut book, |it| it.named_votes = true);
    let open = draft(&book, 2024);
    assert!(open.contains("　集計：A ") && open.contains("　委員ごとの評価：髙梨 泰造 A"), "{open}");
    meeting(&mut book, |it| it.blind = true);
    proceeding(&mut book, "施策1-2", |it| it.revealed = true);
    let results = of(&book, 2024);
    for it in &results.items {
        let shown = it.node == node(&book, "施策1-2");
        let axis = &it.axes[0];
        assert_eq!(it.hidden, !shown);
        assert_eq!((axis.tally.is_some(), axis.decision.is_some()), (shown, shown));
        assert_eq!(axis.votes.is_empty(), !shown);
        assert!(axis.base.is_some() == shown && axis.before.is_some());
    }
    let draft = draft(&book, 2024);
    assert_eq!(draft.matches("　集計：").count(), 1, "{draft}");
    assert_eq!(draft.matches("　委員ごとの評価：").count(), 1);
    assert_eq!(draft.matches("評価は伏せています。").count(), results.items.len() - 1);
}

#[test]
fn names_stand_beside_votes_only_where_the_form_says_so() {
    let mut book = sample::workbook();
    assert!(of(&book, 2024).items.iter().all(|it| it.axes[0].votes.is_empty()));
    rules(&mut book, |it| it.named_votes = true);
    let results = of(&book, 2024);
    let votes = &item(&book, &results, "施策1-1").axes[0].votes;
    assert_eq!(votes.len(), 12);
    assert_eq!(votes[3].1, Class::Absent);
    assert_eq!(votes[0].1, Class::Vote(Vote::Grade(GradeId::known("a"))));
    assert_eq!(results.members.len(), 12);
}

#[test]
fn who_has_given_nothing_is_named_and_what_is_late_or_stray_is_kept_apart() {
    let mut book = sample::workbook();
    let (one, two) = (node(&book, "施策1-1"), node(&book, "施策1-2"));
    let members: Vec<MemberId> = book.year(year(2024)).unwrap().roster().iter().map(|it| it.id).collect();
    let round = RoundId::known("kaigi");
    edit(&mut book, YearEdit::Remove(ElementKey::Ballot(round, one, AXIS, members[0])));
    let closed = sitting::closing(&book, year(2024), one, "15:00".into());
    let reopened = vec![Reopening { time: "14:50".into(), reason: "数え直し".into() }];
    proceeding(&mut book, "施策1-1", |it| {
        it.closed = Some(closed.clone());
        it.reopened = reopened.clone();
    });
    let vote = Vote::Grade(GradeId::known("c"));
    let ballot = Ballot {
        round,
        node: one,
        axis: AXIS,
        member: members[0],
        vote,
        comment: String::new(),
        proxy: false,
    };
    edit(&mut book, YearEdit::Put(Element::Ballot(ballot)));
    edit(&mut book, YearEdit::Drop(two));
    let results = of(&book, 2024);
    let it = item(&book, &results, "施策1-1");
    assert_eq!(it.axes[0].missing, [members[0], members[6]]);
    assert_eq!(it.closed.as_deref(), Some("15:00"));
    assert_eq!(it.late.len(), 1);
    assert_eq!(it.axes[0].tally.as_ref().unwrap().grade(GradeId::known("c")), 0);
    assert!(results.items.iter().all(|it| it.node != two));
    assert_eq!(results.stray.len(), 11);
    assert!(results.stray.iter().all(|it| it.dropped && it.node == two));
    let draft = draft(&book, 2024);
    assert!(draft.contains("　締切の後、14:50 に再開しました（理由：数え直し）。"), "{draft}");
    assert!(draft.contains("締切後に届いた票が 1 件あります。"));
    assert!(draft.contains("計画から削除された項目への委員票です。"));
}

#[test]
fn the_draft_of_the_minutes_says_who_was_there_and_what_was_settled() {
    let mut book = sample::workbook();
    rules(&mut book, |it| it.named_opinions = false);
    proceeding(&mut book, "施策1-3", |it| it.parked = true);
    proceeding(&mut book, "施策2-1", |it| it.way = Way::Discussion);
    let text = draft(&book, 2024);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "令和7年度第1回みどり野市地域福祉推進委員会　議事録（案）");
    for line in [
        "　対象：みどり野市 第3期地域福祉計画（令和6年度）",
        "　日時：2025年7月23日",
        "１　出席の状況",
        "２　審議の結果",
        "　評価の取り方：協議",
        "　保留としました。この会議では審議を終えていません。",
        "　決定：A",
        "　理由：前年度の意見を受けて日程や時間帯を見直し、多くの事業で成果が表れた。",
    ] {
        assert!(lines.contains(&line), "{line}\n{text}");
    }
    assert!(text.contains("　出席：髙梨 泰造（委員長）、"), "{text}");
    assert!(text.contains("　定足数：出席 "), "{text}");
    assert!(!text.contains("（髙梨 泰造）\n"), "remarks are without names");
    rules(&mut book, |it| it.named_opinions = true);
    let opinions: Vec<Opinion> = book.year(year(2024)).unwrap().opinions.values().cloned().collect();
    let (said, named) = (draft(&book, 2024), opinions.iter().filter(|it| it.author.is_some()).count());
    assert!(named > 0 && opinions.iter().all(|it| said.contains(&it.text)));
}
