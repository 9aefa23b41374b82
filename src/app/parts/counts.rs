//! Counts of self-ratings as chips: letter, shape, number.

use super::grade_picker::tone;
use crate::app::words;
use crate::model::form::Scale;
use crate::tally::ratings::Counts;
use leptos::prelude::*;

/// Shows counts with a label: grades, marks, 未確定 where there are any, 未記入 always.
#[component]
pub fn CountsLine(
    /// What was counted.
    #[prop(into)]
    label: Signal<String>,
    /// The scale.
    scale: Scale,
    /// The counts.
    #[prop(into)]
    counts: Signal<Counts>,
) -> impl IntoView {
    let w = &words().app;
    let chips = {
        let scale = scale.clone();
        move || chips(&scale, &counts.get())
    };
    let spoken = move || (w.counts_of)(&label.get(), &spoken(&scale, &counts.get()));
    view! {
        <div class="counts-line" role="group" aria-label=spoken>
            <span class="counts-line__label">{label}</span>
            {chips}
        </div>
    }
}

fn chips(scale: &Scale, counts: &Counts) -> impl IntoView + use<> {
    let w = &words().app;
    let grade = |key: &str, tone: String, count: u32| {
        view! {
            <span class="chip" data-tone=tone data-zero=(count == 0).then_some("")>
                <span class="chip__key">{key.to_string()}</span>
                <span class="chip__count">{count}</span>
            </span>
        }
    };
    let grades = scale.grades.iter().map(|g| grade(&g.key, tone(scale, g.id), counts.grade(g.id)));
    let marks = scale.marks.iter().filter(|mark| counts.grade(mark.id) > 0);
    let marks = marks.map(|mark| grade(&mark.key, "mark".into(), counts.grade(mark.id)));
    let undecided = (counts.conflict > 0).then(|| grade(w.undecided, "conflict".into(), counts.conflict));
    let unfilled = grade(w.unfilled, "unfilled".into(), counts.unfilled);
    grades.chain(marks).chain(undecided).chain([unfilled]).collect_view()
}

/// Returns the counts as they are read out: `A 3、B 5、未記入 2`.
pub fn spoken(scale: &Scale, counts: &Counts) -> String {
    let w = &words().app;
    let mut parts: Vec<String> =
        scale.grades.iter().map(|grade| format!("{} {}", grade.key, counts.grade(grade.id))).collect();
    let marks = scale.marks.iter().filter(|mark| counts.grade(mark.id) > 0);
    parts.extend(marks.map(|mark| format!("{} {}", mark.label, counts.grade(mark.id))));
    if counts.conflict > 0 {
        parts.push(format!("{} {}", w.undecided, counts.conflict));
    }
    parts.push(format!("{} {}", w.unfilled, counts.unfilled));
    parts.join("、")
}
