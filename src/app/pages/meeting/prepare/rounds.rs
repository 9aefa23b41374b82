//! The rounds in which ratings are given: beforehand, and in the meeting.

use super::Prepared;
use crate::app::pages::committee::named;
use crate::app::parts::live::{live_list, live_option, live_text};
use crate::app::parts::text_field::TextField;
use crate::app::session::Topic;
use crate::app::words;
use crate::meeting::preparation::{is_round_used, order_before, order_behind, rounds};
use crate::model::committee::Round;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::id::RoundId;
use crate::model::order::OrderKey;
use crate::model::place::ElementKey;
use crate::model::year_book::YearBook;
use leptos::prelude::*;

/// Shows the rounds of a meeting.
pub fn view(it: Prepared) -> AnyView {
    let w = &words().committee;
    let shown = Memo::new(move |_| {
        it.session.track(Topic::People(it.year));
        let all = |book: &YearBook| {
            rounds(book, it.id).iter().map(|round| (round.id, round.meeting.is_none())).collect::<Vec<_>>()
        };
        it.session.book(it.year, all).unwrap_or_default()
    });
    let put = move |label: String, before: bool, order: OrderKey| {
        let round = Round { id: it.session.draw(), label, meeting: (!before).then_some(it.id), order };
        it.session.edit(it.year, YearEdit::Put(Element::Round(round)), None);
    };
    let add_before = move |_| {
        let order = it.session.book(it.year, |book| order_before(book, it.id));
        put(w.before_label.into(), true, order.unwrap_or_default());
    };
    let add = move |_| {
        let own = shown.with_untracked(|all| all.iter().filter(|(_, before)| !before).count());
        let order = it.session.book(it.year, |book| order_behind(book, it.id));
        put((w.round_label)(own + 1), false, order.unwrap_or_default());
    };
    let ids = move || shown.get().into_iter().map(|it| it.0.0).collect();
    let has_before = Memo::new(move |_| shown.with(|all| all.iter().any(|(_, before)| *before)));
    view! {
        <section class="roster-part" aria-labelledby="rounds-title">
            <h3 class="roster-part__title" id="rounds-title">{w.rounds}</h3>
            <p class="form-control__support">{w.rounds_hint}</p>
            <ul class="rounds">
                {live_list(ids, move |id| row(it, shown, RoundId(id)))}
            </ul>
            <div class="form__buttons">
                <button type="button" class="button button--outline" on:click=add>{w.add_round}</button>
                {live_option(move || (!has_before.get()).then(|| view! {
                    <button type="button" class="button button--outline" on:click=add_before>{w.add_before}</button>
                }.into_any()))}
            </div>
        </section>
    }
    .into_any()
}

fn row(it: Prepared, shown: Memo<Vec<(RoundId, bool)>>, id: RoundId) -> AnyView {
    let w = &words().committee;
    let before = shown.with_untracked(|all| all.contains(&(id, true)));
    let round = Memo::new(move |_| {
        it.session.track(Topic::People(it.year));
        it.session.book(it.year, |book| book.rounds.get(id).cloned()).flatten()
    });
    let visit = StoredValue::new(None);
    let label = move || round.with(|it| it.as_ref().map(|it| it.label.clone()).unwrap_or_default());
    let write = move |label: String| {
        if let Some(round) = round.get_untracked() {
            let new = Round { label, ..round };
            it.session.edit(it.year, YearEdit::Put(Element::Round(new)), visit.get_value());
        }
    };
    // The last round of the meeting stays, and one in which something was given.
    let free = Memo::new(move |_| {
        it.session.track(Topic::People(it.year));
        let others = shown.with(|all| all.iter().any(|(other, is_before)| *other != id && !is_before));
        let used = it.session.book(it.year, |book| is_round_used(book, id)).unwrap_or(true);
        !used && (before || others)
    });
    let remove = move |_| {
        it.session.edit(it.year, YearEdit::Remove(ElementKey::Round(id)), None);
        it.session.saving.tell((w.round_removed)(&named(Some(label()))));
    };
    view! {
        <li class="rounds__item">
            <span class="badge">{if before { w.round_before } else { w.round_here }}</span>
            <span class="rounds__label framed">
                <TextField
                    label=Signal::derive(move || w.round.to_string())
                    value=Signal::derive(label)
                    single=true
                    on_enter=Callback::new(move |()| visit.set_value(Some(it.session.visit())))
                    on_text=Callback::new(write)
                />
            </span>
            {live_option(move || free.get().then(|| view! {
                <button type="button" class="button button--text button--danger" on:click=remove>
                    {w.remove}
                    <span class="visually-hidden">{live_text(move || (w.of)(&label()))}</span>
                </button>
            }.into_any()))}
        </li>
    }
    .into_any()
}
