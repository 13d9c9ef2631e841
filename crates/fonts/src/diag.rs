//! Findings of embedding fonts.

use chengshu_text::codes;

codes! {
    REFUSED: Error "CS1601", "a font cannot be embedded",
        "The file named by `fonts:` does not exist, is not a TrueType or OpenType font, is \
         damaged, or does not permit embedding or subsetting (`fsType` in its table `OS/2`). The \
         text is in the fonts of the reading system instead. Fonts under the SIL Open Font License \
         may always be embedded.";
    NO_LICENCE: Info "CS1602", "a font does not state its licence",
        "The colophon prints the licence of an embedded font. This one has none in its names (ids \
         13 and 14). Make sure that you may distribute it with the book.";
    LACKING: Info "CS1603", "an embedded font lacks characters of the book",
        "Where the font has no outline for a character, reading systems use one of their own \
         fonts. They do the same for scripts with joining letters and for marks in vertical lines, \
         since the book does not keep the rules for setting them.";
    UNUSED: Warning "CS1604", "a font is not used",
        "The text the font is named for has none of its characters, so it is not embedded. Remove \
         it from `fonts:`, or name it for another use.";
    RARE: Warning "CS1605", "a rare character may not be shown",
        "The character is an ideograph beyond the Basic Multilingual Plane that GB 18030—2022 does \
         not require of fonts at its second level, and many reading systems show an empty box for \
         it. `rare-characters: embed` adds a small font with only the rare characters, made from \
         fonts of this machine; `fonts: {rare: FILE}` makes it from a file, the same on every \
         machine. Fonts for rare characters are 遍黑体, Jigmo, BabelStone Han and HanaMin.";
    RARE_WITHOUT_FONT: Warning "CS1606", "no font has a rare character to embed",
        "`rare-characters: embed` takes rare characters from the files of `fonts:` and from fonts \
         of this machine that may be embedded. None of them has this one. Install a font that has \
         it: on Debian and Ubuntu `sudo apt install fonts-hanazono`, or 遍黑体, Jigmo or BabelStone \
         Han anywhere.";
}
