//! Embedded fonts: opened when a book is planned, chosen and cut down when all its characters are
//! known.

use std::collections::{BTreeMap, HashMap};

use super::packing::full;
use super::pictures::PictureContext;
use crate::model::library::Files;
use crate::model::typeface::{FontFile, Placed, RareCharacters, Role};
use crate::render::typefaces::Used;
use chengshu_epub::package::zip::{Entry, compress};
use chengshu_fonts as fonts;
use chengshu_fonts::{Typeface, diag};
use chengshu_text::diag::{Code, Diagnostic, Place, Sink, counted};
use chengshu_text::source::{Located, Source, Span};
use chengshu_text::xml::{Element, Node};
use chengshu_writing::repertoire::{Characters, is_rare, rare_characters};
use chengshu_writing::script::WritingMode;

/// Fonts for rare characters at most: a stack in the style sheet has no more room (requirement F3).
const MOST_RARE: usize = 3;

/// How many characters a finding shows.
const SHOWN: usize = 12;

/// A font of the book's makers.
pub(super) struct Given {
    role: Role,
    face: Typeface,
    /// Where it is named.
    place: Place,
}

/// Opens the fonts the settings name. One that cannot be embedded is a finding.
pub(super) fn open(
    wanted: &[(Role, Located<FontFile>)],
    files: &dyn Files,
    place: impl Fn(&Span) -> Place,
    sink: &mut Sink,
) -> Vec<Given> {
    let mut given = Vec::new();
    for (role, font) in wanted {
        let path = font.value.path.as_str();
        let place = place(&font.at);
        let opened = files.read(path).and_then(|file| {
            fonts::open(file, font.value.face).map_err(|refusal| refusal.to_string())
        });
        match opened {
            Ok(face) => {
                if face.licence.is_none() {
                    let message = format!("{} ({path}) states no licence", face.name);
                    let help = "make sure that you may pass it on with the book";
                    let finding = Diagnostic::new(&diag::NO_LICENCE, message);
                    sink.push(finding.at(place.clone()).help(help));
                }
                given.push(Given { role: *role, face, place });
            }
            Err(reason) => sink.push(refused(path, &reason).at(place)),
        }
    }
    given
}

fn refused(name: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(&diag::REFUSED, format!("{name} cannot be embedded: {reason}"))
        .help("name another font; those under the SIL Open Font License may be embedded")
}

/// What a book's fonts are chosen from.
pub(super) struct FontSources<'a> {
    pub given: &'a [Given],
    pub rare: RareCharacters,
    pub writing_mode: WritingMode,
    pub language: &'a str,
    /// Knows the fonts of the machine.
    pub picture_context: &'a PictureContext<'a>,
}

/// A font chosen for a book, and where it stands in the settings unless it is the machine's.
pub(super) struct Chosen {
    role: Role,
    pub face: Typeface,
    place: Option<Place>,
}

/// A font cut down to what a book uses.
pub(super) struct Packed {
    pub entry: Entry,
    pub item: chengshu_epub::publication::Item,
    pub placed: Placed,
}

impl FontSources<'_> {
    /// Whether a book without fonts is asked for, so that nobody need count its characters.
    pub(super) fn is_empty(&self) -> bool {
        self.given.is_empty() && self.rare == RareCharacters::Report
    }

    /// Whether rare characters are marked on the pages: where a font is for them alone.
    pub(super) fn marks(&self) -> RareCharacters {
        if self.given.iter().any(|given| given.role == Role::Rare) {
            return RareCharacters::Embed;
        }
        self.rare
    }

    /// Those of rare characters that no font of the book's makers sets.
    fn not_given(&self, rare: Characters) -> Characters {
        let given = self.given.iter();
        let given = given.filter(|given| matches!(given.role, Role::Body | Role::Rare));
        given.fold(rare, |left, given| self.left_by(&given.face, &left))
    }

    /// Those of rare characters that a font does not set.
    fn left_by(&self, face: &Typeface, rare: &Characters) -> Characters {
        let (_, left) = face.split(rare, self.writing_mode);
        left.into_iter().collect()
    }

    /// Reports the rare characters of a chapter that no font of the book covers, with their number
    /// and the first place of each.
    pub(super) fn report_rare(
        &self,
        characters: &BTreeMap<char, usize>,
        source: &Source,
        sink: &mut Sink,
    ) {
        if characters.is_empty() {
            return;
        }
        let mut left = self.not_given(characters.keys().copied().collect());
        if self.rare == RareCharacters::Embed {
            left = self.picture_context.fonts().lacking(left.iter()).into_iter().collect();
        }
        let mut places: HashMap<char, usize> = HashMap::new();
        for (at, c) in rare_characters(&source.text) {
            places.entry(c).or_insert(at);
        }
        for c in left.iter() {
            let times = match characters.get(&c).copied().unwrap_or_default() {
                1 => String::new(),
                count => format!(", {}", counted(count, "time")),
            };
            let shown = format!("{c} (U+{:04X}){times}", u32::from(c));
            let (code, message, help): (&'static Code, _, _) = match self.rare {
                RareCharacters::Report => (
                    &diag::RARE,
                    format!("many reading systems cannot show {shown}"),
                    "set `rare-characters: embed`, or name a font that has it: `fonts: {rare: FILE}`",
                ),
                RareCharacters::Embed => (
                    &diag::RARE_WITHOUT_FONT,
                    format!("no font has {shown}"),
                    "install a font for it, such as the package fonts-hanazono, 遍黑体 or Jigmo",
                ),
            };
            let place = match places.get(&c) {
                Some(at) => source.place(*at),
                None => Place::file(source.name.as_ref()),
            };
            sink.push(Diagnostic::new(code, message).at(place).help(help));
        }
    }

    /// The fonts of a book that uses these characters. What is wrong with one goes to the sink.
    pub(super) fn choose(&self, used: &Used, sink: &mut Sink) -> Vec<Chosen> {
        let mut chosen = Vec::new();
        for given in self.given {
            let characters = wanted(given.role, used);
            if given.face.sets_any(&characters, self.writing_mode) {
                chosen.push(Chosen {
                    role: given.role,
                    face: given.face.clone(),
                    place: Some(given.place.clone()),
                });
            } else {
                let message = format!("{} sets nothing in this book", given.face.name);
                sink.push(
                    Diagnostic::new(&diag::UNUSED, message)
                        .at(given.place.clone())
                        .help("leave it out, or name it for another use"),
                );
            }
        }
        if self.rare == RareCharacters::Embed {
            let rare = wanted(Role::Rare, used);
            let mut left = self.not_given(rare);
            let text: String = left.iter().collect();
            for (file, face) in self.picture_context.fonts().files(&text, self.language) {
                let fonts = chosen.iter().filter(|font| font.role == Role::Rare);
                if left.is_empty() || fonts.count() == MOST_RARE {
                    break;
                }
                let Ok(face) = fonts::open(file, face) else {
                    // Another may have what one that may not be embedded has.
                    continue;
                };
                let rest = self.left_by(&face, &left);
                if rest != left {
                    left = rest;
                    chosen.push(Chosen { role: Role::Rare, face, place: None });
                }
            }
            let nowhere = self.picture_context.fonts().lacking(left.iter());
            let left: String = left.iter().filter(|c| !nowhere.contains(c)).collect();
            if !left.is_empty() {
                let message = format!("no font that may be embedded has {left}");
                let help = "install an open font that has it, such as the package fonts-hanazono";
                sink.push(Diagnostic::new(&diag::RARE_WITHOUT_FONT, message).help(help));
            }
        }
        chosen
    }

    /// Cuts the chosen fonts down, and says what they lack.
    pub(super) fn pack(&self, chosen: &[Chosen], used: &Used, sink: &mut Sink) -> Vec<Packed> {
        let mut packed: Vec<Packed> = Vec::new();
        for font in chosen {
            let (characters, lacking) =
                font.face.split(&wanted(font.role, used), self.writing_mode);
            let subset = match font.face.subset(&characters) {
                Ok(subset) => subset,
                Err(refusal) => {
                    let finding = refused(&font.face.name, &refusal.to_string());
                    sink.push(match &font.place {
                        Some(place) => finding.at(place.clone()),
                        None => finding,
                    });
                    continue;
                }
            };
            if let Some(place) = font.place.clone().filter(|_| !lacking.is_empty()) {
                sink.push(lacks(font, &lacking).at(place));
            }
            let others = packed.iter().filter(|other| other.placed.role == font.role);
            let path =
                format!("fonts/{}-{}.{}", font.role.word(), others.count() + 1, subset.ending());
            packed.push(Packed {
                entry: compress(&full(&path), &subset.bytes),
                item: super::packing::item(&path, subset.media_type, ""),
                placed: Placed { role: font.role, path },
            });
        }
        packed
    }
}

/// The characters a font of a role is for.
fn wanted(role: Role, used: &Used) -> Characters {
    if role == Role::Rare {
        return used.of(Role::Body).iter().filter(|c| is_rare(*c)).collect();
    }
    used.of(role)
}

fn lacks(font: &Chosen, lacking: &[char]) -> Diagnostic {
    let shown: String = lacking.iter().take(SHOWN).collect();
    let more = if lacking.len() > SHOWN { "…" } else { "" };
    let message = format!(
        "{} lacks {} it is for: {shown}{more}",
        font.face.name,
        counted(lacking.len(), "character")
    );
    Diagnostic::new(&diag::LACKING, message)
        .help("nothing to do: reading systems use their own fonts for them")
}

/// Counts the rare characters of a page.
pub(super) fn count_rare(element: &Element, counts: &mut BTreeMap<char, usize>) {
    if element.name == "head" {
        return;
    }
    for child in &element.children {
        match child {
            Node::Element(child) => count_rare(child, counts),
            Node::Text(text) => {
                for (_, c) in rare_characters(text) {
                    *counts.entry(c).or_default() += 1;
                }
            }
        }
    }
}
