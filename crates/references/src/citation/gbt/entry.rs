//! One entry, element by element (GB/T 7714—2025, clause 8; 2015, clause 4).

use super::genre::{self, Code, Genre, Layout};
use super::names;
use super::remainder::{self, Reading};
use super::rules::{Accessed, Method, Rules, Standards};
use super::runs::Entry;
use super::words::{self, Words};
use crate::citation::typeset::{Run, Work, linkable};
use crate::reference::{Completeness, Name, Reference};
use chengshu_text::address::Address;
use chengshu_text::date::PartialDate;

/// A work about to be set.
pub(super) struct Setting<'a> {
    pub(super) rules: &'a Rules,
    pub(super) words: &'static Words,
    pub(super) genre: Genre,
    pub(super) reference: &'a Reference,
    /// When it was looked at, where works of its type state that.
    pub(super) accessed: Option<PartialDate>,
    /// What tells it from works of the same author and year.
    suffix: &'a str,
}

impl<'a> Setting<'a> {
    pub fn new(rules: &'a Rules, work: &Work<'a>, suffix: &'a str) -> Self {
        let reference = work.reference;
        let genre = as_posted(genre::of(reference), reference, rules);
        let is_dated = match rules.accessed {
            Accessed::Addressed => genre.layout == Layout::Online || genre::has_address(reference),
            Accessed::Changing => genre.layout == Layout::Online,
        };
        let accessed = reference.further.accessed.or(work.accessed);
        Self {
            rules,
            words: words::of(reference),
            genre,
            reference,
            accessed: accessed.filter(|_| is_dated),
            suffix,
        }
    }

    /// The entry.
    pub fn runs(&self) -> Vec<Run> {
        let mut areas = self.areas();
        match remainder::read(self.reference, &areas.join(" ")) {
            Reading::Whole => {}
            Reading::Remarks(remarks) => {
                areas.push(format!("[{}]", remarks.join(self.rules.marks.semicolon)));
            }
            Reading::Running => areas = self.running_areas(),
        }
        let mut entry = Entry::default();
        for area in areas {
            entry.area(&area, None);
        }
        if let Some(url) = &self.reference.url {
            entry.area(url, linkable(url));
        }
        if let Some(doi) = self.doi() {
            entry.area("DOI:", None);
            entry.link(doi, Address::new(&format!("https://doi.org/{doi}")).ok());
        }
        entry.end()
    }

    /// What stands for the work in the text.
    pub fn mark(&self) -> String {
        let (creators, completeness) = self.creators();
        let lead = names::lead(creators, completeness, self.rules, self.words);
        let lead = lead.unwrap_or_else(|| self.words.anonymous.to_owned());
        [lead, self.year_label()].join(self.rules.marks.comma)
    }

    /// Everything before the address, without full stops.
    fn areas(&self) -> Vec<String> {
        let mut areas = Vec::new();
        areas.extend(self.head());
        match self.genre.layout {
            Layout::Article => {
                areas.push(self.title());
                areas.extend(self.translators());
                areas.extend(self.source());
            }
            Layout::Serial => {
                areas.push(self.title());
                areas.extend(self.reference.further.volume.clone());
                areas.extend(self.imprint());
            }
            Layout::Standard if self.rules.standards == Standards::NumberFirst => {
                areas.push(self.title());
            }
            Layout::Online => {
                areas.push(self.title());
                areas.extend(self.editors());
                areas.extend(self.translators());
                areas.extend(self.edition());
                areas.extend(self.posting());
            }
            Layout::Standard | Layout::Monograph if self.reference.further.container.is_some() => {
                areas.extend(self.component());
            }
            Layout::Standard | Layout::Monograph => {
                areas.push(self.title());
                areas.extend(self.editors());
                areas.extend(self.translators());
                areas.extend(self.edition());
                areas.extend(self.imprint());
            }
        }
        areas
    }

    /// An entry whose text says more than its fields: the text itself, with the type and, of
    /// online works, the day it was looked at.
    fn running_areas(&self) -> Vec<String> {
        let text = remainder::running(self.reference);
        let mut areas = Vec::new();
        if self.rules.method == Method::AuthorDate {
            areas.extend(self.head());
        }
        areas.push(format!("{text}{}", self.type_mark()));
        areas.extend(self.accessed_mark());
        areas
    }

    /// The authors, or the editors of a work that has none and is no piece of another.
    fn creators(&self) -> (&'a [Name], Completeness) {
        if !self.reference.authors.is_empty() {
            (&self.reference.authors, self.reference.more_authors)
        } else if self.reference.further.container.is_none() {
            (&self.reference.further.editors, Completeness::Whole)
        } else {
            (&[], Completeness::Whole)
        }
    }

    /// Who is responsible, and by author and year the year.
    fn head(&self) -> Option<String> {
        let (creators, completeness) = self.creators();
        let creators = names::list(creators, completeness, self.rules, self.words);
        match self.rules.method {
            // Standards are found by their number (2025, 8.9.1).
            Method::Numeric if self.is_number_first() => None,
            Method::Numeric => creators,
            Method::AuthorDate => {
                let creators = creators.unwrap_or_else(|| self.words.anonymous.to_owned());
                Some([creators, self.year_label()].join(self.rules.marks.comma))
            }
        }
    }

    fn is_number_first(&self) -> bool {
        self.genre.layout == Layout::Standard && self.rules.standards == Standards::NumberFirst
    }

    /// The year with its letter; of a page without one the year it was looked at, in brackets.
    fn year_label(&self) -> String {
        let suffix = self.suffix;
        if let Some(year) = self.reference.year() {
            return format!("{year}{suffix}");
        }
        if let Some(accessed) = self.accessed {
            return format!("[{}{suffix}]", accessed.first_day().year());
        }
        let joint = if suffix.is_empty() { "" } else { "-" };
        format!("{}{joint}{suffix}", self.words.no_date)
    }

    /// The title with volume and number, and the type.
    fn title(&self) -> String {
        let colon = self.rules.marks.colon;
        let title = self.reference.title.trim();
        let number = self.number();
        let mut out = String::new();
        if self.is_number_first() {
            out.extend(number.map(|number| format!("{number}\u{2003}")));
            out.push_str(title);
        } else {
            out.push_str(title);
            let volume = self
                .volume()
                .filter(|_| self.reference.further.container.is_none());
            for part in [volume.as_deref(), number].into_iter().flatten() {
                if !out.is_empty() {
                    out.push_str(colon);
                }
                out.push_str(part);
            }
        }
        out + &self.type_mark()
    }

    /// `[M]`, `[M/OL]`.
    fn type_mark(&self) -> String {
        let letters = self.genre.code.letters();
        if self.genre.layout == Layout::Online || genre::has_address(self.reference) {
            format!("[{letters}/OL]")
        } else {
            format!("[{letters}]")
        }
    }

    /// The number of a report, standard, patent or file. Issues stand elsewhere.
    fn number(&self) -> Option<&'a str> {
        let number = self.reference.further.number.as_deref().map(str::trim);
        number.filter(|number| {
            !number.is_empty() && !matches!(self.genre.layout, Layout::Article | Layout::Serial)
        })
    }

    /// The volume of a book: `第3卷`, `v.3`, or as stated when it is more than a number.
    fn volume(&self) -> Option<String> {
        if matches!(self.genre.layout, Layout::Article | Layout::Serial) {
            return None;
        }
        let volume = self.reference.further.volume.as_deref()?.trim();
        if volume.is_empty() {
            None
        } else if volume.bytes().all(|b| b.is_ascii_digit()) {
            let (before, after) = self.words.volume;
            Some(format!("{before}{volume}{after}"))
        } else {
            Some(volume.to_owned())
        }
    }

    fn translators(&self) -> Option<String> {
        let names = names::list(
            &self.reference.further.translators,
            Completeness::Whole,
            self.rules,
            self.words,
        )?;
        Some([names.as_str(), self.words.translated].join(self.rules.marks.comma))
    }

    /// Editors beside authors. Editors alone stand at the head.
    fn editors(&self) -> Option<String> {
        if self.reference.authors.is_empty() {
            return None;
        }
        let (one, several) = self.words.edited;
        let role = match self.reference.further.editors.len() {
            0 | 1 => one,
            _ => several,
        };
        let names = self.editor_names()?;
        Some([names.as_str(), role].join(self.rules.marks.comma))
    }

    fn editor_names(&self) -> Option<String> {
        names::list(
            &self.reference.further.editors,
            Completeness::Whole,
            self.rules,
            self.words,
        )
    }

    fn edition(&self) -> Option<String> {
        words::edition(self.reference.further.edition.as_deref()?, self.words)
    }

    /// Whether it is a paper of a meeting that printed none: what it stands in is the meeting,
    /// which dates it (2025, 8.6.3).
    pub(super) fn is_of_meeting(&self) -> bool {
        self.genre.code == Code::Conference
            && self.reference.further.container.is_some()
            && self.reference.publisher.is_none()
            && self.reference.further.place.is_none()
    }

    /// A piece of a monograph: `题名[M]. 译者，译//编者. 书名：卷. 版本. 出版信息`.
    fn component(&self) -> Vec<String> {
        let marks = &self.rules.marks;
        let mut piece = self.title();
        if let Some(translators) = self.translators() {
            piece = format!("{piece}. {translators}");
        }
        let mut whole: Vec<String> = Vec::new();
        whole.extend(self.editor_names());
        let container = self
            .reference
            .further
            .container
            .as_deref()
            .unwrap_or_default();
        let volume = self.volume();
        let titles: Vec<&str> = [Some(container), volume.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        whole.push(titles.join(marks.colon));
        let mut areas = vec![format!("{piece}//{}", whole.join(". "))];
        areas.extend(self.edition());
        match (self.imprint(), areas.last_mut()) {
            (Some(imprint), Some(last)) if self.is_of_meeting() => {
                last.push_str(match self.date() {
                    Some(_) => marks.comma,
                    None => marks.colon,
                });
                last.push_str(&imprint);
            }
            (imprint, _) => areas.extend(imprint),
        }
        areas
    }

    /// The identifier, unless the address holds it already (2025, 7.9.1; 2015, 8.11.1).
    fn doi(&self) -> Option<&'a str> {
        let doi = self.reference.further.doi.as_deref()?;
        let url = self.reference.url.as_deref().unwrap_or_default();
        let is_held = url.to_lowercase().contains(&doi.to_lowercase());
        (!is_held).then_some(doi)
    }
}

/// The type of a work, set as a page where the edition does so.
fn as_posted(genre: Genre, reference: &Reference, rules: &Rules) -> Genre {
    let is_unpublished = reference.publisher.is_none() && reference.further.place.is_none();
    if is_unpublished && genre::has_address(reference) && rules.posted.contains(&genre.code) {
        Genre {
            layout: Layout::Online,
            ..genre
        }
    } else {
        genre
    }
}
