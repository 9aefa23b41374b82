//! The keys under which the app keeps things, and nothing but these.

use crate::merge::stamp::ReplicaId;
use crate::model::id::WorkbookId;
use crate::model::place::Scope;

/// Stand in the keys of pieces.
const BASE: &str = "base";
const JOURNAL: &str = "journal";

/// Tells real data and the sample city's apart; neither ever sees the other's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// The user's own workbooks.
    Own,
    /// The sample.
    Sample,
}

impl Space {
    fn name(self) -> &'static str {
        match self {
            Space::Own => "hyokacho",
            Space::Sample => "hyokacho-sample",
        }
    }

    /// Returns what all keys of the space begin with.
    pub fn prefix(self) -> String {
        format!("{}/", self.name())
    }

    /// Returns what all keys of a workbook begin with.
    pub fn prefix_of(self, workbook: WorkbookId) -> String {
        format!("{}/{workbook}/", self.name())
    }

    /// Returns what the keys of a workbook's bases begin with.
    pub fn prefix_of_bases(self, workbook: WorkbookId) -> String {
        format!("{}/{workbook}/{BASE}/", self.name())
    }

    /// Returns what the keys of a workbook's journal begin with.
    pub fn prefix_of_journal(self, workbook: WorkbookId) -> String {
        format!("{}/{workbook}/{JOURNAL}/", self.name())
    }

    /// Returns what the keys of a workbook's backups begin with.
    pub fn prefix_of_backups(self, workbook: WorkbookId) -> String {
        format!("{}/{workbook}/backup/", self.name())
    }

    /// Returns the key of what the list says of a workbook, kept beside the list itself.
    pub fn entry(self, workbook: WorkbookId) -> String {
        format!("{}/{workbook}/entry", self.name())
    }

    /// Reads the key of an entry; `None` where it is none of this space.
    pub fn parse_entry(self, key: &str) -> Option<WorkbookId> {
        key.strip_prefix(self.name())?.strip_prefix('/')?.strip_suffix("/entry")?.parse().ok()
    }

    /// Returns the key of the list of workbooks.
    pub fn index(self) -> String {
        format!("{}/index", self.name())
    }

    /// Returns the key of the file that a workbook is tied to.
    pub fn tied(self, workbook: WorkbookId) -> String {
        format!("{}/tied/{workbook}", self.name())
    }

    /// Returns the key of a setting.
    pub fn setting(self, name: &str) -> String {
        format!("{}/settings/{name}", self.name())
    }

    /// Returns the key with which one start of the app tries whether it can write.
    pub fn probe(self, replica: ReplicaId) -> String {
        format!("{}/probe/{replica}", self.name())
    }
}

/// Is one stored piece of a workbook. A key is written by its replica only and never written
/// twice, so what was once read under it is all that it ever held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// The workbook.
    pub workbook: WorkbookId,
    /// Whether it is a whole scope or a change; bases order first.
    pub kind: Kind,
    /// Who wrote it.
    pub replica: ReplicaId,
    /// The writer's count.
    pub number: u32,
}

/// Tells the kinds of pieces apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A whole scope: the plan's head, or a year.
    Base(Scope),
    /// The part that carries a change.
    Journal,
}

impl Kind {
    /// Returns what stands in the key: `journal`, `base/2024`.
    fn path(self) -> String {
        match self {
            Kind::Base(scope) => format!("{BASE}/{scope}"),
            Kind::Journal => JOURNAL.into(),
        }
    }
}

impl Piece {
    /// Returns the key: `hyokacho/<workbook>/journal/<replica>/<number>`, and for a base
    /// `hyokacho/<workbook>/base/<scope>/<replica>/<number>`.
    pub fn key(&self, space: Space) -> String {
        let Piece { workbook, kind, replica, number } = self;
        format!("{}/{workbook}/{}/{replica}/{number}", space.name(), kind.path())
    }

    /// Returns the scope of a base.
    pub fn scope(&self) -> Option<Scope> {
        match self.kind {
            Kind::Base(scope) => Some(scope),
            Kind::Journal => None,
        }
    }

    /// Reads a key; `None` where it is not one that the app writes in this space.
    pub fn parse(space: Space, key: &str) -> Option<Self> {
        let mut parts = key.strip_prefix(space.name())?.strip_prefix('/')?.split('/');
        let workbook = parts.next()?.parse().ok()?;
        let kind = match parts.next()? {
            BASE => Kind::Base(parts.next()?.parse().ok()?),
            JOURNAL => Kind::Journal,
            _ => return None,
        };
        let replica = ReplicaId(parts.next()?.parse().ok()?);
        let number = parts.next()?.parse().ok()?;
        let piece = Piece { workbook, kind, replica, number };
        (piece.key(space) == key).then_some(piece)
    }
}

/// Is a backup of a workbook, as its key tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its number, one above that of the one before.
    pub number: u32,
    /// When the clock says that it was made, in milliseconds since 1970.
    pub time: u64,
    /// The workbook.
    pub workbook: WorkbookId,
    /// Its size in bytes.
    pub bytes: u64,
    /// Who made it.
    pub replica: ReplicaId,
}

impl Saved {
    /// Returns the key: `hyokacho/<workbook>/backup/<number>/<time>/<bytes>/<replica>`. The number
    /// has ten digits, so that keys order as the backups were made.
    pub fn key(&self, space: Space) -> String {
        let Saved { number, time, workbook, bytes, replica } = self;
        format!("{}{number:010}/{time}/{bytes}/{replica}", space.prefix_of_backups(*workbook))
    }

    /// Reads a key; `None` where it is not one that the app writes in this space.
    pub fn parse(space: Space, key: &str) -> Option<Self> {
        let mut parts = key.strip_prefix(space.name())?.strip_prefix('/')?.split('/');
        let workbook = parts.next()?.parse().ok()?;
        let (number, time) = (parts.nth(1)?.parse().ok()?, parts.next()?.parse().ok()?);
        let (bytes, replica) = (parts.next()?.parse().ok()?, ReplicaId(parts.next()?.parse().ok()?));
        let saved = Saved { number, time, workbook, bytes, replica };
        (saved.key(space) == key).then_some(saved)
    }
}
