//! A department fills in its items.

mod item;
mod paper;

use super::front::Front;
use crate::app::App;
use crate::app::parts::live::live;
use crate::app::session::Session;
use crate::model::errand::Request;
use crate::model::year::FiscalYear;
use crate::route::Page;
use item::ItemPage;
pub use item::text_of;
use leptos::prelude::*;
pub use paper::paper;

/// Draws the front page, or the item that the address names.
#[component]
pub fn DepartmentPages(session: Session, year: FiscalYear, request: Request) -> impl IntoView {
    let app = App::here();
    let node = Memo::new(move |_| match app.route.get().spot().map(|spot| spot.page) {
        Some(Page::Item(node)) => Some(node),
        _ => None,
    });
    live(move || {
        let request = request.clone();
        match node.get() {
            Some(node) => view! { <ItemPage session year request node/> }.into_any(),
            None => view! { <Front session year request/> }.into_any(),
        }
    })
}
