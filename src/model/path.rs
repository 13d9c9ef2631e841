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
    /// It contains a control character.
    Control,
    /// A part of it is a device on Windows, or names a stream of a file.
    Device,
    /// It, or a part of it, is too long for file systems.
    Long,
}

/// The most bytes of a path, as Windows and macOS take about as many.
const LONGEST: usize = 1024;

/// The most bytes of a part, which is what nearly all file systems take.
const LONGEST_PART: usize = 255;

/// Names Windows takes for devices in every folder, whatever ending follows (“Naming Files, Paths,
/// and Namespaces” in its documentation); `0` stands for any digit.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com0", "lpt0", "conin$", "conout$"];

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::Absolute => "is not relative to the folder of the transcripts",
            Self::Remote => "is a web address, and nothing is fetched from the web",
            Self::Leaves => "leads out of the folder of the transcripts",
            Self::Control => "contains a control character",
            Self::Device => "is not a valid file name on Windows",
            Self::Long => "is too long for file systems",
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
        if text.len() > LONGEST {
            return Err(PathError::Long);
        }
        let mut out = String::with_capacity(text.len());
        for part in text.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => return Err(PathError::Leaves),
                part if part.len() > LONGEST_PART => return Err(PathError::Long),
                part if is_device(part) => return Err(PathError::Device),
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

/// True if Windows takes the part of a path for a device or for a stream of a file.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let mut stem = stem.to_ascii_lowercase();
    if stem.ends_with(|c: char| c.is_ascii_digit()) {
        stem.pop();
        stem.push('0');
    }
    part.contains(':') || DEVICES.contains(&stem.as_str())
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
            ("CON", PathError::Device),
            ("图/nul.png", PathError::Device),
            ("Com1 .jpg", PathError::Device),
            ("a.jpg:stream", PathError::Device),
        ] {
            assert_eq!(ok(text), Err(error), "{text}");
        }
        assert_eq!(ok("console/com.png"), Ok("console/com.png".to_owned()));
        for long in ["长".repeat(86), "a/".repeat(513)] {
            assert_eq!(RelativePath::parse(&long), Err(PathError::Long));
        }
    }
}
