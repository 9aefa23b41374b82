//! What happens to a file on its way through other people's mail programs and hands.

use hyokacho::format;
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::ReplicaId;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::id::Id;
use hyokacho::model::workbook::{Author, Workbook};
use hyokacho::model::year::FiscalYear;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads a file that the app saved.
pub fn opened(file: &Path) -> Workbook {
    let text = fs::read_to_string(file).expect("the app wrote text");
    format::read(&text).unwrap_or_else(|why| panic!("cannot read {}: {why:?}", file.display()))
}

/// Writes a file under another name.
pub fn posted(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.join(name);
    fs::write(&file, bytes).expect("a file to give");
    file
}

/// Makes of a mail's text what a mail program makes of it: quoted, wrapped elsewhere, with words
/// before and a signature behind.
pub fn quoted(text: &str) -> String {
    let chars: Vec<char> = text.replace('\n', " ").chars().collect();
    let lines = chars.chunks(41).map(|line| format!("> {}　", line.iter().collect::<String>()));
    let body: Vec<String> = lines.collect();
    format!("事務局　御中\r\n\r\n回答します。\r\n\r\n{}\r\n-- \r\nみどり野市 担当\r\n", body.join("\r\n"))
}

/// Changes one letter of what was written, as a fault or a hand does.
pub fn with_a_letter_changed(bytes: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("the app wrote text");
    let changed = text.replacen("の実績です。", "の実積です。", 1);
    assert_ne!(text, changed);
    changed.into_bytes()
}

/// Changes the title of the item at the top, as somebody does who can program.
pub fn altered_outside(mut answer: Workbook, year: FiscalYear) -> Workbook {
    let outside = *answer.outline(year).below(None).first().expect("an item at the top");
    let about = Replica { name: "だれか".into(), day: "2026-11-21".into() };
    let author = Author { replica: ReplicaId(Id::from_random(77)), about };
    let edit = Edit::In(year, YearEdit::Title(outside, "勝手に変えた名前".into()));
    answer.apply(edit, &author).expect("the edit is possible in the file");
    answer
}
