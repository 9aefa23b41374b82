//! The editions for publishing, with the personal data that they contain; the list for spreadsheets.

use super::{Desk, State, Top};
use crate::app::parts::live::live;
use crate::app::words;
use crate::edge::files;
use crate::exchange::csv;
use crate::exchange::listing::listing;
use crate::format;
use crate::paper::{Sheet, html, personal, text};
use leptos::prelude::*;

/// Draws the buttons and the list of personal data.
pub fn editions(desk: Desk) -> AnyView {
    let w = &words().paper;
    let is_off = move || desk.state.get() == State::Writing || desk.sheets.with(Vec::is_empty);
    view! {
        <section class="print__editions" aria-labelledby="print-editions">
            <h3 id="print-editions">{w.publish}</h3>
            <p>{w.publish_hint}</p>
            {live(move || personal_data(desk))}
            <div class="form__buttons">
                <button type="button" class="button button--outline" disabled=is_off on:click=move |_| save_html(desk)>{w.save_html}</button>
                <button type="button" class="button button--outline" disabled=is_off on:click=move |_| save_text(desk)>{w.save_text}</button>
            </div>
        </section>
        <section class="print__editions" aria-labelledby="print-listing">
            <h3 id="print-listing">{w.listing}</h3>
            <p>{w.listing_hint}</p>
            <div class="form__buttons">
                <button type="button" class="button button--outline" on:click=move |_| save_csv(desk)>{w.save_csv}</button>
            </div>
        </section>
    }
    .into_any()
}

fn personal_data(desk: Desk) -> AnyView {
    let w = &words().paper;
    if desk.state.get() == State::Writing {
        return ().into_any();
    }
    let sheets = sheets(desk);
    let found = desk.session.read(|workbook| {
        workbook.year(desk.year).map(|book| personal::find(workbook, book, &sheets)).unwrap_or_default()
    });
    if found.is_empty() {
        return view! { <p class="note">{w.personal_none}</p> }.into_any();
    }
    let entry = |it: personal::Found| {
        let place = (w.found)(it.count, &it.place);
        view! { <li>{(w.kind)(it.kind)}"："<strong>{it.text}</strong>"　"{place}</li> }.into_any()
    };
    let count = found.len();
    let entries: Vec<AnyView> = found.into_iter().map(entry).collect();
    view! {
        <details class="print__personal">
            <summary>{format!("{}（{count} 件）", w.personal)}</summary>
            <p>{w.personal_hint}</p>
            <ul>{entries}</ul>
        </details>
    }
    .into_any()
}

fn sheets(desk: Desk) -> Vec<Sheet> {
    desk.sheets.with(|sheets| sheets.iter().map(|it| Sheet::clone(it)).collect())
}

fn save_html(desk: Desk) {
    let top = Top::of(desk);
    let page = html::page(&top.frame(desk), &untracked(desk));
    save(desk, words().paper.html_stem, "html", &page, "text/html");
}

fn save_text(desk: Desk) {
    let top = Top::of(desk);
    let text = text::text(&top.title, &top.line, &untracked(desk));
    // Old editors on Windows want a mark at the beginning and both signs at the end of a line.
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    save(desk, words().paper.text_stem, "txt", &text, "text/plain");
}

fn save_csv(desk: Desk) {
    let listing = desk.session.read(|workbook| listing(workbook, words()));
    // Excel takes a file for Unicode only by this mark.
    let text = format!("\u{feff}{}", csv::write(&listing.heads, &listing.rows));
    save(desk, words().paper.csv_stem, "csv", &text, "text/csv");
}

fn untracked(desk: Desk) -> Vec<Sheet> {
    untrack(|| sheets(desk))
}

fn save(desk: Desk, stem: &str, kind: &str, text: &str, mime: &str) {
    let w = &words().paper;
    let label = desk.session.book(desk.year, |book| book.label.clone()).unwrap_or_default();
    let name =
        desk.session.read(|workbook| format::export_name([stem, &workbook.content().title, &label], kind));
    desk.session.saving.tell(match files::download(&name, text, mime) {
        Ok(()) => (w.saved)(&name),
        Err(_) => w.not_saved.into(),
    });
}
