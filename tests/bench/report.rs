//! What was measured, as a table that can stand in a README.

use std::fmt;

/// Is a set of measurements of one thing.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// Adds a measurement.
    pub fn push(&mut self, sample: f64) {
        self.0.push(sample);
    }

    /// The value that a share of the samples does not exceed (nearest rank), from 0 to 1.
    fn rank(&self, share: f64) -> Option<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let at = (share * sorted.len() as f64).ceil() as usize;
        sorted.get(at.saturating_sub(1)).copied()
    }

    /// The median.
    pub fn median(&self) -> Option<f64> {
        self.rank(0.5)
    }

    /// The value that 95 of 100 do not exceed; the largest of fewer than 20.
    pub fn p95(&self) -> Option<f64> {
        self.rank(0.95)
    }
}

impl From<Vec<f64>> for Samples {
    fn from(samples: Vec<f64>) -> Self {
        Self(samples)
    }
}

/// Says what a line has to reach.
#[derive(Clone, Copy, Debug)]
pub enum Bar {
    /// Nothing.
    None,
    /// The median of the app is at most this many times the plain page's.
    Ratio(f64),
    /// The same, and 95 of 100 stay under this.
    RatioAndP95(f64, f64),
    /// 95 of 100 stay under this.
    P95(f64),
    /// The largest value of the app is at most this.
    Most(f64),
}

/// Is one line of the table.
pub struct Line {
    /// What was measured.
    pub what: String,
    /// In what, `ms`.
    pub unit: &'static str,
    /// The app's figures.
    pub app: Samples,
    /// The plain page's figures.
    pub plain: Samples,
    /// What it has to reach.
    pub bar: Bar,
}

impl Line {
    fn ratio(&self) -> Option<f64> {
        let (app, plain) = (self.app.median()?, self.plain.median()?);
        (plain > 0.0).then(|| app / plain)
    }

    fn is_met(&self) -> Option<bool> {
        match self.bar {
            Bar::None => None,
            Bar::Ratio(most) => Some(self.ratio()? <= most),
            Bar::RatioAndP95(most, p95) => Some(self.ratio()? <= most && self.app.p95()? < p95),
            Bar::P95(p95) => Some(self.app.p95()? < p95),
            Bar::Most(most) => Some(self.app.rank(1.0)? <= most),
        }
    }

    fn bar(&self) -> String {
        let own = match self.bar {
            Bar::None => return "".into(),
            Bar::Ratio(most) => format!("≤ {most} ×"),
            Bar::RatioAndP95(most, p95) => format!("≤ {most} ×, p95 < {p95} {}", self.unit),
            Bar::P95(p95) => format!("p95 < {p95} {}", self.unit),
            Bar::Most(most) => format!("≤ {most} {}", self.unit),
        };
        let met = match self.is_met() {
            None => "not measured",
            Some(true) => "met",
            Some(false) => "**missed**",
        };
        format!("{own}: {met}")
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let figure = |figure: Option<f64>| figure.map_or("–".into(), |it| shown(it, self.unit));
        let pair = |samples: &Samples| match samples.0.len() {
            0 | 1 => figure(samples.median()),
            _ => format!("{} ({})", figure(samples.median()), figure(samples.p95())),
        };
        let ratio = self.ratio().map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let (app, plain, bar) = (pair(&self.app), pair(&self.plain), self.bar());
        write!(f, "| {}, {} | {app} | {plain} | {ratio} | {bar} |", self.what, self.unit)
    }
}

/// Shows a figure as fine as it is worth.
fn shown(figure: f64, unit: &str) -> String {
    match figure {
        // The browser tells of tasks over 50 ms only.
        0.0 if unit == "ms" => "< 50".into(),
        it if it < 10.0 => format!("{it:.1}"),
        it => format!("{it:.0}"),
    }
}

/// Prints the table.
pub fn print(lines: &[Line], machine: &str) {
    println!("\n{machine}\n");
    println!("| what | app: median (p95) | plain page: median (p95) | ratio | bar |");
    println!("|---|--:|--:|--:|---|");
    lines.iter().for_each(|line| println!("{line}"));
}
