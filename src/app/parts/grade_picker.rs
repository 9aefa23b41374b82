//! The rating: one button per grade, one key per grade.

use super::live::live_option;
use crate::app::words;
use crate::edge::focus;
use crate::meeting::keys::{Held, Keys, Press, typed};
use crate::model::committee::Vote;
use crate::model::form::Scale;
use crate::model::id::GradeId;
use leptos::ev;
use leptos::prelude::*;

/// Shows the grades and marks of a scale as a group of radio buttons.
///
/// A grade's own key chooses it (see [`Keys`]), Delete and Backspace empty the field, and arrows go
/// through the buttons as in every radio group.
#[component]
pub fn GradePicker(
    /// The accessible name of the group.
    #[prop(into)]
    label: Signal<String>,
    /// A name that no other group on the page has.
    name: String,
    /// The scale.
    scale: Scale,
    /// The grade or mark that stands there.
    #[prop(into)]
    value: Signal<Option<GradeId>>,
    /// Is given what is chosen.
    #[prop(into)]
    on_choose: Callback<Option<GradeId>>,
    /// Whether marks that are no grades are offered.
    #[prop(default = true)]
    marks: bool,
    /// Refuses input (a closed year).
    #[prop(into, optional)]
    read_only: Signal<bool>,
) -> impl IntoView {
    let buttons = buttons(&scale, marks);
    let ids: Vec<GradeId> = buttons.iter().map(|button| button.id).collect();
    let (keys, of_marks) = (Keys::of(&scale), mark_keys(&scale, marks));
    let held = StoredValue::new(Held::default());
    let open = RwSignal::new(false);
    let on_key = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || read_only.get_untracked() {
            return;
        }
        if matches!(event.key().as_str(), "?" | "？") {
            event.prevent_default();
            event.stop_propagation();
            open.update(|open| *open = !*open);
            return;
        }
        let chosen = match event.key().as_str() {
            "Delete" | "Backspace" => None,
            key => {
                let Some(typed) = typed(key, &event.code(), event.shift_key()) else { return };
                let pressed = held.try_update_value(|held| keys.press(typed, held)).flatten();
                let mark = || of_marks.iter().find(|(own, _)| *own == typed).map(|(_, id)| *id);
                match pressed {
                    Some(Press::Vote(Vote::Grade(id)) | Press::Amend(Vote::Grade(id))) => Some(id),
                    Some(Press::Begin) => return,
                    _ => match mark() {
                        Some(id) => Some(id),
                        None => return,
                    },
                }
            }
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(at) = ids.iter().position(|id| Some(*id) == chosen) {
            focus::radio(&event, at);
        }
        on_choose.run(chosen);
    };
    let is_long = |button: &Button| button.key.chars().count() > SHORT_KEY;
    let keys_are = if buttons.iter().any(is_long) { "long" } else { "short" };
    let explained = StoredValue::new(meanings(&scale));
    view! {
        <div class="grade-picker" on:keydown=on_key>
            <div class="grade-picker__grades" role="radiogroup" aria-label=label data-keys=keys_are>
            {buttons
                .into_iter()
                .map(|button| {
                    let id = button.id;
                    let chosen = move || value.get() == Some(id);
                    view! {
                        <label class="grade-picker__grade" class:grade-picker__mark=button.is_mark data-tone=button.tone title=button.definition>
                            <input
                                type="radio"
                                name=name.clone()
                                prop:checked=chosen
                                disabled=read_only
                                on:change=move |_| on_choose.run(Some(id))
                            />
                            <span class="grade-picker__key" aria-hidden="true">{button.key.clone()}</span>
                            <span class="visually-hidden">{button.name}</span>
                        </label>
                    }
                })
                .collect_view()}
            </div>
            <Show when=move || value.get().is_some() && !read_only.get()>
                <button
                    type="button"
                    class="grade-picker__clear"
                    aria-label=move || format!("{}（{}）", words().app.clear_grade, label.get())
                    title=words().app.clear_grade
                    on:click=move |_| on_choose.run(None)
                >
                    "×"
                </button>
            </Show>
            {explained.with_value(|explained| !explained.is_empty()).then(|| help(label, open, explained))}
        </div>
    }
}

/// Up to how many characters a key may have so that grades stand beside each other.
const SHORT_KEY: usize = 3;

/// Returns the grades with what they mean, where the scale says it.
fn meanings(scale: &Scale) -> Vec<(String, String)> {
    let grades = scale.grades.iter().map(|grade| (&grade.key, &grade.label, &grade.definition));
    let said = grades.filter(|(_, label, definition)| !label.is_empty() || !definition.is_empty());
    let said = said.map(|(key, label, definition)| (format!("{key} {label}"), definition.clone()));
    let marks = scale.marks.iter().map(|mark| (mark.key.clone(), mark.label.clone()));
    let said: Vec<_> = said.collect();
    if said.is_empty() { said } else { said.into_iter().chain(marks).collect() }
}

/// The button that shows what the grades mean. Tab passes it by, since it stands at every rating; the
/// key ？ does the same.
fn help(
    label: Signal<String>,
    open: RwSignal<bool>,
    explained: StoredValue<Vec<(String, String)>>,
) -> AnyView {
    let w = &words().fields;
    let list = live_option(move || {
        let entry =
            |(key, text): (String, String)| view! { <div><dt>{key}</dt><dd>{text}</dd></div> }.into_any();
        open.get().then(|| {
            let entries: Vec<AnyView> = explained.get_value().into_iter().map(entry).collect();
            view! { <dl class="grade-picker__meanings">{entries}</dl> }.into_any()
        })
    });
    view! {
        <button type="button" class="grade-picker__help" tabindex="-1" title=w.meanings
            aria-label=move || format!("{}（{}）", w.meanings, label.get())
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)>"？"</button>
        {list}
    }
    .into_any()
}

struct Button {
    is_mark: bool,
    id: GradeId,
    key: String,
    name: String,
    definition: String,
    tone: String,
}

fn buttons(scale: &Scale, marks: bool) -> Vec<Button> {
    let grades = scale.grades.iter().map(|grade| Button {
        is_mark: false,
        id: grade.id,
        key: grade.key.clone(),
        name: format!("{} {}", grade.key, grade.label).trim().to_string(),
        definition: grade.definition.clone(),
        tone: tone(scale, grade.id),
    });
    let marks = scale.marks.iter().filter(|_| marks).map(|mark| Button {
        is_mark: true,
        id: mark.id,
        key: mark.key.clone(),
        name: format!("{} {}", mark.key, mark.label).trim().to_string(),
        definition: mark.label.clone(),
        tone: "mark".into(),
    });
    grades.chain(marks).collect()
}

/// Returns the name of a grade's colour and shape: `1` for the first, `mark` for what is no grade.
pub fn tone(scale: &Scale, id: GradeId) -> String {
    let at = scale.grades.iter().position(|grade| grade.id == id);
    at.map_or_else(|| "mark".into(), |at| (at + 1).to_string())
}

/// Returns the single characters by which marks are typed.
fn mark_keys(scale: &Scale, marks: bool) -> Vec<(char, GradeId)> {
    let marks = scale.marks.iter().filter(|_| marks);
    let typed = marks.flat_map(|mark| mark.aliases.iter().chain([&mark.key]).map(|alias| (alias, mark.id)));
    let single = typed.filter(|(alias, _)| alias.chars().count() == 1);
    single.filter_map(|(alias, id)| Some((alias.chars().next()?, id))).collect()
}
