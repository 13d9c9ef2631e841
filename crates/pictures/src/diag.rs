//! Findings of preparing pictures.

use chengshu_text::diag::{Code, Severity};

/// A picture was changed to be allowed in a book.
pub const CONVERTED: Code = Code {
    id: "CS1101",
    severity: Severity::Info,
    title: "a picture was converted",
    explanation: "Pictures in a book are JPEG, PNG or GIF of at most 1.5 megabytes and as many \
        pixels as a screen of 1600 by 2560 has. WebP and BMP become JPEG or PNG, SVG is drawn, \
        what lies on its side is turned upright, what is too large is made smaller, and of what \
        moves the first frame is kept. Others keep their pixels as they are encoded and lose what \
        does not show: where and with what they were taken, comments, thumbnails and what hangs on \
        behind their end; their profile of colours stays. The file itself is not touched.",
};

/// An SVG refers to something outside itself.
pub const EXTERNAL_REFERENCE: Code = Code {
    id: "CS1102",
    severity: Severity::Warning,
    title: "an SVG refers to another file, which was left out",
    explanation: "A picture is drawn from its own file alone: what it names by path or address is \
        not fetched, so that a book never depends on the network or on files elsewhere. Embed \
        the picture in the SVG as data.",
};

/// Text of an SVG that no font has.
pub const NO_GLYPH: Code = Code {
    id: "CS1103",
    severity: Severity::Warning,
    title: "text in an SVG is in no font of this machine",
    explanation: "An SVG is drawn with the machine's fonts. None of them has these characters, and \
        they are missing from the picture. Install a font for them (for Chinese: `sudo apt \
        install fonts-noto-cjk`, `brew install --cask font-noto-serif-cjk-sc`, or on Windows the \
        optional feature “Chinese (Simplified) Supplemental Fonts”), or turn text into paths \
        when saving the SVG.",
};

/// All codes of this stage.
pub const CODES: &[&Code] = &[&CONVERTED, &EXTERNAL_REFERENCE, &NO_GLYPH];
