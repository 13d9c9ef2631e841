//! The head of a transcript: statements about itself before its text begins.

use crate::model::parallel::Bilingual;
use crate::model::path::RelativePath;
use crate::model::treatment::{Marks, Promotion};
use chengshu_text::source::{Located, Span};
use chengshu_text::stated::StatedDate;
use chengshu_text::yaml::Node;

/// The metadata block of one transcript. Everything in it is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The title as stated, white space trimmed.
    pub title: Option<Located<String>>,
    /// The subtitle.
    pub subtitle: Option<Located<String>>,
    /// The description with the line breaks it has in the file.
    pub description: Option<LocatedText>,
    /// Tags, in order.
    pub tags: Vec<Located<String>>,
    /// When it appeared.
    pub date: Option<Located<StatedDate>>,
    /// The Bilibili video number, `BV` and ten characters.
    pub bvid: Option<Located<String>>,
    /// Those who made it, in order.
    pub authors: Vec<Located<String>>,
    /// The series it says it belongs to.
    pub series: Option<Located<String>>,
    /// Its number in the series.
    pub episode: Option<Located<u32>>,
    /// How long the recording is, in seconds.
    pub duration: Option<Located<u32>>,
    /// The language tag as stated.
    pub language: Option<Located<String>>,
    /// What becomes of it if it is in two languages.
    pub bilingual: Option<Located<Bilingual>>,
    /// Where it comes from, an address or a title.
    pub source: Option<Located<String>>,
    /// The cover image it names.
    pub cover: Option<Located<RelativePath>>,
    /// What stands between its captions, if they have no marks.
    pub marks: Option<Located<Marks>>,
    /// `true` when the transcript is not to be in the book yet.
    pub draft: Option<Located<bool>>,
    /// What to do with what its description promotes.
    pub promotion: Option<Located<Promotion>>,
    /// The works it cites, in YAML as stated.
    pub references: Option<Node>,
    /// Keys with no meaning here, and their values as text.
    pub extra: Vec<(Located<String>, String)>,
}

/// Text of several lines whose every offset leads back to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedText {
    /// The text.
    pub text: String,
    /// Where the whole value stands in the file, quotation marks included.
    pub at: Span,
    /// Offset in `text` and offset in the file, ascending, one pair wherever the two drift apart.
    pub runs: Vec<(usize, usize)>,
}

impl LocatedText {
    /// The offset in the file of an offset in `text`; for [`chengshu_text::source::Source::place`].
    pub fn offset(&self, in_text: usize) -> usize {
        let after = self.runs.partition_point(|&(at, _)| at <= in_text);
        match after.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some(&(at, in_file)) => (in_file + (in_text - at)).min(self.at.end),
            None => self.at.start,
        }
    }
}
