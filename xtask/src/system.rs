//! Programs that come from the operating system: installed by apt-get where xtask may do that,
//! and otherwise asked for by name.

use crate::{Outcome, place, run, say};

/// One thing that the system's packages provide.
pub struct Need {
    /// What it is, for the sentence that asks for it.
    pub what: &'static str,
    /// The packages of Debian.
    pub debian: &'static [&'static str],
    /// The packages of Ubuntu, where they are named differently.
    pub ubuntu: &'static [&'static str],
    /// What to do where there is no apt-get.
    pub elsewhere: &'static str,
}

const CPP: Need = Need {
    what: "a C++ compiler (wasm-opt is compiled from source)",
    debian: &["g++"],
    ubuntu: &["g++"],
    elsewhere: "install one, or put wasm-opt 116 or newer on PATH (npm install -g binaryen)",
};

/// Makes sure that C++ can be compiled.
pub fn need_cpp_compiler() -> Outcome {
    let present = !cfg!(unix) || ["c++", "g++", "clang++"].iter().any(|name| place::on_path(name).is_some());
    if present { Ok(()) } else { install(&[&CPP]) }
}

/// Installs what is missing by apt-get, or says exactly what to install.
pub fn install(needs: &[&Need]) -> Outcome {
    if needs.is_empty() {
        return Ok(());
    }
    if place::on_path("apt-get").is_none() {
        return Err(asked_for(needs));
    }
    let packages: Vec<&str> = needs.iter().flat_map(|need| packages(need)).copied().collect();
    if !is_root() {
        return Err(format!(
            "missing on this machine; please run: sudo apt-get install {}",
            packages.join(" ")
        ));
    }
    let title = format!("apt-get install {}", packages.join(" "));
    say::step(&title, || {
        run::run(apt().arg("update").arg("--quiet"))?;
        let mut command = apt();
        command.args(["install", "--yes", "--quiet", "--no-install-recommends"]);
        run::run(command.args(&packages))
    })
}

fn apt() -> std::process::Command {
    let mut command = run::program("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").stdout(std::process::Stdio::null());
    command
}

fn packages(need: &Need) -> &'static [&'static str] {
    if is_ubuntu() { need.ubuntu } else { need.debian }
}

fn asked_for(needs: &[&Need]) -> String {
    let lines: Vec<String> =
        needs.iter().map(|need| format!("  - {}: {}", need.what, need.elsewhere)).collect();
    format!("missing on this machine:\n{}", lines.join("\n"))
}

fn is_ubuntu() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

/// Whether this process runs as root, told by the owner of its entry in /proc.
fn is_root() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata("/proc/self").is_ok_and(|entry| entry.uid() == 0)
    }
    #[cfg(not(unix))]
    false
}
