//! Files of the folder that are not in the book, for the build report and in a line for people.

use std::fmt::Write as _;

use super::reading::{COMMENTS, read};
use super::{LeftOut, PROMOTION, Request};
use crate::ingest::diag::{NO_READER, NOT_SPEECH};
use crate::ingest::unread;
use crate::model::library::{Reason, Transcript};
use crate::model::outline::Outline;
use chengshu_text::diag::{Diagnostic, Place, Sink};

/// How many files the line for people names.
const NAMED: usize = 10;

/// A file that is left out, as findings name it, and why.
type Left = (String, Reason);

/// Reports the files that no reader takes, and those in which the first look, whose findings are
/// `outlined`, saw no transcript: all of them in one line for people, and each in a note. Out: what the
/// build report says of them and of drafts.
pub fn report(
    request: &Request<'_>,
    outlines: &[Outline],
    outlined: &Sink,
    sink: &mut Sink,
) -> Vec<LeftOut> {
    let mut out = drafts(request, outlines);
    out.extend(outlines.iter().flat_map(promotion));
    let mut left: Vec<Left> = Vec::new();
    for file in &request.folder.unread {
        let name = request.files.display(&file.path);
        let text = read_comments(request, &file.path, file.reason);
        let reason = text.as_ref().map_or(file.reason, |_| Reason::Comments);
        let (what, message) = match reason {
            Reason::Comments => ("comments", COMMENTS),
            Reason::Misplaced => ("file", "it is in the wrong place; left out"),
            _ => ("file", "it is in no format that is read; left out"),
        };
        sink.push(Diagnostic::new(&NOT_SPEECH, message).at(Place::file(name.as_str())));
        out.push(LeftOut {
            count: text.map(|text| unread::comments(&text)),
            ..LeftOut::file(&name, what)
        });
        left.push((name, reason));
    }
    let no_speech = |finding: &&Diagnostic| finding.code == &NOT_SPEECH;
    for finding in outlined.as_slice().iter().filter(no_speech) {
        let Some(place) = &finding.place else {
            continue;
        };
        let is_comments = finding.message == COMMENTS;
        let (what, reason) = if is_comments {
            ("comments", Reason::Comments)
        } else {
            ("file", Reason::NoTranscript)
        };
        out.push(LeftOut {
            count: is_comments.then(|| count(request, &place.file)),
            ..LeftOut::file(&place.file, what)
        });
        left.push((place.file.to_string(), reason));
    }
    if !left.is_empty() {
        sink.push(line(&left));
    }
    out
}

/// The line for people: how many files of which kinds, and the names of the first.
fn line(left: &[Left]) -> Diagnostic {
    let kinds = left.iter().map(|(name, reason)| (name.as_str(), *reason));
    let names = left.iter().take(NAMED).map(|(name, _)| name.as_str());
    let mut named = names.collect::<Vec<_>>().join(", ");
    if left.len() > NAMED {
        let _ = write!(named, ", and {} more", left.len() - NAMED);
    }
    Diagnostic::new(&NO_READER, unread::account(kinds))
        .help(format!("export as text what belongs to the book: {named}"))
}

/// The text of a list of comments, as its name tells. One that cannot be read is counted as empty.
fn read_comments(request: &Request<'_>, path: &str, reason: Reason) -> Option<String> {
    let read = || request.files.read(path).unwrap_or_default();
    (reason == Reason::Comments).then(|| String::from_utf8_lossy(&read()).into_owned())
}

/// How many comments there are in a file that was taken for a transcript, as findings name it.
fn count(request: &Request<'_>, name: &str) -> u64 {
    let paths = request.folder.transcripts().flat_map(Transcript::paths);
    let mut named = paths.filter(|path| request.files.display(path) == name);
    let source = named.next().and_then(|path| read(request.files, path, &mut Sink::default()));
    source.map_or(0, |source| unread::comments(&source.text))
}

/// Drafts, with the characters of their text.
fn drafts(request: &Request<'_>, outlines: &[Outline]) -> Vec<LeftOut> {
    let is_draft =
        |outline: &&Outline| outline.head.draft.as_ref().is_some_and(|draft| draft.value);
    let drafts = outlines.iter().filter(is_draft);
    drafts
        .map(|outline| {
            // The first look has reported what is wrong with it.
            let source = read(request.files, &outline.file, &mut Sink::default());
            let text = source.as_ref().map(|source| source.text.as_str());
            let body = text.and_then(|text| text.get(outline.body.clone()));
            LeftOut {
                characters: visible(body.unwrap_or_default()),
                ..LeftOut::file(&outline.display, "draft")
            }
        })
        .collect()
}

/// What the description of a transcript promotes, if it is to be left out.
fn promotion(outline: &Outline) -> impl Iterator<Item = LeftOut> {
    let lines = outline.description.left_out.iter();
    lines.map(|(line, text)| LeftOut {
        line: *line,
        characters: visible(text),
        text: text.clone(),
        ..LeftOut::file(&outline.display, PROMOTION)
    })
}

impl LeftOut {
    /// A file as a whole.
    fn file(file: &str, what: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            what: what.to_owned(),
            characters: 0,
            count: None,
            text: String::new(),
        }
    }
}

/// How many visible characters a text has.
pub fn visible(text: &str) -> u64 {
    text.chars().filter(|c| !c.is_whitespace()).count() as u64
}
