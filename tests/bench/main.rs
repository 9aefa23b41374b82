//! The benchmark: the packed app beside a hand-written plain page that does the same job.
//!
//! Run by `cargo xtask bench`. Both pages are opened from file:// in a headless Chromium of their
//! own and take turns, so that whatever else the machine does weighs on both. It prints a table, of
//! one part only where one is named: `start`, `files`, `keys`, `memory`, `meeting`, `mail`,
//! `paper`.

#[path = "../browser/driver/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests of the packed file use the rest of it")]
mod driver;
mod mail;
mod meeting;
mod memory;
mod page;
mod paper;
mod plan;
mod report;

use driver::Folder;
use hyokacho::model::workbook::Workbook;
use page::{Kind, Page};
use plan::Size;
use report::{Bar, Line, Samples};
use std::path::{Path, PathBuf};
use std::{env, fs};

const SMALL: Size = Size { items: 110, years: 1 };
const USUAL: Size = Size { items: 500, years: 5 };
const LARGE: Size = Size { items: 5000, years: 5 };
/// The sheet with the most rows, on which keys are measured.
const LONGEST_SHEET: &str = "施策3-1";
/// How often each page is loaded or given a file, beside the first time, which is not counted.
const ROUNDS: usize = 5;
/// How many keys are measured.
const KEYS: usize = 44;

fn main() {
    let Some(app) = env::var_os("HYOKACHO_FILE").map(PathBuf::from) else {
        println!("this is the benchmark: run it with `cargo xtask bench`");
        return;
    };
    let plain = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/plain.html");
    let files = [(Kind::App, app), (Kind::Plain, plain)];
    let folder = Folder::new("bench-plans");
    let mut bench =
        Bench { lines: Vec::new(), pages: files.each_ref().map(|(kind, file)| Page::start(*kind, file)) };
    let machine = machine(&bench.pages[0].version());
    let only = env::args().nth(1);
    let asked = |part: &str| only.as_deref().is_none_or(|only| only == part);
    if asked("start") {
        for size in [SMALL, USUAL] {
            let plan = write(&folder, size);
            bench.start_up(size, &plan);
        }
    }
    if asked("meeting") {
        bench.meeting(&files[0].1);
    }
    if only.as_deref() == Some("meeting") {
        return report::print(&bench.lines, &machine);
    }
    if asked("mail") {
        bench.mail(&files[0].1);
    }
    if only.as_deref() == Some("mail") {
        return report::print(&bench.lines, &machine);
    }
    if asked("paper") {
        for (size, bar) in [(SMALL, 1000.0), (LARGE, 10_000.0)] {
            let plan = write(&folder, size);
            bench.paper(&files[0].1, &plan, size, bar);
        }
    }
    if only.as_deref() == Some("paper") {
        return report::print(&bench.lines, &machine);
    }
    let plan = write(&folder, LARGE);
    if asked("files") {
        bench.files(&plan);
    }
    if asked("start") || asked("keys") {
        bench.start_up(LARGE, &plan);
    }
    if asked("keys") {
        bench.keys();
    }
    if asked("memory") {
        bench.memory(&files, &plan);
    }
    bench.bytes(&files);
    report::print(&bench.lines, &machine);
}

/// Measures one way into a plan.
type Way = fn(&Path, Workbook) -> mail::Took;

struct Bench {
    lines: Vec<Line>,
    /// The app, and the plain page.
    pages: [Page; 2],
}

impl Bench {
    /// Loads each page with a plan in its storage.
    fn start_up(&mut self, size: Size, plan: &Path) {
        say(&format!("start with {} stored", label(size)));
        let mut samples = [Samples::default(), Samples::default()];
        for (page, samples) in self.pages.iter().zip(&mut samples) {
            page.open_empty();
            page.open(plan);
            if !page.is_kept() {
                say(&format!("{:?} could not store it", page.kind));
                continue;
            }
            page.navigate();
            for _ in 0..ROUNDS {
                samples.push(page.navigate());
            }
        }
        let bar = if size == USUAL { Bar::Ratio(1.5) } else { Bar::None };
        self.line(&format!("navigation to usable, {} stored", label(size)), "ms", samples, bar);
    }

    /// Opens and saves the largest plan.
    fn files(&mut self, plan: &Path) {
        say("open and save files");
        let mut opened = [Samples::default(), Samples::default()];
        let mut opening = opened.clone();
        let mut saved = opened.clone();
        let mut saving = opened.clone();
        let (mut parse, mut stringify) = (Samples::default(), Samples::default());
        for round in 0..=ROUNDS {
            for (at, page) in self.pages.iter().enumerate() {
                page.open_empty();
                let took = page.open(plan);
                let longest = page.longest(0.0);
                let since = page.now();
                let save = page.save();
                let longest_save = page.longest(since);
                if round == 0 {
                    continue;
                }
                opened[at].push(took);
                opening[at].push(longest);
                saved[at].push(save);
                saving[at].push(longest_save);
                if page.kind == Kind::Plain {
                    let (read, written) = page.json();
                    parse.push(read);
                    stringify.push(written);
                }
            }
        }
        let size = label(LARGE);
        let (open_app, save_app) = (opened[0].clone(), saved[0].clone());
        self.line(&format!("open a file of {size}"), "ms", opened, Bar::Ratio(3.0));
        self.line("the same beside `JSON.parse` alone", "ms", [open_app, parse], Bar::None);
        self.line("longest task while opening and storing it", "ms", opening, Bar::None);
        self.line(&format!("save a file of {size}"), "ms", saved, Bar::Ratio(3.0));
        self.line("the same beside `JSON.stringify` alone", "ms", [save_app, stringify], Bar::None);
        self.line("longest task while saving it", "ms", saving, Bar::None);
    }

    /// Scrolls, types and rates on the longest sheet of the largest plan, which is open.
    fn keys(&mut self) {
        say("scroll, type and rate");
        let none = || [Samples::default(), Samples::default()];
        let (mut scrolled, mut typing, mut rating) = (none(), none(), none());
        for (at, page) in self.pages.iter().enumerate() {
            page.go_to(LONGEST_SHEET);
            let since = page.now();
            page.scroll();
            scrolled[at].push(page.longest(since));
        }
        for slow in [1, 4] {
            let (mut typed, mut rated) = (none(), none());
            for (at, page) in self.pages.iter().enumerate() {
                page.slow_down(slow);
                let since = page.now();
                typed[at] = page.type_keys(KEYS).into();
                if slow == 1 {
                    typing[at].push(page.longest(since));
                }
                let since = page.now();
                rated[at] = page.rate_keys(KEYS).into();
                if slow == 1 {
                    rating[at].push(page.longest(since));
                }
                page.slow_down(1);
            }
            let (note, bar) = match slow {
                1 => ("", Bar::None),
                _ => (", processor 4 × slower", Bar::RatioAndP95(1.2, 100.0)),
            };
            self.line(&format!("keystroke to paint{note}"), "ms", typed, bar);
            self.line(&format!("rating to every tally painted{note}"), "ms", rated, bar);
        }
        self.line("longest task while scrolling", "ms", scrolled, Bar::Most(100.0));
        self.line("longest task while typing", "ms", typing, Bar::Most(100.0));
        self.line("longest task while rating", "ms", rating, Bar::Most(100.0));
    }

    /// Rates in a meeting with a projector; there is no plain page for it.
    fn meeting(&mut self, app: &Path) {
        say("a meeting with a projector");
        for slow in [1, 4] {
            let [chair, projector] = meeting::keys(app, slow);
            let (note, bar) = match slow {
                1 => ("", Bar::None),
                _ => (", processor 4 × slower", Bar::P95(100.0)),
            };
            for (window, samples) in [("that runs it", chair), ("of the projector", projector)] {
                let what = format!("key in a meeting to the tally in the window {window}{note}");
                self.line(&what, "ms", [samples.into(), Samples::default()], bar);
            }
        }
    }

    /// Takes in what came by mail; there is no plain page for it.
    fn mail(&mut self, app: &Path) {
        let size = label(LARGE);
        let ways: [(&str, f64, Way); 2] =
            [("40 answers", 2000.0, mail::answers), ("another whole workbook", 3000.0, mail::whole)];
        for (what, bar, measure) in ways {
            say(&format!("{what} into {size}"));
            let (mut preview, mut taken, mut memory) =
                (Samples::default(), Samples::default(), Samples::default());
            for _ in 0..3 {
                let took = measure(app, plan::workbook(LARGE));
                preview.push(took.preview);
                taken.push(took.take);
                took.memory.into_iter().for_each(|it| memory.push(it));
            }
            let none = Samples::default;
            let what = format!("{what} into {size}");
            self.line(&format!("{what}: chosen to previewed"), "ms", [preview, none()], Bar::Most(bar));
            self.line(&format!("{what}: taken"), "ms", [taken, none()], Bar::Most(bar));
            self.line(
                &format!("{what}: memory of the page's process after it"),
                "MB",
                [memory, none()],
                Bar::Most(500.0),
            );
        }
    }

    /// Shows all sheets as they are printed; there is no plain page for it.
    fn paper(&mut self, app: &Path, plan: &Path, size: Size, bar: f64) {
        say(&format!("the preview of {}", label(size)));
        let (mut ready, mut longest) = (Samples::default(), Samples::default());
        for _ in 0..3 {
            let took = paper::preview(app, plan);
            ready.push(took[0]);
            longest.push(took[1]);
        }
        let what = format!("all sheets of {} as printed", label(size));
        self.line(&format!("{what}: ready"), "ms", [ready, Samples::default()], Bar::Most(bar));
        self.line(&format!("{what}: longest task"), "ms", [longest, Samples::default()], Bar::Most(100.0));
    }

    /// Opens the largest plan in new browsers.
    fn memory(&mut self, files: &[(Kind, PathBuf); 2], plan: &Path) {
        say("memory");
        let samples = files.each_ref().map(|(kind, file)| {
            let page = Page::start(*kind, file);
            page.open_empty();
            page.open(plan);
            page.is_kept();
            Samples::from(page.memory().into_iter().collect::<Vec<_>>())
        });
        self.line(
            &format!("memory of the page's process, {} open", label(LARGE)),
            "MB",
            samples,
            Bar::Ratio(2.5),
        );
    }

    fn bytes(&mut self, files: &[(Kind, PathBuf); 2]) {
        let size = |file: &PathBuf| fs::metadata(file).map_or(0.0, |it| it.len() as f64 / 1e3);
        let samples = files.each_ref().map(|(_, file)| Samples::from(vec![size(file)]));
        self.line("the file itself", "KB", samples, Bar::Most(1000.0));
    }

    fn line(&mut self, what: &str, unit: &'static str, [app, plain]: [Samples; 2], bar: Bar) {
        self.lines.push(Line { what: what.into(), unit, app, plain, bar });
        if let Some(line) = self.lines.last() {
            println!("{line}");
        }
    }
}

fn say(what: &str) {
    println!("-- {what}");
}

/// Writes a plan as a file of the app.
fn write(folder: &Folder, size: Size) -> PathBuf {
    let file = folder.path().join(format!("plan-{}-{}.json", size.items, size.years));
    let text = hyokacho::format::write(&plan::workbook(size));
    fs::write(&file, &text).unwrap_or_else(|why| panic!("cannot write {}: {why}", file.display()));
    say(&format!("a plan of {}: {:.1} MB", label(size), text.len() as f64 / 1e6));
    file
}

/// Returns a size as it stands in the table: `5,000 × 5`.
fn label(size: Size) -> String {
    let items = match (size.items / 1000, size.items % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    };
    format!("{items} × {}", size.years)
}

/// Says what it was measured on.
fn machine(browser: &str) -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{model}, {cores} cores; {browser}, headless, from file://; {} {}",
        env::consts::OS,
        env::consts::ARCH
    )
}
