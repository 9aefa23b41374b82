//! Sheets of a city that does not exist in the shapes of others: headings in merged columns with reports
//! of several departments, and labels in brackets. Each has the traps that taking it out of a page makes.

use crate::cells::{Printed, compare, workbook_of};
use crate::table_outline::outline;
use hyokacho::exchange::draft::{Draft, DraftValue};
use hyokacho::exchange::notice::{Furniture, Notice};
use hyokacho::exchange::{Table, read};
use hyokacho::forms::built_in;
use hyokacho::model::form::Form;
use hyokacho::model::id::FieldId;

const STRATEGY: &str = include_str!("../fixtures/sheets/strategy.txt");
const DIRECTION: &str = include_str!("../fixtures/sheets/direction.txt");

fn form(name: &str) -> Form {
    built_in(name).expect("a form")
}

#[test]
fn look() {
    for (sheet, name) in [(STRATEGY, "strategy-reports"), (DIRECTION, "direction-policy")] {
        let form = form(name);
        let draft = read(&Table::from_text(sheet), &form);
        println!("{}", outline(&draft, &form));
        draft.notices.iter().for_each(|notice| println!("{notice:?}"));
        for node in &draft.nodes {
            println!("{} {:?}", node.line, node.values);
        }
        let (_, workbook) = workbook_of(&Table::from_text(sheet), &form);
        println!("{}", compare(&Table::from_text(sheet), &workbook, |_| false));
    }
}
