//! Inputs that are no files, have odd names, lie deep, or change while they are read.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Output, Stdio};

use crate::book;

/// So many chapters that the last is read again well after the first look.
const CHAPTERS: usize = 40;

/// A folder of chapters, each with a text of its own, and the book of them.
fn whole_book(base: &Path) -> Vec<u8> {
    let folder = base.join("in");
    fs::create_dir(&folder).unwrap();
    let picture = image::RgbImage::new(2, 2);
    picture.save(folder.join("picture.png")).unwrap();
    fs::write(folder.join("index.md"), "这一本讲灯塔。\n").unwrap();
    for number in 1..=CHAPTERS {
        let prose = format!("第{number}章的正文，灯塔在海上亮着。").repeat(50);
        let text = format!("---\ntitle: 章{number}\n---\n{prose}\n\n![图](picture.png)\n");
        fs::write(folder.join(format!("{number:02}.md")), text).unwrap();
    }
    let made = book::run(base, &["compile", "in", "-q"]);
    assert!(made.status.success(), "{made:?}");
    fs::read(base.join("out/in.epub")).unwrap()
}

/// Compiles and does something to the folder as soon as every file was looked at once.
fn compile_while(base: &Path, meanwhile: impl FnOnce(&Path)) -> (Option<i32>, String) {
    let mut run = book::chengshu(base)
        .args(["compile", "in", "--threads", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(run.stderr.take().unwrap());
    let mut text = String::new();
    said.read_line(&mut text).unwrap();
    meanwhile(&base.join("in"));
    said.read_to_string(&mut text).unwrap();
    (run.wait().unwrap().code(), text)
}

#[test]
fn what_changes_meanwhile_keeps_the_old_book() {
    type Change = fn(&Path);
    const LAST: &str = "40.md";
    let changes: &[(&str, &str, Change)] = &[
        ("vanishes", LAST, |file| fs::remove_file(file).unwrap()),
        ("is emptied", LAST, |file| fs::write(file, "").unwrap()),
        ("is written anew", LAST, |file| {
            fs::write(file, "---\ntitle: 新\n---\n别的。\n").unwrap();
        }),
        ("keeps its length", LAST, |file| {
            let text = fs::read_to_string(file).unwrap();
            fs::write(file, text.replace("亮着", "灭了")).unwrap();
        }),
        ("becomes a folder", LAST, |file| {
            fs::remove_file(file).unwrap();
            fs::create_dir(file).unwrap();
        }),
        ("is a picture and vanishes", "picture.png", |file| {
            fs::remove_file(file).unwrap();
        }),
        ("introduces the book", "index.md", |file| {
            fs::write(file, "这一本讲别的。\n").unwrap();
        }),
    ];
    for (what, name, change) in changes {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        let old = whole_book(base);
        let (status, said) = compile_while(base, |folder| change(&folder.join(name)));
        assert_eq!(status, Some(3), "{what}: {said}");
        assert!(book::found(&said, "CS0308", name), "{what}: {said}");
        assert!(fs::read(base.join("out/in.epub")).unwrap() == old, "{what}");
    }
}

#[test]
fn what_changes_after_it_was_read_changes_nothing() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    let old = whole_book(base);
    let (status, said) = compile_while(base, |folder| {
        fs::write(folder.join("new.md"), "新的一篇。\n").unwrap();
    });
    assert_eq!(status, Some(0), "{said}");
    assert!(fs::read(base.join("out/in.epub")).unwrap() == old);
}

#[test]
fn folders_of_any_depth_are_parts() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    let deepest = (1..=64).map(|n| format!("d{n}")).collect::<Vec<_>>().join("/");
    for (folder, text) in [
        ("in", "甲"),
        ("in/b", "乙"),
        ("in/b/10", "丙"),
        ("in/b/9/x", "丁"),
        ("in/b c", "戊"),
        (&*format!("in/{deepest}"), "己"),
        (&*format!("in/{deepest}/beyond"), "庚"),
    ] {
        fs::create_dir_all(base.join(folder)).unwrap();
        fs::write(base.join(folder).join("a.md"), format!("{text}一段。\n")).unwrap();
    }
    fs::write(base.join("in/b/9/index.md"), "辛一段。\n").unwrap();
    let output = book::run(base, &["compile", "in"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(book::found(&said, "CS0132", "beyond"), "{said}");
    let files = book::open(&base.join("out/in.epub"), "inputs");
    let text = book::text(&files);
    let nav = std::str::from_utf8(&files["EPUB/nav.xhtml"]).unwrap();
    let mut from = 0;
    for part in ["b", "b/9", "b/9/x", "b/10", "b c", &deepest] {
        let at = nav[from..].find(&format!(">{part}<"));
        from += at.unwrap_or_else(|| panic!("{part} in {nav}"));
    }
    for kept in ["甲", "乙", "丙", "丁", "戊", "己", "辛"] {
        assert!(text.contains(&format!("{kept}一段。")), "{kept}");
    }
    assert!(!text.contains('庚'));
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;
    use std::time::{Duration, Instant};

    use encoding_rs::{BIG5, Encoding, GBK, SHIFT_JIS};
    use rustix::fs::{CWD, FileType, Mode};

    use super::*;

    /// Makes something at a path.
    type Make = fn(&Path);

    /// What opens slowly, never ends, or is nothing.
    const NO_FILES: &[(&str, Make)] = &[
        ("pipe", pipe),
        ("socket", |path| drop(UnixListener::bind(path).unwrap())),
        ("zeros", |path| symlink("/dev/zero", path).unwrap()),
        ("terminal", |path| symlink("/dev/tty", path).unwrap()),
        ("loop", |path| symlink(path, path).unwrap()),
        ("nowhere", |path| symlink("nowhere at all", path).unwrap()),
        ("folder", |path| fs::create_dir(path).unwrap()),
    ];

    fn pipe(path: &Path) {
        let mode = Mode::RUSR | Mode::WUSR;
        rustix::fs::mknodat(CWD, path, FileType::Fifo, mode, 0).unwrap();
    }

    /// Runs the program, which must end.
    fn run(base: &Path, arguments: &[&str]) -> Output {
        let mut command = book::chengshu(base);
        command.args(arguments);
        ends(command)
    }

    fn ends(mut command: Command) -> Output {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut run = command.spawn().unwrap();
        let began = Instant::now();
        // None of these says so much that it waits for a reader.
        while run.try_wait().unwrap().is_none() {
            if began.elapsed() > Duration::from_mins(1) {
                run.kill().unwrap();
                panic!("{command:?} does not end");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        run.wait_with_output().unwrap()
    }

    /// A folder with a good chapter.
    fn good(base: &Path, name: &str) {
        fs::create_dir(base.join(name)).unwrap();
        fs::write(base.join(name).join("a.md"), "好的一篇。\n").unwrap();
    }

    #[test]
    fn nothing_but_files_is_opened() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        good(base, "in");
        let folder = base.join("in");
        for (kind, make) in NO_FILES {
            for ending in ["md", "srt", "json", "info.json"] {
                make(&folder.join(format!("{kind}-{}.{ending}", &ending[..2])));
            }
        }
        let names = ["index.md", "glossary.yaml", "references.bib", "p.png", "f.ttf", "s.css"];
        for name in names {
            pipe(&folder.join(name));
        }
        fs::create_dir(base.join("covers")).unwrap();
        pipe(&base.join("covers/in.jpg"));
        let settings = "css: s.css\nfonts: {body: f.ttf}\n";
        fs::write(folder.join("book.yaml"), settings).unwrap();
        fs::write(folder.join("z.md"), "![图](p.png)\n").unwrap();
        for command in ["compile", "check", "normalise", "refs", "cover"] {
            let each: &[&str] = if command == "cover" { &[] } else { &["-v"] };
            let output = run(base, &[&[command, "in"], each].concat());
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{command}: {said}");
            if command == "cover" {
                continue;
            }
            for (kind, _) in NO_FILES.iter().filter(|(kind, _)| *kind != "folder") {
                let name = format!("{kind}-md.md");
                assert!(book::found(&said, "CS0149", &name), "{name}: {said}");
            }
        }
        let text = book::text(&book::open(&base.join("out/in.epub"), "inputs"));
        assert!(text.contains("好的一篇。"));
    }

    #[test]
    fn what_is_no_book_does_not_stop_the_others() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        good(base, "in");
        run(base, &["compile", "in"]);
        let mut paths = vec!["out/in.epub".to_owned()];
        for (kind, make) in NO_FILES {
            let path = format!("out/{kind}.epub");
            make(&base.join(&path));
            paths.insert(0, path);
        }
        let mut check = vec!["check"];
        check.extend(paths.iter().map(String::as_str));
        let output = run(base, &check);
        assert_eq!(output.status.code(), Some(3));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("out/in.epub"), "{said}");
        let output = run(base, &["catalog", "out"]);
        let said = String::from_utf8_lossy(&output.stderr);
        // Each is a finding, and the catalogue of the rest is made.
        assert_eq!(output.status.code(), Some(1), "{said}");
        for (kind, _) in NO_FILES.iter().filter(|(kind, _)| *kind != "folder") {
            assert!(said.contains(&format!("{kind}.epub")), "{kind}: {said}");
            let path = format!("out/{kind}.epub");
            for command in [&["report", "merge"][..], &["compile"], &["preview", "--port", "0"]] {
                let output = run(base, &[command, &[&*path]].concat());
                assert_eq!(output.status.code(), Some(3), "{command:?} with a {kind}");
            }
        }
        let page = fs::read_to_string(base.join("out/index.html")).unwrap();
        assert!(page.contains("in.epub"));
    }

    #[test]
    fn a_cache_of_pipes_is_as_good_as_none() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        good(base, "in");
        let compile = ["compile", "in", "--cache", "kept"];
        run(base, &compile);
        let made = fs::read(base.join("out/in.epub")).unwrap();
        for entry in fs::read_dir(base.join("kept")).unwrap() {
            let path = entry.unwrap().path();
            // Without its mark the folder is somebody else's.
            if path.ends_with("CACHEDIR.TAG") {
                continue;
            }
            fs::remove_file(&path).unwrap();
            pipe(&path);
        }
        pipe(&base.join("out/.in.epub.1-0.part"));
        assert!(run(base, &compile).status.success());
        assert!(fs::read(base.join("out/in.epub")).unwrap() == made);
    }

    #[test]
    fn names_in_other_encodings_are_read() {
        let cases: &[(&'static Encoding, [&str; 4])] = &[
            (GBK, ["灯塔的历史", "第一部 海港", "第二讲", "夜话"]),
            (BIG5, ["燈塔的歷史", "第一部 海港", "第二講", "夜話"]),
            (SHIFT_JIS, ["灯台の歴史", "第一部 カモメ", "第二回", "夜話"]),
        ];
        for (encoding, names) in cases {
            let [book, part, own, below] = names;
            let base = tempfile::tempdir().unwrap();
            let base = base.path();
            let bytes = |name: &str| encoding.encode(name).0.into_owned();
            let at = |names: &[Vec<u8>]| {
                let names = names.iter().map(|name| OsStr::from_bytes(name));
                names.fold(base.to_owned(), |path, name| path.join(name))
            };
            let (md, png) = (bytes(&format!("{below}.md")), bytes("図.png"));
            fs::create_dir_all(at(&[bytes(book), bytes(part)])).unwrap();
            let own_file = at(&[bytes(book), bytes(&format!("{own}.md"))]);
            fs::write(&own_file, "甲一段。\n").unwrap();
            // Its decoded name is that of another file.
            let twin = at(&[bytes(book), format!("{own}.md").into()]);
            fs::write(twin, "乙一段。\n").unwrap();
            fs::write(at(&[bytes(book), bytes(part), md]), "丙一段。\n\n![图](図.png)\n").unwrap();
            let picture = image::RgbImage::new(2, 2);
            picture.save(at(&[bytes(book), bytes(part), png])).unwrap();

            let mut command = book::chengshu(base);
            command.arg("compile").arg(at(&[bytes(book)])).args(["-o", "out"]);
            let output = ends(command);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(0), "{said}");
            assert!(book::found(&said, "CS0133", book), "{said}");
            let files = book::open(&base.join(format!("out/{book}.epub")), "inputs");
            let text = book::text(&files);
            for kept in ["甲一段。", "乙一段。", "丙一段。", book, part, own, below] {
                assert!(text.contains(kept), "{kept} in {text}");
            }
            let pictures = files.keys().filter(|name| name.contains("images/c"));
            assert!(pictures.count() > 0, "{said}");

            // One file alone.
            let mut command = book::chengshu(base);
            command.arg("compile").arg(own_file).args(["-o", "one"]);
            let output = ends(command);
            assert_eq!(output.status.code(), Some(0), "{output:?}");
            assert_eq!(book::files(&base.join("one"), ".epub").len(), 1);
        }
    }

    #[test]
    fn links_to_folders_are_not_followed() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        good(base, "in");
        good(base, "elsewhere");
        symlink("../elsewhere", base.join("in/link")).unwrap();
        symlink(".", base.join("in/circle")).unwrap();
        let output = run(base, &["compile", "in"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        for link in ["in/link", "in/circle"] {
            assert!(book::found(&said, "CS0132", link), "{said}");
        }
    }

    #[test]
    fn few_files_are_open_at_a_time() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        fs::create_dir(base.join("in")).unwrap();
        for number in 0..300 {
            let text = format!("---\ntitle: 章{number}\n---\n第{number}章。\n");
            fs::write(base.join(format!("in/{number:03}.md")), text).unwrap();
        }
        let compile = |limit: usize| {
            let line = format!(
                "ulimit -n {limit}; exec \"$0\" compile in --threads 16 --cache kept --target all \
                 --export json --export bibtex"
            );
            let mut command = Command::new("sh");
            command.current_dir(base).args(["-c", &line, env!("CARGO_BIN_EXE_chengshu")]);
            let output = ends(command);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            (output.status.code(), said)
        };
        let (status, said) = compile(32);
        assert_eq!(status, Some(0), "{said}");
        let old = fs::read(base.join("out/in.epub")).unwrap();
        fs::remove_dir_all(base.join("kept")).unwrap();
        for limit in [5, 8, 16, 24] {
            let (status, said) = compile(limit);
            assert_eq!(status, Some(3), "{limit}: {said}");
            assert!(said.contains("the limit of open files is too low"), "{limit}: {said}");
            assert!(fs::read(base.join("out/in.epub")).unwrap() == old);
        }
    }
}
