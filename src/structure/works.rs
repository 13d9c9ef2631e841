//! Works cited more than once become one entry.

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::alphabet::Alphabet;
use super::diag;
use crate::model::book::{Book, Chapter, Citation, Moments, Work, Works};
use chengshu_references::citation::typeset::{Arrangement, Uncited};
use chengshu_references::citation::{CitedBy, Listed, ListedWork, Listing};
use chengshu_references::reference::{Completeness, Name, Reference};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_writing::script::letters;

/// A phrase without title marks, address or author is the same source wherever it stands only if
/// it is at least this long, in letters: 英文维基 is another page in each chapter.
const TELLING_PHRASE: usize = 12;

/// Works of the same title and author that are compared with a new one at most, so that a list of
/// one title over and over costs no more than any other.
const COMPARED: usize = 16;

/// Puts the works the chapters cite together, each once, with what the book itself states of them
/// and, if wanted, the others it states; and numbers them in the arrangement wanted. Sets the works
/// of each chapter. Entries that may be one work but state different things stay apart and are
/// reported.
pub fn gather(
    chapters: &mut [Chapter],
    own: &[Arc<Reference>],
    (arrangement, language): (Arrangement, &str),
    uncited: Uncited,
    sink: &mut Sink,
) -> Works {
    let mut known = WorkIndex::default();
    for (index, chapter) in chapters.iter().enumerate() {
        for (entry, reference) in chapter.references.iter().enumerate() {
            let citation = Citation { chapter: index, entry };
            let doubt = known.add(reference, Some(citation));
            if let Some(other) = doubt {
                report(reference, chapter, &known.works[other], chapters, sink);
            }
        }
    }
    // A record that states nothing has been reported.
    for reference in own.iter().filter(|own| !own.title.is_empty()) {
        known.add(reference, None);
    }
    let mut works = known.works;
    if uncited == Uncited::LeaveOut {
        works.retain(|work| !work.citations.is_empty());
    }
    if arrangement == Arrangement::Alphabetical {
        let alphabet = Alphabet::of(language);
        works.sort_by_cached_key(|work| alphabet.place(&work.reference));
    }
    for chapter in &mut *chapters {
        chapter.works = vec![0; chapter.references.len()];
    }
    for (number, work) in works.iter().enumerate() {
        for citation in &work.citations {
            chapters[citation.chapter].works[citation.entry] = number;
        }
    }
    Works { list: works }
}

/// Works as they come in.
#[derive(Default)]
struct WorkIndex {
    works: Vec<Work>,
    /// Works by title and author.
    known: HashMap<Fingerprint, Vec<usize>>,
    /// The first work of each title that has an author, and of each that has none.
    titles: HashMap<(Fingerprint, bool), usize>,
}

/// Half of a SHA-256 of words: they themselves would take more room than the works.
type Fingerprint = [u8; 16];

fn fingerprint(words: &str) -> Fingerprint {
    let digest = Sha256::digest(words);
    let mut half = Fingerprint::default();
    half.copy_from_slice(&digest[..size_of::<Fingerprint>()]);
    half
}

/// The key a work is known by.
struct Identity {
    /// Title and first author.
    work: Fingerprint,
    title: Fingerprint,
    /// Whether it has no author.
    anonymous: bool,
}

impl WorkIndex {
    /// Adds an entry. Returns the work it may be without certainty.
    fn add(&mut self, reference: &Arc<Reference>, citation: Option<Citation>) -> Option<usize> {
        let mut doubt = None;
        if let Some(identity) = identity(reference) {
            let known = self.known.entry(identity.work).or_default();
            let same = known
                .iter()
                .take(COMPARED)
                .find(|&&number| agree(&self.works[number].reference, reference));
            if let Some(&number) = same {
                let work = &mut self.works[number];
                complete(&mut work.reference, reference);
                work.citations.extend(citation);
                return None;
            }
            let Identity { title, anonymous, .. } = identity;
            let other = || self.titles.get(&(title, !anonymous)).copied();
            doubt = known.first().copied().or_else(other);
            known.push(self.works.len());
            self.titles.entry((title, anonymous)).or_insert(self.works.len());
        }
        self.works.push(Work {
            reference: Arc::clone(reference),
            citations: citation.into_iter().collect(),
        });
        doubt
    }
}

/// What a work is known by: title and first author without marks and case. `None` when an entry
/// does not say enough to be known again.
fn identity(reference: &Reference) -> Option<Identity> {
    let title = letters(&reference.title);
    let author = reference.authors.first().or(reference.further.editors.first());
    let author = author.map_or_else(String::new, |name| letters(&name.to_string()));
    let named = reference.raw.is_empty() || reference.raw.contains('《');
    let telling = named
        || !author.is_empty()
        || reference.url.is_some()
        || title.chars().count() >= TELLING_PHRASE;
    (telling && !title.is_empty()).then(|| Identity {
        // Neither has a line break in it.
        work: fingerprint(&format!("{title}\n{author}")),
        title: fingerprint(&title),
        anonymous: author.is_empty(),
    })
}

/// Whether no field of one contradicts the other.
fn agree(a: &Reference, b: &Reference) -> bool {
    fn fits<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.zip(b).is_none_or(|(a, b)| a == b)
    }
    fn names_fit(a: &[Name], b: &[Name]) -> bool {
        a.is_empty()
            || b.is_empty()
            || a.iter().zip(b).all(|(a, b)| letters(&a.to_string()) == letters(&b.to_string()))
    }
    let texts = |a: &Option<String>, b: &Option<String>| {
        fits(a.as_deref().map(letters).as_ref(), b.as_deref().map(letters).as_ref())
    };
    fits(a.year().as_ref(), b.year().as_ref())
        && names_fit(&a.authors, &b.authors)
        && names_fit(&a.further.translators, &b.further.translators)
        && texts(&a.further.container, &b.further.container)
        && texts(&a.publisher, &b.publisher)
        && texts(&a.further.edition, &b.further.edition)
        && texts(&a.further.volume, &b.further.volume)
        && texts(&a.further.number, &b.further.number)
        && texts(&a.further.pages, &b.further.pages)
        && texts(&a.further.language, &b.further.language)
        && fits(a.url.as_ref(), b.url.as_ref())
}

/// Fills in what one entry of a work leaves out and another states.
fn complete(work: &mut Arc<Reference>, entry: &Reference) {
    fn fill<T: Clone>(field: &mut Option<T>, stated: Option<&T>) {
        if field.is_none() {
            *field = stated.cloned();
        }
    }
    fn fill_names(field: &mut Vec<Name>, stated: &[Name]) {
        if field.len() < stated.len() {
            stated.clone_into(field);
        }
    }
    if **work == *entry {
        return;
    }
    let work = Arc::make_mut(work);
    fill_names(&mut work.authors, &entry.authors);
    if entry.more_authors == Completeness::AndOthers {
        work.more_authors = Completeness::AndOthers;
    }
    fill(&mut work.publisher, entry.publisher.as_ref());
    fill(&mut work.url, entry.url.as_ref());
    if let Some(stated) = entry.further.get() {
        let further = &mut *work.further;
        fill_names(&mut further.container_authors, &stated.container_authors);
        fill_names(&mut further.editors, &stated.editors);
        fill_names(&mut further.translators, &stated.translators);
        fill(&mut further.key, stated.key.as_ref());
        fill(&mut further.container, stated.container.as_ref());
        fill(&mut further.place, stated.place.as_ref());
        fill(&mut further.edition, stated.edition.as_ref());
        fill(&mut further.volume, stated.volume.as_ref());
        fill(&mut further.number, stated.number.as_ref());
        fill(&mut further.pages, stated.pages.as_ref());
        fill(&mut further.doi, stated.doi.as_ref());
        fill(&mut further.accessed, stated.accessed.as_ref());
        fill(&mut further.language, stated.language.as_ref());
        for (detail, text) in &stated.details {
            further.details.entry(*detail).or_insert_with(|| text.clone());
        }
    }
    // The later date of the same year says more: a day more than a year.
    work.issued = work.issued.max(entry.issued);
}

fn report(
    reference: &Reference,
    chapter: &Chapter,
    other: &Work,
    chapters: &[Chapter],
    sink: &mut Sink,
) {
    let first = other.citations.first().and_then(|citation| chapters.get(citation.chapter));
    let Some(first) = first else { return };
    sink.push(
        Diagnostic::new(
            &diag::SAME_WORK,
            format!(
                "“{}” may be the same work as “{}” in {}",
                stated(reference),
                stated(&other.reference),
                first.text.file
            ),
        )
        .at(Place::file(chapter.text.file.as_str()))
        .help("if they are one work, state the same author, year and publisher in both"),
    );
}

fn stated(reference: &Reference) -> &str {
    if reference.raw.is_empty() { &reference.title } else { &reference.raw }
}

/// The references of a book, for exports. `moments` are those known.
pub fn listing<'a>(book: &'a Book, moments: &Moments) -> Listing<'a> {
    let transcripts = book
        .chapters
        .iter()
        .map(|chapter| Listed {
            file: &chapter.text.file,
            title: &chapter.title,
            intro: &chapter.standfirst,
            references: &chapter.references,
        })
        .collect();
    let works = book.works.list.iter().enumerate().map(|(number, work)| {
        let reference: &Reference = &work.reference;
        let cited = work.citations.first();
        let derived =
            || match cited.and_then(|cited| book.chapters.get(cited.chapter).zip(Some(cited))) {
                Some((chapter, cited)) => format!("{}-{}", chapter.stem, cited.entry + 1),
                None => format!("w-{}", number + 1),
            };
        let cited = work.chapters().filter_map(|index| {
            let title = book.chapters.get(index)?.title.as_str();
            Some(CitedBy { title, moment: moments.get(&(number, index)).copied() })
        });
        ListedWork {
            key: reference.further.key.clone().unwrap_or_else(derived),
            reference,
            cited: cited.collect(),
        }
    });
    Listing { transcripts, works: works.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu_text::date::PartialDate;

    /// An entry of the form `《title》author，publisher，year`, or a phrase.
    fn read(entry: &str) -> Reference {
        let raw = entry.to_owned();
        let Some((title, rest)) = entry.strip_prefix('《').and_then(|entry| entry.split_once('》'))
        else {
            return Reference { title: raw.clone(), raw, ..Reference::default() };
        };
        let parts: Vec<&str> = rest.split('，').collect();
        let year = parts.iter().find_map(|part| PartialDate::parse(part));
        let publisher = parts.iter().find(|part| part.ends_with('社'));
        Reference {
            raw,
            title: title.to_owned(),
            authors: Some(parts[0])
                .filter(|name| !name.is_empty())
                .map(Name::from)
                .into_iter()
                .collect(),
            publisher: publisher.map(|&name| name.to_owned()),
            issued: year,
            ..Reference::default()
        }
    }

    /// How many works two entries are, and whether there was a doubt.
    fn count(a: &str, b: &str) -> (usize, bool) {
        let mut known = WorkIndex::default();
        let mut doubt = None;
        for (chapter, entry) in [a, b].into_iter().enumerate() {
            let citation = Citation { chapter, entry: 0 };
            doubt = known.add(&Arc::new(read(entry)), Some(citation));
        }
        (known.works.len(), doubt.is_some())
    }

    #[test]
    fn same_title_and_author_is_one_work() {
        let same = "《灯塔与雾》林望潮";
        assert_eq!(count(same, same), (1, false));
        assert_eq!(count(same, "《灯塔与雾》林望潮，海港出版社，1998"), (1, false));
        assert_eq!(count("《灯塔与雾》", "《灯塔与雾》"), (1, false));
    }

    #[test]
    fn what_contradicts_stays_apart() {
        assert_eq!(count("《灯塔与雾》林望潮，1998", "《灯塔与雾》林望潮，2004"), (2, true));
        assert_eq!(count("《灯塔与雾》林望潮", "《灯塔与雾》"), (2, true));
        assert_eq!(count("《灯塔与雾》林望潮", "《灯塔与雾》陈守灯"), (2, false));
        assert_eq!(count("《灯塔与雾》", "《雾与灯塔》"), (2, false));
    }

    #[test]
    fn short_phrases_are_not_known_again() {
        assert_eq!(count("英文维基", "英文维基"), (2, false));
    }

    #[test]
    fn the_fullest_statement_is_kept() {
        let mut work = Arc::new(read("《灯塔与雾》林望潮"));
        complete(&mut work, &read("《灯塔与雾》林望潮，海港出版社，1998"));
        assert_eq!(work.publisher.as_deref(), Some("海港出版社"));
        assert_eq!(work.year(), Some(1998));
    }
}
