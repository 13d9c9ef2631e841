//! Findings of normalising.

use chengshu_text::diag::{Code, Severity};

/// Damaged characters.
pub const REPLACEMENT_CHARACTER: Code = Code {
    id: "CS0201",
    severity: Severity::Warning,
    title: "the text holds U+FFFD, the sign of a character that could not be read",
    explanation: "Whatever wrote the transcript met bytes it could not decode and put � in their \
        place. The character is lost in the file already; the book shows � too. Look the word up \
        in the recording and correct the file.",
};

/// Raw HTML left out.
pub const HTML_LEFT_OUT: Code = Code {
    id: "CS0202",
    severity: Severity::Warning,
    title: "raw HTML that has no place in a book was left out",
    explanation: "Elements that are not on the allow-list are left out and their text is kept; \
        scripts, styles, embedded players and drawings are left out whole, since a book must \
        stand by itself and must not run programs. Write the text in Markdown.",
};

/// Raw HTML that never closes.
pub const HTML_UNCLOSED: Code = Code {
    id: "CS0203",
    severity: Severity::Warning,
    title: "an HTML element opens and never closes",
    explanation: "The element is taken to end with its paragraph, so that it does not swallow \
        the rest of the chapter. Add the closing tag where it belongs.",
};

/// Advertising left out on request.
pub const ADS_DROPPED: Code = Code {
    id: "CS0204",
    severity: Severity::Info,
    title: "advertising was left out as asked",
    explanation: "The settings say `ads: drop`. What was left out is counted here, so that \
        nothing disappears silently. `ads: aside` sets it apart, `ads: keep` leaves it in.",
};

/// A fence around the transcript.
pub const FENCE_REMOVED: Code = Code {
    id: "CS0205",
    severity: Severity::Info,
    title: "a code fence around the transcript was taken off",
    explanation: "Language models like to hand a text over inside ```. As code it would be set \
        in one grey block without paragraphs; the fence was taken off and the text kept.",
};

/// A switch for a rule that does not exist.
pub const UNKNOWN_RULE: Code = Code {
    id: "CS0206",
    severity: Severity::Warning,
    title: "the settings switch a rule that does not exist",
    explanation: "`rules:` in `book.yaml` names rules of normalisation, or families of them, and \
        switches each on or off. The name is misspelt; `chengshu explain` lists all rules.",
};

/// A phrase repeated in a row.
pub const LOOP: Code = Code {
    id: "CS0207",
    severity: Severity::Warning,
    title: "a phrase is repeated many times in a row",
    explanation: "Recognisers fall into loops over silence and music. Listen to the place and correct the \
        transcript; `artefacts: drop` keeps the phrase once if it comes eight times or more and is longer than a \
        cry. A speaker may well repeat something fewer times.",
};

/// A phrase recognisers invent.
pub const STOCK_PHRASE: Code = Code {
    id: "CS0208",
    severity: Severity::Warning,
    title: "a sentence looks like one recognisers invent over silence",
    explanation: "Recognisers have learnt from subtitles that end with thanks and pleas for subscription, and \
        write them where nobody speaks. `artefacts: drop` leaves out a paragraph that has no other words; \
        among others somebody may have said them.",
};

/// A language model speaking of its work.
pub const MODEL_CHATTER: Code = Code {
    id: "CS0209",
    severity: Severity::Warning,
    title: "a paragraph looks like a language model speaking of its work",
    explanation: "A transcript that went through a language model may begin with its answer (“Here is …”) or \
        end with its offer of help. `artefacts: drop` leaves out one that announces the transcript and ends \
        with a colon; any other may be the speaker's own.",
};

/// Stage directions left out on request.
pub const DIRECTIONS_DROPPED: Code = Code {
    id: "CS0210",
    severity: Severity::Info,
    title: "stage directions were left out as asked",
    explanation: "The settings say `directions: drop`. What was left out is counted here, so that nothing \
        disappears silently. `directions: aside` sets them apart, `directions: keep` leaves them.",
};

/// An entry of the glossary that was never used.
pub const GLOSSARY_UNUSED: Code = Code {
    id: "CS0211",
    severity: Severity::Warning,
    title: "an entry of the glossary never matched",
    explanation: "The wrong wording of the entry stands nowhere in the book, or only as a part of \
        a longer one or inside a Latin word. It is misspelt, or the transcripts are corrected \
        already: delete it.",
};

/// A table the parser cannot take.
pub const SPARSE_TABLE: Code = Code {
    id: "CS0212",
    severity: Severity::Warning,
    title: "a table has too many empty cells",
    explanation: "Its rows lack more than 262,144 cells that its head has, most often as the head is far \
        too wide. Its lines are set as a paragraph, with their signs. Take columns that hold nothing \
        out of the head, or part the table.",
};

/// A title or name after which text runs the other way.
pub const UNPAIRED_TURN: Code = Code {
    id: "CS0215",
    severity: Severity::Warning,
    title: "a title or name turns the direction of what follows it",
    explanation: "It holds a control character such as U+202E that makes text run from right to \
        left, and none that ends it. Lists and windows would show what stands after it backwards, \
        and a name could pass for another. The character was taken out; pairs that close stay.",
};

/// A chapter without text.
pub const NO_TEXT: Code = Code {
    id: "CS0216",
    severity: Severity::Error,
    title: "a chapter comes out without a single character",
    explanation: "The file holds something, but nothing of it is text that a book shows: comments, captions \
        without words, elements that are left out. The chapter is an empty page. Write the text, or \
        take the file out of the folder.",
};

/// Comments that are left out.
pub const COMMENT_LEFT_OUT: Code = Code {
    id: "CS0217",
    severity: Severity::Info,
    title: "comments were left out",
    explanation: "What stands between `<!--` and `-->` is for those who write, and no reader of a page sees it. \
        The build report has the words under `left_out`.",
};

/// A recording that is left out.
pub const RECORDING_LEFT_OUT: Code = Code {
    id: "CS0218",
    severity: Severity::Warning,
    title: "a recording was left out",
    explanation: "`<audio>` and `<video>` play what lies on a site or beside the transcript. The book has the \
        text inside the element alone; the build report has the address under `left_out`. Link to \
        the recording where readers can find it.",
};

/// A comment of another dialect.
pub const OBSIDIAN_COMMENT_LEFT_OUT: Code = Code {
    id: "CS0220",
    severity: Severity::Info,
    title: "a comment was left out",
    explanation: "Obsidian shows what stands between two `%%` to the author alone. It was left out of \
        the book and is in the list of changes. Write `\\%%` where the signs are meant, or switch \
        the rule `comments` off.",
};

/// A tag of a template.
pub const TEMPLATE_LEFT_OUT: Code = Code {
    id: "CS0221",
    severity: Severity::Warning,
    title: "a tag of a template was left out",
    explanation: "Hugo, Jekyll and Hexo put players, lists and values in the places of such tags \
        (`{{< youtube … >}}`, `{% include … %}`, `{{ page.title }}`). Pictures and links are kept; \
        others have no form in a book and were left out. Write in words what they show, put \
        them in backticks where they are meant as text, or switch the rule `templates` off.",
};

/// The mark of a note that is not there.
pub const NOTE_MISSING: Code = Code {
    id: "CS0222",
    severity: Severity::Warning,
    title: "a mark calls a note the text does not have",
    explanation: "The label of the mark, as in `[^1]`, is defined nowhere in the file, so the mark is \
        printed as it stands. The note is missing, or one of the two labels is misspelt.",
};

/// A formula that is not understood.
pub const FORMULA_UNKNOWN: Code = Code {
    id: "CS0223",
    severity: Severity::Warning,
    title: "a formula is not understood",
    explanation: "Formulas in TeX and MathML are set as MathML. This one has a command that is not \
        known, a brace or an environment that is not closed, elements that have no place in a \
        formula, or is nested too deeply. The book shows it as it is written, as code, so nothing \
        is lost. Write it with other commands; if it is no formula, put it between backticks, or a \
        backslash before its first sign.",
};

/// An internal error: text got lost.
pub const TEXT_LOST: Code = Code {
    id: "CS0901",
    severity: Severity::Error,
    title: "a chapter's text does not add up",
    explanation: "The program proves in every build that each character of a transcript is in \
        the book or in the list of recorded changes. Here the proof failed, which is a fault of \
        the program, never of the transcript. Please report it with the file.",
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
