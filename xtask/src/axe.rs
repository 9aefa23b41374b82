//! axe-core, the accessibility checker that the browser tests inject; it comes from npm.

use crate::system::{self, Need};
use crate::{Outcome, place, run, say};
use std::fs;
use std::path::PathBuf;

const VERSION: &str = "4.14.1";

const NPM: Need = Need {
    what: "npm (for axe-core)",
    debian: &["nodejs", "npm"],
    ubuntu: &["nodejs", "npm"],
    elsewhere: "install Node.js",
};

/// The path of `axe.min.js`, fetched into the cache the first time.
pub fn axe() -> Outcome<PathBuf> {
    let folder = place::tools().join(format!("axe-core-{VERSION}"));
    let script = folder.join("node_modules").join("axe-core").join("axe.min.js");
    if script.is_file() {
        return Ok(script);
    }
    if place::on_path("npm").is_none() {
        system::install(&[&NPM])?;
    }
    let npm = place::on_path("npm").ok_or("npm was not found after it was installed")?;
    say::step(&format!("npm install axe-core {VERSION} (once per user)"), || {
        fs::create_dir_all(&folder).map_err(|why| format!("cannot make {}: {why}", folder.display()))?;
        let mut command = run::program(npm);
        command.args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]);
        command.arg(&folder);
        run::run(command.arg(format!("axe-core@{VERSION}")))
    })?;
    if script.is_file() {
        return Ok(script);
    }
    Err(format!("{} is missing after npm install", script.display()))
}
