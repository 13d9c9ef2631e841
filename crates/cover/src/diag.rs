//! Findings about covers.

use chengshu_text::diag::{Code, Severity};

/// No font for the script of a text on the cover.
pub const NO_FONT: Code = Code {
    id: "CS0601",
    severity: Severity::Warning,
    title: "no font on this machine has the script of a text on the cover",
    explanation: "The cover is drawn with the fonts of this machine. None of them has the script \
        of this text, so the cover is drawn without it rather than with empty boxes. Install a \
        font for the script, or provide a finished cover as covers/<book>.jpg, .png or .svg. Fonts \
        for Chinese: on Debian and Ubuntu `sudo apt install fonts-noto-cjk`, on Fedora `sudo dnf \
        install google-noto-serif-cjk-fonts`, on macOS 宋体 in Font Book or `brew install --cask \
        font-noto-serif-cjk-sc`, on Windows the optional feature “Chinese (Simplified) \
        Supplemental Fonts”; 思源宋体 (Source Han Serif) anywhere.",
};

/// A few characters of a text are in no font.
pub const NO_GLYPH: Code = Code {
    id: "CS0602",
    severity: Severity::Warning,
    title: "a character on the cover is in no font of this machine",
    explanation: "Most of the text is drawn, but no font has these characters, so the cover (not \
        the book) lacks them. Rare Chinese characters are in the fonts Jigmo and BabelStone Han; \
        or provide a finished cover.",
};

/// A text is too long for the cover.
pub const CLIPPED: Code = Code {
    id: "CS0603",
    severity: Severity::Warning,
    title: "a text is too long for the cover and was cut",
    explanation: "Even in the smallest readable size, the text does not fit on the cover. It is \
        cut and ends in an ellipsis; the book itself has all of it. A shorter title, with the rest \
        as a subtitle, makes a better cover.",
};

/// The file handed in as cover cannot be read.
pub const UNREADABLE: Code = Code {
    id: "CS0604",
    severity: Severity::Error,
    title: "the cover picture cannot be read",
    explanation: "The file is damaged, cut off, empty, or not what its first bytes say. The book \
        gets a drawn cover instead. Save the picture again as JPEG or PNG.",
};

/// The file handed in as cover is of a kind e-readers do not show as a cover.
pub const WRONG_FORMAT: Code = Code {
    id: "CS0605",
    severity: Severity::Error,
    title: "the cover picture has an unsupported format",
    explanation: "The content of a file decides its format, not its name. Shops and readers accept \
        JPEG and PNG covers; WebP, GIF, BMP and SVG are converted to one of the two. AVIF, HEIC, \
        TIFF and PDF are not read: convert the picture to JPEG or PNG. The book gets a drawn cover \
        instead.",
};

/// The picture has too many pixels to be opened.
pub const TOO_LARGE: Code = Code {
    id: "CS0606",
    severity: Severity::Error,
    title: "the cover picture is too large to open",
    explanation: "A few bytes can claim to be a picture of any size, so pictures above a hundred \
        million pixels are not opened. A few bytes of SVG can ask for more than any machine can \
        draw, so an SVG that would take too long or too much memory is not drawn: export it as \
        PNG. A cover needs 1600 by 2560 pixels. The book gets a drawn cover instead.",
};

/// The picture was changed to be allowed as a cover.
pub const CONVERTED: Code = Code {
    id: "CS0607",
    severity: Severity::Info,
    title: "the cover picture was converted",
    explanation: "A cover is an opaque JPEG or PNG of at most 1600 by 2560 pixels and 1.5 \
        megabytes, 1.6 times as high as wide. To make it one, the picture was cropped or padded \
        (`cover-fit`), made smaller, put on white, turned upright or encoded again, or its \
        invisible metadata was removed. The original file is not changed.",
};

/// An SVG cover refers to something outside itself.
pub const EXTERNAL_REFERENCE: Code = Code {
    id: "CS0608",
    severity: Severity::Warning,
    title: "the SVG cover refers to another file, which was left out",
    explanation: "A cover is drawn from its own file alone. Other files and web addresses are not \
        fetched, so that a book never depends on the network or on files elsewhere. Embed the \
        picture in the SVG as data, or provide a JPEG or PNG.",
};

/// The picture is small.
pub const SMALL: Code = Code {
    id: "CS0609",
    severity: Severity::Warning,
    title: "the cover picture is small",
    explanation: "Below 625 pixels in width or 1000 in height a cover looks coarse on a reader, \
        and Amazon rejects it (Kindle Publishing Guidelines, cover image requirements). It is used \
        as it is and never enlarged.",
};

/// No cover could be made.
pub const NOT_DRAWN: Code = Code {
    id: "CS0610",
    severity: Severity::Error,
    title: "no cover could be drawn",
    explanation: "No input can make the drawing of a cover fail, so this is a bug in the program. \
        The book is written without a cover. Please report it with the book's title.",
};

/// A design that does not exist is asked for.
pub const UNKNOWN_DESIGN: Code = Code {
    id: "CS0611",
    severity: Severity::Error,
    title: "the cover design is unknown",
    explanation: "`cover-design` takes the name of a design: label, horizon, tiles, strip or \
        initial. The cover has the design it would have without the setting.",
};

/// All codes of this stage.
pub const CODES: &[&Code] = &[
    &NO_FONT,
    &NO_GLYPH,
    &CLIPPED,
    &UNREADABLE,
    &WRONG_FORMAT,
    &TOO_LARGE,
    &CONVERTED,
    &EXTERNAL_REFERENCE,
    &SMALL,
    &NOT_DRAWN,
    &UNKNOWN_DESIGN,
];
