//! Editing the plan's tree and its people: lists, moves, numbers, departments, 再掲.

use crate::histories::{author, year};
use hyokacho::forms;
use hyokacho::model::edit::{Edit, EditError, YearEdit};
use hyokacho::model::form::{Form, LevelShape};
use hyokacho::model::id::*;
use hyokacho::model::node::Repeat;
use hyokacho::model::place::{NodePart, Place};
use hyokacho::model::repeat::{self, Standing};
use hyokacho::model::tree::Outline;
use hyokacho::model::undo::UndoStack;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::planning::paste::{self, By, Why};
use hyokacho::planning::renumber::{self, Scope};
use hyokacho::planning::{departments, dropped, moves, weight};
use hyokacho::sample;
use hyokacho::tally::ratings::Ratings;
use proptest::prelude::*;
use std::collections::HashSet;

/// The plain built-in form: three levels, no committee.
fn abcd_plain() -> Form {
    forms::BUILT_IN[1].form()
}

const SAMPLE_YEAR: i32 = 2023;

/// A workbook with its undo stack, as a person has it.
struct Desk {
    workbook: Workbook,
    undo: UndoStack,
    year: FiscalYear,
    drawn: u64,
}

impl Desk {
    fn new(workbook: Workbook, year: FiscalYear) -> Self {
        Desk { workbook, undo: UndoStack::default(), year, drawn: 0 }
    }

    fn sample() -> Self {
        Self::new(sample::workbook(), year(SAMPLE_YEAR))
    }

    fn empty(form: Form) -> Self {
        Self::new(Workbook::new(WorkbookId::known("plan"), year(2024), form), year(2024))
    }

    fn book(&self) -> &YearBook {
        self.workbook.year(self.year).unwrap()
    }

    fn outline(&self) -> Outline {
        self.workbook.outline(self.year)
    }

    fn draw(&mut self) -> NodeId {
        self.drawn += 1;
        NodeId(Id::from_random(self.drawn << 20))
    }

    fn apply(&mut self, edits: Vec<YearEdit>) -> Result<(), EditError> {
        let edit = Edit::All(edits.into_iter().map(|edit| Edit::In(self.year, edit)).collect());
        let change = self.workbook.apply(edit, &author(1))?;
        self.undo.push(change, None);
        Ok(())
    }

    fn undo(&mut self) {
        self.undo.undo(&mut self.workbook, &author(1)).expect("something to undo");
    }

    /// Finds an item by its number and title.
    fn find(&self, heading: &str) -> NodeId {
        let found = self.outline().below(None).into_iter().find(|&id| self.heading(id) == heading);
        found.unwrap_or_else(|| panic!("no {heading}"))
    }

    fn heading(&self, id: NodeId) -> String {
        self.book().nodes.get(id).unwrap().heading()
    }

    /// The tree as text: depth of the level, heading.
    fn tree(&self) -> Vec<String> {
        let line = |id: NodeId| {
            let node = self.book().nodes.get(id).unwrap();
            let depth = self.book().form.depth(node.level.unwrap()).unwrap();
            format!("{}{}", "  ".repeat(depth), node.heading())
        };
        self.outline().below(None).into_iter().map(line).collect()
    }

    fn paste(&mut self, text: &str) -> paste::Listed {
        let form = self.book().form.clone();
        let listed = paste::read(text, &form, None);
        let mut drawn = self.drawn;
        let edit = listed.edit(&form, (None, None), || {
            drawn += 1;
            NodeId(Id::from_random(drawn << 20))
        });
        self.drawn = drawn;
        self.apply(vec![edit]).unwrap();
        listed
    }
}

fn desk_with(text: &str) -> Desk {
    let mut desk = Desk::empty(forms::abc_committee());
    desk.paste(text);
    desk
}

const PLAN: &str = "目標1 支え合う\n施策1-1 学ぶ\n(1) 学校\n① 体験\n② 協力校\n(2) 地域\n① 講座\n施策1-2 集う\n目標2 守る\n施策2-1 見守る";

#[test]
fn a_list_becomes_a_tree_by_what_its_lines_look_like() {
    let tree = [
        "目標1 支え合う",
        "  施策1-1 学ぶ",
        "    (1) 学校",
        "        ① 体験",
        "        ② 協力校",
        "    (2) 地域",
        "        ① 講座",
        "  施策1-2 集う",
        "目標2 守る",
        "  施策2-1 見守る",
    ];
    let tabs = "目標1 支え合う\n\t施策1-1 学ぶ\n\t\t(1) 学校\n\t\t\t① 体験\n\t\t\t② 協力校\n\t\t(2) 地域\n\t\t\t① 講座\n\t施策1-2 集う\n目標2 守る\n\t施策2-1 見守る\n";
    let spaces = "目標1 支え合う\r\n　施策1-1 学ぶ\r\n　　(1) 学校\r\n　　　① 体験\r\n　　　② 協力校\r\n　　(2) 地域\r\n　　　① 講座\r\n\r\n　施策1-2 集う\r\n目標2 守る\r\n　施策2-1 見守る";
    let columns = "目標1 支え合う\t施策1-1 学ぶ\t(1) 学校\t①\t体験\n目標1 支え合う\t施策1-1 学ぶ\t(1) 学校\t②\t協力校\n\t\t(2) 地域\t①\t講座\n\t施策1-2 集う\n目標2 守る\t施策2-1 見守る\n";
    for (text, by, left) in
        [(PLAN, By::Number, 0), (tabs, By::Indent, 0), (spaces, By::Indent, 0), (columns, By::Column, 3)]
    {
        let mut desk = Desk::empty(forms::abc_committee());
        let listed = desk.paste(text);
        assert_eq!((listed.by, listed.left.len()), (by, left), "{text}");
        assert_eq!(desk.tree(), tree, "{text}");
        desk.undo();
        assert!(desk.tree().is_empty(), "one step takes it all back");
    }
}

#[test]
fn a_level_is_corrected_for_all_that_look_alike_or_for_one() {
    let form = forms::abc_committee();
    let [goal, measure, effort] = [0, 1, 2].map(|at| form.levels[at].id);
    let mut listed = paste::read("(1) 一\n① あ\n② い\n(2) 二", &form, None);
    let levels = |listed: &paste::Listed| listed.items.iter().map(|it| it.level).collect::<Vec<_>>();
    assert_eq!(levels(&listed), [goal, measure, measure, goal].map(Some));
    assert_eq!(listed.alike(1), 2);
    listed.set_level(1, Some(effort), true);
    assert_eq!(levels(&listed), [goal, effort, effort, goal].map(Some));
    listed.set_level(0, None, false);
    assert_eq!(listed.count(), 3);
    assert_eq!(listed.parents(&form), [None, None, None, None]);
}

#[test]
fn what_is_repeated_or_has_no_level_is_named() {
    let form = abcd_plain();
    let listed = paste::read("方針1\t施策1\t取組1 あ\t内容\n方針1\t施策1\t取組2 い\t", &form, None);
    let left: Vec<(usize, &str, Why)> =
        listed.left.iter().map(|it| (it.line, it.text.as_str(), it.why)).collect();
    let expected = [(1, "内容", Why::Beyond), (2, "方針1", Why::Repeated), (2, "施策1", Why::Repeated)];
    assert_eq!(left, expected);
    assert_eq!(listed.items.len(), 4);
}

proptest! {
    /// Every text of a list becomes one item or is named, in its order, and what is above stands before.
    #[test]
    fn law_a_list_loses_nothing(lines in prop::collection::vec((0..4usize, 0..7usize, any::<bool>()), 0..60)) {
        let numbers = ["目標1", "施策1-1", "(1)", "①", "ア", "1.", ""];
        for (tabs, columns) in [(false, false), (true, false), (true, true)] {
            let line = |(at, (indent, number, extra)): (usize, &(usize, usize, bool))| {
                let space = if tabs { "\t".repeat(*indent) } else { "　".repeat(*indent) };
                let extra = if *extra && columns { format!("\t続き{at}") } else { String::new() };
                format!("{space}{} 題{at}{extra}", numbers[*number])
            };
            let text = lines.iter().enumerate().map(line).collect::<Vec<_>>().join("\n");
            for form in [forms::abc_committee(), abcd_plain()] {
                let listed = paste::read(&text, &form, None);
                let texts: usize = text.split(['\n', '\t']).filter(|it| !it.trim().is_empty()).count();
                prop_assert_eq!(listed.items.len() + listed.left.len(), texts);
                let at: Vec<usize> = listed.items.iter().map(|it| it.line).collect();
                prop_assert!(at.is_sorted());
                for item in &listed.items {
                    let heading = format!("{} {}", item.number, item.title);
                    let line = text.lines().nth(item.line - 1).unwrap();
                    prop_assert!(heading.split_whitespace().all(|word| line.contains(word)));
                    prop_assert!(item.level.is_some());
                }
                let parents = listed.parents(&form);
                for (at, parent) in parents.iter().enumerate() {
                    prop_assert!(parent.is_none_or(|parent| parent < at));
                }
                let mut desk = Desk::empty(form);
                desk.paste(&text);
                let titles: Vec<String> = desk.outline().below(None).into_iter()
                    .map(|id| desk.book().nodes.get(id).unwrap().title.clone()).collect();
                prop_assert_eq!(titles, listed.items.iter().map(|it| it.title.clone()).collect::<Vec<_>>());
            }
        }
    }

    /// However items are moved, all stay in the tree, everything stands deeper than what is above it,
    /// and each move is one step that can be taken back.
    #[test]
    fn law_moves_keep_every_item(steps in prop::collection::vec((any::<u16>(), 0..6u8, any::<u16>()), 1..30)) {
        let mut desk = desk_with(PLAN);
        let all: HashSet<NodeId> = desk.outline().below(None).into_iter().collect();
        for (which, kind, other) in steps {
            let ids = desk.outline().below(None);
            let node = ids[usize::from(which) % ids.len()];
            let other = ids[usize::from(other) % ids.len()];
            let (book, outline) = (desk.book(), desk.outline());
            use moves::Direction::*;
            let edit = match kind {
                0 => moves::step(book, &outline, node, Up),
                1 => moves::step(book, &outline, node, Down),
                2 => moves::step(book, &outline, node, Deeper),
                3 => moves::step(book, &outline, node, Shallower),
                4 => {
                    let within = other == node || outline.ancestors(other).any(|it| it == node);
                    let level = book.nodes.get(node).unwrap().level.unwrap();
                    let slot = moves::gap(book, &outline, Some(other), level);
                    (!within).then(|| moves::to(book, &outline, node, slot)).flatten()
                }
                _ => {
                    let levels = moves::levels(book, &outline, node);
                    moves::relevel(book, &outline, node, levels[usize::from(which) % levels.len()])
                }
            };
            let Some(edit) = edit else { continue };
            let before = desk.tree();
            prop_assert_eq!(desk.apply(vec![edit]), Ok(()));
            let outline = desk.outline();
            prop_assert!(outline.notices.is_empty());
            prop_assert_eq!(&outline.below(None).into_iter().collect::<HashSet<_>>(), &all);
            let depth = |id: NodeId| desk.book().form.depth(desk.book().nodes.get(id).unwrap().level.unwrap());
            for &id in &all {
                prop_assert!(outline.parent(id).is_none_or(|above| depth(above) < depth(id)));
            }
            if desk.tree() != before {
                let after = desk.tree();
                desk.undo();
                prop_assert_eq!(desk.tree(), before);
                desk.undo.redo(&mut desk.workbook, &author(1));
                prop_assert_eq!(desk.tree(), after);
            }
        }
    }
}

#[test]
fn an_item_moves_deeper_and_shallower_with_what_is_below_it() {
    let mut desk = desk_with(PLAN);
    let node = desk.find("施策1-2 集う");
    let edit = moves::step(desk.book(), &desk.outline(), node, moves::Direction::Deeper).unwrap();
    desk.apply(vec![edit]).unwrap();
    assert_eq!(desk.tree()[7], "    施策1-2 集う");
    assert_eq!(desk.outline().parent(node), Some(desk.find("施策1-1 学ぶ")));
    let school = desk.find("(1) 学校");
    let edit = moves::step(desk.book(), &desk.outline(), school, moves::Direction::Shallower).unwrap();
    desk.apply(vec![edit]).unwrap();
    assert_eq!(desk.tree()[5..8], ["  (1) 学校", "        ① 体験", "        ② 協力校"]);
    let goal = desk.find("目標1 支え合う");
    assert_eq!(moves::step(desk.book(), &desk.outline(), goal, moves::Direction::Shallower), None);
    assert_eq!(moves::step(desk.book(), &desk.outline(), goal, moves::Direction::Deeper), None);
}

#[test]
fn a_shift_is_checked_as_a_whole() {
    let mut desk = desk_with(PLAN);
    let [goal, measure, effort] = [0, 1, 2].map(|at| desk.book().form.levels[at].id);
    let node = desk.find("施策1-1 学ぶ");
    let parent = desk.outline().parent(node);
    let school = desk.find("(1) 学校");
    let shift = |node, parent, levels: Vec<(NodeId, LevelId)>| {
        vec![YearEdit::Shift { node, parent, after: None, levels }]
    };
    for (edit, error) in [
        (shift(node, parent, vec![(node, goal)]), EditError::WrongLevel(goal)),
        (shift(node, parent, vec![(node, effort)]), EditError::WrongLevel(effort)),
        (shift(node, Some(school), vec![(node, measure)]), EditError::BelowItself(node)),
        (shift(node, parent, vec![(parent.unwrap(), goal)]), EditError::NoNode(parent.unwrap())),
        (
            shift(node, parent, vec![(node, LevelId::known("none"))]),
            EditError::NoLevel(LevelId::known("none")),
        ),
    ] {
        let before = desk.workbook.clone();
        assert_eq!(desk.apply(edit), Err(error));
        assert_eq!(desk.workbook, before);
    }
}

#[test]
fn what_is_dropped_is_weighed_listed_and_comes_back_act_by_act() {
    let mut desk = Desk::sample();
    let measure = desk.find("施策1-1 福祉を学び、考える機会の充実");
    let effort = desk.find("(1) 学校における福祉教育の推進");
    let before = desk.tree();
    let weighed = weight::of(desk.book(), &desk.outline(), measure);
    assert_eq!(weighed.items, desk.outline().below(Some(measure)).len() + 1);
    assert!(weighed.filled > 20 && weighed.places > 0, "{weighed:?}");

    desk.apply(vec![YearEdit::Drop(effort)]).unwrap();
    desk.apply(vec![YearEdit::Drop(measure)]).unwrap();
    let list = dropped::all(&desk.workbook, desk.year, &desk.outline());
    assert_eq!(list.iter().map(|it| it.node).collect::<Vec<_>>(), [measure, effort]);
    assert_eq!(list[1].below.len(), 3);

    // The lower one comes back with the one above it, without which it had no place.
    let back = dropped::bring_back(&desk.workbook, desk.year, &list[1]);
    let change = desk.workbook.apply(back, &author(1)).unwrap();
    desk.undo.push(change, None);
    assert_eq!(desk.outline().parent(effort), Some(measure));
    assert!(desk.outline().notices.iter().all(|it| format!("{it:?}").contains("Orphan")));
    let list = dropped::all(&desk.workbook, desk.year, &desk.outline());
    for one in &list {
        let back = dropped::bring_back(&desk.workbook, desk.year, one);
        desk.workbook.apply(back, &author(1)).unwrap();
    }
    assert_eq!(desk.tree(), before);
    assert!(dropped::all(&desk.workbook, desk.year, &desk.outline()).is_empty());
}

#[test]
fn numbers_are_given_anew_by_the_pattern_that_is_there() {
    let mut desk =
        desk_with("目標1 あ\n施策1-1 い\n(1) う\n① え\n⑤ お\n(4) か\n① き\n目標3 く\n施策1-9 け\n(1) こ");
    let all = Scope { below: None, deep: true, through: false };
    let found = renumber::plan(desk.book(), &desk.outline(), all);
    let changes: Vec<(&str, &str)> = found.iter().map(|it| (it.old.as_str(), it.new.as_str())).collect();
    assert_eq!(changes, [("⑤", "②"), ("(4)", "(2)"), ("目標3", "目標2"), ("施策1-9", "施策2-1")]);
    desk.apply(renumber::edits(&found)).unwrap();
    assert!(renumber::plan(desk.book(), &desk.outline(), all).is_empty(), "once is enough");
    desk.undo();
    let effort = desk.find("施策1-1 い");
    let through = Scope { below: Some(effort), deep: true, through: true };
    let found = renumber::plan(desk.book(), &desk.outline(), through);
    let changes: Vec<(&str, &str)> = found.iter().map(|it| (it.old.as_str(), it.new.as_str())).collect();
    assert_eq!(changes, [("⑤", "②"), ("(4)", "(2)"), ("①", "③")]);
    let below = Scope { below: Some(effort), deep: false, through: false };
    assert_eq!(renumber::plan(desk.book(), &desk.outline(), below).len(), 1);
}

#[test]
fn the_sample_is_numbered_as_its_pattern_says() {
    let desk = Desk::sample();
    let all = Scope { below: None, deep: true, through: false };
    assert_eq!(renumber::plan(desk.book(), &desk.outline(), all), []);
}

#[test]
fn a_department_is_replaced_everywhere_in_one_step() {
    let mut desk = Desk::sample();
    let (book, outline) = (desk.book(), desk.outline());
    let uses = departments::uses(book, &outline);
    let mut by_use: Vec<(usize, DepartmentId)> = uses.iter().map(|(&id, &count)| (count, id)).collect();
    by_use.sort();
    let (most, old) = by_use[by_use.len() - 1];
    let (_, new) = by_use[0];
    let name = |desk: &Desk, id: DepartmentId| desk.book().departments.get(id).unwrap().name.clone();
    let (old_name, new_name) = (name(&desk, old), name(&desk, new));
    let reach = departments::reach(book, old);
    assert!(reach.items >= most && reach.texts == reach.items, "{reach:?}");
    let before = desk.workbook.content().clone();
    let edits = departments::replace(book, &[old], new, true);
    desk.apply(edits).unwrap();
    let (book, outline) = (desk.book(), desk.outline());
    assert_eq!(departments::uses(book, &outline).get(&old), None);
    assert!(departments::uses(book, &outline)[&new] >= most);
    assert_eq!(departments::reach(book, old), departments::Reach::default());
    let texts = book.nodes.values().flat_map(|it| it.values.values()).filter_map(|it| match it {
        FieldValue::Owners(owners) => Some(owners.text.as_str()),
        _ => None,
    });
    let texts: Vec<&str> = texts.collect();
    let named = |text: &str, name: &str| hyokacho::model::department::names_in(text).contains(&name);
    assert!(texts.iter().all(|text| !named(text, &old_name)));
    assert!(texts.iter().filter(|text| named(text, &new_name)).count() >= most);
    desk.undo();
    assert_eq!(*desk.workbook.content(), before);
}

#[test]
fn a_department_is_renamed_added_moved_and_removed() {
    let mut desk = Desk::sample();
    let first = desk.book().departments_in_order()[0].clone();
    let reach = departments::reach(desk.book(), first.id);
    desk.apply(departments::rename(desk.book(), first.id, "新しい課", false)).unwrap();
    assert_eq!(desk.book().departments.get(first.id).unwrap().name, "新しい課");
    assert_eq!(departments::reach(desk.book(), first.id), departments::Reach { texts: 0, ..reach });
    desk.undo();
    desk.apply(departments::rename(desk.book(), first.id, "新しい課", true)).unwrap();
    assert_eq!(departments::reach(desk.book(), first.id), reach);
    assert_eq!(departments::add(desk.book(), DepartmentId::known("x"), " 新しい 課 "), None);
    let edit = departments::add(desk.book(), DepartmentId::known("x"), "加えた課").unwrap();
    desk.apply(vec![edit]).unwrap();
    assert_eq!(desk.book().departments_in_order().last().unwrap().name, "加えた課");
    let edit = departments::step(desk.book(), first.id, true).unwrap();
    desk.apply(vec![edit]).unwrap();
    assert_eq!(desk.book().departments_in_order()[1].id, first.id);
    assert_eq!(departments::step(desk.book(), DepartmentId::known("x"), true), None);
    let texts = |desk: &Desk| {
        let values = desk.book().nodes.values().flat_map(|it| it.values.values());
        values.filter_map(|it| it.as_text().map(str::to_string)).collect::<Vec<_>>()
    };
    let before = texts(&desk);
    desk.apply(departments::remove(desk.book(), first.id)).unwrap();
    assert_eq!(departments::reach(desk.book(), first.id).items, 0);
    assert_eq!(texts(&desk), before, "what was typed stays");
}

fn rated(desk: &Desk) -> u32 {
    let field = desk.book().form.rating_fields().next().unwrap().0.id;
    Ratings::new(&desk.workbook, desk.year, &desk.outline(), field).whole().total()
}

/// The sample's items that are linked to another, freed and made candidates of it again.
fn with_candidate() -> (Desk, NodeId, NodeId) {
    let mut desk = Desk::sample();
    let linked = desk.outline().below(None).into_iter().find_map(|id| {
        let original = desk.book().nodes.get(id)?.repeat.original()?;
        Some((id, original))
    });
    let (place, original) = linked.expect("the sample has a 再掲");
    let mut edits = repeat::unlink(desk.book(), &desk.outline(), place);
    edits.retain(|edit| !matches!(edit, YearEdit::Repeat(..)));
    edits.push(YearEdit::Repeat(place, Repeat::Candidate(original)));
    desk.apply(edits).unwrap();
    (desk, place, original)
}

#[test]
fn a_candidate_is_compared_linked_with_what_differs_and_counted_once() {
    let (mut desk, place, original) = with_candidate();
    let (content, rating) = (FieldId::known("content"), FieldId::known("rating"));
    let counted = rated(&desk);
    desk.apply(vec![YearEdit::Value(place, content, FieldValue::text("ここだけの内容"))]).unwrap();
    desk.apply(vec![YearEdit::Value(place, rating, Some(FieldValue::Grade(GradeId::known("c"))))]).unwrap();
    let outline = desk.outline();
    assert_eq!(repeat::standing(desk.book(), &outline, place), Standing::Candidate(original));
    let differences = repeat::compare(desk.book(), &outline, place, original);
    let fields: Vec<FieldId> = differences.iter().map(|it| it.field).collect();
    assert_eq!(fields, [content, rating]);

    let link = repeat::link(desk.book(), &outline, place, original, &[(place, rating)]).unwrap();
    desk.apply(link).unwrap();
    let node = desk.book().nodes.get(place).unwrap();
    assert_eq!(node.values.keys().copied().collect::<Vec<_>>(), [content], "only what differs stays");
    assert_eq!(desk.book().value(place, rating), desk.book().value(original, rating));
    assert_eq!(rated(&desk), counted - 1);
    assert_eq!(repeat::standing(desk.book(), &desk.outline(), place), Standing::Linked(original));
    assert!(repeat::places(desk.book(), &desk.outline(), original).contains(&place));
    desk.undo();
    assert_eq!(rated(&desk), counted);
}

#[test]
fn a_dropped_original_is_told_and_a_place_takes_its_part() {
    let (mut desk, place, original) = with_candidate();
    let link = repeat::link(desk.book(), &desk.outline(), place, original, &[]).unwrap();
    desk.apply(link).unwrap();
    let shown = desk.book().value(place, FieldId::known("content")).cloned();
    desk.apply(vec![YearEdit::Drop(original)]).unwrap();
    assert_eq!(repeat::standing(desk.book(), &desk.outline(), place), Standing::Dropped(original));
    let counted = rated(&desk);
    desk.apply(repeat::promote(desk.book(), &desk.outline(), place)).unwrap();
    assert_eq!(repeat::standing(desk.book(), &desk.outline(), place), Standing::Own);
    assert_eq!(desk.book().value(place, FieldId::known("content")).cloned(), shown);
    assert_eq!(rated(&desk), counted + 1);
}

#[test]
fn another_place_of_an_item_shows_it_and_is_not_counted() {
    let mut desk = Desk::sample();
    let rows: Vec<NodeId> = desk.outline().below(None);
    let row = |id: &&NodeId| {
        let level = desk.book().nodes.get(**id).unwrap().level.unwrap();
        desk.book().form.level(level).unwrap().shape == LevelShape::Row
    };
    let original = **rows.iter().filter(row).collect::<Vec<_>>().last().unwrap();
    let level = desk.book().nodes.get(original).unwrap().level.unwrap();
    let slot =
        moves::gap(desk.book(), &desk.outline(), Some(desk.find("(1) 学校における福祉教育の推進")), level);
    let (counted, id) = (rated(&desk), desk.draw());
    let edit = repeat::make(desk.book(), &desk.outline(), original, slot, "⑨", || id).unwrap();
    desk.apply(vec![edit]).unwrap();
    assert_eq!(rated(&desk), counted);
    let node = desk.book().nodes.get(id).unwrap();
    assert_eq!((node.number.as_str(), node.repeat), ("⑨", Repeat::Of(original)));
    assert_eq!(repeat::places(desk.book(), &desk.outline(), id), [id, original]);
    let field = FieldId::known("content");
    assert_eq!(desk.book().value(id, field), desk.book().value(original, field));
    let own = repeat::own(desk.book(), id, field).unwrap();
    desk.apply(vec![own]).unwrap();
    assert!(desk.book().nodes.get(id).unwrap().values.contains_key(&field));
    assert_eq!(repeat::link(desk.book(), &desk.outline(), original, id, &[]), None, "it would repeat itself");
}

#[test]
fn parts_of_a_place_repeat_the_parts_of_the_original() {
    let mut form = abcd_plain();
    form.levels[2].shape = LevelShape::Row;
    let mut part = form.levels[2].clone();
    part.id = LevelId::known("report");
    part.shape = LevelShape::Part;
    form.levels.push(part.clone());
    form.fields.iter_mut().for_each(|field| field.levels = vec![part.id]);
    let mut desk = Desk::empty(form);
    desk.paste("方針1 あ\n\t施策1 い\n\t\t(1) う\n\t施策2 え\n\t\t(2) う");
    let [one, two] = [desk.find("(1) う"), desk.find("(2) う")];
    let mut rows = Vec::new();
    for row in [one, one, two, two] {
        let id = desk.draw();
        let (number, title) = (String::new(), String::new());
        let after = rows.last().copied().filter(|&last| desk.outline().parent(last) == Some(row));
        let add = YearEdit::AddNode { id, level: part.id, parent: Some(row), after, number, title };
        desk.apply(vec![add]).unwrap();
        rows.push(id);
    }
    let field = FieldId::known("content");
    for (row, text) in rows.iter().zip(["一", "二", "一", "二'"]) {
        desk.apply(vec![YearEdit::Value(*row, field, FieldValue::text(text))]).unwrap();
    }
    let differences = repeat::compare(desk.book(), &desk.outline(), two, one);
    assert_eq!(differences.iter().map(|it| it.node).collect::<Vec<_>>(), [rows[3]]);
    let counted = rated(&desk);
    assert_eq!(counted, 4);
    desk.apply(repeat::link(desk.book(), &desk.outline(), two, one, &[]).unwrap()).unwrap();
    assert_eq!(rated(&desk), 2);
    let id = desk.draw();
    let mut drawn = vec![id, NodeId::known("p"), NodeId::known("q")].into_iter();
    let edit = repeat::make(desk.book(), &desk.outline(), one, (None, None), "", || drawn.next().unwrap());
    assert_eq!(desk.apply(vec![edit.unwrap()]), Ok(()));
    assert_eq!(desk.outline().children(Some(id)), [NodeId::known("p"), NodeId::known("q")]);
    assert_eq!(desk.book().value(NodeId::known("q"), field), FieldValue::text("二").as_ref());
    assert_eq!(rated(&desk), 2);
}

proptest! {
    /// Linking and unlinking a place keeps every text that was shown there, and all items are counted
    /// as before.
    #[test]
    fn law_linking_then_unlinking_keeps_every_text(
        own in prop::collection::vec(prop::option::of(0..3usize), 8),
        original in prop::collection::vec(prop::option::of(0..3usize), 8),
    ) {
        let mut desk = desk_with("目標1 あ\n施策1-1 い\n(1) う\n① え\n② お");
        let (place, of) = (desk.find("② お"), desk.find("① え"));
        let level = desk.book().nodes.get(place).unwrap().level.unwrap();
        let texts: Vec<FieldId> = desk.book().form.fields_of(level)
            .filter(|field| desk.book().form.scale_of(field).is_none())
            .filter(|field| !format!("{:?}", field.kind).contains("Departments"))
            .map(|field| field.id).collect();
        for (node, values) in [(place, &own), (of, &original)] {
            for (field, value) in texts.iter().zip(values) {
                let value = value.and_then(|at| FieldValue::text(["一", "二", "三"][at]));
                desk.apply(vec![YearEdit::Value(node, *field, value)]).unwrap();
            }
        }
        let before: Vec<_> = texts.iter().map(|&field| desk.book().value(place, field).cloned()).collect();
        let counted = rated(&desk);
        desk.apply(repeat::link(desk.book(), &desk.outline(), place, of, &[]).unwrap()).unwrap();
        prop_assert_eq!(rated(&desk), counted - 1);
        for (&field, was) in texts.iter().zip(&before) {
            let shown = desk.book().value(place, field);
            prop_assert!(was.is_none() || shown == was.as_ref());
            let kept = desk.book().nodes.get(place).unwrap().values.get(&field);
            prop_assert!(kept.is_none() || kept != desk.book().value(of, field));
        }
        let shown: Vec<_> = texts.iter().map(|&field| desk.book().value(place, field).cloned()).collect();
        desk.apply(repeat::unlink(desk.book(), &desk.outline(), place)).unwrap();
        prop_assert_eq!(rated(&desk), counted);
        let now: Vec<_> = texts.iter().map(|&field| desk.book().nodes.get(place).unwrap().values.get(&field).cloned()).collect();
        prop_assert_eq!(now, shown);
    }
}

#[test]
fn a_conflict_in_a_dropped_item_is_shown_and_not_listed_as_dropped() {
    let mut desk = desk_with(PLAN);
    let node = desk.find("① 体験");
    let mut other = desk.workbook.clone();
    desk.apply(vec![YearEdit::Drop(node)]).unwrap();
    let title = Edit::In(desk.year, YearEdit::Title(node, "体験学習".into()));
    other.apply(title, &author(2)).unwrap();
    desk.workbook.join(&other).unwrap();
    assert!(desk.outline().contains(node));
    assert!(desk.workbook.register(&Place::Node(desk.year, node, NodePart::Dropped)).is_some());
    assert!(dropped::all(&desk.workbook, desk.year, &desk.outline()).is_empty());
}
