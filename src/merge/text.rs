//! Two changes of one text, where a person cannot be asked: a word was being composed while
//! somebody else's text arrived.

/// Applies both changes of a text. Where they touch the same place, what was written here follows
/// what was written there; nothing that either of them wrote is lost.
pub fn both(base: &str, here: &str, there: &str) -> String {
    if here == base {
        return there.into();
    }
    let [base, here, there] = [base, here, there].map(|text| text.chars().collect::<Vec<char>>());
    let (own, other) = (Change::of(&base, &here), Change::of(&base, &there));
    let parts = if own.to <= other.from {
        [&base[..own.from], own.new, &base[own.to..other.from], other.new, &base[other.to..]]
    } else if other.to <= own.from {
        [&base[..other.from], other.new, &base[other.to..own.from], own.new, &base[own.to..]]
    } else {
        [&there[..], own.new, &[], &[], &[]]
    };
    parts.concat().into_iter().collect()
}

/// Parts an old and a new text: what both begin with, what only the old one and only the new one has,
/// what both end with.
pub fn parts(old: &str, new: &str) -> [String; 4] {
    let [old, new] = [old, new].map(|text| text.chars().collect::<Vec<char>>());
    let change = Change::of(&old, &new);
    [&old[..change.from], &old[change.from..change.to], change.new, &old[change.to..]]
        .map(|part| part.iter().collect())
}

/// Is a change as one piece: what stood from here to there became something new.
struct Change<'a> {
    from: usize,
    to: usize,
    new: &'a [char],
}

impl<'a> Change<'a> {
    fn of(base: &[char], text: &'a [char]) -> Self {
        let shorter = base.len().min(text.len());
        let from = base.iter().zip(text).take_while(|(a, b)| a == b).count();
        let ends = base.iter().rev().zip(text.iter().rev()).take(shorter - from);
        let end = ends.take_while(|(a, b)| a == b).count();
        Self { from, to: base.len() - end, new: &text[from..text.len() - end] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_changes_are_in_the_text() {
        let check = |base, here, there, expected| assert_eq!(both(base, here, there), expected);
        check("福祉の会", "福祉の会", "福祉の会議", "福祉の会議");
        check("福祉の会", "地域福祉の会", "福祉の会議", "地域福祉の会議");
        check("福祉の会", "福祉の会議", "地域福祉の会", "地域福祉の会議");
        check("", "ここで", "あちらで", "ここであちらで");
        check("三回行った", "四回行った", "五回行った", "五回行った四");
        check("三回行った", "", "三回行った。", "。");
    }

    #[test]
    fn a_change_is_parted_from_what_stays() {
        assert_eq!(parts("三回行った", "四回も行った"), ["", "三回", "四回も", "行った"]);
        assert_eq!(parts("同じ", "同じ"), ["同じ", "", "", ""]);
        assert_eq!(parts("", "新しい"), ["", "", "新しい", ""]);
    }

    proptest! {
        #[test]
        fn what_is_inserted_on_both_sides_is_kept(
            base in "[あ-お]{0,8}", at in 0usize..9, to in 0usize..9, one in "[A-Z]{1,4}", two in "[a-z]{1,4}"
        ) {
            let insert = |at: usize, new: &str| {
                let at = base.char_indices().nth(at).map_or(base.len(), |(at, _)| at);
                format!("{}{new}{}", &base[..at], &base[at..])
            };
            let text = both(&base, &insert(at, &one), &insert(to, &two));
            prop_assert!(text.contains(&one) && text.contains(&two));
            let rest: String = text.chars().filter(|c| !c.is_ascii()).collect();
            prop_assert_eq!(rest, base);
        }
    }
}
