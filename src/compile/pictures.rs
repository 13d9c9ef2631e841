//! The pictures a text shows: found, prepared and packed.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::memo::Memo;
use super::packing::{full, item};
use crate::model::block::{Block, Inline, visit_inlines};
use crate::model::library::Files;
use crate::render::destination::{self, Destination};
use crate::render::diag::IMAGE_MISSING;
use crate::render::prose::Picture;
use chengshu_cover::Fonts;
use chengshu_epub::package::zip::{Entry, compress};
use chengshu_epub::publication::{ImageUse, Item};
use chengshu_pictures as pictures;
use chengshu_pictures::raster::{Format, sniff};
use chengshu_pictures::{Prepared, diag};
use chengshu_text::diag::{Code, Diagnostic, Place, Sink};
use chengshu_text::media_type::MediaType;
use chengshu_text::source::Source;

/// What pictures are prepared with, shared by all chapters.
pub(super) struct PictureContext<'a> {
    load: &'a (dyn Fn() -> Fonts + Sync),
    fonts: OnceLock<Fonts>,
    memo: Memo<'a>,
    /// Held while a large picture is open, so that not every thread holds one.
    large: Mutex<()>,
}

/// Pictures from this many pixels up are opened one at a time.
const LARGE: u64 = 16_000_000;

impl<'a> PictureContext<'a> {
    pub(super) fn new(load: &'a (dyn Fn() -> Fonts + Sync), memo: Memo<'a>) -> Self {
        Self { load, memo, fonts: OnceLock::new(), large: Mutex::new(()) }
    }

    /// The fonts, loaded when they are first asked for.
    pub(super) fn fonts(&self) -> &Fonts {
        self.fonts.get_or_init(self.load)
    }

    /// A picture made fit for a book, by this build or an earlier one.
    fn prepare(&self, bytes: &[u8]) -> Result<Prepared, String> {
        let _alone = (pictures::pixels(bytes) >= LARGE)
            .then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        let prepare = || {
            let prepared = pictures::prepare(bytes, &|| self.fonts().database().clone());
            prepared.map_err(|unfit| unfit.to_string())
        };
        // What is drawn depends on the fonts of the machine, too.
        if sniff(bytes) == Format::Svg {
            return prepare();
        }
        let mut other = Err(String::new());
        let changed = self.memo.call("picture", bytes, || match prepare() {
            Ok(prepared) if !prepared.changes.is_empty() => Some(prepared),
            as_it_was_or_unfit => {
                other = as_it_was_or_unfit;
                None
            }
        });
        changed.map_or(other, Ok)
    }
}

/// The images of a text.
#[derive(Default)]
pub(super) struct Images {
    pub pictures: HashMap<String, Picture>,
    /// The one the chapter opens with, from the package folder.
    pub thumbnail: Option<String>,
    pub files: Vec<(Entry, Item)>,
    pub used: ImageUse,
}

/// Finds the images a text shows and packs those that may stand in a book, each once however
/// often and under however many names it is shown. A thumbnail that the text shows is not shown twice.
pub(super) fn pack_images(
    (blocks, thumbnail): (&[Block], Option<&str>),
    stem: &str,
    (source, file): (&Source, &str),
    files: &dyn Files,
    picture_context: &PictureContext<'_>,
    sink: &mut Sink,
) -> Images {
    let mut packer =
        Packer { images: Images::default(), by_path: HashMap::new(), stem, files, picture_context };
    visit_inlines(blocks, &mut |inline| {
        let Inline::Image { src, alt, at, .. } = inline else {
            return;
        };
        if !packer.images.pictures.contains_key(src) {
            let picture = match locate(src, file) {
                Ok(path) => packer.picture(path, src, |finding| {
                    sink.push(finding.at(source.place(*at)));
                }),
                Err(reason) => Picture::Missing(reason),
            };
            packer.images.pictures.insert(src.to_owned(), picture);
        }
        let images = &mut packer.images;
        if matches!(images.pictures.get(src), Some(Picture::Packed { .. })) {
            images.used = images.used.and(if alt.trim().is_empty() {
                ImageUse::Undescribed
            } else {
                ImageUse::Described
            });
        }
    });
    if let Some(path) = thumbnail.filter(|path| !packer.by_path.contains_key(*path)) {
        packer.thumbnail(path, sink);
    }
    packer.images
}

/// Says that a picture beside a recording cannot be shown.
pub fn no_thumbnail(name: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(&IMAGE_MISSING, format!("the thumbnail cannot be shown: {reason}"))
        .at(Place::file(name))
        .help("put a JPEG, PNG or WebP there, or set `thumbnails: off`")
}

/// Packs pictures, each once.
struct Packer<'a> {
    images: Images,
    by_path: HashMap<String, Picture>,
    stem: &'a str,
    files: &'a dyn Files,
    picture_context: &'a PictureContext<'a>,
}

impl Packer<'_> {
    /// The picture of a path, however often it is asked for.
    fn picture(&mut self, path: String, src: &str, push: impl FnMut(Diagnostic)) -> Picture {
        if let Some(known) = self.by_path.get(&path) {
            return known.clone();
        }
        let picture = match read_or_find(self.files, &path) {
            Ok((found, bytes)) => {
                let known = self.by_path.get(&found).cloned();
                let picture = known.unwrap_or_else(|| self.packed(&bytes, src, push));
                self.by_path.insert(found, picture.clone());
                picture
            }
            Err(reason) => Picture::Missing(reason),
        };
        self.by_path.insert(path, picture.clone());
        picture
    }

    /// Packs the picture a chapter opens with. Without it, there is none.
    fn thumbnail(&mut self, path: &str, sink: &mut Sink) {
        let name = self.files.display(path);
        let push = |finding: Diagnostic| sink.push(finding.at(Place::file(name.as_str())));
        match self.picture(path.to_owned(), path, push) {
            Picture::Packed { path, .. } => self.images.thumbnail = Some(path),
            Picture::Missing(reason) => sink.push(no_thumbnail(&name, &reason)),
        }
    }

    fn packed(&mut self, bytes: &[u8], src: &str, push: impl FnMut(Diagnostic)) -> Picture {
        match self.picture_context.prepare(bytes) {
            Ok(prepared) => {
                report(&prepared, src, self.picture_context, push);
                pack(&prepared, self.stem, &mut self.images.files)
            }
            Err(reason) => Picture::Missing(reason),
        }
    }
}

/// Reads a picture, from its path or else from wherever in the folder the only file of its name is, as
/// Obsidian finds what its notes show. Gives the path it was read from, too.
fn read_or_find(files: &dyn Files, path: &str) -> Result<(String, Vec<u8>), String> {
    files.read(path).map_or_else(
        |reason| {
            let name = path.rsplit('/').next().unwrap_or_default();
            let found = files.find(name).filter(|found| found != path);
            let found = found.ok_or(reason)?;
            files.read(&found).map(|bytes| (found, bytes))
        },
        |bytes| Ok((path.to_owned(), bytes)),
    )
}

/// Where in the book's folder a picture is. A path that begins with `/` is one from that folder, as
/// sites have it, and Windows writes `\`.
fn locate(src: &str, file: &str) -> Result<String, String> {
    let src = &*src.replace('\\', "/");
    let (src, file) = match src.strip_prefix('/') {
        Some(path) if !path.starts_with('/') => (path, ""),
        _ => (src, file),
    };
    match destination::destination(src) {
        Destination::File { path, .. } if !path.is_empty() => destination::resolve(file, &path)
            .ok_or_else(|| "it is outside the book's folder".into()),
        Destination::Web(_) => Err("it is on the network, and nothing is fetched".into()),
        _ => Err("its address leads nowhere".into()),
    }
}

fn pack(prepared: &Prepared, stem: &str, files: &mut Vec<(Entry, Item)>) -> Picture {
    let raster = &prepared.raster;
    let ending = match raster.media_type {
        MediaType::Jpeg => "jpg",
        MediaType::Gif => "gif",
        _ => "png",
    };
    let path = format!("images/{stem}-{}.{ending}", files.len() + 1);
    let entry = compress(&full(&path), &raster.bytes);
    files.push((entry, item(&path, raster.media_type, "")));
    Picture::Packed { path, width: prepared.shown }
}

/// Says what became of a picture.
fn report(
    prepared: &Prepared,
    src: &str,
    picture_context: &PictureContext<'_>,
    mut push: impl FnMut(Diagnostic),
) {
    let mut say = |code: &'static Code, message: String, help: &str| {
        push(Diagnostic::new(code, message).help(help));
    };
    if !prepared.changes.is_empty() {
        let changes = prepared.changes.join(", ");
        say(
            &diag::CONVERTED,
            format!("the image {src:?} was {changes}"),
            "nothing to do: the file itself is unchanged",
        );
    }
    for href in &prepared.outside {
        say(
            &diag::EXTERNAL_REFERENCE,
            format!("the image {src:?} refers to “{href}”, which was left out"),
            "embed the picture in the SVG",
        );
    }
    let missing = match prepared.text.as_str() {
        "" => BTreeSet::new(),
        text => picture_context.fonts().lacking(text.chars()),
    };
    if !missing.is_empty() {
        let shown: String = missing.iter().take(12).collect();
        say(
            &diag::NO_GLYPH,
            format!("no font on this machine has these characters of the image {src:?}: {shown}"),
            "install a font for them (for Chinese the package fonts-noto-cjk, or 思源宋体), or turn text \
             into paths when saving the SVG",
        );
    }
}
