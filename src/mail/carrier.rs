//! As what kind of file a request or an answer is sent.

/// Names a kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Carrier {
    /// A file of 評価帳.
    #[default]
    Json,
    /// The same, named so that mail programs let it pass.
    Text,
    /// 持ち運び版: 評価帳 itself with the file in it.
    Page,
}

impl Carrier {
    /// All, in the order in which they are offered.
    pub const ALL: [Carrier; 3] = [Carrier::Json, Carrier::Text, Carrier::Page];

    /// Returns how the file's name ends.
    pub fn file_type(self) -> &'static str {
        match self {
            Carrier::Json => "json",
            Carrier::Text => "txt",
            Carrier::Page => "html",
        }
    }
}
