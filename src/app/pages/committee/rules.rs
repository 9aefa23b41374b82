//! きまり: the rules that the committee goes by, each with what it means.

use crate::app::parts::choice::{check, choice};
use crate::app::parts::live::{live_option, live_text};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::find::fold::fold;
use crate::model::edit::{FormEdit, YearEdit};
use crate::model::form::{Base, CommitteePart, Form, Proposal, Quorum};
use crate::model::undo::Visit;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

const BASES: [Base; 3] = [Base::Answers, Base::Present, Base::Seats];
const PROPOSALS: [Proposal; 4] = [Proposal::None, Proposal::Mode, Proposal::Majority, Proposal::Median];
/// The number of 中央値 and of 人数で決める among their options.
const MEDIAN: usize = 3;
const AT_LEAST: usize = 3;

/// Is the committee's part of the form of a year.
#[derive(Clone, Copy)]
struct Rules(Session, FiscalYear);

impl Rules {
    fn read<T: Clone + PartialEq + Send + Sync + 'static>(self, of: fn(&CommitteePart) -> T) -> Memo<T> {
        let Rules(session, year) = self;
        let none = CommitteePart::default();
        Memo::new(move |_| {
            session.track(Topic::Form(year));
            session.book(year, |book| of(&book.form.committee)).unwrap_or_else(|| of(&none))
        })
    }

    fn write(self, visit: Option<Visit>, change: &dyn Fn(&mut CommitteePart)) {
        let Rules(session, year) = self;
        let Some(mut part) = session.book(year, |book| book.form.committee.clone()) else { return };
        change(&mut part);
        session.edit(year, YearEdit::Form(FormEdit::Committee(Box::new(part))), visit);
    }

    fn check(
        self,
        id: &'static str,
        text: [&'static str; 2],
        get: fn(&CommitteePart) -> bool,
        put: fn(&mut CommitteePart, bool),
    ) -> AnyView {
        check(id, text, self.read(get), Callback::new(move |on| self.write(None, &|part| put(part, on))))
    }
}

/// Shows the rules, where the form has something to rate.
pub fn view(session: Session, year: FiscalYear, has_axes: Memo<bool>) -> AnyView {
    live_option(move || has_axes.get().then(|| rules(session, year)))
}

fn rules(session: Session, year: FiscalYear) -> AnyView {
    let w = &words().committee;
    let rules = Rules(session, year);
    let ordered = session.book(year, |book| is_ordered(&book.form)).unwrap_or(false);
    let at = |found: Option<usize>| found.unwrap_or(0);
    let base = rules.read(|part| part.base);
    let base = Memo::new(move |_| at(BASES.iter().position(|it| *it == base.get())));
    let proposal = rules.read(|part| part.proposal);
    let proposal = Memo::new(move |_| at(PROPOSALS.iter().position(|it| *it == proposal.get())));
    let set_base = move |at: usize| rules.write(None, &|part| part.base = BASES[at]);
    let set_proposal = move |at: usize| rules.write(None, &|part| part.proposal = PROPOSALS[at]);
    let hint = if ordered { w.proposal_hint.into() } else { format!("{}{}", w.proposal_hint, w.no_median) };
    let off = (!ordered).then_some(MEDIAN);
    view! {
        <section class="roster-part" aria-labelledby="rules-title">
            <h3 class="roster-part__title" id="rules-title">{w.rules}</h3>
            <p class="form-control__support">{w.rules_hint}</p>
            <div class="rules">
                {choice("rule-quorum", w.quorum, w.quorum_hint.into(), &w.quorums, kind(rules), None, Callback::new(move |at| choose_quorum(rules, at)), number(rules))}
                {choice("rule-base", w.base, w.base_hint.into(), &w.bases, base, None, Callback::new(set_base), ().into_any())}
                {choice("rule-proposal", w.proposal, hint, &w.proposals, proposal, off, Callback::new(set_proposal), ().into_any())}
                <div class="rule" role="group" aria-labelledby="rule-counting">
                    <p class="form-control__label" id="rule-counting">{w.counting}</p>
                    {rules.check("rule-proxy", w.count_proxy, |part| !part.without_proxy, |part, on| part.without_proxy = !on)}
                    {rules.check("rule-paper", w.count_paper, |part| part.with_paper, |part, on| part.with_paper = on)}
                    {rules.check("rule-absent", w.count_absent, |part| part.count_absent, |part, on| part.count_absent = on)}
                </div>
                <div class="rule" role="group" aria-labelledby="rule-showing">
                    <p class="form-control__label" id="rule-showing">{w.showing}</p>
                    {rules.check("rule-votes", w.named_votes, |part| part.named_votes, |part, on| part.named_votes = on)}
                    {rules.check("rule-opinions", w.named_opinions, |part| part.named_opinions, |part, on| part.named_opinions = on)}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Returns whether the scale of every axis is ordered, so that there is a middle.
fn is_ordered(form: &Form) -> bool {
    form.committee.axes.iter().all(|axis| form.scale(axis.scale).is_some_and(|scale| scale.ordered))
}

fn kind(rules: Rules) -> Memo<usize> {
    rules.read(|part| match part.quorum {
        Quorum::None => 0,
        Quorum::MoreThanHalf => 1,
        Quorum::HalfOrMore => 2,
        Quorum::AtLeast(_) => AT_LEAST,
    })
}

/// Takes a rule; one of a number begins with the majority, so that nothing changes by choosing it.
fn choose_quorum(rules: Rules, at: usize) {
    let Rules(session, year) = rules;
    let seats = session.book(year, |book| book.members.values().filter(|it| !it.retired).count());
    let majority = seats.unwrap_or(0) as u32 / 2 + 1;
    let quorum = match at {
        0 => Quorum::None,
        1 => Quorum::MoreThanHalf,
        2 => Quorum::HalfOrMore,
        _ => Quorum::AtLeast(majority),
    };
    rules.write(None, &|part| part.quorum = quorum);
}

/// The field for the number of the quorum, while that is the rule.
fn number(rules: Rules) -> AnyView {
    let kind = kind(rules);
    live_option(move || (kind.get() == AT_LEAST).then(|| number_field(rules)))
}

fn number_field(rules: Rules) -> AnyView {
    let w = &words().committee;
    let wrong = RwSignal::new(false);
    let visit = StoredValue::new(None);
    let value = rules.read(|part| match part.quorum {
        Quorum::AtLeast(number) => number.to_string(),
        _ => String::new(),
    });
    let write = move |typed: String| {
        let number = read_number(&typed);
        wrong.set(number.is_none());
        if let Some(number) = number {
            rules.write(visit.get_value(), &|part| part.quorum = Quorum::AtLeast(number));
        }
    };
    view! {
        <div class="rule__more">
            <label class="form-control__label" for="rule-quorum-number">{w.quorum_number}</label>
            <input
                class="input rule__number"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                id="rule-quorum-number"
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby="rule-quorum-error"
                prop:value=value
                on:focus=move |_| visit.set_value(Some(rules.0.visit()))
                on:change:target=move |event| write(event.target().value())
            />
            <p class="error-text" id="rule-quorum-error" role="alert">
                {live_text(move || if wrong.get() { w.quorum_wrong.into() } else { String::new() })}
            </p>
        </div>
    }
    .into_any()
}

/// Reads a number from 1 to 999; full-width digits are digits.
fn read_number(text: &str) -> Option<u32> {
    let folded = fold(text);
    let digits = folded.strip_suffix('人').unwrap_or(&folded);
    let is_number = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| is_number && (1..=999).contains(number))
}
