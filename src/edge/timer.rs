//! A timer for work that may wait a little: the journal 50 ms, the bases until nobody types.

use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// How long a change may wait for its journal entry, in milliseconds.
pub const JOURNAL_MS: i32 = 50;
/// How long nobody may have typed before what was touched is written as a whole, in milliseconds.
pub const SNAPSHOT_MS: i32 = 2000;
/// How often the app looks for what other tabs wrote and did not tell, in milliseconds.
pub const LOOK_MS: u64 = 5000;

/// Runs a piece of work later, once. Clones are the same timer; it stops when the last is dropped.
#[derive(Clone)]
pub struct Timer(Rc<Inner>);

struct Inner {
    work: RefCell<Box<dyn FnMut()>>,
    running: Cell<Option<i32>>,
    /// What the browser calls; set once, just after the making.
    closure: RefCell<Option<Closure<dyn FnMut()>>>,
}

impl Timer {
    /// Makes a timer that stands still. The work may start its own timer again.
    pub fn new(work: impl FnMut() + 'static) -> Self {
        let inner = Rc::new(Inner {
            work: RefCell::new(Box::new(work)),
            running: Cell::default(),
            closure: RefCell::default(),
        });
        let weak = Rc::downgrade(&inner);
        let ring = move || {
            if let Some(inner) = weak.upgrade() {
                inner.running.set(None);
                inner.work();
            }
        };
        *inner.closure.borrow_mut() = Some(Closure::new(ring));
        Self(inner)
    }

    /// Starts it unless it runs already: the work is done at most `ms` after the first call.
    pub fn start(&self, ms: i32) {
        if self.0.running.get().is_none() {
            self.0.start(ms);
        }
    }

    /// Starts it anew: the work is done when there was no call for `ms`.
    pub fn restart(&self, ms: i32) {
        self.0.stop();
        self.0.start(ms);
    }

    /// Does the work now, if it was waiting. From within the work itself this does nothing.
    pub fn fire(&self) {
        if let Ok(mut work) = self.0.work.try_borrow_mut()
            && self.0.stop()
        {
            work();
        }
    }

    /// Drops the work that was waiting.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Returns whether work is waiting.
    pub fn is_waiting(&self) -> bool {
        self.0.running.get().is_some()
    }
}

impl Inner {
    fn start(&self, ms: i32) {
        let closure = self.closure.borrow();
        let Some((window, closure)) = web_sys::window().zip(closure.as_ref()) else {
            return;
        };
        let function = closure.as_ref().unchecked_ref();
        self.running.set(window.set_timeout_with_callback_and_timeout_and_arguments_0(function, ms).ok());
    }

    /// Returns whether it was running.
    fn stop(&self) -> bool {
        let running = self.running.take();
        if let Some((window, id)) = web_sys::window().zip(running) {
            window.clear_timeout_with_handle(id);
        }
        running.is_some()
    }

    /// Does the work, unless the work itself is what calls.
    fn work(&self) {
        if let Ok(mut work) = self.work.try_borrow_mut() {
            work();
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Does a piece of work after a while, once, whatever becomes of the caller.
pub fn after(ms: i32, work: impl FnOnce() + 'static) {
    let work = Closure::once_into_js(work);
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), ms);
    }
}

/// Waits for a while.
pub async fn sleep(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    let _ = JsFuture::from(promise).await;
}
