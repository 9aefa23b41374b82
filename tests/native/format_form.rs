//! A form as a file: written and read again, and every way in which it is none.

use hyokacho::format::{Fault, Kind, ReadError, form_name, open, read_form, write, write_form};
use hyokacho::forms::{self, BUILT_IN};
use hyokacho::model::id::LevelId;
use hyokacho::sample;
use hyokacho::words::JA;

#[test]
fn a_form_is_read_as_it_was_written() {
    for built_in in &BUILT_IN {
        let form = built_in.form();
        let text = write_form(&form);
        assert_eq!(read_form(&text), Ok(form.clone()));
        assert_eq!(write_form(&read_form(&text).unwrap()), text);
        let compact = serde_json::from_str::<serde_json::Value>(&text).unwrap().to_string();
        for other in [compact, text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            assert_eq!(read_form(&other), Ok(form.clone()));
        }
    }
}

#[test]
fn what_is_no_form_is_told_from_one() {
    let sound = write_form(&forms::abc_committee());
    let form = |change: &dyn Fn(&mut hyokacho::model::form::Form)| {
        let mut form = forms::abc_committee();
        change(&mut form);
        write_form(&form)
    };
    type Told = fn(&ReadError) -> bool;
    let cases: Vec<(String, Told)> = vec![
        (String::new(), |it| *it == ReadError::Empty),
        ("施策,事業".into(), |it| matches!(it, ReadError::NotJson { .. })),
        (sound[..sound.len() / 2].into(), |it| matches!(it, ReadError::CutShort { .. })),
        ("{}".into(), |it| *it == ReadError::NotOurs),
        (sound.replace("hyokacho", "other"), |it| *it == ReadError::NotOurs),
        (sound.replace("\"version\": 1", "\"version\": 7"), |it| {
            matches!(it, ReadError::NewerVersion { version: 7, .. })
        }),
        (write(&sample::workbook()), |it| *it == ReadError::WrongKind { kind: Kind::Workbook }),
        (
            sound.replace("\"label\": \"目標\"", "\"label\": \"目標\", \"colour\": 1"),
            |it| matches!(it, ReadError::UnknownKey { key, .. } if key == "colour"),
        ),
        (sound.replace("\"by\": \"department\"", "\"by\": \"mayor\""), |it| {
            matches!(it, ReadError::InvalidValue { .. })
        }),
        (sound.replace("\"label\": \"目標\"", "\"label\": \"目　標\""), |it| {
            matches!(it, ReadError::Altered { .. })
        }),
        (form(&|form| form.levels.retain(|it| it.id != LevelId::known("measure"))), |it| {
            matches!(it, ReadError::Faulty { fault: Fault::UnknownLevel(_), .. })
        }),
        (form(&|form| form.scales.clear()), |it| {
            matches!(it, ReadError::Faulty { fault: Fault::UnknownScale(_), .. })
        }),
        (form(&|form| form.levels[1].id = form.levels[0].id), |it| {
            matches!(it, ReadError::Faulty { fault: Fault::TwiceInForm(_), .. })
        }),
    ];
    for (at, (text, told)) in cases.iter().enumerate() {
        let error = read_form(text).unwrap_err();
        assert!(told(&error), "case {at}: {error:?}");
        assert!((JA.read.error)(&error).ends_with('。'), "case {at}");
    }
    assert_eq!(open(&sound).unwrap_err(), ReadError::WrongKind { kind: Kind::Form });
}

#[test]
fn a_form_file_is_named_by_its_form() {
    let mut form = forms::abc_committee();
    form.name = "実施計画/評価".into();
    assert_eq!(form_name(&form, "2026-11-21"), "様式_実施計画_評価_20261121.json");
    form.name.clear();
    assert_eq!(form_name(&form, "2026-11-21"), "様式_20261121.json");
}
