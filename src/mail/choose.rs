//! What a person chooses where a preview leaves the choice, and what is written then.

use super::preview::{Entry, Finding};
use super::take::Choice;
use crate::model::place::{Datum, Place};
use crate::model::value::FieldValue;
use std::collections::BTreeMap;

/// Is what was chosen at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// What stands here.
    Ours,
    /// One of the values that came, by its number from 0.
    Theirs(usize),
    /// All of them, one under the other; for texts.
    Both,
    /// Another text.
    Other(String),
    /// Nothing yet: a conflict stays open.
    Later,
}

/// Returns what holds where nothing was chosen: nothing is decided for people. What was taken back
/// by undoing is taken again, since its file was given again, unless the files say different things.
pub fn usual(entry: &Entry) -> Pick {
    match entry.finding {
        Finding::New => Pick::Theirs(0),
        Finding::Conflict => Pick::Later,
        Finding::Undone if entry.theirs.len() == 1 => Pick::Theirs(0),
        Finding::Superseded | Finding::Undone => Pick::Ours,
    }
}

/// Returns all values of an entry that are texts, ours first, one under the other; `None` where one
/// is no text.
pub fn both(entry: &Entry) -> Option<String> {
    let data = std::iter::once(&entry.ours).filter(|it| !it.is_absent());
    let data = data.chain(entry.theirs.iter().map(|voice| &voice.datum));
    let texts: Option<Vec<&str>> = data.map(text_of).collect();
    texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join("\n"))
}

fn text_of(datum: &Datum) -> Option<&str> {
    match datum {
        Datum::Value(FieldValue::Text(text)) => Some(text),
        _ => None,
    }
}

/// Returns what is written over the join, by the choices that were made.
pub fn choices(entries: &[Entry], picks: &BTreeMap<Place, Pick>) -> Vec<Choice> {
    entries.iter().filter_map(|entry| choice(entry, picks.get(&entry.place))).collect()
}

fn choice(entry: &Entry, pick: Option<&Pick>) -> Option<Choice> {
    let usual = usual(entry);
    let text = |text: &str| FieldValue::text(text).map_or(Datum::Absent, Datum::Value);
    let datum = match (entry.finding, pick.unwrap_or(&usual)) {
        (Finding::New, Pick::Theirs(_)) | (_, Pick::Later) => return None,
        (Finding::Superseded | Finding::Undone, Pick::Ours) => return None,
        (_, Pick::Ours) => entry.ours.clone(),
        (_, Pick::Theirs(at)) => entry.theirs.get(*at)?.datum.clone(),
        (_, Pick::Both) => text(&both(entry)?),
        (_, Pick::Other(other)) => text(other),
    };
    Some(Choice { place: entry.place, datum })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::preview::Voice;
    use crate::model::id::{FieldId, NodeId};
    use crate::model::place::NodePart;
    use crate::model::year::FiscalYear;

    fn value(text: &str) -> Datum {
        Datum::Value(FieldValue::text(text).unwrap())
    }

    fn entry(finding: Finding) -> Entry {
        let part = NodePart::Value(FieldId::known("progress"));
        let place = Place::Node(FiscalYear::new(2024).unwrap(), NodeId::known("a"), part);
        let theirs = vec![Voice { datum: value("届いた"), by: None, stamp: None }];
        Entry { place, finding, ours: value("今"), theirs, from: vec![0] }
    }

    fn written(finding: Finding, pick: Option<Pick>) -> Option<Datum> {
        let entry = entry(finding);
        let picks = pick.map(|pick| (entry.place, pick)).into_iter().collect();
        choices(&[entry], &picks).pop().map(|choice| choice.datum)
    }

    #[test]
    fn nothing_is_decided_for_people() {
        assert_eq!(written(Finding::New, None), None, "the join takes it");
        assert_eq!(written(Finding::Conflict, None), None, "it stays open");
        assert_eq!(written(Finding::Superseded, None), None, "what stands here stays");
        assert_eq!(written(Finding::Undone, None), Some(value("届いた")));
        let mut several = entry(Finding::Undone);
        several.theirs.push(Voice { datum: value("別に届いた"), by: None, stamp: None });
        assert_eq!(choices(&[several], &BTreeMap::new()), [], "which of them is for a person to say");
    }

    #[test]
    fn a_choice_is_written() {
        assert_eq!(written(Finding::Conflict, Some(Pick::Ours)), Some(value("今")));
        assert_eq!(written(Finding::Conflict, Some(Pick::Theirs(0))), Some(value("届いた")));
        assert_eq!(written(Finding::Conflict, Some(Pick::Theirs(1))), None, "there is no second one");
        assert_eq!(written(Finding::Conflict, Some(Pick::Both)), Some(value("今\n届いた")));
        assert_eq!(written(Finding::Superseded, Some(Pick::Other("別".into()))), Some(value("別")));
        assert_eq!(written(Finding::New, Some(Pick::Ours)), Some(value("今")));
    }
}
