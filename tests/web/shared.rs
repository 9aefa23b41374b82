//! A file in memory that several people share, and into which faults can be put.

use hyokacho::edge::shared_file::{Look, Refused, SharedFile};
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// What is asked of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ask {
    Look,
    Read,
    Replace,
}

/// What the file does.
#[derive(Clone, Debug)]
pub enum Act {
    /// As asked.
    Go,
    /// Refuses.
    Refuse(Refused),
    /// Writes only the first half.
    Cut,
    /// Says that it wrote, and did not.
    Pretend,
}

type Fault = Box<dyn Fn(Ask, usize) -> Act>;

/// Is a file on a shared folder; clones are the same file. At every step within a call others may act.
#[derive(Clone)]
pub struct Shared(Rc<State>);

struct State {
    bytes: RefCell<Option<Vec<u8>>>,
    modified: Cell<u32>,
    fault: RefCell<Fault>,
    calls: Cell<usize>,
    reads: Cell<usize>,
    writes: Cell<usize>,
}

impl Shared {
    /// An empty file without faults.
    pub fn new() -> Self {
        Self(Rc::new(State {
            bytes: RefCell::new(Some(Vec::new())),
            modified: Cell::default(),
            fault: RefCell::new(Box::new(|_, _| Act::Go)),
            calls: Cell::default(),
            reads: Cell::default(),
            writes: Cell::default(),
        }))
    }

    /// Lets it fail from now on, counting calls anew.
    pub fn fail(&self, fault: impl Fn(Ask, usize) -> Act + 'static) {
        *self.0.fault.borrow_mut() = Box::new(fault);
        self.0.calls.set(0);
    }

    /// Lets it work again.
    pub fn mend(&self) {
        self.fail(|_, _| Act::Go);
    }

    /// What stands in it; `None` where it is gone.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.0.bytes.borrow().clone()
    }

    /// Puts something else there, as another program does.
    pub fn put(&self, bytes: Option<Vec<u8>>) {
        *self.0.bytes.borrow_mut() = bytes;
        self.0.modified.set(self.0.modified.get() + 1);
    }

    /// How many calls were made since the faults were set.
    pub fn calls(&self) -> usize {
        self.0.calls.get()
    }

    /// How often it was read and written.
    pub fn reads_and_writes(&self) -> (usize, usize) {
        (self.0.reads.get(), self.0.writes.get())
    }

    fn now(&self) -> Result<Look, Refused> {
        let size = self.0.bytes.borrow().as_ref().ok_or(Refused::Gone)?.len() as f64;
        Ok(Look { modified: self.0.modified.get().into(), size })
    }

    fn act(&self, ask: Ask) -> Result<Act, Refused> {
        let number = self.0.calls.replace(self.0.calls.get() + 1);
        match (self.0.fault.borrow())(ask, number) {
            Act::Refuse(refused) => Err(refused),
            act => Ok(act),
        }
    }
}

impl SharedFile for Shared {
    fn name(&self) -> String {
        "計画.json".into()
    }

    async fn look(&self) -> Result<Look, Refused> {
        step().await;
        self.act(Ask::Look)?;
        self.now()
    }

    async fn read(&self) -> Result<(Look, Vec<u8>), Refused> {
        step().await;
        self.act(Ask::Read)?;
        self.0.reads.set(self.0.reads.get() + 1);
        Ok((self.now()?, self.bytes().unwrap_or_default()))
    }

    async fn replace(&self, text: &str, over: Look) -> Result<bool, Refused> {
        step().await;
        let act = self.act(Ask::Replace)?;
        if self.now()? != over {
            return Ok(false);
        }
        // Between the last look and the write others can still be faster.
        step().await;
        self.0.writes.set(self.0.writes.get() + 1);
        match act {
            Act::Pretend => {}
            Act::Cut => self.put(Some(text.as_bytes()[..text.len() / 2].to_vec())),
            _ => self.put(Some(text.into())),
        }
        Ok(true)
    }

    async fn pause(&self, _: i32) {
        step().await;
    }
}

/// Lets others act.
async fn step() {
    let mut waited = false;
    poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Runs something to its end.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

/// Runs two things side by side: a 1 in `order`, read from its lowest bit, is a step of the
/// second, a 0 one of the first. When one is at its end the other goes on.
pub fn beside<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>, order: u32) -> (A, B) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut first, mut second) = (None, None);
    let mut context = Context::from_waker(Waker::noop());
    for at in 0.. {
        let turn_of_b = order.rotate_right(at) & 1 == 1;
        if first.is_none() && (!turn_of_b || second.is_some()) {
            first = ready(a.as_mut().poll(&mut context));
        } else if second.is_none() {
            second = ready(b.as_mut().poll(&mut context));
        }
        if first.is_some() && second.is_some() {
            break;
        }
    }
    first.zip(second).expect("both are at their end")
}

fn ready<T>(poll: Poll<T>) -> Option<T> {
    match poll {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}
