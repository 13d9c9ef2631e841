//! Writes a planned book: chapters stream from their files into the archives of its targets.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use super::back_matter;
use super::bind::{Binding, ChapterFacts};
use super::introductions::Introductions;
use super::memo::Memo;
use super::packing::{Writer, pack_cover};
use super::places::Places;
use super::typefaces::FontSources;
use super::{
    Artwork, Changed, NO_DATE, PROGRAM, PROMOTION, Plan, Progress, Report, WriteError, Written,
    chapters, cover, pictures,
};
use crate::compile::pipeline;
use crate::model::book::Book;
use crate::model::form::Form;
use crate::normalise;
use crate::render::appendix::Appendix;
use crate::render::titles::Titles;
use crate::render::typefaces::Used;
use crate::structure;
use chengshu_cover::Fonts;
use chengshu_epub::package;
use chengshu_epub::package::zip::Entry;
use chengshu_epub::publication::{Accessibility, ImageUse, Item, Metadata};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;
use chengshu_writing::labels;

/// Writes a planned book, once for each of its targets, into `outs` in their order. `fonts` is
/// asked once, for the cover and for text in pictures. Returns the books and the figures; none
/// unless every file was the same whenever it was read.
pub fn write<W: Write>(
    plan: &Plan<'_>,
    artwork: Option<&Artwork>,
    fonts: &(dyn Fn() -> Fonts + Sync),
    outs: Vec<W>,
    progress: &mut dyn Progress,
    sink: &mut Sink,
) -> Result<(Vec<Written<W>>, Report), WriteError> {
    if plan.book.chapters.is_empty() {
        return Err(WriteError::Empty);
    }
    let written = make(plan, artwork, fonts, outs, progress, sink);
    let written = match plan.request.files.changed() {
        Some(file) => Err(WriteError::Changed(Changed { file })),
        None => written,
    };
    if let Err(WriteError::Changed(changed)) = &written {
        sink.push(changed.finding());
    }
    written
}

/// Writes a book that has chapters.
fn make<W: Write>(
    plan: &Plan<'_>,
    artwork: Option<&Artwork>,
    fonts: &(dyn Fn() -> Fonts + Sync),
    outs: Vec<W>,
    progress: &mut dyn Progress,
    sink: &mut Sink,
) -> Result<(Vec<Written<W>>, Report), WriteError> {
    let book = &plan.book;
    let picture_context = pictures::PictureContext::new(fonts, Memo(plan.request.store));
    let font_sources = font_sources(plan, &picture_context);
    let (forms, mut writers) = open(plan, &font_sources, outs)?;
    let writer = BookWriter {
        plan,
        font_sources: &font_sources,
        appendices: back_matter::appendices(book, &forms, &plan.style, plan.request.threads),
        titles: Titles::of(book),
        forms,
    };
    let mut state = writer.chapters(&mut writers, artwork, progress, sink)?;
    if let Some(glossary) = &plan.glossary {
        report_unused(glossary, book, &state.corrections, sink);
    }
    let metadata = writer.metadata(&state);
    package::review(&metadata, sink);
    let written = writer.bind(writers, &mut state, &metadata, sink)?;
    let report =
        Report { parts: book.parts.len(), references: book.works.list.len(), ..state.report };
    Ok((written, report))
}

/// Opens the archives of the targets. Returns the forms of their pages too, each once.
fn open<'a, W: Write>(
    plan: &Plan<'a>,
    font_sources: &FontSources<'_>,
    outs: Vec<W>,
) -> Result<(Vec<Form>, Vec<Writer<'a, W>>), WriteError> {
    let mut forms: Vec<Form> = Vec::new();
    let mut writers = Vec::with_capacity(outs.len());
    for (target, out) in plan.targets.iter().zip(outs) {
        let form = target.form(font_sources.writing_mode, font_sources.marks());
        let known = forms.iter().position(|known| *known == form);
        if known.is_none() {
            forms.push(form);
        }
        let pages = known.unwrap_or(forms.len() - 1);
        writers.push(Writer::new(target, pages, form, Memo(plan.request.store), out)?);
    }
    Ok((forms, writers))
}

/// What the fonts of a planned book are chosen from.
fn font_sources<'a>(
    plan: &'a Plan<'_>,
    picture_context: &'a pictures::PictureContext<'a>,
) -> FontSources<'a> {
    let settings = &plan.settings;
    let writing_mode = settings.writing_mode.as_ref();
    let rare = settings.rare_characters.as_ref();
    FontSources {
        given: &plan.fonts,
        rare: rare.map(|rare| rare.value).unwrap_or_default(),
        writing_mode: writing_mode.map(|mode| mode.value).unwrap_or_default(),
        language: &plan.book.language,
        picture_context,
    }
}

/// A planned book on its way into archives.
struct BookWriter<'a> {
    plan: &'a Plan<'a>,
    font_sources: &'a FontSources<'a>,
    forms: Vec<Form>,
    appendices: Arc<[Appendix]>,
    titles: Titles,
}

impl BookWriter<'_> {
    /// Compiles the cover and all chapters, and writes each as soon as those before it are.
    fn chapters<W: Write>(
        &self,
        writers: &mut [Writer<'_, W>],
        artwork: Option<&Artwork>,
        progress: &mut dyn Progress,
        sink: &mut Sink,
    ) -> Result<State, WriteError> {
        let Plan { book, request, .. } = self.plan;
        let cover_request = cover::CoverRequest::new(book, &self.plan.settings, self.plan.design);
        let places = Places::new(book, request.files);
        let context = self.context(&places);
        let mut state = State::new(self.forms.len());
        state.report.left_out.clone_from(&self.plan.left_out);
        let promoted: usize = book.chapters.iter().map(|chapter| chapter.promotion.len()).sum();
        if promoted > 0 {
            state.report.changes.push((PROMOTION, promoted));
        }
        let jobs = book.chapters.len();
        // The first job is the cover, so that it is drawn while chapters are compiled.
        pipeline::in_order(
            0..=jobs,
            request.threads,
            |job| match job.checked_sub(1) {
                None => {
                    let fonts = self.font_sources.picture_context.fonts();
                    let (cover, findings) = cover_request.remembered(artwork, fonts, context.memo);
                    Done::Cover(cover.as_ref().map(pack_cover), findings)
                }
                Some(number) => Done::Chapter(context.chapter(number).map(Box::new)),
            },
            |done| {
                match done {
                    Done::Cover(cover, findings) => {
                        sink.append(findings);
                        for writer in &mut *writers {
                            if let Some((entry, item)) = &cover {
                                writer.cover(entry, item)?;
                            }
                        }
                    }
                    Done::Chapter(chapter) => {
                        let chapter = chapter?;
                        for writer in &mut *writers {
                            write_chapter(writer, &chapter)?;
                        }
                        state.add(*chapter, sink);
                        progress.chapters(state.report.chapters, jobs);
                    }
                }
                Ok::<(), WriteError>(())
            },
        )?;
        let introductions = Introductions::compile(
            book,
            &self.forms,
            &places,
            self.font_sources.picture_context,
            sink,
        )?;
        for writer in writers {
            writer.pictures(&introductions.pictures)?;
        }
        state.images = state.images.and(introductions.images);
        state.introductions = introductions;
        Ok(state)
    }

    /// What chapters are compiled with.
    fn context<'s>(&'s self, places: &'s Places<'s>) -> chapters::ChapterContext<'s> {
        let Plan { book, request, .. } = self.plan;
        chapters::ChapterContext {
            book,
            forms: &self.forms,
            appendices: &self.appendices,
            titles: &self.titles,
            font_sources: self.font_sources,
            files: request.files,
            places,
            memo: Memo(request.store),
        }
    }

    fn metadata(&self, state: &State) -> Metadata {
        let Plan { book, edition, .. } = self.plan;
        let certified = certified(state, self.plan.sheet.as_ref());
        structure::metadata(
            book,
            &self.plan.settings,
            structure::Edition { modified: edition.unwrap_or(NO_DATE) },
            &self.plan.tags,
            Accessibility {
                images: state.images,
                summary: labels::of(&book.language).accessible.into(),
                certifier: certified.then(|| PROGRAM.into()),
            },
        )
    }

    /// Puts what stands around the chapters into each archive, and closes it.
    fn bind<W: Write>(
        self,
        writers: Vec<Writer<'_, W>>,
        state: &mut State,
        metadata: &Metadata,
        sink: &mut Sink,
    ) -> Result<Vec<Written<W>>, WriteError> {
        let plan = self.plan;
        let sheet_use = plan.settings.css_use.as_ref().map(|wish| wish.value);
        let own_sheet = plan.sheet.as_ref().map(|sheet| (sheet, sheet_use.unwrap_or_default()));
        drop(self.titles);
        let mut chapters = std::mem::take(&mut state.chapters);
        let binding = Binding {
            name: &plan.output,
            book: &plan.book,
            introductions: &state.introductions,
            labels: labels::of(&plan.book.language),
            edition: plan.edition,
            changes: &state.report.changes,
            metadata,
            sheet: own_sheet,
            used: &state.used,
            font_sources: self.font_sources,
            style: &plan.style,
            recordings: OnceCell::new(),
            threads: plan.request.threads,
        };
        let mut written = Vec::with_capacity(writers.len());
        let forms: Vec<usize> = writers.iter().map(|writer| writer.pages).collect();
        // The last target lets go of it before the package documents are made.
        let mut appendices = vec![self.appendices; forms.len()];
        for (number, writer) in writers.into_iter().enumerate() {
            // What is wrong with fonts is the same for every target.
            let mut font_findings = Sink::default();
            let again = forms[number + 1..].contains(&writer.pages);
            let facts = match chapters.get_mut(writer.pages) {
                Some(facts) if again => facts.clone(),
                Some(facts) => std::mem::take(facts),
                None => Vec::new(),
            };
            let Some(appendices) = appendices.pop() else {
                break;
            };
            let (out, bytes) =
                binding.finish(writer, facts, appendices, &mut font_findings, sink)?;
            if number == 0 {
                sink.append(font_findings);
            }
            written.push(Written { out, bytes });
        }
        Ok(written)
    }
}

/// Whether the checks behind the claim of accessibility have passed (requirement A2): every
/// picture is described, and no style sheet but the theme decides on colours. Headings, roles,
/// languages and the order of reading hold by construction, and CI lets Ace look at it.
fn certified(state: &State, sheet: Option<&Source>) -> bool {
    state.images != ImageUse::Undescribed && sheet.is_none()
}

fn write_chapter<W: Write>(
    writer: &mut Writer<'_, W>,
    chapter: &chapters::Compiled,
) -> Result<(), WriteError> {
    writer.pictures(&chapter.pictures)?;
    if let Some(formed) = chapter.forms.get(writer.pages) {
        for (entry, item) in &formed.pages {
            writer.add(entry, Some(item))?;
        }
    }
    Ok(())
}

/// A finished job.
enum Done {
    Cover(Option<(Entry, Item)>, Sink),
    Chapter(Result<Box<chapters::Compiled>, Changed>),
}

/// What is kept of all that is written so far.
struct State {
    /// In each of the forms.
    chapters: Vec<Vec<ChapterFacts>>,
    images: ImageUse,
    report: Report,
    /// Numbers of the entries of the glossary that were used.
    corrections: BTreeSet<usize>,
    /// The characters of its pages, where fonts are embedded.
    used: Used,
    introductions: Introductions,
}

impl State {
    fn new(forms: usize) -> Self {
        Self {
            chapters: vec![Vec::new(); forms],
            images: ImageUse::None,
            report: Report::default(),
            corrections: BTreeSet::new(),
            used: Used::default(),
            introductions: Introductions::default(),
        }
    }

    fn add(&mut self, chapter: chapters::Compiled, sink: &mut Sink) {
        sink.append(chapter.findings);
        self.used.merge(&chapter.used);
        for (chapters, formed) in self.chapters.iter_mut().zip(chapter.forms) {
            let pages = formed.pages.into_iter().map(|(_, item)| item.path);
            chapters.push(ChapterFacts {
                contents: formed.contents,
                pages: pages.collect(),
                mentions: formed.mentions,
            });
        }
        let facts = chapter.facts;
        let chapter = self.report.chapters;
        let moments = facts.moments.into_iter();
        self.report
            .moments
            .extend(moments.map(|(work, seconds)| ((work, chapter), seconds)));
        self.report.chapters += 1;
        self.report.characters += facts.characters;
        self.report.asides += facts.asides;
        for (count, more) in self.report.markup.iter_mut().zip(facts.markup) {
            *count += more;
        }
        self.report.left_out.extend(facts.left_out);
        self.corrections.extend(facts.corrections);
        for (rule, count) in facts.changes {
            let mut known = self.report.changes.iter_mut();
            match known.find(|(known, _)| *known == rule) {
                Some((_, total)) => *total += count,
                None => self.report.changes.push((rule, count)),
            }
        }
        self.images = self.images.and(facts.images);
    }
}

/// Reports entries of the glossary that no chapter had a use for.
fn report_unused(glossary: &Source, book: &Book, used: &BTreeSet<usize>, sink: &mut Sink) {
    for (number, entry) in book.treatment.glossary.entries().iter().enumerate() {
        if !used.contains(&number) {
            sink.push(
                Diagnostic::new(
                    &normalise::diag::GLOSSARY_UNUSED,
                    format!("“{}” is nowhere in the book", entry.from),
                )
                .at(glossary.place(entry.at))
                .help("correct the entry or delete it"),
            );
        }
    }
}
