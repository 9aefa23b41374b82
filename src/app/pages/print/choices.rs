//! What is printed, on which paper, and with what.

use super::{Desk, Kind, Size};
use crate::app::parts::choice::{choice, tick};
use crate::app::parts::live::live_option;
use crate::app::session::Topic;
use crate::app::words;
use crate::model::sheet;
use leptos::prelude::*;

/// Draws the choices.
pub fn choices(desk: Desk) -> AnyView {
    let w = &words().paper;
    let legend =
        tick(w.with_legend.into(), move || desk.with_legend.get(), move |on| desk.with_legend.set(on));
    view! {
        <div class="print__grid">
            <div class="print__column">{kinds(desk)}{which(desk)}</div>
            <div class="print__column">{sizes(desk)}{legend}</div>
        </div>
    }
    .into_any()
}

fn kinds(desk: Desk) -> AnyView {
    let w = &words().paper;
    let (has_departments, has_meetings, has_committee) = desk
        .session
        .book(desk.year, |book| {
            (!book.departments.is_empty(), !book.meetings.is_empty(), !book.form.committee.levels.is_empty())
        })
        .unwrap_or_default();
    let all = [
        (Kind::All, w.all, true),
        (Kind::Below, w.below, true),
        (Kind::Department, w.department, has_departments),
        (Kind::Unfilled, w.unfilled, true),
        (Kind::Results, w.results, has_meetings),
        (Kind::Minutes, w.minutes, has_meetings),
        (Kind::Ballot, w.ballot, has_committee),
    ];
    let there: Vec<(Kind, &'static str)> =
        all.into_iter().filter(|it| it.2).map(|(kind, text, _)| (kind, text)).collect();
    let options: Vec<&'static str> = there.iter().map(|it| it.1).collect();
    let kinds: Vec<Kind> = there.iter().map(|it| it.0).collect();
    let of = kinds.clone();
    let chosen = Memo::new(move |_| of.iter().position(|it| *it == desk.kind.get()).unwrap_or(0));
    let set = Callback::new(move |at: usize| desk.kind.set(kinds.get(at).copied().unwrap_or(Kind::All)));
    choice("print-what", w.what, String::new(), &options, chosen, None, set, ().into_any())
}

fn sizes(desk: Desk) -> AnyView {
    const SIZES: [Size; 3] = [Size::A4Landscape, Size::A3Landscape, Size::A4Portrait];
    let w = &words().paper;
    let chosen = Memo::new(move |_| SIZES.iter().position(|it| *it == desk.size.get()).unwrap_or(0));
    let set =
        Callback::new(move |at: usize| desk.size.set(SIZES.get(at).copied().unwrap_or(Size::A4Landscape)));
    let options = [w.a4_landscape, w.a3_landscape, w.a4_portrait];
    choice("print-size", w.size, String::new(), &options, chosen, None, set, ().into_any())
}

/// The list to choose a goal, a sheet, a department or a meeting from.
fn which(desk: Desk) -> AnyView {
    let w = &words().paper;
    let Desk { session, year, .. } = desk;
    live_option(move || match desk.kind.get() {
        Kind::All | Kind::Unfilled | Kind::Ballot => None,
        Kind::Below => {
            let outline = session.outline(year);
            let items = session.book(year, |book| {
                let has_sheet = |id: &_| sheet::first_unit(book, &outline, *id).is_some();
                let name = |id| {
                    let depth = outline.ancestors(id).count();
                    let heading = book.nodes.get(id).map(|node| node.heading()).unwrap_or_default();
                    format!("{}{heading}", "　".repeat(depth))
                };
                let all = outline.below(None).into_iter().filter(has_sheet);
                all.map(|id| (id.to_string(), name(id))).collect::<Vec<_>>()
            });
            let set = Callback::new(move |id: String| desk.below.set(id.parse().ok()));
            Some(select("print-below", w.which_below, items.unwrap_or_default(), set))
        }
        Kind::Department => {
            session.track(Topic::People(year));
            let all = session.book(year, |book| {
                let named = book.departments_in_order().into_iter();
                named.map(|it| (it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
            });
            let set = Callback::new(move |id: String| desk.department.set(id.parse().ok()));
            Some(select("print-department", w.which_department, all.unwrap_or_default(), set))
        }
        Kind::Results | Kind::Minutes => {
            let all = session.book(year, |book| {
                let named = book.meetings_in_order().into_iter();
                named.map(|it| (it.id.to_string(), it.title.clone())).collect::<Vec<_>>()
            });
            let set = Callback::new(move |id: String| desk.meeting.set(id.parse().ok()));
            Some(select("print-meeting", w.which_meeting, all.unwrap_or_default(), set))
        }
    })
}

fn select(
    id: &'static str,
    label: &'static str,
    all: Vec<(String, String)>,
    set: Callback<String>,
) -> AnyView {
    // The first one is chosen until another is.
    if let Some((first, _)) = all.first() {
        set.run(first.clone());
    }
    let options = all.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }.into_any());
    view! {
        <div class="form-control">
            <label class="form-control__label" for=id>{label}</label>
            <select class="select" id=id on:change:target=move |event| set.run(event.target().value())>
                {options.collect::<Vec<_>>()}
            </select>
        </div>
    }
    .into_any()
}
