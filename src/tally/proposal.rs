//! Proposals: what a rule makes of a tally. A person decides.

use super::committee::CommitteeTally;
use crate::model::form::{Base, Proposal, Scale};
use crate::model::id::GradeId;

/// Is what a rule makes of a tally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// The rule gives this grade.
    Grade(GradeId),
    /// These grades stand equal; the rule gives none of them.
    Tie(Vec<GradeId>),
    /// The rule gives nothing: no votes, no majority, or a scale without an order.
    Nothing,
}

/// Returns the number that shares are reckoned from, and `None` where it is not known.
pub fn base(tally: &CommitteeTally, base: Base) -> Option<u32> {
    match base {
        Base::Seats => Some(tally.seats).filter(|&seats| seats > 0),
        Base::Present => tally.present,
        Base::Answers => Some(tally.answers()),
    }
}

/// Returns the share of a base in whole percent, a half rounded up; `None` of nothing.
pub fn share(votes: u32, base: u32) -> Option<u32> {
    let (votes, base) = (u64::from(votes), u64::from(base));
    let percent = (votes * 200 + base).checked_div(base * 2)?;
    u32::try_from(percent).ok()
}

/// Applies a rule to a tally. 中央値 needs an ordered scale; the two middle votes must agree.
pub fn propose(tally: &CommitteeTally, scale: &Scale, rule: Proposal, of: Base) -> Proposed {
    match rule {
        Proposal::None => Proposed::Nothing,
        Proposal::Mode => mode(tally),
        Proposal::Majority => match base(tally, of) {
            Some(base) => majority(tally, base),
            None => Proposed::Nothing,
        },
        Proposal::Median if scale.ordered => median(tally, scale),
        Proposal::Median => Proposed::Nothing,
    }
}

fn mode(tally: &CommitteeTally) -> Proposed {
    let most = tally.counts.values().copied().max().unwrap_or(0);
    let leaders: Vec<GradeId> = tally
        .counts
        .iter()
        .filter(|(_, votes)| **votes == most && most > 0)
        .map(|(&grade, _)| grade)
        .collect();
    match leaders.as_slice() {
        [] => Proposed::Nothing,
        [grade] => Proposed::Grade(*grade),
        _ => Proposed::Tie(leaders),
    }
}

/// Gives nothing where two grades are above half, as they can be of a base below the votes.
fn majority(tally: &CommitteeTally, base: u32) -> Proposed {
    let mut above_half = tally.counts.iter().filter(|(_, votes)| **votes * 2 > base);
    match (above_half.next(), above_half.next()) {
        (Some((&grade, _)), None) => Proposed::Grade(grade),
        _ => Proposed::Nothing,
    }
}

fn median(tally: &CommitteeTally, scale: &Scale) -> Proposed {
    let votes: Vec<GradeId> = scale
        .grades
        .iter()
        .flat_map(|grade| std::iter::repeat_n(grade.id, tally.grade(grade.id) as usize))
        .collect();
    match votes.len() {
        0 => Proposed::Nothing,
        n if n % 2 == 1 || votes[n / 2 - 1] == votes[n / 2] => Proposed::Grade(votes[n / 2]),
        n => Proposed::Tie(vec![votes[n / 2 - 1], votes[n / 2]]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms;

    fn check(votes: [u32; 3], rule: Proposal, expected: Proposed) {
        let ids = ["a", "b", "c"].map(GradeId::known);
        let counts = ids.into_iter().zip(votes).filter(|(_, votes)| *votes > 0).collect();
        let tally = CommitteeTally { counts, ..Default::default() };
        let form = forms::abc_committee();
        assert_eq!(propose(&tally, &form.scales[0], rule, Base::Answers), expected, "{votes:?} {rule:?}");
    }

    #[test]
    fn rules_propose_what_they_say() {
        let [a, b, c] = ["a", "b", "c"].map(GradeId::known);
        check([2, 9, 0], Proposal::Mode, Proposed::Grade(b));
        check([5, 5, 1], Proposal::Mode, Proposed::Tie(vec![a, b]));
        check([0, 0, 0], Proposal::Mode, Proposed::Nothing);
        check([5, 4, 2], Proposal::Majority, Proposed::Nothing);
        check([6, 4, 1], Proposal::Majority, Proposed::Grade(a));
        check([2, 2, 1], Proposal::Median, Proposed::Grade(b));
        check([0, 2, 2], Proposal::Median, Proposed::Tie(vec![b, c]));
        check([2, 9, 0], Proposal::None, Proposed::Nothing);
    }
}
