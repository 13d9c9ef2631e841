//! Target `apple`: Apple Books.

use super::{CoverPage, Limits, Target, epub};
use chengshu_epub::publication::{Metadata, Statement};

/// Without this Apple Books shows its own fonts in place of embedded ones (Apple Books Asset
/// Guide, "Embedding fonts").
const DISPLAY_OPTIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<display_options>
  <platform name="*">
    <option name="specified-fonts">true</option>
  </platform>
</display_options>
"#;

pub(super) const TARGET: Target = Target {
    name: "apple",
    serves: "Apple Books",
    differs: "states its version and that fonts of the book count",
    ending: ".apple.epub",
    form: epub::FORM,
    cover_page: CoverPage::None,
    statements,
    files: &[(
        "META-INF/com.apple.ibooks.display-options.xml",
        DISPLAY_OPTIONS,
    )],
    limits: Limits {
        page: 300_000,
        book_large: 100_000_000,
        // Apple Books Asset Guide: 2 GB a book.
        book_refused: 2_000_000_000,
    },
    refused: &[],
};

/// The version tells readers that a new edition is there. It has up to four, two and two digits,
/// and so holds the day of the edition.
fn statements(metadata: &Metadata) -> Vec<Statement> {
    let property = |property: &'static str, value: String| Statement::Property {
        prefix: (
            "ibooks",
            "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/",
        ),
        property,
        value,
    };
    let day = metadata.modified.get(..10).unwrap_or_default();
    let version: Vec<&str> = day
        .split('-')
        .map(|part| part.trim_start_matches('0'))
        .collect();
    let mut statements = Vec::new();
    if version.len() == 3 {
        statements.push(property("ibooks:version", version.join(".")));
    }
    statements.push(property("ibooks:specified-fonts", "true".into()));
    statements
}
