//! Omissions: raw HTML that has no form in a book, and signs of other dialects.

use super::diag;
use super::draft::{Draft, Edit};
use crate::markdown::{Extent, LeftOut};
use crate::model::manuscript::Omission;
use chengshu_text::diag::{Diagnostic, Sink, counted};
use chengshu_text::source::Source;

/// Reports what was left out: each element, and the comments of a file together.
pub fn report(left_out: &[LeftOut], source: &Source, sink: &mut Sink) {
    let is_comment = |left_out: &&LeftOut| left_out.extent == Extent::Comment;
    let mut comments = left_out.iter().filter(is_comment);
    for left_out in left_out.iter().filter(|left_out| !is_comment(left_out)) {
        sink.push(element(left_out, source));
    }
    if let Some(first) = comments.next() {
        let words: String = first.text.chars().take(SHOWN).collect();
        let message = match comments.count() {
            0 => format!("left out a comment: “{words}”"),
            more => format!("left out {}; the first is “{words}”", counted(more + 1, "comment")),
        };
        sink.push(Diagnostic::new(&diag::COMMENT_LEFT_OUT, message).at(source.place(first.at)));
    }
}

/// The finding about the edits of a rule, and where that begins.
pub fn of_edits(rule: &str, edits: &[Edit], draft: &Draft<'_>) -> Option<(Diagnostic, usize)> {
    let removed = |edit: &&Edit| edit.with.is_empty();
    let (first, finding) = match rule {
        "fence" => {
            let message = "removed a code fence around the text";
            (edits.first()?, Diagnostic::new(&diag::FENCE_REMOVED, message))
        }
        "comments" => {
            let first = edits.first()?;
            let message = told("comment", edits.len(), &draft.written(&first.span));
            (first, Diagnostic::new(&diag::OBSIDIAN_COMMENT_LEFT_OUT, message))
        }
        "templates" => {
            // What closes a pair says nothing.
            let says = |edit: &&Edit| {
                let tag = draft.written(&edit.span);
                let name = tag.trim_start_matches(['{', '%', '<', '-', ' ']);
                !name.starts_with('/') && !name.starts_with("end")
            };
            let mut tags = edits.iter().filter(removed).filter(says);
            let first = tags.next()?;
            let shown = draft.written(&first.span);
            let message = told("template tag", 1 + tags.count(), &shown);
            (first, Diagnostic::new(&diag::TEMPLATE_LEFT_OUT, message))
        }
        _ => return None,
    };
    Some((finding, first.span.start))
}

/// "left out 2 comments, the first of them `…`".
fn told(what: &str, count: usize, first: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = first.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = shown.char_indices().nth(SHOWN) {
        shown.truncate(end);
        shown.push('…');
    }
    match count {
        1 => format!("left out a {what}: `{shown}`"),
        _ => format!("left out {}; the first is `{shown}`", counted(count, what)),
    }
}

/// So many characters of a comment are shown.
const SHOWN: usize = 30;

/// An omission with words of its own.
pub fn omissions(left_out: Vec<LeftOut>) -> Vec<Omission> {
    let named = left_out.into_iter().map(|left_out| Omission {
        what: match left_out.extent {
            Extent::Comment => "comment".to_owned(),
            _ => left_out.element,
        },
        at: left_out.at,
        text: left_out.text,
    });
    named.filter(|omission| !omission.text.trim().is_empty()).collect()
}

fn element(left_out: &LeftOut, source: &Source) -> Diagnostic {
    let element = &left_out.element;
    let place = source.place(left_out.at);
    match left_out.extent {
        Extent::Tag => Diagnostic::new(
            &diag::HTML_LEFT_OUT,
            format!("left out the tag <{element}> and kept its text"),
        )
        .help("write it in Markdown, or as \\<…> for literal text"),
        Extent::Content => {
            Diagnostic::new(&diag::HTML_LEFT_OUT, format!("left out <{element}> with its content"))
                .help("describe in words what it shows")
        }
        Extent::Unclosed => Diagnostic::new(
            &diag::HTML_UNCLOSED,
            format!("<{element}> is not closed; it ends with its paragraph"),
        )
        .help(format!("add </{element}> where it ends")),
        Extent::Recording => Diagnostic::new(
            &diag::RECORDING_LEFT_OUT,
            format!("left out the recording that <{element}> plays: {}", left_out.text),
        )
        .help("link to the recording where readers can find it"),
        Extent::Comment => Diagnostic::new(&diag::COMMENT_LEFT_OUT, "left out a comment"),
    }
    .at(place)
}
