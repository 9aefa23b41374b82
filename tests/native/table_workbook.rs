//! Workbooks made of tables: the real sheet (skipped where it is absent) and the sheet with the traps.

use hyokacho::exchange::draft::{Draft, DraftNode, DraftValue};
use hyokacho::exchange::{NewPlan, Table, build, read};
use hyokacho::format;
use hyokacho::forms::abc_committee;
use hyokacho::model::id::*;
use hyokacho::model::node::Repeat;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::tally::committee::tally;
use hyokacho::tally::ratings::Ratings;
use hyokacho::words::JA;
use hyokacho::words::table::Concern;
use std::collections::BTreeSet;
use std::path::Path;

const TRAPS: &str = include_str!("../fixtures/sheets/traps.txt");
const LEVELS: [&str; 6] = ["goal", "measure", "effort", "group", "programme", "part"];
const HEADINGS: [&str; 2] = ["opinion", "direction"];

/// Is a sheet, read and made into a workbook.
pub struct Made {
    draft: Draft,
    pub workbook: Workbook,
}

fn made(text: &str) -> Made {
    let draft = read(&Table::from_text(text), &abc_committee());
    let (label, year) = draft.year.clone().expect("a year");
    let (id, municipality, title) = (WorkbookId::known("made"), "みどり川市", "ささえあい計画");
    let mut state = 7u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state ^ (state >> 31)
    };
    let plan = NewPlan { id, municipality, title, year, label: &label };
    let workbook = build::workbook(&draft, &abc_committee(), plan, IdSource::new(&mut random));
    Made { draft, workbook }
}

pub fn seed() -> Option<Made> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/000_fe34d9e8663a8304.txt");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(made(&text)),
        Err(_) => {
            println!("skipped: {} is absent", path.display());
            None
        }
    }
}

fn sheets() -> Vec<Made> {
    seed().into_iter().chain([made(TRAPS)]).collect()
}

impl Made {
    pub fn year(&self) -> FiscalYear {
        FiscalYear::new(2019).expect("a year")
    }

    fn book(&self) -> &YearBook {
        self.workbook.year(self.year()).expect("the year")
    }

    /// Returns the items in reading order, which is the draft's order.
    fn items(&self) -> Vec<NodeId> {
        self.workbook.outline(self.year()).below(None)
    }

    fn of_level(&self, level: &str) -> Vec<NodeId> {
        let is_there = |id: &NodeId| self.book().nodes.get(*id).and_then(|node| node.level);
        let level = LevelId::known(level);
        self.items().into_iter().filter(|id| is_there(id) == Some(level)).collect()
    }

    fn count_levels(&self) -> [usize; 6] {
        LEVELS.map(|level| self.of_level(level).len())
    }

    /// Counts the whole plan's self-ratings: A, B, C, －, unfilled, in conflict.
    fn ratings(&self) -> [u32; 6] {
        let outline = self.workbook.outline(self.year());
        let ratings = Ratings::new(&self.workbook, self.year(), &outline, FieldId::known("rating"));
        let whole = ratings.whole();
        let [a, b, c, none] = ["a", "b", "c", "none"].map(|id| whole.grade(GradeId::known(id)));
        [a, b, c, none, whole.unfilled, whole.conflict]
    }

    fn tallies(&self) -> Vec<(String, [u32; 3])> {
        let tally = |node| tally(&self.workbook, self.year(), node, AxisId::known("proposal"));
        let grades = |node| ["a", "b", "c"].map(|id| tally(node).grade(GradeId::known(id)));
        let measures = self.of_level("measure").into_iter();
        measures.map(|node| (self.short_number(node), grades(node))).collect()
    }

    fn short_number(&self, node: NodeId) -> String {
        let number = self.book().nodes.get(node).map_or("", |node| node.number.as_str());
        number.replace("施策", "").replace(' ', "")
    }

    fn count_remarks(&self, heading: &str) -> usize {
        let heading = HeadingId::known(heading);
        self.book().opinions.values().filter(|opinion| opinion.heading == heading).count()
    }

    fn definitions(&self) -> Vec<&str> {
        self.book().form.scales[0].grades.iter().map(|grade| grade.definition.as_str()).collect()
    }
}

#[test]
fn the_real_sheet_is_a_workbook() {
    let Some(made) = seed() else { return };
    let levels = made.count_levels();
    assert_eq!([levels[0], levels[1], levels[2], levels[4], levels[5]], [5, 14, 28, 109, 6]);
    assert_eq!(made.ratings(), [44, 57, 8, 2, 1, 0]);
    assert_eq!(made.ratings().iter().sum::<u32>(), 112);
    assert_eq!(made.book().label, "令和元年度");
    assert_eq!(HEADINGS.map(|heading| made.count_remarks(heading)), [95, 29]);
    assert!(made.definitions().iter().all(|text| !text.is_empty()));
}

#[test]
fn the_real_sheet_s_votes_are_tallied() {
    let Some(made) = seed() else { return };
    let expected = [
        ("1-1", [2, 9, 0]),
        ("1-2", [4, 6, 0]),
        ("1-3", [1, 9, 1]),
        ("2-1", [1, 10, 0]),
        ("2-2", [3, 8, 0]),
        ("3-1", [2, 9, 0]),
        ("3-2", [4, 7, 0]),
        ("3-3", [3, 7, 1]),
        ("4-1", [1, 9, 1]),
        ("4-2", [5, 6, 0]),
        ("4-3", [2, 9, 0]),
        ("5-1", [3, 8, 0]),
        ("5-2", [1, 10, 0]),
        ("5-3", [1, 10, 0]),
    ];
    let tallies = made.tallies();
    assert_eq!(tallies, expected.map(|(number, votes)| (number.to_owned(), votes)));
    let sum = |at: usize| tallies.iter().map(|(_, votes)| votes[at]).sum::<u32>();
    assert_eq!([0, 1, 2].map(sum), [33, 117, 3]);
    assert_eq!((made.book().rounds.len(), made.book().hand_counts.len()), (1, 14));
}

#[test]
fn the_sheet_with_traps_is_a_workbook() {
    let made = made(TRAPS);
    assert_eq!(made.count_levels(), [1, 2, 2, 3, 14, 4]);
    assert_eq!(made.ratings(), [5, 7, 2, 1, 1, 0]);
    let tallies = [("1-1".to_owned(), [3, 6, 0]), ("1-2".to_owned(), [0, 0, 0])];
    assert_eq!(made.tallies(), tallies);
    assert_eq!((made.book().rounds.len(), made.book().hand_counts.len()), (1, 1));
    assert_eq!(HEADINGS.map(|heading| made.count_remarks(heading)), [5, 3]);
    assert_eq!(made.definitions(), ["はっきりと進んでいる", "進め方に工夫が要る", "ほとんど進んでいない"]);
    let names: BTreeSet<&str> = made.book().departments.values().map(|it| it.name.as_str()).collect();
    let expected = [
        "みどり課",
        "交通課",
        "健やか課",
        "地域ささえ課",
        "学び課",
        "広報課",
        "社会福祉課",
        "社協",
        "長寿課",
        "関係課",
    ];
    assert_eq!(names, expected.into());
}

#[test]
fn every_item_stands_in_its_place_with_every_text() {
    for made in sheets() {
        let items = made.items();
        assert_eq!(items.len(), made.draft.nodes.len());
        for (id, draft) in items.iter().zip(&made.draft.nodes) {
            let node = made.book().nodes.get(*id).expect("an item");
            assert_eq!(
                (node.level, &node.number, &node.title),
                (Some(draft.level), &draft.number, &draft.title)
            );
            assert_eq!(node.position.parent, draft.parent.map(|at| items[at]), "line {}", draft.line);
            let repeat = draft.candidate_of.map_or(Repeat::None, |of| Repeat::Candidate(items[of]));
            assert_eq!(node.repeat, repeat, "line {}", draft.line);
            check_values(made.book(), *id, draft);
        }
    }
}

fn check_values(book: &YearBook, id: NodeId, draft: &DraftNode) {
    let values = &book.nodes.get(id).expect("an item").values;
    assert_eq!(values.len(), draft.values.len());
    for (field, expected) in &draft.values {
        let same = match (values.get(field), expected) {
            (Some(FieldValue::Grade(grade)), DraftValue::Grade(expected)) => grade == expected,
            (Some(FieldValue::Owners(owners)), DraftValue::Owners(text)) => {
                owners.text == *text
                    && !owners.departments.is_empty()
                    && owners.departments.iter().all(|owner| book.departments.contains(owner.id))
            }
            (Some(FieldValue::Text(text)), DraftValue::Text(expected)) => **text == **expected,
            _ => false,
        };
        assert!(same, "line {}, {field}: {:?} for {expected:?}", draft.line, values.get(field));
    }
}

#[test]
fn every_remark_stands_in_its_order() {
    for made in sheets() {
        let items = made.items();
        for (at, id) in items.iter().enumerate() {
            for heading in HEADINGS.map(HeadingId::known) {
                let texts: Vec<&str> =
                    made.book().remarks(*id, heading).iter().map(|it| it.text.as_str()).collect();
                let of_list = made.draft.remarks.iter().filter(|it| it.node == at && it.heading == heading);
                assert_eq!(texts, of_list.map(|it| it.text.as_str()).collect::<Vec<_>>());
            }
        }
        assert_eq!(made.book().opinions.len(), made.draft.remarks.len());
    }
}

#[test]
fn the_file_is_the_same_after_reading_it() {
    for made in sheets() {
        let text = format::write(&made.workbook);
        let opened = format::open(&text).expect("a file that opens");
        assert_eq!(opened.workbook, made.workbook);
        assert_eq!(opened.notices, []);
        assert_eq!(format::write(&opened.workbook), text);
    }
}

#[test]
fn every_notice_has_a_sentence_that_names_its_line() {
    let mut met = BTreeSet::new();
    for made in sheets() {
        for notice in &made.draft.notices {
            let said = (JA.table.notice)(notice, &abc_committee());
            let (concern, label) = (Concern::of(notice), (JA.table.label)(notice));
            println!("{} {label}: {said}", (JA.table.concern)(concern));
            assert!(said.ends_with('。') && said.matches('。').count() >= 2, "{said}");
            assert!(notice.line().is_none_or(|line| said.contains(&format!("{line} 行目"))), "{said}");
            met.insert(concern);
        }
    }
    assert_eq!(met, BTreeSet::from(Concern::ALL));
}
