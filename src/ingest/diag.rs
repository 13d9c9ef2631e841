//! Findings of reading a transcript. `CS0101` to `CS0159` are about bytes and heads.

use chengshu_text::codes;

codes! {
    NOT_TEXT: Error "CS0101", "a file is not text",
        "The file begins like a known binary format, contains NUL characters, or is full of \
         control characters. It was left out of the book. Export it as Markdown or plain text in \
         UTF-8, or move it out of the folder.";
    UNKNOWN_ENCODING: Error "CS0102", "the encoding of a file is unknown",
        "The file is not UTF-8, and no other encoding decodes it without errors. It was left out \
         of the book. Open it in the program that wrote it and save it as UTF-8.";
    OTHER_ENCODING: Warning "CS0103", "a file is not UTF-8",
        "The file was decoded by the encoding its bytes look like (GBK, Big5, UTF-16, ...). The \
         guess can be wrong: check a few lines of the chapter, then convert the file to UTF-8.";
    BROKEN_CHARACTERS: Error "CS0104", "a file contains broken characters",
        "Some bytes are not valid in the encoding of the file, usually because it was cut off or \
         converted badly. The book shows U+FFFD for each. Type the missing characters at the \
         places named.";
    EMPTY_FILE: Warning "CS0105", "a file is empty",
        "The file contains only white space and was left out of the book. Delete it, or add text.";
    NO_HEAD: Info "CS0110", "a transcript has no head",
        "A head (front matter) is a block of `key: value` lines between two lines `---` at the \
         beginning of the file. Without one, title and order come from the first heading and the \
         file name.";
    UNCLOSED_HEAD: Warning "CS0111", "the head of a transcript is not closed",
        "The file begins with `---` and `key: value` lines, but no line `---` ends them. The lines \
         that look like keys were read as the head and everything after them as text. Add a line \
         `---` after the last key.";
    HEAD_NOT_YAML: Error "CS0112", "the head of a transcript is not valid YAML",
        "The lines between the two `---` could not be parsed, so title, description and date are \
         missing. The text after the head is in the book. Usually a value contains an unescaped \
         quotation mark or a colon: put the whole value between quotation marks and write \\\" for \
         a quotation mark inside it.";
    NO_BODY: Warning "CS0113", "a transcript has a head but no text",
        "Only white space follows the head. Add the text, or mark the file `draft: true`.";
    REPEATED_KEY: Warning "CS0114", "a head repeats a key",
        "Only the first of the two values counts. Delete one.";
    WRONG_VALUE: Warning "CS0115", "a key of a head has an invalid value",
        "The value was ignored. The message says what the key accepts.";
    NOT_A_DATE: Warning "CS0116", "a date in a head is invalid",
        "A date is Unix time in seconds or milliseconds (1609459200), a day (2021-01-01), a day \
         and time (2021-01-01T08:00:00+08:00), or 0 for none. The date was ignored.";
    NOT_A_VIDEO: Warning "CS0117", "a video number in a head is invalid",
        "A Bilibili video number is BV and ten letters or digits, without 0, I, O and l. It was \
         ignored, so the chapter has no link to its video.";
    COVER_PATH: Warning "CS0118", "a cover named in a head cannot be used",
        "A head names a cover by its path relative to the folder of the transcripts, without `..`; \
         web addresses are not fetched.";
    FENCED_FILE: Info "CS0119", "a head is inside a code fence",
        "Language models often wrap a whole Markdown file in lines of three backticks. The opening \
         fence before the head was ignored. Delete both fence lines.";
    NO_TITLE: Info "CS0120", "a head has no title",
        "The title comes from the first heading or the file name. Add `title: \"...\"` to the \
         head.";
    TIME_NOT_READ: Warning "CS0121", "the time of a caption cannot be read",
        "The words of the caption are in the book, in the order of the file, but without their \
         time. Correct the line, or ignore this if only the words matter.";
    STRAY_TEXT: Info "CS0122", "a file has text before its first caption",
        "The text has no time and may be a note by whoever made the file. It stays at the \
         beginning of the chapter.";
    LINE_NOT_READ: Warning "CS0123", "a line of a subtitle file is malformed",
        "The line was read as far as it makes sense; other lines are not affected.";
    ENTRY_NOT_READ: Warning "CS0124", "an entry of a JSON file cannot be read",
        "The entry lacks a field that its format requires, or has a value of the wrong type. It \
         was left out; other entries are not affected.";
    CUT_OFF: Error "CS0125", "a JSON file is broken",
        "The file is not valid JSON from this place on, usually because a download was cut off. \
         The part before it was read; the rest is missing from the book. Download the file again.";
    REPEATS: Info "CS0126", "captions repeat the captions before them",
        "Automatic captions show each line twice, once as it is spoken and once above the next. \
         The book has each line once.";
    NO_PUNCTUATION: Warning "CS0127", "a transcript has no punctuation",
        "Speech recognition without a punctuation model produces only words. Without sentences, \
         paragraphs break at pauses and spaces separate captions. Run the text through a tool that \
         adds punctuation, or use subtitles made by people.";
    NOT_SPEECH: Info "CS0128", "a file is not a transcript",
        "Its name does not end like that of a transcript, or it contains no speech in a known \
         format. It was left out. CS0142 counts all such files in one line.";
    OTHER_VERSIONS: Info "CS0129", "a recording has other transcripts",
        "One recording, identified by the file name before the language, has several files. The \
         one in the language of the book is used, and subtitles made by people come before \
         automatic ones. Set `language` to use another, or move files out of the folder.";
    NO_SUBTITLES: Info "CS0130", "a recording has no transcript",
        "There is a `.info.json`, as yt-dlp writes it, but neither subtitles nor a transcript of \
         the same name. Download them with `--write-subs --write-auto-subs`.";
    INFO_NOT_READ: Warning "CS0131", "a `.info.json` cannot be read",
        "It is not a JSON object, so title, description, date and chapters of the recording are \
         missing. Download it again with `yt-dlp --write-info-json --skip-download`.";
    FOLDER_LEFT_OUT: Warning "CS0132", "a folder was left out",
        "Links to folders are not followed, since they may lead out of the book or in circles. \
         Folders are read 64 levels deep. The folders where Obsidian keeps templates and Jekyll \
         keeps drafts contain no transcripts. Move files that belong to the book.";
    NAME_NOT_UTF8: Warning "CS0133", "names of files or folders are not UTF-8",
        "Archives from systems with other encodings leave such names when they are unpacked. The \
         files are read, and their names decoded by the encoding they look like (GBK, Big5, ...), \
         for titles and for paths in `book.yaml`. The guess can be wrong: check the titles, and \
         rename the files to be sure, as with `convmv -f gbk -t utf8 -r --notest`.";
    HTML_NOT_CLOSED: Warning "CS0134",
        "an element, tag or comment of an HTML transcript is not closed",
        "After an unclosed `<script>`, `<style>`, `<title>`, `<template>`, comment or quotation \
         mark, a browser shows nothing up to the next of its kind or the end of the file. The text \
         was kept, and may include text that was meant to be hidden. An unclosed `<cite>` or \
         `<time>` ends with its line. Close it at the place named.";
    HTML_NOT_SHOWN: Info "CS0135", "an HTML transcript has text that browsers do not show",
        "Browsers do not show the content of `<template>`, nor any `<title>` but the first, which \
         is the title of the chapter if nothing else states one. The text was left out.";
    TAG_CORRECTED: Info "CS0136", "the language tag of a head was corrected",
        "As in `book.yaml` (CS0806): `zh_CN` became `zh-CN`, `zh-Hant-TW` became `zh-TW`, `eng` \
         became `en`. Write the form that the message names.";
    MISSPELT_KEY: Warning "CS0137", "a key of a head has no effect",
        "It is almost the name of a known key, or it is in an `index.md` and not one of the keys \
         allowed there. In transcripts, keys of other programs are ignored. `docs/keys.md` lists \
         the keys.";
    NOT_AN_ADDRESS: Warning "CS0138", "the address of a recording is not a web address",
        "It does not begin with `http://` or `https://`, or no site can have its name. It is \
         printed as text, and the chapter has no link to its recording. Copy the whole address \
         from a browser.";
    NUL_REMOVED: Warning "CS0139", "NUL characters were removed from a text",
        "Broken disks and programs leave characters of the value zero in texts, and no book can \
         contain one. The words around them are in the book.";
    NO_WORDS: Warning "CS0141", "subtitles have no words",
        "The file is named like subtitles, but no caption in it has words, so it makes no chapter. \
         Add the words, or remove the file from the folder.";
    NO_READER: Warning "CS0142", "files of the folder are not in the book",
        "Their format is not read, they contain no transcript, or they are in a place that is not \
         read. `--verbose` names each (CS0128), and the build report lists them under `left_out`. \
         Export as text what belongs to the book; if nothing is missing, set the level of this \
         finding in `book.yaml`.";
    XML_CUT_OFF: Error "CS0143", "an XML file of captions is cut off",
        "The file ends before its outermost element does, usually because a download was cut off. What is there was \
         read; the rest is missing from the book. Download the file again.";
    DOCUMENT_NOT_READ: Error "CS0144", "a document of a word processor cannot be read",
        "The file is damaged, protected by a password, or not what its name says. It was left out of \
         the book. Open it in the program that wrote it and save it again, or as plain text.";
    FRAMES_NOT_PLACED: Warning "CS0146", "frames of a recording have no place",
        "Pictures named after a moment, such as `NAME/00-12-30.jpg`, stand where the words of that \
         moment are. This transcript has no times, so they are left out. Use subtitles of the recording, or put \
         the pictures into the text yourself.";
    HEAD_OF_EXPORT: Info "CS0147", "the head of a meeting's export was read",
        "Services such as 飞书妙记, 通义听悟, Otter and Teams write a title, a day, a length and key words \
         before the words. They are read as a head would be, and are no paragraphs of the talk. A head \
         of your own (`---` and `key: value` lines) turns this off.";
    NOT_OF_SPEECH: Info "CS0148", "lines of a service were left out",
        "Lists of those who take part, marks such as “Transcribed by …” and “started transcription” \
         are not said in the recording, and the book leaves them out.";
    UNREADABLE_FILE: Error "CS0149", "a file cannot be read",
        "The operating system did not open it, it is gone, or its path leads out of the book's \
         folder. The other files are compiled.";
    DESCRIPTION_PARTED: Info "CS0155", "lines of a description are not in the introduction",
        "A list of times is read as the chapters of the recording. What promotes something (sponsors, pages of \
         the makers, hashtags, requests to follow) stands small at the end of the chapter, or is left out. \
         `promotion: keep` in `book.yaml`, or in the head of a transcript, leaves it where it is.";
    SECTION_NOT_READ: Warning "CS0156", "an entry of a file of sections cannot be read",
        "A `.sections.yaml` has a list `sections`, each with an `anchor` (the first words of its \
         paragraph), and if you like `time`, `level` (2 or 3), `title` (at most 40 characters) and \
         `accepted`. `docs/sections.md` shows one. The entry is left out; if the file is no YAML, the \
         program finds the sections itself.";
    COMMAND_FAILED: Error "CS0157", "the command that finds sections has failed",
        "`chengshu sections --with COMMAND` hands each transcript to the command as JSON. It could not be \
         started, said by its status that it failed, took longer than `--timeout`, or answered no JSON. The \
         transcript has no file of sections; the others went on. Try the command by itself: \
         `docs/sections.md` shows what it is given and what it answers.";
    ANSWER_NOT_FIT: Warning "CS0158", "an answer of the command that finds sections does not fit",
        "A section must name a paragraph by a number it was given, once, and may have a level (2 or 3), a \
         title of 1 to 40 characters without control characters, and a score from 0 to 1. What does not \
         fit was left out.";
}
