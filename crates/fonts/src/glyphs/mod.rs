//! Faces of fonts, as far as a book has to know them: what they draw, and what they state of
//! themselves.

use std::panic::{AssertUnwindSafe, catch_unwind};

use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::prelude::{LocationRef, Size};
use skrifa::raw::TableProvider as _;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// One face of a font file.
pub struct Face<'a> {
    font: FontRef<'a>,
    outlines: OutlineGlyphCollection<'a>,
}

impl<'a> Face<'a> {
    /// The face with that index in a font file; 0 unless the file is a collection. Nothing if the
    /// bytes are no font with such a face.
    pub fn open(data: &'a [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(data, index).ok()?;
        let outlines = font.outline_glyphs();
        Some(Self { font, outlines })
    }

    /// The glyph of a character; none if the face has but its placeholder for it.
    pub fn glyph(&self, c: char) -> Option<u32> {
        let glyph = self.font.charmap().map(c)?.to_u32();
        (glyph != 0).then_some(glyph)
    }

    /// True if the face has an outline for the character. Being listed is not enough: in picture
    /// fonts (emoji) and in fonts with placeholders the outline is empty.
    pub fn draws(&self, c: char) -> bool {
        let glyph = self.glyph(c).map(GlyphId::new);
        let Some(outline) = glyph.and_then(|glyph| self.outlines.get(glyph)) else {
            return false;
        };
        let draw = || {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            let mut pen = ExtentPen::default();
            outline.draw(settings, &mut pen).is_ok() && pen.drew
        };
        undisturbed(draw).unwrap_or(false)
    }

    /// The name of its family.
    pub fn family(&self) -> Option<String> {
        self.stated(StringId::TYPOGRAPHIC_FAMILY_NAME)
            .or_else(|| self.stated(StringId::FAMILY_NAME))
    }

    /// Its licence in words, and where it can be read (OpenType `name`, ids 13 and 14).
    pub fn licence(&self) -> (Option<String>, Option<String>) {
        (self.stated(StringId::LICENSE_DESCRIPTION), self.stated(StringId::LICENSE_URL))
    }

    /// The uses its makers allow (OpenType `OS/2`, `fsType`); 0, which allows everything, if it
    /// does not say.
    pub fn embedding(&self) -> u16 {
        self.font.os2().map_or(0, |os2| os2.fs_type())
    }

    /// Something its makers state, in English if they do, on one line.
    fn stated(&self, id: StringId) -> Option<String> {
        let text = self.font.localized_strings(id).english_or_first()?;
        let text: String = text.chars().collect();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }
}

/// The result of a reader of fonts, or nothing if it panics: those in use index beyond the ends of
/// damaged tables (`read-fonts` 0.41 in `glyf`), and a damaged font is no reason to stop.
pub fn undisturbed<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

/// Notes whether anything is drawn.
#[derive(Default)]
struct ExtentPen {
    drew: bool,
}

impl OutlinePen for ExtentPen {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {
        self.drew = true;
    }
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.drew = true;
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.drew = true;
    }
    fn close(&mut self) {}
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "the font is made here; it fits")]
pub mod testfont;
