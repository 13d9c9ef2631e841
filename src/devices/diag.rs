//! Findings about targets.

use chengshu_text::codes;

codes! {
    UNKNOWN_TARGET: Error "CS1201", "there is no such target",
        "A target is a family of reading systems that a book is made for: epub, kindle, kobo, \
         apple or lite, or all of them (`--target`, `targets:`). If no known target is given, the \
         book is made for all reading systems.";
    PAGE_TOO_LARGE: Warning "CS1202", "a page is too large for the target",
        "Chapters are split into pages between paragraphs, and long paragraphs between sentences \
         (requirement N6). Here a table row, a line of code or a list of contents cannot be split \
         further; some devices turn such pages slowly or cannot open them.";
    BOOK_LARGE: Warning "CS1203", "the book is large for its target",
        "Reading systems accept books of this size, but sending, opening and searching them takes \
         long. Use smaller pictures, or split the book into volumes.";
    BOOK_REFUSED: Error "CS1204", "the book is too large for its target",
        "The service that delivers books to the device rejects one of this size (Send to Kindle by \
         e-mail: 50 MB). Split the book into volumes, or leave pictures out.";
    DECLARATION_REFUSED: Warning "CS1205", "a style sheet has CSS that the target does not support",
        "The style sheet named by `css:` goes into the book unchanged. Reading systems of the \
         target reject or ignore this declaration.";
}
