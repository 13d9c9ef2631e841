//! What a pattern of names is, and what it finds.

use chengshu_text::stated::StatedDate;

/// A way in which programs and people name files.
pub struct Pattern {
    /// Who does.
    pub by: &'static str,
    /// A name, and the title in it.
    pub example: (&'static str, &'static str),
    pub(super) read: fn(&str) -> Option<Found<'_>>,
}

/// What a pattern found: the name without it, and what it says.
pub(super) type Found<'a> = (&'a str, Says<'a>);

pub(super) enum Says<'a> {
    /// Nothing a book needs to know.
    Nothing,
    /// The number of an episode or part.
    Number(u32),
    /// A series, and the number in it.
    Episode(&'a str, u32),
    /// A series, and the day of the episode.
    Show(&'a str, StatedDate),
    Date(StatedDate),
    Language(&'a str),
    Video(String),
}

/// Brackets around numbers.
const BRACKETS: &[(char, char)] =
    &[('[', ']'), ('【', '】'), ('(', ')'), ('（', '）'), ('［', '］')];

/// The text in brackets a name begins with, and the name behind them.
pub(super) fn bracketed(name: &str) -> Option<(&str, &str)> {
    let &(open, close) = BRACKETS.iter().find(|(open, _)| name.starts_with(*open))?;
    name.strip_prefix(open)?.split_once(close)
}

/// The text in brackets a name ends with, and the name before them.
pub(super) fn bracketed_behind(name: &str) -> Option<(&str, &str)> {
    let &(open, close) = BRACKETS.iter().find(|(_, close)| name.ends_with(*close))?;
    name.strip_suffix(close)?.rsplit_once(open)
}
