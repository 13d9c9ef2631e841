//! Takes a description apart into blurb, headings, notes, and the text of its lists.

mod blurb;
mod lines;
mod lists;

use super::fragment::Item;
use super::heading::{self, Around, Heading, Mark, Says, Within};
use super::look::{self, Look};
use super::marks::{separator, trim, trim_span};
use super::notes;
use super::number;
use super::split;
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;
use lines::Line;
pub(super) use lines::is_rule;
use lists::List;

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
    After(After),
    /// Under the heading of a note, such as `BGM：`, until a blank line.
    Credits,
}

/// What a line stands after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    /// A list, which what can be nothing but an entry of it goes on with.
    List,
    /// The heading of something else, which a list without a heading may stand under.
    Heading,
    /// The heading of what is no list of sources.
    Others,
}

/// Takes `text` apart.
pub(super) fn read(text: &str) -> Regions {
    let lines = lines::lines(text);
    let mut reader = Reader {
        text,
        regions: Regions::default(),
        mode: Mode::Blurb,
        before_credits: Mode::Blurb,
        list: List::under(true, Mark::default()),
    };
    for at in 0..lines.len() {
        reader.line(&lines, at);
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
    list: List,
}

impl Reader<'_> {
    fn line(&mut self, lines: &[Line<'_>], at: usize) {
        let line = &lines[at];
        let span = line.span.clone();
        let words = &self.text[span.clone()];
        if self.mode == Mode::Credits {
            if !line.apart && heading::at_start(words, Within::Blurb).is_none() {
                self.regions.notes.push(span);
                return;
            }
            self.mode = self.before_credits;
        }
        let marked = words.starts_with(['#', '/', '*']);
        if !marked && words.contains(|c: char| c >= '\u{2e80}') && notes::is_open_heading(words) {
            self.regions.notes.push(span);
            self.before_credits = self.mode;
            self.mode = Mode::Credits;
            return;
        }
        if self.mode == Mode::List && (is_rule(words) || words.starts_with('|')) {
            self.row(lines, at);
            return;
        }
        let next = lines.get(at + 1);
        if self.heading(line, next) {
            return;
        }
        match self.mode {
            Mode::List => self.list(lines, at),
            Mode::After(After::List) if resumes(words, line) => {
                self.mode = Mode::List;
                self.list(lines, at);
            }
            _ if line.listed && self.mode != Mode::After(After::Others) => {
                self.mode = Mode::List;
                self.list = List::under(false, Mark::default());
                self.list(lines, at);
            }
            _ => {
                if let Some(rest) = self.blurb(&span) {
                    self.list.inline = !trim(&self.text[rest.clone()]).is_empty();
                    self.sentences(line.at, &rest);
                }
            }
        }
    }

    /// Reads a line that is a heading, or begins with one; `false` if it does not.
    fn heading(&mut self, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        let words = &self.text[line.span.clone()];
        let within = if self.mode == Mode::List { Within::List } else { Within::Blurb };
        let listed = || {
            words.len() <= heading::LONGEST_LINE
                && next.is_some_and(|next| {
                    next.number.is_some() || next.look().named || next.look().is_likely()
                })
        };
        let around = Around {
            apart: line.apart,
            alone: line.apart && next.is_none_or(|next| next.apart),
            listed: &listed,
        };
        let numbered = words.len() - line.body.len();
        let found = heading::of_line(words, within, around).map(|found| (0, found)).or_else(|| {
            let found = heading::of_line(line.body, within, Around::default());
            found.filter(|_| numbered > 0).map(|found| (numbered, found))
        });
        let Some((before, Heading { len, says, mark })) = found else {
            // 🎧 after a list under 📚.
            let other = self.mode == Mode::List && line.apart && self.list.last.is_some();
            if other && self.list.mark.is_of_picture(words) {
                self.note(line.span.clone());
                self.mode = Mode::After(After::Heading);
                return true;
            }
            return false;
        };
        let end = line.span.start + before + len;
        let rest = end..line.span.end;
        let whole = trim(&self.text[rest.clone()]).is_empty();
        let western = !words.contains(is_han);
        let in_list = self.mode == Mode::List;
        match says {
            Says::Sources | Says::Likely => {
                let after = &self.text[rest.clone()];
                if notes::tells_where(after) {
                    self.note(line.span.clone());
                    return true;
                }
                if !whole && western && !opens_list(after, says) {
                    return false;
                }
                self.label(line.span.start + before..end);
                self.mode = Mode::List;
                self.list = List::under(says == Says::Sources, mark);
            }
            Says::Part if in_list => self.label(line.span.start + before..end),
            Says::Others if whole => {
                self.note(line.span.clone());
                self.mode = Mode::After(After::Others);
                return true;
            }
            Says::Others if western && before == 0 && !Look::of(words).sure => {
                self.note(line.span.clone());
                if in_list {
                    self.mode = Mode::After(After::List);
                }
                return true;
            }
            Says::Unknown
                if in_list
                    && whole
                    && (mark.is_below(self.list.mark)
                        || self.list.parts == Some(mark)
                        || self.list.last.is_none()) =>
            {
                if !listed() {
                    return false;
                }
                self.list.parts = Some(mark);
                self.label(line.span.clone());
            }
            Says::Unknown if in_list && whole => {
                self.note(line.span.clone());
                self.mode = Mode::After(After::Heading);
                return true;
            }
            _ => return false,
        }
        if !whole {
            self.list.inline |= !in_list;
            self.sentences(line.at, &rest);
        }
        true
    }

    fn label(&mut self, span: Span) {
        let span = trim_span(self.text, &span, |_| false);
        self.regions.labels.push(span);
    }

    fn note(&mut self, span: Span) {
        let span = trim_span(self.text, &span, |c| matches!(c, '，' | ',' | '、' | '。'));
        if !span.is_empty() {
            self.regions.notes.push(span);
        }
    }

    fn push(&mut self, line: usize, span: Span, whole: bool) {
        let span = trim_span(self.text, &span, separator);
        if !span.is_empty() {
            self.regions.items.push(Item { span, line, part: self.regions.others(), whole });
        }
    }
}

/// Whether a line after the end of a list is another entry of it.
fn resumes(words: &str, line: &Line<'_>) -> bool {
    let sure = |look: &Look| look.sure && !look.own && !look.talks();
    look::is_reference(line.body) || split::is_western(words) && sure(line.look())
}

/// Whether what follows a heading in Western words on its line is an entry.
fn opens_list(rest: &str, says: Says) -> bool {
    let rest = trim(rest);
    let number = number::at_start(rest);
    let rest = &rest[number.map_or(0, |number| number.len)..];
    let counts = number.is_some_and(|number| number.value == Some(1));
    let look = Look::of(rest);
    let named = says == Says::Sources && (counts || look.named || look.address && is_deep(rest));
    (look.is_likely() || named) && !look.own
}

fn is_deep(body: &str) -> bool {
    super::url::is_deep(trim(body))
}

/// Moves lines that are plainly references out of the blurb of a description without a heading.
fn unlabelled(text: &str, regions: &mut Regions) {
    let lines: Vec<&str> = regions.intro.iter().map(|s| &text[s.clone()]).collect();
    let Some(first) = look::list_start(&lines) else {
        return;
    };
    for (line, span) in regions.intro.drain(first..).enumerate() {
        if look::is_heading(&text[span.clone()]) {
            regions.labels.push(span);
        } else {
            let notes = regions.notes.partition_point(|note| note.start < span.start);
            let part = regions.labels.len() + notes;
            regions.items.push(Item { span, line, part, whole: false });
        }
    }
}
