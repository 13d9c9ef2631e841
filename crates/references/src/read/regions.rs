//! Takes a description apart into blurb, headings, notes, and the text of its lists.

use std::cell::OnceCell;

use super::fragment::Item;
use super::heading::{self, Around, Heading, Mark, Says, Within};
use super::lexicon::lists::Said;
use super::lexicon::{ListWord, lists};
use super::look::{self, Look};
use super::marks::{is_blank, protected, separator, trim, trim_span};
use super::notes;
use super::number;
use super::split;
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

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

/// A line that is not blank.
#[derive(Debug, Clone)]
struct Line<'a> {
    /// Its place among all lines of the text.
    at: usize,
    span: Span,
    /// Its list number or bullet.
    number: Option<number::Number>,
    /// What follows that.
    body: &'a str,
    /// How that looks, once somebody has asked.
    look: OnceCell<Look>,
    /// How many blanks stand before it.
    indent: usize,
    /// Whether a blank line stands before it, or nothing.
    apart: bool,
    /// Whether it is of a list of links, or of plain references, that needs no heading.
    listed: bool,
    /// Whether it is of a list most of whose lines are links.
    links: bool,
}

impl Line<'_> {
    fn look(&self) -> &Look {
        self.look.get_or_init(|| Look::of(self.body))
    }

    /// Whether it is an address and nothing else, not even a list number.
    fn is_address(&self) -> bool {
        self.number.is_none_or(|number| number.value.is_none()) && self.look().address
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

/// What is known of the list being read.
#[derive(Debug, Clone, Copy)]
struct List {
    /// Whether its heading leaves no doubt that it is one of sources.
    sure: bool,
    mark: Mark,
    /// Whether it began on the line of its heading, so that it may end with that line.
    inline: bool,
    /// How the headings of its parts are set.
    parts: Option<Mark>,
    /// What stands before its entries.
    lead: Option<Lead>,
    /// Whether blank lines part its entries.
    loose: Option<bool>,
    /// The blank line after its first entries has come.
    gap: bool,
    /// How the last entry looks, if it is one line.
    last: Option<Last>,
}

/// What stands before the entries of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Nothing,
    Bullets,
    Numbers,
}

impl Lead {
    fn of(number: Option<number::Number>) -> Self {
        match number {
            None => Self::Nothing,
            Some(number) if number.value.is_some() => Self::Numbers,
            Some(_) => Self::Bullets,
        }
    }
}

/// The entry above a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// It may go on.
    Open,
    /// It ended with a link: what is set below it is a remark.
    Linked,
}

/// Takes `text` apart.
pub(super) fn read(text: &str) -> Regions {
    let lines = lines(text);
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

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut from = 0;
    let mut apart = true;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let span = trim_span(text, &(from..from + line.len()), |_| false);
        if span.is_empty() {
            apart = true;
        } else {
            let indent = text[from..span.start].chars().count();
            let words = &text[span.clone()];
            let number = number::at_start(words);
            let body = &words[number.map_or(0, |number| number.len)..];
            lines.push(Line {
                at,
                span,
                number,
                body,
                look: OnceCell::new(),
                indent,
                apart,
                listed: false,
                links: false,
            });
            apart = false;
        }
        from += line.len();
    }
    mark_lists(&mut lines);
    lines
}

/// Finds lists that need no heading: lines with bullets, most of which are links or can be nothing
/// but entries.
fn mark_lists(lines: &mut [Line<'_>]) {
    let mut from = 0;
    while from < lines.len() {
        let mut to = from;
        let (mut entries, mut links, mut bullets) = (0, 0, 0);
        while let Some(line) = lines.get(to) {
            if line.number.is_none() {
                if bullets > 0 && line.indent > 1 && !line.apart {
                    to += 1;
                    continue;
                }
                break;
            }
            let body = line.body;
            bullets += 1;
            if body.contains("](") || body.contains(|c: char| c.is_ascii_digit()) {
                let look = line.look();
                let link = body.contains("](") && look.linked;
                let entry = link || look.sure && split::is_western(body);
                if entry && !look.own && !is_stop(body, look) {
                    entries += 1;
                    links += usize::from(link);
                }
            }
            to += 1;
        }
        if entries > 1 && entries * 2 >= bullets {
            for line in &mut lines[from..to] {
                line.listed = true;
                line.links = links * 2 >= bullets;
            }
        }
        from = to.max(from + 1);
    }
}

impl List {
    fn under(sure: bool, mark: Mark) -> Self {
        Self {
            sure,
            mark,
            inline: false,
            parts: None,
            lead: None,
            loose: None,
            gap: false,
            last: None,
        }
    }

    fn is_bulleted(&self) -> bool {
        self.lead.is_some_and(|lead| lead != Lead::Nothing)
    }

    /// Learns from an entry how the list is set.
    fn took(&mut self, line: &Line<'_>) {
        self.lead.get_or_insert(Lead::of(line.number));
        if self.last.is_some() {
            self.loose.get_or_insert(line.apart);
        }
    }
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

    /// Reads a line of the blurb up to a heading; hands back what follows the heading.
    fn blurb(&mut self, line: &Span) -> Option<Span> {
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

    fn note(&mut self, span: Span) {
        let span = trim_span(self.text, &span, |c| matches!(c, '，' | ',' | '、' | '。'));
        if !span.is_empty() {
            self.regions.notes.push(span);
        }
    }

    /// Reads a line of a list.
    fn list(&mut self, lines: &[Line<'_>], at: usize) {
        let line = &lines[at];
        let words = &self.text[line.span.clone()];
        let body = line.body;
        let linked = body.starts_with('[') && body.contains("](");
        if !linked && !split::is_western(words) && !line.look().address {
            // Under a heading that may be one of anything, only what looks like an entry is one.
            let sure = self.list.sure && !line.links && !(self.list.inline && line.apart);
            let below = self.list.last == Some(Last::Open) && self.list.is_bulleted();
            let indented = line.number.is_none() && line.indent > 1 && !line.apart;
            if below && indented && !body.contains('《') {
                self.go_on(line);
            } else if sure || look::is_reference(body) || line.look().is_likely() {
                self.list.took(line);
                self.list.last = Some(Last::Open);
                self.sentences(line.at, &line.span);
            } else {
                self.note(line.span.clone());
                if line.apart && self.list.inline {
                    self.mode = Mode::After(After::Heading);
                }
            }
            return;
        }
        let next = lines.get(at + 1).filter(|next| !next.apart);
        let below = next.is_some_and(Line::is_address);
        match self.judge(line, below) {
            Verdict::Entry { whole } => {
                self.list.took(line);
                self.list.last = Some(if body.ends_with([')', ']']) && linked {
                    Last::Linked
                } else {
                    Last::Open
                });
                self.push(line.at, line.span.clone(), whole || linked);
            }
            Verdict::GoesOn => self.go_on(line),
            Verdict::Note { ends } => {
                self.note(line.span.clone());
                if ends {
                    self.mode = Mode::After(After::List);
                }
            }
        }
    }

    /// Reads a row of a table of sources, or a rule.
    fn row(&mut self, lines: &[Line<'_>], at: usize) {
        let line = &lines[at];
        let is_table_rule = |line: &Line<'_>| {
            let words = &self.text[line.span.clone()];
            words.starts_with('|')
                && words.contains('-')
                && words.chars().all(|c| "|-: ".contains(c))
        };
        if is_rule(&self.text[line.span.clone()]) {
            if self.list.last.is_some() {
                self.mode = Mode::After(After::List);
            }
        } else if lines.get(at + 1).is_some_and(is_table_rule) {
            self.label(line.span.clone());
        } else if self.text[line.span.clone()].starts_with('|') && !is_table_rule(line) {
            let row = trim_span(self.text, &line.span, |c| c == '|');
            self.push(line.at, row, true);
        }
    }

    /// Adds a line to the entry above it, unless something that is none stands between.
    fn go_on(&mut self, line: &Line<'_>) {
        let part = self.regions.others();
        match self.regions.items.last_mut() {
            Some(item) if item.part == part => item.span.end = line.span.end,
            _ => self.note(line.span.clone()),
        }
    }

    /// Whether a line of a list is an entry. `below`: an address stands on the next line.
    fn judge(&mut self, line: &Line<'_>, below: bool) -> Verdict {
        let (body, number, look) = (line.body, line.number, line.look());
        let list = &mut self.list;
        let below_last = list.last.is_some() && number.is_none() && !line.apart;
        let identifier = look.address || look::is_identifier(body);
        if below_last && identifier && !look.own {
            return Verdict::Entry { whole: false };
        }
        if !look.sure && is_stop(body, look) || look.own {
            return Verdict::Note { ends: number.is_none() };
        }
        if below_last && line.indent > 1 && list.last == Some(Last::Linked) {
            return Verdict::Note { ends: false };
        }
        let wrapped = list.lead == Some(Lead::Numbers) && !(look.sure && look.named);
        if below_last && list.is_bulleted() && (line.indent > 1 || wrapped) {
            return Verdict::GoesOn;
        }
        list.gap |= line.apart && (list.inline || list.last.is_some()) && list.loose != Some(true);
        let bulleted = list.is_bulleted() || list.lead.is_none() && number.is_some();
        let near = number.is_some() == bulleted && (bulleted || !list.gap);
        let linked = look.linked || below && !body.starts_with(['(', '（']);
        let sure = list.sure && !line.links;
        let entry = if look.sure {
            look.named || !look.talks()
        } else if near && sure {
            look.titled || (look.named || !look.talks()) && (!look.prose || linked)
        } else if near || !bulleted {
            let said =
                linked || look.titled || look.named && sure || look.credited && near && !line.links;
            let address = look.address;
            (said || address && sure) && (!look.prose || near && look.titled) && !look.talks()
        } else {
            false
        };
        if entry {
            return Verdict::Entry { whole: body.contains("](") };
        }
        Verdict::Note { ends: bulleted && number.is_none() && line.apart }
    }

    /// Reads list text sentence by sentence: a line, or the rest of one.
    fn sentences(&mut self, number: usize, line: &Span) {
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

/// What a line of a list is.
enum Verdict {
    Entry {
        /// Whether it is one, whatever is in it.
        whole: bool,
    },
    /// It goes on with the entry above it.
    GoesOn,
    Note {
        /// Whether the list ends with it.
        ends: bool,
    },
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

/// Whether a line of a list is told by its words to be none of its entries.
fn is_stop(body: &str, look: &Look) -> bool {
    let core = body.trim_matches(|c: char| is_blank(c) || "[（(*_!！".contains(c));
    notes::is_tags(body)
        || notes::is_chapter_mark(core)
        || core.starts_with(['@', '＠'])
        || notes::begins(core)
        || !look.titled && (lists::has(body, ListWord::Within) || has_mail(body))
}

/// Whether a text holds an address of mail.
fn has_mail(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            name.ends_with(|c: char| c.is_ascii_alphanumeric())
                && host.contains('.')
                && !host.contains('/')
        })
    })
}

/// `* * *`, `---`.
pub(super) fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let first = marks.next();
    first.is_some_and(|first| "-*_=—".contains(first) && marks.clone().all(|c| c == first))
        && marks.count() >= 2
}

fn is_deep(body: &str) -> bool {
    super::url::is_deep(trim(body))
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
