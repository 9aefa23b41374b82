//! The browser's IndexedDB: keeps bytes under keys, and says when they are on the disk.

use super::key_value::Refusal;
use super::timer;
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use wasm_bindgen::{JsCast, JsValue};

/// The database, and the only store in it.
const NAME: &str = "hyokacho";
const STORE: &str = "pieces";
/// How long a browser may take to open the database before the work goes on without it, in
/// milliseconds.
const OPEN_MS: i32 = 4000;

/// Keeps bytes under keys, with transactions; tests put faults in between.
pub trait Vault {
    /// Returns the keys that begin with a prefix, in order.
    fn keys(&self, prefix: &str) -> impl Future<Output = Result<Vec<String>, Refusal>>;
    /// Returns the keys that begin with a prefix, in order, each with its bytes; what is no bytes
    /// comes as none.
    fn entries(&self, prefix: &str) -> impl Future<Output = Result<Vec<(String, Vec<u8>)>, Refusal>>;
    /// Puts and removes all of it or nothing. Success means that it is on the disk.
    fn write(&self, batch: Batch) -> impl Future<Output = Result<(), Refusal>>;
}

/// Is what one transaction writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// What to put under which keys.
    pub put: Vec<(String, Vec<u8>)>,
    /// The keys to remove.
    pub remove: Vec<String>,
}

/// Is the browser's IndexedDB, opened. Clones are the same connection.
#[derive(Clone)]
pub struct Idb(Rc<RefCell<Rc<Database>>>);

impl Idb {
    /// Opens the database, and makes it at the first start.
    pub async fn open() -> Result<Self, Refusal> {
        let database = Self::connect().await?;
        Ok(Self(Rc::new(RefCell::new(Rc::new(database)))))
    }

    async fn connect() -> Result<Database, Refusal> {
        let opening = async {
            let request = Database::open(NAME).with_version(1u8).with_on_upgrade_needed(|_, db| {
                db.create_object_store(STORE).build()?;
                Ok(())
            });
            request.await.map_err(opening_refusal)
        };
        let late = || Err(Refusal::Other("IndexedDB does not answer".into()));
        within(OPEN_MS, opening).await.unwrap_or_else(late)
    }

    /// Does something with the database. A connection that the browser has closed, as it does when
    /// site data are cleared, is opened anew, once.
    async fn run<T>(&self, run: impl AsyncFn(&Database) -> Result<T, Error>) -> Result<T, Refusal> {
        let database = self.0.borrow().clone();
        match run(&database).await {
            Err(Error::DomException(DomException::InvalidStateError(_))) => {
                let again = Rc::new(Self::connect().await?);
                *self.0.borrow_mut() = again.clone();
                run(&again).await.map_err(refusal)
            }
            outcome => outcome.map_err(refusal),
        }
    }

    /// Keeps a value of the browser's own, such as the handle of a file.
    pub async fn keep_value(&self, key: &str, value: &JsValue) -> Result<(), Refusal> {
        let put = [(key.to_string(), value.clone())];
        self.run(async |database| change(database, &put, &[]).await).await
    }

    /// Returns a value of the browser's own.
    pub async fn value(&self, key: &str) -> Result<Option<JsValue>, Refusal> {
        let get = async |database: &Database| {
            let transaction = database.transaction(STORE).build()?;
            transaction.object_store(STORE)?.get(key).primitive()?.await
        };
        self.run(get).await
    }
}

async fn change(database: &Database, put: &[(String, JsValue)], remove: &[String]) -> Result<(), Error> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let builder = database.transaction(STORE).with_mode(TransactionMode::Readwrite);
    let transaction = builder.with_options(options).build()?;
    let store = transaction.object_store(STORE)?;
    for key in remove {
        store.delete(key.as_str()).primitive()?;
    }
    for (key, value) in put {
        store.put(value).with_key(key.as_str()).without_key_type().primitive()?;
    }
    transaction.commit().await
}

impl Vault for Idb {
    async fn keys(&self, prefix: &str) -> Result<Vec<String>, Refusal> {
        let list = async |database: &Database| {
            let transaction = database.transaction(STORE).build()?;
            let store = transaction.object_store(STORE)?;
            let keys = store.get_all_keys::<String>().with_query::<String, _>(range(prefix));
            keys.primitive()?.await?.collect()
        };
        self.run(list).await
    }

    async fn entries(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
        let list = async |database: &Database| {
            let transaction = database.transaction(STORE).build()?;
            let store = transaction.object_store(STORE)?;
            // Both requests go out before either is awaited: the transaction stays open.
            let keys = store.get_all_keys::<String>().with_query::<String, _>(range(prefix)).primitive()?;
            let values = store.get_all::<JsValue>().with_query::<String, _>(range(prefix)).primitive()?;
            let keys = keys.await?.collect::<Result<Vec<String>, Error>>()?;
            let values = values.await?.collect::<Result<Vec<JsValue>, Error>>()?;
            let bytes = |value: JsValue| value.dyn_into::<Uint8Array>().map(|it| it.to_vec());
            let bytes = values.into_iter().map(|value| bytes(value).unwrap_or_default());
            Ok(keys.into_iter().zip(bytes).collect())
        };
        self.run(list).await
    }

    async fn write(&self, batch: Batch) -> Result<(), Refusal> {
        let as_js = |bytes: Vec<u8>| Uint8Array::from(bytes.as_slice()).into();
        let put: Vec<_> = batch.put.into_iter().map(|(key, bytes)| (key, as_js(bytes))).collect();
        self.run(async |database| change(database, &put, &batch.remove).await).await
    }
}

/// All keys that begin with a prefix.
fn range(prefix: &str) -> KeyRange<String> {
    (prefix.to_string()..=format!("{prefix}\u{ffff}")).into()
}

fn opening_refusal(error: OpenDbError) -> Refusal {
    match error {
        OpenDbError::Base(error) => refusal(error),
        other => Refusal::Other(other.to_string()),
    }
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::DomException(error) => {
            let exception: web_sys::DomException = DomException::into(error);
            Refusal::named(&exception.name(), &exception.message())
        }
        other => Refusal::Other(other.to_string()),
    }
}

/// Waits for something, but not longer than this; `None` where it took longer.
async fn within<T>(ms: i32, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut late = pin!(timer::sleep(ms));
    std::future::poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}
