//! Findings of normalising.

use chengshu_text::codes;

codes! {
    REPLACEMENT_CHARACTER: Warning "CS0201",
        "the text contains U+FFFD, the sign of an unreadable character",
        "The program that wrote the transcript met bytes it could not decode and wrote � instead. \
         The file has already lost the character, and the book shows � too. Find the word in the \
         recording and correct the file.";
    HTML_LEFT_OUT: Warning "CS0202", "raw HTML was left out",
        "Elements that are not on the allow-list are left out and their text is kept. Scripts, \
         styles, embedded players and drawings are left out with their content, since a book must \
         be self-contained and must not run programs. Write the text in Markdown.";
    HTML_UNCLOSED: Warning "CS0203", "an HTML element is not closed",
        "The element ends with its paragraph, so that it does not swallow the rest of the chapter. \
         Add the closing tag where it belongs.";
    ADS_DROPPED: Info "CS0204", "advertising was left out, as the settings ask",
        "The settings say `ads: drop`. This finding counts what was left out, so that nothing \
         disappears silently. `ads: aside` sets it apart, `ads: keep` leaves it in.";
    FENCE_REMOVED: Info "CS0205", "a code fence around the transcript was removed",
        "Language models often wrap a text in ```. As code it would become one grey block without \
         paragraphs, so the fence was removed and the text kept.";
    UNKNOWN_RULE: Warning "CS0206", "`rules` names a rule that does not exist",
        "`rules` in `book.yaml` switches rules of normalisation, or families of them, on or off. \
         `chengshu explain` lists all rules.";
    LOOP: Warning "CS0207", "a phrase is repeated many times in a row",
        "Speech recognition falls into loops over silence and music. Listen to the recording there \
         and correct the transcript. `artefacts: drop` keeps a phrase once if it comes eight times \
         or more and is longer than a cry; a speaker may well repeat something fewer times.";
    STOCK_PHRASE: Warning "CS0208", "a sentence looks invented by speech recognition",
        "Speech recognition has learnt from subtitles that end with thanks and requests to \
         subscribe, and writes them where nobody speaks. `artefacts: drop` leaves out a paragraph \
         of nothing else; among other words, somebody may have said them.";
    MODEL_CHATTER: Warning "CS0209",
        "a paragraph looks like a language model talking about its work",
        "A transcript edited by a language model may begin with its answer (“Here is …”) or end \
         with an offer of help. `artefacts: drop` leaves out an answer that announces the \
         transcript and ends with a colon; anything else may be the speaker's own words.";
    DIRECTIONS_DROPPED: Info "CS0210", "stage directions were left out, as the settings ask",
        "The settings say `directions: drop`. This finding counts what was left out, so that \
         nothing disappears silently. `directions: aside` sets them apart, `directions: keep` \
         leaves them in.";
    GLOSSARY_UNUSED: Warning "CS0211", "a glossary entry never matched",
        "The book does not contain the wrong wording of the entry, except perhaps inside a longer \
         one or inside a Latin word. The entry is misspelt, or the transcripts are already \
         correct: delete it.";
    SPARSE_TABLE: Warning "CS0212", "a table has too many empty cells",
        "Its rows lack more than 262,144 of the cells that its head has, usually because the head \
         is far too wide. The table becomes a paragraph that shows its Markdown. Remove empty \
         columns from the head, or split the table.";
    UNPAIRED_TURN: Warning "CS0215", "a title or name changes the direction of the text after it",
        "It contains a control character such as U+202E, which makes text run from right to left, \
         and none that ends it. Lists and windows would show the text after it backwards, and a \
         name could pass for another. The character was removed; pairs that close stay.";
    NO_TEXT: Error "CS0216", "a chapter has no text",
        "The file is not empty, but nothing in it is text that a book shows: only comments, \
         captions without words, or elements that are left out. The chapter is an empty page. Add \
         text, or remove the file from the folder.";
    COMMENT_LEFT_OUT: Info "CS0217", "comments were left out",
        "Text between `<!--` and `-->` is for authors; readers of a web page do not see it. The \
         build report lists it under `left_out`.";
    RECORDING_LEFT_OUT: Warning "CS0218", "a recording was left out",
        "`<audio>` and `<video>` play a file from a web site or from beside the transcript. The \
         book has only the text inside the element; the build report lists the address under \
         `left_out`. Link to the recording where readers can find it.";
    OBSIDIAN_COMMENT_LEFT_OUT: Info "CS0220", "an Obsidian comment was left out",
        "Obsidian shows text between two `%%` only to the author. The book leaves it out and the \
         list of changes records it. Write `\\%%` for a literal `%%`, or switch off the rule \
         `comments`.";
    TEMPLATE_LEFT_OUT: Warning "CS0221", "a template tag was left out",
        "Hugo, Jekyll and Hexo replace such tags (`{{< youtube … >}}`, `{% include … %}`, `{{ \
         page.title }}`) with players, lists and values. Pictures and links are kept; books have \
         no equivalent of the others. Write in words what they show, put literal tags in \
         backticks, or switch off the rule `templates`.";
    NOTE_MISSING: Warning "CS0222", "a note is missing",
        "No note in the file has the label of this mark, as in `[^1]`, so the mark is printed as \
         it is. The note is missing, or one of the two labels is misspelt.";
    FORMULA_UNKNOWN: Warning "CS0223", "a formula is not understood",
        "Formulas in TeX and MathML become MathML. This one has an unknown command, an unclosed \
         brace or environment or an element that formulas cannot contain, or it is nested too \
         deeply. The book shows its source as code, so nothing is lost. Write it with other \
         commands; if it is not a formula, put it between backticks, or a backslash before its \
         first sign.";
    SPEAKER_NUMBERED: Info "CS0224", "speakers have numbers in place of names",
        "The program that wrote the transcript tells voices apart and cannot name them: `SPEAKER_00`, \
         `发言人1`. The book prints “Speaker 1” or “说话人1”. Give the names in `book.yaml`, such as \
         `speakers: {SPEAKER_00: Mara Quill, SPEAKER_01: Tobin Reef}`.";
    MARKS_RESTORED: Info "CS0225", "marks were set where captions have none",
        "The settings say `marks: restored`. A table of weights, made of texts whose licences allow \
         it, tells where a comma, a full stop or a question mark stands between two captions; where \
         it is not sure, a gap stays. No letter is touched, and `normalise --diff` shows each mark. \
         `marks: gaps` keeps the captions apart by spaces alone.";
    SECTION_NOT_FOUND: Warning "CS0226", "a section has no paragraph to begin with",
        "A `.sections.yaml` knows the paragraph a section begins with by a hash of its letters, by its \
         first words, and by its time. The transcript has no such paragraph any more, or two sections \
         name the same one. Write the first words of the paragraph as `anchor`, or delete the section; \
         `chengshu sections --force` writes the file anew.";
    SECTIONS_NOT_USED: Warning "CS0227", "a file of sections has no effect",
        "The transcript has headings, or its recording has chapters, and these win over the \
         `.sections.yaml` beside it. Delete the file, or the headings.";
    TEXT_LOST: Error "CS0901", "the text of a chapter is incomplete or altered",
        "Every build proves that each character of a transcript is in the book or in the list of \
         changes. Here the proof failed. That is a bug in the program, never a problem of the \
         transcript. Please report it with the file.";
}
