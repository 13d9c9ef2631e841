//! Findings of reading a transcript. `CS0101` to `CS0149` are about bytes and heads.

use chengshu_text::diag::{Code, Severity};

/// Every code of this stage, in order.
pub const CODES: &[&Code] = &[
    &NOT_TEXT,
    &UNKNOWN_ENCODING,
    &OTHER_ENCODING,
    &BROKEN_CHARACTERS,
    &EMPTY_FILE,
    &NO_HEAD,
    &UNCLOSED_HEAD,
    &HEAD_NOT_YAML,
    &NO_BODY,
    &REPEATED_KEY,
    &WRONG_VALUE,
    &NOT_A_DATE,
    &NOT_A_VIDEO,
    &COVER_PATH,
    &FENCED_FILE,
    &NO_TITLE,
    &TIME_NOT_READ,
    &STRAY_TEXT,
    &LINE_NOT_READ,
    &ENTRY_NOT_READ,
    &CUT_OFF,
    &REPEATS,
    &NO_PUNCTUATION,
    &NOT_SPEECH,
    &OTHER_VERSIONS,
    &NO_SUBTITLES,
    &INFO_NOT_READ,
    &FOLDER_LEFT_OUT,
    &NAME_NOT_UTF8,
    &HTML_NOT_CLOSED,
    &HTML_NOT_SHOWN,
    &TAG_CORRECTED,
    &MISSPELT_KEY,
    &NOT_AN_ADDRESS,
    &NUL_REMOVED,
    &NO_WORDS,
    &NO_READER,
    &UNREADABLE_FILE,
];

/// The file is a document of another program, an image, an archive.
pub const NOT_TEXT: Code = Code {
    id: "CS0101",
    severity: Severity::Error,
    title: "a file is not text",
    explanation: "The file begins like a known binary format, holds NUL characters, or is full of \
        control characters. It was left out of the book. Export it as Markdown or plain text in \
        UTF-8, or move it out of the folder.",
};

/// Neither UTF-8 nor anything else decodes the file.
pub const UNKNOWN_ENCODING: Code = Code {
    id: "CS0102",
    severity: Severity::Error,
    title: "the encoding of a file is not known",
    explanation: "The file is not UTF-8 and no other encoding reads it without errors. It was left \
        out of the book. Open it in the program that wrote it and save it as UTF-8.",
};

/// The file was read in a guessed encoding.
pub const OTHER_ENCODING: Code = Code {
    id: "CS0103",
    severity: Severity::Warning,
    title: "a file is not UTF-8",
    explanation: "The file was read in the encoding its bytes look like (GBK, Big5, UTF-16, ...). \
        A guess can be wrong: check a few lines of the chapter, then convert the file to UTF-8.",
};

/// Some bytes of the file are no characters.
pub const BROKEN_CHARACTERS: Code = Code {
    id: "CS0104",
    severity: Severity::Error,
    title: "a file holds broken characters",
    explanation: "Some bytes are not valid in the encoding of the file, which happens when a file \
        is cut off or was converted badly. Each such place shows as U+FFFD in the book. Type the \
        missing characters at the places named.",
};

/// Nothing but white space in the file.
pub const EMPTY_FILE: Code = Code {
    id: "CS0105",
    severity: Severity::Warning,
    title: "a file is empty",
    explanation: "The file holds nothing but white space and was left out of the book. Delete or fill it.",
};

/// The file begins with its text.
pub const NO_HEAD: Code = Code {
    id: "CS0110",
    severity: Severity::Info,
    title: "a transcript has no head",
    explanation: "The file does not begin with a block of `key: value` lines between two lines \
        `---`. Title and order are taken from its first heading and its name.",
};

/// The head has no closing line.
pub const UNCLOSED_HEAD: Code = Code {
    id: "CS0111",
    severity: Severity::Warning,
    title: "the head of a transcript is not closed",
    explanation: "The file begins with `---` and `key: value` lines, but no line `---` ends them. \
        The lines that look like keys were read as the head and everything after them as text. \
        Put a line `---` after the last key.",
};

/// The head is broken.
pub const HEAD_NOT_YAML: Code = Code {
    id: "CS0112",
    severity: Severity::Error,
    title: "the head of a transcript is not valid YAML",
    explanation: "The lines between the two `---` could not be read, so title, description and \
        date are missing. The text after the head is in the book. Most often a value holds an \
        unescaped quotation mark or a colon: put the whole value between quotation marks and \
        write \\\" for a quotation mark inside it.",
};

/// A head and nothing after it.
pub const NO_BODY: Code = Code {
    id: "CS0113",
    severity: Severity::Warning,
    title: "a transcript has a head but no text",
    explanation: "After the head there is nothing but white space. Add the text, or mark the file \
        `draft: true`.",
};

/// The same key twice.
pub const REPEATED_KEY: Code = Code {
    id: "CS0114",
    severity: Severity::Warning,
    title: "a key of a head is given twice",
    explanation: "Only the first of the two values counts. Delete one.",
};

/// A value that is not what the key takes.
pub const WRONG_VALUE: Code = Code {
    id: "CS0115",
    severity: Severity::Warning,
    title: "a value of a head is not what its key takes",
    explanation: "The value was left out. The message says what the key takes.",
};

/// A date that is none.
pub const NOT_A_DATE: Code = Code {
    id: "CS0116",
    severity: Severity::Warning,
    title: "a date of a head is not a date",
    explanation: "A date is Unix time in seconds or milliseconds (1609459200), a day \
        (2021-01-01), a day and time (2021-01-01T08:00:00+08:00), or 0 for none. The date was left \
        out.",
};

/// A video number that is none.
pub const NOT_A_VIDEO: Code = Code {
    id: "CS0117",
    severity: Severity::Warning,
    title: "a video number of a head is not one",
    explanation: "A Bilibili video number is BV and ten letters or digits, without 0, I, O and l. \
        It was left out, so the chapter has no link to its video.",
};

/// A cover path that is not used.
pub const COVER_PATH: Code = Code {
    id: "CS0118",
    severity: Severity::Warning,
    title: "a cover named in a head cannot be used",
    explanation: "A cover is named by its path relative to the folder of the transcripts, without \
        `..`; addresses on the net are not fetched.",
};

/// The whole file is in a code fence.
pub const FENCED_FILE: Code = Code {
    id: "CS0119",
    severity: Severity::Info,
    title: "a head stands inside a code fence",
    explanation: "Language models like to put a whole Markdown file between lines of three \
        backticks. The opening fence before the head was ignored. Delete the fence lines.",
};

/// No title in the head.
pub const NO_TITLE: Code = Code {
    id: "CS0120",
    severity: Severity::Info,
    title: "a head has no title",
    explanation: "The title is taken from the first heading or the name of the file. Add \
        `title: \"...\"` to the head.",
};

/// Times that cannot be read.
pub const TIME_NOT_READ: Code = Code {
    id: "CS0121",
    severity: Severity::Warning,
    title: "the time of a caption cannot be read",
    explanation: "The words of the caption are in the book, in the order of the file, but without \
        their time. Correct the line, or ignore this if a word is all that matters.",
};

/// Text before the captions.
pub const STRAY_TEXT: Code = Code {
    id: "CS0122",
    severity: Severity::Info,
    title: "text stands before the first caption of a file",
    explanation: "It has no time and may be a note of whoever made the file. It was kept at the \
        beginning of the chapter.",
};

/// A line of a subtitle file.
pub const LINE_NOT_READ: Code = Code {
    id: "CS0123",
    severity: Severity::Warning,
    title: "a line of a subtitle file is not as its format has it",
    explanation: "The line was read as far as it makes sense, and the others were read as usual.",
};

/// An entry of a JSON file.
pub const ENTRY_NOT_READ: Code = Code {
    id: "CS0124",
    severity: Severity::Warning,
    title: "an entry of a JSON file cannot be read",
    explanation: "The entry lacks what its format asks of it, or has a value of another kind. It was \
        left out; the others were read as usual.",
};

/// Broken JSON.
pub const CUT_OFF: Code = Code {
    id: "CS0125",
    severity: Severity::Error,
    title: "a JSON file is broken",
    explanation: "From the place named on, the file is not JSON, most often as a download was cut off. \
        What stands before it was read; what comes after is missing from the book. Fetch the \
        file again.",
};

/// Rolling captions.
pub const REPEATS: Code = Code {
    id: "CS0126",
    severity: Severity::Info,
    title: "captions repeat those before them",
    explanation: "Automatic captions show each line twice, once as it is spoken and once above the \
        next. Each is in the book once.",
};

/// Raw recognition.
pub const NO_PUNCTUATION: Code = Code {
    id: "CS0127",
    severity: Severity::Warning,
    title: "a transcript has no punctuation",
    explanation: "Speech recognition without a punctuation model gives words alone. Sentences cannot \
        be told, so paragraphs break at pauses and captions are parted by spaces. Run the \
        text through a tool that adds punctuation, or take subtitles made by people.",
};

/// Some other file.
pub const NOT_SPEECH: Code = Code {
    id: "CS0128",
    severity: Severity::Info,
    title: "a file is no transcript",
    explanation: "The ending of its name is none of those of transcripts, or nothing in it is speech in a \
        form the program knows. It was left out. All such files are counted in one line (CS0142).",
};

/// Further versions.
pub const OTHER_VERSIONS: Code = Code {
    id: "CS0129",
    severity: Severity::Info,
    title: "a recording has further transcripts",
    explanation: "One recording, told by the name before the language, has several files. The one in \
        the language of the book is taken, people's subtitles before automatic ones. Set \
        `language` to take another, or move files out of the folder.",
};

/// No subtitles.
pub const NO_SUBTITLES: Code = Code {
    id: "CS0130",
    severity: Severity::Info,
    title: "a recording has no transcript",
    explanation: "There is a `.info.json`, as yt-dlp writes it, but neither subtitles nor a transcript \
        of the same name. Fetch them with `--write-subs --write-auto-subs`.",
};

/// A side file.
pub const INFO_NOT_READ: Code = Code {
    id: "CS0131",
    severity: Severity::Warning,
    title: "a `.info.json` cannot be read",
    explanation: "It is no JSON object, so title, description, date and chapters of the recording are \
        missing. Fetch it again with `yt-dlp --write-info-json --skip-download`.",
};

/// A folder that was not looked into.
pub const FOLDER_LEFT_OUT: Code = Code {
    id: "CS0132",
    severity: Severity::Warning,
    title: "a folder was left out",
    explanation: "Links to folders are not followed, since they may lead out of the book or round in circles; \
        folders are read to a depth of sixty-four; the folders Obsidian keeps templates in and \
        Jekyll keeps drafts in hold no transcripts. Move what belongs to the book.",
};

/// Names in another encoding.
pub const NAME_NOT_UTF8: Code = Code {
    id: "CS0133",
    severity: Severity::Warning,
    title: "names of files or folders are not UTF-8",
    explanation: "Archives from systems of other encodings leave such names when they are unpacked. \
        The files are read, and their names are decoded in the encoding they look like (GBK, Big5, \
        ...), for titles and for what `book.yaml` names. A guess can be wrong: look at the titles, and \
        rename the files to be sure, as with `convmv -f gbk -t utf8 -r --notest`.",
};

/// HTML that does not end.
pub const HTML_NOT_CLOSED: Code = Code {
    id: "CS0134",
    severity: Severity::Warning,
    title: "an element, tag or comment of an HTML transcript does not end",
    explanation: "A browser shows nothing of what follows an unclosed `<script>`, `<style>`, `<title>`, \
        `<template>`, comment or quotation mark, up to the next of its kind or the end of the file. The \
        text was kept, and may hold what was meant to be hidden. An unclosed `<cite>` or `<time>` ends with \
        its line. Close it at the place named.",
};

/// HTML that is not shown.
pub const HTML_NOT_SHOWN: Code = Code {
    id: "CS0135",
    severity: Severity::Info,
    title: "text of an HTML transcript is in an element that is not shown",
    explanation: "A browser does not show what is in `<template>`, nor any `<title>` but the first, which \
        is the title of the chapter if nothing else states one. The text was left out.",
};

/// A language tag in another form.
pub const TAG_CORRECTED: Code = Code {
    id: "CS0136",
    severity: Severity::Info,
    title: "the language tag of a head was corrected",
    explanation: "As in `book.yaml` (CS0806): `zh_CN` became `zh-CN`, `zh-Hant-TW` became `zh-TW`, \
        `eng` became `en`. Write the form the message names.",
};

/// A key that is nearly one of those known.
pub const MISSPELT_KEY: Code = Code {
    id: "CS0137",
    severity: Severity::Warning,
    title: "a key of a head has no effect",
    explanation: "It is nearly the name of a key that is known, or it stands in an `index.md` and is no \
        key of one. Other keys of other programs are passed over in transcripts. `docs/keys.md` lists \
        the keys.",
};

/// An address that leads nowhere.
pub const NOT_AN_ADDRESS: Code = Code {
    id: "CS0138",
    severity: Severity::Warning,
    title: "the address of a recording is not one a book leads to",
    explanation: "It does not begin with `http://` or `https://`, or the name of its site cannot \
        exist. It is printed as text, and the chapter has no link to its recording. Copy the \
        whole address from a browser.",
};

/// NUL characters in a text.
pub const NUL_REMOVED: Code = Code {
    id: "CS0139",
    severity: Severity::Warning,
    title: "NUL characters were taken out of a text",
    explanation: "Broken disks and programs leave characters of the value zero in texts. No book can \
        hold one. They were taken out, and the words around them are in the book.",
};

/// Subtitles without words.
pub const NO_WORDS: Code = Code {
    id: "CS0141",
    severity: Severity::Warning,
    title: "subtitles hold no words",
    explanation: "The file has the name of subtitles, but no caption in it has words, so there is no chapter \
        of it. Put the words into it, or take it out of the folder.",
};

/// Files no reader takes.
pub const NO_READER: Code = Code {
    id: "CS0142",
    severity: Severity::Warning,
    title: "files of the folder are not in the book",
    explanation: "No reader takes them, they hold no transcript, or they are not read where they lie. \
        `--verbose` names each (CS0128), and so does the build report under `left_out`. Export as text what \
        belongs to the book; if nothing is missing, set the level of this finding in `book.yaml`.",
};

/// A file that cannot be read.
pub const UNREADABLE_FILE: Code = Code {
    id: "CS0149",
    severity: Severity::Error,
    title: "a file cannot be read",
    explanation: "The operating system refused it, it is gone, or its path leads out of the \
        book's folder, where nothing is read. The other files are compiled.",
};
