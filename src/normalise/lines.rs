//! Rule `lines`: what a single line break means.
//!
//! `CommonMark` joins the lines of a block. That is right for text wrapped at a width, and wrong
//! for transcripts whose every line is a paragraph and for verse. Which of them a file holds is
//! read off its own shape.

use super::draft::{Edit, lines};
use super::markers::{Fences, is_indented, is_list_item, is_plain};
use super::rule::{Apply, Rule};
use chengshu_text::source::Span;
use chengshu_writing::script::{closes, columns, ends_sentence};

pub const RULE: Rule = Rule {
    id: "lines",
    family: "paragraphs",
    summary: "turns a single line break into a new paragraph, a line of verse or a space",
    reason: "CommonMark joins such lines. The shape of the file tells what they mean.",
    examples: &[
        ("甲乙丙丁。\n戊己庚辛。", "甲乙丙丁。\n\n戊己庚辛。"),
        ("Down by the shore\nwhere nobody goes", "Down by the shore  \nwhere nobody goes"),
    ],
    apply: Apply::Text(find),
};

/// Lines shorter than this, in columns, may be verse or an unfinished thought; a text wrapped
/// at a width is wider.
const NARROWEST_WRAP: usize = 32;
/// A wrapped line fills at least this share of the widest, in hundredths.
const FILLED: usize = 72;
/// Sentences up to this many columns a line are grouped into paragraphs by blank lines.
const SENTENCE: usize = 130;
/// And a group of them is no longer than this, in columns.
const GROUP: usize = 1000;

/// A verse is no wider, in columns.
const VERSE: usize = 72;

/// A block of adjacent lines of plain text.
struct Group<'a> {
    lines: Vec<Line<'a>>,
}

#[derive(Clone, Copy)]
struct Line<'a> {
    at: usize,
    text: &'a str,
    /// In columns; zero in a group of one line, of which it is not asked.
    width: usize,
}

/// The kinds of lines a group may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// Each line is a paragraph.
    Paragraphs,
    /// The group is a paragraph; its lines are sentences of it.
    Sentences,
    /// The group is a paragraph wrapped at a width.
    Wrapped,
}

/// Breaks paragraphs where a line is one, and keeps the lines of verse.
fn find(text: &str) -> Vec<Edit> {
    let groups = groups(text);
    if groups.iter().all(|group| group.lines.len() < 2) {
        return Vec::new();
    }
    let shape = shape(&groups);
    let mut edits = Vec::new();
    for group in groups.iter().filter(|group| group.lines.len() > 1) {
        let habit = group.habit(shape);
        let widest = group.widest();
        let marks = Marks::of(group);
        for pair in group.lines.windows(2) {
            let (line, next) = (pair[0], pair[1]);
            if line.text.ends_with("  ") || line.text.ends_with('\\') {
                continue;
            }
            let end = line.at + line.text.len();
            let finished = finished(line.text);
            let narrow = line.width * 100 < widest * FILLED;
            let paragraph = match habit {
                _ if is_numbered(next.text) => true,
                Habit::Paragraphs => finished,
                Habit::Sentences => false,
                Habit::Wrapped => finished && narrow,
            };
            if paragraph {
                // Emphasis that runs over the break is closed before it and opened again behind.
                match marks.open_at(end) {
                    None => edits.push(Edit::insert(end, "\n")),
                    Some(sign) => {
                        edits.push(Edit::replace(end..end, format!("{sign}\n")));
                        edits.push(Edit::insert(next.at, sign));
                    }
                }
            } else if habit != Habit::Wrapped && !finished && is_verse(line, next) {
                edits.push(Edit::insert(end, "  "));
            }
        }
    }
    edits
}

/// Emphasis of a group that runs over the ends of lines.
struct Marks(Vec<(Span, &'static str)>);

impl Marks {
    /// Pairs the signs of strong emphasis within the group, each with the next that may close it.
    fn of(group: &Group<'_>) -> Self {
        let mut found = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        for (number, line) in group.lines.iter().enumerate() {
            for (step, _) in line.text.match_indices("**") {
                let (before, rest) = (&line.text[..step], &line.text[step + 2..]);
                if rest.starts_with('*') || before.ends_with(['*', '\\']) {
                    continue;
                }
                let may_close = before.ends_with(|c: char| !c.is_whitespace());
                match open {
                    Some((from, at)) if may_close => {
                        if from < number {
                            found.push((at..line.at + step, "**"));
                        }
                        open = None;
                    }
                    None if rest.starts_with(|c: char| !c.is_whitespace()) => {
                        open = Some((number, line.at + step + 2));
                    }
                    _ => {}
                }
            }
        }
        Self(found)
    }

    /// The sign that is open at an offset.
    fn open_at(&self, at: usize) -> Option<&'static str> {
        let next = self.0.partition_point(|(span, _)| span.end <= at);
        let (span, sign) = self.0.get(next)?;
        (span.start <= at).then_some(*sign)
    }
}

impl<'a> Group<'a> {
    fn of(mut lines: Vec<Line<'a>>) -> Self {
        if lines.len() > 1 {
            for line in &mut lines {
                line.width = width(line.text);
            }
        }
        Self { lines }
    }

    fn widest(&self) -> usize {
        let widths = self.lines.iter().map(|line| line.width);
        widths.max().unwrap_or(0)
    }

    fn habit(&self, shape: Habit) -> Habit {
        let inner = &self.lines[..self.lines.len() - 1];
        let widest = self.widest();
        let finished = inner.iter().filter(|line| finished(line.text)).count();
        let filled = self
            .lines
            .windows(2)
            .filter(|pair| is_filled(pair[0], pair[1].text, widest))
            .count();
        if widest >= NARROWEST_WRAP && finished * 2 < inner.len() && filled * 10 >= inner.len() * 8
        {
            Habit::Wrapped
        } else {
            shape
        }
    }
}

/// Whether blank lines or single breaks part the paragraphs of a file. Blank lines do when most
/// lines stand in groups of short sentences; where lines are as long as paragraphs are, or no
/// blank line ever groups them, each is one.
fn shape(groups: &[Group<'_>]) -> Habit {
    let grouped: Vec<&Group<'_>> = groups.iter().filter(|group| group.lines.len() > 1).collect();
    let lines: usize = groups.iter().map(|group| group.lines.len()).sum();
    let in_groups: usize = grouped.iter().map(|group| group.lines.len()).sum();
    let columns: usize = grouped.iter().flat_map(|group| &group.lines).map(|line| line.width).sum();
    let sentences = grouped.len() >= 4
        && in_groups * 2 > lines
        && columns <= in_groups * SENTENCE
        && columns <= grouped.len() * GROUP;
    if sentences { Habit::Sentences } else { Habit::Paragraphs }
}

/// True if a line is as full as wrapping leaves it. Where words are wrapped, the first of the
/// next line had no more room: the lines of verse seldom end so.
fn is_filled(line: Line<'_>, next: &str, widest: usize) -> bool {
    let word: usize = next
        .trim_start()
        .chars()
        .take_while(|c| !c.is_whitespace() && columns(*c) == 1)
        .map(columns)
        .sum();
    let had_room = word > 0 && line.width + 1 + word <= widest;
    line.width * 100 >= widest * FILLED && !had_room
}

fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let mut open: Vec<Line<'_>> = Vec::new();
    let mut fences = Fences::default();
    let mut in_list = false;
    for (at, line) in lines(text) {
        let plain = !fences.covers(line) && is_plain(line);
        // Lines under a list item belong to it.
        in_list = match () {
            () if is_list_item(line.trim_start()) => true,
            () if line.trim().is_empty() => false,
            () => in_list,
        };
        // Indented after a blank line it is code, or belongs to the item above.
        let indented = open.is_empty() && is_indented(line);
        if plain && !in_list && !indented {
            open.push(Line { at, text: line, width: 0 });
        } else if !open.is_empty() {
            groups.push(Group::of(std::mem::take(&mut open)));
        }
    }
    if !open.is_empty() {
        groups.push(Group::of(open));
    }
    groups
}

/// `一、`, `（二）`, `3、`, `第四，`: the head of an item of a list written out.
fn is_numbered(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches(['（', '(']);
    let line = line.strip_prefix('第').unwrap_or(line);
    let rest = line.trim_start_matches([
        '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '0', '1', '2', '3', '4',
        '5', '6', '7', '8', '9',
    ]);
    rest.len() < line.len()
        && line.len() - rest.len() <= 12
        // A year in brackets is no item.
        && !line.starts_with(|c: char| c.is_ascii_digit() && line.len() - rest.len() > 2)
        && rest.starts_with(['、', '）', ')', '．'])
}

/// True if a line ends a sentence, what closes it left aside.
fn finished(line: &str) -> bool {
    let line = without_address(line.trim_end());
    line.trim_end()
        .trim_end_matches(closes)
        .chars()
        .next_back()
        .is_some_and(ends_sentence)
        // A line that is nothing but a stage direction or struck out stands alone.
        || line.trim_end().ends_with(['）', ')', '】', ']'])
        || line.trim_end().ends_with("</s>")
        || line.trim_end().ends_with("</del>")
        || line.trim_end().ends_with("</strike>")
}

/// A line without the address of the link it ends with.
fn without_address(line: &str) -> &str {
    line.strip_suffix(')')
        .and_then(|inner| inner.rsplit_once("]("))
        .filter(|(_, address)| !address.contains([')', ' ']))
        .map_or(line, |(text, _)| text)
}

/// Two lines that are verse: short, and not broken where a sentence pauses.
fn is_verse(line: Line<'_>, next: Line<'_>) -> bool {
    line.width <= VERSE && next.width <= VERSE
}

fn width(line: &str) -> usize {
    line.trim().chars().map(columns).sum()
}
