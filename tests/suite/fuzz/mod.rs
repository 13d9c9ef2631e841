//! Every reader of outside bytes is fed with damaged and made-up files.
//!
//! A reader is a row of [`readers::READERS`]; its function feeds it, asserts what it promises of any
//! bytes, and tells what it met with. An input that makes a reader meet with something new is kept and
//! damaged further, so that inputs grow into what readers are built for. The same seed makes the
//! same inputs.
//!
//! `cargo test` feeds each reader a little. `CHENGSHU_FUZZ` is how often each is fed instead, and
//! `CHENGSHU_FUZZ_READERS` names some of them, with commas between; `CHENGSHU_FUZZ_SEED` is a number
//! other inputs follow from. What breaks a reader is made smaller and lies in `target/fuzz/`; once it
//! is understood it becomes a file in `tests/fuzz/READER/`, which each run begins with.

mod books;
mod mutate;
mod oracle;
pub mod readers;
mod recognisers;
mod words;

use std::collections::HashSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::dice::Dice;
use oracle::Met;
use readers::{READERS, Reader};

/// How often each reader is fed by `cargo test`.
const SHORT: usize = 150;

/// No input of at most 64 KB may take longer, on a machine with other things to do.
const SLOWEST: Duration = Duration::from_secs(10);

/// What a round of feeding one reader came to.
struct Round {
    reader: &'static Reader,
    executions: usize,
    kept: usize,
    time: Duration,
    slowest: Duration,
    slowest_size: usize,
    /// What broke it.
    broken: Vec<String>,
}

#[test]
fn readers_take_any_bytes() {
    let executions = std::env::var("CHENGSHU_FUZZ").map_or(SHORT, |text| text.parse().unwrap());
    let seed = std::env::var("CHENGSHU_FUZZ_SEED").map_or(1, |text| text.parse().unwrap());
    let wanted = std::env::var("CHENGSHU_FUZZ_READERS").unwrap_or_default();
    let chosen: Vec<_> = READERS
        .iter()
        .filter(|reader| wanted.is_empty() || wanted.split(',').any(|name| name == reader.name))
        .collect();
    assert!(!chosen.is_empty(), "no reader is called {wanted}");
    let queue = Mutex::new(chosen.into_iter());
    let broken = Mutex::new(Vec::new());
    let work = || {
        loop {
            let next = queue.lock().unwrap().next();
            let Some(reader) = next else { break };
            let round = feed(reader, executions, seed);
            println!(
                "{:<14} {:>9} executions {:>6} kept {:>8.1} s, slowest {:>6} ms with {} bytes, {} broken",
                reader.name,
                round.executions,
                round.kept,
                round.time.as_secs_f64(),
                round.slowest.as_millis(),
                round.slowest_size,
                round.broken.len(),
            );
            broken.lock().unwrap().extend(round.broken);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let broken = broken.into_inner().unwrap();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Feeds a reader with its seeds, then with what is made of them.
fn feed(reader: &'static Reader, executions: usize, seed: u64) -> Round {
    let began = Instant::now();
    let mut dice = Dice::new(seed);
    let mut round = Round {
        reader,
        executions: 0,
        kept: 0,
        time: Duration::ZERO,
        slowest: Duration::ZERO,
        slowest_size: 0,
        broken: Vec::new(),
    };
    let mut met = HashSet::new();
    let mut pool = Vec::new();
    for seed in seeds(reader) {
        round.take(seed, &mut met, &mut pool);
    }
    while round.executions < executions && round.broken.len() < 3 {
        let input = mutate::mutate(&pool, reader.words, &mut dice);
        round.take(input, &mut met, &mut pool);
    }
    round.kept = pool.len();
    round.time = began.elapsed();
    round
}

impl Round {
    fn take(&mut self, input: Vec<u8>, met: &mut HashSet<u64>, pool: &mut Vec<Vec<u8>>) {
        let began = Instant::now();
        let result = attempt(self.reader, &input);
        let time = began.elapsed();
        self.executions += 1;
        if time > self.slowest {
            (self.slowest, self.slowest_size) = (time, input.len());
        }
        match result {
            Err(message) => {
                let small = reduced(self.reader, input);
                self.report(&small, &message);
            }
            // The machine may have been busy with something else.
            Ok(_) if time > SLOWEST && quickest(self.reader, &input) > SLOWEST => {
                self.report(&input, &format!("took {time:?}"));
            }
            Ok(new) => {
                let before = met.len();
                met.extend(new.0);
                // What is blown up is slow to feed and makes slow children.
                if met.len() > before && input.len() <= mutate::LARGEST {
                    pool.push(input);
                }
            }
        }
    }

    fn report(&mut self, input: &[u8], message: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
        fs::create_dir_all(&folder).unwrap();
        let place = folder.join(format!("{}-{}", self.reader.name, self.executions));
        fs::write(&place, input).unwrap();
        self.broken.push(format!(
            "{} breaks on {}: {message}\n{:?}",
            self.reader.name,
            place.display(),
            String::from_utf8_lossy(&input[..input.len().min(300)])
        ));
    }
}

fn attempt(reader: &Reader, input: &[u8]) -> Result<Met, String> {
    catch_unwind(AssertUnwindSafe(|| (reader.feed)(input))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        text.unwrap_or("it panicked").to_owned()
    })
}

/// The shortest time that feeding an input takes in a few attempts.
fn quickest(reader: &Reader, input: &[u8]) -> Duration {
    let timed = |_| {
        let began = Instant::now();
        let _ = attempt(reader, input);
        began.elapsed()
    };
    (0..3).map(timed).min().unwrap_or_default()
}

/// The input without what it breaks without.
fn reduced(reader: &Reader, mut input: Vec<u8>) -> Vec<u8> {
    let mut piece = input.len() / 2;
    while piece > 0 {
        let mut at = 0;
        while at < input.len() {
            let mut less = input.clone();
            less.drain(at..(at + piece).min(input.len()));
            if attempt(reader, &less).is_err() {
                input = less;
            } else {
                at += piece;
            }
        }
        piece /= 2;
    }
    input
}

/// Inputs to begin with: what broke the reader once, and files of the cases with its endings.
fn seeds(reader: &Reader) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut paths = Vec::new();
    files(&root.join("fuzz").join(reader.name), &mut paths);
    let mut cases = Vec::new();
    files(&root.join("cases"), &mut cases);
    cases.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        reader.files.iter().any(|ending| name.ends_with(ending))
    });
    paths.append(&mut cases);
    let mut seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    seeds.retain(|seed| seed.len() <= mutate::LARGEST);
    seeds.extend((reader.more)());
    seeds
}

/// The files below a folder, in order of their names.
fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, out);
        } else {
            out.push(path);
        }
    }
}
