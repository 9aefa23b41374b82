//! What a form says of the committee: axes, headings of remarks, and the rules it goes by.

use crate::model::id::{AxisId, FieldId, HeadingId, LevelId, ScaleId};
use serde::{Deserialize, Serialize};

/// Says what the committee does with the sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommitteePart {
    /// The committee's name: 推進委員会.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The levels whose items the committee rates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelId>,
    /// What it rates on; most committees have one axis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub axes: Vec<Axis>,
    /// The lists of remarks on each item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<Heading>,
    /// The number that shares are reckoned from.
    #[serde(default)]
    pub base: Base,
    /// The rule that proposes a result.
    #[serde(default)]
    pub proposal: Proposal,
    /// The rule for a valid meeting.
    #[serde(default)]
    pub quorum: Quorum,
    /// Whether the ballot of a member who was absent from the meeting counts.
    #[serde(default)]
    pub count_absent: bool,
    /// Whether a proxy (代理) is left out of those present when the quorum is reckoned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_proxy: bool,
    /// Whether those who take part in writing (書面) are among those present.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_paper: bool,
    /// Whether results name who gave what.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named_votes: bool,
    /// Whether remarks are shown with who said them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named_opinions: bool,
}

/// Is one axis that the committee rates on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Axis {
    /// The axis' id.
    pub id: AxisId,
    /// The axis' name: 評価案.
    pub label: String,
    /// Other names under which tables show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The scale.
    pub scale: ScaleId,
    /// The self-rating that it answers: what the committee decided stands beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<FieldId>,
}

/// Is one list of remarks in the committee's part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Heading {
    /// The heading's id.
    pub id: HeadingId,
    /// The heading's text: 推進委員会意見.
    pub label: String,
    /// Other texts under which tables show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// Says which number the shares of a tally are reckoned from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Base {
    /// 定数: all seats.
    Seats,
    /// 出席: those present.
    Present,
    /// 回答: those who answered.
    #[default]
    Answers,
}

/// Names a rule that proposes a result from a tally; a person decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Proposal {
    /// No proposal.
    #[default]
    None,
    /// 最多: the grade with the most votes.
    Mode,
    /// 過半数: the grade with more than half of the base.
    Majority,
    /// 中央値: the middle grade, where the scale is ordered.
    Median,
}

/// Names the rule for a valid meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Quorum {
    /// No rule.
    #[default]
    None,
    /// 過半数: more than half of the seats.
    MoreThanHalf,
    /// 半数以上: half of the seats is enough.
    HalfOrMore,
    /// A number of members.
    AtLeast(u32),
}
