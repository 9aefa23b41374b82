//! Tables: elements by key, each of which knows its own key.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{cmp::Ordering, collections::BTreeMap, fmt, marker::PhantomData};

/// Is an element that carries its own key.
pub trait Keyed {
    /// The key; unique within a table.
    type Key: Ord + Copy + fmt::Debug;
    /// Returns the key.
    fn key(&self) -> Self::Key;
    /// Puts elements into the order in which a file lists them; by key where not said otherwise.
    fn file_order(table: &Table<Self>) -> Vec<&Self>
    where
        Self: Sized,
    {
        table.values().collect()
    }
}

/// Is a set of elements by key; in a file it is a list, and two elements with one key are an error.
///
/// The elements stand in one list in the order of their keys: a plan has thousands of them, is
/// read as a whole and grows by single ones, and a list is smaller than a tree, in memory and in
/// the module.
#[derive(Clone, PartialEq)]
pub struct Table<T: Keyed>(Vec<T>);

impl<T: Keyed> Table<T> {
    /// Finds where the element of a key stands, or where it would.
    fn at(&self, key: T::Key) -> Result<usize, usize> {
        self.0.binary_search_by(|element| element.key().cmp(&key))
    }

    /// Finds an element.
    pub fn get(&self, key: T::Key) -> Option<&T> {
        self.at(key).ok().map(|at| &self.0[at])
    }

    /// Finds an element to change it; its key must stay as it is.
    pub(crate) fn get_mut(&mut self, key: T::Key) -> Option<&mut T> {
        self.at(key).ok().map(|at| &mut self.0[at])
    }

    /// Puts an element in, in place of the one with its key.
    pub(crate) fn put(&mut self, element: T) {
        match self.at(element.key()) {
            Ok(at) => self.0[at] = element,
            Err(at) => self.0.insert(at, element),
        }
    }

    /// Takes an element out.
    pub(crate) fn remove(&mut self, key: T::Key) {
        if let Ok(at) = self.at(key) {
            self.0.remove(at);
        }
    }

    /// Returns whether there is an element with the key.
    pub fn contains(&self, key: T::Key) -> bool {
        self.at(key).is_ok()
    }

    /// Returns the elements in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }

    /// Returns the keys in order.
    pub fn keys(&self) -> impl Iterator<Item = T::Key> {
        self.0.iter().map(T::key)
    }

    /// Returns the elements from one key to another, both included.
    pub fn range(&self, from: T::Key, to: T::Key) -> impl Iterator<Item = &T> {
        let first = self.at(from).unwrap_or_else(|at| at);
        self.0[first..].iter().take_while(move |element| element.key() <= to)
    }

    /// Returns the elements themselves, in the order of their keys.
    pub(crate) fn into_elements(self) -> Vec<T> {
        self.0
    }

    /// Returns how many elements there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Makes a table of elements in any order. Of those with one key the last stays; the place of
    /// the first that takes another's place is returned.
    fn sorted(elements: Vec<T>) -> (Self, Option<usize>) {
        let order = order(elements.len(), &|a, b| elements[a].key().cmp(&elements[b].key()));
        let same = |pair: &&[usize]| elements[pair[0]].key() == elements[pair[1]].key();
        let double = order.windows(2).filter(same).map(|pair| pair[1]).min();
        let mut elements: Vec<Option<T>> = elements.into_iter().map(Some).collect();
        let mut table: Vec<T> = Vec::with_capacity(elements.len());
        for element in order.into_iter().filter_map(|at| elements[at].take()) {
            match table.last_mut().filter(|last| last.key() == element.key()) {
                Some(last) => *last = element,
                None => table.push(element),
            }
        }
        (Self(table), double)
    }
}

/// Returns the numbers below `len` in the order that a comparison gives; equal ones stay in theirs.
/// One sort for all kinds of elements keeps the module small.
fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

impl<T: Keyed> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Keyed + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}

impl<T: Keyed> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self::sorted(elements.into_iter().collect()).0
    }
}

impl<T: Keyed + Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(T::file_order(self))
    }
}

impl<'de, T: Keyed + Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Visitor(PhantomData))
    }
}

struct Visitor<T>(PhantomData<T>);

impl<'de, T: Keyed + Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
    type Value = Table<T>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Table<T>, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element::<T>()? {
            elements.push(element);
        }
        let keys = elements.iter().map(T::key).collect::<Vec<_>>();
        match Table::sorted(elements) {
            (table, None) => Ok(table),
            (_, Some(at)) => Err(de::Error::custom(format!("{DUPLICATE} {at}: {:?}", keys[at]))),
        }
    }
}

/// Reads an object into a map and refuses two entries with one key, of which serde would take the last.
pub(crate) fn unique_map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + Copy + fmt::Debug,
    V: Deserialize<'de>,
{
    deserializer.deserialize_map(MapVisitor(PhantomData))
}

struct MapVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> de::Visitor<'de> for MapVisitor<K, V>
where
    K: Deserialize<'de> + Ord + Copy + fmt::Debug,
    V: Deserialize<'de>,
{
    type Value = BTreeMap<K, V>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<BTreeMap<K, V>, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = entries.next_entry::<K, V>()? {
            if map.insert(key, value).is_some() {
                return Err(de::Error::custom(format!("{TWICE} {key:?}")));
            }
        }
        Ok(map)
    }
}

/// Begins the error of an object in which one key stands twice.
pub(crate) const TWICE: &str = "two entries with the key";

/// Begins the error of a list in which two elements have one key; the number of the second
/// follows, and the key.
pub(crate) const DUPLICATE: &str = "two elements with one key, number";

#[cfg(feature = "schema")]
impl<T: Keyed + schemars::JsonSchema> schemars::JsonSchema for Table<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}Table", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "array", "items": generator.subschema_for::<T>() })
    }
}
