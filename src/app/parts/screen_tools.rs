//! How a screen looks, and the buttons and keys that change it.

use super::live::live_text;
use super::screen_view::{SIZES, USUAL};
use crate::app::{App, words};
use crate::edge::listener::Listener;
use crate::edge::screen::{is_full, turn_full};
use crate::edge::timer::Timer;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The setting that remembers the size of the text.
const SIZE: &str = "screenSize";
/// The setting that remembers the ground.
const BLACK: &str = "screenBlack";
/// How long the buttons stay in view after the mouse was moved, in milliseconds.
const AWAKE_MS: i32 = 3000;

/// Says how a screen looks.
#[derive(Clone, Copy)]
pub struct Look {
    /// The wished size of the text, as a place in [`SIZES`].
    pub size: RwSignal<usize>,
    /// Whether it is light on a black ground.
    pub black: RwSignal<bool>,
}

impl Look {
    /// Returns how it looked last on this PC, as soon as that can be read.
    pub fn remembered() -> Self {
        let look = Self { size: RwSignal::new(USUAL), black: RwSignal::new(false) };
        if let Some(app) = use_context::<App>() {
            Effect::new(move |_| {
                if app.ready.get() {
                    let size = app.shelf(|shelf| shelf.own().setting(SIZE)).flatten();
                    look.size.set(size.unwrap_or(USUAL).min(SIZES.len() - 1));
                    look.black.set(app.shelf(|shelf| shelf.own().setting(BLACK)).flatten().unwrap_or(false));
                }
            });
        }
        look
    }

    /// Does what a key asks for; `false` where it asks for nothing.
    pub fn hear(&self, app: Option<App>, event: &KeyboardEvent) -> bool {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        // While an input method is on, a key says only where it is.
        let key = if event.key() == "Process" { event.code() } else { event.key().to_lowercase() };
        match key.trim_start_matches("Key") {
            "+" | ";" | "=" | "arrowup" | "Equal" | "Semicolon" | "NumpadAdd" => self.grow(app, true),
            "-" | "arrowdown" | "Minus" | "NumpadSubtract" => self.grow(app, false),
            "b" | "B" => self.turn_ground(app),
            "f" | "F" => turn_full(),
            _ => return false,
        }
        true
    }

    fn grow(&self, app: Option<App>, larger: bool) {
        let size = self.size.get_untracked();
        let size = if larger { (size + 1).min(SIZES.len() - 1) } else { size.max(1) - 1 };
        self.size.set(size);
        // Where it is refused, the next window begins with the usual size.
        let _ = app.and_then(|app| app.shelf(|shelf| shelf.own().set_setting(SIZE, &size)));
    }

    fn turn_ground(&self, app: Option<App>) {
        let black = !self.black.get_untracked();
        self.black.set(black);
        let _ = app.and_then(|app| app.shelf(|shelf| shelf.own().set_setting(BLACK, &black)));
    }
}

/// Shows the buttons while the mouse moves or one of them has the focus. Their keys are `+` and `-`
/// for the size, `B` for the ground, `F` for the whole screen.
#[component]
pub fn ScreenTools(look: Look, on_close: Option<Callback<()>>) -> impl IntoView {
    let w = &words().screen;
    let app = use_context::<App>();
    let awake = RwSignal::new(false);
    let full = RwSignal::new(is_full());
    let asleep = Timer::new(move || {
        let _ = awake.try_set(false);
    });
    // Over the page, the way back is in view at first.
    if on_close.is_some() {
        awake.set(true);
        asleep.restart(AWAKE_MS);
    }
    let wake = move |_| {
        if awake.try_get_untracked() == Some(false) {
            awake.set(true);
        }
        asleep.restart(AWAKE_MS);
    };
    // Over the page that runs the meeting the keys are heard by the view itself.
    let keys = on_close.is_none().then(|| {
        Listener::on_window("keydown", move |event| {
            if event.dyn_ref().is_some_and(|event| look.hear(app, event)) {
                event.prevent_default();
            }
        })
    });
    let listeners = StoredValue::new_local(vec![
        Listener::on_window("mousemove", wake.clone()),
        Listener::on_window("pointerdown", wake),
        keys.flatten(),
        Listener::on_window("fullscreenchange", move |_| full.set(is_full())),
    ]);
    on_cleanup(move || drop(listeners.try_update_value(std::mem::take)));
    let button = |label: AnyView, does: Box<dyn Fn()>| {
        view! { <button type="button" class="button" on:click=move |_| does()>{label}</button> }.into_any()
    };
    let close = on_close.map(|close| button(w.close.into_any(), Box::new(move || close.run(()))));
    view! {
        <div class="screen-tools" role="group" aria-label=w.tools data-awake=move || awake.get().then_some("")>
            {button(w.smaller.into_any(), Box::new(move || look.grow(app, false)))}
            {button(w.larger.into_any(), Box::new(move || look.grow(app, true)))}
            {button(
                live_text(move || if look.black.get() { w.white } else { w.black }.into()),
                Box::new(move || look.turn_ground(app)),
            )}
            {button(
                live_text(move || if full.get() { w.not_full } else { w.full }.into()),
                Box::new(turn_full),
            )}
            {close}
        </div>
    }
}
