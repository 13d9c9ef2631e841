//! The last look at a finished book, before it is sent to a device.

use super::{Target, diag};
use chengshu_epub::css::declarations;
use chengshu_text::diag::{Diagnostic, Place, Quoted, Sink};
use chengshu_text::source::Source;

/// A finished book.
#[derive(Debug)]
pub struct Finished<'a> {
    /// The book's file, for findings.
    pub name: &'a str,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its pages: path, and size in bytes before compression. Those within the limit may be
    /// left out.
    pub pages: &'a [(String, usize)],
    /// The style sheet its makers added.
    pub sheet: Option<&'a Source>,
}

/// Reports what a target does not take well.
pub fn preflight(target: &Target, book: &Finished<'_>, sink: &mut Sink) {
    let limits = target.limits;
    for (path, size) in book.pages {
        if *size > limits.page {
            let message = format!(
                "{path} has {} KB; the limit of the target {} is {}",
                size / 1000,
                target.name,
                limits.page / 1000
            );
            sink.push(
                Diagnostic::new(&diag::PAGE_TOO_LARGE, message)
                    .at(Place::file(book.name))
                    .help("split the table row, the line of code or the list on this page"),
            );
        }
    }
    let (code, limit) = if book.bytes > limits.book_refused {
        (&diag::BOOK_REFUSED, limits.book_refused)
    } else {
        (&diag::BOOK_LARGE, limits.book_large)
    };
    if book.bytes > limit {
        let message = format!(
            "the book has {} MB; the limit of the target {} is {}",
            book.bytes / 1_000_000,
            target.name,
            limit / 1_000_000
        );
        sink.push(
            Diagnostic::new(code, message)
                .at(Place::file(book.name))
                .help("split the book into volumes, or leave pictures out"),
        );
    }
    let Some(sheet) = book.sheet.filter(|_| !target.refused.is_empty()) else {
        return;
    };
    for declaration in declarations(&sheet.text) {
        let refused = target.refused.iter().find(|refused| {
            refused.property == declaration.property && (refused.value)(&declaration.value)
        });
        if let Some(refused) = refused {
            let stated = format!("{}: {}", declaration.property, declaration.value);
            let message = format!("{}: {}", Quoted(&stated), refused.why);
            sink.push(
                Diagnostic::new(&diag::DECLARATION_REFUSED, message)
                    .at(sheet.place(declaration.at))
                    .help("remove it for this target"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::find;

    fn found(target: &str, bytes: u64, page: usize, sheet: &str) -> Vec<&'static str> {
        let sheet = Source::new("mine.css", sheet.into());
        let book = Finished {
            name: "book.epub",
            bytes,
            pages: &[("text/c1.xhtml".into(), page)],
            sheet: Some(&sheet),
        };
        let mut sink = Sink::default();
        preflight(find(target).unwrap(), &book, &mut sink);
        sink.into_vec().iter().map(|found| found.code.id).collect()
    }

    #[test]
    fn each_target_has_its_limits() {
        assert!(found("epub", 60_000_000, 299_000, "p { display: none }").is_empty());
        assert_eq!(found("kindle", 30_000_000, 1, ""), ["CS1203"]);
        assert_eq!(found("kindle", 60_000_000, 1, ""), ["CS1204"]);
        assert_eq!(found("lite", 1, 60_000, ""), ["CS1202"]);
        assert_eq!(
            found("kindle", 1, 1, "p { display : NONE; transform:scale(2) }"),
            ["CS1205", "CS1205"]
        );
        assert_eq!(found("kobo", 1, 1, "p{font-size:90%}"), ["CS1205"]);
    }
}
