//! Plans of any size for measuring: the same one at every call, with text that reads and deflates
//! like a real sheet's.

use hyokacho::forms;
use hyokacho::model::builder::BookBuilder;
use hyokacho::model::committee::{Decision, HandCount, Opinion, Round};
use hyokacho::model::content::Content;
use hyokacho::model::id::*;
use hyokacho::model::node::Repeat;
use hyokacho::model::order::OrderKey;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::sample;
use std::collections::BTreeMap;

/// The first year of every plan.
const FIRST_YEAR: i32 = 2022;
const GOALS: usize = 5;
const MEASURES: usize = 15;
/// How much of the plan stands on each sheet, in parts of the whole: real plans are uneven.
const SHARES: [usize; MEASURES] = [6, 9, 4, 12, 7, 5, 14, 8, 6, 10, 3, 9, 7, 11, 5];
/// How many pieces of text a sheet is written with: fewer deflate better.
const PIECES: usize = 130;
const DEPARTMENTS: [&str; 12] = [
    "市（福祉課）",
    "市（高齢介護課）",
    "市（障がい福祉課）",
    "市（子育て支援課）",
    "市（健康増進課）",
    "市（市民協働課）",
    "市（生涯学習課）",
    "市（学校教育課）",
    "市（危機管理課）",
    "市（商工観光課）",
    "社協",
    "市（福祉課）、社協",
];

/// Is the size of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many 事業 it has, over all sheets.
    pub items: usize,
    /// How many years of them.
    pub years: usize,
}

/// Makes the plan of a size. Every call makes the same one, ids included.
pub fn workbook(size: Size) -> Workbook {
    let pool = Pool::of_the_sample();
    let mut content =
        Content {
            municipality: "計測市".into(), title: "第1期地域福祉計画".into(), ..Content::default()
        };
    for step in 0..size.years {
        if let Some(year) = FiscalYear::new(FIRST_YEAR + step as i32) {
            let is_last = step + 1 == size.years;
            content.years.insert(year, year_book(size, year, is_last, &pool));
        }
    }
    Workbook::made_of(WorkbookId(Id::from_random(size.items as u64 * 31 + size.years as u64)), content)
}

fn year_book(size: Size, year: FiscalYear, is_last: bool, pool: &Pool) -> YearBook {
    let mut ids = Dice::of(&[1]);
    let mut random = || ids.roll();
    let builder = BookBuilder::new(&year.label(), forms::abc_committee(), IdSource::new(&mut random));
    let mut plan = PlanWriter { builder, pool, year, is_last, measures: Vec::new(), written: 0 };
    for goal in 0..GOALS {
        let title = "すべての人が支え合うまち";
        let goal_at = plan.builder.node(None, LevelId::known("goal"), &format!("目標{}", goal + 1), title);
        for measure in 0..MEASURES / GOALS {
            plan.measure(goal_at, goal, measure, items_of(size, goal * (MEASURES / GOALS) + measure));
        }
    }
    let PlanWriter { builder, measures, .. } = plan;
    let mut book = builder.finish();
    for (at, measure) in measures.into_iter().enumerate() {
        let mut dice = Dice::of(&[4, at as u64, year.number() as u64]);
        committee(&mut book, at, measure, pool, &mut dice);
    }
    book
}

/// Returns how many 事業 stand on a sheet; over all sheets they are as many as asked for.
fn items_of(size: Size, measure: usize) -> usize {
    let all: usize = SHARES.iter().sum();
    let upto = |measure: usize| size.items * SHARES[..measure].iter().sum::<usize>() / all;
    upto(measure + 1) - upto(measure)
}

struct PlanWriter<'a> {
    builder: BookBuilder<'a>,
    pool: &'a Pool,
    year: FiscalYear,
    is_last: bool,
    measures: Vec<NodeId>,
    written: u64,
}

impl PlanWriter<'_> {
    fn measure(&mut self, goal_at: usize, goal: usize, measure: usize, items: usize) {
        let number = format!("施策{}-{}", goal + 1, measure + 1);
        let vocabulary = self.pool.vocabulary(&mut Dice::of(&[2, goal as u64, measure as u64]));
        let mut dice = Dice::of(&[3, goal as u64, measure as u64]);
        let title = vocabulary.title(&mut dice);
        let at = self.builder.node(Some(goal_at), LevelId::known("measure"), &number, &title);
        self.builder.fill_typed(at, FieldId::known("outline"), &vocabulary.text("outline", 80, &mut dice));
        self.measures.extend(self.builder.id(at));
        let mut left = items;
        let mut effort = 0;
        while left > 0 {
            effort += 1;
            let here = left.min(6 + dice.below(18));
            left -= here;
            let title = vocabulary.title(&mut dice);
            let number = format!("({effort})");
            let parent = self.builder.node(Some(at), LevelId::known("effort"), &number, &title);
            self.effort(parent, here, &vocabulary, &mut dice);
        }
    }

    /// Writes the rows of a 取組: every seventh begins a group of up to three, one in 25 is split
    /// by who does it, and one in 40 is a 再掲 of the row above.
    fn effort(&mut self, effort: usize, items: usize, vocabulary: &Vocabulary, dice: &mut Dice) {
        let (mut group, mut last) = (None, None);
        for item in 0..items {
            group = match group {
                Some((at, left)) if left > 0 => Some((at, left - 1)),
                _ if dice.below(7) == 0 => {
                    let number = circled(item);
                    let title = vocabulary.title(dice);
                    Some((self.builder.node(Some(effort), LevelId::known("group"), &number, &title), 2))
                }
                _ => None,
            };
            let (parent, number) = match group {
                Some((at, _)) => (at, String::new()),
                None => (effort, circled(item)),
            };
            let title = vocabulary.title(dice);
            let at = self.builder.node(Some(parent), LevelId::known("programme"), &number, &title);
            let (split, repeat) = (dice.below(25) == 0, dice.below(40) == 0);
            match (last.filter(|_| repeat), split) {
                (Some(original), _) => {
                    if let Some(node) = self.builder.node_mut(at) {
                        node.repeat = Repeat::Of(original);
                    }
                }
                (None, true) => {
                    for _ in 0..2 {
                        let part = self.builder.node(Some(at), LevelId::known("part"), "", "");
                        self.row(part, vocabulary);
                    }
                }
                (None, false) => {
                    self.row(at, vocabulary);
                    last = self.builder.id(at);
                }
            }
        }
    }

    /// Fills a row: what belongs to the plan alike in every year, the rest year by year.
    fn row(&mut self, at: usize, vocabulary: &Vocabulary) {
        self.written += 1;
        let mut plan = Dice::of(&[5, self.written]);
        let mut own = Dice::of(&[6, self.written, self.year.number() as u64]);
        let mut fill = |field: &'static str, text: &str| {
            self.builder.fill_typed(at, FieldId::known(field), text);
        };
        fill("content", &vocabulary.text("content", 63, &mut plan));
        fill("finaltarget", &vocabulary.text("finaltarget", 40, &mut plan));
        fill("owner", DEPARTMENTS[plan.below(DEPARTMENTS.len())]);
        fill("target", &vocabulary.text("target", 48, &mut own));
        // In the year that is being filled some rows still wait for their report.
        if self.is_last && own.below(12) == 0 {
            return;
        }
        fill("progress", &vocabulary.text("progress", 150, &mut own));
        fill("reason", &vocabulary.text("reason", 94, &mut own));
        fill("rating", ["A", "A", "A", "B", "B", "B", "B", "C", "－"][own.below(9)]);
    }
}

/// Three remarks, one point of the way ahead, a show of hands and a decision on every 施策.
fn committee(book: &mut YearBook, at: usize, node: NodeId, pool: &Pool, dice: &mut Dice) {
    let (round, axis) = (RoundId::known("kaigi"), AxisId::known("proposal"));
    let order = OrderKey::between(None, None);
    book.rounds = [Round { id: round, label: "会議".into(), meeting: None, order }].into_iter().collect();
    let vocabulary = pool.vocabulary(&mut Dice::of(&[7, at as u64]));
    let remarks = ["opinion", "opinion", "opinion", "direction"].into_iter().zip(OrderKey::spread(4));
    let remarks = remarks.map(|(heading, order)| Opinion {
        id: OpinionId(Id::from_random(dice.roll())),
        node,
        heading: HeadingId::known(heading),
        text: vocabulary.text("reason", 90, dice),
        author: None,
        order,
    });
    book.opinions = book.opinions.values().cloned().collect::<Vec<_>>().into_iter().chain(remarks).collect();
    let counts = BTreeMap::from([(GradeId::known("a"), 5), (GradeId::known("b"), 6)]);
    let count = HandCount { round, node, axis, counts, abstain: 1, cannot: 0 };
    book.hand_counts = book.hand_counts.values().cloned().chain([count]).collect();
    let decision = Decision { node, axis, grade: Some(GradeId::known("b")), reason: String::new() };
    book.decisions = book.decisions.values().cloned().chain([decision]).collect();
}

fn circled(item: usize) -> String {
    char::from_u32('①' as u32 + (item % 20) as u32).unwrap_or('①').to_string()
}

/// Is all that the sample says, cut into pieces by field.
struct Pool {
    pieces: BTreeMap<FieldId, Vec<String>>,
    titles: Vec<String>,
}

impl Pool {
    fn of_the_sample() -> Self {
        let sample = sample::workbook();
        let mut pieces: BTreeMap<FieldId, Vec<String>> = BTreeMap::new();
        let mut titles = Vec::new();
        for node in sample.years().flat_map(|(_, book)| book.nodes.values()) {
            titles.extend(Some(node.title.clone()).filter(|title| !title.is_empty()));
            for (&field, value) in &node.values {
                let Some(text) = value.as_text() else { continue };
                let cut = text.split_inclusive(['、', '。', '\n', '）']);
                pieces.entry(field).or_default().extend(cut.map(String::from));
            }
        }
        Self { pieces, titles }
    }

    /// Draws the words of one sheet, whose rows have much in common.
    fn vocabulary(&self, dice: &mut Dice) -> Vocabulary {
        let draw = |from: &Vec<String>, count: usize, dice: &mut Dice| -> Vec<String> {
            (0..count).map(|_| from[dice.below(from.len())].clone()).collect()
        };
        let pieces = self.pieces.iter().map(|(&field, all)| (field, draw(all, PIECES, dice))).collect();
        Vocabulary { pieces, titles: draw(&self.titles, 40, dice) }
    }
}

struct Vocabulary {
    pieces: BTreeMap<FieldId, Vec<String>>,
    titles: Vec<String>,
}

impl Vocabulary {
    fn title(&self, dice: &mut Dice) -> String {
        self.titles[dice.below(self.titles.len())].clone()
    }

    /// Strings pieces together up to about this many characters, with figures of their own.
    fn text(&self, field: &'static str, length: usize, dice: &mut Dice) -> String {
        let pieces = &self.pieces[&FieldId::known(field)];
        let length = length / 2 + dice.below(length);
        let mut text = String::new();
        while text.chars().count() < length {
            text.push_str(&pieces[dice.below(pieces.len())]);
        }
        let figure = |c: char| if c.is_ascii_digit() { char::from(b'0' + dice.below(10) as u8) } else { c };
        text.trim_end().chars().map(figure).collect()
    }
}

/// Rolls numbers that follow from its seed alone (SplitMix64).
struct Dice(u64);

impl Dice {
    fn of(seed: &[u64]) -> Self {
        let mix = |all: u64, part: &u64| (all ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        Self(seed.iter().fold(0x5eed, mix))
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Rolls a number from 0 up to, not including, `count`, which must not be 0.
    fn below(&mut self, count: usize) -> usize {
        (self.roll() % count as u64) as usize
    }
}
