//! Schedules: texts over spans of years, kept in order and apart from each other.
//!
//! Nothing typed is lost by widening or narrowing: a span takes years only from where nothing stands,
//! or from a neighbour that keeps at least one; what it gives up is empty.

use super::value::Span;
use super::year::FiscalYear;
use std::collections::BTreeSet;

/// Names an end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The first year.
    From,
    /// The last year.
    To,
}

/// Is a cell of a schedule as it is drawn: a span, or a year in which nothing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The years and the text.
    pub span: Span,
    /// The number of its first column, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// The line, from 0: spans that overlap, as a file can have them, stand on lines of their own.
    pub line: usize,
}

/// Returns the years that have a column: those that are given, and the ends of every span.
pub fn columns(years: impl Iterator<Item = FiscalYear>, spans: &[Span]) -> Vec<FiscalYear> {
    let ends = spans.iter().flat_map(|span| [span.from, span.to]);
    years.chain(ends).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Lays a schedule out over columns, from the first year to the last; every span is there.
pub fn slots(columns: &[FiscalYear], spans: &[Span]) -> Vec<Slot> {
    let mut spans: Vec<&Span> = spans.iter().collect();
    spans.sort_by_key(|span| (span.from, span.to));
    let mut slots: Vec<Slot> = Vec::new();
    let mut ends: Vec<FiscalYear> = Vec::new();
    for span in spans {
        let inside = |year: &&FiscalYear| (span.from..=span.to).contains(year);
        let column = columns.iter().take_while(|year| **year < span.from).count();
        let count = columns.iter().filter(inside).count();
        let line = ends.iter().position(|end| *end < span.from).unwrap_or(ends.len());
        ends.resize(ends.len().max(line + 1), span.to);
        ends[line] = span.to;
        slots.push(Slot { span: span.clone(), column, columns: count, line });
    }
    for (column, &year) in columns.iter().enumerate() {
        if !slots.iter().any(|slot| (slot.span.from..=slot.span.to).contains(&year)) {
            let span = Span { from: year, to: year, text: String::new() };
            slots.push(Slot { span, column, columns: 1, line: 0 });
        }
    }
    slots.sort_by_key(|slot| (slot.column, slot.line));
    slots
}

/// Writes a text into the span that begins in a year, or makes one of that year. An empty text stays
/// as an empty span until [`tidy`] takes it away, so that a span can be written anew.
pub fn write(spans: &[Span], from: FiscalYear, text: &str) -> Vec<Span> {
    let mut spans = spans.to_vec();
    match spans.iter_mut().find(|span| span.from == from) {
        Some(span) => span.text = text.into(),
        None => {
            spans.push(Span { from, to: from, text: text.into() });
            spans.sort_by_key(|span| (span.from, span.to));
        }
    }
    spans
}

/// Takes the spans away in which nothing stands.
pub fn tidy(spans: &[Span]) -> Vec<Span> {
    spans.iter().filter(|span| !span.text.trim().is_empty()).cloned().collect()
}

/// Moves an end of the span that begins in a year by one year, outwards or inwards. `None` where it
/// has one year only, or where a text would be lost: a neighbour of one year gives none.
pub fn stretch(spans: &[Span], from: FiscalYear, end: End, outwards: bool) -> Option<Vec<Span>> {
    let mut spans = write(spans, from, &text_at(spans, from));
    let at = spans.iter().position(|span| span.from == from)?;
    let is_later = outwards == (end == End::To);
    let step = |year: FiscalYear| FiscalYear::new(year.number() + if is_later { 1 } else { -1 });
    if outwards {
        let taken = step(if end == End::To { spans[at].to } else { spans[at].from })?;
        let is_there = |(other, span): (usize, &Span)| other != at && (span.from..=span.to).contains(&taken);
        let neighbours: Vec<usize> =
            (0..spans.len()).filter(|&other| is_there((other, &spans[other]))).collect();
        for &other in &neighbours {
            let span = &mut spans[other];
            match end {
                _ if span.from == span.to && span.text.trim().is_empty() => {}
                End::To if span.from == taken && span.to > taken => span.from = step(taken)?,
                End::From if span.to == taken && span.from < taken => span.to = step(taken)?,
                _ => return None,
            }
        }
    }
    let own = &mut spans[at];
    match end {
        End::To => own.to = step(own.to)?,
        End::From => own.from = step(own.from)?,
    }
    if own.from > own.to {
        return None;
    }
    let own = own.clone();
    spans.retain(|span| *span == own || span.from > own.to || span.to < own.from || !span.text.is_empty());
    spans.sort_by_key(|span| (span.from, span.to));
    Some(spans)
}

fn text_at(spans: &[Span], from: FiscalYear) -> String {
    spans.iter().find(|span| span.from == from).map(|span| span.text.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn year(year: i32) -> FiscalYear {
        FiscalYear::new(2000 + year).unwrap()
    }

    /// Reads `1-3 検討|4 実施`.
    fn spans(text: &str) -> Vec<Span> {
        let span = |text: &str| {
            let (years, text) = text.split_once(' ').unwrap();
            let (from, to) = years.split_once('-').unwrap_or((years, years));
            let read = |text: &str| year(text.parse().unwrap());
            Span { from: read(from), to: read(to), text: text.into() }
        };
        text.split('|').filter(|text| !text.is_empty()).map(span).collect()
    }

    #[test]
    fn an_end_moves_by_a_year_and_takes_no_text_away() {
        for (before, from, end, outwards, after) in [
            ("1 検討", 1, End::To, true, Some("1-2 検討")),
            ("1-2 検討", 1, End::To, false, Some("1 検討")),
            ("1 検討", 1, End::To, false, None),
            ("2 検討", 2, End::From, true, Some("1-2 検討")),
            ("1-3 検討", 1, End::From, false, Some("2-3 検討")),
            ("1 検討|2-3 実施", 1, End::To, true, Some("1-2 検討|3 実施")),
            ("1 検討|2 実施", 1, End::To, true, None),
            ("1-2 検討|3 実施", 3, End::From, true, Some("1 検討|2-3 実施")),
            ("1 検討|2 実施", 2, End::From, true, None),
            ("", 1, End::To, true, Some("1-2 ")),
            ("1 検討|2 ", 1, End::To, true, Some("1-2 検討")),
        ] {
            let found = stretch(&spans(before), year(from), end, outwards);
            assert_eq!(found, after.map(spans), "{before} {from} {end:?} {outwards}");
        }
    }

    #[test]
    fn a_text_is_written_into_its_span_or_its_year() {
        assert_eq!(write(&spans("1-3 検討"), year(1), "実施"), spans("1-3 実施"));
        assert_eq!(write(&spans("3 実施"), year(1), "検討"), spans("1 検討|3 実施"));
        assert_eq!(tidy(&write(&spans("1-3 検討|4 実施"), year(1), " ")), spans("4 実施"));
    }

    #[test]
    fn spans_outside_the_period_and_those_that_overlap_are_shown() {
        let given = spans("1 準備|4-6 実施|5 見直し");
        let columns = columns((3..=5).map(year), &given);
        assert_eq!(columns, [1, 3, 4, 5, 6].map(year));
        let found: Vec<_> = slots(&columns, &given)
            .into_iter()
            .map(|slot| (slot.span.text, slot.column, slot.columns, slot.line))
            .collect();
        let expected = [("準備", 0, 1, 0), ("", 1, 1, 0), ("実施", 2, 3, 0), ("見直し", 3, 1, 1)];
        assert_eq!(found, expected.map(|(text, a, b, c)| (text.to_string(), a, b, c)));
    }

    proptest! {
        #[test]
        fn spans_stay_in_order_and_apart_and_no_text_is_lost(
            acts in prop::collection::vec((0i32..8, 0u8..5, "[a-c]"), 0..40),
        ) {
            let mut now: Vec<Span> = Vec::new();
            for (at, act, text) in acts {
                let columns = columns((0..8).map(year), &now);
                let drawn = slots(&columns, &now);
                let covers = |slot: &&Slot| (slot.span.from..=slot.span.to).contains(&year(at));
                let from = drawn.iter().find(covers).unwrap().span.from;
                let mut before: Vec<String> = now.iter().map(|span| span.text.clone()).collect();
                now = match act {
                    0 => {
                        before = Vec::new();
                        write(&now, from, &text)
                    }
                    act => {
                        let end = if act % 2 == 0 { End::To } else { End::From };
                        stretch(&now, from, end, act < 3).unwrap_or(now)
                    }
                };
                prop_assert!(now.windows(2).all(|pair| pair[0].to < pair[1].from), "{:?}", now);
                prop_assert!(now.iter().all(|span| span.from <= span.to));
                let kept = |text: &String| text.is_empty() || now.iter().any(|span| span.text == *text);
                prop_assert!(before.iter().all(kept));
                let shown = slots(&columns, &now).into_iter().filter(|slot| !slot.span.text.is_empty());
                prop_assert_eq!(shown.count(), now.iter().filter(|span| !span.text.is_empty()).count());
            }
        }
    }
}
