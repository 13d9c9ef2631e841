//! Names, and what people did for a work.

use super::super::lexicon::entries::{self, Word};
use super::super::lexicon::{Part, Sense};
use super::super::names::{self, Names};
use super::super::people;
use super::super::pieces::{Form, Lead};
use super::super::publisher::{self, Agent};
use super::{Entry, is_large};
use crate::reference::{Completeness, Name};
use chengshu_writing::script::{is_han, is_hangul, is_kana};

impl Entry<'_> {
    /// The names some pieces say, and what they did.
    fn names(&self, from: usize, to: usize) -> Option<(Names, Option<Part>)> {
        let (mut from, mut to) = (from, to);
        let mut part = None;
        let words = &self.pieces[from].words;
        let mut start = self.pieces[from].span.start;
        let small = |word: &Word| !self.spelling(word).starts_with(char::is_uppercase);
        let by = words.first().and_then(Word::by).filter(|_| {
            let several = self.spelling(&words[0]).contains(' ');
            several || small(&words[0]) || self.lead(from) != Lead::Start
        });
        // «L'ultimo battello» di Ennio Carraresi
        let of = self.lead(from) == Lead::Blank
            && from
                .checked_sub(1)
                .is_some_and(|at| matches!(self.form(at), Form::Quoted | Form::Marked))
            && words.first().is_some_and(|word| word.says(Sense::Particle) && small(word));
        if by.is_some() || of {
            // пер. с швед. Н. Берестовой, traduit de l'allemand par Odile Fressange
            let near = if by == Some(Part::Translator) { 6 } else { 1 };
            let leads = self.words(from, to).take(near).filter(|word| word.by().is_some()).last();
            let after = leads.map_or(words[0].span.end, |word| word.span.end);
            let mut behind = self.words(from, to).filter(|word| word.span.start >= after);
            let name = behind.find(|word| !self.spelling(word).starts_with(char::is_lowercase))?;
            part = Some(by.unwrap_or(Part::Author));
            start = name.span.start;
            from = (from..to).find(|at| self.pieces[*at].span.end > start)?;
        }
        // A role after the names: `(Eds.)`, `, editor`.
        if to > from + 1
            && let Some(did) = self.role(to - 1)
        {
            part = Some(did);
            to -= 1;
        }
        for at in from + 1..to {
            let piece = &self.pieces[at];
            let joins = match piece.lead {
                Lead::Comma | Lead::Semicolon => true,
                // `Regie: Jane Doe`
                Lead::Colon => at == from + 1 && self.pieces[from].span.end <= start,
                Lead::Stop => self.pieces[at - 1].words.last().is_some_and(|word| {
                    let letters = self.spelling(word).trim_end_matches('.').chars().count();
                    letters <= 2 && self.spelling(word).starts_with(|c: char| c.is_uppercase())
                        || word.says(Sense::Particle)
                }),
                Lead::Dash => {
                    self.text[self.pieces[at - 1].span.end..piece.span.start].contains('/')
                }
                Lead::Blank => {
                    piece.form == Form::Plain && self.is_aside(at - 1) || self.is_aside(at)
                }
                _ => false,
            };
            if !joins || !matches!(piece.form, Form::Plain) && !self.is_aside(at) {
                return None;
            }
        }
        let set_apart = match self.form(from) {
            Form::Quoted | Form::Round(_) => true,
            Form::Marked => part.is_none(),
            _ => false,
        };
        if set_apart && !self.is_aside(from) {
            return None;
        }
        let span = start..self.pieces[to - 1].span.end;
        let text = self.text.get(span.clone())?;
        if text.chars().any(|c| is_han(c) || is_kana(c)) {
            return han_names(text, part);
        }
        let mut words: Vec<Word> =
            self.words(from, to).filter(|word| word.span.start >= start).cloned().collect();
        // 윤서진 엮음: the role is the last word.
        let mut end = span.end;
        if let [.., name, role] = words.as_slice()
            && let Some(did) = role.did()
            && text.chars().any(is_hangul)
        {
            (part, end) = (Some(did), name.span.end);
            words.pop();
        }
        let names = names::read(self.text, &(start..end), &words);
        let foreign = || part.and_then(|_| names::in_hangul(&self.text[start..end]));
        names.or_else(foreign).map(|names| (names, part))
    }

    /// What a piece that says nothing else says people did.
    pub(super) fn role(&self, at: usize) -> Option<Part> {
        let piece = self.pieces.get(at)?;
        let [word] = piece.words.as_slice() else {
            return None;
        };
        word.did()
    }

    pub(super) fn fit_names(&self, from: usize, to: usize, wanted: Part) -> Option<i32> {
        let stated = matches!(self.form(from), Form::Plain | Form::Round(_) | Form::Square);
        if !stated && !self.is_aside(from) {
            return None;
        }
        let Some((names, part)) = self.people(from, to) else {
            return self.fit_body(from, to, wanted);
        };
        // One word alone may be a name before a comma: `Vergil, Aeneis`.
        if from == 0 && to == 1 && part.is_none() && names.points < 0 {
            return match self.lead(to) {
                _ if wanted != Part::Author => None,
                Lead::Comma => Some(0),
                _ => Some(-1),
            };
        }
        if part.unwrap_or(Part::Author) != wanted {
            return None;
        }
        let first = from == 0 || from == 1 && (self.is_aside(0) || self.is_sort());
        let body = |word: &Word| {
            [Sense::Body, Sense::Press, Sense::Outlet].iter().any(|sense| word.says(*sense))
        };
        if !first && part.is_none() && self.words(from, to).any(body) {
            return None;
        }
        if part.is_some() {
            // `translated by A, B and C`, but `translated by A, Press`
            let joined =
                names.list.len() < 2 || self.words(from, to).any(|word| word.says(Sense::And));
            let others = i32::try_from(names.list.len().saturating_sub(1)).unwrap_or(0);
            return Some(names.points.max(1) + 3 - if joined { 0 } else { 3 * others });
        }
        // Behind the title names without a word beside them are less sure than before it.
        let whole = names.list.iter().all(is_whole);
        if first {
            Some(names.points)
        } else if names.more == Completeness::AndOthers || whole && names.list.len() <= 3 {
            let after_marks = self.lead(from) != Lead::Stop
                && from > 0
                && matches!(self.form(from - 1), Form::Quoted | Form::Marked);
            let alone = matches!(self.form(from), Form::Round(_));
            Some(names.points - if after_marks { 0 } else { 2 - i32::from(alone) })
        } else {
            None
        }
    }

    /// The names some pieces say, and what they did.
    pub fn people(&self, from: usize, to: usize) -> Option<&(Names, Option<Part>)> {
        let facts = self.facts.get(from)?.get(to.checked_sub(from + 1)?)?;
        facts.people.get_or_init(|| self.read_people(from, to)).as_ref()
    }

    /// The names in brackets or outside; a bracket is read whole.
    fn read_people(&self, from: usize, to: usize) -> Option<(Names, Option<Part>)> {
        if let Form::Round(number) = self.form(from) {
            let inside = (from..to).all(|at| self.form(at) == Form::Round(number));
            let ends = self.form(to) != Form::Round(number) || self.date(to, to + 1).is_some();
            let led = self.pieces[from].words.first().is_some_and(|word| word.by().is_some());
            let begins = led || from == 0 || self.form(from - 1) != Form::Round(number);
            if !(inside && begins) {
                return None;
            }
            let (by, to) = match self.role(to - 1) {
                Some(part) if to > from + 1 => (Some(part), to - 1),
                _ => (None, to),
            };
            let skip = self.pieces[from].words.first().and_then(|word| {
                word.senses.iter().find_map(|sense| match sense {
                    Sense::By(part) => Some((*part, word.span.end)),
                    _ => None,
                })
            });
            let start = skip.map_or(self.pieces[from].span.start, |(_, end)| end);
            let span = start..self.pieces[to - 1].span.end;
            if self.text[span.clone()].chars().any(is_han) {
                let names = han_names(&self.text[span], by.or(skip.map(|(part, _)| part)));
                // （片桐美月著、北窓書房、2015年）: a part says where the names end.
                return names.filter(|(_, part)| ends || part.is_some());
            }
            if !ends {
                return None;
            }
            let words: Vec<Word> =
                self.words(from, to).filter(|word| word.span.start >= start).cloned().collect();
            let names = names::read(self.text, &span, &words)?;
            let part = by.or(skip.map(|(part, _)| part));
            return Some((names, part));
        }
        self.names(from, to)
    }

    /// A body, or one word, where names stand: `World Harbour Organization. Title`.
    pub(super) fn fit_body(&self, from: usize, to: usize, wanted: Part) -> Option<i32> {
        if wanted != Part::Author || from != 0 || to != 1 {
            return None;
        }
        let piece = &self.pieces[0];
        let text = self.text(0, 1);
        let capital = text.starts_with(|c: char| is_large(c));
        let body = piece.words.iter().any(|word| word.says(Sense::Body))
            || text.chars().any(is_han)
                && matches!(publisher::classify(text), Some(Agent::Body | Agent::Keeper));
        let acronym = piece.words.len() <= 2
            && text.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !text.contains(' ');
        match (piece.form, capital) {
            (Form::Plain, true) if body && piece.words.len() <= 7 => Some(1),
            (Form::Plain, true) if acronym => Some(0),
            _ => None,
        }
    }

    pub(super) fn fit_editors_of(&self, from: usize, to: usize) -> Option<i32> {
        let piece = &self.pieces[from];
        let leads = piece.words.first().is_some_and(|word| word.says(Sense::In));
        let strokes = piece.lead == Lead::Strokes;
        if !leads && !strokes || to < from + 1 {
            return None;
        }
        match self.editors_of(from, to) {
            Some((names, Some(Part::Editor))) => Some(names.points + 6),
            Some((names, None)) if strokes => Some(names.points + 2),
            _ => None,
        }
    }

    /// The editors after `In` or `//`.
    pub fn editors_of(&self, from: usize, to: usize) -> Option<(Names, Option<Part>)> {
        let (part, to) = match self.role(to - 1) {
            Some(part) if to > from + 1 => (Some(part), to - 1),
            _ => (None, to),
        };
        let leads = self.pieces[from].words.first().filter(|word| word.says(Sense::In));
        let after = leads.map_or(self.pieces[from].span.start, |word| word.span.end);
        let joins = (from + 1..to).all(|at| {
            self.form(at) == Form::Plain
                && (matches!(self.lead(at), Lead::Comma | Lead::Semicolon)
                    || self.lead(at) == Lead::Colon
                        && at == from + 1
                        && self.pieces[from].words.len() == 1
                    || self.lead(at) == Lead::Stop
                        && self.pieces[at - 1].words.last().is_some_and(|word| {
                            self.spelling(word).trim_end_matches('.').chars().count() == 1
                        }))
        });
        if !joins {
            return None;
        }
        let span = after..self.pieces[to - 1].span.end;
        let text = self.text.get(span.clone())?.trim_start_matches([':', '：', ' ']);
        if text.chars().any(is_han) {
            return han_names(text, part);
        }
        let words: Vec<Word> =
            self.words(from, to).filter(|word| word.span.start >= after).cloned().collect();
        let start = span.end - text.len();
        names::read(self.text, &(start..span.end), &words).map(|names| (names, part))
    }
}

/// Whether a name stands for itself: it has several parts, or is written without blanks.
fn is_whole(name: &Name) -> bool {
    let solid = |c| is_han(c) || is_hangul(c) || is_kana(c);
    matches!(name, Name::Whole(name) if name.contains([' ', '·']) || name.chars().any(solid))
}

/// Names in Chinese characters, with a role behind them or not.
fn han_names(text: &str, part: Option<Part>) -> Option<(Names, Option<Part>)> {
    let text = text.replace(", 和 ", ", ").replace(", 与 ", ", ").replace(", & ", ", ");
    // 森田海斗・小川なみ are two, ジョン・スミス is one.
    let text = if text.split('・').all(|name| name.chars().filter(|c| is_han(*c)).count() >= 2) {
        text.replace('・', "、")
    } else {
        text
    };
    let text = text.as_str();
    let role = people::role_at_end(text).and_then(|(left, role)| match role {
        people::Role::Author => Some((left, Part::Author)),
        people::Role::Translator => Some((left, Part::Translator)),
        people::Role::Neither => None,
    });
    // The longer word: 監訳 before 訳.
    let roles = role.into_iter().chain(entries::did_at_end(text));
    let role = roles.min_by_key(|(left, _)| left.len());
    let (text, role) = role.map_or((text, None), |(left, part)| (left, Some(part)));
    let text = text.trim_end_matches(['，', ',', ' ', '.']);
    let others = ["等", "ほか", "他"].iter().find_map(|others| text.strip_suffix(others));
    let (text, more) = match others {
        Some(left) => (left.trim_end_matches(['，', ',', ' ', '、']), Completeness::AndOthers),
        None => (text, Completeness::Whole),
    };
    let names = people::names(text)?;
    let sure = names.iter().all(|name| people::is_sure_name(name));
    let names = Names {
        list: names.into_iter().map(Name::Whole).collect(),
        more,
        points: if sure { 4 } else { 2 },
    };
    Some((names, part.or(role)))
}
