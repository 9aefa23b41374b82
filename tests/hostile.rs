//! Texts that somebody types, or pastes, or sends, to see what breaks: markup, scripts, formulas, signs
//! that end a value. The native tests and those in a browser share them.

/// Returns 200 different ones.
pub fn texts() -> Vec<String> {
    const HARM: [&str; 25] = [
        "<script>window.hit=1</script>",
        "</td></tr></table><script>window.hit=1</script>",
        "<img src=x onerror=window.hit=1>",
        "<svg/onload=window.hit=1>",
        "\"><iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
        "' onmouseover='window.hit=1' x='",
        "</style><script>window.hit=1</script>",
        "</title><script>window.hit=1</script>",
        "<!--<script>window.hit=1</script>-->",
        "]]><script>window.hit=1</script>",
        "javascript:window.hit=1",
        "<a href=\"javascript:window.hit=1\">x</a>",
        "<meta http-equiv=refresh content='0;url=https://example.jp/'>",
        "<link rel=stylesheet href=https://example.jp/x.css>",
        "<base href=https://example.jp/>",
        "&lt;script&gt;window.hit=1&lt;/script&gt;",
        "&#60;script&#62;",
        "&amp;amp;&copy;&nbsp",
        "<math><mi xlink:href=\"data:x,<script>hit=1</script>\"></math>",
        "<template><script>window.hit=1</script></template>",
        "=HYPERLINK(\"https://example.jp/\",\"x\")",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+1-1",
        "-1-1",
        "1-1",
    ];
    const AROUND: [(&str, &str); 8] = [
        ("", ""),
        ("一行目\n", "\n三行目"),
        ("\"", "\""),
        ("'", "'"),
        ("　", "\u{200b}"),
        ("a,b;c\td ", "\u{202e}"),
        ("葛\u{e0100}城市𠮷野家😀", "\u{e000}ｶﾞ①㍿"),
        ("<b>", "</b>"),
    ];
    let with = |harm: &str| AROUND.map(|(before, after)| format!("{before}{harm}{after}"));
    HARM.into_iter().flat_map(with).collect()
}
