//! Findings of embedding fonts.

use chengshu_text::diag::{Code, Severity};

/// A font named in the settings that is not embedded.
pub const REFUSED: Code = Code {
    id: "CS1601",
    severity: Severity::Error,
    title: "a font cannot be embedded",
    explanation: "The file named by `fonts:` does not exist, is not a TrueType or OpenType font, \
        is damaged, or does not permit embedding or subsetting (`fsType` in its table `OS/2`). The \
        text is in the fonts of the reading system instead. Fonts under the SIL Open Font License \
        may always be embedded.",
};

/// A font whose licence is unknown.
pub const NO_LICENCE: Code = Code {
    id: "CS1602",
    severity: Severity::Info,
    title: "a font does not state its licence",
    explanation: "The colophon prints the licence of an embedded font. This one has none in its \
        names (ids 13 and 14). Make sure that you may distribute it with the book.",
};

/// A font that lacks characters it is wanted for.
pub const LACKING: Code = Code {
    id: "CS1603",
    severity: Severity::Info,
    title: "an embedded font lacks characters of the book",
    explanation: "Where the font has no outline for a character, reading systems use one of their \
        own fonts. They do the same for scripts with joining letters and for marks in vertical \
        lines, since the book does not keep the rules for setting them.",
};

/// A font that sets nothing of the book.
pub const UNUSED: Code = Code {
    id: "CS1604",
    severity: Severity::Warning,
    title: "a font is not used",
    explanation: "The text the font is named for has none of its characters, so it is not \
        embedded. Remove it from `fonts:`, or name it for another use.",
};

/// A character that fonts of reading systems are likely to lack.
pub const RARE: Code = Code {
    id: "CS1605",
    severity: Severity::Warning,
    title: "a rare character may not be shown",
    explanation: "The character is an ideograph beyond the Basic Multilingual Plane that GB \
        18030—2022 does not require of fonts at its second level, and many reading systems show an \
        empty box for it. `rare-characters: embed` adds a small font with only the rare \
        characters, made from fonts of this machine; `fonts: {rare: FILE}` makes it from a file, \
        the same on every machine. Fonts for rare characters are 遍黑体, Jigmo, BabelStone Han and \
        HanaMin.",
};

/// A rare character no font has.
pub const RARE_WITHOUT_FONT: Code = Code {
    id: "CS1606",
    severity: Severity::Warning,
    title: "no font has a rare character to embed",
    explanation: "`rare-characters: embed` takes rare characters from the files of `fonts:` and \
        from fonts of this machine that may be embedded. None of them has this one. Install a font \
        that has it: on Debian and Ubuntu `sudo apt install fonts-hanazono`, or 遍黑体, Jigmo or \
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
