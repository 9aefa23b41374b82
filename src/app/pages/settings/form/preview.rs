//! The sheet as the form would draw it, with one row as an example.

use super::designer::Designer;
use crate::app::parts::live::live;
use crate::app::session::Topic;
use crate::app::words;
use crate::model::form::{Field, FieldKind, Form, LevelShape, YEAR_TOKEN};
use leptos::prelude::*;

/// Draws the preview; it follows what is typed.
pub(super) fn view(designer: Designer) -> AnyView {
    let w = &words().design;
    let sheet = live(move || {
        designer.session.track(Topic::Form(designer.year));
        designer.book(|book| sheet(&book.form, &book.label)).unwrap_or_else(|| ().into_any())
    });
    view! {
        <section class="design__preview" aria-labelledby="design-preview-title">
            <h3 class="roster-part__title" id="design-preview-title">{w.preview}</h3>
            <p class="form-control__support">{w.preview_hint}</p>
            <div class="design__paper" tabindex="0" role="region" aria-labelledby="design-preview-title">{sheet}</div>
        </section>
    }
    .into_any()
}

fn sheet(form: &Form, year: &str) -> AnyView {
    let w = &words().design;
    let headings: Vec<AnyView> = form
        .levels
        .iter()
        .filter(|level| level.shape == LevelShape::Heading)
        .map(|level| {
            let texts = form.fields_of(level.id).map(|field| {
                let label = label_in(field, year);
                view! { <p class="design__text"><strong>{label}</strong>" "{example(form, field)}</p> }
                    .into_any()
            });
            let texts: Vec<AnyView> = texts.collect();
            view! {
                <p class="design__heading">
                    <span class="design__level">{level.label.clone()}</span>
                    " 1 "
                    {(w.example_title)(&level.label)}
                </p>
                {texts}
            }
            .into_any()
        })
        .collect();
    let of_row = |field: &&Field| form.row_levels().any(|level| field.levels.contains(&level.id));
    let columns: Vec<&Field> = form.fields.iter().filter(of_row).collect();
    let row = form.row_levels().next().map(|level| level.label.clone()).unwrap_or_default();
    let first = [
        (form.sheet.number_label.clone(), form.sheet.number_width, "①".to_string()),
        (form.sheet.title_label.clone(), form.sheet.title_width, (w.example_title)(&row)),
    ];
    let rest = columns.iter().map(|field| (label_in(field, year), field.width, example(form, field)));
    let cells: Vec<(String, u8, String)> = first.into_iter().chain(rest).collect();
    let all = cells.iter().map(|(_, width, _)| u32::from(*width)).sum::<u32>().max(1);
    let mut cols: Vec<AnyView> = Vec::new();
    let (mut heads, mut texts): (Vec<AnyView>, Vec<AnyView>) = (Vec::new(), Vec::new());
    for (head, width, text) in cells {
        let percent = format!("{:.2}%", f64::from(width) / f64::from(all) * 100.0);
        cols.push(view! { <col style:width=percent/> }.into_any());
        heads.push(view! { <th scope="col">{head}</th> }.into_any());
        texts.push(view! { <td>{text}</td> }.into_any());
    }
    let none = columns.is_empty().then(|| view! { <p class="note">{w.no_columns}</p> }.into_any());
    let committee = committee(form);
    view! {
        {headings}
        <table class="design__table">
            <colgroup>{cols}</colgroup>
            <thead><tr>{heads}</tr></thead>
            <tbody><tr>{texts}</tr></tbody>
        </table>
        {none}
        {committee}
    }
    .into_any()
}

fn label_in(field: &Field, year: &str) -> String {
    let year = if year.is_empty() { YEAR_TOKEN } else { year };
    match field.label.trim() {
        "" => words().design.unnamed.into(),
        _ => field.label_in(year),
    }
}

/// Returns what a filled field may look like.
fn example(form: &Form, field: &Field) -> String {
    let w = &words().design;
    match &field.kind {
        FieldKind::LongText | FieldKind::Line => w.example_text.into(),
        FieldKind::Grade { scale } => {
            let keys =
                form.scale(*scale).into_iter().flat_map(|scale| &scale.grades).map(|it| it.key.as_str());
            keys.collect::<Vec<_>>().join("・")
        }
        FieldKind::Choice { options } => {
            options.iter().map(|it| it.label.as_str()).collect::<Vec<_>>().join("・")
        }
        FieldKind::Departments => w.example_owner.into(),
        FieldKind::Indicators => {
            let heads = [&field.heads.target, &field.heads.year, &field.heads.value, &field.heads.unit];
            let heads: Vec<&str> =
                heads.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            if heads.is_empty() { w.example_figure.into() } else { heads.join("｜") }
        }
        FieldKind::Schedule => match form.sheet.period {
            Some(period) => format!("{}〜{}", period.from.label(), period.to.label()),
            None => w.example_text.into(),
        },
        FieldKind::Number | FieldKind::Page => "12".into(),
    }
}

fn committee(form: &Form) -> Option<AnyView> {
    let part = &form.committee;
    let axes = part.axes.iter().map(|axis| {
        let keys =
            form.scale(axis.scale).into_iter().flat_map(|scale| &scale.grades).map(|it| it.key.as_str());
        format!("{}：{}", axis.label, keys.collect::<Vec<_>>().join("・"))
    });
    let lines: Vec<String> = axes.chain(part.headings.iter().map(|it| it.label.clone())).collect();
    let line = |it: String| view! { <li>{it}</li> }.into_any();
    (!lines.is_empty()).then(|| {
        let lines: Vec<AnyView> = lines.into_iter().map(line).collect();
        view! {
            <p class="design__heading"><span class="design__level">{part.label.clone()}</span></p>
            <ul class="design__lines">{lines}</ul>
        }
        .into_any()
    })
}
