//! Fiscal years (年度) and the era labels that people write for them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Is the year in which a Japanese fiscal year begins (April): 2019 for 令和元年度.
///
/// Any year from 1868 (明治元年) to 9999 can be written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "i32", into = "i32")]
pub struct FiscalYear(i16);

/// An era: name, letter, the year before its first, and the first fiscal year commonly written in it.
struct Era {
    name: &'static str,
    letter: char,
    before: i32,
}

const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', before: 2018 },
    Era { name: "平成", letter: 'H', before: 1988 },
    Era { name: "昭和", letter: 'S', before: 1925 },
    Era { name: "大正", letter: 'T', before: 1911 },
    Era { name: "明治", letter: 'M', before: 1867 },
];

const FIRST: i32 = 1868;
const LAST: i32 = 9999;
/// How far from its surroundings a bare number may be read (years).
const NEAR: i32 = 20;

impl FiscalYear {
    /// Makes a fiscal year; `None` outside 1868–9999.
    pub fn new(year: i32) -> Option<Self> {
        (FIRST..=LAST).contains(&year).then_some(Self(year as i16))
    }

    /// Returns the year in which the fiscal year begins.
    pub fn number(self) -> i32 {
        i32::from(self.0)
    }

    /// Returns the following fiscal year.
    pub fn next(self) -> Self {
        Self::new(self.number() + 1).unwrap_or(self)
    }

    /// Returns the official label: 令和元年度, 平成30年度. 2019 is 令和元年度, as offices write it.
    pub fn label(self) -> String {
        let (era, number) = self.in_era();
        match number {
            1 => format!("{}元年度", era.name),
            n => format!("{}{n}年度", era.name),
        }
    }

    /// Returns the short label: R1, H30.
    pub fn short_label(self) -> String {
        let (era, number) = self.in_era();
        format!("{}{number}", era.letter)
    }

    /// Reads a label that names its era or is a year of four digits: 令和元年度, 平成34年度 (2022),
    /// H31, R1年度, 2019, ２０１９年度. A bare number of one or two digits is not read here.
    pub fn parse(text: &str) -> Option<Self> {
        let text = fold(text);
        let body = text.strip_suffix("年度").or(text.strip_suffix('年')).unwrap_or(&text);
        let era = ERAS.iter().find_map(|era| {
            let rest = body.strip_prefix(era.name).or_else(|| strip_letter(body, era.letter))?;
            Some((era, rest))
        });
        match era {
            Some((era, rest)) => Self::new(era.before + number_in_era(rest)?),
            None if body.len() == 4 => Self::new(body.parse().ok()?),
            None => None,
        }
    }

    /// Reads a label as [`FiscalYear::parse`] does, or a bare number in the context of a known year:
    /// beside 2019, `30` is 2018, `31` is 2019 and `2` is 2020. `None` if nothing lies within 20 years.
    pub fn parse_near(text: &str, near: FiscalYear) -> Option<Self> {
        if let Some(year) = Self::parse(text) {
            return Some(year);
        }
        let text = fold(text);
        let body = text.strip_suffix("年度").or(text.strip_suffix('年')).unwrap_or(&text);
        let number = number_in_era(body)?;
        ERAS.iter()
            .map(|era| era.before + number)
            .filter(|year| (year - near.number()).abs() <= NEAR)
            .min_by_key(|year| (year - near.number()).abs())
            .and_then(Self::new)
    }

    /// Finds the first label with an era in a longer text and returns it with its year:
    /// `令和元年度の目標` gives `令和元年度` and 2019.
    pub fn find(text: &str) -> Option<(&str, Self)> {
        text.char_indices().find_map(|(start, _)| {
            let rest = &text[start..];
            let end = rest.find("年度")? + "年度".len();
            let label = &rest[..end];
            (label.chars().count() <= 9).then(|| Self::parse(label)).flatten().map(|y| (label, y))
        })
    }

    fn in_era(self) -> (&'static Era, i32) {
        let year = self.number();
        let era = ERAS.iter().find(|era| year > era.before).unwrap_or(&ERAS[4]);
        (era, year - era.before)
    }
}

fn strip_letter(text: &str, letter: char) -> Option<&str> {
    let mut chars = text.chars();
    chars.next().filter(|c| c.to_ascii_uppercase() == letter)?;
    Some(chars.as_str().trim_start_matches('.'))
}

fn number_in_era(text: &str) -> Option<i32> {
    if text == "元" {
        return Some(1);
    }
    let short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    short.then(|| text.parse().ok()).flatten().filter(|&n| n > 0)
}

/// Drops white space and turns full-width letters and digits into ASCII.
fn fold(text: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(half).collect()
}

impl TryFrom<i32> for FiscalYear {
    type Error = String;
    fn try_from(year: i32) -> Result<Self, String> {
        Self::new(year).ok_or_else(|| format!("{year} is no fiscal year from {FIRST} to {LAST}"))
    }
}

impl From<FiscalYear> for i32 {
    fn from(year: FiscalYear) -> i32 {
        year.number()
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<i32>) {
        assert_eq!(FiscalYear::parse(text).map(FiscalYear::number), expected, "{text}");
    }

    #[test]
    fn labels_with_an_era_are_read() {
        for text in [
            "令和元年度",
            "令和1年度",
            "R1年度",
            "R1",
            "Ｒ１年度",
            "r1",
            "2019",
            "平成31年度",
            "H31",
            "H.31",
            "令和 元 年度",
        ] {
            check(text, Some(2019));
        }
        check("平成34年度", Some(2022));
        check("H30年度", Some(2018));
        check("昭和64年", Some(1989));
        for text in ["", "31", "元", "平成", "平成0年度", "R100", "目標", "20190", "令和-1年度"]
        {
            check(text, None);
        }
    }

    #[test]
    fn bare_numbers_are_read_in_context() {
        let near = FiscalYear::new(2019).unwrap();
        let years = ["30", "31", "2", "元", "５", "R3"]
            .map(|t| FiscalYear::parse_near(t, near).map(FiscalYear::number));
        assert_eq!(years, [Some(2018), Some(2019), Some(2020), Some(2019), Some(2023), Some(2021)]);
        assert_eq!(FiscalYear::parse_near("70", near), None);
    }

    #[test]
    fn labels_are_written() {
        let year = |n| FiscalYear::new(n).unwrap();
        assert_eq!(year(2019).label(), "令和元年度");
        assert_eq!(year(2018).label(), "平成30年度");
        assert_eq!(year(2024).short_label(), "R6");
        for n in 1868..2100 {
            assert_eq!(FiscalYear::parse(&year(n).label()), Some(year(n)));
            assert_eq!(FiscalYear::parse(&year(n).short_label()), Some(year(n)));
        }
    }

    #[test]
    fn a_label_is_found_in_a_heading() {
        let found = FiscalYear::find("令和元年度の進捗状況").map(|(l, y)| (l, y.number()));
        assert_eq!(found, Some(("令和元年度", 2019)));
        assert_eq!(FiscalYear::find("計画最終年度までの目標"), None);
    }
}
