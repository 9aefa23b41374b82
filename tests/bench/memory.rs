//! The memory of a browser's page process, as Linux tells it.

use std::fs;
use std::path::Path;

/// Returns the proportional set size of the largest page process of the browser with this profile,
/// in MB (10⁶ bytes); none where there is no /proc.
pub fn of_page(profile: &Path) -> Option<f64> {
    let marker = format!("--user-data-dir={}", profile.display());
    let all = processes();
    let root = all
        .iter()
        .find(|it| it.words.contains(&marker) && !it.words.iter().any(|w| w.starts_with("--type=")))?;
    let pages = all.iter().filter(|it| it.words.iter().any(|word| word == "--type=renderer"));
    let own = pages.filter(|page| descends(&all, page.id, root.id));
    own.filter_map(|page| pss(page.id)).max_by(f64::total_cmp)
}

struct Process {
    id: u32,
    parent: u32,
    words: Vec<String>,
}

fn processes() -> Vec<Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| process(entry.file_name().to_str()?.parse().ok()?)).collect()
}

fn process(id: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in brackets may hold spaces; the state and the parent follow it.
    let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
    let line = fs::read_to_string(format!("/proc/{id}/cmdline")).ok()?;
    Some(Process { id, parent, words: line.split(['\0', ' ']).map(String::from).collect() })
}

fn descends(all: &[Process], id: u32, root: u32) -> bool {
    let parent = |id: &u32| all.iter().find(|it| it.id == *id).map(|it| it.parent);
    std::iter::successors(Some(id), parent).any(|id| id == root)
}

fn pss(id: u32) -> Option<f64> {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}
