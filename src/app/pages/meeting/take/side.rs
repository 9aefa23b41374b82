//! What is decided from: the tally, last year's, the self-ratings; and the decision.

use super::state::{GO_ON, REVEAL, Taking, decision_id};
use crate::app::parts::committee::proposal_line;
use crate::app::parts::counts::CountsLine;
use crate::app::parts::decision::DecisionPart;
use crate::app::parts::grade_picker::tone;
use crate::app::parts::live::{live, live_option, live_text};
use crate::app::session::Topic;
use crate::app::words;
use crate::edge::focus;
use crate::model::committee::Way;
use crate::model::form::{Axis, Grade, Scale};
use crate::model::id::AxisId;
use crate::model::last_year;
use crate::tally::committee::{CommitteeTally, tally};
use crate::tally::proposal::{base, share};
use crate::tally::sitting;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// From more grades than this on, their rows stand closer.
const MANY: usize = 5;

/// Draws tally and decision of every axis.
pub fn side(taking: Taking) -> AnyView {
    let axes = live(move || {
        let axes = taking.axes.get();
        let several = axes.len() > 1;
        axes.into_iter()
            .map(|(axis, scale)| axis_part(taking, axis, scale, several))
            .collect::<Vec<_>>()
            .into_any()
    });
    view! { {reveal(taking)}{axes}{self_ratings(taking)} }.into_any()
}

/// The button that reveals, or hides again, where the meeting hides ratings.
fn reveal(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let blind = Memo::new(move |_| {
        taking.track();
        taking.book(|book| book.meetings.get(taking.meeting).is_some_and(|it| it.blind))
    });
    let show = move |_| {
        if taking.proceed(|it| it.revealed = true) {
            taking.session.saving.tell(w.revealed.into());
            taking.leave_grid();
        }
    };
    live_option(move || {
        blind.get().then(|| match taking.hidden.get() {
            true => view! {
                <p class="notice">{w.hidden}</p>
                <button type="button" class="button button--fill" id=REVEAL on:click=show>{w.reveal}</button>
            }
            .into_any(),
            false => view! {
                <button type="button" class="button button--text" on:click=move |_| { taking.proceed(|it| it.revealed = false); }>
                    {w.hide}
                </button>
            }
            .into_any(),
        })
    })
}

fn axis_part(taking: Taking, axis: Axis, scale: Scale, several: bool) -> AnyView {
    let w = &words().meeting;
    let id = axis.id;
    let counted = Memo::new(move |_| taking.tally(id));
    let settle = (w.settle)(&axis.label);
    let heading = if several { format!("{}（{}）", w.tally, axis.label) } else { w.tally.into() };
    let decision = {
        let (scale, label) = (scale.clone(), (w.decision_of)(&axis.label));
        live_option(move || {
            let (node, scale, label) = (taking.node.get()?, scale.clone(), label.clone());
            let (session, year) = (taking.session, taking.year);
            Some(view! { <DecisionPart session year node axis=id scale label/> }.into_any())
        })
    };
    view! {
        <section class="take__axis" aria-label=heading.clone()>
            <h3 class="take__label">{heading.clone()}</h3>
            {tally_view(taking, scale.clone(), counted)}
            {last_year(taking, axis, scale)}
            <div
                class="take__decision"
                id=decision_id(id)
                role="group"
                aria-label=settle
                tabindex="-1"
                on:keydown=move |event| go_on(taking, id, &event)
            >
                {decision}
            </div>
        </section>
    }
    .into_any()
}

/// Enter on a decision goes on, as in a form: to that of the next axis, or to the next item.
fn go_on(taking: Taking, axis: AxisId, event: &ev::KeyboardEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let own = |it: Element| it.id() == decision_id(axis) || it.has_type::<HtmlInputElement>();
    if event.key() != "Enter" || event.is_composing() || !target.is_some_and(own) {
        return;
    }
    let next = taking.axes.with_untracked(|axes| {
        let at = axes.iter().position(|(it, _)| it.id == axis)?;
        axes.get(at + 1).map(|(it, _)| it.id)
    });
    let gone = match next {
        Some(next) => focus::focus(&decision_id(next)),
        None => focus::press(GO_ON),
    };
    if gone {
        event.prevent_default();
    }
}

/// The counts with bars, the base, the other classes, and what the rule proposes.
fn tally_view(taking: Taking, scale: Scale, counted: Memo<CommitteeTally>) -> AnyView {
    let w = &words().meeting;
    let part = Memo::new(move |_| {
        taking.track();
        taking.book(|book| book.form.committee.clone())
    });
    let discussed = Memo::new(move |_| {
        taking.proceeding.with(|it| it.as_ref().is_some_and(|it| it.way == Way::Discussion))
    });
    let bars = scale.grades.iter().map(|grade| {
        let id = grade.id;
        let votes = move || counted.with(|tally| tally.grade(id));
        bar(grade, tone(&scale, grade.id), votes, move || {
            let of = part.with(|part| counted.with(|tally| base(tally, part.base)));
            of.filter(|&of| of > 0)
        })
    });
    let wide = (scale.grades.len() > MANY).then_some("");
    let bars = StoredValue::new_local(bars.collect::<Vec<Bar>>());
    let lines = move || {
        let part = part.get();
        let tally = counted.get();
        let of = base(&tally, part.base);
        let mut lines = Vec::new();
        match of {
            Some(of) => lines.push((w.base_is)(part.base, of)),
            None => lines.push(w.base_unknown.into()),
        }
        lines.push(words().app.base_line(&tally));
        lines.extend((tally.unknown > 0).then(|| (w.unknown_grades)(tally.unknown)));
        lines.extend((tally.strangers > 0).then(|| (w.strangers)(tally.strangers)));
        lines
    };
    let proposed = {
        let scale = scale.clone();
        move || part.with(|part| counted.with(|tally| proposal_line(tally, &scale, part)))
    };
    live(move || {
        if taking.hidden.get() {
            return entered(counted);
        }
        if discussed.get() && counted.with(CommitteeTally::is_empty) {
            return view! { <p class="note">{w.discussion_note}</p> }.into_any();
        }
        let rows = bars.with_value(|bars| bars.iter().map(Bar::view).collect::<Vec<_>>());
        let proposed = proposed.clone();
        view! {
            <table class="tally take__tally" data-wide=wide><tbody>{rows}</tbody></table>
            <div class="tally__base" role="status">
                {live(move || lines().into_iter().map(|line| view! { <span>{line}</span> }).collect_view().into_any())}
                {live_option(move || proposed().map(|line| view! { <span class="tally__proposal">{line}</span> }.into_any()))}
            </div>
        }
        .into_any()
    })
}

/// Says how many have given something, while that is all that may be seen.
fn entered(counted: Memo<CommitteeTally>) -> AnyView {
    let text = live_text(move || {
        let tally = counted.get();
        let given = tally.answers() + tally.abstain + tally.cannot + tally.undecided + tally.unknown;
        (words().meeting.entered)(given, tally.seats.saturating_sub(tally.absent))
    });
    view! { <p class="take__entered" role="status">{text}</p> }.into_any()
}

/// Is one row of the tally.
struct Bar {
    grade: Grade,
    tone: String,
    votes: std::sync::Arc<dyn Fn() -> u32 + Send + Sync>,
    of: std::sync::Arc<dyn Fn() -> Option<u32> + Send + Sync>,
}

fn bar(
    grade: &Grade,
    tone: String,
    votes: impl Fn() -> u32 + Send + Sync + 'static,
    of: impl Fn() -> Option<u32> + Send + Sync + 'static,
) -> Bar {
    Bar { grade: grade.clone(), tone, votes: std::sync::Arc::new(votes), of: std::sync::Arc::new(of) }
}

impl Bar {
    fn view(&self) -> AnyView {
        let (votes, counted, of) = (self.votes.clone(), self.votes.clone(), self.of.clone());
        let share = move || of().and_then(|of| share(counted(), of));
        let width = share.clone();
        view! {
            <tr class="tally__row" data-tone=self.tone.clone()>
                <th scope="row" class="tally__grade">
                    <span class="tally__key">{self.grade.key.clone()}</span>
                    <span class="tally__label">{self.grade.label.clone()}</span>
                </th>
                <td class="tally__votes">{live_text(move || votes().to_string())}</td>
                <td class="tally__share">
                    <span class="tally__bar" style:width=move || format!("{}%", width().unwrap_or(0).min(100))></span>
                    <span class="tally__percent">{live_text(move || share().map(|it| format!("{it}%")).unwrap_or_default())}</span>
                </td>
            </tr>
        }
        .into_any()
    }
}

/// The committee's tally and decision of the year before, where there is one.
fn last_year(taking: Taking, axis: Axis, scale: Scale) -> AnyView {
    let w = &words().meeting;
    live_option(move || {
        let node = taking.node.get()?;
        taking.session.track(Topic::Years);
        let line = taking.session.read(|workbook| {
            let before = last_year::before(workbook, taking.year)?;
            let book = workbook.year(before)?;
            let tally = tally(workbook, before, node, axis.id);
            let decided = book.decisions.get((node, axis.id)).and_then(|it| it.grade);
            if (tally.is_empty() && decided.is_none()) || sitting::is_hidden(book, node) {
                return None;
            }
            let own = book.form.axis(axis.id).and_then(|axis| book.form.scale(axis.scale));
            let scale = own.unwrap_or(&scale);
            let counts = scale.grades.iter().map(|it| format!("{} {}", it.key, tally.grade(it.id)));
            let decided = decided.and_then(|it| scale.key(it)).map(w.decided);
            let line: Vec<String> = counts.chain(decided).collect();
            Some(format!("{}　{}", (w.last_year)(&book.label), line.join("　")))
        });
        Some(view! { <p class="take__before">{line?}</p> }.into_any())
    })
}

/// The self-ratings of what stands below the item.
fn self_ratings(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let fields = Memo::new(move |_| {
        taking.session.track(Topic::Form(taking.year));
        taking.book(|book| {
            book.form.rating_fields().map(|(field, scale)| (field.id, scale.clone())).collect::<Vec<_>>()
        })
    });
    live(move || {
        let fields = fields.get().into_iter().enumerate().map(|(at, (_, scale))| {
            let counts = Memo::new(move |_| {
                let ratings = taking.session.ratings(taking.year);
                let node = taking.node.get();
                node.and_then(|node| ratings.get(at).map(|it| it.section(node))).unwrap_or_default()
            });
            view! { <CountsLine label=w.self_ratings.to_string() scale counts/> }.into_any()
        });
        fields.collect::<Vec<_>>().into_any()
    })
}
