//! 差し戻し: items go back to who answered, by a new request in the place of the old one.

use crate::app::pages::mail::send::{letter, save};
use crate::app::parts::choice::{self, put_in};
use crate::app::parts::field::heading_of;
use crate::app::parts::live::live_option;
use crate::app::session::Session;
use crate::app::words;
use crate::edge::{clock, dialog};
use crate::mail::again::{given_back, proposed};
use crate::mail::carrier::Carrier;
use crate::model::edit::{Edit, YearEdit};
use crate::model::element::Element;
use crate::model::errand::Request;
use crate::model::id::{NodeId, RequestId};
use crate::model::year::FiscalYear;
use leptos::html;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Is what the dialog works on. Copies are the same one.
#[derive(Clone, Copy)]
pub struct GiveBack {
    session: Session,
    year: FiscalYear,
    /// The request of which items go back.
    of: RwSignal<Option<RequestId>>,
    items: RwSignal<BTreeSet<NodeId>>,
    deadline: RwSignal<String>,
    message: RwSignal<String>,
    /// What was given back just now.
    given: RwSignal<Option<RequestId>>,
}

impl GiveBack {
    /// Makes one with which nothing is given back yet.
    pub fn new(session: Session, year: FiscalYear) -> Self {
        Self {
            session,
            year,
            of: RwSignal::new(None),
            items: RwSignal::new(BTreeSet::new()),
            deadline: RwSignal::new(String::new()),
            message: RwSignal::new(String::new()),
            given: RwSignal::new(None),
        }
    }

    /// Opens the dialog for a request, with what is likely to go back chosen.
    pub fn open(self, id: RequestId) {
        let items = self.session.read(|workbook| {
            let request = workbook.year(self.year)?.requests.get(id)?;
            Some(proposed(workbook, self.year, request))
        });
        self.items.set(items.unwrap_or_default());
        self.deadline.set(String::new());
        self.message.set(words().mail.usual_remark.into());
        self.of.set(Some(id));
    }

    /// Logs the new request and saves its file.
    fn give(self) {
        let (session, year) = (self.session, self.year);
        let Some(request) = self.request() else { return };
        let id = request.id;
        let put = YearEdit::Put(Element::Request(Box::new(request)));
        if let Err(error) = session.apply(Edit::In(year, put), None) {
            return session.saving.tell((words().app.refused)(&error));
        }
        self.given.set(Some(id));
        session.saving.tell(match save(session, year, id, Carrier::Json) {
            Some(name) => (words().app.file_saved_as)(&name),
            None => words().app.file_not_saved.into(),
        });
    }

    fn request(self) -> Option<Request> {
        let before = self.before()?;
        let items = self.items.get_untracked();
        let back = given_back(&before, self.session.draw(), &items, &self.message.get_untracked());
        let request = Request { deadline: self.deadline.get_untracked(), day: clock::today(), ..back };
        (!request.items.is_empty()).then_some(request)
    }

    fn before(self) -> Option<Request> {
        let id = self.of.get_untracked()?;
        self.session.book(self.year, |book| book.requests.get(id).cloned())?
    }
}

/// Draws the dialog, and below the table the mail's text of what was given back.
pub fn view(it: GiveBack) -> AnyView {
    let w = &words().mail;
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let (Some(_), Some(element)) = (it.of.get(), element.get()) {
            dialog::open(&element);
        }
    });
    let shut = move || {
        if let Some(element) = element.get_untracked() {
            dialog::close(&element);
        }
    };
    let letter = move || {
        let shown = letter(it.session, it.year, it.given.get()?, Carrier::Json)?;
        Some(view! { <section aria-label=w.to_send><ul class="mail__list">{shown}</ul></section> }.into_any())
    };
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby="mail-back-title" on:close=move |_| it.of.set(None)>
            <h2 class="dialog__title" id="mail-back-title">{w.give_back}</h2>
            {live_option(move || it.of.get().and_then(|_| form(it, Callback::new(move |()| shut()))))}
        </dialog>
        {live_option(letter)}
    }
    .into_any()
}

fn form(it: GiveBack, shut: Callback<()>) -> Option<AnyView> {
    let w = &words().mail;
    let before = it.before()?;
    let name = it.session.book(it.year, |book| before.to.name(book)).unwrap_or_default();
    let boxes: Vec<AnyView> = before.items.iter().map(|asked| tick(it, asked.node)).collect();
    let give = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        it.give();
        shut.run(());
    };
    let none = move || it.items.with(BTreeSet::is_empty);
    Some(
        view! {
            <form class="form" on:submit=give>
                <p>{(w.give_back_hint)(&name)}</p>
                <fieldset class="rule mail__items">
                    <legend class="form-control__label">{w.back_items}</legend>
                    <ul>{boxes}</ul>
                </fieldset>
                <label class="form-control">
                    <span class="form-control__label">{w.remark}</span>
                    <textarea class="textarea" rows="3" prop:value=move || it.message.get()
                        on:input:target=move |event| it.message.set(event.target().value())></textarea>
                </label>
                <label class="form-control">
                    <span class="form-control__label">{w.deadline}</span>
                    <input class="input mail__day" type="date" prop:value=move || it.deadline.get()
                        on:input:target=move |event| it.deadline.set(event.target().value())/>
                </label>
                <div class="dialog__buttons">
                    <button type="submit" class="button button--fill" disabled=none>{w.give_back_save}</button>
                    <button type="button" class="button button--outline" on:click=move |_| shut.run(())>
                        {words().app.cancel}
                    </button>
                </div>
            </form>
        }
        .into_any(),
    )
}

fn tick(it: GiveBack, node: NodeId) -> AnyView {
    let heading = it.session.book(it.year, |book| heading_of(book, node)).unwrap_or_default();
    let on = move || it.items.with(|items| items.contains(&node));
    let set = move |on: bool| put_in(it.items, node, on);
    view! { <li>{choice::tick(heading, on, set)}</li> }.into_any()
}
