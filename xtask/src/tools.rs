//! The tools of the build: which versions, where they are, and how a missing one is installed.
//!
//! A fitting version on PATH is used. Otherwise the tool is compiled once per user into
//! `<cache>/<tool>-<version>/`, shared by all clones, and never into `~/.cargo/bin`.

use crate::{Outcome, place, run, say, system};
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Which versions found on PATH will do.
enum Fits {
    Exactly,
    AtLeast(u32),
}

/// A program that comes from crates.io.
struct Tool {
    krate: &'static str,
    program: &'static str,
    version: String,
    /// Whether the crate builds with its own lock file.
    locked: bool,
    /// Whether C++ is compiled on the way.
    needs_cpp: bool,
    fits: Fits,
}

/// Trunk; 0.22 needs a newer compiler than the stable one that this project is built with.
pub fn trunk() -> Outcome<PathBuf> {
    find_or_install(&Tool {
        krate: "trunk",
        program: "trunk",
        version: "0.21.14".into(),
        locked: true,
        needs_cpp: false,
        fits: Fits::Exactly,
    })
}

/// wasm-bindgen's command line, which must be of the very version that the app is linked with.
pub fn wasm_bindgen() -> Outcome<PathBuf> {
    find_or_install(&Tool {
        krate: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: locked_version("wasm-bindgen")?,
        locked: false,
        needs_cpp: false,
        fits: Fits::Exactly,
    })
}

/// wasm-opt; versions before 116 produce modules that Chromium refuses (Debian 12 has 108).
pub fn wasm_opt() -> Outcome<PathBuf> {
    find_or_install(&Tool {
        krate: "wasm-opt",
        program: "wasm-opt",
        version: "0.116.1".into(),
        locked: true,
        needs_cpp: true,
        fits: Fits::AtLeast(116),
    })
}

/// The WebDriver of Firefox.
pub fn geckodriver() -> Outcome<PathBuf> {
    find_or_install(&Tool {
        krate: "geckodriver",
        program: "geckodriver",
        version: "0.37.1".into(),
        locked: true,
        needs_cpp: false,
        fits: Fits::Exactly,
    })
}

/// The compiler's wasm32 target.
pub fn wasm_target() -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libraries = run::read(run::program("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    say::step("rustup target add wasm32-unknown-unknown", || {
        run::run(run::program("rustup").args(["target", "add", TARGET]))
    })
}

/// rustfmt and clippy, which rustup's minimal profile leaves out.
pub fn components() -> Outcome {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if run::read(&mut run::cargo([probe, "--version"])).is_none() {
            say::step(&format!("rustup component add {component}"), || {
                run::run(run::program("rustup").args(["component", "add", component]))
            })?;
        }
    }
    Ok(())
}

fn find_or_install(tool: &Tool) -> Outcome<PathBuf> {
    if let Some(found) = place::on_path(tool.program).filter(|file| fits(tool, file)) {
        return Ok(found);
    }
    let folder = place::tools().join(format!("{}-{}", tool.krate, tool.version));
    let cached = folder.join("bin").join(format!("{}{}", tool.program, std::env::consts::EXE_SUFFIX));
    if fits(tool, &cached) {
        return Ok(cached);
    }
    let title = format!("install {} {} (once per user)", tool.krate, tool.version);
    say::step(&title, || install(tool, &folder))?;
    if fits(tool, &cached) {
        return Ok(cached);
    }
    Err(format!("{} was installed but is not version {}", cached.display(), tool.version))
}

fn install(tool: &Tool, folder: &Path) -> Outcome {
    if tool.needs_cpp {
        system::need_cpp_compiler()?;
    }
    fs::create_dir_all(folder).map_err(|why| format!("cannot make {}: {why}", folder.display()))?;
    let mut command = run::cargo_install(folder);
    command.arg(tool.krate).args(["--version", &tool.version]);
    command.arg("--root").arg(folder);
    // What an interrupted install left behind is replaced.
    command.arg("--force");
    if !std::io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    if tool.locked {
        command.arg("--locked");
    }
    run::run(&mut command)
}

fn fits(tool: &Tool, file: &Path) -> bool {
    if !file.is_file() {
        return false;
    }
    let Some(text) = run::read(run::program(file).arg("--version").env_remove("NO_COLOR")) else {
        return false;
    };
    version_fits(tool, &text)
}

/// Judges the output of `--version`, such as `trunk 0.21.14` or `wasm-opt version 116 (…)`.
fn version_fits(tool: &Tool, text: &str) -> bool {
    let mut words = text.split_whitespace();
    match tool.fits {
        Fits::Exactly => words.any(|word| word == tool.version),
        Fits::AtLeast(least) => {
            words.find_map(|word| word.parse::<u32>().ok()).is_some_and(|version| version >= least)
        }
    }
}

/// The version of a crate in Cargo.lock.
fn locked_version(krate: &str) -> Outcome<String> {
    let file = place::root().join("Cargo.lock");
    let text = fs::read_to_string(&file).map_err(|why| format!("cannot read {}: {why}", file.display()))?;
    version_in_lock(&text, krate).ok_or_else(|| format!("Cargo.lock does not name {krate}"))
}

fn version_in_lock(lock: &str, krate: &str) -> Option<String> {
    let name = format!("name = \"{krate}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != name);
    lines.next()?;
    let version = lines.next()?.trim().strip_prefix("version = ")?;
    Some(version.trim_matches('"').to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tool(version: &str, fits: Fits) -> Tool {
        Tool { krate: "x", program: "x", version: version.into(), locked: true, needs_cpp: false, fits }
    }

    #[test]
    fn a_tool_on_path_is_used_only_when_its_version_fits() {
        let exact = tool("0.21.14", Fits::Exactly);
        assert!(version_fits(&exact, "trunk 0.21.14\n"));
        assert!(!version_fits(&exact, "trunk 0.21.1\n"));
        let least = tool("0.116.1", Fits::AtLeast(116));
        assert!(version_fits(&least, "wasm-opt version 116 (version_116)\n"));
        assert!(version_fits(&least, "wasm-opt version 132\n"));
        assert!(!version_fits(&least, "wasm-opt version 108\n"));
    }

    #[test]
    fn the_version_comes_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "absent"), None);
    }
}
