//! A register: a dotted version vector set (Preguiça et al. 2010, Almeida et al. 2014).

use super::stamp::{Context, Stamp};
use crate::model::place::Datum;
use std::collections::BTreeMap;

/// Is one register with its value or values, each with its stamp, and the context that they superseded.
///
/// Every stamp is covered by the context. Two values under one stamp mean that a file was
/// altered by hand or by a fault; both are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// The values by stamp; more than one differing value is a conflict.
    pub values: BTreeMap<Stamp, Vec<Datum>>,
    /// All that the values have seen and superseded, themselves included.
    pub context: Context,
}

impl Register {
    /// Makes a register with one value and nothing superseded.
    pub fn single(stamp: Stamp, datum: Datum) -> Self {
        Self { values: BTreeMap::from([(stamp, vec![datum])]), context: Context::from_iter([stamp]) }
    }

    /// Joins two states of one register: commutative, associative, idempotent.
    ///
    /// A stamp stays where both sides hold it, or where the other side's context does not cover it.
    pub fn join(&self, other: &Register) -> Register {
        let mut values = kept(self, other);
        for (stamp, data) in kept(other, self) {
            add_all(values.entry(stamp).or_default(), data);
        }
        if values.is_empty() {
            values = both(self, other);
        }
        let mut context = self.context.clone();
        context.merge(&other.context);
        Register { values, context }
    }

    /// Returns the value that is shown: of the lowest stamp that is not a deletion, else the lowest.
    pub fn shown(&self) -> Option<(Stamp, &Datum)> {
        let all = || self.values.iter().flat_map(|(&stamp, data)| data.iter().map(move |d| (stamp, d)));
        all().find(|(_, datum)| !datum.is_absent()).or_else(|| all().next())
    }

    /// Returns whether differing values stand beside each other.
    pub fn is_conflict(&self) -> bool {
        let mut all = self.values.values().flatten();
        all.next().is_some_and(|first| all.any(|datum| datum != first))
    }

    /// Returns whether one stamp carries differing values, which no honest history does.
    pub fn is_fault(&self) -> bool {
        self.values.values().any(|data| data.len() > 1)
    }
}

fn kept(own: &Register, other: &Register) -> BTreeMap<Stamp, Vec<Datum>> {
    let stays = |stamp: &Stamp| other.values.contains_key(stamp) || !other.context.covers(*stamp);
    own.values.iter().filter(|(stamp, _)| stays(stamp)).map(|(s, d)| (*s, d.clone())).collect()
}

/// Keeps everything where each side claims to have superseded the other: no honest history
/// does, and no value may be lost.
fn both(one: &Register, other: &Register) -> BTreeMap<Stamp, Vec<Datum>> {
    let mut values = one.values.clone();
    for (stamp, data) in &other.values {
        add_all(values.entry(*stamp).or_default(), data.clone());
    }
    values
}

fn add_all(data: &mut Vec<Datum>, more: Vec<Datum>) {
    for datum in more {
        if !data.contains(&datum) {
            data.push(datum);
        }
    }
    if data.len() > 1 {
        data.sort_by_cached_key(|datum| serde_json::to_string(datum).unwrap_or_default());
    }
}
