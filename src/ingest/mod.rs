//! From the bytes of a file to one transcript.

pub mod decode;
pub mod diag;
pub mod front_matter;
pub mod title;

use crate::diag::Sink;
use crate::language::Census;
use crate::model::outline::{DescriptionText, Outline};
use crate::model::source::Source;

/// A way transcripts arrive.
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// Endings of file names, lower case, without the dot.
    pub endings: &'static [&'static str],
}

/// The formats. A file with another ending is no transcript.
pub const FORMATS: &[Format] = &[Format {
    name: "Markdown with a YAML head",
    endings: &["md", "markdown", "txt"],
}];

/// The format of a file, by the ending of its name.
pub fn format_of(path: &str) -> Option<&'static Format> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    FORMATS
        .iter()
        .find(|format| format.endings.contains(&ending.as_str()))
}

/// How much of a body tells its language, in bytes.
const SAMPLE: usize = 4096;

/// Reads what a first look at a transcript tells. The description is left for the caller to
/// take apart.
pub fn outline(file: &str, part: Option<usize>, source: &Source, sink: &mut Sink) -> Outline {
    let split = front_matter::split(source);
    let head = front_matter::read_head(source, &split, sink);
    let body = &source.text[split.body.clone()];
    let stated = head.title.as_ref().map(|title| title.value.as_str());
    let title_heading = match stated {
        Some(_) => None,
        None => first_heading(body),
    };
    let title = title::title(match (stated, &title_heading) {
        (Some(stated), _) => stated,
        (None, Some(heading)) => heading,
        (None, None) => file_title(file),
    });
    let mut census = Census::default();
    census.add(&title.text);
    census.add(sample(body));
    Outline {
        file: file.to_owned(),
        display: source.name.to_string(),
        part,
        title,
        title_heading,
        description: DescriptionText::default(),
        body: split.body.clone(),
        length: source.text.len(),
        has_text: !body.trim().is_empty(),
        census,
        head,
    }
}

/// The text of a heading among the first lines of a body.
fn first_heading(body: &str) -> Option<String> {
    let line = body
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("```"))?;
    let text = line.strip_prefix('#')?.trim_start_matches('#');
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*'));
    (!text.is_empty()).then(|| text.to_owned())
}

/// A file's name without folder and ending.
fn file_title(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn sample(body: &str) -> &str {
    let mut end = body.len().min(SAMPLE);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    &body[..end]
}
