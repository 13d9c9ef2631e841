//! The machine's fonts, and which of their faces can write a text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::families::{Genre, LAST_RESORT, ranking};
use chengshu_fonts::glyphs::Face;
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Stretch, Style};

/// The fonts a cover may be drawn with. Which ones there are is the caller's affair; nothing here
/// looks for fonts.
#[derive(Debug, Clone)]
pub struct Fonts {
    database: Arc<Database>,
    state: Option<[u8; 32]>,
}

/// A manner of setting text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FontStyle {
    /// Serif or sans.
    pub genre: Genre,
    /// Weight, 100 to 900 (OpenType `usWeightClass`).
    pub weight: u16,
}

/// Which face writes which character of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choice {
    faces: BTreeMap<char, ID>,
    /// Characters no face can draw, in code point order.
    pub missing: BTreeSet<char>,
}

impl Choice {
    /// The face for a character, if there is one.
    pub(super) fn face(&self, c: char) -> Option<ID> {
        self.faces.get(&c).copied()
    }
}

impl Fonts {
    /// The fonts of a database. Generic families are mapped to the best there is: unmapped, they
    /// make an SVG with `font-family="serif"` come out blank, without an error.
    pub fn new(database: Arc<Database>) -> Self {
        let mut fonts = Self { database, state: None };
        let serif = fonts.best_family(Genre::Serif);
        let sans = fonts.best_family(Genre::Sans);
        let database = Arc::make_mut(&mut fonts.database);
        if let Some(serif) = serif {
            database.set_serif_family(serif.clone());
            database.set_cursive_family(serif.clone());
            database.set_fantasy_family(serif);
        }
        if let Some(sans) = sans {
            database.set_sans_serif_family(sans.clone());
            database.set_monospace_family(sans);
        }
        fonts
    }

    /// Says what tells these fonts from any others, such as a digest of their files' names, sizes
    /// and times. What is drawn with fonts that have no such mark is never kept for other builds.
    #[must_use]
    pub fn marked(self, state: [u8; 32]) -> Self {
        Self { state: Some(state), ..self }
    }

    /// A mark that tells these fonts from any others, if that is known.
    pub fn state(&self) -> Option<[u8; 32]> {
        self.state
    }

    /// The database, for drawing SVG that is handed in.
    pub fn database(&self) -> &Arc<Database> {
        &self.database
    }

    fn best_family(&self, genre: Genre) -> Option<String> {
        let style = FontStyle { genre, weight: 400 };
        let best = self.ranked("", "zh", style).into_iter().next()?;
        let face = self.database.face(best)?;
        face.families.first().map(|(name, _)| name.clone())
    }

    /// Chooses faces for a text: one for all of it where a face has every character, otherwise
    /// the face that has most and others for the rest.
    pub(super) fn choose(&self, text: &str, language: &str, style: FontStyle) -> Choice {
        let mut wanted: BTreeSet<char> = text.chars().filter(|c| is_visible(*c)).collect();
        let mut choice = Choice::default();
        if wanted.is_empty() {
            return choice;
        }
        let mut partial: Vec<(ID, BTreeSet<char>)> = Vec::new();
        for id in self.ranked(text, language, style) {
            let covered = self.covered(id, &wanted);
            if covered.len() == wanted.len() {
                choice.faces = wanted.into_iter().map(|c| (c, id)).collect();
                return choice;
            }
            if !covered.is_empty() {
                partial.push((id, covered));
            }
        }
        // A stable sort: among faces that have equally many, the better family stays first.
        partial.sort_by_key(|(_, covered)| Reverse(covered.len()));
        for (id, covered) in partial {
            for c in covered {
                if wanted.remove(&c) {
                    choice.faces.insert(c, id);
                }
            }
        }
        choice.missing = wanted;
        choice
    }

    /// Those of some characters that no face can draw. To open a face takes longer than to look for
    /// a character in it, so ask for all at once.
    pub fn lacking(&self, characters: impl IntoIterator<Item = char>) -> BTreeSet<char> {
        let mut left: BTreeSet<char> = characters.into_iter().filter(|c| is_visible(*c)).collect();
        for face in self.drawing_faces() {
            if left.is_empty() {
                break;
            }
            for c in self.covered(face.id, &left) {
                left.remove(&c);
            }
        }
        left
    }

    /// The files of faces that have characters of a text, and which face of each it is: those
    /// with most of its characters first, of equals the one that suits the language better.
    pub fn files<'a>(
        &'a self,
        text: &str,
        language: &str,
    ) -> impl Iterator<Item = (Vec<u8>, u32)> + use<'a> {
        let style = FontStyle { genre: Genre::Serif, weight: 400 };
        let wanted: BTreeSet<char> = text.chars().collect();
        let ranked = self.ranked(text, language, style).into_iter();
        let mut faces: Vec<(usize, ID)> = ranked
            .map(|id| (self.covered(id, &wanted).len(), id))
            .filter(|(covered, _)| *covered > 0)
            .collect();
        faces.sort_by_key(|(covered, _)| Reverse(*covered));
        let file = |data: &[u8], index| (data.to_vec(), index);
        faces
            .into_iter()
            .filter_map(move |(_, id)| self.database.with_face_data(id, file))
    }

    /// All faces but those of placeholders.
    fn drawing_faces(&self) -> impl Iterator<Item = &FaceInfo> {
        let placeholder = |face: &FaceInfo| named(face).any(|name| LAST_RESORT.contains(&name));
        self.database.faces().filter(move |face| !placeholder(face))
    }

    /// One face per family, best first; the order does not depend on the order of the database.
    fn ranked(&self, text: &str, language: &str, style: FontStyle) -> Vec<ID> {
        let ranking = ranking(text, language, style.genre);
        let mut rank_of: BTreeMap<&str, usize> = BTreeMap::new();
        for (rank, family) in ranking.iter().enumerate() {
            rank_of.entry(family).or_insert(rank);
        }
        let mut faces: Vec<_> = self
            .drawing_faces()
            .map(|face| {
                let rank = named(face).filter_map(|name| rank_of.get(name)).min();
                let plain = face.style == Style::Normal && face.stretch == Stretch::Normal;
                let key = (
                    rank.copied().unwrap_or(usize::MAX),
                    named(face).next().unwrap_or_default(),
                    !plain,
                    face.weight.0.abs_diff(style.weight),
                    face.post_script_name.as_str(),
                    face.index,
                );
                (key, face.id)
            })
            .collect();
        faces.sort();
        faces.dedup_by_key(|(key, _)| (key.0, key.1));
        faces.into_iter().map(|(_, id)| id).collect()
    }

    /// Those of the characters that the face has an outline for.
    fn covered(&self, id: ID, wanted: &BTreeSet<char>) -> BTreeSet<char> {
        let covered = self.database.with_face_data(id, |data, index| {
            let Some(face) = Face::open(data, index) else {
                return BTreeSet::new();
            };
            wanted.iter().copied().filter(|c| face.draws(*c)).collect()
        });
        covered.unwrap_or_default()
    }
}

/// The names of a face's family in all languages it states them in.
fn named(face: &FaceInfo) -> impl Iterator<Item = &str> {
    face.families.iter().map(|(name, _)| name.as_str())
}

/// True if a character leaves ink: spaces, joiners and variation selectors need no glyph.
pub(super) fn is_visible(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{3164}'))
}

#[cfg(test)]
mod tests {
    use super::super::testfont::fonts;
    use super::*;

    const VOICE: FontStyle = FontStyle { genre: Genre::Serif, weight: 700 };

    fn families(fonts: &Fonts, choice: &Choice, text: &str) -> Vec<String> {
        text.chars()
            .map(|c| match choice.face(c).and_then(|id| fonts.database.face(id)) {
                Some(face) => face.families[0].0.clone(),
                None => String::new(),
            })
            .collect()
    }

    #[test]
    fn one_face_that_has_all_wins_over_a_better_one_that_has_not() {
        let fonts = fonts(&[("Zeta", "港口啊b"), ("SimSun", "港口"), ("Noto Serif CJK SC", "港")]);
        let one = |text: &str| families(&fonts, &fonts.choose(text, "zh", VOICE), text);
        assert_eq!(one("港"), ["Noto Serif CJK SC"]);
        assert_eq!(one("港口"), ["SimSun", "SimSun"]);
        assert_eq!(one("港口啊"), ["Zeta", "Zeta", "Zeta"]);
    }

    #[test]
    fn what_no_single_face_has_is_shared_out_and_the_rest_is_missing() {
        let fonts = fonts(&[("SimSun", "港口"), ("Alpha", "é")]);
        let choice = fonts.choose("港口é𫚭", "zh", VOICE);
        assert_eq!(families(&fonts, &choice, "港é"), ["SimSun", "Alpha"]);
        assert_eq!(choice.missing, BTreeSet::from(['𫚭']));
    }

    #[test]
    fn placeholders_and_empty_outlines_do_not_count() {
        let fonts = fonts(&[("Last Resort", "港"), ("Picture*", "港")]);
        assert!(!fonts.choose("港", "zh", VOICE).missing.is_empty());
        assert_eq!(fonts.lacking("港 ".chars()), BTreeSet::from(['港']));
    }

    #[test]
    fn generic_families_are_mapped() {
        use resvg::usvg::fontdb::Family;
        let fonts = fonts(&[("Zeta", "港"), ("SimSun", "港"), ("SimHei", "港")]);
        assert_eq!(fonts.database.family_name(&Family::Serif), "SimSun");
        assert_eq!(fonts.database.family_name(&Family::Monospace), "SimHei");
    }
}
