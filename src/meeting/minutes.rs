//! The draft of a meeting's minutes (議事録案), as plain text.

use super::results::{ItemResult, Results};
use crate::model::committee::{Attendance, AttendanceState, Meeting, Member, Way};
use crate::model::form::{Heading, Scale};
use crate::model::id::{MeetingId, MemberId, NodeId};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::attendance::{attended, roster};
use crate::tally::committee::Class;
use crate::words::Words;

/// Writes the draft. What people typed stands in it as they typed it.
pub fn minutes(
    workbook: &Workbook,
    year: FiscalYear,
    meeting: MeetingId,
    results: &Results,
    words: &Words,
) -> String {
    let Some((book, meeting)) =
        workbook.year(year).and_then(|book| Some((book, book.meetings.get(meeting)?)))
    else {
        return String::new();
    };
    let mut draft = Draft { book, words, text: String::new() };
    draft.head(workbook, meeting);
    draft.attendance(meeting);
    draft.line("");
    draft.line(words.results.minutes_items);
    for (at, item) in results.items.iter().enumerate() {
        draft.line("");
        draft.item(at + 1, item, results);
    }
    draft.stray(results);
    draft.text
}

struct Draft<'a> {
    book: &'a YearBook,
    words: &'a Words,
    text: String,
}

impl Draft<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes `　label：text`, or nothing where there is no text.
    fn entry(&mut self, label: &str, text: &str) {
        if !text.trim().is_empty() {
            self.line(&format!("　{label}：{text}"));
        }
    }

    fn head(&mut self, workbook: &Workbook, meeting: &Meeting) {
        let w = &self.words.results;
        let content = workbook.content();
        self.line(&(w.minutes_title)(&meeting.title));
        self.line("");
        let day = (self.words.committee.day_of)(&meeting.day);
        let plan = format!("{} {}（{}）", content.municipality, content.title, self.book.label);
        for (label, text) in [
            (w.minutes_plan, plan.trim()),
            (w.minutes_day, day.as_str()),
            (w.minutes_place, meeting.place.as_str()),
            (w.minutes_section, meeting.section.as_str()),
        ] {
            self.entry(label, text);
        }
    }

    fn attendance(&mut self, meeting: &Meeting) {
        let (w, of) = (&self.words.results, &self.words.committee);
        self.line("");
        self.line(w.minutes_attendance);
        let members = roster(self.book, meeting);
        let noted = |member: &Member| self.book.attendances.get((meeting.id, member.id));
        let list = |is: &dyn Fn(Option<&Attendance>) -> bool| {
            let some = members.iter().filter(|member| is(noted(member)));
            let name =
                |member: &&Member| (w.minutes_member)(member, noted(member).map_or("", |it| it.time.trim()));
            some.map(name).collect::<Vec<_>>().join("、")
        };
        let lines: Vec<(&str, String)> = AttendanceState::ALL
            .into_iter()
            .map(|state| ((of.state)(state), list(&|it| it.is_some_and(|it| it.state == state))))
            .chain([(w.not_noted, list(&|it| it.is_none()))])
            .collect();
        for (label, names) in lines {
            self.entry(label, &names);
        }
        let quorum = (of.attended)(self.book, &attended(self.book, meeting));
        self.entry(w.minutes_quorum, &quorum);
    }

    fn item(&mut self, number: usize, item: &ItemResult, results: &Results) {
        let w = &self.words.results;
        self.line(&format!("（{number}）{}", heading(self.book, item.node)));
        if let Some(meeting) = item.elsewhere.and_then(|id| self.book.meetings.get(id)) {
            self.line(&format!("　{}", (w.elsewhere)(&meeting.title)));
        }
        if item.parked {
            self.line(&format!("　{}", w.minutes_parked));
        }
        self.entry(self.words.meeting.way, (self.words.meeting.way_of)(item.way));
        if item.hidden {
            self.line(&format!("　{}", w.minutes_hidden));
        }
        for (at, (axis, scale)) in results.axes.iter().enumerate().filter(|_| !item.hidden) {
            let several = results.axes.len() > 1;
            let name = |label: &str| match several {
                true => format!("{label}（{}）", axis.label),
                false => label.to_string(),
            };
            let it = &item.axes[at];
            if let Some(tally) = it.tally.as_ref().filter(|it| item.way != Way::Discussion || !it.is_empty())
            {
                self.entry(&name(w.minutes_counts), &(w.counts)(tally, scale, results.base));
            }
            if results.named {
                self.votes(&name(w.minutes_votes), &it.votes, scale);
            }
            let decided = (w.decided)(it.decision.as_ref(), it.disputed, scale);
            self.entry(&name(w.minutes_decision), &decided);
            if let Some(decision) = it.decision.as_ref().filter(|_| !it.disputed) {
                self.entry(&name(w.minutes_reason), &decision.reason);
            }
        }
        for heading in &self.book.form.committee.headings {
            self.remarks(item.node, heading);
        }
        for it in &item.reopened {
            self.line(&format!("　{}", (w.minutes_reopened)(&it.time, &it.reason)));
        }
        if !item.late.is_empty() {
            self.line(&format!("　{}", (w.minutes_late)(item.late.len())));
        }
    }

    fn votes(&mut self, label: &str, votes: &[(MemberId, Class)], scale: &Scale) {
        let vote = |(id, class): &(MemberId, _)| {
            format!("{} {}", name(self.book, *id, self.words), (self.words.results.class)(*class, scale))
        };
        let votes = votes.iter().map(vote).collect::<Vec<_>>().join("、");
        self.entry(label, &votes);
    }

    fn remarks(&mut self, node: NodeId, heading: &Heading) {
        let remarks = self.book.remarks(node, heading.id);
        if remarks.is_empty() {
            return;
        }
        self.line(&format!("　{}：", heading.label));
        for it in remarks {
            let author = it.author.filter(|_| self.book.form.committee.named_opinions);
            let author = author.map(|id| (self.words.app.said_by)(&name(self.book, id, self.words)));
            self.line(&format!("　・{}{}", it.text, author.unwrap_or_default()));
        }
    }

    fn stray(&mut self, results: &Results) {
        if results.stray.is_empty() {
            return;
        }
        self.line("");
        self.line(self.words.results.minutes_stray);
        for it in &results.stray {
            let line = (self.words.results.stray)(it.dropped, it.member.is_some());
            self.line(&format!("　{}：{line}", heading(self.book, it.node)));
        }
    }
}

fn heading(book: &YearBook, node: NodeId) -> String {
    book.nodes.get(node).map(|node| node.heading()).unwrap_or_default()
}

/// Returns a member's name, also of one who is no longer on the roster.
pub fn name(book: &YearBook, id: MemberId, words: &Words) -> String {
    book.members.get(id).map_or_else(|| words.results.nobody.into(), |member| member.name.clone())
}
