//! Blurb and list text, sentence by sentence.

use super::super::heading::{self, Mark, Says, Within};
use super::super::lexicon::ListWord;
use super::super::lexicon::lists::Said;
use super::super::look;
use super::super::marks::{is_blank, protected, separator, trim, trim_span};
use super::super::notes;
use super::super::number;
use super::super::split;
use super::lists::List;
use super::{Mode, Reader, opens_list};
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

impl Reader<'_> {
    /// Reads a line of the blurb up to a heading; hands back what follows the heading.
    pub(super) fn blurb(&mut self, line: &Span) -> Option<Span> {
        let mut last_intro = None;
        for sentence in
            sentences(self.text, line, |c| matches!(c, '。' | '！' | '？' | '!' | '?' | '；'))
        {
            let words = &self.text[sentence.clone()];
            if let Some(found) = heading::find(words, Within::Blurb) {
                let label = sentence.start + found.start..sentence.start + found.end;
                self.intro(sentence.start..label.start, &mut last_intro);
                // A sentence that ends the heading also ends what the heading says.
                if notes::tells_where(&self.text[label.end..sentence.end]) {
                    self.regions.notes.push(label.start..sentence.end);
                    continue;
                }
                let rest = &self.text[label.end..line.end];
                if !self.text[label.clone()].contains(is_han)
                    && !trim(rest).is_empty()
                    && !opens_list(rest, Says::Likely)
                {
                    self.intro(label.start..sentence.end, &mut last_intro);
                    continue;
                }
                self.label(label.clone());
                self.mode = Mode::List;
                self.list = List::under(true, Mark::default());
                return Some(label.end..line.end);
            }
            if notes::opens_blurb(words) {
                self.mode = Mode::Blurb;
            }
            let said = Said::of(words);
            if let Some(cut) = note_after_blurb(words, said) {
                self.intro(sentence.start..sentence.start + cut, &mut last_intro);
                self.note(sentence.start + cut..sentence.end);
                last_intro = None;
            } else if notes::is_note_of(words, said) || matches!(self.mode, Mode::After(_)) {
                self.note(sentence);
                last_intro = None;
            } else {
                self.intro(sentence, &mut last_intro);
            }
        }
        None
    }

    /// Adds to the blurb; sentences of one line that follow each other stay one piece.
    fn intro(&mut self, span: Span, last: &mut Option<usize>) {
        let span = trim_span(self.text, &span, |c| matches!(c, '，' | ',' | '、'));
        if span.is_empty() {
            return;
        }
        if let Some(piece) = last.and_then(|at| self.regions.intro.get_mut(at)) {
            piece.end = span.end;
        } else {
            *last = Some(self.regions.intro.len());
            self.regions.intro.push(span);
        }
    }

    /// Reads list text sentence by sentence: a line, or the rest of one.
    pub(super) fn sentences(&mut self, number: usize, line: &Span) {
        // Volume and pages follow a semicolon in Western entries: 2003;12(3):45.
        let western = split::is_western(&self.text[line.clone()]);
        if western {
            self.push(number, line.clone(), false);
            return;
        }
        for sentence in sentences(self.text, line, |c| matches!(c, '。' | '；' | ';' | '\t')) {
            let piece = trim_span(self.text, &sentence, separator);
            if piece.is_empty() {
                continue;
            }
            let words = &self.text[piece.clone()];
            let numbered = number::at_start(words).map_or(0, |n| n.len);
            if let Some(len) = heading::at_start(&words[numbered..], Within::List) {
                let rest = piece.start + numbered + len..piece.end;
                if notes::tells_where(&self.text[rest.clone()]) {
                    self.note(piece);
                } else {
                    self.label(piece.start + numbered..rest.start);
                    self.item(number, rest);
                }
            } else if notes::is_note(words) || notes::exclaims(words) {
                self.note(piece);
            } else if notes::opens_blurb(words) && !look::is_reference(words) {
                self.mode = Mode::Blurb;
                if let Some(rest) = self.blurb(&sentence) {
                    self.item(number, rest);
                }
            } else {
                self.item(number, piece);
            }
        }
    }

    /// Adds list text, without notes that follow it on the line after a blank.
    fn item(&mut self, number: usize, span: Span) {
        let span = trim_span(self.text, &span, separator);
        let words = &self.text[span.clone()];
        let mut end = span.end;
        for start in chunk_starts(words).skip(1) {
            let chunk_end = words[start..].find(is_blank).map_or(words.len(), |len| start + len);
            if notes::is_note(&words[start..chunk_end]) {
                end = span.start + start;
                break;
            }
        }
        self.push(number, span.start..end, false);
        if end < span.end {
            self.note(end..span.end);
        }
    }
}

/// The sentences of `span`: stretches that end after a mark for which `ends` holds and which is
/// not inside paired marks.
fn sentences(text: &str, span: &Span, ends: impl Fn(char) -> bool) -> Vec<Span> {
    let piece = &text[span.clone()];
    let mut safe = protected(piece).into_iter().peekable();
    let mut found = Vec::new();
    let mut from = span.start;
    for (at, c) in piece.char_indices() {
        while safe.next_if(|s| s.end <= at).is_some() {}
        if safe.peek().is_none_or(|s| at < s.start) && ends(c) {
            let end = span.start + at + c.len_utf8();
            found.push(from..end);
            from = end;
        }
    }
    if from < span.end {
        found.push(from..span.end);
    }
    found
}

/// Where the chunks between blanks outside paired marks start.
fn chunk_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut safe = protected(text).into_iter().peekable();
    let mut after_blank = true;
    text.char_indices().filter_map(move |(at, c)| {
        while safe.next_if(|s| s.end <= at).is_some() {}
        let inside = safe.peek().is_some_and(|s| at > s.start);
        let starts = after_blank && !is_blank(c) && !inside;
        after_blank = is_blank(c);
        starts.then_some(at)
    })
}

/// Where a note begins after a comma or a blank of a blurb sentence, when the blurb goes before.
fn note_after_blurb(sentence: &str, said: Said) -> Option<usize> {
    if !said.any(&[ListWord::Place]) && !notes::opens_blurb(sentence) {
        return None;
    }
    let (at, gap) = sentence
        .char_indices()
        .find(|&(at, c)| at > 0 && (matches!(c, '，' | ',') || is_blank(c)))?;
    let (at, gap) = match sentence.char_indices().rfind(|(_, c)| matches!(c, '，' | ',')) {
        Some(last) if !notes::is_note(&sentence[at + gap.len_utf8()..]) => last,
        _ => (at, gap),
    };
    let (before, rest) = (&sentence[..at], &sentence[at + gap.len_utf8()..]);
    let cut = notes::is_note(rest)
        && !notes::is_note(before)
        && (notes::opens_blurb(before) || notes::sends_elsewhere(rest));
    cut.then_some(at)
}
