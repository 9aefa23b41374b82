//! What a workbook remembers beside its content: who wrote what, over what.

use super::stamp::{Context, ReplicaId, Stamp};
use crate::model::place::{Datum, Place, Scope};
use crate::model::table::unique_map;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Is the history of a workbook: an entry only where a register was written after its scope was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct History {
    /// The stamp with which the plan's head and each year were made; a scope of which only
    /// parts have arrived has none.
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "BTreeMap::is_empty")]
    pub made: BTreeMap<Scope, Stamp>,
    /// Who is behind the stamps. In a file they are grouped by name and day, for there are many of them:
    /// one for each start of the app.
    #[serde(default, with = "grouped", skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<grouped::Group>"))]
    pub replicas: BTreeMap<ReplicaId, Replica>,
    /// The registers that were written since.
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "BTreeMap::is_empty")]
    pub registers: BTreeMap<Place, Versions>,
}

/// Says who wrote under a replica's id.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Replica {
    /// The name as typed; empty where none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The day of its first edit as the machine's clock had it, `2026-11-21`; never used for an order.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
}

/// Replicas in a file: grouped by name, and by the day in one text, for their ids are most of it.
mod grouped {
    use super::{Replica, ReplicaId};
    use crate::model::table::TWICE;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
    use std::collections::BTreeMap;

    /// Names the replicas of one person.
    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[cfg_attr(feature = "schema", schemars(rename = "Replicas"))]
    #[serde(deny_unknown_fields)]
    pub struct Group {
        /// The name as typed; empty where none was given.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        /// Their ids, each behind the day of its first edit: `2026-11-21 k3x5c7a2mnpq 4f6h8j2k3m5n
        /// 2026-11-22 p7r9t3v5x6y8`. Those before any day have none.
        ids: String,
        /// What stands in the place of a day where it is no day, for all ids.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        day: String,
    }

    pub fn serialize<S: Serializer>(
        replicas: &BTreeMap<ReplicaId, Replica>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut by_person: BTreeMap<(&str, &str), BTreeMap<&str, Vec<ReplicaId>>> = BTreeMap::new();
        for (id, about) in replicas {
            let (day, other) = if is_day(&about.day) { (&*about.day, "") } else { ("", &*about.day) };
            by_person.entry((&about.name, other)).or_default().entry(day).or_default().push(*id);
        }
        serializer.collect_seq(by_person.into_iter().map(|((name, day), days)| {
            let words = days.into_iter().flat_map(|(day, ids)| {
                let day = (!day.is_empty()).then(|| day.to_string());
                day.into_iter().chain(ids.into_iter().map(|id| id.to_string()))
            });
            Group { name: name.into(), ids: words.collect::<Vec<_>>().join(" "), day: day.into() }
        }))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<ReplicaId, Replica>, D::Error> {
        let mut replicas = BTreeMap::new();
        for Group { name, ids, mut day } in Vec::<Group>::deserialize(deserializer)? {
            for word in ids.split_whitespace() {
                if is_day(word) {
                    day = word.into();
                    continue;
                }
                let id = ReplicaId(word.parse().map_err(de::Error::custom)?);
                let about = Replica { name: name.clone(), day: day.clone() };
                if replicas.insert(id, about).is_some() {
                    return Err(de::Error::custom(format!("{TWICE} {id:?}")));
                }
            }
        }
        Ok(replicas)
    }

    fn is_day(text: &str) -> bool {
        let is_right = |(at, byte): (usize, u8)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        text.len() == 10 && text.bytes().enumerate().all(is_right)
    }

    #[cfg(test)]
    mod tests {
        use super::super::History;
        use super::*;
        use crate::model::id::Id;

        #[test]
        fn replicas_are_grouped_and_read_back_whatever_their_days_are() {
            let about = |name: &str, day: &str| Replica { name: name.into(), day: day.into() };
            let all = [
                about("福祉課", "2026-11-22"),
                about("福祉課", "2026-11-21"),
                about("福祉課", "2026-11-21"),
                about("", "きのう の朝"),
                about("", ""),
                about("福祉課", ""),
            ];
            let ids = (1..).map(|n| ReplicaId(Id::from_random(n)));
            let history = History { replicas: ids.zip(all).collect(), ..History::default() };
            let text = serde_json::to_string(&history).unwrap();
            assert_eq!(text.matches("福祉課").count(), 1, "{text}");
            assert_eq!(serde_json::from_str::<History>(&text).unwrap(), history);
            let [a, b] = [1, 2].map(|n| Id::from_random(n).to_string());
            let twice = format!(r#"{{"replicas":[{{"ids":"{a} {b}"}},{{"name":"x","ids":"{a}"}}]}}"#);
            assert!(serde_json::from_str::<History>(&twice).unwrap_err().to_string().contains(TWICE));
            let wrong = r#"{"replicas":[{"ids":"2026-11-21 no-id"}]}"#;
            assert!(serde_json::from_str::<History>(wrong).is_err());
        }
    }
}

/// Holds a register's stamps; the value of the first stands in the content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Versions {
    /// The stamp of the value that stands in the content.
    pub by: Stamp,
    /// All that was seen and superseded.
    pub over: Context,
    /// The other values of a conflict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Rival>,
}

/// Is a value that stands beside the shown one until a person settles it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rival {
    /// The value's stamp.
    pub by: Stamp,
    /// The value.
    pub value: Datum,
}

impl History {
    /// Returns the highest count that occurs, from which the next one is drawn.
    pub fn top(&self) -> u32 {
        let registers = self.registers.values().flat_map(|v| v.over.stamps());
        self.made.values().chain(registers).map(|stamp| stamp.counter).max().unwrap_or(0)
    }
}
