//! A workbook tied to a file that others write into, too: read, join, write, read back.
//!
//! Nobody locks the file. Whoever writes has joined what stood there before, and looks again
//! afterwards. What somebody wrote over in the same moment is noticed at the next look and written
//! once more, so that all who are tied to the file come to the same workbook.

use super::files;
use super::shared_file::{Look, Refused, SharedFile};
use crate::format::{self, CheckCode, ReadError};
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use std::hash::{DefaultHasher, Hasher};

/// The pauses before each try to write, in milliseconds: others may be writing at the same moment.
const PAUSES: [i32; 5] = [0, 250, 500, 1000, 2000];

/// Is the open workbook as a tied file needs it. `None` where it was closed meanwhile.
pub trait Desk {
    /// Returns the workbook's id.
    fn id(&self) -> Option<WorkbookId>;
    /// Writes it as a file, with its check code.
    fn write(&self) -> Option<(String, CheckCode)>;
    /// Takes in what another state of it knows, and returns how many registers changed.
    fn take_in(&self, other: &Workbook) -> Option<usize>;
}

/// Says why the workbook is not, or not all, in the file. The file is as others left it.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// It could not be read or written.
    File(Refused),
    /// Others wrote into it again and again.
    Busy,
    /// It holds nothing any more.
    Emptied,
    /// It holds another workbook.
    AnotherPlan,
    /// It cannot be read as a workbook.
    Unreadable(ReadError),
}

impl Trouble {
    /// Returns whether a person may choose to write over what stands there: where it is empty or
    /// damaged, and not where it is somebody's whole file.
    pub fn may_be_overwritten(&self) -> bool {
        match self {
            Trouble::Emptied => true,
            Trouble::Unreadable(error) => error.can_be_rescued(),
            Trouble::File(_) | Trouble::Busy | Trouble::AnotherPlan => false,
        }
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        Trouble::File(refused)
    }
}

/// Says what one turn did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many registers were taken in.
    pub taken: usize,
    /// Whether the file was written.
    pub wrote: bool,
}

/// Ties the open workbook to a file.
pub struct Tie<F> {
    file: F,
    /// What of the file was seen last and is part of the open workbook.
    seen: Option<Seen>,
    /// What of the file cannot be joined.
    refused: Option<(Look, u64, Trouble)>,
    /// The content over which a person has allowed to write.
    allowed: Option<u64>,
    /// Whether the file has held a workbook; a new one is empty at first.
    known: bool,
    /// Whether something of the open workbook may not be in the file.
    open: bool,
    /// How many registers were taken in since the last turn that went well.
    taken: usize,
}

struct Seen {
    look: Look,
    mark: u64,
    code: CheckCode,
}

impl<F: SharedFile> Tie<F> {
    /// Ties to a file that was just chosen; it may be empty.
    pub fn new(file: F) -> Self {
        Self { file, seen: None, refused: None, allowed: None, known: false, open: true, taken: 0 }
    }

    /// Ties again to a file that held a workbook before; it must not be empty.
    pub fn again(file: F) -> Self {
        Self { known: true, ..Self::new(file) }
    }

    /// Returns the file.
    pub fn file(&self) -> &F {
        &self.file
    }

    /// Notes that the open workbook was changed.
    pub fn touch(&mut self) {
        self.open = true;
    }

    /// Lets the next turn write over what could not be read, if it still stands there.
    pub fn allow(&mut self) {
        let refused = self.refused.take().filter(|(_, _, trouble)| trouble.may_be_overwritten());
        self.allowed = refused.map(|(_, mark, _)| mark);
    }

    /// Does what is due: joins what others wrote, and writes where something here is not in the
    /// file. Where neither can be, the file is only looked at.
    pub async fn turn(&mut self, desk: &impl Desk) -> Result<Done, Trouble> {
        let look = self.file.look().await?;
        match (&self.seen, &self.refused) {
            (_, Some((of, _, trouble))) if *of == look => return Err(trouble.clone()),
            (Some(seen), _) if !self.open && seen.look == look => return Ok(Done::default()),
            _ => {}
        }
        for ms in PAUSES {
            if ms > 0 {
                self.file.pause(ms).await;
            }
            let (look, bytes) = self.file.read().await?;
            self.taken += self.take(look, &bytes, desk)?;
            drop(bytes);
            let Some((text, code)) = desk.write() else { return Ok(self.done(false)) };
            if self.seen.as_ref().is_some_and(|seen| seen.code == code) {
                return Ok(self.done(false));
            }
            self.open = true;
            if !self.file.replace(&text, look).await? {
                continue;
            }
            // What is read back differently is read, and joined, as anyone's.
            let (look, back) = self.file.read().await?;
            if back == text.as_bytes() {
                self.see(look, mark_of(&back), code);
                return Ok(self.done(true));
            }
        }
        Err(Trouble::Busy)
    }

    fn done(&mut self, wrote: bool) -> Done {
        self.open = false;
        Done { taken: std::mem::take(&mut self.taken), wrote }
    }

    /// Joins what stands in the file, unless it is what was seen last.
    fn take(&mut self, look: Look, bytes: &[u8], desk: &impl Desk) -> Result<usize, Trouble> {
        let mark = mark_of(bytes);
        if let Some(seen) = self.seen.as_mut().filter(|seen| seen.mark == mark) {
            seen.look = look;
            return Ok(0);
        }
        let read = match bytes.is_empty() && !self.known {
            true => return Ok(0),
            false => read(bytes, desk),
        };
        match read {
            Ok(theirs) => {
                self.see(look, mark, format::check_code(&theirs));
                Ok(desk.take_in(&theirs).unwrap_or_default())
            }
            Err(trouble) => {
                self.seen = None;
                if self.allowed == Some(mark) && trouble.may_be_overwritten() {
                    return Ok(0);
                }
                self.refused = Some((look, mark, trouble.clone()));
                Err(trouble)
            }
        }
    }

    fn see(&mut self, look: Look, mark: u64, code: CheckCode) {
        self.seen = Some(Seen { look, mark, code });
        (self.refused, self.allowed, self.known) = (None, None, true);
    }
}

/// Reads another state of the open workbook, as strictly as any file.
fn read(bytes: &[u8], desk: &impl Desk) -> Result<Workbook, Trouble> {
    if bytes.is_empty() {
        return Err(Trouble::Emptied);
    }
    let text = files::decode(bytes).map_err(Trouble::Unreadable)?;
    let theirs = format::read(&text).map_err(Trouble::Unreadable)?;
    match desk.id() {
        Some(id) if id != theirs.id() => Err(Trouble::AnotherPlan),
        _ => Ok(theirs),
    }
}

/// Says how an earlier file stands to the open workbook.
#[derive(Clone, Debug, PartialEq)]
pub enum Compared {
    /// It is the same.
    Same,
    /// All of it is here, and here is more.
    Covered,
    /// So many registers of it were not here, and were taken in.
    Taken(usize),
}

/// Compares a file with the open workbook, and takes in what is not here.
pub fn compare(bytes: &[u8], desk: &impl Desk) -> Result<Compared, Trouble> {
    let theirs = read(bytes, desk)?;
    Ok(match desk.take_in(&theirs) {
        None | Some(0) => match desk.write().map(|(_, code)| code) == Some(format::check_code(&theirs)) {
            true => Compared::Same,
            false => Compared::Covered,
        },
        Some(taken) => Compared::Taken(taken),
    })
}

/// Tells one content from another without keeping it.
fn mark_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
