//! What the parts of the page share: the item that is chosen, and what is done with it.

use crate::app::parts::field::heading_of;
use crate::app::parts::item_tools::add_below;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::model::edit::YearEdit;
use crate::model::id::{LevelId, NodeId};
use crate::model::tree::Outline;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::planning::moves::{self, Direction};
use crate::planning::weight;
use leptos::prelude::*;

/// Says what is asked in a dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ask {
    /// Nothing: no dialog is open.
    #[default]
    Nothing,
    /// Where an item goes.
    Move(NodeId),
    /// Where else an item stands, too.
    Repeat(NodeId),
    /// What is numbered anew.
    Renumber,
    /// A list to make items of.
    List,
}

/// Is what the parts of the page share; copies are the same one.
#[derive(Clone, Copy)]
pub struct Desk {
    pub session: Session,
    pub year: FiscalYear,
    /// All items in reading order.
    pub ids: Memo<Vec<NodeId>>,
    /// The item that had the focus last.
    pub current: RwSignal<Option<NodeId>>,
    pub ask: RwSignal<Ask>,
    /// What is dragged, and behind which item it would be put: none is the very top.
    pub dragged: RwSignal<Option<NodeId>>,
    pub gap: RwSignal<Option<Option<NodeId>>>,
}

/// The field of a row that has its title.
pub const TITLE: &str = ".plan-row__title textarea";
/// The field of a row that has its number.
pub const NUMBER: &str = ".plan-row__number textarea";

impl Desk {
    pub fn new(session: Session, year: FiscalYear) -> Self {
        Self {
            session,
            year,
            ids: Memo::new(move |_| session.outline(year).below(None)),
            current: RwSignal::new(None),
            ask: RwSignal::new(Ask::Nothing),
            dragged: RwSignal::new(None),
            gap: RwSignal::new(None),
        }
    }

    /// Reads something from the year's book and its tree, without subscribing.
    pub fn with<T>(&self, select: impl FnOnce(&YearBook, &Outline) -> T) -> Option<T> {
        let outline = self.session.outline_now(self.year);
        self.session.book(self.year, |book| select(book, &outline))
    }

    /// Returns an item's number and title, and subscribes to them.
    pub fn heading(&self, node: NodeId) -> String {
        self.session.track(Topic::Node(self.year, node));
        self.session.book(self.year, |book| heading_of(book, node)).unwrap_or_default()
    }

    /// Returns the item that is chosen, as long as it is there.
    pub fn chosen(&self) -> Option<NodeId> {
        let outline = self.session.outline(self.year);
        self.current.get().filter(|&node| outline.contains(node))
    }

    fn chosen_now(&self) -> Option<NodeId> {
        untrack(|| self.chosen())
    }

    /// Puts the focus into a field of an item's row.
    pub fn focus(&self, node: NodeId, field: &'static str) {
        self.current.set(Some(node));
        edge::focus::inside(&format!("plan-{node}"), field);
    }

    fn tell(&self, text: impl Into<String>) {
        self.session.saving.tell(text.into());
    }

    /// Does what was planned for an item, says where a level changed, and returns whether it was done.
    pub fn act(&self, node: NodeId, edit: Option<YearEdit>) -> bool {
        let w = &words().planning;
        let Some(edit) = edit else {
            self.tell(w.cannot);
            return false;
        };
        let levels: Vec<(NodeId, LevelId)> = match &edit {
            YearEdit::Shift { levels, .. } => levels.clone(),
            _ => Vec::new(),
        };
        self.session.edit(self.year, edit, None);
        let said = self.with(|book, _| {
            let level = book.nodes.get(node).and_then(|it| book.form.level(it.level?))?;
            Some((w.moved)(&heading_of(book, node), &level.label, weight::hidden(book, &levels)))
        });
        if let Some(said) = said.flatten().filter(|_| !levels.is_empty()) {
            self.tell(said);
        }
        true
    }

    pub fn step(&self, direction: Direction) {
        if let Some(node) = self.chosen_now() {
            let edit = self.with(|book, outline| moves::step(book, outline, node, direction)).flatten();
            self.act(node, edit);
            edge::focus::show(&format!("plan-{node}"));
        }
    }

    /// Adds an item of the same level behind the chosen one, or at the end of the plan.
    pub fn add_beside(&self) {
        let session = self.session;
        let place = self.chosen_now().and_then(|node| {
            self.with(|book, outline| Some((outline.parent(node), Some(node), book.nodes.get(node)?.level?)))
        });
        let place = place.flatten().or_else(|| {
            self.with(|book, outline| {
                let last = outline.children(None).last().copied();
                moves::level_below(book, outline, None).map(|level| (None, last, level))
            })
            .flatten()
        });
        let Some((parent, after, level)) = place else { return };
        let id = session.draw();
        let (number, title) = (String::new(), String::new());
        session.edit(self.year, YearEdit::AddNode { id, level, parent, after, number, title }, None);
        self.focus(id, TITLE);
    }

    /// Adds an item as the last below the chosen one.
    pub fn add_below(&self) {
        let Some(node) = self.chosen_now() else { return self.add_beside() };
        let level = self.with(|book, outline| {
            let level = moves::level_below(book, outline, Some(node))?;
            book.form.level(level).cloned()
        });
        match level.flatten() {
            Some(level) => self.focus(add_below(self.session, self.year, Some(node), &level), TITLE),
            None => self.tell(words().planning.no_level_below),
        }
    }

    /// Drops the chosen item with all below it, says what that was, and goes on to its neighbour.
    pub fn drop_chosen(&self) {
        let Some(node) = self.chosen_now() else { return };
        let said = self.with(|book, outline| {
            let parent = outline.parent(node);
            let siblings = outline.children(parent);
            let at = siblings.iter().position(|&id| id == node).unwrap_or(0);
            let next = siblings.get(at + 1).or_else(|| siblings.get(at.checked_sub(1)?)).copied();
            let told = (words().planning.dropped)(&heading_of(book, node), &weight::of(book, outline, node));
            (told, next.or(parent))
        });
        let Some((told, next)) = said else { return };
        self.session.edit(self.year, YearEdit::Drop(node), None);
        self.tell(told);
        match next {
            Some(next) => self.focus(next, TITLE),
            None => self.current.set(None),
        }
    }

    /// Puts the dragged item into the gap.
    pub fn let_go(&self) {
        let (node, gap) = (self.dragged.get_untracked(), self.gap.get_untracked());
        self.dragged.set(None);
        self.gap.set(None);
        if let Some((node, above)) = node.zip(gap) {
            let edit = self.with(|book, outline| {
                let slot = moves::gap(book, outline, above, book.nodes.get(node)?.level?);
                moves::to(book, outline, node, slot)
            });
            self.act(node, edit.flatten());
            self.focus(node, TITLE);
        }
    }

    /// Notes the gap that the dragged item is over, unless it lies within the item itself.
    pub fn over(&self, above: Option<NodeId>) {
        let Some(node) = self.dragged.get_untracked() else { return };
        let outline = self.session.outline_now(self.year);
        let within = |id: NodeId| id == node || outline.ancestors(id).any(|it| it == node);
        let gap = Some(above).filter(|above| !above.is_some_and(within));
        if self.gap.get_untracked() != gap {
            self.gap.set(gap);
        }
    }
}
