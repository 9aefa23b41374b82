//! What is said about what came back.

use crate::mail::arrival::{Oddity, Why};
use crate::mail::preview::Finding;

/// Holds the sentences about what came back.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ReceiveWords {
    pub receive: &'static str,
    pub hint: &'static str,
    pub drop: &'static str,
    pub choose: &'static str,
    pub paste: &'static str,
    pub read: &'static str,
    pub pasted: &'static str,
    pub reading: fn(usize, usize) -> String,
    pub closed: &'static str,
    pub came: &'static str,
    pub whole: &'static str,
    pub no_name: &'static str,
    pub take_this: fn(&str) -> String,
    pub take_anyway: &'static str,
    pub leave: &'static str,
    pub leave_out: fn(&str) -> String,
    pub code: fn(&str) -> String,
    pub counts: fn(usize, usize, usize, usize) -> String,
    pub same_file: &'static str,
    pub by: fn(&str) -> String,
    pub note: fn(&str) -> String,
    pub oddity: fn(&Oddity) -> String,
    pub refused: fn(usize) -> String,
    pub why: fn(Why) -> &'static str,
    pub missing: fn(usize) -> String,
    pub preview: &'static str,
    pub nothing: &'static str,
    pub all: &'static str,
    pub finding: fn(Finding) -> &'static str,
    pub shown: fn(usize, usize) -> String,
    pub more: &'static str,
    pub now: &'static str,
    pub their: &'static str,
    pub unfilled: &'static str,
    pub gone: &'static str,
    pub new: &'static str,
    pub which: fn(&str) -> String,
    pub ours: &'static str,
    pub joining: &'static str,
    pub joining_hint: &'static str,
    pub join_of: fn(&str) -> String,
    pub joined: &'static str,
    pub together: &'static str,
    pub not_alike: fn(usize) -> String,
    pub waiting_for: fn(&[String]) -> String,
    pub theirs: fn(usize, usize) -> String,
    pub both: &'static str,
    pub other: &'static str,
    pub later: &'static str,
    pub other_text: &'static str,
    pub summary: fn(usize, usize, usize, usize) -> String,
    pub take: &'static str,
    pub taken: fn(usize) -> String,
    pub open_conflicts: fn(usize) -> String,
    pub changed: &'static str,
    pub not_joined: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: ReceiveWords = ReceiveWords {
    receive: "受け取る",
    hint: "届いた回答や委員票を、まとめて読み込みます。読み込んだだけでは何も変わりません。内容を確かめてから取り込みます。",
    drop: "届いたファイルをここに置く",
    choose: "届いたファイルを選ぶ",
    paste: "メールの文を貼り付ける",
    read: "貼り付けた文を読み取る",
    pasted: "貼り付けた文",
    reading: |at, all| format!("{all}件のうち{at}件を読みました。"),
    closed: "この年度は締め切られているため、取り込めません。",
    came: "届いたもの",
    whole: "評価帳全体",
    no_name: "（名前なし）",
    take_this: |name| format!("{name} を取り込む"),
    take_anyway: "それでも取り込む",
    leave: "外す",
    leave_out: |name| format!("外す：{name}"),
    code: |code| format!("確認コード {code}"),
    counts: |new, conflicts, same, refused| {
        format!("新しい {new}、食い違い {conflicts}、同じ {same}、範囲外 {refused}")
    },
    same_file: "同じファイルが、もう一つ上にあります。一度だけ数えます。",
    by: |by| format!("記入者：{by}"),
    note: |note| format!("事務局への連絡：{note}"),
    oddity: oddity_ja,
    refused: |n| format!("取り込まない変更（{n}）"),
    why: |why| match why {
        Why::Outside => "記入をお願いしていない場所です。必要なら、手で書き写してください。",
        Why::Misfit => "この評価帳の様式にない評価や選択肢です。様式を確かめてください。",
        Why::Altered => "評価帳の外で書き換えられた跡があります。送った人に確かめてください。",
    },
    missing: |n| format!("まだ記入のない項目（{n}）"),
    preview: "取り込むとこうなります",
    nothing: "変わるところはありません。",
    all: "すべて",
    finding: |finding| match finding {
        Finding::New => "新しい",
        Finding::Conflict => "食い違い",
        Finding::Superseded => "前に取り込んで、その後に直したもの",
        Finding::Undone => "前に取り込んで、取り消したもの",
    },
    shown: |shown, all| format!("{all}か所のうち{shown}か所を表示しています。"),
    more: "続きを表示",
    now: "今の内容",
    their: "届いた内容",
    unfilled: "（なし）",
    gone: "消える：",
    new: "加わる：",
    which: |place| format!("{place} をどうしますか"),
    joining: "各課の記入",
    joining_hint: "一つの欄に、いくつかの課が別々に記入しました。印を付けたものは、担当課の順につなげて欄に入れ、今の内容と置きかえます。",
    join_of: |place| format!("「{place}」に、つなげて入れる"),
    joined: "各課の記入をつなげて、欄に入れました。「元に戻す」で戻せます。",
    together: "つなげると",
    not_alike: |n| format!("{n}課の記入が違うため、つなげられません。評価シートの欄で決めてください。"),
    waiting_for: |names| format!("まだ届いていない課：{}", names.join("、")),
    ours: "今の内容にする",
    theirs: |at, count| match count {
        1 => "届いた内容にする".into(),
        _ => format!("届いた内容の{}番目にする", at + 1),
    },
    both: "両方をつなげる",
    other: "書き直す",
    later: "後で決める",
    other_text: "書き直した内容",
    summary: |senders, changes, open, refused| {
        let open = if open > 0 {
            format!("食い違い{open}か所は、後で決めます。")
        } else {
            String::new()
        };
        let refused = if refused > 0 {
            format!("範囲外の{refused}か所は取り込みません。")
        } else {
            String::new()
        };
        format!("{senders}件から、{changes}か所を取り込みます。{open}{refused}")
    },
    take: "取り込む",
    taken: |n| format!("{n}件を取り込みました。「元に戻す」で、取り込む前に戻せます。"),
    open_conflicts: |n| format!("決めていない食い違いが{n}か所あります。「食い違い」で決めてください。"),
    changed: "確かめている間に、この評価帳が変わりました。もう一度確かめてから取り込んでください。",
    not_joined: "取り込めませんでした。この評価帳のものではありません。",
};

fn oddity_ja(oddity: &Oddity) -> String {
    match oddity {
        Oddity::AnotherPlan { named } => {
            format!("別の評価帳（{named}）のものです。その評価帳を開いて取り込んでください。")
        }
        Oddity::NoYear(year) => format!("{}は、この評価帳にありません。", year.label()),
        Oddity::YearClosed(year) => format!("{}は締め切られています。", year.label()),
        Oddity::NotAnAnswer => {
            "回答として読めない部分があります。送った人に、もう一度送ってもらってください。".into()
        }
        Oddity::UnknownRequest => {
            "この評価帳に記録のない依頼への回答です。別のパソコンで送った依頼なら、そのまま取り込めます。"
                .into()
        }
        Oddity::Withdrawn => "取り消した依頼への回答です。".into(),
        Oddity::Replaced { day, .. } => {
            format!("前の依頼への回答です。{day}に、新しい依頼を送っています。")
        }
        Oddity::Taken(time) => format!("同じものを、{time}に取り込んでいます。"),
        Oddity::Draft => "途中保存のものです。「回答を保存」されていません。".into(),
        Oddity::Unanswered => "何も記入されていません。送ったときのままです。".into(),
    }
}
