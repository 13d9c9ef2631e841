//! Compares the boundaries found with the headings of transcripts that have them.
//!
//! `cargo run --release -p chengshu-sections --example scores [--model M] [--length N] FOLDER`
//!
//! Reads the Markdown files of the folder, takes their headings out and looks for the boundaries again.
//! Names of speakers may stand before their words, or above them with a time: `Mara: 00:12:30`.
//! Files with fewer than two headings or twenty paragraphs are passed over. Prints the mean over files of
//! Pk (Beeferman 1999) and `WindowDiff` (Pevzner and Hearst 2002), which are better the lower they are, of
//! F1 for boundaries exactly met and met within a paragraph, and how long it took. `none` and `even` are
//! what no boundary and boundaries at even distances come to.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example reads its folder, the clock and the command line, and prints"
)]
// Counts are far below 2^52.
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chengshu_sections::{Model, Unit, length, starts};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut model, mut wanted, mut folder) = (Model::ChineseProse, 1_500, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--model" => {
                model = match arguments.next().as_deref() {
                    Some("zh-prose") => Model::ChineseProse,
                    Some("zh-speech") => Model::ChineseSpeech,
                    Some("en") => Model::English,
                    Some("other") => Model::Other,
                    _ => return Err("the models are zh-prose, zh-speech, en, other".into()),
                }
            }
            "--length" => wanted = arguments.next().ok_or("--length wants a number")?.parse()?,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let mut files = Vec::new();
    markdown_files(&folder.ok_or("which folder?")?, &mut files)?;
    files.sort();
    let mut sums = [Scores::default(), Scores::default(), Scores::default()];
    let (mut talks, mut time, mut characters) = (0, Duration::ZERO, 0);
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let (paragraphs, headings) = parted(&text);
        if headings.len() < 2 || paragraphs.len() < 20 {
            continue;
        }
        let units: Vec<_> = paragraphs
            .iter()
            .map(|(speaker, text)| Unit { text, speaker: *speaker })
            .collect();
        let began = Instant::now();
        let found = starts(&units, model, wanted);
        time += began.elapsed();
        characters += length(&units);
        talks += 1;
        let found: Vec<usize> = found.into_iter().map(|start| start.unit).collect();
        let count = paragraphs.len();
        let even: Vec<_> =
            (1..=headings.len()).map(|at| at * count / (headings.len() + 1)).collect();
        for (sum, guess) in sums.iter_mut().zip([&found, &even, &Vec::new()]) {
            sum.add(count, &headings, guess);
        }
    }
    println!("{talks} talks, {characters} ideographs, {time:.1?}");
    for (name, sum) in ["found", "even", "none"].into_iter().zip(sums) {
        let mean = |value: f64| value / f64::from(talks);
        println!(
            "{name:<6} Pk {:.3}  WindowDiff {:.3}  F1 {:.3}  F1±1 {:.3}  sections {:.1}",
            mean(sum.pk),
            mean(sum.window_diff),
            mean(sum.exact),
            mean(sum.near),
            mean(sum.sections)
        );
    }
    Ok(())
}

fn markdown_files(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    Ok(())
}

/// Who speaks, if that is said, and the words.
type Paragraph<'a> = (Option<&'a str>, &'a str);

/// The paragraphs of a transcript, and those that stand after a heading.
fn parted(text: &str) -> (Vec<Paragraph<'_>>, Vec<usize>) {
    let text = text.trim_start_matches('\u{feff}');
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let body = body.map_or(text, |(_, body)| body);
    let names = names(body);
    let known = |name: &&str| names.get(name).is_some_and(|count| *count > 1);
    let (mut paragraphs, mut headings, mut speaker) = (Vec::new(), Vec::new(), None);
    for line in body.lines().map(str::trim) {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&level) && line[level..].starts_with(' ') {
            if !paragraphs.is_empty() {
                headings.push(paragraphs.len());
            }
        } else if let Some((name, words)) = named(line).filter(|(name, _)| known(name)) {
            match words {
                "" => speaker = Some(name),
                words => paragraphs.push((Some(name), words)),
            }
        } else if !line.is_empty() && !line.starts_with("```") {
            paragraphs.push((speaker.take(), line));
        }
    }
    headings.dedup();
    headings.retain(|at| *at < paragraphs.len());
    (paragraphs, headings)
}

/// How often each name stands before words; none if there are not several that return.
fn names(body: &str) -> HashMap<&str, usize> {
    let mut names = HashMap::new();
    for (name, _) in body.lines().filter_map(|line| named(line.trim())) {
        *names.entry(name).or_default() += 1;
    }
    let returning = names.values().filter(|count| **count > 1).count();
    if (2..=12).contains(&returning) { names } else { HashMap::new() }
}

/// A name in the Latin script, and the words behind it but for a time.
fn named(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.trim_start_matches('*').split_once(':')?;
    let fits = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.len() < 40
        && name.split(' ').count() <= 4
        && name.chars().all(|c| c.is_alphanumeric() || " .'’-".contains(c));
    let time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '[' | ']' | '(' | ')' | '*' | ' ');
    fits.then(|| (name, words.trim_start_matches(time)))
}

#[derive(Default)]
struct Scores {
    pk: f64,
    window_diff: f64,
    exact: f64,
    near: f64,
    sections: f64,
}

impl Scores {
    fn add(&mut self, count: usize, headings: &[usize], guess: &[usize]) {
        let window = (count as f64 / (headings.len() + 1) as f64 / 2.0).round_ties_even().max(2.0);
        let window = window as usize;
        let (wanted, guessed) = (numbers(count, headings), numbers(count, guess));
        let places = count.saturating_sub(window);
        let (mut together, mut same) = (0, 0);
        for at in 0..places {
            let crossed = |numbers: &[usize]| numbers[at + window] - numbers[at];
            together += usize::from((crossed(&wanted) == 0) != (crossed(&guessed) == 0));
            same += usize::from(crossed(&wanted) != crossed(&guessed));
        }
        self.pk += together as f64 / places.max(1) as f64;
        self.window_diff += same as f64 / places.max(1) as f64;
        self.exact += f1(headings, guess, 0);
        self.near += f1(headings, guess, 1);
        self.sections += (guess.len() + 1) as f64;
    }
}

/// The number of the section each paragraph is in.
fn numbers(count: usize, starts: &[usize]) -> Vec<usize> {
    (0..count).map(|at| starts.partition_point(|start| *start <= at)).collect()
}

fn f1(headings: &[usize], guess: &[usize], off: usize) -> f64 {
    let mut used = vec![false; headings.len()];
    let mut met = 0;
    for at in guess {
        let fits =
            |(number, heading): &(usize, &usize)| heading.abs_diff(*at) <= off && !used[*number];
        let nearest = headings
            .iter()
            .enumerate()
            .filter(fits)
            .min_by_key(|(_, own)| own.abs_diff(*at));
        if let Some((number, _)) = nearest {
            used[number] = true;
            met += 1;
        }
    }
    let all = guess.len() + headings.len();
    if all == 0 { 0.0 } else { 2.0 * f64::from(met) / all as f64 }
}
