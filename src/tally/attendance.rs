//! Who is there: the roll of a meeting, and whether there is a quorum (定足数).

use crate::model::committee::{Attendance, AttendanceState, Meeting, Member, Presence, Roll};
use crate::model::form::Quorum;
use crate::model::year_book::YearBook;

/// Counts who is there, with what the quorum is reckoned from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attended {
    /// 定数: members of the meeting.
    pub seats: u32,
    /// In the room, late ones who have come included.
    pub room: u32,
    /// Connected by Web.
    pub web: u32,
    /// By a proxy.
    pub proxy: u32,
    /// In writing.
    pub paper: u32,
    /// Late, and not there yet.
    pub awaited: u32,
    /// Left early.
    pub left: u32,
    /// Absent.
    pub absent: u32,
    /// Of whom nobody has said anything yet.
    pub unknown: u32,
    /// 出席: those who count for the quorum.
    pub counted: u32,
    /// How many the quorum needs; none where there is no rule.
    pub needed: Option<u32>,
}

impl Attended {
    /// Returns whether there is a quorum; `None` where there is no rule.
    pub fn is_valid(&self) -> Option<bool> {
        self.needed.map(|needed| self.counted >= needed)
    }
}

/// Returns who belongs to a meeting, in the order of the roster: the members of its 部会, and who
/// has left the committee only where an attendance there was noted.
pub fn roster<'a>(book: &'a YearBook, meeting: &Meeting) -> Vec<&'a Member> {
    let of_section =
        |member: &Member| meeting.section.is_empty() || member.section.trim() == meeting.section.trim();
    let noted = |member: &Member| book.attendances.contains((meeting.id, member.id));
    let belongs = |member: &&Member| noted(member) || (!member.retired && of_section(member));
    book.roster().into_iter().filter(belongs).collect()
}

/// Returns where each member of a meeting is at this moment.
pub fn roll(book: &YearBook, meeting: &Meeting) -> Vec<Roll> {
    let here = |member: &Member| Roll {
        member: member.id,
        presence: book.attendances.get((meeting.id, member.id)).map_or(Presence::Unknown, presence),
    };
    roster(book, meeting).into_iter().map(here).collect()
}

/// Returns where an attendance leaves a member: somebody late is there once the time is noted,
/// somebody who leaves early is until then.
pub fn presence(attendance: &Attendance) -> Presence {
    let timed = !attendance.time.trim().is_empty();
    match attendance.state {
        AttendanceState::Present | AttendanceState::Web => Presence::Here,
        AttendanceState::Late if timed => Presence::Here,
        AttendanceState::LeftEarly if !timed => Presence::Here,
        AttendanceState::Proxy => Presence::Proxy,
        AttendanceState::Paper => Presence::Paper,
        AttendanceState::Late | AttendanceState::LeftEarly | AttendanceState::Absent => Presence::Away,
    }
}

/// Returns whether a presence counts among those present (出席), by the rules of the form.
pub fn counts_as_present(book: &YearBook, presence: Presence) -> bool {
    match presence {
        Presence::Here => true,
        Presence::Proxy => !book.form.committee.without_proxy,
        Presence::Paper => book.form.committee.with_paper,
        Presence::Unknown | Presence::Away => false,
    }
}

/// Counts who is at a meeting.
pub fn attended(book: &YearBook, meeting: &Meeting) -> Attended {
    let mut out = Attended::default();
    for member in roster(book, meeting) {
        out.seats += 1;
        let Some(attendance) = book.attendances.get((meeting.id, member.id)) else {
            out.unknown += 1;
            continue;
        };
        let presence = presence(attendance);
        out.counted += u32::from(counts_as_present(book, presence));
        let slot = match (attendance.state, presence) {
            (AttendanceState::Web, _) => &mut out.web,
            (AttendanceState::Late, Presence::Away) => &mut out.awaited,
            (AttendanceState::LeftEarly, Presence::Away) => &mut out.left,
            (_, Presence::Proxy) => &mut out.proxy,
            (_, Presence::Paper) => &mut out.paper,
            (_, Presence::Away) => &mut out.absent,
            _ => &mut out.room,
        };
        *slot += 1;
    }
    out.needed = match book.form.committee.quorum {
        Quorum::None => None,
        Quorum::MoreThanHalf => Some(out.seats / 2 + 1),
        Quorum::HalfOrMore => Some(out.seats.div_ceil(2)),
        Quorum::AtLeast(needed) => Some(needed),
    };
    out
}
