//! Other tabs of the app: what one writes into its journal, the others hear at once.

use super::key::{Kind, Piece, Space};
use super::listener::Listener;
use crate::model::id::WorkbookId;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

/// The name of the channel, shared by all tabs that the app runs in.
const CHANNEL: &str = "hyokacho";
/// Stands before the id in the message that a workbook was removed.
const REMOVED: &str = "removed";

/// Is what another tab says. Nothing is checked yet: any local page can send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It wrote a journal entry.
    Entry(Piece, String),
    /// It removed a workbook from this PC.
    Removed(WorkbookId),
}

/// Speaks with the other tabs, and hears them for as long as it lives.
pub struct Tabs {
    space: Space,
    channel: Option<BroadcastChannel>,
    _listeners: Vec<Listener>,
}

impl Tabs {
    /// Begins to hear. Where the browser has no channel, it hears of changes of local storage.
    pub fn join(space: Space, heard: impl Fn(Heard) + 'static) -> Self {
        let heard = Rc::new(heard);
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let message = channel.as_ref().map(|channel| {
            let heard = heard.clone();
            Listener::new(channel, "message", move |event| {
                let event = event.dyn_ref::<MessageEvent>();
                let text = event.and_then(|event| event.data().as_string());
                text.and_then(|text| understand(space, &text)).into_iter().for_each(&*heard);
            })
        });
        let change = Listener::on_window("storage", move |event| {
            let event = event.dyn_ref::<StorageEvent>();
            let entry = event.and_then(|event| Some((event.key()?, event.new_value()?)));
            entry.and_then(|(key, text)| entry_of(space, &key, text)).into_iter().for_each(&*heard);
        });
        let _listeners = message.into_iter().chain(change).collect();
        Self { space, channel, _listeners }
    }

    /// Tells the other tabs of a journal entry.
    pub fn tell_entry(&self, key: &str, text: &str) {
        self.post(&format!("{key}\n{text}"));
    }

    /// Tells the other tabs that a workbook was removed from this PC.
    pub fn tell_removed(&self, id: WorkbookId) {
        self.post(&format!("{REMOVED}\n{}{id}", self.space.prefix()));
    }

    /// Where a message is refused, the other tabs find the entry in local storage.
    fn post(&self, message: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&message.into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

fn understand(space: Space, message: &str) -> Option<Heard> {
    let (key, text) = message.split_once('\n')?;
    match key {
        REMOVED => Some(Heard::Removed(text.strip_prefix(&space.prefix())?.parse().ok()?)),
        key => entry_of(space, key, text.into()),
    }
}

fn entry_of(space: Space, key: &str, text: String) -> Option<Heard> {
    let piece = Piece::parse(space, key).filter(|piece| piece.kind == Kind::Journal)?;
    Some(Heard::Entry(piece, text))
}
