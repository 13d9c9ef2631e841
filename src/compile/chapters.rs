//! One chapter from its bytes to its compressed pages.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::cache::{Cache, Fact, Key, Watch, World, findings, rules};
use super::left_out::visible;
use super::packing::{full, item, pack};
use super::pictures::{Images, pack_images};
use super::places::Places;
use super::typefaces::{FontSources, count_rare};
use super::{Changed, LeftOut, empty};
use crate::devices;
use crate::ingest::{self, Content};
use crate::model::book::{Book, Chapter, TextFile};
use crate::model::form::{Form, Pictures, Sheet};
use crate::model::library::Files;
use crate::model::manuscript::Manuscript;
use crate::model::markup;
use crate::model::speech::Prose;
use crate::model::text_sum::{OrderedSum, TextSum};
use crate::model::treatment::Switch;
use crate::normalise::{self, Body, normalise};
use crate::render::appendix::Appendix;
use crate::render::prose::Setting;
use crate::render::recording::Recording;
use crate::render::typefaces::Used;
use crate::render::{chapter as page, qr};
use chengshu_epub::package::zip::{Entry, compress};
use chengshu_epub::publication::{ImageUse, Item, NavPoint};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::media_type::MediaType;
use chengshu_text::source::Source;
use chengshu_text::xml::Element;
use chengshu_writing::labels;

/// A compiled chapter.
#[derive(Serialize, Deserialize)]
pub struct Compiled {
    /// Its pages in each of the forms.
    pub forms: Vec<Formed>,
    /// Its pictures with their places in the manifest, for forms that show them.
    pub pictures: Vec<(Entry, Item)>,
    /// What was found.
    #[serde(with = "findings")]
    pub findings: Sink,
    /// Figures for the report.
    pub facts: Facts,
    /// The characters of its pages, where fonts are embedded.
    pub used: Used,
}

/// The pages of a chapter in one form.
#[derive(Serialize, Deserialize)]
pub struct Formed {
    /// Their files with their places in the manifest, in order.
    pub pages: Vec<(Entry, Item)>,
    /// The chapter's entry in the table of contents.
    pub contents: NavPoint,
}

/// Figures of a chapter.
#[derive(Default, Serialize, Deserialize)]
pub struct Facts {
    pub characters: u64,
    pub asides: usize,
    pub markup: markup::Counts,
    pub left_out: Vec<LeftOut>,
    #[serde(with = "rules")]
    pub changes: Vec<(&'static str, usize)>,
    /// Numbers of the entries of the glossary that were used.
    pub corrections: BTreeSet<usize>,
    pub images: ImageUse,
}

/// What chapters are compiled with.
pub(super) struct ChapterContext<'a> {
    pub book: &'a Book,
    /// The forms of the pages.
    pub forms: &'a [Form],
    /// Where references stand, in each of the forms.
    pub appendices: &'a [Appendix],
    pub font_sources: &'a FontSources<'a>,
    pub files: &'a dyn Files,
    /// Where links between files lead.
    pub places: &'a Places<'a>,
    /// Chapters of earlier builds.
    pub cache: Cache<'a>,
    /// What is the same for all chapters, as part of their keys.
    pub common: Key,
}

impl ChapterContext<'_> {
    /// The chapter with the given index: as it was compiled for an earlier build, or compiled now.
    pub(super) fn chapter(&self, number: usize) -> Result<Compiled, Changed> {
        let chapter = &self.book.chapters[number];
        let world = World {
            files: self.files,
            pages: self.places,
            fonts: &|| self.font_sources.picture_context.fonts().state(),
        };
        self.cache.remember_while(
            &world,
            || (self.key(chapter), None),
            |watch| compile(self, chapter, watch),
            |compiled| {
                let found = compiled.findings.as_slice();
                // Another version of the program may lose nothing.
                let is_whole = |code| code != &normalise::diag::TEXT_LOST;
                found.iter().all(|finding| is_whole(finding.code))
            },
        )
    }

    /// The key of a chapter. Each of its fields is named, so that one that is added is thought of.
    fn key(&self, chapter: &Chapter) -> Key {
        let Chapter {
            text,
            stem,
            part: _,
            title,
            ruby,
            other_titles,
            series,
            episode,
            date,
            duration,
            authors,
            link,
            language,
            standfirst,
            remarks,
            references: _,
            works,
        } = chapter;
        let file = (
            self.files.display(&text.file),
            self.files.digest(&text.file),
        );
        let opening = (
            (title, ruby),
            other_titles,
            series,
            episode,
            date,
            duration,
            authors,
        );
        let list = &self.book.works.list;
        let titles = works
            .iter()
            .map(|work| Some(&list.get(*work)?.reference.title));
        let ways = |appendix| works.iter().map(move |work| Appendix::way(appendix, *work));
        let ways = self
            .appendices
            .iter()
            .map(|appendix| ways(appendix).collect());
        Key::of(
            "chapter",
            (
                self.common,
                (text, file, stem, language),
                (opening, link, standfirst, remarks),
                (
                    works,
                    titles.collect::<Vec<_>>(),
                    ways.collect::<Vec<Vec<_>>>(),
                ),
            ),
        )
    }
}

/// Compiles a chapter for pages of some forms.
#[allow(clippy::too_many_lines, reason = "one step after the other")]
fn compile(
    context: &ChapterContext<'_>,
    chapter: &Chapter,
    watch: &Watch<'_>,
) -> Result<Compiled, Changed> {
    let ChapterContext {
        book,
        forms,
        appendices,
        font_sources,
        ..
    } = context;
    let mut sink = Sink::default();
    let (source, manuscript) = manuscript(book, chapter, watch, &mut sink)?;
    let mut facts = facts(&manuscript, &source);
    let shown = forms.iter().any(|form| form.pictures == Pictures::Shown);
    let images = if shown {
        pack_images(
            &manuscript.blocks,
            &chapter.stem,
            (&source, &chapter.text.file),
            watch,
            font_sources.picture_context,
            &mut sink,
        )
    } else {
        Images::default()
    };
    facts.images = images.used;
    if images.lettered {
        watch.note(|| Fact::Fonts(font_sources.picture_context.fonts().state()));
    }
    let mut pictures = images.files;
    let code = link_code(book, chapter).filter(|_| shown).map(|bytes| {
        let path = format!("images/{}-qr.png", chapter.stem);
        let entry = compress(&full(&path), &bytes);
        pictures.push((entry, item(&path, MediaType::Png, "")));
        path
    });
    let (ledger, headings) = (manuscript.ledger, manuscript.headings);
    let mut blocks = Some(manuscript.blocks);
    let mut formed = Vec::with_capacity(forms.len());
    let (mut used, mut rare) = (Used::default(), BTreeMap::new());
    // Texts have the same characters in every form that takes fonts.
    let full = forms.iter().position(|form| form.sheet == Sheet::Full);
    for (index, (form, appendix)) in forms.iter().zip(*appendices).enumerate() {
        // The last form may have the blocks themselves.
        let blocks = if index + 1 == forms.len() {
            blocks.take()
        } else {
            blocks.clone()
        };
        let setting = Setting {
            source: &source,
            file: &chapter.text.file,
            pages: watch,
            headings: &headings,
            pictures: &images.pictures,
            moments: Recording {
                url: chapter.link.as_ref().and_then(|link| link.address.as_ref()),
                template: book.treatment.moment_url.as_deref(),
            },
            code: code.as_deref().filter(|_| form.pictures == Pictures::Shown),
            language: &chapter.language,
            labels: labels::of(&chapter.language),
            form: *form,
        };
        // What is wrong with the text is the same in every form.
        let mut repeated = Sink::default();
        let findings = if index == 0 { &mut sink } else { &mut repeated };
        let blocks = blocks.unwrap_or_default();
        let rendered = page::chapter(book, chapter, blocks, appendix, &setting, findings);
        if !ledger.balances() || rendered.text_sum != ledger.text || !rendered.in_order {
            sink.push(lost(&source.name, ledger.expected(), rendered.text_sum));
        }
        let mut pages = Vec::with_capacity(rendered.pages.len());
        for mut page in rendered.pages {
            if index == 0 {
                count_rare(&page.root, &mut rare);
            }
            if full == Some(index) && !font_sources.is_empty() {
                used.add(&page.root);
            }
            if devices::adapts(*form) {
                let before = sequence(&page.root);
                devices::adapt(&mut page, *form);
                if sequence(&page.root) != before {
                    sink.push(lost(&source.name, ledger.text, rendered.text_sum));
                }
            }
            pages.push(pack(&page));
        }
        formed.push(Formed {
            pages,
            contents: rendered.contents,
        });
    }
    font_sources.report_rare(&rare, &source, &mut sink);
    Ok(Compiled {
        used,
        forms: formed,
        pictures,
        findings: sink,
        facts,
    })
}

/// The QR code of a chapter's link, unless the book does without.
fn link_code(book: &Book, chapter: &Chapter) -> Option<Vec<u8>> {
    let address = chapter.link.as_ref()?.address.as_ref()?;
    (book.codes == Switch::On).then(|| qr::code(address.as_str()))?
}

/// All text of a page, in order.
fn sequence(root: &Element) -> OrderedSum {
    let mut sequence = OrderedSum::default();
    root.visit_source_text(&mut |text| sequence.push(text));
    sequence
}

/// Reads a chapter and cleans its text.
pub fn manuscript(
    book: &Book,
    chapter: &Chapter,
    files: &dyn Files,
    sink: &mut Sink,
) -> Result<(Source, Manuscript), Changed> {
    let source = source(&chapter.text, files)?;
    let prose = prose(&chapter.text, &source, files, sink);
    let mut titles = vec![chapter.title.as_str()];
    titles.extend(chapter.other_titles.iter().map(String::as_str));
    let request = normalise::Request {
        source: &source,
        file: &chapter.text.file,
        body: body(&chapter.text, prose.as_ref()),
        titles: &titles,
        language: &chapter.language,
        treatment: &book.treatment,
    };
    let manuscript = normalise(&request, sink);
    empty::report(&chapter.text, &source, &manuscript, sink);
    Ok((source, manuscript))
}

/// Writes speech out as prose, with the proof that no character of it was lost.
pub(super) fn prose(
    text: &TextFile,
    source: &Source,
    files: &dyn Files,
    sink: &mut Sink,
) -> Option<Prose> {
    let sides = text.spoken.as_ref()?;
    // The first look has reported what is wrong with it.
    let mut reported = Sink::default();
    let Content::Spoken(recording) = ingest::content(&text.file, source, &mut reported)? else {
        return None;
    };
    let missing = recording.missing;
    if missing != TextSum::default() {
        sink.push(lost(&source.name, missing, TextSum::default()));
    }
    let beside = super::outlines::beside(files, sides, &mut reported);
    let prose = ingest::prose::prose(&beside.complete(recording));
    if !prose.balances() {
        let written = TextSum::of(&prose.text) - prose.added;
        sink.push(lost(&source.name, prose.spoken, written));
    }
    Some(prose)
}

pub(super) fn body<'a>(text: &TextFile, prose: Option<&'a Prose>) -> Body<'a> {
    prose.map_or_else(|| Body::Written(text.body.clone()), Body::Spoken)
}

/// Reads a text again; the first look has reported what is wrong with it.
pub(super) fn source(text: &TextFile, files: &dyn Files) -> Result<Source, Changed> {
    let display = files.display(&text.file);
    let bytes = files.read(&text.file).ok();
    let source = bytes
        .and_then(|bytes| ingest::decode::decode(bytes, display.as_str(), &mut Sink::default()));
    source
        .filter(|source| source.text.len() == text.length)
        .ok_or(Changed { file: display })
}

fn facts(manuscript: &Manuscript, source: &Source) -> Facts {
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
        markup: manuscript.ledger.markup.counts(),
        left_out: manuscript
            .left_out
            .iter()
            .map(|omission| LeftOut {
                file: source.name.to_string(),
                line: source.place(omission.at).line,
                what: omission.what.clone(),
                characters: visible(&omission.text),
                count: None,
                text: omission.text.clone(),
            })
            .collect(),
        changes,
        corrections: manuscript.corrections.clone(),
        images: ImageUse::None,
    }
}

pub(super) fn lost(name: &str, expected: TextSum, found: TextSum) -> Diagnostic {
    Diagnostic::new(
        &normalise::diag::TEXT_LOST,
        format!(
            "{} should be in the book; {} are, or they are not the same",
            counted(expected.count, "visible character"),
            found.count
        ),
    )
    .at(Place::file(name))
    .help("please report this with the file: the program is at fault")
}
