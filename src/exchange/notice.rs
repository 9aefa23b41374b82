//! What the table reader tells the user; the sentences are in `words`.

use crate::model::id::FieldId;

/// Is one thing to tell about the lines of a table. Lines are numbered from 1, columns too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The line fits nothing that the form knows; its cells stand in `text`, parted by tabs.
    NotUnderstood {
        /// The line.
        line: usize,
        /// The line's text.
        text: String,
    },
    /// A cell in a line that was understood fits nothing; its text is in no item.
    CellNotUsed {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// The cell's text.
        text: String,
    },
    /// A column head fits no field; told once for each text.
    UnknownColumn {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// The head's text.
        text: String,
    },
    /// A grade cell holds neither a grade nor a mark of the scale.
    UnknownGrade {
        /// The line.
        line: usize,
        /// The field.
        field: FieldId,
        /// The cell's text.
        text: String,
    },
    /// A choice cell holds none of the options.
    UnknownChoice {
        /// The line.
        line: usize,
        /// The field.
        field: FieldId,
        /// The cell's text.
        text: String,
    },
    /// What a page break had cut was put together.
    Joined {
        /// The line with the rest.
        line: usize,
        /// The line with the beginning.
        with: usize,
        /// The text put together: a group's title, a remark, or the texts of the rest.
        text: String,
    },
    /// A grade had run together with a neighbour's text; the cell was split.
    Repaired {
        /// The line.
        line: usize,
        /// The grade's field.
        field: FieldId,
        /// The cell as it stood.
        text: String,
    },
    /// Rows whose cells stood beside their columns were put in order by what the cells say.
    Aligned {
        /// The lines, ascending.
        lines: Vec<usize>,
    },
    /// A heading is printed in another row than the one with which it begins.
    HeadingLater {
        /// The line in which it is printed.
        line: usize,
        /// The line with which it begins.
        first: usize,
        /// The heading.
        text: String,
    },
    /// A row has fewer cells than its header and nothing explains which is missing; read from the left.
    ShortRow {
        /// The line.
        line: usize,
        /// How many cells the header has.
        expected: usize,
        /// How many the row has.
        found: usize,
    },
    /// A text is repeated with a difference; the first was kept, this is the other.
    Differs {
        /// The line.
        line: usize,
        /// The line of the text that was kept.
        first: usize,
        /// The other text.
        text: String,
    },
    /// A label was recognised in spite of a difference of one or two characters.
    LabelDiffers {
        /// The line.
        line: usize,
        /// The label as typed.
        text: String,
    },
    /// A header names another year than the first one.
    YearDiffers {
        /// The line.
        line: usize,
        /// The label as typed.
        text: String,
    },
    /// A heading of the page names items that stand elsewhere in the table; it holds nothing of its own.
    NamesItems {
        /// The line.
        line: usize,
        /// The names as typed.
        text: String,
    },
    /// A further row of the same item was read as a part of it, and so was its first row.
    Part {
        /// The line.
        line: usize,
        /// The item's first line.
        first: usize,
    },
    /// A row has values and no title.
    NoTitle {
        /// The line.
        line: usize,
    },
    /// An item has no item above it although its level is not the top.
    NoParent {
        /// The line.
        line: usize,
    },
    /// A split into remarks is only proposed: the bullets are lost, or not clear.
    Proposed {
        /// The line.
        line: usize,
        /// How many remarks are proposed.
        remarks: usize,
    },
    /// An item is marked 再掲.
    Repeat {
        /// The line.
        line: usize,
        /// The line of the item that it seems to repeat.
        of: Option<usize>,
    },
    /// An item that is marked 再掲 does not say the same as the one it seems to repeat; both are kept.
    CopyDiffers {
        /// The line.
        line: usize,
        /// The line of the item that it seems to repeat.
        of: usize,
        /// The fields that differ, in the order of the form; none where only the title does.
        fields: Vec<FieldId>,
    },
    /// Of an item's tick boxes none is ticked, or more than one; no grade was chosen.
    Ticks {
        /// The line of the first box.
        line: usize,
        /// The field.
        field: FieldId,
        /// The grades that are ticked, as the scale writes them, parted by 、; empty where none is.
        text: String,
    },
    /// A tick box stood in another column; it was read as one of the item above.
    Moved {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// The cell's text.
        text: String,
    },
    /// A cell with several values does not say which of an item's indicators they are of; the whole
    /// text stands with the first, a unit only here.
    Unassigned {
        /// The line.
        line: usize,
        /// The field.
        field: FieldId,
        /// The cell's text.
        text: String,
    },
    /// Several values in a cell were given to an item's indicators by the names beside them.
    ByName {
        /// The line.
        line: usize,
        /// The field.
        field: FieldId,
        /// The cell's text.
        text: String,
    },
    /// A row of the committee's remarks fits no item by number and title; its remarks are in no item.
    NoSuchItem {
        /// The line.
        line: usize,
        /// The row's text.
        text: String,
        /// The line of an item with the same title and another number.
        of: Option<usize>,
    },
    /// Tags like `<p>`, left over by a conversion, were taken out.
    TagsRemoved {
        /// The lines, ascending.
        lines: Vec<usize>,
    },
    /// Lines that hold nothing of their own.
    Furniture {
        /// What they are.
        kind: Furniture,
        /// The lines, ascending.
        lines: Vec<usize>,
    },
}

/// Says why a line holds nothing of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    /// A rule of dashes, or a row in which only tags stand.
    Ruler,
    /// The heads of the columns, the first time and again.
    Header,
    /// A heading or text that was read before and is repeated after a page break.
    Repeated,
    /// The number of a page.
    PageNumber,
    /// What grades mean, in the words of the form.
    Legend,
    /// Names of items that stand in the table.
    Overview,
}

impl Notice {
    /// Returns the line; none where the notice concerns many.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::NotUnderstood { line, .. }
            | Self::CellNotUsed { line, .. }
            | Self::UnknownColumn { line, .. }
            | Self::UnknownGrade { line, .. }
            | Self::UnknownChoice { line, .. }
            | Self::Joined { line, .. }
            | Self::HeadingLater { line, .. }
            | Self::Repaired { line, .. }
            | Self::ShortRow { line, .. }
            | Self::Differs { line, .. }
            | Self::LabelDiffers { line, .. }
            | Self::YearDiffers { line, .. }
            | Self::NamesItems { line, .. }
            | Self::Part { line, .. }
            | Self::NoTitle { line }
            | Self::NoParent { line }
            | Self::Proposed { line, .. }
            | Self::Repeat { line, .. }
            | Self::CopyDiffers { line, .. }
            | Self::Ticks { line, .. }
            | Self::Moved { line, .. }
            | Self::Unassigned { line, .. }
            | Self::ByName { line, .. }
            | Self::NoSuchItem { line, .. } => Some(*line),
            Self::TagsRemoved { .. } | Self::Aligned { .. } | Self::Furniture { .. } => None,
        }
    }
}
