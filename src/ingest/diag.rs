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
    explanation: "The file begins like a known binary format, contains NUL characters, or is full \
        of control characters. It was left out of the book. Export it as Markdown or plain text in \
        UTF-8, or move it out of the folder.",
};

/// Neither UTF-8 nor anything else decodes the file.
pub const UNKNOWN_ENCODING: Code = Code {
    id: "CS0102",
    severity: Severity::Error,
    title: "the encoding of a file is unknown",
    explanation: "The file is not UTF-8, and no other encoding decodes it without errors. It was \
        left out of the book. Open it in the program that wrote it and save it as UTF-8.",
};

/// The file was read in a guessed encoding.
pub const OTHER_ENCODING: Code = Code {
    id: "CS0103",
    severity: Severity::Warning,
    title: "a file is not UTF-8",
    explanation: "The file was decoded by the encoding its bytes look like (GBK, Big5, UTF-16, \
        ...). The guess can be wrong: check a few lines of the chapter, then convert the file to \
        UTF-8.",
};

/// Some bytes of the file are no characters.
pub const BROKEN_CHARACTERS: Code = Code {
    id: "CS0104",
    severity: Severity::Error,
    title: "a file contains broken characters",
    explanation: "Some bytes are not valid in the encoding of the file, usually because it was cut \
        off or converted badly. The book shows U+FFFD for each. Type the missing characters at the \
        places named.",
};

/// Nothing but white space in the file.
pub const EMPTY_FILE: Code = Code {
    id: "CS0105",
    severity: Severity::Warning,
    title: "a file is empty",
    explanation: "The file contains only white space and was left out of the book. Delete it, or \
        add text.",
};

/// The file begins with its text.
pub const NO_HEAD: Code = Code {
    id: "CS0110",
    severity: Severity::Info,
    title: "a transcript has no head",
    explanation: "A head (front matter) is a block of `key: value` lines between two lines `---` \
        at the beginning of the file. Without one, title and order come from the first heading and \
        the file name.",
};

/// The head has no closing line.
pub const UNCLOSED_HEAD: Code = Code {
    id: "CS0111",
    severity: Severity::Warning,
    title: "the head of a transcript is not closed",
    explanation: "The file begins with `---` and `key: value` lines, but no line `---` ends them. \
        The lines that look like keys were read as the head and everything after them as text. Add \
        a line `---` after the last key.",
};

/// The head is broken.
pub const HEAD_NOT_YAML: Code = Code {
    id: "CS0112",
    severity: Severity::Error,
    title: "the head of a transcript is not valid YAML",
    explanation: "The lines between the two `---` could not be parsed, so title, description and \
        date are missing. The text after the head is in the book. Usually a value contains an \
        unescaped quotation mark or a colon: put the whole value between quotation marks and write \
        \\\" for a quotation mark inside it.",
};

/// A head and nothing after it.
pub const NO_BODY: Code = Code {
    id: "CS0113",
    severity: Severity::Warning,
    title: "a transcript has a head but no text",
    explanation: "Only white space follows the head. Add the text, or mark the file `draft: true`.",
};

/// The same key twice.
pub const REPEATED_KEY: Code = Code {
    id: "CS0114",
    severity: Severity::Warning,
    title: "a head repeats a key",
    explanation: "Only the first of the two values counts. Delete one.",
};

/// A value that is not what the key takes.
pub const WRONG_VALUE: Code = Code {
    id: "CS0115",
    severity: Severity::Warning,
    title: "a key of a head has an invalid value",
    explanation: "The value was ignored. The message says what the key accepts.",
};

/// A date that is none.
pub const NOT_A_DATE: Code = Code {
    id: "CS0116",
    severity: Severity::Warning,
    title: "a date in a head is invalid",
    explanation: "A date is Unix time in seconds or milliseconds (1609459200), a day (2021-01-01), \
        a day and time (2021-01-01T08:00:00+08:00), or 0 for none. The date was ignored.",
};

/// A video number that is none.
pub const NOT_A_VIDEO: Code = Code {
    id: "CS0117",
    severity: Severity::Warning,
    title: "a video number in a head is invalid",
    explanation: "A Bilibili video number is BV and ten letters or digits, without 0, I, O and l. \
        It was ignored, so the chapter has no link to its video.",
};

/// A cover path that is not used.
pub const COVER_PATH: Code = Code {
    id: "CS0118",
    severity: Severity::Warning,
    title: "a cover named in a head cannot be used",
    explanation: "A head names a cover by its path relative to the folder of the transcripts, \
        without `..`; web addresses are not fetched.",
};

/// The whole file is in a code fence.
pub const FENCED_FILE: Code = Code {
    id: "CS0119",
    severity: Severity::Info,
    title: "a head is inside a code fence",
    explanation: "Language models often wrap a whole Markdown file in lines of three backticks. \
        The opening fence before the head was ignored. Delete both fence lines.",
};

/// No title in the head.
pub const NO_TITLE: Code = Code {
    id: "CS0120",
    severity: Severity::Info,
    title: "a head has no title",
    explanation: "The title comes from the first heading or the file name. Add `title: \"...\"` to \
        the head.",
};

/// Times that cannot be read.
pub const TIME_NOT_READ: Code = Code {
    id: "CS0121",
    severity: Severity::Warning,
    title: "the time of a caption cannot be read",
    explanation: "The words of the caption are in the book, in the order of the file, but without \
        their time. Correct the line, or ignore this if only the words matter.",
};

/// Text before the captions.
pub const STRAY_TEXT: Code = Code {
    id: "CS0122",
    severity: Severity::Info,
    title: "a file has text before its first caption",
    explanation: "The text has no time and may be a note by whoever made the file. It stays at the \
        beginning of the chapter.",
};

/// A line of a subtitle file.
pub const LINE_NOT_READ: Code = Code {
    id: "CS0123",
    severity: Severity::Warning,
    title: "a line of a subtitle file is malformed",
    explanation: "The line was read as far as it makes sense; other lines are not affected.",
};

/// An entry of a JSON file.
pub const ENTRY_NOT_READ: Code = Code {
    id: "CS0124",
    severity: Severity::Warning,
    title: "an entry of a JSON file cannot be read",
    explanation: "The entry lacks a field that its format requires, or has a value of the wrong \
        type. It was left out; other entries are not affected.",
};

/// Broken JSON.
pub const CUT_OFF: Code = Code {
    id: "CS0125",
    severity: Severity::Error,
    title: "a JSON file is broken",
    explanation: "The file is not valid JSON from this place on, usually because a download was \
        cut off. The part before it was read; the rest is missing from the book. Download the file \
        again.",
};

/// Rolling captions.
pub const REPEATS: Code = Code {
    id: "CS0126",
    severity: Severity::Info,
    title: "captions repeat the captions before them",
    explanation: "Automatic captions show each line twice, once as it is spoken and once above the \
        next. The book has each line once.",
};

/// Raw recognition.
pub const NO_PUNCTUATION: Code = Code {
    id: "CS0127",
    severity: Severity::Warning,
    title: "a transcript has no punctuation",
    explanation: "Speech recognition without a punctuation model produces only words. Without \
        sentences, paragraphs break at pauses and spaces separate captions. Run the text through a \
        tool that adds punctuation, or use subtitles made by people.",
};

/// Some other file.
pub const NOT_SPEECH: Code = Code {
    id: "CS0128",
    severity: Severity::Info,
    title: "a file is not a transcript",
    explanation: "Its name does not end like that of a transcript, or it contains no speech in a \
        known format. It was left out. CS0142 counts all such files in one line.",
};

/// Further versions.
pub const OTHER_VERSIONS: Code = Code {
    id: "CS0129",
    severity: Severity::Info,
    title: "a recording has other transcripts",
    explanation: "One recording, identified by the file name before the language, has several \
        files. The one in the language of the book is used, and subtitles made by people come \
        before automatic ones. Set `language` to use another, or move files out of the folder.",
};

/// No subtitles.
pub const NO_SUBTITLES: Code = Code {
    id: "CS0130",
    severity: Severity::Info,
    title: "a recording has no transcript",
    explanation: "There is a `.info.json`, as yt-dlp writes it, but neither subtitles nor a \
        transcript of the same name. Download them with `--write-subs --write-auto-subs`.",
};

/// A side file.
pub const INFO_NOT_READ: Code = Code {
    id: "CS0131",
    severity: Severity::Warning,
    title: "a `.info.json` cannot be read",
    explanation: "It is not a JSON object, so title, description, date and chapters of the \
        recording are missing. Download it again with `yt-dlp --write-info-json --skip-download`.",
};

/// A folder that was not looked into.
pub const FOLDER_LEFT_OUT: Code = Code {
    id: "CS0132",
    severity: Severity::Warning,
    title: "a folder was left out",
    explanation: "Links to folders are not followed, since they may lead out of the book or in \
        circles. Folders are read 64 levels deep. The folders where Obsidian keeps templates and \
        Jekyll keeps drafts contain no transcripts. Move files that belong to the book.",
};

/// Names in another encoding.
pub const NAME_NOT_UTF8: Code = Code {
    id: "CS0133",
    severity: Severity::Warning,
    title: "names of files or folders are not UTF-8",
    explanation: "Archives from systems with other encodings leave such names when they are \
        unpacked. The files are read, and their names decoded by the encoding they look like (GBK, \
        Big5, ...), for titles and for paths in `book.yaml`. The guess can be wrong: check the \
        titles, and rename the files to be sure, as with `convmv -f gbk -t utf8 -r --notest`.",
};

/// HTML that does not end.
pub const HTML_NOT_CLOSED: Code = Code {
    id: "CS0134",
    severity: Severity::Warning,
    title: "an element, tag or comment of an HTML transcript is not closed",
    explanation: "After an unclosed `<script>`, `<style>`, `<title>`, `<template>`, comment or \
        quotation mark, a browser shows nothing up to the next of its kind or the end of the file. \
        The text was kept, and may include text that was meant to be hidden. An unclosed `<cite>` \
        or `<time>` ends with its line. Close it at the place named.",
};

/// HTML that is not shown.
pub const HTML_NOT_SHOWN: Code = Code {
    id: "CS0135",
    severity: Severity::Info,
    title: "an HTML transcript has text that browsers do not show",
    explanation: "Browsers do not show the content of `<template>`, nor any `<title>` but the \
        first, which is the title of the chapter if nothing else states one. The text was left \
        out.",
};

/// A language tag in another form.
pub const TAG_CORRECTED: Code = Code {
    id: "CS0136",
    severity: Severity::Info,
    title: "the language tag of a head was corrected",
    explanation: "As in `book.yaml` (CS0806): `zh_CN` became `zh-CN`, `zh-Hant-TW` became `zh-TW`, \
        `eng` became `en`. Write the form that the message names.",
};

/// A key that is nearly one of those known.
pub const MISSPELT_KEY: Code = Code {
    id: "CS0137",
    severity: Severity::Warning,
    title: "a key of a head has no effect",
    explanation: "It is almost the name of a known key, or it is in an `index.md` and not one of \
        the keys allowed there. In transcripts, keys of other programs are ignored. `docs/keys.md` \
        lists the keys.",
};

/// An address that leads nowhere.
pub const NOT_AN_ADDRESS: Code = Code {
    id: "CS0138",
    severity: Severity::Warning,
    title: "the address of a recording is not a web address",
    explanation: "It does not begin with `http://` or `https://`, or no site can have its name. It \
        is printed as text, and the chapter has no link to its recording. Copy the whole address \
        from a browser.",
};

/// NUL characters in a text.
pub const NUL_REMOVED: Code = Code {
    id: "CS0139",
    severity: Severity::Warning,
    title: "NUL characters were removed from a text",
    explanation: "Broken disks and programs leave characters of the value zero in texts, and no \
        book can contain one. The words around them are in the book.",
};

/// Subtitles without words.
pub const NO_WORDS: Code = Code {
    id: "CS0141",
    severity: Severity::Warning,
    title: "subtitles have no words",
    explanation: "The file is named like subtitles, but no caption in it has words, so it makes no \
        chapter. Add the words, or remove the file from the folder.",
};

/// Files no reader takes.
pub const NO_READER: Code = Code {
    id: "CS0142",
    severity: Severity::Warning,
    title: "files of the folder are not in the book",
    explanation: "Their format is not read, they contain no transcript, or they are in a place \
        that is not read. `--verbose` names each (CS0128), and the build report lists them under \
        `left_out`. Export as text what belongs to the book; if nothing is missing, set the level \
        of this finding in `book.yaml`.",
};

/// A file that cannot be read.
pub const UNREADABLE_FILE: Code = Code {
    id: "CS0149",
    severity: Severity::Error,
    title: "a file cannot be read",
    explanation: "The operating system did not open it, it is gone, or its path leads out of the \
        book's folder. The other files are compiled.",
};
