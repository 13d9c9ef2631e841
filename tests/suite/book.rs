//! Runs the program and opens what it made.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chengshu_epub::check;
use chengshu_text::diag::{Severity, Sink};

/// The program, in a folder, with nothing of this machine's settings, and no cache, so that what is
/// tested is made.
pub fn chengshu(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chengshu"));
    command
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("CHENGSHU_CACHE", "");
    command
}

/// Runs the program with arguments.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    chengshu(folder).args(arguments).output().unwrap()
}

/// The files of a folder with that ending, in order of their names; none if there is no folder.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(ending))
        .collect();
    files.sort();
    files
}

/// Whether a run told of a finding that names a file.
pub fn found(said: &str, code: &str, file: &str) -> bool {
    let code = format!("[{code}]");
    let next = ["\nerror[", "\nwarning[", "\ninfo["];
    said.split(&code).skip(1).any(|rest| {
        let end = next.iter().filter_map(|sign| rest.find(sign)).min();
        rest[..end.unwrap_or(rest.len())].contains(file)
    })
}

/// The files of a book by their names. A copy of it goes to the folder `CHENGSHU_KEEP`, if there
/// is one, named after what it is a test of, for other judges than this suite.
pub fn open(path: &Path, of: &str) -> BTreeMap<String, Vec<u8>> {
    if let Some(folder) = std::env::var_os("CHENGSHU_KEEP") {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let kept = Path::new(&folder).join(format!("{of}-{stem}.epub"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(path, kept).unwrap();
    }
    // No book of ours has what `chengshu check` calls an error.
    let mut sink = Sink::default();
    check::inspect(of, File::open(path).unwrap(), &mut sink);
    let found = sink.into_vec();
    let error = found.iter().find(|finding| finding.severity == Severity::Error);
    assert_eq!(error, None, "{}", path.display());
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let name = file.name().unwrap().into_owned();
            (name, bytes)
        })
        .collect()
}

/// The text of all pages, tags left out.
pub fn text(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut out = String::new();
    for (name, bytes) in files {
        if !name.ends_with(".xhtml") {
            continue;
        }
        let page = std::str::from_utf8(bytes).unwrap();
        let body = &page[page.find("<body").unwrap()..];
        for piece in body.split('<') {
            out.push_str(piece.split_once('>').map_or("", |(_, text)| text));
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Fails unless every page is well-formed: each tag closes, in order.
pub fn assert_well_formed(files: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in files {
        if !matches!(name.rsplit('.').next(), Some("xhtml" | "opf" | "ncx" | "xml")) {
            continue;
        }
        let page = std::str::from_utf8(bytes).unwrap();
        let mut open = Vec::new();
        for piece in page.split('<').skip(1) {
            let (tag, _) = piece.split_once('>').unwrap_or_else(|| panic!("{name}: {piece}"));
            if tag.starts_with(['?', '!']) || tag.ends_with('/') {
                continue;
            }
            match tag.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}"),
                None => open.push(tag.split_whitespace().next().unwrap()),
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}
