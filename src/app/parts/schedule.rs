//! A schedule: texts over spans of years, one field each, wide as its years where there is room.

use super::field::Cell;
use super::live::{live, live_text};
use super::text_field::TextField;
use crate::app::session::Topic;
use crate::app::{grid, words};
use crate::edge;
use crate::model::figures;
use crate::model::schedule::{self, End, Slot};
use crate::model::undo::Visit;
use crate::model::value::{FieldValue, Span};
use crate::model::year::FiscalYear;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Is what the cells of a schedule share.
#[derive(Clone, Copy)]
struct Board {
    cell: StoredValue<Cell>,
    spans: Memo<Vec<Span>>,
    slots: Memo<Vec<Slot>>,
    named: Memo<String>,
    read_only: Memo<bool>,
}

impl Board {
    fn set(&self, spans: Vec<Span>, visit: Option<Visit>) {
        let value = (!spans.is_empty()).then(|| FieldValue::Schedule(spans.into()));
        self.cell.with_value(|cell| cell.set(value, visit));
    }

    fn slot(&self, from: FiscalYear) -> Option<Slot> {
        self.slots.with(|slots| slots.iter().find(|slot| slot.span.from == from).cloned())
    }

    fn id(&self, from: FiscalYear) -> String {
        self.cell.with_value(|cell| format!("span-{}-{}-{}", cell.node, cell.field.id, from.number()))
    }

    fn stretch(&self, from: FiscalYear, end: End, outwards: bool) {
        let spans = self.spans.get_untracked();
        let Some(new) =
            schedule::stretch(&spans, from, end, outwards).filter(|_| !self.read_only.get_untracked())
        else {
            return;
        };
        let begins = match end {
            End::To => from,
            End::From => FiscalYear::new(from.number() + if outwards { -1 } else { 1 }).unwrap_or(from),
        };
        self.set(new, None);
        edge::focus::inside(&self.id(begins), "textarea");
    }
}

/// Shows a schedule over the years of the plan.
pub fn schedule(cell: Cell) -> AnyView {
    let (session, year) = (cell.session, cell.year);
    let [a, b, c] = [cell.clone(), cell.clone(), cell.clone()];
    let spans = Memo::new(move |_| match a.value() {
        Some(FieldValue::Schedule(spans)) => spans.to_vec(),
        _ => Vec::new(),
    });
    let columns = Memo::new(move |_| {
        session.track(Topic::Form(year));
        let period: Vec<FiscalYear> =
            session.book(year, |book| figures::period(&book.form).collect()).unwrap_or_default();
        let years = if period.is_empty() { vec![year] } else { period };
        schedule::columns(years.into_iter(), &spans.get())
    });
    let slots = Memo::new(move |_| schedule::slots(&columns.get(), &spans.get()));
    let named = Memo::new(move |_| b.label());
    let read_only = Memo::new(move |_| c.read_only());
    let board = Board { cell: StoredValue::new(cell), spans, slots, named, read_only };
    let begins = move || slots.get().into_iter().map(|slot| (slot.span.from, slot.line)).collect::<Vec<_>>();
    view! {
        <div class="schedule" role="group" aria-label=named>
            <div class="schedule__cells">
                <For each=begins key=|at| *at let:at>{span(board, at.0)}</For>
            </div>
        </div>
    }
    .into_any()
}

fn years_of(span: &Span) -> String {
    match span.from == span.to {
        true => span.from.short_label(),
        false => format!("{}〜{}", span.from.short_label(), span.to.short_label()),
    }
}

fn span(board: Board, from: FiscalYear) -> AnyView {
    let w = &words().fields;
    let slot = Memo::new(move |_| board.slot(from));
    let text = Memo::new(move |_| slot.get().map(|slot| slot.span.text).unwrap_or_default());
    let years = Memo::new(move |_| slot.get().map(|slot| years_of(&slot.span)).unwrap_or_default());
    let column = move || {
        let slot = slot.get();
        slot.map(|slot| format!("{} / span {}", slot.column + 1, slot.columns.max(1))).unwrap_or_default()
    };
    let line = move || slot.get().map(|slot| (slot.line + 1).to_string()).unwrap_or_default();
    let visit = StoredValue::new(None);
    let on_enter =
        Callback::new(move |()| visit.set_value(Some(board.cell.with_value(|cell| cell.session.visit()))));
    let on_text = Callback::new(move |text: String| {
        board.set(schedule::write(&board.spans.get_untracked(), from, &text), visit.get_value());
    });
    let leave = move |_| {
        let spans = board.spans.get_untracked();
        let tidy = schedule::tidy(&spans);
        // An empty span stays while it is being made wider or written anew.
        if tidy.len() < spans.len() && !board.read_only.get_untracked() {
            board.set(tidy, visit.get_value());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let end = if event.shift_key() { End::From } else { End::To };
        let later = match event.key().as_str() {
            "ArrowRight" => true,
            "ArrowLeft" => false,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            event.stop_propagation();
            board.stretch(from, end, later == (end == End::To));
        } else {
            grid::to_sibling(&event, ".schedule__cell", later);
        }
    };
    let button = move |sign: &'static str, said: fn(&str) -> String, outwards: bool| {
        let off = move || schedule::stretch(&board.spans.get(), from, End::To, outwards).is_none();
        view! {
            <button type="button" class="icon-button" tabindex="-1" aria-label=move || said(&years.get())
                title=move || said(&years.get()) disabled=off
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| board.stretch(from, End::To, outwards)>{sign}</button>
        }
        .into_any()
    };
    let tools = live(move || match board.read_only.get() {
        true => ().into_any(),
        false => view! {
            <span class="schedule__tools">{button("◀", w.narrower, false)}{button("▶", w.wider, true)}</span>
        }
        .into_any(),
    });
    let label = Memo::new(move |_| format!("{} {}", board.named.get(), years.get()));
    view! {
        <div class="schedule__cell" id=board.id(from) style:grid-column=column style:grid-row=line
            class:schedule__cell--empty=move || text.get().is_empty()
            on:keydown=on_key on:focusout=leave>
            <span class="schedule__years" aria-hidden="true">{live_text(move || years.get())}</span>
            <TextField label value=text read_only=board.read_only on_enter on_text/>
            {tools}
        </div>
    }
    .into_any()
}
