//! What is said about the results of a meeting, and its minutes.

use crate::meeting::results::Change;
use crate::model::committee::{Decision, Member, Vote};
use crate::model::form::{Base, Scale};
use crate::tally::committee::{Class, CommitteeTally};

/// Holds these sentences.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ResultsWords {
    pub results: &'static str,
    pub list: &'static str,
    pub decision: &'static str,
    pub decided: fn(Option<&Decision>, bool, &Scale) -> String,
    pub others: &'static str,
    pub other_classes: fn(&CommitteeTally) -> String,
    pub before: &'static str,
    pub none_before: &'static str,
    pub change: &'static str,
    pub change_of: fn(Option<Change>) -> &'static str,
    pub state: &'static str,
    pub closed: fn(&str) -> String,
    pub open: &'static str,
    pub parked: &'static str,
    pub elsewhere: fn(&str) -> String,
    pub hidden: &'static str,
    pub hidden_on_sheet: &'static str,
    pub closed_on_sheet: &'static str,
    pub base: fn(&CommitteeTally, Base) -> String,
    pub counts: fn(&CommitteeTally, &Scale, Base) -> String,
    pub not_decided: &'static str,
    pub old_grade: &'static str,

    pub matrix: &'static str,
    pub matrix_note: &'static str,
    pub not_named: &'static str,
    pub class: fn(Class, &Scale) -> String,
    pub missing: &'static str,
    pub missing_none: &'static str,
    pub missing_all: &'static str,
    pub late: &'static str,
    pub late_count: fn(usize) -> String,
    pub stray_list: &'static str,
    pub stray: fn(bool, bool) -> &'static str,
    pub nobody: &'static str,
    pub no_items: &'static str,

    pub minutes: &'static str,
    pub minutes_hint: &'static str,
    pub minutes_text: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub save: &'static str,
    pub saved: fn(&str) -> String,
    pub not_saved: &'static str,
    pub file_stem: &'static str,

    pub minutes_title: fn(&str) -> String,
    pub minutes_plan: &'static str,
    pub minutes_day: &'static str,
    pub minutes_place: &'static str,
    pub minutes_section: &'static str,
    pub minutes_attendance: &'static str,
    pub minutes_member: fn(&Member, &str) -> String,
    pub not_noted: &'static str,
    pub minutes_quorum: &'static str,
    pub minutes_items: &'static str,
    pub minutes_counts: &'static str,
    pub minutes_votes: &'static str,
    pub minutes_decision: &'static str,
    pub minutes_reason: &'static str,
    pub minutes_parked: &'static str,
    pub minutes_hidden: &'static str,
    pub minutes_reopened: fn(&str, &str) -> String,
    pub minutes_late: fn(usize) -> String,
    pub minutes_stray: &'static str,
}

/// The Japanese sentences.
pub const JA: ResultsWords = ResultsWords {
    results: "会議の結果",
    list: "結果の一覧",
    decision: "決定",
    decided,
    others: "その他",
    other_classes: |tally| others(tally).trim().into(),
    before: "前の年度",
    none_before: "－",
    change: "前の年度から",
    change_of: |change| match change {
        None => "－",
        Some(Change::Same) => "同じ",
        Some(Change::Better) => "↑ 上がった",
        Some(Change::Worse) => "↓ 下がった",
        Some(Change::Other) => "変わった",
    },
    state: "状態",
    closed: |time| format!("締切 {time}").trim().into(),
    open: "締切前",
    parked: "保留",
    elsewhere: |meeting| format!("後の会議「{meeting}」で取り上げました。その会議での集計です。"),
    hidden: "伏せています",
    hidden_on_sheet: "評価は伏せています（公開は会議の進行画面から）",
    closed_on_sheet: "締め切っているため、票数はここでは変えられません。直すときは、会議の進行画面で再開してください。",
    base,
    counts,
    not_decided: "未入力",
    old_grade: "今の評価段階にない評価",

    matrix: "委員ごとの評価",
    matrix_note: "集計に入っている評価です。後の回で変えたときは、後のものを表示しています。",
    not_named: "委員の氏名と評価を並べて出さない設定なので、合計だけを表示しています。「委員会」の「きまり」の「結果に委員名を出す」で変えられます。",
    class,
    missing: "未提出の委員",
    missing_none: "未提出の委員はいません。",
    missing_all: "まだ誰の評価も入っていません。",
    late: "締切後に届いた票（集計には入れていません）",
    late_count: |n| format!("{n} 件"),
    stray_list: "集計に入っていない票",
    stray: |dropped, ballot| match (dropped, ballot) {
        (true, true) => "計画から削除された項目への委員票です。",
        (true, false) => "計画から削除された項目への挙手の数です。",
        (false, _) => "この会議の委員ではない人の委員票です。",
    },
    nobody: "名簿にない人",
    no_items: "この会議の議題がまだありません。「準備」で議題を選んでください。",

    minutes: "議事録案",
    minutes_hint: "この内容を文書作成ソフトに貼り付けて、仕上げてください。直すときは、もとの画面（準備・進行・評価シート）で直すと、ここも変わります。",
    minutes_text: "議事録案の本文",
    copy: "コピー",
    copied: "議事録案をコピーしました。",
    not_copied: "コピーできませんでした。本文を選んであるので、Ctrl+C（Mac は ⌘C）を押してください。",
    save: "テキストファイルに保存",
    saved: |name| format!("「{name}」を保存しました。ダウンロードのフォルダーにあります。"),
    not_saved: "保存できませんでした。「コピー」で文書作成ソフトに貼り付けてください。",
    file_stem: "議事録案",

    minutes_title: |meeting| format!("{meeting}　議事録（案）"),
    minutes_plan: "対象",
    minutes_day: "日時",
    minutes_place: "場所",
    minutes_section: "部会",
    minutes_attendance: "１　出席の状況",
    minutes_member: |member, time| {
        let note = [member.role.trim(), time].into_iter().filter(|it| !it.is_empty());
        match note.collect::<Vec<_>>().join("、") {
            note if note.is_empty() => member.name.clone(),
            note => format!("{}（{note}）", member.name),
        }
    },
    not_noted: "出欠を入力していない委員",
    minutes_quorum: "定足数",
    minutes_items: "２　審議の結果",
    minutes_counts: "集計",
    minutes_votes: "委員ごとの評価",
    minutes_decision: "決定",
    minutes_reason: "理由",
    minutes_parked: "保留としました。この会議では審議を終えていません。",
    minutes_hidden: "評価は伏せています。公開すると、集計と決定がここに入ります。",
    minutes_reopened: |time, reason| match time.trim() {
        "" => format!("締切の後に再開しました（理由：{reason}）。"),
        time => format!("締切の後、{time} に再開しました（理由：{reason}）。"),
    },
    minutes_late: |n| format!("締切後に届いた票が {n} 件あります。集計には入れていません。"),
    minutes_stray: "集計に入っていない票",
};

/// `回答 10／定数 12`, with 出席 in the place of 定数 where shares are reckoned from it.
fn base(tally: &CommitteeTally, base: Base) -> String {
    let of = match (base, tally.present) {
        (Base::Present, Some(present)) => format!("／出席 {present}"),
        _ if tally.seats > 0 => format!("／定数 {}", tally.seats),
        _ => String::new(),
    };
    format!("回答 {}{of}", tally.answers())
}

/// `A 6、B 4、C 0（回答 10／定数 12）　棄権 1`
fn counts(tally: &CommitteeTally, scale: &Scale, of: Base) -> String {
    let grades = scale.grades.iter().map(|it| format!("{} {}", it.key, tally.grade(it.id)));
    let grades = grades.collect::<Vec<_>>().join("、");
    format!("{grades}（{}）{}", base(tally, of), others(tally))
}

/// `　棄権 1　欠席 2`: those who are in no grade.
fn others(tally: &CommitteeTally) -> String {
    let others = [
        ("棄権", tally.abstain),
        ("評価できない", tally.cannot),
        ("未提出", tally.missing),
        ("欠席", tally.absent),
        ("未確定", tally.undecided),
        ("今の評価段階にない評価", tally.unknown),
        ("人数を超えた挙手", tally.surplus),
    ];
    others.iter().filter(|(_, n)| *n > 0).map(|(label, n)| format!("　{label} {n}")).collect()
}

fn decided(decision: Option<&Decision>, disputed: bool, scale: &Scale) -> String {
    match decision {
        _ if disputed => "未確定".into(),
        None => JA.not_decided.into(),
        Some(it) => match it.grade {
            None => "評価なし".into(),
            Some(grade) => scale.key(grade).map_or_else(|| JA.old_grade.into(), str::to_owned),
        },
    }
}

fn class(class: Class, scale: &Scale) -> String {
    match class {
        Class::Vote(Vote::Grade(grade)) => {
            return scale.key(grade).map_or_else(|| JA.old_grade.into(), str::to_owned);
        }
        Class::Vote(Vote::Abstain) => "棄権",
        Class::Vote(Vote::Cannot) => "評価できない",
        Class::Vote(Vote::Away) | Class::Absent => "欠席",
        Class::Undecided => "未確定",
        Class::Raised => "挙手",
        Class::Missing => "未提出",
    }
    .into()
}
