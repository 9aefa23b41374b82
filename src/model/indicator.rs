//! Indicators (指標) and their values by year.

use super::id::{FieldId, IndicatorId, NodeId};
use super::order::OrderKey;
use super::table::Keyed;
use super::year::FiscalYear;
use serde::{Deserialize, Serialize};

/// Is one indicator of an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The indicator's id, the same in every year.
    pub id: IndicatorId,
    /// The item.
    pub node: NodeId,
    /// The field in which it stands.
    pub field: FieldId,
    /// What is counted, as typed.
    pub label: String,
    /// The unit as typed: 人, 箇所, ％.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// The target as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// The order within its field.
    pub order: OrderKey,
}

/// Is an indicator's value of one year: the text as typed, of which a number is only read.
///
/// A value stands in its own year's book; values of years that have no book stand in the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The year that the value is of.
    pub year: FiscalYear,
    /// The text as typed: `1,295 (内障害者21)`, `22/655`.
    pub text: String,
}

impl Keyed for Indicator {
    type Key = IndicatorId;
    fn key(&self) -> IndicatorId {
        self.id
    }
}

impl Keyed for Figure {
    type Key = (IndicatorId, FiscalYear);
    fn key(&self) -> Self::Key {
        (self.indicator, self.year)
    }
}

impl Figure {
    /// Returns the number that the text is, full-width digits and digit grouping allowed; `None`
    /// where it is anything more than one number with at most a unit after it.
    pub fn number(&self) -> Option<f64> {
        number_in(&self.text)
    }
}

/// Returns the number that a text is, with at most a unit after it (see [`Figure::number`]).
pub fn number_in(text: &str) -> Option<f64> {
    let half = |c: char| match c {
        '０'..='９' | '．' | '，' | '－' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    let text: String = text.trim().chars().map(half).filter(|&c| c != ',').collect();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
    let unit = text[end..].trim();
    let plain = !unit.contains(|c: char| c.is_ascii_digit() || "/／()（）~～".contains(c));
    text[..end].parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_only_where_the_text_is_one() {
        let number = |text: &str| {
            let (indicator, year) = (IndicatorId::known("a"), FiscalYear::new(2019).unwrap());
            Figure { indicator, year, text: text.into() }.number()
        };
        assert_eq!(number("1,295"), Some(1295.0));
        assert_eq!(number(" １２．５％ "), Some(12.5));
        assert_eq!(number("8箇所"), Some(8.0));
        for text in ["22/655 (延件数)", "1,295 (内障害者21)", "－", "", "約", "10～20", "12人(8世帯)"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
