//! Writing, reading back, the check code, the schema, the name of a file.

use crate::histories::{World, author, histories, small, year};
use hyokacho::format::{self, Notice, check_code, file_name, open, read, read_part, write, write_part};
use hyokacho::merge::stamp::Stamp;
use hyokacho::model::committee::*;
use hyokacho::model::content::Content;
use hyokacho::model::department::Department;
use hyokacho::model::edit::{Edit, FormEdit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::form::{Carry, Field, FieldKind, FilledBy, IndicatorHeads};
use hyokacho::model::id::*;
use hyokacho::model::order::OrderKey;
use hyokacho::model::place::{Datum, NodePart, Place, Scope, YearPart};
use hyokacho::model::value::{FieldValue, Owner, Owners, Span};
use hyokacho::model::workbook::Workbook;
use hyokacho::tally::{attendance, sitting};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A workbook with something of most things in it, a conflict, a dropped item and a second year.
pub fn rich() -> Workbook {
    let mut book = small();
    let mut fields = book.year(year(2019)).unwrap().form.fields.clone();
    fields.push(Field {
        id: FieldId::known("schedule"),
        levels: vec![LevelId::known("programme")],
        label: "年次計画".into(),
        aliases: vec![],
        kind: FieldKind::Schedule,
        by: FilledBy::Secretariat,
        carry: Carry::Plan,
        guidance: String::new(),
        width: 1,
        heads: IndicatorHeads::default(),
        when: None,
    });
    let department = DepartmentId::known("fukushi");
    let owners =
        Owners { text: "市（福祉課）".into(), departments: vec![Owner { id: department, lead: true }] };
    let order = OrderKey::between(None, None);
    let span = Span { from: year(2019), to: year(2021), text: "調査・研究".into() };
    let node = NodeId::known("p");
    let (round, axis, member) = (RoundId::known("round"), AxisId::known("proposal"), MemberId::known("mem"));
    let comment = "よく進んでいる。".to_owned();
    let grade = GradeId::known("a");
    let edits = [
        YearEdit::Form(FormEdit::Fields(fields)),
        YearEdit::Number(node, "①".into()),
        YearEdit::Title(node, "見守りネットワークの推進".into()),
        YearEdit::Value(node, FieldId::known("progress"), FieldValue::text("葛󠄀城で\n12回\t開いた。")),
        YearEdit::Owners(
            node,
            FieldId::known("owner"),
            owners,
            vec![Department { id: department, name: "福祉課".into(), order: order.clone() }],
        ),
        YearEdit::Value(
            node,
            FieldId::known("schedule"),
            Some(FieldValue::Schedule([span].into_iter().collect())),
        ),
        YearEdit::Put(Element::Ballot(Ballot {
            round,
            node,
            axis,
            member,
            vote: Vote::Grade(grade),
            comment,
            proxy: false,
        })),
        YearEdit::Put(Element::Decision(Decision {
            node,
            axis,
            grade: Some(grade),
            reason: "全員一致".into(),
        })),
        YearEdit::Put(Element::Opinion(Opinion {
            id: OpinionId::known("remark"),
            node,
            heading: HeadingId::known("opinion"),
            text: "若い人の参加を。".into(),
            author: Some(member),
            order,
        })),
        YearEdit::Drop(NodeId::known("r")),
    ];
    for edit in edits {
        book.apply(Edit::In(year(2019), edit), &author(0)).unwrap();
    }
    let mut other = book.clone();
    let rate = |grade| {
        YearEdit::Value(node, FieldId::known("rating"), Some(FieldValue::Grade(GradeId::known(grade))))
    };
    book.apply(Edit::In(year(2019), rate("a")), &author(0)).unwrap();
    other.apply(Edit::In(year(2019), rate("c")), &author(1)).unwrap();
    book.join(&other).unwrap();
    let start = Edit::StartYear { from: year(2019), year: year(2020), label: "令和2年度".into() };
    book.apply(start, &author(0)).unwrap();
    book
}

/// A workbook of a committee that has met: a retired member, attendances, an agenda, an item that was
/// closed, opened and closed again, one that was put off, and a ballot that came late.
pub fn committee() -> Workbook {
    use AttendanceState as S;
    let mut book = small();
    let mut put = |element: Element| {
        let edit = Edit::In(year(2019), YearEdit::Put(element));
        book.apply(edit, &author(0)).unwrap();
        book.clone()
    };
    let orders = OrderKey::spread(4);
    let meeting = MeetingId::known("kai");
    let (round, axis) = (RoundId::known("meet"), AxisId::known("proposal"));
    let ids = ["mem", "two", "three", "four"].map(MemberId::known);
    for (at, name) in ["", "佐藤", "葛󠄀西", "高橋"].into_iter().enumerate().skip(1) {
        put(Element::Member(Member {
            id: ids[at],
            name: name.into(),
            seat: "公募市民".into(),
            role: String::new(),
            section: "第一部会".into(),
            retired: at == 3,
            order: orders[at].clone(),
        }));
    }
    put(Element::Meeting(Meeting {
        id: meeting,
        title: "第2回推進委員会".into(),
        day: "2020-02-14".into(),
        place: "市役所".into(),
        section: String::new(),
        blind: true,
        order: orders[0].clone(),
    }));
    put(Element::Round(Round {
        id: round,
        label: "会議".into(),
        meeting: Some(meeting),
        order: orders[1].clone(),
    }));
    for (member, state, time) in
        [(ids[0], S::Present, ""), (ids[1], S::Late, "14:05"), (ids[2], S::LeftEarly, "14:40")]
    {
        put(Element::Attendance(Attendance { meeting, member, state, time: time.into() }));
    }
    let (node, parked) = (NodeId::known("m"), NodeId::known("g"));
    for (at, node) in [node, parked].into_iter().enumerate() {
        put(Element::Agenda(AgendaItem { meeting, node, order: orders[at].clone() }));
    }
    let ballot = |member, vote| {
        Element::Ballot(Ballot { round, node, axis, member, vote, comment: String::new(), proxy: false })
    };
    put(ballot(ids[0], Vote::Grade(GradeId::known("a"))));
    put(ballot(ids[2], Vote::Away));
    let before = put(Element::HandCount(HandCount {
        round,
        node,
        axis,
        counts: BTreeMap::from([(GradeId::known("b"), 1)]),
        abstain: 0,
        cannot: 0,
    }));
    let content = before.year(year(2019)).unwrap();
    let reopened = vec![Reopening { time: "14:50".into(), reason: "数え直し".into() }];
    put(Element::Proceeding(Box::new(Proceeding {
        way: Way::Hands,
        revealed: true,
        roll: attendance::roll(content, content.meetings.get(meeting).unwrap()),
        closed: Some(sitting::closing(&before, year(2019), node, "15:00".into())),
        reopened,
        ..Proceeding::new(meeting, node)
    })));
    put(Element::Proceeding(Box::new(Proceeding { parked: true, ..Proceeding::new(meeting, parked) })));
    put(ballot(ids[1], Vote::Cannot))
}

#[track_caller]
fn check_round_trip(book: &Workbook) {
    let text = write(book);
    assert!(text.contains(&format!("\"check\": \"{}\"", check_code(book))));
    let opened = open(&text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    assert_eq!(&opened.workbook, book);
    assert_eq!(write(&opened.workbook), text);
}

#[test]
fn a_workbook_is_read_back_as_it_was_written() {
    check_round_trip(&small());
    check_round_trip(&rich());
    check_round_trip(&committee());
    check_round_trip(&Workbook::made_of(WorkbookId::known("empty"), Content::default()));
    assert_eq!(rich().conflicts().len(), 1);
    assert!(open(&write(&rich())).unwrap().notices.is_empty());
}

#[test]
fn a_fresh_workbook_has_hardly_any_history() {
    let book = small();
    assert!(book.history().registers.is_empty() && book.history().replicas.is_empty());
    assert_eq!(book.history().made[&Scope::Plan], Stamp::MADE);
    assert!(write(&book).contains("  \"history\": {\n    \"made\": {\n"));
}

#[test]
fn the_envelope_stands_in_a_fixed_order() {
    let text = write(&small());
    let keys: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("  \""))
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    assert_eq!(keys, ["format", "version", "kind", "app", "check", "id", "content", "history"]);
    assert!(text.ends_with("\n}\n"));
    assert!(!write_part(&small()).contains('\n'));
}

#[test]
fn a_part_is_short_and_says_nothing_about_the_rest() {
    let mut book = small();
    let title = YearEdit::Title(NodeId::known("p"), "新しい名".into());
    let change = book.apply(Edit::In(year(2019), title), &author(0)).unwrap();
    let part = book.part_of(&change);
    let text = write_part(&part);
    assert_eq!(read_part(&text).unwrap(), part);
    assert!(text.len() < 700, "{} {text}", text.len());
    assert!(!text.contains("form") || !text.contains("levels"), "{text}");
    let mut behind = small();
    behind.join(&read_part(&text).unwrap()).unwrap();
    assert_eq!(behind, book);
}

#[test]
fn any_changed_value_changes_the_check_code() {
    let book = rich();
    let text = write(&book);
    let code = check_code(&book).to_string();
    assert!(text.contains(&format!("\"check\": \"{code}\"")));
    let (mut changed, mut start) = (0, text.find("\"content\"").unwrap());
    while let Some(at) = text[start..].find(": \"").map(|at| start + at + 3) {
        start = at;
        let mut other = text.clone();
        other.insert(at, 'x');
        if let Err(error) = open(&other) {
            changed += usize::from(matches!(error, format::ReadError::Altered { .. }));
        } else {
            panic!("not noticed: {}", &text[at - 20..at + 20]);
        }
    }
    assert!(changed > 100, "{changed}");
}

#[test]
fn indentation_line_ends_and_a_mark_do_not_change_the_check_code() {
    let book = rich();
    let text = write(&book);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let compact = value.to_string();
    for other in [compact, text.replace('\n', "\r\n"), text.replace("  ", "\t"), format!("\u{feff}{text}")] {
        assert_eq!(read(&other).unwrap(), book);
    }
}

#[test]
fn a_form_that_was_changed_while_it_was_filled_is_a_notice() {
    let mut book = rich();
    let mut form = book.year(year(2019)).unwrap().form.clone();
    form.levels.retain(|level| level.id != LevelId::known("measure"));
    form.fields.retain(|field| field.id != FieldId::known("content"));
    form.scales.iter_mut().for_each(|scale| scale.grades.retain(|grade| grade.id != GradeId::known("a")));
    // No single edit takes a level away that fields still name; edits made apart can.
    for (part, datum) in [
        (YearPart::Levels, Datum::Levels(form.levels)),
        (YearPart::Fields, Datum::Fields(form.fields)),
        (YearPart::Scales, Datum::Scales(form.scales)),
    ] {
        book.apply(Edit::Settle(Place::Year(year(2019), part), datum), &author(0)).unwrap();
    }
    check_round_trip(&book);
    let notices = open(&write(&book)).unwrap().notices;
    let fault_at = |place: Place| {
        notices.iter().any(|notice| matches!(notice, Notice::Fault(other, _) if *other == place))
    };
    let at = |node, part| Place::Node(year(2019), NodeId::known(node), part);
    assert!(fault_at(at("m", NodePart::Level)));
    assert!(fault_at(at("p", NodePart::Value(FieldId::known("content")))));
    assert!(fault_at(at("p", NodePart::Value(FieldId::known("rating")))));
    assert!(fault_at(Place::Year(year(2019), YearPart::Fields)));
    let said: Vec<String> =
        notices.iter().map(|notice| (hyokacho::words::JA.read.notice)(notice, book.content())).collect();
    assert!(
        said.iter().any(|s| s.starts_with("令和元年度の項目「① 見守りネットワークの推進」の「事業評価」が")),
        "{said:?}"
    );
}

#[test]
fn text_stays_text() {
    let evil = "<script>alert(1)</script>\u{202e}\u{0}\\\"";
    let mut book = small();
    for edit in [
        YearEdit::Title(NodeId::known("p"), evil.into()),
        YearEdit::Value(NodeId::known("p"), FieldId::known("content"), FieldValue::text(evil)),
        YearEdit::Label(evil.into()),
    ] {
        book.apply(Edit::In(year(2019), edit), &author(0)).unwrap();
    }
    let place = Place::Node(year(2019), NodeId::known("p"), NodePart::Title);
    check_round_trip(&book);
    assert_eq!(read(&write(&book)).unwrap().content().get(&place), Datum::text(evil));
}

#[test]
fn a_file_name_is_safe_everywhere() {
    let named = |municipality: &str, title: &str| {
        let content =
            Content { municipality: municipality.into(), title: title.into(), ..Content::default() };
        Workbook::made_of(WorkbookId::known("plan"), content)
    };
    let plan = named("みどり野市", "第3期地域福祉計画");
    for (book, label, date, expected) in [
        (&plan, "", "2026-11-21", "みどり野市_第3期地域福祉計画_20261121.json"),
        (&plan, "令和元年度", "2026-11-21", "みどり野市_第3期地域福祉計画_令和元年度_20261121.json"),
        (&named("", ""), "", "", "評価帳.json"),
        (
            &named("CON.x", "a/b\\c:d*e?\"<f>|\n\u{202e}g"),
            "",
            "2026-11-21",
            "CON．x_a_b_c_d_e___f__ g_20261121.json",
        ),
        (&named("..", " . "), "../..", "", "．．_．_．．_．．.json"),
    ] {
        assert_eq!(file_name(book, label, date), expected);
    }
    let long = file_name(&named(&"市".repeat(500), &"計".repeat(500)), &"年".repeat(500), "2026-11-21");
    assert!(long.len() <= 200 && long.ends_with("_20261121.json"), "{long}");
}

#[cfg(feature = "schema")]
#[test]
fn the_published_schema_is_that_of_the_types() {
    let schemas = [
        ("hyokacho.schema.json", format::schema()),
        ("hyokacho-rescue.schema.json", format::rescue_schema()),
        ("hyokacho-form.schema.json", format::form_schema()),
    ];
    for (name, schema) in schemas {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
        if std::env::var_os("HYOKACHO_WRITE").is_some() {
            std::fs::write(&path, &schema).unwrap();
        }
        let published = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            published == schema,
            "{name}: run the tests with HYOKACHO_WRITE=1 and look at the difference"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_history_is_read_back((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        for book in &world.books {
            check_round_trip(book);
        }
        for part in &world.parts {
            let text = write_part(part);
            let read = read_part(&text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
            prop_assert_eq!(&read, part);
            prop_assert_eq!(write_part(&read), text);
        }
    }

    #[test]
    fn joining_what_was_written_is_joining((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let (mut one, mut two) = (world.books[0].clone(), world.books[0].clone());
        one.join(&world.books[1]).unwrap();
        two.join(&read(&write(&world.books[1])).unwrap()).unwrap();
        prop_assert_eq!(one, two);
    }
}
