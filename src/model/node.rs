//! Items (項目) of the plan tree.

use super::id::{FieldId, LevelId, NodeId};
use super::order::OrderKey;
use super::review::Review;
use super::table::{Keyed, Table, unique_map};
use super::tree;
use super::value::FieldValue;
use crate::merge::stamp::Context;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Is one item of the plan tree in one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// The item's id, the same in every year.
    pub id: NodeId,
    /// The level; absent only where a part with this item's values arrived before the item itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelId>,
    /// The number as printed: ①, 施策1-1. Free text, may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The title; may be empty (a group that has only a number).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where it stands in the tree; absent in a part without it.
    #[serde(default, skip_serializing_if = "Position::is_unset")]
    pub position: Position,
    /// Whether it is another printed place of an item (再掲).
    #[serde(default, skip_serializing_if = "Repeat::is_none")]
    pub repeat: Repeat,
    /// The values of its fields; in a 再掲 only those that differ from the original's.
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<FieldId, FieldValue>,
    /// Whether the 取りまとめ課 has checked it or given it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// Present where the item was dropped, with all that its dropper had seen of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Context>,
}

/// Is a place in the tree: the parent, and the order among its children.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The item above; none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// The order among siblings; equal keys order by id.
    pub order: OrderKey,
}

/// Says whether an item is another printed place of an item (再掲).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Repeat {
    /// An item of its own.
    #[default]
    None,
    /// 再掲候補: printed as a repetition, but an item of its own until a person links it.
    Candidate(NodeId),
    /// 再掲: own place and number, the original's values but for its own, counted once.
    Of(NodeId),
}

impl Position {
    /// Returns whether no place was ever given.
    pub fn is_unset(&self) -> bool {
        *self == Position::default()
    }
}

impl Repeat {
    /// Returns whether it is an item of its own and no candidate.
    pub fn is_none(&self) -> bool {
        *self == Repeat::None
    }

    /// Returns the original of a linked 再掲.
    pub fn original(self) -> Option<NodeId> {
        match self {
            Repeat::Of(original) => Some(original),
            _ => None,
        }
    }
}

impl Node {
    /// Makes an item without level and values: the start of every other.
    pub fn new(id: NodeId) -> Self {
        Self {
            id,
            level: None,
            number: String::new(),
            title: String::new(),
            position: Position::default(),
            repeat: Repeat::None,
            values: BTreeMap::new(),
            review: None,
            dropped: None,
        }
    }

    /// Returns number and title as one line.
    pub fn heading(&self) -> String {
        match (self.number.is_empty(), self.title.is_empty()) {
            (false, false) => format!("{} {}", self.number, self.title),
            _ => format!("{}{}", self.number, self.title),
        }
    }
}

impl Keyed for Node {
    type Key = NodeId;
    fn key(&self) -> NodeId {
        self.id
    }
    /// Lists the items as the tree stands, so that a person can read the file.
    fn file_order(table: &Table<Self>) -> Vec<&Self> {
        tree::reading_order(table)
    }
}
