//! What is said about files that are opened.

/// Holds the sentences about files that are opened.
pub struct ReadWords {}

/// The Japanese sentences.
pub const JA: ReadWords = ReadWords {};
