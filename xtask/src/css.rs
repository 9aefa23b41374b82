//! One style sheet out of several: comments out, every `@import` replaced by what it names.

use crate::{Outcome, dist};
use std::path::{Path, PathBuf};

/// The text of `entry` with its imports, in the order in which a browser would apply them.
pub fn inlined(entry: &Path) -> Outcome<String> {
    let sheet = with_imports(entry, &mut Vec::new())?;
    match outside_reference(&sheet) {
        None => Ok(sheet),
        Some(reference) => {
            Err(format!("{}: {reference} would be a request; the packed file makes none", entry.display()))
        }
    }
}

fn with_imports(file: &Path, open: &mut Vec<PathBuf>) -> Outcome<String> {
    if open.iter().any(|outer| outer == file) {
        return Err(format!("{} imports itself", file.display()));
    }
    open.push(file.to_path_buf());
    let folder = file.parent().unwrap_or(file);
    let mut sheet = String::new();
    for line in without_comments(&dist::read_text(file)?).lines() {
        let line = line.trim();
        if let Some(import) = line.strip_prefix("@import") {
            let (name, condition) =
                parse_import(import).ok_or_else(|| format!("{}: cannot read {line}", file.display()))?;
            let inner = with_imports(&folder.join(name), open)?;
            sheet.push_str(&wrapped(&inner, condition));
        } else if !line.is_empty() && !line.starts_with("@charset") {
            sheet.push_str(line);
            sheet.push('\n');
        }
    }
    open.pop();
    Ok(sheet)
}

/// Splits ` "print.css" print;` into the file's name and the condition.
fn parse_import(text: &str) -> Option<(&str, &str)> {
    let text = text.trim().strip_suffix(';')?.trim();
    let (text, closing) = match text.strip_prefix("url(") {
        Some(rest) => (rest.trim_start(), ")"),
        None => (text, ""),
    };
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, rest) = text[1..].split_once(quote)?;
    let condition = rest.trim_start().strip_prefix(closing)?;
    let local = !name.contains("://") && !name.starts_with("//");
    local.then_some((name, condition.trim()))
}

fn wrapped(sheet: &str, condition: &str) -> String {
    if condition.is_empty() {
        return sheet.to_string();
    }
    if let Some((layer, rest)) = condition.strip_prefix("layer(").and_then(|rest| rest.split_once(')')) {
        let inner = wrapped(sheet, rest.trim());
        return format!("@layer {layer} {{\n{inner}}}\n");
    }
    format!("@media {condition} {{\n{sheet}}}\n")
}

/// Drops comments, leaving those look-alikes that stand inside strings.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut quote = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest[2..].split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let length = match (quote, c) {
            (Some(_), '\\') => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ => c.len_utf8(),
        };
        match quote {
            Some(open) if open == c => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept
}

/// The first `url(…)` that is neither data nor a fragment of the page itself.
fn outside_reference(sheet: &str) -> Option<&str> {
    sheet
        .match_indices("url(")
        .map(|(at, _)| &sheet[at..])
        .find(|text| {
            let target = text[4..].trim_start_matches(['"', '\'', ' ']);
            !target.starts_with("data:") && !target.starts_with('#')
        })
        .map(|text| text.split_inclusive(')').next().unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_read_with_their_conditions() {
        for (text, expected) in [
            (" \"a.css\";", Some(("a.css", ""))),
            (" 'a.css' print;", Some(("a.css", "print"))),
            (" url(\"b/a.css\") layer(base);", Some(("b/a.css", "layer(base)"))),
            (" \"https://example.jp/a.css\";", None),
            (" a.css;", None),
        ] {
            assert_eq!(parse_import(text), expected, "{text}");
        }
    }

    #[test]
    fn conditions_become_blocks() {
        assert_eq!(wrapped("p{}\n", ""), "p{}\n");
        assert_eq!(wrapped("p{}\n", "print"), "@media print {\np{}\n}\n");
        assert_eq!(wrapped("p{}\n", "layer(base) print"), "@layer base {\n@media print {\np{}\n}\n}\n");
    }

    #[test]
    fn comments_go_and_strings_stay() {
        let sheet = "a{content:\"/* 施策 \\\" */\"}/* gone */b{}";
        assert_eq!(without_comments(sheet), "a{content:\"/* 施策 \\\" */\"}b{}");
    }

    #[test]
    fn a_reference_outside_the_file_is_found() {
        assert_eq!(outside_reference("a{b:url(data:x)} c{d:url('#e')}"), None);
        assert_eq!(outside_reference("a{b:url(f.png)}"), Some("url(f.png)"));
    }
}
