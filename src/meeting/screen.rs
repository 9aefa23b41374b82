//! What the projector shows of a meeting: a small value, made where the meeting is run.

use super::pages::{Piece, Remark, pages};
use crate::model::committee::{Proceeding, Way};
use crate::model::form::{Axis, Base, Scale};
use crate::model::id::{AxisId, MeetingId, NodeId};
use crate::model::place::{ElementKey, Place};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::committee::{CommitteeTally, tally};
use crate::tally::proposal::{base, share};
use crate::tally::sitting::{is_hidden, proceeding};
use serde::{Deserialize, Serialize};

/// Is what the projector shows of an item. While its ratings are hidden, none are in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Screen {
    /// The meeting's title.
    pub meeting: String,
    /// The item's number as printed.
    pub number: String,
    /// The item's title.
    pub title: String,
    /// The axis; empty where there is one only.
    pub axis: String,
    /// Whether the ratings are hidden until they are revealed.
    pub hidden: bool,
    /// Whether the item is dealt with by discussion (協議).
    pub discussion: bool,
    /// Whether the item is closed (締切).
    pub closed: bool,
    /// The grades, in the order of the scale.
    pub grades: Vec<GradeCount>,
    /// What the shares are reckoned from.
    pub base: Base,
    /// 回答: who gave a grade; none while hidden.
    pub answers: Option<u32>,
    /// 出席, where attendance was taken.
    pub present: Option<u32>,
    /// 定数; 0 where no roster is known.
    pub seats: u32,
    /// How many have given anything, a grade or not.
    pub given: u32,
    /// Of how many something is expected, where a roster is known: all but those who are absent.
    pub expected: Option<u32>,
    /// The classes that are no grades, where there is anybody in them; while hidden the absent only.
    pub classes: Vec<(Class, u32)>,
    /// What was settled on this axis; none while hidden, and while two contradict.
    pub decision: Option<Settled>,
    /// The other axes.
    pub others: Vec<OtherAxis>,
    /// What of it is shown.
    pub view: View,
    /// The remarks of the page that is shown.
    pub opinions: Vec<Piece>,
    /// How many pages of remarks there are.
    pub pages: u32,
}

/// Is a grade with its votes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeCount {
    /// What is printed: A, ◎, 順調に進んだ.
    pub key: String,
    /// A short name; may be empty.
    pub label: String,
    /// The number of its colour and shape, from 1 for the first.
    pub tone: u32,
    /// Votes; none while hidden.
    pub votes: Option<u32>,
    /// The share of the base in whole percent; none while hidden, and where the base is not known.
    pub share: Option<u32>,
}

/// Names the classes of members that are no grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Class {
    /// 棄権
    Abstain,
    /// 評価できない
    Cannot,
    /// 未提出
    Missing,
    /// 欠席
    Absent,
    /// 未確定
    Undecided,
    /// Gave a grade that the scale no longer has.
    Unknown,
}

/// Is what was settled on an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// The grade; empty where none was reached (評価なし).
    pub key: String,
    /// The grade's short name.
    pub label: String,
    /// The number of its colour and shape; 0 where there is no grade.
    pub tone: u32,
    /// The reason as typed.
    pub reason: String,
}

/// Is another axis in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherAxis {
    /// The axis' name.
    pub label: String,
    /// Each grade with its votes; none while hidden.
    pub counts: Vec<(String, u32)>,
    /// What was settled.
    pub decision: Option<Settled>,
}

/// Says what of an item is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum View {
    /// The counts and what was settled.
    #[default]
    Counts,
    /// A page of the remarks, from 0; one behind the last is the last.
    Opinions(u32),
}

impl Screen {
    /// Returns number and title as one line.
    pub fn heading(&self) -> String {
        [self.number.as_str(), &self.title].join(" ").trim().into()
    }

    /// Returns whether the item is dealt with by discussion, and nothing was counted.
    pub fn has_no_counts(&self) -> bool {
        self.discussion && self.given == 0
    }

    /// Returns whether it is one that can be shown: a value from elsewhere may hold anything.
    pub fn is_sound(&self) -> bool {
        const MANY: usize = 12;
        self.grades.len() <= MANY
            && self.others.len() <= MANY
            && self.others.iter().all(|axis| axis.counts.len() <= MANY)
            && self.classes.len() <= MANY
    }
}

/// Makes what the projector shows of an item on an axis; `None` where one of them is not there.
pub fn screen(
    workbook: &Workbook,
    year: FiscalYear,
    meeting: MeetingId,
    node: NodeId,
    axis: AxisId,
    view: View,
) -> Option<Screen> {
    let book = workbook.year(year)?;
    let meeting = book.meetings.get(meeting)?;
    let item = book.nodes.get(node)?;
    let shown = Shown {
        workbook,
        year,
        book,
        node,
        meeting: meeting.id,
        hidden: is_hidden(book, (node, meeting.id)),
    };
    let own = book.form.axis(axis)?;
    let scale = book.form.scale(own.scale)?;
    let tally = tally(workbook, year, (node, meeting.id), axis);
    let axes = &book.form.committee.axes;
    let others = axes.iter().filter(|other| other.id != axis);
    let mut pages = shown.opinions();
    let (count, view) = match view {
        View::Opinions(page) => (pages.len(), View::Opinions(page.min(pages.len().saturating_sub(1) as u32))),
        View::Counts => (pages.len(), view),
    };
    let opinions = match view {
        View::Opinions(page) if count > 0 => pages.swap_remove(page as usize),
        _ => Vec::new(),
    };
    let given = tally.answers() + tally.abstain + tally.cannot + tally.undecided + tally.unknown;
    let way = book.proceedings.get((meeting.id, node)).map(|it: &Proceeding| it.way);
    Some(Screen {
        meeting: meeting.title.clone(),
        number: item.number.clone(),
        title: item.title.clone(),
        axis: if axes.len() > 1 { own.label.clone() } else { String::new() },
        hidden: shown.hidden,
        discussion: way == Some(Way::Discussion),
        closed: proceeding(book, (node, meeting.id)).is_some_and(|it| it.closed.is_some()),
        grades: shown.grades(scale, &tally),
        base: book.form.committee.base,
        answers: (!shown.hidden).then(|| tally.answers()),
        present: tally.present,
        seats: tally.seats,
        given,
        expected: (tally.seats > 0).then_some(given + tally.missing),
        classes: shown.classes(&tally),
        decision: shown.decision(own.id, scale),
        others: others.filter_map(|other| shown.other(other)).collect(),
        view,
        opinions,
        pages: count as u32,
    })
}

/// Is an item with what may be shown of it.
struct Shown<'a> {
    workbook: &'a Workbook,
    year: FiscalYear,
    book: &'a YearBook,
    node: NodeId,
    meeting: MeetingId,
    hidden: bool,
}

impl Shown<'_> {
    fn grades(&self, scale: &Scale, tally: &CommitteeTally) -> Vec<GradeCount> {
        let base = base(tally, self.book.form.committee.base);
        let grade = |(grade, tone): (&crate::model::form::Grade, u32)| {
            let votes = (!self.hidden).then(|| tally.grade(grade.id));
            GradeCount {
                key: grade.key.clone(),
                label: grade.label.clone(),
                tone,
                votes,
                share: votes.zip(base).and_then(|(votes, base)| share(votes, base)),
            }
        };
        scale.grades.iter().zip(1..).map(grade).collect()
    }

    fn classes(&self, tally: &CommitteeTally) -> Vec<(Class, u32)> {
        let all = [
            (Class::Abstain, tally.abstain),
            (Class::Cannot, tally.cannot),
            (Class::Undecided, tally.undecided),
            (Class::Unknown, tally.unknown),
            (Class::Missing, tally.missing),
            (Class::Absent, tally.absent),
        ];
        let may_show = |class: Class| !self.hidden || class == Class::Absent;
        all.into_iter().filter(|&(class, count)| count > 0 && may_show(class)).collect()
    }

    /// Returns what was settled on an axis. One whose grade the scale no longer has is left out: it
    /// can be shown neither as a grade nor as none.
    fn decision(&self, axis: AxisId, scale: &Scale) -> Option<Settled> {
        let place = Place::Element(self.year, ElementKey::Decision(self.node, axis));
        if self.hidden || self.workbook.is_conflict(&place) {
            return None;
        }
        let decision = self.book.decisions.get((self.node, axis))?;
        let reason = decision.reason.trim().to_string();
        let Some(id) = decision.grade else {
            return Some(Settled { key: String::new(), label: String::new(), tone: 0, reason });
        };
        let (grade, tone) = scale.grades.iter().zip(1..).find(|(grade, _)| grade.id == id)?;
        Some(Settled { key: grade.key.clone(), label: grade.label.clone(), tone, reason })
    }

    fn other(&self, axis: &Axis) -> Option<OtherAxis> {
        let scale = self.book.form.scale(axis.scale)?;
        let tally = tally(self.workbook, self.year, (self.node, self.meeting), axis.id);
        let counts = scale.grades.iter().filter(|_| !self.hidden);
        Some(OtherAxis {
            label: axis.label.clone(),
            counts: counts.map(|grade| (grade.key.clone(), tally.grade(grade.id))).collect(),
            decision: self.decision(axis.id, scale),
        })
    }

    fn opinions(&self) -> Vec<Vec<Piece>> {
        let part = &self.book.form.committee;
        let author = |id| match part.named_opinions {
            true => self.book.members.get(id).map_or("", |member| member.name.trim()),
            false => "",
        };
        let mut remarks = Vec::new();
        for heading in &part.headings {
            let own = self.book.remarks(self.node, heading.id);
            remarks.extend(own.into_iter().map(|it| Remark {
                heading: &heading.label,
                text: &it.text,
                author: it.author.map_or("", author),
            }));
        }
        pages(&remarks)
    }
}
