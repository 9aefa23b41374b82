//! シート: what a sheet is of, its first two columns, the plan's period.

use super::designer::Designer;
use super::inputs::{aliases, labelled, select, text};
use crate::app::parts::live::live_text;
use crate::app::words;
use crate::model::form::{Form, Period, Sheet};
use crate::model::year::FiscalYear;
use leptos::prelude::*;
use std::sync::Arc;

const WIDTHS: u8 = 40;

/// Draws the section.
pub(super) fn view(designer: Designer) -> AnyView {
    let w = &words().design;
    let unit = select(
        designer,
        "sheet-unit".into(),
        Signal::stored(w.unit.to_string()),
        Arc::new(|form| form.levels.iter().map(|it| it.label.clone()).collect()),
        Arc::new(|form| form.unit().and_then(|id| form.depth(id)).unwrap_or_default()),
        Arc::new(|form, at| form.sheet.unit = form.levels.get(at).map(|it| it.id)),
    );
    view! {
        {labelled("sheet-unit", [w.unit, w.unit_hint], unit)}
        {column(designer, "sheet-number", [w.number_label, w.number_width], |it| &it.number_label, |it| &mut it.number_label, |it| &mut it.number_width, |it| &mut it.number_aliases)}
        {column(designer, "sheet-title", [w.title_label, w.title_width], |it| &it.title_label, |it| &mut it.title_label, |it| &mut it.title_width, |it| &mut it.title_aliases)}
        {period(designer)}
    }
    .into_any()
}

/// One of the first two columns: head, width, other names.
fn column(
    designer: Designer,
    id: &'static str,
    labels: [&'static str; 2],
    label: fn(&Sheet) -> &String,
    put: fn(&mut Sheet) -> &mut String,
    width: fn(&mut Sheet) -> &mut u8,
    names: fn(&mut Sheet) -> &mut Vec<String>,
) -> AnyView {
    let w = &words().design;
    let (width_id, names_id) = (format!("{id}-width"), format!("{id}-names"));
    let width = select(
        designer,
        width_id.clone(),
        Signal::stored(labels[1].to_string()),
        Arc::new(|_| (1..=WIDTHS).map(|it| it.to_string()).collect()),
        Arc::new(move |form| usize::from((*width(&mut form.sheet.clone())).clamp(1, WIDTHS)) - 1),
        Arc::new(move |form, at| *width(&mut form.sheet) = at as u8 + 1),
    );
    let names = aliases(
        designer,
        names_id.clone(),
        Signal::stored((w.of)(labels[0], w.aliases)),
        Arc::new(move |form| names(&mut form.sheet.clone()).clone()),
        Arc::new(move |form, typed| *names(&mut form.sheet) = typed),
    );
    view! {
        <div class="design-card__pair">
            {text(
                designer,
                id.into(),
                [labels[0], ""],
                Arc::new(move |form| label(&form.sheet).clone()),
                Arc::new(move |form, text| *put(&mut form.sheet) = text),
            )}
            {labelled(&width_id, [labels[1], ""], width)}
            {labelled(&names_id, [w.aliases, ""], names)}
        </div>
    }
    .into_any()
}

/// The plan's period; it is written when both years can be read, or both are empty.
fn period(designer: Designer) -> AnyView {
    let w = &words().design;
    let wrong = RwSignal::new(false);
    let typed = RwSignal::new([None::<String>, None]);
    let now = designer.see::<[String; 2]>(Arc::new(|form: &Form| {
        form.sheet.period.map_or_else(Default::default, |it| [it.from.label(), it.to.label()])
    }));
    let shown = move |at: usize| {
        typed.with(|typed| typed[at].clone()).unwrap_or_else(|| now.with(|now| now[at].clone()))
    };
    let write = move || {
        let texts = [shown(0), shown(1)];
        if texts.iter().all(|it| it.trim().is_empty()) {
            wrong.set(false);
            return designer.write(None, &|form| form.sheet.period = None);
        }
        let years = texts.each_ref().map(|it| FiscalYear::parse(it.trim()));
        let unread = texts.iter().zip(&years).any(|(text, year)| !text.trim().is_empty() && year.is_none());
        wrong.set(unread);
        if let [Some(from), Some(to)] = years {
            designer.write(None, &|form| form.sheet.period = Some(Period { from, to }));
            typed.set([None, None]);
        }
    };
    let input = |at: usize, label: &'static str| {
        let id = format!("sheet-period-{at}");
        let input = view! {
            <input
                class="input"
                type="text"
                autocomplete="off"
                id=id.clone()
                aria-describedby="sheet-period-error"
                readonly=designer.closed
                prop:value=move || shown(at)
                on:change:target=move |event| {
                    typed.update(|typed| typed[at] = Some(event.target().value()));
                    write();
                }
            />
        };
        labelled(&id, [label, ""], input.into_any())
    };
    view! {
        <div class="design-card__pair">
            {input(0, w.period_from)}
            {input(1, w.period_to)}
        </div>
        <p class="form-control__support">{w.period_hint}</p>
        <p class="error-text" id="sheet-period-error" role="alert">
            {live_text(move || if wrong.get() { w.period_wrong.into() } else { String::new() })}
        </p>
    }
    .into_any()
}
