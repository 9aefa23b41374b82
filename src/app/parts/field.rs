//! One field of one item, drawn by its kind.

use super::conflict::ConflictPanel;
use super::grade_picker::GradePicker;
use super::indicators::indicators;
use super::lead::lead;
use super::live::live_option;
use super::schedule::schedule;
use super::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::mail::lets;
use crate::mail::scope::Access;
use crate::model::department;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::errand::Contribution;
use crate::model::form::{Choice, Field, FieldKind, LevelShape, Scale};
use crate::model::id::{ChoiceId, DepartmentId, GradeId, IdSource, NodeId};
use crate::model::indicator::number_in;
use crate::model::node::Node;
use crate::model::place::{ElementKey, NodePart, Place};
use crate::model::undo::Visit;
use crate::model::value::{FieldValue, Owner};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::prelude::*;

/// Says which field of which item is drawn.
#[derive(Clone)]
pub struct Cell {
    /// The open workbook.
    pub session: Session,
    /// The year.
    pub year: FiscalYear,
    /// The item.
    pub node: NodeId,
    /// The field.
    pub field: Field,
}

impl Cell {
    /// Returns the value that is shown, and subscribes to it.
    pub fn value(&self) -> Option<FieldValue> {
        let (node, field) = (self.node, self.field.id);
        self.session.track(Topic::Node(self.year, node));
        if let Some(department) = self.contributor() {
            let own = |book: &YearBook| {
                book.contributions.get((node, field, department)).map(|it| it.value.clone())
            };
            return self.session.book(self.year, own).flatten();
        }
        let original = self.session.book(self.year, |book| book.original(node)).filter(|&it| it != node);
        if let Some(original) = original {
            self.session.track(Topic::Node(self.year, original));
        }
        let own_only = self.session.is_overriding(self.year, node, field);
        let value = |book: &YearBook| match own_only {
            true => book.nodes.get(node)?.values.get(&field).cloned(),
            false => book.value(node, field).cloned(),
        };
        self.session.book(self.year, value).flatten()
    }

    /// Returns how it is filled in: itself in a plan, and in a request as was asked.
    pub fn access(&self) -> Access {
        self.session.read(|workbook| lets::field_access(workbook, self.year, self.node, self.field.id))
    }

    /// Returns the department whose contribution it takes, where a request asks for one.
    pub fn contributor(&self) -> Option<DepartmentId> {
        self.session.read(|workbook| lets::contributor(workbook, self.year, self.node, self.field.id))
    }

    fn text(&self) -> String {
        self.value().and_then(|value| value.as_text().map(str::to_string)).unwrap_or_default()
    }

    /// Returns the accessible name: the item's heading and the field's label.
    pub fn label(&self) -> String {
        self.session.track(Topic::Node(self.year, self.node));
        let named = |book: &YearBook| {
            let heading = heading_of(book, self.node);
            format!("{heading} {}", self.field.label_in(&book.label))
        };
        self.session.book(self.year, named).unwrap_or_default()
    }

    /// Returns whether the cell only shows: in a closed year, in a request that does not ask for it, and
    /// in a 再掲 where it shows its original.
    pub fn read_only(&self) -> bool {
        self.session.track(Topic::Tree(self.year));
        self.session.track(Topic::Node(self.year, self.node));
        match self.access() {
            Access::Shown => return true,
            Access::Contribution => return self.session.is_closed(self.year),
            Access::Own => {}
        }
        let shows_original = |book: &YearBook| {
            let own = book.nodes.get(self.node)?;
            own.repeat.original().map(|_| !own.values.contains_key(&self.field.id))
        };
        let shows_original = self.session.book(self.year, shows_original).flatten() == Some(true);
        self.session.is_closed(self.year)
            || (shows_original && !self.session.is_overriding(self.year, self.node, self.field.id))
    }

    /// Fills or empties the field.
    pub fn set(&self, value: Option<FieldValue>, visit: Option<Visit>) {
        if let Some(department) = self.contributor() {
            let (node, field) = (self.node, self.field.id);
            let edit = match value {
                Some(value) => {
                    YearEdit::Put(Element::Contribution(Contribution { node, field, department, value }))
                }
                None => YearEdit::Remove(ElementKey::Contribution(node, field, department)),
            };
            return self.session.edit(self.year, edit, visit);
        }
        let repeats = |book: &YearBook| book.nodes.get(self.node)?.repeat.original();
        if value.is_none() && self.session.book(self.year, repeats).flatten().is_some() {
            // What is emptied to be typed anew must not show the original in between.
            self.session.override_field(Some((self.year, self.node, self.field.id)), true);
        }
        self.session.edit(self.year, YearEdit::Value(self.node, self.field.id, value), visit);
    }

    fn in_conflict(&self) -> bool {
        self.session.track(Topic::Node(self.year, self.node));
        self.session.read(|workbook| workbook.is_conflict(&self.place()))
    }

    fn place(&self) -> Place {
        Place::Node(self.year, self.node, NodePart::Value(self.field.id))
    }
}

/// Returns an item's number and title. A row without its own takes those of the item above, and
/// what has none at all is said to have none.
pub fn heading_of(book: &YearBook, node: NodeId) -> String {
    let own = book.nodes.get(node);
    let above = || own.and_then(|node| book.nodes.get(node.position.parent?)).map(Node::heading);
    let is_part =
        own.and_then(|node| book.form.level(node.level?)).is_some_and(|l| l.shape == LevelShape::Part);
    let own_heading = own.map(Node::heading).filter(|heading| !heading.is_empty());
    let heading = own_heading.or_else(|| above().filter(|heading| is_part && !heading.is_empty()));
    heading.unwrap_or_else(|| words().app.no_title.into())
}

/// Returns whether what is entered takes a few characters, so that such fields can stand beside each
/// other.
pub fn in_few_characters(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Grade { .. } | FieldKind::Choice { .. } | FieldKind::Page | FieldKind::Number)
}

/// Draws a field.
#[component]
pub fn FieldCell(
    cell: Cell,
    /// The id of what explains the field, where there is something.
    #[prop(optional)]
    explained_by: String,
) -> impl IntoView {
    let (session, place) = (cell.session, cell.place());
    let not_asked = cell.field.when.is_some().then(|| {
        let cell = cell.clone();
        live_option(move || {
            let asks = |book: &YearBook| book.asks(cell.node, &cell.field);
            let needless = cell.value().is_none() && cell.session.book(cell.year, asks) == Some(false);
            needless.then(|| view! { <p class="note">{words().fields.not_asked}</p> }.into_any())
        })
    });
    let kind = cell.field.kind.clone();
    let body = match kind {
        FieldKind::LongText | FieldKind::Line | FieldKind::Number | FieldKind::Page => {
            text(cell, kind, explained_by).into_any()
        }
        FieldKind::Departments => departments(cell).into_any(),
        FieldKind::Grade { .. } => grade(cell).into_any(),
        FieldKind::Choice { options } => match <[Choice; 1]>::try_from(options) {
            Ok([option]) => mark(cell, option),
            Err(options) => choice(cell, options).into_any(),
        },
        FieldKind::Indicators => indicators(cell),
        FieldKind::Schedule => schedule(cell),
    };
    view! {
        {not_asked}
        {body}
        <ConflictPanel session place/>
    }
}

fn visits(session: Session) -> (StoredValue<Option<Visit>>, Callback<()>) {
    let visit = StoredValue::new(None);
    (visit, Callback::new(move |()| visit.set_value(Some(session.visit()))))
}

fn text(cell: Cell, kind: FieldKind, explained_by: String) -> impl IntoView {
    let (visit, on_enter) = visits(cell.session);
    let [a, b, c, d] = [cell.clone(), cell.clone(), cell.clone(), cell];
    let is_number = kind == FieldKind::Number;
    let e = d.clone();
    let on_text = Callback::new(move |text: String| d.set(FieldValue::text(&text), visit.get_value()));
    let hint = move || {
        let text = e.text();
        let strange = !text.trim().is_empty() && number_in(&text).is_none();
        strange.then(|| view! { <p class="note">{words().fields.no_number}</p> }.into_any())
    };
    view! {
        <TextField
            label=Memo::new(move |_| a.label())
            value=Memo::new(move |_| b.text())
            read_only=Memo::new(move |_| c.read_only())
            single={kind != FieldKind::LongText}
            explained_by
            on_enter
            on_text
        />
        {is_number.then(|| live_option(hint))}
    }
}

/// While typing only departments that are known are recognised; leaving the field adds new ones.
fn departments(cell: Cell) -> impl IntoView {
    let (visit, on_enter) = visits(cell.session);
    let [a, b, c, d, e] = [cell.clone(), cell.clone(), cell.clone(), cell.clone(), cell];
    let write = move |cell: &Cell, text: &str, with_new: bool| {
        let resolved = cell.session.book(cell.year, |book| {
            let mut ids = edge::random::bits;
            let (mut owners, new) =
                department::resolve(&book.departments, text, &mut IdSource::new(&mut ids));
            let added = if with_new { new } else { Vec::new() };
            let known = |owner: &Owner| {
                book.departments.contains(owner.id)
                    || added.iter().any(|department| department.id == owner.id)
            };
            owners.departments.retain(known);
            // Who leads stays so while the text around it changes.
            if let Some(FieldValue::Owners(before)) = book.value(cell.node, cell.field.id) {
                let leads = |owner: &Owner| before.departments.iter().any(|it| it.lead && it.id == owner.id);
                owners.departments.iter_mut().for_each(|owner| owner.lead = leads(owner));
            }
            (owners, added)
        });
        if let Some((owners, added)) = resolved {
            // A request gives its recipient no list of departments to add to.
            if cell.session.is_errand() {
                let value = (!owners.text.is_empty()).then(|| FieldValue::Owners(Box::new(owners)));
                return cell.set(value, visit.get_value());
            }
            let edit = YearEdit::Owners(cell.node, cell.field.id, owners, added);
            cell.session.edit(cell.year, edit, visit.get_value());
        }
    };
    let on_text = Callback::new(move |text: String| write(&d, &text, false));
    let chosen = lead(e.clone());
    let on_leave = move |_| {
        if !e.read_only() {
            write(&e, &e.text(), true);
        }
    };
    view! {
        <span class="cell-body" on:change=on_leave>
            <TextField
                label=Memo::new(move |_| a.label())
                value=Memo::new(move |_| b.text())
                read_only=Memo::new(move |_| c.read_only())
                on_enter
                on_text
            />
            {chosen}
        </span>
    }
}

fn scale_of(cell: &Cell) -> Option<Scale> {
    cell.session.book(cell.year, |book| book.form.scale_of(&cell.field).cloned()).flatten()
}

fn grade(cell: Cell) -> impl IntoView {
    let scale = scale_of(&cell)?;
    let name = format!("{}-{}", cell.node, cell.field.id);
    let [a, b, c, d] = [cell.clone(), cell.clone(), cell.clone(), cell];
    // In a conflict no grade is shown as chosen, so that choosing any of them settles it.
    let value = Memo::new(move |_| b.value().and_then(|value| value.as_grade()).filter(|_| !b.in_conflict()));
    let on_choose = Callback::new(move |id: Option<GradeId>| d.set(id.map(FieldValue::Grade), None));
    Some(view! {
        <GradePicker
            label=Memo::new(move |_| a.label())
            read_only=Memo::new(move |_| c.read_only())
            name
            scale
            value
            on_choose
        />
    })
}

/// A choice of one option is a mark: ticked, or not.
fn mark(cell: Cell, option: Choice) -> AnyView {
    let [a, b, c, d] = [cell.clone(), cell.clone(), cell.clone(), cell];
    let id = option.id;
    let on = move || b.value() == Some(FieldValue::Choice(id));
    view! {
        <label class="mark">
            <input type="checkbox" aria-label=Memo::new(move |_| a.label()) prop:checked=on
                disabled=Memo::new(move |_| c.read_only())
                on:change:target=move |event| {
                    d.set(event.target().checked().then_some(FieldValue::Choice(id)), None);
                }
            />
            <span class="mark__label">{option.label}</span>
        </label>
    }
    .into_any()
}

fn choice(cell: Cell, options: Vec<Choice>) -> impl IntoView {
    let [a, b, c, d] = [cell.clone(), cell.clone(), cell.clone(), cell];
    let value = Memo::new(move |_| match b.value() {
        Some(FieldValue::Choice(id)) => id.to_string(),
        _ => String::new(),
    });
    let on_change = move |text: String| {
        d.set(text.parse::<ChoiceId>().ok().map(FieldValue::Choice), None);
    };
    let option = move |id: String, label: String| {
        let chosen = id.clone();
        view! { <option value=id selected=move || value.get() == chosen>{label}</option> }
    };
    view! {
        <select
            class="select"
            aria-label=Memo::new(move |_| a.label())
            disabled=Memo::new(move |_| c.read_only())
            on:change:target=move |event| on_change(event.target().value())
        >
            {option(String::new(), words().app.unfilled.into())}
            {options.into_iter().map(|it| option(it.id.to_string(), it.label)).collect_view()}
        </select>
    }
}
