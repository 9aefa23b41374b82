//! A choice of a place in the tree for an item of a level: below what, first or last.

use super::field::heading_of;
use super::live::live;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::id::{LevelId, NodeId};
use crate::model::year::FiscalYear;
use crate::planning::moves::{self, Slot};
use leptos::prelude::*;

/// How many places are listed at once.
const SHOWN: usize = 200;

/// Is what was chosen; copies are the same one.
#[derive(Clone, Copy)]
pub struct Picked {
    /// The item above, `Some(None)` for the top; nothing before a choice.
    pub parent: RwSignal<Option<Option<NodeId>>>,
    /// Whether it is put first instead of last.
    pub first: RwSignal<bool>,
}

impl Picked {
    /// Starts without a choice.
    pub fn nothing() -> Self {
        Self { parent: RwSignal::new(None), first: RwSignal::new(false) }
    }

    /// Returns the place that was chosen; the item that moves there is not counted as a sibling.
    pub fn slot(&self, session: Session, year: FiscalYear, moving: Option<NodeId>) -> Option<Slot> {
        let parent = self.parent.get_untracked()?;
        let outline = session.outline_now(year);
        let last = outline.children(parent).iter().copied().rfind(|&id| Some(id) != moving);
        Some((parent, last.filter(|_| !self.first.get_untracked())))
    }
}

/// Shows the places where something of a level can stand.
pub fn view(
    session: Session,
    year: FiscalYear,
    level: LevelId,
    without: Option<NodeId>,
    picked: Picked,
) -> AnyView {
    let w = &words().planning;
    let filter = RwSignal::new(String::new());
    let all = Memo::new(move |_| {
        let outline = session.outline(year);
        session.track(Topic::Form(year));
        let listed = session.book(year, |book| {
            let parents = moves::parents(book, &outline, level, without);
            let line = |id: NodeId| (id, outline.ancestors(id).count(), heading_of(book, id));
            parents.into_iter().map(line).collect::<Vec<_>>()
        });
        listed.unwrap_or_default()
    });
    let options = live(move || {
        let wanted = crate::find::fold::fold(&filter.get());
        let top = || view! { <option value="top">{w.top}</option> }.into_any();
        let found = all.with(|all| {
            let fits = |(_, _, heading): &&(NodeId, usize, String)| {
                wanted.is_empty() || crate::find::fold::fold(heading).contains(&wanted)
            };
            all.iter().filter(fits).cloned().collect::<Vec<_>>()
        });
        let option = |(id, depth, heading): (NodeId, usize, String)| {
            let text = format!("{}{heading}", "　".repeat(depth));
            view! { <option value=id.to_string()>{text}</option> }.into_any()
        };
        let left = found.len().saturating_sub(SHOWN);
        let mut options: Vec<AnyView> = wanted.is_empty().then(top).into_iter().collect();
        options.extend(found.into_iter().take(SHOWN).map(option));
        let note = match (left, options.is_empty()) {
            (_, true) => w.place_none.to_string(),
            (0, _) => String::new(),
            (left, _) => (w.place_more)(left),
        };
        let choose = move |value: String| {
            picked.parent.set(match value.as_str() {
                "top" => Some(None),
                id => id.parse().ok().map(Some),
            });
        };
        view! {
            // A list with one entry chooses it upon an arrow key without telling of a change.
            <select
                class="select place-picker__list"
                size="8"
                id="place-list"
                on:change:target=move |event| choose(event.target().value())
                on:keyup:target=move |event| choose(event.target().value())
            >
                {options}
            </select>
            <p class="form-control__support" role="status">{note}</p>
        }
        .into_any()
    });
    let position = |first: bool| {
        let label = w.position[if first { 2 } else { 1 }];
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name="place-position"
                    prop:checked=move || picked.first.get() == first
                    on:change=move |_| picked.first.set(first)
                />
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <div class="form-control">
            <label class="form-control__label" for="place-filter">{w.place_filter}</label>
            <input
                class="input"
                type="text"
                id="place-filter"
                autocomplete="off"
                prop:value=move || filter.get()
                on:input:target=move |event| {
                    picked.parent.set(None);
                    filter.set(event.target().value());
                }
            />
        </div>
        <div class="form-control">
            <label class="form-control__label" for="place-list">{w.place_label}</label>
            <p class="form-control__support">{w.place_hint}</p>
            {options}
        </div>
        <fieldset>
            <legend class="form-control__label">{w.position[0]}</legend>
            {vec![position(false), position(true)]}
        </fieldset>
    }
    .into_any()
}
