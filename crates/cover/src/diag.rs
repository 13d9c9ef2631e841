//! Findings about covers.

use chengshu_text::codes;

codes! {
    NO_FONT: Warning "CS0601", "no font on this machine has the script of a text on the cover",
        "The cover is drawn with the fonts of this machine. None of them has the script of this \
         text, so the cover is drawn without it rather than with empty boxes. Install a font for \
         the script, or provide a finished cover as covers/<book>.jpg, .png or .svg. Fonts for \
         Chinese: on Debian and Ubuntu `sudo apt install fonts-noto-cjk`, on Fedora `sudo dnf \
         install google-noto-serif-cjk-fonts`, on macOS 宋体 in Font Book or `brew install --cask \
         font-noto-serif-cjk-sc`, on Windows the optional feature “Chinese (Simplified) \
         Supplemental Fonts”; 思源宋体 (Source Han Serif) anywhere.";
    NO_GLYPH: Warning "CS0602", "a character on the cover is in no font of this machine",
        "Most of the text is drawn, but no font has these characters, so the cover (not the book) \
         lacks them. Rare Chinese characters are in the fonts Jigmo and BabelStone Han; or provide \
         a finished cover.";
    CLIPPED: Warning "CS0603", "a text is too long for the cover and was cut",
        "Even in the smallest readable size, the text does not fit on the cover. It is cut and \
         ends in an ellipsis; the book itself has all of it. A shorter title, with the rest as a \
         subtitle, makes a better cover.";
    UNREADABLE: Error "CS0604", "the cover picture cannot be read",
        "The file is damaged, cut off, empty, or not what its first bytes say. The book gets a \
         drawn cover instead. Save the picture again as JPEG or PNG.";
    WRONG_FORMAT: Error "CS0605", "the cover picture has an unsupported format",
        "The content of a file decides its format, not its name. Shops and readers accept JPEG and \
         PNG covers; WebP, GIF, BMP and SVG are converted to one of the two. AVIF, HEIC, TIFF and \
         PDF are not read: convert the picture to JPEG or PNG. The book gets a drawn cover \
         instead.";
    TOO_LARGE: Error "CS0606", "the cover picture is too large to open",
        "A few bytes can claim to be a picture of any size, so pictures above a hundred million \
         pixels are not opened. A few bytes of SVG can ask for more than any machine can draw, so \
         an SVG that would take too long or too much memory is not drawn: export it as PNG. A \
         cover needs 1600 by 2560 pixels. The book gets a drawn cover instead.";
    CONVERTED: Info "CS0607", "the cover picture was converted",
        "A cover is an opaque JPEG or PNG of at most 1600 by 2560 pixels and 1.5 megabytes, 1.6 \
         times as high as wide. To make it one, the picture was cropped or padded (`cover-fit`), \
         made smaller, put on white, turned upright or encoded again, or its invisible metadata \
         was removed. The original file is not changed.";
    EXTERNAL_REFERENCE: Warning "CS0608",
        "the SVG cover refers to another file, which was left out",
        "A cover is drawn from its own file alone. Other files and web addresses are not fetched, \
         so that a book never depends on the network or on files elsewhere. Embed the picture in \
         the SVG as data, or provide a JPEG or PNG.";
    SMALL: Warning "CS0609", "the cover picture is small",
        "Below 625 pixels in width or 1000 in height a cover looks coarse on a reader, and Amazon \
         rejects it (Kindle Publishing Guidelines, cover image requirements). It is used as it is \
         and never enlarged.";
    NOT_DRAWN: Error "CS0610", "no cover could be drawn",
        "No input can make the drawing of a cover fail, so this is a bug in the program. The book \
         is written without a cover. Please report it with the book's title.";
    UNKNOWN_DESIGN: Error "CS0611", "the cover design is unknown",
        "`cover-design` takes the name of a design: label, horizon, tiles, strip or initial. The \
         cover has the design it would have without the setting.";
}
