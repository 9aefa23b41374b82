//! 再掲 in the tall form: what it repeats, the comparison before it is linked, and all its places.

use super::field::heading_of;
use super::live::{live, live_option};
use super::repeat_make::{self, all};
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge;
use crate::model::edit::YearEdit;
use crate::model::form::LevelShape;
use crate::model::id::{FieldId, NodeId};
use crate::model::node::Repeat;
use crate::model::repeat::{self, Difference, Standing};
use crate::model::tree::Outline;
use crate::model::written::written;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::planning::dropped;
use crate::route::{Page, Spot};
use leptos::html;
use leptos::prelude::*;

/// Shows how an item stands with what it repeats; nothing for an item of its own.
pub fn view(session: Session, year: FiscalYear, node: NodeId) -> AnyView {
    let standing = Memo::new(move |_| {
        let outline = session.outline(year);
        session.book(year, |book| repeat::standing(book, &outline, node))
    });
    live(move || match standing.get() {
        Some(Standing::Candidate(of)) => candidate(session, year, node, of),
        Some(Standing::Linked(of)) => linked(session, year, node, of),
        Some(Standing::Dropped(of)) => lost(session, year, node, Some(of)),
        Some(Standing::Missing(_)) => lost(session, year, node, None),
        Some(Standing::Own) | None => ().into_any(),
    })
}

fn link_to(session: Session, year: FiscalYear, node: NodeId) -> AnyView {
    let href = App::here().route.get_untracked().at(Spot { year, page: Page::Item(node) }).hash();
    let heading = session.book(year, |book| heading_of(book, node));
    view! { <a href=href>{heading}</a> }.into_any()
}

fn named(session: Session, year: FiscalYear, node: NodeId) -> String {
    session.book(year, |book| heading_of(book, node)).unwrap_or_default()
}

/// Does what is planned with book and tree, and says so with the item's heading.
fn act(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    plan: fn(&YearBook, &Outline, NodeId) -> Vec<YearEdit>,
    said: fn(&str) -> String,
) {
    let outline = session.outline_now(year);
    let edits = session.book(year, |book| plan(book, &outline, node)).unwrap_or_default();
    if all(session, year, edits) {
        session.saving.tell(said(&named(session, year, node)));
    }
}

fn is_part(session: Session, year: FiscalYear, node: NodeId) -> bool {
    let shape = |book: &YearBook| Some(book.form.level(book.nodes.get(node)?.level?)?.shape);
    session.book(year, shape).flatten() == Some(LevelShape::Part)
}

fn linked(session: Session, year: FiscalYear, node: NodeId, of: NodeId) -> AnyView {
    let (w, daily) = (&words().planning, &words().daily);
    let app = App::here();
    let to_original = move |_| app.go_to(year, Page::Item(of));
    let unlink = move |_| act(session, year, node, repeat::unlink, w.unlinked);
    let can = move || {
        (!session.is_closed(year) && !is_part(session, year, node)).then(|| {
            view! {
                <button type="button" class="button button--text" on:click=unlink>{w.unlink}</button>
            }
            .into_any()
        })
    };
    view! {
        <div class="notice repeat-panel">
            <p>{daily.repeats}{link_to(session, year, of)}</p>
            <button type="button" class="button button--outline" on:click=to_original>{w.edit_original}</button>
            {live_option(can)}
        </div>
    }
    .into_any()
}

fn lost(session: Session, year: FiscalYear, node: NodeId, of: Option<NodeId>) -> AnyView {
    let w = &words().planning;
    let promote = move |_| act(session, year, node, repeat::promote, w.promoted);
    let back = move |of: NodeId| {
        let outline = session.outline_now(year);
        let edit = session.read(|workbook| {
            let all = dropped::all(workbook, year, &outline);
            let it = all.into_iter().find(|it| it.node == of || it.below.contains(&of))?;
            Some(dropped::bring_back(workbook, year, &it))
        });
        match edit.map(|edit| session.apply(edit, None)) {
            Some(Err(error)) => session.saving.tell((words().app.refused)(&error)),
            None => session.saving.tell(w.original_missing.into()),
            Some(Ok(())) => session.saving.tell((w.brought_back)(&named(session, year, of))),
        }
    };
    let buttons = live_option(move || {
        (!session.is_closed(year)).then(|| {
            let back = of.map(|of| {
                view! {
                    <button type="button" class="button button--outline" on:click=move |_| back(of)>
                        {w.bring_original_back}
                    </button>
                }
                .into_any()
            });
            view! {
                {back}
                <button type="button" class="button button--outline" on:click=promote>
                    {if of.is_some() { w.promote } else { w.unlink }}
                </button>
            }
            .into_any()
        })
    });
    view! {
        <div class="notice notice--warning repeat-panel" role="status">
            <p>{if of.is_some() { w.original_dropped } else { w.original_missing }}</p>
            {buttons}
        </div>
    }
    .into_any()
}

/// The comparison of a 再掲候補 with what it seems to repeat, and the way to link it.
fn candidate(session: Session, year: FiscalYear, node: NodeId, of: NodeId) -> AnyView {
    let w = &words().planning;
    let given_up = RwSignal::new(Vec::<(NodeId, FieldId)>::new());
    let outline = session.outline_now(year);
    let found = session.book(year, |book| repeat::compare(book, &outline, node, of)).unwrap_or_default();
    let facts = session.book(year, |book| {
        let indicators = book.indicators.values().any(|it| it.node == node);
        (repeat::unpaired(book, &outline, node, of), indicators)
    });
    let (unpaired, has_indicators) = facts.unwrap_or_default();
    let count = found.len();
    let rows: Vec<AnyView> =
        found.into_iter().filter_map(|it| difference(session, year, it, given_up)).collect();
    let link = move |_| {
        let outline = session.outline_now(year);
        let given_up = given_up.get_untracked();
        let edits = session.book(year, |book| repeat::link(book, &outline, node, of, &given_up)).flatten();
        if let Some(edits) = edits
            && all(session, year, edits)
        {
            session.saving.tell((w.linked)(&named(session, year, node)));
            edge::focus::to_top();
        }
    };
    let none = move |_| session.edit(year, YearEdit::Repeat(node, Repeat::None), None);
    let buttons = live_option(move || {
        (!session.is_closed(year)).then(|| {
            view! {
                <div class="dialog__buttons">
                    <button type="button" class="button button--fill" on:click=link>{w.link}</button>
                    <button type="button" class="button button--outline" on:click=none>{w.no_candidate}</button>
                </div>
            }
            .into_any()
        })
    });
    let heads = w.compare_columns.map(|label| view! { <th scope="col">{label}</th> }.into_any());
    let table = (count > 0).then(|| {
        view! {
            <table class="compare">
                <thead><tr>{Vec::from(heads)}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    });
    view! {
        <div class="notice repeat-panel">
            <p>{w.candidate}{link_to(session, year, of)}</p>
            <p>{if count > 0 { (w.candidate_differs)(count) } else { w.candidate_same.into() }}</p>
            {(unpaired > 0).then(|| view! { <p>{(w.candidate_parts)(unpaired)}</p> }.into_any())}
            {has_indicators.then(|| view! { <p>{w.candidate_indicators}</p> }.into_any())}
            {table}
            {buttons}
        </div>
    }
    .into_any()
}

fn difference(
    session: Session,
    year: FiscalYear,
    it: Difference,
    given_up: RwSignal<Vec<(NodeId, FieldId)>>,
) -> Option<AnyView> {
    let w = &words().planning;
    let (label, own, original) = session.book(year, |book| {
        let field = book.form.field(it.field)?;
        let original = it.original.as_ref().map(|value| written(&book.form, field, value));
        Some((field.label_in(&book.label), written(&book.form, field, &it.own), original))
    })??;
    let key = (it.node, it.field);
    let name = format!("compare-{}-{}", it.node, it.field);
    let option = |takes: bool| {
        let text = if takes { w.take_original } else { w.keep_own };
        let chosen = move || given_up.with(|it| it.contains(&key)) == takes;
        let choose = move |_| {
            given_up.update(|it| {
                it.retain(|other| *other != key);
                it.extend(takes.then_some(key));
            });
        };
        view! {
            <label class="radio">
                <input type="radio" name=name.clone() prop:checked=chosen on:change=choose/>
                <span>{text}</span>
            </label>
        }
        .into_any()
    };
    let options = vec![option(false), option(true)];
    let heads = w.compare_columns;
    Some(
        view! {
            <tr>
                <th scope="row">{label.clone()}</th>
                <td data-label=heads[1]>{own}</td>
                <td data-label=heads[2]>{original.unwrap_or_else(|| w.nothing.into())}</td>
                <td><fieldset><legend class="visually-hidden">{label}</legend>{options}</fieldset></td>
            </tr>
        }
        .into_any(),
    )
}

/// Lists all places of an item where it has more than one, and offers another.
pub fn places(session: Session, year: FiscalYear, node: NodeId) -> AnyView {
    let w = &words().planning;
    let list = live_option(move || {
        let outline = session.outline(year);
        let places = session.book(year, |book| repeat::places(book, &outline, node)).unwrap_or_default();
        let count = places.len();
        let rows: Vec<AnyView> =
            places.into_iter().map(|place| place_row(session, year, &outline, node, place)).collect();
        (count > 1).then(|| {
            view! {
                <section class="repeat-places" aria-labelledby="repeat-places-title">
                    <h3 class="item__part" id="repeat-places-title">{(w.places)(count)}</h3>
                    <ul class="repeat-places__list">{rows}</ul>
                </section>
            }
            .into_any()
        })
    });
    view! { {list}{another(session, year, node)} }.into_any()
}

fn place_row(session: Session, year: FiscalYear, outline: &Outline, here: NodeId, place: NodeId) -> AnyView {
    let w = &words().planning;
    session.track(Topic::Node(year, place));
    let facts = session.book(year, |book| {
        let mut above: Vec<NodeId> = outline.ancestors(place).collect();
        above.reverse();
        let path: Vec<String> = above.into_iter().map(|id| heading_of(book, id)).collect();
        let own = book.nodes.get(place).map_or(0, |it| it.values.len());
        (path.join(" ＞ "), own, book.original(place) == place)
    });
    let (path, own, is_original) = facts.unwrap_or_default();
    let mut marks: Vec<String> = Vec::new();
    marks.extend(is_original.then(|| w.is_original.to_string()));
    marks.extend((!is_original && own > 0).then(|| (w.own_fields)(own)));
    let marks: Vec<AnyView> =
        marks.into_iter().map(|it| view! { <span class="badge">{it}</span> }.into_any()).collect();
    let name = match place == here {
        true => format!("{}{}", named(session, year, place), w.this_place).into_any(),
        false => link_to(session, year, place),
    };
    view! { <li><span class="note">{path}</span><br/>{name}" "{marks}</li> }.into_any()
}

/// The button and the dialog for another place.
fn another(session: Session, year: FiscalYear, node: NodeId) -> AnyView {
    let w = &words().planning;
    let open = RwSignal::new(false);
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (open.get(), dialog.get()) {
            edge::dialog::open(&dialog);
        }
    });
    let shut = Callback::new(move |()| {
        if let Some(dialog) = dialog.get_untracked() {
            edge::dialog::close(&dialog);
        }
    });
    let body = live_option(move || open.get().then(|| repeat_make::view(session, year, node, shut)));
    let button = live_option(move || {
        (!session.is_closed(year)).then(|| {
            view! {
                <button type="button" class="button button--text" on:click=move |_| open.set(true)>{w.repeat_make}</button>
            }
            .into_any()
        })
    });
    view! {
        <div class="repeat-another">{button}</div>
        <dialog
            class="dialog dialog--wide"
            node_ref=dialog
            aria-labelledby="repeat-make-title"
            on:close=move |_| open.set(false)
        >
            <h2 class="dialog__title" id="repeat-make-title">{(w.repeat_title)(&named(session, year, node))}</h2>
            {body}
        </dialog>
    }
    .into_any()
}
