//! What is said about the results of a meeting, and its minutes.

/// Holds these sentences.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ResultsWords {
    pub results: &'static str,
}

/// The Japanese sentences.
pub const JA: ResultsWords = ResultsWords { results: "会議の結果" };
