//! A field of a 再掲 in the tall form: the original's content, or one of this place alone.

use super::field::Cell;
use super::live::live_option;
use crate::app::session::Topic;
use crate::app::words;
use crate::edge;
use crate::model::edit::YearEdit;
use crate::model::form::FieldKind;
use crate::model::repeat;
use crate::model::written::written;
use leptos::prelude::*;

/// Shows what the original has where this place has something else, and the way to and from that.
/// `id` is that of the element around the field.
pub fn view(cell: Cell, id: String) -> AnyView {
    // Indicators are the original's, always; and a request gives no place a content of its own.
    if cell.field.kind == FieldKind::Indicators || cell.session.is_errand() {
        return ().into_any();
    }
    let w = &words().planning;
    let (session, year, node, field) = (cell.session, cell.year, cell.node, cell.field.id);
    live_option(move || {
        session.track(Topic::Tree(year));
        session.track(Topic::Node(year, node));
        let (is_own, original, label) = session.book(year, |book| {
            let own = book.nodes.get(node)?;
            own.repeat.original()?;
            let original = book.original(node);
            session.track(Topic::Node(year, original));
            let value = book.nodes.get(original).and_then(|it| it.values.get(&field));
            let text = value.map(|value| written(&book.form, &cell.field, value));
            Some((own.values.contains_key(&field), text, cell.field.label_in(&book.label)))
        })??;
        let closed = session.is_closed(year);
        let of = || view! { <span class="visually-hidden">{(w.of_field)(&label)}</span> }.into_any();
        if !is_own && !session.is_overriding(year, node, field) {
            let id = id.clone();
            let begin = move |_| {
                session.override_field(Some((year, node, field)), false);
                if let Some(edit) = session.book(year, |book| repeat::own(book, node, field)).flatten() {
                    session.edit(year, edit, None);
                }
                edge::focus::inside(&id, "textarea, select, input");
            };
            return (!closed).then(|| {
                view! {
                    <div class="repeat-field">
                        <button type="button" class="button button--text" on:click=begin>{w.begin_own}{of()}</button>
                    </div>
                }
                .into_any()
            });
        }
        let end = move |_| {
            session.override_field(None, true);
            session.edit(year, YearEdit::Value(node, field, None), None);
        };
        let button = (!closed).then(|| {
            view! { <button type="button" class="button button--text" on:click=end>{w.end_own}{of()}</button> }
                .into_any()
        });
        Some(
            view! {
                <div class="repeat-field repeat-field--own">
                    <span class="badge">{w.own_here}</span>
                    {button}
                    <p class="repeat-field__original">
                        {w.original_says}{original.unwrap_or_else(|| w.nothing.into())}
                    </p>
                </div>
            }
            .into_any(),
        )
    })
}
