//! What is said about the workbooks on this PC, their backups and the rescue file.

use super::app::day_ja;
use super::read::{item_ja, place_ja};
use super::storage::Message;
use crate::format::Spot;
use crate::merge::difference::Difference;
use crate::model::committee::{Proceeding, Vote};
use crate::model::content::Content;
use crate::model::errand::Request;
use crate::model::form::{Field, FieldKind, Form};
use crate::model::id::{AxisId, GradeId, NodeId};
use crate::model::node::Repeat;
use crate::model::place::{Datum, NodePart, Place, YearPart};
use crate::model::review::Verdict;
use crate::model::value::FieldValue;
use crate::model::year_book::YearBook;
use crate::tally::sitting::is_hidden;

/// Holds the sentences about what is on this PC.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ShelfWords {
    // この PC にある評価帳
    pub title: &'static str,
    pub hint: &'static str,
    pub empty: &'static str,
    pub manage: &'static str,
    pub back: &'static str,
    pub used: fn(u64) -> String,
    pub size: fn(u64, u64) -> String,
    pub bytes: fn(u64) -> String,
    pub filed: fn(Option<&str>, bool) -> String,
    pub at: fn(&str) -> String,
    pub open: &'static str,
    pub open_one: fn(&str) -> String,
    pub sample: &'static str,
    pub rename: fn(&str) -> String,
    pub alias: &'static str,
    pub alias_support: &'static str,
    pub rename_action: &'static str,
    pub backups_of: fn(&str) -> String,
    pub no_name: &'static str,

    // この PC から消す
    pub remove: &'static str,
    pub remove_one: fn(&str) -> String,
    pub remove_title: fn(&str) -> String,
    pub remove_what: &'static str,
    pub remove_changed: &'static str,
    pub remove_filed: fn(&str) -> String,
    pub remove_never_filed: &'static str,
    pub remove_file_first: &'static str,
    pub remove_saved: fn(&str) -> String,
    pub remove_raw: fn(&str) -> String,
    pub remove_now: &'static str,
    pub remove_anyway: &'static str,
    pub removed: fn(&str) -> String,

    // この PC に残さない
    pub leave_nothing: &'static str,
    pub leave_nothing_hint: &'static str,
    pub on_this_pc: &'static str,
    pub leave_this: &'static str,
    pub leave_this_hint: &'static str,
    pub leave_this_first: &'static str,
    pub left: &'static str,

    // バックアップ
    pub backups: &'static str,
    pub backups_hint: &'static str,
    pub backups_nowhere: &'static str,
    pub backups_none: &'static str,
    pub back_up_now: &'static str,
    pub backed_up: &'static str,
    pub not_backed_up: &'static str,
    pub look: &'static str,
    pub look_at: fn(&str) -> String,
    pub differs: fn(usize, usize) -> String,
    pub unreadable: &'static str,
    pub years: fn(&str, usize, usize) -> String,
    pub differences: &'static str,
    pub more: fn(usize) -> String,
    pub then: &'static str,
    pub now: &'static str,
    pub nothing: &'static str,
    pub restore: &'static str,
    pub restore_hint: &'static str,
    pub restored: fn(&str) -> String,
    pub not_restored: &'static str,

    // 救済ファイル
    pub rescue_name: fn(&str) -> String,
    pub rescued_all: &'static str,
    pub rescued_nothing: &'static str,
    pub rescued_several: &'static str,
    pub rescued_without: fn(&[String]) -> Message,
    pub save_unread: &'static str,

    pub place: fn(&Difference, &Content, &Content) -> String,
    pub datum: fn(&Place, &Datum, &Content) -> String,
}

/// The Japanese sentences.
pub const JA: ShelfWords = ShelfWords {
    title: "この PC にある評価帳",
    hint: "このブラウザの中に保存されている評価帳です。ほかの PC やほかのブラウザからは見えません。",
    empty: "この PC に残っている評価帳はありません。",
    manage: "呼び名・バックアップ・削除",
    back: "はじめの画面へ",
    used: |bytes| format!("ブラウザ全体で使っている量：{}", bytes_ja(bytes)),
    size: |own, backups| match backups {
        0 => format!("大きさ：{}", bytes_ja(own)),
        _ => format!("大きさ：{}、バックアップ：{}", bytes_ja(own), bytes_ja(backups)),
    },
    bytes: bytes_ja,
    filed: |time, changed| match (time, changed) {
        (None, _) => "まだファイルに保存していません".into(),
        (Some(time), false) => format!("最後にファイルに保存：{}", day_ja(time)),
        (Some(time), true) => format!("最後にファイルに保存：{}（その後に変更があります）", day_ja(time)),
    },
    at: day_ja,
    open: "開く",
    open_one: |name| format!("{name} を開く"),
    sample: "見本",
    rename: |name| format!("{name} の呼び名を付ける"),
    alias: "呼び名",
    alias_support: "この PC の一覧だけで使う名前です。空にすると、計画の名前を表示します。",
    rename_action: "呼び名を付ける",
    backups_of: |name| format!("{name} のバックアップ"),
    no_name: "（名前の分からない評価帳）",

    remove: "この PC から消す",
    remove_one: |name| format!("{name} をこの PC から消す"),
    remove_title: |name| format!("「{name}」をこの PC から消しますか"),
    remove_what: "この PC に保存されている内容とバックアップが、すべて消えます。元に戻せません。保存したファイルは消えません。",
    remove_changed: "最後にファイルに保存した後の変更は、ファイルに入っていません。",
    remove_filed: |time| format!("最後にファイルに保存したのは {} です。", day_ja(time)),
    remove_never_filed: "まだ一度もファイルに保存していません。このまま消すと、内容はどこにも残りません。",
    remove_file_first: "ファイルに保存してから消す",
    remove_saved: |name| {
        format!(
            "「{name}」を保存しました。ダウンロードのフォルダーにあることを確かめてから、「この PC から消す」を押してください。"
        )
    },
    remove_raw: |name| {
        format!(
            "読めない内容があるので、残っているものをそのまま「{name}」に保存しました。ダウンロードのフォルダーにあることを確かめてから、「この PC から消す」を押してください。"
        )
    },
    remove_now: "この PC から消す",
    remove_anyway: "保存せずに消す",
    removed: |name| format!("「{name}」をこの PC から消しました。"),

    leave_nothing: "この PC に残さない（共用の PC のとき）",
    leave_nothing_hint: "印を付けると、これから開くファイルや新しく作る評価帳を、この PC に保存しません。内容はファイルにだけ残ります。閉じる前に「ファイルに保存」を押してください。すでに上の一覧にある評価帳は、「この PC から消す」まで残ります。",
    on_this_pc: "この PC での保存",
    leave_this: "この評価帳をこの PC に残さない",
    leave_this_hint: "この PC に保存した内容とバックアップを消し、これからは保存しません。画面の内容はそのまま使えます。閉じる前に「ファイルに保存」を押してください。",
    leave_this_first: "ファイルに入っていない変更があります。先に「ファイルに保存」を押してください。",
    left: "この PC から消しました。これからの変更は、「ファイルに保存」を押したときだけ残ります。",

    backups: "バックアップ",
    backups_hint: "開いたときと、変更がある間は 1 時間ごとに、自動で作ります。今日の 3 件と、それより前の日の 1 日 1 件を、合わせて 10 件まで残します。この PC が壊れたときには使えません。大事な区切りには「ファイルに保存」を押してください。",
    backups_nowhere: "この評価帳は、このブラウザにバックアップを残せません。大事な区切りで「ファイルに保存」を押してください。",
    backups_none: "バックアップはまだありません。",
    back_up_now: "いまの内容をバックアップする",
    backed_up: "バックアップしました。",
    not_backed_up: "バックアップできませんでした。「ファイルに保存」を押して、内容をファイルに残してください。",
    look: "中を見る",
    look_at: |time| format!("{} のバックアップの中を見る", day_ja(time)),
    differs: |items, others| match (items, others) {
        (0, 0) => "いまの内容と同じです".into(),
        (items, 0) => format!("いまと違う項目：{items} 件"),
        (0, others) => format!("いまと違うところ：{others} か所"),
        (items, others) => format!("いまと違う項目：{items} 件、ほか {others} か所"),
    },
    unreadable: "このバックアップは壊れていて読めません。",
    years: |label, items, filled| format!("{label}：項目 {items} 件、記入のある欄 {filled}"),
    differences: "いまの内容との違い",
    more: |n| format!("ほかに {n} か所あります。"),
    then: "バックアップ",
    now: "いま",
    nothing: "（なし）",
    restore: "この内容に戻す",
    restore_hint: "戻す前に、いまの内容をバックアップします。戻した後も「元に戻す」で取り消せます。",
    restored: |time| format!("{} の内容に戻しました。「元に戻す」で取り消せます。", day_ja(time)),
    not_restored: "いまの内容をバックアップできなかったので、戻していません。先に「ファイルに保存」を押してから、もう一度試してください。",

    rescue_name: |day| format!("評価帳_救済_{}.json", day.replace('-', "")),
    rescued_all: "救済ファイルから開きました。",
    rescued_nothing: "この救済ファイルには、評価帳の全体が入っていません。前に保存したファイルを開いてください。",
    rescued_several: "この救済ファイルには、いくつかの評価帳が入っています。開くものを選んでください。",
    rescued_without,
    save_unread: "読めなかった内容をファイルに保存",

    place: difference_ja,
    datum: datum_ja,
};

fn rescued_without(keys: &[String]) -> Message {
    Message {
        title: format!("救済ファイルの内容のうち、{}件を読めませんでした", keys.len()),
        text: format!(
            "読めた内容は画面に表示しています。足りないところがないか確かめてください。救済ファイルは消さずに残してください。（{}）",
            keys.join("、")
        ),
    }
}

/// Writes a size as people say it: 12 KB, 3.4 MB.
fn bytes_ja(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// Says where two states differ: an item or a year by itself where only one of them has it.
fn difference_ja(difference: &Difference, one: &Content, other: &Content) -> String {
    let content = if difference.one.is_absent() { other } else { one };
    match difference.place {
        Place::Node(year, node, NodePart::Dropped) => item_ja(content, year, node),
        Place::Year(year, YearPart::Dropped) => {
            let book = content.years.get(&year);
            book.map_or_else(|| year.label(), |book| book.label.clone())
        }
        // A part with one entry of the committee does not know what its item is called.
        place => {
            let spots = [content, one, other].map(|content| Spot::of(&place, content));
            let [first, rest @ ..] = &spots;
            let better = |best, spot| if Spot::named(spot) > Spot::named(best) { spot } else { best };
            place_ja(rest.iter().fold(first, better))
        }
    }
}

/// Says what stands at a place, as it is read on the screen.
fn datum_ja(place: &Place, datum: &Datum, content: &Content) -> String {
    let empty = Form::default();
    let book = place.year().and_then(|year| content.years.get(&year));
    let form = book.map_or(&empty, |book| &book.form);
    let text = |text: &str| text.to_string();
    match datum {
        Datum::Absent => String::new(),
        Datum::Text(it) => text(it),
        Datum::Value(value) => {
            let field = match place {
                Place::Node(_, _, NodePart::Value(field)) => form.field(*field),
                _ => None,
            };
            value_ja(field, value, form)
        }
        Datum::Level(level) => form.level(*level).map(|level| level.label.clone()).unwrap_or_default(),
        Datum::Position(_) => text("（並ぶ場所）"),
        Datum::Repeat(Repeat::Of(_)) => text("再掲"),
        Datum::Repeat(_) => text("再掲候補"),
        Datum::Closing(closing) => format!("締め {} {}", closing.day, closing.reason),
        Datum::Decision(it) => {
            let grade = it.grade.map(|grade| axis_grade(form, it.axis, grade)).unwrap_or_default();
            format!("{grade} {}", it.reason).trim().into()
        }
        Datum::Ballot(it) if hides(book, it.node) => text("（伏せています）"),
        Datum::HandCount(it) if hides(book, it.node) => text("（伏せています）"),
        Datum::Ballot(it) => {
            let vote = match it.vote {
                Vote::Grade(grade) => axis_grade(form, it.axis, grade),
                Vote::Abstain => text("棄権"),
                Vote::Cannot => text("評価できない"),
                Vote::Away => text("不在"),
            };
            let proxy = if it.proxy { "（代理入力）" } else { "" };
            format!("{vote}{proxy} {}", it.comment).trim().into()
        }
        Datum::HandCount(it) => {
            let counts =
                it.counts.iter().map(|(grade, n)| format!("{} {n}", axis_grade(form, it.axis, *grade)));
            let others = [("棄権", it.abstain), ("評価できない", it.cannot)];
            let others = others.into_iter().filter(|(_, n)| *n > 0).map(|(name, n)| format!("{name} {n}"));
            counts.chain(others).collect::<Vec<_>>().join("、")
        }
        Datum::Review(it) if it.verdict == Verdict::Checked => text("確認済"),
        Datum::Review(it) => format!("差し戻し {}", it.note).trim().into(),
        Datum::Opinion(it) => text(&it.text),
        Datum::Attendance(it) => {
            format!("{} {}", (super::committee::JA.state)(it.state), it.time).trim().into()
        }
        Datum::Agenda(_) => text("議題に入っている"),
        Datum::Proceeding(it) => proceeding_ja(it),
        Datum::Member(it) if it.retired => format!("{}（退任）", it.name),
        Datum::Member(it) => text(&it.name),
        Datum::Meeting(it) => text(&it.title),
        Datum::Round(it) => text(&it.label),
        Datum::Department(it) => text(&it.name),
        Datum::Indicator(it) => text(&it.label),
        Datum::Figure(it) => text(&it.text),
        Datum::Request(it) => request_ja(it, book),
        Datum::Receipt(it) => format!("{} {}", it.sender, it.time).trim().into(),
        Datum::Contribution(it) => {
            let name = book.and_then(|book| book.departments.get(it.department)).map(|it| it.name.as_str());
            let value = value_ja(form.field(it.field), &it.value, form);
            format!("{} {value}", name.unwrap_or_default()).trim().into()
        }
        _ => text("（内容あり）"),
    }
}

fn request_ja(it: &Request, book: Option<&YearBook>) -> String {
    let name = book.map(|book| it.to.name(book)).unwrap_or_default();
    let withdrawn = if it.withdrawn { "（取り消し）" } else { "" };
    format!("{name} {}{withdrawn}", it.day).trim().into()
}

fn proceeding_ja(it: &Proceeding) -> String {
    let way = (super::meeting::JA.way_of)(it.way);
    let closed = it.closed.as_ref().map(|closed| format!("締切 {}", closed.time).trim().to_string());
    let states = [it.parked.then(|| "保留".into()), it.revealed.then(|| "公開済み".into()), closed];
    let reopened = it.reopened.last().map(|last| format!("再開 {}", last.reason).trim().to_string());
    let all = std::iter::once(way.to_string()).chain(states.into_iter().flatten()).chain(reopened);
    all.collect::<Vec<_>>().join("、")
}

/// Returns whether the ratings of an item are not to be seen.
fn hides(book: Option<&YearBook>, node: NodeId) -> bool {
    book.is_some_and(|book| is_hidden(book, node))
}

fn value_ja(field: Option<&Field>, value: &FieldValue, form: &Form) -> String {
    match (value, field.map(|field| &field.kind)) {
        (FieldValue::Text(text), _) => text.to_string(),
        (FieldValue::Owners(owners), _) => owners.text.clone(),
        (FieldValue::Grade(grade), Some(FieldKind::Grade { scale })) => {
            let key = form.scale(*scale).and_then(|scale| scale.key(*grade));
            key.map_or_else(|| grade.to_string(), str::to_owned)
        }
        (FieldValue::Grade(grade), _) => grade.to_string(),
        (FieldValue::Choice(choice), Some(FieldKind::Choice { options })) => {
            let option = options.iter().find(|option| option.id == *choice);
            option.map_or_else(|| choice.to_string(), |option| option.label.clone())
        }
        (FieldValue::Choice(choice), _) => choice.to_string(),
        (FieldValue::Schedule(spans), _) => {
            let span = |span: &crate::model::value::Span| {
                format!("{}～{} {}", span.from.short_label(), span.to.short_label(), span.text)
            };
            spans.iter().map(span).collect::<Vec<_>>().join("、")
        }
    }
}

fn axis_grade(form: &Form, axis: AxisId, grade: GradeId) -> String {
    let scale = form.axis(axis).and_then(|axis| form.scale(axis.scale));
    scale.and_then(|scale| scale.key(grade)).map_or_else(|| grade.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_meeting_did_is_said_in_words() {
        use crate::model::committee::{Closed, Reopening, Way};
        use crate::model::id::{MeetingId, NodeId};
        let mut it = Proceeding::new(MeetingId::known("kai"), NodeId::known("m"));
        assert_eq!(proceeding_ja(&it), "記名");
        it = Proceeding { way: Way::Hands, parked: true, revealed: true, ..it };
        it.closed = Some(Closed { time: "15:00".into(), ..Closed::default() });
        it.reopened = vec![Reopening { time: String::new(), reason: "数え直し".into() }];
        assert_eq!(proceeding_ja(&it), "挙手、保留、公開済み、締切 15:00、再開 数え直し");
    }

    #[test]
    fn a_size_is_said_in_its_unit() {
        let sizes = [0, 1, 12_345, 999_999, 1_000_000, 3_456_789, 61_000_000].map(bytes_ja);
        assert_eq!(sizes, ["0 KB", "1 KB", "13 KB", "1000 KB", "1.0 MB", "3.4 MB", "61.0 MB"]);
    }
}
