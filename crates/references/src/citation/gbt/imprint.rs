//! Where and when a work came out: imprints, outlets, postings.

use super::entry::Setting;
use super::genre::{self, Code};
use super::rules::{Method, Placeholders};
use chengshu_text::date::PartialDate;

impl<'a> Setting<'a> {
    /// Place, publisher, date, pages, and the day an online work was looked at:
    /// `北京：出版社，2001：3[2021-08-13]`.
    pub(super) fn imprint(&self) -> Option<String> {
        let marks = &self.rules.marks;
        let mut out = self.publishing();
        if let Some(date) = self.date() {
            if !out.is_empty() {
                out.push_str(marks.comma);
            }
            out.push_str(&date);
        }
        if let Some(pages) = self.pages() {
            if !out.is_empty() {
                out.push_str(marks.colon);
            }
            out.push_str(pages);
        }
        self.with_accessed(out)
    }

    /// Place and publisher, with what stands for them where the edition wants that.
    fn publishing(&self) -> String {
        let colon = self.rules.marks.colon;
        let place = self.reference.further.place.as_deref();
        let publisher = self.reference.publisher.as_deref();
        let wanted = self.rules.placeholders == Placeholders::StatedInFields
            && self.reference.raw.is_empty()
            && !genre::has_address(self.reference)
            && !self.is_of_meeting()
            && matches!(self.genre.code, Code::Book | Code::Conference);
        let (no_place, no_publisher) = (self.words.no_place, self.words.no_publisher);
        match (place, publisher) {
            (Some(place), Some(publisher)) => format!("{place}{colon}{publisher}"),
            (Some(place), None) if wanted => format!("{place}{colon}[{no_publisher}]"),
            (None, Some(publisher)) if wanted => format!("[{no_place}]{colon}{publisher}"),
            (None, None) if wanted => format!("[{no_place}{colon}{no_publisher}]"),
            (one, other) => one.or(other).unwrap_or_default().to_owned(),
        }
    }

    /// The date after the publisher: the year, or the day where works of the type have one. By
    /// author and year the year stands at the head, and only a day is written again.
    pub(super) fn date(&self) -> Option<String> {
        let issued = self.reference.issued?;
        let by_day = self.rules.dated_by_day.contains(&self.genre.code);
        match (issued, self.rules.method) {
            (PartialDate::Month(..) | PartialDate::Day(_), _) if by_day => Some(issued.to_string()),
            (_, Method::Numeric) => self.reference.year().map(|year| year.to_string()),
            (_, Method::AuthorDate) => None,
        }
    }

    fn pages(&self) -> Option<&'a str> {
        let pages = self.reference.further.pages.as_deref().map(str::trim);
        pages.filter(|pages| !pages.is_empty())
    }

    /// Where an article stands: `刊名，2001，3（2）：5-6`, `报名，2001-02-03（4）`.
    pub(super) fn source(&self) -> Option<String> {
        let marks = &self.rules.marks;
        let (open, close) = marks.parentheses;
        let reference = self.reference;
        let bracketed = |text: &str| format!("{open}{text}{close}");
        let outlet = reference.container_and_publisher().0.map(str::to_owned);
        let is_paper = self.genre.code == Code::Newspaper;
        let (volume, issue) = if is_paper {
            (None, None)
        } else {
            (
                reference.further.volume.clone(),
                reference.further.number.as_deref(),
            )
        };
        let is_numbered = volume.is_some() || issue.is_some();
        let parts: Vec<String> = [outlet, self.article_date(is_numbered), volume]
            .into_iter()
            .flatten()
            .collect();
        let mut out = parts.join(marks.comma);
        out.extend(issue.map(bracketed));
        match self.pages() {
            // The page of a newspaper stands as issues do (8.5.1.4).
            Some(page) if is_paper => out.push_str(&bracketed(page)),
            Some(pages) => {
                if !out.is_empty() {
                    out.push_str(marks.colon);
                }
                out.push_str(pages);
            }
            None => {}
        }
        self.with_accessed(out)
    }

    /// The date of an article: the year of a numbered one, the day of others.
    fn article_date(&self, is_numbered: bool) -> Option<String> {
        let issued = self.reference.issued?;
        match (issued, self.rules.method) {
            (PartialDate::Month(..) | PartialDate::Day(_), _) if !is_numbered => {
                Some(issued.to_string())
            }
            (_, Method::Numeric) => self.reference.year().map(|year| year.to_string()),
            (_, Method::AuthorDate) => None,
        }
    }

    /// Who put a page online, when, and when it was looked at: `站名（2020-01-02）[2021-08-13]`.
    pub(super) fn posting(&self) -> Option<String> {
        let marks = &self.rules.marks;
        let (open, close) = marks.parentheses;
        let (container, publisher) = self.reference.container_and_publisher();
        let who: Vec<&str> = [
            self.reference.further.place.as_deref(),
            container,
            publisher,
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut out = who.join(marks.colon);
        out.extend(
            self.reference
                .issued
                .map(|day| format!("{open}{day}{close}")),
        );
        if let Some(pages) = self.pages() {
            out.push_str(marks.colon);
            out.push_str(pages);
        }
        self.with_accessed(out)
    }

    pub(super) fn accessed_mark(&self) -> Option<String> {
        self.accessed.map(|day| format!("[{day}]"))
    }

    /// An area with the day the work was looked at, unless both are empty.
    fn with_accessed(&self, mut area: String) -> Option<String> {
        area.extend(self.accessed_mark());
        Some(area).filter(|area| !area.is_empty())
    }
}
