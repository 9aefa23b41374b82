//! The heads of the list of all items.

/// Holds these.
#[expect(missing_docs, reason = "each field is the head of its name")]
pub struct ListingWords {
    pub year_number: &'static str,
    pub year: &'static str,
    pub id: &'static str,
    pub level: &'static str,
    pub above: &'static str,
    pub number: &'static str,
    pub title: &'static str,
    pub repeat: &'static str,
    pub conflict: &'static str,
    pub any_year: &'static str,
    pub votes: fn(&str, &str) -> String,
    pub decision: fn(&str) -> String,
    pub reason: fn(&str) -> String,
}

/// Official plain Japanese.
pub(super) const JA: ListingWords = ListingWords {
    year_number: "西暦年度",
    year: "年度",
    id: "項目ID",
    level: "階層",
    above: "上の項目",
    number: "番号",
    title: "項目名",
    repeat: "再掲の元",
    conflict: "食い違いのある欄",
    any_year: "年度",
    votes: |axis, grade| format!("{axis}：{grade} の票"),
    decision: |axis| format!("{axis}：決定"),
    reason: |axis| format!("{axis}：理由"),
};
