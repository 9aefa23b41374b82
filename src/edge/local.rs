//! The browser's local storage. The only file that calls gloo-storage.

use super::error::StorageError;
use super::key_value::{KeyValue, Refusal};
use gloo_storage::errors::StorageError as GlooError;
use gloo_storage::{LocalStorage, Storage as _};
use js_sys::Reflect;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

/// Is the browser's local storage, found to be there.
#[derive(Clone, Debug)]
pub struct Local(web_sys::Storage);

impl Local {
    /// Reaches for local storage: [`StorageError::Missing`] where the browser has none,
    /// [`StorageError::Blocked`] where it throws.
    pub fn reach() -> Result<Self, StorageError> {
        let window = web_sys::window().ok_or(StorageError::Missing)?;
        let storage = window.local_storage().map_err(|_| StorageError::Blocked)?;
        storage.map(Self).ok_or(StorageError::Missing)
    }

    /// Makes sure that gloo, which panics where storage throws, can read a key.
    fn probe(&self, key: &str) -> Result<bool, Refusal> {
        Self::reach().map_err(|_| Refusal::Denied)?;
        Ok(self.get(key)?.is_some())
    }
}

impl KeyValue for Local {
    fn get(&self, key: &str) -> Result<Option<String>, Refusal> {
        self.0.get_item(key).map_err(refusal)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Refusal> {
        self.0.set_item(key, text).map_err(refusal)
    }

    fn remove(&self, key: &str) -> Result<(), Refusal> {
        self.0.remove_item(key).map_err(refusal)
    }

    fn keys(&self) -> Result<Vec<String>, Refusal> {
        let count = self.0.length().map_err(refusal)?;
        let keys: Result<Vec<_>, _> = (0..count).map(|at| self.0.key(at).map_err(refusal)).collect();
        Ok(keys?.into_iter().flatten().collect())
    }

    fn get_json<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Refusal> {
        if !self.probe(key)? {
            return Ok(None);
        }
        LocalStorage::get(key).map(Some).map_err(gloo_refusal)
    }

    fn set_json<T: Serialize>(&self, key: &str, value: &T) -> Result<(), Refusal> {
        self.probe(key)?;
        LocalStorage::set(key, value).map_err(gloo_refusal)
    }
}

fn refusal(error: JsValue) -> Refusal {
    let text = |name: &str| Reflect::get(&error, &name.into()).ok().and_then(|value| value.as_string());
    match text("name") {
        Some(name) => Refusal::named(&name, &text("message").unwrap_or_default()),
        None => Refusal::Other(format!("{error:?}")),
    }
}

fn gloo_refusal(error: GlooError) -> Refusal {
    match error {
        GlooError::SerdeError(_) => Refusal::Damaged,
        GlooError::KeyNotFound(key) => Refusal::Other(key),
        GlooError::JsError(error) => Refusal::named(&error.name, &error.message),
    }
}
