//! A place in a file, with the names that a person knows it by.

use crate::model::content::Content;
use crate::model::place::{ElementKey, NodePart, Place, PlanPart, YearPart};
use std::fmt;

/// Is a place in a file: the keys from the outermost object inwards, and the line where it is known.
///
/// Shown as `content.years.2019.nodes[3].values.rating`; `words::read` says it in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The steps from the outside inwards.
    pub steps: Vec<Step>,
    /// The line in the file, from 1.
    pub line: Option<usize>,
}

/// Is one step into an object or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The key, or the number of the element from 0.
    pub key: String,
    /// What a person calls it: a year's label, an item's number and title, a field's label.
    pub name: Option<String>,
}

impl Step {
    pub(super) fn plain(key: impl Into<String>) -> Step {
        Step { key: key.into(), name: None }
    }

    fn named(key: impl ToString, name: Option<String>) -> Step {
        Step { key: key.to_string(), name: name.filter(|name| !name.is_empty()) }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.steps.iter().enumerate() {
            let number = !step.key.is_empty() && step.key.bytes().all(|b| b.is_ascii_digit());
            match (number && self.steps[..at].last().is_some_and(|above| above.key != "years"), at) {
                (true, _) => write!(f, "[{}]", step.key)?,
                (false, 0) => f.write_str(&step.key)?,
                (false, _) => write!(f, ".{}", step.key)?,
            }
        }
        Ok(())
    }
}

impl Spot {
    /// Names a register's place with the words of the content.
    pub fn of(place: &Place, content: &Content) -> Spot {
        let names = |id: &str| name_in(content, place, id);
        Spot { steps: steps_of(place, &names), line: None }
    }

    /// Returns how many of its steps have a name that a person knows.
    pub fn named(&self) -> usize {
        self.steps.iter().filter(|step| step.name.is_some()).count()
    }

    pub(super) fn at(keys: &[&str]) -> Spot {
        Spot { steps: keys.iter().map(|key| Step::plain(*key)).collect(), line: None }
    }

    /// Puts a step in front.
    pub(super) fn inside(mut self, key: &str) -> Spot {
        self.steps.insert(0, Step::plain(key));
        self
    }
}

/// Returns the steps to where a register's value stands in the content.
pub(super) fn steps_of(place: &Place, names: &dyn Fn(&str) -> Option<String>) -> Vec<Step> {
    let mut steps = vec![Step::plain("content")];
    if let Place::Plan(part) = place {
        steps.push(Step::plain(match part {
            PlanPart::Municipality => "municipality",
            PlanPart::Title => "title",
            PlanPart::Errand => "errand",
            PlanPart::Answer => "answer",
        }));
    }
    if let Some(year) = place.year() {
        steps.push(Step::plain("years"));
        steps.push(Step::named(year, names(&year.to_string())));
    }
    match place {
        Place::Plan(_) => {}
        Place::Year(_, part) => steps.extend(year_steps(*part).iter().map(|key| Step::plain(*key))),
        Place::Node(_, node, part) => {
            steps.push(Step::plain("nodes"));
            steps.push(Step::named(node, names(&node.to_string())));
            steps.extend(node_steps(part, names));
        }
        Place::Element(_, key) => {
            let (table, ids) = element_step(key);
            steps.push(Step::plain(table));
            let name = ids.iter().filter_map(|id| names(id)).collect::<Vec<_>>().join("・");
            steps.push(Step::named(ids.join("/"), Some(name)));
        }
    }
    steps
}

fn year_steps(part: YearPart) -> &'static [&'static str] {
    match part {
        YearPart::Label => &["label"],
        YearPart::Closed => &["closed"],
        YearPart::Dropped => &["dropped"],
        YearPart::FormName => &["form", "name"],
        YearPart::Levels => &["form", "levels"],
        YearPart::Fields => &["form", "fields"],
        YearPart::Scales => &["form", "scales"],
        YearPart::Committee => &["form", "committee"],
        YearPart::Sheet => &["form", "sheet"],
    }
}

fn node_steps(part: &NodePart, names: &dyn Fn(&str) -> Option<String>) -> Vec<Step> {
    let plain = |key: &str| vec![Step::plain(key)];
    match part {
        NodePart::Level => plain("level"),
        NodePart::Number => plain("number"),
        NodePart::Title => plain("title"),
        NodePart::Position => plain("position"),
        NodePart::Repeat => plain("repeat"),
        NodePart::Review => plain("review"),
        NodePart::Dropped => plain("dropped"),
        NodePart::Value(field) => {
            vec![Step::plain("values"), Step::named(field, names(&field.to_string()))]
        }
    }
}

fn element_step(key: &ElementKey) -> (&'static str, Vec<String>) {
    match key {
        ElementKey::Department(id) => ("departments", vec![id.to_string()]),
        ElementKey::Indicator(id) => ("indicators", vec![id.to_string()]),
        ElementKey::Figure(id, year) => ("figures", vec![id.to_string(), year.to_string()]),
        ElementKey::Member(id) => ("members", vec![id.to_string()]),
        ElementKey::Meeting(id) => ("meetings", vec![id.to_string()]),
        ElementKey::Attendance(meeting, member) => {
            ("attendances", vec![meeting.to_string(), member.to_string()])
        }
        ElementKey::Agenda(meeting, node) => ("agenda", vec![meeting.to_string(), node.to_string()]),
        ElementKey::Proceeding(meeting, node) => ("proceedings", vec![meeting.to_string(), node.to_string()]),
        ElementKey::Round(id) => ("rounds", vec![id.to_string()]),
        ElementKey::Ballot(r, n, _, m) => ("ballots", vec![r.to_string(), n.to_string(), m.to_string()]),
        ElementKey::HandCount(r, n, _) => ("handCounts", vec![r.to_string(), n.to_string()]),
        ElementKey::Decision(n, _) => ("decisions", vec![n.to_string()]),
        ElementKey::Opinion(id) => ("opinions", vec![id.to_string()]),
        ElementKey::Request(id) => ("requests", vec![id.to_string()]),
        ElementKey::Receipt(id) => ("receipts", vec![id.to_string()]),
        ElementKey::Contribution(n, f, d) => {
            ("contributions", vec![n.to_string(), f.to_string(), d.to_string()])
        }
    }
}

/// Looks up what a person calls an id in the place's year; a year by its label.
fn name_in(content: &Content, place: &Place, id: &str) -> Option<String> {
    let book = content.years.get(&place.year()?)?;
    if place.year().is_some_and(|year| year.to_string() == id) {
        return Some(book.label.clone());
    }
    let id = id.parse::<crate::model::id::Id>().ok()?;
    let node = || book.nodes.get(id.into()).map(|node| node.heading());
    let field = || book.form.field(id.into()).map(|field| field.label_in(&book.label));
    let member = || book.members.get(id.into()).map(|member| member.name.clone());
    let round = || book.rounds.get(id.into()).map(|round| round.label.clone());
    let meeting = || book.meetings.get(id.into()).map(|meeting| meeting.title.clone());
    let department = || book.departments.get(id.into()).map(|department| department.name.clone());
    let indicator = || book.indicators.get(id.into()).map(|indicator| indicator.label.clone());
    let last = match place {
        Place::Node(_, node_id, _) if node_id.0 == id => node(),
        Place::Node(..) => field(),
        _ => node().or_else(member).or_else(round).or_else(meeting).or_else(department).or_else(field),
    };
    last.or_else(indicator)
}
