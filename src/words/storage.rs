//! What is said about keeping the workbook in this browser and in files.

/// Holds the sentences about keeping the workbook.
pub struct StorageWords {}

/// The Japanese sentences.
pub const JA: StorageWords = StorageWords {};
