//! Rule `breaks`: `---` under a line of text is a thematic break, not the underline of a heading.

use super::draft::{Edit, lines};
use super::fences::Fences;

/// Puts an empty line before a line of hyphens that follows text. `CommonMark` reads the text as
/// a heading then (section 4.3), and tables and second heads have been seen in it elsewhere.
pub fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"\n--").is_none()
        && memchr::memmem::find(text.as_bytes(), b"\n -").is_none()
    {
        return edits;
    }
    let mut fences = Fences::default();
    let mut above = "";
    for (at, line) in lines(text) {
        let covered = fences.covers(line);
        let rule = line.trim();
        if !covered
            && rule.len() >= 2
            && rule.bytes().all(|b| b == b'-')
            && line.len() - line.trim_start().len() <= 3
            && !above.trim().is_empty()
        {
            edits.push(Edit::insert(at, "\n"));
        }
        above = if covered { "" } else { line };
    }
    edits
}
