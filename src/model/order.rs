//! Fractional order keys: a place between any two others, without renumbering.

use super::id::Id;
use serde::{Deserialize, Serialize};

const BASE: u16 = 32;
const ALPHABET: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";

/// Is a fraction between 0 and 1, written in digits of `2-7a-z` so that keys order like their text.
///
/// Two replicas may draw the same key at the same time; siblings with equal keys order by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct OrderKey(Box<str>);

impl OrderKey {
    /// Returns a key above `lower` and, where there is room, below `upper`.
    pub fn between(lower: Option<&OrderKey>, upper: Option<&OrderKey>) -> OrderKey {
        let low = lower.map(digits).unwrap_or_default();
        let high = upper.map(digits).filter(|high| *high > low);
        match high {
            Some(high) => write(&middle(&low, &high)),
            None => write(&after(&low)),
        }
    }

    /// Returns `count` keys in order, all of them between `lower` and `upper` where there is room.
    pub fn many_between(lower: Option<&OrderKey>, upper: Option<&OrderKey>, count: usize) -> Vec<OrderKey> {
        let Some(rest) = count.checked_sub(1) else { return Vec::new() };
        let middle = OrderKey::between(lower, upper);
        // Without an upper end the key found is the last one, and the others lie below it.
        let behind = if upper.is_some() { rest / 2 } else { 0 };
        let mut keys = OrderKey::many_between(lower, Some(&middle), rest - behind);
        let last = OrderKey::many_between(Some(&middle), upper, behind);
        keys.push(middle);
        keys.extend(last);
        keys
    }

    /// Returns `count` keys in order, as short as they can be.
    pub fn spread(count: usize) -> Vec<OrderKey> {
        let mut width = 1;
        while usize::from(BASE - 1).pow(width) <= count {
            width += 1;
        }
        (0..count).map(|at| write(&fixed(at + 1, width))).collect()
    }
}

fn fixed(mut number: usize, width: u32) -> Vec<u16> {
    let radix = usize::from(BASE - 1);
    let mut out = vec![0; width as usize];
    for slot in out.iter_mut().rev() {
        *slot = (number % radix) as u16 + 1;
        number /= radix;
    }
    out
}

fn after(low: &[u16]) -> Vec<u16> {
    let mut out = Vec::with_capacity(low.len() + 1);
    for &digit in low {
        if digit + 1 < BASE {
            out.push(digit + 1);
            return out;
        }
        out.push(digit);
    }
    out.push(BASE / 2);
    out
}

fn middle(low: &[u16], high: &[u16]) -> Vec<u16> {
    let mut out = Vec::new();
    let mut bound = true;
    for at in 0.. {
        let l = low.get(at).copied().unwrap_or(0);
        let h = if bound { high.get(at).copied().unwrap_or(0) } else { BASE };
        let mid = (l + h) / 2;
        if mid > l {
            out.push(mid);
            break;
        }
        bound = bound && l == h;
        out.push(l);
    }
    out
}

fn digits(key: &OrderKey) -> Vec<u16> {
    let digit = |c: u8| ALPHABET.iter().position(|&a| a == c).unwrap_or(0) as u16;
    let mut out: Vec<u16> = key.0.bytes().map(digit).collect();
    while out.last() == Some(&0) {
        out.pop();
    }
    out
}

fn write(digits: &[u16]) -> OrderKey {
    OrderKey(digits.iter().map(|&d| ALPHABET[usize::from(d) % 32] as char).collect())
}

/// Puts elements into their order; equal keys order by id. Sorts keys and places, so that the
/// sorting is compiled once and not for each kind of element.
pub fn in_order<'a, T>(
    elements: impl Iterator<Item = &'a T>,
    key: impl Fn(&'a T) -> (&'a OrderKey, Id),
) -> Vec<&'a T> {
    let elements: Vec<&T> = elements.collect();
    let mut keys: Vec<((&OrderKey, Id), usize)> =
        elements.iter().enumerate().map(|(at, element)| (key(element), at)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, at)| elements[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_lies_between_its_neighbours() {
        let mut keys = OrderKey::spread(40);
        assert!(keys.is_sorted() && keys.windows(2).all(|w| w[0] != w[1]));
        for at in [0usize, 5, 20, 20, 20, 20, 20, 20, 20, 20, 41] {
            let lower = at.checked_sub(1).and_then(|at| keys.get(at)).cloned();
            let new = OrderKey::between(lower.as_ref(), keys.get(at));
            keys.insert(at, new);
            assert!(keys.windows(2).all(|w| w[0] < w[1]), "{keys:?}");
        }
    }

    #[test]
    fn many_keys_lie_between_two_and_are_short() {
        let ends = OrderKey::spread(2);
        let [a, b] = [&ends[0], &ends[1]];
        for (lower, upper) in [(None, None), (Some(a), None), (None, Some(a)), (Some(a), Some(b))] {
            for count in [0usize, 1, 2, 3, 40, 5000] {
                let keys = OrderKey::many_between(lower, upper, count);
                assert_eq!(keys.len(), count);
                let all: Vec<&OrderKey> = lower.into_iter().chain(&keys).chain(upper).collect();
                assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{lower:?} {upper:?} {count}");
                assert!(keys.iter().all(|key| key.0.len() <= 6), "{count}: {:?}", keys.last());
            }
        }
    }

    #[test]
    fn appending_and_prepending_go_on_for_long() {
        let mut keys = vec![OrderKey::between(None, None)];
        for _ in 0..300 {
            keys.push(OrderKey::between(keys.last(), None));
            keys.insert(0, OrderKey::between(None, keys.first()));
        }
        assert!(keys.windows(2).all(|w| w[0] < w[1]));
    }
}
