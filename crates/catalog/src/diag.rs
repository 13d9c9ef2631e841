//! Findings about catalogues.

use chengshu_text::codes;

codes! {
    UNREADABLE: Error "CS1401", "a book cannot be read and is not in the catalogue",
        "The file is not an EPUB, is damaged, or has no readable package document, so its title \
         and the rest of its metadata are unknown. Reading systems will not open it either. Make \
         the book again, or remove the file from the folder. The other books are listed.";
    INCOMPLETE: Warning "CS1402", "a book lacks a title or an identifier",
        "A catalogue needs a title to show and an identifier that tells the book from others; EPUB \
         requires both. The file name replaces a missing title. A missing identifier is derived \
         from the path of the file, and changes when the file is moved.";
    COVER: Warning "CS1403", "the cover of a book cannot be shown in the catalogue",
        "The package document names a cover that is not in the archive, is damaged, or is not \
         JPEG, PNG, GIF, WebP or BMP. The book is listed without a picture.";
    SAME_IDENTIFIER: Warning "CS1404", "two books have the same identifier",
        "Reading systems tell books apart by their identifiers, and may take the second book for \
         the first. In the catalogue the second gets an identifier of its own. Files that are the \
         same book for several targets, `NAME.epub` and `NAME.kindle.epub`, are one entry and may \
         share it.";
    SHORTENED: Warning "CS1405", "a book states more than the catalogue lists",
        "The catalogue lists at most a hundred authors, contributors, subjects and sources of each \
         book, and at most 20 KB of each text. It leaves out the rest, which is still in the \
         book.";
}
