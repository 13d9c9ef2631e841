//! The caller's choices as enums and values.

/// What becomes of advertising, which transcripts strike out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ads {
    /// Set apart from the text.
    #[default]
    Aside,
    /// Kept in the text as an ordinary paragraph.
    Keep,
    /// Left out and reported.
    Drop,
}
