//! The pieces of a screen: the item, its counts, what was settled, remarks.

use crate::app::words;
use crate::meeting::pages::Piece;
use crate::meeting::screen::{GradeCount, OtherAxis, Screen, Settled, View};
use leptos::prelude::*;

/// From how many characters on a grade's name stands as a phrase, not as a letter.
const PHRASE: usize = 3;

/// Draws a screen; nothing where there is none.
pub fn face(screen: Option<&Screen>) -> AnyView {
    let Some(screen) = screen else { return ().into_any() };
    let w = &words().screen;
    let (middle, below) = match screen.view {
        View::Opinions(page) => (opinions(&screen.opinions), page_line(page, screen.pages)),
        View::Counts => (middle(screen), below(screen)),
    };
    view! {
        <div class="screen__head">
            <p class="screen__meeting">
                <span>{screen.meeting.clone()}</span>
                {screen.closed.then(|| view! { <span class="screen__closed">{w.closed}</span> })}
                <span class="screen__axis">{screen.axis.clone()}</span>
            </p>
            <h1 class="screen__item">{screen.heading()}</h1>
        </div>
        <div class="screen__middle">{middle}</div>
        <div class="screen__foot">{below}</div>
    }
    .into_any()
}

fn middle(screen: &Screen) -> AnyView {
    let w = &words().screen;
    let scale = || {
        let grade = |grade: &GradeCount| view! { <li class="screen-scale__grade">{badge(grade)}</li> };
        view! { <ul class="screen-scale">{screen.grades.iter().map(grade).collect_view()}</ul> }
    };
    if screen.hidden {
        return view! {
            <p class="screen__state">{w.hidden}</p>
            <p class="screen__entered">
                <span class="screen__entered-label">{w.entered}</span>
                <span class="screen__number">{screen.given}</span>
                <span class="screen__of">{screen.expected.map(w.of)}</span>
            </p>
            {scale()}
        }
        .into_any();
    }
    if screen.has_no_counts() {
        return match &screen.decision {
            Some(decision) => decided(decision, true),
            None => view! { <p class="screen__state">{w.discussion}</p> {scale()} }.into_any(),
        };
    }
    let many = screen.grades.len() > 6;
    view! {
        <ul class="screen-counts" aria-label=w.grades data-many=many.then_some("")>
            {screen.grades.iter().map(count).collect_view()}
        </ul>
    }
    .into_any()
}

fn count(grade: &GradeCount) -> AnyView {
    let share = grade.share;
    view! {
        <li class="screen-count" data-tone=grade.tone>
            {badge(grade)}
            <span class="screen-count__votes">
                <span class="screen-count__digits">{grade.votes}</span>
                <span class="visually-hidden">{words().screen.votes}</span>
            </span>
            <span class="screen-count__share">
                <span class="screen-count__track">
                    <span
                        class="screen-count__bar"
                        style:width=format!("{}%", share.unwrap_or(0).min(100))
                    ></span>
                </span>
                <span class="screen-count__percent">{share.map(|share| format!("{share}%"))}</span>
            </span>
        </li>
    }
    .into_any()
}

/// Draws a grade's letter in its shape, with its name beside it; a phrase stands by itself.
fn badge(grade: &GradeCount) -> AnyView {
    let phrase = is_phrase(&grade.key);
    let label = (!grade.label.is_empty() && grade.label != grade.key).then(|| grade.label.clone());
    view! {
        <span class="screen-badge" data-tone=grade.tone data-phrase=phrase.then_some("")>
            <span class="screen-badge__key">{grade.key.clone()}</span>
            {label.map(|label| view! { <span class="screen-badge__label">{label}</span> })}
        </span>
    }
    .into_any()
}

fn is_phrase(key: &str) -> bool {
    key.chars().count() >= PHRASE
}

fn below(screen: &Screen) -> AnyView {
    let w = &words().screen;
    let classes = screen.classes.iter().map(|(class, n)| {
        view! { <span class="screen__class">{(w.class)(*class)}" "<b>{*n}</b></span> }
    });
    let base = (!screen.hidden && !screen.has_no_counts()).then(|| {
        view! {
            <span class="screen__base">{(w.base)(screen)}</span>
            <span class="screen__shares">{(w.shares_of)(screen.base)}</span>
        }
    });
    let in_the_middle = screen.has_no_counts();
    let decision = screen.decision.as_ref().filter(|_| !in_the_middle).map(|it| decided(it, false));
    view! {
        <p class="screen__line">{base}{classes.collect_view()}</p>
        {screen.others.iter().filter(|_| !screen.hidden).map(other).collect_view()}
        {decision}
    }
    .into_any()
}

fn other(axis: &OtherAxis) -> AnyView {
    let w = &words().screen;
    let counts = axis.counts.iter().map(|(key, votes)| {
        view! { <span class="screen__class">{key.clone()}" "<b>{*votes}</b></span> }
    });
    let decision = axis.decision.as_ref().map(|decision| {
        let key = if decision.key.is_empty() { w.no_grade.into() } else { decision.key.clone() };
        view! { <span class="screen__class">{w.decision}" "<b>{key}</b></span> }
    });
    view! {
        <p class="screen__line screen__line--other">
            <span class="screen__axis">{axis.label.clone()}</span>
            {counts.collect_view()}
            {decision}
        </p>
    }
    .into_any()
}

fn decided(decision: &Settled, alone: bool) -> AnyView {
    let w = &words().screen;
    let grade = match decision.key.as_str() {
        "" => view! { <b class="screen-decision__none">{w.no_grade}</b> }.into_any(),
        _ => badge(&GradeCount {
            key: decision.key.clone(),
            label: decision.label.clone(),
            tone: decision.tone,
            votes: None,
            share: None,
        }),
    };
    let reason = (!decision.reason.is_empty()).then(|| {
        view! { <p class="screen-decision__reason">{w.reason}"："{decision.reason.clone()}</p> }
    });
    view! {
        <section class="screen-decision" data-alone=alone.then_some("") aria-label=w.decision>
            <h2 class="screen-decision__label">{w.decision}</h2>
            {grade}
            {reason}
        </section>
    }
    .into_any()
}

fn opinions(pieces: &[Piece]) -> AnyView {
    let w = &words().screen;
    if pieces.is_empty() {
        return view! { <p class="screen__state">{w.no_opinions}</p> }.into_any();
    }
    let piece = |piece: &Piece| {
        let heading = (!piece.heading.is_empty())
            .then(|| view! { <h2 class="screen-opinions__heading">{piece.heading.clone()}</h2> });
        let author = (!piece.author.is_empty()).then(|| (w.author)(&piece.author));
        view! {
            {heading}
            <p class="screen-opinions__text" data-goes-on=piece.goes_on.then_some("")>
                {piece.text.trim_end().to_string()}
                <span class="screen-opinions__author">{author}</span>
            </p>
        }
    };
    view! { <div class="screen-opinions">{pieces.iter().map(piece).collect_view()}</div> }.into_any()
}

fn page_line(page: u32, pages: u32) -> AnyView {
    let w = &words().screen;
    let line = (pages > 0).then(|| (w.page)(page + 1, pages));
    view! { <p class="screen__line"><span class="screen__base">{w.opinions}</span><span>{line}</span></p> }
        .into_any()
}
