//! Reads a table row by row: what kind of row it is, and where in the plan it belongs.

use super::clean::{clean, has_tag};
use super::committee::OpenRemarks;
use super::draft::{Draft, DraftCount, DraftRemark};
use super::further::OpenRow;
use super::gather::Gathered;
use super::header::{Column, Header, Heads};
use super::labels::{Labels, Lead};
use super::merged::Merged;
use super::notice::{Furniture, Notice};
use super::opinions::RowIndex;
use super::repeat::find_originals;
use super::table::{Table, TableRow};
use super::tree::Tree;
use crate::find::fold::fold;
use crate::model::form::{Form, LevelShape, Period};
use crate::model::id::{FieldId, GradeId, LevelId, ScaleId};
use crate::model::year::FiscalYear;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// Reads a table by means of a form's labels. Never fails: what is not understood is in the notices.
pub fn read(table: &Table, form: &Form) -> Draft {
    let mut reader = Reader::new(table, form);
    reader.find_last_header(table);
    for row in &table.rows {
        reader.row(row);
    }
    reader.finish()
}

/// Is the state while a table is read.
pub(super) struct Reader<'a> {
    pub form: &'a Form,
    pub labels: Labels<'a>,
    pub levels: Levels,
    pub tree: Tree,
    pub place: Place,
    pub header: Option<Rc<Header>>,
    pub year: Option<(String, FiscalYear)>,
    pub counts: Vec<DraftCount>,
    pub remarks: Vec<DraftRemark>,
    pub definitions: Vec<(ScaleId, GradeId, String)>,
    /// The line from which a value of a heading or a definition was read first.
    pub first_lines: HashMap<String, usize>,
    pub open_remarks: Option<OpenRemarks>,
    pub named: Vec<(usize, String)>,
    /// What items say over several rows, until all of them are read.
    pub gathered: BTreeMap<usize, Gathered>,
    /// The item that the committee's table is at, and the line of its row there.
    pub open_opinions: Option<(usize, usize)>,
    pub rows: RowIndex,
    pub period: Option<Period>,
    /// Lines of overviews, until all items are read.
    pub overviews: Vec<(usize, String)>,
    /// What the sheet says that the options of a field mean.
    pub guidance: Vec<(FieldId, String)>,
    /// What is known about headings that are merged over rows.
    pub merged: Merged,
    /// The last line with the heads of fields; 0 where there is none.
    pub last_header: usize,
    pub log: Log,
    /// The year that a line above the first item names.
    title_year: Option<(String, FiscalYear)>,
    /// The fields that have a column in tables of items.
    item_fields: HashSet<FieldId>,
    /// Lines by themselves that were not understood.
    unread: HashSet<String>,
    heads: Heads,
    known_heads: HashSet<String>,
    /// How many columns at the left are empty in the whole table.
    margin: usize,
}

/// Names the levels of the form by what they are in a table.
pub(super) struct Levels {
    pub group: Option<LevelId>,
    pub row: Option<LevelId>,
    pub part: Option<LevelId>,
}

/// Is the place in the plan where the next row belongs.
#[derive(Default)]
pub(super) struct Place {
    /// The open heading of every level, by depth.
    pub path: Vec<Option<usize>>,
    /// The open group.
    pub group: Option<usize>,
    /// The last row.
    pub row: Option<OpenRow>,
    /// Whether an empty line, a repeated heading or a header stands between the last row and here.
    pub broken: bool,
}

impl Place {
    /// Returns the deepest open heading.
    pub fn deepest(&self) -> Option<usize> {
        self.path.iter().rev().copied().flatten().next()
    }

    /// Forgets the rows above: the next one begins anew.
    pub fn close_rows(&mut self) {
        self.group = None;
        self.row = None;
    }
}

/// Keeps account of the lines.
#[derive(Default)]
pub(super) struct Log {
    pub notices: Vec<Notice>,
    pub used: Vec<usize>,
    furniture: BTreeMap<Furniture, Vec<usize>>,
    tagged: Vec<usize>,
    /// Lines whose cells were put under their columns by what they say.
    pub aligned: Vec<usize>,
}

impl Log {
    /// Tells the user something.
    pub fn tell(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Accounts for a line that holds nothing of its own.
    pub fn furniture(&mut self, kind: Furniture, line: usize) {
        self.furniture.entry(kind).or_default().push(line);
    }
}

/// Is one row with its cells cleaned.
pub(super) struct Row<'t> {
    pub line: usize,
    pub cells: Vec<Cow<'t, str>>,
    /// Over how many columns each cell is merged.
    pub merged: Vec<u16>,
    /// How many columns stand to the left of the cells.
    pub margin: usize,
}

impl Row<'_> {
    /// Returns the cells that are not empty, with their indices.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells
            .iter()
            .enumerate()
            .map(|(at, cell)| (at, cell.as_ref()))
            .filter(|(_, cell)| !cell.is_empty())
    }
}

impl<'a> Reader<'a> {
    /// Begins to read a table.
    pub fn new(table: &Table, form: &'a Form) -> Self {
        let of_shape = |shape| form.levels.iter().rev().find(|l| l.shape == shape).map(|l| l.id);
        let levels = Levels {
            group: of_shape(LevelShape::Group),
            row: of_shape(LevelShape::Row),
            part: of_shape(LevelShape::Part),
        };
        Self {
            form,
            labels: Labels::of(form),
            levels,
            tree: Tree::default(),
            place: Place { path: vec![None; form.levels.len()], ..Place::default() },
            header: None,
            year: None,
            counts: Vec::new(),
            remarks: Vec::new(),
            definitions: Vec::new(),
            first_lines: HashMap::new(),
            open_remarks: None,
            named: Vec::new(),
            gathered: BTreeMap::new(),
            open_opinions: None,
            rows: RowIndex::default(),
            period: None,
            overviews: Vec::new(),
            guidance: Vec::new(),
            merged: Merged::default(),
            last_header: 0,
            log: Log::default(),
            title_year: None,
            item_fields: HashSet::new(),
            unread: HashSet::new(),
            heads: Heads::of(form),
            known_heads: HashSet::new(),
            margin: margin(table),
        }
    }

    /// Reads the next row.
    pub fn row(&mut self, source: &TableRow) {
        if source.is_empty() {
            self.place.broken = true;
            return;
        }
        let row = self.clean_row(source);
        if source.cells.iter().any(|cell| has_tag(&cell.text)) {
            self.log.tagged.push(row.line);
        }
        let read = self.bare_line(&row)
            || self.header_row(&row)
            || self.overview(&row)
            || self.legend(&row)
            || self.row_of_kind(&row);
        if !read {
            self.not_understood(&row, source);
        }
    }

    /// Tells of a row that fits nothing. Above all items it may be the table's title and name its year;
    /// a line by itself that comes again is told of once.
    fn not_understood(&mut self, row: &Row, source: &TableRow) {
        let mut filled = row.filled();
        if let (Some((_, text)), None) = (filled.next(), filled.next()) {
            if !self.unread.insert(fold(text)) {
                return self.log.furniture(Furniture::Repeated, row.line);
            }
            if self.tree.nodes.is_empty() && self.title_year.is_none() {
                self.title_year = FiscalYear::find(text).map(|(label, year)| (label.to_owned(), year));
            }
        }
        self.log.tell(Notice::NotUnderstood { line: row.line, text: source.text() });
    }

    fn row_of_kind(&mut self, row: &Row) -> bool {
        let led = self.led_row(row).or_else(|| self.level_row(row));
        led.unwrap_or_else(|| self.rest_of_remarks(row) || self.table_row(row))
    }

    fn clean_row<'t>(&self, source: &'t TableRow) -> Row<'t> {
        let cells = || source.cells.iter().skip(self.margin);
        let merged = cells().map(|cell| cell.columns).collect();
        let cells = cells().map(|cell| clean(&cell.text)).collect();
        Row { line: source.line, cells, merged, margin: self.margin }
    }

    /// Finds the last line with heads of fields: a table of headings alone is an overview before it.
    pub fn find_last_header(&mut self, table: &Table) {
        if self.form.levels.iter().all(|level| level.shape != LevelShape::Heading) {
            return;
        }
        let is_full = |row: &&TableRow| {
            self.heads.read(&self.clean_row(row).cells).is_some_and(|header| header.has_fields())
        };
        self.last_header = table.rows.iter().rev().find(is_full).map_or(0, |row| row.line);
    }

    /// Takes rules of dashes, page numbers and lines of which only tags are left.
    fn bare_line(&mut self, row: &Row) -> bool {
        let kind = match () {
            () if row.filled().next().is_none() || is_ruler(row) => Furniture::Ruler,
            () if row.cells.len() == 1 && is_page_number(&row.cells[0]) => Furniture::PageNumber,
            () => return false,
        };
        self.log.furniture(kind, row.line);
        true
    }

    fn header_row(&mut self, row: &Row) -> bool {
        let Some(mut header) = self.heads.read(&row.cells) else { return false };
        self.tell_whose(&mut header);
        self.log.furniture(Furniture::Header, row.line);
        self.tell_heads(row, &header);
        for (label, year) in &header.years {
            match &self.year {
                None => self.year = Some((label.clone(), *year)),
                Some((_, first)) if first != year => {
                    self.log.tell(Notice::YearDiffers { line: row.line, text: label.clone() });
                }
                Some(_) => {}
            }
        }
        self.header = Some(Rc::new(header));
        self.place.broken = true;
        self.open_remarks = None;
        true
    }

    /// Tells a table of items from one of remarks on items: that has no columns but those of remarks and
    /// such as the items' own table has.
    fn tell_whose(&mut self, header: &mut Header) {
        let remarks = header.columns.iter().any(|column| matches!(column, Column::Remarks(_)));
        let parts = header.columns.iter().any(|column| matches!(column, Column::Indicator(..)));
        if !remarks {
            self.item_fields.extend(header.fields());
        }
        let known = header.fields().all(|field| self.item_fields.contains(&field));
        header.opinions = remarks && !parts && known && self.place.row.is_some();
        self.open_opinions = None;
    }

    fn tell_heads(&mut self, row: &Row, header: &Header) {
        for (at, text) in row.filled() {
            let differs = header.differing.contains(&at);
            let unknown = header.columns[at] == Column::Unknown;
            if !(differs || unknown) || !self.known_heads.insert(fold(text)) {
                continue;
            }
            let (line, text) = (row.line, text.to_owned());
            self.log.tell(match differs {
                true => Notice::LabelDiffers { line, text },
                false => Notice::UnknownColumn { line, column: row.margin + at + 1, text },
            });
        }
    }

    /// Reads a row whose first cell is a label of the form, or begins with one where it is the only cell;
    /// `None` for any other row.
    fn led_row(&mut self, row: &Row) -> Option<bool> {
        let first = row.cells.first().filter(|cell| !cell.is_empty())?;
        let alone = row.filled().count() == 1;
        if let Some(found) = self.labels.find(first) {
            let texts: Vec<(usize, &str)> = row.filled().skip(1).collect();
            let read = self.lead(found.lead, row, &texts);
            if read && found.differs && self.known_heads.insert(fold(first)) {
                self.log.tell(Notice::LabelDiffers { line: row.line, text: first.to_string() });
            }
            return Some(read);
        }
        let within = self.labels.find_within(first).filter(|_| alone);
        within.map(|(lead, text)| self.lead(lead, row, &[(0, text)]))
    }

    fn lead(&mut self, lead: Lead, row: &Row, texts: &[(usize, &str)]) -> bool {
        let read = match lead {
            Lead::Heading(level) => self.heading(level, row, texts),
            Lead::Field(field) => self.heading_value(field, row, texts),
            Lead::Names => self.names(row, texts),
            Lead::Axis(axis) => self.tally(axis, row, texts),
            Lead::Remarks(heading) => self.remarks(heading, row, texts),
        };
        if read && !matches!(lead, Lead::Remarks(_)) {
            self.open_remarks = None;
        }
        read
    }

    /// Puts together what was read.
    pub fn finish(mut self) -> Draft {
        self.finish_headings();
        let year = self.year.take().or(self.title_year.take());
        self.settle_gathered(year.as_ref().map(|(_, year)| *year));
        self.resolve_names();
        self.resolve_overviews();
        let (mut nodes, places) = self.tree.into_order();
        let mut notices = self.log.notices;
        notices.extend(find_originals(&mut nodes, self.form));
        notices.sort_by_key(Notice::line);
        if !self.log.aligned.is_empty() {
            notices.push(Notice::Aligned { lines: self.log.aligned });
        }
        if !self.log.tagged.is_empty() {
            notices.push(Notice::TagsRemoved { lines: self.log.tagged });
        }
        let furniture = self.log.furniture.into_iter();
        notices.extend(furniture.map(|(kind, lines)| Notice::Furniture { kind, lines }));
        let counts = self.counts.into_iter().map(|c| DraftCount { node: places[c.node], ..c });
        let remarks = self.remarks.into_iter().map(|r| DraftRemark { node: places[r.node], ..r });
        Draft {
            year,
            period: self.period,
            nodes,
            counts: counts.collect(),
            remarks: remarks.collect(),
            definitions: self.definitions,
            guidance: self.guidance,
            notices,
            used: self.log.used,
        }
    }
}

/// Returns how many columns at the left are empty in every row.
fn margin(table: &Table) -> usize {
    let filled = table.rows.iter().filter_map(|row| row.cells.iter().position(|c| !c.text.trim().is_empty()));
    filled.min().unwrap_or(0)
}

/// Returns whether all that is in a row are rules of two dashes or more.
fn is_ruler(row: &Row) -> bool {
    let rule = |cell: &str| cell.chars().count() >= 2 && cell.chars().all(|c| "-=_─━—―－＿".contains(c));
    row.filled().all(|(_, cell)| rule(cell))
}

/// Returns whether a text is the number of a page: 12, - 12 -, 3/20, p.3, 3ページ.
fn is_page_number(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_matches(['-', '—', '―', '–']);
    let bare = bare.trim_start_matches("p.").trim_start_matches('p');
    let bare = bare.trim_end_matches("ページ").trim_end_matches('頁');
    let (number, of) = bare.split_once('/').unwrap_or((bare, "1"));
    let digits = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits(number) && digits(of)
}
