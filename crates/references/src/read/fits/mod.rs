//! How well a stretch of pieces fits a field.

mod date;
mod imprint;
mod people;
mod title;

use std::cell::OnceCell;

use super::country;
use super::counts::Count;
use super::lexicon::{Part, Sense, Slot, entries::Word};
use super::names::Names;
use super::pieces::{Form, Lead, Piece};
use chengshu_text::date::PartialDate;
use chengshu_text::source::Span;

/// What a stretch of an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Authors,
    Editors,
    /// Editors of the work a piece is in, before its title.
    EditorsOf,
    Translators,
    Date,
    Title,
    Container,
    /// The paper a piece came out in, before its title.
    Outlet,
    Publisher,
    Place,
    /// Volume, issue, pages, edition.
    Counts,
    Kind,
    /// Where and when it was looked at.
    Access,
    Note,
}

impl Field {
    /// The bit of a field that an entry has once; none for others.
    pub fn bit(self) -> u16 {
        match self {
            Self::Authors => 1,
            Self::Editors | Self::EditorsOf => 2,
            Self::Translators => 4,
            Self::Date => 8,
            Self::Container | Self::Outlet => 16,
            Self::Publisher => 32,
            Self::Place => 64,
            Self::Kind => 128,
            Self::Title | Self::Counts | Self::Access | Self::Note => 0,
        }
    }
}

/// An entry in pieces.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    /// True if it has an address.
    addressed: bool,
    /// The piece that is a link of Markdown, if one alone is.
    link: Option<usize>,
    /// What is known of each stretch, by its first piece and how many follow.
    facts: Vec<Vec<Facts>>,
}

/// What is known of a stretch, once somebody has asked.
#[derive(Debug, Default)]
struct Facts {
    people: OnceCell<Option<(Names, Option<Part>)>>,
    date: OnceCell<Option<PartialDate>>,
    title: OnceCell<Option<i32>>,
    /// Of a single piece.
    counts: OnceCell<Option<Vec<Count>>>,
}

impl<'a> Entry<'a> {
    pub fn new(text: &'a str, pieces: Vec<Piece>, addressed: bool) -> Self {
        let linked =
            |piece: &Piece| piece.form == Form::Marked && text[piece.outer.clone()].ends_with(')');
        let mut links =
            pieces.iter().enumerate().filter(|(_, piece)| linked(piece)).map(|(at, _)| at);
        let link = links.next().filter(|first| *first == 0 || links.next().is_none());
        let count = pieces.len();
        let of = |from: usize| std::iter::repeat_with(Facts::default).take(count - from).collect();
        let facts = (0..count).map(of).collect();
        Self { text, pieces, addressed, link, facts }
    }

    /// The piece that is a link of Markdown, if there is one alone.
    pub fn link(&self) -> Option<usize> {
        self.link
    }

    /// True if it is cut by the marks of Western styles, with blanks behind them, and states a date.
    pub fn is_structured(&self) -> bool {
        let stops = self.text.matches(". ").count();
        let commas = self.text.matches(", ").count();
        let wide = self.text.matches('，').count() >= 2 || !self.text.contains(['，', ',', '、']);
        let named = wide && self.fit(Field::Authors, 0, 1).is_some_and(|points| points >= 4);
        (stops > 0 || commas > 2 || named && !self.text.contains('《'))
            && (1..self.len())
                .any(|at| self.date(at, at + 1).is_some() || self.date(at, at + 2).is_some())
    }

    /// True if a piece stands in marks of books: 『…』, 《…》.
    pub fn is_book(&self, at: usize) -> bool {
        self.pieces
            .get(at)
            .is_some_and(|piece| self.text[piece.outer.clone()].starts_with(['『', '《']))
    }

    /// True if nothing but dates stands behind a piece.
    fn is_end(&self, at: usize) -> bool {
        (at..self.len()).all(|at| {
            self.date(at, at + 1).is_some() || self.fit_access(at, self.len().min(at + 1)).is_some()
        })
    }

    /// True if it has an address.
    pub fn is_addressed(&self) -> bool {
        self.addressed
    }

    /// The address of a link.
    pub fn address(&self, at: usize) -> Option<&'a str> {
        let (_, address) = self.text.get(self.pieces.get(at)?.outer.clone())?.rsplit_once("](")?;
        let address = address.trim_end_matches(['》', '”', '"']).strip_suffix(')')?;
        Some(address.trim_start_matches('<').trim_end_matches('>'))
    }

    /// The entry itself.
    pub fn whole(&self) -> &'a str {
        self.text
    }

    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The mark before a piece; at the end of the entry a full stop.
    pub fn lead(&self, at: usize) -> Lead {
        self.pieces.get(at).map_or(Lead::Stop, |piece| piece.lead)
    }

    pub fn form(&self, at: usize) -> Form {
        self.pieces.get(at).map_or(Form::Plain, |piece| piece.form)
    }

    /// Where some pieces stand, from the first word to the last; brackets and quotation marks
    /// between them included.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let (Some(first), Some(last)) =
            (self.pieces.get(from), self.pieces.get(from.max(to.saturating_sub(1))))
        else {
            return 0..0;
        };
        if to == from + 1 {
            return first.span.clone();
        }
        let start = if matches!(first.form, Form::Quoted | Form::Square) {
            first.outer.start
        } else {
            first.span.start
        };
        let mut end = if matches!(last.form, Form::Quoted | Form::Marked | Form::Square) {
            last.outer.end
        } else {
            last.span.end
        };
        if matches!(last.form, Form::Round(_)) {
            let rest = &self.text[end..];
            end += rest
                .chars()
                .next()
                .filter(|c| matches!(c, ')' | '）'))
                .map_or(0, char::len_utf8);
        }
        start..end
    }

    pub fn text(&self, from: usize, to: usize) -> &'a str {
        &self.text[self.span(from, to)]
    }

    /// The words of some pieces.
    pub fn words(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &Word> {
        self.pieces[from..to].iter().flat_map(|piece| &piece.words)
    }

    /// The word as written.
    pub fn spelling(&self, word: &Word) -> &'a str {
        &self.text[word.span.clone()]
    }

    /// True if the pieces before `to` end in an initial: `Horn J`.
    pub fn ends_in_initial(&self, to: usize) -> bool {
        let last = to.checked_sub(1).and_then(|at| self.pieces[at].words.last());
        last.is_some_and(|word| {
            let spelling = self.spelling(word).trim_end_matches('.');
            spelling.chars().count() == 1 && spelling.starts_with(char::is_uppercase)
        })
    }

    /// True if they end in an abbreviation of a name or title: `Carl Th`, `Dr`.
    pub fn ends_in_abbreviation(&self, to: usize) -> bool {
        let last = to.checked_sub(1).and_then(|at| self.pieces[at].words.last());
        last.is_some_and(|word| {
            let mut letters = self.spelling(word).trim_end_matches('.').chars();
            letters.next().is_some_and(|c| c.is_uppercase() && c < '\u{370}')
                && letters.next().is_some_and(char::is_lowercase)
                && letters.next().is_none()
        })
    }

    /// True for a country in brackets before a name: `[英]`, `（美）`.
    pub fn is_aside(&self, at: usize) -> bool {
        matches!(self.form(at), Form::Square | Form::Round(_))
            && country::is_country(self.text(at, at + 1))
    }

    /// True for a word that says whose name follows in quotation marks: изд-во «Пристань».
    pub fn names_quoted(&self, at: usize, to: usize) -> bool {
        let Some([word]) = self.pieces.get(at).map(|piece| piece.words.as_slice()) else {
            return false;
        };
        (word.says(Sense::Outlet) || word.says(Sense::Press))
            && to == at + 2
            && self.form(at) == Form::Plain
            && (self.lead(at + 1), self.form(at + 1)) == (Lead::Blank, Form::Quoted)
    }

    /// The words before a paper that say that a piece of it follows: Artikel im Bergkurier.
    pub fn piece_in(&self, at: usize) -> Option<Span> {
        let [sort, leads, _, ..] = self.pieces.get(at)?.words.as_slice() else { return None };
        let leads_on = [Sense::In, Sense::Grammar, Sense::Particle]
            .iter()
            .any(|sense| leads.says(*sense));
        (sort.kind().is_some() && leads_on).then_some(sort.span.start..leads.span.end)
    }

    /// True if a word such as `and` joins a piece to the one before it.
    pub fn is_joined(&self, at: usize) -> bool {
        let first = self.pieces.get(at).and_then(|piece| piece.words.first());
        self.text(at, at + 1).starts_with('&') || first.is_some_and(|word| word.says(Sense::And))
    }

    /// True for the number of an edition and nothing else.
    pub fn is_edition(&self, at: usize) -> bool {
        let counts = if at < self.len() { self.counts(at) } else { None };
        counts.is_some_and(|counts| counts.iter().all(|count| count.slot == Some(Slot::Edition)))
    }

    /// True if an entry begins with the sort of work and a colon: `Lesetipp: Jane Doe, …`
    pub fn is_sort(&self) -> bool {
        self.lead(1) == Lead::Colon && self.fit(Field::Kind, 0, 1) >= Some(3)
    }

    /// True if volume, issue or pages follow the date at `at`.
    pub fn counts_after(&self, at: usize) -> bool {
        (at + 1..=at + 3).take_while(|at| *at < self.len()).any(|end| {
            self.fit(Field::Date, at, end).is_some()
                && self.fit(Field::Counts, end, end + 1).is_some()
        })
    }

    /// The fields that may begin at a piece behind the title: where they end, and their points.
    pub fn fits_from(&self, from: usize) -> Vec<(Field, usize, i32)> {
        let mut found = Vec::new();
        for (field, most) in REACH {
            for to in from + 1..=(from + most).min(self.len()) {
                // What follows a link is mostly a remark on it.
                let least = if self.link.is_some_and(|link| link < from) { 3 } else { i32::MIN };
                if let Some(points) = self.fit(*field, from, to)
                    && (points >= least || *field == Field::Note)
                {
                    found.push((*field, to, points));
                }
            }
        }
        found
    }

    /// How well the pieces fit a field other than the title.
    pub fn fit(&self, field: Field, from: usize, to: usize) -> Option<i32> {
        if from >= to || to > self.len() {
            return None;
        }
        match field {
            Field::Authors => self.fit_names(from, to, Part::Author),
            Field::Editors => self.fit_names(from, to, Part::Editor),
            Field::Translators => self.fit_names(from, to, Part::Translator),
            Field::EditorsOf => self.fit_editors_of(from, to),
            Field::Date => self.fit_date(from, to),
            Field::Container => self.fit_container(from, to),
            Field::Outlet => self.fit_outlet(from, to),
            Field::Publisher => self.fit_publisher(from, to),
            Field::Place => self.fit_place(from, to),
            Field::Counts => self.fit_counts(from, to),
            Field::Kind => self.fit_kind(from, to),
            Field::Access => self.fit_access(from, to),
            Field::Note => Some(match self.form(from) {
                Form::Round(_) => -2,
                Form::Square => -1,
                _ => -3,
            }),
            Field::Title => None,
        }
    }
}

/// True for letters that begin names and titles: capitals, and those of scripts without case.
fn is_large(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// The fields behind a title, and how many pieces each has at most.
const REACH: &[(Field, usize)] = &[
    (Field::Authors, 10),
    (Field::Editors, 10),
    (Field::EditorsOf, 10),
    (Field::Translators, 8),
    (Field::Date, 3),
    (Field::Container, 6),
    (Field::Publisher, 3),
    (Field::Place, 2),
    (Field::Counts, 1),
    (Field::Kind, 1),
    (Field::Access, 3),
    (Field::Note, 1),
];
