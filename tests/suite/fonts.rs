//! Books with embedded fonts, books with rare characters, and machines without fonts.

use chengshu::devices::TARGETS;
use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use chengshu::compile::{self, Progress, Request};
use chengshu::ingest::listing::gather;
use chengshu::ingest::stills::Stills;
use chengshu::model::library::{Files, Folder};
use chengshu::model::settings::BookSettings;
use chengshu_cover::Fonts;
use chengshu_fonts::glyphs::Face;
use chengshu_text::diag::Sink;
use resvg::usvg::fontdb::{Database, Source};

use crate::book;

#[path = "../../crates/fonts/src/glyphs/testfont.rs"]
pub mod testfont;

use testfont::{Made, Outlines};

const TEXT: &str = "---\ntitle: 灯塔\n---\n海上的𠮷𰻞灯，`x=1`。\n\n> 引𠮷文\n";

/// The files of a book.
type Archive = BTreeMap<String, Vec<u8>>;

fn cubic<'a>(family: &'a str, characters: &'a str) -> Made<'a> {
    Made { outlines: Outlines::Cubic, ..Made::new(family, characters) }
}

/// Writes a book of one chapter, with settings and fonts; returns what was said of it and the
/// files of each of its books.
fn compile(
    settings: &str,
    fonts: &[(&str, Made<'_>)],
    arguments: &[&str],
) -> (String, BTreeMap<String, Archive>) {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("in");
    fs::create_dir_all(folder.join("字体")).unwrap();
    fs::write(folder.join("01.md"), TEXT).unwrap();
    fs::write(folder.join("book.yaml"), settings).unwrap();
    for (name, font) in fonts {
        fs::write(folder.join("字体").join(name), font.file()).unwrap();
    }
    let mut all = vec!["compile", "in", "-v", "--name", "book"];
    all.extend(arguments);
    let output = book::run(base.path(), &all);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let books = book::files(&base.path().join("out"), ".epub");
    let books = books.into_iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, book::open(&path, "fonts"))
    });
    (said, books.collect())
}

fn text<'a>(files: &'a Archive, name: &str) -> &'a str {
    std::str::from_utf8(&files[name]).unwrap()
}

const ASKED: &str =
    "fonts:\n  body: 字体/song.otf\n  headings: 字体/hei.ttf\n  rare: 字体/rare.ttf\n";

fn asked() -> Vec<(&'static str, Made<'static>)> {
    vec![
        ("song.otf", cubic("Lamp Song", "灯塔海上的引文。，x=1234567890-港")),
        ("hei.ttf", Made::new("Lamp Hei", "灯塔港𠮷")),
        ("rare.ttf", Made::new("Lamp Rare", "𠮷𰻞灯𠮶")),
    ]
}

#[test]
fn fonts_are_embedded_with_what_the_book_uses() {
    let (said, books) = compile(ASKED, &asked(), &["--target", "all"]);
    assert!(!said.contains("CS1605"), "{said}");
    for (name, files) in &books {
        let fonts: Vec<&str> =
            files.keys().filter_map(|name| name.strip_prefix("EPUB/fonts/")).collect();
        let sheet = text(files, "EPUB/css/book.css");
        if name.ends_with(".lite.epub") {
            assert!(fonts.is_empty() && !sheet.contains("font-face"), "{name}");
            continue;
        }
        assert_eq!(fonts, ["body-1.otf", "headings-1.ttf", "rare-1.ttf"], "{name}");
        let face = |name: &str| &files[&format!("EPUB/fonts/{name}")];
        let has = |name: &str, c: char| Face::open(face(name), 0).unwrap().draws(c);
        assert!(has("body-1.otf", '海') && has("body-1.otf", '塔'));
        assert!(!has("body-1.otf", '港'));
        assert!(has("headings-1.ttf", '塔') && !has("headings-1.ttf", '𠮷'));
        assert!(has("rare-1.ttf", '𠮷') && has("rare-1.ttf", '𰻞'));
        assert!(!has("rare-1.ttf", '灯') && !has("rare-1.ttf", '𠮶'));
        assert!(sheet.contains("body { font-family: \"book-body-1\", serif; }"));
        let package = text(files, "EPUB/package.opf");
        assert!(package.contains("href=\"fonts/body-1.otf\" media-type=\"font/otf\""));
        assert!(package.contains("href=\"fonts/rare-1.ttf\" media-type=\"font/ttf\""));
        assert!(text(files, "EPUB/text/c01.xhtml").contains("class=\"rare\""));
        assert!(book::text(files).contains("Lamp Rare — Made for tests; do as you like."));
    }
    assert_eq!(books.len(), TARGETS.len());
}

#[test]
fn the_number_of_threads_does_not_show_in_fonts() {
    let built = |threads| compile(ASKED, &asked(), &["--threads", threads]).1;
    assert!(built("1") == built("3"));
}

#[test]
fn a_book_that_asks_for_no_font_has_none() {
    let (said, books) = compile("", &[], &[]);
    let files = &books["book.epub"];
    assert!(!files.keys().any(|name| name.contains("fonts/")));
    assert!(!text(files, "EPUB/css/book.css").contains("font-face"));
    assert!(!text(files, "EPUB/text/c01.xhtml").contains("class=\"rare\""));
    // Each rare character once, with its number and its first place.
    assert_eq!(said.matches("CS1605").count(), 2, "{said}");
    assert!(said.contains("𠮷 (U+20BB7), 2 times"), "{said}");
    assert!(said.contains("01.md:4:4"), "{said}");
}

#[test]
fn fonts_that_cannot_be_embedded_are_findings() {
    let restricted = Made { embedding: 2, ..Made::new("Closed", "灯塔") };
    let silent = Made { licence: None, ..Made::new("Silent", "引") };
    let settings = "fonts: {body: 字体/closed.ttf, headings: 字体/no.ttf, quotes: 字体/silent.ttf, \
        code: 字体/other.ttf#1, rare: 01.md}";
    let fonts = [
        ("closed.ttf", restricted),
        ("silent.ttf", silent),
        ("other.ttf", Made::new("Other", "港")),
    ];
    let (said, books) = compile(settings, &fonts, &[]);
    for (finding, times) in [
        ("CS1601", 3),
        ("its licence does not allow embedding", 1),
        ("there is no such file", 1),
        ("not a TrueType or OpenType font", 1),
        ("CS1602", 1),
        ("Silent lacks 2 characters it is for: 文𠮷", 1),
        ("CS1604", 1),
    ] {
        assert_eq!(said.matches(finding).count(), times, "{finding} in {said}");
    }
    let fonts: Vec<&String> =
        books["book.epub"].keys().filter(|name| name.contains("fonts/")).collect();
    assert_eq!(fonts, ["EPUB/fonts/quotes-1.ttf"]);
}

/// A folder in memory.
struct Memory(BTreeMap<&'static str, &'static str>);

impl Files for Memory {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let text = self.0.get(path).ok_or("there is no such file")?;
        Ok(text.as_bytes().to_vec())
    }

    fn display(&self, path: &str) -> String {
        path.to_owned()
    }
}

struct Silent;

impl Progress for Silent {
    fn chapters(&mut self, _: usize, _: usize) {}
}

/// Compiles a book with a title, a picture with text and a rare character, all of them Chinese, on
/// a machine with some fonts. Returns the findings, as code and help, and the book.
fn with_fonts(fonts: &[Made<'_>]) -> (Vec<(String, String)>, Archive) {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'>\
        <text y='40'>雾</text></svg>";
    let files = Memory(BTreeMap::from([
        ("01.md", "---\ntitle: 灯塔\n---\n海上的𠮷灯。\n\n![图](a.svg)\n"),
        ("a.svg", svg),
        ("book.yaml", "rare-characters: embed\ntitle: 灯塔\n"),
    ]));
    let folder = Folder {
        name: "book".into(),
        settings: Some("book.yaml".into()),
        files: gather(vec!["01.md".into()], &mut Stills::default()),
        ..Folder::default()
    };
    let request = Request {
        folder: &folder,
        files: &files,
        overrides: BookSettings::default(),
        epoch: None,
        threads: NonZeroUsize::MIN,
        store: None,
    };
    let mut sink = Sink::default();
    let plan = compile::plan(&request, &mut sink);
    let machine = || {
        let mut database = Database::new();
        for font in fonts {
            database.load_font_source(Source::Binary(Arc::new(font.file())));
        }
        Fonts::new(Arc::new(database))
    };
    let outs = vec![Vec::new()];
    let written = compile::write(&plan, None, &machine, outs, &mut Silent, &mut sink);
    let (mut written, _) = written.unwrap();
    let found = sink.into_vec().into_iter();
    let found = found.map(|found| (found.code.id.to_owned(), found.help.unwrap_or_default()));
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("book.epub");
    fs::write(&path, written.remove(0).out).unwrap();
    (found.collect(), book::open(Path::new(&path), "fontless"))
}

#[test]
fn without_fonts_everything_is_built_and_the_findings_say_what_to_install() {
    let (found, files) = with_fonts(&[]);
    for code in ["CS0601", "CS1103", "CS1606"] {
        let (_, help) = found.iter().find(|(id, _)| id == code).unwrap();
        let says = help.contains("install a") && help.contains("fonts-");
        assert!(says, "{code}: {help}");
    }
    assert!(files.contains_key("EPUB/images/cover.png"));
    assert!(!files.keys().any(|name| name.contains("fonts/")));
    assert!(book::text(&files).contains("海上的𠮷灯"));
}

#[test]
fn rare_characters_are_embedded_from_fonts_of_the_machine() {
    let common = Made::new("Lamp", "海上的灯塔雾图");
    let closed = Made { embedding: 2, ..Made::new("Closed", "𠮷") };
    let open = cubic("Rare", "𠮷𠮶");
    let (found, files) = with_fonts(&[common, closed, open]);
    assert!(found.iter().all(|(id, _)| !id.starts_with("CS16")), "{found:?}");
    let font = Face::open(&files["EPUB/fonts/rare-1.otf"], 0).unwrap();
    assert!(font.draws('𠮷') && !font.draws('𠮶'));
    // One whose makers do not allow it is passed over, and missed if there is no other.
    let (found, files) = with_fonts(&[common, closed]);
    assert!(found.iter().any(|(id, _)| id == "CS1606"), "{found:?}");
    assert!(!files.keys().any(|name| name.contains("fonts/")));
}
