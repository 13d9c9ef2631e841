//! The readers, each with what it is fed and what it promises.

use std::io::Write as _;
use std::sync::Arc;

use chengshu::ingest::promotion::{Line, promotion};
use chengshu::ingest::speech::podcast::read_chapters;
use chengshu::ingest::stills::Stills;
use chengshu::ingest::times::{times, without};
use chengshu::ingest::{self, Content, Reads, front_matter, listing};
use chengshu::model::library::{Folder, Transcript, Version};
use chengshu::model::path::RelativePath;
use chengshu::model::text_sum::TextSum;
use chengshu::normalise::Body;
use chengshu::render::destination::{self, Destination};
use chengshu::settings;
use chengshu_epub::css;
use chengshu_pictures::raster::{MOST_BYTES, MOST_SHOWN, inspect};
use chengshu_pictures::{pixels, prepare};
use chengshu_references::citation::style::{self, Style};
use chengshu_references::files as references;
use chengshu_references::read::{read_description, read_entry, read_section};
use chengshu_text::address::bare;
use chengshu_text::diag::{Place, Sink};
use chengshu_text::source::{Located, Span, whole_lines};
use chengshu_text::{json, yaml};

use super::oracle::{self, Met, assert_in, source};
use super::{books, recognisers, words};

/// A reader of outside bytes.
pub struct Reader {
    pub name: &'static str,
    /// Ends of names of files in `tests/cases` it is fed with.
    pub files: &'static [&'static str],
    /// What its grammar is made of.
    pub words: &'static [&'static str],
    /// What it is fed with besides.
    pub more: fn() -> Vec<Vec<u8>>,
    /// Feeds it. Panics if it breaks a promise.
    pub feed: fn(&[u8]) -> Met,
}

const fn row(
    name: &'static str,
    files: &'static [&'static str],
    words: &'static [&'static str],
    feed: fn(&[u8]) -> Met,
) -> Reader {
    let more = Vec::new;
    Reader { name, files, words, more, feed }
}

/// The readers.
pub const READERS: &[Reader] = &[
    row("encoding", &[".md", ".srt"], words::MARKDOWN, encoding),
    row("head", &[".md"], words::YAML, head),
    row("title", &[], words::TITLES, title),
    row("markdown", &[".md"], words::MARKDOWN, markdown),
    row("html", &[".md"], words::HTML, markdown),
    row("book", &[".md"], words::MARKDOWN, book),
    row("lines", &[".txt"], words::SUBTITLES, |bytes| speech(bytes, "a.txt")),
    row("srt", &[".srt"], words::SUBTITLES, |bytes| speech(bytes, "a.srt")),
    row("vtt", &[".vtt"], words::SUBTITLES, |bytes| speech(bytes, "a.vtt")),
    row("ass", &[".ass"], words::SUBTITLES, |bytes| speech(bytes, "a.ass")),
    row("subviewer", &[".sbv", ".sub"], words::CAPTIONS, |bytes| speech(bytes, "a.sub")),
    row("mpl2", &[], words::CAPTIONS, |bytes| speech(bytes, "a.mpl")),
    row("lrc", &[".lrc"], words::CAPTIONS, |bytes| speech(bytes, "a.lrc")),
    row("sami", &[".smi"], words::CAPTIONS, |bytes| speech(bytes, "a.smi")),
    row("scc", &[], words::SCC, |bytes| speech(bytes, "a.scc")),
    Reader { more: words::subtitles, ..row("stl", &[], &[], |bytes| file(bytes, "a.stl")) },
    row("captions-xml", &[".ttml", ".srv1", ".srv3"], words::CAPTIONS, |bytes| {
        speech(bytes, "a.xml")
    }),
    row("tables", &[".tsv", ".csv"], words::CAPTIONS, |bytes| speech(bytes, "a.csv")),
    row("docx", &[], words::DOCUMENTS, |bytes| packed("word/document.xml", bytes, "a.docx")),
    row("odt", &[], words::DOCUMENTS, |bytes| packed("content.xml", bytes, "a.odt")),
    row("rtf", &[".rtf"], words::DOCUMENTS, |bytes| file(bytes, "a.rtf")),
    row("json", &["json", ".json3"], words::JSON, json),
    row("speech-json", &["json", ".json3"], words::JSON, |bytes| speech(bytes, "a.json")),
    Reader { more: recognisers::files, ..row("recognisers", &[], words::JSON, recognised) },
    row("within", &[".srt", ".vtt", ".ass", ".txt"], words::SUBTITLES, |bytes| file(bytes, "a.md")),
    row("speech-html", &[".html"], words::HTML, |bytes| speech(bytes, "a.html")),
    row("info", &[".info.json"], words::JSON, info),
    row("yaml", &[".yaml"], words::YAML, yaml),
    row("settings", &["book.yaml"], words::YAML, book_yaml),
    row("glossary", &["glossary.yaml"], words::YAML, glossary),
    row("description", &[".md"], words::DESCRIPTIONS, description),
    row("times", &[".md"], words::DESCRIPTIONS, times_of),
    row("promotion", &[".md"], words::DESCRIPTIONS, promoted),
    row("bibtex", &["references.bib"], words::BIBTEX, |bytes| works(bytes, "references.bib")),
    row("csl-json", &["references.json"], words::JSON, |bytes| works(bytes, "references.json")),
    row("csl-yaml", &["references.yaml"], words::YAML, |bytes| works(bytes, "references.yaml")),
    Reader {
        more: || vec![include_bytes!("../../csl/lantern.csl").to_vec()],
        ..row("csl-style", &[], words::CSL, csl_style)
    },
    row("css", &[], words::CSS, sheet),
    Reader { more: words::rasters, ..row("raster", &[], words::RASTER, picture) },
    row("svg", &[".svg"], words::SVG, picture),
    row("paths", &[], words::PATHS, paths),
    Reader { more: books::small, ..row("epub", &[], words::ZIP, books::archive) },
    Reader {
        more: || vec![include_bytes!("../../check/three/EPUB/package.opf").to_vec()],
        ..row("package", &[], words::PACKAGE, |bytes| books::with("EPUB/package.opf", bytes))
    },
    Reader {
        more: || vec![include_bytes!("../../check/three/EPUB/nav.xhtml").to_vec()],
        ..row("navigation", &[], words::PACKAGE, |bytes| books::with("EPUB/nav.xhtml", bytes))
    },
    Reader {
        more: || vec![include_bytes!("../../check/three/EPUB/one.xhtml").to_vec()],
        ..row("page", &[], words::HTML, |bytes| books::with("EPUB/one.xhtml", bytes))
    },
];

fn encoding(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    if let Some(source) = source(bytes, &mut sink) {
        let bad = |c: char| c == '\0' || c == '\u{fffe}' || c == '\u{feff}';
        met.with(source.text.contains(bad));
        for at in [0, bytes.len() / 2, bytes.len(), usize::MAX] {
            source.place(at);
        }
    }
    met.findings(&sink);
    met
}

fn head(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    if let Some(source) = source(bytes, &mut sink) {
        let split = front_matter::split(&source);
        assert_in(&source.text, &split.body);
        let head = front_matter::read_head(&source, &split, &mut sink);
        let shape = format!("{:?} {:?}", split.closing, head.description.is_some());
        met.with(shape);
        met.with((head.title.is_some(), head.date.is_some(), head.tags.len().min(3)));
        if let Some(description) = &head.description {
            for (at, _) in description.text.char_indices() {
                assert!(description.offset(at) <= source.text.len());
            }
        }
    }
    met.findings(&sink);
    met
}

fn title(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    let text = String::from_utf8_lossy(bytes);
    let title = ingest::title::title(&text);
    assert!(title.text.is_empty() == title.text.trim().is_empty());
    met.with((title.series.is_some(), title.episode.is_some(), title.text.is_empty()));
    let paths = text.lines().map(str::to_owned).collect();
    met.count("transcripts", listing::gather(paths, &mut Stills::default()).len());
    met
}

fn markdown(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    if let Some(source) = source(bytes, &mut Sink::default()) {
        oracle::page(&source, Body::Written(0..source.text.len()), &mut met);
    }
    met
}

fn book(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    let files = oracle::Folder(&[("a.md", bytes), ("index.md", bytes), ("b.md", b"[a](a.md#x)")]);
    let transcript = |path: &str| Transcript::of(Version { path: path.into(), language: None });
    let folder = Folder {
        name: "book".into(),
        index: Some("index.md".into()),
        files: vec![transcript("a.md"), transcript("b.md")],
        ..Folder::default()
    };
    oracle::book(&files, &folder, &mut met);
    met
}

fn speech(bytes: &[u8], name: &str) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    if let Some(source) = source(bytes, &mut sink) {
        for format in ingest::FORMATS {
            let ending = name.rsplit('.').next().unwrap();
            let (Reads::Speech(read) | Reads::Subtitles(read)) = format.reads else {
                continue;
            };
            if !format.endings.contains(&ending) {
                continue;
            }
            if let Some(recording) = read(&source, &mut sink) {
                met.with(format.name);
                oracle::recording(&source, &recording, &mut met);
            }
        }
    }
    met.findings(&sink);
    met
}

/// Reads JSON of a recogniser. Each shape it may be in is something to meet with.
fn recognised(bytes: &[u8]) -> Met {
    let mut met = speech(bytes, "a.json");
    recognisers::shapes_of(bytes).for_each(|shape| met.with(shape));
    met
}

/// Reads a file as the first format that knows it.
fn file(bytes: &[u8], name: &str) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    if let Some(source) = ingest::source(name, bytes.to_vec(), name, &mut sink) {
        match ingest::content(name, &source, &mut sink) {
            Some(Content::Written) => {
                let body = front_matter::split(&source).body;
                oracle::page(&source, Body::Written(body), &mut met);
            }
            Some(Content::Spoken(recording)) => oracle::recording(&source, &recording, &mut met),
            None => met.with("nothing"),
        }
    }
    met.findings(&sink);
    met
}

/// Reads a document that is an archive, with these bytes as one of its files.
fn packed(path: &str, bytes: &[u8], name: &str) -> Met {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    file(archive.finish().unwrap().get_ref(), name)
}

/// What another reader takes, the own one takes too, and reads the same.
fn json(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    let text = String::from_utf8_lossy(bytes);
    let (root, broken) = json::read(&text);
    met.with((root.is_some(), broken.is_some()));
    if let Some(broken) = broken {
        assert!(text.is_char_boundary(broken.at));
    }
    if let Some(root) = &root {
        leaves(root, &text, &mut met, 0);
    }
    let other: Result<serde_json::Value, _> = serde_json::from_str(&text);
    match (other, broken, root) {
        (Ok(value), None, Some(root)) => assert_same(&root, &value),
        // What is nested deeper than the own reader follows breaks off there.
        (Ok(value), _, _) => assert!(depth(&value) > 64, "{value} was not read"),
        // It is lenient: control characters in texts and halves of surrogate pairs are taken.
        (Err(_), _, _) => {}
    }
    met
}

fn leaves(node: &json::Node<'_>, text: &str, met: &mut Met, depth: usize) {
    assert_in(text, &node.at);
    met.with(("depth", depth.min(8), std::mem::discriminant(&node.value)));
    node.runs(text);
    match &node.value {
        json::Value::List(entries) => {
            for entry in entries {
                leaves(entry, text, met, depth + 1);
            }
        }
        json::Value::Group(pairs) => {
            for (_, value) in pairs {
                leaves(value, text, met, depth + 1);
            }
        }
        _ => {}
    }
}

fn depth(value: &serde_json::Value) -> usize {
    use serde_json::Value;
    1 + match value {
        Value::Array(entries) => entries.iter().map(depth).max().unwrap_or(0),
        Value::Object(pairs) => pairs.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn assert_same(ours: &json::Node<'_>, theirs: &serde_json::Value) {
    use serde_json::Value;
    match (&ours.value, theirs) {
        (json::Value::Other, Value::Null | Value::Bool(_)) => {}
        (json::Value::Number(ours), Value::Number(theirs)) => {
            let theirs = theirs.as_f64().unwrap();
            assert!((ours - theirs).abs() <= theirs.abs() * 1e-9, "{ours} {theirs}");
        }
        (json::Value::Text(ours), Value::String(theirs)) => assert_eq!(ours, theirs),
        (json::Value::List(ours), Value::Array(theirs)) => {
            assert_eq!(ours.len(), theirs.len());
            for (ours, theirs) in ours.iter().zip(theirs) {
                assert_same(ours, theirs);
            }
        }
        (json::Value::Group(ours), Value::Object(theirs)) => {
            for name in theirs.keys() {
                assert!(ours.iter().any(|(key, _)| key == name), "{name}");
            }
        }
        (ours, theirs) => panic!("{ours:?} is {theirs}"),
    }
}

fn info(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    if let Some(source) = source(bytes, &mut sink) {
        let info = ingest::info::read(&source, &mut sink);
        met.with((info.head.title.is_some(), info.head.date.is_some()));
        met.count("chapters", info.chapters.len());
        met.count("marks", read_chapters(&source, &mut sink).len());
    }
    met.findings(&sink);
    met
}

fn yaml(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    let text = String::from_utf8_lossy(bytes);
    match yaml::parse(&text, 0..text.len()) {
        Ok(document) => node(&document.root, &text, &mut met, 0),
        Err(error) => {
            assert!(error.at <= text.len());
            met.with(error.message);
        }
    }
    met
}

fn node(node: &yaml::Node, text: &str, met: &mut Met, depth: usize) {
    assert_in(text, &node.at);
    met.with((depth, std::mem::discriminant(&node.value)));
    for entry in node.as_sequence().unwrap_or_default() {
        self::node(entry, text, met, depth + 1);
    }
    for (key, value) in node.as_mapping().unwrap_or_default() {
        self::node(key, text, met, depth + 1);
        self::node(value, text, met, depth + 1);
    }
}

fn book_yaml(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    if let Some(source) = source(bytes, &mut sink) {
        let settings = settings::read(&source, &mut sink);
        if let Some(node) = &settings.references {
            let corrections = references::corrections(node, &source, &mut sink);
            met.count("corrections", corrections.len());
        }
        met.with((settings.title.is_some(), settings.cover.is_some(), settings.css.is_some()));
    }
    met.findings(&sink);
    met
}

fn glossary(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    if let Some(source) = source(bytes, &mut sink) {
        let entries = settings::glossary::read(&source, &mut sink);
        assert!(entries.iter().all(|entry| !entry.from.is_empty()));
        met.count("entries", entries.len());
    }
    met.findings(&sink);
    met
}

/// Lists of times can be cut out, and are lists.
fn times_of(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    let text = String::from_utf8_lossy(bytes);
    let found = times(&text);
    let rest = without(&text, &found.lines);
    assert_eq!(rest.len(), text.len());
    assert!(found.chapters.is_sorted_by(|a, b| a.start_ms < b.start_ms));
    assert!(found.chapters.is_empty() || found.chapters.len() >= 3);
    met.count("chapters", found.chapters.len());
    met.count("lines", found.lines.len());
    met.with(found.lines.len() > found.chapters.len());
    met
}

/// Lines of a description, each told to promote something or not.
fn promoted(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<Line> = whole_lines(&text)
        .map(|(at, line)| Line {
            text: line.to_owned(),
            at: at..at + line.len(),
            is_apart: line.is_empty(),
            is_blurb: true,
        })
        .collect();
    let found = promotion(&lines);
    assert_eq!(found.len(), lines.len());
    for pair in found.windows(3) {
        met.with(pair);
    }
    met
}

/// Each character of a description is in exactly one of its pieces.
fn description(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    let text = String::from_utf8_lossy(bytes);
    let read = read_description(&text);
    let mut pieces: Vec<Span> = [&read.intro, &read.labels, &read.notes]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    pieces.extend(read.references.iter().map(|work| work.at.clone()));
    pieces.sort_by_key(|piece| (piece.start, piece.end));
    let mut end = 0;
    for piece in &pieces {
        assert_in(&text, piece);
        assert!(piece.start >= end, "pieces overlap at {piece:?}");
        end = piece.end;
    }
    for work in &read.references {
        met.with((work.kind, work.authors.len().min(3), work.issued.is_some()));
        met.with((work.publisher.is_some(), work.url.is_some(), work.further.container.is_some()));
        assert_eq!(TextSum::of(&work.raw), TextSum::of(&text[work.at.clone()]));
    }
    chengshu_references::read::report(&text, &read, |_| Place::file("a.md"), &mut sink);
    let entry = read_entry(&text);
    met.with(("entry", entry.kind, entry.further.translators.len().min(2)));
    met.count("section", read_section(&text).map_or(0, |section| section.references.len()));
    met.findings(&sink);
    met
}

fn works(bytes: &[u8], name: &str) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    if let Some(source) = source(bytes, &mut sink) {
        let format = references::format_of(name).unwrap();
        let works = (format.read)(&source, &mut sink);
        for work in &works {
            met.with((work.kind, work.authors.len().min(3), work.issued.is_some()));
            met.with((work.further.doi.is_some(), work.url.is_some(), work.further.key.is_some()));
        }
        met.count("works", works.len());
    }
    met.findings(&sink);
    met
}

fn csl_style(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    let wanted = Located { value: "a.csl".to_owned(), at: 0..0 };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let style = style::choose(
        Some(&wanted),
        "zh-CN",
        |_| Ok(text.clone()),
        |_| Place::file("a.csl"),
        &mut sink,
    );
    if let Style::Csl(_) = *style {
        let read = read_description(
            "参考文献：\n王小明：《灯塔》，海洋出版社，2001年\nA. Lee, Light, 1999",
        );
        let works = read
            .references
            .iter()
            .map(|reference| style::Work { reference, language: None });
        for set in style::set(&style, &works.collect::<Vec<_>>(), "zh-CN") {
            met.count("runs", set.runs.len());
            met.count("mark", set.mark.map_or(0, |mark| mark.len()));
            for run in set.runs {
                met.with((std::mem::discriminant(&run.face), run.href.is_some()));
                met.count("text", run.text.len());
            }
        }
    }
    met.findings(&sink);
    met
}

fn sheet(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    let text = String::from_utf8_lossy(bytes);
    let fault = css::fault(&text);
    met.with(fault.map(|fault| std::mem::discriminant(&fault)));
    if fault.is_none() {
        // Whatever else it asks for is within itself.
        for address in css::addresses(&text) {
            let url = address.url.unwrap_or_default();
            assert!(url.trim().starts_with('#') || css::holds_still(&url), "{url}");
        }
    }
    for declaration in css::declarations(&text) {
        assert!(text.is_char_boundary(declaration.at));
        met.with(declaration.property.len().min(12));
    }
    met
}

/// A picture that is taken can be opened and is within the limits.
fn picture(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    match prepare(bytes, &Arc::default) {
        Ok(prepared) => {
            let raster = &prepared.raster;
            assert!(raster.bytes.len() <= MOST_BYTES, "{} bytes", raster.bytes.len());
            let seen = inspect(&raster.bytes).unwrap();
            assert!(u64::from(seen.width) * u64::from(seen.height) <= MOST_SHOWN);
            met.with(("taken", prepared.changes, seen.width.ilog2()));
            met.count("outside", prepared.outside.len());
        }
        Err(unfit) => met.with(unfit.to_string()),
    }
    // What has many pixels is slow to feed and makes slow children: it is not kept.
    if pixels(bytes) > MOST_KEPT {
        return Met::default();
    }
    met
}

/// The most pixels of a picture that others are made of.
const MOST_KEPT: u64 = 1_000_000;

/// No path leaves the folder, and no address leads anywhere but to a site or a mailbox.
fn paths(bytes: &[u8]) -> Met {
    let mut met = Met::default();
    let text = String::from_utf8_lossy(bytes);
    match RelativePath::parse(&text) {
        Ok(path) => assert_inside(path.as_str()),
        Err(error) => met.with(error.to_string()),
    }
    match destination::destination(&text) {
        Destination::Web(web) => {
            met.with("web");
            let web = web.as_str();
            assert!(web.is_ascii(), "{web}");
            let allowed = ["http://", "https://", "mailto:"];
            assert!(allowed.iter().any(|scheme| web.starts_with(scheme)), "{web}");
        }
        Destination::File { path, .. } => {
            met.with("file");
            if let Some(path) = destination::resolve("part/a.md", &path) {
                assert_inside(&path);
            }
        }
        Destination::Nowhere => met.with("nowhere"),
    }
    let joined: String = bare::split(&text).iter().map(|(text, _)| *text).collect();
    assert_eq!(joined, text);
    met
}

fn assert_inside(path: &str) {
    assert!(!path.starts_with('/'), "{path}");
    assert!(!path.split('/').any(|part| part == ".."), "{path}");
}
