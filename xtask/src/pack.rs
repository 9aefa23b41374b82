//! The one HTML file: template, styles, scripts and module put together under a strict policy.
//!
//! Nothing in the file is fetched. Every script and style is allowed by its hash alone; the
//! module travels as gzip, written as text, in a block that browsers do not execute.

use crate::{Outcome, pairs};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use std::num::NonZeroU64;
use zopfli::{Format, Options};

/// How often Zopfli tries again; more than 5 gain next to nothing.
const ROUNDS: NonZeroU64 = NonZeroU64::new(5).unwrap();

/// What the packed file is made of.
pub struct Parts<'a> {
    /// The text of `index.html`.
    pub template: String,
    /// wasm-bindgen's JavaScript for `--target web`.
    pub glue: String,
    /// The script that starts the module, pasted behind the glue.
    pub start: String,
    /// The optimised module.
    pub wasm: Vec<u8>,
    /// Reads the style sheet that a `<link>` names.
    pub style: &'a dyn Fn(&str) -> Outcome<String>,
    /// Reads the script that a `<script src>` names.
    pub script: &'a dyn Fn(&str) -> Outcome<String>,
}

/// Puts the parts together; the same parts give the same bytes.
pub fn pack(parts: &Parts) -> Outcome<String> {
    let template = without_comments(&parts.template);
    let mut hashes = Hashes::default();
    let mut lines = Vec::new();
    for line in template.lines() {
        if let Some(line) = packed_line(line, parts, &mut hashes)? {
            lines.push(line);
        }
    }
    let page = lines.join("\n") + "\n";
    let module = script_text(&module_script(&parts.glue, &parts.start)?);
    hashes.scripts.push(hash(&module));
    let packed = gzip(&parts.wasm)?;
    let tail = format!(
        "<script type=\"application/octet-stream\" id=\"wasm\" data-bytes=\"{}\">{}</script>\n\
         <script type=\"module\">{module}</script>\n</body>",
        packed.len(),
        pairs::encode(&packed)
    );
    let policy = format!(
        "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
        hashes.policy()
    );
    let page = replaced_once(&page, "<meta charset=\"utf-8\">", &policy)?;
    replaced_once(&page, "</body>", &tail)
}

/// A line of the template as it stands in the packed file, or nothing where it is dropped.
fn packed_line(line: &str, parts: &Parts, hashes: &mut Hashes) -> Outcome<Option<String>> {
    if line.contains("data-trunk") || line.trim().is_empty() {
        return Ok(None);
    }
    if line.contains("rel=\"stylesheet\"") {
        let sheet = (parts.style)(attribute(line, "href")?)?;
        if sheet.contains("</style") {
            return Err(format!("a style sheet closes its own element: {line}"));
        }
        let text = format!("\n{sheet}");
        hashes.styles.push(hash(&text));
        return Ok(Some(format!("<style>{text}</style>")));
    }
    if line.contains("<script") {
        let text = script_text(&format!("\n{}", (parts.script)(attribute(line, "src")?)?));
        hashes.scripts.push(hash(&text));
        return Ok(Some(format!("<script>{text}</script>")));
    }
    Ok(Some(line.to_string()))
}

fn attribute<'a>(line: &'a str, name: &str) -> Outcome<&'a str> {
    line.split_once(&format!("{name}=\""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(value, _)| value)
        .ok_or_else(|| format!("index.html: no {name} in {}", line.trim()))
}

fn module_script(glue: &str, start: &str) -> Outcome<String> {
    let imports = |line: &&str| line.starts_with("import ") || line.starts_with("import{");
    if let Some(line) = glue.lines().find(imports) {
        return Err(format!("wasm-bindgen's glue imports a file, which the packed file cannot: {line}"));
    }
    if !glue.contains("__wbg_init") {
        return Err("wasm-bindgen's glue has no __wbg_init; was its version changed?".into());
    }
    Ok(format!("\n{glue}\n{start}"))
}

/// Keeps a script from ending its own element; in JavaScript the escapes mean the same.
fn script_text(script: &str) -> String {
    script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

fn without_comments(template: &str) -> String {
    let mut kept = String::new();
    let mut rest = template;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn replaced_once(page: &str, from: &str, to: &str) -> Outcome<String> {
    match page.matches(from).count() {
        1 => Ok(page.replacen(from, to, 1)),
        count => Err(format!("index.html has {from} {count} times instead of once")),
    }
}

fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    // Zopfli writes no file name and no time, so that the same module gives the same bytes.
    let options = Options { iteration_count: ROUNDS, ..Options::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, Format::Gzip, bytes, &mut packed)
        .map_err(|why| format!("cannot compress the module: {why}"))?;
    Ok(packed)
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)))
}

/// The hashes that the policy allows.
#[derive(Default)]
struct Hashes {
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Hashes {
    /// `default-src` does not cover `base-uri` and `form-action`, so both are named.
    fn policy(&self) -> String {
        format!(
            "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; \
             img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'",
            self.scripts.join(" "),
            self.styles.join(" ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<!doctype html>\n<!-- two\nlines -->\n<head>\n\
        <meta charset=\"utf-8\">\n<link rel=\"stylesheet\" href=\"a.css\">\n\
        <script src=\"guard.js\"></script>\n<link data-trunk rel=\"rust\">\n</head>\n\
        <body>\n</body>\n";

    fn packed(glue: &str) -> Outcome<String> {
        pack(&Parts {
            template: TEMPLATE.into(),
            glue: glue.into(),
            start: "await __wbg_init();".into(),
            wasm: vec![0; 64],
            style: &|href| Ok(format!("/* {href} */")),
            script: &|src| Ok(format!("say('{src}</script>')")),
        })
    }

    #[test]
    fn everything_is_pasted_in_and_allowed_by_hash() {
        let page = packed("function __wbg_init() {}").expect("packs");
        assert!(!page.contains("data-trunk") && !page.contains("<!-- two"));
        assert!(!page.contains("href=") && !page.contains("src="));
        for text in ["\n/* a.css */", "\nsay('guard.js<\\/script>')"] {
            assert!(page.contains(text), "{text}");
            assert!(page.contains(&hash(text)), "{text}");
        }
        assert_eq!(page.matches("sha256-").count(), 3);
    }

    #[test]
    fn the_same_parts_give_the_same_bytes() {
        let glue = "function __wbg_init() {}";
        assert_eq!(packed(glue), packed(glue));
    }

    #[test]
    fn glue_that_needs_another_file_is_refused() {
        let refused = packed("import { a } from './snippets/a.js';\n__wbg_init").unwrap_err();
        assert!(refused.contains("./snippets/a.js"), "{refused}");
    }
}
