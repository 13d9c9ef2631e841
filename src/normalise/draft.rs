//! A text while rules edit it: every edit is recorded and can be traced to the source file.

use std::borrow::Cow;

use crate::markdown::Held;
use crate::model::manuscript::{Change, ChangeKind, Moment};
use crate::model::text_sum::TextSum;
use chengshu_text::source::{OffsetMap, Span};

/// A replacement in the current text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The text replaced.
    pub span: Span,
    /// The text in its place.
    pub with: Cow<'static, str>,
    /// The time in the recording that the removed text stated, in seconds.
    pub moment: Option<u32>,
}

impl Edit {
    /// Takes text out.
    pub fn remove(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// Puts text in.
    pub fn insert(at: usize, with: &'static str) -> Self {
        Self::replace(at..at, with)
    }

    /// Puts text in place of other text.
    pub fn replace(span: Span, with: impl Into<Cow<'static, str>>) -> Self {
        Self { span, with: with.into(), moment: None }
    }
}

/// True if a text holds a sign of ASCII characters. Its last one is looked for first, as most texts
/// have not even that.
pub fn holds(text: &str, sign: &str) -> bool {
    let text = text.as_bytes();
    let last = sign.bytes().next_back();
    last.is_none_or(|last| memchr::memchr(last, text).is_some())
        && memchr::memmem::find(text, sign.as_bytes()).is_some()
}

/// The text and its history.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The current text.
    pub text: Cow<'a, str>,
    /// From the current text to the source file.
    pub origin: OffsetMap,
    /// Changes so far.
    pub changes: Vec<Change>,
    /// Moments lifted so far; places in the source file.
    pub moments: Vec<Moment>,
    /// Sum of what was put in, less that of what was taken out.
    pub changed: TextSum,
    /// Its formulas, for which characters stand in the text.
    pub formulas: Held,
}

impl<'a> Draft<'a> {
    /// A draft of text and the way from it to the source file.
    pub fn new(text: &'a str, origin: OffsetMap) -> Self {
        Self {
            text: Cow::Borrowed(text),
            origin,
            changes: Vec::new(),
            moments: Vec::new(),
            changed: TextSum::default(),
            formulas: Held::default(),
        }
    }

    /// Holds the formulas of the text back from what edits it from here on.
    pub fn hold_formulas(&mut self) {
        if let Some((text, origin)) = self.formulas.take(&self.text, &self.origin) {
            self.text = Cow::Owned(text);
            self.origin = origin;
        }
    }

    /// A stretch of the text, with its formulas.
    pub fn written(&self, span: &Span) -> Cow<'_, str> {
        let text = self.text.get(span.clone()).unwrap_or_default();
        self.formulas.restore(text)
    }

    /// Makes edits in the name of a rule. They are ascending and do not overlap.
    pub fn apply(&mut self, rule: &'static str, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut copied = 0;
        for edit in edits {
            let before = self.written(&edit.span).into_owned();
            let after = self.formulas.restore(&edit.with).into_owned();
            let at = self.origin.original(edit.span.start);
            self.changed += TextSum::of(&after) - TextSum::of(&before);
            self.changes.push(Change { rule, at, before, after, kind: ChangeKind::Text });
            if let Some(seconds) = edit.moment {
                self.moments.push(Moment { at, seconds });
            }
            text.push_str(&self.text[copied..edit.span.start]);
            text.push_str(&edit.with);
            copied = edit.span.end;
        }
        text.push_str(&self.text[copied..]);
        self.origin = self
            .origin
            .edited(edits.iter().map(|edit| (edit.span.clone(), edit.with.len())));
        self.text = Cow::Owned(text);
    }
}

/// The lines of a text with their offsets, without their line breaks.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
    breaks.chain([text.len()]).map(move |end| {
        let from = std::mem::replace(&mut start, end + 1);
        (from, &text[from..end])
    })
}
