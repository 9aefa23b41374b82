//! What keeps one open workbook in this browser: its journal, and the bases that the journal rests on.
//!
//! Both stand in two places: in local storage, which takes them at once but may hold them back
//! from the disk for some seconds, and in the vault, which says when they are on the disk. A
//! journal entry carries one change; a base is a whole scope, deflated. A base replaces the entries
//! and bases that it covers once it is written, and not before.

use super::courier::Courier;
use super::deflate::deflate;
use super::error::StorageError;
use super::key::{Kind, Piece, Space};
use super::key_value::{KeyValue, Refusal};
use super::timer;
use super::vault::{Batch, Vault};
use crate::format::{self, Slices};
use crate::merge::stamp::ReplicaId;
use crate::model::id::WorkbookId;
use crate::model::place::Scope;
use crate::model::workbook::Workbook;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Keeps one open workbook. It belongs to the workbook that it was loaded with, since it knows
/// which pieces that workbook has taken in. Clones are the same keeper.
pub struct Keeper<K, V>(Rc<Inner<K, V>>);

struct Inner<K, V> {
    storage: Option<K>,
    courier: Option<Courier<V>>,
    space: Space,
    workbook: WorkbookId,
    replica: ReplicaId,
    count: Rc<Cell<u32>>,
    state: RefCell<State>,
    told: Rc<Told>,
}

type Told = RefCell<Option<Box<dyn Fn()>>>;

#[derive(Default)]
struct State {
    /// The pieces that the open workbook has taken in; a base with its scopes.
    held: BTreeMap<String, BTreeSet<Scope>>,
    /// The scopes that were touched since their base was made, or have none.
    dirty: BTreeSet<Scope>,
    /// The last journal entry, which the next may replace.
    last: Option<(String, Workbook)>,
    /// What local storage did not take.
    pending: Option<Workbook>,
    /// What it did not take, and the base that is being made covers.
    drafted: Option<Workbook>,
    local_error: Option<StorageError>,
    /// Why the last base did not reach the vault.
    strict_error: Option<StorageError>,
    /// The scopes whose base is in each place.
    local_bases: BTreeSet<Scope>,
    strict_bases: BTreeSet<Scope>,
    /// All scopes of the workbook when it was last written.
    scopes: BTreeSet<Scope>,
    /// Whether a base was tried to be made, or something was found.
    tried: bool,
    /// Whether a base is being made.
    at_work: bool,
    /// Whether local storage had no room for bases; then they are in the vault alone.
    crowded: bool,
    /// Whether the workbook was removed from this PC, so that nothing may be written any more.
    removed: bool,
    /// The bytes of each base.
    bytes: BTreeMap<Scope, u64>,
}

impl State {
    /// Returns whether local storage took everything.
    fn is_taken(&self) -> bool {
        self.pending.is_none() && self.drafted.is_none()
    }

    /// Takes back what a base was to cover that could not be written.
    fn put_back(&mut self) {
        self.pending = match (self.drafted.take(), self.pending.take()) {
            (Some(mut drafted), Some(pending)) => {
                // A keeper belongs to one workbook, so the two always join.
                let _ = drafted.join(&pending);
                Some(drafted)
            }
            (drafted, pending) => drafted.or(pending),
        };
    }
}

/// Says how an open workbook stands in this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Everything is on the disk.
    Saved,
    /// Everything is in local storage, which the browser writes to the disk some seconds later.
    ForNow,
    /// Something is on its way.
    Working,
    /// Something is kept nowhere.
    Failed(StorageError),
}

/// Is what a base is made of: texts that are deflated and written when the page has time.
struct Draft {
    texts: Vec<(Scope, String, Slices)>,
    covered: Vec<String>,
    scopes: BTreeSet<Scope>,
}

impl<K, V> Clone for Keeper<K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K: KeyValue + 'static, V: Vault + 'static> Keeper<K, V> {
    pub(super) fn new(
        storage: Option<K>,
        vault: Option<V>,
        space: Space,
        workbook: WorkbookId,
        replica: ReplicaId,
        count: Rc<Cell<u32>>,
    ) -> Self {
        let (state, told) = (RefCell::default(), Rc::<Told>::default());
        let bell = told.clone();
        let ring = move || bell.borrow().iter().for_each(|told| told());
        let courier = vault.map(|vault| Courier::new(vault, ring));
        Self(Rc::new(Inner { storage, courier, space, workbook, replica, count, state, told }))
    }

    /// Calls `told` whenever something has reached the disk, or was refused there.
    pub fn on_told(&self, told: impl Fn() + 'static) {
        *self.0.told.borrow_mut() = Some(Box::new(told));
    }

    /// Notes a piece that the open workbook has taken in.
    pub fn hold(&self, piece: &Piece, read: &Workbook) {
        let mut state = self.0.state.borrow_mut();
        state.tried = true;
        let scopes = match piece.kind {
            Kind::Journal => read.scopes(),
            Kind::Base(scope) => BTreeSet::from([scope]),
        };
        if piece.kind == Kind::Journal {
            state.dirty.extend(&scopes);
        }
        state.held.insert(piece.key(self.0.space), scopes);
    }

    /// Notes in which places the base of a scope was found; where a place lacks it, it is made anew.
    pub(super) fn found(&self, scope: Scope, local: bool, strict: bool, bytes: u64) {
        let mut state = self.0.state.borrow_mut();
        let (has_vault, has_storage) = (self.0.courier.is_some(), self.0.storage.is_some());
        if local {
            state.local_bases.insert(scope);
        }
        if strict {
            state.strict_bases.insert(scope);
        }
        let too_large = has_storage && !local && bytes >= SMALL;
        if (has_vault && !strict) || (has_storage && !local && !too_large) {
            state.dirty.insert(scope);
        }
        state.crowded |= too_large;
        state.bytes.insert(scope, bytes);
        state.scopes.insert(scope);
    }

    /// Notes that scopes were touched by what came from elsewhere than the journal: a file.
    pub fn touch(&self, scopes: impl IntoIterator<Item = Scope>) {
        self.0.state.borrow_mut().dirty.extend(scopes);
    }

    /// Returns whether the open workbook has taken a piece in.
    pub fn holds(&self, piece: &Piece) -> bool {
        self.0.state.borrow().held.contains_key(&piece.key(self.0.space))
    }

    /// Returns how the workbook stands. Only [`Standing::Saved`] may be called saved.
    pub fn standing(&self) -> Standing {
        let state = self.0.state.borrow();
        let based = |bases: &BTreeSet<Scope>| !state.scopes.is_empty() && state.scopes.is_subset(bases);
        let refused = self.0.courier.as_ref().and_then(Courier::refused);
        if state.removed {
            return Standing::Failed(StorageError::Removed);
        }
        let goes_on = self.0.courier.as_ref().is_some_and(Courier::is_under_way) || state.at_work;
        let is_done = self.0.courier.as_ref().is_some_and(Courier::is_done);
        let nowhere = || StorageError::Missing;
        let error = || refused.as_ref().map(StorageError::of).or_else(|| state.strict_error.clone());
        match () {
            () if is_done && based(&state.strict_bases) => Standing::Saved,
            () if self.0.courier.is_some() && (goes_on || !state.tried) => Standing::Working,
            () if self.0.storage.is_some() && state.is_taken() && based(&state.local_bases) => {
                Standing::ForNow
            }
            () if self.0.storage.is_some() && (state.at_work || !state.tried) => Standing::Working,
            () => Standing::Failed(state.local_error.clone().or_else(error).unwrap_or_else(nowhere)),
        }
    }

    /// Returns whether something was touched since the bases were made, or has none.
    pub fn needs_base(&self) -> bool {
        let state = self.0.state.borrow();
        !state.dirty.is_empty() || state.scopes.is_empty()
    }

    /// Returns whether local storage has no room for the whole workbook, so that only the vault has it.
    pub fn is_crowded(&self) -> bool {
        self.0.state.borrow().crowded
    }

    /// Returns the size of the bases, in bytes.
    pub fn bytes(&self) -> u64 {
        self.0.state.borrow().bytes.values().sum()
    }

    /// Writes the part that carries a change ([`Workbook::part_of`]) into the journal. Returns key
    /// and text of the entry, for other tabs.
    ///
    /// What a place does not take is tried again with the next part. An entry that says all that
    /// the last one said (typing on in one cell) takes its place.
    pub fn journal(&self, part: &Workbook) -> Option<(String, String)> {
        let inner = &self.0;
        let mut state = inner.state.borrow_mut();
        if state.removed {
            return None;
        }
        let key = inner.next(Kind::Journal);
        let text = format::write_part(part);
        let replaced = state.last.take().filter(|(_, last)| part.covers(last)).map(|(key, _)| key);
        if let Some(storage) = &inner.storage {
            let stored = match state.pending.take() {
                None => storage.put(&key, &text),
                Some(mut pending) => {
                    // A keeper belongs to one workbook, so the two always join.
                    let _ = pending.join(part);
                    let stored = storage.put(&inner.next(Kind::Journal), &format::write_part(&pending));
                    state.pending = stored.is_err().then_some(pending);
                    stored
                }
            };
            if stored.is_err() && state.pending.is_none() {
                state.pending = Some(part.clone());
            }
            if let (Ok(()), Some(replaced)) = (&stored, &replaced) {
                // Where the removal is refused the entry stays, and does no harm.
                let _ = storage.remove(replaced);
            }
            state.local_error = stored.err();
        }
        if let Some(courier) = &inner.courier {
            let put = vec![(key.clone(), text.clone().into_bytes())];
            courier.send(Batch { put, remove: replaced.iter().cloned().collect() });
        }
        if let Some(replaced) = replaced {
            state.held.remove(&replaced);
        }
        let scopes = part.scopes();
        state.dirty.extend(&scopes);
        state.held.insert(key.clone(), scopes);
        state.last = Some((key.clone(), part.clone()));
        Some((key, text))
    }

    /// Tries again to store what could not be stored.
    pub fn retry(&self) {
        let pending = self.0.state.borrow_mut().pending.take();
        match pending {
            Some(pending) => drop(self.journal(&pending)),
            None => self.0.courier.iter().for_each(|courier| courier.send(Batch::default())),
        }
    }

    /// Writes the scopes that were touched as new bases, then removes the pieces that they cover.
    /// What is to be written is fixed when this is called; it is written while the page goes on.
    ///
    /// Pieces that could not be read, or that came since, are left.
    pub fn base(&self, workbook: &Workbook) -> impl Future<Output = ()> + use<K, V> {
        let draft = self.0.draft(workbook);
        let inner = self.0.clone();
        async move {
            if let Some(draft) = draft {
                inner.store(draft).await;
            }
        }
    }

    /// Looks whether what was stored is still there. Where another program or a person emptied the
    /// storage, everything is written again with the next [`Keeper::base`]; returns whether that is so.
    pub async fn was_emptied(&self) -> bool {
        let inner = &self.0;
        if inner.state.borrow().at_work || inner.state.borrow().removed {
            return false;
        }
        let strict = match &inner.courier {
            Some(courier) => courier.vault().keys(&inner.space.prefix_of_bases(inner.workbook)).await.ok(),
            None => None,
        };
        let local = inner.storage.as_ref().and_then(|storage| storage.keys().ok());
        let mut state = inner.state.borrow_mut();
        if state.at_work || state.removed {
            return false;
        }
        // Another tab may have put its own base in the place of one of ours; so any of a scope will do.
        let there = |keys: Vec<String>| -> BTreeSet<Scope> {
            let pieces = keys.iter().filter_map(|key| Piece::parse(inner.space, key));
            let own = pieces.filter(|piece| piece.workbook == inner.workbook);
            own.filter_map(|piece| piece.scope()).collect()
        };
        let mut gone = BTreeSet::new();
        if let Some(there) = strict.map(there) {
            gone.extend(state.strict_bases.difference(&there).copied());
            state.strict_bases.retain(|scope| there.contains(scope));
        }
        if let Some(there) = local.map(there) {
            gone.extend(state.local_bases.difference(&there).copied());
            state.local_bases.retain(|scope| there.contains(scope));
        }
        state.dirty.extend(&gone);
        !gone.is_empty()
    }

    /// Returns the journal entries in local storage that the open workbook has not taken in.
    pub fn unseen(&self) -> Vec<(Piece, String)> {
        let inner = &self.0;
        let Some(storage) = &inner.storage else { return Vec::new() };
        let prefix = inner.space.prefix_of_journal(inner.workbook);
        let keys = storage.keys().unwrap_or_default();
        let pieces = keys.iter().filter(|key| key.starts_with(&prefix));
        let pieces = pieces.filter_map(|key| Some((key, Piece::parse(inner.space, key)?)));
        let new = pieces.filter(|(_, piece)| !self.holds(piece));
        new.filter_map(|(key, piece)| Some((piece, storage.get(key).ok()??))).collect()
    }

    /// Stops writing: the workbook was removed from this PC.
    pub fn stop(&self) {
        self.0.state.borrow_mut().removed = true;
    }

    /// Returns whether the workbook was removed from this PC.
    pub fn is_stopped(&self) -> bool {
        self.0.state.borrow().removed
    }

    /// Returns whether everything stands in bases on the disk, and nothing in the journal alone.
    pub fn is_based(&self) -> bool {
        let state = self.0.state.borrow();
        let carried = |courier: &Courier<V>| courier.is_done() && courier.refused().is_none();
        !state.at_work && state.dirty.is_empty() && self.0.courier.as_ref().is_none_or(carried)
    }

    /// Waits until nothing is on its way to the disk.
    pub async fn rest(&self) {
        if let Some(courier) = &self.0.courier {
            // Whether it arrived is what the standing says.
            let _ = courier.rest().await;
        }
    }

    /// Returns the keys of the bases in the vault, with the deflated bytes; none where there is no vault.
    pub async fn bases(&self) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
        let inner = &self.0;
        let Some(courier) = &inner.courier else { return Ok(Vec::new()) };
        courier.vault().entries(&inner.space.prefix_of_bases(inner.workbook)).await
    }
}

/// Up to this size, in bytes deflated, a base that local storage lacks is put there again.
const SMALL: u64 = 400_000;

impl<K: KeyValue + 'static, V: Vault + 'static> Inner<K, V> {
    fn next(&self, kind: Kind) -> String {
        self.count.set(self.count.get() + 1);
        let (workbook, replica) = (self.workbook, self.replica);
        Piece { workbook, kind, replica, number: self.count.get() }.key(self.space)
    }

    fn draft(&self, workbook: &Workbook) -> Option<Draft> {
        debug_assert_eq!(workbook.id(), self.workbook, "a keeper belongs to one workbook");
        let mut state = self.state.borrow_mut();
        let scopes = workbook.scopes();
        let unbased = scopes.difference(&state.scopes).copied().collect::<Vec<_>>();
        // The head names the years, so it is written with every new one.
        let head = (!unbased.is_empty()).then_some(Scope::Plan);
        let dirty: BTreeSet<Scope> = state.dirty.iter().copied().chain(unbased).chain(head).collect();
        if dirty.is_empty() || state.at_work || state.removed {
            return None;
        }
        let text = |&scope: &Scope| {
            let part = workbook.part_of_scope(scope);
            (scope, self.next(Kind::Base(scope)), Slices::new(part))
        };
        let texts = dirty.iter().map(text).collect();
        // An entry may be of several scopes, a base is of one.
        let is_covered = |(_, of): &(&String, &BTreeSet<Scope>)| of.is_subset(&dirty);
        let covered = state.held.iter().filter(is_covered).map(|(key, _)| key.clone()).collect();
        state.dirty.clear();
        state.last = None;
        state.drafted = state.pending.take();
        state.at_work = true;
        Some(Draft { texts, covered, scopes })
    }

    async fn store(&self, draft: Draft) {
        let (mut put, mut failed) = (Vec::new(), Vec::new());
        let Draft { texts, covered, scopes } = draft;
        for (scope, key, mut slices) in texts {
            while slices.step() {
                timer::sleep(0).await;
            }
            match deflate(slices.finish().as_bytes()).await {
                Ok(bytes) => put.push((scope, key, bytes)),
                Err(_) => failed.push(scope),
            }
        }
        // Where the browser cannot deflate, the journal goes on alone.
        let complete = failed.is_empty();
        let strict = complete && self.store_strictly(&put, &covered).await;
        let local = complete && self.store_locally(&put, &covered, strict);
        let mut state = self.state.borrow_mut();
        state.at_work = false;
        state.tried = true;
        if strict || local {
            for (scope, key, bytes) in &put {
                state.held.insert(key.clone(), BTreeSet::from([*scope]));
                state.bytes.insert(*scope, bytes.len() as u64);
            }
            state.scopes = scopes;
            state.drafted = None;
        } else {
            state.dirty.extend(put.iter().map(|(scope, ..)| *scope).chain(failed));
            state.put_back();
        }
    }

    async fn store_strictly(&self, put: &[(Scope, String, Vec<u8>)], covered: &[String]) -> bool {
        let Some(courier) = &self.courier else { return false };
        let batch = Batch {
            put: put.iter().map(|(_, key, bytes)| (key.clone(), bytes.clone())).collect(),
            remove: covered.to_vec(),
        };
        courier.send(batch);
        let written = courier.rest().await;
        let mut state = self.state.borrow_mut();
        state.strict_error = written.as_ref().err().map(StorageError::of);
        if written.is_ok() {
            state.strict_bases.extend(put.iter().map(|(scope, ..)| *scope));
            covered.iter().for_each(|key| drop(state.held.remove(key)));
        }
        written.is_ok()
    }

    /// Puts the bases into local storage too. Where they do not fit and the vault has them, only
    /// the journal stays here.
    fn store_locally(&self, put: &[(Scope, String, Vec<u8>)], covered: &[String], strict: bool) -> bool {
        let Some(storage) = &self.storage else { return false };
        let mut state = self.state.borrow_mut();
        let mut stored = Ok(());
        if !(state.crowded && strict) {
            let mut each = put.iter().map(|(_, key, bytes)| storage.put(key, &format::pack(bytes)));
            stored = each.find(Result::is_err).unwrap_or(Ok(()));
        }
        if stored.is_err() || state.crowded {
            put.iter().for_each(|(_, key, _)| drop(storage.remove(key)));
            if strict {
                state.crowded = true;
                state.local_bases.clear();
                self.remove_bases_locally();
                covered.iter().for_each(|key| drop(storage.remove(key)));
                state.local_error = None;
            } else {
                state.local_error = stored.err().or(state.local_error.take());
            }
            return false;
        }
        covered.iter().for_each(|key| {
            // Where the removal is refused the piece stays, and does no harm.
            let _ = storage.remove(key);
            state.held.remove(key);
        });
        state.local_bases.extend(put.iter().map(|(scope, ..)| *scope));
        if state.pending.is_none() {
            state.local_error = None;
        }
        true
    }

    fn remove_bases_locally(&self) {
        let prefix = self.space.prefix_of_bases(self.workbook);
        let storage = self.storage.iter();
        for (storage, keys) in storage.filter_map(|storage| Some((storage, storage.keys().ok()?))) {
            for key in keys.iter().filter(|key| key.starts_with(&prefix)) {
                let _ = storage.remove(key);
            }
        }
    }
}
