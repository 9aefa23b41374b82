//! A table into a workbook that is there: what is recognised, what would change, and laws of it.

use hyokacho::exchange::draft::{Draft, DraftNode, DraftRemark, DraftValue};
use hyokacho::exchange::matching::{self, Choice, Choices, Comparison, Fate, What};
use hyokacho::exchange::{NewPlan, Table, build, read};
use hyokacho::forms::abc_committee;
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::ReplicaId;
use hyokacho::model::edit::{Edit, EditError, YearEdit};
use hyokacho::model::id::*;
use hyokacho::model::undo::UndoStack;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::{Author, Workbook};
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::{Closing, YearBook};
use proptest::prelude::*;
use std::cell::Cell;

const SHEET: &str = "目標\t目標1 つながる\n施策\t施策1-1 集う\n\
    番号\t事業名\t事業内容\t令和元年度の進捗状況\t事業評価\t事業主体\n\
    ①\t朝市カフェ\t場を開く\t月2回\tA\t福祉課\n②\t出前相談\t訪ねる\t12件\tB\t社協\n\
    推進委員会意見\t・続けてほしい。・場所を広く。\n評価案\tA3\tB5\nいちばん\n";

fn year() -> FiscalYear {
    FiscalYear::new(2019).expect("a year")
}

fn author() -> Author {
    Author {
        replica: ReplicaId(Id::known("tester")),
        about: Replica { name: String::new(), day: "2019-05-01".into() },
    }
}

thread_local! {
    static STATE: Cell<u64> = const { Cell::new(7) };
}

fn random() -> u64 {
    STATE.with(|state| {
        let next =
            state.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.set(next);
        next ^ (next >> 31)
    })
}

fn draft(text: &str) -> Draft {
    read(&Table::from_text(text), &abc_committee())
}

fn made(draft: &Draft) -> Workbook {
    let plan = NewPlan {
        id: WorkbookId::known("made"),
        municipality: "",
        title: "",
        year: year(),
        label: "令和元年度",
    };
    build::workbook(draft, &abc_committee(), plan, IdSource::new(&mut random))
}

fn compare(draft: &Draft, workbook: &Workbook, choices: &Choices) -> Comparison {
    matching::compare(draft, workbook, year(), choices, IdSource::new(&mut random))
}

fn apply(workbook: &mut Workbook, found: &Comparison) {
    if let Some(edit) = found.edit() {
        workbook.apply(edit, &author()).expect("it fits");
    }
}

fn book(workbook: &Workbook) -> YearBook {
    workbook.year(year()).cloned().expect("the year")
}

/// Makes the draft that a year's own items and remarks are.
fn draft_of(workbook: &Workbook) -> Draft {
    let book = book(workbook);
    let outline = workbook.outline(year());
    let order = outline.below(None);
    let at = |id: NodeId| order.iter().position(|other| *other == id);
    let value = |value: &FieldValue| match value {
        FieldValue::Text(text) => DraftValue::Text(text.to_string()),
        FieldValue::Grade(grade) => DraftValue::Grade(*grade),
        FieldValue::Choice(choice) => DraftValue::Choice(*choice),
        FieldValue::Owners(owners) => DraftValue::Owners(owners.text.clone()),
        FieldValue::Schedule(spans) => DraftValue::Schedule(spans.to_vec()),
    };
    let node = |(line, id): (usize, &NodeId)| {
        let node = book.nodes.get(*id).expect("an item");
        DraftNode {
            parent: outline.parent(*id).and_then(at),
            level: node.level.expect("a level"),
            number: node.number.clone(),
            title: node.title.clone(),
            values: node.values.iter().map(|(field, v)| (*field, value(v))).collect(),
            repeat: false,
            candidate_of: None,
            line,
        }
    };
    let remark = |opinion: &hyokacho::model::committee::Opinion| {
        let (heading, text) = (opinion.heading, opinion.text.clone());
        Some(DraftRemark { node: at(opinion.node)?, heading, text, certain: true, line: 1 })
    };
    Draft {
        nodes: order.iter().enumerate().map(node).collect(),
        remarks: book.opinions.values().filter_map(remark).collect(),
        ..Draft::default()
    }
}

#[test]
fn the_same_table_changes_nothing() {
    let workbook = made(&draft(SHEET));
    let found = compare(&draft(SHEET), &workbook, &Choices::new());
    assert_eq!((found.edit(), found.tally().same, found.tally().new), (None, 4, 0), "{:?}", found.items);
    assert!(found.only_here.is_empty());
}

#[test]
fn what_differs_is_shown_and_written_as_one_step() {
    let mut workbook = made(&draft(SHEET));
    let before = draft_of(&workbook);
    let next = SHEET.replace("月2回", "月3回").replace(
        "②\t出前相談\t訪ねる\t12件\tB\t社協",
        "②\t出前 相談\t\t12件\tA\t社協、高齢課\n③\t見守り\t歩く\t\t\t",
    );
    let next = next.replace("・場所を広く。", "・場所を変えて。").replace("A3", "A4");
    let found = compare(&draft(&next), &workbook, &Choices::new());
    let changes: Vec<(What, &str, &str)> = found
        .items
        .iter()
        .filter(|item| matches!(item.fate, Fate::Known(_)))
        .flat_map(|item| item.changes.iter().map(|c| (c.what.clone(), c.old.as_str(), c.new.as_str())))
        .collect();
    let field = |id| What::Field(FieldId::known(id));
    assert_eq!(
        changes,
        [
            (What::Remark(HeadingId::known("opinion")), "", "場所を変えて。"),
            (What::Count(AxisId::known("proposal")), "A 3　B 5", "A 4　B 5"),
            (field("progress"), "月2回", "月3回"),
            (field("rating"), "B", "A"),
            (field("owner"), "社協", "社協、高齢課"),
        ]
    );
    assert_eq!((found.tally().new, found.tally().changed, found.tally().same), (1, 3, 1));
    let mut undo = UndoStack::default();
    let change = workbook.apply(found.edit().expect("changes"), &author()).expect("it fits");
    undo.push(change, None);
    let now = book(&workbook);
    let titles: Vec<&str> = workbook
        .outline(year())
        .below(None)
        .into_iter()
        .filter_map(|id| now.nodes.get(id))
        .map(|node| node.title.as_str())
        .collect();
    assert_eq!(titles, ["つながる", "集う", "朝市カフェ", "出前相談", "見守り"]);
    assert_eq!(now.opinions.len(), 3, "a remark is added and none taken away");
    let content = |id: &str| now.nodes.values().find(|n| n.title == id).map(|n| n.values.len());
    assert_eq!(content("出前相談"), Some(4), "an empty cell empties nothing");
    assert_eq!(compare(&draft(&next), &workbook, &Choices::new()).edit(), None, "twice is once");
    undo.undo(&mut workbook, &author());
    assert_eq!(draft_of(&workbook), before, "one step takes all of it back");
}

#[test]
fn rows_are_paired_by_hand_added_or_left_out() {
    let workbook = made(&draft(SHEET));
    let next = SHEET.replace("出前相談", "おたずね隊");
    let found = compare(&draft(&next), &workbook, &Choices::new());
    let at = found.items.iter().position(|item| matches!(item.fate, Fate::New(_))).expect("a new row");
    let old = found.only_here[0];
    assert_eq!(matching::candidates(&draft(&next), at, &workbook, year(), &found), [old]);
    let with = |choice| compare(&draft(&next), &workbook, &Choices::from([(at, choice)]));
    let paired = with(Choice::Pair(old));
    assert_eq!(paired.items[at].fate, Fate::Known(old));
    assert_eq!(paired.items[at].changes[0].what, What::Title);
    assert!(paired.only_here.is_empty());
    let left = with(Choice::Leave);
    assert_eq!((left.edit(), left.tally().left), (None, 1));
    assert!(with(Choice::Add).edit().is_some());
}

#[test]
fn a_small_slip_in_a_title_is_the_same_item_and_another_place_is_found() {
    let workbook = made(&draft(SHEET));
    let slip = compare(&draft(&SHEET.replace("朝市カフェ", "朝市カフエ")), &workbook, &Choices::new());
    assert_eq!((slip.tally().new, slip.tally().changed), (0, 1));
    let bare: String = SHEET.lines().skip(2).take(3).map(|line| format!("{line}\n")).collect();
    let found = compare(&draft(&bare), &workbook, &Choices::new());
    assert_eq!((found.tally().same, found.edit()), (2, None), "headings may be missing");
    assert_eq!(found.only_here.len(), 2);
}

#[test]
fn a_closed_year_refuses() {
    let mut workbook = made(&draft(SHEET));
    let close = YearEdit::Close(Closing { day: "2020-03-31".into(), reason: String::new() });
    workbook.apply(Edit::In(year(), close), &author()).expect("it closes");
    let found = compare(&draft(&SHEET.replace("月2回", "月3回")), &workbook, &Choices::new());
    let refused = workbook.apply(found.edit().expect("changes"), &author());
    assert_eq!(refused.map(|_| ()), Err(EditError::YearClosed(year())));
}

/// Makes sheets with titles that may repeat, drift and be missing.
fn sheet() -> impl Strategy<Value = String> {
    let title = prop::sample::select(vec![
        "相談",
        "見守り",
        "見守 り",
        "カフェ",
        "講座の開催について",
        "講座の開催に付いて",
    ]);
    let text = prop::sample::select(vec![
        "",
        "月2回",
        "月 2回",
        "12件",
        "行った\tA\t福祉課",
        "未定\tC\t社協、福祉課",
    ]);
    let row = (0..4usize, title, text).prop_map(|(number, title, text)| {
        let number = ["", "①", "②", "③"][number];
        format!("{number}\t{title}\t内容\t{text}\n")
    });
    let section = (1..4usize, prop::collection::vec(row, 0..5)).prop_map(|(number, rows)| {
        let heads = "番号\t事業名\t事業内容\t令和元年度の進捗状況\t事業評価\t事業主体\n";
        format!("目標\t目標{number} つながる\n施策\t施策{number}-1 集う\n{heads}{}", rows.concat())
    });
    prop::collection::vec(section, 1..4).prop_map(|sections| sections.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn laws_own_content_changes_nothing(sheet in sheet()) {
        let workbook = made(&draft(&sheet));
        let found = compare(&draft_of(&workbook), &workbook, &Choices::new());
        prop_assert_eq!(found.edit(), None);
        prop_assert!(found.only_here.is_empty());
    }

    #[test]
    fn laws_twice_is_once_and_the_rest_stays(first in sheet(), second in sheet()) {
        let mut workbook = made(&draft(&first));
        let before = book(&workbook);
        let found = compare(&draft(&second), &workbook, &Choices::new());
        apply(&mut workbook, &found);
        let now = book(&workbook);
        for id in &found.only_here {
            prop_assert_eq!(now.nodes.get(*id), before.nodes.get(*id));
        }
        let there = before.nodes.values().all(|old| now.nodes.get(old.id).is_some_and(|new| {
            new.position == old.position && old.values.keys().all(|field| new.values.contains_key(field))
        }));
        prop_assert!(there, "nothing is moved, dropped or emptied");
        let again = compare(&draft(&second), &workbook, &Choices::new());
        prop_assert_eq!(again.edit(), None, "{:?}", again.items);
    }
}
