//! One chapter from its bytes to its compressed pages.

use std::collections::{BTreeMap, BTreeSet};

use super::left_out::visible;
use super::memo::Memo;
use super::packing::{full, item, pack};
use super::pictures::{Images, pack_images};
use super::places::Places;
use super::reading::{lost, manuscript};
use super::two::Text;
use super::typefaces::{FontSources, count_rare};
use super::{Changed, LeftOut};
use crate::devices;
use crate::model::block::Block;
use crate::model::book::{Book, Chapter};
use crate::model::form::{Form, Pictures, Sheet};
use crate::model::library::Files;
use crate::model::manuscript::{Manuscript, Moment};
use crate::model::markup;
use crate::model::text_sum::OrderedSum;
use crate::model::treatment::Switch;
use crate::render::appendix::Appendix;
use crate::render::prose::Setting;
use crate::render::recording::Recording;
use crate::render::titles::Titles;
use crate::render::typefaces::Used;
use crate::render::uses::Mention;
use crate::render::{chapter as page, qr};
use chengshu_epub::package::zip::{Entry, compress};
use chengshu_epub::publication::{ImageUse, Item, NavPoint};
use chengshu_text::diag::Sink;
use chengshu_text::media_type::MediaType;
use chengshu_text::source::Source;
use chengshu_text::xml::Element;
use chengshu_writing::labels;

/// A compiled chapter.
pub struct Compiled {
    /// Its pages in each of the forms.
    pub forms: Vec<Formed>,
    /// Its pictures with their places in the manifest, for forms that show them.
    pub pictures: Vec<(Entry, Item)>,
    /// What was found.
    pub findings: Sink,
    /// Figures for the report.
    pub facts: Facts,
    /// The characters of its pages, where fonts are embedded.
    pub used: Used,
}

/// The pages of a chapter in one form.
pub struct Formed {
    /// Their files with their places in the manifest, in order.
    pub pages: Vec<(Entry, Item)>,
    /// The chapter's entry in the table of contents.
    pub contents: NavPoint,
    /// The works the chapter mentions.
    pub mentions: Box<[Mention]>,
}

/// Figures of a chapter.
#[derive(Default)]
pub struct Facts {
    pub characters: u64,
    pub asides: usize,
    pub markup: markup::Counts,
    pub left_out: Vec<LeftOut>,
    pub changes: Vec<(&'static str, usize)>,
    /// Numbers of the entries of the glossary that were used.
    pub corrections: BTreeSet<usize>,
    pub images: ImageUse,
    /// When the recording first speaks of works, by their index.
    pub moments: BTreeMap<usize, u32>,
}

/// What chapters are compiled with.
pub(super) struct ChapterContext<'a> {
    pub book: &'a Book,
    /// The forms of the pages.
    pub forms: &'a [Form],
    /// Where references stand, in each of the forms.
    pub appendices: &'a [Appendix],
    /// The titles of the works.
    pub titles: &'a Titles,
    pub font_sources: &'a FontSources<'a>,
    pub files: &'a dyn Files,
    /// Where links between files lead.
    pub places: &'a Places<'a>,
    /// Results of earlier builds.
    pub memo: Memo<'a>,
}

/// The characters of a chapter that its fonts are chosen by.
#[derive(Default)]
struct Characters {
    used: Used,
    rare: BTreeMap<char, usize>,
}

impl ChapterContext<'_> {
    /// Compiles the chapter with the given index.
    pub(super) fn chapter(&self, number: usize) -> Result<Compiled, Changed> {
        let chapter = &self.book.chapters[number];
        let mut sink = Sink::default();
        let Text { source, manuscript, second } =
            manuscript(self.book, chapter, self.files, &mut sink)?;
        let mut facts = facts(&manuscript, &source);
        let (images, code) = self.pictures(chapter, &source, &manuscript.blocks, &mut sink);
        facts.images = images.used;
        let mut ledger = manuscript.ledger;
        if let Some(second) = &second {
            facts.add(self::facts(&second.manuscript, &second.source));
            ledger += second.manuscript.ledger;
        }
        let translated = chapter.second.as_deref().zip(second.as_ref());
        let mut blocks = Some(manuscript.blocks);
        let mut forms = Vec::with_capacity(self.forms.len());
        let mut characters = Characters::default();
        for (index, form) in self.forms.iter().enumerate() {
            // The last form may have the blocks themselves.
            let blocks = if index + 1 == self.forms.len() { blocks.take() } else { blocks.clone() };
            let moments = Recording {
                url: chapter.link.as_ref().and_then(|link| link.address.as_ref()),
                template: self.book.treatment.moment_url.as_deref(),
            };
            let in_second = translated.map(|(second, text)| Setting {
                source: &text.source,
                file: &second.text.file,
                pages: self.places,
                headings: &text.manuscript.headings,
                pictures: &images.pictures,
                moments,
                thumbnail: None,
                code: None,
                language: &second.language,
                labels: labels::of(&second.language),
                form: *form,
                second: None,
            });
            let setting = Setting {
                source: &source,
                file: &chapter.text.file,
                pages: self.places,
                headings: &manuscript.headings,
                pictures: &images.pictures,
                moments,
                thumbnail: images.thumbnail.as_deref().filter(|_| form.pictures == Pictures::Shown),
                code: code.as_deref().filter(|_| form.pictures == Pictures::Shown),
                language: &chapter.language,
                labels: labels::of(&chapter.language),
                form: *form,
                second: in_second.as_ref().zip(chapter.second.as_ref().map(|other| other.layout)),
            };
            // What is wrong with the text is the same in every form.
            let mut repeated = Sink::default();
            let findings = if index == 0 { &mut sink } else { &mut repeated };
            let blocks = blocks.unwrap_or_default();
            let works = (self.titles, &self.appendices[index]);
            let rendered = page::chapter(self.book, chapter, blocks, works, &setting, findings);
            if !ledger.balances() || rendered.text_sum != ledger.text || !rendered.in_order {
                sink.push(lost(&source.name, ledger.expected(), rendered.text_sum));
            }
            if index == 0 {
                facts.moments = first_moments(&rendered.mentions, &manuscript.moments);
            }
            forms.push(self.pack(rendered, index, &source, &mut characters, &mut sink));
        }
        let Characters { used, rare } = characters;
        self.font_sources.report_rare(&rare, &source, &mut sink);
        Ok(Compiled { forms, pictures: images.files, findings: sink, facts, used })
    }

    /// The pictures of a chapter and the path of its code, if any form shows them.
    fn pictures(
        &self,
        chapter: &Chapter,
        source: &Source,
        blocks: &[Block],
        sink: &mut Sink,
    ) -> (Images, Option<String>) {
        if self.forms.iter().all(|form| form.pictures != Pictures::Shown) {
            return (Images::default(), None);
        }
        let context = self.font_sources.picture_context;
        let place = (source, chapter.text.file.as_str());
        let shown = (blocks, chapter.thumbnail.as_deref());
        let mut images = pack_images(shown, &chapter.stem, place, self.files, context, sink);
        let code = self.link_code(chapter).map(|bytes| {
            let path = format!("images/{}-qr.png", chapter.stem);
            let entry = compress(&full(&path), &bytes);
            images.files.push((entry, item(&path, MediaType::Png, "")));
            path
        });
        (images, code)
    }

    /// The QR code of a chapter's link, unless the book does without.
    fn link_code(&self, chapter: &Chapter) -> Option<Vec<u8>> {
        let address = chapter.link.as_ref()?.address.as_ref()?.as_str();
        let code = || self.memo.call("code", address, || qr::code(address));
        (self.book.codes == Switch::On).then(code)?
    }

    /// Adapts the pages of a form to their devices, with the proof that no text was lost by it, and
    /// compresses them.
    fn pack(
        &self,
        rendered: page::Rendered,
        index: usize,
        source: &Source,
        characters: &mut Characters,
        sink: &mut Sink,
    ) -> Formed {
        let form = self.forms[index];
        // Texts have the same characters in every form that takes fonts.
        let full = self.forms.iter().position(|form| form.sheet == Sheet::Full);
        let counts_used = full == Some(index) && !self.font_sources.is_empty();
        let mut pages = Vec::with_capacity(rendered.pages.len());
        for mut page in rendered.pages {
            if index == 0 {
                count_rare(&page.root, &mut characters.rare);
            }
            if counts_used {
                characters.used.add(&page.root);
            }
            if devices::adapts(form) {
                let before = sequence(&page.root);
                devices::adapt(&mut page, form);
                if sequence(&page.root) != before {
                    sink.push(lost(&source.name, rendered.text_sum, rendered.text_sum));
                }
            }
            pages.push(pack(&page, self.memo));
        }
        Formed { pages, contents: rendered.contents, mentions: rendered.mentions.into() }
    }
}

/// All text of a page, in order.
fn sequence(root: &Element) -> OrderedSum {
    let mut sequence = OrderedSum::default();
    root.visit_source_text(&mut |text| sequence.push(text));
    sequence
}

impl Facts {
    /// Adds those of the second language.
    fn add(&mut self, other: Self) {
        self.characters += other.characters;
        self.asides += other.asides;
        for (count, more) in self.markup.iter_mut().zip(other.markup) {
            *count += more;
        }
        self.left_out.extend(other.left_out);
        for (rule, count) in other.changes {
            match self.changes.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, known)) => *known += count,
                None => self.changes.push((rule, count)),
            }
        }
        self.corrections.extend(other.corrections);
    }
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
        moments: BTreeMap::new(),
    }
}

/// When a recording first speaks of each work it mentions: the last moment stated before the mention.
fn first_moments(mentions: &[Mention], moments: &[Moment]) -> BTreeMap<usize, u32> {
    let mut first = BTreeMap::new();
    for mention in mentions {
        let before = moments.partition_point(|moment| moment.at <= mention.at as usize);
        if let Some(moment) = before.checked_sub(1).and_then(|last| moments.get(last)) {
            first.entry(mention.work as usize).or_insert(moment.seconds);
        }
    }
    first
}
