//! What was built, as a table in Markdown for the summary of a job of GitHub Actions.

use std::fmt::Write as _;

use chengshu::report::Build;

use super::figures::contents;
use super::printable;

/// The table of the books. `picture` has the address of a book's cover by the book's path.
pub fn summary(report: &Build, picture: impl Fn(&str) -> Option<String>) -> String {
    let mut out = "### Books\n\n| | book | contents |\n|---|---|---|\n".to_owned();
    let heads = out.len();
    for book in &report.books {
        for file in book.epubs() {
            // GitHub shows pictures of public addresses alone, neither `data:` nor those of artifacts.
            let picture = picture(&file.path).map(|address| {
                format!("<img src=\"{}\" width=\"60\" alt=\"\">", attribute(&address))
            });
            let _ = writeln!(
                out,
                "| {} | <code>{}</code> | {} |",
                picture.unwrap_or_default(),
                inert(&file.path),
                contents(&book.figures, file.bytes, book.counts)
            );
        }
    }
    if out.len() == heads {
        out.push_str("| | none was written | |\n");
    }
    out
}

/// Text that means itself in Markdown and in HTML: signs as references, which can be neither structure
/// (CommonMark 0.31, section 2.5) nor the start of an address. In `code`, GitHub takes no name behind `@`
/// for a person.
fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    for c in printable(text).chars() {
        let is_plain = match c {
            '-' | '/' | ',' => true,
            // `www.` would be the start of an address.
            '.' => !matches!(last, Some('w' | 'W')),
            c => !c.is_ascii_punctuation(),
        };
        if is_plain {
            out.push(c);
        } else {
            let _ = write!(out, "&#{};", u32::from(c));
        }
        last = Some(c);
    }
    out
}

/// Text that means itself as the value of an attribute of HTML, in a cell of a table.
fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '"' | '<' | '>' | '|' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_mean_themselves() {
        for (text, expected) in [
            ("out/夜 话-1.epub", "out/夜 话-1.epub"),
            ("<img src=x>", "&#60;img src&#61;x&#62;"),
            ("a|b\\|c`d`", "a&#124;b&#92;&#124;c&#96;d&#96;"),
            ("[a](javascript:b) ![c]", "&#91;a&#93;&#40;javascript&#58;b&#41; &#33;&#91;c&#93;"),
            (
                "&lt; *x* _y_ ~~z~~",
                "&#38;lt&#59; &#42;x&#42; &#95;y&#95; &#126;&#126;z&#126;&#126;",
            ),
            ("https://a.b www.c", "https&#58;//a.b www&#46;c"),
            ("@all #1 $x$", "&#64;all &#35;1 &#36;x&#36;"),
            (
                "a\n| b\x1b\u{202e}",
                "a&#92;u&#123;a&#125;&#124; b&#92;u&#123;1b&#125;&#92;u&#123;202e&#125;",
            ),
        ] {
            assert_eq!(inert(text), expected, "{text:?}");
        }
    }
}
