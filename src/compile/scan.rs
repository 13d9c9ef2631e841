//! The first look at every transcript, and the plan of the book.

use super::left_out;
use super::outlines::{Wanted, outlines, read_index};
use super::playlists::{introduced, playlist};
use super::reading::read;
use super::references::{self, Works};
use super::typefaces;
use super::{Plan, Request};
use crate::compile::pipeline;
use crate::devices::{self, Target};
use crate::ingest::{self, front_matter, listing};
use crate::model::library::Folder;
use crate::model::outline::{Outline, Ruby, Title};
use crate::model::path::RelativePath;
use crate::model::settings::BookSettings;
use crate::model::treatment::Switch;
use crate::normalise;
use crate::settings;
use crate::structure;
use chengshu_cover::{self as cover, Design};
use chengshu_epub::css::{self, Fault};
use chengshu_references::citation::{self, Format};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::{Located, Source, Span};
use chengshu_text::stated::StatedDate;
use chengshu_text::time::{Timestamp, Zone};
use chengshu_writing::script::turns_direction;

pub fn plan<'a>(request: &'a Request<'a>, sink: &mut Sink) -> Plan<'a> {
    let folder = request.folder;
    let (mut merged, settings_source) = merged_settings(request, sink);
    let chosen = choose(request, &merged, settings_source.as_ref(), sink);
    let place = |at: &Span| place_of(settings_source.as_ref(), at);
    let index = folder.index.as_deref().and_then(|path| read_index(request, path, sink));
    let index = index.map(|(outline, source)| {
        let stated = settings_of_index(&outline, &source, sink);
        merged = std::mem::take(&mut merged).over(stated);
        outline
    });
    let index = introduced(index, playlist(request.files, &folder.files, sink));
    let ruby = plain_titles(&mut merged);
    let wanted = Wanted {
        language: language(&merged, index.as_ref()),
        bilingual: merged.bilingual.as_ref().map(|wish| wish.value).unwrap_or_default(),
        promotion: merged.promotion.as_ref().map(|wish| wish.value).unwrap_or_default(),
    };
    let parts = parts(request, sink);
    let works = references::works(request, sink);
    let (mut outlines, outlined) = look_at_all(request, &wanted, &works);
    let left_out = left_out::report(request, &outlines, &outlined, sink);
    sink.append(outlined);
    if let (Some(node), Some(source)) = (&merged.references, &settings_source) {
        references::correct(&mut outlines, node, &works, source, sink);
    }
    normalise::display::settle_names(&mut merged, &mut outlines, place, sink);
    let tags = index
        .iter()
        .chain(&outlines)
        .flat_map(|outline| outline.head.tags.iter().map(|tag| tag.value.clone()))
        .collect();
    let instants: Vec<_> = outlines
        .iter()
        .filter_map(|outline| outline.head.date.as_ref())
        .map(|date| date.value)
        .collect();
    let cover = cover_file(&merged, index.as_ref(), &outlines);
    name_after_folder(&mut outlines, &folder.name);
    let thumbnail = thumbnail(&mut outlines, &merged, index.as_ref(), cover.is_some());
    let date_of_index = index.as_ref().and_then(|index| index.head.date.clone());
    let mut book = structure::arrange(
        structure::Material {
            name: &folder.name,
            formats: ingest::readable(),
            index,
            parts,
            outlines,
            references: works.list,
            settings: &merged,
            ruby,
            settings_source: settings_source.as_ref(),
        },
        sink,
    );
    normalise::display::set_all(&mut book, sink);
    let glossary = folder.glossary.as_deref().and_then(|path| read(request.files, path, sink));
    if let Some(source) = &glossary {
        book.treatment.glossary = settings::glossary::read(source, sink).into();
    }
    let date = date_of_index.filter(|_| merged.date.is_none());
    if let Some(Located { value, at }) = date {
        let value = value.date(book.zone);
        merged.date = Some(Located { value, at });
    }
    let made = made(&instants, &merged, book.zone);
    let style = citation::style::choose(
        merged.citation_style.as_ref(),
        &book.language,
        |path| style_file(request, path),
        place,
        sink,
    );
    Plan {
        output: output(&merged, &folder.name, &book.title),
        cover: cover.map(|cover| cover.to_string()),
        thumbnail,
        tags,
        left_out,
        edition: request.epoch.or(made),
        book,
        exports: chosen.exports,
        targets: chosen.targets,
        sheet: chosen.sheet,
        fonts: chosen.fonts,
        style,
        design: chosen.design,
        settings: merged,
        settings_source,
        glossary,
        request,
    }
}

/// What the settings name that is looked up before a transcript is read.
struct Chosen {
    exports: Vec<&'static Format>,
    targets: Vec<&'static Target>,
    sheet: Option<Source>,
    fonts: Vec<typefaces::Given>,
    design: Option<&'static Design>,
}

fn choose(
    request: &Request<'_>,
    settings: &BookSettings,
    source: Option<&Source>,
    sink: &mut Sink,
) -> Chosen {
    let place = |at: &Span| place_of(source, at);
    let sheet = settings.css.as_ref();
    Chosen {
        exports: citation::formats(&settings.exports, place, sink),
        targets: devices::choose(&settings.targets, place, sink),
        sheet: sheet.and_then(|path| style_sheet(request, path, place, sink)),
        fonts: typefaces::open(&settings.fonts, request.files, place, sink),
        design: cover::design(settings.cover_design.as_ref(), place, sink),
    }
}

/// Where a setting is stated. What the command line asks for has no place in a file.
fn place_of(source: Option<&Source>, at: &Span) -> Place {
    source.map_or_else(|| Place::file("the command line"), |source| source.span(at))
}

/// When a book was made: the newest of the transcripts' dates, else the one stated for the book.
fn made(instants: &[StatedDate], settings: &BookSettings, zone: Zone) -> Option<Timestamp> {
    let instants = instants.iter().filter_map(|date| date.instant(zone));
    let stated = || {
        let date = settings.date.as_ref()?;
        Timestamp::at(date.value.first_day(), 0, zone)
    };
    instants.max().or_else(stated)
}

/// The settings of the book, those of the command line first, and their file.
fn merged_settings(request: &Request<'_>, sink: &mut Sink) -> (BookSettings, Option<Source>) {
    let source = request
        .folder
        .settings
        .as_deref()
        .and_then(|path| read(request.files, path, sink));
    let stated = source.as_ref().map(|source| settings::read(source, sink)).unwrap_or_default();
    if let Some(source) = &source {
        normalise::check_switches(&stated.rules, |at| source.span(at), sink);
    }
    (request.overrides.clone().over(stated), source)
}

/// The names of the parts, and what their `index.md` say.
fn parts(request: &Request<'_>, sink: &mut Sink) -> Vec<(String, Option<Outline>)> {
    let mut parts = Vec::with_capacity(request.folder.parts.len());
    for part in &request.folder.parts {
        let path = part.index.as_deref();
        let index = path.and_then(|path| read_index(request, path, sink));
        let index = index.map(|(outline, source)| {
            front_matter::report_unknown(&outline.head, &source, sink);
            outline
        });
        let index = introduced(index, playlist(request.files, &part.files, sink));
        parts.push((part.name.clone(), index));
    }
    parts
}

/// Takes the markup out of the titles that settings state. Out: readings of words of the title.
fn plain_titles(settings: &mut BookSettings) -> Vec<Ruby> {
    let others = [&mut settings.subtitle, &mut settings.series];
    for stated in others.into_iter().flatten() {
        stated.value = ingest::title::plain(&stated.value).text;
    }
    let Some(stated) = &mut settings.title else {
        return Vec::new();
    };
    let plain = ingest::title::plain(&stated.value);
    stated.value = plain.text;
    plain.ruby
}

/// What the head of the book's `index.md` says of the book. Its names are settled here, as findings
/// about settings are placed in `book.yaml`.
fn settings_of_index(outline: &Outline, source: &Source, sink: &mut Sink) -> BookSettings {
    let head = &outline.head;
    let mut stated = BookSettings {
        subtitle: head.subtitle.clone(),
        series: head.series.clone(),
        ..front_matter::read_book(source, sink)
    };
    normalise::display::settle_names(&mut stated, &mut [], |at| source.span(at), sink);
    stated
}

/// The first look at every transcript, in order, and what it found.
fn look_at_all(request: &Request<'_>, wanted: &Wanted<'_>, works: &Works) -> (Vec<Outline>, Sink) {
    let folder = request.folder;
    let files = |folder: &Folder| listing::translations(&folder.files);
    let own = files(folder).into_iter().map(|file| (None, file));
    let below = folder.parts.iter().enumerate();
    let below = below
        .flat_map(|(part, folder)| files(folder).into_iter().map(move |file| (Some(part), file)));
    let mut all = Vec::new();
    let mut found = Sink::default();
    let done: Result<(), std::convert::Infallible> = pipeline::in_order(
        own.chain(below),
        request.threads,
        |(part, file)| {
            let mut findings = Sink::default();
            let read = outlines(request.files, &file, part, wanted, works, &mut findings);
            (read, findings)
        },
        |(read, findings)| {
            found.append(findings);
            all.extend(read);
            Ok(())
        },
    );
    match done {
        Ok(()) => (all, found),
        Err(never) => match never {},
    }
}

/// The language of subtitles that is wanted where there are several.
fn language<'a>(settings: &'a BookSettings, index: Option<&'a Outline>) -> Option<&'a str> {
    let stated = settings.language.as_ref();
    let stated = stated.or_else(|| index.and_then(|index| index.head.language.as_ref()));
    stated.map(|language| language.value.as_str())
}

/// The cover that is named: by the settings, by the index, or by the only transcript.
fn cover_file(
    settings: &BookSettings,
    index: Option<&Outline>,
    outlines: &[Outline],
) -> Option<RelativePath> {
    settings.cover.as_ref().map(|cover| cover.value.clone()).or_else(|| {
        let index = index.and_then(|index| index.head.cover.as_ref());
        let only = outlines
            .first()
            .filter(|_| outlines.len() == 1)
            .and_then(|only| only.head.cover.as_ref());
        index.or(only).map(|cover| cover.value.clone())
    })
}

/// The picture for a cover where there is no other, that of the playlist or the only recording, whose
/// chapter then goes without. Chapters keep theirs if they are wanted.
fn thumbnail(
    outlines: &mut [Outline],
    settings: &BookSettings,
    index: Option<&Outline>,
    has_cover: bool,
) -> Option<String> {
    if settings.thumbnails.as_ref().is_some_and(|wish| wish.value == Switch::Off) {
        for outline in outlines {
            outline.thumbnail = None;
        }
        return None;
    }
    let of_list = index.and_then(|index| index.thumbnail.clone());
    match outlines {
        [only] if !has_cover => only.thumbnail.take().or(of_list),
        _ => of_list,
    }
}

/// Gives the only transcript the name of its folder if its own says nothing, as in the folders of Zoom.
fn name_after_folder(outlines: &mut [Outline], folder: &str) {
    let name = ingest::title::file_name(folder);
    if let [only] = outlines
        && only.is_nameless
        && name.is_title
    {
        only.title = Title { text: ingest::title::title(name.title).text, ..only.title.clone() };
    }
}

/// The text of a style in the book's folder.
fn style_file(request: &Request<'_>, path: &str) -> Result<String, String> {
    let path = RelativePath::parse(path).map_err(|error| error.to_string())?;
    let bytes = request.files.read(path.as_str())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
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
            c if c.is_control() || turns_direction(c) => continue,
            c => c,
        };
        if out.len() + c.len_utf8() > 120 {
            break;
        }
        out.push(c);
    }
    out.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned()
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
            "this leads out of the book, or may",
            "leave out @import, and addresses other than data: and parts of the page (#id)",
        ),
        Some(Fault::Data(at)) => (
            at,
            "these data are no picture and no font, or ask for something themselves",
            "embed GIF, JPEG, PNG, WebP, fonts, or SVG without scripts and addresses",
        ),
        Some(Fault::Script(at)) => (at, "a script stands here", "delete it"),
        Some(Fault::Encoding(at)) => {
            (at, "sheets of a book state no encoding", "delete @charset; the sheet is UTF-8")
        }
        Some(Fault::Character(at)) => (at, "a control character stands here", "delete it"),
    };
    sink.push(refused(message.into()).at(source.place(at)).help(help));
    None
}
