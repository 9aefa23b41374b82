//! Building `dist/hyokacho.html`: Trunk, then wasm-opt, then the packer.

use crate::{Outcome, css, pack, place, run, say, stamp, tools};
use std::fs;
use std::path::{Path, PathBuf};

/// The proposals that the compiler uses and that every supported browser has had for years.
/// `--all-features` makes a module that browsers refuse.
const WASM_OPT: &[&str] = &[
    "-Oz",
    // What was made of one generic function for many types stands together, and packs better so.
    "--reorder-functions-by-name",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds the packed file unless nothing has changed, and returns its path.
pub fn dist() -> Outcome<PathBuf> {
    let output = place::packed_file();
    let inputs = stamp::of_inputs()?;
    if stamp::is_fresh(&output, &inputs) {
        say::note(&format!("{} is up to date", output.display()));
        return Ok(output);
    }
    tools::wasm_target()?;
    let trunk = tools::trunk()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    let wasm_opt = tools::wasm_opt()?;
    say::step("build the app (trunk build --release)", || build(&trunk, &wasm_bindgen))?;
    let wasm = say::step("shrink the module (wasm-opt)", || shrink(&wasm_opt))?;
    say::step("pack into one file", || pack_into(&output, wasm))?;
    stamp::note(&output, &inputs)?;
    Ok(output)
}

/// A trunk command that finds the wasm-bindgen of the lock file, so that it fetches none.
pub fn trunk_command(trunk: &Path, wasm_bindgen: &Path, word: &str) -> Outcome<std::process::Command> {
    let mut command = run::program(trunk);
    run::prefer(&mut command, wasm_bindgen.parent())?;
    command.args([word, "--skip-version-check"]);
    // Trunk takes NO_COLOR=1 for a wrong value and stops.
    command.env_remove("NO_COLOR");
    Ok(command)
}

fn build(trunk: &Path, wasm_bindgen: &Path) -> Outcome {
    run::run(trunk_command(trunk, wasm_bindgen, "build")?.arg("--release"))
}

fn shrink(wasm_opt: &Path) -> Outcome<Vec<u8>> {
    let built = trunk_output("hyokacho_bg.wasm");
    let small = trunk_output("hyokacho_bg.small.wasm");
    let mut command = run::program(wasm_opt);
    run::run(command.args(WASM_OPT).arg(&built).arg("-o").arg(&small))?;
    let wasm = read_bytes(&small)?;
    let before = read_bytes(&built)?.len();
    say::note(&format!("{} KB -> {} KB", before / 1024, wasm.len() / 1024));
    Ok(wasm)
}

fn pack_into(output: &Path, wasm: Vec<u8>) -> Outcome {
    let root = place::root();
    let page = pack::pack(&pack::Parts {
        template: read_text(&root.join("index.html"))?,
        glue: read_text(&trunk_output("hyokacho.js"))?,
        start: read_text(&root.join("boot").join("start.js"))?,
        wasm,
        style: &|href| css::inlined(&root.join(href)),
        script: &|src| read_text(&root.join(src)),
    })?;
    let folder = output.parent().unwrap_or(output);
    fs::create_dir_all(folder).map_err(|why| format!("cannot make {}: {why}", folder.display()))?;
    fs::write(output, &page).map_err(|why| format!("cannot write {}: {why}", output.display()))?;
    say::note(&format!("{} ({} KB)", output.display(), page.len() / 1024));
    Ok(())
}

fn trunk_output(name: &str) -> PathBuf {
    place::root().join("target").join("trunk").join(name)
}

/// Reads a text file with its line ends as LF, which is how a browser hashes it.
pub fn read_text(file: &Path) -> Outcome<String> {
    fs::read_to_string(file)
        .map(|text| text.replace("\r\n", "\n"))
        .map_err(|why| format!("cannot read {}: {why}", file.display()))
}

fn read_bytes(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|why| format!("cannot read {}: {why}", file.display()))
}
