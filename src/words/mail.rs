//! What is said of what is sent by mail, and of how far it has come back.

/// Holds the sentences of what is sent by mail, and of how far it has come back.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct MailWords {
    pub mail: &'static str,
    pub board: &'static str,
    pub send: &'static str,
    pub receive: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: MailWords =
    MailWords { mail: "やりとり", board: "状況", send: "送る", receive: "受け取る" };
