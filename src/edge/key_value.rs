//! What the store needs of a place that keeps texts under keys.

use super::error::StorageError;
use serde::{Serialize, de::DeserializeOwned};

/// Keeps texts under keys, as the browser's local storage does; tests put faults in between.
pub trait KeyValue {
    /// Returns the text under a key.
    fn get(&self, key: &str) -> Result<Option<String>, Refusal>;
    /// Puts a text under a key: whole, or not at all.
    fn set(&self, key: &str, text: &str) -> Result<(), Refusal>;
    /// Removes a key with its text.
    fn remove(&self, key: &str) -> Result<(), Refusal>;
    /// Returns all keys, also those of others.
    fn keys(&self) -> Result<Vec<String>, Refusal>;

    /// Returns the value that is kept as JSON under a key.
    fn get_json<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Refusal> {
        let text = self.get(key)?;
        text.map(|text| serde_json::from_str(&text)).transpose().map_err(|_| Refusal::Damaged)
    }

    /// Puts a value under a key as JSON.
    fn set_json<T: Serialize>(&self, key: &str, value: &T) -> Result<(), Refusal> {
        let text = serde_json::to_string(value).map_err(|error| Refusal::Other(error.to_string()))?;
        self.set(key, &text)
    }

    /// Puts a text under a key and reads it back. What does not read back equal is removed again.
    fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.set(key, text).map_err(|refusal| self.explain(refusal, units(key) + units(text)))?;
        let outcome = match self.get(key) {
            Ok(Some(back)) if back == text => return Ok(()),
            Ok(_) => StorageError::ReadBackDiffers,
            Err(refusal) => self.explain(refusal, 0),
        };
        // Where the removal is refused too, what is left is named at the next start.
        let _ = self.remove(key);
        Err(outcome)
    }

    /// Says what a refusal means; `needed` in UTF-16 units is what was to be written.
    fn explain(&self, refusal: Refusal, needed: u64) -> StorageError {
        match refusal {
            Refusal::Denied => StorageError::Blocked,
            Refusal::Full => StorageError::Full { needed, used: self.used() },
            Refusal::Damaged => StorageError::IndexDamaged,
            Refusal::Other(detail) => StorageError::Failed(detail),
        }
    }

    /// Returns how much is in use, by others too, in UTF-16 units: keys and texts. What cannot be
    /// read counts as nothing.
    fn used(&self) -> u64 {
        let keys = self.keys().unwrap_or_default();
        let text = |key: &String| self.get(key).ok().flatten().map_or(0, |text| units(&text));
        keys.iter().map(|key| units(key) + text(key)).sum()
    }
}

/// Says why a key could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser denies access.
    Denied,
    /// There is no space left.
    Full,
    /// What stands there is not what was once written.
    Damaged,
    /// Anything else, in the browser's words.
    Other(String),
}

impl Refusal {
    /// Tells refusals apart by the name of the browser's error.
    pub fn named(name: &str, message: &str) -> Self {
        match name {
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => Refusal::Full,
            "SecurityError" | "InvalidAccessError" => Refusal::Denied,
            name => Refusal::Other(format!("{name}: {message}")),
        }
    }
}

/// Counts a text's UTF-16 units, in which browsers measure local storage.
pub fn units(text: &str) -> u64 {
    text.chars().map(|c| c.len_utf16() as u64).sum()
}
