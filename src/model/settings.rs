//! The wishes of `book.yaml`. Nothing here is a default: those are chosen where they apply.

use crate::model::form::SheetUse;
use crate::model::parallel::Bilingual;
use crate::model::path::RelativePath;
use crate::model::treatment::{
    Advertising, Artefacts, Cited, Directions, Marks, Promotion, Sections, Switch, Timestamps,
    Treatment,
};
use crate::model::typeface::{FontFile, RareCharacters, Role};
use chengshu_cover::request::{Fitting, Lettering};
use chengshu_epub::publication::Contributor;
use chengshu_references::citation::typeset::{Arrangement, Uncited};
use chengshu_text::date::PartialDate;
use chengshu_text::diag::Severity;
use chengshu_text::source::Located;
use chengshu_text::time::Zone;
use chengshu_text::yaml::Node;
use chengshu_writing::script::WritingMode;
use chengshu_writing::variant::Variant;

/// The settings of one book. Everything in it is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookSettings {
    /// Title of the book.
    pub title: Option<Located<String>>,
    /// Subtitle.
    pub subtitle: Option<Located<String>>,
    /// Authors in order; their role is `aut` unless stated.
    pub authors: Vec<Located<Contributor>>,
    /// Other people in order; their role is `ctb` unless stated.
    pub contributors: Vec<Located<Contributor>>,
    /// Language tag, two parts at most (requirement M1).
    pub language: Option<Located<String>>,
    /// Name of the series the book belongs to.
    pub series: Option<Located<String>>,
    /// Number in the series, such as `3` or `2.5`.
    pub number: Option<Located<String>>,
    /// Publisher.
    pub publisher: Option<Located<String>>,
    /// Rights statement.
    pub rights: Option<Located<String>>,
    /// Identifier in place of the derived one (requirement M2).
    pub identifier: Option<Located<String>>,
    /// Description, line breaks kept.
    pub description: Option<Located<String>>,
    /// Subjects in order.
    pub subjects: Vec<Located<String>>,
    /// Date of publication.
    pub date: Option<Located<PartialDate>>,
    /// The cover image.
    pub cover: Option<Located<RelativePath>>,
    /// The design of a drawn cover, by its name.
    pub cover_design: Option<Located<String>>,
    /// How a cover image of other proportions is made to fit.
    pub cover_fit: Option<Located<Fitting>>,
    /// The lettering over a cover image.
    pub cover_text: Option<Located<Lettering>>,
    /// The order of the chapters.
    pub order: Option<Order>,
    /// Name of the finished file without folder and `.epub`.
    pub output: Option<Located<String>>,
    /// What becomes of talks in two languages.
    pub bilingual: Option<Located<Bilingual>>,
    /// Treatment of advertising.
    pub ads: Option<Located<Advertising>>,
    /// Normalisation rules, or families of them, switched on or off.
    pub rules: Vec<(Located<String>, Switch)>,
    /// Where times in the recording are printed.
    pub timestamps: Option<Located<Timestamps>>,
    /// The address of a moment, with `{t}` for its seconds.
    pub moment_url: Option<Located<String>>,
    /// Labels of speakers, and the names printed for them.
    pub speakers: Vec<(Located<String>, Located<String>)>,
    /// Treatment of what descriptions promote.
    pub promotion: Option<Located<Promotion>>,
    /// Treatment of stage directions.
    pub directions: Option<Located<Directions>>,
    /// Treatment of artefacts of speech recognition.
    pub artefacts: Option<Located<Artefacts>>,
    /// Sections of talks without headings.
    pub sections: Option<Located<Sections>>,
    /// What stands between captions that have no marks.
    pub marks: Option<Located<Marks>>,
    /// The form of written Chinese everything is put in.
    pub variant: Option<Located<Variant>>,
    /// Treatment of the works cited then.
    pub cited: Option<Located<Cited>>,
    /// The style references are set in, by its name or its file.
    pub citation_style: Option<Located<String>>,
    /// How the bibliography is arranged.
    pub bibliography: Option<Located<Arrangement>>,
    /// What becomes of works nobody cites.
    pub uncited: Option<Located<Uncited>>,
    /// Whether there is an index of many works.
    pub index: Option<Located<Switch>>,
    /// The forms in which the works cited are written next to the book.
    pub exports: Vec<Located<String>>,
    /// The targets the book is made for.
    pub targets: Vec<Located<String>>,
    /// A style sheet of its own.
    pub css: Option<Located<RelativePath>>,
    /// Whether it is added to the theme or takes its place.
    pub css_use: Option<Located<SheetUse>>,
    /// Whether chapters open with a QR code of their link.
    pub codes: Option<Located<Switch>>,
    /// Whether the pictures beside recordings are shown.
    pub thumbnails: Option<Located<Switch>>,
    /// How its lines run.
    pub writing_mode: Option<Located<WritingMode>>,
    /// Fonts to embed, and what each is for.
    pub fonts: Vec<(Role, Located<FontFile>)>,
    /// Treatment of rare characters.
    pub rare_characters: Option<Located<RareCharacters>>,
    /// Corrections of the works cited, in YAML as stated.
    pub references: Option<Node>,
    /// The zone dates are printed in.
    pub timezone: Option<Located<Zone>>,
    /// Levels of findings other than their own.
    pub levels: Vec<Level>,
}

/// The level a kind of finding has in a book, in place of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The id of the kind.
    pub id: Located<String>,
    /// The severity it has; none if it is not to be reported.
    pub severity: Option<Severity>,
    /// Why.
    pub reason: String,
}

impl BookSettings {
    /// These settings, and where they say nothing, the others.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        fn first<T>(list: Vec<T>, other: Vec<T>) -> Vec<T> {
            if list.is_empty() { other } else { list }
        }
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            authors: first(self.authors, other.authors),
            contributors: first(self.contributors, other.contributors),
            language: self.language.or(other.language),
            series: self.series.or(other.series),
            number: self.number.or(other.number),
            publisher: self.publisher.or(other.publisher),
            rights: self.rights.or(other.rights),
            identifier: self.identifier.or(other.identifier),
            description: self.description.or(other.description),
            subjects: first(self.subjects, other.subjects),
            date: self.date.or(other.date),
            cover: self.cover.or(other.cover),
            cover_design: self.cover_design.or(other.cover_design),
            cover_fit: self.cover_fit.or(other.cover_fit),
            cover_text: self.cover_text.or(other.cover_text),
            order: self.order.or(other.order),
            output: self.output.or(other.output),
            bilingual: self.bilingual.or(other.bilingual),
            ads: self.ads.or(other.ads),
            rules: first(self.rules, other.rules),
            timestamps: self.timestamps.or(other.timestamps),
            moment_url: self.moment_url.or(other.moment_url),
            speakers: first(self.speakers, other.speakers),
            promotion: self.promotion.or(other.promotion),
            directions: self.directions.or(other.directions),
            artefacts: self.artefacts.or(other.artefacts),
            sections: self.sections.or(other.sections),
            marks: self.marks.or(other.marks),
            variant: self.variant.or(other.variant),
            cited: self.cited.or(other.cited),
            citation_style: self.citation_style.or(other.citation_style),
            bibliography: self.bibliography.or(other.bibliography),
            uncited: self.uncited.or(other.uncited),
            index: self.index.or(other.index),
            exports: first(self.exports, other.exports),
            targets: first(self.targets, other.targets),
            css: self.css.or(other.css),
            css_use: self.css_use.or(other.css_use),
            codes: self.codes.or(other.codes),
            thumbnails: self.thumbnails.or(other.thumbnails),
            writing_mode: self.writing_mode.or(other.writing_mode),
            fonts: first(self.fonts, other.fonts),
            rare_characters: self.rare_characters.or(other.rare_characters),
            references: self.references.or(other.references),
            timezone: self.timezone.or(other.timezone),
            levels: first(self.levels, other.levels),
        }
    }
}

impl BookSettings {
    /// The treatment they ask for running text.
    pub fn treatment(&self) -> Treatment {
        fn value<T: Clone + Default>(stated: Option<&Located<T>>) -> T {
            stated.map(|stated| stated.value.clone()).unwrap_or_default()
        }
        Treatment {
            ads: value(self.ads.as_ref()),
            rules: self.rules.iter().map(|(id, switch)| (id.value.clone(), *switch)).collect(),
            timestamps: value(self.timestamps.as_ref()),
            moment_url: self.moment_url.as_ref().map(|url| url.value.clone()),
            speakers: self
                .speakers
                .iter()
                .map(|(label, name)| (label.value.clone(), name.value.clone()))
                .collect(),
            directions: value(self.directions.as_ref()),
            artefacts: value(self.artefacts.as_ref()),
            sections: value(self.sections.as_ref()),
            marks: value(self.marks.as_ref()),
            variant: self.variant.as_ref().map(|variant| variant.value),
            cited: value(self.cited.as_ref()),
            ..Treatment::default()
        }
    }
}

/// How chapters are ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// By a property of each.
    By(Located<OrderKey>),
    /// As listed: paths relative to the folder of the transcripts.
    Listed(Vec<Located<RelativePath>>),
}

/// The property chapters are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderKey {
    /// Number in the series.
    Episode,
    /// Date.
    Date,
    /// File name.
    Name,
}
