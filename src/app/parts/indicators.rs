//! Indicators (指標) of an item: what is counted, and its values by year, each as typed.
//!
//! The year's own value is a field at once, since that is what is filled in; what was before stands
//! beside it with a small line. A button opens the rest in place: names, units, targets, other years.

use super::field::Cell;
use super::live::{live, live_list, live_option, live_text};
use super::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::figures;
use crate::model::form::{Field, IndicatorHeads};
use crate::model::id::{IndicatorId, NodeId};
use crate::model::indicator::{Figure, Indicator};
use crate::model::order::OrderKey;
use crate::model::place::ElementKey;
use crate::model::undo::Visit;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

const LINE: (f64, f64) = (64.0, 20.0);

/// Is what the parts of the small table share.
#[derive(Clone, Copy)]
struct Board {
    session: Session,
    year: FiscalYear,
    /// The item that has them: the original of a 再掲.
    node: NodeId,
    field: StoredValue<Field>,
    /// What stands in front of every accessible name: the item and the field.
    named: Memo<String>,
    ids: Memo<Vec<IndicatorId>>,
    years: Memo<Vec<FiscalYear>>,
    open: RwSignal<bool>,
    read_only: Memo<bool>,
}

/// Names a text of an indicator that is no value.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Label,
    Unit,
    Target,
}

/// Shows the indicators of an item in a field.
pub fn indicators(cell: Cell) -> AnyView {
    let (session, year, field) = (cell.session, cell.year, cell.field.id);
    let node = session.book(year, |book| book.original(cell.node)).unwrap_or(cell.node);
    let [a, b] = [cell.clone(), cell.clone()];
    let ids = Memo::new(move |_| session.indicators(year, node, field));
    let open = RwSignal::new(false);
    let years = Memo::new(move |_| {
        session.track(Topic::Form(year));
        session.track(Topic::Years);
        // Not by every value: a column that went away while it is being typed in would take the focus.
        open.track();
        session.read(|workbook| figures::years(workbook, year, &ids.get()))
    });
    let board = Board {
        session,
        year,
        node,
        field: StoredValue::new(cell.field),
        named: Memo::new(move |_| a.label()),
        ids,
        years,
        open,
        read_only: Memo::new(move |_| b.read_only()),
    };
    let cards = live_list(
        move || ids.get().into_iter().map(|id| id.0).collect(),
        move |id| card(board, IndicatorId(id)),
    );
    view! { <div class="indicators">{cards}{live(move || buttons(board))}</div> }.into_any()
}

fn buttons(board: Board) -> AnyView {
    let w = &words().fields;
    // A request gives the year's figures, and not the indicators themselves.
    if board.read_only.get() || board.session.is_errand() {
        return ().into_any();
    }
    let open = board.open;
    let is_empty = board.ids.get().is_empty();
    let toggle = (!is_empty).then(|| {
        view! {
            <button type="button" class="button button--text" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                {live_text(move || if open.get() { w.indicators_done.into() } else { w.edit_indicators.into() })}
                <span class="visually-hidden">{live_text(move || format!("（{}）", board.named.get()))}</span>
            </button>
        }
        .into_any()
    });
    let add = (is_empty || open.get()).then(|| {
        view! {
            <button type="button" class="button button--text" on:click=move |_| add(board)>
                {w.add_indicator}
                <span class="visually-hidden">{live_text(move || format!("（{}）", board.named.get()))}</span>
            </button>
        }
        .into_any()
    });
    view! { {toggle}{add} }.into_any()
}

fn add(board: Board) {
    let Board { session, year, node, .. } = board;
    let ids = board.ids.get_untracked();
    let order = session.book(year, |book| {
        let last = ids.last().and_then(|&id| book.indicators.get(id)).map(|last| &last.order);
        OrderKey::between(last, None)
    });
    let id: IndicatorId = session.draw();
    let indicator = Indicator {
        id,
        node,
        field: board.field.with_value(|field| field.id),
        label: String::new(),
        unit: String::new(),
        target: String::new(),
        order: order.unwrap_or_default(),
    };
    board.open.set(true);
    session.edit(year, YearEdit::Put(Element::Indicator(indicator)), None);
    edge::focus::inside(&card_id(id), "textarea");
}

fn card_id(id: IndicatorId) -> String {
    format!("indicator-{id}")
}

fn read(board: Board, id: IndicatorId, part: Part) -> Memo<String> {
    let Board { session, year, .. } = board;
    Memo::new(move |_| {
        session.track(Topic::Figures(year));
        let text = session.book(year, |book| {
            let indicator = book.indicators.get(id)?;
            let text = match part {
                Part::Label => &indicator.label,
                Part::Unit => &indicator.unit,
                Part::Target => &indicator.target,
            };
            Some(text.clone())
        });
        text.flatten().unwrap_or_default()
    })
}

fn card(board: Board, id: IndicatorId) -> AnyView {
    let w = &words().fields;
    let [label, unit, target] = [Part::Label, Part::Unit, Part::Target].map(|part| read(board, id, part));
    let head = live(move || {
        if board.open.get() {
            return editor(board, id, [label, unit, target]);
        }
        let heads = board.field.with_value(|field| field.heads.clone());
        let target_head = or(&heads.target, w.target);
        let unit_text = live_text(move || {
            let unit = unit.get();
            if unit.is_empty() { unit } else { format!("（{unit}）") }
        });
        let target = live_option(move || {
            let target = target.get();
            let line = format!("{target_head} {target}");
            (!target.is_empty()).then(|| view! { <span class="indicator__target">{line}</span> }.into_any())
        });
        let label = live_text(move || {
            let label = label.get();
            if label.is_empty() { w.no_label.into() } else { label }
        });
        view! { <p class="indicator__head"><span class="indicator__label">{label}{unit_text}</span>{target}</p> }
            .into_any()
    });
    let values = live(move || {
        let values = board.years.get().into_iter().map(|of| value(board, id, of, label));
        values.collect::<Vec<_>>().into_any()
    });
    let line = live_option(move || sparkline(board, id));
    view! {
        <div class="indicator" id=card_id(id)>
            {head}
            <ul class="indicator__values">{values}</ul>
            {line}
        </div>
    }
    .into_any()
}

fn or(own: &str, usual: &'static str) -> String {
    if own.is_empty() { usual.into() } else { own.into() }
}

fn shown(board: Board, id: IndicatorId, of: FiscalYear) -> Option<Figure> {
    let Board { session, year, .. } = board;
    session
        .read(|workbook| workbook.years().map(|(year, _)| year).collect::<Vec<_>>())
        .into_iter()
        .for_each(|year| session.track(Topic::Figures(year)));
    session.read(|workbook| figures::shown(workbook, year, id, of).cloned())
}

/// A value of one year: a field where it is written here, else its text.
fn value(board: Board, id: IndicatorId, of: FiscalYear, label: Memo<String>) -> AnyView {
    let w = &words().fields;
    let Board { session, year, .. } = board;
    let figure = Memo::new(move |_| shown(board, id, of));
    let text = Memo::new(move |_| figure.get().map(|figure| figure.text).unwrap_or_default());
    let number = live_option(move || {
        let number = figure.get().as_ref().and_then(figures::beside)?;
        Some(view! { <span class="indicator__number">{(w.read_as)(&number)}</span> }.into_any())
    });
    let is_own = of == year;
    let body = live(move || {
        let here = is_own || board.open.get();
        let written = session.read(|workbook| figures::home(workbook, year, id, of));
        if board.read_only.get() || !here || written.is_none() {
            let elsewhere = (board.open.get() && written.is_none())
                .then(|| view! { <span class="note">{w.other_sheet}</span> }.into_any());
            return view! { <span class="indicator__text">{live_text(move || text.get())}</span>{elsewhere} }
                .into_any();
        }
        let named = Memo::new(move |_| format!("{} {} {}", board.named.get(), label.get(), of.label()));
        let write = move |text: String, visit| {
            let edit = session.read(|workbook| figures::write(workbook, year, id, of, &text));
            if let Some(Err(error)) = edit.map(|edit| session.apply(edit, visit)) {
                session.saving.tell((words().app.refused)(&error));
            }
        };
        typed(board, named, text, Callback::new(move |(text, visit)| write(text, visit)))
    });
    // Other years are shown where they have something, or can be given it.
    let shows = Memo::new(move |_| is_own || board.open.get() || !text.get().is_empty());
    let hidden = move || !shows.get();
    view! {
        <li class="indicator__value" class:indicator__value--own=is_own hidden=hidden>
            <span class="indicator__year">{of.short_label()}</span>
            {body}
            {number}
        </li>
    }
    .into_any()
}

/// A text field of one line; all that is typed in one stay is one step of undo.
fn typed(
    board: Board,
    label: Memo<String>,
    value: Memo<String>,
    write: Callback<(String, Option<Visit>)>,
) -> AnyView {
    let visit = StoredValue::new(None);
    let session = board.session;
    view! {
        <TextField label value single=true read_only=board.read_only
            on_enter=Callback::new(move |()| visit.set_value(Some(session.visit())))
            on_text=Callback::new(move |text| write.run((text, visit.get_value())))/>
    }
    .into_any()
}

/// The names of an indicator as fields, and what moves it and takes it away.
fn editor(board: Board, id: IndicatorId, texts: [Memo<String>; 3]) -> AnyView {
    let w = &words().fields;
    let Board { session, year, .. } = board;
    let IndicatorHeads { target, unit, .. } = board.field.with_value(|field| field.heads.clone());
    let heads = [w.indicator.to_string(), or(&unit, w.unit), or(&target, w.target)];
    let row = |((head, text), part): ((String, Memo<String>), Part)| {
        let name = head.clone();
        let named = Memo::new(move |_| format!("{} {} {name}", board.named.get(), texts[0].get()));
        let write = move |text: String, visit: Option<Visit>| {
            let Some(mut it) = session.book(year, |book| book.indicators.get(id).cloned()).flatten() else {
                return;
            };
            *(match part {
                Part::Label => &mut it.label,
                Part::Unit => &mut it.unit,
                Part::Target => &mut it.target,
            }) = text;
            session.edit(year, YearEdit::Put(Element::Indicator(it)), visit);
        };
        let field = typed(board, named, text, Callback::new(move |(text, visit)| write(text, visit)));
        view! { <div class="indicator__part"><span aria-hidden="true">{head}</span>{field}</div> }.into_any()
    };
    let parts = [Part::Label, Part::Unit, Part::Target];
    let rows: Vec<AnyView> = heads.into_iter().zip(texts).zip(parts).map(row).collect();
    let at = Memo::new(move |_| {
        let ids = board.ids.get();
        (ids.iter().position(|&it| it == id).unwrap_or(0), ids.len())
    });
    let step = move |down: bool| {
        let ids = board.ids.get_untracked();
        let Some(at) = ids.iter().position(|&it| it == id) else { return };
        let (lower, upper) = match down {
            true => (ids.get(at + 1), ids.get(at + 2)),
            false => {
                (at.checked_sub(2).and_then(|at| ids.get(at)), at.checked_sub(1).and_then(|at| ids.get(at)))
            }
        };
        let moved = session.book(year, |book| {
            let key = |id: Option<&IndicatorId>| book.indicators.get(*id?).map(|it| &it.order);
            let order = OrderKey::between(key(lower), key(upper));
            book.indicators.get(id).map(|it| Indicator { order, ..it.clone() })
        });
        if let Some(moved) = moved.flatten() {
            session.edit(year, YearEdit::Put(Element::Indicator(moved)), None);
        }
    };
    let label = texts[0];
    let button = move |said: fn(&str) -> String,
                       sign: &'static str,
                       off: Box<dyn Fn() -> bool + Send + Sync>,
                       act: Callback<()>| {
        view! {
            <button type="button" class="icon-button" aria-label=move || said(&label.get())
                disabled=off on:click=move |_| act.run(())>{sign}</button>
        }
        .into_any()
    };
    let is_first = Box::new(move || at.get().0 == 0);
    let is_last = Box::new(move || at.get().0 + 1 == at.get().1);
    let remove = Callback::new(move |()| {
        session.edit(year, YearEdit::Remove(ElementKey::Indicator(id)), None);
        session.saving.tell((w.indicator_removed)(&label.get_untracked()));
    });
    view! {
        <div class="indicator__parts">
            {rows}
            <div class="indicator__tools">
                {button(w.indicator_up, "↑", is_first, Callback::new(move |()| step(false)))}
                {button(w.indicator_down, "↓", is_last, Callback::new(move |()| step(true)))}
                {button(w.remove_indicator, "削除", Box::new(|| false), remove)}
            </div>
        </div>
    }
    .into_any()
}

/// A small line through the numbers, where there are at least two.
fn sparkline(board: Board, id: IndicatorId) -> Option<AnyView> {
    let numbers: Vec<(FiscalYear, f64)> =
        board.years.get().into_iter().filter_map(|of| Some((of, shown(board, id, of)?.number()?))).collect();
    let (width, height) = LINE;
    let corners = figures::line(&numbers, width, height);
    let (x, y) = *corners.last()?;
    let points: Vec<String> = corners.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let said: Vec<String> =
        numbers.iter().map(|(year, number)| format!("{} {number}", year.short_label())).collect();
    let said = (words().fields.course)(&said.join("、"));
    Some(
        view! {
            <svg class="indicator__line" viewBox="-3 -3 70 26" role="img" aria-label=said>
                <polyline points=points.join(" ") fill="none" stroke="currentColor" stroke-width="2"/>
                <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="3" fill="currentColor"/>
            </svg>
        }
        .into_any(),
    )
}
