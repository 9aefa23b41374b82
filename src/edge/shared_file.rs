//! What tying a workbook needs of a file that others may write into at any moment.

/// Says when a file was last written and how long it is: enough to notice most changes without
/// reading it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// When it was last written, in milliseconds since 1970 by the clock of whoever keeps it.
    pub modified: f64,
    /// Its length in bytes.
    pub size: f64,
}

/// Says why a file could not be read or written. It is as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is not there: deleted, renamed, or on a drive that cannot be reached.
    Gone,
    /// Another program holds it.
    Locked,
    /// The browser asks the user anew, or whoever keeps the file does not let this user write.
    Denied,
    /// There is no space left where it is kept.
    Full,
    /// Anything else, in the browser's words.
    Other(String),
}

/// Is one file on a disk or on a shared folder; tests put one into memory, with faults.
#[expect(async_fn_in_trait, reason = "a page has one thread, and nothing is sent to another")]
pub trait SharedFile {
    /// Returns its name without the folder.
    fn name(&self) -> String;
    /// Returns when it was last written and how long it is.
    async fn look(&self) -> Result<Look, Refused>;
    /// Reads it, with the look that belongs to what was read.
    async fn read(&self) -> Result<(Look, Vec<u8>), Refused>;
    /// Puts a text in the place of what stands there, whole or not at all. `false` where the file
    /// is no longer as it was at that look; then nothing is written.
    async fn replace(&self, text: &str, over: Look) -> Result<bool, Refused>;
    /// Waits so many milliseconds.
    async fn pause(&self, ms: i32);
}
