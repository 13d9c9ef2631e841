//! Takes a description apart into blurb, headings, notes, and the text of its lists.

use super::labels::{self, Within};
use super::marks::{is_blank, protected, trim_span};
use super::notes;
use super::number;
use super::plain;
use super::split;
use chengshu_text::source::Span;

/// A stretch of list text: one line of the list or a sentence of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Where it stands.
    pub span: Span,
    /// The number of its line in the description.
    pub line: usize,
    /// How many headings, notes and pieces of the blurb stand before it. No entry reaches over one.
    pub part: usize,
}

/// The parts of a description.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// The blurb.
    pub intro: Vec<Span>,
    /// Headings.
    pub labels: Vec<Span>,
    /// Notes.
    pub notes: Vec<Span>,
    /// List text, not yet cut into entries.
    pub items: Vec<Item>,
}

impl Regions {
    /// How many pieces there are that are no list text.
    fn others(&self) -> usize {
        self.intro.len() + self.labels.len() + self.notes.len()
    }
}

/// What the line being read belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Blurb,
    List,
    /// Under the heading of a note, such as `BGM：`, until a blank line.
    Credits,
}

/// Takes `text` apart.
pub(super) fn read(text: &str) -> Regions {
    let mut reader = Reader {
        text,
        regions: Regions::default(),
        mode: Mode::Blurb,
        before_credits: Mode::Blurb,
    };
    let mut from = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let span = trim_span(text, &(from..from + line.len()), |_| false);
        from += line.len();
        reader.line(number, span);
    }
    let mut regions = reader.regions;
    if regions.labels.is_empty() && regions.items.is_empty() {
        unlabelled(text, &mut regions);
    }
    regions
}

struct Reader<'a> {
    text: &'a str,
    regions: Regions,
    mode: Mode,
    before_credits: Mode,
}

impl Reader<'_> {
    fn line(&mut self, number: usize, span: Span) {
        if span.is_empty() {
            if self.mode == Mode::Credits {
                self.mode = self.before_credits;
            }
            return;
        }
        if self.mode == Mode::Credits
            && labels::at_start(&self.text[span.clone()], Within::Blurb).is_none()
        {
            self.regions.notes.push(span);
            return;
        }
        if self.mode == Mode::Credits {
            self.mode = self.before_credits;
        }
        if notes::is_open_heading(&self.text[span.clone()]) {
            self.regions.notes.push(span);
            self.before_credits = self.mode;
            self.mode = Mode::Credits;
            return;
        }
        let rest = match self.mode {
            Mode::List => span,
            Mode::Blurb | Mode::Credits => match self.blurb(&span) {
                Some(rest) => rest,
                None => return,
            },
        };
        self.list(number, &rest);
    }

    /// Reads a line of the blurb up to a heading; hands back what follows the heading.
    fn blurb(&mut self, line: &Span) -> Option<Span> {
        let mut last_intro = None;
        for sentence in sentences(self.text, line, |c| "。！？!?；".contains(c)) {
            let words = &self.text[sentence.clone()];
            if let Some(found) = labels::find(words, Within::Blurb) {
                let label = sentence.start + found.start..sentence.start + found.end;
                self.intro(sentence.start..label.start, &mut last_intro);
                // A sentence that ends the heading also ends what the heading says.
                if notes::tells_where(&self.text[label.end..sentence.end]) {
                    self.regions.notes.push(label.start..sentence.end);
                    continue;
                }
                self.regions
                    .labels
                    .push(trim_span(self.text, &label, |_| false));
                self.mode = Mode::List;
                return Some(label.end..line.end);
            }
            if let Some(cut) = note_after_blurb(words) {
                self.intro(sentence.start..sentence.start + cut, &mut last_intro);
                self.note(sentence.start + cut..sentence.end);
                last_intro = None;
            } else if notes::is_note(words) {
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

    fn note(&mut self, span: Span) {
        let span = trim_span(self.text, &span, |c| matches!(c, '，' | ',' | '、' | '。'));
        if !span.is_empty() {
            self.regions.notes.push(span);
        }
    }

    /// Reads a line, or the rest of one, of a list.
    fn list(&mut self, number: usize, line: &Span) {
        // Volume and pages follow a semicolon in Western entries: 2003;12(3):45.
        let western = split::is_western(&self.text[line.clone()]);
        for sentence in sentences(self.text, line, |c| {
            "。；\t".contains(c) || c == ';' && !western
        }) {
            let piece = trim_span(self.text, &sentence, separator);
            if piece.is_empty() {
                continue;
            }
            let words = &self.text[piece.clone()];
            let numbered = number::at_start(words).map_or(0, |n| n.len);
            if let Some(len) = labels::at_start(&words[numbered..], Within::List) {
                let rest = piece.start + numbered + len..piece.end;
                if notes::tells_where(&self.text[rest.clone()]) {
                    self.note(piece);
                } else {
                    self.regions.labels.push(trim_span(
                        self.text,
                        &(piece.start + numbered..rest.start),
                        |_| false,
                    ));
                    self.item(number, rest);
                }
            } else if notes::is_note(words) || notes::exclaims(words) {
                self.note(piece);
            } else if notes::opens_blurb(words) && !plain::is_reference(words) {
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
            let chunk_end = words[start..]
                .find(is_blank)
                .map_or(words.len(), |len| start + len);
            if notes::is_note(&words[start..chunk_end]) {
                end = span.start + start;
                break;
            }
        }
        let item = trim_span(self.text, &(span.start..end), separator);
        if !item.is_empty() {
            self.regions.items.push(Item {
                span: item,
                line: number,
                part: self.regions.others(),
            });
        }
        if end < span.end {
            self.note(end..span.end);
        }
    }
}

/// Characters that separate entries.
pub(super) fn separator(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '、' | '，' | ',')
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
fn note_after_blurb(sentence: &str) -> Option<usize> {
    let (at, gap) = sentence
        .char_indices()
        .find(|&(at, c)| at > 0 && (matches!(c, '，' | ',') || is_blank(c)))?;
    let (at, gap) = match sentence
        .char_indices()
        .rfind(|(_, c)| matches!(c, '，' | ','))
    {
        Some(last) if !notes::is_note(&sentence[at + gap.len_utf8()..]) => last,
        _ => (at, gap),
    };
    let (before, rest) = (&sentence[..at], &sentence[at + gap.len_utf8()..]);
    let cut = notes::is_note(rest)
        && !notes::is_note(before)
        && (notes::opens_blurb(before) || notes::sends_elsewhere(rest));
    cut.then_some(at)
}

/// Moves lines that are plainly references out of the blurb of a description without a heading.
fn unlabelled(text: &str, regions: &mut Regions) {
    let lines: Vec<&str> = regions.intro.iter().map(|s| &text[s.clone()]).collect();
    let Some(first) = plain::list_start(&lines) else {
        return;
    };
    for (line, span) in regions.intro.drain(first..).enumerate() {
        if plain::is_heading(&text[span.clone()]) {
            regions.labels.push(span);
        } else {
            let notes = regions
                .notes
                .partition_point(|note| note.start < span.start);
            let part = regions.labels.len() + notes;
            regions.items.push(Item { span, line, part });
        }
    }
}
