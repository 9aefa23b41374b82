//! What is said on the projector.

use crate::meeting::screen::{Class, Screen, Settled, View};
use crate::model::form::Base;

/// Holds these sentences.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ScreenWords {
    pub projector: &'static str,
    pub title: fn(&str) -> String,
    pub waiting: &'static str,
    pub waiting_how: &'static str,
    pub blank: &'static str,

    pub hidden: &'static str,
    pub entered: &'static str,
    pub discussion: &'static str,
    pub closed: &'static str,
    pub grades: &'static str,
    pub votes: &'static str,
    pub of: fn(u32) -> String,
    pub base: fn(&Screen) -> String,
    pub shares_of: fn(Base) -> &'static str,
    pub class: fn(Class) -> &'static str,
    pub decision: &'static str,
    pub no_grade: &'static str,
    pub reason: &'static str,
    pub opinions: &'static str,
    pub no_opinions: &'static str,
    pub page: fn(u32, u32) -> String,
    pub goes_on: &'static str,
    pub author: fn(&str) -> String,
    pub spoken: fn(&Screen) -> String,

    pub tools: &'static str,
    pub larger: &'static str,
    pub smaller: &'static str,
    pub black: &'static str,
    pub white: &'static str,
    pub full: &'static str,
    pub not_full: &'static str,
    pub close: &'static str,
}

/// The Japanese sentences.
pub const JA: ScreenWords = ScreenWords {
    projector: "投影画面",
    title: |item| format!("{item} — 投影画面"),
    waiting: "進行の画面を待っています",
    waiting_how: "評価帳で会議の「進行」の画面を開くと、ここに映ります。",
    blank: "画面を消しています",

    hidden: "集計中",
    entered: "入力",
    discussion: "協議により評価します",
    closed: "締切",
    grades: "評価ごとの数",
    votes: "票",
    of: |n| format!("／{n}"),
    base,
    shares_of: |base| match base {
        Base::Seats => "％は定数に対する割合",
        Base::Present => "％は出席に対する割合",
        Base::Answers => "％は回答に対する割合",
    },
    class,
    decision: "決定",
    no_grade: "評価なし",
    reason: "理由",
    opinions: "意見",
    no_opinions: "意見はまだありません",
    page: |page, of| format!("{page}／{of} ページ"),
    goes_on: "（続き）",
    author: |name| format!("（{name}）"),
    spoken,

    tools: "投影画面の見え方",
    larger: "文字を大きく",
    smaller: "文字を小さく",
    black: "黒地にする",
    white: "白地にする",
    full: "全画面",
    not_full: "全画面を終わる",
    close: "閉じる",
};

fn class(class: Class) -> &'static str {
    match class {
        Class::Abstain => "棄権",
        Class::Cannot => "評価できない",
        Class::Missing => "未提出",
        Class::Absent => "欠席",
        Class::Undecided => "未確定",
        Class::Unknown => "今の評価段階にない評価",
    }
}

/// `8／11`, or `8` where it is not known of how many.
fn ratio(n: u32, of: Option<u32>) -> String {
    of.map_or_else(|| n.to_string(), |of| format!("{n}／{of}"))
}

/// `回答 10／定数 12`, with 出席 in the place of 定数 where shares are reckoned from it.
fn base(screen: &Screen) -> String {
    let answers = screen.answers.unwrap_or(0);
    let seats = (screen.seats > 0).then_some(screen.seats);
    let (label, of) = match (screen.base, screen.present) {
        (Base::Present, Some(present)) => ("出席", Some(present)),
        _ => ("定数", seats),
    };
    match of {
        Some(of) => format!("回答 {answers}／{label} {of}"),
        None => format!("回答 {answers}"),
    }
}

fn settled(settled: &Settled) -> String {
    match settled.key.as_str() {
        "" => "評価なし".into(),
        key => [key, &settled.label].join(" ").trim().into(),
    }
}

/// What is read out when it changes: `施策1-1 … A 5、B 4、C 2。回答 11／定数 12。決定：A 順調。`
fn spoken(screen: &Screen) -> String {
    let mut told = screen.heading();
    if let View::Opinions(page) = screen.view {
        return format!("{told} 意見 {}", (JA.page)(page + 1, screen.pages.max(1)));
    }
    if screen.hidden {
        return format!("{told} 集計中。入力 {}。", ratio(screen.given, screen.expected));
    }
    let counts = screen.grades.iter().map(|it| format!("{} {}", it.key, it.votes.unwrap_or(0)));
    match screen.has_no_counts() {
        true => told.push_str(" 協議により評価します。"),
        false => {
            let counts: Vec<String> = counts.collect();
            told.push_str(&format!(" {}。{}。", counts.join("、"), base(screen)));
        }
    }
    if let Some(decision) = &screen.decision {
        told.push_str(&format!("決定：{}。", settled(decision)));
    }
    told
}
