//! Random years of a committee: who is on it, how it meets, and what is given in which order.

use crate::histories::{author, year};
use hyokacho::forms;
use hyokacho::model::committee::*;
use hyokacho::model::content::Content;
use hyokacho::model::edit::{Edit, FormEdit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::form::{Axis, Base, Grade, Proposal, Scale};
use hyokacho::model::id::*;
use hyokacho::model::node::{Node, Position};
use hyokacho::model::order::OrderKey;
use hyokacho::model::place::ElementKey;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::tally::{attendance, sitting};
use proptest::prelude::*;

/// The year in which all of it happens.
pub fn the_year() -> FiscalYear {
    year(2024)
}

/// The items that are rated.
pub const NODES: [NodeId; 2] = [NodeId::known("s"), NodeId::known("t")];
/// The axes on which they are.
pub const AXES: [AxisId; 2] = [AxisId::known("one"), AxisId::known("two")];

const SECTIONS: [&str; 3] = ["", "第一部会", "第二部会"];

/// Is what stands before anything is given.
#[derive(Clone, Debug)]
pub struct Start {
    /// Per member: the 部会, and whether retired.
    members: Vec<(u8, bool)>,
    /// Per meeting: the 部会, and which items are on the agenda; none for no agenda.
    meetings: Vec<(u8, u8)>,
    /// Per round: its meeting, or before all of them.
    rounds: Vec<u8>,
    /// The settings, a bit each.
    rules: u8,
    /// The scale of each axis.
    scales: [u8; 2],
}

/// One thing that happens: what, and three numbers that choose among what is there.
pub type Act = (u8, u16, u16, u16);

/// Random beginnings.
pub fn starts() -> impl Strategy<Value = Start> {
    let count = prop_oneof![1 => Just(0..1usize), 8 => Just(1..6), 2 => Just(6..31)];
    let members = count.prop_flat_map(|n| prop::collection::vec((any::<u8>(), prop::bool::weighted(0.1)), n));
    let meetings = prop::collection::vec((any::<u8>(), any::<u8>()), 0..=3);
    let rounds = prop::collection::vec(any::<u8>(), 1..=4);
    (members, meetings, rounds, any::<u8>(), any::<[u8; 2]>()).prop_map(
        |(members, meetings, rounds, rules, scales)| Start { members, meetings, rounds, rules, scales },
    )
}

/// Random courses of a year.
pub fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(any::<Act>(), 0..40)
}

/// Returns A・B・C, twelve steps, and phrases without an order.
pub fn scales() -> Vec<Scale> {
    let scale = |id: &str, ordered, keys: &[&str]| Scale {
        id: ScaleId::known(id),
        label: id.into(),
        ordered,
        grades: keys.iter().enumerate().map(|(at, key)| grade(at, key)).collect(),
        marks: Vec::new(),
    };
    let steps: Vec<String> = (1..=12).map(|n| n.to_string()).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    vec![
        scale("abc", true, &["A", "B", "C"]),
        scale("steps", true, &steps),
        scale("phrases", false, &["このまま継続", "改善して継続", "終了"]),
    ]
}

fn grade(at: usize, key: &str) -> Grade {
    Grade {
        id: Id::from_random(at as u64 + 1).into(),
        key: key.into(),
        label: String::new(),
        definition: String::new(),
    }
}

fn member(at: usize, section: u8, retired: bool) -> Member {
    let section = SECTIONS[usize::from(section) % 3].into();
    let (seat, role) = (String::new(), String::new());
    let id = Id::from_random(100 + at as u64).into();
    Member { id, name: format!("委員{at}"), seat, role, section, retired, order: order(at) }
}

fn order(at: usize) -> OrderKey {
    OrderKey::spread(64)[at % 64].clone()
}

impl Start {
    /// Makes the workbook.
    pub fn workbook(&self) -> Workbook {
        let bit = |n: u8| self.rules >> n & 1 == 1;
        let mut form = forms::abc_committee();
        let of = scales();
        form.committee.axes = AXES
            .iter()
            .zip(self.scales)
            .map(|(&id, scale)| Axis {
                id,
                label: id.to_string(),
                aliases: Vec::new(),
                scale: of[usize::from(scale) % of.len()].id,
                beside: None,
            })
            .collect();
        form.scales.extend(of.into_iter().filter(|it| it.id != ScaleId::known("abc")));
        form.scales[0].grades = scales()[0].grades.clone();
        form.committee.count_absent = bit(0);
        form.committee.without_proxy = bit(1);
        form.committee.with_paper = bit(2);
        form.committee.base = [Base::Seats, Base::Present, Base::Answers][usize::from(self.rules >> 3) % 3];
        form.committee.proposal = [Proposal::Mode, Proposal::Majority, Proposal::Median, Proposal::None]
            [usize::from(self.rules >> 5) % 4];
        let mut book = YearBook { label: the_year().label(), form, ..YearBook::default() };
        let nodes = NODES.iter().enumerate().map(|(at, &id)| Node {
            level: Some(LevelId::known("measure")),
            position: Position { parent: None, order: order(at) },
            ..Node::new(id)
        });
        book.nodes = nodes.collect();
        let members = self.members.iter().enumerate();
        book.members = members.map(|(at, &(section, retired))| member(at, section, retired)).collect();
        let meetings = self.meetings.iter().enumerate();
        book.meetings = meetings
            .map(|(at, &(section, _))| Meeting {
                id: Id::from_random(200 + at as u64).into(),
                title: format!("第{}回", at + 1),
                day: String::new(),
                place: String::new(),
                section: if section < 128 {
                    String::new()
                } else {
                    SECTIONS[usize::from(section) % 3].into()
                },
                blind: false,
                order: order(at),
            })
            .collect();
        let ids: Vec<MeetingId> = book.meetings.keys().collect();
        let on = self.meetings.iter().zip(&ids).flat_map(|(&(_, agenda), &meeting)| {
            let chosen = NODES.iter().enumerate().filter(move |(at, _)| agenda >> at & 1 == 1);
            chosen.map(move |(at, &node)| AgendaItem { meeting, node, order: order(at) })
        });
        book.agenda = on.collect();
        let rounds = self.rounds.iter().enumerate();
        book.rounds = rounds
            .map(|(at, &of)| Round {
                id: Id::from_random(300 + at as u64).into(),
                label: format!("{}回目", at + 1),
                meeting: ids.get(usize::from(of) % (ids.len() + 1)).copied(),
                order: order(at),
            })
            .collect();
        let years = [(the_year(), book)].into();
        Workbook::made_of(WorkbookId::known("committee"), Content { years, ..Content::default() })
    }
}

/// Does something to a workbook as one of two people; nothing where it cannot be done.
pub fn act(workbook: &mut Workbook, who: u64, act: Act) {
    for edit in edits(workbook, act) {
        let _ = workbook.apply(Edit::In(the_year(), edit), &author(who));
    }
}

/// Returns whether something only gives, changes or takes away ratings, or concerns the people.
pub fn is_of_the_room(&(kind, ..): &Act) -> bool {
    !matches!(kind % 32, 19..=21 | 24 | 25 | 28..)
}

/// Returns the edits of something that happens.
pub fn edits(workbook: &Workbook, (kind, a, b, c): Act) -> Vec<YearEdit> {
    let book = workbook.year(the_year()).unwrap();
    let members: Vec<MemberId> = book.members.keys().collect();
    let meetings: Vec<MeetingId> = book.meetings.keys().collect();
    let rounds: Vec<&Round> = book.rounds_in_order();
    let pick = |n: u16, len: usize| usize::from(n) % len.max(1);
    let node = NODES[usize::from(a.is_multiple_of(5))];
    let axis = AXES[usize::from(b.is_multiple_of(4))];
    let round = rounds[pick(a / 5, rounds.len())].id;
    let scale = book.form.axis(axis).and_then(|axis| book.form.scale(axis.scale)).cloned().unwrap();
    let grade = |n: u16| scale.grades.get(pick(n, scale.grades.len())).map(|it| it.id);
    let vote = |n: u16| match n % 8 {
        0 => Vote::Abstain,
        1 => Vote::Cannot,
        2 => Vote::Away,
        _ => grade(n / 8).map_or(Vote::Abstain, Vote::Grade),
    };
    let ballot = |member, vote| {
        YearEdit::Put(Element::Ballot(Ballot {
            round,
            node,
            axis,
            member,
            vote,
            comment: String::new(),
            proxy: false,
        }))
    };
    let attendance = |meeting, member, n: u16| {
        use AttendanceState as S;
        let state = [S::Present, S::Late, S::LeftEarly, S::Web, S::Proxy, S::Paper, S::Absent][pick(n, 7)];
        let time = if (n / 7).is_multiple_of(2) { String::new() } else { "14:05".into() };
        YearEdit::Put(Element::Attendance(Attendance { meeting, member, state, time }))
    };
    let one = members.get(pick(b / 4, members.len())).copied();
    let meeting = meetings.get(pick(b, meetings.len())).copied();
    let proceeding = |change: &dyn Fn(&mut Proceeding)| {
        let meeting =
            sitting::sitting(book, node).map(|it| it.id).filter(|_| !c.is_multiple_of(9)).or(meeting);
        let Some(meeting) = meeting else { return Vec::new() };
        let old = book.proceedings.get((meeting, node)).cloned();
        let mut new = old.unwrap_or_else(|| Proceeding::new(meeting, node));
        change(&mut new);
        vec![YearEdit::Put(Element::Proceeding(Box::new(new)))]
    };
    let with_member = |at: usize, change: &dyn Fn(&mut Member)| {
        let old = members.get(at % members.len().max(1)).and_then(|id| book.members.get(*id));
        let mut new = old.cloned().unwrap_or_else(|| member(at, 0, false));
        change(&mut new);
        vec![YearEdit::Put(Element::Member(new))]
    };
    match kind % 32 {
        0..=7 => one.map(|member| ballot(member, vote(c))).into_iter().collect(),
        8 | 9 => members
            .iter()
            .zip(u32::from(c)..)
            .map(|(&id, n)| (id, n as u16))
            .map(|(id, n)| ballot(id, vote(n.wrapping_mul(40503))))
            .collect(),
        10..=12 => {
            let [x, y] = [c % 5, c / 5 % 12].map(u32::from);
            let counts = [(grade(b), x), (grade(a), y)].into_iter();
            let counts = counts.filter_map(|(grade, votes)| Some((grade?, votes))).collect();
            let (abstain, cannot) = (u32::from(c % 7 == 0), u32::from(c % 11 == 0));
            vec![YearEdit::Put(Element::HandCount(HandCount { round, node, axis, counts, abstain, cannot }))]
        }
        13..=16 => meeting.zip(one).map(|(it, one)| attendance(it, one, c)).into_iter().collect(),
        17 | 18 => {
            let all = meeting.into_iter().flat_map(|it| members.iter().map(move |&one| (it, one)));
            all.zip(u32::from(c)..)
                .map(|(it, n)| (it, n as u16))
                .map(|((it, one), n)| attendance(it, one, n.wrapping_mul(40503) / 3))
                .collect()
        }
        19 => proceeding(&|it| {
            let of = book.meetings.get(it.meeting);
            it.roll = of.map(|of| attendance::roll(book, of)).unwrap_or_default();
        }),
        20 => proceeding(&|it| {
            it.closed = Some(sitting::closing(workbook, the_year(), node, "15:00".into()));
        }),
        21 => proceeding(&|it| {
            it.closed = None;
            it.reopened.push(Reopening { time: "15:10".into(), reason: "訂正".into() });
        }),
        22 => with_member(usize::from(b), &|it| it.retired = c.is_multiple_of(2)),
        23 => with_member(usize::from(b), &|it| it.section = SECTIONS[usize::from(c) % 3].into()),
        24 if c.is_multiple_of(2) => {
            meeting.map(|it| YearEdit::Remove(ElementKey::Agenda(it, node))).into_iter().collect()
        }
        24 => {
            let put = |meeting| Element::Agenda(AgendaItem { meeting, node, order: order(usize::from(c)) });
            meeting.map(|it| YearEdit::Put(put(it))).into_iter().collect()
        }
        25 => proceeding(&|it| it.parked = !it.parked),
        26 => {
            let all: Vec<&Ballot> = book.ballots.values().collect();
            let it = all.get(pick(c, all.len()));
            it.map(|it| YearEdit::Remove(ElementKey::Ballot(it.round, it.node, it.axis, it.member)))
                .into_iter()
                .collect()
        }
        27 if c.is_multiple_of(3) => {
            one.map(|it| YearEdit::Remove(ElementKey::Member(it))).into_iter().collect()
        }
        27 if c % 3 == 1 => {
            vec![YearEdit::Put(Element::Member(member(members.len() + 7, (c / 3) as u8, false)))]
        }
        27 => vec![YearEdit::Remove(ElementKey::HandCount(round, node, axis))],
        28 => {
            let mut scales = book.form.scales.clone();
            for it in scales.iter_mut().filter(|it| it.id == scale.id && it.grades.len() > 1) {
                it.grades.remove(pick(c, it.grades.len()));
            }
            vec![YearEdit::Form(FormEdit::Scales(scales))]
        }
        29 => {
            let mut committee = book.form.committee.clone();
            committee.count_absent = c.is_multiple_of(2);
            committee.without_proxy = c.is_multiple_of(3);
            committee.with_paper = c.is_multiple_of(5);
            vec![YearEdit::Form(FormEdit::Committee(Box::new(committee)))]
        }
        30 if c.is_multiple_of(5) => vec![YearEdit::Drop(node)],
        30 if rounds.len() < 4 => {
            let id = Id::from_random(310 + rounds.len() as u64).into();
            let label = "再評価".into();
            vec![YearEdit::Put(Element::Round(Round {
                id,
                label,
                meeting,
                order: order(40 + usize::from(c % 9)),
            }))]
        }
        _ => Vec::new(),
    }
}

/// Runs a year on two PCs: who acts and when they exchange is drawn from the acts.
pub fn two_replicas(start: &Start, acts: &[Act]) -> [Workbook; 2] {
    let mut books = [start.workbook(), start.workbook()];
    for &it in acts {
        let who = usize::from(it.2 >> 14 == 0);
        if it.0 % 32 == 31 {
            let from = books[1 - who].clone();
            books[who].join(&from).unwrap();
        } else {
            act(&mut books[who], who as u64, it);
        }
    }
    books
}
