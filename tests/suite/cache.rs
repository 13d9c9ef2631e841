//! A build with a cache gives what a clean one gives (requirement K4), and makes anew only what has to
//! be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use crate::book;
use crate::fonts::testfont;

/// All that a build gives: what it says, and its files. Times are left out.
#[derive(Debug, PartialEq, Eq)]
struct Built {
    status: Option<i32>,
    said: String,
    files: BTreeMap<String, Vec<u8>>,
}

/// Builds a book in a folder, into a folder of its own.
fn build(folder: &Path, arguments: &[&str]) -> Built {
    built(folder, book::chengshu(folder).args(arguments))
}

fn built(folder: &Path, command: &mut Command) -> Built {
    let out = folder.join("out");
    let _ = fs::remove_dir_all(&out);
    let output = command.output().unwrap();
    Built { status: output.status.code(), said: said(&output), files: contents(&out) }
}

fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr].concat();
    String::from_utf8(text).unwrap()
}

fn contents(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(out).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        if path.extension().is_some_and(|ending| ending == "json") {
            let text = String::from_utf8(bytes).unwrap();
            let timed = |line: &&str| !line.contains("\"plan\": ") && !line.contains("\"write\": ");
            bytes = text.lines().filter(timed).collect::<String>().into_bytes();
        }
        (path.file_name().unwrap().to_str().unwrap().to_owned(), bytes)
    });
    files.collect()
}

/// The results in a cache, with the times they were written.
fn kept(cache: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let files = fs::read_dir(cache).into_iter().flatten();
    files
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().len() >= 64)
        .map(|path| (path.clone(), fs::metadata(path).unwrap().modified().unwrap()))
        .collect()
}

/// How many results are made, and so kept, while `work` is done.
fn made(cache: &Path, work: impl FnOnce()) -> usize {
    let before = kept(cache);
    // So that whatever is written now has another time, on any file system.
    for path in before.keys() {
        let file = fs::File::options().write(true).open(path).unwrap();
        let earlier = SystemTime::now() - Duration::from_mins(1);
        file.set_modified(earlier).unwrap();
    }
    let before = kept(cache);
    work();
    let after = kept(cache);
    let is_new = |(path, time): &(&PathBuf, &SystemTime)| before.get(*path) != Some(*time);
    after.iter().filter(is_new).count()
}

/// A cover that is packed as it is: a drawn one takes longer than all else here.
fn cover(folder: &Path, name: &str) {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(1600, 2560)
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    fs::create_dir_all(folder.join("covers")).unwrap();
    fs::write(folder.join("covers").join(name), bytes.into_inner()).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy_to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copy_to);
        } else {
            fs::copy(&path, copy_to).unwrap();
        }
    }
}

/// Every case, for every target: formats, pictures, side files, references, parts and the rest.
#[test]
fn every_case_is_the_same_without_a_cache_with_an_empty_and_with_a_full_one() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    for name in ["in.jpg", "灯塔手记.jpg"] {
        cover(base, name);
    }
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut seen = 0;
    for case in fs::read_dir(cases).unwrap() {
        let case = case.unwrap().path().join("in");
        if !case.is_dir() {
            continue;
        }
        seen += 1;
        let _ = fs::remove_dir_all(base.join("in"));
        copy(&case, &base.join("in"));
        let common = ["compile", "in", "--target", "all", "--export", "ris", "--verbose"];
        let clean = build(base, &[&common[..], &["--no-cache"]].concat());
        assert!(clean.files.len() > 1 || clean.status != Some(0), "{}", clean.said);
        let cached = [&common[..], &["--cache", "cache"]].concat();
        let cache = base.join("cache");
        assert!(clean == build(base, &cached), "{} cold", case.display());
        let again = made(&cache, || {
            let one_thread = [&cached[..], &["--threads", "1"]].concat();
            assert!(clean == build(base, &one_thread), "{} warm", case.display());
        });
        assert_eq!(again, 0, "{}", case.display());
    }
    assert!(seen > 8);
}

/// A paragraph that fills a page beyond what is worth keeping.
fn long(sentence: &str) -> String {
    sentence.repeat(600)
}

/// A folder with a book of three chapters, with a cover, and a cache that is full.
fn library() -> tempfile::TempDir {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("港");
    fs::create_dir(&folder).unwrap();
    cover(base.path(), "港.jpg");
    let chapter = |name: &str, title: &str, text: &str| {
        let text = format!("---\ntitle: {title}\n---\n{text}\n");
        fs::write(folder.join(name), text).unwrap();
    };
    chapter("01.md", "灯塔", &format!("{}\n\n![灯](灯.bmp)", long("灯塔在港口。")));
    chapter("02.md", "雾", &long("雾很大。"));
    chapter("03.md", "潮", &long("潮水来了，又去。"));
    fs::write(folder.join("glossary.yaml"), "潮水: 海潮\n").unwrap();
    image(&folder.join("灯.bmp"), 7);
    build(base.path(), &CACHED);
    base
}

const CLEAN: [&str; 4] = ["compile", "港", "--verbose", "--no-cache"];

const CACHED: [&str; 5] = ["compile", "港", "--verbose", "--cache", "cache"];

fn image(path: &Path, shade: u8) {
    let mut image = image::RgbImage::new(20, 10);
    image.put_pixel(0, 0, image::Rgb([shade; 3]));
    image.save(path).unwrap();
}

/// The results that are made after a change, once it is sure that the book is the one a clean build
/// gives.
fn made_after(base: &Path, arguments: &[&str]) -> usize {
    let cached = [&CACHED[..], arguments].concat();
    made(&base.join("cache"), || {
        let warm = build(base, &cached);
        let clean = [&CLEAN[..], arguments].concat();
        let clean = build(base, &clean);
        assert!(warm == clean, "{}\n{}", warm.said, clean.said);
    })
}

#[test]
fn what_changed_is_made_anew_and_nothing_else() {
    let base = library();
    let base = base.path();
    let file = |name: &str| base.join("港").join(name);
    let write = |name: &str, text: &str| fs::write(file(name), text).unwrap();
    assert_eq!(made_after(base, &[]), 0);
    // A text: its page.
    let before = fs::read_to_string(file("02.md")).unwrap();
    write("02.md", &before.replace("雾很大", "雾散了"));
    assert_eq!(made_after(base, &[]), 1, "a text");
    // What was there before is there again.
    write("02.md", &before);
    assert_eq!(made_after(base, &[]), 0, "a text as it was");
    // A picture that is encoded anew; the page that shows it is the same.
    image(&file("灯.bmp"), 9);
    assert_eq!(made_after(base, &[]), 1, "a picture");
    assert_eq!(made_after(base, &["--publisher", "港社"]), 0, "the imprint");
    write("glossary.yaml", "潮水: 大潮\n");
    assert_eq!(made_after(base, &[]), 1, "the glossary");
    assert_eq!(made_after(base, &["--target", "kobo"]), 3, "a target");
    write("04.md", &long("上岸。"));
    assert_eq!(made_after(base, &[]), 1, "a new chapter");
}

#[cfg(target_os = "linux")]
#[test]
fn a_drawn_cover_is_drawn_anew_for_another_title_design_or_set_of_fonts() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fs::create_dir(base.join("港")).unwrap();
    fs::write(base.join("港/01.md"), "灯塔。\n").unwrap();
    let fonts = |folder: &str, characters: &str| {
        fs::create_dir_all(base.join(folder)).unwrap();
        let font = testfont::Made::new("Lamp", characters).file();
        fs::write(base.join(folder).join("lamp.ttf"), font).unwrap();
        let text = format!("<fontconfig><dir>{}</dir></fontconfig>", base.join(folder).display());
        let path = base.join(format!("{folder}.conf"));
        fs::write(&path, text).unwrap();
        path
    };
    let run = |arguments: &[&str], config: &Path| {
        let run = |caching: &[&str]| {
            let mut command = book::chengshu(base);
            command.args(["compile", "港"]).args(arguments).args(caching);
            built(base, command.env("FONTCONFIG_FILE", config))
        };
        made(&base.join("cache"), || {
            assert!(run(&["--cache", "cache"]) == run(&["--no-cache"]));
        })
    };
    let few = fonts("few", "港雾");
    assert_eq!(run(&["--title", "港"], &few), 1);
    assert_eq!(run(&["--title", "港"], &few), 0);
    assert_eq!(run(&["--title", "雾"], &few), 1);
    assert_eq!(run(&["--title", "雾", "--cover-design", "tiles"], &few), 1);
    assert_eq!(run(&["--title", "港"], &fonts("more", "港雾灯")), 1);
}

#[test]
fn what_is_damaged_is_made_anew() {
    let base = library();
    let base = base.path();
    let clean = build(base, &CACHED);
    let cache = base.join("cache");
    let all = kept(&cache).len();
    let damages: [fn(&mut Vec<u8>); 6] = [
        Vec::clear,
        |bytes| bytes.truncate(5),
        |bytes| bytes.truncate(bytes.len() - 1),
        |bytes| bytes.push(0),
        |bytes| bytes[0] ^= 1,
        |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x80;
        },
    ];
    for damage in damages {
        for path in kept(&cache).keys() {
            let mut bytes = fs::read(path).unwrap();
            damage(&mut bytes);
            fs::write(path, bytes).unwrap();
        }
        let again = made(&cache, || assert!(build(base, &CACHED) == clean));
        assert_eq!(again, all);
    }
    // One result in the place of another is not taken for it.
    let places = kept(&cache);
    let paths: Vec<&PathBuf> = places.keys().collect();
    let bytes: Vec<_> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    for (at, path) in paths.iter().enumerate() {
        fs::write(path, &bytes[(at + 1) % bytes.len()]).unwrap();
    }
    assert!(build(base, &CACHED) == clean);
}

#[test]
fn builds_at_once_share_a_cache() {
    let base = library();
    let base = base.path();
    let clean = build(base, &CACHED);
    fs::remove_dir_all(base.join("cache")).unwrap();
    let builds: Vec<_> = (0..4)
        .map(|number| {
            let out = format!("out-{number}");
            let mut command = book::chengshu(base);
            command
                .args(CACHED)
                .args(["-o", &out])
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            (out, command.spawn().unwrap())
        })
        .collect();
    for (out, mut child) in builds {
        assert_eq!(child.wait().unwrap().code(), clean.status);
        let book = fs::read(base.join(out).join("港.epub")).unwrap();
        assert!(book == clean.files["港.epub"]);
    }
    let names = kept(&base.join("cache"));
    assert!(names.keys().all(|path| path.extension().is_none()), "{names:?}");
    assert_eq!(made_after(base, &[]), 0);
}

#[test]
fn without_a_place_for_a_cache_books_are_made_all_the_same() {
    let base = library();
    let base = base.path();
    let clean = build(base, &CACHED);
    fs::write(base.join("file"), "").unwrap();
    let names = || -> BTreeSet<_> {
        let entries = fs::read_dir(base).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    };
    let before = names();
    let plain = ["compile", "港", "--verbose"];
    for place in ["file", "file/cache"] {
        let cached = [&plain[..], &["--cache", place]].concat();
        assert!(build(base, &cached) == clean, "{place}");
    }
    let homeless = |name: &str, value: Option<PathBuf>| {
        let mut command = book::chengshu(base);
        command.args(plain);
        for name in ["CHENGSHU_CACHE", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
            command.env_remove(name);
        }
        built(base, command.envs(value.map(|value| (name, value))))
    };
    assert!(homeless("HOME", None) == clean);
    assert!(homeless("HOME", Some(base.join("nowhere"))) == clean);
    assert!(homeless("XDG_CACHE_HOME", Some("relative".into())) == clean);
    assert!(homeless("CHENGSHU_CACHE", Some(PathBuf::new())) == clean);
    assert_eq!(names(), before);
    // And with one, that is where it is.
    assert!(homeless("CHENGSHU_CACHE", Some("stated".into())) == clean);
    let all = kept(&base.join("cache")).len();
    assert_eq!(kept(&base.join("stated")).len(), all);
    if cfg!(target_os = "linux") {
        fs::create_dir(base.join("home")).unwrap();
        assert!(homeless("HOME", Some(base.join("home"))) == clean);
        assert!(homeless("XDG_CACHE_HOME", Some(base.join("xdg"))) == clean);
        for place in ["home/.cache/chengshu", "xdg/chengshu"] {
            assert_eq!(kept(&base.join(place)).len(), all, "{place}");
        }
    }
}

#[test]
fn a_cache_that_is_deleted_is_made_again() {
    let base = library();
    let base = base.path();
    let clean = build(base, &CACHED);
    let cache = base.join("cache");
    let all = kept(&cache).len();
    fs::remove_dir_all(&cache).unwrap();
    assert!(build(base, &CACHED) == clean);
    assert_eq!(kept(&cache).len(), all);
    let tag = fs::read_to_string(cache.join("CACHEDIR.TAG")).unwrap();
    assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
}
