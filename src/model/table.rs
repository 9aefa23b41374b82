//! Tables: elements by key, each of which knows its own key.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

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
#[derive(Clone, PartialEq)]
pub struct Table<T: Keyed>(BTreeMap<T::Key, T>);

impl<T: Keyed> Table<T> {
    /// Finds an element.
    pub fn get(&self, key: T::Key) -> Option<&T> {
        self.0.get(&key)
    }

    /// Finds an element to change it; its key must stay as it is.
    pub(crate) fn get_mut(&mut self, key: T::Key) -> Option<&mut T> {
        self.0.get_mut(&key)
    }

    /// Puts an element in, in place of the one with its key.
    pub(crate) fn put(&mut self, element: T) {
        self.0.insert(element.key(), element);
    }

    /// Takes an element out.
    pub(crate) fn remove(&mut self, key: T::Key) {
        self.0.remove(&key);
    }

    /// Returns whether there is an element with the key.
    pub fn contains(&self, key: T::Key) -> bool {
        self.0.contains_key(&key)
    }

    /// Returns the elements in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }

    /// Returns the keys in order.
    pub fn keys(&self) -> impl Iterator<Item = T::Key> {
        self.0.keys().copied()
    }

    /// Returns the elements from one key to another, both included.
    pub fn range(&self, from: T::Key, to: T::Key) -> impl Iterator<Item = &T> {
        self.0.range(from..=to).map(|(_, element)| element)
    }

    /// Returns how many elements there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Keyed> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Keyed + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.values()).finish()
    }
}

impl<T: Keyed> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(elements.into_iter().map(|element| (element.key(), element)).collect())
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
        let mut table = Table::default();
        let mut at = 0usize;
        while let Some(element) = seq.next_element::<T>()? {
            let key = element.key();
            if table.0.insert(key, element).is_some() {
                return Err(de::Error::custom(format!("{DUPLICATE} {at}: {key:?}")));
            }
            at += 1;
        }
        Ok(table)
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
