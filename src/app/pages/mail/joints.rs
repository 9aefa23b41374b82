//! What several departments wrote for one field (各課の記入), put together in the order of the owners.

use crate::app::parts::conflict::named;
use crate::app::parts::live::live_option;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::mail::joint::{Joint, joints};
use crate::model::edit::Edit;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Is what is shown of it.
pub struct Shown {
    /// The place by name.
    pub name: String,
    now: String,
    joined: String,
    waiting: Vec<String>,
}

/// Puts into words what was written, what stands there, and of whom nothing has come.
pub fn joint_text(session: Session, year: FiscalYear, joint: &Joint) -> Shown {
    let text = |value: Option<&crate::model::value::FieldValue>| {
        session
            .book(year, |book| {
                let field = book.form.field(joint.field)?;
                value.map(|value| crate::model::written::written(&book.form, field, value))
            })
            .flatten()
            .unwrap_or_default()
    };
    let waiting = session.book(year, |book| {
        let name = |id| book.departments.get(id).map(|it| it.name.clone()).unwrap_or_default();
        joint.waiting.iter().map(|id| name(*id)).collect::<Vec<_>>()
    });
    let joined = match &joint.joined {
        Some(_) => text(joint.joined.as_ref()),
        None => (words().receive.not_alike)(joint.parts.len()),
    };
    Shown {
        name: named(session, joint.place(year)),
        now: text(joint.now.as_ref()),
        joined,
        waiting: waiting.unwrap_or_default(),
    }
}

/// Draws it.
pub fn joint_view(shown: Shown) -> AnyView {
    let w = &words().receive;
    let now = (!shown.now.is_empty())
        .then(|| view! { <dt>{w.now}</dt><dd class="receive__text">{shown.now}</dd> }.into_any());
    let waiting = (!shown.waiting.is_empty())
        .then(|| view! { <p class="note">{(w.waiting_for)(&shown.waiting)}</p> }.into_any());
    view! {
        <p class="conflict__name">{shown.name}</p>
        <dl>{now}<dt>{w.together}</dt><dd class="receive__text">{shown.joined}</dd></dl>
        {waiting}
    }
    .into_any()
}

/// Draws what was taken and is not put together yet; nothing where there is none.
pub fn open_joints(session: Session, year: FiscalYear) -> AnyView {
    live_option(move || {
        let w = &words().receive;
        [Topic::Undo, Topic::Mail(year), Topic::Form(year)].into_iter().for_each(|it| session.track(it));
        let outline = session.outline(year);
        let mut open = session.book(year, |book| joints(book, &outline, None)).unwrap_or_default();
        open.retain(Joint::is_open);
        if open.is_empty() {
            return None;
        }
        let row = |joint: Joint| {
            let shown = joint_text(session, year, &joint);
            let label = (w.join_of)(&shown.name);
            let place = joint.place(year);
            let button = joint.datum().map(|datum| {
                let join = move |_| join(session, Edit::Settle(place, datum.clone()));
                view! { <button type="button" class="button button--outline" on:click=join>{label}</button> }
                    .into_any()
            });
            view! { <li class="receive__joint">{joint_view(shown)}{button}</li> }.into_any()
        };
        let rows: Vec<AnyView> = open.into_iter().map(row).collect();
        Some(
            view! {
                <section class="receive__part" aria-labelledby="open-joints">
                    <h3 id="open-joints">{w.joining}</h3>
                    <ul class="receive__joints">{rows}</ul>
                </section>
            }
            .into_any(),
        )
    })
}

fn join(session: Session, edit: Edit) {
    session.saving.tell(match session.apply(edit, None) {
        Ok(()) => words().receive.joined.into(),
        Err(error) => (words().app.refused)(&error),
    });
}
