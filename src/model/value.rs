//! Values of fields.

use super::id::{ChoiceId, DepartmentId, GradeId};
use super::year::FiscalYear;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Is the value of a field. A field without a value is unfilled; an empty text is never kept.
///
/// In a file a text is a plain string; the others are an object with one key that names their kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// Text as typed: long text, one line, a number, a page reference.
    Text(Box<str>),
    /// A grade or a mark of the field's scale.
    Grade(GradeId),
    /// An option.
    Choice(ChoiceId),
    /// Departments.
    Owners(Box<Owners>),
    /// Text per span of years.
    Schedule(Box<[Span]>),
}

/// Holds the departments of an item: the text as typed, and those that were recognised in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Owners {
    /// The text as typed.
    pub text: String,
    /// The departments in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Owner>,
}

/// Is one department of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// The department.
    pub id: DepartmentId,
    /// Whether it is the 取りまとめ課 of the item.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lead: bool,
}

/// Is one cell of a schedule, which may span years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first year.
    pub from: FiscalYear,
    /// The last year, not before the first.
    pub to: FiscalYear,
    /// The text as typed: 調査・研究, 検討, 実施.
    pub text: String,
}

impl FieldValue {
    /// Makes a text; `None` where it is empty.
    pub fn text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| FieldValue::Text(text.into()))
    }

    /// Returns what was typed, where the value is a text or departments.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            FieldValue::Text(text) => Some(text),
            FieldValue::Owners(owners) => Some(&owners.text),
            _ => None,
        }
    }

    /// Returns the grade or mark.
    pub fn as_grade(&self) -> Option<GradeId> {
        match self {
            FieldValue::Grade(grade) => Some(*grade),
            _ => None,
        }
    }
}

/// The kinds that stand in an object, so that serde writes and reads them.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum Structured {
    Grade(GradeId),
    Choice(ChoiceId),
    Owners(Box<Owners>),
    Schedule(Box<[Span]>),
}

impl Serialize for FieldValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            FieldValue::Text(text) => serializer.serialize_str(text),
            FieldValue::Grade(id) => Structured::Grade(*id).serialize(serializer),
            FieldValue::Choice(id) => Structured::Choice(*id).serialize(serializer),
            FieldValue::Owners(owners) => Structured::Owners(owners.clone()).serialize(serializer),
            FieldValue::Schedule(spans) => Structured::Schedule(spans.clone()).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for FieldValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = FieldValue;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or an object with grade, choice, owners or schedule")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<FieldValue, E> {
        Ok(FieldValue::Text(text.into()))
    }
    fn visit_string<E: de::Error>(self, text: String) -> Result<FieldValue, E> {
        Ok(FieldValue::Text(text.into()))
    }
    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<FieldValue, A::Error> {
        let value = Structured::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(match value {
            Structured::Grade(id) => FieldValue::Grade(id),
            Structured::Choice(id) => FieldValue::Choice(id),
            Structured::Owners(owners) => FieldValue::Owners(owners),
            Structured::Schedule(spans) => FieldValue::Schedule(spans),
        })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for FieldValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FieldValue".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let structured = generator.subschema_for::<Structured>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, structured] })
    }
}
