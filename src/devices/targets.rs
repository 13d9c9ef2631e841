//! The table of targets: what each asks for, and how that is known.

use super::{CoverPage, Limits, Refused, Target};
use crate::model::form::{Form, Formulas, Pictures, Sheet, Spans};
use crate::model::typeface::RareCharacters;
use chengshu_epub::publication::{Metadata, Statement};
use chengshu_writing::language::primary;
use chengshu_writing::script::WritingMode;

/// The targets, the default first.
pub const TARGETS: &[&Target] = &[&EPUB, &KINDLE, &KOBO, &APPLE, &LITE];

/// The form most targets share.
const FORM: Form = Form {
    page_limit: 240_000,
    pictures: Pictures::Shown,
    formulas: Formulas::Set,
    sheet: Sheet::Full,
    spans: Spans::None,
    writing_mode: WritingMode::Horizontal,
    rare: RareCharacters::Report,
};

/// One file for every reading system.
const EPUB: Target = Target {
    name: "epub",
    serves: "every reading system: Apple Books, KOReader, Boox, 多看, Thorium, Kobo, Kindle",
    differs: "nothing; it is the book itself",
    ending: ".epub",
    form: FORM,
    cover_page: CoverPage::First,
    title: own_title,
    statements: no_statements,
    files: &[],
    limits: Limits { page: 300_000, book_large: 100_000_000, book_refused: u64::MAX },
    refused: &[],
};

/// A book that Send to Kindle takes and shows well.
const KINDLE: Target = Target {
    name: "kindle",
    serves: "Kindle, by Send to Kindle or by mail",
    differs: "no cover page, since Kindle shows the marked image by itself; series and number in the title, since it shows no others; limits of size",
    ending: ".kindle.epub",
    form: FORM,
    // Requirements I3 and I5: a page of its own shows the cover twice.
    cover_page: CoverPage::None,
    title: title_in_series,
    statements: no_statements,
    files: &[],
    // Requirement C1.
    limits: Limits { page: 300_000, book_large: 25_000_000, book_refused: 50_000_000 },
    refused: &[
        Refused { property: "transform", value: |_| true, why: "Kindle rejects books with it" },
        Refused {
            property: "display",
            value: |value| value == "none",
            why: "Kindle rejects books that hide much of their text",
        },
        Refused {
            property: "position",
            value: |value| matches!(value, "absolute" | "fixed"),
            why: "Kindle does not support it",
        },
    ],
};

/// Kobo's own renderer, which knows a place in a book by the spans around its sentences.
const KOBO: Target = Target {
    name: "kobo",
    serves: "Kobo",
    differs: "each sentence in a span of Kobo's, so that its own renderer shows the book",
    ending: ".kepub.epub",
    form: Form { spans: Spans::Kobo, ..FORM },
    cover_page: CoverPage::First,
    title: own_title,
    statements: no_statements,
    files: &[],
    limits: Limits { page: 400_000, book_large: 100_000_000, book_refused: u64::MAX },
    refused: &[Refused {
        property: "font-size",
        value: |value| value.ends_with('%'),
        why: "Kobo's own renderer does not support sizes in percent",
    }],
};

/// Without this Apple Books shows its own fonts in place of embedded ones (Apple Books Asset
/// Guide, "Embedding fonts").
const DISPLAY_OPTIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<display_options>
  <platform name="*">
    <option name="specified-fonts">true</option>
  </platform>
</display_options>
"#;

/// Apple Books.
const APPLE: Target = Target {
    name: "apple",
    serves: "Apple Books",
    differs: "states its version and that fonts of the book count",
    ending: ".apple.epub",
    form: FORM,
    cover_page: CoverPage::None,
    title: own_title,
    statements: statements_of_apple,
    files: &[("META-INF/com.apple.ibooks.display-options.xml", DISPLAY_OPTIONS)],
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
fn statements_of_apple(metadata: &Metadata) -> Vec<Statement> {
    let property = |property: &'static str, value: String| Statement::Property {
        prefix: (
            "ibooks",
            "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/",
        ),
        property,
        value,
    };
    let day = metadata.modified.get(..10).unwrap_or_default();
    let version: Vec<&str> = day.split('-').map(|part| part.trim_start_matches('0')).collect();
    let mut statements = Vec::new();
    if version.len() == 3 {
        statements.push(property("ibooks:version", version.join(".")));
    }
    statements.push(property("ibooks:specified-fonts", "true".into()));
    statements
}

/// Small readers on microcontrollers, such as those with an ESP32.
const LITE: Target = Target {
    name: "lite",
    serves: "small readers on microcontrollers (ESP32), with some 300 KB of memory",
    differs: "pages of at most 50 KB, no pictures but the cover, the barest style sheet",
    ending: ".lite.epub",
    form: Form {
        // What a page holds besides its text is not known beforehand to the byte.
        page_limit: 44_000,
        pictures: Pictures::Described,
        formulas: Formulas::Written,
        sheet: Sheet::Plain,
        spans: Spans::None,
        writing_mode: WritingMode::Horizontal,
        rare: RareCharacters::Report,
    },
    cover_page: CoverPage::None,
    title: own_title,
    statements: no_statements,
    files: &[],
    limits: Limits { page: 50_000, book_large: 20_000_000, book_refused: u64::MAX },
    refused: &[],
};

fn own_title(metadata: &Metadata) -> String {
    metadata.title.clone()
}

/// The title behind series and number (`海风书系 4：海风集`), for devices that list books by titles alone.
fn title_in_series(metadata: &Metadata) -> String {
    let title = &metadata.title;
    let Some(series) = &metadata.series else { return title.clone() };
    let place = match &series.number {
        Some(number) => format!("{} {number}", series.name),
        None => series.name.clone(),
    };
    if title.contains(&place) {
        return title.clone();
    }
    match title.strip_prefix(&series.name) {
        Some("") => place,
        // The title names the series itself.
        Some(rest) if !rest.starts_with(char::is_alphanumeric) => format!("{place}{rest}"),
        _ if matches!(primary(&metadata.language), "zh" | "ja") => format!("{place}：{title}"),
        _ => format!("{place}: {title}"),
    }
}

/// Nothing is stated for the target alone.
fn no_statements(_: &Metadata) -> Vec<Statement> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu_epub::publication::SeriesMembership;

    #[test]
    fn kindle_shows_series_and_number_in_the_title() {
        let title = |title: &str, series: Option<(&str, Option<&str>)>, language: &str| {
            title_in_series(&Metadata {
                title: title.to_owned(),
                language: language.to_owned(),
                series: series.map(|(name, number)| SeriesMembership {
                    name: name.to_owned(),
                    number: number.map(str::to_owned),
                }),
                ..Metadata::default()
            })
        };
        let tides = Some(("Tides", Some("4")));
        assert_eq!(title("海风集", Some(("海风书系", Some("4"))), "zh-CN"), "海风书系 4：海风集");
        assert_eq!(title("The Lamp", tides, "en"), "Tides 4: The Lamp");
        assert_eq!(title("Tides", tides, "en"), "Tides 4");
        assert_eq!(title("Tides: The Lamp", tides, "en"), "Tides 4: The Lamp");
        assert_eq!(title("Tides 4: The Lamp", tides, "en"), "Tides 4: The Lamp");
        assert_eq!(title("Tidesman", tides, "en"), "Tides 4: Tidesman");
        assert_eq!(title("The Lamp", Some(("Tides", None)), "en"), "Tides: The Lamp");
        assert_eq!(title("The Lamp", None, "en"), "The Lamp");
    }
}
