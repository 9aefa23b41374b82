//! The real IndexedDB: round trip, prefixes, refusals, and a database that goes away.

use crate::page::js;
use hyokacho::edge::deflate::{deflate, inflate};
use hyokacho::edge::key_value::Refusal;
use hyokacho::edge::vault::{Batch, Idb, Vault};
use wasm_bindgen_test::wasm_bindgen_test as test;

fn put(entries: &[(&str, &[u8])]) -> Batch {
    let put = entries.iter().map(|(key, bytes)| (key.to_string(), bytes.to_vec())).collect();
    Batch { put, remove: Vec::new() }
}

#[test]
async fn bytes_come_back_by_their_prefix_and_in_order() {
    let vault = Idb::open().await.unwrap();
    vault.write(put(&[("t/b/2", b"two"), ("t/b/1", b""), ("t/a/9", &[0, 255]), ("t2", b"x")])).await.unwrap();
    assert_eq!(vault.keys("t/").await.unwrap(), ["t/a/9", "t/b/1", "t/b/2"]);
    let entries = vault.entries("t/b/").await.unwrap();
    assert_eq!(entries, [("t/b/1".to_string(), vec![]), ("t/b/2".to_string(), b"two".to_vec())]);
    let remove = vec!["t/b/1".into(), "t/none".into(), "t2".into()];
    vault.write(Batch { remove, ..put(&[("t/b/2", b"new")]) }).await.unwrap();
    let again = Idb::open().await.unwrap();
    assert_eq!(again.entries("t/b/").await.unwrap(), [("t/b/2".to_string(), b"new".to_vec())]);
    let remove = again.keys("t").await.unwrap();
    again.write(Batch { put: vec![], remove }).await.unwrap();
    assert_eq!(vault.keys("t").await.unwrap(), Vec::<String>::new());
}

#[test]
async fn a_value_of_the_browsers_own_comes_back() {
    let vault = Idb::open().await.unwrap();
    let value = js("return new Map([['名前', new Date(0)]])", &[]);
    vault.keep_value("v/map", &value).await.unwrap();
    let back = vault.value("v/map").await.unwrap().unwrap();
    assert_eq!(js("return a.get('名前').getTime()", &[&back]).as_f64(), Some(0.0));
    assert_eq!(vault.value("v/none").await.unwrap(), None);
    assert!(vault.keep_value("v/function", &js("return () => 1", &[])).await.is_err());
    vault.write(Batch { put: vec![], remove: vec!["v/map".into()] }).await.unwrap();
}

#[test]
async fn a_connection_that_the_browser_closed_is_opened_anew() {
    js(
        "window.kept = IDBFactory.prototype.open;
         IDBFactory.prototype.open = function (...args) {
           const request = window.kept.apply(this, args);
           request.addEventListener('success', () => { window.connection = request.result });
           return request;
         }",
        &[],
    );
    let vault = Idb::open().await.unwrap();
    js("IDBFactory.prototype.open = window.kept; delete window.kept", &[]);
    vault.write(put(&[("d/1", b"before")])).await.unwrap();
    // As the browser does when site data are cleared.
    js("window.connection.close(); delete window.connection", &[]);
    assert_eq!(vault.keys("d/").await.unwrap(), ["d/1"]);
    vault.write(Batch { put: vec![], remove: vec!["d/1".into()] }).await.unwrap();
}

#[test]
async fn a_browser_without_a_database_is_no_panic() {
    let with = async |getter: &str| {
        let change = format!(
            "window.kept = Object.getOwnPropertyDescriptor(window, 'indexedDB')
               || Object.getOwnPropertyDescriptor(Window.prototype, 'indexedDB');
             Object.defineProperty(window, 'indexedDB', {{ get() {{ {getter} }}, configurable: true }})"
        );
        js(&change, &[]);
        let outcome = Idb::open().await.err();
        js("Object.defineProperty(window, 'indexedDB', window.kept); delete window.kept", &[]);
        outcome
    };
    assert_eq!(with("throw new DOMException('x', 'SecurityError')").await, Some(Refusal::Denied));
    assert!(matches!(with("return null").await, Some(Refusal::Other(_))));
    assert!(matches!(with("return undefined").await, Some(Refusal::Other(_))));
    let refused = "const open = { addEventListener() {}, readyState: 'pending' };
                   return { open() { throw new DOMException('x', 'InvalidStateError') } }";
    assert!(with(refused).await.is_some());
    assert!(Idb::open().await.is_ok());
}

#[test]
async fn texts_are_deflated_and_damage_is_told() {
    let text = "地域福祉の推進に取り組んだ。髙﨑𠮷\u{e000}".repeat(500);
    let bytes = deflate(text.as_bytes()).await.unwrap();
    assert!(bytes.len() * 10 < text.len());
    assert_eq!(inflate(&bytes).await.unwrap(), text);
    assert_eq!(inflate(&deflate(b"").await.unwrap()).await.unwrap(), "");
    let mut altered = bytes.clone();
    altered[20] ^= 1;
    for damaged in [&bytes[..bytes.len() - 3], &altered, b"", b"plain text"] {
        assert_eq!(inflate(damaged).await, Err(Refusal::Damaged));
    }
    js("window.kept = CompressionStream; delete window.CompressionStream", &[]);
    let missing = deflate(b"x").await;
    js("window.CompressionStream = window.kept; delete window.kept", &[]);
    assert!(matches!(missing, Err(Refusal::Other(_))));
}
