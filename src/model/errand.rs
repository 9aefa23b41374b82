//! Files by mail (やりとり): what was asked of whom, what came back, and contributions of several
//! departments to one field.

use super::id::{DepartmentId, FieldId, MemberId, NodeId, ReceiptId, RequestId, RoundId, WorkbookId};
use super::table::{Keyed, Table};
use super::value::FieldValue;
use super::year::FiscalYear;
use super::year_book::YearBook;
use crate::merge::stamp::Context;
use serde::{Deserialize, Serialize};

/// Says which plan a request was cut from. A workbook that has one is a request (記入依頼, 委員票),
/// and its id is that of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Errand {
    /// The plan's workbook.
    pub plan: WorkbookId,
    /// The year that is asked about.
    pub year: FiscalYear,
}

/// Is what whoever answers says beside the answers themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Who filled it in, as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Notes to the secretariat, as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The day on which it was saved as an answer, `2026-11-21`; empty while it is a draft (途中保存).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub finished: String,
}

/// Is one request (記入依頼, 委員票): who is asked for what. It stands in the plan's book of the year,
/// as the log of what was sent, and by itself in the file that is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The request's id, drawn for this request alone: the one-time code, and the id of its file.
    pub id: RequestId,
    /// Who is asked.
    pub to: Recipient,
    /// The items in the order of the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Asked>,
    /// The fields that a department is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldId>,
    /// The round for which a member rates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundId>,
    /// The last day on which it is to be back, `2026-12-15`, or as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deadline: String,
    /// What is said to whoever is asked, as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// The day on which it was made, `2026-11-21`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
    /// The request that it takes the place of: items given back, or sent anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RequestId>,
    /// Whether it was withdrawn (取り消し).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// In the request's own file all that it was cut with: a write that is not covered came afterwards.
    #[serde(default)]
    pub seen: Context,
}

/// Names who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Recipient {
    /// A department, for its items.
    Department(DepartmentId),
    /// A member, for ratings.
    Member(MemberId),
}

/// Is one item that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The item.
    pub node: NodeId,
    /// Whether the department writes a contribution of its own, to be put together with those of
    /// others, and not the field itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each: bool,
}

/// Is what one of several departments wrote for a field (各課の記入), before it is put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// The item.
    pub node: NodeId,
    /// The field.
    pub field: FieldId,
    /// The department.
    pub department: DepartmentId,
    /// What it wrote.
    pub value: FieldValue,
}

/// Is one entry of the log of what came in (受付).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The entry's id.
    pub id: ReceiptId,
    /// The request that it answers; none for a whole workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestId>,
    /// Who sent it, as it was named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sender: String,
    /// The check code of what came.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub check: String,
    /// When it was taken in, `2026-11-21 14:05`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// Its notes to the secretariat.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether it was a draft (途中保存).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// How many values were taken.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub taken: u32,
    /// How many values were refused.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub refused: u32,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Names a contribution: item, field, department.
pub type ContributionKey = (NodeId, FieldId, DepartmentId);

impl Keyed for Request {
    type Key = RequestId;
    fn key(&self) -> RequestId {
        self.id
    }
}

impl Keyed for Contribution {
    type Key = ContributionKey;
    fn key(&self) -> ContributionKey {
        (self.node, self.field, self.department)
    }
}

impl Keyed for Receipt {
    type Key = ReceiptId;
    fn key(&self) -> ReceiptId {
        self.id
    }
}

impl Request {
    /// Returns the id of the request's file.
    pub fn file_id(&self) -> WorkbookId {
        WorkbookId(self.id.0)
    }

    /// Returns how an item is asked about; `None` where it is not.
    pub fn asked(&self, node: NodeId) -> Option<Asked> {
        self.items.iter().copied().find(|asked| asked.node == node)
    }

    /// Returns the department that is asked.
    pub fn department(&self) -> Option<DepartmentId> {
        match self.to {
            Recipient::Department(id) => Some(id),
            Recipient::Member(_) => None,
        }
    }

    /// Returns the member who is asked.
    pub fn member(&self) -> Option<MemberId> {
        match self.to {
            Recipient::Member(id) => Some(id),
            Recipient::Department(_) => None,
        }
    }

    /// Returns whether another request has taken its place.
    pub fn is_replaced(&self, requests: &Table<Request>) -> bool {
        requests.values().any(|other| other.replaces == Some(self.id) && !other.withdrawn)
    }
}

impl Recipient {
    /// Returns the recipient's name in a year; empty where it is not known there.
    pub fn name(self, book: &YearBook) -> String {
        let name = match self {
            Recipient::Department(id) => book.departments.get(id).map(|department| department.name.clone()),
            Recipient::Member(id) => book.members.get(id).map(|member| member.name.clone()),
        };
        name.unwrap_or_default()
    }
}
