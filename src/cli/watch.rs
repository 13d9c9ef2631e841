//! `chengshu watch`: compiles again whenever something changes.
//!
//! Changes are noticed by looking at the files four times a second. That works alike on every system and
//! every kind of disk; `notify` sees nothing of network disks and mounts of containers, and would bring
//! eight crates. A look at five hundred transcripts takes some milliseconds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use super::attempt::caught;
use super::disk::{DEEPEST, is_hidden};
use super::{Outcome, compile, print};

/// Compiles, waits for a change, and compiles again, until it is stopped. What goes wrong is said,
/// and the next change may mend it. Stopped in the middle of a book it leaves the one before.
pub fn run(arguments: &compile::Arguments) -> Result<Outcome> {
    if let Some(missing) = arguments.paths.iter().find(|path| !path.exists()) {
        bail!("cannot watch {}, because it does not exist", missing.display());
    }
    let mut watched = arguments.paths.clone();
    watched.push(arguments.covers.clone());
    let mut changes = Changes::of(watched, Some(arguments.output.clone()));
    loop {
        if let Err(error) = caught(|| compile::run(arguments)) {
            print::failure(&error);
        }
        print::err("waiting for changes\n");
        changes.wait();
    }
}

/// Time between two looks. A save is noticed after two of them at the latest.
const PAUSE: Duration = Duration::from_millis(250);

/// Size and time of each file, known without reading it.
type Seen = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Files and folders that are looked at again and again.
pub struct Changes {
    paths: Vec<PathBuf>,
    /// The folder the program itself writes to.
    spared: Option<PathBuf>,
    seen: Seen,
}

impl Changes {
    /// Begins with the files as they are; what is in the folder `spared` does not count.
    pub fn of(paths: Vec<PathBuf>, spared: Option<PathBuf>) -> Self {
        let mut changes = Self { paths, spared, seen: Seen::new() };
        changes.seen = changes.look();
        changes
    }

    /// Waits until something is other than it was, and has been the same twice since: programs
    /// save in several steps.
    pub fn wait(&mut self) {
        let mut last = self.look();
        loop {
            thread::sleep(PAUSE);
            let now = self.look();
            if now != self.seen && now == last {
                self.seen = now;
                return;
            }
            last = now;
        }
    }

    fn look(&self) -> Seen {
        // It may be made by the first build only.
        let spared = self.spared.as_deref();
        let spared = spared.and_then(|folder| fs::canonicalize(folder).ok());
        let mut seen = Seen::new();
        for path in &self.paths {
            gather(path, spared.as_deref(), &mut seen);
        }
        seen
    }
}

/// Adds a file, or the files of a folder. What cannot be read is not there; the build says why.
fn gather(path: &Path, spared: Option<&Path>, seen: &mut Seen) {
    let mut due = vec![(path.to_owned(), 0)];
    while let Some((path, depth)) = due.pop() {
        let Ok(meta) = fs::metadata(&path) else {
            continue;
        };
        if !meta.is_dir() {
            seen.insert(path, (meta.len(), meta.modified().ok()));
            continue;
        }
        let is_spared = |spared| fs::canonicalize(&path).is_ok_and(|real| real == spared);
        // Pictures may lie one further in than transcripts.
        if depth > DEEPEST + 1 || spared.is_some_and(is_spared) {
            continue;
        }
        for entry in fs::read_dir(&path).into_iter().flatten().flatten() {
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            // A link to a folder may lead round in circles.
            let leads_on = is_link && entry.path().is_dir();
            if !(is_hidden(&entry.file_name()) || leads_on) {
                due.push((entry.path(), depth + 1));
            }
        }
    }
}
