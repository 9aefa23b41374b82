//! What whoever answers says beside the answers: who filled it in, and notes to the secretariat.

use crate::app::session::Session;
use crate::app::words;
use crate::model::edit::Edit;
use crate::model::errand::Answer;
use crate::model::place::{Datum, Place, PlanPart};
use crate::model::undo::Visit;
use crate::model::workbook::Workbook;

/// Names a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 記入者
    By,
    /// 事務局への連絡
    Note,
    /// The day of 回答を保存.
    Finished,
}

impl Part {
    fn of(self, answer: &mut Answer) -> &mut String {
        match self {
            Part::By => &mut answer.by,
            Part::Note => &mut answer.note,
            Part::Finished => &mut answer.finished,
        }
    }
}

/// Returns what stands in a part; empty where nothing was said yet.
pub fn text(workbook: &Workbook, part: Part) -> String {
    let mut answer = workbook.content().answer.clone().unwrap_or_default();
    std::mem::take(part.of(&mut answer))
}

/// Makes the edit that writes a part and leaves the others.
fn edit(workbook: &Workbook, part: Part, text: String) -> Edit {
    let mut answer = workbook.content().answer.clone().unwrap_or_default();
    *part.of(&mut answer) = text;
    let datum = if answer == Answer::default() { Datum::Absent } else { Datum::Answer(Box::new(answer)) };
    Edit::Settle(Place::Plan(PlanPart::Answer), datum)
}

/// Writes a part; a refusal is shown.
pub fn write(session: Session, part: Part, text: String, visit: Option<Visit>) {
    let edit = session.read(|workbook| edit(workbook, part, text));
    if let Err(error) = session.apply(edit, visit) {
        session.saving.tell((words().app.refused)(&error));
    }
}
