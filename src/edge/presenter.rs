//! What the window that runs a meeting and the projector's windows say to each other.

use super::hash;
use super::listener::Listener;
use crate::meeting::screen::Screen;
use crate::model::id::WorkbookId;
use crate::route::Route;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent, Storage};

/// The name of the channel.
pub const CHANNEL: &str = "hyokacho-screen";
/// The projector's window at first: as large as the smallest projectors.
const FEATURES: &str = "popup,width=1024,height=768";

/// Is a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The workbook whose meeting it is about.
    pub workbook: WorkbookId,
    /// When a person last acted in the window that runs the meeting, in milliseconds since 1970;
    /// 0 from a projector's window.
    pub stamp: u64,
    /// What is said.
    pub said: Said,
}

/// Is what is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Said {
    /// A projector's window has been opened, or hears nothing any more: what is to be shown?
    Hello,
    /// A projector's window is there.
    Here,
    /// A projector's window is being closed.
    Bye,
    /// The meeting is run here, and nothing has changed.
    There,
    /// Nothing is to be shown.
    Blank,
    /// This is to be shown.
    Show(Box<Screen>),
    /// This is to be shown, and kept nowhere (この PC に残さない).
    ShowOnly(Box<Screen>),
}

/// Speaks and hears for as long as it lives.
pub struct Presenter {
    workbook: WorkbookId,
    channel: Option<BroadcastChannel>,
    _listener: Option<Listener>,
}

impl Presenter {
    /// Begins to hear what is said about a workbook, with its stamp. Any local page can speak here:
    /// what is no message, or one about another workbook, is not heard.
    pub fn join(workbook: WorkbookId, heard: impl Fn(u64, Said) + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let listen = |channel: &BroadcastChannel| {
            Listener::new(channel, "message", move |event| {
                let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
                if let Some(message) = text.and_then(|text| understand(workbook, &text)) {
                    heard(message.stamp, message.said);
                }
            })
        };
        let _listener = channel.as_ref().map(listen);
        Self { workbook, channel, _listener }
    }

    /// Returns whether anybody can hear; a browser without channels has no projector.
    pub fn is_there(&self) -> bool {
        self.channel.is_some()
    }

    /// Says something. Where the browser has no channel, or refuses, nobody hears it.
    pub fn say(&self, stamp: u64, said: Said) {
        let text = serde_json::to_string(&Message { workbook: self.workbook, stamp, said });
        if let (Some(channel), Ok(text)) = (&self.channel, text) {
            let _ = channel.post_message(&text.into());
        }
    }
}

impl Drop for Presenter {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

fn understand(workbook: WorkbookId, text: &str) -> Option<Message> {
    let message: Message = serde_json::from_str(text).ok()?;
    let is_sound = match &message.said {
        Said::Show(screen) | Said::ShowOnly(screen) => screen.is_sound(),
        _ => true,
    };
    (message.workbook == workbook && is_sound).then_some(message)
}

/// Says that the browser did not open a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked;

/// Opens the projector's window, or comes back to the one that is open. To be called while a click
/// or key is dealt with; browsers open no window otherwise.
pub fn open(workbook: WorkbookId) -> Result<(), Blocked> {
    let window = web_sys::window().ok_or(Blocked)?;
    let address = hash::address(&Route::Screen(workbook).hash());
    let name = format!("{CHANNEL}-{workbook}");
    let opened = window.open_with_url_and_target_and_features(&address, &name, FEATURES);
    let there = opened.ok().flatten().filter(|opened| !opened.closed().unwrap_or(true)).ok_or(Blocked)?;
    // Where the browser keeps it behind, the window is there nevertheless.
    let _ = there.focus();
    Ok(())
}

/// Keeps what a projector's window shows, for its next load.
pub fn keep(workbook: WorkbookId, screen: Option<&Screen>) {
    let Some(storage) = session() else { return };
    // Where it is refused, a reload shows nothing until the meeting's window answers.
    let _ = match screen.and_then(|screen| serde_json::to_string(screen).ok()) {
        Some(text) => storage.set_item(&key(workbook), &text),
        None => storage.remove_item(&key(workbook)),
    };
}

/// Returns what was kept.
pub fn kept(workbook: WorkbookId) -> Option<Screen> {
    let text = session()?.get_item(&key(workbook)).ok()??;
    serde_json::from_str(&text).ok().filter(Screen::is_sound)
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn key(workbook: WorkbookId) -> String {
    format!("hyokacho/screen/{workbook}")
}
