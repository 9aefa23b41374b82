//! What a person types: `cargo xtask open`, `dist`, `serve`, `test`, `shots`, `bench`.
//!
//! Everything that is missing on the machine is installed by the command that needs it; the
//! tools go into a cache of their own (see [`tools`]), never into `~/.cargo/bin`.
#![warn(missing_docs)]

mod axe;
mod bench;
mod browsers;
mod css;
mod dist;
mod open;
mod pack;
mod pairs;
mod place;
mod run;
mod say;
mod serve;
mod shots;
mod stamp;
mod system;
mod test;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask open    build if needed, then open the app with a sample plan in the browser
cargo xtask dist    build dist/hyokacho.html, the one file to hand out
cargo xtask serve   the daily loop: rebuild and reload on every change (http://127.0.0.1:8080)
cargo xtask test    everything: format, lints, native, web and browser tests
cargo xtask shots   pictures of every screen into shots/
cargo xtask bench   how fast it is, beside a plain page that does the same job

HYOKACHO_TOOLS=<folder>  where tools are kept (default: the user's cache folder)
";

/// What a step returns: its value, or one sentence that says what went wrong and what to do.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["open"] => open::open(),
        ["dist"] => dist::dist().map(|_| ()),
        ["serve"] => serve::serve(),
        ["test"] => return test::test(),
        ["shots"] => shots::shots(),
        ["bench"] => bench::bench(None),
        ["bench", part @ ("start" | "files" | "keys" | "memory" | "meeting" | "mail" | "paper")] => {
            bench::bench(Some(part))
        }
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(format!("unknown command: {}\n\n{USAGE}", other.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::FAILURE
        }
    }
}
