//! What is said in fields other than text, and of the parts of a sheet.

/// Holds the sentences said in fields other than text.
pub struct FieldsWords {
    /// Above rows that stand after another heading's, with the heading they belong to.
    pub further_rows: fn(&str) -> String,
    /// Opens the fields of an item above the sheet, with their labels.
    pub above: fn(&str) -> String,
}

/// Official plain Japanese.
pub(super) const JA: FieldsWords = FieldsWords {
    further_rows: |heading| format!("「{heading}」の続き"),
    above: |labels| format!("{labels}を見る"),
};
