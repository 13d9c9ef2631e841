//! `chengshu normalise`: the cleaned text of transcripts, and what was changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use chengshu::compile;
use chengshu::markdown;
use chengshu::model::manuscript::{ChangeKind, Manuscript};
use chengshu_text::json::quoted;
use chengshu_text::source::Source;

use super::digest::Digested;
use super::print::{self, Output, Reporter, Reporting};
use super::{Outcome, disk};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of transcripts, or a single transcript
    path: PathBuf,
    /// Show each change with its rule and place instead of the text
    #[arg(long, conflicts_with = "report")]
    diff: bool,
    /// Report changes in a machine-readable form instead of printing the text
    #[arg(long, value_enum, value_name = "FORM")]
    report: Option<Form>,
    #[command(flatten)]
    reporting: Reporting,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Form {
    /// Counts by rule and file
    Json,
    /// Each change with its full text, as JSON, one per line
    Changes,
}

/// Cleans each transcript as `compile` does and prints what is asked for.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let (folder, files, mut sink) = disk::list(&arguments.path)?;
    let files = Digested::new(&files);
    let request = super::request(&folder, &files);
    let plan = compile::plan(&request, &mut sink);
    let several = plan.book.chapters.len() > 1;
    let mut counts: Counts = BTreeMap::new();
    compile::clean(&plan, &mut sink, |source, manuscript| {
        let text = match (arguments.report, arguments.diff) {
            (Some(Form::Json), _) => {
                count(source, manuscript, &mut counts);
                return Ok(());
            }
            (Some(Form::Changes), _) => changes(source, manuscript),
            (None, true) => diff(source, manuscript),
            (None, false) if several => format!(
                "<!-- {} -->\n\n{}\n",
                comment(&source.name),
                markdown::write(&manuscript.blocks)
            ),
            (None, false) => markdown::write(&manuscript.blocks),
        };
        print::out(&print::for_output(&text))
    })?;
    if matches!(arguments.report, Some(Form::Json)) {
        print::out(&json(&counts))?;
    }
    let whole = disk::shown(&arguments.path);
    let mut reporter = Reporter::new(&arguments.reporting, Output::Taken);
    let outcome =
        reporter.take(&compile::level(&plan, sink, &whole).found, Some(plan.transcripts()));
    let outcome = reporter.finish(outcome);
    Ok(if plan.book.chapters.is_empty() { Outcome::Unreadable } else { outcome })
}

/// The name of a file within a comment of HTML, which `--` might end.
fn comment(name: &str) -> String {
    print::printable(name).replace("--", r"-\u{2d}")
}

/// Changes by file, then by rule.
type Counts = BTreeMap<String, BTreeMap<&'static str, usize>>;

fn count(source: &Source, manuscript: &Manuscript, counts: &mut Counts) {
    let rules = counts.entry(source.name.to_string()).or_default();
    for change in &manuscript.changes {
        *rules.entry(change.rule).or_default() += 1;
    }
}

fn json(counts: &Counts) -> String {
    let mut total: BTreeMap<&str, usize> = BTreeMap::new();
    for (rule, count) in counts.values().flatten() {
        *total.entry(rule).or_default() += count;
    }
    let group = |rules: &mut dyn Iterator<Item = (&str, usize)>| {
        let pairs: Vec<String> =
            rules.map(|(rule, count)| format!("\"{rule}\": {count}")).collect();
        format!("{{{}}}", pairs.join(", "))
    };
    let files: Vec<String> = counts
        .iter()
        .map(|(file, rules)| {
            let rules = group(&mut rules.iter().map(|(rule, count)| (*rule, *count)));
            format!("    {}: {rules}", quoted(file))
        })
        .collect();
    format!(
        "{{\n  \"total\": {},\n  \"files\": {{\n{}\n  }}\n}}\n",
        group(&mut total.into_iter()),
        files.join(",\n")
    )
}

/// The changes of characters, each as JSON on a line of its own, in the order they were made.
fn changes(source: &Source, manuscript: &Manuscript) -> String {
    let changes = manuscript.changes.iter();
    let lines = changes.filter(|change| change.kind == ChangeKind::Text).map(|change| {
        format!(
            "{{\"file\": {}, \"at\": {}, \"rule\": {}, \"before\": {}, \"after\": {}}}\n",
            quoted(&source.name),
            change.at,
            quoted(change.rule),
            quoted(&change.before),
            quoted(&change.after),
        )
    });
    lines.collect()
}

/// How much of a changed text is shown on either side, in characters.
const SHOWN: usize = 60;

/// The changes in the order of the text: place, rule, before and after.
fn diff(source: &Source, manuscript: &Manuscript) -> String {
    let mut changes: Vec<_> = manuscript.changes.iter().collect();
    changes.sort_by_key(|change| change.at);
    let mut out = String::new();
    // Counted on from change to change, as a line may be very long.
    let (mut line, mut column, mut seen) = (1usize, 1usize, 0usize);
    for change in changes {
        let between = source.text.get(seen..change.at).unwrap_or_default();
        for c in between.chars() {
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        seen += between.len();
        let name = print::leading(&source.name);
        let _ = write!(out, "{name}:{line}:{column} [{}] ", change.rule);
        let (before, after) = (shortened(&change.before), shortened(&change.after));
        let change = match change.kind {
            ChangeKind::Text => format!("{before:?} → {after:?}"),
            ChangeKind::Form => format!("{before} → {after}"),
        };
        let _ = writeln!(out, "{}", print::printable(&change));
    }
    out
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
