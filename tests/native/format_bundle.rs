//! The rescue file: what a browser had stored, as it stood there.

use crate::histories::small;
use hyokacho::format::{
    Held, Kind, ReadError, Stored, open, read_bundle, read_part, write_bundle, write_part,
};
use hyokacho::words::JA;
use serde_json::json;

fn pieces() -> Vec<Stored> {
    let text = write_part(&small().part_of_scope(hyokacho::model::place::Scope::Plan));
    vec![
        Stored { key: "hyokacho/plan/journal/b/1".into(), held: Held::Text(text) },
        Stored { key: "hyokacho/plan/base/b/2".into(), held: Held::Bytes(vec![0, 255, 10, 13]) },
        Stored { key: "hyokacho/plan/base/b/3".into(), held: Held::Text("㐀 \" \\ \u{20}".into()) },
    ]
}

#[test]
fn what_was_written_is_read() {
    let text = write_bundle(&pieces());
    assert_eq!(read_bundle(&text), Ok(pieces()));
    let Held::Text(part) = &read_bundle(&text).unwrap()[0].held else { panic!("a text") };
    assert!(read_part(part).is_ok(), "a piece carries its own check code");
}

#[test]
fn the_guards_file_is_read() {
    // As `boot/guard.js` writes it: in one line, without the version of an app that did not run.
    let text = json!({ "format": "hyokacho", "version": 1, "kind": "rescue", "app": "",
        "pieces": [{ "key": "k", "text": "あ" }, { "key": "l", "base64": "AP8KDQ==" },
                   { "key": "m", "base64": "A*==" }, { "key": "n" }] });
    let held = |stored: Stored| stored.held;
    let read: Vec<Held> = read_bundle(&text.to_string()).unwrap().into_iter().map(held).collect();
    let nothing = || Held::Bytes(Vec::new());
    assert_eq!(read, [Held::Text("あ".into()), Held::Bytes(vec![0, 255, 10, 13]), nothing(), nothing()]);
}

#[test]
fn it_is_told_from_other_files() {
    let text = write_bundle(&pieces());
    assert_eq!(open(&text), Err(ReadError::WrongKind { kind: Kind::Rescue }));
    let wrong = [
        (text[..text.len() / 2].to_string(), "CutShort"),
        (text.replace("\"version\": 1", "\"version\": 2"), "NewerVersion"),
        (text.replace("\"hyokacho\"", "\"other\""), "NotOurs"),
        (text.replace("\"pieces\"", "\"parts\""), "UnknownKey"),
        (text.replace("\"base64\"", "\"base32\""), "UnknownKey"),
        (hyokacho::format::write(&small()), "WrongKind { kind: Workbook }"),
        (String::new(), "Empty"),
    ];
    for (text, expected) in wrong {
        let error = read_bundle(&text).unwrap_err();
        assert!(format!("{error:?}").starts_with(expected), "{expected}: {error:?}");
        assert!((JA.read.error)(&error).contains("ください。"));
    }
}
