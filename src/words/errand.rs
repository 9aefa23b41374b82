//! What is said at a department that fills in a request.

/// Holds the sentences at a department that fills in a request.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ErrandWords {
    pub request: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: ErrandWords = ErrandWords { request: "記入依頼" };
