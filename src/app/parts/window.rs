//! Long tables are drawn by what is in view.
//!
//! A table is cut into pieces, each a `<tbody>` of its own. A piece is drawn while it is near what is
//! in view, holds the focus, or lies beside the piece that does, so that Tab and arrow keys always
//! have a next field; otherwise one empty row keeps its place. What looks for a row that is not
//! drawn asks for it (`edge::focus`), and printing draws everything.

use crate::edge::listener::Listener;
use crate::edge::near::{self, Near, Seen};
use crate::edge::{focus, timer};
use crate::model::id::NodeId;
use crate::model::sheet::Row;
use leptos::html;
use leptos::prelude::*;
use std::collections::{BTreeMap, HashMap};
use web_sys::Element;

/// How many rows a piece has, about.
pub const PIECE: usize = 6;
/// Up to how many rows a sheet is drawn whole.
const WHOLE: usize = 60;
/// How many rows are drawn at once when a sheet appears; the rest follows piece by piece.
const AT_ONCE: usize = 6;
/// How far beyond what is in view pieces are drawn, in CSS pixels.
const MARGIN_PX: u32 = 1200;
/// How high a row is taken to be before any was seen, in CSS pixels.
const ROW_PX: f64 = 160.0;

/// Is the window onto one sheet: which of its pieces are drawn. Copies are the same one.
#[derive(Clone, Copy)]
pub struct Window {
    inner: StoredValue<Inner, LocalStorage>,
    /// Whether the sheet is so long that it is drawn by what is in view.
    pub is_long: Memo<bool>,
}

#[derive(Default)]
struct Inner {
    /// How high a row is taken to be before any was seen, in CSS pixels.
    row_px: f64,
    near: Option<Near>,
    pieces: BTreeMap<u32, Held>,
    /// What is remembered of each row, for pieces that are cut anew after an edit.
    rows: HashMap<NodeId, Remembered>,
    /// How many rows have been drawn at once.
    at_once: usize,
    /// The heights of rows that were seen, summed up, in CSS pixels, and how many they were.
    seen: (f64, f64),
    /// Pieces that are to be drawn or let go, one after the other, the last first.
    waiting: Vec<u32>,
    /// Whether somebody goes through them.
    is_going: bool,
    /// The piece that has the focus and those beside it.
    around_focus: Vec<u32>,
    _print: Vec<Listener>,
}

/// Is one piece, as it is held here.
struct Held {
    drawn: RwSignal<bool>,
    nodes: Vec<NodeId>,
    element: Option<Element>,
    is_near: bool,
    _asked: Option<Listener>,
}

#[derive(Clone, Copy)]
struct Remembered {
    is_drawn: bool,
    /// In CSS pixels; none before it was drawn.
    height: Option<f64>,
}

impl Window {
    /// Makes the window onto a sheet of so many rows. Must be called where a reactive owner lives as
    /// long as the sheet.
    pub fn new(rows: impl Fn() -> usize + Send + Sync + 'static) -> Self {
        Self::of_rows(ROW_PX, rows)
    }

    /// Makes the window onto rows that are about as high as this, in CSS pixels.
    pub fn of_rows(row_px: f64, rows: impl Fn() -> usize + Send + Sync + 'static) -> Self {
        let inner = StoredValue::new_local(Inner { row_px, ..Inner::default() });
        let near = Near::new(MARGIN_PX, move |seen| {
            inner.try_update_value(|it| it.see(seen));
            go_on(inner);
        });
        let can = near.is_some();
        let before = Listener::on_window("beforeprint", move |_| {
            inner.try_update_value(|it| it.pieces.values().for_each(|piece| piece.drawn.set(true)));
        });
        let after = Listener::on_window("afterprint", move |_| {
            inner.try_update_value(|it| it.waiting = it.pieces.keys().copied().collect());
            go_on(inner);
        });
        inner.update_value(|it| {
            it.near = near;
            it._print = before.into_iter().chain(after).collect();
        });
        Self { inner, is_long: Memo::new(move |_| can && rows() > WHOLE) }
    }

    /// Takes a piece in, and returns its number and whether it is drawn.
    fn enter(&self, nodes: Vec<NodeId>) -> (u32, RwSignal<bool>) {
        let entered = self.inner.try_update_value(|it| {
            let was_drawn = nodes.iter().any(|node| it.rows.get(node).is_some_and(|row| row.is_drawn));
            let draw = was_drawn || it.at_once < AT_ONCE;
            it.at_once += nodes.len();
            it.remember(&nodes, draw, None);
            let number = it.pieces.keys().last().map_or(0, |last| last + 1);
            let drawn = RwSignal::new(draw);
            let piece = Held { drawn, nodes, element: None, is_near: false, _asked: None };
            it.pieces.insert(number, piece);
            (number, drawn)
        });
        entered.unwrap_or_else(|| (0, RwSignal::new(true)))
    }

    /// Watches a piece from here on.
    fn watch(&self, number: u32, element: Element) {
        let window = *self;
        self.inner.try_update_value(|it| {
            if let Some(near) = &it.near {
                near.watch(&element);
            }
            if let Some(piece) = it.pieces.get_mut(&number) {
                piece._asked = Some(Listener::new(&element, focus::WANTED, move |_| window.draw(number)));
                piece.element = Some(element);
            }
        });
    }

    /// Lets go of a piece that has left the page.
    fn leave(&self, number: u32) {
        self.inner.try_update_value(|it| {
            let element = it.pieces.remove(&number).and_then(|piece| piece.element);
            if let Some((near, element)) = it.near.as_ref().zip(element) {
                near.leave(&element);
            }
        });
    }

    fn draw(&self, number: u32) {
        self.inner.try_update_value(|it| it.turn(number, true));
    }

    /// Draws the pieces beside the one that got the focus.
    fn focused(&self, number: u32) {
        self.inner.try_update_value(|it| {
            if it.around_focus.first() == Some(&number) {
                return;
            }
            let before = std::mem::replace(&mut it.around_focus, vec![number]);
            it.waiting.extend(before);
            let beside = it.beside(number);
            for &other in &beside {
                it.turn(other, true);
            }
            it.around_focus.extend(beside);
        });
        go_on(self.inner);
    }

    /// Returns the height that a piece takes while it is not drawn, in CSS pixels.
    fn height(&self, number: u32) -> f64 {
        let height = |it: &Inner| {
            let (sum, count) = it.seen;
            let usual = if count > 0.0 { sum / count } else { it.row_px };
            let nodes = it.pieces.get(&number).into_iter().flat_map(|piece| &piece.nodes);
            nodes.map(|node| it.rows.get(node).and_then(|row| row.height).unwrap_or(usual)).sum()
        };
        self.inner.try_with_value(height).unwrap_or_default()
    }
}

impl Inner {
    /// Notes what has come near and what has gone; it is drawn or let go later.
    fn see(&mut self, mut seen: Vec<Seen>) {
        let middle = near::middle_of_view();
        // The nearest is drawn first, and so stands last.
        seen.sort_by(|a, b| (b.middle - middle).abs().total_cmp(&(a.middle - middle).abs()));
        for Seen { element, is_near, height, .. } in seen {
            let Some(number) = near::number(&element) else { continue };
            let Some(piece) = self.pieces.get_mut(&number) else { continue };
            piece.is_near = is_near;
            if piece.drawn.get_untracked() {
                let (nodes, rows) = (piece.nodes.clone(), piece.nodes.len() as f64);
                self.seen = (self.seen.0 + height, self.seen.1 + rows);
                self.remember(&nodes, true, Some(height / rows));
            }
            self.waiting.push(number);
        }
    }

    fn remember(&mut self, nodes: &[NodeId], is_drawn: bool, height: Option<f64>) {
        for &node in nodes {
            let row = self.rows.entry(node).or_insert(Remembered { is_drawn, height });
            row.is_drawn = is_drawn;
            row.height = height.or(row.height);
        }
    }

    /// Draws a piece or lets it go; returns whether that changed anything.
    fn turn(&mut self, number: u32, draw: bool) -> bool {
        let Some(piece) = self.pieces.get(&number) else { return false };
        if piece.drawn.get_untracked() == draw {
            return false;
        }
        piece.drawn.set(draw);
        let nodes = piece.nodes.clone();
        self.remember(&nodes, draw, None);
        true
    }

    /// Brings one piece that waits to where it should be; returns whether more are waiting.
    fn step(&mut self) -> bool {
        while let Some(number) = self.waiting.pop() {
            let Some(piece) = self.pieces.get(&number) else { continue };
            let draw = piece.is_near || self.keeps_focus(number);
            if self.turn(number, draw) {
                break;
            }
        }
        !self.waiting.is_empty()
    }

    fn keeps_focus(&self, number: u32) -> bool {
        let has_focus = |number: &u32| {
            let element = self.pieces.get(number).and_then(|piece| piece.element.as_ref());
            element.is_some_and(focus::is_within)
        };
        has_focus(&number)
            || (self.around_focus.contains(&number) && self.around_focus.first().is_some_and(has_focus))
    }

    /// Returns the pieces before and after one, in the order of the page.
    fn beside(&self, number: u32) -> Vec<u32> {
        let Some(element) = self.pieces.get(&number).and_then(|piece| piece.element.as_ref()) else {
            return Vec::new();
        };
        near::beside(element)
    }
}

/// Does what waits, piece by piece, so that the page is never blocked for long.
fn go_on(inner: StoredValue<Inner, LocalStorage>) {
    let start = inner.try_update_value(|it| !std::mem::replace(&mut it.is_going, true));
    if start == Some(true) {
        next(inner);
    }
}

fn next(inner: StoredValue<Inner, LocalStorage>) {
    timer::after(0, move || {
        let more = inner.try_update_value(|it| {
            it.is_going = it.step();
            it.is_going
        });
        if more == Some(true) {
            next(inner);
        }
    });
}

/// Is a piece of a table that is drawn by what is in view.
#[component]
pub fn PieceBody(
    /// The window onto the sheet.
    window: Window,
    /// The rows.
    rows: Vec<Row>,
    /// How many columns the table has.
    columns: usize,
    /// Draws the rows.
    draw: Box<dyn Fn() -> AnyView + Send>,
) -> impl IntoView {
    let merged = |row: &Row| [row.number, row.title].into_iter().flatten().map(|cell| cell.node);
    let names = rows.iter().flat_map(|row| merged(row).chain([row.node])).map(|node| node.to_string());
    let names = names.collect::<Vec<_>>().join(" ");
    let (number, drawn) = window.enter(rows.iter().map(|row| row.node).collect());
    let body = NodeRef::<html::Tbody>::new();
    body.on_load(move |body| window.watch(number, body.into()));
    on_cleanup(move || window.leave(number));
    let gap = move || {
        let height = format!("{:.0}px", window.height(number));
        view! { <tr aria-hidden="true"><td class="rows__gap" colspan=columns style:height=height></td></tr> }
    };
    view! {
        <tbody node_ref=body data-piece=number data-rows=names on:focusin=move |_| window.focused(number)>
            {move || if drawn.get() { draw() } else { gap().into_any() }}
        </tbody>
    }
}
