//! Keys for the grades of a scale, read so that an active IME does not matter.
//!
//! A grade's own letter where all are single ones and distinct; a letter and a sign as two keys
//! where they are such; else 1 to 9, 0 for the tenth, `-` and `^` for the two after it, which stand
//! right of 0 on a Japanese keyboard.

use crate::model::committee::Vote;
use crate::model::form::Scale;
use crate::model::id::GradeId;

/// The keys of grades by their number, twelve at most.
const NUMBERED: [char; 12] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '-', '^'];
/// The key for 棄権.
pub const ABSTAIN: char = '/';
/// The key for 評価できない.
pub const CANNOT: char = '?';
/// The key for 不在.
pub const AWAY: char = '.';

/// Holds the keys of a scale's grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys(Vec<Own>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Own {
    grade: GradeId,
    key: char,
    sign: Option<char>,
}

/// Says what a key means after those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// A vote for whose turn it is.
    Vote(Vote),
    /// The vote that was given last is another one: its letter got a sign.
    Amend(Vote),
    /// A letter that is no grade without a sign.
    Begin,
}

/// Remembers the last letter, to which a sign may follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held(Option<(char, bool)>);

impl Keys {
    /// Makes the keys of a scale.
    pub fn of(scale: &Scale) -> Self {
        let written: Vec<String> = scale.grades.iter().map(|grade| fold(&grade.key)).collect();
        let keys = letters(&written).or_else(|| signed(&written));
        let keys = keys.unwrap_or_else(|| NUMBERED.iter().map(|&key| (key, None)).collect());
        let own = |(grade, (key, sign)): (GradeId, (char, Option<char>))| Own { grade, key, sign };
        Self(scale.grades.iter().map(|grade| grade.id).zip(keys).map(own).collect())
    }

    /// Reads a key, as [`typed`] returns it.
    pub fn press(&self, typed: char, held: &mut Held) -> Option<Press> {
        let before = std::mem::take(held).0;
        let vote = match typed {
            ABSTAIN => Vote::Abstain,
            CANNOT => Vote::Cannot,
            AWAY => Vote::Away,
            typed => return self.grade(typed, before, held),
        };
        Some(Press::Vote(vote))
    }

    fn grade(&self, typed: char, before: Option<(char, bool)>, held: &mut Held) -> Option<Press> {
        let find = |key: char, sign: Option<char>| {
            let own = self.0.iter().find(|own| (own.key, own.sign) == (key, sign));
            own.map(|own| Vote::Grade(own.grade))
        };
        if let Some((letter, given)) = before
            && let Some(vote) = sign_of(typed).and_then(|sign| find(letter, Some(sign)))
        {
            *held = Held(given.then_some((letter, true)));
            return Some(if given { Press::Amend(vote) } else { Press::Vote(vote) });
        }
        if let Some(vote) = find(typed, None).or_else(|| find(typed, Some('*'))) {
            let takes_sign = self.0.iter().any(|own| own.key == typed && own.sign.is_some());
            *held = Held(takes_sign.then_some((typed, true)));
            return Some(Press::Vote(vote));
        }
        self.0.iter().any(|own| own.key == typed).then(|| {
            *held = Held(Some((typed, false)));
            Press::Begin
        })
    }

    /// Returns what is printed for a grade's keys: `A`, `A +`, `3`.
    pub fn printed(&self, grade: GradeId) -> String {
        let Some(own) = self.0.iter().find(|own| own.grade == grade) else { return String::new() };
        let bare = self.0.iter().any(|other| other.key == own.key && other.sign.is_none());
        let key = own.key.to_ascii_uppercase();
        match own.sign {
            None => key.to_string(),
            Some('*') if !bare => key.to_string(),
            Some(sign) => format!("{key} {sign}"),
        }
    }
}

/// Returns each grade's own letter or digit, where all are single ones and distinct.
fn letters(written: &[String]) -> Option<Vec<(char, Option<char>)>> {
    let single = |text: &String| {
        let mut letters = text.chars();
        letters.next().filter(|key| key.is_ascii_alphanumeric() && letters.next().is_none())
    };
    let keys: Option<Vec<char>> = written.iter().map(single).collect();
    Some(keys.filter(|keys| is_distinct(keys))?.into_iter().map(|key| (key, None)).collect())
}

/// Returns letters with a sign, where every grade is a letter with at most one.
fn signed(written: &[String]) -> Option<Vec<(char, Option<char>)>> {
    let parts = |text: &String| {
        let mut letters = text.chars();
        let letter = letters.next().filter(char::is_ascii_alphabetic)?;
        let sign = letters.next().map(sign_of);
        match (sign, letters.next()) {
            (None, _) => Some((letter, None)),
            (Some(Some(sign)), None) => Some((letter, Some(sign))),
            _ => None,
        }
    };
    let keys: Option<Vec<_>> = written.iter().map(parts).collect();
    keys.filter(|keys| is_distinct(keys))
}

fn is_distinct<T: PartialEq>(keys: &[T]) -> bool {
    keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key))
}

/// Returns the sign that a character stands for: `+`, `-`, and `*` for ±.
fn sign_of(typed: char) -> Option<char> {
    match typed {
        '+' | ';' => Some('+'),
        '-' | '−' | 'ー' | '‐' | '–' | '—' | '―' => Some('-'),
        '*' | ':' | '±' => Some('*'),
        _ => None,
    }
}

fn half(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn fold(text: &str) -> String {
    text.trim().chars().map(|c| half(c).to_ascii_lowercase()).collect()
}

/// Returns the character that a key stands for, in lower case, from the `key`, `code` and `shiftKey`
/// of its event. While an IME is on, `key` says `Process` or a kana; then the place of the key says it.
pub fn typed(key: &str, code: &str, shift: bool) -> Option<char> {
    let mut letters = key.chars().map(|c| half(c).to_ascii_lowercase());
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_graphic() => Some(letter),
        (Some(_), None) => of_code(code, shift),
        _ if matches!(key, "Process" | "Unidentified" | "Dead") => of_code(code, shift),
        _ => None,
    }
}

/// Returns the character of a key by its place; punctuation as on a Japanese keyboard.
fn of_code(code: &str, shift: bool) -> Option<char> {
    let named = |name: &str| code.strip_prefix(name).filter(|rest| rest.len() == 1)?.chars().next();
    let own = named("Key").or_else(|| named("Digit").filter(|_| !shift)).or_else(|| named("Numpad"));
    own.map(|letter| letter.to_ascii_lowercase()).or(match (code, shift) {
        ("Slash", false) | ("NumpadDivide", _) => Some('/'),
        ("Slash", true) => Some('?'),
        ("Period", false) | ("NumpadDecimal", _) => Some('.'),
        ("Semicolon", _) | ("NumpadAdd", _) => Some('+'),
        ("Minus", false) | ("NumpadSubtract", _) => Some('-'),
        ("Quote", _) | ("NumpadMultiply", _) => Some('*'),
        ("Equal", false) => Some('^'),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::form::Grade;
    use crate::model::id::ScaleId;

    fn scale(keys: &[&str]) -> Scale {
        let grade = |(at, key): (usize, &&str)| Grade {
            id: GradeId::known(&format!(
                "g{}",
                ["2", "3", "4", "5", "6", "7", "a", "b", "c", "d", "e", "f"][at]
            )),
            key: key.to_string(),
            label: String::new(),
            definition: String::new(),
        };
        let grades = keys.iter().enumerate().map(grade).collect();
        Scale { id: ScaleId::known("s"), label: String::new(), ordered: true, grades, marks: vec![] }
    }

    /// Types keys one after the other; returns the votes as places in the scale, `+` where the last
    /// was amended.
    fn check(grades: &[&str], typed: &str, expected: &str) {
        let scale = scale(grades);
        let (keys, mut held) = (Keys::of(&scale), Held::default());
        let at = |vote| match vote {
            Vote::Grade(id) => scale.grades.iter().position(|it| it.id == id).unwrap().to_string(),
            Vote::Abstain => "x".into(),
            Vote::Cannot => "?".into(),
            Vote::Away => "-".into(),
        };
        let said = typed.chars().map(|key| match keys.press(key, &mut held) {
            Some(Press::Vote(vote)) => at(vote),
            Some(Press::Amend(vote)) => format!("+{}", at(vote)),
            Some(Press::Begin) => "…".into(),
            None => "!".into(),
        });
        assert_eq!(said.collect::<Vec<_>>().join(" "), expected, "{grades:?} {typed}");
    }

    #[test]
    fn a_key_gives_a_grade() {
        check(&["A", "B", "C"], "abcd/?.", "0 1 2 ! x ? -");
        check(&["Ａ", "ｂ"], "ab", "0 1");
        check(&["5", "4", "3"], "543", "0 1 2");
        check(&["◎", "○", "△"], "123a", "0 1 2 !");
        check(&["順調に進んだ", "未実施"], "12", "0 1");
        check(&["A", "a"], "12", "0 1");
        let twelve = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "⑪", "⑫"];
        check(&twelve, "1290-^", "0 1 8 9 10 11");
    }

    #[test]
    fn a_sign_is_a_second_key() {
        let signed = ["a+", "a±", "a-", "b+", "b±", "b-"];
        check(&signed, "aa+b-", "1 1 +0 4 +5");
        check(&signed, "a+-", "1 +0 +2");
        check(&signed, "+a/+", "! 1 x !");
        check(&["Ａ＋", "Ａ", "Ａ－"], "a+a-a", "1 +0 1 +2 1");
        check(&["A+", "A-"], "a+a-", "… 0 … 1");
        check(&["A+", "A", "A±"], "a*", "1 +2");
    }

    #[test]
    fn keys_are_printed_as_they_are_typed() {
        let scale = scale(&["a+", "a±", "a-"]);
        let keys = Keys::of(&scale);
        let printed: Vec<String> = scale.grades.iter().map(|grade| keys.printed(grade.id)).collect();
        assert_eq!(printed, ["A +", "A", "A -"]);
    }

    #[test]
    fn an_active_ime_does_not_matter() {
        for (key, code, shift, expected) in [
            ("a", "KeyA", false, Some('a')),
            ("Ａ", "KeyA", true, Some('a')),
            ("Process", "KeyB", false, Some('b')),
            ("ち", "KeyA", false, Some('a')),
            ("Process", "Digit3", false, Some('3')),
            ("Process", "Numpad3", false, Some('3')),
            ("Process", "NumpadDivide", false, Some('/')),
            ("・", "Slash", false, Some('/')),
            ("Process", "Slash", true, Some('?')),
            ("Unidentified", "Semicolon", true, Some('+')),
            ("Enter", "Enter", false, None),
            ("Tab", "Tab", false, None),
            ("Process", "Tab", false, None),
        ] {
            assert_eq!(typed(key, code, shift), expected, "{key} {code}");
        }
    }
}
