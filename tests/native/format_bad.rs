//! Broken files: each has its own error and its own sentence, and none a panic.

use crate::format_write::{committee, rich};
use crate::histories::{small, year};
use hyokacho::format::*;
use hyokacho::model::id::{FieldId, GradeId, LevelId, NodeId, ScaleId};
use hyokacho::model::tree::TreeNotice;
use hyokacho::words::JA;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/files"))
}

fn bytes_of(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn text_of(name: &str) -> String {
    String::from_utf8(bytes_of(name)).unwrap()
}

/// Stands in for the browser's `TextDecoder`: knows one Shift_JIS file, and what is in it.
fn legacy(bytes: &[u8]) -> Option<String> {
    (bytes == bytes_of("shift-jis.json")).then(|| text_of("fresh.json"))
}

fn open_bytes(bytes: &[u8]) -> Result<Opened, ReadError> {
    open(&decode(bytes, &legacy)?)
}

fn error_of(name: &str) -> ReadError {
    open_bytes(&bytes_of(name)).err().unwrap_or_else(|| panic!("{name} was opened"))
}

#[test]
fn the_frozen_file_of_version_1_stays_readable() {
    let opened = open(&text_of("v1-small.json")).unwrap();
    assert_eq!(opened.workbook, rich());
    assert!(opened.notices.is_empty());
    assert_eq!(check_code(&opened.workbook).to_string(), "x94t-trec");
}

#[test]
fn the_frozen_file_of_a_committee_stays_readable() {
    let opened = open(&text_of("v1-committee.json")).unwrap();
    assert_eq!(opened.workbook, committee());
    assert!(opened.notices.is_empty());
    assert_eq!(write(&opened.workbook), text_of("v1-committee.json"));
}

#[test]
fn however_the_text_was_stored_it_is_read() {
    for name in ["bom.json", "crlf.json", "utf16-le.json", "utf16-be.json", "utf16-le-no-mark.json"] {
        let opened = open_bytes(&bytes_of(name)).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(opened.workbook, rich(), "{name}");
    }
    let japanese = open_bytes(&bytes_of("shift-jis.json")).unwrap();
    assert_eq!(japanese.workbook.id(), small().id());
    assert_eq!(decode(&bytes_of("shift-jis.json"), &|_| None), Err(ReadError::NotText));
}

/// The beginning of the error's debug text, and a part of the sentence.
const CASES: &[(&str, &str, &str)] = &[
    ("picture.png", "NotText", "文字のファイルではありません"),
    ("not-utf8.txt", "NotText", "文字のファイルではありません"),
    ("nul.json", "NotText", "文字のファイルではありません"),
    ("broken-utf8.json", "BrokenText { line: 336 }", "このファイルの 336 行目に、壊れて読めない文字"),
    ("empty.json", "Empty", "何も書かれていません"),
    ("blank.json", "Empty", "何も書かれていません"),
    ("mail.txt", "NotJson { line: 1, column: 1 }", "（1 行目、1 バイト目）"),
    ("text-behind.json", "NotJson { line: 900", "（900 行目、"),
    ("bracket-changed.json", "NotJson { line: 370", "（370 行目、"),
    ("quote-lost.json", "NotJson { line: 372", "（372 行目、"),
    ("cut-in-half.json", "CutShort", "このファイルは途中で切れています（"),
    ("cut-in-key.json", "CutShort", "「読める部分だけ開く」を選んでください。"),
    ("lone-surrogate.json", "LoneSurrogate { line: 372 }", "372 行目に、半分だけになった文字"),
    ("other-program.json", "NotOurs", "別のソフトのファイル"),
    ("nearly-ours.json", "NotOurs", "別のソフトのファイル"),
    ("list.json", "NotOurs", "別のソフトのファイル"),
    ("version-999.json", "NewerVersion { version: 999, app: \"99.1.0\" }", "（形式の版 999、評価帳 99.1.0）"),
    ("version-0.json", "InvalidValue", "形式の版が正しくありません（値が決まりに合いません）"),
    ("request.json", "WrongKind { kind: Request }", "「記入依頼」のファイルです"),
    ("part.json", "WrongKind { kind: Part }", "一部分の記録"),
    (
        "unknown-key.json",
        "UnknownKey",
        "令和元年度の項目「① 見守りネットワークの推進」（368 行目）に、評価帳の形式にない名前「colour」",
    ),
    ("unknown-head-key.json", "UnknownKey", "ファイル（899 行目）に、評価帳の形式にない名前「comment」"),
    (
        "wrong-type.json",
        "InvalidValue",
        "令和元年度の項目「①」の名称（336 行目）が正しくありません（値の種類が違います）",
    ),
    (
        "bad-id.json",
        "InvalidValue",
        "令和元年度の項目（4 番目）の階層（334 行目）が正しくありません（値が決まりに合いません）",
    ),
    ("bad-year.json", "InvalidValue", "の「年次計画」の"),
    (
        "missing-key.json",
        "InvalidValue",
        "令和元年度の委員（1 番目）（405 行目）が正しくありません（「名前」がありません）",
    ),
    (
        "missing-in-form.json",
        "InvalidValue",
        "令和元年度の様式（296 行目）が正しくありません（「名前」がありません）",
    ),
    ("duplicate-id-between.json", "DuplicateId", "令和元年度の項目「項目q」（"),
    ("duplicate-ballot.json", "DuplicateId", "令和元年度の委員票（2 番目）（"),
    ("not-one-of.json", "InvalidValue", "「round」という値は使えません"),
    ("no-history.json", "InvalidValue", "（「変更の記録」がありません）"),
    ("key-twice.json", "InvalidValue", "（「名称」が二つあります）"),
    ("year-twice.json", "InvalidValue", "（「2019」が二つあります）"),
    ("no-such-place.json", "InvalidValue", "変更の記録の「2019/nowhere」"),
    (
        "duplicate-id.json",
        "DuplicateId",
        "令和元年度の項目「項目q」（415 行目）と同じ識別番号（q）のものが、もう一つあります",
    ),
    (
        "unknown-level.json",
        "Faulty",
        "項目「① 見守りネットワークの推進」の階層が、ほかの内容と合いません（様式にない階層「nolevel」です）",
    ),
    ("unknown-field.json", "Faulty", "様式にない記入欄「nofield」"),
    (
        "unknown-grade.json",
        "Faulty",
        "令和元年度の項目「項目q」の「事業評価」が、ほかの内容と合いません（評価段階にない評価「nograde」です）",
    ),
    ("wrong-kind.json", "Faulty", "記入欄の種類と値の種類が違います"),
    ("backward-schedule.json", "Faulty", "期間が令和元年度から平成30年度までと、逆になっています"),
    ("unknown-member.json", "Faulty", "指している相手「nobody」がありません"),
    ("unknown-meeting.json", "Faulty", "指している相手「nokai」がありません"),
    ("duplicate-agenda.json", "DuplicateId", "令和元年度の議題（"),
    ("bad-presence.json", "InvalidValue", "の審議の記録（"),
    (
        "unknown-scale.json",
        "Faulty",
        "様式の記入欄が、ほかの内容と合いません（様式にない評価段階の表「noscale」です）",
    ),
    ("field-twice.json", "Faulty", "様式の中に同じ識別番号「outline」が二つあります"),
    (
        "misfit-rival.json",
        "Faulty",
        "変更の記録の令和元年度の項目「① 見守りネットワークの推進」の「事業評価」が、ほかの内容と合いません",
    ),
    ("uncovered-stamp.json", "Faulty", "つながりが切れています"),
    ("high-count.json", "Faulty", "変更の回数が大きすぎます"),
    ("not-made.json", "Faulty", "いつ書かれたかの記録がありません"),
    ("byte-changed.json", "Altered { expected: \"x94t-trec\"", "確認番号 x94t-trec が、今の内容では"),
];

#[test]
fn each_broken_file_has_its_own_error_and_sentence() {
    let mut sentences: BTreeMap<String, &str> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, variant, part) in CASES {
        let error = error_of(name);
        let said = (JA.read.error)(&error);
        if !format!("{error:?}").starts_with(variant) || !said.contains(part) {
            wrong.push(format!("{name}\n  {error:?}\n  {said}"));
        }
        assert!(said.ends_with('。') && !said.contains("Error") && !said.contains('`'), "{name}: {said}");
        if let Some(other) = sentences.insert(said, variant) {
            assert_eq!(other, *variant, "{name} is told like another error");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_error_tells_the_way_on() {
    for (name, ..) in CASES {
        let error = error_of(name);
        let said = (JA.read.error)(&error);
        assert!(said.contains("ください。"), "{name}: {said}");
        assert_eq!(said.contains("読める部分だけ開く"), error.can_be_rescued(), "{name}: {said}");
    }
}

#[test]
fn the_place_is_also_given_as_a_path() {
    let path = |name: &str| match error_of(name) {
        ReadError::UnknownKey { spot, .. }
        | ReadError::InvalidValue { spot, .. }
        | ReadError::DuplicateId { spot, .. }
        | ReadError::Faulty { spot, .. } => spot.to_string(),
        other => panic!("{other:?}"),
    };
    for (name, expected) in [
        ("unknown-key.json", "content.years.2019.nodes[3]"),
        ("unknown-head-key.json", ""),
        ("wrong-type.json", "content.years.2019.nodes[3].title"),
        ("bad-id.json", "content.years.2019.nodes[3].level"),
        ("bad-year.json", "content.years.2019.nodes[3].values.schedule.schedule[0].from"),
        ("missing-key.json", "content.years.2019.members[0]"),
        ("not-one-of.json", "content.years.2019.form.levels[0].shape"),
        ("key-twice.json", "content.years.2019.nodes[4]"),
        ("missing-in-form.json", "content.years.2019.form"),
        ("duplicate-id-between.json", "content.years.2019.nodes[5]"),
        ("duplicate-ballot.json", "content.years.2019.ballots[1]"),
        ("duplicate-id.json", "content.years.2019.nodes[6]"),
        ("unknown-level.json", "content.years.2019.nodes.p.level"),
        ("misfit-rival.json", "history.content.years.2019.nodes.p.values.rating"),
    ] {
        assert_eq!(path(name), expected, "{name}");
    }
}

#[test]
fn each_fault_is_of_its_own_kind() {
    let fault = |name: &str| match error_of(name) {
        ReadError::Faulty { fault, .. } => fault,
        other => panic!("{name}: {other:?}"),
    };
    for (name, expected) in [
        ("unknown-level.json", Fault::UnknownLevel(LevelId::known("nolevel"))),
        ("unknown-field.json", Fault::UnknownField(FieldId::known("nofield"))),
        ("unknown-grade.json", Fault::UnknownGrade(GradeId::known("nograde"))),
        ("unknown-scale.json", Fault::UnknownScale(ScaleId::known("noscale"))),
        ("wrong-kind.json", Fault::WrongKind(FieldId::known("rating"))),
        ("backward-schedule.json", Fault::BackwardSpan(year(2019), year(2018))),
        ("misfit-rival.json", Fault::Misfit),
        ("not-made.json", Fault::NoStamp),
    ] {
        assert_eq!(fault(name), expected, "{name}");
    }
}

#[test]
fn what_a_join_can_leave_behind_opens_with_a_notice() {
    let tree = |node, notice: fn(NodeId) -> TreeNotice| Notice::Tree(year(2019), notice(NodeId::known(node)));
    for (name, notice, said) in [
        ("cycle.json", Some(tree("e", TreeNotice::CycleBroken)), "項目「項目e」が、たがいに下に入る形"),
        ("orphan.json", Some(tree("g", TreeNotice::Orphan)), "項目「項目g」の上の項目がありません"),
        ("same-stamp.json", None, "同じ記録番号で違う値があります"),
        ("unknown-level-signed.json", None, "様式にない階層「nolevel」です）。値は残してあります"),
    ] {
        let opened = open(&text_of(name)).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let sentences: Vec<String> =
            opened.notices.iter().map(|n| (JA.read.notice)(n, opened.workbook.content())).collect();
        assert!(notice.is_none_or(|notice| opened.notices.contains(&notice)), "{name}");
        assert!(sentences.iter().any(|sentence| sentence.contains(said)), "{name}: {sentences:?}");
        assert_eq!(write(&opened.workbook), text_of(name), "{name}");
    }
}

#[test]
fn script_in_every_text_is_only_text() {
    let opened = open(&text_of("script.json")).unwrap();
    let book = opened.workbook.year(year(2019)).unwrap();
    assert_eq!(book.label, "<script>alert(\"令和元年度\")</script>");
    assert!(book.nodes.values().all(|node| node.title.starts_with("<script>")));
    assert_eq!(write(&opened.workbook), text_of("script.json"));
}

#[test]
fn what_is_too_large_or_too_deep_is_refused_unread() {
    let large = vec![b' '; MAX_BYTES + 1];
    assert_eq!(decode(&large, &legacy), Err(ReadError::TooLarge { bytes: large.len() }));
    let large = String::from_utf8(large).unwrap();
    assert_eq!(read(&large), Err(ReadError::TooLarge { bytes: large.len() }));
    let text = text_of("v1-small.json");
    for deep in
        ["[".repeat(10_000) + &"]".repeat(10_000), "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000)]
    {
        assert_eq!(read(&deep), Err(ReadError::TooDeep { line: 1 }));
        let inside = text.replacen("\"見守りネットワークの推進\"", &deep, 1);
        assert_eq!(read(&inside), Err(ReadError::TooDeep { line: 336 }));
        assert!(rescue(&inside, rich().id()).is_some());
    }
    let said: Vec<String> = [ReadError::TooLarge { bytes: 50 << 20 }, ReadError::TooDeep { line: 1 }]
        .iter()
        .map(JA.read.error)
        .collect();
    assert!(said[0].contains("約 50 MB") && said[1].contains("入れ子が深すぎます"), "{said:?}");
}

#[test]
fn no_file_in_the_folder_makes_a_panic() {
    let mut count = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        survive(&bytes);
        count += 1;
    }
    assert!(count >= CASES.len(), "{count}");
}

/// Reads, and works with what was read.
fn survive(bytes: &[u8]) {
    if let Ok(text) = decode(bytes, &|bytes| Some(String::from_utf8_lossy(bytes).into_owned())) {
        let _ = read_part(&text).map_err(|error| (JA.read.error)(&error));
        match open(&text) {
            Ok(opened) => {
                let content = opened.workbook.content();
                opened.notices.iter().for_each(|notice| drop((JA.read.notice)(notice, content)));
                assert_eq!(read(&write(&opened.workbook)).as_ref(), Ok(&opened.workbook));
            }
            Err(error) => drop((JA.read.error)(&error)),
        }
    }
    if let Some(rescued) = decode_for_rescue(bytes, &|_| None).and_then(|text| rescue(&text, rich().id())) {
        rescued.lost.iter().for_each(|loss| drop((JA.read.loss)(loss)));
        assert_eq!(read(&write(&rescued.workbook)), Ok(rescued.workbook));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_changed_byte_makes_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
        kept in any::<bool>(),
    ) {
        let mut bytes = bytes_of("v1-small.json");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !kept {
            bytes.truncate(cut.index(bytes.len()));
        }
        survive(&bytes);
    }

    #[test]
    fn no_moved_piece_makes_a_panic(
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        length in 1..300usize,
    ) {
        let mut bytes = bytes_of("v1-small.json");
        let from = from.index(bytes.len());
        let piece = bytes[from..bytes.len().min(from + length)].to_vec();
        let to = to.index(bytes.len());
        bytes.splice(to..to, piece);
        survive(&bytes);
    }
}
