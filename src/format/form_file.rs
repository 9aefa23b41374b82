//! 様式ファイル: a form by itself, to be sent to others and started from.

use super::code::{CheckCode, code_of_text_from, code_of_value};
use super::envelope::Kind;
use super::error::ReadError;
use super::read::{check_version, explain};
use super::spot::Spot;
use super::write::{OPEN_CODE, with_code};
use super::{FORMAT, MAX_BYTES, VERSION};
use crate::model::form::Form;
use crate::model::place::YearPart;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Is a form's file as it is read. The keys stand in this order.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "評価帳 (hyokacho) form file (様式ファイル), version 1"))]
#[serde(deny_unknown_fields)]
pub(super) struct FormFile<'a> {
    /// Always `hyokacho`.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("const" = "hyokacho")))]
    pub format: Cow<'a, str>,
    /// The version of the format: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub version: u64,
    /// Always `form`.
    pub kind: Kind,
    /// The version of the app that wrote it.
    #[serde(borrow)]
    pub app: Cow<'a, str>,
    /// The check code of the content.
    #[serde(borrow)]
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[34679acdefhjkmnprtvwxy]{4}-[34679acdefhjkmnprtvwxy]{4}$"))
    )]
    pub check: Cow<'a, str>,
    /// The form with its name.
    pub content: Form,
}

#[derive(Serialize)]
struct FormOut<'a> {
    format: &'static str,
    version: u64,
    kind: Kind,
    app: &'static str,
    check: &'static str,
    content: &'a Form,
}

/// Is what the code is reckoned of, as compact JSON.
#[derive(Serialize)]
struct Canon<'a> {
    content: &'a Form,
}

const CONTENT: &str = "\"content\"";

/// Writes a form as a file: UTF-8, two-space indented, the same bytes for the same form. A form
/// whose parts do not fit together (see [`Form::faults`]) is not read again.
pub fn write_form(form: &Form) -> String {
    let app = env!("CARGO_PKG_VERSION");
    let file =
        FormOut { format: FORMAT, version: VERSION, kind: Kind::Form, app, check: OPEN_CODE, content: form };
    // Writing plain values into memory cannot fail.
    let text = serde_json::to_string_pretty(&file).unwrap_or_default() + "\n";
    let code = code_of_text_from(&text, CONTENT);
    with_code(text, code).0
}

/// Reads a form's file, in the same stages as a workbook's.
pub fn read_form(text: &str) -> Result<Form, ReadError> {
    if text.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: FormFile = serde_json::from_str(text).map_err(|error| explain(text, &[Kind::Form], &error))?;
    if file.format != FORMAT {
        return Err(ReadError::NotOurs);
    }
    check_version(file.version, &file.app)?;
    if file.kind != Kind::Form {
        return Err(ReadError::WrongKind { kind: file.kind });
    }
    let form = file.content;
    if let Some((part, fault)) = form.faults().into_iter().next() {
        let spot = Spot::at(&["content", key_of(part)]);
        return Err(ReadError::Faulty { spot, fault: fault.into() });
    }
    let is_right = |code: &CheckCode| code.to_string() == file.check;
    let found = code_of_text_from(text, CONTENT).filter(is_right);
    let found = found.unwrap_or_else(|| code_of_value(&Canon { content: &form }));
    match is_right(&found) {
        true => Ok(form),
        false => Err(ReadError::Altered { expected: file.check.chars().take(20).collect(), found }),
    }
}

/// Returns the key of a part in a form.
fn key_of(part: YearPart) -> &'static str {
    match part {
        YearPart::Levels => "levels",
        YearPart::Fields => "fields",
        YearPart::Scales => "scales",
        YearPart::Committee => "committee",
        _ => "sheet",
    }
}
