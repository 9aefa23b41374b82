//! 評価帳 in the browser: panic hook and mount, nothing else.

fn main() {
    hyokacho::edge::panic::hook();
    leptos::mount::mount_to_body(hyokacho::app::Root);
}
