//! Pictures of every screen, made by `cargo xtask shots` into `shots/<size>/` and, printed,
//! into `shots/print/`. A new screen or state is one more line in [`STEPS`].

use crate::driver::{Browser, Options, packed_file};
use std::env;
use std::path::PathBuf;

/// One picture: how to get there from where the step before has ended.
struct Step {
    /// The file's name; a number is put before it.
    name: &'static str,
    go: fn(&Browser),
    /// Whether it is printed, too.
    print: bool,
}

const STEPS: &[Step] = &[
    Step {
        name: "start",
        go: |browser| {
            browser.open_file(&packed_file(), "");
            browser.by_role("heading", "評価帳");
        },
        print: true,
    },
    // The last one, since the app is gone after it.
    Step {
        name: "stopped",
        go: |browser| {
            let panic = "window.dispatchEvent(new CustomEvent('hyokacho-panic',
                           { detail: 'panicked at src/app.rs:1:1' }))";
            browser.exec(panic, &[]);
            browser.by_role("alertdialog", "申し訳ありません。評価帳が止まりました");
        },
        print: false,
    },
];

/// An office PC, a projector, a phone.
const SIZES: &[(u32, u32)] = &[(1366, 768), (1024, 768), (390, 844)];

#[test]
#[ignore = "makes pictures and checks nothing: run `cargo xtask shots`"]
fn every_screen() {
    let folder = env::var_os("HYOKACHO_SHOTS").map(PathBuf::from);
    let folder = folder.expect("HYOKACHO_SHOTS names a folder: run `cargo xtask shots`");
    for (width, height) in SIZES {
        let browser = Browser::chromium_with(&Options::sized(*width, *height));
        for (number, step) in STEPS.iter().enumerate() {
            (step.go)(&browser);
            let name = format!("{:02}-{}", number + 1, step.name);
            let size = folder.join(format!("{width}x{height}"));
            browser.screenshot(&size.join(format!("{name}.png")));
            // A phone shows little at a time, so there the whole page is kept as well.
            if *width < 500 {
                browser.screenshot_whole(&size.join(format!("{name}-whole.png")));
            }
            if step.print && (*width, *height) == SIZES[0] {
                browser.print_pdf(&folder.join("print").join(format!("{name}.pdf")));
            }
        }
    }
}
