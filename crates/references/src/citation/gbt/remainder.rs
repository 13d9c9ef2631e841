//! What an entry says that none of its fields hold.
//!
//! Nothing stated may be lost: what the elements of an entry do not carry is set after them as a
//! remark, and an entry of which they carry too little stands as it was written. Letters and
//! digits count, marks and spaces do not.

use crate::reference::{Basis, Confidence, Kind, Name, Reference};
use chengshu_text::date::PartialDate;

/// What an entry's elements carry of its wording.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::citation) enum Reading {
    /// All of it.
    Whole,
    /// All but these.
    Remarks(Vec<String>),
    /// Too little: the wording itself has to be set.
    Running,
}

/// No entry of a list is as long; what is longer is text and stands as it was written.
const LONGEST: usize = 4_000;

/// Words that say which element follows or precedes, and so go when it has its place. By pieces
/// between marks, without their spaces.
#[rustfmt::skip] // many to a line
const ROLES: &[&str] = &[
    "著", "编著", "编", "主编", "合著", "等著", "等编", "合编", "译", "翻译", "合译", "编译", "译著", "作者",
    "作", "撰", "写", "写的", "所著", "的", "等", "和", "与", "及", "年", "年版", "年出版", "出版", "出版的",
    "版", "月", "月出版", "日", "号", "第", "卷", "期", "页", "第版",
    "著作", "在", "于", "譯", "編", "主編", "編著", "頁", "書",
    "by", "and", "trans", "translated", "translator", "edited", "ed", "eds", "edition", "in",
    "et", "al", "others", "vol", "no", "p", "pp", "doi", "url", "access", "accessed", "published",
];

/// What follows the digits of a year, where more may follow directly: `1949年出版回忆录`.
const AFTER_YEAR: &[&str] = &["年出版的", "年出版", "年版", "年的", "年"];

/// What 出版 is part of when one of these follows: 出版社 is a name.
const PUBLISHING: &[char] = &['社', '者', '商', '物', '界'];

/// Compares an entry as written with the elements set from its fields, `set`.
pub(in crate::citation) fn read(reference: &Reference, set: &str) -> Reading {
    if reference.raw.is_empty() || reference.basis == Basis::Corrected {
        return Reading::Whole;
    }
    let is_sure = reference.confidence >= Confidence::PRINTED;
    if reference.raw.len() > LONGEST || !is_sure || is_phrase(reference) {
        return Reading::Running;
    }
    let mut wording = Wording::of(&reference.raw);
    wording.claim(reference, &skeleton(set));
    let remarks = wording.remarks();
    if wording.carried() * 2 < wording.counted() {
        Reading::Running
    } else if remarks.is_empty() {
        Reading::Whole
    } else {
        Reading::Remarks(remarks)
    }
}

/// Whether the entry names a source in a phrase, which has no elements to take apart: all of it
/// is the title (海港晚报2020年采访), or it says of a site or source neither who, when nor where.
fn is_phrase(reference: &Reference) -> bool {
    let is_bare =
        reference.authors.is_empty() && reference.issued.is_none() && reference.publisher.is_none();
    let is_source = matches!(reference.kind, Kind::Other | Kind::Web | Kind::Wiki);
    (is_bare && is_source) || running(reference) == reference.title
}

/// The entry as written on one line, without the address, which stands at the end of what is set.
pub(super) fn running(reference: &Reference) -> String {
    let url = reference.url.as_deref().unwrap_or_default();
    let text = match reference.raw.split_once(url) {
        Some((before, after)) if !url.is_empty() => format!("{before} {after}"),
        _ => reference.raw.clone(),
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let is_loose = |c: char| c.is_whitespace() || "，,：:；;。.、-—".contains(c);
    joined.trim_matches(is_loose).to_owned()
}

/// Letters and digits alone, small.
fn skeleton(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The length of the type code a text begins with (`[M]`, `[EB/OL]`), or 0. The set entry has its
/// own.
fn type_code(text: &str) -> usize {
    const LONGEST: usize = "[EB/OL]".len();
    let end = text.bytes().take(LONGEST).position(|b| b == b']');
    let code = end.and_then(|end| text.get(1..end));
    let is_code = |code: &&str| code.bytes().all(|b| b.is_ascii_uppercase() || b == b'/');
    code.filter(is_code).map_or(0, |code| code.len() + 2)
}

/// An entry's letters and digits.
struct Wording<'a> {
    raw: &'a str,
    /// The letters and digits, small.
    letters: String,
    /// For each byte of `letters`: the byte of `raw` its character begins at.
    origin: Vec<usize>,
    /// For each byte of `letters`: whose it is.
    owners: Vec<Owner>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// Nobody's: it has to be said.
    None,
    /// An element's.
    Element,
    /// The address's, which says nothing of the work.
    Address,
}

impl<'a> Wording<'a> {
    fn of(raw: &'a str) -> Self {
        let mut letters = String::with_capacity(raw.len());
        let mut origin = Vec::with_capacity(raw.len());
        let mut code_end = 0;
        for (at, c) in raw.char_indices() {
            if c == '[' {
                code_end = at + type_code(&raw[at..]);
            }
            if at < code_end || !c.is_alphanumeric() {
                continue;
            }
            letters.extend(c.to_lowercase());
            origin.resize(letters.len(), at);
        }
        let owners = vec![Owner::None; letters.len()];
        Self { raw, letters, origin, owners }
    }

    /// Marks what the elements carry. `set` is their skeleton: a field that is not in it carries
    /// nothing.
    fn claim(&mut self, reference: &Reference, set: &str) {
        for address in [&reference.url, &reference.further.doi].into_iter().flatten() {
            self.take(&skeleton(address), 0, Owner::Address);
        }
        let carried = |text: &str| Some(skeleton(text)).filter(|text| set.contains(text));
        let fields = [
            Some(&reference.title),
            reference.further.container.as_ref(),
            reference.publisher.as_ref(),
        ];
        for text in fields.into_iter().flatten().filter_map(|text| carried(text)) {
            self.take(&text, 0, Owner::Element);
        }
        // A list of more than three names is set as three and 等, which stands for the others.
        for people in
            [&reference.further.translators, &reference.further.editors, &reference.authors]
        {
            let mut from = 0;
            for name in people {
                from = self.take_name(name, from).unwrap_or(from);
            }
        }
        for date in [reference.issued, reference.further.accessed].into_iter().flatten() {
            self.take_date(date, set);
        }
        if let Some(edition) = &reference.further.edition {
            // Set in the standard's own form, or not at all if it is the first.
            self.take(&skeleton(edition), 0, Owner::Element);
        }
        let fields = [
            &reference.further.place,
            &reference.further.volume,
            &reference.further.number,
            &reference.further.pages,
        ];
        for text in fields.into_iter().flatten().filter_map(|text| carried(text)) {
            self.take(&text, 0, Owner::Element);
        }
    }

    fn take_name(&mut self, name: &Name, from: usize) -> Option<usize> {
        let taken = self.take(&skeleton(&name.to_string()), from, Owner::Element);
        match name {
            Name::Parts { family, given } if taken.is_none() => {
                let turned = skeleton(&format!("{family}{given}"));
                self.take(&turned, from, Owner::Element)
            }
            _ => taken,
        }
    }

    /// Takes the date as it may be written, as far as `set` has it.
    fn take_date(&mut self, date: PartialDate, set: &str) {
        let year = date.first_day().year();
        let (month, day) = (date.first_day().month(), date.first_day().day());
        let spellings = match date {
            _ if !set.contains(&skeleton(&date.to_string())) => vec![format!("{year}")],
            PartialDate::Year(_) => vec![format!("{year}")],
            PartialDate::Month(..) => vec![
                format!("{year}年{month}月"),
                format!("{year}年{month:02}月"),
                format!("{year}{month:02}"),
                format!("{year}{month}"),
                format!("{year}"),
            ],
            PartialDate::Day(_) => vec![
                format!("{year}年{month}月{day}日"),
                format!("{year}年{month}月{day}号"),
                format!("{year}年{month:02}月{day:02}日"),
                format!("{year}年{month}月{day}"),
                format!("{year}{month:02}{day:02}"),
                format!("{year}{month}{day}"),
                format!("{year}"),
            ],
        };
        for spelling in spellings {
            if self.take(&spelling, 0, Owner::Element).is_some() {
                return;
            }
        }
    }

    /// Takes the first occurrence of `text` from byte `from` of the letters that is still
    /// nobody's. Gives where it ends.
    fn take(&mut self, text: &str, from: usize, owner: Owner) -> Option<usize> {
        if text.is_empty() {
            return None;
        }
        let rest = self.letters.get(from..)?;
        let range = rest
            .match_indices(text)
            .map(|(at, found)| from + at..from + at + found.len())
            .find(|range| {
                let owners = self.owners.get(range.clone()).unwrap_or_default();
                owners.iter().all(|owner| *owner == Owner::None)
            })?;
        let end = range.end;
        self.owners.get_mut(range)?.fill(owner);
        Some(end)
    }

    /// Letters and digits that say something of the work.
    fn counted(&self) -> usize {
        self.count(|owner| owner != Owner::Address)
    }

    /// Those an element carries, or that only named one.
    fn carried(&self) -> usize {
        self.count(|owner| owner == Owner::Element)
    }

    fn count(&self, is: impl Fn(Owner) -> bool) -> usize {
        let letters = self.letters.char_indices();
        letters.filter(|(at, _)| self.owners.get(*at).copied().is_some_and(&is)).count()
    }

    /// What nobody carries, as written, in order. Words of role are put down to the elements.
    fn remarks(&mut self) -> Vec<String> {
        let mut remarks = Vec::new();
        let mut at = 0;
        while at < self.owners.len() {
            let loose = self.owners.iter().skip(at);
            let length = loose.take_while(|owner| **owner == Owner::None).count();
            if length == 0 {
                at += 1;
                continue;
            }
            remarks.extend(self.remark(at, at + length));
            at += length;
        }
        remarks
    }

    /// What is left of the loose letters from byte `from` to `end` when the words of role at
    /// their ends are gone.
    fn remark(&mut self, from: usize, end: usize) -> Option<String> {
        let mut from = from;
        let before = self.letters.get(..from).unwrap_or_default();
        if before.ends_with(|c: char| c.is_ascii_digit()) {
            from += self.year_words(from, end);
        }
        // 某某的纪实文学: what follows a name is joined to it.
        let rest = self.letters.get(from..end).unwrap_or_default();
        if from > 0 && rest.starts_with('的') {
            let after = from + '的'.len_utf8();
            if let Some(owners) = self.owners.get_mut(from..after) {
                owners.fill(Owner::Element);
            }
            from = after;
        }
        let pieces = self.pieces(from, end);
        let is_role = |piece: &&(usize, usize)| {
            let text = self.letters.get(piece.0..piece.1).unwrap_or_default();
            ROLES.contains(&text)
        };
        let kept = pieces
            .iter()
            .find(|piece| !is_role(piece))
            .zip(pieces.iter().rfind(|piece| !is_role(piece)));
        let (start, stop) = kept.map_or((end, end), |(first, last)| (first.0, last.1));
        for range in [from..start, stop..end] {
            if let Some(owners) = self.owners.get_mut(range) {
                owners.fill(Owner::Element);
            }
        }
        kept.map(|_| self.as_written(start, stop))
    }

    /// The length of the words that only follow the digits of a year; they go.
    fn year_words(&mut self, from: usize, end: usize) -> usize {
        let rest = self.letters.get(from..end).unwrap_or_default();
        let length = AFTER_YEAR
            .iter()
            .find(|word| {
                rest.strip_prefix(**word)
                    .is_some_and(|after| !(word.ends_with("出版") && after.starts_with(PUBLISHING)))
            })
            .map_or(0, |word| word.len());
        if let Some(owners) = self.owners.get_mut(from..from + length) {
            owners.fill(Owner::Element);
        }
        length
    }

    /// The stretches of letters between marks and spaces, as ranges of `letters`.
    fn pieces(&self, from: usize, end: usize) -> Vec<(usize, usize)> {
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        let mut next = None;
        for (at, c) in self.letters.get(from..end).unwrap_or_default().char_indices() {
            let at = from + at;
            let Some(origin) = self.origin.get(at).copied() else {
                break;
            };
            let stop = at + c.len_utf8();
            match pieces.last_mut() {
                // Letters that were written as one character stay in one piece.
                Some(piece) if next == Some(origin) || next.is_some_and(|next| origin < next) => {
                    piece.1 = stop;
                }
                _ => pieces.push((at, stop)),
            }
            let written = self.raw.get(origin..).and_then(|rest| rest.chars().next());
            next = written.map(|c| origin + c.len_utf8());
        }
        pieces
    }

    /// The text the letters from `start` to `stop` were written as, with the brackets that belong
    /// to it, on one line.
    fn as_written(&self, start: usize, stop: usize) -> String {
        let origin = |at: usize| self.origin.get(at).copied();
        let from = origin(start).unwrap_or_default();
        let end = stop
            .checked_sub(1)
            .and_then(origin)
            .and_then(|at| Some(at + self.raw.get(at..)?.chars().next()?.len_utf8()))
            .unwrap_or(self.raw.len());
        let mut text = self.raw.get(from..end).unwrap_or_default().to_owned();
        for (open, close) in [('（', '）'), ('(', ')'), ('《', '》'), ('“', '”'), ('「', '」')]
        {
            let (opened, closed) = (text.matches(open).count(), text.matches(close).count());
            let (before, after) = (self.raw.get(..from), self.raw.get(end..));
            if opened > closed && after.is_some_and(|after| after.starts_with(close)) {
                text.push(close);
            } else if closed > opened && before.is_some_and(|before| before.ends_with(open)) {
                text.insert(0, open);
            }
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    }
}
