//! A driver program, started on a free port of this machine and ended by its own handle.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

/// A running chromedriver or geckodriver.
pub struct DriverProcess {
    child: Child,
    port: u16,
}

impl DriverProcess {
    /// Starts the driver and returns once it listens.
    pub fn start(program: &Path, words: &[&str]) -> Self {
        let mut child = Command::new(program)
            .args(words)
            .env("TZ", "Asia/Tokyo")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|why| panic!("cannot start {}: {why}", program.display()));
        let mut lines = BufReader::new(child.stdout.take().expect("standard output is piped"));
        let Some(port) = announced_port(&mut lines) else {
            let _ = child.kill();
            let _ = child.wait();
            panic!("{} ended without listening on a port", program.display());
        };
        // The driver must not block on a full pipe.
        thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Self { child, port }
    }

    /// The port that the driver chose.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads up to the line in which the driver says where it listens.
fn announced_port(lines: &mut BufReader<ChildStdout>) -> Option<u16> {
    lines.lines().map_while(Result::ok).find_map(|line| port_in(&line))
}

/// `… was started successfully on port 38497.` or `… Listening on 127.0.0.1:38497`.
fn port_in(line: &str) -> Option<u16> {
    let (_, port) =
        line.split_once("successfully on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    port.trim_end_matches('.').trim().parse().ok()
}
