//! Rescue of what can be read of a damaged file.

use crate::format_write::rich;
use crate::histories::year;
use hyokacho::format::{Counts, Lost, Rescued, open, rescue, write};
use hyokacho::model::id::{FieldId, NodeId, WorkbookId};
use hyokacho::model::workbook::Workbook;
use hyokacho::words::JA;

const NEW: WorkbookId = WorkbookId::known("rescued");

fn text_of(name: &str) -> String {
    let path = format!("{}/tests/fixtures/files/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn rescued(text: &str) -> Rescued {
    let rescued = rescue(text, NEW).expect("nothing was rescued");
    assert_eq!(rescued.workbook.id(), NEW);
    assert!(rescued.workbook.history().registers.is_empty());
    assert_eq!(open(&write(&rescued.workbook)).unwrap().workbook, rescued.workbook);
    rescued
}

fn whole() -> Rescued {
    rescued(&write(&rich()))
}

fn titles(book: &Workbook) -> Vec<String> {
    book.year(year(2019)).unwrap().nodes.values().map(|node| node.title.clone()).collect()
}

fn losses(rescued: &Rescued) -> Vec<String> {
    rescued.lost.iter().map(JA.read.loss).collect()
}

#[test]
fn of_a_sound_file_only_the_other_value_of_the_conflict_is_lost() {
    let rescued = whole();
    assert_eq!(rescued.workbook.content(), rich().content());
    assert_eq!(rescued.kept, Counts { years: 2, items: 11, values: 13, elements: 8 });
    assert_eq!(rescued.lost.iter().map(|loss| loss.why).collect::<Vec<_>>(), [Lost::Rival]);
    assert_eq!(
        losses(&rescued),
        [
            "令和元年度の項目「① 見守りネットワークの推進」の「事業評価」：食い違っていたもう一つの値は、取り込みませんでした。"
        ]
    );
}

#[test]
fn of_a_cut_file_all_before_the_cut_is_kept() {
    let text = write(&rich());
    let at = text.find("項目q\"").unwrap() + 3;
    let rescued = rescued(&text[..at]);
    assert_eq!(rescued.kept.years, 1);
    assert_eq!(titles(&rescued.workbook), ["項目e", "項目g", "項目m", "見守りネットワークの推進", ""]);
    let said = losses(&rescued);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("令和元年度の項目（5 番目）の名称（372 行目）：壊れているか"), "{said:?}");
}

#[test]
fn at_whatever_byte_it_is_cut_what_stands_before_is_kept() {
    let text = write(&rich());
    let mut kept = 0;
    for (at, _) in text.char_indices().skip(200) {
        let Some(rescued) = rescue(&text[..at], NEW) else { continue };
        let counts = rescued.kept;
        let now = counts.years + counts.items + counts.values + counts.elements;
        // A value of several parts may be there without its last parts, but not with half of one.
        assert!(now + 1 >= kept, "{now} after {kept} at {at}: {}", &text[at.saturating_sub(40)..at]);
        assert!(!rescued.lost.is_empty() || at + 2 >= text.len(), "nothing named at {at}");
        kept = kept.max(now);
    }
    let all = whole().kept;
    assert_eq!(kept, all.years + all.items + all.values + all.elements);
}

#[test]
fn a_damaged_line_costs_no_more_than_its_value() {
    let rescued = rescued(&text_of("quote-lost.json"));
    assert_eq!(rescued.kept, whole().kept);
    assert_eq!(titles(&rescued.workbook)[4], "");
    let said = losses(&rescued);
    assert!(said[0].starts_with("令和元年度の項目（5 番目）の名称（372 行目）：壊れているか"), "{said:?}");
    assert_eq!(rescued.lost.len(), 2, "{said:?}");
}

#[test]
fn a_damaged_bracket_costs_no_more_than_its_element() {
    for name in ["bracket-lost.json", "bracket-changed.json"] {
        let rescued = rescued(&text_of(name));
        let all = whole().kept;
        let expected = Counts { items: all.items - 1, values: all.values - 2, ..all };
        assert_eq!(rescued.kept, expected, "{name} {:?}", losses(&rescued));
    }
    let text = write(&rich());
    let closing = text.find("\n          },\n          {\n            \"id\": \"q\"").unwrap() + 11;
    let damaged = format!("{}x{}", &text[..closing], &text[closing + 1..]);
    assert_eq!(rescued(&damaged).kept, whole().kept);
}

#[test]
fn any_one_damaged_line_leaves_most_of_the_rest() {
    let text = write(&rich());
    let lines: Vec<&str> = text.lines().collect();
    let all = whole().kept;
    let heavy = ["content", "years", "2019", "2020", "nodes"];
    for at in 7..lines.len() - 1 {
        let mut damaged = lines.clone();
        let indent = lines[at].len() - lines[at].trim_start().len();
        let line = format!("{}####", " ".repeat(indent));
        damaged[at] = &line;
        if heavy.iter().any(|key| lines[at].trim_start().starts_with(&format!("\"{key}\": {}", ""))) {
            continue;
        }
        let Some(rescued) = rescue(&damaged.join("\n"), NEW) else {
            panic!("line {}: {}", at + 1, lines[at])
        };
        let kept = rescued.kept;
        assert!(
            kept.items + 6 >= all.items && kept.elements + 4 >= all.elements,
            "line {}: {} {kept:?}",
            at + 1,
            lines[at]
        );
        assert!(!rescued.lost.is_empty());
    }
}

#[test]
fn an_invalid_value_costs_only_itself() {
    for (name, lost, said) in [
        ("unknown-key.json", 0, "項目「① 見守りネットワークの推進」の「colour」：評価帳の形式にない名前"),
        ("wrong-type.json", 0, "項目「①」の名称：値が正しくない"),
        ("bad-id.json", 0, "項目「① 見守りネットワークの推進」の階層：値が正しくない"),
        ("bad-year.json", 1, "項目「① 見守りネットワークの推進」の「年次計画」：値が正しくない"),
        ("duplicate-id.json", 0, "項目「項目q」：同じ識別番号のものが先にある"),
        ("not-one-of.json", 0, "様式の階層「目標」：値が正しくない"),
    ] {
        let rescued = rescued(&text_of(name));
        let all = whole().kept;
        assert_eq!(rescued.kept, Counts { values: all.values - lost, ..all }, "{name}");
        let sentences = losses(&rescued);
        assert!(sentences.iter().any(|sentence| sentence.contains(said)), "{name}: {sentences:?}");
        assert_eq!(rescued.lost.len(), 2, "{name}: {sentences:?}");
    }
    let missing = rescued(&text_of("missing-key.json"));
    assert_eq!(missing.kept.elements, whole().kept.elements - 1);
}

#[test]
fn of_a_committees_file_a_bad_word_costs_one_proceeding() {
    let all = rescued(&text_of("v1-committee.json"));
    let damaged = rescued(&text_of("bad-presence.json"));
    assert_eq!(damaged.kept, Counts { elements: all.kept.elements - 1, ..all.kept });
    let said = losses(&damaged);
    assert!(said.iter().any(|it| it.contains("審議の記録") && it.contains("値が正しくない")), "{said:?}");
    let book = damaged.workbook.year(year(2019)).unwrap();
    assert_eq!((book.agenda.len(), book.proceedings.len(), book.attendances.len()), (2, 1, 3));
}

#[test]
fn an_altered_file_is_rescued_as_it_stands() {
    let rescued = rescued(&text_of("byte-changed.json"));
    assert_eq!(titles(&rescued.workbook)[3], "見守りネットワ一クの推進");
    let node = rescued.workbook.year(year(2019)).unwrap().nodes.get(NodeId::known("p")).unwrap();
    assert!(node.values.contains_key(&FieldId::known("progress")));
}

#[test]
fn what_is_not_ours_is_not_rescued() {
    for name in
        ["other-program.json", "list.json", "version-999.json", "request.json", "mail.txt", "empty.json"]
    {
        assert_eq!(rescue(&text_of(name), NEW), None, "{name}");
    }
    let text = write(&rich());
    assert_eq!(rescue(&text[..100], NEW), None);
}
