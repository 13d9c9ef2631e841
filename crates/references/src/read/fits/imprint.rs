//! Where a work came out: container, publisher, place, numbers, kind, and where it was looked at.

use super::super::coded;
use super::super::counts::{self, Count};
use super::super::lexicon::{Sense, entries::Word};
use super::super::people;
use super::super::pieces::{Form, Lead};
use super::super::publisher::{self, Agent};
use super::{Entry, Field, is_large};
use crate::reference::Kind;
use chengshu_writing::script::is_han;

impl Entry<'_> {
    pub(super) fn fit_counts(&self, from: usize, to: usize) -> Option<i32> {
        let number = || self.text(from, to).chars().all(|c| c.is_ascii_digit());
        if to > from + 1
            || self.form(from) == Form::Quoted
            || self.form(from) == Form::Marked && !number()
        {
            return None;
        }
        let piece = &self.pieces[from];
        match self.counts(from) {
            None => None,
            Some(found) if found.iter().any(|count| count.slot.is_some()) => Some(3),
            Some(_)
                if piece.lead != Lead::Colon && counts::is_span_of_years(self.text(from, to)) =>
            {
                None
            }
            // A number alone is a volume or pages only beside others.
            Some(_) => Some(1),
        }
    }

    /// The numbers a piece says, and nothing else.
    pub fn counts(&self, at: usize) -> Option<&Vec<Count>> {
        let piece = &self.pieces[at];
        let facts = self.facts.get(at)?.first()?;
        let read = || counts::read(self.text, &piece.span, &piece.words);
        facts.counts.get_or_init(read).as_ref()
    }

    pub(super) fn fit_container(&self, from: usize, to: usize) -> Option<i32> {
        let first = &self.pieces[from];
        if self.names_quoted(from, to) {
            return first.words[0].says(Sense::Outlet).then_some(6);
        }
        let text = self.text(from, to);
        let leads = first.words.first().is_some_and(|word| word.says(Sense::In))
            && matches!(first.lead, Lead::Stop | Lead::Comma | Lead::Blank);
        let strokes = first.lead == Lead::Strokes;
        let alone = leads && first.words.len() == 1 && to == from + 1;
        if alone
            || self.ends_in_initial(to)
            || matches!(first.form, Form::Round(_) | Form::Square) && !leads
        {
            return None;
        }
        let opens =
            text.starts_with(|c: char| is_large(c) || matches!(c, '“' | '"' | '《')) || leads;
        if !opens || self.date(from, to).is_some() {
            return None;
        }
        let words = || self.words(from, to);
        let outlet = words().any(|word| word.says(Sense::Outlet))
            || text.chars().any(is_han) && publisher::is_outlet(text);
        let meeting = words().any(|word| {
            word.senses.iter().any(|sense| matches!(sense, Sense::Kind(Kind::Conference)))
        });
        // `S. 52` says where in a work, not in which.
        if to == from + 1 && self.fit_counts(from, to) == Some(3) {
            return None;
        }
        let mut points = -1;
        if counts::issue_of_year(text).is_some() {
            points += 4;
        }
        if strokes {
            points += 6;
        }
        if leads {
            points += 4;
        }
        if outlet {
            points += 3;
        }
        if meeting {
            points += 2;
        }
        if first.form == Form::Marked {
            points += 2;
        }
        // What stands in quotation marks is the title, unless one stood so before.
        if first.form == Form::Quoted && !leads && !strokes {
            if !(0..from).any(|at| self.form(at) == Form::Quoted) {
                return None;
            }
            points += 1;
        }
        if words().any(|word| word.says(Sense::Press)) && !leads {
            points -= 2;
        }
        if words().any(|word| word.says(Sense::Kind(Kind::Thesis))) {
            points -= 4;
        }
        for at in from + 1..to {
            let before = self.text(at - 1, at);
            points += match self.lead(at) {
                Lead::Colon if leads && at == from + 1 && self.pieces[from].words.len() == 1 => 0,
                Lead::Comma | Lead::Colon => -1,
                Lead::Stop if before.chars().count() <= 6 => 0,
                Lead::Blank if self.form(at) == Form::Plain || self.form(at) == Form::Marked => 0,
                Lead::Blank => -4,
                _ => -3,
            };
            let breaks = self.form(at) == Form::Square
                || self.fit(Field::Date, at, at + 1).is_some()
                || self.fit_counts(at, at + 1).is_some()
                || self.fit_kind(at, at + 1).is_some() && !leads;
            if breaks {
                return None;
            }
        }
        let phrase = words().any(|word| word.says(Sense::Grammar));
        let quoted_before = from > 0 && self.form(from - 1) == Form::Quoted;
        if phrase && points < 2 && !quoted_before {
            points -= 4;
        }
        let numbered = self
            .words(from, to)
            .next_back()
            .is_some_and(|word| self.spelling(word).chars().all(|c| c.is_ascii_digit()));
        Some(points + if numbered { 2 } else { 0 })
    }

    pub(super) fn fit_outlet(&self, from: usize, to: usize) -> Option<i32> {
        let text = self.text(from, to);
        let outlet =
            self.words(from, to).any(|word| word.says(Sense::Outlet)) || publisher::is_outlet(text);
        let quoted = to == from + 1 && self.form(to) == Form::Quoted;
        match self.lead(to) {
            _ if outlet || quoted && self.piece_in(from).is_some() => Some(3),
            Lead::Comma | Lead::Colon if quoted && self.people(from, to).is_none() => Some(0),
            _ => None,
        }
    }

    pub(super) fn fit_publisher(&self, from: usize, to: usize) -> Option<i32> {
        let first = &self.pieces[from];
        if self.names_quoted(from, to) {
            return first.words[0].says(Sense::Press).then_some(6);
        }
        let text = self.text(from, to);
        let words = || self.words(from, to);
        let body = words().any(|word| word.says(Sense::Body));
        let again = first.words.first().is_some_and(|word| word.says(Sense::Again));
        let opens = text.starts_with(|c: char| is_large(c) || c.is_numeric()) || again;
        if !opens && !body
            || matches!(first.form, Form::Quoted | Form::Marked | Form::Square)
            || self.date(from, to).is_some()
        {
            return None;
        }
        let mut points = 0;
        for at in from + 1..to {
            let initials =
                self.lead(at) == Lead::Stop && self.text(at - 1, at).chars().count() <= 4;
            let ends = self.lead(at) == Lead::Comma || initials;
            if !ends
                || self.form(at) != first.form
                || self.date(at, at + 1).is_some()
                || self.fit_counts(at, at + 1).is_some()
            {
                return None;
            }
            points -= if initials { 0 } else { 2 };
        }
        // The site of a page: `Title — Site https://…`.
        if self.addressed && first.lead == Lead::Dash {
            points += 3;
        }
        let alone = matches!(first.form, Form::Round(_))
            && self.form(to) != first.form
            && self.form(from.saturating_sub(1)) != first.form;
        let initials = words().all(|word| {
            self.spelling(word).chars().filter(|c| c.is_alphabetic()).count() <= 1
                || self.spelling(word).contains('.')
        });
        if initials || alone && !words().any(|word| word.says(Sense::Press)) {
            return None;
        }
        let count = words().count();
        if text.chars().any(is_han) {
            return Some(
                points
                    + match publisher::classify(text) {
                        None if words().any(|word| word.says(Sense::Press)) => 4,
                        Some(Agent::Press) => 5,
                        Some(Agent::Body | Agent::Keeper) => 3,
                        None if people::is_sure_name(text) => -2,
                        _ => 0,
                    },
            );
        }
        let capitals = words().filter(|word| self.spelling(word).starts_with(is_large)).count();
        points += if words().any(|word| word.says(Sense::Press) || word.says(Sense::Again)) {
            4
        } else if body {
            2
        } else if self.addressed
            && (first.lead == Lead::Dash && count <= 8
                || first.lead == Lead::Stop && self.is_end(to) && count <= 5)
        {
            0
        } else if words().any(|word| word.says(Sense::Grammar) && !word.says(Sense::Particle)) {
            -5
        } else if count <= 3 && 2 * capitals > count {
            0
        } else {
            -2
        };
        if text.contains(|c: char| c.is_ascii_digit()) {
            points -= 2;
        }
        if words().any(|word| {
            word.senses.iter().any(|sense| matches!(sense, Sense::By(_) | Sense::Access))
        }) {
            points -= 3;
        }
        if words().any(|word| word.says(Sense::Kind(Kind::Thesis))) {
            points -= 4;
        }
        if words().any(|word| word.says(Sense::Others)) {
            return None;
        }
        Some(points)
    }

    pub(super) fn fit_place(&self, from: usize, to: usize) -> Option<i32> {
        let piece = &self.pieces[from];
        let text = self.text(from, from + 1);
        if matches!(piece.form, Form::Quoted | Form::Marked) {
            return None;
        }
        // `Cambridge, MA`
        if to > from + 1 {
            let region = self.lead(from + 1) == Lead::Comma
                && self.form(from + 1) == piece.form
                && self.text(from + 1, to).chars().count() <= 4
                && self.text(from + 1, to).chars().all(|c| c.is_uppercase() || c == '.');
            return if region { self.fit_place(from, from + 1) } else { None };
        }
        // `(HEVC)`: a bracket with a place has more in it.
        let alone = matches!(piece.form, Form::Round(_))
            && self.form(from + 1) != piece.form
            && self.form(from.saturating_sub(1)) != piece.form;
        if piece.words.iter().any(|word| word.says(Sense::Unknown)) {
            return Some(1);
        }
        let words = piece.words.len();
        let spelled = text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '·' | '\'' | '’' | '/'));
        let capital = text.starts_with(|c: char| is_large(c));
        if !spelled || !capital {
            return None;
        }
        if text.chars().any(is_han) {
            let short = text.chars().count() <= 6 && publisher::classify(text).is_none();
            let wide = piece.form != Form::Square;
            return if short && wide { Some(-1) } else { None };
        }
        let known = piece.words.iter().any(|word| {
            matches!(
                word.senses.first(),
                Some(Sense::Press | Sense::Outlet | Sense::Kind(_) | Sense::In | Sense::By(_))
            )
        });
        let phrase = piece
            .words
            .iter()
            .any(|word| word.says(Sense::Grammar) && !word.says(Sense::Particle));
        if words > 3 || known || phrase { None } else { Some(if alone { -6 } else { -1 }) }
    }

    pub(super) fn fit_kind(&self, from: usize, to: usize) -> Option<i32> {
        let piece = &self.pieces[from];
        if to > from + 1 || matches!(piece.form, Form::Quoted | Form::Marked) {
            return None;
        }
        if piece.form == Form::Square && coded::kind_of(self.text(from, to)).is_some() {
            return Some(6);
        }
        let says = |word: &Word| word.kind().is_some();
        let set_apart = matches!(piece.form, Form::Round(_) | Form::Square);
        let edge = piece.words.first().is_some_and(says) || piece.words.last().is_some_and(says);
        match piece.words.len() {
            1 if edge => Some(3),
            2..=5 if edge && !piece.words.iter().any(|word| word.says(Sense::In)) => {
                Some(if set_apart { 3 } else { 1 })
            }
            _ if set_apart && piece.words.len() <= 8 && piece.words.iter().any(says) => Some(2),
            _ => None,
        }
    }

    pub(super) fn fit_access(&self, from: usize, to: usize) -> Option<i32> {
        let leads = self.pieces[from].words.first().is_some_and(|word| word.says(Sense::Access));
        if !leads || to > from + 3 {
            return None;
        }
        let rest = (from + 1..to).all(|at| {
            self.fit_date(at, at + 1).is_some()
                || self.fit_counts(at, at + 1).is_some()
                || self.lead(at) == Lead::Colon
        });
        if rest { Some(1) } else { None }
    }
}
