//! Covers: drawn from the titles of a book, or fitted from artwork.
//!
//! Entry points are [`draw`], for a book without a cover of its own, and [`artwork()`], for one that
//! has. Either gives an opaque JPEG or PNG within the limits of requirements I1, I2 and I4, and
//! the same bytes for the same input and fonts.
//!
//! It knows a book by the few texts on its cover, and no fonts but those it is given.
//!
//! ```
//! use std::sync::Arc;
//!
//! use chengshu_cover::{Fonts, draw};
//! use chengshu_cover::request::CoverText;
//! use chengshu_text::diag::Sink;
//! use resvg::usvg::fontdb::Database;
//!
//! let text = CoverText {
//!     title: "灯塔".into(),
//!     author: Some("林望潮".into()),
//!     language: "zh-CN".into(),
//!     ..CoverText::default()
//! };
//! // A program calls `load_system_fonts`; without a font the texts are missing, which is reported.
//! let fonts = Fonts::new(Arc::new(Database::new()));
//! let mut findings = Sink::default();
//! let cover = draw(&text, None, &fonts, &mut findings)?;
//! assert_eq!((cover.width, cover.height), (1600, 2560));
//! assert_eq!(*findings.as_slice()[0].code, chengshu_cover::diag::NO_FONT);
//! # Ok::<(), chengshu_pictures::raster::Unfit>(())
//! ```
//!
//! A drawn cover is made in this order: `fonts` chooses faces that have every character, `typeset`
//! turns text into outlines, `linebreak` and `block` fit them into a room, one of the `designs`
//! places them on a `canvas`, and [`raster`] draws and encodes it. Text reaches the renderer as
//! outlines and never as text, because the renderer leaves out a missing glyph without a word.
#![forbid(unsafe_code)]

mod artwork;
mod block;
mod canvas;
mod designs;
pub mod diag;
mod families;
mod fonts;
mod lettering;
mod linebreak;
mod palette;
pub mod request;
mod seed;
mod shape;
mod typeset;

use std::collections::{BTreeMap, BTreeSet};

use image::imageops::{FilterType, resize};

pub use artwork::{Treatment, artwork};
pub use designs::{DESIGNS, Design};
pub use fonts::Fonts;

use crate::request::{Cover, CoverText};
use canvas::Canvas;
use chengshu_pictures::raster::{self, Flat, Unfit};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::{Located, Span};
use designs::Brief;
use families::Genre;
use fonts::FontStyle;
use palette::{PALETTES, Palette};
use seed::{Seed, hash};
use shape::Orientation;
use typeset::{Setting, typeset};

/// Text beyond this many characters cannot be shown in any size, so it is not even shaped.
const LONGEST_TEXT: usize = 400;

const TITLE: FontStyle = FontStyle { genre: Genre::Serif, weight: 700 };
const INITIAL: FontStyle = FontStyle { genre: Genre::Serif, weight: 900 };
const TEXT: FontStyle = FontStyle { genre: Genre::Serif, weight: 600 };

/// Width of a thumbnail in pixels, as in the libraries of readers.
const THUMBNAIL: u32 = 120;

/// The design of that name; nothing without one, or with one that does not exist, which is
/// reported. `place` says where an offset of the settings is.
pub fn design(
    name: Option<&Located<String>>,
    place: impl Fn(&Span) -> Place,
    sink: &mut Sink,
) -> Option<&'static Design> {
    let name = name?;
    let found = DESIGNS.iter().find(|design| design.name.eq_ignore_ascii_case(&name.value));
    if found.is_none() {
        let known = DESIGNS.iter().map(|design| design.name);
        sink.push(
            Diagnostic::new(&diag::UNKNOWN_DESIGN, format!("unknown design `{}`", name.value))
                .at(place(&name.at))
                .meant(&name.value, known.clone(), || {
                    format!("the designs are {}", known.collect::<Vec<_>>().join(", "))
                }),
        );
    }
    found
}

/// Draws a cover of 1600 by 2560 pixels.
///
/// Without a design, one that suits the book's writing mode follows from the series (from the
/// title, for a book without one), so that a series is a family; colours and ornament follow from title and number, so that its books
/// differ. Characters that no font has are left out and named in a finding ([`diag::NO_FONT`],
/// [`diag::NO_GLYPH`]), as is text that had to be cut ([`diag::CLIPPED`]).
pub fn draw(
    text: &CoverText,
    design: Option<&Design>,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<Cover, Unfit> {
    let design = design
        .or_else(|| design_of(text))
        .ok_or_else(|| Unfit::Encoding("there is no design".into()))?;
    let brief = Setter { fonts, language: &text.language, sink }.brief(text);
    let mut canvas = Canvas::default();
    (design.draw)(&brief, &mut canvas);
    report_clipped(&canvas, sink);
    canvas.print()
}

/// The design a book has by chance of its series or title, among those that suit it.
fn design_of(text: &CoverText) -> Option<&'static Design> {
    let suitable: Vec<&Design> = DESIGNS
        .iter()
        .filter(|design| design.suits.contains(&text.writing_mode))
        .collect();
    let family = hash(&[text.series.as_deref().unwrap_or(&text.title)]);
    let chosen = family.checked_rem(suitable.len() as u64)?;
    suitable.get(usize::try_from(chosen).ok()?).copied()
}

/// The cover as libraries show it, 120 pixels wide: for judging whether it can be read there.
pub fn thumbnail(cover: &Cover) -> Result<Cover, Unfit> {
    let header = raster::inspect(&cover.bytes)?;
    let image = raster::on_white(raster::decode(&cover.bytes, &header)?);
    let height = (THUMBNAIL * image.height() / image.width().max(1)).max(1);
    Flat::of(&resize(&image, THUMBNAIL, height, FilterType::CatmullRom)).encode()
}

fn report_clipped(canvas: &Canvas, sink: &mut Sink) {
    for what in canvas.clipped() {
        let message =
            format!("the {what} is too long for the cover, which shows it with an ellipsis");
        sink.push(
            Diagnostic::new(&diag::CLIPPED, message)
                .help("use a shorter title, or provide a finished cover"),
        );
    }
}

/// Turns the texts of a cover into settings and reports what cannot be set.
struct Setter<'a> {
    fonts: &'a Fonts,
    language: &'a str,
    sink: &'a mut Sink,
}

impl Setter<'_> {
    fn brief(mut self, text: &CoverText) -> Brief {
        use Orientation::{Horizontal, Vertical};
        let title = clean(&text.title);
        let series = text.series.as_deref().map(clean).filter(|s| !s.is_empty());
        let number = text.number.as_deref().map(clean).filter(|s| !s.is_empty());
        // A series that cannot be set must not leave its number behind a lone dot.
        let named = series.as_deref().and_then(|series| self.optional("series", Some(series)));
        let line = match (&series, &number) {
            (Some(series), Some(number)) if named.is_some() => Some(format!("{series} · {number}")),
            (_, Some(number)) => Some(number.clone()),
            (_, None) => None,
        };
        let initial = title.chars().find(|c| c.is_alphanumeric()).map(String::from);
        let book = hash(&[&title, number.as_deref().unwrap_or_default()]);
        let family = hash(&[series.as_deref().unwrap_or(&title)]);
        Brief {
            title_vertical: self.silently("title", &title, TITLE, Vertical),
            title: self.set("title", &title, TITLE, Horizontal),
            initial: initial
                .map(|initial| self.silently("initial", &initial, INITIAL, Horizontal))
                .filter(|setting| !setting.is_empty()),
            subtitle: self.optional("subtitle", text.subtitle.as_deref()),
            author: self.optional("author", text.author.as_deref()),
            series: line.map(|line| self.silently("series", &line, TEXT, Horizontal)).or(named),
            series_vertical: series
                .map(|series| self.silently("series", &series, TEXT, Vertical))
                .filter(|setting| !setting.is_empty()),
            number: number
                .as_deref()
                .map(|number| self.silently("number", number, TITLE, Horizontal))
                .filter(|setting| !setting.is_empty()),
            palette: palette_of(family, book, number.as_deref()),
            book: Seed::new(book),
            family: Seed::new(family),
        }
    }

    fn optional(&mut self, what: &'static str, text: Option<&str>) -> Option<Setting> {
        let text = clean(text?);
        let setting = self.set(what, &text, TEXT, Orientation::Horizontal);
        (!setting.is_empty()).then_some(setting)
    }

    /// A second setting of a text whose missing characters are already reported.
    fn silently(
        &self,
        what: &'static str,
        text: &str,
        style: FontStyle,
        way: Orientation,
    ) -> Setting {
        typeset(what, text, self.language, style, way, self.fonts).setting
    }

    fn set(
        &mut self,
        what: &'static str,
        text: &str,
        style: FontStyle,
        way: Orientation,
    ) -> Setting {
        let set = typeset(what, text, self.language, style, way, self.fonts);
        for finding in missing_findings(what, text, &set.missing) {
            self.sink.push(finding);
        }
        set.setting
    }
}

/// One finding per script whose characters are missing.
fn missing_findings(what: &str, text: &str, missing: &BTreeSet<char>) -> Vec<Diagnostic> {
    let mut by_script: BTreeMap<&families::Script, Vec<char>> = BTreeMap::new();
    for c in missing {
        by_script.entry(families::script_of(*c)).or_default().push(*c);
    }
    let finding = |(script, characters): (&families::Script, Vec<char>)| {
        let of_script = |c: &char| families::script_of(*c) == script && fonts::is_visible(*c);
        let all: BTreeSet<char> = text.chars().filter(of_script).collect();
        let shown: String = characters.iter().take(12).collect();
        let more = if characters.len() > 12 { "…" } else { "" };
        let diagnostic = if all.len() == characters.len() && script.is_whole() {
            Diagnostic::new(
                &diag::NO_FONT,
                format!(
                    "no {} font on this machine, so the cover lacks the {what}: {shown}{more}",
                    script.name
                ),
            )
        } else {
            Diagnostic::new(
                &diag::NO_GLYPH,
                format!(
                    "no font on this machine has these characters of the {what}: {shown}{more}"
                ),
            )
        };
        diagnostic.help(script.fonts)
    };
    by_script.into_iter().map(finding).collect()
}

/// Books with a number step through the palettes so that neighbours never look alike; others
/// take one by chance of their title.
fn palette_of(family: u64, book: u64, number: Option<&str>) -> &'static Palette {
    let count = PALETTES.len() as u64;
    // 5 has no factor in common with 12, so a dozen numbers in a row have a dozen palettes.
    let step = number.and_then(|number| number.parse::<u64>().ok());
    let index = step.map_or(book % count, |n| (family % count + 5 * (n % count)) % count);
    let index = usize::try_from(index).unwrap_or(0);
    PALETTES.get(index).unwrap_or(&PALETTES[0])
}

/// A text on one line: white space collapsed, control characters left out, an end where no cover
/// reaches.
fn clean(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| c.is_whitespace() || !c.is_control()).take(LONGEST_TEXT) {
        match c {
            _ if !c.is_whitespace() => out.push(c),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod testfont;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what the test is for")]
mod tests;
