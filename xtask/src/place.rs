//! Where things are: the repository, its outputs, and the user's cache of tools.

use std::env;
use std::path::{Path, PathBuf};

/// The top folder of the repository.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// The one file that is handed out.
pub fn packed_file() -> PathBuf {
    root().join("dist").join("hyokacho.html")
}

/// The folder that holds the tools of this and every other clone.
pub fn tools() -> PathBuf {
    if let Some(folder) = folder_from("HYOKACHO_TOOLS") {
        return folder;
    }
    let cache = if cfg!(windows) {
        folder_from("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library").join("Caches"))
    } else {
        folder_from("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    };
    cache.unwrap_or_else(|| root().join("target").join("cache")).join("hyokacho").join("tools")
}

/// The path of `program` found on PATH, if any.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{program}{ending}"))))
        .find(|file| file.is_file())
}

/// The folder named by an environment variable; empty counts as unset.
fn folder_from(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn home() -> Option<PathBuf> {
    env::home_dir()
}
