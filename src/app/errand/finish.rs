//! Marks an answer as finished (回答を保存).

use super::answer::{self, Part};
use crate::app::session::Session;
use crate::edge::clock;

/// Enters today as the day on which the answer was saved as an answer; it stays where the answer is
/// changed later, and is entered anew when it is saved again.
pub fn finish(session: Session) {
    let today = clock::today();
    if session.read(|workbook| answer::text(workbook, Part::Finished) != today) {
        answer::write(session, Part::Finished, today, None);
    }
}
