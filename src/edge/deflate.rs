//! Deflating and inflating, by the browser and in pieces, so that the page does not stand still.

use super::key_value::Refusal;
use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// The format: with a sum at the end that tells damage.
const FORMAT: &str = "deflate";

/// Deflates a text; in real sheets four to six times smaller.
pub async fn deflate(text: &[u8]) -> Result<Vec<u8>, Refusal> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(text)));
    through(blob, "CompressionStream").await.map_err(|error| Refusal::Other(format!("{error:?}")))
}

/// Inflates what [`deflate`] made; [`Refusal::Damaged`] where it is cut or altered.
pub async fn inflate(bytes: &[u8]) -> Result<String, Refusal> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)));
    let inflated = through(blob, "DecompressionStream").await.map_err(|_| Refusal::Damaged)?;
    String::from_utf8(inflated).map_err(|_| Refusal::Damaged)
}

/// Sends bytes through one of the browser's transforming streams.
async fn through(blob: Result<Blob, JsValue>, transform: &str) -> Result<Vec<u8>, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &transform.into())?.dyn_into()?;
    // The transform is itself the pair of a writable and a readable end that is asked for.
    let pair = Reflect::construct(&class, &Array::of1(&FORMAT.into()))?;
    let stream = blob?.stream().pipe_through(pair.unchecked_ref());
    let response = Response::new_with_opt_readable_stream(Some(&stream))?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec())
}
