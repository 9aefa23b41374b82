//! 状況: who has answered, and who has not; the log of what came.

mod give_back;

use super::send::save;
use crate::app::outgoing;
use crate::app::parts::live::live;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge::clock;
use crate::mail::board::{Line, State, board};
use crate::mail::carrier::Carrier;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::errand::{Receipt, Request};
use crate::model::id::RequestId;
use crate::model::year::FiscalYear;
use crate::route::{Mail, Page, Spot};
use give_back::GiveBack;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn BoardPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().mail;
    let back = GiveBack::new(session, year);
    view! {
        <h2>{w.board}</h2>
        {live(move || {
            for topic in [Topic::Mail(year), Topic::Statuses(year), Topic::People(year)] {
                session.track(topic);
            }
            let lines = session.read(|workbook| board(workbook, year, &clock::today()));
            match lines.is_empty() {
                true => {
                    let href = App::here().route.get().at(Spot { year, page: Page::Mail(Mail::Send) }).hash();
                    view! { <p class="empty">{w.nothing_sent}</p><p><a href=href>{w.to_sending}</a></p> }.into_any()
                }
                false => sent(session, year, lines, back),
            }
        })}
        {give_back::view(back)}
    }
}

fn sent(session: Session, year: FiscalYear, lines: Vec<Line>, back: GiveBack) -> AnyView {
    let w = &words().mail;
    let is_open = |line: &&Line| matches!(line.state, State::Waiting | State::Partly);
    let answered = lines.iter().filter(|line| line.state == State::Answered).count();
    let waiting: Vec<String> = lines.iter().filter(is_open).map(|line| line.name.clone()).collect();
    let overdue = lines.iter().filter(|line| line.overdue).count();
    let counts = (w.counts)(answered, waiting.len(), overdue);
    let remind = (!waiting.is_empty()).then(|| {
        let text = (w.reminder)(&waiting);
        let copy = move |_| copy(session, text.clone());
        view! { <button type="button" class="button button--outline" on:click=copy>{w.remind}</button> }
            .into_any()
    });
    let heads: Vec<AnyView> =
        w.columns.iter().map(|head| view! { <th scope="col">{*head}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = lines.into_iter().map(|line| row(session, year, line, back)).collect();
    view! {
        <div class="mail__board-head">
            <p role="status">{counts}</p>
            {remind}
        </div>
        <div class="scroll" role="region" tabindex="0" aria-label=w.table>
            <table class="roster mail__board">
                <thead><tr>{heads}<td></td></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {log(session, year)}
    }
    .into_any()
}

fn row(session: Session, year: FiscalYear, line: Line, back: GiveBack) -> AnyView {
    let w = &words().mail;
    let deadline = session.book(year, |book| book.requests.get(line.id).map(|it| it.deadline.clone()));
    let overdue =
        line.overdue.then(|| view! { <span class="badge badge--conflict">{w.overdue}</span> }.into_any());
    let last = line.last.as_ref().map(|it| (w.last)(&it.time, &it.note)).unwrap_or_default();
    view! {
        <tr>
            <th scope="row">{line.name.clone()}</th>
            <td>{(w.state)(line.state)}" "{overdue}</td>
            <td>{(w.day)(&deadline.flatten().unwrap_or_default())}</td>
            <td>{(w.done_of)(line.done, line.asked)}</td>
            <td class="mail__last">{last}</td>
            <td>{acts(session, year, &line, back)}</td>
        </tr>
    }
    .into_any()
}

fn acts(session: Session, year: FiscalYear, line: &Line, back: GiveBack) -> AnyView {
    let w = &words().mail;
    let id = line.id;
    if line.state == State::Replaced {
        return ().into_any();
    }
    let again = move |_| {
        session.saving.tell(match save(session, year, id, Carrier::Json) {
            Some(name) => (words().app.file_saved_as)(&name),
            None => words().app.file_not_saved.into(),
        });
    };
    let (act, to) = match line.state {
        State::Withdrawn => (w.restore, false),
        _ => (w.withdraw, true),
    };
    let is_open = matches!(line.state, State::Waiting | State::Partly);
    let remind = is_open.then(|| remind(session, year, line));
    let has_come = line.last.is_some() && line.state != State::Withdrawn;
    let give_back = has_come.then(|| give_back(session.is_closed(year), line, back));
    view! {
        <button type="button" class="button button--text" aria-label=(w.save_again)(&line.name) on:click=again>
            {w.again}
        </button>
        <button type="button" class="button button--text" aria-label=(w.for_whom)(act, &line.name)
            on:click=move |_| withdraw(session, year, id, to)>
            {act}
        </button>
        {remind}
        {give_back}
    }
    .into_any()
}

/// Opens the dialog in which items go back.
fn give_back(is_closed: bool, line: &Line, back: GiveBack) -> AnyView {
    let (w, id) = (&words().mail, line.id);
    view! {
        <button type="button" class="button button--text" aria-label=(w.give_back_to)(&line.name)
            aria-haspopup="dialog" disabled=is_closed on:click=move |_| back.open(id)>
            {w.give_back}
        </button>
    }
    .into_any()
}

/// Copies a reminder of one recipient.
fn remind(session: Session, year: FiscalYear, line: &Line) -> AnyView {
    let w = &words().mail;
    let deadline = session.book(year, |book| book.requests.get(line.id).map(|it| it.deadline.clone()));
    let deadline = deadline.flatten().unwrap_or_default();
    let title = session.read(|workbook| workbook.content().title.clone());
    let text = (w.reminder_to)(&line.name, line.to, &title, &deadline);
    view! {
        <button type="button" class="button button--text" aria-label=(w.remind_to)(&line.name)
            on:click=move |_| copy(session, text.clone())>
            {w.remind_one}
        </button>
    }
    .into_any()
}

fn copy(session: Session, text: String) {
    let w = &words().mail;
    outgoing::copy(session, text, w.reminded, w.not_copied);
}

fn withdraw(session: Session, year: FiscalYear, id: RequestId, withdrawn: bool) {
    let request = session.book(year, |book| book.requests.get(id).cloned()).flatten();
    if let Some(request) = request {
        let request = Request { withdrawn, ..request };
        session.edit(year, YearEdit::Put(Element::Request(Box::new(request))), None);
    }
}

/// The log of what came, the latest first.
fn log(session: Session, year: FiscalYear) -> Option<AnyView> {
    let w = &words().mail;
    let mut receipts: Vec<Receipt> =
        session.book(year, |book| book.receipts.values().cloned().collect()).unwrap_or_default();
    if receipts.is_empty() {
        return None;
    }
    receipts.sort_by(|a, b| (&b.time, b.id).cmp(&(&a.time, a.id)));
    let row = |it: Receipt| {
        let line = (w.log_line)(&it.time, &it.sender, &it.check, it.taken, it.refused);
        let draft = it.draft.then(|| view! { <span class="badge">{w.draft}</span> }.into_any());
        view! { <li>{line}" "{draft}</li> }.into_any()
    };
    let rows: Vec<AnyView> = receipts.into_iter().map(row).collect();
    Some(
        view! {
            <section aria-labelledby="mail-log">
                <h3 id="mail-log">{w.log}</h3>
                <ul class="mail__log">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}
