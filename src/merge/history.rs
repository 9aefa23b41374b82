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
    /// Who is behind the stamps.
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "BTreeMap::is_empty")]
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
