//! Files out and in, paste and drop.

use crate::page::js;
use hyokacho::edge::files::{self, FileError};
use hyokacho::edge::paste;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{ClipboardEvent, DragEvent, File, HtmlInputElement};

fn file(bytes: &[u8]) -> File {
    File::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes).into()), "評価帳.json").unwrap()
}

async fn wait(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.unchecked_into::<Promise>()).await
}

#[test]
async fn a_chosen_file_comes_in_whatever_its_encoding() {
    let utf_16: Vec<u8> =
        [0xfeff].into_iter().chain("評価①".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let shift_jis = [0x95, 0x5d, 0x89, 0xbf, 0x87, 0x40];
    for bytes in ["評価①".as_bytes(), "\u{feff}評価①".as_bytes(), &utf_16, &shift_jis] {
        assert_eq!(files::read_bytes(&file(bytes)).await.unwrap(), bytes);
        assert_eq!(files::read_text(&file(bytes)).await.unwrap(), "評価①");
    }
}

#[test]
async fn a_file_that_is_no_text_is_an_error() {
    let bytes = [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0xfe, 0x80, 0xa0, 0x00];
    assert!(matches!(files::read_text(&file(&bytes)).await, Err(FileError::NotText(_))));
}

#[test]
async fn a_file_that_is_gone_is_an_error_in_the_browsers_words() {
    let file = file(b"x");
    js("a.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'))", &[&file]);
    match files::read_bytes(&file).await {
        Err(FileError::Unreadable(words)) => assert_eq!(words, "NotFoundError: gone"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn shift_jis_is_read_as_windows_writes_it() {
    let check = |bytes: &[u8], text| assert_eq!(files::shift_jis(bytes).as_deref(), text);
    check(&[0x95, 0x5d, 0x89, 0xbf], Some("評価"));
    check(&[0xfb, 0xfc, 0xb1, 0x41, 0x0d, 0x0a], Some("髙ｱA\r\n"));
    check(&[0x87, 0x54, 0x81, 0x60], Some("Ⅰ～"));
    check(&[0x95], None);
    check(&[0x95, 0x5d, 0xff], None);
    check(b"", Some(""));
}

#[test]
async fn a_download_carries_the_text_its_name_and_its_type() {
    let clicked = js(
        "const kept = {}, own = HTMLAnchorElement.prototype;
         own.click = function () { kept.href = this.href; kept.name = this.download; delete own.click; };
         return kept",
        &[],
    );
    // Deleting the test's own `click` from the prototype brings HTMLElement's back.
    let text = "{\n  \"計画\": \"髙﨑 𠮷\"\n}\n";
    files::download("評価帳 2019.json", text, files::JSON).unwrap();
    let answer = wait(js("return fetch(a.href).then((r) => r.blob())", &[&clicked])).await.unwrap();
    let field = |object: &JsValue, name: &str| js("return a[b]", &[object, &name.into()]).as_string();
    assert_eq!(field(&clicked, "name").unwrap(), "評価帳 2019.json");
    assert_eq!(field(&answer, "type").unwrap(), "application/json");
    assert_eq!(wait(js("return a.text()", &[&answer])).await.unwrap().as_string().unwrap(), text);
}

#[test]
fn a_refused_download_is_reported() {
    js("window.kept = URL.createObjectURL; URL.createObjectURL = () => { throw new Error('no') }", &[]);
    let outcome = files::download("a.json", "{}", files::JSON);
    js("URL.createObjectURL = window.kept; delete window.kept", &[]);
    assert!(matches!(outcome, Err(FileError::NotSaved(words)) if words == "Error: no"));
}

#[test]
fn chosen_files_are_taken_out_of_the_input() {
    let input: HtmlInputElement = js(
        "const input = document.createElement('input'); input.type = 'file'; input.multiple = true;
         const data = new DataTransfer(); data.items.add(a); data.items.add(b); input.files = data.files;
         return input",
        &[&file(b"1"), &file(b"2")],
    )
    .unchecked_into();
    assert_eq!(files::chosen(&input).len(), 2);
    assert_eq!(files::chosen(&input).len(), 0);
}

#[test]
fn pasted_and_dropped_texts_and_files_are_taken() {
    let data = js(
        "const data = new DataTransfer(); data.setData('text/plain', a); return data",
        &[&"--- 評価帳 ---\n".into()],
    );
    let paste: ClipboardEvent =
        js("return new ClipboardEvent('paste', { clipboardData: a })", &[&data]).unchecked_into();
    assert_eq!(paste::pasted_text(&paste).as_deref(), Some("--- 評価帳 ---\n"));
    let drop = |data: &JsValue| -> DragEvent {
        js("return new DragEvent('drop', { dataTransfer: a })", &[data]).unchecked_into()
    };
    assert_eq!(paste::dropped_text(&drop(&data)).as_deref(), Some("--- 評価帳 ---\n"));
    assert_eq!(paste::dropped_files(&drop(&data)).len(), 0);
    let data =
        js("const data = new DataTransfer(); data.items.add(a); return data", &[&file("評価".as_bytes())]);
    let files = paste::dropped_files(&drop(&data));
    assert_eq!(files.iter().map(File::name).collect::<Vec<_>>(), ["評価帳.json"]);
    assert_eq!(paste::dropped_text(&drop(&data)), None);
    assert_eq!(paste::dropped_text(&drop(&JsValue::NULL)), None);
}
