//! Reads an entry by giving every stretch of its pieces a field.
//!
//! There are many ways to do so. Each stretch gets points for how well it fits its field and its
//! neighbours, what no field explains costs some, and the way with the most points is taken. So the
//! orders of the styles need not be told apart: APA puts the year behind the names, MLA behind the
//! press, and both fit. How many points the next best title has less is how sure the reading is.
//!
//! What stands before the title is at most names, a date and an outlet, and is tried in full. What
//! stands behind it is found from the end, by the best way from each piece on.

use super::fits::{Entry, Field};
use super::lexicon::Sense;
use super::pieces::{Form, Lead};
use crate::reference::Confidence;
use chengshu_writing::script::is_han;

/// A stretch of pieces with the field it fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub field: Field,
    /// The first piece.
    pub from: usize,
    /// The piece after the last.
    pub to: usize,
}

/// The best way to read an entry.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// In the order of the entry.
    pub stretches: Vec<Stretch>,
    /// How well the pieces fit their fields.
    pub points: i32,
    /// By how many points it is better than the best with another title.
    pub margin: i32,
}

impl Reading {
    /// How sure the reading is: by how much it is better than the next, and how well it fits.
    pub fn confidence(&self) -> Confidence {
        let percent = 30 + 15 * self.margin.clamp(0, 4) + 2 * self.points.clamp(-10, 5);
        Confidence(u8::try_from(percent.clamp(0, 100)).unwrap_or(0))
    }
}

/// The most pieces names, a date and an outlet before a title may have.
const MOST_BEFORE: usize = 40;

/// The most pieces a title may have.
const MOST_IN_TITLE: usize = 12;

/// What a field costs that was filled before.
const TWICE: i32 = 4;

/// The best way to read the pieces from one on, by the field it begins with and those it fills.
#[derive(Debug, Clone, Copy)]
struct Rest {
    first: Option<Field>,
    filled: u16,
    points: i32,
    /// The end of the first stretch, and the place of the way that goes on there.
    to: usize,
    next: usize,
}

/// A title, and the best way to read what stands around it.
#[derive(Debug, Clone, Copy)]
struct Way {
    points: i32,
    /// The place of what stands before it among all ways to read that, and of what stands behind.
    before: usize,
    title: (usize, usize),
    rest: usize,
}

/// Reads an entry. `None` when it has no piece that may be a title.
pub(super) fn read(entry: &Entry<'_>) -> Option<Reading> {
    let (befores, rests) = (befores(entry), rests(entry));
    let ways = ways(entry, &befores, &rests);
    // Of ways that are as good the last, whose title begins or ends later.
    let best = ways.iter().max_by_key(|way| way.points)?;
    let others = ways.iter().filter(|way| way.title != best.title);
    let second = others.map(|way| way.points).max().unwrap_or(0);
    let (from, to) = best.title;
    let mut stretches = befores[best.before].1.clone();
    stretches.push(Stretch { field: Field::Title, from, to });
    let (mut piece, mut at) = (to, best.rest);
    while let Some(rest) = rests[piece].get(at)
        && let Some(field) = rest.first
    {
        stretches.push(Stretch { field, from: piece, to: rest.to });
        (piece, at) = (rest.to, rest.next);
    }
    Some(Reading { stretches, points: best.points, margin: best.points - second })
}

/// All titles an entry may have, each with the best way to read the rest.
fn ways(entry: &Entry<'_>, befores: &[Before], rests: &[Vec<Rest>]) -> Vec<Way> {
    let mut found = Vec::new();
    for (before, (from, stretches, points)) in befores.iter().enumerate() {
        let known = filled(stretches);
        let ends = rests.iter().enumerate().skip(from + 1).take(MOST_IN_TITLE);
        for (to, rests) in ends {
            let Some(title) = entry.title(*from, to) else {
                continue;
            };
            let behind = rests.iter().enumerate().map(|(at, rest)| {
                let joins = joined(entry, Field::Title, to, rest.first) + clash(known, rest.filled);
                (rest.points + joins, at)
            });
            if let Some((behind, rest)) = behind.max() {
                found.push(Way {
                    points: points + title + behind,
                    before,
                    title: (*from, to),
                    rest,
                });
            }
        }
    }
    found
}

/// A way to read what stands before a title: how many pieces, which fields, and the points.
type Before = (usize, Vec<Stretch>, i32);

/// The ways to read what stands before a title.
fn befores(entry: &Entry<'_>) -> Vec<Before> {
    let mut found = vec![(0, Vec::new(), 0)];
    let mut failed = 0;
    // Words before a link that are no names lead to it.
    if let Some(link) = entry.link().filter(|link| *link > 0) {
        found.push((link, vec![Stretch { field: Field::Note, from: 0, to: link }], -1));
    }
    // What stands before the names and is no part of them: `[英]`.
    let aside = entry.is_aside(0);
    let sort = entry.is_sort();
    let skip = usize::from(aside || sort);
    if skip > 0 {
        let field = if aside { Field::Note } else { Field::Kind };
        found.push((1, vec![Stretch { field, from: 0, to: 1 }], if aside { 0 } else { 3 }));
    }
    for to in skip + 1..=entry.len().saturating_sub(1).min(MOST_BEFORE) {
        let mut named = false;
        for field in [Field::Authors, Field::Editors, Field::Translators] {
            // Elsewhere a word before the names says so, and stands behind the title.
            let behind = field == Field::Translators && !entry.text(skip, to).contains(is_han);
            let Some(points) = entry.fit(field, skip, to).filter(|_| !behind) else {
                continue;
            };
            named = true;
            let mut stretches = vec![Stretch { field, from: skip, to }];
            let marked = match entry.lead(to) {
                Lead::Stop if entry.ends_in_abbreviation(to) => -3,
                Lead::Stop if entry.ends_in_initial(to) => 0,
                Lead::Stop | Lead::Colon | Lead::Dash => 1,
                Lead::Blank if entry.form(to) == Form::Quoted => 1,
                Lead::Blank if matches!(entry.form(to), Form::Round(_)) => 0,
                Lead::Blank => -2,
                _ => 0,
            };
            found.push((to, stretches.clone(), points + marked));
            // Others with a part of their own: `A 저, B 역, …`
            for end in to + 1..=(to + 3).min(entry.len().saturating_sub(1)) {
                for part in [Field::Editors, Field::Translators] {
                    // `A & B (eds.)` are all editors.
                    if entry.is_joined(to) {
                        continue;
                    }
                    if let Some(more) = entry.fit(part, to, end) {
                        let others = Stretch { field: part, from: to, to: end };
                        found.push((end, vec![stretches[0], others], points + more));
                    }
                }
            }
            for end in to + 1..=(to + 3).min(entry.len().saturating_sub(1)) {
                let Some(date) = entry.fit(Field::Date, to, end) else {
                    continue;
                };
                stretches.truncate(1);
                stretches.push(Stretch { field: Field::Date, from: to, to: end });
                let bracketed = matches!(entry.form(to), Form::Round(_));
                let after =
                    i32::from(bracketed || matches!(entry.lead(end), Lead::Stop | Lead::Colon));
                found.push((end, stretches.clone(), points + date + after));
            }
        }
        found.extend(others(entry, skip, to));
        failed = if named { 0 } else { failed + 1 };
        if failed > 3 {
            break;
        }
    }
    if sort {
        let kind = Stretch { field: Field::Kind, from: 0, to: 1 };
        for (_, stretches, points) in &mut found {
            if stretches.first().is_some_and(|first| first.from == 1) {
                stretches.insert(0, kind);
                *points += 3;
            }
        }
    }
    found
}

/// The ways in which the pieces up to `to` are neither names nor part of the title: a paper, a note,
/// a sort of work.
fn others(entry: &Entry<'_>, skip: usize, to: usize) -> Vec<Before> {
    let mut found = Vec::new();
    if entry.form(to) == Form::Quoted && to <= skip + 3 {
        for (field, least) in [(Field::Outlet, 0), (Field::Note, -2)] {
            let points = match field {
                Field::Note if entry.lead(to) != Lead::Colon => None,
                Field::Note => Some(least),
                _ => entry.fit(field, skip, to),
            };
            if let Some(points) = points {
                found.push((to, vec![Stretch { field, from: skip, to }], points));
            }
        }
    }
    // Folha da Serra: A ponte que caiu
    if to == skip + 1
        && entry.lead(to) == Lead::Colon
        && entry.form(to) == Form::Plain
        && entry.words(skip, to).any(|word| word.says(Sense::Outlet))
    {
        let outlet = Stretch { field: Field::Outlet, from: skip, to };
        found.push((to, vec![outlet], 2));
    }
    // 西浜新聞 2013年5月4日付「潮のみち」
    if entry.form(to + 1) == Form::Quoted
        && let Some(date) = entry.fit(Field::Date, to, to + 1)
        && let Some(points) = entry.fit(Field::Outlet, skip, to)
    {
        let date_at = Stretch { field: Field::Date, from: to, to: to + 1 };
        let outlet = Stretch { field: Field::Outlet, from: skip, to };
        found.push((to + 1, vec![outlet, date_at], points + date));
    }
    // `Film: …`, `Documentary – “…”`
    let leads =
        matches!(entry.lead(to), Lead::Colon | Lead::Dash) || entry.form(to) == Form::Quoted;
    if to == skip + 1
        && leads
        && let Some(points) = entry.fit(Field::Kind, skip, to)
    {
        found.push((to, vec![Stretch { field: Field::Kind, from: skip, to }], points + 1));
    }
    found
}

/// The ways to read the pieces from each on to the end.
fn rests(entry: &Entry<'_>) -> Vec<Vec<Rest>> {
    let count = entry.len();
    let mut rests: Vec<Vec<Rest>> = vec![Vec::new(); count + 1];
    rests[count].push(Rest { first: None, filled: 0, points: 0, to: count, next: 0 });
    for from in (1..count).rev() {
        let mut found: Vec<Rest> = Vec::new();
        for (field, to, points) in entry.fits_from(from) {
            for (next, rest) in rests[to].iter().enumerate() {
                let bit = field.bit();
                let points = points + rest.points + joined(entry, field, to, rest.first)
                    - match rest.filled & bit {
                        0 => 0,
                        _ if field == Field::Date => TWICE + 2,
                        _ => TWICE,
                    };
                let way = Rest { first: Some(field), filled: rest.filled | bit, points, to, next };
                match found
                    .iter_mut()
                    .find(|other| (other.first, other.filled) == (way.first, way.filled))
                {
                    Some(other) if other.points >= way.points => {}
                    Some(other) => *other = way,
                    None => found.push(way),
                }
            }
        }
        rests[from] = found;
    }
    rests
}

/// The fields some stretches fill, a bit each.
fn filled(stretches: &[Stretch]) -> u16 {
    stretches.iter().fold(0, |bits, stretch| bits | stretch.field.bit())
}

/// What fields cost that are filled before the title and behind it.
fn clash(before: u16, behind: u16) -> i32 {
    let both = before & behind;
    let named = Field::Authors.bit();
    if both & named != 0 {
        return -3 * TWICE;
    }
    // Where editors stand in the place of authors, no author follows.
    if before & Field::Editors.bit() != 0 && behind & named != 0 {
        return -TWICE;
    }
    -TWICE / 2 * i32::try_from(both.count_ones()).unwrap_or(0)
}

/// Points for a field right before another, whatever stands between.
const BESIDE: &[(Field, Field, i32)] = &[
    (Field::Publisher, Field::Date, 1),
    (Field::Place, Field::Date, 1),
    (Field::Publisher, Field::Authors, -4),
    (Field::Publisher, Field::Counts, -1),
    (Field::Container, Field::Counts, 3),
    (Field::Container, Field::Editors, 2),
    (Field::Container, Field::Date, 1),
    (Field::Container, Field::Authors, -4),
    (Field::EditorsOf, Field::Container, 4),
    (Field::Date, Field::Counts, 1),
    (Field::Counts, Field::Counts, 1),
    (Field::Title, Field::Counts, -3),
];

/// Points for a field before another: `place` ends at the piece where the other begins.
fn joined(entry: &Entry<'_>, field: Field, place: usize, next: Option<Field>) -> i32 {
    let Some(next) = next else { return 0 };
    let (lead, form) = (entry.lead(place), entry.form(place));
    match (field, next) {
        // `Verlag, Ort 2008`
        (Field::Publisher, Field::Place)
            if lead == Lead::Comma
                && entry.lead(place + 1) == Lead::Blank
                && entry.date(place + 1, place + 2).is_some() =>
        {
            3
        }
        // `Title. Subtitle. 2nd ed.`: an edition is a book's.
        (Field::Container | Field::Title, Field::Counts) if entry.is_edition(place) => {
            if field == Field::Title { 0 } else { -3 }
        }
        (Field::Place, Field::Publisher) => match lead {
            Lead::Colon => 4,
            Lead::Comma => 1,
            _ => -2,
        },
        (Field::Container, Field::Date) if entry.counts_after(place) => 3,
        (Field::Container, Field::Place) if matches!(form, Form::Round(_)) => 6,
        (Field::Title, Field::Access | Field::Date) => 0,
        // What follows a colon goes on with the title.
        (Field::Title, _) if lead == Lead::Colon => -5,
        (Field::Title, Field::Container)
            if entry.form(place.saturating_sub(1)) == Form::Quoted
                && !entry.is_book(place.saturating_sub(1)) =>
        {
            2
        }
        (Field::Title, Field::Authors)
            if matches!(lead, Lead::Dash | Lead::Comma) || matches!(form, Form::Round(_)) =>
        {
            1
        }
        pair => {
            let row = BESIDE.iter().find(|(field, next, _)| (*field, *next) == pair);
            row.map_or(0, |(_, _, points)| *points)
        }
    }
}
