//! Laws of the sheet's layout over forms and trees of any shape: every item and every field in one
//! place, and every table without a hole.

use hyokacho::model::builder::BookBuilder;
use hyokacho::model::form::*;
use hyokacho::model::id::*;
use hyokacho::model::item;
use hyokacho::model::sheet::{Slot, blocks, columns, slots, units};
use hyokacho::model::tree::Outline;
use hyokacho::model::value::FieldValue;
use hyokacho::model::year_book::YearBook;
use proptest::prelude::*;
use std::collections::BTreeMap;

const NAMES: [&str; 6] = ["one", "two", "three", "four", "five", "six"];

fn form(shapes: &[LevelShape], unit: usize, fields: &[u8]) -> Form {
    let level = |(at, &shape): (usize, &LevelShape)| Level {
        id: LevelId::known(NAMES[at]),
        label: NAMES[at].into(),
        aliases: Vec::new(),
        shape,
    };
    let field = |(at, mask): (usize, &u8)| {
        let levels = (0..shapes.len()).filter(|at| mask & (1 << at) != 0);
        Field {
            id: FieldId::known(NAMES[at]),
            levels: levels.map(|at| LevelId::known(NAMES[at])).collect(),
            label: NAMES[at].into(),
            aliases: Vec::new(),
            kind: FieldKind::LongText,
            by: FilledBy::Department,
            carry: Carry::Year,
            guidance: String::new(),
            width: 1,
            when: None,
            heads: IndicatorHeads::default(),
        }
    };
    Form {
        levels: shapes.iter().enumerate().map(level).collect(),
        fields: fields.iter().enumerate().map(field).collect(),
        sheet: Sheet { unit: Some(LevelId::known(NAMES[unit])), ..Sheet::default() },
        ..Form::default()
    }
}

/// Makes a book of items: each names its level, an item in front below which it stands where that is
/// of a higher level, and whether its fields are filled.
fn book(form: Form, items: &[(usize, usize, bool)]) -> (YearBook, Outline) {
    let mut count = 0u64;
    let mut random = || {
        count += 1;
        count.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let levels = form.levels.len();
    let mut builder = BookBuilder::new("", form.clone(), IdSource::new(&mut random));
    let mut depths: Vec<usize> = Vec::new();
    for &(depth, above, filled) in items {
        let depth = depth % levels;
        let higher: Vec<usize> = (0..depths.len()).filter(|&at| depths[at] < depth).collect();
        let parent = (!higher.is_empty()).then(|| higher[above % higher.len()]);
        let level = LevelId::known(NAMES[depth]);
        let at = builder.node(parent, level, "1", "項目");
        depths.push(depth);
        for field in form.fields_of(level).filter(|_| filled) {
            builder.fill(at, field.id, FieldValue::text("文"));
        }
    }
    let book = builder.finish();
    let outline = Outline::new(&book.nodes, |_| false);
    (book, outline)
}

fn shape_of(book: &YearBook, node: NodeId) -> LevelShape {
    item::shape(book, node).expect("every item has a level")
}

/// Counts in how many places each item and each of its fields stands on the sheets of a book.
#[derive(Default)]
struct Drawn {
    items: BTreeMap<NodeId, usize>,
    fields: BTreeMap<(NodeId, FieldId), usize>,
}

impl Drawn {
    fn fields_of(&mut self, node: NodeId, fields: impl Iterator<Item = FieldId>) {
        fields.for_each(|field| *self.fields.entry((node, field)).or_default() += 1);
    }

    fn all_of(&mut self, book: &YearBook, node: NodeId) {
        let level = book.nodes.get(node).and_then(|node| node.level).unwrap();
        self.fields_of(node, book.form.fields_of(level).map(|field| field.id));
    }

    fn sheet(&mut self, book: &YearBook, outline: &Outline, unit: NodeId) {
        *self.items.entry(unit).or_default() += 1;
        self.fields_of(unit, item::fields(book, outline, unit).map(|field| field.id));
        let columns = columns(&book.form);
        for block in blocks(book, outline, unit) {
            for &node in &block.headings {
                *self.items.entry(node).or_default() += 1;
                self.all_of(book, node);
            }
            let mut grid = vec![0usize; block.rows.len() * (columns.len() + 2)];
            let mut cover = |row: usize, column: usize, rows: usize| {
                (row..row + rows).for_each(|row| grid[row * (columns.len() + 2) + column] += 1);
            };
            for (at, row) in block.rows.iter().enumerate() {
                let begun = [row.number, row.title];
                for (column, merged) in begun.into_iter().enumerate().filter_map(|(c, m)| Some((c, m?))) {
                    cover(at, column, merged.rows);
                }
                let mut here: Vec<NodeId> = begun.into_iter().flatten().map(|cell| cell.node).collect();
                here.push(row.node);
                here.sort();
                here.dedup();
                // The row of an item with parts is the second place in which its id stands, no second item.
                here.retain(|&id| row.title.is_some() || id != row.owner);
                here.iter().for_each(|&id| *self.items.entry(id).or_default() += 1);
                let number = row.number.map(|cell| cell.node);
                if let Some(group) = number.filter(|&id| shape_of(book, id) == LevelShape::Group) {
                    self.all_of(book, group);
                }
                for (column, slot) in slots(book, outline, row, &columns).into_iter().enumerate() {
                    match slot {
                        Slot::Field(node, rows) => {
                            cover(at, column + 2, rows);
                            self.fields_of(node, [columns[column].id].into_iter());
                        }
                        Slot::Empty => cover(at, column + 2, 1),
                        Slot::Covered => {}
                    }
                }
            }
            assert!(grid.iter().all(|&times| times == 1), "a table has a hole or an overlap: {block:?}");
        }
    }
}

fn check(form: Form, items: &[(usize, usize, bool)]) {
    let (book, outline) = book(form, items);
    let mut drawn = Drawn::default();
    for unit in units(&book, &outline) {
        drawn.sheet(&book, &outline, unit);
    }
    for node in outline.below(None) {
        let on_sheet = item::unit(&book, &outline, node).is_some();
        let is_above = !item::is_below_units(&book, node);
        assert!(on_sheet || is_above, "{node} stands on no sheet");
        assert_eq!(drawn.items.get(&node).copied().unwrap_or(0), usize::from(on_sheet), "{node}");
        let parts = item::parts(&book, &outline, node);
        let of_part = |field: &Field| parts.iter().any(|&part| item::has(&book, part, field));
        let item = book.nodes.get(node).unwrap();
        let own = book.form.fields_of(item.level.unwrap());
        let is_kept = |field: &Field| of_part(field) && item.values.contains_key(&field.id);
        let keeps = book.form.fields_of(item.level.unwrap()).any(is_kept);
        let is_row = matches!(shape_of(&book, node), LevelShape::Row | LevelShape::Part);
        for field in own.filter(|_| on_sheet) {
            let times = drawn.fields.remove(&(node, field.id)).unwrap_or(0);
            let left = is_row && of_part(field) && !keeps;
            assert_eq!(times, usize::from(!left), "{node} {}", field.id);
            assert!(times == 1 || !item.values.contains_key(&field.id), "something typed is not shown");
        }
    }
    assert_eq!(drawn.fields, BTreeMap::new(), "a field that the item does not have");
}

fn shape() -> impl Strategy<Value = LevelShape> {
    prop_oneof![
        3 => Just(LevelShape::Heading),
        1 => Just(LevelShape::Group),
        3 => Just(LevelShape::Row),
        2 => Just(LevelShape::Part),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn every_item_and_every_field_stands_on_one_sheet_once(
        shapes in prop::collection::vec(shape(), 2..=6),
        unit in 0usize..6,
        fields in prop::collection::vec(0u8..64, 0..=5),
        items in prop::collection::vec((0usize..6, 0usize..20, any::<bool>()), 0..30),
    ) {
        let unit = unit % shapes.len();
        check(form(&shapes, unit, &fields), &items);
    }
}

/// Writes the table of the only sheet out, `*` for a cell that is merged over rows.
fn table(form: Form, items: &[(usize, usize, bool)]) -> Vec<Vec<String>> {
    let (book, outline) = book(form, items);
    let unit = units(&book, &outline)[0];
    let columns = columns(&book.form);
    let rows = blocks(&book, &outline, unit).into_iter().flat_map(|block| block.rows);
    let rows = rows.map(|row| {
        let merged = [row.number, row.title].map(|cell| cell.map_or("".into(), |cell| cell.rows.to_string()));
        let cells = slots(&book, &outline, &row, &columns).into_iter().map(|slot| match slot {
            Slot::Field(node, 1) => book.nodes.get(node).unwrap().level.unwrap().to_string(),
            Slot::Field(node, rows) => format!("{} ×{rows}", book.nodes.get(node).unwrap().level.unwrap()),
            Slot::Covered => "".into(),
            Slot::Empty => "－".into(),
        });
        merged.into_iter().chain(cells).collect()
    });
    rows.collect()
}

#[test]
fn what_only_the_item_has_stands_beside_all_of_its_parts() {
    use LevelShape::*;
    // The item has the first and the last field, its parts the second and the last.
    let form = || form(&[Heading, Row, Part], 0, &[0b010, 0b100, 0b110]);
    let reports = [(0, 0, false), (1, 0, false), (2, 1, true), (2, 1, true), (2, 1, false)];
    assert_eq!(
        table(form(), &reports),
        [
            ["3", "3", "two ×3", "three", "three"],
            ["", "", "", "three", "three"],
            ["", "", "", "three", "three"]
        ]
    );
    assert_eq!(table(form(), &reports[..2]), [["1", "1", "two", "－", "two"]]);
    let kept = [(0, 0, false), (1, 0, true), (2, 1, true)];
    assert_eq!(
        table(form(), &kept),
        [["2", "2", "two ×2", "－", "two"], ["", "", "", "three", "three"]],
        "what an item has in a field of its parts has a row of its own"
    );
}

#[test]
fn rows_that_skip_the_level_with_sheets_have_one_of_their_own() {
    use LevelShape::*;
    let form = form(&[Heading, Heading, Row], 1, &[0b100]);
    let (book, outline) = book(form, &[(0, 0, false), (1, 0, false), (2, 1, false), (2, 0, false)]);
    let sheets = units(&book, &outline);
    let rows = |unit| blocks(&book, &outline, unit).iter().map(|block| block.rows.len()).sum::<usize>();
    assert_eq!(sheets.into_iter().map(rows).collect::<Vec<_>>(), [1, 1]);
}
