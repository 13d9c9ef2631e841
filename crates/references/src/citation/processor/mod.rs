//! Styles of the Citation Style Language (CSL 1.0.2), by the `hayagriva` crate.
//!
//! Three things are kept out of the crate's hands. Its markup: entries are taken as trees and
//! become runs here, so what a work states is text whatever signs it has. Its order: the sorting
//! of a style is dropped, since the book arranges its works. Its language: it sets one list in
//! one language, so works are set by language, and 等 never follows a Western name.

mod item;
mod locale;
mod runs;
mod source;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::json::{Item, Value};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, Rendered,
};

use crate::citation::typeset::{Run, SetReference, Work};
use crate::citation::wording::{self, Sets};
pub use source::StyleError;

/// Short names the crate does not know, and the names it has for those styles.
const ALIASES: &[(&str, &str)] = &[
    ("abnt", "associacao-brasileira-de-normas-tecnicas"),
    ("acm", "association-for-computing-machinery"),
    ("acs", "american-chemical-society"),
    ("ama", "american-medical-association"),
    ("apsa", "american-political-science-association"),
    ("asa", "american-sociological-association"),
    ("chicago", "chicago-author-date"),
    ("cse", "council-of-science-editors"),
    ("harvard", "harvard-cite-them-right"),
    ("iso-690", "iso-690-author-date"),
    ("lancet", "the-lancet"),
    ("mhra", "modern-humanities-research-association"),
    ("turabian", "turabian-author-date"),
];

/// The style of the archive that only cites and sets no list.
const WITHOUT_LIST: ArchivedStyle = ArchivedStyle::Alphanumeric;

/// A style, ready to set works. Making one reads it; nothing of the crate is read before.
#[derive(Debug, Clone)]
pub struct Processor {
    style: IndependentStyle,
    marks: Marks,
    titles: Titles,
}

/// Whether a style may put English titles in title case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Titles {
    AsStyled,
    AsStated,
}

/// The style of books in other languages than Chinese where none is asked for: that of the lists of
/// English books with notes. It has no codes of types, takes words and marks from the language of each
/// work, and cites by the numbers the book gives.
const USUAL: &str = "chicago-notes";

/// What stands for a work in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// A number, which the book gives.
    Numbers,
    /// Words, which the style gives.
    Words,
}

impl Processor {
    /// The style of a name that comes with the program. In: one of [`Processor::names`].
    pub fn bundled(name: &str) -> Option<Self> {
        let known = ALIASES
            .iter()
            .find(|(alias, _)| *alias == name)
            .map_or(name, |(_, known)| known);
        match ArchivedStyle::by_name(known)?.get() {
            Style::Independent(style) if style.bibliography.is_some() => Some(Self::new(style)),
            Style::Independent(_) | Style::Dependent(_) => None,
        }
    }

    /// The style where none is asked for. Titles keep their letters: what is not asked for is not
    /// changed.
    pub(super) fn usual() -> Option<Self> {
        Some(Self { titles: Titles::AsStated, ..Self::bundled(USUAL)? })
    }

    /// Every name [`Processor::bundled`] knows, the short ones first.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        let known = ArchivedStyle::all()
            .iter()
            .filter(|style| **style != WITHOUT_LIST)
            .flat_map(|style| style.names());
        ALIASES.iter().map(|(alias, _)| *alias).chain(known.copied())
    }

    /// The style a CSL file describes. In: the text of the file.
    pub fn from_csl(text: &str) -> Result<Self, StyleError> {
        source::read(text).map(Self::new)
    }

    fn new(mut style: IndependentStyle) -> Self {
        let marks = if source::numbers(&style) { Marks::Numbers } else { Marks::Words };
        source::leave_to_the_book(&mut style);
        if marks == Marks::Numbers && !style.citation.disambiguate_add_year_suffix {
            source::without_citations(&mut style);
        }
        Self { style, marks, titles: Titles::AsStyled }
    }

    /// Whether it cites by numbers, so that no entry tells a work from others.
    pub fn numbers(&self) -> bool {
        self.marks == Marks::Numbers && !self.style.citation.disambiguate_add_year_suffix
    }

    /// Sets works. In: the works of one list, in their order, and the language of the book as a
    /// BCP 47 tag. Out: one entry per work, in their order. A work the style has nothing for is
    /// set as it was written.
    ///
    /// Quadratic in the works of one language in the library, with a small factor.
    pub fn set(&self, works: &[Work<'_>], language: &str) -> Vec<SetReference> {
        let mut set: Vec<SetReference> = works.iter().map(|work| self.as_stated(work)).collect();
        let own = self.style.default_locale.as_ref();
        let mut groups: Vec<(&str, Vec<(usize, Item)>)> = Vec::new();
        for (number, work) in works.iter().enumerate() {
            let Some(mut item) = item::item(&number.to_string(), work) else {
                continue;
            };
            if self.titles == Titles::AsStated {
                // Only English titles are put in another case.
                let language = Value::String("und".to_owned());
                item.0.insert("language".to_owned(), language);
            }
            let locale = locale::of_work(work.reference, language, own);
            match groups.iter_mut().find(|(other, _)| *other == locale) {
                Some((_, items)) => items.push((number, item)),
                None => groups.push((locale, vec![(number, item)])),
            }
        }
        for (locale, items) in &groups {
            self.set_in(locale, items, &mut set);
            self.name_authors(locale, items, works, &mut set);
        }
        for (work, set) in works.iter().zip(&mut set) {
            match wording::sets(work.reference) {
                // An address would be lost with the elements.
                Sets::Words if work.reference.url.is_some() => {}
                // What the elements carry too little of stands as it was written.
                Sets::Words => set.runs = self.as_stated(work).runs,
                // A style that was asked for has no place for remarks.
                Sets::Fields(remarks)
                    if !remarks.is_empty()
                        && self.titles == Titles::AsStated
                        && set.runs != self.as_stated(work).runs =>
                {
                    set.runs.push(Run::plain(format!(" [{}]", remarks.join("; "))));
                }
                Sets::Fields(_) => {}
            }
        }
        set
    }

    /// Sets works as of other types of which the style names no author, or says nothing at all. Some name
    /// none of a page or a post.
    fn name_authors(
        &self,
        locale: &str,
        items: &[(usize, Item)],
        works: &[Work<'_>],
        set: &mut [SetReference],
    ) {
        let is_named = |number: usize, set: &SetReference| {
            let Some(work) = works.get(number) else {
                return true;
            };
            if set.runs == self.as_stated(work).runs {
                return false;
            }
            let author = work.reference.authors.first();
            let text = text_of(set).to_lowercase();
            author.is_none_or(|name| text.contains(&name.first().to_lowercase()))
        };
        for kind in ["document", "book"] {
            let mut others = items.to_vec();
            others
                .retain(|(number, _)| set.get(*number).is_some_and(|set| !is_named(*number, set)));
            if others.is_empty() {
                return;
            }
            for (_, item) in &mut others {
                let kind = Value::String(kind.to_owned());
                item.0.insert("type".to_owned(), kind);
            }
            let mut again = set.to_vec();
            self.set_in(locale, &others, &mut again);
            for (number, _) in others {
                if let (Some(place), Some(again)) = (set.get_mut(number), again.get_mut(number))
                    && is_named(number, again)
                {
                    std::mem::swap(place, again);
                }
            }
        }
    }

    /// Sets works of one language into their places.
    fn set_in(&self, locale: &str, items: &[(usize, Item)], set: &mut [SetReference]) {
        let files = locale::load(locale);
        // The last resort: what is known to make the library panic is kept from it (`item`,
        // `source`), and fuzzing finds no more. Should it yet, these works stand as written.
        let render = || self.render(items, locale, &files);
        let Ok(rendered) = catch_unwind(AssertUnwindSafe(render)) else {
            return;
        };
        let joints = locale::joints(&files);
        let entries = rendered.bibliography.map_or_else(Vec::new, |all| all.items);
        for entry in entries {
            let place = entry.key.parse().ok().and_then(|at: usize| set.get_mut(at));
            let runs = runs::runs(&entry.content, joints);
            if let Some(place) = place
                && !runs.is_empty()
            {
                place.runs = runs;
            }
        }
        // One citation per item was asked for, and the crate keeps their order.
        for ((number, _), cited) in items.iter().zip(rendered.citations) {
            if let Some(place) = set.get_mut(*number) {
                self.mark(&cited.citation, joints, place);
            }
        }
    }

    fn mark(&self, cited: &ElemChildren, joints: [&str; 2], place: &mut SetReference) {
        let mark = runs::mark(cited, joints);
        if self.marks == Marks::Words && !mark.is_empty() {
            place.mark = Some(mark);
        }
    }

    fn render(&self, items: &[(usize, Item)], locale: &str, files: &[Locale]) -> Rendered {
        let locale = || Some(LocaleCode(locale.to_owned()));
        let mut driver = BibliographyDriver::new();
        for (_, item) in items {
            let cited = vec![CitationItem::with_entry(item)];
            driver.citation(CitationRequest::new(cited, &self.style, locale(), files, None));
        }
        driver.finish(BibliographyRequest::new(&self.style, locale(), files))
    }

    /// A work as written, with a mark where the style has marks.
    fn as_stated(&self, work: &Work<'_>) -> SetReference {
        let reference = work.reference;
        let mut runs = wording::stated(reference);
        if runs.is_empty() {
            runs.push(Run::plain(&reference.title));
        }
        let stated: String = runs.iter().map(|run| run.text.as_str()).collect();
        SetReference { runs, mark: (self.marks == Marks::Words).then(|| beginning(&stated)) }
    }
}

fn text_of(set: &SetReference) -> String {
    set.runs.iter().map(|run| run.text.as_str()).collect()
}

/// The first words of an entry, for where it is cited.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 16;
    let mut begin: String = text.chars().take(LONGEST).collect();
    if begin.len() < text.len() {
        begin.push('…');
    }
    begin
}

#[cfg(test)]
mod tests;
