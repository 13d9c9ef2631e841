//! What a run would write over a file that is not its own is refused, with both names; what the
//! program wrote is replaced and never read as input. `outputs.rs` makes up many more situations.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::book;

/// A folder of files with these contents, each book with a cover that is no work.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let cover = image::RgbImage::new(10, 16);
        cover.save(path.with_file_name("cover.png")).unwrap();
    }
    folder
}

fn run(folder: &Path, line: &str) -> Output {
    let arguments: Vec<&str> = line.split(' ').collect();
    book::run(folder, &arguments)
}

/// Fails unless a run is refused, says all these, and leaves the folder as it was.
fn assert_refused(folder: &Path, line: &str, names: &[&str]) {
    let all = || {
        let mut files = book::files(folder, "");
        files.retain(|path| path.is_file());
        let read = |path| (fs::read(&path).unwrap(), path);
        files.into_iter().map(read).collect::<Vec<_>>()
    };
    let before = all();
    let output = run(folder, line);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{line}: {said}");
    for name in names {
        assert!(said.contains(name), "{line}: {name}: {said}");
    }
    assert!(all() == before, "{line}: something was written");
}

fn made(folder: &Path, line: &str) {
    let output = run(folder, line);
    assert!(output.status.code() < Some(2), "{line}: {output:?}");
}

const HEAD: &str = "---\ntitle: 灯塔\ncover: cover.png\ndescription: |\n  参考资料：\n  《灯塔考》林望潮\n---\n灯塔。\n";
const SPEECH: &str =
    "{\"version\":\"1.0.0\",\"segments\":[{\"startTime\":0.5,\"endTime\":2,\"body\":\"灯塔。\"}]}";

#[test]
fn inputs_are_spared_even_from_force() {
    let folder = folder(&[("ep.json", SPEECH), ("a.md", HEAD), ("b.md", HEAD)]);
    let folder = folder.path();
    for force in ["", " --force"] {
        let line = |line: &str| format!("{line}{force}");
        assert_refused(folder, &line("compile ep.json -o ."), &["./ep.json", "is an input"]);
        assert_refused(folder, &line("compile a.md -o . --export markdown"), &["./a.md", " a.md,"]);
        // An input of a later book.
        let later = line("compile a.md b.md -o . --export markdown");
        assert_refused(folder, &later, &["./a.md", "./b.md"]);
        assert_refused(folder, &line("cover a.md -o cover.png"), &["cover.png, which is an input"]);
    }
}

#[test]
fn files_of_others_are_spared_but_from_force() {
    let folder = folder(&[("a.md", HEAD), ("x.epub", "PK"), ("x.json", "{}"), ("m.json", "[]")]);
    let folder = folder.path();
    assert_refused(folder, "compile a.md -o . --name x", &["./x.epub", "--force"]);
    made(folder, "compile a.md -o . --name x --force");
    made(folder, "compile a.md -o . --name x");
    assert_refused(folder, "report merge x.json -o m.json", &["m.json"]);
    assert_refused(folder, "report merge x.json -o ./x.json --force", &["./x.json", "is an input"]);
    made(folder, "report merge x.json -o m.json --force");
    made(folder, "report merge x.json -o m.json");
    fs::write(folder.join("chengshu.1"), ".TH chengshu").unwrap();
    assert_refused(folder, "man .", &["./chengshu.1"]);
}

#[test]
fn a_book_that_is_refused_does_not_stop_the_others() {
    let folder = folder(&[("a.md", HEAD), ("b.md", HEAD), ("out/a.epub", "PK")]);
    let output = run(folder.path(), "compile a.md b.md");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(fs::read(folder.path().join("out/a.epub")).unwrap(), b"PK");
    assert!(!folder.path().join("out/a.json").exists());
    assert!(folder.path().join("out/b.epub").exists());
}

#[test]
fn names_of_one_run_are_free_of_each_other() {
    let folder =
        folder(&[("x/a.md", HEAD), ("x.kepub/a.md", HEAD), ("X.csl/a.md", HEAD), ("y/a.md", HEAD)]);
    let folder = folder.path();
    made(folder, "compile x x.kepub X.csl --target epub --target kobo --export csl-json");
    let names: Vec<_> = book::files(&folder.join("out"), "")
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), 3 * 4, "{names:?}");
    let folded: std::collections::HashSet<String> =
        names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), names.len(), "{names:?}");
    assert_refused(folder, "cover y --all -o one.png", &["one.png", "this run writes too"]);
}

#[test]
fn what_a_run_exports_is_no_transcript_of_the_next() {
    let folder = folder(&[("a.md", HEAD), ("book.yaml", "cover: cover.png\n")]);
    let folder = folder.path();
    let every = ["json", "csl-json", "bibtex", "ris", "hayagriva", "markdown"];
    let exports: String = every.map(|form| format!(" --export {form}")).concat();
    let book =
        |at: &str, name: &str| fs::read(folder.join(at).join(format!("{name}.epub"))).unwrap();
    for at in [".", "out"] {
        for name in ["talk", "references", "glossary", "index"] {
            let line = format!("compile . -o {at} --name {name}");
            made(folder, &format!("{line}{exports}"));
            let first = book(at, name);
            made(folder, &format!("catalog {at}"));
            // Without the exports, which stay and are known all the same; and with them again.
            made(folder, &line);
            assert!(book(at, name) == first, "{line}");
            made(folder, &format!("{line}{exports}"));
            assert!(book(at, name) == first, "{line}");
        }
    }
}

#[test]
fn an_export_that_was_changed_is_its_owners() {
    let folder = folder(&[("a.md", HEAD)]);
    let folder = folder.path();
    for (form, ending) in [("bibtex", "bib"), ("ris", "ris"), ("csl-json", "csl.json")] {
        let line = format!("compile a.md -o . --name x --export {form}");
        made(folder, &line);
        let place = folder.join(format!("x.{ending}"));
        let text = fs::read_to_string(&place).unwrap();
        fs::write(&place, text.replace("灯塔考", "灯考")).unwrap();
        assert_refused(folder, &line, &[&format!("x.{ending}"), "was edited since"]);
    }
}

#[test]
fn a_cache_is_made_in_no_folder_of_other_things() {
    // As long as what is worth keeping.
    let text = format!("{HEAD}{}", "灯塔在港口。".repeat(600));
    let folder = folder(&[("a.md", &text), ("mine/swept", "text")]);
    let folder = folder.path();
    assert_refused(folder, "compile a.md --cache mine", &["mine", "nor a cache"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("books", folder.join("nowhere")).unwrap();
        assert_refused(
            folder,
            "compile a.md --cache nowhere -o books",
            &["nowhere", "nor a cache"],
        );
    }
    fs::create_dir(folder.join("empty")).unwrap();
    for _ in 0..2 {
        made(folder, "compile a.md --cache empty");
    }
    assert!(folder.join("empty/CACHEDIR.TAG").exists());
}

#[test]
fn pictures_of_a_catalogue_do_not_take_each_others_names() {
    let folder = folder(&[("x/a.md", HEAD), ("x.thumbnail/a.md", HEAD), ("covers/x.jpg", "mine")]);
    let folder = folder.path();
    made(folder, "compile x x.thumbnail -o shelf --no-cache --covers .");
    made(folder, "catalog shelf");
    assert_eq!(book::files(&folder.join("shelf/covers"), ".jpg").len(), 4);
    fs::copy(folder.join("shelf/x.epub"), folder.join("x.epub")).unwrap();
    assert_refused(folder, "catalog .", &["covers/x.jpg"]);
}

#[test]
#[cfg(unix)]
fn links_stay_and_what_is_no_file_is_refused() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a.md", HEAD), ("store/x", "")]);
    let folder = folder.path();
    let merge = "report merge out/a.json -o";
    made(folder, "compile a.md");
    // A link to a file of ours is written through; one to an input or to nothing is refused.
    made(folder, &format!("{merge} store/merged.json"));
    symlink("store/merged.json", folder.join("m.json")).unwrap();
    made(folder, &format!("{merge} m.json"));
    assert!(folder.join("m.json").is_symlink());
    symlink("out/a.json", folder.join("r.json")).unwrap();
    assert_refused(folder, &format!("{merge} r.json"), &["r.json", "out/a.json", "is an input"]);
    fs::hard_link(folder.join("out/a.json"), folder.join("h.json")).unwrap();
    assert_refused(folder, &format!("{merge} h.json --force"), &["h.json", "out/a.json"]);
    symlink("nothing", folder.join("n.json")).unwrap();
    assert_refused(folder, &format!("{merge} n.json"), &["n.json", "is not a file"]);
    // What is no file would be renamed over, as a device would.
    let _socket = std::os::unix::net::UnixListener::bind(folder.join("s.json")).unwrap();
    let output = run(folder, &format!("{merge} s.json --force"));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(!folder.join("s.json").is_file());
}
