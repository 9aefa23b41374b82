//! Stamps of writes, and the context that a write had seen.

use crate::model::id::Id;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// Names one start of the app: 60 random bits drawn at every page start, never restored from storage.
///
/// The design asks for 64 bits; 60 let a replica be written as any other id, and 2^30 page
/// starts would be needed for an even chance of one collision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct ReplicaId(pub Id);

impl ReplicaId {
    /// Stands for what was there when a workbook was made.
    pub const MADE: ReplicaId = ReplicaId(Id::known("made"));
}

impl fmt::Display for ReplicaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ReplicaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Is the stamp of one write: who wrote, and that replica's count at the time.
///
/// Counts are drawn above every count that the writer has seen (a Lamport clock), so that the
/// lower of two stamps is the earlier one where one of them knew the other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The writer's count, 0 only for what was there when the workbook was made.
    pub counter: u32,
    /// The writer.
    pub replica: ReplicaId,
}

impl Stamp {
    /// Stamps what was there when a workbook was made.
    pub const MADE: Stamp = Stamp { counter: 0, replica: ReplicaId::MADE };
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.replica, self.counter)
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Stamp {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "a stamp is a replica's id, a point and a number";
        let (replica, counter) = text.split_once('.').ok_or(wrong)?;
        let replica = ReplicaId(replica.parse().map_err(|_| wrong)?);
        let counter = counter.parse().map_err(|_| wrong)?;
        Ok(Self { counter, replica })
    }
}

/// Is a version vector: per replica the highest count that was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Context(Vec<Stamp>);

impl Context {
    /// Returns whether a write was seen.
    pub fn covers(&self, stamp: Stamp) -> bool {
        let found = self.0.binary_search_by_key(&stamp.replica, |seen| seen.replica);
        found.is_ok_and(|at| self.0[at].counter >= stamp.counter)
    }

    /// Enters a write as seen.
    pub fn add(&mut self, stamp: Stamp) {
        match self.0.binary_search_by_key(&stamp.replica, |seen| seen.replica) {
            Ok(at) => self.0[at].counter = self.0[at].counter.max(stamp.counter),
            Err(at) => self.0.insert(at, stamp),
        }
    }

    /// Enters all that another context has seen.
    pub fn merge(&mut self, other: &Context) {
        other.0.iter().for_each(|&stamp| self.add(stamp));
    }

    /// Returns the highest stamp per replica, in the order of the replicas.
    pub fn stamps(&self) -> &[Stamp] {
        &self.0
    }
}

impl FromIterator<Stamp> for Context {
    fn from_iter<I: IntoIterator<Item = Stamp>>(stamps: I) -> Self {
        let mut context = Context::default();
        stamps.into_iter().for_each(|stamp| context.add(stamp));
        context
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<String> = self.0.iter().map(Stamp::to_string).collect();
        f.write_str(&texts.join(" "))
    }
}

impl FromStr for Context {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_whitespace().map(str::parse::<Stamp>).collect()
    }
}

macro_rules! serde_as_text {
    ($name:ident, $pattern:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

serde_as_text!(Stamp, "^[2-7a-z]{1,12}\\.[0-9]+$");
serde_as_text!(Context, "^([2-7a-z]{1,12}\\.[0-9]+ ?)*$");
pub(crate) use serde_as_text;
