//! The themes: one style sheet a book, put together from what its language, its writing mode and
//! its target ask for (requirements C4 to C6, Z3 to Z5, F1).

mod turn;

use super::typefaces;
use crate::model::form::{Form, Sheet, SheetUse};
use crate::model::typeface::Placed;
use chengshu_writing::language::primary;
use chengshu_writing::script::WritingMode;

/// The rules all books of the full sheet share.
const BASE: &str = include_str!("base.css");
/// Running text in Chinese (clreq).
const CHINESE: &str = include_str!("chinese.css");
/// Running text in Latin script.
const LATIN: &str = include_str!("latin.css");
/// Further rules for lines from top to bottom.
const VERTICAL: &str = include_str!("vertical.css");
/// A rule for talks in two languages.
const SECOND: &str = ".second { font-size: .85em; line-height: 1.5; margin: .3em 0 1em; }\n";
/// A further one for lines that leave room for both side by side.
const FACING: &str = include_str!("facing.css");
/// The barest sheet, whole.
const PLAIN: &str = include_str!("plain.css");

/// The texts of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// In one language each.
    One,
    /// Some in two.
    Two,
}

/// The style sheet of a book in a language (BCP 47), as pages of a form want it. `fonts` are those
/// embedded; `own` is what the book's makers add to it or put in its place; the barest readers are
/// spared both.
pub fn sheet(
    (language, texts): (&str, Texts),
    form: Form,
    fonts: &[Placed],
    own: Option<(&str, SheetUse)>,
) -> String {
    let two = match (texts, form.sheet, form.writing_mode) {
        (Texts::One, ..) => String::new(),
        (Texts::Two, Sheet::Full, WritingMode::Horizontal) => FACING.to_owned() + SECOND,
        (Texts::Two, ..) => SECOND.to_owned(),
    };
    if form.sheet == Sheet::Plain {
        return PLAIN.to_owned() + &two;
    }
    let fonts = typefaces::rules(fonts);
    match own {
        Some((own, SheetUse::Instead)) => fonts + own,
        Some((own, SheetUse::Added)) => theme(language, form) + &two + &fonts + "\n" + own,
        None => theme(language, form) + &two + &fonts,
    }
}

fn theme(language: &str, form: Form) -> String {
    let script = match primary(language) {
        "zh" | "ja" => CHINESE,
        _ => LATIN,
    };
    let sheet = BASE.to_owned() + script;
    match form.writing_mode {
        WritingMode::Horizontal => sheet,
        WritingMode::Vertical => turn::turned(&sheet) + VERTICAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::form::{Formulas, Pictures, Spans};
    use crate::model::typeface::{RareCharacters, Role};
    use chengshu_epub::css::{Declaration, declarations, fault, unbalanced};

    /// As many fonts as a book can embed: one for each use, and three for rare characters.
    fn fonts() -> Vec<Placed> {
        let roles = Role::ALL.iter().map(|(_, role)| *role);
        let placed = |role: Role| Placed { role, path: format!("fonts/{}-1.ttf", role.word()) };
        roles.chain([Role::Rare; 2]).map(placed).collect()
    }

    fn sheets(fonts: &[Placed]) -> Vec<String> {
        let mut sheets = Vec::new();
        for language in ["zh-CN", "en"] {
            for sheet_of in [Sheet::Full, Sheet::Plain] {
                for writing_mode in [WritingMode::Horizontal, WritingMode::Vertical] {
                    let form = Form {
                        page_limit: 1,
                        pictures: Pictures::Shown,
                        formulas: Formulas::Set,
                        sheet: sheet_of,
                        spans: Spans::None,
                        writing_mode,
                        rare: RareCharacters::Report,
                    };
                    sheets.push(sheet((language, Texts::Two), form, fonts, None));
                }
            }
        }
        sheets
    }

    #[test]
    fn each_sheet_is_small_and_whole() {
        // Requirement C6, with all fonts there can be.
        for sheet in sheets(&fonts()) {
            assert!(sheet.len() <= 8 * 1024, "{} bytes", sheet.len());
            let rules = sheet.matches('{').count();
            assert!(rules <= 100, "{rules} rules");
            assert_eq!(unbalanced(&sheet), None);
        }
        for sheet in sheets(&[]) {
            assert_eq!(fault(&sheet), None);
        }
    }

    #[test]
    fn no_note_mark_of_chinese_begins_a_line() {
        let joined = |declaration: &Declaration| {
            // U+2060 WORD JOINER.
            declaration.property == "content" && declaration.value == "\"\\2060\""
        };
        let joins = |sheet: &str| declarations(sheet).any(|declaration| joined(&declaration));
        assert!(joins(CHINESE));
        // Latin lines do not end there anyway.
        assert!(!joins(LATIN));
    }

    #[test]
    fn readers_keep_their_colours_fonts_and_sizes() {
        for sheet in sheets(&[]) {
            for declaration in declarations(&sheet) {
                let (property, value) = (&*declaration.property, &*declaration.value);
                // Requirements C4 and C5.
                assert!(!property.starts_with("background"), "{property}: {value}");
                assert!(property != "color" || value == "inherit", "{value}");
                assert!(property != "font-size" || !value.ends_with('%'), "{value}");
                // Requirement F1: generic families only, and the book's own fonts.
                let known =
                    ["monospace", "generic(kai)"].contains(&value) || value.starts_with("\"book-");
                assert!(property != "font-family" || known, "{value}");
            }
        }
    }
}
