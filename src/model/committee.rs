//! The committee (推進委員会): roster, meetings, rounds, ballots, hand counts, decisions and remarks.

use super::id::{AxisId, GradeId, HeadingId, MeetingId, MemberId, NodeId, OpinionId, RoundId};
use super::order::OrderKey;
use super::table::{Keyed, unique_map};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Is one member (委員).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The member's id.
    pub id: MemberId,
    /// The name as typed.
    pub name: String,
    /// Whom the member stands for: 学識経験者, 公募市民 …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seat: String,
    /// 委員長, 副委員長, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The subcommittee (部会), or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Whether the member has left the committee (退任): kept for what was given, called no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
    /// The order on the roster.
    pub order: OrderKey,
}

/// Is one meeting (会議).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The meeting's id.
    pub id: MeetingId,
    /// The title as typed.
    pub title: String,
    /// The day as typed or `2025-02-14`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
    /// The place as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The subcommittee (部会) that meets; empty for the whole committee.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Whether the ratings of an item stay hidden until they are revealed (伏せて集計).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blind: bool,
    /// The order among the year's meetings.
    pub order: OrderKey,
}

/// Says how a member attended a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// The meeting.
    pub meeting: MeetingId,
    /// The member.
    pub member: MemberId,
    /// How.
    pub state: AttendanceState,
    /// The time of arrival or departure as typed. A late member without one has not come yet; one
    /// who leaves early without one is still there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
}

/// Names the ways to attend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AttendanceState {
    /// 出席
    Present,
    /// 遅参
    Late,
    /// 早退
    LeftEarly,
    /// Web
    Web,
    /// 代理
    Proxy,
    /// 書面
    Paper,
    /// 欠席
    Absent,
}

/// Places an item on the agenda (議題) of a meeting. A meeting without any takes all that is rated,
/// in the order of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// The meeting.
    pub meeting: MeetingId,
    /// The item.
    pub node: NodeId,
    /// The order in which items are called.
    pub order: OrderKey,
}

/// Says how a meeting deals with one item (審議).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Proceeding {
    /// The meeting.
    pub meeting: MeetingId,
    /// The item.
    pub node: NodeId,
    /// How ratings are taken; ballots and hands that are there count whatever it says.
    #[serde(default)]
    pub way: Way,
    /// Whether it was put off (保留).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub parked: bool,
    /// Whether its ratings are shown, where the meeting hides them until then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revealed: bool,
    /// Who was in the room when hands were counted; who comes or leaves later changes nothing here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roll: Vec<Roll>,
    /// Present while it is closed (締切): what was counted then is what counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
    /// Why it was opened again, each time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopened: Vec<Reopening>,
}

/// Names the ways to take ratings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// 記名: each member by name.
    #[default]
    Named,
    /// 挙手: counts of hands.
    Hands,
    /// 協議: by discussion, without a count.
    Discussion,
}

/// Says where a member was while an item was dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Roll {
    /// The member.
    pub member: MemberId,
    /// Where.
    pub presence: Presence,
}

/// Names where a member can be while an item is dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Presence {
    /// Nobody has said yet.
    Unknown,
    /// In the room, or connected.
    Here,
    /// In the room by a proxy (代理).
    Proxy,
    /// Takes part in writing (書面).
    Paper,
    /// Not there.
    Away,
}

/// Holds what was counted when an item was closed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// The time as typed, or `14:05`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// Who was where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roll: Vec<Roll>,
    /// The ballots, those with one vote together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<Counted>,
    /// The hand counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<HandCount>,
}

/// Lists the members who had given one vote when an item was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The round.
    pub round: RoundId,
    /// The axis.
    pub axis: AxisId,
    /// The vote.
    pub vote: Vote,
    /// The members.
    pub members: Vec<MemberId>,
}

/// Says when and why an item was opened again after it had been closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reopening {
    /// The time as typed, or `14:05`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// The reason as typed.
    pub reason: String,
}

/// Is one round of ratings: 事前評価, 会議 …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// The round's id.
    pub id: RoundId,
    /// The label.
    pub label: String,
    /// The meeting in which it is held; none for ratings given beforehand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// The order of the rounds; a later one replaces an earlier one in the tally.
    pub order: OrderKey,
}

/// Is one ballot (委員票): what a member gave an item on an axis in a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The round.
    pub round: RoundId,
    /// The item.
    pub node: NodeId,
    /// The axis.
    pub axis: AxisId,
    /// The member.
    pub member: MemberId,
    /// What was given.
    pub vote: Vote,
    /// The member's comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// Whether the secretariat entered it from a paper (代理入力).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proxy: bool,
}

/// Is what a member gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Vote {
    /// A grade.
    Grade(GradeId),
    /// 棄権
    Abstain,
    /// 評価できない
    Cannot,
    /// 不在: not in the room for this item.
    Away,
}

/// Is a count by show of hands (挙手集計), of those present without a named ballot in the round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandCount {
    /// The round.
    pub round: RoundId,
    /// The item.
    pub node: NodeId,
    /// The axis.
    pub axis: AxisId,
    /// The counts per grade; a grade that is missing has none.
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<GradeId, u32>,
    /// 棄権
    #[serde(default, skip_serializing_if = "is_zero")]
    pub abstain: u32,
    /// 評価できない
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cannot: u32,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Is what the committee settled (決定) for an item on an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The item.
    pub node: NodeId,
    /// The axis.
    pub axis: AxisId,
    /// The grade; none where none was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<GradeId>,
    /// The reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Is one remark (意見) under a heading of the committee's part, also one point of 今後の方向性.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// The remark's id.
    pub id: OpinionId,
    /// The item.
    pub node: NodeId,
    /// The heading under which it stands.
    pub heading: HeadingId,
    /// The text as typed.
    pub text: String,
    /// Who said it, where that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<MemberId>,
    /// The order under its heading.
    pub order: OrderKey,
}

/// Names a ballot: round, item, axis, member.
pub type BallotKey = (RoundId, NodeId, AxisId, MemberId);
/// Names a hand count: round, item, axis.
pub type HandCountKey = (RoundId, NodeId, AxisId);
/// Names a decision: item, axis.
pub type DecisionKey = (NodeId, AxisId);
/// Names an attendance: meeting, member.
pub type AttendanceKey = (MeetingId, MemberId);
/// Names what a meeting does with an item: meeting, item.
pub type SittingKey = (MeetingId, NodeId);

impl AttendanceState {
    /// All ways to attend, in the order in which they are offered and listed.
    pub const ALL: [Self; 7] =
        [Self::Present, Self::Late, Self::LeftEarly, Self::Web, Self::Proxy, Self::Paper, Self::Absent];
}

impl HandCount {
    /// The most hands that are counted for one grade; what a file says beyond it is cut.
    pub const MOST: u32 = 9_999;

    /// Returns how many hands were counted in all.
    pub fn raised(&self) -> u32 {
        self.counts.values().chain(&[self.abstain, self.cannot]).map(|&count| count.min(Self::MOST)).sum()
    }
}

impl Proceeding {
    /// Makes one with which nothing was done yet.
    pub fn new(meeting: MeetingId, node: NodeId) -> Self {
        Self {
            meeting,
            node,
            way: Way::Named,
            parked: false,
            revealed: false,
            roll: Vec::new(),
            closed: None,
            reopened: Vec::new(),
        }
    }
}

macro_rules! keyed {
    ($($type:ty, $key:ty, $self:ident => $body:expr;)*) => {$(
        impl Keyed for $type {
            type Key = $key;
            fn key(&$self) -> $key {
                $body
            }
        }
    )*};
}

keyed! {
    Member, MemberId, self => self.id;
    Meeting, MeetingId, self => self.id;
    Attendance, AttendanceKey, self => (self.meeting, self.member);
    AgendaItem, SittingKey, self => (self.meeting, self.node);
    Proceeding, SittingKey, self => (self.meeting, self.node);
    Round, RoundId, self => self.id;
    Ballot, BallotKey, self => (self.round, self.node, self.axis, self.member);
    HandCount, HandCountKey, self => (self.round, self.node, self.axis);
    Decision, DecisionKey, self => (self.node, self.axis);
    Opinion, OpinionId, self => self.id;
}
