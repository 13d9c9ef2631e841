//! Paths that stay in the input folder.

use std::fmt;

/// A path below the input folder, `/` between its parts; never absolute, never with `..`
/// (requirement S1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelativePath(String);

/// Why a text is not a [`RelativePath`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathError {
    /// There is no part in it.
    Empty,
    /// It begins at a root, a drive or a home folder.
    Absolute,
    /// It is an address on the net; nothing is fetched.
    Remote,
    /// It leaves the folder by `..`.
    Leaves,
    /// It holds a control character.
    Control,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::Absolute => "is not relative to the folder of the transcripts",
            Self::Remote => "is an address on the net, and nothing is fetched from there",
            Self::Leaves => "leaves the folder of the transcripts",
            Self::Control => "holds a control character",
        })
    }
}

impl std::error::Error for PathError {}

impl RelativePath {
    /// Reads a path. Backslashes separate parts too, since files written on Windows name paths
    /// with them; `.` and doubled separators are dropped.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err(PathError::Control);
        }
        if text.contains("://") {
            return Err(PathError::Remote);
        }
        let drive = text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
            && text.as_bytes().get(1) == Some(&b':');
        if drive || text.starts_with(['/', '\\']) || text == "~" || text.starts_with("~/") {
            return Err(PathError::Absolute);
        }
        let mut out = String::with_capacity(text.len());
        for part in text.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => return Err(PathError::Leaves),
                part => {
                    if !out.is_empty() {
                        out.push('/');
                    }
                    out.push_str(part);
                }
            }
        }
        if out.is_empty() {
            return Err(PathError::Empty);
        }
        Ok(Self(out))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelativePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned_or_refused() {
        let ok = |text| RelativePath::parse(text).map(|path| path.0);
        assert_eq!(ok("./图/封面.jpg"), Ok("图/封面.jpg".to_owned()));
        assert_eq!(ok("a\\b.png"), Ok("a/b.png".to_owned()));
        assert_eq!(ok("a..b/...c"), Ok("a..b/...c".to_owned()));
        for (text, error) in [
            ("", PathError::Empty),
            ("./", PathError::Empty),
            ("/etc/passwd", PathError::Absolute),
            ("\\\\host\\share", PathError::Absolute),
            ("C:\\a.jpg", PathError::Absolute),
            ("~/a.jpg", PathError::Absolute),
            ("a/../../b", PathError::Leaves),
            ("..", PathError::Leaves),
            ("a\\..\\b", PathError::Leaves),
            ("https://example.org/a.jpg", PathError::Remote),
            ("a\u{0}b", PathError::Control),
        ] {
            assert_eq!(ok(text), Err(error), "{text}");
        }
    }
}
