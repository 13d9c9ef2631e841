//! Fonts cut down to the characters of a book.
//!
//! Entry points are [`open`], which looks whether a font may and can be embedded, and
//! [`Typeface::subset`], which cuts it down once the characters of the book are known. The same
//! file and characters give the same bytes.
//!
//! A subset keeps outlines, widths, hints and names, and none of the rules for setting glyphs
//! together: kerning, ligatures, forms for vertical lines, letters that join. Characters that
//! depend on such rules are left to the fonts of the reading system.
//!
//! It knows no pages and looks for no fonts: it is given files and sets of characters.
//!
//! ```
//! use chengshu_fonts::{Refusal, Subset, open};
//! use chengshu_writing::repertoire::Characters;
//! use chengshu_writing::script::WritingMode;
//!
//! /// The font for those of the characters it sets, and the characters it leaves.
//! fn embedded(file: Vec<u8>, used: &Characters) -> Result<(Subset, Vec<char>), Refusal> {
//!     let typeface = open(file, 0)?;
//!     let (set, left) = typeface.split(used, WritingMode::Horizontal);
//!     Ok((typeface.subset(&set)?, left))
//! }
//!
//! let mut used = Characters::default();
//! used.insert('灯');
//! let refused = embedded(b"no font".to_vec(), &used);
//! assert_eq!(refused, Err(Refusal::NotAFont));
//! ```
#![forbid(unsafe_code)]

pub mod diag;
pub mod glyphs;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tag;

use crate::glyphs::{Face, undisturbed};
use chengshu_text::media_type::MediaType;
use chengshu_writing::repertoire::{Characters, joins_by_rules, turns_in_vertical_lines};
use chengshu_writing::script::WritingMode;

/// A font that may be embedded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typeface {
    /// The name of its family.
    pub name: String,
    /// Its licence, as the font states it.
    pub licence: Option<String>,
    file: Arc<[u8]>,
    index: u32,
}

/// A font cut down to some characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subset {
    /// The file: TrueType or OpenType, by its outlines.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: MediaType,
}

/// Why a font is not embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The file is no font, or a collection without the face asked for.
    NotAFont,
    /// Its makers do not allow it to be embedded.
    Restricted,
    /// Its makers allow it to be embedded whole only.
    WholeOnly,
    /// Its makers allow but its bitmaps to be embedded.
    BitmapsOnly,
    /// It cannot be cut down: a table is damaged or of an unknown kind.
    Damaged,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAFont => "it is not a TrueType or OpenType font with such a face",
            Self::Restricted => "its licence does not allow embedding",
            Self::WholeOnly => "its licence does not allow subsetting",
            Self::BitmapsOnly => "its licence allows embedding of bitmaps only",
            Self::Damaged => "it is damaged, or a kind that cannot be subset",
        })
    }
}

/// Tables a subset has besides its outlines.
const TABLES: &[u32] = &[
    tag::CMAP,
    tag::HEAD,
    tag::HHEA,
    tag::HMTX,
    tag::MAXP,
    tag::NAME,
    tag::OS_2,
    tag::POST,
    tag::CVT,
    tag::FPGM,
    tag::PREP,
];

/// Opens a face of a font file: `index` is 0 unless the file is a collection.
pub fn open(file: Vec<u8>, index: u32) -> Result<Typeface, Refusal> {
    let face = Face::open(&file, index).ok_or(Refusal::NotAFont)?;
    may_be_embedded(face.embedding())?;
    let licence = match face.licence() {
        (Some(words), Some(address)) if !words.contains(&address) => {
            Some(format!("{words} {address}"))
        }
        (words, address) => words.or(address),
    };
    Ok(Typeface {
        name: face.family().unwrap_or_else(|| "?".into()),
        licence,
        file: file.into(),
        index,
    })
}

/// True if `fsType` allows embedding (OpenType 1.9.1, `OS/2`). Of several permissions in its lowest
/// four bits the widest counts, as in fonts older than version 3 of the table.
fn may_be_embedded(rights: u16) -> Result<(), Refusal> {
    const RESTRICTED: u16 = 0x2;
    const PREVIEW_OR_EDIT: u16 = 0x4 | 0x8;
    const WHOLE_ONLY: u16 = 0x100;
    const BITMAPS_ONLY: u16 = 0x200;
    if rights & RESTRICTED != 0 && rights & PREVIEW_OR_EDIT == 0 {
        return Err(Refusal::Restricted);
    }
    if rights & WHOLE_ONLY != 0 {
        return Err(Refusal::WholeOnly);
    }
    if rights & BITMAPS_ONLY != 0 {
        return Err(Refusal::BitmapsOnly);
    }
    Ok(())
}

impl Subset {
    /// The ending of its file.
    pub fn ending(&self) -> &'static str {
        match self.media_type {
            MediaType::Otf => "otf",
            _ => "ttf",
        }
    }
}

impl Typeface {
    /// True if the font has an outline for any of the characters, and can set it in lines that run
    /// so.
    pub fn sets_any(&self, characters: &Characters, writing_mode: WritingMode) -> bool {
        self.face().is_some_and(|face| {
            let mut characters = characters.iter();
            characters.any(|c| sets(writing_mode, c) && face.draws(c))
        })
    }

    /// Those of the characters that the font sets, and those that it does not.
    pub fn split(&self, used: &Characters, writing_mode: WritingMode) -> (Characters, Vec<char>) {
        let Some(face) = self.face() else {
            return (Characters::default(), used.iter().collect());
        };
        let (mut set, mut left) = (Characters::default(), Vec::new());
        for c in used.iter() {
            let is_space = c.is_whitespace() && face.glyph(c).is_some();
            if sets(writing_mode, c) && (is_space || face.draws(c)) {
                set.insert(c);
            } else if !c.is_whitespace() && !c.is_control() {
                left.push(c);
            }
        }
        (set, left)
    }

    /// The font with the glyphs of some characters alone, all of which it sets.
    pub fn subset(&self, characters: &Characters) -> Result<Subset, Refusal> {
        let face = self.face().ok_or(Refusal::NotAFont)?;
        let glyphs: BTreeSet<u16> = characters
            .iter()
            .filter_map(|c| face.glyph(c))
            .chain([0])
            .filter_map(|glyph| u16::try_from(glyph).ok())
            .collect();
        let glyphs: Vec<u16> = glyphs.into_iter().collect();
        let index = usize::try_from(self.index).map_err(|_| Refusal::NotAFont)?;
        let cut = || {
            let file = ReadScope::new(&self.file).read::<FontData<'_>>().ok()?;
            let tables = file.table_provider(index).ok()?;
            let profile = SubsetProfile::Custom(TABLES.to_vec());
            subset(&tables, &glyphs, &profile, CmapTarget::Unicode).ok()
        };
        let bytes = undisturbed(cut).flatten().ok_or(Refusal::Damaged)?;
        check(&bytes, &face, characters)?;
        let media_type = match bytes.get(..4) {
            Some(b"OTTO") => MediaType::Otf,
            _ => MediaType::Ttf,
        };
        Ok(Subset { bytes, media_type })
    }

    fn face(&self) -> Option<Face<'_>> {
        Face::open(&self.file, self.index)
    }
}

/// True if a subset can set the character right, without the rules it leaves out.
fn sets(writing_mode: WritingMode, c: char) -> bool {
    let turns = writing_mode == WritingMode::Vertical && turns_in_vertical_lines(c);
    !turns && !joins_by_rules(c)
}

/// Looks whether a subset draws what the whole font draws: a table of outlines may have been lost
/// without a word.
fn check(subset: &[u8], whole: &Face<'_>, characters: &Characters) -> Result<(), Refusal> {
    let face = Face::open(subset, 0).ok_or(Refusal::Damaged)?;
    let is_kept = |c: char| {
        if whole.draws(c) { face.draws(c) } else { face.glyph(c).is_some() }
    };
    if characters.iter().all(is_kept) { Ok(()) } else { Err(Refusal::Damaged) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what the test is for")]
mod tests;
