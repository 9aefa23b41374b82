//! What the person at the terminal sees: each step with its time, and the summary at the end.

use crate::Outcome;
use std::time::{Duration, Instant};

/// Runs one step, announcing it and telling how long it took.
pub fn step<T>(title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("==> {title}");
    let start = Instant::now();
    let outcome = work();
    let seconds = seconds(start.elapsed());
    match &outcome {
        Ok(_) => println!("    {title}: {seconds}"),
        Err(_) => println!("    {title}: FAILED after {seconds}"),
    }
    outcome
}

/// Says one line under the current step.
pub fn note(line: &str) {
    println!("    {line}");
}

/// The steps of a longer run, in order, up to the first that failed.
#[derive(Default)]
pub struct Summary {
    steps: Vec<(String, Duration, bool)>,
    notes: Vec<String>,
}

impl Summary {
    /// Runs a step and keeps its outcome for the summary.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let start = Instant::now();
        let outcome = step(title, work);
        self.steps.push((title.to_string(), start.elapsed(), outcome.is_ok()));
        outcome
    }

    /// Keeps a remark that is repeated at the end, such as a check that was skipped.
    pub fn remark(&mut self, line: &str) {
        note(line);
        self.notes.push(line.to_string());
    }

    /// Prints the steps with their seconds and the closing count.
    pub fn print(&self) {
        println!("\nsummary");
        for (title, took, passed) in &self.steps {
            let word = if *passed { "ok" } else { "FAILED" };
            println!("  {word:<6} {:>9}  {title}", seconds(*took));
        }
        for note in &self.notes {
            println!("  note: {note}");
        }
        println!("\n{}", self.closing_line());
    }

    fn closing_line(&self) -> String {
        let passed = self.steps.iter().filter(|(_, _, passed)| *passed).count();
        format!("{passed} passed, {} failed", self.steps.len() - passed)
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts_steps() {
        let mut summary = Summary::default();
        let _ = summary.step("good", || Ok(1));
        let _: Outcome = summary.step("bad", || Err("no".into()));
        assert_eq!(summary.closing_line(), "1 passed, 1 failed");
    }
}
