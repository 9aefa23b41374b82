//! A file inside a page (持ち運び版): as a data block, which browsers neither show nor run.

const BEGIN: &str = "<script type=\"application/json\" id=\"carried\">";
const END: &str = "</script>";

/// Writes a file's text as a data block. In JSON `<` stands in texts alone, where `\u003c` means the
/// same, so that no text can end the block.
pub fn carried_block(text: &str) -> String {
    format!("{BEGIN}{}{END}", text.replace('<', "\\u003c"))
}

/// Finds the file's text in a page; `None` where there is no block.
pub fn find_carried(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(BEGIN)?;
    Some(rest.split_once(END)?.0)
}

/// Returns whether a text is a page.
pub fn is_page(text: &str) -> bool {
    let head: String =
        text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).chars().take(15).collect();
    let head = head.to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_is_found_again_and_cannot_end_its_block() {
        let text = r#"{"title":"</script><script>alert(1)</script><!-- 計画"}"#;
        let page = format!("<!DOCTYPE html>\n<html><body>{}<p></p></body></html>", carried_block(text));
        assert!(is_page(&page));
        assert_eq!(page.matches("</script>").count(), 1);
        let found = find_carried(&page).unwrap();
        let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(parse(found), parse(text));
        assert_eq!(find_carried("<!doctype html><p></p>"), None);
        assert!(!is_page("{\"a\":1}") && is_page("\u{feff}\n<HTML>"));
    }
}
