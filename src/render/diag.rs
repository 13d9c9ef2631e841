//! Findings of rendering.

use chengshu_text::diag::{Code, Severity};

/// A link that leads nowhere a book can go.
pub const LINK_UNRESOLVED: Code = Code {
    id: "CS0501",
    severity: Severity::Warning,
    title: "a link has no target",
    explanation: "Links to other transcripts of the book become links between chapters, and web \
        addresses stay. This link is neither: the file is not in the book, or books cannot contain \
        such an address (`javascript:`, `file:`, no host). Its words stay as plain text.",
};

/// A link to a place that is not there.
pub const PLACE_UNKNOWN: Code = Code {
    id: "CS0504",
    severity: Severity::Warning,
    title: "a link leads to an anchor that does not exist",
    explanation: "The part after `#` names an anchor (`{#name}` after a heading, `<a \
        id=\"name\">`), or a heading by its words or by the id GitHub or Pandoc make of them. The \
        file has no such anchor. A link to another chapter leads to its beginning instead; a link \
        within the chapter becomes plain text.",
};

/// An image that cannot be shown.
pub const IMAGE_MISSING: Code = Code {
    id: "CS0502",
    severity: Severity::Warning,
    title: "an image cannot be shown",
    explanation: "The path of an image is relative to the transcript and stays inside the book's \
        folder; JPEG, PNG, GIF, WebP, BMP and SVG are read. An SVG that would take too long or too \
        much memory is not drawn: export it as PNG. Nothing is fetched from the network, since a \
        book must be self-contained. A placeholder shows the alternative text of the image.",
};

/// An image nobody describes.
pub const IMAGE_UNDESCRIBED: Code = Code {
    id: "CS0503",
    severity: Severity::Warning,
    title: "an image has no alternative text",
    explanation: "Readers who cannot see the image learn nothing about it. Write what it shows \
        between the brackets: `![a harbour at night](harbour.jpg)`.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[&LINK_UNRESOLVED, &IMAGE_MISSING, &IMAGE_UNDESCRIBED, &PLACE_UNKNOWN];
