//! 記入欄: the fields in the order of the sheet, and a form for the one that is chosen.

use super::designer::{Designer, Read, Write};
use super::inputs::{aliases, bare_text, labelled, select, select_with, text, tick};
use super::rows::{Column, add_button, name, on_key, rows, tools, wrong};
use crate::app::parts::live::{live, live_list, live_option, live_text};
use crate::app::words;
use crate::design::{KINDS, Kind, Part};
use crate::edge;
use crate::model::form::{Carry, Condition, Field, FieldKind, FilledBy, Form, IndicatorHeads};
use crate::model::id::{ChoiceId, FieldId, Id, LevelId};
use leptos::prelude::*;
use std::sync::Arc;

const BYS: [FilledBy; 3] = [FilledBy::Secretariat, FilledBy::Department, FilledBy::Committee];
const CARRIES: [Carry; 2] = [Carry::Plan, Carry::Year];
const WIDTHS: u8 = 40;

static OPTIONS: [Column; 1] = [Column { head: |w| w.option, cell: name }];

/// Draws the list and the form.
pub(super) fn view(designer: Designer) -> AnyView {
    let w = &words().design;
    let ids = designer.see::<Vec<Id>>(Arc::new(|form| Part::Fields.ids(form)));
    let asked = RwSignal::new(None::<Id>);
    let chosen = Memo::new(move |_| {
        let ids = ids.get();
        asked.get().filter(|id| ids.contains(id)).or(ids.first().copied())
    });
    let list = live_list(move || ids.get(), move |id| line(designer, id, ids, chosen, asked));
    let add = move |()| {
        if let Some(id) = designer.add(Part::Fields, w.new_field, |_| String::new()) {
            asked.set(Some(id));
            edge::focus::focus_soon(format!("field-{id}-label"));
        }
    };
    let form = live(move || match chosen.get() {
        Some(id) => field_form(designer, FieldId(id)),
        None => ().into_any(),
    });
    view! {
        <p class="form-control__support">{w.move_hint}</p>
        <ol class="design-list">{list}</ol>
        {add_button(designer, "field-add".into(), w.add_field, Callback::new(add))}
        {form}
    }
    .into_any()
}

/// One field of the list: a button that shows its form, and the tools.
fn line(
    designer: Designer,
    id: Id,
    ids: Memo<Vec<Id>>,
    chosen: Memo<Option<Id>>,
    asked: RwSignal<Option<Id>>,
) -> AnyView {
    let w = &words().design;
    let name = designer.name(Part::Fields, id);
    let about = designer.see::<String>(Arc::new(move |form| {
        let Some(field) = form.field(FieldId(id)) else { return String::new() };
        let levels = field.levels.iter().filter_map(|id| form.level(*id)).map(|it| it.label.as_str());
        let levels = levels.collect::<Vec<_>>().join("・");
        format!("{}　{levels}", w.kinds[Kind::of(&field.kind) as usize])
    }));
    view! {
        <li class="design-list__item" on:keydown=move |event| on_key(designer, Part::Fields, id, &event)>
            <button
                type="button"
                class="design-list__pick"
                id=format!("field-{id}")
                aria-pressed=move || (chosen.get() == Some(id)).to_string()
                on:click=move |_| asked.set(Some(id))
            >
                <span class="design-list__name">{live_text(move || name.get())}</span>
                <span class="design-list__about">{live_text(move || about.get())}</span>
            </button>
            <span class="design-row__actions">{tools(designer, Part::Fields, id, ids, "field-add".into())}</span>
        </li>
    }
    .into_any()
}

fn field_mut(form: &mut Form, id: FieldId) -> Option<&mut Field> {
    form.fields.iter_mut().find(|it| it.id == id)
}

/// Reads a text of the field, and writes it.
fn of_field(
    id: FieldId,
    get: fn(&Field) -> &String,
    put: fn(&mut Field) -> &mut String,
) -> (Read<String>, Write<String>) {
    (
        Arc::new(move |form| form.field(id).map(get).cloned().unwrap_or_default()),
        Arc::new(move |form, text| field_mut(form, id).into_iter().for_each(|it| put(it).clone_from(&text))),
    )
}

fn field_form(designer: Designer, id: FieldId) -> AnyView {
    let w = &words().design;
    let own = move |part: &str| format!("field-{id}-{part}");
    let name = designer.name(Part::Fields, id.0);
    let (label, set_label) = of_field(id, |it| &it.label, |it| &mut it.label);
    let (guidance, set_guidance) = of_field(id, |it| &it.guidance, |it| &mut it.guidance);
    let labels = |options: &'static [&'static str]| -> Read<Vec<String>> {
        Arc::new(move |_| options.iter().map(|it| it.to_string()).collect())
    };
    let named = |label: &'static str| Signal::stored(label.to_string());
    let by = select(
        designer,
        own("by"),
        named(w.by),
        labels(&w.bys),
        Arc::new(move |form| position(&BYS, form.field(id).map(|it| it.by))),
        Arc::new(move |form, at| field_mut(form, id).into_iter().for_each(|it| it.by = BYS[at])),
    );
    let carry = select(
        designer,
        own("carry"),
        named(w.carry),
        labels(&w.carries),
        Arc::new(move |form| position(&CARRIES, form.field(id).map(|it| it.carry))),
        Arc::new(move |form, at| field_mut(form, id).into_iter().for_each(|it| it.carry = CARRIES[at])),
    );
    let width = select(
        designer,
        own("width"),
        named(w.width),
        Arc::new(|_| (1..=WIDTHS).map(|it| it.to_string()).collect()),
        Arc::new(move |form| form.field(id).map_or(0, |it| usize::from(it.width.clamp(1, WIDTHS)) - 1)),
        Arc::new(move |form, at| field_mut(form, id).into_iter().for_each(|it| it.width = at as u8 + 1)),
    );
    let names = aliases(
        designer,
        own("aliases"),
        named(w.aliases),
        Arc::new(move |form| form.field(id).map(|it| it.aliases.clone()).unwrap_or_default()),
        Arc::new(move |form, names| {
            field_mut(form, id).into_iter().for_each(|it| it.aliases.clone_from(&names))
        }),
    );
    view! {
        <section class="design-card" aria-labelledby=own("title")>
            <h4 class="design-card__title" id=own("title")>{live_text(move || (w.chosen_field)(&name.get()))}</h4>
            {text(designer, own("label"), [w.field_label, w.field_label_hint], label, set_label)}
            {wrong(designer, id.0)}
            {kind(designer, id)}
            {level_ticks(
                designer,
                "field-level",
                [w.levels, w.levels_hint],
                Arc::new(move |form| form.field(id).map(|it| it.levels.clone()).unwrap_or_default()),
                Arc::new(move |form, levels| field_mut(form, id).into_iter().for_each(|it| it.levels.clone_from(&levels))),
            )}
            <div class="design-card__pair">
                {labelled(&own("by"), [w.by, ""], by)}
                {labelled(&own("carry"), [w.carry, w.carry_hint], carry)}
                {labelled(&own("width"), [w.width, w.width_hint], width)}
            </div>
            {text(designer, own("guidance"), [w.guidance, w.guidance_hint], guidance, set_guidance)}
            {asked_when(designer, id)}
            {labelled(&own("aliases"), [w.aliases, w.aliases_hint], names)}
        </section>
    }
    .into_any()
}

fn position<T: PartialEq>(all: &[T], one: Option<T>) -> usize {
    all.iter().position(|it| Some(it) == one.as_ref()).unwrap_or_default()
}

/// The kind, and what belongs to it.
fn kind(designer: Designer, id: FieldId) -> AnyView {
    let w = &words().design;
    let own = format!("field-{id}-kind");
    let chosen = move |form: &Form| form.field(id).map_or(0, |it| Kind::of(&it.kind) as usize);
    let make = move |at: usize| {
        let mut form = designer.form();
        if form.field(id).is_some_and(|it| Kind::of(&it.kind) as usize == at) {
            return Some(form);
        }
        let outline = designer.session.outline_now(designer.year);
        let mut draw = || designer.session.draw();
        let made = designer.book(|book| KINDS[at].make(&form, id, book, &outline, &mut draw)).flatten();
        let (Some(made), Some(field)) = (made, field_mut(&mut form, id)) else {
            designer.session.saving.tell(w.no_scale.into());
            return None;
        };
        if made != FieldKind::Indicators {
            field.heads = IndicatorHeads::default();
        }
        field.kind = made;
        Some(form)
    };
    let input = select_with(
        designer,
        own.clone(),
        Signal::stored(w.kind.to_string()),
        Arc::new(|_| w.kinds.map(str::to_string).into()),
        Arc::new(chosen),
        Arc::new(make),
    );
    let kind = designer.see::<usize>(Arc::new(chosen));
    let more = live_option(move || match KINDS[kind.get()] {
        Kind::Grade => Some(scale_of(designer, id)),
        Kind::Choice => Some(
            view! {
                <h5 class="design-card__part">{w.options}</h5>
                <p class="form-control__support">{w.options_hint}</p>
                {rows(designer, Part::Options(id), "option", &OPTIONS, w.add_option)}
            }
            .into_any(),
        ),
        Kind::Indicators => Some(heads(designer, id)),
        _ => None,
    });
    view! {
        {labelled(&own, [w.kind, ""], input)}
        <p class="form-control__support">{live_text(move || w.kind_hints[kind.get()].into())}</p>
        {more}
    }
    .into_any()
}

fn scale_of(designer: Designer, id: FieldId) -> AnyView {
    let w = &words().design;
    let own = format!("field-{id}-scale");
    let input = select(
        designer,
        own.clone(),
        Signal::stored(w.scale_of.to_string()),
        Arc::new(|form| form.scales.iter().map(|it| it.label.clone()).collect()),
        Arc::new(move |form| {
            let scale = form.field(id).and_then(|it| form.scale_of(it)).map(|it| it.id);
            form.scales.iter().position(|it| Some(it.id) == scale).unwrap_or_default()
        }),
        Arc::new(move |form, at| {
            if let Some(scale) = form.scales.get(at).map(|it| it.id) {
                field_mut(form, id).into_iter().for_each(|it| it.kind = FieldKind::Grade { scale });
            }
        }),
    );
    labelled(&own, [w.scale_of, ""], input)
}

/// The heads of the columns of an indicator field.
fn heads(designer: Designer, id: FieldId) -> AnyView {
    let w = &words().design;
    type Head = (fn(&Field) -> &String, fn(&mut Field) -> &mut String);
    let parts: [Head; 4] = [
        (|it| &it.heads.target, |it| &mut it.heads.target),
        (|it| &it.heads.year, |it| &mut it.heads.year),
        (|it| &it.heads.value, |it| &mut it.heads.value),
        (|it| &it.heads.unit, |it| &mut it.heads.unit),
    ];
    let one = |(at, (get, put)): (usize, Head)| {
        let (get, put) = of_field(id, get, put);
        let own = format!("field-{id}-head-{at}");
        let input = bare_text(
            designer,
            own.clone(),
            Signal::stored(w.heads[at].to_string()),
            String::new(),
            get,
            put,
        );
        view! { <div class="framed">{labelled(&own, [w.heads[at], ""], input)}</div> }.into_any()
    };
    let inputs: Vec<AnyView> = parts.into_iter().enumerate().map(one).collect();
    view! {
        <h5 class="design-card__part">{w.heads_title}</h5>
        <p class="form-control__support">{w.heads_hint}</p>
        <div class="design-card__pair">{inputs}</div>
    }
    .into_any()
}

/// Which items are asked: all, or those with some options of a choice field.
fn asked_when(designer: Designer, id: FieldId) -> AnyView {
    let w = &words().design;
    let own = format!("field-{id}-when");
    let choices = move |form: &Form| {
        let is_choice = |it: &&Field| it.id != id && matches!(it.kind, FieldKind::Choice { .. });
        form.fields.iter().filter(is_choice).map(|it| it.id).collect::<Vec<_>>()
    };
    let of = move |form: &Form| form.field(id).and_then(|it| it.when.as_ref()).map(|it| it.field);
    let label = move |form: &Form, id| form.field(id).map(|it| (w.when_of)(&it.label)).unwrap_or_default();
    let input = select(
        designer,
        own.clone(),
        Signal::stored(w.when.to_string()),
        Arc::new(move |form| {
            let labels = choices(form).into_iter().map(|id| label(form, id));
            std::iter::once(w.when_all.to_string()).chain(labels).collect()
        }),
        Arc::new(move |form| {
            choices(form).iter().position(|it| Some(*it) == of(form)).map_or(0, |at| at + 1)
        }),
        Arc::new(move |form, at| {
            let field = at.checked_sub(1).and_then(|at| choices(form).get(at).copied());
            let options = |field| Part::Options(field).ids(form).into_iter().map(Into::into).collect();
            let when = field.map(|field| Condition { field, options: options(field) });
            field_mut(form, id).into_iter().for_each(|it| it.when.clone_from(&when));
        }),
    );
    let from = designer.see::<Option<FieldId>>(Arc::new(of));
    let ticks = live_option(move || {
        let field = from.get()?;
        let ids = designer.see::<Vec<Id>>(Arc::new(move |form| Part::Options(field).ids(form)));
        let one = move |option: Id| {
            let name = designer.name(Part::Options(field), option);
            let has = move |form: &Form| {
                let when = form.field(id).and_then(|it| it.when.as_ref());
                when.is_some_and(|it| it.options.contains(&ChoiceId(option)))
            };
            let put = move |form: &mut Form, on: bool| {
                if let Some(when) = field_mut(form, id).and_then(|it| it.when.as_mut()) {
                    when.options.retain(|it| it.0 != option);
                    when.options.extend(on.then_some(ChoiceId(option)));
                }
            };
            tick(designer, format!("when-{option}"), name, Arc::new(has), Arc::new(put))
        };
        Some(group(w.when_options, "", live_list(move || ids.get(), one)))
    });
    // A form without choice fields has nothing to choose here.
    let any = designer.see::<bool>(Arc::new(move |form| !choices(form).is_empty()));
    view! {
        <div hidden=move || !any.get()>
            {labelled(&own, [w.when, w.when_hint], input)}
            {ticks}
        </div>
    }
    .into_any()
}

fn group(legend: &'static str, hint: &'static str, ticks: AnyView) -> AnyView {
    view! {
        <fieldset class="design__ticks">
            <legend class="form-control__label">{legend}</legend>
            <p class="form-control__support">{hint}</p>
            <div class="design__ticks-list">{ticks}</div>
        </fieldset>
    }
    .into_any()
}

/// The levels to tick, in the order of the form.
pub(super) fn level_ticks(
    designer: Designer,
    id: &'static str,
    [legend, hint]: [&'static str; 2],
    get: Read<Vec<LevelId>>,
    put: Write<Vec<LevelId>>,
) -> AnyView {
    let ids = designer.see::<Vec<Id>>(Arc::new(|form| Part::Levels.ids(form)));
    let one = move |level: Id| {
        let (get, now, put) = (get.clone(), get.clone(), put.clone());
        let set = move |form: &mut Form, on: bool| {
            let had = now(form);
            let has = |it: LevelId| if it.0 == level { on } else { had.contains(&it) };
            let levels = form.levels.iter().map(|it| it.id).filter(|it| has(*it)).collect();
            put(form, levels);
        };
        let has = move |form: &Form| get(form).contains(&LevelId(level));
        tick(
            designer,
            format!("{id}-{level}"),
            designer.name(Part::Levels, level),
            Arc::new(has),
            Arc::new(set),
        )
    };
    group(legend, hint, live_list(move || ids.get(), one))
}
