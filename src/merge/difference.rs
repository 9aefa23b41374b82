//! Where two states of a workbook differ, place by place, and in which characters two texts do.

use crate::model::content::Content;
use crate::model::id::NodeId;
use crate::model::place::{Datum, ElementKey, NodePart, Place, PlanPart, YearPart};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use std::collections::HashSet;

/// Is one thing that two states of a workbook show differently.
///
/// An item that only one of them shows is one difference, at the place that says whether it was
/// dropped, with its heading on the side that shows it; a year likewise, with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where.
    pub place: Place,
    /// What stands there in the one.
    pub one: Datum,
    /// What stands there in the other.
    pub other: Datum,
}

impl Difference {
    /// Returns the item that it is about.
    pub fn item(&self) -> Option<(FiscalYear, NodeId)> {
        let of = |datum: &Datum| match datum {
            Datum::Opinion(opinion) => Some(opinion.node),
            Datum::Indicator(indicator) => Some(indicator.node),
            _ => None,
        };
        let node = self.place.node().or_else(|| of(&self.one)).or_else(|| of(&self.other))?;
        Some((self.place.year()?, node))
    }
}

/// Lists what two states of a workbook show differently: the plan's head, then year by year the
/// year itself, its items in the order of their ids, and the rest.
pub fn differences(one: &Workbook, other: &Workbook) -> Vec<Difference> {
    let mut found = Vec::new();
    let places = differing(one, other);
    for place in places.iter().filter(|place| place.year().is_none()) {
        push(&mut found, *place, one, other);
    }
    let mut years: Vec<FiscalYear> = one.years().chain(other.years()).map(|(year, _)| year).collect();
    years.sort();
    years.dedup();
    for year in &years {
        let labels = [one, other].map(|book| match shows_year(book, *year) {
            true => Datum::text(&book.year(*year).map(|book| book.label.clone()).unwrap_or_default()),
            false => Datum::Absent,
        });
        let [is_in_one, is_in_other] = [one, other].map(|book| shows_year(book, *year));
        if is_in_one != is_in_other {
            let [one, other] = labels;
            found.push(Difference { place: Place::Year(*year, YearPart::Dropped), one, other });
        } else if is_in_one {
            of_year(&mut found, *year, &places, one, other);
        }
    }
    found
}

fn shows_year(book: &Workbook, year: FiscalYear) -> bool {
    book.years().any(|(other, _)| other == year)
}

fn of_year(
    found: &mut Vec<Difference>,
    year: FiscalYear,
    places: &[Place],
    one: &Workbook,
    other: &Workbook,
) {
    let [in_one, in_other] =
        [one, other].map(|book| book.outline(year).below(None).into_iter().collect::<HashSet<NodeId>>());
    for place in places.iter().filter(|place| place.year() == Some(year)) {
        match place {
            Place::Year(_, YearPart::Dropped) | Place::Node(_, _, NodePart::Dropped) => {}
            Place::Node(_, node, _) if !(in_one.contains(node) && in_other.contains(node)) => {}
            _ => push(found, *place, one, other),
        }
    }
    let heading = |book: &Workbook, node| {
        let node = book.year(year).and_then(|book| book.nodes.get(node));
        Datum::Text(node.map(|node| node.heading()).unwrap_or_default().into())
    };
    let nodes =
        [one, other].into_iter().filter_map(|book| book.year(year)).flat_map(|book| book.nodes.keys());
    let mut nodes: Vec<NodeId> = nodes.filter(|id| in_one.contains(id) != in_other.contains(id)).collect();
    nodes.sort();
    nodes.dedup();
    for node in nodes {
        let place = Place::Node(year, node, NodePart::Dropped);
        let side = |book, is_there: bool| if is_there { heading(book, node) } else { Datum::Absent };
        let (one, other) = (side(one, in_one.contains(&node)), side(other, in_other.contains(&node)));
        found.push(Difference { place, one, other });
    }
}

fn push(found: &mut Vec<Difference>, place: Place, one: &Workbook, other: &Workbook) {
    let (one, other) = (one.content().get(&place), other.content().get(&place));
    if one != other {
        found.push(Difference { place, one, other });
    }
}

/// Lists the places at which the contents of two states may differ, and those at which one of them
/// has a conflict. Equal years and equal items are passed over as a whole.
pub(crate) fn differing(one: &Workbook, other: &Workbook) -> Vec<Place> {
    let contents = [one.content(), other.content()];
    let parts = [PlanPart::Municipality, PlanPart::Title, PlanPart::Errand, PlanPart::Answer];
    let mut places: Vec<Place> = parts.map(Place::Plan).into();
    for year in contents.iter().flat_map(|content| content.years.keys().copied()) {
        if contents[0].years.get(&year) != contents[1].years.get(&year) {
            for content in contents {
                places.extend(
                    content.places_of(year, |_| true).into_iter().filter(|place| !is_equal(place, contents)),
                );
            }
        }
    }
    for book in [one, other] {
        let registers = book.history().registers.iter();
        places.extend(registers.filter(|(_, versions)| !versions.rivals.is_empty()).map(|(place, _)| *place));
    }
    places.sort();
    places.dedup();
    places
}

/// Returns whether a place belongs to an item, or is an element, that is the same in both contents.
fn is_equal(place: &Place, contents: [&Content; 2]) -> bool {
    match place {
        Place::Node(year, node, _) => {
            let node =
                |content: &Content| content.years.get(year).and_then(|book| book.nodes.get(*node)).cloned();
            node(contents[0]) == node(contents[1])
        }
        Place::Element(_, ElementKey::Ballot(..) | ElementKey::Opinion(_)) => {
            contents[0].get(place) == contents[1].get(place)
        }
        _ => false,
    }
}

/// Parts two texts into what both begin with, the two differing middles, and what both end with.
///
/// No character is cut off the marks that belong to it: the variants of a kanji, a voiced kana.
pub fn parted<'a>(one: &'a str, other: &'a str) -> [&'a str; 4] {
    let same = |(a, b): &((usize, char), (usize, char))| a.1 == b.1;
    let alike = one.char_indices().zip(other.char_indices()).take_while(same).count();
    let heads: Vec<usize> = one.char_indices().map(|(at, _)| at).chain([one.len()]).collect();
    let mut head = heads[alike];
    while head > 0 && [one, other].iter().any(|text| text[head..].starts_with(is_mark)) {
        head = one[..head].char_indices().next_back().map_or(0, |(at, _)| at);
    }
    let rest = one.len().min(other.len()) - head;
    let (a, b) = (one[head..].chars().rev(), other[head..].chars().rev());
    let mut tail = 0;
    for (c, _) in a.zip(b).take_while(|(a, b)| a == b) {
        if tail + c.len_utf8() > rest {
            break;
        }
        tail += c.len_utf8();
    }
    while one[one.len() - tail..].starts_with(is_mark) {
        tail -= one[one.len() - tail..].chars().next().map_or(0, char::len_utf8);
    }
    let (ends, others) = (one.len() - tail, other.len() - tail);
    [&one[..head], &one[head..ends], &other[head..others], &one[ends..]]
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200d}')
        || matches!(c, '\u{0300}'..='\u{036f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_differing_part_of_two_texts_is_found() {
        for (one, other, parts) in [
            ("12回開いた。", "13回開いた。", ["1", "2", "3", "回開いた。"]),
            ("同じ", "同じ", ["同じ", "", "", ""]),
            ("", "新しい", ["", "", "新しい", ""]),
            ("ああ", "あああ", ["ああ", "", "あ", ""]),
            // A variant of a kanji, and a kana with its mark, are one character each.
            ("葛\u{e0100}城", "葛\u{e0101}城", ["", "葛\u{e0100}", "葛\u{e0101}", "城"]),
            ("か\u{3099}", "き\u{3099}", ["", "か\u{3099}", "き\u{3099}", ""]),
            ("か", "か\u{3099}", ["", "か", "か\u{3099}", ""]),
        ] {
            assert_eq!(parted(one, other), parts, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_make_both_texts_again(one in "[あいか\u{3099}葛\u{e0100}a]{0,9}", other in "[あいか\u{3099}葛\u{e0100}a]{0,9}") {
            let [head, a, b, tail] = parted(&one, &other);
            prop_assert_eq!(format!("{head}{a}{tail}"), one.clone());
            prop_assert_eq!(format!("{head}{b}{tail}"), other.clone());
            prop_assert_eq!(a.is_empty() && b.is_empty(), one == other);
        }
    }
}
