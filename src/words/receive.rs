//! What is said about what came back.

/// Holds the sentences about what came back.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ReceiveWords {
    pub receive: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: ReceiveWords = ReceiveWords { receive: "受け取る" };
