//! Identifiers: up to twelve characters of `2-7a-z`, packed into eight bytes.
//!
//! Ids that people write into a form (`goal`, `rating`) and ids that are drawn
//! at random share one type, so a saved file stays readable and an id costs no
//! heap. An id is never reused for another thing.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

const ALPHABET: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";
const MAX_CHARS: usize = 12;
const CHAR_BITS: u32 = 5;
const LENGTH_BITS: u32 = 4;

/// Is an identifier of 1 to 12 characters of `2-7` and `a-z`; ids order like their text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u64);

impl Id {
    /// Makes the id that 60 random bits stand for: always twelve characters.
    pub const fn from_random(bits: u64) -> Self {
        Self((bits << LENGTH_BITS) | MAX_CHARS as u64)
    }

    /// Reads an id that is known to be valid, for constants in code.
    ///
    /// # Panics
    /// At compile time (in a `const`) where the text is no id.
    pub const fn known(text: &str) -> Self {
        match Self::parse(text.as_bytes()) {
            Some(id) => id,
            None => panic!("not an id"),
        }
    }

    const fn parse(text: &[u8]) -> Option<Self> {
        if text.is_empty() || text.len() > MAX_CHARS {
            return None;
        }
        let mut bits = 0u64;
        let mut at = 0;
        while at < MAX_CHARS {
            let digit = if at < text.len() {
                match text[at] {
                    c @ b'2'..=b'7' => c - b'2',
                    c @ b'a'..=b'z' => c - b'a' + 6,
                    _ => return None,
                }
            } else {
                0
            };
            bits = (bits << CHAR_BITS) | digit as u64;
            at += 1;
        }
        Some(Self((bits << LENGTH_BITS) | text.len() as u64))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = (self.0 & 0xf) as usize;
        let mut text = [0u8; MAX_CHARS];
        for (at, slot) in text.iter_mut().enumerate() {
            let shift = CHAR_BITS * (MAX_CHARS - 1 - at) as u32 + LENGTH_BITS;
            *slot = ALPHABET[((self.0 >> shift) & 31) as usize];
        }
        f.write_str(std::str::from_utf8(&text[..length]).unwrap_or_default())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Says that a text is no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id has 1 to 12 characters of 2-7 and a-z")
    }
}

impl FromStr for Id {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Self::parse(text.as_bytes()).ok_or(NotAnId)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id of 1 to 12 characters of 2-7 and a-z")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(|NotAnId| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[2-7a-z]{1,12}$" })
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub Id);

        impl $name {
            /// Reads an id that is known to be valid, for constants in code.
            pub const fn known(text: &str) -> Self {
                Self(Id::known(text))
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.parse().map(Self)
            }
        }
        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// Names a workbook (評価帳); two files with the same id are states of one workbook.
    WorkbookId
    /// Names an item (項目) of the plan tree; the same id in two years is the same item.
    NodeId
    /// Names a level (階層) of a form.
    LevelId
    /// Names a field (記入欄) of a form.
    FieldId
    /// Names a scale (評価段階) of a form.
    ScaleId
    /// Names a grade, or a mark that is no grade, within its scale.
    GradeId
    /// Names one option of a choice field.
    ChoiceId
    /// Names a department (担当課).
    DepartmentId
    /// Names a member (委員).
    MemberId
    /// Names a meeting (会議).
    MeetingId
    /// Names a round of ratings (事前評価, 会議 …).
    RoundId
    /// Names an axis that the committee rates on; most forms have one.
    AxisId
    /// Names a list of remarks in the committee's part (推進委員会意見, 今後の方向性 …).
    HeadingId
    /// Names one remark (意見).
    OpinionId
    /// Names an indicator (指標).
    IndicatorId
    /// Names a request (記入依頼, 委員票).
    RequestId
    /// Names an entry of the log of what came in (受付).
    ReceiptId
}

/// Draws ids from a source of randomness that the caller hands in.
pub struct IdSource<'a>(&'a mut dyn FnMut() -> u64);

impl<'a> IdSource<'a> {
    /// Wraps a function that returns 64 random bits.
    pub fn new(random: &'a mut dyn FnMut() -> u64) -> Self {
        Self(random)
    }

    /// Draws the next id.
    pub fn draw<T: From<Id>>(&mut self) -> T {
        T::from(Id::from_random((self.0)()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_its_text() {
        for text in ["a", "goal", "rating", "2", "zzzzzzzzzzzz", "a2"] {
            assert_eq!(text.parse::<Id>().unwrap().to_string(), text);
        }
        for text in ["", "abcdefghijklm", "A", "1", "a-b", "あ"] {
            assert!(text.parse::<Id>().is_err(), "{text}");
        }
    }

    #[test]
    fn ids_order_like_their_text() {
        let texts = ["2", "22", "7z", "a", "a2", "aa", "b"];
        assert!(texts.windows(2).all(|w| Id::known(w[0]) < Id::known(w[1])));
    }
}
