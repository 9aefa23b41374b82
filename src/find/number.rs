//! Printed numbers as a person types them: `1-2` for 施策1-2, `1` for ①, (1) or １.

use super::fold::fold;

/// Returns the digits of a number, those apart joined by a hyphen: 施策1-2 gives `1-2`, (1)① gives
/// `1-1`. `None` where something else than a label stands beside the digits, or there are none.
pub fn key(number: &str) -> Option<String> {
    let folded = fold(number);
    let start = folded.find(|c: char| value(c).is_some() || "(-".contains(c))?;
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for c in folded[start..].chars() {
        match value(c) {
            Some(digit @ 0..=9) if c.is_ascii_digit() => {
                if !open {
                    parts.push(String::new());
                }
                parts.last_mut()?.push_str(&digit.to_string());
                open = true;
            }
            Some(circled) => {
                parts.push(circled.to_string());
                open = false;
            }
            None if "()-.,:、。".contains(c) => open = false,
            None => return None,
        }
    }
    (!parts.is_empty()).then(|| parts.join("-"))
}

/// Returns the number that a digit or a circled number stands for.
fn value(c: char) -> Option<u32> {
    let from = |first: char, number: u32| Some(c as u32 - first as u32 + number);
    match c {
        '0'..='9' => from('0', 0),
        '①'..='⑳' => from('①', 1),
        '⑴'..='⒇' => from('⑴', 1),
        '⒈'..='⒛' => from('⒈', 1),
        '㉑'..='㉟' => from('㉑', 21),
        '㊱'..='㊿' => from('㊱', 36),
        '❶'..='❿' => from('❶', 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_their_digits_say() {
        for (number, expected) in [
            ("1-2", Some("1-2")),
            ("１－２", Some("1-2")),
            ("1ー2", Some("1-2")),
            ("施策1-2", Some("1-2")),
            ("基本施策 ４．１", Some("4-1")),
            ("①", Some("1")),
            ("⑳", Some("20")),
            ("㉑", Some("21")),
            ("(1)", Some("1")),
            ("（ 12 ）", Some("12")),
            ("1-2①", Some("1-2-1")),
            ("(2)③", Some("2-3")),
            ("目標10", Some("10")),
            ("１．", Some("1")),
            ("見守り", None),
            ("3歳児健診", None),
            ("(ア)", None),
            ("", None),
        ] {
            assert_eq!(key(number).as_deref(), expected, "{number}");
        }
    }
}
