//! The fingerprint of everything that `dist` reads, so that an unchanged app is not built again.

use crate::{Outcome, place, run};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// What the packed file is made from, relative to the top folder.
const INPUTS: &[&str] =
    &[".cargo", "Cargo.lock", "Cargo.toml", "Trunk.toml", "boot", "index.html", "src", "style", "xtask/src"];

/// The fingerprint of the inputs as they are now.
pub fn of_inputs() -> Outcome<String> {
    let root = place::root();
    let mut hash = Sha256::new();
    let compiler = run::read(run::program("rustc").arg("--version")).unwrap_or_default();
    hash.update(compiler);
    hash.update(std::env::var("RUSTFLAGS").unwrap_or_default());
    for input in INPUTS {
        for file in files(&root.join(input))? {
            let content = read(&file)?;
            let name = file.strip_prefix(&root).unwrap_or(&file);
            hash.update(name.to_string_lossy().as_bytes());
            hash.update((content.len() as u64).to_le_bytes());
            hash.update(content);
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Whether `output` is what the inputs with this fingerprint were last made into.
pub fn is_fresh(output: &Path, inputs: &str) -> bool {
    let (Ok(content), Ok(stamp)) = (fs::read(output), fs::read_to_string(stamp_file(output))) else {
        return false;
    };
    stamp == line(inputs, &content)
}

/// Notes that `output` was made from the inputs with this fingerprint.
pub fn note(output: &Path, inputs: &str) -> Outcome {
    let file = stamp_file(output);
    fs::write(&file, line(inputs, &read(output)?))
        .map_err(|why| format!("cannot write {}: {why}", file.display()))
}

fn line(inputs: &str, output: &[u8]) -> String {
    format!("{inputs} {}\n", hex(&Sha256::digest(output)))
}

fn stamp_file(output: &Path) -> PathBuf {
    output.with_file_name(".stamp")
}

/// All files under `path`, in a stable order; a path that is absent has none.
fn files(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let Ok(entries) = fs::read_dir(path) else {
        return Ok(Vec::new());
    };
    let mut children = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|why| format!("cannot list {}: {why}", path.display()))?;
    children.sort();
    let mut found = Vec::new();
    for child in children {
        found.extend(files(&child)?);
    }
    Ok(found)
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|why| format!("cannot read {}: {why}", file.display()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
