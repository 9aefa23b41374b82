//! The text of a cell as a page shows it: white space closed up, line breaks where they are seen.

/// Collects the text of a cell.
#[derive(Default)]
pub(super) struct Shown {
    text: String,
    /// White space that waits for what follows; `true` where the source broke its line there.
    gap: Option<bool>,
}

impl Shown {
    /// Adds a character of the source.
    pub fn push(&mut self, c: char) {
        if c.is_ascii_whitespace() {
            let broken = self.gap.unwrap_or(false) || c == '\n' || c == '\r';
            self.gap = Some(broken);
            return;
        }
        if let Some(broken) = self.gap.take() {
            let before = self.text.chars().next_back();
            // A line of the source may end anywhere in a Japanese sentence.
            let within = broken && !c.is_ascii() && before.is_some_and(|c| !c.is_ascii());
            if before.is_some_and(|c| c != '\n') && !within {
                self.text.push(' ');
            }
        }
        self.text.push(if c == '\u{a0}' { ' ' } else { c });
    }

    /// Adds a text that has nothing to close up.
    pub fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| if c == '\n' { self.break_line() } else { self.push(c) });
    }

    /// Begins a new line.
    pub fn break_line(&mut self) {
        self.gap = None;
        self.text.push('\n');
    }

    /// Begins a new line unless one has just begun.
    pub fn begin_block(&mut self) {
        self.gap = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Returns the text without white space at its ends.
    pub fn finish(self) -> String {
        self.text.trim().to_owned()
    }

    /// Returns how many characters can be seen.
    pub fn visible(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }
}
