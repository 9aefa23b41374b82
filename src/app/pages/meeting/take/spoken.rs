//! Remarks as they are spoken: one field, one key for the next.

use super::state::Taking;
use crate::app::parts::live::{live, live_option};
use crate::app::parts::remarks::Remarks;
use crate::app::words;
use crate::model::committee::Opinion;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::form::Heading;
use crate::model::id::{HeadingId, MemberId, NodeId, OpinionId};
use crate::model::order::OrderKey;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// Draws the lists of remarks on the item, each with a field for the next.
pub fn spoken(taking: Taking) -> AnyView {
    let headings = Memo::new(move |_| {
        taking.track();
        taking.book(|book| book.form.committee.headings.clone())
    });
    live(move || {
        let lists = headings.get().into_iter().map(|heading| list(taking, heading));
        lists.collect::<Vec<_>>().into_any()
    })
}

fn list(taking: Taking, heading: Heading) -> AnyView {
    let (session, year) = (taking.session, taking.year);
    let own = heading.clone();
    let remarks = live_option(move || {
        let (node, heading) = (taking.node.get()?, own.clone());
        Some(view! { <Remarks session year node heading named=true/> }.into_any())
    });
    view! { <div class="spoken">{remarks}{entry(taking, heading)}</div> }.into_any()
}

/// Lists what members wrote on their ballots.
pub fn comments(taking: Taking) -> AnyView {
    let w = &words().meeting;
    live_option(move || {
        taking.track();
        let node = taking.node.get()?;
        let comments: Vec<(MemberId, String)> = taking.book(|book| {
            let own = book.ballots.values().filter(|it| it.node == node && !it.comment.is_empty());
            own.map(|it| (it.member, it.comment.clone())).collect()
        });
        if comments.is_empty() {
            return None;
        }
        let count = comments.len();
        let line = |(member, text): (MemberId, String)| {
            view! { <li><strong>{taking.name(member)}</strong>"　"{text}</li> }.into_any()
        };
        let lines = comments.into_iter().map(line).collect::<Vec<_>>();
        Some(
            view! { <details class="take__more"><summary>{(w.comments)(count)}</summary><ul>{lines}</ul></details> }
                .into_any(),
        )
    })
}

/// The field for the next remark, with who says it.
fn entry(taking: Taking, heading: Heading) -> AnyView {
    let w = &words().meeting;
    let field = NodeRef::<html::Textarea>::new();
    let speaker = RwSignal::new(None::<MemberId>);
    let id = heading.id;
    let label = (w.spoken)(&heading.label);
    let told = (w.spoken_added)(&heading.label);
    // What stands in the field, and of which item.
    let draft = StoredValue::new((taking.node.get_untracked(), String::new()));
    let put = move |node: Option<NodeId>, text: &str| {
        let text = text.trim_end();
        !text.is_empty()
            && node.is_some_and(|node| write(taking, node, id, text.into(), speaker.get_untracked()))
    };
    let add = move || {
        let Some(field) = field.get_untracked() else { return };
        if put(taking.node.get_untracked(), &field.value()) {
            field.set_value("");
            draft.update_value(|draft| draft.1.clear());
            taking.said.set(told.clone());
        }
        // Focusing fails only for an element that is not in the page.
        let _ = field.focus();
    };
    // What is not sent off when the meeting goes on belongs to the item that it was written for.
    let kept = (w.spoken_kept)(&heading.label);
    Effect::new(move |_| {
        let now = taking.node.get();
        let (node, text) = draft.get_value();
        if node == now {
            return;
        }
        if put(node, &text) {
            taking.session.saving.tell(kept.clone());
        }
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        speaker.set(None);
        draft.set_value((now, String::new()));
    });
    on_cleanup(move || {
        if let Some((node, text)) = draft.try_get_value() {
            put(node, &text);
        }
    });
    let on_key = {
        let add = add.clone();
        move |event: ev::KeyboardEvent| {
            if event.key() == "Enter"
                && !event.shift_key()
                && !event.is_composing()
                && event.key_code() != 229
            {
                event.prevent_default();
                add();
            }
        }
    };
    let on_input = move |_| {
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        draft.update_value(|draft| draft.1 = text);
    };
    let members = Memo::new(move |_| {
        taking.track();
        taking.roll.with(|roll| roll.iter().map(|it| (it.member, taking.name(it.member))).collect::<Vec<_>>())
    });
    let options = live(move || {
        let option = |(id, name): (MemberId, String)| view! { <option value=id.to_string()>{name}</option> };
        members.get().into_iter().map(option).collect_view().into_any()
    });
    view! {
        <div class="spoken__entry">
            <select
                class="select spoken__speaker"
                aria-label=w.speaker
                prop:value=move || speaker.get().map(|it| it.to_string()).unwrap_or_default()
                on:change:target=move |event| speaker.set(event.target().value().parse().ok())
            >
                <option value="">{w.speaker_none}</option>
                {options}
            </select>
            <textarea node_ref=field class="input spoken__text" rows="2" aria-label=label placeholder=w.spoken_hint on:keydown=on_key on:input=on_input></textarea>
            <button type="button" class="button button--outline" on:click=move |_| add()>{w.add}</button>
        </div>
    }
    .into_any()
}

fn write(taking: Taking, node: NodeId, heading: HeadingId, text: String, author: Option<MemberId>) -> bool {
    let id: OpinionId = taking.session.draw();
    let order = taking.book(|book| {
        let remarks = book.remarks(node, heading);
        OrderKey::between(remarks.last().map(|last| &last.order), None)
    });
    let opinion = Opinion { id, node, heading, text, author, order };
    let edit = crate::model::edit::Edit::In(taking.year, YearEdit::Put(Element::Opinion(opinion)));
    match taking.session.apply(edit, None) {
        Ok(()) => true,
        Err(error) => {
            // What was typed stays in the field.
            taking.session.saving.tell((words().app.refused)(&error));
            false
        }
    }
}
