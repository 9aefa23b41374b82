//! Starting other programs, with an environment that does not leak from the outer `cargo run`.

use crate::{Outcome, place};
use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// Variables that `cargo run` sets for this process and that an inner cargo must not inherit.
const SET_BY_CARGO_RUN: &[&str] = &[
    "CARGO_MANIFEST_",
    "CARGO_PKG_",
    "CARGO_BIN_",
    "CARGO_CRATE_NAME",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_TARGET_TMPDIR",
    "OUT_DIR",
];

/// Variables of the person's own that would change how a tool is compiled or where it lands.
const WOULD_BEND_AN_INSTALL: &[&str] = &[
    "CARGO_BUILD_",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_INCREMENTAL",
    "CARGO_INSTALL_",
    "CARGO_PROFILE_",
    "CARGO_TARGET_",
    "RUSTFLAGS",
];

/// A program to be run in the top folder of the repository.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(place::root()).stdin(Stdio::null());
    without(&mut command, SET_BY_CARGO_RUN);
    command
}

/// The cargo that runs this xtask, started in the top folder as a person would.
pub fn cargo<A: AsRef<OsStr>>(words: impl IntoIterator<Item = A>) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = program(cargo);
    command.args(words);
    command
}

/// A `cargo install` that neither the repository's nor the person's build settings can bend.
pub fn cargo_install(folder: &Path) -> Command {
    let mut command = cargo(["install"]);
    without(&mut command, WOULD_BEND_AN_INSTALL);
    // Outside the repository, so that its .cargo/config.toml is not read.
    command.current_dir(folder);
    command
}

/// Puts `folders` in front of PATH for this command.
pub fn prefer<'a>(command: &mut Command, folders: impl IntoIterator<Item = &'a Path>) -> Outcome {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.into_iter().map(Path::to_path_buf).chain(env::split_paths(&path));
    let joined = env::join_paths(all).map_err(|why| format!("cannot extend PATH: {why}"))?;
    command.env("PATH", joined);
    Ok(())
}

/// Runs to the end with the output shown; an exit code other than zero is an error.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|why| format!("cannot start {}: {why}", shown(command)))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{} ended with {status}", shown(command)))
}

/// Runs to the end and returns what it printed to standard output, or nothing if it failed.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn without(command: &mut Command, beginnings: &[&str]) {
    for (name, _) in env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if beginnings.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
