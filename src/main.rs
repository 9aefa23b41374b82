//! 評価帳 in the browser: panic hook and mount, nothing else.
use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(|| view! { <main><h1>"評価帳"</h1></main> });
}
