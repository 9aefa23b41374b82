//! Opening the packed file with a sample plan in the person's own browser.

use crate::{Outcome, dist, place, run, say};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The part of the address that opens the sample plan.
const SAMPLE: &str = "#/sample";

/// Builds if needed, then opens the app.
pub fn open() -> Outcome {
    let packed = dist::dist()?;
    let door = door()?;
    match opener(&door) {
        Some(mut command) => {
            say::note(&format!("opening {}{SAMPLE}", packed.display()));
            if !starts(&mut command) {
                tell(&packed);
            }
        }
        None => tell(&packed),
    }
    Ok(())
}

fn tell(packed: &Path) {
    println!("No browser could be started from here. Open this file in one:");
    println!("  {}{SAMPLE}", packed.display());
}

/// Starts the opener and gives it a moment to fail; some stay as long as their browser is open.
fn starts(command: &mut Command) -> bool {
    const MOMENT: Duration = Duration::from_secs(3);
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut opener) = quiet.spawn() else { return false };
    let start = Instant::now();
    while start.elapsed() < MOMENT {
        match opener.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(_) => return false,
        }
    }
    true
}

/// Writes the small page that leads to the sample: openers drop the `#…` of a file's address.
fn door() -> Outcome<PathBuf> {
    let folder = place::root().join("target");
    let door = folder.join("open.html");
    let page = format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>評価帳</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url=../dist/hyokacho.html{SAMPLE}\">\n"
    );
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&door, page))
        .map_err(|why| format!("cannot write {}: {why}", door.display()))?;
    Ok(door)
}

/// The system's way of opening a file, or nothing where there is none or no display.
fn opener(file: &Path) -> Option<Command> {
    let mut command = if cfg!(windows) {
        let mut command = run::program("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        run::program("open")
    } else {
        let display = ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
        run::program(display.then(|| place::on_path("xdg-open")).flatten()?)
    };
    command.arg(file);
    Some(command)
}
