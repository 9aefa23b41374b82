//! The frame around an open workbook: header, pages, outline.

use super::finding::Finding;
use super::pages::{
    backups::BackupsPage, committee::CommitteePage, find::FindPage, item::ItemPage, mail::MailPage,
    meeting::MeetingPage, numbers::NumbersPage, print::PrintPage, settings::SettingsPage, sheet::SheetPage,
};
use super::parts::file_notices::FileNotices;
use super::parts::key_help::KeyHelp;
use super::parts::live::live;
use super::parts::outline::OutlineNav;
use super::parts::plan_dialog::PlanDialog;
use super::parts::save_states::{SaveStates, Told};
use super::parts::unread::UnreadNotice;
use super::session::{Session, Topic};
use super::{App, words};
use crate::edge;
use crate::model::id::MeetingId;
use crate::model::year::FiscalYear;
use crate::model::{item, sheet};
use crate::route::{Mail, Page, Route, Setting, Spot};
use leptos::prelude::*;

/// Is what the pages of a workbook share.
#[derive(Clone, Copy)]
pub struct Frame {
    /// Whether items can be added, moved and dropped.
    pub editing: RwSignal<bool>,
    /// Whether last year's content stands in the table.
    pub beside: RwSignal<bool>,
}

/// Draws the frame with the page that the address names.
#[component]
pub fn Shell(session: Session) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    provide_context(Frame { editing: RwSignal::new(false), beside: RwSignal::new(false) });
    provide_context(Finding::default());
    let spot = Memo::new(move |_| app.route.get().spot());
    let year = Memo::new(move |_| {
        session.track(Topic::Years);
        let asked = spot.get().map(|spot| spot.year);
        session.read(|workbook| {
            let years: Vec<FiscalYear> = workbook.years().map(|(year, _)| year).collect();
            asked.filter(|year| years.contains(year)).or(years.last().copied())
        })
    });
    let page = Memo::new(move |_| spot.get().map_or(Page::Sheet(None), |spot| spot.page));
    view! {
        <a class="skip-link" href="#main" on:click=move |event| {
            event.prevent_default();
            edge::focus::focus("main");
        }>{w.skip_to_content}</a>
        <Header session year/>
        <Told session/>
        <UnreadNotice session/>
        <FileNotices session/>
        {move || year.get().map(|year| view! { <Body session year page/> })}
    }
}

#[component]
fn Body(session: Session, year: FiscalYear, page: Memo<Page>) -> impl IntoView {
    let w = &words().app;
    let editing = expect_context::<Frame>().editing;
    // Another sheet or page begins at its top; the first one is left to the browser.
    Effect::new(move |before: Option<(Page, FiscalYear)>| {
        let now = (page.get(), year);
        if before.is_some_and(|before| before != now) {
            edge::focus::top("main");
        }
        now
    });
    let unit = Memo::new(move |_| {
        let (asked, is_sheet) = match page.get() {
            Page::Sheet(asked) => (asked, true),
            Page::Item(node) => (Some(node), false),
            _ => return None,
        };
        let outline = session.outline(year);
        session.track(Topic::Form(year));
        session.book(year, |book| {
            let asked = asked.and_then(|node| item::unit(book, &outline, node));
            asked.or_else(|| sheet::units(book, &outline).first().copied().filter(|_| is_sheet))
        })?
    });
    let other = move || {
        live(move || match page.get() {
            Page::Numbers => view! { <NumbersPage session year/> }.into_any(),
            Page::Find => view! { <FindPage session year/> }.into_any(),
            Page::Print => view! { <PrintPage session year/> }.into_any(),
            Page::Backups => view! { <BackupsPage session/> }.into_any(),
            Page::Committee => view! { <CommitteePage session year/> }.into_any(),
            Page::Mail(part) => view! { <MailPage session year part/> }.into_any(),
            Page::Settings(setting) => view! { <SettingsPage session year setting/> }.into_any(),
            _ => view! { <SheetPage session year unit/> }.into_any(),
        })
    };
    // A page stays while only the item changes, and with it the focus on its buttons.
    let stays = Memo::new(move |_| match page.get() {
        Page::Item(_) => Stays::Item,
        Page::Meeting(meeting, _) => Stays::Meeting(meeting),
        _ => Stays::No,
    });
    let place = live(move || match stays.get() {
        Stays::Item => view! { <ItemPage session year page/> }.into_any(),
        Stays::Meeting(meeting) => view! { <MeetingPage session year meeting page/> }.into_any(),
        Stays::No => other(),
    });
    // The committee's pages have the plan's tree in other forms, or need the room.
    let outlined = Memo::new(move |_| {
        !matches!(page.get(), Page::Committee | Page::Meeting(..) | Page::Mail(_) | Page::Settings(_))
    });
    view! {
        <div class="frame" data-outlined=move || outlined.get().then_some("")>
            <details class="frame__outline" prop:open=move || {
                editing.get() || { page.track(); edge::screen::is_wide() }
            }>
                <summary class="frame__outline-summary">{w.outline}</summary>
                <OutlineNav session year unit/>
            </details>
            <main class="frame__main" id="main" tabindex="-1">
                {place}
            </main>
        </div>
    }
}

/// Names the pages that stay while their item changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stays {
    Item,
    Meeting(MeetingId),
    No,
}

#[component]
fn Header(session: Session, year: Memo<Option<FiscalYear>>) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let dialog = RwSignal::new(false);
    let title = move || {
        session.track(Topic::Plan);
        session.read(|workbook| {
            let content = workbook.content();
            match content.title.is_empty() {
                true => format!("{} {}", content.municipality, w.untitled),
                false => format!("{} {}", content.municipality, content.title),
            }
        })
    };
    let steps = Memo::new(move |_| session.steps());
    Effect::new(move |_| document().set_title(&format!("{}｜{}", title().trim(), w.name)));
    on_cleanup(move || document().set_title(w.name));
    view! {
        <header class="header">
            <div class="header__row">
                <a class="header__brand" href="#/" title=w.to_start>{w.name}</a>
                <h1 class="header__title">{title}</h1>
                <button type="button" class="button button--text" on:click=move |_| dialog.set(true)>
                    {w.plan_settings}
                </button>
                <YearSwitch session year/>
                <div class="header__tools">
                    <button
                        type="button"
                        class="button button--outline"
                        disabled=move || steps.get().0 == 0
                        on:click=move |_| session.undo()
                    >
                        {w.undo}
                    </button>
                    <button
                        type="button"
                        class="button button--outline"
                        disabled=move || steps.get().1 == 0
                        on:click=move |_| session.redo()
                    >
                        {w.redo}
                    </button>
                    <button
                        type="button"
                        class="button button--fill"
                        on:click=move |_| session.saving.save(session)
                    >
                        {move || match session.saving.tying.name.get() {
                            Some(_) => words().tied.save_over,
                            None => w.save_to_file,
                        }}
                    </button>
                </div>
            </div>
            <div class="header__row">
                <PageTabs year/>
                <button type="button" class="button button--text" on:click=move |_| app.key_help.set(true)>
                    {words().daily.keys}
                </button>
                <SaveStates session/>
            </div>
            <Show when=move || session.is_sample>
                <p class="header__sample">
                    {w.sample_note}
                    <button
                        type="button"
                        class="button button--text"
                        on:click=move |_| app.go(Route::Start)
                    >
                        {w.leave_sample}
                    </button>
                </p>
            </Show>
        </header>
        <PlanDialog session year open=dialog/>
        <KeyHelp/>
    }
}

#[component]
fn YearSwitch(session: Session, year: Memo<Option<FiscalYear>>) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let years = Memo::new(move |_| {
        session.track(Topic::Years);
        session.read(|workbook| {
            workbook.years().map(|(year, book)| (year, book.label.clone())).collect::<Vec<_>>()
        })
    });
    let go = move |text: String| {
        let chosen = text.parse().ok().and_then(FiscalYear::new);
        let page = match app.route.get_untracked().spot().map(|spot| spot.page) {
            Some(page) => page,
            None => Page::Sheet(None),
        };
        if let Some(year) = chosen {
            app.go_to(year, page);
        }
    };
    view! {
        <label class="header__year">
            <span class="header__year-label">{w.year}</span>
            <select class="select" on:change:target=move |event| go(event.target().value())>
                {move || {
                    years
                        .get()
                        .into_iter()
                        .map(|(it, label)| {
                            let chosen = move || year.get() == Some(it);
                            view! { <option value=it.to_string() selected=chosen>{label}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
}

#[component]
fn PageTabs(year: Memo<Option<FiscalYear>>) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let tab = move |label: &'static str, page: Page, own: fn(Page) -> bool| {
        let here = move || own(app.route.get().spot().map_or(Page::Sheet(None), |spot| spot.page));
        let href = move || {
            let route = app.route.get();
            year.get().map(|year| route.at(Spot { year, page }).hash()).unwrap_or_default()
        };
        view! {
            <li>
                <a class="tabs__tab" href=href aria-current=move || here().then_some("page")>{label}</a>
            </li>
        }
    };
    view! {
        <nav class="tabs" aria-label=w.pages>
            <ul class="tabs__list">
                {tab(w.sheet, Page::Sheet(None), |page| matches!(page, Page::Sheet(_) | Page::Item(_)))}
                {tab(words().committee.committee, Page::Committee, |page| {
                    matches!(page, Page::Committee | Page::Meeting(..))
                })}
                {tab(words().daily.find, Page::Find, |page| page == Page::Find)}
                {tab(w.numbers, Page::Numbers, |page| page == Page::Numbers)}
                {tab(words().mail.mail, Page::Mail(Mail::Board), |page| matches!(page, Page::Mail(_)))}
                {tab(words().shelf.backups, Page::Backups, |page| page == Page::Backups)}
                {tab(words().settings.settings, Page::Settings(Setting::Plan), |page| {
                    matches!(page, Page::Settings(_))
                })}
            </ul>
        </nav>
    }
}
