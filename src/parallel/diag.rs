//! Findings about talks in two languages. `CS0320` to `CS0329`.

use chengshu_text::codes;

codes! {
    LANGUAGE_LEFT_OUT: Warning "CS0320", "a talk is there in another language, too",
        "The captions have lines in two languages, or there are files in several. The book has one \
         of them; the colophon names the others. Write `bilingual: paragraphs` or \
         `bilingual: facing` into `book.yaml` for a book in both, or `language: en` for the other \
         alone.";
    PARAGRAPHS_DIFFER: Warning "CS0321", "the paragraphs of two languages do not correspond",
        "Texts in two languages are put together paragraph by paragraph, section by section. Here \
         one has more paragraphs than the other, or theirs are of very different lengths. The \
         section is in the book in both languages, one after the other. Part its paragraphs alike.";
}
