//! Cuts an entry into pieces at the marks that may end a field.

use super::counts;
use super::lexicon::{Sense, Slot, entries, entries::Word};
use super::marks;
use crate::reference::Kind;
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

/// The mark before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// None: it is the first.
    Start,
    /// `.`, `。`, or the end of a line.
    Stop,
    Comma,
    Colon,
    Semicolon,
    /// A dash with blanks around it.
    Dash,
    /// `//`, which GB/T 7714 puts before the work a piece is in.
    Strokes,
    /// A blank, beside a bracket, a quotation, or a word such as `by`.
    Blank,
}

/// How a piece is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    /// In quotation marks or `《》`.
    Quoted,
    /// In the marks of Markdown for emphasis or a link.
    Marked,
    /// In round brackets; pieces of one pair have the same number.
    Round(usize),
    /// In square brackets.
    Square,
}

/// A stretch of an entry that no mark cuts.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Where its words stand, without the marks around them.
    pub span: Span,
    /// The same with the marks around them.
    pub outer: Span,
    pub lead: Lead,
    pub form: Form,
    /// Its words, with what they say.
    pub words: Vec<Word>,
}

/// How many pieces an entry is read to; a longer one is prose.
pub(super) const MOST: usize = 64;

/// After how many marks without a partner no more are looked for, so that none costs the whole entry.
const UNCLOSED: usize = 12;

/// Years works come out in.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1450..=2100;

/// Marks of East Asia that part fields.
const MARKS: &[char] = &['，', '。', '、', '：', '；', '《', '『', '「', '“', '〈', '．', '（'];

/// Quotation marks that open, and those that close them. A straight one closes itself.
const QUOTES: &[(char, &[char])] = &[
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('"', &['"']),
    ('«', &['»']),
    ('»', &['«']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('\'', &['\'']),
    ('《', &['》']),
    ('「', &['」']),
    ('『', &['』']),
    ('〈', &['〉']),
    ('<', &['>']),
];

/// Cuts an entry, of which `asides` (addresses and the like, in order) are no part. `None` when it
/// has more than [`MOST`] pieces.
pub(super) fn cut(entry: &str, asides: &[Span]) -> Option<Vec<Piece>> {
    let mut cutter = Cutter { entry, found: Vec::new(), lead: Lead::Start, from: 0 };
    // 汤溪 桥梁的记忆 长虹出版社 1998年: where there is no other mark, blanks are.
    let blanks = !entry.contains(|c: char| c.is_ascii_punctuation() || MARKS.contains(&c))
        && 2 * entry.chars().filter(|c| is_han(*c)).count() > entry.chars().count();
    let mut at = 0;
    let mut bracket: Option<(usize, usize)> = None;
    let mut brackets = 0;
    let mut unclosed = 0;
    while let Some(c) = entry[at..].chars().next() {
        let next = at + c.len_utf8();
        if let Some((_, end)) = bracket
            && at >= end
        {
            cutter.end(at, Form::Round(brackets));
            cutter.next(next, Lead::Blank);
            bracket = None;
            at = next;
            continue;
        }
        let form = bracket.map_or(Form::Plain, |(number, _)| Form::Round(number));
        if let Some(aside) = asides.iter().find(|aside| aside.start == at && !aside.is_empty()) {
            cutter.end(at, form);
            cutter.next(aside.end, Lead::Blank);
            at = aside.end;
            continue;
        }
        let opens = unclosed < UNCLOSED && opens(c);
        if opens
            && let Some((inner, outer, form_of)) = enclosed(entry, at, bracket.map(|(_, end)| end))
        {
            cutter.end(at, form);
            cutter.lead(Lead::Blank);
            cutter.push(inner, at..outer, form_of);
            cutter.next(outer, Lead::Blank);
            at = outer;
            continue;
        }
        if opens
            && bracket.is_none()
            && matches!(c, '(' | '（')
            && let Some(len) =
                closing(&entry[next..], '(', ')').or_else(|| closing(&entry[next..], '（', '）'))
        {
            cutter.end(at, form);
            cutter.next(next, Lead::Blank);
            brackets += 1;
            bracket = Some((brackets, next + len));
            at = next;
            continue;
        }
        unclosed += usize::from(opens);
        if blanks && c == ' ' {
            cutter.end(at, form);
            cutter.next(next, Lead::Comma);
        }
        if let Some((lead, len)) = mark(entry, at, c) {
            cutter.end(at, form);
            cutter.next(at + len, lead);
            at += len;
            continue;
        }
        at = next;
        if cutter.found.len() > MOST {
            return None;
        }
    }
    let form = bracket.map_or(Form::Plain, |(number, _)| Form::Round(number));
    cutter.end(entry.len(), form);
    let found = cutter.found.into_iter().flat_map(|piece| before_names(entry, piece));
    let found: Vec<Piece> = found.flat_map(|piece| before_year(entry, piece)).collect();
    (found.len() <= MOST).then_some(found)
}

/// True for marks that may open a quotation, emphasis or a bracket.
fn opens(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '［' | '【' | '*' | '_')
        || QUOTES.iter().any(|(open, _)| *open == c)
}

struct Cutter<'a> {
    entry: &'a str,
    found: Vec<Piece>,
    lead: Lead,
    from: usize,
}

impl Cutter<'_> {
    /// Ends the open piece at `to`.
    fn end(&mut self, to: usize, form: Form) {
        let span = marks::trim_span(self.entry, &(self.from..to), |c| matches!(c, '[' | ']'));
        if !span.is_empty() {
            self.push(span.clone(), span, form);
        }
    }

    fn push(&mut self, span: Span, outer: Span, form: Form) {
        let words = entries::words(self.entry, &span);
        let lead = if self.found.is_empty() { Lead::Start } else { self.lead };
        self.found.push(Piece { span, outer, lead, form, words });
        self.lead = Lead::Blank;
    }

    /// Opens the next piece at `from`, after a mark.
    fn next(&mut self, from: usize, lead: Lead) {
        self.from = from;
        self.lead(lead);
    }

    /// Remembers a mark; a stronger one between two pieces counts more than a blank.
    fn lead(&mut self, lead: Lead) {
        if lead != Lead::Blank || self.found.is_empty() {
            self.lead = lead;
        }
    }
}

/// What stands in quotation marks, in the marks of Markdown or in square brackets from `at` on:
/// the words, the end of the marks, and which they are.
fn enclosed(entry: &str, at: usize, limit: Option<usize>) -> Option<(Span, usize, Form)> {
    let rest = &entry[at..limit.unwrap_or(entry.len())];
    let before = entry[..at].chars().next_back();
    let glued = before.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
    let c = rest.chars().next()?;
    let open = c.len_utf8();
    let found = |len: usize, close: usize, form| {
        Some((at + open..at + open + len, at + open + len + close, form))
    };
    match c {
        '[' if rest[open..].starts_with('[') => None,
        '[' | '［' | '【' => {
            let len = closing(&rest[open..], '[', ']')
                .or_else(|| closing(&rest[open..], '［', '］'))
                .or_else(|| closing(&rest[open..], '【', '】'))?;
            let close = rest[open + len..].chars().next().map_or(0, char::len_utf8);
            let after = &rest[open + len + close..];
            // A link: its address belongs to the marks.
            if let Some(address) =
                after.strip_prefix('(').and_then(|after| closing(after, '(', ')'))
            {
                return found(len, close + address + 2, Form::Marked);
            }
            found(len, close, Form::Square)
        }
        '*' | '_' if !glued => {
            let run = rest.len() - rest.trim_start_matches(c).len();
            let run = run.min(2);
            let mark = &rest[..run];
            let len = rest[run..].find(mark).filter(|len| *len > 0)?;
            let inner = at + run..at + run + len;
            Some((inner, at + 2 * run + len, Form::Marked))
        }
        _ => {
            let (_, closers) = QUOTES.iter().find(|(open, _)| *open == c)?;
            let straight = matches!(c, '"' | '\'' | '‘' | '»');
            if straight && glued {
                return None;
            }
            let mut depth = 0_u32;
            for (len, other) in rest[open..].char_indices() {
                if other == c && !closers.contains(&c) {
                    depth += 1;
                    continue;
                }
                let after = rest[open + len + other.len_utf8()..].chars().next();
                // An apostrophe stands between letters.
                let apostrophe =
                    matches!(other, '\'' | '’') && after.is_some_and(char::is_alphanumeric);
                if !closers.contains(&other) || apostrophe {
                    continue;
                }
                if depth > 0 {
                    depth -= 1;
                    continue;
                }
                // 'N' in the middle of words is no quotation.
                let one = matches!(c, '\'' | '‘') && !rest[open..open + len].contains(' ');
                let inner = &rest[open..open + len];
                if inner.starts_with('[')
                    && inner.ends_with(')')
                    && let Some(words) = closing(&inner[1..], '[', ']')
                {
                    let from = at + open + 1;
                    return Some((
                        from..from + words,
                        at + open + len + other.len_utf8(),
                        Form::Marked,
                    ));
                }
                return (len > 0 && !one)
                    .then(|| found(len, other.len_utf8(), Form::Quoted))
                    .flatten();
            }
            None
        }
    }
}

/// How many bytes stand before the bracket that closes one opened before `text`.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        if c == close {
            if depth == 0 {
                return (at > 0).then_some(at);
            }
            depth -= 1;
        } else if c == open {
            depth += 1;
        }
    }
    None
}

/// The mark at `at` that ends a piece, and its bytes.
fn mark(entry: &str, at: usize, c: char) -> Option<(Lead, usize)> {
    let len = c.len_utf8();
    let before = &entry[..at];
    let after = &entry[at + len..];
    let wide = |c: char| {
        let mark = matches!(
            c,
            '\u{300a}'..='\u{3011}' | '〔' | '〕' | '[' | ']' | '［' | '］' | '（' | '）'
        );
        mark || is_han(c)
    };
    let apart = after.is_empty()
        || after.starts_with(|c: char| c.is_whitespace() || wide(c))
        || before.ends_with(wide);
    let lead = match c {
        '\n' | '。' | '．' => Lead::Stop,
        // A question may be a title; what stands behind it may go on with it.
        '?' | '!'
            if after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase) =>
        {
            Lead::Stop
        }
        '.' if apart && !is_abbreviation(entry, before, after) => Lead::Stop,
        '/' | '／' if before.ends_with(' ') && after.starts_with(' ') => Lead::Dash,
        '，' | '、' | '／' => Lead::Comma,
        ',' if !in_number(before, after) => Lead::Comma,
        ':' | '：' => Lead::Colon,
        ';' | '；' => Lead::Semicolon,
        '–' | '—' | '|' | '｜' | '·' if before.ends_with(' ') && after.starts_with(' ') => {
            Lead::Dash
        }
        '-' if before.ends_with(' ') && after.starts_with([' ', '-']) => Lead::Dash,
        '/' if after.starts_with('/') && !before.ends_with(':') => return Some((Lead::Strokes, 2)),
        // 森田海斗訳・潮風社
        '・' if entries::did_at_end(before).is_some() => Lead::Comma,
        _ => return None,
    };
    Some((lead, len))
}

/// True if the comma between the two is in a number: `1,200`.
fn in_number(before: &str, after: &str) -> bool {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let left = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (1..=3).contains(&left) && digits(after) == 3
}

/// True if the full stop between the two is of an abbreviation the tables have, with more to come.
fn is_abbreviation(entry: &str, before: &str, after: &str) -> bool {
    let from = before
        .rfind(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[from..];
    if word.is_empty() || word.chars().count() > 6 {
        return false;
    }
    // 3. Auflage, 14. März
    if word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit()) && after.starts_with(' ') {
        let end = after
            .trim_start()
            .find(' ')
            .map_or(after.len(), |len| after.len() - after.trim_start().len() + len);
        let next = entries::words(after, &(0..end));
        return next
            .first()
            .is_some_and(|next| next.counted().is_some() || next.month().is_some());
    }
    // An initial is no abbreviation of a table.
    let next = after.trim_start();
    let number = next.starts_with(|c: char| c.is_ascii_digit());
    if word.chars().count() == 1 && word.starts_with(char::is_uppercase) && !number {
        return false;
    }
    let roman = next.split(|c: char| !c.is_alphanumeric()).next().is_some_and(counts::is_roman);
    let number = number || roman;
    // The row may go on: Tech. Rep.
    let both = &entry[from..];
    let end = from + both.find(next).unwrap_or(both.len());
    let end = end + next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
    let row = entries::words(entry, &(from..end)).into_iter().next();
    if row.is_some_and(|row| !row.senses.is_empty() && row.span.end > before.len() + 1) {
        return true;
    }
    let words = entries::words(before, &(from..before.len()));
    words.last().is_some_and(|word| {
        word.senses.iter().any(|sense| match sense {
            Sense::Counts(Slot::Number) => {
                number || next.starts_with(|c: char| c.is_ascii_uppercase())
            }
            Sense::Counts(_) | Sense::Month(_) => number,
            // Proc. 11th Symp., rééd. Le Phare
            Sense::Again | Sense::Kind(Kind::Conference) => {
                number || next.starts_with(char::is_uppercase)
            }
            Sense::By(_) => {
                let did = word.did().is_some();
                !did && next.starts_with(char::is_alphabetic)
            }
            // St. John, Dr. Vale
            Sense::Particle => {
                let spelling = &before[word.span.clone()];
                spelling.len() > 1
                    && spelling.starts_with(char::is_uppercase)
                    && next.starts_with(char::is_uppercase)
            }
            _ => false,
        })
    })
}

/// Cuts a plain piece before words that lead to names: `The Winds by John Horn`.
fn before_names(entry: &str, piece: Piece) -> Vec<Piece> {
    if matches!(piece.form, Form::Quoted | Form::Marked | Form::Square) {
        return vec![piece];
    }
    let cut = piece.words.iter().enumerate().skip(1).position(|(at, word)| {
        let leads = word.by().is_some();
        let alone =
            !word.senses.iter().any(|sense| matches!(sense, Sense::Did(_) | Sense::Particle));
        let next = piece.words.get(at + 1).map_or("", |next| &entry[next.span.clone()]);
        leads && alone && next.starts_with(char::is_uppercase)
    });
    match cut {
        Some(at) => parted(entry, piece, at + 1),
        None => vec![piece],
    }
}

/// Cuts a plain piece before a year at its end: `Boston 2009`, `Nature 2018`.
fn before_year(entry: &str, piece: Piece) -> Vec<Piece> {
    let is_year = |word: &Word| {
        let text = &entry[word.span.clone()];
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let named = text[digits..].starts_with(['年', '년']);
        let year = text[..digits].parse::<i32>();
        (digits == text.len() || named)
            && digits == 4
            && year.is_ok_and(|year| YEARS.contains(&year))
    };
    let plain = matches!(piece.form, Form::Plain | Form::Round(_));
    let count = piece.words.len();
    let month = piece.words.iter().any(|word| word.month().is_some());
    // Bergbote vom 14. März 1987
    let day = piece.words.iter().position(|word| DAY_OF.contains(&&entry[word.span.clone()]));
    if let Some(at) = day.filter(|at| month && plain && *at > 0 && count - at <= 4)
        && piece.words.last().is_some_and(is_year)
    {
        return parted(entry, piece, at);
    }
    if !plain || count < 2 || month || !piece.words.last().is_some_and(is_year) {
        return vec![piece];
    }
    let (before, year) = (&piece.words[count - 2], &piece.words[count - 1]);
    let apart = entry[before.span.end..year.span.start].chars().all(char::is_whitespace)
        && !before.says(Sense::Grammar)
        && !SEASONS.contains(&entry[before.span.clone()].to_lowercase().as_str());
    if apart { parted(entry, piece, count - 1) } else { vec![piece] }
}

/// Words before a year that belong to it.
const SEASONS: &[&str] = &["spring", "summer", "autumn", "fall", "winter"];

/// Words before a day.
pub(super) const DAY_OF: &[&str] = &["vom", "of", "du", "del", "от"];

/// Cuts a piece before one of its words.
fn parted(entry: &str, piece: Piece, cut: usize) -> Vec<Piece> {
    let mut first = piece;
    let words = first.words.split_off(cut);
    let from = words[0].span.start;
    let second = Piece {
        span: from..first.span.end,
        outer: from..first.span.end,
        lead: Lead::Blank,
        form: first.form,
        words,
    };
    first.span = marks::trim_span(entry, &(first.span.start..from), |_| false);
    first.outer = first.span.clone();
    vec![first, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(entry: &str) -> Vec<&str> {
        let found = cut(entry, &[]).unwrap_or_default();
        found.iter().map(|piece| &entry[piece.span.clone()]).collect()
    }

    #[test]
    fn marks_end_pieces_but_not_inside_quotations() {
        assert_eq!(
            pieces("Horn, J. (2003). “The winds, again.” Hill Press"),
            ["Horn", "J", "2003", "The winds, again.", "Hill Press"]
        );
        assert_eq!(
            pieces("Horn J. Winds. Weather J. 2003;12(3):45-60."),
            ["Horn J", "Winds", "Weather J", "2003", "12", "3", "45-60"]
        );
        assert_eq!(pieces("The Keeper's Lamp, pp. 4–5"), ["The Keeper's Lamp", "pp. 4–5"]);
        assert_eq!(pieces("The Winds by John Horn"), ["The Winds", "by John Horn"]);
        assert_eq!(
            pieces("王小明. 风与帆[D]．上海：东山大学，2011"),
            ["王小明", "风与帆", "D", "上海", "东山大学", "2011"]
        );
        assert_eq!(
            pieces("许三主编.《大典》[M].北京:书局,2020"),
            ["许三主编", "大典", "M", "北京", "书局", "2020"]
        );
    }
}
