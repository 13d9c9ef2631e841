//! Findings of normalising.

use chengshu_text::diag::{Code, Severity};

/// Damaged characters.
pub const REPLACEMENT_CHARACTER: Code = Code {
    id: "CS0201",
    severity: Severity::Warning,
    title: "the text contains U+FFFD, the sign of an unreadable character",
    explanation: "The program that wrote the transcript met bytes it could not decode and wrote � \
        instead. The file has already lost the character, and the book shows � too. Find the word \
        in the recording and correct the file.",
};

/// Raw HTML left out.
pub const HTML_LEFT_OUT: Code = Code {
    id: "CS0202",
    severity: Severity::Warning,
    title: "raw HTML was left out",
    explanation: "Elements that are not on the allow-list are left out and their text is kept. \
        Scripts, styles, embedded players and drawings are left out with their content, since a \
        book must be self-contained and must not run programs. Write the text in Markdown.",
};

/// Raw HTML that never closes.
pub const HTML_UNCLOSED: Code = Code {
    id: "CS0203",
    severity: Severity::Warning,
    title: "an HTML element is not closed",
    explanation: "The element ends with its paragraph, so that it does not swallow the rest of the \
        chapter. Add the closing tag where it belongs.",
};

/// Advertising left out on request.
pub const ADS_DROPPED: Code = Code {
    id: "CS0204",
    severity: Severity::Info,
    title: "advertising was left out, as the settings ask",
    explanation: "The settings say `ads: drop`. This finding counts what was left out, so that \
        nothing disappears silently. `ads: aside` sets it apart, `ads: keep` leaves it in.",
};

/// A fence around the transcript.
pub const FENCE_REMOVED: Code = Code {
    id: "CS0205",
    severity: Severity::Info,
    title: "a code fence around the transcript was removed",
    explanation: "Language models often wrap a text in ```. As code it would become one grey block \
        without paragraphs, so the fence was removed and the text kept.",
};

/// A switch for a rule that does not exist.
pub const UNKNOWN_RULE: Code = Code {
    id: "CS0206",
    severity: Severity::Warning,
    title: "`rules` names a rule that does not exist",
    explanation: "`rules` in `book.yaml` switches rules of normalisation, or families of them, on \
        or off. `chengshu explain` lists all rules.",
};

/// A phrase repeated in a row.
pub const LOOP: Code = Code {
    id: "CS0207",
    severity: Severity::Warning,
    title: "a phrase is repeated many times in a row",
    explanation: "Speech recognition falls into loops over silence and music. Listen to the \
        recording there and correct the transcript. `artefacts: drop` keeps a phrase once if it \
        comes eight times or more and is longer than a cry; a speaker may well repeat something \
        fewer times.",
};

/// A phrase recognisers invent.
pub const STOCK_PHRASE: Code = Code {
    id: "CS0208",
    severity: Severity::Warning,
    title: "a sentence looks invented by speech recognition",
    explanation: "Speech recognition has learnt from subtitles that end with thanks and requests \
        to subscribe, and writes them where nobody speaks. `artefacts: drop` leaves out a \
        paragraph of nothing else; among other words, somebody may have said them.",
};

/// A language model speaking of its work.
pub const MODEL_CHATTER: Code = Code {
    id: "CS0209",
    severity: Severity::Warning,
    title: "a paragraph looks like a language model talking about its work",
    explanation: "A transcript edited by a language model may begin with its answer (“Here is …”) \
        or end with an offer of help. `artefacts: drop` leaves out an answer that announces the \
        transcript and ends with a colon; anything else may be the speaker's own words.",
};

/// Stage directions left out on request.
pub const DIRECTIONS_DROPPED: Code = Code {
    id: "CS0210",
    severity: Severity::Info,
    title: "stage directions were left out, as the settings ask",
    explanation: "The settings say `directions: drop`. This finding counts what was left out, so \
        that nothing disappears silently. `directions: aside` sets them apart, `directions: keep` \
        leaves them in.",
};

/// An entry of the glossary that was never used.
pub const GLOSSARY_UNUSED: Code = Code {
    id: "CS0211",
    severity: Severity::Warning,
    title: "a glossary entry never matched",
    explanation: "The book does not contain the wrong wording of the entry, except perhaps inside \
        a longer one or inside a Latin word. The entry is misspelt, or the transcripts are already \
        correct: delete it.",
};

/// A table the parser cannot take.
pub const SPARSE_TABLE: Code = Code {
    id: "CS0212",
    severity: Severity::Warning,
    title: "a table has too many empty cells",
    explanation: "Its rows lack more than 262,144 of the cells that its head has, usually because \
        the head is far too wide. The table becomes a paragraph that shows its Markdown. Remove \
        empty columns from the head, or split the table.",
};

/// A title or name after which text runs the other way.
pub const UNPAIRED_TURN: Code = Code {
    id: "CS0215",
    severity: Severity::Warning,
    title: "a title or name changes the direction of the text after it",
    explanation: "It contains a control character such as U+202E, which makes text run from right \
        to left, and none that ends it. Lists and windows would show the text after it backwards, \
        and a name could pass for another. The character was removed; pairs that close stay.",
};

/// A chapter without text.
pub const NO_TEXT: Code = Code {
    id: "CS0216",
    severity: Severity::Error,
    title: "a chapter has no text",
    explanation: "The file is not empty, but nothing in it is text that a book shows: only \
        comments, captions without words, or elements that are left out. The chapter is an empty \
        page. Add text, or remove the file from the folder.",
};

/// Comments that are left out.
pub const COMMENT_LEFT_OUT: Code = Code {
    id: "CS0217",
    severity: Severity::Info,
    title: "comments were left out",
    explanation: "Text between `<!--` and `-->` is for authors; readers of a web page do not see \
        it. The build report lists it under `left_out`.",
};

/// A recording that is left out.
pub const RECORDING_LEFT_OUT: Code = Code {
    id: "CS0218",
    severity: Severity::Warning,
    title: "a recording was left out",
    explanation: "`<audio>` and `<video>` play a file from a web site or from beside the \
        transcript. The book has only the text inside the element; the build report lists the \
        address under `left_out`. Link to the recording where readers can find it.",
};

/// A comment of another dialect.
pub const OBSIDIAN_COMMENT_LEFT_OUT: Code = Code {
    id: "CS0220",
    severity: Severity::Info,
    title: "an Obsidian comment was left out",
    explanation: "Obsidian shows text between two `%%` only to the author. The book leaves it out \
        and the list of changes records it. Write `\\%%` for a literal `%%`, or switch off the \
        rule `comments`.",
};

/// A tag of a template.
pub const TEMPLATE_LEFT_OUT: Code = Code {
    id: "CS0221",
    severity: Severity::Warning,
    title: "a template tag was left out",
    explanation: "Hugo, Jekyll and Hexo replace such tags (`{{< youtube … >}}`, `{% include … %}`, \
        `{{ page.title }}`) with players, lists and values. Pictures and links are kept; books \
        have no equivalent of the others. Write in words what they show, put literal tags in \
        backticks, or switch off the rule `templates`.",
};

/// The mark of a note that is not there.
pub const NOTE_MISSING: Code = Code {
    id: "CS0222",
    severity: Severity::Warning,
    title: "a note is missing",
    explanation: "No note in the file has the label of this mark, as in `[^1]`, so the mark is \
        printed as it is. The note is missing, or one of the two labels is misspelt.",
};

/// A formula that is not understood.
pub const FORMULA_UNKNOWN: Code = Code {
    id: "CS0223",
    severity: Severity::Warning,
    title: "a formula is not understood",
    explanation: "Formulas in TeX and MathML become MathML. This one has an unknown command, an \
        unclosed brace or environment or an element that formulas cannot contain, or it is nested \
        too deeply. The book shows its source as code, so nothing is lost. Write it with other \
        commands; if it is not a formula, put it between backticks, or a backslash before its \
        first sign.",
};

/// An internal error: text got lost.
pub const TEXT_LOST: Code = Code {
    id: "CS0901",
    severity: Severity::Error,
    title: "the text of a chapter is incomplete or altered",
    explanation: "Every build proves that each character of a transcript is in the book or in the \
        list of changes. Here the proof failed. That is a bug in the program, never a problem of \
        the transcript. Please report it with the file.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &REPLACEMENT_CHARACTER,
    &HTML_LEFT_OUT,
    &HTML_UNCLOSED,
    &ADS_DROPPED,
    &FENCE_REMOVED,
    &UNKNOWN_RULE,
    &LOOP,
    &STOCK_PHRASE,
    &MODEL_CHATTER,
    &DIRECTIONS_DROPPED,
    &GLOSSARY_UNUSED,
    &SPARSE_TABLE,
    &UNPAIRED_TURN,
    &NO_TEXT,
    &COMMENT_LEFT_OUT,
    &RECORDING_LEFT_OUT,
    &OBSIDIAN_COMMENT_LEFT_OUT,
    &TEMPLATE_LEFT_OUT,
    &NOTE_MISSING,
    &FORMULA_UNKNOWN,
    &TEXT_LOST,
];
