//! Carries pieces to the strict store, in order, one transaction at a time.

use super::key_value::Refusal;
use super::vault::{Batch, Vault};
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen_futures::spawn_local;

/// Carries batches to a vault. What comes while one is under way goes together with the next.
/// Clones are the same courier.
pub struct Courier<V>(Rc<Inner<V>>);

struct Inner<V> {
    vault: V,
    state: RefCell<State>,
    told: Box<dyn Fn()>,
}

#[derive(Default)]
struct State {
    waiting: Batch,
    under_way: bool,
    refused: Option<Refusal>,
    wakers: Vec<Waker>,
}

impl<V> Clone for Courier<V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<V: Vault + 'static> Courier<V> {
    /// Makes a courier; `told` is called whenever a transaction has ended.
    pub fn new(vault: V, told: impl Fn() + 'static) -> Self {
        Self(Rc::new(Inner { vault, state: RefCell::default(), told: Box::new(told) }))
    }

    /// Hands in what is to be written. What was refused before is tried again with it.
    pub fn send(&self, batch: Batch) {
        let mut state = self.0.state.borrow_mut();
        for key in batch.remove {
            state.waiting.put.retain(|(other, _)| *other != key);
            state.waiting.remove.push(key);
        }
        state.waiting.put.extend(batch.put);
        let idle = !std::mem::replace(&mut state.under_way, true);
        drop(state);
        if idle {
            spawn_local(self.clone().carry());
        }
    }

    async fn carry(self) {
        loop {
            let batch = std::mem::take(&mut self.0.state.borrow_mut().waiting);
            let written = match batch.is_empty() {
                true => Ok(()),
                false => self.0.vault.write(batch.clone()).await,
            };
            let mut state = self.0.state.borrow_mut();
            let refused = written.err();
            if refused.is_some() {
                state.put_back(batch);
            }
            let on = refused.is_none() && !state.waiting.is_empty();
            state.refused = refused;
            state.under_way = on;
            let wakers = if on { Vec::new() } else { std::mem::take(&mut state.wakers) };
            drop(state);
            wakers.into_iter().for_each(Waker::wake);
            (self.0.told)();
            if !on {
                return;
            }
        }
    }

    /// Returns whether everything that was handed in is on the disk.
    pub fn is_done(&self) -> bool {
        let state = self.0.state.borrow();
        !state.under_way && state.waiting.is_empty()
    }

    /// Returns whether a transaction is under way.
    pub fn is_under_way(&self) -> bool {
        self.0.state.borrow().under_way
    }

    /// Returns why the last transaction was refused, where it was.
    pub fn refused(&self) -> Option<Refusal> {
        self.0.state.borrow().refused.clone()
    }

    /// Waits until nothing is under way, and says whether everything is on the disk.
    pub async fn rest(&self) -> Result<(), Refusal> {
        poll_fn(|context| {
            let mut state = self.0.state.borrow_mut();
            if state.under_way {
                state.wakers.push(context.waker().clone());
                return Poll::Pending;
            }
            Poll::Ready(state.refused.clone().map_or(Ok(()), Err))
        })
        .await
    }

    /// Returns the vault.
    pub fn vault(&self) -> &V {
        &self.0.vault
    }
}

impl State {
    /// Puts a refused batch before what has come since.
    fn put_back(&mut self, batch: Batch) {
        let since = std::mem::replace(&mut self.waiting, batch);
        for key in since.remove {
            self.waiting.put.retain(|(other, _)| *other != key);
            self.waiting.remove.push(key);
        }
        self.waiting.put.extend(since.put);
    }
}

impl Batch {
    /// Returns whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.remove.is_empty()
    }
}
