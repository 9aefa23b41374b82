//! What is said at a department that fills in a request.

use super::day::day_ja;

/// Holds the sentences at a department that fills in a request.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ErrandWords {
    pub request: &'static str,
    pub to_department: fn(&str) -> String,
    pub to_member: fn(&str) -> String,
    pub deadline: fn(&str) -> String,
    pub save_draft: &'static str,
    pub nothing: &'static str,
    pub no_year: &'static str,
    pub no_items: &'static str,
    pub closed: &'static str,
    pub not_asked: &'static str,

    // 表紙
    pub how: &'static str,
    pub message: &'static str,
    pub progress: &'static str,
    pub done_of: fn(usize, usize) -> String,
    pub items: &'static str,
    pub state: fn(u16, u16) -> String,
    pub to_first: &'static str,
    pub all_done: &'static str,
    pub returned: fn(&str) -> String,
    pub by: &'static str,
    pub by_hint: &'static str,
    pub note: &'static str,
    pub note_hint: &'static str,
    pub give_back: &'static str,
    pub print: &'static str,

    // 項目
    pub to_front: &'static str,
    pub context: &'static str,
    pub contribution: &'static str,
    pub copy_all: &'static str,
    pub copied: &'static str,
    pub nothing_to_copy: &'static str,

    // 印刷
    pub paper_title: fn(&str) -> String,
    pub printed_on: fn(&str) -> String,
    pub stamps: [&'static str; 3],
    pub unfilled: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: ErrandWords = ErrandWords {
    request: "記入依頼",
    to_department: |name| format!("{}への記入依頼", or(name, "担当課")),
    to_member: |name| format!("{}委員の委員票", or(name, "")),
    deadline: |day| format!("提出期限：{}", day_ja(day)),
    save_draft: "途中保存",
    nothing: "この記入依頼の内容を読み取れませんでした。送り主の事務局に、もう一度送ってもらってください。",
    no_year: "この記入依頼には、評価する年度の内容がありません。送り主の事務局に、もう一度送ってもらってください。",
    no_items: "この記入依頼には、記入する項目がありません。送り主の事務局にお問い合わせください。",
    closed: "この年度は締め切られているため、記入できません。",
    not_asked: "この項目は、記入をお願いしている項目ではありません。",
    how: "項目を一つずつ開いて記入し、終わったら「回答を返す」に進んでください。記入した内容は、外部に送信されません。",
    message: "事務局から",
    progress: "記入の進み具合",
    done_of: |done, all| format!("{all}件中{done}件"),
    items: "記入する項目",
    state: |filled, asked| match (filled, asked) {
        (_, 0) => "記入する欄なし".into(),
        (0, _) => "未記入".into(),
        (filled, asked) if filled >= asked => "記入済".into(),
        (filled, asked) => format!("途中 {filled}/{asked}"),
    },
    to_first: "最初の未記入へ",
    all_done: "すべての項目が記入済です。「回答を返す」に進んでください。",
    returned: |reason| match reason.is_empty() {
        true => "差し戻しがありました。内容を確かめて、直してください。".into(),
        false => format!("差し戻しの理由：{reason}"),
    },
    by: "記入者",
    by_hint: "お名前と連絡先（内線など）を書いてください。",
    note: "事務局への連絡",
    note_hint: "伝えたいことがあれば書いてください。",
    give_back: "回答を返す",
    print: "印刷（決裁用）",
    to_front: "項目の一覧へ",
    context: "計画の内容",
    contribution: "貴課の分を記入してください。ほかの課の分と合わせます。",
    copy_all: "前年度を写す（空の欄すべて）",
    copied: "前年度の内容を、空の欄に写しました。今年度に合わせて直してください。",
    nothing_to_copy: "写すものはありません。",
    paper_title: |name| format!("{} 回答", name),
    printed_on: |day| format!("印刷日：{}", day_ja(day)),
    stamps: ["課長", "係長", "担当"],
    unfilled: "（未記入）",
};

fn or<'a>(name: &'a str, usual: &'a str) -> &'a str {
    if name.is_empty() { usual } else { name }
}
