//! Fonts made for tests, as a database.

use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};

use super::Fonts;
use made::{Made, Outlines};

#[path = "../../fonts/src/glyphs/testfont.rs"]
#[allow(clippy::expect_used, dead_code, reason = "the font is made here; it fits")]
mod made;

/// Fonts of the given families with the given characters. An asterisk after the name makes the
/// outlines empty, as in picture fonts.
pub(super) fn fonts(families: &[(&str, &str)]) -> Fonts {
    let mut database = Database::new();
    for (family, characters) in families {
        let mut made = Made::new(family.trim_end_matches('*'), characters);
        if family.ends_with('*') {
            made.outlines = Outlines::Empty;
        }
        let loaded = database.load_font_source(Source::Binary(Arc::new(made.file())));
        assert_eq!(loaded.len(), 1, "the made font can be read");
    }
    Fonts::new(Arc::new(database))
}

/// All characters of some texts, for [`fonts`].
pub(super) const LATIN: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&<>\"',.:·-";
