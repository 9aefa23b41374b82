//! Files of other programs, told by how they begin, so that whoever opens one hears what it is.

/// Names a kind of file that is not one of this app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A page without anything in it for this app.
    Page,
    /// An Excel, Word or PowerPoint file, new or old.
    Office,
    /// An archive of files.
    Zip,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A whole mail, as a mail program saves it.
    Mail,
}

/// Returns what file of another program the bytes begin as; `None` where they may be one of ours.
pub fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        // Office files are archives whose first entries bear these names.
        let head = &bytes[..bytes.len().min(4096)];
        let names: [&[u8]; 4] = [b"[Content_Types].xml", b"_rels/", b"xl/", b"word/"];
        let is_office = names.iter().any(|name| head.windows(name.len()).any(|at| at == *name));
        return Some(if is_office { Foreign::Office } else { Foreign::Zip });
    }
    if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(Foreign::Office);
    }
    if begins(b"%PDF") {
        return Some(Foreign::Pdf);
    }
    if begins(b"\x89PNG") || begins(b"\xff\xd8\xff") || begins(b"GIF8") {
        return Some(Foreign::Picture);
    }
    is_mail(bytes).then_some(Foreign::Mail)
}

/// A saved mail begins with headers, and names its sender and the version of MIME among them.
fn is_mail(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(16 * 1024)]).to_ascii_lowercase();
    let mut lines = head.lines().take_while(|line| !line.is_empty());
    let is_header = |line: &str| {
        line.starts_with([' ', '\t'])
            || line.split_once(':').is_some_and(|(name, _)| {
                !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
            })
    };
    let first_is_header = head.lines().next().is_some_and(is_header);
    first_is_header && lines.any(|line| line.starts_with("mime-version:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_programs_are_told_by_how_they_begin() {
        let cases: [(&[u8], Option<Foreign>); 9] = [
            (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", Some(Foreign::Office)),
            (b"PK\x03\x04\x14\0\x06\0answer.json", Some(Foreign::Zip)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Some(Foreign::Office)),
            (b"%PDF-1.7", Some(Foreign::Pdf)),
            (b"\x89PNG\r\n", Some(Foreign::Picture)),
            (b"Received: from a\r\n\tby b\r\nMIME-Version: 1.0\r\n\r\nbody", Some(Foreign::Mail)),
            (b"{\"format\":\"hyokacho\"}", None),
            ("差出人: 福祉課\n件名：回答\nMIME-Version: 1.0".as_bytes(), None),
            (b"", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(foreign(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
