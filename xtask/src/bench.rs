//! `cargo xtask bench`: the app beside a hand-written page that does the same job.

use crate::browsers::Browsers;
use crate::{Outcome, dist, run, test};

/// Builds the app and measures it; the table it prints is the one in the README. Where a part is
/// named (`start`, `files`, `keys`, `memory`, `meeting`, `mail`, `paper`), only that is measured.
pub fn bench(part: Option<&str>) -> Outcome {
    let browsers = Browsers::ready()?;
    let packed = dist::dist()?;
    let mut command = run::cargo(["test", "--package", "hyokacho", "--no-default-features"]);
    command.args(["--features", "schema", "--test", "bench", "--"]).args(part);
    test::browser_env(&mut command, &browsers, &packed, None);
    run::run(&mut command)
}
