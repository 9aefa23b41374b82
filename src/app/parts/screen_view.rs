//! What the room sees of a meeting: in the projector's window, or over the page that runs it.

use super::live::{live, live_text};
use super::screen_face::face;
use super::screen_tools::{Look, ScreenTools};
use crate::app::{App, words};
use crate::edge::dialog;
use crate::edge::listener::Listener;
use crate::edge::screen::{aspect, overflows, set};
use crate::meeting::giant::giant;
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
/// stands in two lines.
const TITLES: &[f64] = &[5.4, 4.5, 3.7, 3.1, 2.6];

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
                fit(&root, counts.unwrap_or((1, 1)), size);
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

/// How many counts there are, and the length of the longest.
fn counts(screen: &Screen) -> (u32, u32) {
    let most = screen.grades.iter().filter_map(|grade| grade.votes).max().unwrap_or(0);
    (screen.grades.len() as u32, most.checked_ilog10().unwrap_or(0) + 1)
}

/// Lays the counts out for the window as it is, and finds the largest text that fits.
fn fit(root: &HtmlElement, (grades, digits): (u32, u32), wished: usize) {
    let giant = giant(grades, digits, aspect(root));
    set(root, "--columns", f64::from(giant.columns));
    set(root, "--size", giant.size);
    set(root, "--squeeze", giant.squeeze);
    set(root, "--beside", giant.beside);
    let find = |class| root.query_selector(class).ok().flatten();
    let (title, reason) = (find(".screen__item"), find(".screen-decision__reason"));
    let is_cut = |element: &Option<Element>| element.as_ref().is_some_and(overflows);
    for (at, &size) in SIZES.iter().enumerate().take(wished + 1).rev() {
        set(root, "--text", size);
        for &size in TITLES {
            set(root, "--title", size);
            if !is_cut(&title) {
                break;
            }
        }
        // A long reason is cut rather than all else made smaller than usual.
        if !overflows(root) && (at <= USUAL || !is_cut(&reason)) {
            break;
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
