//! Folders as programs and services leave them, compiled without a word of configuration, and what
//! matters of the books they become.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::book;

/// The folders of `tests/folders`, and what leaves them so.
const FOLDERS: &[(&str, &str)] = &[
    ("apple-podcasts", "a transcript out of the cache of Apple Podcasts"),
    ("bbdown", "BBDown, with subtitles, comments in both forms and covers"),
    ("feishu", "exports of 飞书妙记: Word, text and subtitles of one talk, text alone of another"),
    ("macwhisper", "all that MacWhisper exports of one recording, and the text of another"),
    ("otter", "exports of Otter"),
    ("teams", "transcripts of Teams: captions and Word"),
    ("tingwu", "exports of 通义听悟"),
    ("whisper", "Whisper, in all five formats"),
    ("whisper-cpp", "whisper.cpp, in six"),
    ("whisperx", "WhisperX, with speakers"),
    ("yt-dlp-playlist", "yt-dlp, a playlist in two languages"),
    ("yt-dlp-podcast", "yt-dlp, a podcast"),
    ("yt-dlp-video", "yt-dlp, one video in four languages, and frames of it"),
    ("zoom", "a recording of Zoom"),
];

#[test]
fn folders_of_other_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/folders");
    let rows = fs::read_dir(&root)
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(rows.count(), FOLDERS.len(), "each folder has a row");
    let accept = std::env::var_os("CHENGSHU_ACCEPT").is_some() && std::env::var_os("CI").is_none();
    let mut failed = Vec::new();
    for (name, of) in FOLDERS {
        let actual = format!("{of}\n\n{}", told(&root.join(name)));
        let expected = root.join(format!("{name}.txt"));
        if accept {
            fs::write(&expected, &actual).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != actual {
            failed.push(format!("{}:\n{actual}", expected.display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Compiles the only folder in `place`, and tells what matters.
fn told(place: &Path) -> String {
    let mut folders = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    let folder = folders.next().unwrap();
    assert_eq!(folders.next(), None, "{}", place.display());
    let out = tempfile::tempdir().unwrap();
    let output = book::chengshu(place)
        .arg(folder.file_name().unwrap())
        .args(["--verbose", "--covers", "none", "-o"])
        .arg(out.path())
        .output()
        .unwrap();
    let mut text = String::new();
    let books = book::files(out.path(), ".epub");
    let files = book::open(&books[0], place.file_name().unwrap().to_str().unwrap());
    book::assert_well_formed(&files);
    let _ = writeln!(text, "{}", books[0].file_name().unwrap().to_str().unwrap());
    let opf = page(&files, ".opf");
    package(&opf, &files, &mut text);
    let opf = opf.replace("_2d", "-").replace("_5f", "_");
    let names = opf.split("<itemref idref=\"i-text-c").skip(1);
    for name in names.filter(|name| name.starts_with(|c: char| c.is_ascii_digit())) {
        let name = name.split('"').next().unwrap();
        chapter(&page(&files, &format!("/c{name}")), &mut text);
    }
    let _ = writeln!(text, "\nfindings, status {}", output.status.code().unwrap());
    findings(&String::from_utf8(output.stderr).unwrap(), &mut text);
    text
}

fn page(files: &BTreeMap<String, Vec<u8>>, ending: &str) -> String {
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with(ending)).unwrap();
    String::from_utf8(bytes.clone()).unwrap()
}

/// Title, language, authors, description and cover.
fn package(opf: &str, files: &BTreeMap<String, Vec<u8>>, out: &mut String) {
    for name in ["title", "language", "creator", "description"] {
        for value in elements(opf, &format!("<dc:{name}"), &format!("</dc:{name}>")) {
            let _ = writeln!(out, "{name}: {}", words(value).replace('\n', " / "));
        }
    }
    // Drawn covers are PNG.
    let cover = if files.contains_key("EPUB/images/cover.jpg") { "a picture" } else { "drawn" };
    let _ = writeln!(out, "cover: {cover}");
}

/// Language, title, what stands under it, pictures, and paragraphs by how they begin and end.
fn chapter(page: &str, out: &mut String) {
    let language = page.split_once("xml:lang=\"").unwrap().1.split_once('"').unwrap().0;
    let body = &page[page.find("<body").unwrap()..];
    let (opening, body) = body.split_once("</header>").unwrap();
    let title = words(elements(opening, "<h1", "</h1>")[0]);
    let _ = writeln!(out, "\n{title} ({language})");
    for class in ["mark", "facts"] {
        for line in elements(opening, &format!("<p class=\"{class}\""), "</p>") {
            let _ = writeln!(out, "  {class}: {}", words(line));
        }
    }
    for line in elements(opening, "<div class=\"standfirst\"", "</div>") {
        let _ = writeln!(out, "  standfirst: {}", words(line).trim());
    }
    if !elements(opening, "<figure", "</figure>").is_empty() {
        let _ = writeln!(out, "  thumbnail");
    }
    for block in body.split("\n<").filter(|block| block.starts_with(['p', 'h', 'f', 'i'])) {
        let all = words(&format!("<{block}"));
        let all = all.trim();
        if let Some((_, alt)) = block.split_once("alt=\"") {
            let _ = writeln!(out, "  picture: {}", alt.split_once('"').unwrap().0);
        } else if block.starts_with("h2") {
            let _ = writeln!(out, "  == {all}");
        } else if !all.is_empty() {
            let _ = writeln!(out, "  {}", ends(all));
        }
    }
}

/// A text by its first and last words.
fn ends(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 60 {
        return text.to_owned();
    }
    let first: String = letters[..30].iter().collect();
    let last: String = letters[letters.len() - 25..].iter().collect();
    format!("{first} … {last}")
}

/// Findings without those about fonts and drawn covers, which differ from machine to machine, each in a
/// line.
fn findings(said: &str, out: &mut String) {
    let mut shown = false;
    for line in said.lines() {
        let level = ["error[", "warning[", "info["].iter().find(|level| line.starts_with(**level));
        if let Some(level) = level {
            shown = !line[level.len()..].starts_with("CS06");
            if shown {
                let _ = writeln!(out, "  {line}");
            }
        } else if let Some(place) = line.trim_start().strip_prefix("--> ").filter(|_| shown) {
            let _ = writeln!(out, "    {place}");
        }
    }
}

/// What stands between the beginning of elements and their end.
fn elements<'a>(page: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let pieces = page.split(open).skip(1);
    pieces
        .filter_map(|piece| piece.split_once('>')?.1.split_once(close).map(|(inside, _)| inside))
        .collect()
}

/// The text of some markup.
fn words(markup: &str) -> String {
    let pieces = markup.split('<').enumerate();
    let text: String = pieces
        .map(|(number, piece)| match piece.split_once('>') {
            Some((_, text)) if number > 0 => text,
            _ => piece,
        })
        .collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
