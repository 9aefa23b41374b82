//! 委員名簿: who is on the committee, edited in place.

use super::{ROSTER, all};
use crate::app::parts::live::{live, live_list, live_option, live_text};
use crate::app::parts::mover::mover;
use crate::app::parts::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::meeting::roster::{self, Line};
use crate::model::committee::Member;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::id::MemberId;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::ev;
use leptos::prelude::*;

/// The id of the field for another member's name.
const NAME: &str = "member-name";

/// Is a column of the roster.
#[derive(Clone, Copy)]
struct Column {
    label: &'static str,
    get: fn(&Member) -> &String,
    put: fn(&mut Member) -> &mut String,
}

fn columns() -> [Column; 4] {
    let w = &words().committee;
    [
        Column { label: w.name, get: |it| &it.name, put: |it| &mut it.name },
        Column { label: w.seat, get: |it| &it.seat, put: |it| &mut it.seat },
        Column { label: w.role, get: |it| &it.role, put: |it| &mut it.role },
        Column { label: w.section, get: |it| &it.section, put: |it| &mut it.section },
    ]
}

/// Shows the roster.
pub fn view(session: Session, year: FiscalYear) -> AnyView {
    let w = &words().committee;
    let members = Memo::new(move |_| {
        session.track(Topic::People(year));
        let ids = |book: &YearBook| book.roster().iter().map(|it| it.id).collect::<Vec<_>>();
        session.book(year, ids).unwrap_or_default()
    });
    let count = live_text(move || {
        session.track(Topic::People(year));
        let retired = |book: &YearBook| book.members.values().filter(|it| it.retired).count();
        let retired = session.book(year, retired).unwrap_or(0);
        (w.roster_count)(members.with(Vec::len) - retired, retired)
    });
    let is_empty = Memo::new(move |_| members.with(Vec::is_empty));
    let table = live(move || match is_empty.get() {
        true => view! { <p class="empty">{w.roster_empty}</p> }.into_any(),
        false => table(session, year, members),
    });
    let notes = live(move || {
        session.track(Topic::People(year));
        let notes = |book: &YearBook| {
            let doubles = roster::doubles(book);
            let begun = !(book.ballots.is_empty() && book.hand_counts.is_empty());
            let doubles = (!doubles.is_empty()).then(|| (w.doubles)(&doubles.join("、")));
            [doubles, begun.then(|| w.roster_begun.into())]
        };
        let notes = session.book(year, notes).unwrap_or_default();
        let note = |note: String| view! { <p class="note">{note}</p> }.into_any();
        notes.into_iter().flatten().map(note).collect::<Vec<_>>().into_any()
    });
    view! {
        <section class="roster-part" id=ROSTER tabindex="-1" aria-labelledby="roster-title">
            <h3 class="roster-part__title" id="roster-title">{w.roster}</h3>
            <p class="form-control__support">{w.roster_hint}" "{count}</p>
            {table}
            {adding(session, year)}
            <div role="status">{notes}</div>
        </section>
    }
    .into_any()
}

fn table(session: Session, year: FiscalYear, members: Memo<Vec<MemberId>>) -> AnyView {
    let w = &words().committee;
    let ids = move || members.get().into_iter().map(|it| it.0).collect();
    let rows = live_list(ids, move |id| row(session, year, members, MemberId(id)));
    let heads = columns().map(|column| view! { <th scope="col">{column.label}</th> }.into_any());
    view! {
        <table class="roster">
            <caption class="visually-hidden">{w.roster}</caption>
            <thead><tr>{Vec::from(heads)}<th scope="col">{w.actions}</th></tr></thead>
            <tbody>
                {rows}
            </tbody>
        </table>
    }
    .into_any()
}

fn row(session: Session, year: FiscalYear, members: Memo<Vec<MemberId>>, id: MemberId) -> AnyView {
    let w = &words().committee;
    let member = Memo::new(move |_| {
        session.track(Topic::People(year));
        session.book(year, |book| book.members.get(id).cloned()).flatten()
    });
    let name = Signal::derive(move || named(member.get().map(|it| it.name)));
    let retired = Memo::new(move |_| member.with(|it| it.as_ref().is_some_and(|it| it.retired)));
    let visit = StoredValue::new(None);
    let cells = columns().map(|column| {
        let write = move |text: String| {
            if let Some(mut member) = member.get_untracked() {
                *(column.put)(&mut member) = text;
                session.edit(year, YearEdit::Put(Element::Member(member)), visit.get_value());
            }
        };
        let value = move || member.with(|it| it.as_ref().map(column.get).cloned().unwrap_or_default());
        view! {
            <td data-label=column.label>
                <TextField
                    label=Signal::derive(move || (w.field_of)(&name.get(), column.label))
                    value=Signal::derive(value)
                    single=true
                    on_enter=Callback::new(move |()| visit.set_value(Some(session.visit())))
                    on_text=Callback::new(write)
                />
            </td>
        }
        .into_any()
    });
    let ends =
        Signal::derive(move || members.with(|all| (all.first() == Some(&id), all.last() == Some(&id))));
    let step = move |down| {
        if let Some(edit) = session.book(year, |book| roster::step(book, id, down)).flatten() {
            session.edit(year, edit, None);
        }
    };
    let turn = move |_| {
        let Some(member) = member.get_untracked() else { return };
        let left = !member.retired;
        session.edit(year, YearEdit::Put(Element::Member(Member { retired: left, ..member })), None);
        if left {
            session.saving.tell((w.member_retired)(&name.get_untracked()));
        }
    };
    let remove = move |_| {
        let name = name.get_untracked();
        let Some(edit) = session.book(year, |book| roster::remove(book, id)).flatten() else { return };
        let kept = matches!(edit, YearEdit::Put(_));
        session.edit(year, edit, None);
        session.saving.tell(if kept { (w.member_kept)(&name) } else { (w.member_removed)(&name) });
        if !kept {
            edge::focus::focus_soon(ROSTER);
        }
    };
    let of = move || live_text(move || (w.of)(&name.get()));
    view! {
        <tr class="roster__row" data-retired=move || retired.get().then_some("")>
            {Vec::from(cells)}
            <td class="roster__actions">
                {mover(format!("member-{id}"), name, ends, Callback::new(step))}
                <button type="button" class="button button--text" on:click=turn>
                    {live_text(move || if retired.get() { w.come_back } else { w.retire }.into())}
                    <span class="visually-hidden">{of()}</span>
                </button>
                <button type="button" class="button button--text button--danger" on:click=remove>
                    {w.remove}
                    <span class="visually-hidden">{of()}</span>
                </button>
                {live_option(move || retired.get().then(|| {
                    view! { <span class="badge">{w.retired}</span> }.into_any()
                }))}
            </td>
        </tr>
    }
    .into_any()
}

/// Returns a name, or what stands for an empty one.
pub fn named(name: Option<String>) -> String {
    name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| words().committee.unnamed.into())
}

/// Is what the ways to add members share.
#[derive(Clone, Copy)]
struct Adding {
    session: Session,
    year: FiscalYear,
    /// Those whose names are on the roster already: nobody is added twice without being asked for.
    known: RwSignal<Vec<Line>>,
    name: RwSignal<String>,
    pasted: RwSignal<String>,
    wrong: RwSignal<Option<&'static str>>,
}

impl Adding {
    /// Adds those who are new, and asks about the others; returns whether there was anyone.
    fn add(self, lines: Vec<Line>, empty: &'static str) -> bool {
        self.known.set(Vec::new());
        self.wrong.set(lines.is_empty().then_some(empty));
        if lines.is_empty() {
            return false;
        }
        let parted = self.session.book(self.year, |book| roster::part_known(book, lines));
        let (new, known) = parted.unwrap_or_default();
        self.put(new);
        self.known.set(known);
        true
    }

    fn put(self, lines: Vec<Line>) {
        let (session, count) = (self.session, lines.len());
        let edits = session.book(self.year, |book| roster::add(book, lines, || session.draw()));
        if count > 0 && all(session, self.year, edits.unwrap_or_default()) {
            session.saving.tell((words().committee.added)(count));
        }
    }

    fn add_typed(self) {
        let name = self.name.get_untracked().trim().to_string();
        let line = (!name.is_empty()).then(|| Line { name, ..Line::default() });
        if self.add(line.into_iter().collect(), words().committee.add_nameless) {
            self.name.set(String::new());
        }
        edge::focus::focus_soon(NAME);
    }

    fn add_pasted(self) {
        let lines = roster::read_lines(&self.pasted.get_untracked());
        if self.add(lines, words().committee.paste_empty) {
            self.pasted.set(String::new());
        }
    }

    /// Takes a table that is pasted into the field for one name.
    fn paste(self, event: &ev::ClipboardEvent) {
        let text = edge::paste::pasted_text(event).filter(|text| text.trim_end().contains(['\n', '\t']));
        if let Some(text) = text {
            event.prevent_default();
            self.add(roster::read_lines(&text), words().committee.paste_empty);
        }
    }
}

/// The ways to add members: one name after the other, or several lines.
fn adding(session: Session, year: FiscalYear) -> AnyView {
    let w = &words().committee;
    let adding = Adding {
        session,
        year,
        known: RwSignal::new(Vec::new()),
        name: RwSignal::new(String::new()),
        pasted: RwSignal::new(String::new()),
        wrong: RwSignal::new(None),
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        adding.add_typed();
    };
    view! {
        <form class="roster-add" on:submit=submit>
            <label class="form-control__label" for=NAME>{w.add_name}</label>
            <input
                class="input roster-add__name"
                type="text"
                id=NAME
                autocomplete="off"
                aria-describedby="member-name-hint"
                prop:value=move || adding.name.get()
                on:input:target=move |event| adding.name.set(event.target().value())
                on:paste=move |event| adding.paste(&event)
            />
            <button type="submit" class="button button--outline">{w.add}</button>
            <span class="form-control__support" id="member-name-hint">{w.add_hint}</span>
        </form>
        {known(adding)}
        <p class="error-text" role="alert">{live_text(move || adding.wrong.get().unwrap_or_default().into())}</p>
        <details class="roster-paste">
            <summary class="roster-paste__summary">{w.paste}</summary>
            <div class="form-control">
                <p class="form-control__support" id="roster-paste-hint">{w.paste_hint}</p>
                <textarea
                    class="textarea roster-paste__text"
                    aria-label=w.paste_label
                    aria-describedby="roster-paste-hint"
                    prop:value=move || adding.pasted.get()
                    on:input:target=move |event| adding.pasted.set(event.target().value())
                ></textarea>
                <div>
                    <button type="button" class="button button--outline" on:click=move |_| adding.add_pasted()>
                        {w.paste_add}
                    </button>
                </div>
            </div>
        </details>
    }
    .into_any()
}

/// Who was not added, and the way to add them all the same.
fn known(adding: Adding) -> AnyView {
    let w = &words().committee;
    let says = move |lines: &[Line]| {
        let who = |book: &YearBook| {
            let one = |line: &Line| match roster::named(book, &line.name) {
                Some(it) => (w.who)(&it.name, &[&it.seat, &it.role, if it.retired { w.retired } else { "" }]),
                None => (w.who)(&line.name, &[]),
            };
            lines.iter().map(one).collect::<Vec<_>>()
        };
        (w.known)(&adding.session.book(adding.year, who).unwrap_or_default())
    };
    let done = move || {
        adding.known.set(Vec::new());
        edge::focus::focus_soon(NAME);
    };
    let add = move |_| {
        adding.put(adding.known.get_untracked());
        done();
    };
    let body = live_option(move || {
        let lines = adding.known.get();
        (!lines.is_empty()).then(|| {
            view! {
                <div class="notice">
                    <p class="notice__text">{says(&lines)}</p>
                    <button type="button" class="button button--outline" on:click=add>{w.add_another}</button>
                    <button type="button" class="button button--text" on:click=move |_| done()>{w.add_none}</button>
                </div>
            }
            .into_any()
        })
    });
    view! { <div role="alert">{body}</div> }.into_any()
}
