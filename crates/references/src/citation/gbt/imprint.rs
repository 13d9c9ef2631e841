//! Where and when a work came out: imprints, outlets, postings.

use super::entry::Setting;
use super::rules::{Edition, Method};
use crate::reference::{Detail, Kind};
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

    /// Place and publisher, or who keeps it and where. A meeting stands for both in 2025.
    fn publishing(&self) -> String {
        let reference = self.reference;
        let place = reference.further.place.as_deref();
        let kept = [Detail::ArchivePlace, Detail::Archive].map(|detail| self.detail(detail));
        let parts = match reference.publisher.as_deref() {
            _ if self.is_of_meeting() && self.rules.edition == Edition::Of2025 => [None; 2],
            None if self.genre.code == "A" || place.is_none() => [kept[0].or(place), kept[1]],
            // A patent's place is its country, which its number says.
            _ if self.genre.code == "P" => [None; 2],
            publisher => [place, publisher],
        };
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        parts.join(self.rules.marks.colon)
    }

    /// The date after the publisher: the year, or the day where works of the type have one (2025,
    /// 7.5.4.2). By author and year the year stands at the head, and only a day is written again.
    pub(super) fn date(&self) -> Option<String> {
        let Some(issued) = self.reference.issued else {
            return self.year_looked_at();
        };
        let by_day = match (self.genre.code, self.rules.edition) {
            ("P", _) | ("A", Edition::Of2025) => true,
            ("R", Edition::Of2025) => self.reference.publisher.is_none(),
            _ => false,
        };
        match (issued, self.rules.method) {
            (PartialDate::Month(..) | PartialDate::Day(_), _) if by_day => Some(issued.to_string()),
            (_, Method::Numeric) => self.year(),
            (_, Method::AuthorDate) => None,
        }
    }

    /// The year a work without a date was looked at, where the day of that is not set (2025, 7.5.4.1: a
    /// year that is estimated stands in brackets).
    fn year_looked_at(&self) -> Option<String> {
        let is_lost = self.accessed.is_none() && self.rules.method == Method::Numeric;
        let accessed = self.reference.further.accessed.filter(|_| is_lost)?;
        Some(format!("[{}]", accessed.first_day().year()))
    }

    /// The day, with the last of several as far as it differs (GB/T 7408): `2018-09-27/30`.
    fn days(&self, first: PartialDate) -> String {
        let first = first.to_string();
        let dated = self.detail(Detail::Dated).and_then(|dated| dated.split_once('/'));
        let last = dated
            .and_then(|(_, last)| PartialDate::parse(last))
            .map(|last| last.to_string());
        let Some(last) = last.filter(|last| *last != first && last.len() == first.len()) else {
            return first;
        };
        let parts = first.split('-').zip(last.split('-'));
        let same = parts.take_while(|(first, last)| first == last).count();
        let differs: Vec<&str> = last.split('-').skip(same).collect();
        format!("{first}/{}", differs.join("-"))
    }

    /// The year, with the last of several (`1957—1990`, `1979—`), or as it is stated where more is
    /// said of it (`1865（清同治四年）`).
    pub(super) fn year(&self) -> Option<String> {
        let year = |date: PartialDate| date.first_day().year();
        let first = year(self.reference.issued?);
        let Some(dated) = self.detail(Detail::Dated) else {
            return Some(first.to_string());
        };
        let Some((_, last)) = dated.split_once('/') else {
            return Some(dated.to_owned());
        };
        match PartialDate::parse(last).map(year) {
            Some(last) if last == first => Some(first.to_string()),
            Some(last) => Some(format!("{first}—{last}")),
            None => Some(format!("{first}—")),
        }
    }

    /// The pages, or the number of an article that has none (8.5.1.3).
    fn pages(&self) -> Option<&'a str> {
        let pages = self.reference.further.pages.as_deref().map(str::trim);
        let pages = pages.filter(|pages| !pages.is_empty());
        pages.or_else(|| self.detail(Detail::Article))
    }

    /// Which issues of a periodical are meant, as stated or by year, volume and issue:
    /// `2018，73（4）` (8.4).
    pub(super) fn issues(&self) -> Option<String> {
        let further = self.reference.further.get()?;
        let (volume, issue) = (further.volume.as_deref(), further.number.as_deref());
        if volume.is_some_and(|volume| !volume.bytes().all(|b| b.is_ascii_digit())) {
            return volume.map(str::to_owned);
        }
        let (open, close) = self.rules.marks.parentheses;
        let issue = issue.map(|issue| format!("{open}{issue}{close}"));
        let counted = [volume.unwrap_or_default(), &issue.unwrap_or_default()].concat();
        if counted.is_empty() {
            return None;
        }
        let year = self.reference.year().map(|year| year.to_string());
        let parts: Vec<String> = year.into_iter().chain([counted]).collect();
        Some(parts.join(self.rules.marks.comma))
    }

    /// Where an article stands: `刊名，2001，3（2）：5-6`, `报名，2001-02-03（4）`.
    pub(super) fn source(&self) -> Option<String> {
        let marks = &self.rules.marks;
        let (open, close) = marks.parentheses;
        let reference = self.reference;
        let bracketed = |text: &str| format!("{open}{text}{close}");
        // Without the points of abbreviations: Br Med J.
        let outlet = reference.container_and_publisher().0.map(|outlet| {
            let words = outlet.split(' ').map(|word| word.strip_suffix('.').unwrap_or(word));
            words.collect::<Vec<_>>().join(" ")
        });
        let is_paper = self.genre.code == "N";
        let (volume, issue) = if is_paper {
            (None, None)
        } else {
            (reference.further.volume.clone(), reference.further.number.as_deref())
        };
        let is_numbered = volume.is_some() || issue.is_some();
        let parts: Vec<String> =
            [outlet, self.article_date(is_numbered), volume].into_iter().flatten().collect();
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
            (_, Method::Numeric) => self.year(),
            (_, Method::AuthorDate) => None,
        }
    }

    /// Who put a page online, when, and when it was looked at: `站名（2020-01-02）[2021-08-13]`.
    pub(super) fn posting(&self) -> Option<String> {
        let marks = &self.rules.marks;
        let (open, close) = marks.parentheses;
        let (container, publisher) = self.reference.container_and_publisher();
        // The address says which site it is.
        let is_named = self.reference.kind == Kind::Web && self.reference.url.is_some();
        let container = container.filter(|_| !is_named || !self.reference.raw.is_empty());
        // Pages are of no place; that of a meeting is not where they came out (8.11).
        let place = self.reference.further.place.as_deref();
        let place = place.filter(|_| container.is_some() || publisher.is_some());
        let who: Vec<&str> = [place, container, publisher].into_iter().flatten().collect();
        let mut out = who.join(marks.colon);
        if let Some(issued) = self.reference.issued {
            // In 2015 only a day stands in parentheses (4.6).
            let is_page = matches!(self.reference.kind, Kind::Web | Kind::Wiki | Kind::Article);
            let is_posted = matches!(issued, PartialDate::Day(_)) && (is_page || out.is_empty());
            if is_posted || self.rules.edition == Edition::Of2025 {
                out = format!("{out}{open}{}{close}", self.days(issued));
            } else {
                let parts = [Some(out).filter(|out| !out.is_empty()), self.year()];
                out = parts.into_iter().flatten().collect::<Vec<_>>().join(marks.comma);
            }
        }
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
