//! What is said where values differ.

use super::day::date_ja;

/// Holds the sentences where values differ.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ConflictWords {
    pub conflict: &'static str,
    pub hint: &'static str,
    pub none: &'static str,
    pub of: fn(&str) -> String,
    pub by: fn(&str, &str) -> String,
    pub unknown: &'static str,
    pub empty: &'static str,
    pub take: &'static str,
    pub take_of: fn(&str) -> String,
    pub both: &'static str,
    pub rewrite: &'static str,
    pub rewritten: &'static str,
    pub settle: &'static str,
    pub settled: &'static str,
    pub hidden: &'static str,
    pub to_item: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: ConflictWords = ConflictWords {
    conflict: "食い違い",
    hint: "別々に書かれて、内容が違うところです。どれにするかを決めるまで、すべて残ります。",
    none: "食い違いはありません。",
    of: |place| format!("食い違い：{place}"),
    by: |name, day| match (name.is_empty(), day.is_empty()) {
        (true, true) => "記入者不明".into(),
        // Whoever answers by mail has a name; who writes in the plan itself has none.
        (true, false) => format!("評価帳に直接記入（{}から）", date_ja(day)),
        (false, true) => name.into(),
        (false, false) => format!("{name}（{}から）", date_ja(day)),
    },
    unknown: "初めからの内容",
    empty: "（なし）",
    take: "この内容にする",
    take_of: |by| format!("この内容にする：{by}"),
    both: "両方を残す（つなげる）",
    rewrite: "書き直す",
    rewritten: "書き直した内容",
    settle: "これで決める",
    settled: "食い違いを決めました。「元に戻す」で戻せます。",
    hidden: "評価を伏せているため、ここでは決められません。公開してから決めてください。",
    to_item: "項目を開く",
};
