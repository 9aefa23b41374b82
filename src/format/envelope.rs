//! The outermost object of a file.

use crate::merge::history::History;
use crate::model::content::Content;
use crate::model::id::WorkbookId;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Says what a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// 評価帳: a whole workbook.
    Workbook,
    /// Some registers of a workbook; written by the app for itself, never sent by people.
    Part,
    /// 救済ファイル: what a browser had stored, as it stood there.
    Rescue,
    /// 様式: a form by itself.
    Form,
    /// 記入依頼: items for a department to fill.
    Request,
    /// 回答: what a department filled.
    Reply,
    /// 委員票: a member's ratings.
    Ballot,
}

impl Kind {
    /// Reads the kind's name in a file.
    pub(crate) fn named(name: &str) -> Option<Kind> {
        Some(match name {
            "workbook" => Kind::Workbook,
            "part" => Kind::Part,
            "rescue" => Kind::Rescue,
            "form" => Kind::Form,
            "request" => Kind::Request,
            "reply" => Kind::Reply,
            "ballot" => Kind::Ballot,
            _ => return None,
        })
    }
}

/// Is a file as it is read. The keys stand in this order.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "評価帳 (hyokacho) file, version 1"))]
#[serde(deny_unknown_fields)]
pub(super) struct File<'a> {
    /// Always `hyokacho`.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("const" = "hyokacho")))]
    pub format: Cow<'a, str>,
    /// The version of the format: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub version: u64,
    /// What the file holds.
    pub kind: Kind,
    /// The version of the app that wrote it.
    #[serde(borrow)]
    pub app: Cow<'a, str>,
    /// The check code of id, content and history.
    #[serde(borrow)]
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[34679acdefhjkmnprtvwxy]{4}-[34679acdefhjkmnprtvwxy]{4}$"))
    )]
    pub check: Cow<'a, str>,
    /// The workbook's id.
    pub id: WorkbookId,
    /// The plain values that a person can read.
    pub content: Content,
    /// Who wrote what, over what.
    pub history: History,
}

/// Is a file as it is written.
#[derive(Serialize)]
pub(super) struct FileOut<'a> {
    pub format: &'static str,
    pub version: u64,
    pub kind: Kind,
    pub app: &'static str,
    pub check: &'static str,
    pub id: WorkbookId,
    pub content: &'a Content,
    pub history: &'a History,
}

/// Returns the JSON Schema of a file of kind `workbook` or `part`.
#[cfg(feature = "schema")]
pub fn schema() -> String {
    written(&schemars::schema_for!(File))
}

/// Returns the JSON Schema of a rescue file.
#[cfg(feature = "schema")]
pub fn rescue_schema() -> String {
    written(&schemars::schema_for!(super::bundle::Bundle))
}

/// Returns the JSON Schema of a form's file.
#[cfg(feature = "schema")]
pub fn form_schema() -> String {
    written(&schemars::schema_for!(super::form_file::FormFile))
}

#[cfg(feature = "schema")]
fn written(schema: &schemars::Schema) -> String {
    serde_json::to_string_pretty(schema).map(|text| text + "\n").unwrap_or_default()
}
