//! Ballots that come by mail: any set of them in any order, repeated, corrected, late, in two versions;
//! held against a count by hand from the log of what was delivered.

use crate::committee_recount::recount;
use crate::histories::author;
use hyokacho::format::{self, check_code};
use hyokacho::mail::arrival::Arrival;
use hyokacho::mail::ask;
use hyokacho::mail::choose::choices;
use hyokacho::mail::cut::cut;
use hyokacho::mail::preview::Preview;
use hyokacho::mail::progress::request_of;
use hyokacho::mail::slip::Slip;
use hyokacho::mail::take::{receipt, take};
use hyokacho::meeting::preparation::order_by_mail;
use hyokacho::model::committee::{Round, Vote};
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::id::*;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::sample;
use hyokacho::tally::committee::{Class, classes, tally};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What one member does: a first version, a correction of it, and one that was filled in apart from
/// both on another PC; each a choice of vote per item, or none.
#[derive(Clone, Debug)]
struct Acts {
    first: Vec<Option<u8>>,
    corrected: Vec<Option<u8>>,
    apart: Vec<Option<u8>>,
}

/// Which version of whom is delivered, and whether the office enters it from paper instead.
type Delivery = (u8, u8, bool);

fn acts(items: usize) -> impl Strategy<Value = Acts> {
    let votes = || prop::collection::vec(prop::option::weighted(0.7, 0..5u8), items);
    (votes(), votes(), votes()).prop_map(|(first, corrected, apart)| Acts { first, corrected, apart })
}

fn year() -> FiscalYear {
    FiscalYear::new(2024).unwrap()
}

fn vote_of(choice: u8) -> Vote {
    match choice {
        3 => Vote::Abstain,
        4 => Vote::Cannot,
        grade => Vote::Grade(GradeId::known(["a", "b", "c"][usize::from(grade)])),
    }
}

fn filled(text: &str, votes: &[Option<u8>], items: &[NodeId], who: u64) -> String {
    let mut file = format::read(text).unwrap();
    let request = request_of(&file).unwrap().1.clone();
    let (member, round) = (request.member().unwrap(), request.round.unwrap());
    for (node, vote) in items.iter().zip(votes).filter_map(|(node, vote)| Some((*node, (*vote)?))) {
        let axis = file.year(year()).unwrap().form.committee.axes[0].id;
        let slip = Slip { round, node, axis, member, proxy: false };
        let edit = slip.give(file.year(year()).unwrap(), vote_of(vote));
        file.apply(Edit::In(year(), edit), &author(who)).unwrap();
    }
    format::write(&file)
}

/// What a member has given to an item by what was delivered: the versions in the order of writing.
fn by_hand(acts: &Acts, delivered: &BTreeSet<u8>, item: usize) -> Option<Result<Vote, ()>> {
    let first = acts.first[item].filter(|_| delivered.contains(&0) || delivered.contains(&1));
    let corrected = acts.corrected[item].filter(|_| delivered.contains(&1));
    let own = corrected.or(first);
    let apart = acts.apart[item].filter(|_| delivered.contains(&2));
    match (own, apart) {
        (Some(own), Some(apart)) if own != apart => Some(Err(())),
        (Some(vote), _) | (None, Some(vote)) => Some(Ok(vote_of(vote))),
        (None, None) => None,
    }
}

/// The sample with a round by mail for three items; the items, and for each member the request's file.
fn sent(members: usize) -> (Workbook, Vec<NodeId>, AxisId, Vec<(MemberId, String)>) {
    let mut plan = sample::workbook();
    let outline = plan.outline(year());
    let book = plan.year(year()).unwrap();
    let is_open =
        |node: &NodeId| !book.proceedings.values().any(|it| it.node == *node && it.closed.is_some());
    let rated = ask::rated(&plan, year(), &outline);
    let items: Vec<NodeId> = rated.into_iter().filter(is_open).take(3).collect();
    let axis = book.form.committee.axes[0].id;
    let round = RoundId::known("mail");
    let order = order_by_mail(book);
    let roster: Vec<MemberId> = ask::members(book).into_iter().take(members).collect();
    let new = Round { id: round, label: "書面".into(), meeting: None, order };
    plan.apply(Edit::In(year(), YearEdit::Put(Element::Round(new))), &author(1)).unwrap();
    let mut files = Vec::new();
    for (at, member) in roster.into_iter().enumerate() {
        let request = ask::of_member(RequestId(Id::from_random(900 + at as u64)), member, round, &items);
        let put = YearEdit::Put(Element::Request(Box::new(request.clone())));
        plan.apply(Edit::In(year(), put), &author(1)).unwrap();
        files.push((member, format::write(&cut(&plan, year(), &request).unwrap())));
    }
    (plan, items, axis, files)
}

fn deliver(plan: &mut Workbook, text: &str, next: &mut u64) {
    let came = format::read(text).unwrap();
    let code = check_code(&came);
    let arrival = Arrival::new(plan, came, code);
    let preview = Preview::new(plan, &[&arrival]);
    let mut bits = || {
        *next += 1;
        *next << 20
    };
    let receipts = receipt(&arrival, "2026-11-22 10:00", &mut IdSource::new(&mut bits)).into_iter().collect();
    take(plan, &preview, choices(&preview.entries, &BTreeMap::new()), receipts, &author(1)).unwrap();
}

proptest! {
    #[test]
    fn each_member_is_in_one_class_whatever_comes_by_mail(
        all in prop::collection::vec(acts(3), 2..6),
        deliveries in prop::collection::vec(any::<Delivery>(), 0..16),
    ) {
        let (mut plan, items, axis, files) = sent(all.len());
        let at = |node: NodeId| -> BTreeMap<MemberId, Class> { classes(&plan, year(), node, axis).into_iter().collect() };
        let before: Vec<BTreeMap<MemberId, Class>> = items.iter().map(|node| at(*node)).collect();
        let versions: Vec<[String; 3]> = all
            .iter()
            .zip(&files)
            .enumerate()
            .map(|(number, (acts, (_, text)))| {
                let who = 2000 + 10 * number as u64;
                let first = filled(text, &acts.first, &items, who);
                let corrected = filled(&first, &acts.corrected, &items, who + 1);
                [first, corrected, filled(text, &acts.apart, &items, who + 2)]
            })
            .collect();
        let mut delivered = vec![BTreeSet::new(); all.len()];
        let mut next = 1;
        for (who, version, twice) in &deliveries {
            let (who, version) = (usize::from(*who) % all.len(), version % 3);
            for _ in 0..=usize::from(*twice) {
                deliver(&mut plan, &versions[who][usize::from(version)], &mut next);
            }
            delivered[who].insert(version);
        }
        for (item, node) in items.iter().enumerate() {
            let now: BTreeMap<MemberId, Class> = classes(&plan, year(), *node, axis).into_iter().collect();
            prop_assert_eq!(now.keys().collect::<Vec<_>>(), before[item].keys().collect::<Vec<_>>());
            for (number, (member, _)) in files.iter().enumerate() {
                // Whoever is away is not counted, for the sample's rules do not say so.
                let is_away = before[item][member] == Class::Absent;
                let expected = match by_hand(&all[number], &delivered[number], item) {
                    _ if is_away => Class::Absent,
                    Some(Ok(vote)) => Class::Vote(vote),
                    Some(Err(())) => Class::Undecided,
                    None => before[item][member],
                };
                prop_assert_eq!(now[member], expected, "{}: {:?}", member, delivered[number]);
            }
            let counted = tally(&plan, year(), *node, axis);
            prop_assert_eq!(&counted, &recount(&plan, year(), *node, axis));
            let classes = counted.answers() + counted.abstain + counted.cannot + counted.missing
                + counted.absent + counted.undecided + counted.unknown;
            prop_assert_eq!(classes, counted.seats);
        }
    }
}

/// A ballot that came on paper and is entered here bears a mark, and one by mail that says another
/// thing is a conflict and no second vote.
#[test]
fn a_paper_ballot_bears_its_mark_and_is_not_counted_twice() {
    let (mut plan, items, axis, files) = sent(2);
    let (member, text) = &files[0];
    let seats = tally(&plan, year(), items[0], axis).seats;
    let slip = Slip { round: RoundId::known("mail"), node: items[0], axis, member: *member, proxy: true };
    let edit = slip.give(plan.year(year()).unwrap(), Vote::Abstain);
    plan.apply(Edit::In(year(), edit), &author(1)).unwrap();
    assert!(slip.ballot(plan.year(year()).unwrap()).unwrap().proxy);
    deliver(&mut plan, &filled(text, &[Some(4), None, None], &items, 2000), &mut 1);
    let now: BTreeMap<MemberId, Class> = classes(&plan, year(), items[0], axis).into_iter().collect();
    assert_eq!(now[member], Class::Undecided);
    assert_eq!(tally(&plan, year(), items[0], axis).seats, seats);
}
