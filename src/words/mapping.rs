//! What is said while a table is mapped to a form and into a workbook.

/// Holds the sentences said while a table is mapped to a form and into a workbook.
pub struct MappingWords {}

/// Official plain Japanese.
pub(super) const JA: MappingWords = MappingWords {};
