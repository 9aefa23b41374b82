//! What is said on the projector.

/// Holds these sentences.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ScreenWords {
    pub projector: &'static str,
}

/// The Japanese sentences.
pub const JA: ScreenWords = ScreenWords { projector: "投影画面" };
