//! Counts kept by difference are the counts of a naive recount, whatever was edited and joined.

use crate::histories::{DEPARTMENTS, World, histories, small};
use hyokacho::model::id::{FieldId, GradeId, NodeId};
use hyokacho::model::place::{NodePart, Place};
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::tally::ratings::Ratings;
use hyokacho::tally::statuses::{Status, Statuses};
use proptest::prelude::*;

const RATING: FieldId = FieldId::known("rating");

/// Counts without any of the app's counting: each item by itself, with all that stands above it.
fn recount(book: &Workbook, year: FiscalYear, section: Option<NodeId>) -> [u32; 5] {
    let outline = book.outline(year);
    let content = book.year(year).unwrap();
    let bears = |id: NodeId| {
        let level = content.nodes.get(id).and_then(|node| node.level).map(|level| level.to_string());
        matches!(level.as_deref(), Some("programme" | "part"))
    };
    let mut counts = [0; 5];
    for id in outline.below(None) {
        let inside = section
            .is_none_or(|section| id == section || outline.ancestors(id).any(|above| above == section));
        let leaf = !outline.children(Some(id)).iter().any(|&child| bears(child));
        let repeats = content.nodes.get(id).unwrap().repeat.original().is_some();
        if !inside || !bears(id) || !leaf || repeats {
            continue;
        }
        let conflict = book.is_conflict(&Place::Node(year, id, NodePart::Value(RATING)));
        let grade = content.value(id, RATING).and_then(FieldValue::as_grade);
        let grades = ["a", "b", "c"].map(GradeId::known);
        let at = match grade {
            _ if conflict => 4,
            Some(grade) => grades.iter().position(|&other| other == grade).unwrap(),
            None => 3,
        };
        counts[at] += 1;
    }
    counts
}

fn counted(ratings: &Ratings, section: Option<NodeId>) -> [u32; 5] {
    let counts = section.map_or_else(|| ratings.whole().clone(), |section| ratings.section(section));
    let [a, b, c] = ["a", "b", "c"].map(|id| counts.grade(GradeId::known(id)));
    [a, b, c, counts.unfilled, counts.conflict]
}

/// The years that have their form; one that was begun from a year known only in parts has none.
fn whole_years(book: &Workbook) -> impl Iterator<Item = (FiscalYear, &YearBook)> {
    book.years().filter(|(_, book)| !book.form.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn counts_are_those_of_a_naive_recount((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let mut book = small();
        for other in &world.books {
            book.join(other).unwrap();
        }
        for (year, _) in whole_years(&book) {
            let outline = book.outline(year);
            let ratings = Ratings::new(&book, year, &outline, RATING);
            prop_assert_eq!(counted(&ratings, None), recount(&book, year, None));
            for node in outline.below(None) {
                prop_assert_eq!(counted(&ratings, Some(node)), recount(&book, year, Some(node)), "{}", node);
            }
        }
    }

    #[test]
    fn counts_by_difference_are_the_counts_anew((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let mut book = world.books[0].clone();
        let years: Vec<FiscalYear> = book.years().map(|(year, _)| year).collect();
        for other in &world.books[1..] {
            let before: Vec<_> = years.iter().map(|&year| {
                let outline = book.outline(year);
                (year, Ratings::new(&book, year, &outline, RATING), Statuses::new(&book, year, &outline), outline)
            }).collect();
            let change = book.join(other).unwrap();
            for (year, mut ratings, mut statuses, outline) in before {
                let repeats = change
                    .places()
                    .any(|p| matches!(p, Place::Node(_, _, NodePart::Repeat | NodePart::Level)));
                if book.outline(year) != outline || repeats || book.year(year).is_some_and(|it| it.dropped.is_some()) {
                    continue;
                }
                ratings.follow(&book, year, &outline, &change);
                prop_assert_eq!(ratings, Ratings::new(&book, year, &outline, RATING));
                statuses.follow(&book, year, &outline, &change);
                let anew = Statuses::new(&book, year, &outline);
                prop_assert_eq!(statuses.whole(), anew.whole());
                for department in DEPARTMENTS {
                    prop_assert_eq!(statuses.department(department), anew.department(department));
                }
            }
        }
    }

    #[test]
    fn statuses_are_those_of_a_naive_recount((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let mut book = small();
        for other in &world.books {
            book.join(other).unwrap();
        }
        for (year, content) in whole_years(&book) {
            let outline = book.outline(year);
            let statuses = Statuses::new(&book, year, &outline);
            let by_rating: u32 = recount(&book, year, None).iter().sum();
            prop_assert_eq!(statuses.whole().total(), by_rating, "the same rows are counted");
            let reviewed = content.nodes.values().filter(|it| it.review.is_some()).count() as u32;
            let whole = statuses.whole();
            prop_assert!(whole.of(Status::Checked) + whole.of(Status::Returned) <= reviewed);
            prop_assert!(whole.partly <= whole.of(Status::Unfilled) && whole.changed <= whole.of(Status::Checked));
        }
    }
}
