//! The committee's rows: the tally of its votes and its remarks.

use super::clean::join_cut;
use super::draft::{DraftCount, DraftRemark};
use super::notice::{Furniture, Notice};
use super::reader::{Reader, Row};
use super::remarks::split;
use crate::find::fold::{fold, same};
use crate::model::form::Scale;
use crate::model::id::{AxisId, GradeId, HeadingId};

/// Is the list of remarks that was read last and may go on after a page break.
#[derive(Clone, Copy)]
pub(super) struct OpenRemarks {
    node: usize,
    heading: HeadingId,
    line: usize,
}

impl Reader<'_> {
    /// Returns the open item that the committee rates.
    fn rated(&self) -> Option<usize> {
        let row = self.place.row.as_ref().map(|row| row.node);
        let open = row.into_iter().chain(self.place.path.iter().rev().copied().flatten());
        let mut rated =
            open.filter(|node| self.form.committee.levels.contains(&self.tree.nodes[*node].level));
        rated.next()
    }

    /// Reads a row of votes: A2, what A means, B9, what B means, C (nobody), what C means.
    pub fn tally(&mut self, axis: AxisId, row: &Row, texts: &[(usize, &str)]) -> bool {
        let scale = self.form.axis(axis).and_then(|axis| self.form.scale(axis.scale));
        let (Some(scale), Some(node)) = (scale, self.rated()) else { return false };
        let mut counts: Vec<(GradeId, Option<u32>)> = Vec::new();
        let mut defined = false;
        let mut others: Vec<(usize, &str)> = Vec::new();
        for &(at, text) in texts {
            if let Some((grade, count)) =
                votes(scale, text).filter(|(g, _)| counts.iter().all(|(k, _)| k != g))
            {
                counts.push((grade, count));
                defined = false;
                continue;
            }
            match (counts.last_mut(), number(text)) {
                (Some((_, count @ None)), Some(votes)) if !defined => *count = Some(votes),
                (Some((grade, _)), None) if !defined => {
                    defined = true;
                    let grade = *grade;
                    self.define(scale, grade, text, row.line);
                }
                _ => others.push((at, text)),
            }
        }
        if counts.is_empty() {
            return false;
        }
        let counts = counts.into_iter().map(|(grade, count)| (grade, count.unwrap_or(0))).collect();
        self.add_count(DraftCount { node, axis, counts, line: row.line }, texts);
        self.not_used(row, &others);
        true
    }

    fn add_count(&mut self, count: DraftCount, texts: &[(usize, &str)]) {
        let line = count.line;
        let met = self.counts.iter().rev().find(|c| c.node == count.node && c.axis == count.axis);
        let Some(met) = met else {
            self.log.used.push(line);
            return self.counts.push(count);
        };
        if met.counts == count.counts {
            return self.log.furniture(Furniture::Repeated, line);
        }
        let texts: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
        let notice = Notice::Differs { line, first: met.line, text: texts.join("\t") };
        self.log.tell(notice);
        self.log.used.push(line);
    }

    /// Keeps what the sheet says that a grade means.
    pub fn define(&mut self, scale: &Scale, grade: GradeId, text: &str, line: usize) {
        let first = *self.first_lines.entry(format!("{} {grade}", scale.id)).or_insert(line);
        let met = self.definitions.iter().find(|(s, g, _)| *s == scale.id && *g == grade);
        match met {
            None => self.definitions.push((scale.id, grade, text.to_owned())),
            Some((_, _, met)) if same(met, text) => {}
            Some(_) => self.log.tell(Notice::Differs { line, first, text: text.to_owned() }),
        }
    }

    /// Reads a row of remarks on the open item.
    pub fn remarks(&mut self, heading: HeadingId, row: &Row, texts: &[(usize, &str)]) -> bool {
        let Some(node) = self.rated() else { return false };
        self.log.used.push(row.line);
        self.open_remarks = Some(OpenRemarks { node, heading, line: row.line });
        self.place.broken = true;
        for (_, text) in texts {
            self.add_remarks(node, heading, text, row.line);
        }
        true
    }

    fn add_remarks(&mut self, node: usize, heading: HeadingId, text: &str, line: usize) {
        let pieces = split(text);
        if pieces.iter().any(|piece| !piece.certain) {
            self.log.tell(Notice::Proposed { line, remarks: pieces.len() });
        }
        self.remarks.extend(pieces.into_iter().map(|piece| DraftRemark {
            node,
            heading,
            text: piece.text,
            certain: piece.certain,
            line,
        }));
    }

    /// Reads a row without a label that follows remarks: their rest after a page break.
    pub fn rest_of_remarks(&mut self, row: &Row) -> bool {
        let Some(open) = self.open_remarks else { return false };
        let mut filled = row.filled();
        let (Some((at, text)), None) = (filled.next(), filled.next()) else { return false };
        let begins = text.starts_with(['・', '･', '•', '○', '●']);
        if at == 0 && !begins {
            return false;
        }
        self.log.used.push(row.line);
        let last =
            self.remarks.last_mut().filter(|last| last.node == open.node && last.heading == open.heading);
        match last.filter(|_| !begins) {
            Some(last) => {
                last.text = join_cut(&last.text, text);
                let (line, with, text) = (row.line, open.line, last.text.clone());
                self.log.tell(Notice::Joined { line, with, text });
            }
            None => self.add_remarks(open.node, open.heading, text, row.line),
        }
        true
    }
}

/// Reads a grade with its votes: `A2`, `B 9`, `C：1人`; `C` alone is a grade without a number.
fn votes(scale: &Scale, text: &str) -> Option<(GradeId, Option<u32>)> {
    let text = fold(text);
    let grades = scale.grades.iter().map(|grade| (fold(&grade.key), grade.id));
    let keys = grades.chain(scale.marks.iter().map(|mark| (fold(&mark.key), mark.id)));
    let mut fitting: Vec<(String, GradeId)> = keys.filter(|(key, _)| text.starts_with(key)).collect();
    fitting.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
    fitting.iter().filter(|(key, _)| !key.is_empty()).find_map(|(key, id)| {
        let rest = text[key.len()..].trim_start_matches([':', '=']);
        match rest {
            "" => Some((*id, None)),
            rest => number(rest).map(|votes| (*id, Some(votes))),
        }
    })
}

/// Reads a number of votes: 9, ９人, 9票.
fn number(text: &str) -> Option<u32> {
    let text = fold(text);
    let bare = text.trim_end_matches(['人', '名', '票']);
    let digits = (1..=6).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| bare.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::abc_committee;

    #[test]
    fn votes_are_read() {
        let form = abc_committee();
        for (text, expected) in [
            ("A2", Some(("a", Some(2)))),
            ("Ｂ １０", Some(("b", Some(10)))),
            ("C：1人", Some(("c", Some(1)))),
            ("C", Some(("c", None))),
            ("A評価が多い", None),
            ("A2000000000000", None),
            ("", None),
        ] {
            let found = votes(&form.scales[0], text).map(|(id, count)| (id.to_string(), count));
            assert_eq!(found, expected.map(|(id, count)| (id.to_owned(), count)), "{text}");
        }
    }
}
