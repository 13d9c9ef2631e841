//! Where formulas stand in a text: between `$` and `$`, `$$` and `$$`, `\(` and `\)`, `\[` and `\]`, and in
//! `<math>`.
//!
//! They are found before the text is read as Markdown, to which `_` and `*` in them would be emphasis
//! and `\{` a brace. `$` follows Pandoc (`tex_math_dollars`): no space inside beside either sign, no
//! digit behind the second. That alone lets prices and variables pass, so what stands between must
//! look like a formula, too.

use super::masks::Masks;
use chengshu_text::source::Span;
use chengshu_writing::script::{is_cjk_mark, is_hangul, is_ideographic, is_kana};

/// How many lines a formula has at most.
const MOST_LINES: usize = 200;
/// How long a formula is at most, in bytes. Longer ones would not be understood anyway.
const LONGEST: usize = 30_000;

/// True if a text may hold a formula.
pub fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let holds = |sign: &str| memchr::memmem::find(bytes, sign.as_bytes()).is_some();
    memchr::memchr3(b'$', b'\\', b'<', bytes).is_some()
        && (memchr::memchr(b'$', bytes).is_some() || ["\\(", "\\[", "<math"].into_iter().any(holds))
}

/// Finds formulas, in order.
pub fn find(text: &str) -> Vec<Span> {
    if !may_hold(text) {
        return Vec::new();
    }
    let mut scan = Scan { text, masks: Masks::of(text), next: Vec::new(), line: 0..0 };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = memchr::memchr3(b'$', b'\\', b'<', &text.as_bytes()[at..]) {
        at += step;
        if let Some(end) = scan.masks.end(at) {
            at = end;
            continue;
        }
        let rest = &text[at..];
        if let Some(end) = scan.formula(at) {
            found.push(at..end);
            at = end;
        } else if let Some(behind) = rest.strip_prefix('\\') {
            // The sign behind it stands for itself.
            at += 1 + behind.chars().next().map_or(0, char::len_utf8);
        } else {
            at += rest.bytes().take_while(|b| *b == b'$').count().max(1);
        }
    }
    found
}

/// True if a formula may begin behind a character: `US$3` and `$$$` are none.
pub fn begins_behind(source: &str, before: Option<char>) -> bool {
    !source.starts_with('$') || !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '$')
}

/// True if a formula may end before a character: not before a digit, and before a letter only if it
/// looks whole, as in `$n$th`.
pub fn ends_before(source: &str, after: Option<char>) -> bool {
    if !source.starts_with('$') {
        return true;
    }
    let inside = source.trim_end_matches('$');
    match after {
        Some(c) if c.is_ascii_digit() || c == '$' => false,
        Some(c) if c.is_ascii_alphabetic() => {
            inside.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '}' | ')' | '\''))
        }
        _ => true,
    }
}

struct Scan<'a> {
    text: &'a str,
    masks: Masks,
    /// Where signs that close formulas come next, as far as that was asked.
    next: Vec<(&'static str, usize)>,
    /// Where the line begins that was asked for last, and what of it was looked at.
    line: Span,
}

impl Scan<'_> {
    /// The end of the formula that begins at an offset.
    fn formula(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let (open, close) = match rest.as_bytes() {
            [b'<', ..] if rest.starts_with("<math") => ("<math", "</math>"),
            [b'$', b'$', b'$', ..] => return None,
            [b'$', b'$', ..] => ("$$", "$$"),
            [b'$', ..] => return self.dollars(at),
            [b'\\', b'(', ..] => ("\\(", "\\)"),
            [b'\\', b'[', ..] => ("\\[", "\\]"),
            _ => return None,
        };
        let end = self.close(at + open.len(), open, close)?;
        let inside = &self.text[at + open.len()..end - close.len()];
        if !self.masks.is_clear(self.text, &(at..end)) || inside.lines().count() > MOST_LINES {
            return None;
        }
        if open == "<math" {
            return inside.starts_with([' ', '>', '\n', '\t']).then_some(end);
        }
        let before = self.text[..at].trim_end_matches([' ', '\t', '>', '-', '*', '+']);
        // In a paragraph it is written behind what is before it, and its lines have to bear that.
        let above = before.strip_suffix('\n').unwrap_or(before);
        let above = above.trim_end_matches([' ', '\t', '>']);
        let begins_line = above.is_empty() || before.ends_with('\n') && above.ends_with('\n');
        // Its signs may stand on lines by themselves, with blank lines inside.
        let is_blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
        let has_lines =
            || is_blank(inside.lines().next()) && is_blank(self.text[end..].lines().next());
        let is_apart = open != "\\(" && begins_line && has_lines();
        let blank = |c: char| c.is_whitespace() || c == '>';
        let is_whole = if is_apart {
            goes_on(inside.trim_matches(blank).split('\n'), true)
        } else {
            goes_on(inside.split('\n').skip(1), begins_line)
        };
        let line = self.text[..at].trim_end_matches([' ', '\t', '>']);
        let is_line = line.is_empty() || line.ends_with('\n');
        let is_meant = is_meant(inside, open)
            || open == "\\[" && stands_alone(inside, &self.text[end..], is_line);
        (is_whole && is_meant && !self.leaves_block(at, inside)).then_some(end)
    }

    /// The end of the sign that closes a formula. No other of its kind begins before.
    fn close(&mut self, from: usize, open: &str, close: &'static str) -> Option<usize> {
        let at = self.next(from, close);
        let inside = self.text.get(from..at).filter(|inside| inside.len() <= LONGEST)?;
        let is_first =
            open == close || memchr::memmem::find(inside.as_bytes(), open.as_bytes()).is_none();
        is_first.then_some(at + close.len())
    }

    /// Where a sign comes next; beyond the text if it does not.
    fn next(&mut self, from: usize, sign: &'static str) -> usize {
        let known = self.next.iter().position(|(known, _)| *known == sign);
        let known = known.unwrap_or_else(|| {
            self.next.push((sign, 0));
            self.next.len() - 1
        });
        let Some((_, at)) = self.next.get_mut(known) else {
            return usize::MAX;
        };
        if *at < from {
            let rest = self.text.get(from..).unwrap_or_default();
            let found = match sign {
                "</math>" => memchr::memmem::find(rest.as_bytes(), sign.as_bytes()),
                _ => unescaped(rest, sign),
            };
            *at = found.map_or(usize::MAX, |found| from + found);
        }
        *at
    }

    /// True if a formula runs over cells of a table, or into a quotation. Asked of ascending offsets.
    fn leaves_block(&mut self, at: usize, inside: &str) -> bool {
        let crosses = memchr::memmem::find(inside.as_bytes(), b" | ").is_some();
        let mut lines = inside.split('\n').skip(1);
        let enters = lines.any(|line| line.trim_start().starts_with('>'));
        if !crosses && !enters {
            return false;
        }
        let unseen = self.line.end..at.max(self.line.end);
        let found = memchr::memrchr(b'\n', &self.text.as_bytes()[unseen.clone()]);
        let start = found.map_or(self.line.start, |found| unseen.start + found + 1);
        self.line = start..unseen.end;
        let line = &self.text[start..];
        let line = &line[..line.floor_char_boundary(200)];
        let signs = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
        let words = line.trim_start_matches(signs);
        // What a note begins with.
        let label = words.strip_prefix("[^").and_then(|rest| rest.split_once("]:"));
        let words = label.map_or(words, |(_, note)| note.trim_start_matches(signs));
        let is_quoted = line[..line.len() - words.len()].contains('>');
        crosses && words.starts_with('|') || enters && !is_quoted
    }

    /// The end of a formula between a single `$` and the next.
    fn dollars(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let inside = &text[at + 1..];
        if inside.starts_with(char::is_whitespace)
            || !begins_behind("$", text[..at].chars().next_back())
        {
            return None;
        }
        let near = &inside[..inside.floor_char_boundary(LONGEST)];
        let length = balanced(near).or_else(|| unescaped(near, "$"))?;
        let (formula, after) = (&inside[..length], &inside[length + 1..]);
        let end = at + length + 2;
        let closes = !formula.is_empty()
            && !formula.ends_with(char::is_whitespace)
            && ends_before(&text[at..end], after.chars().next());
        // `${a}${b}` and `$(a)$(b)` are variables one after the other.
        let first = formula.chars().next();
        let repeats = first.is_some_and(|c| matches!(c, '{' | '(') && after.starts_with(c));
        (closes
            && !repeats
            && self.masks.is_clear(text, &(at..end))
            && goes_on(formula.split('\n').skip(1), false)
            && is_meant(formula, "$")
            && !is_price(formula, after)
            && !self.leaves_block(at, formula))
        .then_some(end)
    }
}

/// True if the lines of a formula within a paragraph are its own: none is blank, or begins another
/// block. A formula that begins a line may have signs at the head of others.
fn goes_on<'a>(lines: impl Iterator<Item = &'a str>, begins_line: bool) -> bool {
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        // The sign that closes it may stand on the last line alone.
        if line.is_empty() && lines.peek().is_some()
            || line.starts_with(['|', '#'])
            || !begins_line && is_item(line)
        {
            return false;
        }
    }
    true
}

/// True if a line begins with the mark of an item of a list.
fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marks: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
    let behind = line[digits..].strip_prefix(marks);
    behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Where a sign first stands that no backslash takes its meaning from.
fn unescaped(text: &str, sign: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'\\', b'$', bytes.get(at..)?)?;
        if text[at..].starts_with(sign) {
            return Some(at);
        }
        if bytes[at] == b'$' {
            at += 1;
        } else {
            at += 1 + text.get(at + 1..)?.chars().next().map_or(0, char::len_utf8);
        }
    }
}

/// Where the first `$` stands outside of braces: those of `\text{…}` may hold some.
fn balanced(text: &str) -> Option<usize> {
    const MOST_INSIDE: usize = 8;
    let (mut depth, mut inside) = (0_usize, 0);
    let mut bytes = text.bytes().enumerate();
    while let Some((at, b)) = bytes.next() {
        match b {
            b'\\' => {
                bytes.next();
            }
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'$' if depth == 0 => return Some(at),
            b'$' if inside == MOST_INSIDE => return None,
            b'$' => inside += 1,
            b'\n' if text[at + 1..].starts_with('\n') => return None,
            _ => {}
        }
    }
    None
}

/// True if what stands between such signs is a formula rather than prices, variables, or brackets
/// behind backslashes.
fn is_meant(tex: &str, open: &str) -> bool {
    // `\[^1]` is how the mark of a note is written as text.
    if tex.trim().is_empty() || open == "\\[" && tex.starts_with('^') {
        return false;
    }
    let mut commands = tex.split('\\').skip(1);
    // Behind `\[`, which escapes a bracket in Markdown, so may other backslashes.
    let signs = if open == "\\[" { "" } else { "{}|,;!" };
    let is_command =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || signs.contains(c));
    if commands.any(is_command) {
        return true;
    }
    let tex = &*tex.replace("\\%", "");
    let plain = tex.replace("\\_", "");
    let has_script = plain.contains(['^', '_']);
    let has_operator = has_script || tex.contains(['=', '+', '<', '>']);
    let has_chinese = tex.contains(is_cjk);
    let is_bracket = open.starts_with('\\');
    if tex.contains(|c: char| is_cjk_mark(c) || matches!(c, '"' | '#' | '@' | '&' | '%' | '`')) {
        return false;
    }
    let is_number = !tex.contains(char::is_alphabetic);
    if (has_chinese || open == "\\[" || is_bracket && is_number) && !has_operator {
        return false;
    }
    // Words of more than three letters are none of a formula, but in an equation set apart.
    let words = || tex.split(|c: char| !c.is_ascii_alphabetic());
    let may_have_words = has_operator && open != "$" || has_script;
    may_have_words
        || words().all(|word| word.len() < 4) && words().filter(|word| word.len() > 1).count() < 3
}

/// True if what stands between `\[` and `\]` has lines of its own and could be nothing but a formula,
/// though it is without operators: letters one by one, or lines that the signs stand around.
fn stands_alone(tex: &str, after: &str, begins_line: bool) -> bool {
    let ends_line = after.split('\n').next().is_none_or(|line| line.trim().is_empty());
    if !begins_line || !ends_line || !tex.contains(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let is_lone = |c: char| c.is_ascii_alphanumeric() || "()|'!/*-,. \n\t>".contains(c);
    let mut words = tex.split(|c: char| !c.is_ascii_alphabetic());
    let has_lines = tex.trim_start_matches([' ', '\t']).starts_with('\n');
    has_lines && is_meant(tex, "$$") || tex.chars().all(is_lone) && words.all(|word| word.len() < 2)
}

/// True if what stands between two `$` that begins with an amount goes on with words, or with
/// a currency before another amount: `$5 and CA$ 6`.
fn is_price(tex: &str, after: &str) -> bool {
    /// Words that stand in formulas without a backslash, too.
    const FUNCTIONS: &[&str] = &["cos", "exp", "gcd", "ln", "log", "mod", "sin", "tan"];
    if !tex.starts_with(|c: char| c.is_ascii_digit()) || tex.contains('\\') && !tex.contains("\\%")
    {
        return false;
    }
    let is_word = |word: &str| {
        word.len() > 1
            && word.bytes().all(|b| b.is_ascii_alphabetic())
            && !FUNCTIONS.contains(&word)
    };
    let (rest, last) = tex.rsplit_once(' ').unwrap_or((tex, ""));
    let is_currency = (1..=3).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_uppercase())
        && after.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    is_currency || rest.split(' ').any(is_word)
}

fn is_cjk(c: char) -> bool {
    is_ideographic(c) || is_kana(c) || is_hangul(c) || is_cjk_mark(c)
}

/// A formula of a text as it is by itself: without the signs of quotations and the indent of lists
/// before its lines, and without blank lines.
pub fn alone(text: &str, span: &Span) -> String {
    let source = &text[span.clone()];
    if !source.contains('\n') {
        return source.to_owned();
    }
    let line = text[..span.start].rfind('\n').map_or(0, |before| before + 1);
    let quotes = text[line..span.start].bytes().filter(|b| *b == b'>').count();
    let mut lines = source.split('\n').map(str::trim_end);
    let first = lines.next().unwrap_or_default();
    let unquoted = lines.map(|line| {
        (0..quotes).fold(line, |line, _| line.trim_start().strip_prefix('>').unwrap_or(line))
    });
    let rest: Vec<&str> = unquoted.filter(|line| !line.trim().is_empty()).collect();
    let indent = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let least = rest.iter().map(indent).min().unwrap_or(0);
    let mut alone = first.to_owned();
    for line in rest {
        alone.push('\n');
        alone.push_str(&line[least..]);
    }
    alone
}

#[cfg(test)]
mod tests;
