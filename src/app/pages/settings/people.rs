//! 担当課と委員: departments and members, renamed and replaced in one place.

use crate::app::parts::choice::check;
use crate::app::parts::live::{live, live_list, live_option, live_text};
use crate::app::parts::mover::mover;
use crate::app::parts::repeat_make::all;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge;
use crate::meeting::roster;
use crate::model::id::{DepartmentId, MemberId};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::planning::departments;
use crate::route::{Page, Spot};
use leptos::ev;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Says what is being done to which department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Rename(DepartmentId),
    Replace(DepartmentId),
}

/// Is what the parts of the page share.
#[derive(Clone, Copy)]
struct People {
    session: Session,
    year: FiscalYear,
    /// The departments in order, with how many items each has.
    all: Memo<Vec<(DepartmentId, String, usize)>>,
    act: RwSignal<Option<Act>>,
}

/// Draws the page.
#[component]
pub fn PeoplePage(session: Session, year: FiscalYear) -> impl IntoView {
    let all = Memo::new(move |_| {
        // Fired by departments and by every field of departments.
        session.track(Topic::Statuses(year));
        let outline = session.outline(year);
        let listed = session.book(year, |book| {
            let uses: BTreeMap<DepartmentId, usize> = departments::uses(book, &outline);
            let line = |it: &crate::model::department::Department| {
                (it.id, it.name.clone(), uses.get(&it.id).copied().unwrap_or(0))
            };
            book.departments_in_order().into_iter().map(line).collect::<Vec<_>>()
        });
        listed.unwrap_or_default()
    });
    let people = People { session, year, all, act: RwSignal::new(None) };
    let closed = move || session.is_closed(year);
    let note = live_option(move || {
        closed().then(|| view! { <p class="notice">{words().committee.year_closed}</p> }.into_any())
    });
    view! {
        <h2>{words().settings.people}</h2>
        {note}
        <fieldset class="people-page" disabled=closed>
            {of_departments(people)}
            {of_members(session, year)}
        </fieldset>
    }
}

fn of_departments(people: People) -> AnyView {
    let w = &words().planning;
    let is_empty = Memo::new(move |_| people.all.with(Vec::is_empty));
    let table = live(move || match is_empty.get() {
        true => view! { <p class="empty">{w.departments_empty}</p> }.into_any(),
        false => {
            let ids = move || people.all.with(|all| all.iter().map(|(id, ..)| id.0).collect());
            let rows = live_list(ids, move |id| row(people, DepartmentId(id)));
            let heads = w.department_columns.map(|it| view! { <th scope="col">{it}</th> }.into_any());
            view! {
                <table class="roster">
                    <caption class="visually-hidden">{w.departments}</caption>
                    <thead><tr>{Vec::from(heads)}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        }
    });
    let act = live(move || match people.act.get() {
        None => ().into_any(),
        Some(Act::Rename(id)) => rename(people, id),
        Some(Act::Replace(id)) => replace(people, id),
    });
    view! {
        <section class="roster-part" aria-labelledby="departments-title">
            <h3 class="roster-part__title" id="departments-title">{w.departments}</h3>
            <p class="form-control__support">{w.departments_hint}</p>
            {act}
            {table}
            {adding(people)}
        </section>
    }
    .into_any()
}

impl People {
    fn name(&self, id: DepartmentId) -> String {
        let of = |all: &Vec<(DepartmentId, String, usize)>| {
            all.iter().find(|it| it.0 == id).map(|it| it.1.clone()).unwrap_or_default()
        };
        self.all.with(of)
    }

    fn begin(&self, act: Act) {
        self.act.set(Some(act));
        edge::focus::focus_soon("people-act");
    }
}

fn row(people: People, id: DepartmentId) -> AnyView {
    let w = &words().planning;
    let (session, year) = (people.session, people.year);
    let name = Signal::derive(move || people.name(id));
    let ends = Signal::derive(move || {
        people.all.with(|all| {
            let is = |at: Option<&(DepartmentId, String, usize)>| at.is_some_and(|it| it.0 == id);
            (is(all.first()), is(all.last()))
        })
    });
    let step = Callback::new(move |down| {
        if let Some(edit) = session.book(year, |book| departments::step(book, id, down)).flatten() {
            session.edit(year, edit, None);
        }
    });
    let remove = move |_| {
        let said =
            session.book(year, |book| (w.removed)(&name.get_untracked(), departments::reach(book, id).items));
        let edits = session.book(year, |book| departments::remove(book, id)).unwrap_or_default();
        if all(session, year, edits) {
            session.saving.tell(said.unwrap_or_default());
        }
    };
    let items = live_text(move || {
        let items = people.all.with(|all| all.iter().find(|it| it.0 == id).map_or(0, |it| it.2));
        (w.department_items)(items)
    });
    let of = move || {
        view! { <span class="visually-hidden">{live_text(move || (w.name_of)(&name.get()))}</span> }
            .into_any()
    };
    view! {
        <tr class="roster__row">
            <th scope="row">{live_text(move || name.get())}</th>
            <td>{items}</td>
            <td class="roster__actions">
                {mover(format!("department-{id}"), name, ends, step)}
                <button type="button" class="button button--text" on:click=move |_| people.begin(Act::Rename(id))>
                    {w.rename}{of()}
                </button>
                <button type="button" class="button button--text" on:click=move |_| people.begin(Act::Replace(id))>
                    {w.replace}{of()}
                </button>
                <button type="button" class="button button--text button--danger" on:click=remove>
                    {w.remove}{of()}
                </button>
            </td>
        </tr>
    }
    .into_any()
}

/// What both acts have: what they reach, the typed texts, and the buttons.
fn act_form(
    people: People,
    id: DepartmentId,
    title: String,
    field: AnyView,
    in_texts: RwSignal<bool>,
    wrong: RwSignal<String>,
    done: (&'static str, Callback<()>),
) -> AnyView {
    let w = &words().planning;
    let reach = people.session.book(people.year, |book| (w.reach)(&departments::reach(book, id)));
    let ticked = Memo::new(move |_| in_texts.get());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        done.1.run(());
    };
    view! {
        <form class="people-act" id="people-act" tabindex="-1" aria-labelledby="people-act-title" on:submit=submit>
            <h4 class="form-control__label" id="people-act-title">{title}</h4>
            {field}
            <p>{reach}</p>
            {check("people-in-texts", w.in_texts, ticked, Callback::new(move |on| in_texts.set(on)))}
            <p class="error-text" role="alert">{live_text(move || wrong.get())}</p>
            <div class="dialog__buttons">
                <button type="submit" class="button button--fill">{done.0}</button>
                <button type="button" class="button button--outline" on:click=move |_| people.act.set(None)>{w.cancel}</button>
            </div>
        </form>
    }
    .into_any()
}

fn rename(people: People, id: DepartmentId) -> AnyView {
    let w = &words().planning;
    let (session, year) = (people.session, people.year);
    let old = untrack(|| people.name(id));
    let (name, in_texts, wrong) =
        (RwSignal::new(old.clone()), RwSignal::new(true), RwSignal::new(String::new()));
    let title = (w.rename_title)(&old);
    let act = Callback::new(move |()| {
        let new = name.get_untracked().trim().to_string();
        let taken = session.book(year, |book| {
            departments::named(book, &new).filter(|it| it.id != id).map(|it| it.name.clone())
        });
        if new.is_empty() {
            return wrong.set(w.name_missing.into());
        }
        if let Some(taken) = taken.flatten() {
            return wrong.set((w.name_taken)(&taken));
        }
        let edits = session.book(year, |book| departments::rename(book, id, &new, in_texts.get_untracked()));
        if all(session, year, edits.unwrap_or_default()) {
            session.saving.tell((w.renamed)(&old, &new));
            people.act.set(None);
        }
    });
    let field = view! {
        <div class="form-control">
            <label class="form-control__label" for="department-new-name">{w.new_name}</label>
            <input
                class="input"
                type="text"
                id="department-new-name"
                autocomplete="off"
                prop:value=move || name.get()
                on:input:target=move |event| name.set(event.target().value())
            />
        </div>
    }
    .into_any();
    act_form(people, id, title, field, in_texts, wrong, (w.do_rename, act))
}

fn replace(people: People, id: DepartmentId) -> AnyView {
    let w = &words().planning;
    let (session, year) = (people.session, people.year);
    let old = untrack(|| people.name(id));
    let title = (w.replace_title)(&old);
    let (to, in_texts, wrong) =
        (RwSignal::new(None::<DepartmentId>), RwSignal::new(true), RwSignal::new(String::new()));
    let act = Callback::new(move |()| {
        let Some(to) = to.get_untracked() else { return wrong.set(w.choose.into()) };
        let items = session.book(year, |book| departments::reach(book, id).items).unwrap_or(0);
        let edits =
            session.book(year, |book| departments::replace(book, &[id], to, in_texts.get_untracked()));
        let new = untrack(|| people.name(to));
        if all(session, year, edits.unwrap_or_default()) {
            session.saving.tell((w.replaced)(&old, &new, items));
            people.act.set(None);
        }
    });
    let others = people.all.with_untracked(|all| all.clone()).into_iter().filter(|it| it.0 != id);
    let option = |(id, name, _): (DepartmentId, String, usize)| {
        view! { <option value=id.to_string()>{name}</option> }.into_any()
    };
    let options: Vec<AnyView> = others.map(option).collect();
    let field = view! {
        <div class="form-control">
            <label class="form-control__label" for="department-other">{w.replace_by}</label>
            <select
                class="select"
                id="department-other"
                on:change:target=move |event| to.set(event.target().value().parse().ok())
            >
                <option value="">{w.choose}</option>
                {options}
            </select>
        </div>
    }
    .into_any();
    act_form(people, id, title, field, in_texts, wrong, (w.do_replace, act))
}

fn adding(people: People) -> AnyView {
    let w = &words().planning;
    let (session, year) = (people.session, people.year);
    let (name, wrong) = (RwSignal::new(String::new()), RwSignal::new(""));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        let edit = session.book(year, |book| departments::add(book, session.draw(), &typed)).flatten();
        wrong.set(match (&edit, typed.trim().is_empty()) {
            (_, true) => w.name_missing,
            (None, _) => w.add_known,
            _ => "",
        });
        if let Some(edit) = edit {
            session.edit(year, edit, None);
            name.set(String::new());
        }
        edge::focus::focus_soon("department-name");
    };
    view! {
        <form class="roster-add" on:submit=submit>
            <label class="form-control__label" for="department-name">{w.add_label}</label>
            <input
                class="input roster-add__name"
                type="text"
                id="department-name"
                autocomplete="off"
                prop:value=move || name.get()
                on:input:target=move |event| name.set(event.target().value())
            />
            <button type="submit" class="button button--outline">{w.add}</button>
        </form>
        <p class="error-text" role="alert">{live_text(move || wrong.get().into())}</p>
    }
    .into_any()
}

fn of_members(session: Session, year: FiscalYear) -> AnyView {
    let w = &words().planning;
    let href = App::here().route.get_untracked().at(Spot { year, page: Page::Committee }).hash();
    let form = live(move || {
        session.track(Topic::People(year));
        let there = |book: &YearBook| {
            let line = |it: &crate::model::committee::Member| {
                (
                    it.id,
                    if it.seat.is_empty() {
                        it.name.clone()
                    } else {
                        format!("{}（{}）", it.name, it.seat)
                    },
                )
            };
            book.roster().into_iter().filter(|it| !it.retired).map(line).collect::<Vec<_>>()
        };
        let members = session.book(year, there).unwrap_or_default();
        match members.is_empty() {
            true => view! { <p class="empty">{w.no_members}</p> }.into_any(),
            false => succession(session, year, members),
        }
    });
    view! {
        <section class="roster-part" aria-labelledby="members-title">
            <h3 class="roster-part__title" id="members-title">{w.members}</h3>
            <p class="form-control__support">{w.members_hint}</p>
            <p><a href=href>{w.to_roster}</a></p>
            {form}
        </section>
    }
    .into_any()
}

/// A member leaves, and another takes the seat.
fn succession(session: Session, year: FiscalYear, members: Vec<(MemberId, String)>) -> AnyView {
    let w = &words().planning;
    let (old, name, wrong) =
        (RwSignal::new(None::<MemberId>), RwSignal::new(String::new()), RwSignal::new(""));
    let option =
        |(id, name): (MemberId, String)| view! { <option value=id.to_string()>{name}</option> }.into_any();
    let options: Vec<AnyView> = members.into_iter().map(option).collect();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let new = name.get_untracked().trim().to_string();
        let Some(id) = old.get_untracked() else { return wrong.set(w.choose) };
        if new.is_empty() {
            return wrong.set(w.name_missing);
        }
        let planned = session.book(year, |book| {
            let was = book.members.get(id)?.name.clone();
            Some((roster::succeed(book, id, &new, session.draw()), was))
        });
        if let Some((edits, was)) = planned.flatten()
            && all(session, year, edits)
        {
            session.saving.tell((w.succeeded)(&was, &new));
        }
    };
    view! {
        <form class="people-act" aria-labelledby="succeed-title" on:submit=submit>
            <h4 class="form-control__label" id="succeed-title">{w.succeed}</h4>
            <p class="form-control__support" id="succeed-hint">{w.successor_hint}</p>
            <div class="form-control">
                <label class="form-control__label" for="member-leaving">{w.leaving}</label>
                <select
                    class="select"
                    id="member-leaving"
                    on:change:target=move |event| old.set(event.target().value().parse().ok())
                >
                    <option value="">{w.choose}</option>
                    {options}
                </select>
            </div>
            <div class="form-control">
                <label class="form-control__label" for="member-successor">{w.successor}</label>
                <input
                    class="input"
                    type="text"
                    id="member-successor"
                    autocomplete="off"
                    aria-describedby="succeed-hint"
                    prop:value=move || name.get()
                    on:input:target=move |event| name.set(event.target().value())
                />
            </div>
            <p class="error-text" role="alert">{live_text(move || wrong.get().into())}</p>
            <div><button type="submit" class="button button--outline">{w.do_succeed}</button></div>
        </form>
    }
    .into_any()
}
