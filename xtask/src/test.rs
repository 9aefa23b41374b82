//! `cargo xtask test`: every check, in order, up to the first that fails.

use crate::browsers::Browsers;
use crate::say::Summary;
use crate::{Outcome, axe, dist, run, tools};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The pure core: no browser, with the derives that the schema test needs.
const CORE: &[&str] = &["--package", "hyokacho", "--no-default-features", "--features", "schema"];
/// The app in the browser.
const WEB: &[&str] = &["--package", "hyokacho", "--target", "wasm32-unknown-unknown", "--features", "ui"];
const DENY: &[&str] = &["--", "-D", "warnings"];

/// Runs all checks and prints a summary, whatever the outcome; its last line is the count.
pub fn test() -> ExitCode {
    let mut summary = Summary::default();
    let outcome = all(&mut summary);
    if let Err(sentence) = &outcome {
        println!("\nstopped: {sentence}");
    }
    summary.print();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn all(summary: &mut Summary) -> Outcome {
    let browsers = summary.step("tools and browsers", || {
        tools::components()?;
        tools::wasm_target()?;
        tools::trunk()?;
        tools::wasm_bindgen()?;
        tools::wasm_opt()?;
        Browsers::ready()
    })?;
    checks(summary)?;
    summary.step("web tests (wasm-bindgen-test in Chromium)", || web(&browsers))?;
    let packed = summary.step("dist", dist::dist)?;
    let axe = axe::axe();
    if let Err(why) = &axe {
        summary.remark(&format!("the axe check was skipped: {why}"));
    }
    summary.step("browser tests (WebDriver on the packed file)", || {
        let mut command = cargo("test", CORE, &["--test", "browser", "--", "--test-threads=2"]);
        browser_env(&mut command, &browsers, &packed, axe.ok());
        run::run(&mut command)
    })
}

/// The checks that need no browser.
fn checks(summary: &mut Summary) -> Outcome {
    summary.step("format (cargo fmt --all --check)", || {
        run::run(&mut run::cargo(["fmt", "--all", "--check"]))
    })?;
    summary.step("lints of the core", || run::run(cargo("clippy", CORE, &["--all-targets"]).args(DENY)))?;
    summary.step("lints of the app", || {
        let targets = ["--lib", "--bins", "--test", "web"];
        run::run(cargo("clippy", WEB, &targets).args(DENY))
    })?;
    summary.step("lints of xtask", || {
        let words = ["--package", "xtask", "--all-targets"];
        run::run(&mut cargo("clippy", &words, DENY))
    })?;
    summary.step("native tests of xtask", || run::run(&mut cargo("test", &["--package", "xtask"], &[])))?;
    summary.step("native tests of the core", || {
        run::run(&mut cargo("test", CORE, &["--lib", "--test", "native"]))
    })
}

fn web(browsers: &Browsers) -> Outcome {
    let wasm_bindgen = tools::wasm_bindgen()?;
    let runner =
        wasm_bindgen.with_file_name(format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX));
    let mut command = cargo("test", WEB, &["--test", "web"]);
    browsers.pass_to(&mut command);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    run::run(&mut command)
}

/// Tells the browser tests where everything is.
pub fn browser_env(command: &mut Command, browsers: &Browsers, packed: &Path, axe: Option<PathBuf>) {
    browsers.pass_to(command);
    command.env("HYOKACHO_FILE", packed);
    if let Some(axe) = axe {
        command.env("HYOKACHO_AXE", axe);
    }
}

fn cargo(word: &str, package: &[&str], more: &[&str]) -> Command {
    run::cargo(std::iter::once(word).chain(package.iter().copied()).chain(more.iter().copied()))
}
