//! Backups: earlier states of a workbook in this browser, each one record in the vault.
//!
//! A record is the workbook's bases as they stood in the vault, one behind the other, each with its
//! length in front. What a list shows of a backup stands in its key.

use super::deflate::inflate;
use super::error::Reason;
use super::key::{Saved, Space};
use super::key_value::Refusal;
use super::vault::{Batch, Vault};
use super::{clock, keeper};
use crate::format;
use crate::merge::stamp::ReplicaId;
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use crate::rotation::{self, Kept};

/// Reads and writes the backups of one workbook.
pub struct Backups<V> {
    vault: V,
    space: Space,
    workbook: WorkbookId,
    replica: ReplicaId,
}

impl<V: Vault> Backups<V> {
    pub(super) fn new(vault: V, space: Space, workbook: WorkbookId, replica: ReplicaId) -> Self {
        Self { vault, space, workbook, replica }
    }

    /// Lists the backups, the oldest first.
    pub async fn list(&self) -> Result<Vec<Saved>, Refusal> {
        let keys = self.vault.keys(&self.space.prefix_of_backups(self.workbook)).await?;
        Ok(keys.iter().filter_map(|key| Saved::parse(self.space, key)).collect())
    }

    /// Returns in how many milliseconds the next one is due; 0 where it is.
    pub async fn due_in(&self) -> Result<f64, Refusal> {
        let last = self.list().await?.last().map(|backup| backup.time as f64);
        let now = clock::epoch_ms();
        Ok(match last {
            Some(last) if !rotation::is_due(Some(last), now) => rotation::INTERVAL_MS - (now - last).abs(),
            _ => 0.0,
        })
    }

    /// Makes a backup of some bases, and removes those that have had their time. Where the newest
    /// one says the same, none is made.
    pub async fn make(&self, bases: &[(String, Vec<u8>)]) -> Result<(), Refusal> {
        let list = self.list().await?;
        let record = joined(bases);
        if let Some(last) = list.last().filter(|last| last.bytes == record.len() as u64)
            && self.record(last).await? == record
        {
            return Ok(());
        }
        let number = list.last().map_or(1, |last| last.number.saturating_add(1));
        let (workbook, replica, bytes) = (self.workbook, self.replica, record.len() as u64);
        let new = Saved { number, time: clock::epoch_ms() as u64, workbook, bytes, replica };
        let all: Vec<Saved> = list.into_iter().chain([new]).collect();
        let kept = |it: &Saved| Kept { day: clock::local_day(it.time as f64), bytes: it.bytes };
        let surplus =
            rotation::surplus(&all.iter().map(kept).collect::<Vec<_>>(), clock::local_day(clock::epoch_ms()));
        let remove = surplus.into_iter().map(|at| all[at].key(self.space)).collect();
        self.vault.write(Batch { put: vec![(new.key(self.space), record)], remove }).await
    }

    async fn record(&self, backup: &Saved) -> Result<Vec<u8>, Refusal> {
        let entries = self.vault.entries(&backup.key(self.space)).await?;
        Ok(entries.into_iter().next().map(|(_, bytes)| bytes).unwrap_or_default())
    }

    /// Reads a backup as strictly as a file.
    pub async fn read(&self, backup: &Saved) -> Result<Workbook, Reason> {
        let record = self.record(backup).await.map_err(|_| Reason::Damaged)?;
        let mut workbook: Option<Workbook> = None;
        for base in parted(&record).ok_or(Reason::Damaged)? {
            let text = inflate(base).await.map_err(|_| Reason::Damaged)?;
            let part = format::read_part(&text).map_err(Reason::Content)?;
            match &mut workbook {
                Some(workbook) => drop(workbook.join(&part).map_err(|_| Reason::AnotherWorkbook)?),
                None => workbook = Some(part),
            }
        }
        let workbook = workbook.filter(Workbook::is_whole).ok_or(Reason::Damaged)?;
        if workbook.id() == self.workbook { Ok(workbook) } else { Err(Reason::AnotherWorkbook) }
    }
}

fn joined(bases: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut record = Vec::with_capacity(bases.iter().map(|(_, bytes)| bytes.len() + 4).sum());
    for (_, bytes) in bases {
        record.extend((bytes.len() as u32).to_be_bytes());
        record.extend(bytes);
    }
    record
}

fn parted(mut record: &[u8]) -> Option<Vec<&[u8]>> {
    let mut bases = Vec::new();
    while !record.is_empty() {
        let (length, rest) = record.split_first_chunk::<4>()?;
        let (base, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        bases.push(base);
        record = rest;
    }
    Some(bases)
}

impl<K, V> keeper::Keeper<K, V>
where
    K: super::key_value::KeyValue + Clone + 'static,
    V: Vault + Clone + 'static,
{
    /// Makes a backup of the open workbook as it is now. `base` writes what is not in a base yet
    /// ([`keeper::Keeper::base`] with the workbook as it is at the time).
    pub async fn back_up<F: Future<Output = ()>>(
        &self,
        backups: &Backups<V>,
        base: impl Fn() -> F,
    ) -> Result<(), Refusal> {
        for _ in 0..TRIES {
            base().await;
            if self.is_based() {
                return backups.make(&self.bases().await?).await;
            }
            super::timer::sleep(PAUSE_MS).await;
        }
        Err(Refusal::Other("the workbook could not be written".into()))
    }
}

/// How often it is tried to bring the bases up to date, and how long is waited in between.
const TRIES: usize = 40;
const PAUSE_MS: i32 = 50;
