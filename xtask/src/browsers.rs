//! The browsers and their WebDrivers that the tests run in.

use crate::system::{self, Need};
use crate::{Outcome, place, run, tools};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the browser tests need, all of it present.
pub struct Browsers {
    chromium: Option<PathBuf>,
    chromedriver: PathBuf,
    firefox: PathBuf,
    geckodriver: PathBuf,
}

const CHROMIUM: Need = Need {
    what: "Chromium or Google Chrome",
    debian: &["chromium"],
    ubuntu: &["chromium-browser"],
    elsewhere: "install it (macOS: brew install --cask google-chrome; Windows: winget install \
                Google.Chrome; Ubuntu: Google's .deb, since its own package is a snap that does not \
                run everywhere), or name its program in HYOKACHO_CHROMIUM",
};
const CHROMEDRIVER: Need = Need {
    what: "ChromeDriver of the same version as the browser",
    debian: &["chromium-driver"],
    ubuntu: &["chromium-chromedriver"],
    elsewhere: "put chromedriver on PATH (macOS: brew install --cask chromedriver; Windows: winget \
                install Chromium.ChromeDriver), or name it in HYOKACHO_CHROMEDRIVER",
};
const FIREFOX: Need = Need {
    what: "Firefox",
    debian: &["firefox-esr"],
    ubuntu: &["firefox"],
    elsewhere: "install it (macOS: brew install --cask firefox; Windows: winget install \
                Mozilla.Firefox), or name its program in HYOKACHO_FIREFOX",
};
const JAPANESE_FONT: Need = Need {
    what: "a Japanese font",
    debian: &["fonts-noto-cjk"],
    ubuntu: &["fonts-noto-cjk"],
    elsewhere: "install Noto Sans CJK",
};

const PDFTOTEXT: Need = Need {
    what: "pdftotext of poppler, which reads printed pages back",
    debian: &["poppler-utils"],
    ubuntu: &["poppler-utils"],
    elsewhere: "install poppler (macOS: brew install poppler)",
};

impl Browsers {
    /// Finds the browsers and drivers, and installs what is missing.
    pub fn ready() -> Outcome<Self> {
        let missing: Vec<&Need> = [
            (chromium().is_none() && !chrome_finds_itself(), &CHROMIUM),
            (chromedriver().is_none(), &CHROMEDRIVER),
            (firefox().is_none(), &FIREFOX),
            (japanese_font_is_missing(), &JAPANESE_FONT),
            (cfg!(unix) && place::on_path("pdftotext").is_none(), &PDFTOTEXT),
        ]
        .into_iter()
        .filter_map(|(missing, need)| missing.then_some(need))
        .collect();
        system::install(&missing)?;
        let chromium = match chromium() {
            None if !chrome_finds_itself() => return Err(not_found(&CHROMIUM)),
            found => found,
        };
        Ok(Self {
            chromium,
            chromedriver: found(chromedriver(), &CHROMEDRIVER)?,
            firefox: found(firefox(), &FIREFOX)?,
            geckodriver: match named_by("HYOKACHO_GECKODRIVER") {
                Some(file) => file,
                None => tools::geckodriver()?,
            },
        })
    }

    /// Tells the tests where the browsers and drivers are.
    pub fn pass_to(&self, command: &mut Command) {
        command
            .env("HYOKACHO_CHROMEDRIVER", &self.chromedriver)
            .env("HYOKACHO_FIREFOX", &self.firefox)
            .env("HYOKACHO_GECKODRIVER", &self.geckodriver)
            .env("CHROMEDRIVER", &self.chromedriver);
        if let Some(chromium) = &self.chromium {
            command.env("HYOKACHO_CHROMIUM", chromium);
        }
    }
}

fn chromium() -> Option<PathBuf> {
    named_by("HYOKACHO_CHROMIUM").or_else(|| {
        first_that_runs(&["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"])
    })
}

fn chromedriver() -> Option<PathBuf> {
    named_by("HYOKACHO_CHROMEDRIVER").or_else(|| first_that_runs(&["chromedriver"]))
}

fn firefox() -> Option<PathBuf> {
    let elsewhere: &[&str] = if cfg!(target_os = "macos") {
        &["/Applications/Firefox.app/Contents/MacOS/firefox"]
    } else if cfg!(windows) {
        &["C:\\Program Files\\Mozilla Firefox\\firefox.exe"]
    } else {
        &[]
    };
    named_by("HYOKACHO_FIREFOX")
        .or_else(|| first_that_runs(&["firefox-esr", "firefox"]))
        .or_else(|| elsewhere.iter().map(PathBuf::from).find(|file| file.is_file()))
}

/// On Windows and macOS ChromeDriver knows the usual place of Chrome, which is not on PATH.
fn chrome_finds_itself() -> bool {
    cfg!(windows) || cfg!(target_os = "macos")
}

/// The first program on PATH that answers to `--version`; Ubuntu's stand-ins for snaps do not.
fn first_that_runs(names: &[&str]) -> Option<PathBuf> {
    names
        .iter()
        .filter_map(|name| place::on_path(name))
        .find(|file| run::read(run::program(file).arg("--version")).is_some())
}

fn japanese_font_is_missing() -> bool {
    if !cfg!(target_os = "linux") {
        return false;
    }
    if place::on_path("fc-list").is_none() {
        return !Path::new("/usr/share/fonts/opentype/noto").is_dir();
    }
    run::read(run::program("fc-list").arg(":lang=ja")).is_none_or(|list| list.trim().is_empty())
}

fn named_by(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file())
}

fn found(file: Option<PathBuf>, need: &Need) -> Outcome<PathBuf> {
    file.ok_or_else(|| not_found(need))
}

fn not_found(need: &Need) -> String {
    format!("{} was not found, or does not run: {}", need.what, need.elsewhere)
}
