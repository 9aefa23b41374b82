//! What is said in a meeting, while ratings are taken.

/// Holds these sentences.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct MeetingWords {
    pub prepare: &'static str,
    pub take: &'static str,
    pub results: &'static str,
    pub parts: &'static str,
    pub no_meeting: &'static str,
}

/// The Japanese sentences.
pub const JA: MeetingWords = MeetingWords {
    prepare: "準備",
    take: "進行",
    results: "結果",
    parts: "会議の画面",
    no_meeting: "この会議はありません。「委員会」から会議を選んでください。",
};
