//! What the room sees of a meeting: in the projector's window, or over the page that runs it.

use super::live::{live, live_text};
use super::screen_face::face;
use super::screen_tools::{Look, ScreenTools};
use crate::app::{App, words};
use crate::edge::dialog;
use crate::edge::listener::Listener;
use crate::edge::screen::{aspect, is_cut, overflows, set};
use crate::meeting::giant::{giant, phrase};
use crate::meeting::screen::Screen;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

/// The sizes of the text around the counts, as they are tried from the wished one down until
/// everything fits; 1 is the usual one.
pub const SIZES: [f64; 9] = [0.55, 0.65, 0.75, 0.85, 1.0, 1.15, 1.3, 1.5, 1.75];
/// The place of the usual one.
pub const USUAL: usize = 4;

/// The font sizes of the item's title, in percent of the window's height, as they are tried until it
/// stands in two lines and leaves room for the rest.
const TITLES: [f64; 4] = [5.4, 4.5, 3.7, SMALLEST_TITLE];
const SMALLEST_TITLE: f64 = 3.1;

/// Shows a screen, as large as it fits without scrolling; an empty ground where there is none.
#[component]
pub fn ScreenView(
    /// What is shown.
    screen: Signal<Option<Screen>>,
    /// Ends the showing, where that is possible.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
) -> impl IntoView {
    let look = Look::remembered();
    let root = NodeRef::<html::Div>::new();
    let resized = Trigger::new();
    let listener = StoredValue::new_local(Listener::on_window("resize", move |_| resized.notify()));
    on_cleanup(move || drop(listener.try_update_value(Option::take)));
    let screen = Memo::new(move |_| screen.get());
    Effect::new(move |_| {
        resized.track();
        let size = look.size.get();
        let counts = screen.with(|screen| screen.as_ref().map(counts));
        // Once it is drawn, and before it is painted.
        request_animation_frame(move || {
            if let Some(root) = root.try_get_untracked().flatten() {
                fit(&root, counts.unwrap_or_default(), size);
            }
        });
    });
    let spoken =
        move || screen.with(|it| it.as_ref().map_or_else(String::new, |it| (words().screen.spoken)(it)));
    let app = use_context::<App>();
    let in_window = on_close.is_some();
    let on_key = move |event: KeyboardEvent| {
        if in_window {
            if look.hear(app, &event) {
                event.prevent_default();
            }
            // The page behind hears none of them.
            event.stop_propagation();
        }
    };
    view! {
        <div
            class="screen"
            node_ref=root
            tabindex="-1"
            data-ground=move || look.black.get().then_some("black")
            on:keydown=on_key
        >
            <p class="visually-hidden" role="status">{live_text(spoken)}</p>
            {live(move || screen.with(|screen| face(screen.as_ref())))}
            <ScreenTools look on_close/>
        </div>
    }
}

/// Says of some counts what their size depends on.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// How many there are.
    grades: u32,
    /// The length of the longest count.
    digits: u32,
    /// The length of the longest grade.
    chars: u32,
}

fn counts(screen: &Screen) -> Counts {
    let most = screen.grades.iter().filter_map(|grade| grade.votes).max().unwrap_or(0);
    let longest = screen.grades.iter().map(|grade| grade.key.chars().count()).max();
    Counts {
        grades: screen.grades.len() as u32,
        digits: most.checked_ilog10().unwrap_or(0) + 1,
        chars: longest.unwrap_or(0) as u32,
    }
}

/// Lays the counts out for the window as it is, and finds the largest text that fits.
fn fit(root: &HtmlElement, counts: Counts, wished: usize) {
    let giant = giant(counts.grades, counts.digits, aspect(root));
    set(root, "--columns", f64::from(giant.columns));
    set(root, "--size", giant.size);
    set(root, "--squeeze", giant.squeeze);
    set(root, "--beside", giant.beside);
    set(root, "--phrase", phrase(counts.chars, &giant));
    let find = |class| root.query_selector(class).ok().flatten();
    let (title, reason) = (find(".screen__item"), find(".screen-decision__reason"));
    let is_cut = |element: &Option<Element>| element.as_ref().is_some_and(is_cut);
    for (at, &size) in SIZES.iter().enumerate().take(wished + 1).rev() {
        set(root, "--text", size);
        for title_size in TITLES {
            set(root, "--title", title_size);
            // What is very long is cut rather than all else made smaller than usual.
            let may_cut = at <= USUAL;
            let title_fits = !is_cut(&title) || (may_cut && title_size == SMALLEST_TITLE);
            if title_fits && (may_cut || !is_cut(&reason)) && !overflows(root) {
                return;
            }
        }
    }
}

/// Shows the same over the whole of this window while `open` says so, for browsers that open no
/// other; Esc and 「閉じる」 end it.
#[component]
pub fn InWindow(
    /// What is shown.
    screen: Signal<Option<Screen>>,
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            dialog::open(&dialog);
        }
    });
    let close = Callback::new(move |()| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog::close(&dialog);
        }
    });
    live(move || match open.get() {
        false => ().into_any(),
        true => view! {
            <dialog
                class="screen-over"
                node_ref=dialog
                aria-label=words().screen.projector
                on:close=move |_| open.set(false)
            >
                <ScreenView screen on_close=close/>
            </dialog>
        }
        .into_any(),
    })
}
