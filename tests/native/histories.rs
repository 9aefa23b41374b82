//! Random histories: some replicas of one workbook, edited apart and joined at random.

use hyokacho::forms;
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::{ReplicaId, Stamp};
use hyokacho::model::change::Change;
use hyokacho::model::committee::*;
use hyokacho::model::content::Content;
use hyokacho::model::department::Department;
use hyokacho::model::edit::{Edit, FormEdit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::id::*;
use hyokacho::model::node::{Node, Position, Repeat};
use hyokacho::model::order::OrderKey;
use hyokacho::model::place::{Datum, ElementKey, Place, Scope};
use hyokacho::model::plant::Sapling;
use hyokacho::model::review::Verdict;
use hyokacho::model::undo::{UndoStack, Visit};
use hyokacho::model::value::{FieldValue, Owner, Owners};
use hyokacho::model::workbook::{Author, Workbook};
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::{Closing, YearBook};
use hyokacho::planning::moves::{self, Direction};
use hyokacho::tally::{attendance, sitting};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The departments that occur in the histories.
pub const DEPARTMENTS: [DepartmentId; 2] = [DepartmentId::known("fuku"), DepartmentId::known("kenko")];

/// How many kinds of steps there are.
pub const KINDS: u8 = 42;

/// One random step: what, by whom, and three numbers that choose among what is there.
pub type Op = (u8, u8, u16, u16, u16);

/// A number of replicas and their steps.
pub fn histories() -> impl Strategy<Value = (usize, Vec<Op>)> {
    let lengths = prop_oneof![8 => 1..25usize, 3 => 25..80usize, 1 => 80..200usize];
    (2..=6usize, lengths.prop_flat_map(|n| prop::collection::vec(any::<Op>(), n)))
}

pub fn year(n: i32) -> FiscalYear {
    FiscalYear::new(n).unwrap()
}

pub fn author(n: u64) -> Author {
    let about = Replica { name: format!("replica {n}"), day: "2026-11-21".into() };
    Author { replica: ReplicaId(Id::from_random(n + 1)), about }
}

/// A workbook of one year with a small tree: one of each level, and three rows.
pub fn small() -> Workbook {
    let form = forms::abc_committee();
    let mut book = YearBook { label: "令和元年度".into(), ..YearBook::default() };
    let orders = OrderKey::spread(8);
    let chain = [
        ("goal", "g"),
        ("measure", "m"),
        ("effort", "e"),
        ("programme", "p"),
        ("programme", "q"),
        ("programme", "r"),
    ];
    let mut nodes: Vec<Node> = Vec::new();
    for (at, (level, id)) in chain.into_iter().enumerate() {
        let parent = (at > 0).then(|| nodes[(at - 1).min(2)].id);
        let position = Position { parent, order: orders[at].clone() };
        let values = match level {
            "programme" => BTreeMap::from([
                (FieldId::known("content"), FieldValue::text("始めの内容").unwrap()),
                (FieldId::known("rating"), FieldValue::Grade(GradeId::known("b"))),
            ]),
            _ => BTreeMap::new(),
        };
        let level = Some(LevelId::known(level));
        nodes.push(Node {
            level,
            title: format!("項目{id}"),
            position,
            values,
            ..Node::new(NodeId::known(id))
        });
    }
    book.nodes = nodes.into_iter().collect();
    book.form = form;
    book.members = [Member {
        id: MemberId::known("mem"),
        name: "髙﨑".into(),
        seat: String::new(),
        role: String::new(),
        section: String::new(),
        retired: false,
        order: orders[0].clone(),
    }]
    .into_iter()
    .collect();
    book.rounds = [Round {
        id: RoundId::known("round"),
        label: "会議".into(),
        meeting: None,
        order: orders[0].clone(),
    }]
    .into_iter()
    .collect();
    let years = BTreeMap::from([(year(2019), book)]);
    let content =
        Content {
            municipality: "みどり野市".into(), title: "計画".into(), years, ..Content::default()
        };
    Workbook::made_of(WorkbookId::known("plan"), content)
}

/// Some replicas with their undo stacks, and a naive record of every write.
pub struct World {
    pub books: Vec<Workbook>,
    pub undo: Vec<UndoStack>,
    pub parts: Vec<Workbook>,
    written: BTreeSet<(Place, Stamp)>,
    superseded: BTreeSet<(Place, Stamp)>,
    next_id: u64,
}

impl World {
    /// Starts some replicas of the small workbook.
    pub fn new(replicas: usize) -> Self {
        World {
            books: vec![small(); replicas],
            undo: vec![UndoStack::default(); replicas],
            parts: Vec::new(),
            written: BTreeSet::new(),
            superseded: BTreeSet::new(),
            next_id: 1 << 32,
        }
    }

    /// Runs a whole history.
    pub fn run(replicas: usize, ops: &[Op]) -> Self {
        let mut world = World::new(replicas);
        ops.iter().for_each(|op| world.step(op));
        world
    }

    /// Does one step.
    pub fn step(&mut self, &(kind, who, a, b, c): &Op) {
        let who = usize::from(who) % self.books.len();
        let other = usize::from(a) % self.books.len();
        match kind % KINDS {
            0 | 1 => {
                // Now and then only the plan's head comes, as after a start with a scope missing.
                let from = match c % 8 {
                    7 => self.books[other].part_of_scope(Scope::Plan),
                    _ => self.books[other].clone(),
                };
                self.books[who].join(&from).unwrap();
            }
            2 | 3 if !self.parts.is_empty() => {
                let part = self.parts[usize::from(b) % self.parts.len()].clone();
                self.books[who].join(&part).unwrap();
            }
            4 | 5 => self.turn_back(who, UndoStack::undo),
            6 => self.turn_back(who, UndoStack::redo),
            _ => {
                let Some(edit) = self.edit(who, kind, a, b, c) else { return };
                let before = self.books[who].clone();
                let Ok(change) = self.books[who].apply(edit, &author(who as u64)) else {
                    assert_eq!(before, self.books[who], "a refused edit changed something");
                    return;
                };
                self.record(&before, who, &change);
                let visit = (7..=11).contains(&(kind % KINDS)).then_some(Visit(u64::from(c % 2)));
                self.undo[who].push(change, visit);
            }
        }
    }

    fn turn_back(
        &mut self,
        who: usize,
        turn: fn(&mut UndoStack, &mut Workbook, &Author) -> Option<hyokacho::model::undo::Step>,
    ) {
        let before = self.books[who].clone();
        if let Some(step) = turn(&mut self.undo[who], &mut self.books[who], &author(who as u64)) {
            self.record(&before, who, &step.change);
        }
    }

    fn record(&mut self, before: &Workbook, who: usize, change: &Change) {
        for written in &change.writes {
            let old = before.register(&written.place).map(|r| r.values.into_keys().collect::<Vec<_>>());
            self.superseded.extend(old.into_iter().flatten().map(|stamp| (written.place, stamp)));
            self.written.extend(written.wrote.iter().map(|&stamp| (written.place, stamp)));
        }
        if let Some(year) = change.started {
            let made = self.books[who].history().made[&Scope::Year(year)];
            let places = self.books[who].content().places().into_iter();
            self.written.extend(places.filter(|place| place.year() == Some(year)).map(|place| (place, made)));
        }
        self.parts.push(self.books[who].part_of(change));
    }

    /// Returns per place what must stand there in the end: all writes that no other has superseded.
    pub fn expected(&self) -> BTreeMap<Place, BTreeSet<Stamp>> {
        let mut expected: BTreeMap<Place, BTreeSet<Stamp>> = BTreeMap::new();
        for (place, stamp) in self.written.difference(&self.superseded) {
            expected.entry(*place).or_default().insert(*stamp);
        }
        expected
    }

    fn draw<T: From<Id>>(&mut self) -> T {
        self.next_id += 1;
        T::from(Id::from_random(self.next_id << 16))
    }

    fn edit(&mut self, who: usize, kind: u8, a: u16, b: u16, c: u16) -> Option<Edit> {
        let book = &self.books[who];
        let years: Vec<FiscalYear> = book.content().years.keys().copied().collect();
        let in_year = years[usize::from(c >> 8) % years.len()];
        let content = book.year(in_year)?;
        let nodes: Vec<NodeId> = content.nodes.keys().collect();
        if nodes.is_empty() {
            return None;
        }
        let pick = |n: u16| nodes[usize::from(n) % nodes.len()];
        let opinions: Vec<OpinionId> = content.opinions.keys().collect();
        let text = format!("文{}", c % 5);
        let grade = GradeId::known(["a", "b", "c"][usize::from(c) % 3]);
        let axis = AxisId::known("proposal");
        let edit = match kind % KINDS {
            7..=11 => {
                let field = FieldId::known(["content", "progress", "reason", "target"][usize::from(b) % 4]);
                YearEdit::Value(
                    pick(a),
                    field,
                    FieldValue::text(if c.is_multiple_of(7) { "" } else { &text }),
                )
            }
            12..=14 => YearEdit::Value(
                pick(a),
                FieldId::known("rating"),
                (!c.is_multiple_of(5)).then_some(FieldValue::Grade(grade)),
            ),
            15 => YearEdit::Title(pick(a), text),
            16 => YearEdit::Number(pick(a), text),
            17 | 18 => {
                let parent = if b.is_multiple_of(9) { None } else { Some(pick(b)) };
                let level =
                    LevelId::known(["goal", "measure", "effort", "programme", "part"][usize::from(c) % 5]);
                YearEdit::AddNode {
                    id: self.draw(),
                    level,
                    parent,
                    after: Some(pick(c)),
                    number: String::new(),
                    title: text,
                }
            }
            19 | 20 => {
                let parent = if b.is_multiple_of(9) { None } else { Some(pick(b)) };
                YearEdit::Move { node: pick(a), parent, after: Some(pick(c)) }
            }
            21 => YearEdit::Drop(pick(a)),
            40 => {
                let outline = book.outline(in_year);
                let direction = [Direction::Deeper, Direction::Shallower][usize::from(b) % 2];
                moves::step(content, &outline, pick(a), direction)?
            }
            41 => {
                let parent = pick(b);
                let depth = content.nodes.get(parent).and_then(|it| content.form.depth(it.level?))?;
                let levels = &content.form.levels;
                let [upper, lower] = [levels.get(depth + 1)?.id, levels.get(depth + 2)?.id];
                let repeat = if c.is_multiple_of(3) { Repeat::Of(pick(a)) } else { Repeat::None };
                let item = |level, above, repeat| Sapling {
                    id: NodeId(Id::from_random(0)),
                    level,
                    above,
                    number: String::new(),
                    title: text.clone(),
                    repeat,
                };
                let mut items = vec![item(upper, None, Repeat::None), item(lower, Some(0), repeat)];
                for item in &mut items {
                    item.id = self.draw();
                }
                YearEdit::Plant { parent: Some(parent), after: Some(pick(c)), items }
            }
            22 => YearEdit::Repeat(
                pick(a),
                if b.is_multiple_of(2) { Repeat::Of(pick(c)) } else { Repeat::None },
            ),
            23 => YearEdit::Put(Element::HandCount(HandCount {
                round: RoundId::known("round"),
                node: pick(a),
                axis,
                counts: BTreeMap::from([(grade, u32::from(c % 12))]),
                abstain: 0,
                cannot: 0,
            })),
            24 => YearEdit::Put(Element::Ballot(Ballot {
                round: RoundId::known("round"),
                node: pick(a),
                axis,
                member: MemberId::known("mem"),
                vote: if c.is_multiple_of(4) { Vote::Abstain } else { Vote::Grade(grade) },
                comment: String::new(),
                proxy: false,
            })),
            25 => YearEdit::Put(Element::Decision(Decision {
                node: pick(a),
                axis,
                grade: Some(grade),
                reason: text,
            })),
            26 if opinions.is_empty() || b.is_multiple_of(2) => YearEdit::Put(Element::Opinion(Opinion {
                id: self.draw(),
                node: pick(a),
                heading: HeadingId::known("opinion"),
                text,
                author: None,
                order: OrderKey::between(None, None),
            })),
            26 => YearEdit::Remove(ElementKey::Opinion(opinions[usize::from(c) % opinions.len()])),
            27 if b.is_multiple_of(4) => YearEdit::Review(pick(a), None),
            27 if !b.is_multiple_of(3) => {
                let verdict = if c.is_multiple_of(2) { Verdict::Checked } else { Verdict::Returned };
                verdict.edit(pick(a), text, "2026-11-21".into())
            }
            27 => YearEdit::Form(FormEdit::Name(text)),
            28 if c.is_multiple_of(3) => YearEdit::Close(Closing { day: "2026-03-31".into(), reason: text }),
            28 => YearEdit::Reopen,
            29 => {
                let year = year(2020 + i32::from(b % 2));
                return Some(Edit::StartYear { from: in_year, year, label: year.label() });
            }
            30 => {
                let conflicts = book.conflicts();
                let place = *conflicts.get(usize::from(a) % conflicts.len().max(1))?;
                let register = book.register(&place)?;
                let datum: Vec<&Datum> = register.values.values().flatten().collect();
                return Some(Edit::Settle(place, datum[usize::from(b) % datum.len()].clone()));
            }
            31 if !b.is_multiple_of(3) => {
                let id = DEPARTMENTS[usize::from(b % 2)];
                let owner = Owner { id, lead: false };
                let name = format!("{id}課");
                let owners = Owners { text: name.clone(), departments: vec![owner] };
                let new = Department { id, name, order: OrderKey::between(None, None) };
                YearEdit::Owners(pick(a), FieldId::known("owner"), owners, vec![new])
            }
            32.. => self.committee_edit(in_year, who, (kind, a, b, c), pick(a))?,
            _ => return Some(Edit::NamePlan { municipality: "みどり野市".into(), title: text }),
        };
        Some(Edit::In(in_year, edit))
    }
}

impl World {
    /// Edits of the roster and of what a meeting does.
    fn committee_edit(
        &self,
        year: FiscalYear,
        who: usize,
        (kind, a, b, c): (u8, u16, u16, u16),
        node: NodeId,
    ) -> Option<YearEdit> {
        use AttendanceState as S;
        let book = &self.books[who];
        let content = book.year(year)?;
        let member = MemberId::known(["mem", "ber"][usize::from(b % 2)]);
        let meeting = MeetingId::known(["kai", "sai"][usize::from(b / 2 % 2)]);
        let round = RoundId::known(["round", "again"][usize::from(c % 2)]);
        let order = OrderKey::spread(5)[usize::from(c % 5)].clone();
        let element = match kind % KINDS {
            32 => Element::Meeting(Meeting {
                id: meeting,
                title: format!("第{}回", c % 3),
                day: "2025-02-14".into(),
                place: String::new(),
                section: ["", "第一部会"][usize::from(c / 3 % 2)].into(),
                blind: c.is_multiple_of(5),
                order,
            }),
            33 => Element::Attendance(Attendance {
                meeting,
                member,
                state: [S::Present, S::Late, S::LeftEarly, S::Web, S::Proxy, S::Paper, S::Absent]
                    [usize::from(c) % 7],
                time: if a.is_multiple_of(2) { String::new() } else { "14:05".into() },
            }),
            34 => Element::Agenda(AgendaItem { meeting, node, order }),
            35 => {
                let old = content.proceedings.get((meeting, node)).cloned();
                let mut it = old.unwrap_or_else(|| Proceeding::new(meeting, node));
                let met = content.meetings.get(meeting)?;
                match c % 6 {
                    0 => it.parked = !it.parked,
                    1 => it.revealed = !it.revealed,
                    2 => it.way = [Way::Named, Way::Hands, Way::Discussion][usize::from(a) % 3],
                    3 => it.roll = attendance::roll(content, met),
                    4 => it.closed = Some(sitting::closing(book, year, node, "15:00".into())),
                    _ => {
                        it.closed = None;
                        it.reopened.push(Reopening { time: "15:10".into(), reason: "訂正".into() });
                    }
                }
                Element::Proceeding(Box::new(it))
            }
            36 => Element::Ballot(Ballot {
                round,
                node,
                axis: AxisId::known("proposal"),
                member,
                vote: if c.is_multiple_of(3) { Vote::Away } else { Vote::Cannot },
                comment: String::new(),
                proxy: false,
            }),
            37 => Element::Member(Member {
                id: member,
                name: format!("委員{}", c % 4),
                seat: String::new(),
                role: String::new(),
                section: ["", "第一部会"][usize::from(c / 4 % 2)].into(),
                retired: a.is_multiple_of(3),
                order,
            }),
            38 => Element::Round(Round {
                id: round,
                label: "再評価".into(),
                meeting: (!a.is_multiple_of(3)).then_some(meeting),
                order,
            }),
            _ => {
                let keys = [
                    ElementKey::Attendance(meeting, member),
                    ElementKey::Agenda(meeting, node),
                    ElementKey::Proceeding(meeting, node),
                    ElementKey::Meeting(meeting),
                    ElementKey::Member(member),
                ];
                return Some(YearEdit::Remove(keys[usize::from(c) % keys.len()]));
            }
        };
        Some(YearEdit::Put(element))
    }
}

/// What a person sees of a workbook: the tree, the values of the items in it, and the tables.
pub fn visible(book: &Workbook) -> String {
    let mut seen = format!("{} {}\n", book.content().municipality, book.content().title);
    for (year, content) in book.years() {
        seen += &format!("{year} {} {:?} {}\n", content.label, content.closed, content.form.name);
        let outline = book.outline(year);
        for id in outline.below(None) {
            let node = content.nodes.get(id).unwrap();
            seen += &format!(
                "{:?} {id} {} {} {:?} {:?} {:?}\n",
                outline.parent(id),
                node.number,
                node.title,
                node.values,
                node.repeat,
                node.review
            );
        }
        let tables = (&content.opinions, &content.hand_counts, &content.ballots, &content.decisions);
        seen += &format!("{tables:?}\n");
        let people = (&content.members, &content.attendances, &content.rounds);
        let meetings = (&content.meetings, &content.agenda, &content.proceedings);
        seen += &format!("{people:?}\n{meetings:?}\n");
    }
    seen
}

/// Returns the first line in which two views differ.
pub fn difference(one: &str, other: &str) -> Option<(String, String)> {
    let lines = one.lines().chain([""]).zip(other.lines().chain([""]));
    lines.filter(|(a, b)| a != b).map(|(a, b)| (a.to_string(), b.to_string())).next()
}
