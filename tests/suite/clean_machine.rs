//! A machine with nothing on it but the program builds the seeds: no home, no fonts, no locale, and
//! an input nobody may write to.

use std::fs;
use std::path::Path;

use crate::book;

/// Copies the seeds, and takes the right to write to them away.
fn read_only_seeds(to: &Path) -> Vec<(String, Vec<u8>)> {
    fs::create_dir(to).unwrap();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for entry in fs::read_dir(seeds).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
    set_read_only(to, true);
    contents(to)
}

/// Gives or takes the right to write to a folder and its files.
fn set_read_only(folder: &Path, read_only: bool) {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    for path in paths.chain([folder.to_owned()]).collect::<Vec<_>>() {
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(read_only);
        fs::set_permissions(path, permissions).unwrap();
    }
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.display().to_string(), fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_machine_with_nothing_on_it_builds_the_seeds() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    let seeds = base.join("seeds");
    let before = read_only_seeds(&seeds);
    fs::create_dir(base.join("fonts")).unwrap();
    let config = format!("<fontconfig><dir>{}</dir></fontconfig>", base.join("fonts").display());
    fs::write(base.join("fonts.conf"), config).unwrap();
    let output = book::chengshu(base)
        .env_clear()
        .env("HOME", base.join("nowhere"))
        .env("LANG", "C")
        .env("FONTCONFIG_FILE", base.join("fonts.conf"))
        .arg("compile")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    #[cfg(target_os = "linux")]
    assert!(said.contains("CS0601") && said.contains("install"), "{said}");
    let files = book::open(&base.join("out/seeds.epub"), "clean-machine");
    book::assert_well_formed(&files);
    assert_eq!(contents(&seeds), before);
    let mut made: Vec<_> =
        fs::read_dir(base).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    made.sort();
    assert_eq!(made, ["fonts", "fonts.conf", "out", "seeds"]);
    set_read_only(&seeds, false);
}
