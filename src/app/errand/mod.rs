//! A request that was opened (記入依頼, 委員票): what its recipient sees.

pub mod answer;
mod department;
pub mod finish;
mod front;
mod giving_back;
mod header;
mod member;
mod said;

use super::finding::Finding;
use super::parts::key_help::KeyHelp;
use super::parts::live::live;
use super::parts::save_states::Told;
use super::parts::unread::UnreadNotice;
use super::session::{Session, Topic};
use super::shell::Frame;
use super::{App, words};
use crate::edge;
use crate::mail::progress::request_of;
use crate::model::errand::Request;
use crate::model::year::FiscalYear;
use crate::route::{Page, Spot};
use department::DepartmentPages;
use giving_back::GivingBack;
use header::Header;
use leptos::prelude::*;
use member::MemberPages;

/// Draws an open request for whom it was made.
#[component]
pub fn ErrandShell(session: Session) -> impl IntoView {
    provide_context(Frame { editing: RwSignal::new(false), beside: RwSignal::new(false) });
    provide_context(Finding::default());
    let found = Memo::new(move |_| {
        session.track(Topic::Plan);
        session.track(Topic::Years);
        session.read(|workbook| request_of(workbook).map(|(year, request)| (year, request.clone())))
    });
    let body = live(move || match found.get() {
        Some((_, request)) if request.items.is_empty() => cannot(words().errand.no_items),
        Some((year, request)) => view! { <Body session year request/> }.into_any(),
        None => cannot(missing(session)),
    });
    view! {
        <a class="skip-link" href="#main" on:click=move |event| {
            event.prevent_default();
            edge::focus::focus("main");
        }>{words().app.skip_to_content}</a>
        <Header session found/>
        <Told session/>
        <UnreadNotice session/>
        <KeyHelp/>
        <main class="frame__main errand" id="main" tabindex="-1">{body}</main>
    }
}

fn cannot(why: &'static str) -> AnyView {
    view! { <p class="empty" role="alert">{why}</p> }.into_any()
}

/// Says what a strange request lacks.
fn missing(session: Session) -> &'static str {
    let w = &words().errand;
    let has_year = session.read(|workbook| {
        workbook.content().errand.is_some_and(|errand| workbook.year(errand.year).is_some())
    });
    if has_year { w.nothing } else { w.no_year }
}

#[component]
fn Body(session: Session, year: FiscalYear, request: Request) -> impl IntoView {
    let app = App::here();
    let page = Memo::new(move |_| app.route.get().spot().map_or(Page::Sheet(None), |spot| spot.page));
    // Another page begins at its top; the first one is left to the browser.
    Effect::new(move |before: Option<Page>| {
        let now = page.get();
        if before.is_some_and(|before| before != now) {
            edge::focus::top("main");
        }
        now
    });
    let returns = Memo::new(move |_| page.get() == Page::Return);
    live(move || {
        let request = request.clone();
        match (returns.get(), request.member()) {
            (true, _) => view! { <GivingBack session year request/> }.into_any(),
            (false, Some(_)) => view! { <MemberPages session year request/> }.into_any(),
            (false, None) => view! { <DepartmentPages session year request/> }.into_any(),
        }
    })
}

/// Returns the address of a page of the request.
fn href(year: FiscalYear, page: Page) -> String {
    App::here().route.get_untracked().at(Spot { year, page }).hash()
}

/// Subscribes to all that says how far a request is answered.
fn track(session: Session, year: FiscalYear, request: &Request) {
    session.track(Topic::Statuses(year));
    session.track(Topic::Form(year));
    request.items.iter().for_each(|asked| session.track(Topic::Votes(year, asked.node)));
}
