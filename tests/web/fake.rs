//! Storages in memory into which faults can be put.

use hyokacho::edge::key_value::{KeyValue, Refusal};
use hyokacho::edge::vault::{Batch, Vault};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What is asked of the storage, with how many were asked before: of reads, or of writes and removals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Call {
    Get(usize),
    Set(usize),
    Remove(usize),
    Keys,
}

/// What the storage does.
#[derive(Clone, Debug)]
pub enum Act {
    /// As asked.
    Go,
    /// Refuses.
    Refuse(Refusal),
    /// Returns or stores the first half of the text.
    Cut,
    /// Returns what stood there before the last write, or says that it stored and did not.
    Old,
}

type Fault = Box<dyn Fn(Call) -> Act>;

/// Is a storage in memory; clones are the same storage.
#[derive(Clone)]
pub struct Fake(Rc<State>);

struct State {
    texts: RefCell<BTreeMap<String, String>>,
    old: RefCell<BTreeMap<String, Option<String>>>,
    fault: RefCell<Fault>,
    reads: Cell<usize>,
    writes: Cell<usize>,
}

impl Fake {
    /// An empty storage without faults.
    pub fn new() -> Self {
        Self(Rc::new(State {
            texts: RefCell::default(),
            old: RefCell::default(),
            fault: RefCell::new(Box::new(|_| Act::Go)),
            reads: Cell::default(),
            writes: Cell::default(),
        }))
    }

    /// Lets the storage fail from now on, counting anew.
    pub fn fail(&self, fault: impl Fn(Call) -> Act + 'static) {
        *self.0.fault.borrow_mut() = Box::new(fault);
        self.0.reads.set(0);
        self.0.writes.set(0);
    }

    /// Lets the storage work again.
    pub fn mend(&self) {
        self.fail(|_| Act::Go);
    }

    /// How many writes and removals were asked for.
    pub fn writes(&self) -> usize {
        self.0.writes.get()
    }

    /// All that is stored.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.0.texts.borrow().clone()
    }

    /// The keys that contain a word.
    pub fn keys_with(&self, word: &str) -> Vec<String> {
        self.texts().into_keys().filter(|key| key.contains(word)).collect()
    }

    fn act(&self, call: Call) -> Act {
        (self.0.fault.borrow())(call)
    }

    fn store(&self, key: &str, text: &str) {
        let before = self.0.texts.borrow_mut().insert(key.into(), text.into());
        self.0.old.borrow_mut().insert(key.into(), before);
    }
}

fn count(counter: &Cell<usize>) -> usize {
    counter.replace(counter.get() + 1)
}

fn half(text: &str) -> String {
    text.chars().take(text.chars().count() / 2).collect()
}

impl KeyValue for Fake {
    fn get(&self, key: &str) -> Result<Option<String>, Refusal> {
        let text = self.0.texts.borrow().get(key).cloned();
        match self.act(Call::Get(count(&self.0.reads))) {
            Act::Go => Ok(text),
            Act::Cut => Ok(text.map(|text| half(&text))),
            Act::Old => Ok(self.0.old.borrow().get(key).cloned().flatten()),
            Act::Refuse(refusal) => Err(refusal),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Refusal> {
        match self.act(Call::Set(count(&self.0.writes))) {
            Act::Go => self.store(key, text),
            Act::Cut => self.store(key, &half(text)),
            Act::Old => {}
            Act::Refuse(refusal) => return Err(refusal),
        }
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Refusal> {
        match self.act(Call::Remove(count(&self.0.writes))) {
            Act::Refuse(refusal) => return Err(refusal),
            Act::Old => {}
            _ => drop(self.0.texts.borrow_mut().remove(key)),
        }
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, Refusal> {
        match self.act(Call::Keys) {
            Act::Refuse(refusal) => Err(refusal),
            _ => Ok(self.texts().into_keys().collect()),
        }
    }
}

type Pieces = BTreeMap<String, Vec<u8>>;
type Refuse = Box<dyn Fn(usize) -> Option<Refusal>>;

/// Is a vault in memory; clones are the same vault. A write is done whole or refused.
#[derive(Clone)]
pub struct FakeVault(Rc<VaultState>);

struct VaultState {
    pieces: RefCell<Pieces>,
    refuse: RefCell<Refuse>,
    writes: Cell<usize>,
}

impl FakeVault {
    /// An empty vault without faults.
    pub fn new() -> Self {
        let refuse: Refuse = Box::new(|_| None);
        let (pieces, refuse) = (RefCell::default(), RefCell::new(refuse));
        Self(Rc::new(VaultState { pieces, refuse, writes: Cell::default() }))
    }

    /// Lets the vault refuse writes, by how many there were before.
    pub fn refuse(&self, refuse: impl Fn(usize) -> Option<Refusal> + 'static) {
        *self.0.refuse.borrow_mut() = Box::new(refuse);
        self.0.writes.set(0);
    }

    /// Lets the vault work again.
    pub fn mend(&self) {
        self.refuse(|_| None);
    }

    /// How many writes were asked for.
    pub fn writes(&self) -> usize {
        self.0.writes.get()
    }

    /// All that is kept.
    pub fn pieces(&self) -> Pieces {
        self.0.pieces.borrow().clone()
    }

    /// Puts something in without asking.
    pub fn put(&self, key: &str, bytes: Vec<u8>) {
        self.0.pieces.borrow_mut().insert(key.into(), bytes);
    }

    /// Takes everything out.
    pub fn clear(&self) {
        self.0.pieces.borrow_mut().clear();
    }

    /// The keys that contain a word.
    pub fn keys_with(&self, word: &str) -> Vec<String> {
        self.pieces().into_keys().filter(|key| key.contains(word)).collect()
    }
}

impl Vault for FakeVault {
    async fn keys(&self, prefix: &str) -> Result<Vec<String>, Refusal> {
        Ok(self.pieces().into_keys().filter(|key| key.starts_with(prefix)).collect())
    }

    async fn entries(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
        Ok(self.pieces().into_iter().filter(|(key, _)| key.starts_with(prefix)).collect())
    }

    async fn write(&self, batch: Batch) -> Result<(), Refusal> {
        // A real transaction takes a while.
        crate::page::give_way().await;
        if let Some(refusal) = (self.0.refuse.borrow())(count(&self.0.writes)) {
            return Err(refusal);
        }
        let mut pieces = self.0.pieces.borrow_mut();
        batch.remove.iter().for_each(|key| drop(pieces.remove(key)));
        pieces.extend(batch.put);
        Ok(())
    }
}
