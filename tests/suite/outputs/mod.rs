//! Whatever lies where, no run harms a file that was there before: made-up folders, names, links,
//! places and commands, one after the other, with everything before and after compared.

mod situation;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use chengshu::report::Build;
use sha2::{Digest as _, Sha256};

use crate::book;
use situation::{Run, Situation};

/// How many situations `cargo test` makes up. `CHENGSHU_OUTPUTS` is another number, and
/// `CHENGSHU_OUTPUTS_SEED` makes up the one of that number alone.
const SITUATIONS: usize = 40;

/// Files of a book that are read besides its texts.
const READ: &[&str] =
    &["book.yaml", "glossary.yaml", "references.yaml", "references.bib", "cover.png"];

/// Endings of files that nothing shows to be the program's when their report is gone.
const BY_REPORT: &[&str] = &[".ris", ".csl.json", ".references.json"];

/// What lies in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Folder,
    File([u8; 32]),
    /// Where it leads, and what is read through it.
    Link(PathBuf, Option<[u8; 32]>),
}

fn digest(path: &Path) -> Option<[u8; 32]> {
    fs::read(path).ok().map(|bytes| Sha256::digest(bytes).into())
}

/// All that lies in a folder, links not followed.
fn snapshot(base: &Path) -> BTreeMap<PathBuf, State> {
    let mut found = BTreeMap::new();
    let mut folders = vec![base.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let kind = fs::symlink_metadata(&path).unwrap().file_type();
            let state = if kind.is_dir() {
                folders.push(path.clone());
                State::Folder
            } else if kind.is_symlink() {
                State::Link(fs::read_link(&path).unwrap(), digest(&path))
            } else {
                State::File(digest(&path).unwrap())
            };
            found.insert(path, state);
        }
    }
    found
}

impl Situation {
    /// Does it, and fails unless all that was there is as it was.
    fn check(&mut self, run: &Run) -> i32 {
        let before = snapshot(self.base.path());
        let output = book::chengshu(self.base.path()).args(&run.arguments).output().unwrap();
        let after = snapshot(self.base.path());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let status = output.status.code().unwrap();
        assert!((0..=3).contains(&status), "status {status}: {said}");
        let is_read = |path: &Path| self.reads(run, path, &before);
        for (path, was) in &before {
            if after.get(path) == Some(was) || matches!(was, State::Folder) {
                continue;
            }
            // A file that is the program's, as it left it, may be replaced, and so be seen through links.
            let is_own =
                |path: &Path| before.get(path).is_some_and(|now| self.made.get(path) == Some(now));
            let own = match was {
                State::Link(to, _) => match after.get(path) {
                    Some(State::Link(still, _)) => {
                        to == still
                            && fs::canonicalize(path)
                                .is_ok_and(|real| is_own(&real) || !before.contains_key(&real))
                    }
                    _ => false,
                },
                _ => is_own(path),
            };
            let allowed = (own || run.forced) && !is_read(path);
            assert!(allowed, "{} was changed: {said}", path.display());
            assert!(after.contains_key(path), "{} is gone: {said}", path.display());
        }
        for path in after.keys() {
            let is_part = path.extension().is_some_and(|ending| ending == "part");
            assert!(!is_part, "{} is left", path.display());
        }
        if status == 2 {
            let reasons = [
                "is an input;", "writes too;", "was not written by", "is not a file", "nor a cache",
            ];
            assert!(reasons.iter().any(|reason| said.contains(reason)), "{said}");
        }
        for refused in
            said.lines().filter_map(|line| line.split_once(" exists and was not written"))
        {
            let named = refused.0.trim_start_matches("error: ");
            let path = fs::canonicalize(self.path(named)).unwrap();
            let known = BY_REPORT.iter().all(|ending| !named.ends_with(ending));
            let is_own = self.made.contains_key(&path) && self.made.get(&path) == before.get(&path);
            assert!(!(known && is_own), "{} is the program's: {said}", path.display());
        }
        let several = run.inputs.len() > 1;
        if status == 2 && !several {
            // A first look at transcripts is kept all the same.
            let is_kept = |path: &Path| path.with_file_name("CACHEDIR.TAG").exists();
            let left = |all: &BTreeMap<PathBuf, State>| {
                let mut left = all.clone();
                left.retain(|path, state| *state != State::Folder && !is_kept(path));
                left
            };
            assert!(left(&before) == left(&after), "something was written: {said}");
        }
        for (path, state) in &after {
            if before.get(path) != Some(state) && *state != State::Folder {
                self.made.insert(path.clone(), state.clone());
            }
        }
        // A merged report tells of files elsewhere, which may have changed since.
        if status < 2 && run.arguments[0] == "compile" {
            self.assert_reports_fit(&before, &after);
        }
        status
    }

    /// Whether a run reads a file: one that it names, or, in a folder that it names, one that is not the
    /// program's and that a listing takes. Links to such files are read as well.
    fn reads(&self, run: &Run, path: &Path, before: &BTreeMap<PathBuf, State>) -> bool {
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let file = real(path);
        run.inputs.iter().map(|input| real(input)).any(|input| {
            let is_own = self.made.get(path) == before.get(path);
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            let is_text = ["md", "txt", "srt"].contains(&&*ending);
            let is_taken = is_text || READ.iter().any(|name| path.ends_with(name));
            file == input || (file.parent() == Some(&input) && is_taken && !is_own)
        })
    }

    /// A report that a run wrote tells of the files that lie beside it.
    fn assert_reports_fit(
        &self,
        before: &BTreeMap<PathBuf, State>,
        after: &BTreeMap<PathBuf, State>,
    ) {
        for (path, state) in after {
            let is_new = before.get(path) != Some(state);
            let text = fs::read_to_string(path).unwrap_or_default();
            let Some(build) = is_new.then(|| Build::read(&text).ok()).flatten() else {
                continue;
            };
            let is_of_a_book =
                |name: &str| path.file_name().unwrap().to_str() == Some(&format!("{name}.json"));
            for book in build.books.iter().filter(|book| is_of_a_book(&book.name)) {
                for file in &book.outputs {
                    let at = self.base.path().join(&file.path);
                    let bytes = fs::read(&at).unwrap_or_else(|error| {
                        panic!("{} tells of {}: {error}", path.display(), file.path)
                    });
                    let mut hexadecimal = String::new();
                    for byte in Sha256::digest(&bytes) {
                        write!(hexadecimal, "{byte:02x}").unwrap();
                    }
                    assert_eq!(hexadecimal, file.sha256, "{}", file.path);
                }
            }
        }
    }
}

/// How the runs of a situation ended.
fn play(seed: u64) -> Vec<i32> {
    let mut situation = Situation::new(seed);
    let mut ended = Vec::new();
    for _ in 0..=situation.dice.below(3) {
        let run = situation.run();
        if situation.chance(3) {
            situation.edit();
        }
        let status = situation.check(&run);
        ended.push(status);
        // What a run has written it writes again without a question.
        if status < 2 && situation.chance(3) {
            let again = situation.check(&run);
            assert_ne!(again, 2, "the second time: {:?}", run.arguments);
        }
    }
    ended
}

#[test]
fn no_run_harms_what_was_there_before() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let (from, to) = match number("CHENGSHU_OUTPUTS_SEED") {
        Some(seed) => (seed, seed + 1),
        None => (1, number("CHENGSHU_OUTPUTS").unwrap_or(SITUATIONS as u64) + 1),
    };
    let next = AtomicUsize::new(usize::try_from(from).unwrap());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut counts = BTreeMap::<i32, usize>::new();
        let mut failed = BTreeSet::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed) as u64;
            if seed >= to || failed.len() > 5 {
                return (counts, failed);
            }
            match std::panic::catch_unwind(|| play(seed)) {
                Ok(ended) => {
                    for status in ended {
                        *counts.entry(status).or_default() += 1;
                    }
                }
                Err(_) => drop(failed.insert(seed)),
            }
        }
    };
    let (mut counts, mut failed) = (BTreeMap::<i32, usize>::new(), BTreeSet::new());
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in running {
            let (own, seeds) = thread.join().unwrap();
            for (status, count) in own {
                *counts.entry(status).or_default() += count;
            }
            failed.extend(seeds);
        }
    });
    println!("situations {from} to {}: runs by status {counts:?}", to - 1);
    let first = failed.first().copied().unwrap_or_default();
    assert!(
        failed.is_empty(),
        "situations {failed:?}; see one alone: CHENGSHU_OUTPUTS_SEED={first} cargo test --test suite \
         no_run_harms -- --nocapture"
    );
    if to - from > 20 {
        for status in [0, 2] {
            assert!(counts.contains_key(&status), "no run ended with {status}: {counts:?}");
        }
    }
}
