//! From what is known of the transcripts to a book: its title, parts, chapters and metadata.

mod alphabet;
pub mod diag;
mod index;
mod metadata;
mod order;
mod variant;
mod works;

pub use metadata::{Edition, metadata};
pub use works::listing;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::model::book::{Book, Chapter, Part, Second, SourceLink, TextFile, Works};
use crate::model::identity::{Names, page_name};
use crate::model::outline::{Outline, Ruby};
use crate::model::settings::BookSettings;
use crate::model::treatment::Switch;
use chengshu_epub::publication::Contributor;
use chengshu_references::citation::typeset::Arrangement;
use chengshu_references::reference::Reference;
use chengshu_text::address::{self, Address};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Source;
use chengshu_text::time::Zone;
use chengshu_writing::language::{self, Census};
use chengshu_writing::script::settle_turns;

/// The material of a book.
#[derive(Debug)]
pub struct Material<'a> {
    /// Name of the book's folder, or of its file.
    pub name: &'a str,
    /// The formats that are read, for people.
    pub formats: String,
    /// The book's `index.md`.
    pub index: Option<Outline>,
    /// Parts: their names and their `index.md`, in order.
    pub parts: Vec<(String, Option<Outline>)>,
    /// The transcripts.
    pub outlines: Vec<Outline>,
    /// The works of the files of references.
    pub references: Vec<Reference>,
    /// The settings, with those of the command line over those of the file.
    pub settings: &'a BookSettings,
    /// Readings of words of the title they state.
    pub ruby: Vec<Ruby>,
    /// The settings file.
    pub settings_source: Option<&'a Source>,
}

/// Puts a book together. A book without chapters is reported and has none.
pub fn arrange(mut material: Material<'_>, sink: &mut Sink) -> Book {
    let settings = material.settings;
    let zone = settings.timezone.as_ref().map_or(Zone::CHINA, |zone| zone.value);
    leave_out(&mut material.outlines, sink);
    let (language, is_stated) = language(&material);
    let outlines = in_order(&mut material, zone, sink);
    let (title, ruby) = title(&material, &outlines, &language);
    let parts = parts(&material.parts, &outlines);
    let mut chapters: Vec<Chapter> = chapters(outlines, &parts, (&language, is_stated), zone);
    chapters.shrink_to_fit();
    let index = material.index.as_ref();
    let description = settings
        .description
        .as_ref()
        .map(|description| description.value.clone())
        .or_else(|| index.and_then(intro));
    let series = settings
        .series
        .as_ref()
        .map(|series| {
            let number = settings.number.as_ref().map(|number| number.value.clone());
            (series.value.clone(), number)
        })
        .or_else(|| single_series(&chapters));
    let mut book = Book {
        title,
        ruby,
        subtitle: settings.subtitle.as_ref().map(|subtitle| subtitle.value.clone()),
        authors: authors(settings, index, &chapters),
        series,
        publisher: settings.publisher.as_ref().map(|publisher| publisher.value.clone()),
        rights: settings.rights.as_ref().map(|rights| rights.value.clone()),
        description,
        language,
        codes: settings.codes.as_ref().map_or(Switch::On, |codes| codes.value),
        zone,
        treatment: settings.treatment(),
        introduction: index.and_then(text_file),
        parts: parts.into_iter().map(|(_, part)| part).collect(),
        works: Works::default(),
        index: Vec::new(),
        arrangement: settings
            .bibliography
            .as_ref()
            .map_or_else(Arrangement::default, |wish| wish.value),
        pages: pages(&chapters),
        chapters,
        references: material.references.into_iter().map(Arc::new).collect(),
    };
    if let Some(to) = book.treatment.variant {
        variant::convert(&mut book, to);
    }
    let uncited = settings.uncited.as_ref().map(|wish| wish.value);
    book.works = works::gather(
        &mut book.chapters,
        &book.references,
        (book.arrangement, &book.language),
        uncited.unwrap_or_default(),
        sink,
    );
    let wanted = settings.index.as_ref().map(|wish| wish.value);
    if wanted != Some(Switch::Off) {
        book.index = index::terms(&book.works, &book.language);
    }
    book
}

/// The transcripts in the order of the book, looked through for what their order tells.
fn in_order(material: &mut Material<'_>, zone: Zone, sink: &mut Sink) -> Vec<Outline> {
    let settings = material.settings;
    let mut outlines = std::mem::take(&mut material.outlines);
    check_names(&outlines, sink);
    let listed = settings.order.as_ref();
    order::check_listed(listed, &outlines, material.settings_source, sink);
    outlines.sort_by_key(|outline| outline.part);
    for group in outlines.chunk_by_mut(|a, b| a.part == b.part) {
        order::order(group, listed, zone, sink);
    }
    order::check_numbers(&outlines, sink);
    if settings.variant.is_none() {
        variant::check(&outlines, sink);
    }
    if outlines.is_empty() {
        let message = format!("{} has no transcript with text", material.name);
        let help = format!("add transcripts with text: {}", material.formats);
        sink.push(Diagnostic::new(&diag::NO_CHAPTERS, message).help(help));
    }
    outlines
}

/// Takes out drafts and transcripts without text.
fn leave_out(outlines: &mut Vec<Outline>, sink: &mut Sink) {
    outlines.retain(|outline| {
        let draft = outline.head.draft.as_ref().is_some_and(|draft| draft.value);
        if draft {
            sink.push(
                Diagnostic::new(&diag::DRAFT, "left out, because its head marks it as a draft")
                    .at(Place::file(outline.display.as_str())),
            );
        }
        !draft && outline.has_text
    });
}

fn check_names(outlines: &[Outline], sink: &mut Sink) {
    let mut names: HashMap<String, &Outline> = HashMap::new();
    for outline in outlines {
        if let Some(other) = names.insert(outline.file.to_lowercase(), outline) {
            sink.push(
                Diagnostic::new(
                    &diag::NAMES_DIFFER_BY_CASE,
                    format!("the name differs from {} only in case", other.display),
                )
                .at(Place::file(outline.display.as_str()))
                .help("rename one of the two"),
            );
        }
    }
}

/// The book's language, and whether it is stated: as set, as the index says, as the chapters say that
/// have most of its text, or as most of that is.
fn language(material: &Material<'_>) -> (String, bool) {
    let stated = material
        .settings
        .language
        .as_ref()
        .or_else(|| material.index.as_ref().and_then(|index| index.head.language.as_ref()));
    if let Some(stated) = stated {
        return (stated.value.clone(), true);
    }
    let mut census = Census::default();
    let mut by_chapter: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = 0;
    for outline in &material.outlines {
        census.merge(&outline.census);
        all += outline.length;
        if let Some(stated) = &outline.head.language {
            *by_chapter.entry(&stated.value).or_default() += outline.length;
        }
    }
    let likely = census.likely();
    match by_chapter.into_iter().max_by_key(|(_, length)| *length) {
        // Which form of Chinese it is in, the text says.
        Some((tag, length)) if length * 2 > all && !(tag == "zh" && likely.starts_with("zh-")) => {
            (tag.to_owned(), true)
        }
        _ => (likely.to_owned(), false),
    }
}

/// The book's title: as set, as its index says, the title of its only chapter, the titles of its
/// few parts, the series all its chapters belong to, or the folder's name.
fn title(material: &Material<'_>, outlines: &[Outline], language: &str) -> (String, Vec<Ruby>) {
    if let Some(title) = &material.settings.title {
        return (title.value.clone(), material.ruby.clone());
    }
    let index = material.index.as_ref().filter(|index| is_titled(index));
    let only = match outlines {
        [only] => Some(only),
        _ => None,
    };
    if let Some(outline) = index.or(only) {
        return (outline.title.text.clone(), outline.title.ruby.clone());
    }
    (joint_title(material, outlines, language), Vec::new())
}

/// Whether an outline has a title of its own, and not that of its file.
fn is_titled(outline: &Outline) -> bool {
    outline.title_heading.is_some()
}

/// The title of what is of several: the titles of its few parts, the series all its chapters belong to,
/// or the folder's name.
fn joint_title(material: &Material<'_>, outlines: &[Outline], language: &str) -> String {
    if (2..=3).contains(&material.parts.len())
        && outlines.iter().all(|outline| outline.part.is_some())
    {
        let titles: Vec<&str> = material
            .parts
            .iter()
            .map(|(name, index)| part_title(name, index.as_ref()))
            .collect();
        let separator = if language::primary(language) == "zh" { "、" } else { ", " };
        return titles.join(separator);
    }
    let mut series = outlines.iter().map(order::series);
    match series.next().flatten() {
        Some(first) if series.all(|other| other == Some(first)) => first.to_owned(),
        _ => material.name.to_owned(),
    }
}

fn part_title<'a>(name: &'a str, index: Option<&'a Outline>) -> &'a str {
    index
        .filter(|index| is_titled(index))
        .map_or(name, |index| index.title.text.as_str())
}

/// Parts that have chapters, with their index among all parts of the folder.
fn parts(parts: &[(String, Option<Outline>)], outlines: &[Outline]) -> Vec<(usize, Part)> {
    let filled: HashSet<usize> = outlines.iter().filter_map(|outline| outline.part).collect();
    let mut out = Vec::new();
    let mut taken = Names::default();
    for (place, (name, index)) in parts.iter().enumerate() {
        if filled.contains(&place) {
            let index = index.as_ref();
            out.push((
                place,
                Part {
                    title: part_title(name, index).to_owned(),
                    description: index.and_then(intro),
                    introduction: index.and_then(text_file),
                    page: format!("text/{}.xhtml", taken.unused(&page_name("p", name))),
                },
            ));
        }
    }
    out
}

fn chapters(
    outlines: Vec<Outline>,
    parts: &[(usize, Part)],
    (language, is_stated): (&str, bool),
    zone: Zone,
) -> Vec<Chapter> {
    let stems = stems(&outlines);
    let numbers = parts.iter().enumerate();
    let numbers: HashMap<usize, usize> = numbers.map(|(at, (place, _))| (*place, at)).collect();
    outlines
        .into_iter()
        .zip(stems)
        .map(|(outline, stem)| {
            let part = outline.part.and_then(|place| numbers.get(&place).copied());
            let stated = outline.head.title.as_ref().map(|title| title.value.clone());
            let second = outline.second.as_deref().and_then(|second| in_second(&outline, second));
            Chapter {
                stem,
                part,
                series: order::series(&outline).map(str::to_owned),
                thumbnail: outline.thumbnail.clone(),
                episode: order::episode(&outline),
                date: outline.head.date.as_ref().map(|date| date.value.date(zone)),
                authors: outline.head.authors.iter().map(|author| author.value.clone()).collect(),
                duration: outline.head.duration.as_ref().map(|length| length.value),
                link: link(&outline),
                language: match outline.head.language.as_ref().map(|stated| stated.value.as_str()) {
                    // Which form of Chinese it is in, the book says.
                    Some("zh") if language::primary(language) == "zh" => language.to_owned(),
                    Some(stated) => stated.to_owned(),
                    None => language::of_part(&outline.census, language, is_stated),
                },
                marks: outline.head.marks.as_ref().map(|marks| marks.value),
                other_titles: stated.into_iter().chain(outline.title_heading).collect(),
                title: decorated(outline.title.text, &outline.title.marks),
                ruby: outline.title.ruby,
                standfirst: outline.description.intro,
                remarks: outline.description.notes,
                promotion: outline.description.promotion,
                references: outline.description.references,
                numbers: outline.description.numbers,
                works: Vec::new(),
                second: second.map(Box::new),
                others: outline.others,
                writer: outline.writer,
                text: TextFile {
                    file: outline.file,
                    body: outline.body,
                    spoken: outline.spoken,
                    sections: outline.sections,
                    track: outline.track,
                    length: outline.length,
                },
            }
        })
        .collect()
}

/// ASCII names of the pages of chapters: from the video's number if no other chapter has it, else
/// from the path without its ending.
fn stems(outlines: &[Outline]) -> Vec<String> {
    let video = |outline: &Outline| outline.head.bvid.as_ref().map(|bvid| bvid.value.clone());
    let mut videos: HashMap<String, usize> = HashMap::new();
    for video in outlines.iter().filter_map(video) {
        *videos.entry(video).or_default() += 1;
    }
    let mut taken = Names::default();
    let identity = |outline: &Outline| match video(outline).filter(|video| videos[video] == 1) {
        Some(video) => video,
        None => without_ending(&outline.file).to_owned(),
    };
    outlines.iter().map(|it| taken.unused(&page_name("c", &identity(it)))).collect()
}

fn without_ending(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') && !stem.is_empty() => stem,
        _ => path,
    }
}

/// A title with the remarks that stood in brackets after it, such as `完结`.
fn decorated(mut title: String, marks: &[String]) -> String {
    for mark in marks {
        title.extend(["【", mark, "】"]);
    }
    title
}

/// Where the recording is: the address stated, or the video's page at Bilibili. An address that
/// leads nowhere is printed where there is no other.
fn link(outline: &Outline) -> Option<SourceLink> {
    let head = &outline.head;
    let number = head.bvid.as_ref().map(|bvid| bvid.value.as_str());
    let stated = head.source.as_ref().map(|source| source.value.clone());
    let stated = stated.filter(|text| address::is_meant(text));
    let page = number.map(|number| format!("https://www.bilibili.com/video/{number}"));
    let leads = |url: &String| Address::new(url).is_ok();
    let mut url = stated.clone().filter(leads).or(page).or(stated)?;
    let address = Address::new(&url).ok();
    // It is printed, too, and text stands behind it.
    settle_turns(&mut url);
    let host = address.as_ref().and_then(|_| url.split('/').nth(2));
    let label = number.or(host).unwrap_or(&url).to_owned();
    Some(SourceLink { url, address, label })
}

fn text_file(outline: &Outline) -> Option<TextFile> {
    outline.has_text.then(|| TextFile {
        file: outline.file.clone(),
        body: outline.body.clone(),
        spoken: outline.spoken.clone(),
        // Those of the first language are for both.
        sections: None,
        track: outline.track,
        length: outline.length,
    })
}

/// The text of a chapter in its second language.
fn in_second(first: &Outline, second: &Outline) -> Option<Second> {
    let stated = second.head.title.as_ref().map(|title| title.value.clone());
    let title = second.title.text.clone();
    let is_own = is_titled(second) && title != first.title.text;
    let language = second.head.language.as_ref().map(|stated| stated.value.clone());
    Some(Second {
        text: text_file(second)?,
        language: language.unwrap_or_else(|| second.census.likely().to_owned()),
        titles: [title.clone()]
            .into_iter()
            .chain(stated)
            .chain(second.title_heading.clone())
            .collect(),
        title: is_own.then_some(title),
        standfirst: [
            second.description.intro.as_slice(),
            &second.description.notes,
            &second.description.promotion,
        ]
        .concat(),
        layout: first.layout,
    })
}

fn intro(outline: &Outline) -> Option<String> {
    let text = outline.description.intro.join("\n");
    (!text.trim().is_empty()).then_some(text)
}

/// A book of one chapter belongs to that chapter's series.
fn single_series(chapters: &[Chapter]) -> Option<(String, Option<String>)> {
    match chapters {
        [only] => only
            .series
            .clone()
            .map(|series| (series, only.episode.map(|number| number.to_string()))),
        _ => None,
    }
}

/// Authors as set, else as the index states, else those all chapters share; never invented.
fn authors(settings: &BookSettings, index: Option<&Outline>, chapters: &[Chapter]) -> Vec<String> {
    if !settings.authors.is_empty() {
        let name = |author: &Contributor| author.name.clone();
        return settings.authors.iter().map(|author| name(&author.value)).collect();
    }
    if let Some(index) = index.filter(|index| !index.head.authors.is_empty()) {
        return index.head.authors.iter().map(|author| author.value.clone()).collect();
    }
    let mut each = chapters.iter().map(|chapter| &chapter.authors);
    match each.next() {
        Some(first) if each.all(|authors| authors == first) => first.clone(),
        _ => Vec::new(),
    }
}

fn pages(chapters: &[Chapter]) -> HashMap<String, String> {
    let own = |chapter: &Chapter| (chapter.text.file.clone(), chapter.page());
    let second = |chapter: &Chapter| {
        let second = chapter.second.as_ref()?;
        Some((second.text.file.clone(), chapter.page()))
    };
    let seconds = chapters.iter().filter_map(second);
    seconds.chain(chapters.iter().map(own)).collect()
}
