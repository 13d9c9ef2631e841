//! One chapter from its bytes to its compressed pages.

use std::collections::HashMap;

use super::{full, item, pack};
use crate::diag::{Diagnostic, Place, Sink};
use crate::ingest;
use crate::model::block::{Block, Inline};
use crate::model::book::{Book, TextFile};
use crate::model::library::Files;
use crate::model::manuscript::Manuscript;
use crate::model::package::{ImageUse, Item, MediaType, NavPoint};
use crate::model::source::Source;
use crate::normalise::{self, normalise};
use crate::package::zip::{Entry, compress};
use crate::render::address::{self, Destination};
use crate::render::chapter as page;
use crate::render::labels;
use crate::render::prose::{Picture, Setting};
use crate::structure;
use crate::xml::Element;

/// A compiled chapter.
pub struct Compiled {
    /// Its files with their places in the manifest.
    pub files: Vec<(Entry, Option<Item>)>,
    /// Its pages in order.
    pub pages: Vec<String>,
    /// Its entry in the table of contents.
    pub contents: NavPoint,
    /// What was found.
    pub findings: Sink,
    /// Figures for the report.
    pub facts: Facts,
}

/// Figures of a chapter.
#[derive(Default)]
pub struct Facts {
    pub characters: u64,
    pub asides: usize,
    pub changes: Vec<(&'static str, usize)>,
    pub images: ImageUse,
}

/// Compiles the chapter with the given index.
pub fn compile(book: &Book, number: usize, files: &dyn Files) -> Compiled {
    let chapter = &book.chapters[number];
    let mut sink = Sink::default();
    let source = source(&chapter.text, files, &mut sink);
    let mut titles = vec![chapter.title.as_str()];
    titles.extend(chapter.other_titles.iter().map(String::as_str));
    let request = normalise::Request {
        source: &source,
        body: chapter.text.body.clone(),
        titles: &titles,
        language: &chapter.language,
        ads: book.ads,
    };
    let manuscript = normalise(&request, &mut sink);
    let mut facts = facts(&manuscript);
    let images = pack_images(&manuscript.blocks, &chapter.stem, &chapter.text.file, files);
    facts.images = images.used;
    let setting = Setting {
        source: &source,
        file: &chapter.text.file,
        pages: &book.pages,
        pictures: &images.pictures,
        labels: labels::of(&chapter.language),
    };
    let ledger = manuscript.ledger;
    let rendered = page::chapter(book, chapter, manuscript.blocks, &setting, &mut sink);
    if !ledger.balances() || rendered.ink != ledger.text || !rendered.in_order {
        sink.push(lost(
            &source.name,
            ledger.body + ledger.changed - ledger.markup,
            rendered.ink,
        ));
    }
    let mut packed = images.files;
    let mut pages = Vec::with_capacity(rendered.pages.len());
    for page in &rendered.pages {
        let (entry, item) = pack(page);
        pages.push(page.path.clone());
        packed.push((entry, Some(item)));
    }
    Compiled {
        files: packed,
        pages,
        contents: rendered.contents,
        findings: sink,
        facts,
    }
}

/// Compiles an introductory text for a page of its own.
pub fn introduction(
    book: &Book,
    text: &TextFile,
    files: &dyn Files,
    sink: &mut Sink,
) -> Vec<Element> {
    let source = source(text, files, sink);
    let request = normalise::Request {
        source: &source,
        body: text.body.clone(),
        titles: &[],
        language: &book.language,
        ads: book.ads,
    };
    let manuscript = normalise(&request, sink);
    let setting = Setting {
        source: &source,
        file: &text.file,
        pages: &book.pages,
        pictures: &HashMap::new(),
        labels: labels::of(&book.language),
    };
    let ledger = manuscript.ledger;
    let (elements, ink) = page::introduction(manuscript.blocks, &setting, sink);
    if !ledger.balances() || ink != ledger.text {
        sink.push(lost(&source.name, ledger.text, ink));
    }
    elements
}

/// Reads a text again; the first look has reported what is wrong with it.
fn source(text: &TextFile, files: &dyn Files, sink: &mut Sink) -> Source {
    let display = files.display(&text.file);
    let source = files
        .read(&text.file)
        .ok()
        .and_then(|bytes| ingest::decode::decode(bytes, display.as_str(), &mut Sink::default()));
    match source {
        Some(source) if source.text.len() == text.length => source,
        _ => {
            sink.push(
                Diagnostic::new(
                    &structure::diag::FILE_CHANGED,
                    "it changed while the book was compiled",
                )
                .at(Place::file(display.as_str()))
                .help("compile again when nothing writes to the folder"),
            );
            Source::new(display, String::new())
        }
    }
}

fn facts(manuscript: &Manuscript) -> Facts {
    let mut changes: Vec<(&'static str, usize)> = Vec::new();
    for change in &manuscript.changes {
        match changes.iter_mut().find(|(rule, _)| *rule == change.rule) {
            Some((_, count)) => *count += 1,
            None => changes.push((change.rule, 1)),
        }
    }
    Facts {
        characters: u64::try_from(manuscript.ledger.text.count).unwrap_or(0),
        asides: manuscript.asides,
        changes,
        images: ImageUse::None,
    }
}

fn lost(name: &str, expected: crate::model::ink::Ink, found: crate::model::ink::Ink) -> Diagnostic {
    Diagnostic::new(
        &normalise::diag::TEXT_LOST,
        format!(
            "{} visible characters should be in the book, {} are, or they are not the same",
            expected.count, found.count
        ),
    )
    .at(Place::file(name))
    .help("please report this with the file: the program is at fault")
}

/// The images of a text.
struct Images {
    pictures: HashMap<String, Picture>,
    files: Vec<(Entry, Option<Item>)>,
    used: ImageUse,
}

/// Finds the images a text shows and packs those that may stand in a book.
fn pack_images(blocks: &[Block], stem: &str, file: &str, files: &dyn Files) -> Images {
    let mut images = Images {
        pictures: HashMap::new(),
        files: Vec::new(),
        used: ImageUse::None,
    };
    visit_images(blocks, &mut |src, alt| {
        if !images.pictures.contains_key(src) {
            let picture = match load(src, file, files) {
                Ok((bytes, media_type, ending)) => {
                    let path = format!("images/{stem}-{}.{ending}", images.files.len() + 1);
                    let entry = compress(&full(&path), &bytes);
                    images
                        .files
                        .push((entry, Some(item(&path, media_type, ""))));
                    Picture::Packed(path)
                }
                Err(reason) => Picture::Missing(reason),
            };
            images.pictures.insert(src.to_owned(), picture);
        }
        if matches!(images.pictures.get(src), Some(Picture::Packed(_))) {
            let described = !alt.trim().is_empty() && images.used != ImageUse::Undescribed;
            images.used = if described {
                ImageUse::Described
            } else {
                ImageUse::Undescribed
            };
        }
    });
    images
}

fn load(
    src: &str,
    file: &str,
    files: &dyn Files,
) -> Result<(Vec<u8>, MediaType, &'static str), String> {
    let path = match address::destination(src) {
        Destination::File(path) => path,
        Destination::Web(_) => return Err("it is on the network, and nothing is fetched".into()),
        Destination::Nowhere => return Err("its address leads nowhere".into()),
    };
    let path = address::resolve(file, &path).ok_or("it is outside the book's folder")?;
    let bytes = files.read(&path)?;
    match bytes.as_slice() {
        [0xff, 0xd8, 0xff, ..] => Ok((bytes, MediaType::Jpeg, "jpg")),
        [0x89, b'P', b'N', b'G', ..] => Ok((bytes, MediaType::Png, "png")),
        [b'G', b'I', b'F', b'8', ..] => Ok((bytes, MediaType::Gif, "gif")),
        _ => Err("it is no JPEG, PNG or GIF".into()),
    }
}

fn visit_images<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a str, &'a str)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. } => {
                images_of(content, visit);
            }
            Block::Quote(blocks)
            | Block::Lyrics(blocks)
            | Block::Aside(blocks)
            | Block::Note { blocks, .. } => {
                visit_images(blocks, visit);
            }
            Block::List { items, .. } => items.iter().for_each(|item| visit_images(item, visit)),
            Block::Table { head, rows } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    images_of(cell, visit);
                }
            }
            Block::Code { .. } | Block::Break => {}
        }
    }
}

fn images_of<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a str, &'a str)) {
    for inline in content {
        match inline {
            Inline::Image { src, alt, .. } => visit(src, alt),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Struck(content)
            | Inline::Link { content, .. }
            | Inline::Tag { content, .. }
            | Inline::Foreign { content, .. } => images_of(content, visit),
            Inline::Text { .. } | Inline::Code(_) | Inline::LineBreak | Inline::NoteMark { .. } => {
            }
        }
    }
}
