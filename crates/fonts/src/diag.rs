//! Findings of embedding fonts.

use chengshu_text::diag::{Code, Severity};

/// A font named in the settings that is not embedded.
pub const REFUSED: Code = Code {
    id: "CS1601",
    severity: Severity::Error,
    title: "a font cannot be embedded",
    explanation: "The file named by `fonts:` is not there, is no TrueType or OpenType font, is \
        damaged, or its makers do not allow it to be embedded or cut down (`fsType` in its table \
        `OS/2`). The book has its text without it, in the fonts of the reading system. Fonts under \
        the SIL Open Font License may always be embedded.",
};

/// A font whose licence is unknown.
pub const NO_LICENCE: Code = Code {
    id: "CS1602",
    severity: Severity::Info,
    title: "a font does not state its licence",
    explanation: "The licence of an embedded font is printed in the colophon. This one has none in \
        its names (ids 13 and 14). Make sure that you may pass it on with the book.",
};

/// A font that lacks characters it is wanted for.
pub const LACKING: Code = Code {
    id: "CS1603",
    severity: Severity::Info,
    title: "an embedded font lacks characters of the book",
    explanation: "Where the font has no outline for a character, reading systems take one of their \
        own for it. The same becomes of scripts whose letters join, and of marks in vertical \
        lines: the rules for setting them are not kept in the book.",
};

/// A font that sets nothing of the book.
pub const UNUSED: Code = Code {
    id: "CS1604",
    severity: Severity::Warning,
    title: "a font is not used",
    explanation: "Nothing in the book that the font was named for has a character of it, so it is \
        not embedded. Leave it out of `fonts:`, or name it for another use.",
};

/// A character that fonts of reading systems are likely to lack.
pub const RARE: Code = Code {
    id: "CS1605",
    severity: Severity::Warning,
    title: "a rare character may not be shown",
    explanation: "The character is an ideograph beyond the Basic Multilingual Plane that GB \
        18030—2022 does not ask of fonts at its second level, and many reading systems show an \
        empty box for it. `rare-characters: embed` puts a small font with the rare characters \
        alone into the book, made from fonts of this machine; `fonts: {rare: FILE}` makes it from \
        a file, the same on every machine. Fonts for rare characters are 遍黑体, Jigmo, BabelStone \
        Han and HanaMin.",
};

/// A rare character no font has.
pub const RARE_WITHOUT_FONT: Code = Code {
    id: "CS1606",
    severity: Severity::Warning,
    title: "no font has a rare character that was to be embedded",
    explanation: "`rare-characters: embed` covers rare characters from the files of `fonts:` and \
        from fonts of this machine that may be embedded. None of them has this one. Install a font \
        for it: on Debian and Ubuntu `sudo apt install fonts-hanazono`, or 遍黑体, Jigmo or \
        BabelStone Han anywhere.",
};

/// All codes of this stage.
pub const CODES: &[&Code] = &[
    &REFUSED,
    &NO_LICENCE,
    &LACKING,
    &UNUSED,
    &RARE,
    &RARE_WITHOUT_FONT,
];
