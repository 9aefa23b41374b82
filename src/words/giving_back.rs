//! What is said about the ways back.

/// Holds the sentences about the ways back.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct GivingBackWords {
    pub give_back: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: GivingBackWords = GivingBackWords { give_back: "返し方" };
