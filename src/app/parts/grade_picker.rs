//! The rating: one button per grade, one key per grade.

use crate::app::words;
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
    let (keys, of_marks) = (Keys::of(&scale), mark_keys(&scale, marks));
    let held = StoredValue::new(Held::default());
    let on_key = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || read_only.get_untracked() {
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
        on_choose.run(chosen);
    };
    let buttons = buttons(&scale, marks);
    view! {
        <div class="grade-picker" on:keydown=on_key>
            <div class="grade-picker__grades" role="radiogroup" aria-label=label>
            {buttons
                .into_iter()
                .map(|button| {
                    let id = button.id;
                    let chosen = move || value.get() == Some(id);
                    view! {
                        <label class="grade-picker__grade" data-tone=button.tone title=button.definition>
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
        </div>
    }
}

struct Button {
    id: GradeId,
    key: String,
    name: String,
    definition: String,
    tone: String,
}

fn buttons(scale: &Scale, marks: bool) -> Vec<Button> {
    let grades = scale.grades.iter().map(|grade| Button {
        id: grade.id,
        key: grade.key.clone(),
        name: format!("{} {}", grade.key, grade.label).trim().to_string(),
        definition: grade.definition.clone(),
        tone: tone(scale, grade.id),
    });
    let marks = scale.marks.iter().filter(|_| marks).map(|mark| Button {
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
