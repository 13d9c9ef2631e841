//! Tells the program what it was built from, for the keys of its cache: what another version kept
//! must not be taken for its own. The version in the manifest does not tell apart two builds of
//! somebody who works on the program, so the sources and the locked dependencies do.

// It reads files and tells Cargo by printing.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=crates");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut files = Vec::new();
    gather(Path::new("src"), &mut files);
    gather(Path::new("crates"), &mut files);
    files.sort();
    // Programs that have this one as a library lock its dependencies themselves.
    files.extend(Some(PathBuf::from("Cargo.lock")).filter(|lock| lock.exists()));
    let mut hasher = DefaultHasher::new();
    for file in files {
        (file.to_str(), fs::read(&file).ok()).hash(&mut hasher);
    }
    println!("cargo::rustc-env=CHENGSHU_BUILD={:016x}", hasher.finish());
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}
