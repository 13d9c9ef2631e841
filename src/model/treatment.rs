//! Treatment of running text, as the maker of the book asks.

use crate::model::glossary::Glossary;
use chengshu_writing::variant::Variant;

/// Treatment of running text. The default is what a book without settings gets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Treatment {
    /// Treatment of advertising.
    pub ads: Advertising,
    /// Normalisation rules, or families of them, that are switched on or off.
    pub rules: Vec<(String, Switch)>,
    /// Where times in the recording are printed.
    pub timestamps: Timestamps,
    /// The address of a moment, `{t}` standing for its seconds; derived from the chapter's link
    /// without it.
    pub moment_url: Option<String>,
    /// Labels of speakers as the transcripts have them, and the names printed for them.
    pub speakers: Vec<(String, String)>,
    /// Treatment of stage directions.
    pub directions: Directions,
    /// Treatment of artefacts of speech recognition.
    pub artefacts: Artefacts,
    /// Sections of talks without headings.
    pub sections: Sections,
    /// What stands between captions that have no marks.
    pub marks: Marks,
    /// The form of written Chinese everything is put in; as it comes without it.
    pub variant: Option<Variant>,
    /// Treatment of the works cited when the rest is converted.
    pub cited: Cited,
    /// Wrong wordings and the right ones.
    pub glossary: Glossary,
}

impl Treatment {
    /// How a rule is switched, or the family it is of; nothing where the book leaves it as it is. The
    /// rule wins over its family, and of two switches the later.
    pub fn switch(&self, rule: &str, family: &str) -> Option<Switch> {
        let stated = |name: &str| {
            let mut switches = self.rules.iter().rev();
            switches.find(|(id, _)| id == name).map(|(_, switch)| *switch)
        };
        stated(rule).or_else(|| stated(family))
    }
}

/// Treatment of advertising (requirement T6). Each choice is reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Advertising {
    /// Kept where it is, marked as an aside.
    #[default]
    Aside,
    /// Kept as any other text.
    Keep,
    /// Left out.
    Drop,
}

/// Treatment of what a description promotes: sponsors, pages of its makers, requests to follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Promotion {
    /// Set apart from the blurb, at the end of the chapter.
    #[default]
    Aside,
    /// Kept where it is.
    Keep,
    /// Left out, which is reported.
    Drop,
}

/// Whether a rule runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Switch {
    /// It runs.
    On,
    /// It does not.
    Off,
}

/// Where times in the recording are printed as links to it (requirement T3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Timestamps {
    /// Nowhere.
    None,
    /// Where a section begins.
    #[default]
    Sections,
    /// There, and every few minutes.
    All,
}

/// Treatment of stage directions such as `（音乐）`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Directions {
    /// Set apart from what is said.
    #[default]
    Aside,
    /// Kept as any other text.
    Keep,
    /// Left out.
    Drop,
}

/// Treatment of artefacts of speech recognition (requirement T5). They are reported in each
/// case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Artefacts {
    /// Reported and kept.
    #[default]
    Flag,
    /// Left out.
    Drop,
}

/// Sections of long talks that have no headings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sections {
    /// Each begins with a station: the time and the first words.
    #[default]
    Stations,
    /// The same, with terms that come in the section far more often than elsewhere, where some do.
    Labels,
    /// There are none.
    Off,
}

/// Treatment of the works cited when the rest of a book is converted to another form of
/// written Chinese.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Cited {
    /// They stay as they were printed, so that they can be found.
    #[default]
    AsPrinted,
    /// They are converted too.
    Converted,
}

/// What stands between Chinese captions that have no marks. Each mark set is recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Marks {
    /// A gap.
    #[default]
    Gaps,
    /// The mark that belongs there, and a gap where that is not sure.
    Restored,
    /// Nothing.
    Off,
}

impl Marks {
    /// Each with its name in settings.
    pub const ALL: [(&str, Self); 3] =
        [("gaps", Self::Gaps), ("restored", Self::Restored), ("off", Self::Off)];
}
