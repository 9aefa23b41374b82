//! Which personal data stand in texts that are going to be published: names that the workbook knows,
//! and what looks like a telephone number or a mail address. It finds what can be found; a name that
//! nobody entered anywhere stays a matter for eyes.

use super::Sheet;
use crate::find::fold::{fold_char, is_blank};
use crate::model::workbook::Workbook;
use crate::model::year_book::YearBook;

/// Says what kind of personal data it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The name of a member, or of someone who wrote.
    Name,
    /// A telephone number.
    Phone,
    /// A mail address.
    Mail,
}

/// Is something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What kind it is.
    pub kind: Kind,
    /// The name, number or address.
    pub text: String,
    /// How often it stands there.
    pub count: usize,
    /// On which sheet it stands first.
    pub place: String,
}

/// Finds them, names first.
pub fn find(workbook: &Workbook, book: &YearBook, sheets: &[Sheet]) -> Vec<Found> {
    let mut names: Vec<(String, String)> = Vec::new();
    let members = book.members.values().map(|it| it.name.as_str());
    for name in members.chain(workbook.history().replicas.values().map(|it| it.name.as_str())) {
        let bare = bare(name);
        if bare.chars().count() >= 2 && !names.iter().any(|(_, known)| *known == bare) {
            names.push((name.trim().to_string(), bare));
        }
    }
    let mut all: Vec<Found> = Vec::new();
    let mut add = |kind: Kind, text: &str, count: usize, place: &str| match all
        .iter_mut()
        .find(|it| it.kind == kind && it.text == text)
    {
        Some(found) => found.count += count,
        None => all.push(Found { kind, text: text.into(), count, place: place.into() }),
    };
    for sheet in sheets {
        for text in sheet.texts() {
            let bare = bare(text);
            for (name, sought) in &names {
                let count = bare.matches(sought.as_str()).count();
                if count > 0 {
                    add(Kind::Name, name, count, &sheet.place);
                }
            }
            for (kind, found) in numbers_and_mails(text) {
                add(kind, &found, 1, &sheet.place);
            }
        }
    }
    all.sort_by_key(|it| it.kind);
    all
}

/// Returns a text folded and without blanks: names are written with and without one between.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).map(fold_char).collect()
}

/// Finds runs that look like a telephone number (ten or eleven digits from 0, with marks between) or
/// hold an `@` between letters.
fn numbers_and_mails(text: &str) -> Vec<(Kind, String)> {
    let folded: String = text.chars().map(fold_char).collect();
    let is_of = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '(' | ')' | '@' | '.' | '_' | '+');
    let words = folded.split(|c: char| !is_of(c)).filter(|word| !word.is_empty());
    words
        .filter_map(|word| {
            kind_of(word.trim_matches(['.', '-', '(', ')'])).map(|kind| (kind, word.to_string()))
        })
        .collect()
}

fn kind_of(word: &str) -> Option<Kind> {
    if let Some((name, host)) = word.split_once('@') {
        return (!name.is_empty() && host.contains('.') && !host.contains('@')).then_some(Kind::Mail);
    }
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let marks = word.chars().filter(|c| matches!(c, '-' | '(' | ')')).count();
    let is_phone = (10..=11).contains(&digits) && (marks >= 2 || marks == 0) && digits + marks == word.len();
    (is_phone && word.starts_with(['0', '('])).then_some(Kind::Phone)
}
