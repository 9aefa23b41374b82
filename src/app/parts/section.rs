//! The fields of headings: of a sheet's item, of what stands above it, and of headings within it.

use super::field::{Cell, FieldCell, in_few_characters};
use super::live::{live, live_option};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::form::Field;
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::sheet;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Returns the fields of an item with their labels, and subscribes to what may change them.
fn fields_of(session: Session, year: FiscalYear, node: NodeId) -> Vec<(String, Field)> {
    let outline = session.outline_now(year);
    let fields = session.book(year, |book| {
        let own = item::fields(book, &outline, node);
        own.map(|field| (field.label_in(&book.label), field.clone())).collect()
    });
    fields.unwrap_or_default()
}

fn own_fields(session: Session, year: FiscalYear, node: NodeId) -> Memo<Vec<(String, Field)>> {
    Memo::new(move |_| {
        session.track(Topic::Form(year));
        session.track(Topic::Tree(year));
        fields_of(session, year, node)
    })
}

/// Shows the fields of a heading or a group under it: what is short beside each other, texts below.
pub fn section_fields(session: Session, year: FiscalYear, node: NodeId) -> AnyView {
    let has_any = session.book(year, |book| {
        let level = book.nodes.get(node).and_then(|node| node.level);
        level.is_some_and(|level| book.form.fields_of(level).next().is_some())
    });
    if has_any != Some(true) {
        return ().into_any();
    }
    let fields = own_fields(session, year, node);
    live(move || list(session, year, node, fields.get()))
}

fn list(session: Session, year: FiscalYear, node: NodeId, fields: Vec<(String, Field)>) -> AnyView {
    let one = |(label, field): (String, Field)| {
        let class = match in_few_characters(&field.kind) {
            true => "section-field section-field--short",
            false => "section-field",
        };
        view! {
            <div class=class>
                <span class="section-field__label" aria-hidden="true">{label}</span>
                <div class="section-field__own"><FieldCell cell=Cell { session, year, node, field }/></div>
            </div>
        }
        .into_any()
    };
    let fields: Vec<AnyView> = fields.into_iter().map(one).collect();
    view! { <div class="section-fields">{fields}</div> }.into_any()
}

/// Shows the fields of an item as rows of a table, label and content.
pub fn section_rows(session: Session, year: FiscalYear, node: NodeId) -> AnyView {
    let fields = own_fields(session, year, node);
    live(move || {
        let row = |(label, field): (String, Field)| {
            view! {
                <tr>
                    <th scope="row">{label}</th>
                    <td><FieldCell cell=Cell { session, year, node, field }/></td>
                </tr>
            }
            .into_any()
        };
        fields.get().into_iter().map(row).collect::<Vec<_>>().into_any()
    })
}

/// Shows the fields of an item above a sheet: open on the first sheet below it, where the plan prints
/// them, and folded on the others.
pub fn fields_above(session: Session, year: FiscalYear, node: NodeId, unit: NodeId) -> AnyView {
    let fields = own_fields(session, year, node);
    let is_first = Memo::new(move |_| {
        let outline = session.outline(year);
        session.track(Topic::Form(year));
        session.book(year, |book| sheet::first_unit(book, &outline, node)).flatten() == Some(unit)
    });
    live_option(move || {
        let fields = fields.get();
        if fields.is_empty() {
            return None;
        }
        let labels: Vec<&str> = fields.iter().map(|(label, _)| label.as_str()).collect();
        let summary = (words().fields.above)(&labels.join("・"));
        let open = is_first.get();
        let list = list(session, year, node, fields);
        Some(match open {
            true => list,
            false => view! { <details class="fields-above"><summary>{summary}</summary>{list}</details> }
                .into_any(),
        })
    })
}
