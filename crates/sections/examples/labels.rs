//! Prints the labels of sections, to be judged by a reader.
//!
//! `cargo run --release -p chengshu-sections --example labels [--model M] [--length N] FILE...`
//!
//! Headings are taken out first. Of each section its label and its beginning.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example reads files, the clock and the command line, and prints"
)]

use std::error::Error;
use std::time::Instant;

use chengshu_sections::{Model, Unit, labels, length, starts};

fn main() -> Result<(), Box<dyn Error>> {
    let mut model = Model::ChineseProse;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "zh-prose" => model = Model::ChineseProse,
            "zh-speech" => model = Model::ChineseSpeech,
            "en" => model = Model::English,
            "other" => model = Model::Other,
            file => {
                let text = std::fs::read_to_string(file)?;
                let is_text = |line: &&str| !line.is_empty() && !line.starts_with(['#', '`', '~']);
                let body = text.splitn(3, "---\n").last().unwrap_or_default();
                let lines: Vec<&str> = body.lines().map(str::trim).filter(is_text).collect();
                let units: Vec<_> = lines.iter().map(|text| Unit { text, speaker: None }).collect();
                let starts = starts(&units, model, 1_500);
                let began = Instant::now();
                let labels = labels(&units, &starts, model);
                println!("{file}: {} ideographs, {:.1?}", length(&units), began.elapsed());
                for (start, label) in starts.iter().zip(labels) {
                    let opening: String = lines[start.unit].chars().take(60).collect();
                    println!("  {:<30} | {opening}", label.as_deref().unwrap_or("-"));
                }
            }
        }
    }
    Ok(())
}
