//! Requests and answers as files: cut from the sample, written, read, filled, taken.

use hyokacho::format::{self, Kind, check_code};
use hyokacho::mail::arrival::{Arrival, Oddity, Why};
use hyokacho::mail::ask::{self, Sharing};
use hyokacho::mail::cut::cut;
use hyokacho::mail::preview::{Finding, Preview};
use hyokacho::mail::progress::{progress, request_of};
use hyokacho::mail::take::{Choice, receipt, take};
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::ReplicaId;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::errand::Request;
use hyokacho::model::form::FieldKind;
use hyokacho::model::id::{FieldId, Id, IdSource, NodeId, RequestId};
use hyokacho::model::place::{Datum, NodePart, Place};
use hyokacho::model::undo::UndoStack;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::{Author, Workbook};
use hyokacho::model::year::FiscalYear;
use hyokacho::sample;

const WROTE: &str = "福祉課が書いた実績です。";

fn year() -> FiscalYear {
    FiscalYear::new(2024).unwrap()
}

fn author(number: u64, name: &str) -> Author {
    let about = Replica { name: name.into(), day: "2026-11-21".into() };
    Author { replica: ReplicaId(Id::from_random(number)), about }
}

/// Logs a request in the plan and returns its file, written and read.
fn sent(plan: &mut Workbook, request: Request) -> Workbook {
    let element = Element::Request(Box::new(request.clone()));
    plan.apply(Edit::In(year(), YearEdit::Put(element)), &author(1, "事務局")).unwrap();
    let file = cut(plan, year(), &request).unwrap();
    let read = format::read(&format::write(&file)).unwrap();
    assert_eq!(read, file);
    read
}

fn requests(plan: &Workbook) -> Vec<Request> {
    let outline = plan.outline(year());
    let asking = ask::asking(plan, year(), &outline, Sharing::Lead);
    let book = plan.year(year()).unwrap();
    let made = asking.departments.into_iter().enumerate();
    made.map(|(at, (department, items))| {
        ask::of_department(book, RequestId(Id::from_random(100 + at as u64)), department, items)
    })
    .collect()
}

/// The first long text that a request asks for.
fn text_asked(file: &Workbook) -> (NodeId, FieldId) {
    let (year, request) = request_of(file).unwrap();
    let book = file.year(year).unwrap();
    let asked = request.items.iter().find_map(|asked| {
        let level = book.nodes.get(asked.node)?.level?;
        let fields = book.form.fields_of(level);
        let mut texts = fields.filter(|it| it.kind == FieldKind::LongText && request.fields.contains(&it.id));
        Some((asked.node, texts.next()?.id))
    });
    asked.expect("a text is asked for")
}

fn write_text(book: &mut Workbook, at: (NodeId, FieldId), text: &str, by: &Author) {
    let edit = YearEdit::Value(at.0, at.1, FieldValue::text(text));
    book.apply(Edit::In(year(), edit), by).unwrap();
}

/// The sample after a request went out, the file in which its department wrote, and where.
fn answered() -> (Workbook, Workbook, (NodeId, FieldId)) {
    let mut plan = sample::workbook();
    let request = requests(&plan).remove(0);
    let mut file = sent(&mut plan, request);
    let at = text_asked(&file);
    write_text(&mut file, at, WROTE, &author(9, "福祉課"));
    (plan, file, at)
}

fn arrived(plan: &Workbook, file: &Workbook) -> Arrival {
    let read = format::read(&format::write(file)).unwrap();
    Arrival::new(plan, read, check_code(file))
}

fn take_all(plan: &mut Workbook, arrivals: &[&Arrival], choices: Vec<Choice>) {
    let preview = Preview::new(plan, arrivals);
    let mut bits = || 7;
    let mut ids = IdSource::new(&mut bits);
    let receipts = arrivals.iter().filter_map(|it| receipt(it, "2026-11-22 10:00", &mut ids)).collect();
    take(plan, &preview, choices, receipts, &author(1, "事務局")).unwrap();
}

#[test]
fn a_request_is_a_file_of_its_own_and_says_what_it_is() {
    let mut plan = sample::workbook();
    let all = requests(&plan);
    assert!(all.len() > 5);
    for request in all {
        let items = request.items.len();
        let mut file = sent(&mut plan, request);
        assert_eq!(format::kind_of(&file), Kind::Request);
        let (year, request) = request_of(&file).unwrap();
        assert_eq!(progress(&file, year, request).len(), items);
        let shown: Vec<FiscalYear> = file.years().map(|(year, _)| year).collect();
        assert!(shown.contains(&year) && shown.len() == 2, "this year and the last are there to be seen");
        let at = text_asked(&file);
        write_text(&mut file, at, WROTE, &author(9, "福祉課"));
        assert_eq!(format::kind_of(&file), Kind::Reply);
        assert_eq!(format::read(&format::write(&file)).unwrap(), file);
    }
}

#[test]
fn an_answer_is_taken_and_nothing_else_is_touched() {
    let (mut plan, file, at) = answered();
    let before = plan.clone();
    let arrival = arrived(&plan, &file);
    assert_eq!(arrival.oddities, [Oddity::Draft]);
    let preview = Preview::new(&plan, &[&arrival]);
    assert_eq!(preview.entries.len(), 1);
    assert_eq!(preview.entries[0].finding, Finding::New);
    take_all(&mut plan, &[&arrival], Vec::new());
    let place = Place::Node(year(), at.0, NodePart::Value(at.1));
    assert_eq!(plan.content().get(&place), Datum::Value(FieldValue::text(WROTE).unwrap()));
    for other in before.all_places().into_iter().filter(|other| *other != place) {
        assert_eq!(plan.register(&other), before.register(&other), "{other}");
    }
    // The same file once more does nothing.
    let again = arrived(&plan, &file);
    assert!(again.oddities.iter().any(|it| matches!(it, Oddity::Taken(_))));
    assert!(Preview::new(&plan, &[&again]).entries.is_empty());
}

#[test]
fn a_request_that_is_saved_again_later_is_still_a_request() {
    let (mut plan, file, at) = answered();
    write_text(&mut plan, at, "送った後に事務局が直しました。", &author(1, "事務局"));
    let (year, request) = request_of(&file).map(|(year, it)| (year, it.id)).unwrap();
    let logged = plan.year(year).unwrap().requests.get(request).unwrap();
    let again = cut(&plan, year, logged).unwrap();
    assert_eq!(format::kind_of(&again), Kind::Request);
    let arrival = arrived(&plan, &again);
    assert!(arrival.oddities.contains(&Oddity::Unanswered), "{:?}", arrival.oddities);
}

#[test]
fn what_was_not_asked_is_refused_and_named() {
    let mut plan = sample::workbook();
    let request = requests(&plan).remove(0);
    let mut file = sent(&mut plan, request);
    let node = text_asked(&file).0;
    let title = YearEdit::Title(node, "勝手な名前".into());
    file.apply(Edit::In(year(), title), &author(9, "福祉課")).unwrap();
    let arrival = arrived(&plan, &file);
    let [refused] = arrival.refused.as_slice() else { panic!("{:?}", arrival.refused) };
    assert_eq!(refused.why, Why::Outside);
    assert_eq!(refused.theirs, Datum::text("勝手な名前"));
    let before = plan.clone();
    take_all(&mut plan, &[&arrival], Vec::new());
    assert_eq!(plan.year(year()).unwrap().nodes, before.year(year()).unwrap().nodes);
}

#[test]
fn two_who_wrote_apart_are_a_conflict_with_names() {
    let (mut plan, file, at) = answered();
    write_text(&mut plan, at, "事務局が直しました。", &author(1, "事務局"));
    let arrival = arrived(&plan, &file);
    let preview = Preview::new(&plan, &[&arrival]);
    assert_eq!(preview.entries[0].finding, Finding::Conflict);
    let voice = &preview.entries[0].theirs[0];
    assert_eq!(voice.by.as_ref().unwrap().name, "福祉課");
    take_all(&mut plan, &[&arrival], Vec::new());
    let place = Place::Node(year(), at.0, NodePart::Value(at.1));
    assert_eq!(plan.conflicts(), [place], "it stays open until a person settles it");
}

#[test]
fn an_import_that_was_undone_can_be_taken_again() {
    let (mut plan, file, _) = answered();
    let before = plan.clone();
    let arrival = arrived(&plan, &file);
    let secretariat = author(1, "事務局");
    let mut undo = UndoStack::default();
    let preview = Preview::new(&plan, &[&arrival]);
    undo.push(take(&mut plan, &preview, Vec::new(), Vec::new(), &secretariat).unwrap(), None);
    assert!(undo.undo(&mut plan, &secretariat).is_some());
    assert_eq!(plan.content(), before.content());
    let again = arrived(&plan, &file);
    let preview = Preview::new(&plan, &[&again]);
    assert_eq!(preview.entries[0].finding, Finding::Undone);
    let datum = preview.entries[0].theirs[0].datum.clone();
    let place = preview.entries[0].place;
    take_all(&mut plan, &[&again], vec![Choice { place, datum: datum.clone() }]);
    assert_eq!(plan.content().get(&place), datum);
}

#[test]
fn a_reply_to_a_request_of_a_second_pc_and_then_that_pc() {
    let first = sample::workbook();
    let mut second = first.clone();
    let request = requests(&second).remove(0);
    let mut file = sent(&mut second, request);
    let at = text_asked(&file);
    write_text(&mut second, at, "二台目で直しました。", &author(2, "二台目"));
    write_text(&mut file, at, WROTE, &author(9, "福祉課"));
    let mut plan = first;
    let arrival = arrived(&plan, &file);
    assert!(arrival.oddities.contains(&Oddity::UnknownRequest));
    take_all(&mut plan, &[&arrival], Vec::new());
    plan.join(&second).unwrap();
    let mut other = second;
    other.join(&plan).unwrap();
    assert_eq!(plan, other);
    let place = Place::Node(year(), at.0, NodePart::Value(at.1));
    let standing = plan.register(&place).unwrap();
    let values: Vec<&Datum> = standing.values.values().flatten().collect();
    assert_eq!(values.len(), 2, "both are kept");
}

/// Every start of the app is a replica: over ten years a secretariat and forty departments come to
/// thousands, each with a day of its own. What they add to the file is measured against the same edits
/// by one.
#[test]
fn five_thousand_replicas_add_less_than_200_kb() {
    let plan = sample::workbook();
    let places: Vec<(FiscalYear, NodeId, FieldId)> = plan
        .years()
        .flat_map(|(year, book)| {
            let texts = |id: NodeId| {
                let level = book.nodes.get(id).and_then(|node| node.level);
                let fields = level.into_iter().flat_map(|level| book.form.fields_of(level));
                fields.filter(|it| it.kind.is_text()).map(move |it| (year, id, it.id))
            };
            book.nodes.keys().flat_map(texts).collect::<Vec<_>>()
        })
        .collect();
    assert!(places.len() > 1000, "{}", places.len());
    let edited = |replica: &dyn Fn(usize) -> Author| {
        let mut plan = plan.clone();
        for at in 0..5000 {
            let (year, node, field) = places[at % places.len()];
            let edit = Edit::In(year, YearEdit::Value(node, field, FieldValue::text(&format!("記入{at}"))));
            plan.apply(edit, &replica(at)).unwrap();
        }
        format::write(&plan).len()
    };
    let one = edited(&|_| author(1, "事務局"));
    let many = edited(&|at| {
        let (name, day) = (format!("担当課{}", at % 40), at / 40);
        let day = format!("20{:02}-{:02}-{:02}", 26 + day / 12, 1 + day % 12, 1 + at % 28);
        let id = Id::from_random((at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        Author { replica: ReplicaId(id), about: Replica { name, day } }
    });
    let added = many - one;
    println!("5,000 replicas add {added} bytes");
    assert!(added < 200_000, "5,000 replicas add {added} bytes");
}
