//! What is said in fields other than text, and of the parts of a sheet.

/// Holds the sentences said in fields other than text.
pub struct FieldsWords {
    /// Above rows that stand after another heading's, with the heading they belong to.
    pub further_rows: fn(&str) -> String,
    /// Opens the fields of an item above the sheet, with their labels.
    pub above: fn(&str) -> String,
    /// Opens the editor of indicators.
    pub edit_indicators: &'static str,
    /// Closes it.
    pub indicators_done: &'static str,
    /// Adds an indicator.
    pub add_indicator: &'static str,
    /// The label of an indicator's name.
    pub indicator: &'static str,
    /// The label of its unit, where the form has none.
    pub unit: &'static str,
    /// The label of its target, where the form has none.
    pub target: &'static str,
    /// Stands for an indicator without a name.
    pub no_label: &'static str,
    /// The number that was read from a text.
    pub read_as: fn(&str) -> String,
    /// Beside a value of a year that has a sheet of its own.
    pub other_sheet: &'static str,
    /// The name of a button, with the indicator's.
    pub indicator_up: fn(&str) -> String,
    /// The name of a button, with the indicator's.
    pub indicator_down: fn(&str) -> String,
    /// The name of a button, with the indicator's.
    pub remove_indicator: fn(&str) -> String,
    /// After an indicator was removed.
    pub indicator_removed: fn(&str) -> String,
    /// The text of the small line, with years and numbers.
    pub course: fn(&str) -> String,
    /// Makes a span of a schedule wider, with its years.
    pub wider: fn(&str) -> String,
    /// Makes it narrower.
    pub narrower: fn(&str) -> String,
    /// Under a field for a number whose text is none.
    pub no_number: &'static str,
    /// Under a field that an item is not asked for.
    pub not_asked: &'static str,
    /// The department that leads.
    pub lead: &'static str,
    /// No department leads.
    pub no_lead: &'static str,
    /// A part of an item among several, by its level's name and number.
    pub part: fn(&str, usize) -> String,
    /// Adds a part, by its level's name.
    pub add_part: fn(&str) -> String,
    /// Removes a part, by its name.
    pub remove_part: fn(&str) -> String,
    /// What the committee decided, by its name and the grade.
    pub decided: fn(&str, &str) -> String,
    /// The committee came to no grade.
    pub none_reached: &'static str,
    /// Shows what the grades mean.
    pub meanings: &'static str,
    /// The head of a column of titles that has none.
    pub item: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: FieldsWords = FieldsWords {
    further_rows: |heading| format!("「{heading}」の続き"),
    above: |labels| format!("{labels}を見る"),
    edit_indicators: "指標を編集",
    indicators_done: "指標の編集を終わる",
    add_indicator: "＋ 指標を加える",
    indicator: "指標",
    unit: "単位",
    target: "目標",
    no_label: "（名前なし）",
    read_as: |number| format!("数値：{number}"),
    other_sheet: "その年度のシートで直します",
    indicator_up: |name| format!("指標「{name}」を上へ"),
    indicator_down: |name| format!("指標「{name}」を下へ"),
    remove_indicator: |name| format!("指標「{name}」を削除"),
    indicator_removed: |name| format!("指標「{name}」を削除しました。「元に戻す」で戻せます。"),
    course: |numbers| format!("推移：{numbers}"),
    wider: |years| format!("{years}の期間を1年延ばす（Alt＋→）"),
    narrower: |years| format!("{years}の期間を1年縮める（Alt＋←）"),
    not_asked: "この項目では記入不要です。",
    no_number: "数として読めません。入力したとおりに残します。",
    lead: "取りまとめ課",
    no_lead: "指定なし",
    part: |level, at| format!("{level}{at}"),
    add_part: |level| format!("＋ {level}を加える"),
    remove_part: |part| format!("{part}を削除"),
    decided: |committee, grade| format!("{committee}：{grade}"),
    none_reached: "評価なし",
    meanings: "段階の意味",
    item: "項目",
};
