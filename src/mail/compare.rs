//! Where two texts differ, character by character, to be marked.

use dissimilar::Chunk;

/// Is a piece of two texts that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Stands in both.
    Same(String),
    /// Stands in the first alone.
    Gone(String),
    /// Stands in the second alone.
    Came(String),
}

/// Compares two texts character by character; the pieces in their order make both texts.
pub fn pieces(one: &str, other: &str) -> Vec<Piece> {
    let piece = |chunk: Chunk| match chunk {
        Chunk::Equal(text) => Piece::Same(text.into()),
        Chunk::Delete(text) => Piece::Gone(text.into()),
        Chunk::Insert(text) => Piece::Came(text.into()),
    };
    dissimilar::diff(one, other).into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_make_both_texts() {
        let texts =
            ["", "講座を3回開いた。", "講座を4回、開いた。\n参加 120人", "😀絵文字𠮷野家", "全く別の文"];
        for (one, other) in texts.iter().flat_map(|one| texts.map(|other| (*one, other))) {
            let (mut first, mut second) = (String::new(), String::new());
            for piece in pieces(one, other) {
                match piece {
                    Piece::Same(text) => {
                        first += &text;
                        second += &text;
                    }
                    Piece::Gone(text) => first += &text,
                    Piece::Came(text) => second += &text,
                }
            }
            assert_eq!((first.as_str(), second.as_str()), (one, other));
        }
    }

    #[test]
    fn one_character_is_marked_as_one() {
        let found = pieces("講座を3回開いた。", "講座を4回開いた。");
        let [same, gone, came, rest] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!([same, rest], [&Piece::Same("講座を".into()), &Piece::Same("回開いた。".into())]);
        assert_eq!([gone, came], [&Piece::Gone("3".into()), &Piece::Came("4".into())]);
    }
}
