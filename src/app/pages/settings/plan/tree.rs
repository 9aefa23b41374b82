//! The list of items: drawn by what is in view, moved by keys and by dragging.

use super::desk::{Ask, Desk, NUMBER, TITLE};
use super::tools;
use crate::app::parts::heading::{NumberField, TitleField};
use crate::app::parts::live::live;
use crate::app::parts::repeat_badge::RepeatBadge;
use crate::app::parts::window::{PieceBody, Window};
use crate::app::session::Topic;
use crate::app::words;
use crate::edge;
use crate::model::id::{LevelId, NodeId};
use crate::model::sheet::Row;
use crate::planning::moves::{self, Direction};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How many rows a piece has at most; most are shorter.
const LONGEST: usize = 40;
/// How high a row is taken to be before any was seen, in CSS pixels.
const ROW_PX: f64 = 56.0;

/// Draws the list.
pub fn view(desk: Desk) -> AnyView {
    let w = &words().planning;
    let window = Window::of_rows(ROW_PX, move || desk.ids.with(Vec::len));
    let is_empty = Memo::new(move |_| desk.ids.with(Vec::is_empty));
    let levels = Memo::new(move |_| {
        desk.session.track(Topic::Form(desk.year));
        let levels = |book: &crate::model::year_book::YearBook| {
            book.form.levels.iter().map(|it| (it.id, it.label.clone())).collect::<Vec<_>>()
        };
        desk.session.book(desk.year, levels).unwrap_or_default()
    });
    let table = move || {
        let heads = w.columns.map(|label| view! { <th scope="col">{label}</th> }.into_any());
        view! {
            <table
                class="plan-list"
                on:keydown=move |event| on_key(desk, &event)
                on:focusin=move |event| choose(desk, event.target())
                on:dragover=move |event| over(desk, &event)
                on:drop=move |event| {
                    event.prevent_default();
                    desk.let_go();
                }
            >
                <caption class="visually-hidden">{w.list}</caption>
                <thead><tr>{Vec::from(heads)}</tr></thead>
                {live(move || bodies(desk, window, levels))}
            </table>
        }
        .into_any()
    };
    live(move || match is_empty.get() {
        true => view! { <p class="empty">{w.empty}</p> }.into_any(),
        false => table(),
    })
}

type Levels = Memo<Vec<(LevelId, String)>>;

fn bodies(desk: Desk, window: Window, levels: Levels) -> AnyView {
    if !window.is_long.get() {
        let ids = move || desk.ids.get();
        let each = move |node: NodeId| row(desk, node, levels);
        return view! { <tbody><For each=ids key=|node| *node let:node>{each(node)}</For></tbody> }
            .into_any();
    }
    let piece = move |nodes: Vec<NodeId>| {
        let rows = nodes.iter().map(|&node| Row { node, owner: node, number: None, title: None }).collect();
        let draw = Box::new(move || {
            nodes.iter().map(|&node| row(desk, node, levels)).collect::<Vec<_>>().into_any()
        });
        view! { <PieceBody window rows columns=4 draw/> }.into_any()
    };
    let each = move || desk.ids.with(|ids| pieces(ids));
    view! { <For each=each key=Vec::clone let:nodes>{piece(nodes)}</For> }.into_any()
}

/// Cuts the list at items that are chosen by their ids, so that an item more or less changes one
/// piece and leaves the others as they are.
fn pieces(ids: &[NodeId]) -> Vec<Vec<NodeId>> {
    let mut pieces: Vec<Vec<NodeId>> = Vec::new();
    for &id in ids {
        let begins = id.to_string().bytes().map(u32::from).sum::<u32>() % 16 == 0;
        match pieces.last_mut().filter(|piece| !begins && piece.len() < LONGEST) {
            Some(piece) => piece.push(id),
            None => pieces.push(vec![id]),
        }
    }
    pieces
}

fn row(desk: Desk, node: NodeId, levels: Levels) -> AnyView {
    let w = &words().planning;
    let (session, year) = (desk.session, desk.year);
    let depth = move || session.outline(year).ancestors(node).count().min(5).to_string();
    let current = move || (desk.current.get() == Some(node)).then_some("true");
    let drop = move || match desk.gap.get() {
        Some(Some(above)) if above == node => Some("after"),
        Some(None) if desk.ids.with(|ids| ids.first() == Some(&node)) => Some("before"),
        _ => None,
    };
    let drag = move |event: ev::DragEvent| {
        edge::paste::begin_drag(&event, &untrack(|| desk.heading(node)));
        desk.dragged.set(Some(node));
    };
    let end = move |_| {
        desk.dragged.set(None);
        desk.gap.set(None);
    };
    let to_tools = move |_| {
        desk.current.set(Some(node));
        edge::focus::focus_soon(tools::FIRST);
    };
    view! {
        <tr
            class="plan-row"
            id=format!("plan-{node}")
            data-node=node.to_string()
            data-depth=depth
            data-current=current
            data-drop=drop
        >
            <td class="plan-row__level">{level_select(desk, node, levels)}</td>
            <td class="plan-row__number"><NumberField session year node/></td>
            <td class="plan-row__title">
                <TitleField session year node/>
                <RepeatBadge session year node/>
            </td>
            <td class="plan-row__handle">
                <button
                    type="button"
                    class="icon-button"
                    draggable="true"
                    aria-label=move || (w.actions_of)(&desk.heading(node))
                    on:click=to_tools
                    on:dragstart=drag
                    on:dragend=end
                >
                    "⠿"
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn level_select(desk: Desk, node: NodeId, levels: Levels) -> AnyView {
    let w = &words().planning;
    let own = Memo::new(move |_| {
        desk.session.track(Topic::Node(desk.year, node));
        desk.session.book(desk.year, |book| book.nodes.get(node)?.level).flatten()
    });
    let options = live(move || {
        let option = |(id, label): (LevelId, String)| {
            let chosen = move || own.get() == Some(id);
            view! { <option value=id.to_string() selected=chosen>{label}</option> }.into_any()
        };
        levels.get().into_iter().map(option).collect::<Vec<_>>().into_any()
    });
    let change = move |event: ev::Event| {
        let Some(select) = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlSelectElement>().ok())
        else {
            return;
        };
        let level = select.value().parse::<LevelId>().ok();
        let edit = desk.with(|book, outline| moves::relevel(book, outline, node, level?)).flatten();
        desk.act(node, edit);
        select.set_value(&own.get_untracked().map(|it| it.to_string()).unwrap_or_default());
    };
    view! {
        <select class="select plan-row__select" aria-label=move || (w.level_of)(&desk.heading(node)) on:change=change>
            {options}
        </select>
    }
    .into_any()
}

fn row_of(target: Option<web_sys::EventTarget>) -> Option<(Element, NodeId)> {
    let row = target?.dyn_into::<Element>().ok()?.closest("[data-node]").ok()??;
    let node = row.get_attribute("data-node")?.parse().ok()?;
    Some((row, node))
}

fn choose(desk: Desk, target: Option<web_sys::EventTarget>) {
    if let Some((_, node)) = row_of(target).filter(|(_, node)| desk.current.get_untracked() != Some(*node)) {
        desk.current.set(Some(node));
    }
}

/// The keys of the list. While an input method is composing they belong to it.
fn on_key(desk: Desk, event: &ev::KeyboardEvent) {
    // 229 is how some browsers send the key that ends a composition.
    if event.is_composing() || event.key_code() == 229 || event.ctrl_key() || event.meta_key() {
        return;
    }
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some((row, node)) = row_of(event.target()) else { return };
    // In a list of choices Alt and an arrow open it.
    if target.as_ref().is_some_and(|it| it.tag_name() == "SELECT") {
        return;
    }
    let in_text = target.is_some_and(|it| it.tag_name() == "TEXTAREA");
    let field = match row.query_selector(&format!("{NUMBER}:focus")).ok().flatten() {
        Some(_) => NUMBER,
        None => TITLE,
    };
    let step = |direction| {
        desk.step(direction);
        desk.focus(node, field);
    };
    match (event.key().as_str(), event.alt_key()) {
        ("ArrowUp", true) => step(Direction::Up),
        ("ArrowDown", true) => step(Direction::Down),
        ("ArrowRight", true) => step(Direction::Deeper),
        ("ArrowLeft", true) => step(Direction::Shallower),
        ("m" | "M", true) => desk.ask.set(Ask::Move(node)),
        ("Delete", true) => desk.drop_chosen(),
        ("Enter", false) if in_text && event.shift_key() => desk.add_below(),
        ("Enter", false) if in_text => desk.add_beside(),
        ("ArrowUp" | "ArrowDown", false) if in_text && !event.shift_key() => {
            go(desk, &row, event.key() == "ArrowDown", field);
        }
        _ => return,
    }
    event.prevent_default();
}

/// Goes to the row before or after one.
fn go(desk: Desk, row: &Element, down: bool, field: &'static str) {
    let own = row.get_attribute("data-node").and_then(|it| it.parse::<NodeId>().ok());
    let next = desk.ids.with_untracked(|ids| {
        let at = ids.iter().position(|id| Some(*id) == own)?;
        ids.get(at.checked_add_signed(if down { 1 } else { -1 })?).copied()
    });
    if let Some(next) = next {
        desk.focus(next, field);
    }
}

/// Finds the gap that something is dragged over: before a row in its upper half, else behind it.
fn over(desk: Desk, event: &ev::DragEvent) {
    if desk.dragged.get_untracked().is_none() {
        return;
    }
    event.prevent_default();
    let Some((row, node)) = row_of(event.target()) else { return };
    let rect = row.get_bounding_client_rect();
    let is_upper = f64::from(event.client_y()) < rect.top() + rect.height() / 2.0;
    let above = desk.ids.with_untracked(|ids| match is_upper {
        true => ids.iter().position(|&id| id == node).and_then(|at| at.checked_sub(1)).map(|at| ids[at]),
        false => Some(node),
    });
    desk.over(above);
}
