//! The first look at every transcript.

use super::references::{self, Works};
use super::typefaces;
use super::{NO_DATE, Plan, Request};
use crate::css::{self, Fault};
use crate::diag::{Diagnostic, Place, Sink};
use crate::ingest::{self, Beside, listing};
use crate::model::library::{Files, SideFiles, Transcript, Version};
use crate::model::outline::{DescriptionText, Outline};
use crate::model::path::RelativePath;
use crate::model::reference::Description;
use crate::model::settings::BookSettings;
use crate::model::source::{Located, Source, Span};
use crate::{bibliography, citation, cover, normalise, pipeline, settings, structure, target};

pub fn plan<'a>(request: &'a Request<'a>, sink: &mut Sink) -> Plan<'a> {
    let folder = request.folder;
    let (merged, settings_source) = merged_settings(request, sink);
    // What the command line asks for has no place in a file.
    let place = |at: &Span| {
        let source = settings_source.as_ref();
        source.map_or_else(|| Place::file("the command line"), |source| source.span(at))
    };
    let exports = citation::formats(&merged.exports, place, sink);
    let targets = target::choose(&merged.targets, place, sink);
    let sheet = merged
        .css
        .as_ref()
        .and_then(|path| style_sheet(request, path, place, sink));
    let fonts = typefaces::open(&merged.fonts, request.files, place, sink);
    let style = citation::style::choose(
        merged.citation_style.as_ref(),
        |path| style_file(request, path),
        place,
        sink,
    );
    let design = cover::design(merged.cover_design.as_ref(), place, sink);
    let index = folder
        .index
        .as_deref()
        .and_then(|path| look_at_index(request, path, sink));
    let wanted = language(&merged, index.as_ref());
    let parts: Vec<_> = folder
        .parts
        .iter()
        .map(|part| {
            let index = part
                .index
                .as_deref()
                .and_then(|path| look_at_index(request, path, sink));
            (part.name.clone(), index)
        })
        .collect();
    let works = references::works(request, sink);
    let mut outlines = look_at_all(request, wanted, &works, sink);
    if let (Some(node), Some(source)) = (&merged.references, &settings_source) {
        references::correct(&mut outlines, node, &works, source, sink);
    }
    let tags = outlines
        .iter()
        .flat_map(|outline| outline.head.tags.iter().map(|tag| tag.value.clone()))
        .collect();
    let instants: Vec<_> = outlines
        .iter()
        .filter_map(|outline| outline.head.date.as_ref())
        .map(|date| date.value)
        .collect();
    let cover = cover_file(&merged, index.as_ref(), &outlines);
    let book = structure::arrange(
        structure::Material {
            name: &folder.name,
            index,
            parts,
            outlines,
            references: works.list,
            settings: &merged,
            settings_source: settings_source.as_ref(),
        },
        sink,
    );
    let mut book = book;
    let glossary = folder
        .glossary
        .as_deref()
        .and_then(|path| read(request, path, sink));
    if let Some(source) = &glossary {
        book.treatment.glossary = settings::glossary::read(source, sink);
    }
    let newest = instants
        .into_iter()
        .filter_map(|date| date.instant(book.zone))
        .max();
    let modified = request.epoch.or(newest).unwrap_or(NO_DATE);
    Plan {
        output: output(&merged, &folder.name, &book.title),
        cover: cover.map(|cover| cover.to_string()),
        tags,
        modified,
        book,
        exports,
        targets,
        sheet,
        fonts,
        style,
        design,
        settings: merged,
        settings_source,
        glossary,
        request,
    }
}

/// The settings of the book, those of the command line first, and their file.
fn merged_settings(request: &Request<'_>, sink: &mut Sink) -> (BookSettings, Option<Source>) {
    let source = request
        .folder
        .settings
        .as_deref()
        .and_then(|path| read(request, path, sink));
    let stated = source
        .as_ref()
        .map(|source| settings::read(source, sink))
        .unwrap_or_default();
    if let Some(source) = &source {
        normalise::check_switches(&stated.rules, |at| source.span(at), sink);
    }
    (request.overrides.clone().over(stated), source)
}

/// The first look at every transcript, in order.
fn look_at_all(
    request: &Request<'_>,
    wanted: &str,
    works: &Works,
    sink: &mut Sink,
) -> Vec<Outline> {
    let folder = request.folder;
    let own = folder.files.iter().map(|file| (None, file));
    let below = folder
        .parts
        .iter()
        .enumerate()
        .flat_map(|(part, folder)| folder.files.iter().map(move |file| (Some(part), file)));
    let files: Vec<(Option<usize>, &Transcript)> = own.chain(below).collect();
    let mut outlines = Vec::with_capacity(files.len());
    let mut found = Sink::default();
    let done: Result<(), std::convert::Infallible> = pipeline::in_order(
        files.len(),
        request.threads,
        |job| {
            let (part, file) = files[job];
            let mut findings = Sink::default();
            let outline = look(request, file, part, wanted, works, &mut findings);
            (outline, findings)
        },
        |(outline, findings)| {
            found.append(findings);
            outlines.extend(outline);
            Ok(())
        },
    );
    match done {
        Ok(()) => sink.append(found),
        Err(never) => match never {},
    }
    outlines
}

/// The language of subtitles that is taken where there are several.
fn language<'a>(settings: &'a BookSettings, index: Option<&'a Outline>) -> &'a str {
    let stated = settings.language.as_ref();
    stated
        .or_else(|| index.and_then(|index| index.head.language.as_ref()))
        .map_or(USUAL_LANGUAGE, |language| language.value.as_str())
}

/// The cover that is named: by the settings, by the index, or by the only transcript.
fn cover_file(
    settings: &BookSettings,
    index: Option<&Outline>,
    outlines: &[Outline],
) -> Option<RelativePath> {
    settings
        .cover
        .as_ref()
        .map(|cover| cover.value.clone())
        .or_else(|| {
            let index = index.and_then(|index| index.head.cover.as_ref());
            let only = outlines
                .first()
                .filter(|_| outlines.len() == 1)
                .and_then(|only| only.head.cover.as_ref());
            index.or(only).map(|cover| cover.value.clone())
        })
}

/// The text of a style in the book's folder.
fn style_file(request: &Request<'_>, path: &str) -> Result<String, String> {
    let path = RelativePath::parse(path).map_err(|error| error.to_string())?;
    let bytes = request.files.read(path.as_str())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// Reads a file of the book; one that cannot be read is a finding.
pub fn read(request: &Request<'_>, path: &str, sink: &mut Sink) -> Option<Source> {
    let display = request.files.display(path);
    match request.files.read(path) {
        Ok(bytes) => ingest::decode::decode(bytes, display, sink),
        Err(reason) => {
            sink.push(
                Diagnostic::new(
                    &ingest::diag::UNREADABLE_FILE,
                    format!("cannot be read: {reason}"),
                )
                .at(Place::file(display)),
            );
            None
        }
    }
}

/// The language of subtitles that is taken when nothing says which the book is in.
const USUAL_LANGUAGE: &str = "zh-CN";

fn look_at_index(request: &Request<'_>, path: &str, sink: &mut Sink) -> Option<Outline> {
    let source = read(request, path, sink)?;
    let mut outline = ingest::outline(path, None, &source, Beside::default(), sink)?;
    describe(&mut outline, &source, sink);
    Some(outline)
}

/// Looks at a transcript: the version of it to take, with what lies beside it.
fn look(
    request: &Request<'_>,
    transcript: &Transcript,
    part: Option<usize>,
    wanted: &str,
    works: &Works,
    sink: &mut Sink,
) -> Option<Outline> {
    let sides = &transcript.beside;
    let info_source = sides
        .info
        .as_deref()
        .and_then(|path| read(request, path, sink));
    let info = info_source
        .as_ref()
        .map(|source| ingest::info::read(source, sink))
        .unwrap_or_default();
    if transcript.versions.is_empty() {
        if info.about == ingest::info::About::Recording {
            report_no_text(request, transcript, sink);
        }
        return None;
    }
    let mut versions = listing::ranked(transcript, wanted, &info).into_iter();
    let mut taken = None;
    for version in versions.by_ref() {
        taken = read_version(
            request,
            version,
            part,
            beside(request.files, sides, sink),
            sink,
        );
        if taken.is_some() {
            break;
        }
    }
    let (mut outline, source) = taken?;
    let others: Vec<&str> = versions.map(|version| version.path.as_str()).collect();
    if !others.is_empty() {
        sink.push(
            Diagnostic::new(
                &ingest::diag::OTHER_VERSIONS,
                format!("taken; left out {}", others.join(", ")),
            )
            .at(Place::file(outline.display.as_str()))
            .help("set `language`, or move what you do not want out of the folder"),
        );
    }
    // A description of the `.info.json` has its places there.
    let from_info =
        outline.head.description.is_some() && outline.head.description == info.head.description;
    let described_in = info_source
        .as_ref()
        .filter(|_| from_info)
        .unwrap_or(&source);
    describe(&mut outline, described_in, sink);
    references::add(&mut outline, &source, works, sink);
    Some(outline)
}

fn read_version(
    request: &Request<'_>,
    version: &Version,
    part: Option<usize>,
    beside: Beside,
    sink: &mut Sink,
) -> Option<(Outline, Source)> {
    let source = read(request, &version.path, sink)?;
    let outline = ingest::outline(&version.path, part, &source, beside, sink);
    if outline.is_none() {
        sink.push(
            Diagnostic::new(
                &ingest::diag::NOT_SPEECH,
                "it holds no transcript; left out",
            )
            .at(Place::file(source.name.as_ref())),
        );
    }
    Some((outline?, source))
}

fn report_no_text(request: &Request<'_>, transcript: &Transcript, sink: &mut Sink) {
    sink.push(
        Diagnostic::new(
            &ingest::diag::NO_SUBTITLES,
            "there are no subtitles beside it; left out",
        )
        .at(Place::file(request.files.display(transcript.path())))
        .help("fetch them with yt-dlp --write-subs --write-auto-subs"),
    );
}

/// What lies beside a recording. Findings in a `.info.json` are for the first look alone.
pub fn beside(files: &dyn Files, sides: &SideFiles, sink: &mut Sink) -> Beside {
    let open = |path: &Option<String>| {
        let path = path.as_deref()?;
        let bytes = files.read(path).ok()?;
        ingest::decode::decode(bytes, files.display(path), &mut Sink::default())
    };
    Beside {
        files: sides.clone(),
        info: open(&sides.info)
            .map(|source| ingest::info::read(&source, &mut Sink::default()))
            .unwrap_or_default(),
        chapters: open(&sides.chapters)
            .map(|source| ingest::speech::podcast::read_chapters(&source, sink))
            .unwrap_or_default(),
    }
}

/// Takes the description of a transcript apart.
fn describe(outline: &mut Outline, source: &Source, sink: &mut Sink) {
    if let Some(description) = &outline.head.description {
        let read = bibliography::read_description(&description.text);
        let place = |offset| source.place(description.offset(offset));
        bibliography::report(&description.text, &read, place, sink);
        outline.description = texts(&description.text, read);
    }
}

/// The pieces of a description as paragraphs.
fn texts(text: &str, description: Description) -> DescriptionText {
    let lines = |spans: &[Span]| {
        spans
            .iter()
            .filter_map(|span| text.get(span.clone()))
            .flat_map(str::lines)
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    // The works of all transcripts are kept until the book is bound.
    let mut references = description.references;
    references.shrink_to_fit();
    DescriptionText {
        intro: lines(&description.intro),
        notes: lines(&description.notes),
        references,
    }
}

/// Name of the finished file: as set, the folder's, or the title's. What file systems refuse is
/// left out.
fn output(settings: &BookSettings, folder: &str, title: &str) -> String {
    let stated = settings.output.as_ref().map(|output| output.value.as_str());
    [stated.unwrap_or_default(), folder, title]
        .into_iter()
        .map(file_name)
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "book".to_owned())
}

/// A name every file system takes, of at most 120 bytes.
fn file_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.trim().chars() {
        let c = match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            c if c.is_control() => continue,
            c => c,
        };
        if out.len() + c.len_utf8() > 120 {
            break;
        }
        out.push(c);
    }
    out.trim_matches(|c: char| c == '.' || c.is_whitespace())
        .to_owned()
}

/// The book's own style sheet, unless it cannot stand in a book.
fn style_sheet(
    request: &Request<'_>,
    path: &Located<RelativePath>,
    place: impl Fn(&Span) -> Place,
    sink: &mut Sink,
) -> Option<Source> {
    let name = path.value.to_string();
    let refused = |message: String| Diagnostic::new(&settings::diag::STYLE_SHEET, message);
    let text = request
        .files
        .read(&name)
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()));
    let text = match text {
        Ok(text) => text,
        Err(reason) => {
            sink.push(
                refused(format!("{name} cannot be used: {reason}"))
                    .at(place(&path.at))
                    .help("name a file in the book's folder"),
            );
            return None;
        }
    };
    let source = Source::new(request.files.display(&name), text);
    let (at, message, help) = match css::fault(&source.text) {
        None => return Some(source),
        Some(Fault::Unbalanced(at)) => (
            at,
            "something here never closes, or closes nothing",
            "balance braces, quotation marks and comments",
        ),
        Some(Fault::External(at)) => (
            at,
            "this leads out of the book",
            "leave out @import, @charset, escapes and addresses other than data:",
        ),
        Some(Fault::Character(at)) => (at, "a control character stands here", "delete it"),
    };
    sink.push(refused(message.into()).at(source.place(at)).help(help));
    None
}
