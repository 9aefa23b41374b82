//! What is said in fields other than text.

/// Holds the sentences said in fields other than text.
pub struct FieldsWords {}

/// Official plain Japanese.
pub(super) const JA: FieldsWords = FieldsWords {};
