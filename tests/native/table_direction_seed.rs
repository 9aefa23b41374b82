//! The real sheet of 清瀬市 (令和2年度), read whole. The file is not part of this repository; where it
//! is absent the tests say so and pass.

use crate::cells::{Printed, compare, workbook_of};
use crate::table_outline::outline;
use hyokacho::exchange::Table;
use hyokacho::exchange::draft::{Draft, DraftNode, DraftValue};
use hyokacho::exchange::notice::{Furniture, Notice};
use hyokacho::forms::built_in;
use hyokacho::model::form::Form;
use hyokacho::model::id::{FieldId, LevelId};
use hyokacho::model::workbook::Workbook;
use std::collections::BTreeMap;
use std::path::Path;

const ITEM: LevelId = LevelId::known("item");
const REPORT: LevelId = LevelId::known("report");

struct Read {
    table: Table,
    form: Form,
    draft: Draft,
    workbook: Workbook,
}

fn seed() -> Option<Read> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/003_86dc044460a809b0.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return None;
    };
    let form = built_in("direction-policy").expect("a form");
    let table = Table::from_text(&text);
    let (draft, workbook) = workbook_of(&table, &form);
    Some(Read { table, form, draft, workbook })
}

#[test]
fn look() {
    let Some(read) = seed() else { return };
    println!("{}", outline(&read.draft, &read.form));
    for notice in &read.draft.notices {
        println!("{notice:?}");
    }
    println!("{}", compare(&read.table, &read.workbook, |_| false));
}
