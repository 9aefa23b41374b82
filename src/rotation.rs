//! Which backups stay, and when the next one is due.

/// How many backups of today stay.
pub const OF_TODAY: usize = 3;
/// How many backups stay in all.
pub const IN_ALL: usize = 10;
/// How many bytes of backups stay; the newest [`ALWAYS`] stay even where they have more.
pub const BYTES: u64 = 60_000_000;
/// How many of the newest backups stay whatever the clock and their sizes say.
pub const ALWAYS: usize = 2;
/// How much time lies at least between two backups that are made by themselves, in milliseconds.
pub const INTERVAL_MS: f64 = 3_600_000.0;

/// Is a backup as the rotation sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The local day on which the clock says that it was made, in days since 1970.
    pub day: i64,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Returns which backups may go, by their position. They are given in the order in which they
/// were made, which no clock can change: the last is the newest.
///
/// The three newest of today stay, the newest of every other day, ten in all, 60 MB in all. A day
/// ahead of today is one like another, so a clock that was years off removes nothing before its time.
pub fn surplus(backups: &[Kept], today: i64) -> Vec<usize> {
    let (mut of_today, mut days, mut count, mut bytes) = (0, Vec::new(), 0, 0u64);
    let mut gone = Vec::new();
    for (at, backup) in backups.iter().enumerate().rev() {
        let has_its_day = match backup.day == today {
            true => of_today < OF_TODAY,
            false => !days.contains(&backup.day),
        };
        let has_room = count < IN_ALL && bytes.saturating_add(backup.bytes) <= BYTES;
        if count < ALWAYS || (has_its_day && has_room) {
            of_today += usize::from(backup.day == today);
            days.push(backup.day);
            count += 1;
            bytes = bytes.saturating_add(backup.bytes);
        } else {
            gone.push(at);
        }
    }
    gone.reverse();
    gone
}

/// Returns whether the next backup is due. The clock may have been set back or ahead since the last
/// one was made: then it is.
pub fn is_due(last_ms: Option<f64>, now_ms: f64) -> bool {
    last_ms.is_none_or(|last| (now_ms - last).abs() >= INTERVAL_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const TODAY: i64 = 20_778;
    const MB: u64 = 1_000_000;

    fn stay(backups: &[(i64, u64)]) -> Vec<usize> {
        let kept: Vec<Kept> = backups.iter().map(|&(day, bytes)| Kept { day, bytes }).collect();
        let gone = surplus(&kept, TODAY);
        (0..kept.len()).filter(|at| !gone.contains(at)).collect()
    }

    #[test]
    fn three_of_today_and_one_of_each_earlier_day_stay() {
        let of = |days: &[i64]| days.iter().map(|day| (TODAY + day, 1000)).collect::<Vec<_>>();
        for (days, expected) in [
            (vec![], vec![]),
            (vec![0], vec![0]),
            (vec![0; 5], vec![2, 3, 4]),
            (vec![-1, -1, -1, 0, 0], vec![2, 3, 4]),
            (vec![-2, -2, -1, -1], vec![1, 2, 3]),
            ((-14..=0).collect(), (5..15).collect()),
            // A clock five years ahead for a morning, and then right again.
            (vec![-1, 1826, 1826, 0, 0, 0, 0], vec![0, 2, 4, 5, 6]),
            // The clock is five years behind now: what was made before is of days to come.
            (vec![1824, 1825, 1826, 1826, 0, 0], vec![0, 1, 3, 4, 5]),
        ] {
            assert_eq!(stay(&of(&days)), expected, "{days:?}");
        }
    }

    #[test]
    fn the_bytes_are_limited_but_two_always_stay() {
        let sizes = |sizes: &[u64]| {
            let first = TODAY - sizes.len() as i64;
            sizes.iter().enumerate().map(|(at, mb)| (first + at as i64, mb * MB)).collect::<Vec<_>>()
        };
        assert_eq!(stay(&sizes(&[20, 20, 20, 20])), [1, 2, 3]);
        assert_eq!(stay(&sizes(&[1, 90, 90])), [1, 2]);
        assert_eq!(stay(&sizes(&[5, 30, 30, 10])), [0, 2, 3]);
    }

    #[test]
    fn the_next_is_due_after_an_hour_or_when_the_clock_jumped() {
        let now = 1.8e12;
        for (last, due) in [
            (None, true),
            (Some(now - 60_000.0), false),
            (Some(now - INTERVAL_MS), true),
            (Some(now + 60_000.0), false),
            (Some(now + 5.0 * 365.0 * 86_400_000.0), true),
        ] {
            assert_eq!(is_due(last, now), due, "{last:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_clock_says_the_newest_two_stay_and_the_rest_keeps_its_bounds(
            backups in prop::collection::vec((-3000i64..3000, 0u64..50 * MB), 0..30),
        ) {
            let backups: Vec<_> = backups.into_iter().map(|(day, bytes)| (TODAY + day / 500 * 500, bytes)).collect();
            let stays = stay(&backups);
            let newest = backups.len().saturating_sub(ALWAYS)..backups.len();
            prop_assert!(newest.clone().all(|at| stays.contains(&at)));
            prop_assert!(stays.len() <= IN_ALL);
            let bytes: u64 = stays.iter().map(|&at| backups[at].1).sum();
            prop_assert!(bytes <= BYTES || stays.len() <= ALWAYS);
            let others = stays.iter().filter(|at| !newest.contains(at));
            let days: Vec<i64> = others.map(|&at| backups[at].0).filter(|&day| day != TODAY).collect();
            prop_assert_eq!(days.iter().collect::<BTreeSet<_>>().len(), days.len(), "one of each day");
            let again: Vec<_> = stays.iter().map(|&at| backups[at]).collect();
            prop_assert_eq!(stay(&again).len(), again.len(), "a second time removes nothing");
        }
    }
}
