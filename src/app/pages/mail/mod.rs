//! やりとり: files by mail, each part on a page of its own.

mod board;
mod conflicts;
mod joints;
mod paper;
mod receive;
mod rounds;
mod send;

use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::model::year::FiscalYear;
use crate::route::{Mail, Page, Spot};
use board::BoardPage;
use conflicts::ConflictsPage;
use leptos::prelude::*;
use paper::PaperPage;
use receive::ReceivePage;
use send::SendPage;

/// Draws a page of the files by mail under the list of all.
#[component]
pub fn MailPage(session: Session, year: FiscalYear, part: Mail) -> impl IntoView {
    let app = App::here();
    let w = &words().mail;
    let conflicts = Memo::new(move |_| {
        session.track(Topic::Undo);
        session.read(|workbook| workbook.conflicts().len())
    });
    let count = move || Some(conflicts.get()).filter(|count| *count > 0).map(|count| format!("（{count}）"));
    let tab = move |label: &'static str, to: Mail| {
        let href = move || app.route.get().at(Spot { year, page: Page::Mail(to) }).hash();
        view! {
            <li>
                <a class="tabs__tab" href=href aria-current=(to == part).then_some("page")>{label}{(to == Mail::Conflicts).then_some(count)}</a>
            </li>
        }
    };
    view! {
        <nav class="tabs settings__tabs" aria-label=w.mail>
            <ul class="tabs__list">
                {tab(w.board, Mail::Board)}
                {tab(w.send, Mail::Send)}
                {tab(words().receive.receive, Mail::Receive)}
                {tab(words().ballot.paper, Mail::Paper)}
                {tab(words().conflict.conflict, Mail::Conflicts)}
            </ul>
        </nav>
        {match part {
            Mail::Board => view! { <BoardPage session year/> }.into_any(),
            Mail::Send => view! { <SendPage session year/> }.into_any(),
            Mail::Receive => view! { <ReceivePage session year/> }.into_any(),
            Mail::Paper => view! { <PaperPage session year/> }.into_any(),
            Mail::Conflicts => view! { <ConflictsPage session year/> }.into_any(),
        }}
    }
}
