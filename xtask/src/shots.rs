//! `cargo xtask shots`: pictures of every screen, made by the browser tests' own steps.

use crate::browsers::Browsers;
use crate::{Outcome, dist, place, run, say, test};
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the pictures anew in `shots/`.
pub fn shots() -> Outcome {
    let browsers = Browsers::ready()?;
    let packed = dist::dist()?;
    let folder = place::root().join("shots");
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|why| format!("cannot empty {}: {why}", folder.display()))?;
    }
    say::step("walk the screens", || {
        let mut command = run::cargo(["test", "--package", "hyokacho", "--no-default-features"]);
        command.args(["--features", "schema", "--test", "browser", "--"]);
        command.args(["--ignored", "--exact", "shots::every_screen", "--nocapture"]);
        test::browser_env(&mut command, &browsers, &packed, None);
        run::run(command.env("HYOKACHO_SHOTS", &folder))
    })?;
    say::step("printed pages to pictures", || pages(&folder.join("print")))?;
    say::note(&format!("pictures are in {}", folder.display()));
    Ok(())
}

/// Turns each printed PDF into one PNG per page, where poppler's `pdftoppm` is there.
fn pages(folder: &Path) -> Outcome {
    let Some(pdftoppm) = place::on_path("pdftoppm") else {
        say::note("pdftoppm is not installed (poppler-utils), so the PDFs stay as they are");
        return Ok(());
    };
    for pdf in pdfs(folder) {
        let mut command = run::program(&pdftoppm);
        command.args(["-r", "80", "-png"]).arg(&pdf).arg(pdf.with_extension(""));
        run::run(&mut command)?;
    }
    Ok(())
}

fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut pdfs: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    pdfs.sort();
    pdfs
}
