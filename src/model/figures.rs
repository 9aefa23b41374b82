//! The values of indicators over the years: which are shown on a year's sheet, and where they are
//! written.
//!
//! A value belongs to the book of its year. What is of another year with a book is read there, and is
//! changed on that year's own sheet, so that no past year changes from outside. Years without a book
//! have theirs in the first book; where that one is closed or does not know the indicator, in the book
//! in which it is written.

use super::edit::{Edit, YearEdit};
use super::element::Element;
use super::form::Form;
use super::id::{FieldId, IndicatorId, NodeId};
use super::indicator::{Figure, Indicator};
use super::order::in_order;
use super::place::ElementKey;
use super::workbook::Workbook;
use super::year::FiscalYear;
use super::year_book::YearBook;
use std::collections::{BTreeSet, HashMap};

/// How many years of a period get a column at most.
const MOST_YEARS: usize = 40;

/// Holds which indicators each item has, so that nothing goes through all of them for one item.
#[derive(Clone, Debug, Default)]
pub struct ByNode(HashMap<NodeId, Vec<IndicatorId>>);

impl ByNode {
    /// Reads the indicators of a year, or of one of its items only.
    pub fn new(book: &YearBook, only: Option<NodeId>) -> Self {
        let mut by_node: HashMap<NodeId, Vec<IndicatorId>> = HashMap::new();
        for indicator in book.indicators.values().filter(|it| only.is_none_or(|node| it.node == node)) {
            by_node.entry(indicator.node).or_default().push(indicator.id);
        }
        Self(by_node)
    }

    /// Returns the indicators of an item's field, in order.
    pub fn of<'a>(&self, book: &'a YearBook, node: NodeId, field: FieldId) -> Vec<&'a Indicator> {
        let ids = self.0.get(&node).into_iter().flatten();
        let own = ids.filter_map(|&id| book.indicators.get(id)).filter(|it| it.field == field);
        in_order(own, |it| (&it.order, it.id.0))
    }
}

/// Returns the value of an indicator for a year as the sheet of `year` shows it.
pub fn shown(workbook: &Workbook, year: FiscalYear, id: IndicatorId, of: FiscalYear) -> Option<&Figure> {
    let there = workbook.years().map(|(year, _)| year);
    let books = [of, year].into_iter().chain(there);
    books.filter_map(|year| workbook.year(year)).find_map(|book| book.figures.get((id, of)))
}

/// Returns the year in whose book a value is written from the sheet of `year`; `None` where it is
/// another year's own.
pub fn home(workbook: &Workbook, year: FiscalYear, id: IndicatorId, of: FiscalYear) -> Option<FiscalYear> {
    if of == year || workbook.year(of).is_some() {
        return (of == year).then_some(year);
    }
    let takes = |book: &YearBook| book.closed.is_none() && book.indicators.contains(id);
    let first = workbook.years().next().filter(|(_, book)| takes(book));
    // What already stands in this book is changed here, or the change would not be seen.
    let here = workbook.year(year).is_some_and(|book| book.figures.contains((id, of)));
    Some(first.filter(|_| !here).map_or(year, |(first, _)| first))
}

/// Makes the edit that writes a value; an empty text takes it away. `None` where it is another year's.
pub fn write(
    workbook: &Workbook,
    year: FiscalYear,
    indicator: IndicatorId,
    of: FiscalYear,
    text: &str,
) -> Option<Edit> {
    let home = home(workbook, year, indicator, of)?;
    let others = workbook.years().filter(|(other, _)| *other != home);
    let shows_through = others.into_iter().any(|(_, book)| book.figures.contains((indicator, of)));
    let edit = match text.is_empty() && !shows_through {
        true => YearEdit::Remove(ElementKey::Figure(indicator, of)),
        false => YearEdit::Put(Element::Figure(Figure { indicator, year: of, text: text.into() })),
    };
    Some(Edit::In(home, edit))
}

/// Returns the years that have a column, in order: those of the plan's period, those of which there is a
/// value, and the sheet's own.
pub fn years(workbook: &Workbook, year: FiscalYear, indicators: &[IndicatorId]) -> Vec<FiscalYear> {
    let mut years = BTreeSet::from([year]);
    let form = workbook.year(year).map(|book| &book.form);
    years.extend(form.into_iter().flat_map(period));
    let ends = [FiscalYear::new(1868), FiscalYear::new(9999)];
    if let [Some(from), Some(to)] = ends {
        for (_, book) in workbook.years() {
            let figures = indicators.iter().flat_map(|&id| book.figures.range((id, from), (id, to)));
            years.extend(figures.filter(|figure| !figure.text.is_empty()).map(|figure| figure.year));
        }
    }
    years.into_iter().collect()
}

/// Returns the years of a form's period.
pub fn period(form: &Form) -> impl Iterator<Item = FiscalYear> {
    form.sheet.period.into_iter().flat_map(|period| period.years()).take(MOST_YEARS)
}

/// Returns whether every indicator of an item's field has its value of the year; `None` where there is no
/// indicator.
pub fn is_filled(
    book: &YearBook,
    year: FiscalYear,
    by_node: &ByNode,
    node: NodeId,
    field: FieldId,
) -> Option<bool> {
    let indicators = by_node.of(book, node, field);
    let has_value = |it: &&Indicator| {
        book.figures.get((it.id, year)).is_some_and(|figure| !figure.text.trim().is_empty())
    };
    (!indicators.is_empty()).then(|| indicators.iter().all(has_value))
}

/// Returns what is to be read beside a value: its number, where the text is one and is written
/// otherwise than with digits and their grouping.
pub fn beside(figure: &Figure) -> Option<String> {
    let number = figure.number()?.to_string();
    (number != figure.text.trim().replace(',', "")).then_some(number)
}

/// Returns the corners of a line through numbers in a box of this size, oldest first; none for fewer than
/// two numbers. Years are as far apart as they are.
pub fn line(numbers: &[(FiscalYear, f64)], width: f64, height: f64) -> Vec<(f64, f64)> {
    let [(first, _), .., (last, _)] = numbers else { return Vec::new() };
    let low = numbers.iter().map(|(_, n)| *n).fold(f64::INFINITY, f64::min);
    let high = numbers.iter().map(|(_, n)| *n).fold(f64::NEG_INFINITY, f64::max);
    let years = f64::from((last.number() - first.number()).max(1));
    let at = |&(year, number): &(FiscalYear, f64)| {
        let x = f64::from(year.number() - first.number()) / years;
        let y = if high > low { (high - number) / (high - low) } else { 0.5 };
        (x * width, y * height)
    };
    numbers.iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(year: i32) -> FiscalYear {
        FiscalYear::new(year).unwrap()
    }

    #[test]
    fn a_line_goes_from_the_oldest_to_the_latest_within_its_box() {
        let numbers = [(year(2019), 10.0), (year(2020), 30.0), (year(2023), 20.0)];
        assert_eq!(line(&numbers, 60.0, 20.0), [(0.0, 20.0), (15.0, 0.0), (60.0, 10.0)]);
        assert_eq!(line(&[(year(2019), 5.0), (year(2020), 5.0)], 60.0, 20.0), [(0.0, 10.0), (60.0, 10.0)]);
        assert_eq!(line(&numbers[..1], 60.0, 20.0), []);
        assert_eq!(line(&[], 60.0, 20.0), []);
    }

    #[test]
    fn a_number_stands_beside_a_text_that_is_written_otherwise() {
        let beside = |text: &str| {
            let indicator = IndicatorId::known("a");
            beside(&Figure { indicator, year: year(2019), text: text.into() })
        };
        assert_eq!(beside("１，２９５人").as_deref(), Some("1295"));
        assert_eq!(beside("12.5％").as_deref(), Some("12.5"));
        for text in ["12", "1,295", " 12.5 ", "22/655", "未実施"] {
            assert_eq!(beside(text), None, "{text}");
        }
    }
}
