//! WebDriver's JSON over HTTP.

use super::TIMEOUT;
use serde_json::Value;
use std::fmt;

/// The answers carry screenshots, PDFs and whole workbooks.
const LARGEST_ANSWER: u64 = 512 * 1024 * 1024;

/// The connection to one driver, or to one session of it.
pub struct Wire {
    agent: ureq::Agent,
    base: String,
}

/// An answer other than success.
#[derive(Debug)]
pub struct Refused {
    /// WebDriver's error code, such as `stale element reference`.
    pub error: String,
    /// The driver's explanation.
    pub message: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let first_line = self.message.lines().next().unwrap_or_default();
        write!(f, "{}: {first_line}", self.error)
    }
}

impl Wire {
    /// A connection to the driver that listens on this port of this machine.
    pub fn to_port(port: u16) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(TIMEOUT * 12))
            .build()
            .into();
        Self { agent, base: format!("http://127.0.0.1:{port}") }
    }

    /// The same connection for paths below `path`.
    pub fn below(&self, path: &str) -> Self {
        Self { agent: self.agent.clone(), base: format!("{}{path}", self.base) }
    }

    /// Asks for the value at `path`.
    pub fn get(&self, path: &str) -> Result<Value, Refused> {
        let answer = self.agent.get(self.url(path)).call();
        value_of(answer)
    }

    /// Sends a command with its parameters.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Refused> {
        let answer = self.agent.post(self.url(path)).send_json(body);
        value_of(answer)
    }

    /// Ends what `path` names.
    pub fn delete(&self, path: &str) -> Result<Value, Refused> {
        let answer = self.agent.delete(self.url(path)).call();
        value_of(answer)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

fn value_of(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, Refused> {
    let lost =
        |why: ureq::Error| Refused { error: "no answer from the driver".into(), message: why.to_string() };
    let mut answer = answer.map_err(lost)?;
    let mut json: Value = answer.body_mut().with_config().limit(LARGEST_ANSWER).read_json().map_err(lost)?;
    let value = json["value"].take();
    if answer.status().is_success() {
        return Ok(value);
    }
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_string();
    Err(Refused { error: text("error"), message: text("message") })
}
