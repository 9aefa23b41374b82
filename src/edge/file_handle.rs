//! A file of the File System Access API, which Chromium has, also over `file://`.
//!
//! Called by name: the API is not in web-sys's stable part. A handle can be kept in IndexedDB;
//! after a restart the browser asks for permission again, and only upon a click.

use super::shared_file::{Look, Refused, SharedFile};
use super::timer;
use js_sys::{Array, ArrayBuffer, Function, JSON, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// The kind of file that the browser's dialogs offer; `id` lets them remember the folder.
const KIND: &str =
    r#""id":"hyokacho","types":[{"description":"評価帳","accept":{"application/json":[".json"]}}]"#;

/// Is a file that the user chose.
#[derive(Clone)]
pub struct FileHandle(JsValue);

/// Returns whether this browser can write into a file that the user chose.
pub fn can_tie() -> bool {
    web_sys::window().is_some_and(|window| method(&window, "showSaveFilePicker").is_ok())
}

/// Lets the user name a new file; `None` where they change their mind.
pub async fn choose_new(name: &str) -> Result<Option<FileHandle>, Refused> {
    let name = serde_json::to_string(name).unwrap_or_default();
    choose("showSaveFilePicker", &format!("{{{KIND},\"suggestedName\":{name}}}")).await
}

/// Lets the user choose a file that is there; `None` where they change their mind.
pub async fn choose_existing() -> Result<Option<FileHandle>, Refused> {
    choose("showOpenFilePicker", &format!("{{{KIND}}}")).await
}

async fn choose(picker: &str, options: &str) -> Result<Option<FileHandle>, Refused> {
    let window = web_sys::window().map(JsValue::from).unwrap_or_default();
    let options = JSON::parse(options).unwrap_or_default();
    let chosen = match try_call(&window, picker, &[&options]).await {
        Err(error) if name_of(&error) == "AbortError" => return Ok(None),
        outcome => outcome.map_err(|error| refused(&error))?,
    };
    // One picker returns a list, the other a single one.
    let first = if Array::is_array(&chosen) { Array::from(&chosen).get(0) } else { chosen };
    Ok(Some(FileHandle(first)))
}

impl FileHandle {
    /// Takes a handle as it was kept.
    pub fn kept(value: JsValue) -> Self {
        Self(value)
    }

    /// Returns the handle to be kept.
    pub fn value(&self) -> &JsValue {
        &self.0
    }

    /// Asks the user for permission to write, which a browser does only upon a click or key.
    pub async fn ask(&self) -> Result<(), Refused> {
        let mode = JSON::parse(r#"{"mode":"readwrite"}"#).unwrap_or_default();
        match call(&self.0, "requestPermission", &[&mode]).await?.as_string().as_deref() {
            Some("granted") => Ok(()),
            _ => Err(Refused::Denied),
        }
    }

    async fn file(&self) -> Result<(Look, File), Refused> {
        let file: File = call(&self.0, "getFile", &[]).await?.unchecked_into();
        Ok((Look { modified: file.last_modified(), size: file.size() }, file))
    }

    async fn write_and_close(&self, stream: &JsValue, text: &str, over: Look) -> Result<bool, Refused> {
        call(stream, "write", &[&Uint8Array::from(text.as_bytes())]).await?;
        // What is written so far stands beside the file. It is looked at again as late as can be.
        if self.look().await? != over {
            return Ok(false);
        }
        call(stream, "close", &[]).await?;
        Ok(true)
    }
}

impl SharedFile for FileHandle {
    fn name(&self) -> String {
        Reflect::get(&self.0, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
    }

    async fn look(&self) -> Result<Look, Refused> {
        self.file().await.map(|(look, _)| look)
    }

    async fn read(&self) -> Result<(Look, Vec<u8>), Refused> {
        let (look, file) = self.file().await?;
        let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| refused(&error))?;
        Ok((look, Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec()))
    }

    async fn replace(&self, text: &str, over: Look) -> Result<bool, Refused> {
        let stream = call(&self.0, "createWritable", &[]).await?;
        let written = self.write_and_close(&stream, text, over).await;
        if written != Ok(true) {
            // Refused where the stream is broken already; either way the file stays as it was.
            let _ = call(&stream, "abort", &[]).await;
        }
        written
    }

    async fn pause(&self, ms: i32) {
        timer::sleep(ms).await;
    }
}

async fn call(object: &JsValue, name: &str, args: &[&JsValue]) -> Result<JsValue, Refused> {
    try_call(object, name, args).await.map_err(|error| refused(&error))
}

/// Calls a method by its name and waits for what it promises.
async fn try_call(object: &JsValue, name: &str, args: &[&JsValue]) -> Result<JsValue, JsValue> {
    let args: Array = args.iter().copied().cloned().collect();
    let answer = Reflect::apply(&method(object, name)?, object, &args)?;
    JsFuture::from(Promise::resolve(&answer)).await
}

fn method(object: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(object, &name.into())?.dyn_into()
}

fn name_of(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name())).unwrap_or_default()
}

fn refused(error: &JsValue) -> Refused {
    match name_of(error).as_str() {
        "NotFoundError" => Refused::Gone,
        "NoModificationAllowedError" | "NotReadableError" | "InvalidStateError" => Refused::Locked,
        "NotAllowedError" | "SecurityError" => Refused::Denied,
        "QuotaExceededError" => Refused::Full,
        name => {
            let said = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
            Refused::Other(format!("{name}: {}", said.unwrap_or_default()))
        }
    }
}
