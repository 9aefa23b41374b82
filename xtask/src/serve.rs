//! The daily loop: Trunk rebuilds and reloads on every change.

use crate::{Outcome, dist, run, tools};

/// Serves the app on http://127.0.0.1:8080 until it is interrupted.
pub fn serve() -> Outcome {
    tools::wasm_target()?;
    let trunk = tools::trunk()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    run::run(&mut dist::trunk_command(&trunk, &wasm_bindgen, "serve")?)
}
