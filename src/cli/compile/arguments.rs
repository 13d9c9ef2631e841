//! The arguments of `chengshu compile`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chengshu::devices::{TARGETS, Target};
use chengshu::model::settings::BookSettings;
use chengshu::model::treatment::Advertising;
use chengshu::settings::diag::LANGUAGE_CORRECTED;
use chengshu_epub::publication::Contributor;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Located;
use chengshu_text::time::Zone;
use chengshu_writing::language::tag;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::shard::Shard;
use crate::cli::cache::Caching;
use crate::cli::outputs::Replacing;
use crate::cli::print::Reporting;
use crate::cli::refs;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folders of transcripts, or single transcripts; each becomes a book
    #[arg(default_value = "seeds")]
    pub paths: Vec<PathBuf>,
    /// Folder to write the books to
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    pub output: PathBuf,
    /// Folder of cover images, each named after its book
    #[arg(long, value_name = "DIR", default_value = "covers")]
    pub covers: PathBuf,
    /// Design of a drawn cover: label, horizon, tiles, strip or initial
    #[arg(long, value_name = "NAME")]
    cover_design: Option<String>,
    /// Title of the book
    #[arg(long)]
    pub title: Option<String>,
    /// Author; repeat the option for more
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// Language tag of the book, such as zh-CN or en
    #[arg(long, value_name = "TAG", value_parser = tag::stated)]
    language: Option<tag::Stated>,
    /// Series the book belongs to
    #[arg(long, value_name = "NAME")]
    series: Option<String>,
    /// Number in the series
    #[arg(long, value_name = "NUMBER", requires = "series")]
    number: Option<String>,
    /// Publisher
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Rights statement
    #[arg(long, value_name = "TEXT")]
    rights: Option<String>,
    /// Name of the finished file, without .epub
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What to do with advertising that the transcripts strike out
    #[arg(long, value_enum)]
    ads: Option<Ads>,
    /// Also write the cited works next to the book; repeat the option for more formats
    #[arg(long = "export", value_name = "FORM", value_parser = refs::forms())]
    exports: Vec<String>,
    /// Reading systems to make the book for, or all; repeat the option for more
    #[arg(long = "target", value_name = "TARGET", value_parser = targets())]
    targets: Vec<String>,
    /// Citation style of the references
    #[arg(long, value_name = "STYLE")]
    citation_style: Option<String>,
    /// Time zone of printed dates, such as +08:00
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    timezone: Option<Zone>,
    /// Compile only a share of the paths, such as 3/16, to build a library on many machines;
    /// the file name of a path alone decides on its share
    #[arg(long, value_name = "N/OF", value_parser = Shard::parse)]
    pub shard: Option<Shard>,
    /// Threads to use, at most 256; by default one for each core
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<NonZeroUsize>,
    /// Also write one report on all books of this run
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    #[command(flatten)]
    pub replacing: Replacing,
    #[command(flatten)]
    pub caching: Caching,
    #[command(flatten)]
    pub reporting: Reporting,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Ads {
    Aside,
    Keep,
    Drop,
}

/// The names of targets, as values of an argument.
pub fn targets() -> PossibleValuesParser {
    let named = |target: &&Target| PossibleValue::new(target.name).help(target.serves);
    let all = PossibleValue::new("all").help("all of these");
    PossibleValuesParser::new(TARGETS.iter().map(named).chain([all]))
}

/// The most threads that can be asked for; each has a stack of its own and chapters in flight.
const MOST_THREADS: usize = 256;

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let threads = text.parse().ok().filter(|threads: &NonZeroUsize| threads.get() <= MOST_THREADS);
    threads.ok_or_else(|| format!("write a number from 1 to {MOST_THREADS}"))
}

fn zone(text: &str) -> Result<Zone, String> {
    Zone::parse(text).ok_or_else(|| "not a time zone; write it as +08:00 or UTC".into())
}

impl Arguments {
    /// Says what of the command line is taken in another form.
    pub fn report(&self, sink: &mut Sink) {
        if let Some(read) = self.language.as_ref().filter(|read| read.is_corrected) {
            let message = format!("`--language` became {}", read.tag);
            let place = Place::file("the command line");
            sink.push(Diagnostic::new(&LANGUAGE_CORRECTED, message).at(place));
        }
    }

    /// The settings given on the command line.
    pub fn settings(&self) -> BookSettings {
        fn located<T>(value: T) -> Located<T> {
            Located { value, at: 0..0 }
        }
        let text = |text: &Option<String>| text.clone().map(located);
        BookSettings {
            title: text(&self.title),
            authors: self
                .authors
                .iter()
                .map(|name| {
                    located(Contributor { name: name.clone(), file_as: None, role: "aut".into() })
                })
                .collect(),
            cover_design: text(&self.cover_design),
            language: self.language.as_ref().map(|read| located(read.tag.clone())),
            series: text(&self.series),
            number: text(&self.number),
            publisher: text(&self.publisher),
            rights: text(&self.rights),
            output: text(&self.name),
            ads: self.ads.map(|ads| {
                located(match ads {
                    Ads::Aside => Advertising::Aside,
                    Ads::Keep => Advertising::Keep,
                    Ads::Drop => Advertising::Drop,
                })
            }),
            exports: self.exports.iter().cloned().map(located).collect(),
            targets: self.targets.iter().cloned().map(located).collect(),
            citation_style: text(&self.citation_style),
            timezone: self.timezone.map(located),
            ..BookSettings::default()
        }
    }
}
