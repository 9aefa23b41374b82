//! 表を読み込む: a table into a year that is there, with all that it would change shown first.

use super::columns::{check, columns};
use super::long_list::long_list;
use super::notices::notices;
use super::reader::Reader;
use super::source::SourceForm;
use crate::app::parts::live::live_option;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge;
use crate::exchange::draft::Draft;
use crate::exchange::matching::{self, Change, Choice, Choices, Comparison, Fate, What};
use crate::merge::text::parts;
use crate::model::edit::{Edit, YearEdit};
use crate::model::form::Form;
use crate::model::id::{IdSource, NodeId};
use crate::model::year::FiscalYear;
use crate::route::Page;
use leptos::prelude::*;
use std::sync::Arc;

/// Is a table beside a year, while a person decides; copies are the same one.
#[derive(Clone, Copy)]
struct Beside {
    session: Session,
    year: FiscalYear,
    reader: Reader,
    choices: RwSignal<Choices>,
}

/// Draws the page.
#[component]
pub fn IntoPage(session: Session, year: FiscalYear) -> impl IntoView {
    let app = App::here();
    let w = &words().mapping;
    let form = move || session.book(year, |book| book.form.clone()).unwrap_or_default();
    let reader = Reader::new(form());
    let beside = Beside { session, year, reader, choices: RwSignal::new(Choices::new()) };
    let label = session.book(year, |book| book.label.clone()).unwrap_or_default();
    let read_text = move |()| {
        reader.form.set(Arc::new(form()));
        beside.choices.set(Choices::new());
        reader.read(|draft| {
            if !draft.nodes.is_empty() {
                edge::focus::focus_soon("preview");
            }
        });
    };
    let closed = (w.closed)(&label);
    // What was chosen for the rows is of the table as it was read then.
    Effect::new(move |_| {
        reader.draft.track();
        beside.choices.set(Choices::new());
    });
    view! {
        <h2>{w.into}</h2>
        <p>{(w.into_hint)(&label)}</p>
        {live_option(move || session.is_closed(year).then(|| {
            view! { <p class="error-text" role="alert">{closed.clone()}</p> }.into_any()
        }))}
        <SourceForm reader read_text=Callback::new(read_text)
            cancel=Callback::new(move |()| app.go_to(year, Page::Sheet(None)))/>
        {columns(reader, Callback::new(move |()| check(words().mapping.wording, reader.wording)))}
        {live_option(move || beside.compared())}
    }
}

impl Beside {
    /// Draws what the table would change.
    fn compared(self) -> Option<AnyView> {
        let draft = self.reader.draft.get().filter(|draft| !draft.nodes.is_empty())?;
        self.session.track(Topic::Undo);
        let w = words();
        let mut ids = edge::random::bits;
        let found = self.choices.with(|choices| {
            let compare = |workbook: &_| {
                matching::compare(&draft, workbook, self.year, choices, IdSource::new(&mut ids))
            };
            self.session.read(compare)
        });
        let found = Arc::new(found);
        let form = self.reader.form.get_untracked();
        let counts: Vec<AnyView> = (w.mapping.tally)(found.tally())
            .into_iter()
            .map(|line| view! { <li>{line}</li> }.into_any())
            .collect();
        let notes: Vec<AnyView> = self
            .notes(&draft, &found)
            .into_iter()
            .map(|line| view! { <li class="preview__notice">{line}</li> }.into_any())
            .collect();
        let shown: Vec<usize> = (0..found.items.len()).filter(|at| is_shown(&found, *at)).collect();
        let (lines, rows) = (shown.len(), (draft.clone(), form.clone(), found.clone()));
        let row = move |line: usize| {
            let at = shown.get(line).copied().unwrap_or_default();
            self.row(at, &rows.0, &rows.1, &rows.2)
        };
        let list = match lines {
            0 => view! { <p>{w.mapping.nothing}</p> }.into_any(),
            _ => long_list("matched", w.mapping.compared, lines, row),
        };
        Some(
            view! {
                <section class="preview" id="preview" tabindex="-1" aria-label=w.mapping.compared>
                    <h2>{w.mapping.compared}</h2>
                    <ul class="preview__summary">{counts}</ul>
                    <ul class="preview__notices" data-concern="check">{notes}</ul>
                    {list}
                    {self.only_here(&found)}
                    {notices(&draft, &form)}
                    {self.button(found)}
                </section>
            }
            .into_any(),
        )
    }

    fn notes(self, draft: &Draft, found: &Comparison) -> Vec<String> {
        let w = &words().mapping;
        let other = draft.year.as_ref().filter(|(_, year)| *year != self.year);
        let label = self.session.book(self.year, |book| book.label.clone()).unwrap_or_default();
        let mut notes: Vec<String> =
            other.map(|(table, _)| (w.other_year)(table, &label)).into_iter().collect();
        notes.extend((found.with_ballots > 0).then(|| (w.with_ballots)(found.with_ballots)));
        notes.extend((found.of_other_years > 0).then(|| (w.of_other_years)(found.of_other_years)));
        notes
    }

    fn row(self, at: usize, draft: &Draft, form: &Form, found: &Comparison) -> AnyView {
        let w = &words().mapping;
        let (Some(node), Some(item)) = (draft.nodes.get(at), found.items.get(at)) else {
            return ().into_any();
        };
        let (state, name) = match item.fate {
            Fate::New(_) => ("new", w.fate_new),
            Fate::Known(_) => ("changed", w.fate_changed),
            Fate::Left => ("left", w.fate_left),
        };
        let heading = format!("{} {}", node.number, node.title).trim().to_owned();
        let changes: Vec<AnyView> = item.changes.iter().map(|change| change_view(form, change)).collect();
        view! {
            <li class="matched__item" data-state=state>
                <p class="matched__head"><span class="badge">{name}</span> <strong>{heading.clone()}</strong></p>
                <dl class="matched__changes">{changes}</dl>
                {self.choice(at, &heading, draft, found)}
            </li>
        }
        .into_any()
    }

    /// Draws what can be chosen for a row: taken, added, left out, or another item.
    fn choice(self, at: usize, heading: &str, draft: &Draft, found: &Comparison) -> AnyView {
        let w = &words().mapping;
        let known = matches!(found.items[at].fate, Fate::Known(_));
        let others = self.session.read(|workbook| {
            let ids = matching::candidates(draft, at, workbook, self.year, found);
            let book = workbook.year(self.year);
            let name = |id: NodeId| book.and_then(|book| book.nodes.get(id)).map(|node| node.heading());
            ids.into_iter().filter_map(|id| Some((id, name(id)?))).collect::<Vec<_>>()
        });
        let mut options: Vec<(Option<Choice>, String)> = Vec::new();
        let chosen = self.choices.with_untracked(|choices| choices.get(&at).copied());
        if known || chosen == Some(Choice::Leave) {
            options.push((None, w.take.to_owned()));
        }
        options.push((Some(Choice::Add), w.add.to_owned()));
        options.push((Some(Choice::Leave), w.leave_out.to_owned()));
        let is_own = |id: &NodeId| chosen.is_none() && found.items[at].fate == Fate::Known(*id);
        let others = others.into_iter().filter(|(id, _)| !is_own(id));
        options.extend(others.map(|(id, name)| (Some(Choice::Pair(id)), (w.pair_with)(&name))));
        let now = chosen.or_else(|| (!known).then_some(Choice::Add));
        let selected = options.iter().position(|(choice, _)| *choice == now).unwrap_or(0);
        let items: Vec<AnyView> = options
            .iter()
            .enumerate()
            .map(|(at, (_, label))| {
                view! { <option value=at.to_string() selected=at == selected>{label.clone()}</option> }
                    .into_any()
            })
            .collect();
        let id = format!("matched-{at}");
        let focus = id.clone();
        let take = move |value: String| {
            let choice =
                value.parse::<usize>().ok().and_then(|at| options.get(at)).and_then(|(choice, _)| *choice);
            self.choices.update(|choices| match choice {
                Some(choice) => drop(choices.insert(at, choice)),
                None => drop(choices.remove(&at)),
            });
            edge::focus::focus_soon(&focus);
        };
        view! {
            <select class="select" id=id aria-label=(w.choose)(heading)
                on:change:target=move |event| take(event.target().value())>
                {items}
            </select>
        }
        .into_any()
    }

    fn only_here(self, found: &Arc<Comparison>) -> Option<AnyView> {
        let w = &words().mapping;
        let (count, found) = (found.only_here.len(), found.clone());
        let line = move |at: usize| {
            let name = found.only_here.get(at).and_then(|id| {
                self.session.book(self.year, |book| book.nodes.get(*id).map(|node| node.heading())).flatten()
            });
            view! { <li>{name}</li> }.into_any()
        };
        (count > 0).then(|| {
            view! {
                <details class="preview__group">
                    <summary>{(w.only_here)(count)}</summary>
                    <p class="note">{w.only_here_hint}</p>
                    {long_list("preview__tree", w.only_here_hint, count, line)}
                </details>
            }
            .into_any()
        })
    }

    /// Draws the button that takes all of it over as one step.
    fn button(self, found: Arc<Comparison>) -> AnyView {
        let w = &words().mapping;
        let tally = found.tally();
        let apply = move |_| {
            let mut edits: Vec<Edit> = found.edit().into_iter().collect();
            edits.extend(self.form_edit());
            if edits.is_empty() {
                return self.session.saving.tell(w.nothing.into());
            }
            match self.session.apply(Edit::All(edits), None) {
                Ok(()) => {
                    self.session.saving.tell((w.applied)(tally));
                    self.choices.set(Choices::new());
                    edge::focus::focus_soon("preview");
                }
                Err(error) => self.session.saving.tell((words().app.refused)(&error)),
            }
        };
        let closed = move || self.session.is_closed(self.year);
        view! {
            <div class="form__buttons">
                <button type="button" class="button button--fill" prop:disabled=closed on:click=apply>{w.apply}</button>
            </div>
        }
        .into_any()
    }

    /// Returns what the form takes over from the table.
    fn form_edit(self) -> Option<Edit> {
        let now = self.session.book(self.year, |book| book.form.clone())?;
        let new = self.reader.kept_form(now.clone());
        (new != now).then(|| Edit::In(self.year, YearEdit::Reform(Box::new(new), Vec::new())))
    }
}

fn is_shown(found: &Comparison, at: usize) -> bool {
    found.items.get(at).is_some_and(|item| !matches!(item.fate, Fate::Known(_)) || !item.changes.is_empty())
}

/// Draws one difference, with what was and what becomes marked in the texts.
fn change_view(form: &Form, change: &Change) -> AnyView {
    let w = &words().mapping;
    let field = |id| form.field(id).map(|field| field.label_in("年度")).unwrap_or_default();
    let label = match &change.what {
        What::Number => w.number_changed.to_owned(),
        What::Title => w.title_changed.to_owned(),
        What::Field(id) => field(*id),
        What::Indicator(id, label) => format!("{}：{label}", field(*id)),
        What::Remark(id) => form.heading(*id).map(|heading| heading.label.clone()).unwrap_or_default(),
        What::Count(id) => form.axis(*id).map(|axis| axis.label.clone()).unwrap_or_default(),
    };
    let [start, old, new, end] = parts(&change.old, &change.new);
    let was = (!change.old.is_empty()).then(|| {
        view! {
            <dd class="matched__was"><span class="matched__side">{w.was}</span> {start.clone()}<del>{old}</del>{end.clone()}</dd>
        }
        .into_any()
    });
    view! {
        <dt>{label}</dt>
        {was}
        <dd class="matched__new"><span class="matched__side">{w.becomes}</span> {start}<ins>{new}</ins>{end}</dd>
    }
    .into_any()
}
