//! What is said in the settings.

/// Holds the sentences of the settings.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct SettingsWords {
    pub settings: &'static str,
    pub plan: &'static str,
    pub form: &'static str,
    pub people: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: SettingsWords =
    SettingsWords {
        settings: "設定", plan: "計画の構成", form: "様式", people: "担当課・委員"
    };
