//! Where things are on this machine, as `cargo xtask test` tells it.

use std::env;
use std::path::PathBuf;

/// The packed file under test.
///
/// # Panics
/// Where `HYOKACHO_FILE` is not set: the tests are started by `cargo xtask test`.
pub fn packed_file() -> PathBuf {
    required("HYOKACHO_FILE")
}

/// A path that the tests cannot do without.
pub fn required(variable: &str) -> PathBuf {
    optional(variable).unwrap_or_else(|| {
        panic!("{variable} is not set: run these tests with `cargo xtask test`, which sets it")
    })
}

/// A path that may be absent; empty counts as absent.
pub fn optional(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Whether this process runs as root, where Chromium needs `--no-sandbox`.
pub fn is_root() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata("/proc/self").is_ok_and(|entry| entry.uid() == 0)
    }
    #[cfg(not(unix))]
    false
}
