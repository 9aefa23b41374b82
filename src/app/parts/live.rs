//! Views that follow the workbook, compiled once for all of them.
//!
//! A closure in a view is a type of its own, and all that draws it is compiled for it anew; in a
//! box it is not. Each of these saves about a kilobyte of the packed file.

use crate::model::id::Id;
use leptos::prelude::*;
use std::sync::Arc;

/// Draws what a closure returns, anew whenever something changes that it has read.
pub fn live(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView + Send> = Box::new(draw);
    draw.into_any()
}

/// Draws a view, or nothing.
pub fn live_option(mut draw: impl FnMut() -> Option<AnyView> + Send + 'static) -> AnyView {
    live(move || draw().unwrap_or_else(|| ().into_any()))
}

/// Shows a text.
pub fn live_text(mut text: impl FnMut() -> String + Send + 'static) -> AnyView {
    live(move || text().into_any())
}

/// Draws a view for each of some ids, and keeps those that stay.
pub fn live_list(
    ids: impl Fn() -> Vec<Id> + Send + Sync + 'static,
    row: impl Fn(Id) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let ids: Box<dyn Fn() -> Vec<Id> + Send + Sync> = Box::new(ids);
    let row: Arc<dyn Fn(Id) -> AnyView + Send + Sync> = Arc::new(row);
    view! { <For each=ids key=|id| *id let:id>{row(id)}</For> }.into_any()
}
