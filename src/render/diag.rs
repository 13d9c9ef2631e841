//! Findings of rendering.

use chengshu_text::diag::{Code, Severity};

/// A link that leads nowhere a book can go.
pub const LINK_UNRESOLVED: Code = Code {
    id: "CS0501",
    severity: Severity::Warning,
    title: "a link leads nowhere a book can go",
    explanation: "Links to other transcripts of the book become links between chapters, and web \
        addresses stay. This one is neither: the file is not in the book, or the address is not \
        one a book may hold (`javascript:`, `file:`, no host). Its words stay as plain text.",
};

/// A link to a place that is not there.
pub const PLACE_UNKNOWN: Code = Code {
    id: "CS0504",
    severity: Severity::Warning,
    title: "a link leads to a place that is not there",
    explanation: "Behind `#` stands the name of a place (`{#name}` behind a heading, `<a id=\"name\">`) \
        or a heading, by its words or as GitHub or Pandoc make a name of them. Nothing in the file is \
        called so. A link to another chapter then leads to its beginning, and one within the chapter \
        becomes plain text.",
};

/// An image that cannot be shown.
pub const IMAGE_MISSING: Code = Code {
    id: "CS0502",
    severity: Severity::Warning,
    title: "an image cannot be shown",
    explanation: "Images are found relative to the transcript, inside the book's folder, as JPEG, \
        PNG, GIF, WebP, BMP or SVG. An SVG that would take too long or too much memory to draw is \
        not drawn: export it as PNG. Nothing is fetched from the network, since a book must stand by itself. A \
        placeholder with the image's alternative text stands where it belongs.",
};

/// An image nobody describes.
pub const IMAGE_UNDESCRIBED: Code = Code {
    id: "CS0503",
    severity: Severity::Warning,
    title: "an image has no alternative text",
    explanation: "Readers who cannot see it learn nothing of it. Write what it shows between the \
        brackets: `![a harbour at night](harbour.jpg)`.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &LINK_UNRESOLVED,
    &IMAGE_MISSING,
    &IMAGE_UNDESCRIBED,
    &PLACE_UNKNOWN,
];
