//! Findings of preparing pictures.

use chengshu_text::diag::{Code, Severity};

/// A picture was changed to be allowed in a book.
pub const CONVERTED: Code = Code {
    id: "CS1101",
    severity: Severity::Info,
    title: "a picture was converted",
    explanation: "Pictures in a book are JPEG, PNG or GIF of at most 1.5 megabytes, with no more \
        pixels than a screen of 1600 by 2560. WebP and BMP become JPEG or PNG, SVG is drawn, \
        rotated pictures are turned upright, large ones are made smaller, and animations keep \
        their first frame. Other pictures keep their encoded pixels and their colour profile, and \
        lose invisible data: place and camera, comments, thumbnails and bytes after their end. The \
        original file is not changed.",
};

/// An SVG refers to something outside itself.
pub const EXTERNAL_REFERENCE: Code = Code {
    id: "CS1102",
    severity: Severity::Warning,
    title: "an SVG refers to another file, which was left out",
    explanation: "A picture is drawn from its own file alone. Other files and web addresses are \
        not fetched, so that a book never depends on the network or on files elsewhere. Embed the \
        picture in the SVG as data.",
};

/// Text of an SVG that no font has.
pub const NO_GLYPH: Code = Code {
    id: "CS1103",
    severity: Severity::Warning,
    title: "text in an SVG is in no font of this machine",
    explanation: "An SVG is drawn with the fonts of this machine. None of them has these \
        characters, so the picture lacks them. Install a font (for Chinese: `sudo apt install \
        fonts-noto-cjk`, `brew install --cask font-noto-serif-cjk-sc`, or on Windows the optional \
        feature “Chinese (Simplified) Supplemental Fonts”), or turn text into paths when you save \
        the SVG.",
};

/// All codes of this stage.
pub const CODES: &[&Code] = &[&CONVERTED, &EXTERNAL_REFERENCE, &NO_GLYPH];
