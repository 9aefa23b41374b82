//! 議題: which items a meeting calls, and in which order.

use super::Prepared;
use crate::app::pages::committee::{all, noun};
use crate::app::parts::field::heading_of;
use crate::app::parts::live::{live, live_list, live_option, live_text};
use crate::app::parts::mover::mover;
use crate::app::session::Topic;
use crate::app::words;
use crate::meeting::preparation;
use crate::model::edit::YearEdit;
use crate::model::id::{Id, NodeId};
use crate::model::place::ElementKey;
use crate::model::tree::Outline;
use crate::model::year_book::YearBook;
use crate::tally::sitting;
use leptos::prelude::*;

impl Prepared {
    /// Reads something of the agenda, and follows all that it depends on.
    fn of_agenda<T: Default>(self, read: impl FnOnce(&YearBook, &Outline) -> T) -> T {
        self.session.track(Topic::People(self.year));
        self.session.track(Topic::Form(self.year));
        let outline = self.session.outline(self.year);
        self.session.book(self.year, |book| read(book, &outline)).unwrap_or_default()
    }

    /// Writes the agenda as one step.
    fn write_agenda(self, edits: impl FnOnce(&YearBook, &Outline) -> Vec<YearEdit>) -> bool {
        let outline = self.session.outline_now(self.year);
        let edits = self.session.book(self.year, |book| edits(book, &outline)).unwrap_or_default();
        all(self.session, self.year, edits)
    }

    fn heading(self, node: NodeId) -> Signal<String> {
        Signal::derive(move || {
            self.session.track(Topic::Node(self.year, node));
            self.session.book(self.year, |book| heading_of(book, node)).unwrap_or_default()
        })
    }
}

/// Shows the agenda.
pub fn view(it: Prepared) -> AnyView {
    let w = &words().committee;
    let items = Memo::new(move |_| it.of_agenda(|book, outline| sitting::agenda(book, outline, it.id)));
    let rated = Memo::new(move |_| it.of_agenda(sitting::rated));
    let is_own = Memo::new(move |_| it.of_agenda(|book, _| preparation::has_agenda(book, it.id)));
    let dropped =
        Memo::new(move |_| it.of_agenda(|book, outline| preparation::dropped(book, outline, it.id)));
    let says = live_text(move || {
        let noun = it.of_agenda(|book, _| noun(book));
        let count = items.with(Vec::len);
        match (count, is_own.get()) {
            (0, false) => w.agenda_empty.into(),
            (_, false) => (w.agenda_plan)(count, &noun),
            (_, true) => {
                let off =
                    items.with(|items| rated.with(|all| all.iter().filter(|it| !items.contains(it)).count()));
                (w.agenda_own)(count, &noun, off)
            }
        }
    });
    let to_plan = move |_| {
        it.write_agenda(|book, _| preparation::clear_agenda(book, it.id));
    };
    view! {
        <section class="roster-part" aria-labelledby="agenda-title">
            <h3 class="roster-part__title" id="agenda-title">{w.agenda}</h3>
            <p class="agenda__says" role="status">{says}</p>
            <ol class="agenda">
                {live_list(move || bare(&items.get()), move |id| row(it, items, NodeId(id)))}
            </ol>
            {live_option(move || is_own.get().then(|| view! {
                <div>
                    <button type="button" class="button button--outline" on:click=to_plan>{w.to_plan}</button>
                </div>
            }.into_any()))}
            {live_option(move || dropped.with(|all| (!all.is_empty()).then(|| dropped_list(it, all))))}
            {choosing(it, items, rated)}
        </section>
    }
    .into_any()
}

fn bare(nodes: &[NodeId]) -> Vec<Id> {
    nodes.iter().map(|node| node.0).collect()
}

fn row(it: Prepared, items: Memo<Vec<NodeId>>, node: NodeId) -> AnyView {
    let w = &words().committee;
    let heading = it.heading(node);
    let at = Memo::new(move |_| items.with(|all| all.iter().position(|it| *it == node).unwrap_or(0)));
    let ends = Signal::derive(move || (at.get() == 0, at.get() + 1 == items.with(Vec::len)));
    let step = move |down| {
        it.write_agenda(|book, outline| preparation::step(book, outline, it.id, node, down));
    };
    let state = Memo::new(move |_| {
        it.session.track(Topic::Votes(it.year, node));
        let state =
            |book: &YearBook| book.proceedings.get((it.id, node)).map(|it| (it.parked, it.closed.is_some()));
        it.session.book(it.year, state).flatten().unwrap_or_default()
    });
    let park = move |_| {
        let parked = !state.get_untracked().0;
        if let Some(edit) = it.session.book(it.year, |book| preparation::park(book, it.id, node, parked)) {
            it.session.edit(it.year, edit, None);
        }
    };
    let badges = live(move || {
        let (parked, closed) = state.get();
        let badges = [parked.then_some(w.parked), closed.then_some(w.closed)];
        let badge = |text| view! { <span class="badge">{text}</span> }.into_any();
        badges.into_iter().flatten().map(badge).collect::<Vec<_>>().into_any()
    });
    view! {
        <li class="agenda__item">
            <span class="agenda__number">{live_text(move || (at.get() + 1).to_string())}</span>
            <span class="agenda__heading">{live_text(move || heading.get())}{badges}</span>
            <span class="agenda__actions">
                {mover(format!("agenda-{node}"), heading, ends, Callback::new(step))}
                <button type="button" class="button button--text agenda__park" on:click=park>
                    {live_text(move || if state.get().0 { w.unpark } else { w.park }.into())}
                    <span class="visually-hidden">{live_text(move || (w.of)(&heading.get()))}</span>
                </button>
            </span>
        </li>
    }
    .into_any()
}

/// The items that were dropped from the plan, apart, with the way to take them off.
fn dropped_list(it: Prepared, nodes: &[NodeId]) -> AnyView {
    let w = &words().committee;
    let one = |&node: &NodeId| {
        let heading = it.heading(node);
        let remove = move |_| {
            let key = ElementKey::Agenda(it.id, node);
            it.session.edit(it.year, YearEdit::Remove(key), None);
        };
        view! {
            <li class="agenda__item">
                <span class="agenda__heading">{live_text(move || heading.get())}</span>
                <button type="button" class="button button--text" on:click=remove>
                    {w.off_agenda}
                    <span class="visually-hidden">{live_text(move || (w.of)(&heading.get()))}</span>
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="agenda__dropped">
            <p>{w.dropped}</p>
            <ul class="agenda">{nodes.iter().map(one).collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}

/// The choice of items; nothing is written before it is taken.
fn choosing(it: Prepared, items: Memo<Vec<NodeId>>, rated: Memo<Vec<NodeId>>) -> AnyView {
    let w = &words().committee;
    let chosen = RwSignal::new(Vec::<NodeId>::new());
    let wrong = RwSignal::new(false);
    // What is on the agenda is ticked, also when that changes.
    Effect::new(move |_| chosen.set(items.get()));
    let tick = move |node: NodeId, on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|it| *it != node);
            if on {
                chosen.push(node);
            }
        });
        wrong.set(false);
    };
    let take = move |_| {
        let nodes = chosen.get_untracked();
        wrong.set(nodes.is_empty());
        if !nodes.is_empty()
            && it.write_agenda(|book, outline| preparation::choose(book, outline, it.id, &nodes))
        {
            it.session.saving.tell((w.chosen)(nodes.len()));
        }
    };
    let one = move |node: NodeId| {
        let heading = it.heading(node);
        view! {
            <label class="radio">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&node))
                    on:change:target=move |event| tick(node, event.target().checked())
                />
                <span>{live_text(move || heading.get())}</span>
            </label>
        }
        .into_any()
    };
    let set = move |nodes: Vec<NodeId>| {
        chosen.set(nodes);
        wrong.set(false);
    };
    view! {
        <details class="agenda__choose">
            <summary class="roster-paste__summary">{w.choose}</summary>
            <p class="form-control__support">{w.choose_hint}</p>
            <div class="form__buttons">
                <button type="button" class="button button--text" on:click=move |_| set(rated.get_untracked())>
                    {w.choose_all}
                </button>
                <button type="button" class="button button--text" on:click=move |_| set(Vec::new())>
                    {w.choose_none}
                </button>
            </div>
            <div role="group" aria-label=w.choose>
                {live_list(move || bare(&rated.get()), move |id| one(NodeId(id)))}
            </div>
            <p class="error-text" role="alert">{live_text(move || if wrong.get() { w.chosen_none.into() } else { String::new() })}</p>
            <div>
                <button type="button" class="button button--outline" on:click=take>{w.choose_these}</button>
            </div>
        </details>
    }
    .into_any()
}
