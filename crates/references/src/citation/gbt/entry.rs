//! One entry, element by element (GB/T 7714—2025, clause 8; 2015, clause 4).

use super::genre::{self, Genre, Layout};
use super::names;
use super::rules::{Edition, Method, Rules};
use super::runs::Entry;
use super::words::{self, Words};
use crate::citation::typeset::{Run, Work, linkable};
use crate::citation::wording::{self, Sets};
use crate::reference::{Completeness, Detail, Kind, Name, Reference};
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
        let genre = genre::of(reference, rules.edition);
        // 2025 dates what changes, 2015 all that can be looked up.
        let is_dated = genre.layout == Layout::Online
            || rules.edition == Edition::Of2015 && genre::has_address(reference);
        Self {
            rules,
            words: words::of(reference),
            genre,
            reference,
            accessed: reference.further.accessed.filter(|_| is_dated),
            suffix,
        }
    }

    /// The entry.
    pub fn runs(&self) -> Vec<Run> {
        let areas = match wording::sets(self.reference) {
            Sets::Fields([]) => self.areas(),
            Sets::Fields(remarks) => {
                let remarks = format!("[{}]", remarks.join(self.rules.marks.semicolon));
                self.areas().into_iter().chain([remarks]).collect()
            }
            Sets::Words => self.running_areas(),
        };
        let mut entry = Entry::default();
        for area in areas {
            entry.area(&area, None);
        }
        if let Some(url) = &self.reference.url {
            entry.area(url, linkable(url));
        }
        if let Some(cstr) = self.identifier(self.detail(Detail::Cstr)) {
            entry.area("CSTR:", None);
            entry.link(cstr, None);
        } else if let Some(doi) = self.identifier(self.reference.further.doi.as_deref()) {
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
                areas.extend(self.issues());
                areas.extend(self.imprint());
            }
            Layout::Standard if self.is_number_first() => areas.push(self.title()),
            Layout::Online => {
                areas.push(self.title());
                areas.extend(self.editors());
                areas.extend(self.translators());
                areas.extend(self.edition());
                areas.extend(self.version());
                areas.extend(self.posting());
            }
            Layout::Standard | Layout::Monograph if self.whole().is_some() => {
                areas.extend(self.component());
            }
            Layout::Standard | Layout::Monograph => {
                areas.push(self.title());
                areas.extend(self.editors());
                areas.extend(self.translators());
                areas.extend(self.edition());
                areas.extend(self.version());
                areas.extend(self.imprint());
                areas.extend(self.drawn(Detail::Dimensions).map(str::to_owned));
            }
        }
        areas
    }

    pub(super) fn detail(&self, detail: Detail) -> Option<&'a str> {
        self.reference.further.get()?.detail(detail)
    }

    /// A detail of a map, which 2015 leaves out (8.13).
    fn drawn(&self, detail: Detail) -> Option<&'a str> {
        let is_map = self.reference.kind == Kind::Map && self.rules.edition == Edition::Of2025;
        self.detail(detail).filter(|_| is_map)
    }

    /// `V2`, which 2015 does not know.
    fn version(&self) -> Option<String> {
        let version = self.detail(Detail::Version)?;
        let digits = version.starts_with(|c: char| c.is_ascii_digit());
        let sign = if digits { "V" } else { "" };
        (self.rules.edition == Edition::Of2025).then(|| format!("{sign}{version}"))
    }

    /// What a piece stands in: a book, or the meeting it was given at.
    fn whole(&self) -> Option<&'a str> {
        let further = self.reference.further.get()?;
        let meeting = || further.detail(Detail::Event).filter(|_| self.genre.code == "C");
        let sentence = further.detail(Detail::SentenceContainer);
        let container = further.container.as_deref();
        container.map(|stated| sentence.unwrap_or(stated)).or_else(meeting)
    }

    /// An entry whose text says more than its fields: the text itself, with the type and, of
    /// online works, the day it was looked at.
    fn running_areas(&self) -> Vec<String> {
        let text = wording::running(self.reference);
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
        } else if self.whole().is_none() {
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
        self.genre.layout == Layout::Standard && self.rules.edition == Edition::Of2025
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
        let sentence = self.detail(Detail::SentenceTitle);
        let title = sentence.unwrap_or(&self.reference.title).trim();
        let number = self.number();
        let mut out = String::new();
        if self.is_number_first() {
            out.extend(number.map(|number| format!("{number}\u{2003}")));
            out.push_str(title);
        } else {
            out.push_str(title);
            let volume = self.volume().filter(|_| self.whole().is_none());
            for part in [volume.as_deref(), number].into_iter().flatten() {
                if !out.is_empty() {
                    out.push_str(colon);
                }
                out.push_str(part);
            }
        }
        if let Some(scale) = self.drawn(Detail::Scale) {
            out = format!("{out}. {scale}");
        }
        out + &self.type_mark()
    }

    /// `[M]`, `[M/OL]`, `[M/CD]`. A page is online whether or not it is said where.
    fn type_mark(&self) -> String {
        let code = self.genre.code;
        let is_code = |medium: &&str| medium.bytes().all(|b| b.is_ascii_uppercase());
        let medium = self.detail(Detail::Medium).filter(is_code);
        match medium {
            _ if code == "EB" || genre::has_address(self.reference) => format!("[{code}/OL]"),
            Some(medium) => format!("[{code}/{medium}]"),
            None => format!("[{code}]"),
        }
    }

    /// The number of a report, standard, patent or file. Issues stand elsewhere, and a preprint has
    /// its number in its address. Patents in 2025 have that of their application (8.10).
    fn number(&self) -> Option<&'a str> {
        let further = self.reference.further.get()?;
        let application = match (self.genre.code, self.rules.edition) {
            ("P", Edition::Of2025) => further.detail(Detail::CallNumber),
            ("A", _) => further.detail(Detail::ArchiveLocation),
            _ => None,
        };
        if self.reference.kind == Kind::Preprint {
            return None;
        }
        let number = application.or(further.number.as_deref()).map(str::trim);
        number.filter(|number| {
            !number.is_empty() && !matches!(self.genre.layout, Layout::Article | Layout::Serial)
        })
    }

    /// The volume of a book: `第3卷`, `v.3`, or as stated when it is more than a number; and its
    /// title.
    fn volume(&self) -> Option<String> {
        if self.genre.layout == Layout::Article {
            return None;
        }
        // Those of a periodical stand apart.
        let is_serial = self.genre.layout == Layout::Serial;
        let stated = self.reference.further.volume.as_deref().map(str::trim);
        let volume =
            stated.filter(|_| !is_serial).filter(|volume| !volume.is_empty()).map(|volume| {
                let (before, after) = self.words.volume;
                if volume.bytes().all(|b| b.is_ascii_digit()) {
                    format!("{before}{volume}{after}")
                } else {
                    volume.to_owned()
                }
            });
        let title = self.detail(Detail::VolumeTitle).map(str::to_owned);
        let parts: Vec<String> = volume.into_iter().chain(title).collect();
        (!parts.is_empty()).then(|| parts.join("\u{2003}"))
    }

    fn translators(&self) -> Option<String> {
        let names = self.names(&self.reference.further.translators)?;
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
        let names = self.names(&self.reference.further.editors)?;
        Some([names.as_str(), role].join(self.rules.marks.comma))
    }

    fn names(&self, names: &[Name]) -> Option<String> {
        names::list(names, Completeness::Whole, self.rules, self.words)
    }

    fn edition(&self) -> Option<String> {
        words::edition(self.reference.further.edition.as_deref()?, self.words)
    }

    /// Whether it is a paper of a meeting that printed none: what it stands in is the meeting,
    /// which dates it (2025, 8.6.3).
    pub(super) fn is_of_meeting(&self) -> bool {
        self.genre.code == "C"
            && self.whole().is_some()
            && self.reference.publisher.is_none()
            && (self.reference.further.place.is_none()
                || self.reference.further.container.is_none())
    }

    /// A piece of a monograph: `题名[M]. 译者，译//编者. 书名：卷. 版本. 出版信息`.
    fn component(&self) -> Vec<String> {
        let marks = &self.rules.marks;
        let mut piece = self.title();
        if let Some(translators) = self.translators() {
            piece = format!("{piece}. {translators}");
        }
        let further = &self.reference.further;
        let mut whole: Vec<String> = Vec::new();
        let authors = self.names(&further.container_authors);
        whole.extend(authors.or_else(|| self.names(&further.editors)));
        let volume = self.volume();
        let titles: Vec<&str> = self.whole().into_iter().chain(volume.as_deref()).collect();
        whole.push(titles.join(marks.colon));
        let mut areas = vec![format!("{piece}//{}", whole.join(". "))];
        areas.extend(self.edition());
        match (self.imprint(), areas.last_mut()) {
            (Some(imprint), Some(last))
                if self.is_of_meeting() && self.rules.edition == Edition::Of2025 =>
            {
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

    /// An identifier, unless the address holds it already (2025, 7.9.1; 2015, 8.11.1).
    fn identifier(&self, stated: Option<&'a str>) -> Option<&'a str> {
        let url = self.reference.url.as_deref().unwrap_or_default().to_lowercase();
        stated.filter(|stated| !url.contains(&stated.to_lowercase()))
    }
}
