//! Recognises names of the same file, however they are written.

use std::fs::{self, Metadata};
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

/// A path without links and `..`; what is not there yet keeps its name.
pub fn real(path: &Path) -> PathBuf {
    let parts: Vec<Component> = path.components().collect();
    for there in (0..=parts.len()).rev() {
        let (known, new) = parts.split_at(there);
        let known: PathBuf = match known {
            [] => Component::CurDir.as_os_str().into(),
            known => known.iter().collect(),
        };
        let Ok(mut real) = fs::canonicalize(known) else {
            continue;
        };
        for part in new {
            match part {
                Component::ParentDir => drop(real.pop()),
                Component::CurDir => {}
                part => real.push(part),
            }
        }
        return real;
    }
    path.to_owned()
}

/// A real path as file systems that know no case and no normal form take it. Two files of one key
/// may live side by side on some disks, and are one on others.
pub fn key(real: &Path) -> String {
    let text = real.to_string_lossy();
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // By way of capitals, so that `ß` is `ss`, as some systems have it.
    let decomposed: String = text.nfd().collect();
    decomposed.to_uppercase().to_lowercase().nfc().collect()
}

/// The number by which the file system knows a file, where it tells: two names of one number are
/// links to one file.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not tell")]
pub fn number(meta: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((meta.dev(), meta.ino()))
}

/// It does not tell here.
#[cfg(not(unix))]
pub fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_file_have_one_key() {
        let same = |a: &str, b: &str| key(Path::new(a)) == key(Path::new(b));
        assert!(same("/out/X.epub", "/OUT/x.EPUB"));
        assert!(same("/out/e\u{301}.md", "/out/É.md"));
        assert!(same("/out/straße", "/out/STRASSE"));
        assert!(!same("/out/灯", "/out/塔"));
    }

    #[test]
    fn a_path_is_real_as_far_as_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let base = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(base.join("in")).unwrap();
        assert_eq!(real(&base.join("in/../new/../a.md")), base.join("a.md"));
        assert_eq!(real(&base.join("in/./b/c")), base.join("in/b/c"));
    }
}
