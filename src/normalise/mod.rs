//! From the body of a transcript to a manuscript: the rules, in order. Those of lines and of markup
//! run again where a later one changed words or paragraphs. Those of lines also set what stands in no
//! body: see [`display`].
//!
//! Rules before the Markdown is parsed edit the text; rules after it change blocks. To add one,
//! write its file with its `RULE` and name it in [`RULES`]. Running the rules on their own result changes
//! nothing, which `tests` checks for every rule's examples.

#![allow(clippy::ptr_arg, reason = "all rules have the signature of the table")]

mod artefacts;
mod asides;
mod breaks;
mod capitals;
pub mod diag;
mod dialects;
mod directions;
pub mod display;
mod draft;
mod fence;
mod foreign;
mod formulas;
mod fragments;
mod gaps;
mod glossary;
mod headings;
mod invisible;
mod line;
mod lines;
mod markers;
mod marks;
mod omissions;
mod punctuation;
mod rule;
mod rules;
mod sections;
mod signs;
mod speakers;
mod stamps;
pub mod stations;
mod struck;
mod tasks;
#[cfg(test)]
mod tests;
mod turns;
mod underscores;
mod variant;
mod walls;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use crate::markdown::{self, Parsed};
use crate::model::block::{Block, plain_text, visit_pieces};
use crate::model::manuscript::{Ledger, Manuscript};
use crate::model::section_file::SectionFile;
use crate::model::speech::Prose;
use crate::model::text_sum::TextSum;
use crate::model::treatment::{Switch, Treatment};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::{Located, OffsetMap, Source, Span};
use dialects::verbatim::Verbatim;
use draft::Draft;
use line::ROUNDS;
pub use rule::{Apply, Rule};
pub use rules::{FAMILIES, RULES, table};
pub use work::Work;

/// How far the ends of an address are looked for, in bytes: longer ones are not written into running
/// text.
const LONGEST_ADDRESS: usize = 2_000;

/// A chapter to normalise.
#[derive(Debug)]
pub struct Request<'a> {
    /// The file.
    pub source: &'a Source,
    /// Its path from the book's folder, for entries of the glossary.
    pub file: &'a str,
    /// The body.
    pub body: Body<'a>,
    /// Forms of the chapter's title a first heading may repeat.
    pub titles: &'a [&'a str],
    /// Language tag of the book.
    pub language: &'a str,
    /// The treatment of its text.
    pub treatment: &'a Treatment,
    /// Its sections, if a file states them.
    pub sections: Option<&'a SectionFile>,
}

/// Where the body of a chapter is.
#[derive(Debug)]
pub enum Body<'a> {
    /// In the file, as it stands.
    Written(Span),
    /// Written out from what is said in the file.
    Spoken(&'a Prose),
}

/// Normalises a body.
pub fn normalise(request: &Request<'_>, sink: &mut Sink) -> Manuscript {
    let source = request.source;
    let named;
    let (body, mut draft, speakers) = match &request.body {
        Body::Written(span) => {
            let body = source.text.get(span.clone()).unwrap_or_default();
            let draft = Draft::new(body, OffsetMap::starting_at(span.start));
            named = turns::stated(body);
            (body, draft, named.as_slice())
        }
        Body::Spoken(prose) => {
            let mut draft = Draft::new(&prose.text, prose.origin.clone());
            draft.moments.clone_from(&prose.moments);
            (prose.text.as_str(), draft, prose.speakers.as_slice())
        }
    };
    report_replacements(body, &draft.origin, source, sink);
    edit(request, &mut draft, sink);
    let parsed = markdown::parse_held(&draft.text, &draft.origin, &draft.formulas);
    report(&parsed, &draft, source, sink);
    let mut blocks = parsed.blocks;
    let mut changes = std::mem::take(&mut draft.changes);
    draft.moments.sort_by_key(|moment| moment.at);
    let mut work = Work {
        titles: request.titles,
        language: request.language,
        treatment: request.treatment,
        sections: request.sections,
        file: request.file,
        source,
        moments: &draft.moments,
        sink,
        changes: &mut changes,
        changed: TextSum::default(),
        asides: 0,
        corrections: BTreeSet::new(),
        speakers,
    };
    let written = headings(&blocks);
    run(&mut blocks, &mut work);
    markdown::settle(&mut blocks);
    let now = headings(&blocks);
    let headings = written.into_iter().filter(|(at, words)| now.get(at) != Some(words));
    let changed = draft.changed + work.changed;
    let (asides, corrections) = (work.asides, work.corrections);
    display::count_in_title(request, &mut changes);
    let start = match &request.body {
        Body::Written(span) => span.start,
        Body::Spoken(_) => 0,
    };
    let (body, text) = text_sums(body, start, &blocks);
    Manuscript {
        blocks,
        headings: headings.collect(),
        changes,
        moments: draft.moments,
        asides,
        corrections,
        left_out: omissions::omissions(parsed.left_out),
        ledger: Ledger { body, changed, markup: parsed.markup, text },
    }
}

/// Runs the rules that edit the text.
fn edit(request: &Request<'_>, draft: &mut Draft<'_>, sink: &mut Sink) {
    for rule in rules_of(request.treatment) {
        // Signs in what somebody says are words, and its reader has told who speaks.
        let is_of_text = rule.family == "dialects" || rule.id == turns::RULE.id;
        if is_of_text && matches!(request.body, Body::Spoken(_)) {
            continue;
        }
        match rule.apply {
            Apply::Text(find) => {
                let edits = find(&draft.text);
                if let Some((finding, at)) = omissions::of_edits(rule.id, &edits, draft) {
                    sink.push(finding.at(request.source.place(draft.origin.original(at))));
                }
                draft.apply(rule.id, &edits);
            }
            Apply::Formulas => draft.hold_formulas(),
            _ => {}
        }
    }
}

/// Reports what the parser could not make anything of.
fn report(parsed: &Parsed, draft: &Draft<'_>, source: &Source, sink: &mut Sink) {
    if !draft.formulas.is_empty() {
        formulas::report(&parsed.blocks, source, sink);
    }
    omissions::report(&parsed.left_out, source, sink);
    for &at in &parsed.sparse_tables {
        let message = "this table has more than 262,144 empty cells; it becomes a paragraph";
        sink.push(
            Diagnostic::new(&diag::SPARSE_TABLE, message)
                .at(source.place(at))
                .help("remove empty columns from the head, or split the table"),
        );
    }
    for span in &parsed.lost {
        let at = draft.origin.original(span.start);
        let text = draft.written(span);
        sink.push(
            Diagnostic::new(&diag::TEXT_LOST, format!("the parser lost {text:?}"))
                .at(source.place(at)),
        );
    }
    report_missing_notes(draft, &parsed.blocks, source, sink);
}

/// The words of all headings by their places.
fn headings(blocks: &[Block]) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    let mut open: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = open.pop() {
        if let Block::Heading { content, at, .. } = block {
            found.insert(*at, plain_text(content));
        }
        open.extend(block.inner().iter().flatten());
    }
    found
}

/// Runs the rules that change blocks.
fn run(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let mut ran = Ran::default();
    for rule in rules_of(work.treatment) {
        match rule.apply {
            Apply::Line(writing, line) if writing.is_of(work.language) => {
                ran.waiting.push((rule.id, line));
            }
            Apply::Line(..) | Apply::Text(_) | Apply::Formulas => {}
            Apply::Shapes(apply) => {
                ran.settle(blocks, work);
                ran.shapes.push(apply);
                ran.apply(apply, rule.family, blocks, work);
            }
            Apply::Blocks(apply) => {
                ran.settle(blocks, work);
                ran.apply(apply, rule.family, blocks, work);
            }
        }
    }
    ran.settle(blocks, work);
}

/// Rules that have run and look at whole lines and paragraphs, to which new ones may show something
/// new.
#[derive(Default)]
struct Ran {
    /// Rules about the shape of paragraphs.
    shapes: Vec<fn(&mut Vec<Block>, &mut Work<'_>)>,
    /// Rules about lines.
    lines: Vec<(&'static str, line::LineRule)>,
    /// Rules about lines that have not run yet.
    waiting: Vec<(&'static str, line::LineRule)>,
}

impl Ran {
    /// Runs a rule about blocks, and again what has run if that made other words or paragraphs. New
    /// words may then show a rule about paragraphs where to part or join others.
    fn apply(
        &self,
        apply: fn(&mut Vec<Block>, &mut Work<'_>),
        family: &str,
        blocks: &mut Vec<Block>,
        work: &mut Work<'_>,
    ) {
        for _ in 0..ROUNDS {
            let (changes, text_sum) = (work.changes.len(), work.changed);
            apply(blocks, work);
            let reshaped = family == "paragraphs" && work.changes.len() > changes;
            if reshaped || work.changed != text_sum {
                self.shape(blocks, work);
                self.settle_lines(blocks, work);
            }
            if !reshaped {
                return;
            }
        }
    }

    /// Runs what waits.
    fn settle(&mut self, blocks: &mut Vec<Block>, work: &mut Work<'_>) {
        if self.waiting.is_empty() {
            return;
        }
        // What ends a line is plain to its rules.
        markdown::settle(blocks);
        self.lines.append(&mut self.waiting);
        self.settle_lines(blocks, work);
    }

    /// Runs the rules about lines, and those about shapes again, until there is nothing new to them.
    fn settle_lines(&self, blocks: &mut Vec<Block>, work: &mut Work<'_>) {
        for _ in 0..ROUNDS {
            let before = work.changes.len();
            line::settle(blocks, work, &self.lines);
            if work.changes.len() == before {
                return;
            }
            self.shape(blocks, work);
        }
    }

    /// Runs the rules about shapes again, until there is nothing new to them.
    fn shape(&self, blocks: &mut Vec<Block>, work: &mut Work<'_>) {
        for _ in 0..ROUNDS {
            markdown::settle(blocks);
            let before = work.changes.len();
            for apply in &self.shapes {
                apply(blocks, work);
            }
            if work.changes.len() == before {
                return;
            }
        }
    }
}

/// The sum of a body, which begins at `start` of its source, and of the blocks made from it. What
/// stands in both as it is, is summed once.
fn text_sums(body: &str, start: usize, blocks: &[Block]) -> (TextSum, TextSum) {
    let (mut in_body, mut in_blocks) = (TextSum::default(), TextSum::default());
    let mut seen = 0;
    visit_pieces(blocks, &mut |piece, at| {
        let text_sum = TextSum::of(piece);
        in_blocks += text_sum;
        let at = at.and_then(|at| at.checked_sub(start));
        if let Some(at) = at.filter(|at| *at >= seen)
            && body.get(at..at + piece.len()) == Some(piece)
        {
            in_body += TextSum::of(&body[seen..at]) + text_sum;
            seen = at + piece.len();
        }
    });
    (in_body + TextSum::of(&body[seen..]), in_blocks)
}

/// The rules that run, in order: all that are not switched off.
fn rules_of(treatment: &Treatment) -> impl Iterator<Item = &'static Rule> + '_ {
    RULES
        .iter()
        .filter(move |rule| treatment.switch(rule.id, rule.family) != Some(Switch::Off))
}

/// Reports switches for rules that do not exist. `place` says where an offset of the settings is.
pub fn check_switches(
    switches: &[(Located<String>, Switch)],
    place: impl Fn(&Span) -> Place,
    sink: &mut Sink,
) {
    let rules = RULES.iter().map(|rule| rule.id);
    let known = rules.chain(FAMILIES.iter().copied());
    for (name, _) in switches {
        if known.clone().any(|id| id == name.value) {
            continue;
        }
        let message = format!("unknown rule `{}`", name.value);
        sink.push(Diagnostic::new(&diag::UNKNOWN_RULE, message).at(place(&name.at)).meant(
            &name.value,
            known.clone(),
            || format!("the families of rules are {}", FAMILIES.join(", ")),
        ));
    }
}

fn report_replacements(body: &str, origin: &OffsetMap, source: &Source, sink: &mut Sink) {
    let mut found = memchr::memmem::find_iter(body.as_bytes(), "\u{fffd}");
    if let Some(first) = found.next() {
        let count = 1 + found.count();
        sink.push(
            Diagnostic::new(
                &diag::REPLACEMENT_CHARACTER,
                format!("{count} × U+FFFD; the first is here"),
            )
            .at(source.place(origin.original(first)))
            .help("find the words in the recording and correct the file"),
        );
    }
}

/// Reports marks of notes the text does not have; they are plain text to the parser.
fn report_missing_notes(draft: &Draft<'_>, blocks: &[Block], source: &Source, sink: &mut Sink) {
    let text = &*draft.text;
    if !draft::holds(text, "^") {
        return;
    }
    let labels: BTreeSet<String> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Note { label, .. } => Some(label.to_lowercase()),
            _ => None,
        })
        .collect();
    let verbatim = Verbatim::code(text);
    let mut from = 0;
    while let Some(at) = verbatim.find(text, "[^", from) {
        from = at + 2;
        let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '`' | '\\');
        let Some(length) = text[from..].find(ends).filter(|length| *length > 0) else {
            continue;
        };
        let (label, rest) = text[from..].split_at(length);
        if rest.starts_with(']') && !labels.contains(&label.to_lowercase()) {
            let message = format!("there is no note [^{label}]");
            sink.push(
                Diagnostic::new(&diag::NOTE_MISSING, message)
                    .at(source.place(draft.origin.original(at)))
                    .help(format!("write the note as `[^{label}]: …`, or `\\[^` for literal text")),
            );
        }
    }
}
