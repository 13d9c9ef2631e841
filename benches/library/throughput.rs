//! How fast files are read and normalised, on one thread and in memory: from their bytes to the blocks
//! of a manuscript, as a chapter is read when it is compiled.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use chengshu::ingest::{self, Beside, Content, front_matter};
use chengshu::model::treatment::Treatment;
use chengshu::normalise::{self, Body, normalise};
use chengshu_text::diag::Sink;

use super::captions::FORMS;
use super::megabytes;
use super::run::{Effort, Usage};
use super::text;

/// Minutes of the talks, and how much longer the longer ones are.
const MINUTES: usize = 60;
const TIMES: usize = 8;

/// Bytes read in one go: what the clock of the processor time leaves out is little then.
const ENOUGH: usize = 16_000_000;

/// Prints how fast each kind of file is read and normalised: those of an hour, and those of several, which take
/// as much for each byte.
pub fn print(effort: Effort) -> Result<()> {
    let longer = if effort == Effort::Once { 1 } else { TIMES };
    println!("\nreading and normalising, one thread    1 hour  MB/s  {longer} hours  MB/s");
    let markdown = |hours: usize| {
        let mut chapters = text::chapters(hours * 2).map(|(_, text)| text);
        let first = chapters.next().unwrap_or_default();
        let bodies = chapters.filter_map(|text| {
            let (_, body) = text.split_once("\n---\n")?;
            Some(body.to_owned())
        });
        first + &bodies.collect::<String>()
    };
    row("Markdown, Chinese", "talk.md", [markdown(1), markdown(longer)], effort)?;
    for form in &FORMS {
        let texts = [form.write(MINUTES), form.write(MINUTES * longer)];
        row(form.name, form.file, texts, effort)?;
    }
    Ok(())
}

fn row(name: &str, file: &str, texts: [String; 2], effort: Effort) -> Result<()> {
    print!("{name:<36}");
    for text in texts {
        let count = if effort == Effort::Once { 1 } else { ENOUGH.div_ceil(text.len()) };
        let time = effort.best(|| {
            let copies = vec![text.clone().into_bytes(); count];
            let (start, before) = (Instant::now(), processor_time());
            for bytes in copies {
                read(file, bytes)?;
            }
            let own =
                processor_time().zip(before).map(|(after, before)| after.saturating_sub(before));
            Ok(Usage::of_time(own.unwrap_or_else(|| start.elapsed())))
        })?;
        let size = megabytes(text.len() as u64);
        let seconds = time.time.as_secs_f64();
        print!("  {size:>7.2}  {:>4.0}", megabytes((text.len() * count) as u64) / seconds);
    }
    println!();
    Ok(())
}

/// Processor time of this thread so far, where Linux counts it: other programs that run do not change it.
fn processor_time() -> Option<Duration> {
    let counts = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = counts.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Reads and normalises a file.
fn read(file: &str, bytes: Vec<u8>) -> Result<()> {
    let mut sink = Sink::default();
    let source = ingest::source(file, bytes, file, &mut sink).context("no text")?;
    let prose;
    let body = match ingest::content(file, &source, &mut sink) {
        Some(Content::Written) => Body::Written(front_matter::split(&source).body),
        Some(Content::Spoken(recording)) => {
            prose = ingest::prose::prose(&Beside::default().complete(recording));
            Body::Spoken(&prose)
        }
        None => bail!("{file} is no transcript"),
    };
    let request = normalise::Request {
        source: &source,
        file,
        body,
        titles: &["talk"],
        language: if file.contains(".en.") { "en" } else { "zh-CN" },
        sections: None,
        treatment: &Treatment::default(),
    };
    let manuscript = normalise(&request, &mut sink);
    if manuscript.blocks.is_empty() {
        bail!("nothing is left of {file}");
    }
    black_box((manuscript, sink));
    Ok(())
}
