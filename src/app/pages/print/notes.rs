//! What is to be known before it is printed.

use super::{Desk, Kind, State};
use crate::app::parts::live::live;
use crate::app::session::Topic;
use crate::app::words;
use crate::edge::measure;
use crate::model::workbook::Workbook;
use crate::paper;
use crate::tally::statuses::Status;
use leptos::prelude::*;

/// Draws the notes; nothing where there are none.
pub fn notes(desk: Desk) -> AnyView {
    let w = &words().paper;
    let lines = Memo::new(move |_| lines(desk));
    live(move || {
        let lines = lines.get();
        if lines.is_empty() {
            return ().into_any();
        }
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any());
        view! {
            <div class="notice" role="group" aria-label=w.notes>
                <p class="notice__title">{w.notes}</p>
                <ul>{lines.collect::<Vec<_>>()}</ul>
            </div>
        }
        .into_any()
    })
}

fn lines(desk: Desk) -> Vec<String> {
    let w = &words().paper;
    let Desk { session, year, .. } = desk;
    session.track(Topic::Undo);
    let mut lines = Vec::new();
    // The count is that of the whole plan.
    let open = match desk.kind.get() {
        Kind::All => session.statuses(year, |statuses| statuses.whole().of(Status::Unfilled)),
        _ => 0,
    };
    if open > 0 {
        lines.push((w.open)(open as usize));
    }
    let of_year = |workbook: &Workbook| {
        workbook.conflicts().into_iter().filter(|place| place.year() == Some(year)).count()
    };
    let conflicts = session.read(of_year);
    if conflicts > 0 {
        lines.push((w.conflicts)(conflicts));
    }
    if desk.state.get() != State::Ready {
        return lines;
    }
    let private = desk.sheets.with(|sheets| {
        let texts =
            sheets.iter().flat_map(|sheet| sheet.texts().into_iter().map(private_use).collect::<Vec<_>>());
        texts.sum::<usize>()
    });
    if private > 0 {
        lines.push((w.private_use)(private));
    }
    let page = desk.size.get().height();
    let tall =
        desk.paper.get().map(|paper| measure::taller(&paper, ".paper__table tr", page)).unwrap_or_default();
    if let Some(first) = tall.first() {
        let place =
            desk.sheets.with(|sheets| sheets.get(*first).map(|it| it.place.clone()).unwrap_or_default());
        lines.push((w.tall)(tall.len(), &place));
    }
    if !measure::numbers_pages() {
        lines.push(w.firefox.into());
    }
    lines
}

/// Counts the characters that only this PC's fonts know (外字).
fn private_use(text: &str) -> usize {
    let is_private = |c: &char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}');
    text.chars().filter(is_private).count()
}

/// Reckons how many pages the preview comes to.
pub fn pages(desk: Desk) -> usize {
    let page = desk.size.get().height();
    desk.with_legend.track();
    desk.paper.get().map_or(0, |paper| paper::pages::pages(&measure::sheets(&paper), page))
}
