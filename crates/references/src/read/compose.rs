//! Makes the fields of a reference from the stretches of an entry.

use super::coded;
use super::counts;
use super::fits::{Entry, Field};
use super::lexicon::{Sense, Slot, entries::Word};
use super::marks::trim;
use super::pieces::{Form, Lead};
use super::publisher;
use super::reading::{Reading, Stretch};
use crate::reference::{Completeness, Kind, Name};
use chengshu_text::date::{Date, PartialDate};
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

/// What an entry states.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    pub title: String,
    pub authors: Vec<Name>,
    pub more_authors: Completeness,
    pub editors: Vec<Name>,
    pub translators: Vec<Name>,
    pub issued: Option<PartialDate>,
    pub container: Option<String>,
    pub publisher: Option<String>,
    pub place: Option<String>,
    pub volume: Option<String>,
    pub number: Option<String>,
    pub pages: Option<String>,
    pub edition: Option<String>,
    pub kind: Option<Kind>,
    pub language: Option<String>,
    /// The address, where it is a link's.
    pub url: Option<String>,
    /// Where all this stands in the entry, with the words that say what it is.
    pub used: Vec<Span>,
}

/// Takes the fields from a reading.
pub(super) fn fields(entry: &Entry<'_>, reading: &Reading) -> Stated {
    let mut stated = Stated::default();
    let mut leading = Leading::Nothing;
    let mut held = 0..0;
    for (at, stretch) in reading.stretches.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| reading.stretches[at].field);
        let span = entry.span(stretch.from, stretch.to);
        let used = match stretch.field {
            Field::Title => title(entry, stretch, &mut stated),
            Field::Authors | Field::Editors | Field::Translators | Field::EditorsOf => {
                people(entry, stretch, &mut stated)
            }
            Field::Date => date(entry, stretch, &mut stated),
            Field::Container | Field::Outlet => {
                let next = reading.stretches.get(at + 1).map(|next| next.field);
                let shown = next == Some(Field::Counts)
                    || next == Some(Field::Date) && entry.counts_after(stretch.to)
                    || before == Some(Field::Title)
                        && entry.form(stretch.from - 1) == Form::Quoted
                        && !entry.is_book(stretch.from - 1)
                    || stretch.field == Field::Outlet;
                let known = stated.container.is_some();
                leading = container(entry, stretch, &mut stated);
                if !known {
                    held = span.clone();
                }
                if before == Some(Field::EditorsOf) {
                    leading = Leading::In;
                } else if leading == Leading::Nothing && shown {
                    leading = Leading::Shown;
                }
                !known
            }
            Field::Publisher => {
                let from = stretch.from + usize::from(entry.names_quoted(stretch.from, stretch.to));
                let named = Stretch { from, ..*stretch };
                fill(&mut stated.publisher, clean(again(entry, &named)))
            }
            Field::Place => {
                entry.words(stretch.from, stretch.to).any(|word| word.says(Sense::Unknown))
                    || fill(&mut stated.place, clean(again(entry, stretch)))
            }
            Field::Counts => numbers(entry, stretch, before, &mut stated),
            Field::Kind => {
                let code = coded::kind_of(entry.text(stretch.from, stretch.to));
                let words = || entry.words(stretch.from, stretch.to);
                let kind = words().find_map(Word::kind);
                stated.kind = stated.kind.or(code).or(kind);
                let school = school(entry.text(stretch.from, stretch.to));
                code.is_some()
                    || kind == Some(Kind::Thesis)
                        && school.is_some_and(|school| fill(&mut stated.publisher, school))
                    || words().all(|word| word.kind().is_some())
            }
            Field::Access => true,
            Field::Note => false,
        };
        if used {
            stated.used.push(span);
        }
    }
    // What nothing shows to hold the work is a series, or who brought it out.
    if leading == Leading::Nothing
        && let Some(name) = stated.container.take()
        && !fill(&mut stated.publisher, &name)
    {
        stated.used.retain(|span| *span != held);
    }
    let presses = reading.stretches.iter().filter(|stretch| stretch.field == Field::Publisher);
    let press = presses
        .flat_map(|stretch| entry.words(stretch.from, stretch.to))
        .any(|word| word.says(Sense::Press));
    // Who carries a page is no press.
    let pressed =
        stated.publisher.is_some() && (press || stated.place.is_some() || !entry.is_addressed());
    stated.kind = kind(&stated, leading, pressed);
    // The paper of an article is its publisher, unless that is stated besides.
    if stated.kind.is_some_and(Kind::is_article) && stated.publisher.is_none() {
        stated.publisher = stated.container.take();
    }
    stated
}

/// Where a thesis was written, if the words for it follow directly: 北海大学博士論文.
fn school(text: &str) -> Option<&str> {
    let ends = ["大学", "大學", "대학교", "대학원", "学院"];
    let end = ends.iter().filter_map(|end| Some(text.find(end)? + end.len())).max()?;
    (end < text.len()).then(|| &text[..end])
}

/// The text of a stretch without the word for a reprint before it.
fn again<'a>(entry: &Entry<'a>, stretch: &Stretch) -> &'a str {
    let span = entry.span(stretch.from, stretch.to);
    let first = entry.words(stretch.from, stretch.to).next();
    let from = first
        .filter(|word| word.says(Sense::Again))
        .map_or(span.start, |word| word.span.end);
    &entry.whole()[from.min(span.end)..span.end]
}

/// Fills a field, unless it is filled.
fn fill(field: &mut Option<String>, text: &str) -> bool {
    let blank = field.is_none();
    field.get_or_insert_with(|| text.to_owned());
    blank
}

/// Takes a date, or the day of the year known; `false` if another is known.
fn date(entry: &Entry<'_>, stretch: &Stretch, stated: &mut Stated) -> bool {
    let date = entry.date(stretch.from, stretch.to);
    let found = match (stated.issued, entry.day(stretch.from, stretch.to)) {
        (Some(PartialDate::Year(year)), Some((month, day))) => Some(dated(year, month, day)),
        (None, _) => date,
        (known, _) => return known == date,
    };
    stated.issued = found;
    found.is_some()
}

/// A date of which the year stands apart.
fn dated(year: i32, month: u8, day: Option<u8>) -> PartialDate {
    let day = day.and_then(|day| Date::new(year, month, day));
    day.map_or(PartialDate::Month(year, month), PartialDate::Day)
}

/// The kind an entry states or shows by what it has.
fn kind(stated: &Stated, lead: Leading, pressed: bool) -> Option<Kind> {
    let counted = stated.volume.is_some() || stated.number.is_some();
    let piece_of = match (&stated.container, lead) {
        (Some(name), Leading::In) if is_meeting(name) => Some(Kind::Conference),
        (Some(name), _) if counted && stated.publisher.is_none() && !is_meeting(name) => {
            Some(match publisher::kind_of_article(name) {
                Kind::Article => Kind::Journal,
                kind => kind,
            })
        }
        // Of a book no day is known.
        (Some(name), Leading::In)
            if matches!(stated.issued, Some(PartialDate::Day(_))) && stated.publisher.is_none() =>
        {
            Some(publisher::kind_of_article(name))
        }
        (Some(_), Leading::In) => Some(Kind::Chapter),
        (Some(name), _) if is_meeting(name) => Some(Kind::Conference),
        (Some(name), _) => Some(publisher::kind_of_article(name)),
        (None, _) => None,
    };
    match (stated.kind, piece_of) {
        (Some(Kind::Book | Kind::Conference), Some(Kind::Conference)) => Some(Kind::Conference),
        (Some(Kind::Book), Some(Kind::Chapter)) => Some(Kind::Chapter),
        (Some(Kind::Web) | None, Some(found)) => Some(found),
        (Some(kind), _) => Some(kind),
        (None, None) if pressed => Some(Kind::Book),
        (None, None) => None,
    }
}

fn is_meeting(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "conference", "proceedings", "proc.", "symposium", "workshop", "congress", "colloque",
        "会议", "研讨会", "论坛", "年会",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn title(entry: &Entry<'_>, stretch: &Stretch, stated: &mut Stated) -> bool {
    let mut text = entry.text(stretch.from, stretch.to);
    // GB/T 7714 sets the number of a report or patent behind the title, that of a standard before it.
    let coded = entry.form(stretch.to) == Form::Square
        && coded::kind_of(entry.text(stretch.to, stretch.to + 1)).is_some();
    if coded && stretch.to > stretch.from + 1 && entry.lead(stretch.to - 1) == Lead::Colon {
        let last = entry.text(stretch.to - 1, stretch.to);
        let numeric = last.contains(|c: char| c.is_ascii_digit())
            && last.len() <= 24
            && !last.split(' ').any(|word| {
                word.starts_with(char::is_lowercase) && word.len() > 2 && !word.contains('.')
            });
        if numeric {
            let volume = last.strip_prefix("v.").map(trim);
            let field = if volume.is_some() { &mut stated.volume } else { &mut stated.number };
            *field = Some(volume.unwrap_or(last).to_owned());
            text = entry.text(stretch.from, stretch.to - 1);
        }
    }
    if coded && let Some((number, left)) = text.split_once('\u{2003}') {
        stated.number = Some(number.to_owned());
        text = left;
    }
    let text = text
        .trim_start_matches(['.', '…', ' '])
        .trim_end_matches([',', '，', '。', ' ', ';', ':', '：', '…']);
    let text = text.strip_suffix("...").unwrap_or(text);
    let text = text
        .strip_suffix('.')
        .filter(|left| !left.ends_with('.') && !ends_in_initial(left))
        .unwrap_or(text);
    // A question mark that ends the title is part of it.
    let end = entry.span(stretch.from, stretch.to).end;
    let asked = entry.whole()[..end].ends_with(text)
        && entry.whole()[end..].starts_with(['?', '!'])
        && entry.form(stretch.to - 1) == Form::Plain;
    let text = if asked { &entry.whole()[end - text.len()..=end] } else { text };
    trim(text).clone_into(&mut stated.title);
    true
}

/// True for `B.C` and the like, whose full stop belongs to it.
fn ends_in_initial(text: &str) -> bool {
    let last = text.rsplit([' ', '.']).next().unwrap_or_default();
    last.chars().count() == 1 && text.ends_with(char::is_uppercase) && text.contains('.')
}

fn people(entry: &Entry<'_>, stretch: &Stretch, stated: &mut Stated) -> bool {
    let found = if stretch.field == Field::EditorsOf {
        entry.editors_of(stretch.from, stretch.to)
    } else {
        entry.people(stretch.from, stretch.to).cloned()
    };
    // `dir. Ivo Stanhope` says what they made.
    let led = |word: &&Word| word.by().is_some();
    let made = entry.words(stretch.from, stretch.to).find(led).and_then(Word::kind);
    stated.kind = stated.kind.or(made);
    let Some((found, _)) = found else {
        // A body, as it stands.
        if stretch.field == Field::Authors {
            // What an archive holds is archive material.
            let kept = |word: &&Word| word.says(Sense::Body) && word.kind() == Some(Kind::Archive);
            if entry.words(stretch.from, stretch.to).any(|word| kept(&word)) {
                stated.kind = stated.kind.or(Some(Kind::Archive));
            }
            stated
                .authors
                .push(Name::Whole(clean(entry.text(stretch.from, stretch.to)).to_owned()));
        }
        return stretch.field == Field::Authors;
    };
    match stretch.field {
        Field::Authors => {
            // Jane Doe’s “Lamps”
            let own = |name| match name {
                Name::Whole(name) => {
                    let owner = ["’s", "'s"].iter().find_map(|end| name.strip_suffix(end));
                    owner.map_or_else(|| Name::Whole(name.clone()), Name::from)
                }
                parts @ Name::Parts { .. } => parts,
            };
            stated.authors.extend(found.list.into_iter().map(own));
            if found.more == Completeness::AndOthers {
                stated.more_authors = found.more;
            }
        }
        Field::Translators => stated.translators.extend(found.list),
        _ => stated.editors.extend(found.list),
    }
    true
}

/// What leads to a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leading {
    /// `In` or `//`.
    In,
    /// What stands around it: a quotation before it, numbers behind it, the name of a journal.
    Shown,
    Nothing,
}

fn container(entry: &Entry<'_>, stretch: &Stretch, stated: &mut Stated) -> Leading {
    let text = entry.text(stretch.from, stretch.to);
    let first = entry.words(stretch.from, stretch.to).next();
    let led = first.filter(|word| {
        word.says(Sense::In)
            && entry.form(stretch.from) == Form::Plain
            && word.span.start == entry.span(stretch.from, stretch.to).start
    });
    let mut name = match led {
        Some(word) => {
            text.get(word.span.len()..).unwrap_or(text).trim_start_matches([':', '：', ' '])
        }
        None => text,
    };
    if entry.names_quoted(stretch.from, stretch.to) {
        name = entry.text(stretch.from + 1, stretch.to);
    }
    if let Some(lead) = entry.piece_in(stretch.from)
        && stretch.field == Field::Outlet
    {
        name = &text[lead.end - entry.span(stretch.from, stretch.to).start..];
    }
    name = clean(name);
    // Weather Journal 12: the volume stands behind the name.
    if let Some((left, number)) = name.rsplit_once(' ')
        && number.chars().all(|c| c.is_ascii_digit())
        && number.len() <= 3
    {
        stated.volume.get_or_insert_with(|| number.to_owned());
        name = clean(left);
    }
    // Der Bergspiegel 31/2003: so does the issue, with its year.
    if let Some((left, issue, year)) = counts::issue_of_year(name) {
        stated.number.get_or_insert_with(|| issue.to_owned());
        stated.issued.get_or_insert(PartialDate::Year(year));
        name = clean(left);
    }
    if !name.is_empty() {
        stated.container.get_or_insert_with(|| name.to_owned());
    }
    let named = entry.words(stretch.from, stretch.to).any(|word| word.says(Sense::Outlet));
    let outlet = named || entry.form(stretch.from) == Form::Marked;
    if (led.is_some() || entry.lead(stretch.from) == Lead::Strokes) && !named {
        Leading::In
    } else if outlet || name.chars().any(is_han) && publisher::is_outlet(name) {
        Leading::Shown
    } else {
        Leading::Nothing
    }
}

/// Takes numbers; `false` if not all of them have a field of their own.
fn numbers(
    entry: &Entry<'_>,
    stretch: &Stretch,
    before: Option<Field>,
    stated: &mut Stated,
) -> bool {
    let span = entry.span(stretch.from, stretch.to);
    let words: Vec<_> = entry.words(stretch.from, stretch.to).cloned().collect();
    let Some(found) = counts::read(entry.whole(), &span, &words) else {
        return false;
    };
    let mut all = true;
    for count in found {
        let value = &entry.whole()[count.span.clone()];
        let bracket = matches!(entry.form(stretch.from), Form::Round(_));
        let colon = entry.lead(stretch.from) == Lead::Colon;
        let beside =
            matches!(before, Some(Field::Counts | Field::Container | Field::Outlet | Field::Date));
        // The page of a newspaper stands behind the day.
        let day = matches!(stated.issued, Some(PartialDate::Day(_)));
        let slot = count.slot.or(if bracket && day {
            Some(Slot::Pages)
        } else if bracket || before == Some(Field::Kind) {
            Some(Slot::Number)
        } else if day || colon || counts::is_range(value) || stated.volume.is_some() {
            Some(Slot::Pages)
        } else if beside {
            Some(Slot::Volume)
        } else {
            None
        });
        let field = match slot {
            Some(Slot::Volume) => &mut stated.volume,
            Some(Slot::Number) => &mut stated.number,
            Some(Slot::Pages) => &mut stated.pages,
            Some(Slot::Edition) => &mut stated.edition,
            None => {
                all = false;
                continue;
            }
        };
        if fill(field, value) {
            stated.used.push(count.span);
        } else {
            all = false;
        }
    }
    all
}

/// A field without the marks around it.
fn clean(text: &str) -> &str {
    let marks = |c: char| c.is_whitespace() || "，,。;；:：《》“”„\"*_".contains(c);
    let text = trim(text).trim_matches(marks);
    let text = text
        .strip_suffix('.')
        .filter(|left| left.chars().count() > 4 && !left.contains('.'))
        .unwrap_or(text);
    text.trim_matches(marks)
}
