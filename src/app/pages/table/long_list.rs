//! A list that is drawn in pieces: a large table has more lines than anybody reads at once.

use crate::app::parts::live::{live, live_option};
use crate::app::words;
use leptos::prelude::*;
use std::sync::Arc;

/// So many lines are drawn at first, and so many more at a time.
const PIECE: usize = 200;

/// Draws a list of so many lines, the first ones, and a button for the next.
pub fn long_list(
    class: &'static str,
    label: &'static str,
    count: usize,
    draw: impl Fn(usize) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let pieces = RwSignal::new(1);
    let draw: Arc<dyn Fn(usize) -> AnyView + Send + Sync> = Arc::new(draw);
    let piece = move |at: usize| {
        let lines: Vec<AnyView> =
            (at * PIECE..((at + 1) * PIECE).min(count)).map(|line| draw(line)).collect();
        lines.into_any()
    };
    let more = live_option(move || {
        let rest = count.saturating_sub(pieces.get() * PIECE);
        (rest > 0).then(|| {
            view! {
                <button type="button" class="button button--outline" on:click=move |_| pieces.update(|n| *n += 1)>
                    {(words().mapping.more)(rest)}
                </button>
            }
            .into_any()
        })
    });
    let lines = live(move || (0..pieces.get()).map(&piece).collect_view().into_any());
    // A list with a height of its own is scrolled by keys.
    let scrolls = (class == "preview__tree").then_some("0");
    view! {
        <ul class=class tabindex=scrolls aria-label=label>{lines}</ul>
        {more}
    }
    .into_any()
}
