//! Titles.

use super::super::coded;
use super::super::lexicon::Sense;
use super::super::pieces::{Form, Lead, Piece};
use super::super::publisher;
use super::{Entry, Field, is_large};
use chengshu_writing::script::is_han;

/// Points of the one link of an entry, which is its title whatever else there is.
const LINK: i32 = 12;

/// Points of a stretch in quotation marks.
const QUOTED: i32 = 5;

/// Points of a title with a document code of GB/T 7714 behind it.
const CODED: i32 = 6;

/// What it costs to leave quotation marks or emphasis for words behind them.
const BEYOND_MARKS: i32 = 4;

impl Entry<'_> {
    /// How well some pieces fit the title. `None` if they cannot be one.
    pub fn title(&self, from: usize, to: usize) -> Option<i32> {
        let facts = self.facts.get(from)?.get(to.checked_sub(from + 1)?)?;
        *facts.title.get_or_init(|| self.fit_title(from, to))
    }

    fn fit_title(&self, from: usize, to: usize) -> Option<i32> {
        let pieces = self.pieces.get(from..to)?;
        let (first, last) = (pieces.first()?, pieces.last()?);
        if let Some(link) = self.link {
            return (link == from && to == from + 1).then_some(LINK);
        }
        let in_alone = from > 0 && first.words.len() == 1 && first.words[0].says(Sense::In);
        let bracketed = matches!(first.form, Form::Round(_))
            && pieces.iter().all(|piece| piece.form == first.form);
        // A bracket in a title is there to its end.
        let cut = matches!(last.form, Form::Round(_)) && self.form(to) == last.form;
        let dated = first.form == Form::Plain && pieces.len() == 1 && self.date(from, to).is_some();
        if first.form == Form::Square
            || in_alone
            || bracketed
            || cut
            || dated
            || self.is_made(from, to)
        {
            return None;
        }
        let mut points = self.title_opens(from, to);
        for at in from + 1..to {
            points += self.title_goes_on(from, at)?;
        }
        Some(points + self.title_ends(from, to))
    }

    /// Points for the words of a title and how it begins.
    fn title_opens(&self, from: usize, to: usize) -> i32 {
        let first = &self.pieces[from];
        if first.form != Form::Plain && to == from + 1 {
            return QUOTED;
        }
        let text = self.text(from, to);
        let count = self.words(from, to).count();
        let han = text.chars().filter(|c| is_han(*c)).count();
        let capital = text.starts_with(|c: char| {
            is_large(c) || c.is_numeric() || matches!(c, '“' | '"' | '„' | '《')
        });
        let mut points = if capital { 1 } else { -1 }
            + i32::from(count >= 2 || han >= 3)
            + i32::from(count >= 3 || han >= 5)
            + i32::from(self.words(from, to).any(|word| word.says(Sense::Grammar)));
        if !text.chars().any(char::is_alphabetic) {
            points -= 4;
        }
        // A name before a comma is who made it.
        let alone = from == 0 && to == 1 && self.lead(to) == Lead::Comma;
        if alone && self.people(from, to).is_some_and(|(names, _)| names.points > 0) {
            points -= 2;
        }
        // A word behind an initial goes on with the name.
        let behind_initial = first.lead == Lead::Stop && self.ends_in_initial(from);
        if behind_initial
            && first.words.len() == 1
            && to > from + 1
            && self.lead(from + 1) == Lead::Stop
        {
            points -= 2;
        }
        points
    }

    /// Points for going on with a title at a piece. `None` if none does.
    fn title_goes_on(&self, from: usize, at: usize) -> Option<i32> {
        let piece = &self.pieces[at];
        let code = coded::kind_of(self.text(at, at + 1)).is_some();
        if piece.lead == Lead::Strokes || code || self.fit(Field::Access, at, at + 1).is_some() {
            return None;
        }
        let mut points = self.title_joins(from, at, piece);
        if at == from + 1 && self.form(from) != Form::Plain {
            points -= BEYOND_MARKS;
        }
        if piece.lead != Lead::Blank && self.fit(Field::Date, at, at + 1).is_some() {
            points -= 3;
        }
        points -= match self.fit(Field::Counts, at, at + 1) {
            Some(counted) if counted > 1 => 3,
            Some(_) => 1,
            None => 0,
        };
        let press = piece.words.last().is_some_and(|word| word.says(Sense::Press));
        if press || publisher::press_in(self.text(at, at + 1)).is_some() {
            points -= 3;
        }
        Some(points)
    }

    /// Points for the mark between a title and a piece of it.
    fn title_joins(&self, from: usize, at: usize, piece: &Piece) -> i32 {
        let says = |sense| piece.words.iter().any(|word| word.says(sense));
        let small = self.text(at, at + 1).starts_with(char::is_lowercase);
        let goes_on = small || piece.words.first().is_some_and(|word| word.says(Sense::And));
        let titled = !matches!(piece.form, Form::Plain | Form::Round(_));
        match piece.lead {
            // What is in quotation marks behind a mark is the title itself.
            lead if titled && lead != Lead::Blank => -BEYOND_MARKS,
            Lead::Colon | Lead::Dash => 0,
            Lead::Comma if goes_on => 0,
            Lead::Blank if piece.form == Form::Plain => 0,
            Lead::Comma | Lead::Semicolon | Lead::Blank => -1,
            Lead::Stop if self.ends_in_initial(at) && self.people(from, at).is_some() => -3,
            Lead::Stop if self.ends_in_initial(at) => 0,
            // A subtitle is a phrase.
            Lead::Stop if piece.words.len() > 3 || says(Sense::Grammar) => -1,
            _ => -2,
        }
    }

    /// Points for the mark behind a title.
    fn title_ends(&self, from: usize, to: usize) -> i32 {
        match (self.lead(to), self.form(to)) {
            (Lead::Stop, _) if self.ends_in_initial(to) => -2,
            (Lead::Blank, Form::Square) if coded::kind_of(self.text(to, to + 1)).is_some() => CODED,
            (Lead::Stop | Lead::Strokes, _) | (Lead::Blank, Form::Round(_) | Form::Square) => 1,
            (Lead::Blank, Form::Plain) if self.form(from) == Form::Plain => -1,
            _ => 0,
        }
    }

    /// True for `Video` in `Video by …`, which is no title.
    fn is_made(&self, from: usize, to: usize) -> bool {
        let by = self.pieces.get(to).is_some_and(|next| {
            let leads = |word: &super::super::lexicon::entries::Word| word.by().is_some();
            next.lead == Lead::Blank && next.words.first().is_some_and(leads)
        });
        by && self.words(from, to).all(|word| {
            word.senses.iter().any(|sense| matches!(sense, Sense::Kind(_) | Sense::Outlet))
        })
    }
}
