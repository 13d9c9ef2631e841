//! The keys of `book.yaml`, and what each does with its value.

use super::levels::levels;
use super::people;
use super::values::{
    ads, choice, date, fonts, identifier, isbn, language, line, moment_url, number, order, output,
    path, rules, speakers, subjects, text, timezone,
};
use crate::model::form::SheetUse;
use crate::model::parallel::Bilingual;
use crate::model::settings::BookSettings;
use crate::model::treatment::{
    Artefacts, Cited, Directions, Marks, Promotion, Sections, Switch, Timestamps,
};
use crate::model::typeface::RareCharacters;
use chengshu_cover::request::{Fitting, Lettering};
use chengshu_references::citation::typeset::{Arrangement, Uncited};
use chengshu_text::keys::{Key, Scope, Wrong};
use chengshu_writing::script::WritingMode;
use chengshu_writing::variant::Variant;

/// The choices for what descriptions promote.
const PROMOTION: &[(&str, Promotion)] =
    &[("aside", Promotion::Aside), ("keep", Promotion::Keep), ("drop", Promotion::Drop)];

/// Words for what becomes of talks in two languages.
const BILINGUAL: &[(&str, Bilingual)] = &[
    ("off", Bilingual::Off),
    ("false", Bilingual::Off),
    ("paragraphs", Bilingual::Paragraphs),
    ("facing", Bilingual::Facing),
];

/// Every key, in the order documents list them.
pub const KEYS: &[Key<BookSettings>] = &[
    Key {
        names: &["title"],
        takes: "text",
        does: "The title of the book.",
        example: "title: 海里的事",
        scope: Scope::Book,
        read: |node, settings, _| line(node).map(|text| settings.title = text),
    },
    Key {
        names: &["subtitle"],
        takes: "text",
        does: "The subtitle, shown below the title.",
        example: "subtitle: 鲸鱼与它们的歌",
        scope: Scope::Book,
        read: |node, settings, _| line(node).map(|text| settings.subtitle = text),
    },
    Key {
        names: &["authors", "author"],
        takes: "a name, a list of names, or a list of groups with name, file-as and role",
        does: "The people who made the work. `file-as` is the name to sort by; `role` is a MARC relator code or a word for one, `aut` if absent.",
        example: "authors: [王小鲸, {name: Jane Doe, file-as: \"Doe, Jane\"}]",
        scope: Scope::Book,
        read: |node, settings, wrongs| {
            settings.authors = people::read(node, "aut", wrongs);
            Ok(())
        },
    },
    Key {
        names: &["contributors", "contributor"],
        takes: "a name, a list of names, or a list of groups with name, role and file-as",
        does: "Other people who helped. `role` is a MARC relator code (`trl`) or a word for one (`translator`, `译者`, `主讲`), `ctb` if absent.",
        example: "contributors: [{name: 李海豚, role: 译者}]",
        scope: Scope::Book,
        read: |node, settings, wrongs| {
            settings.contributors = people::read(node, "ctb", wrongs);
            Ok(())
        },
    },
    Key {
        names: &["language", "lang"],
        takes: "a language tag such as zh-CN",
        does: "The language of the book. Tags in another form are corrected: at most two parts, since some readers reject longer tags.",
        example: "language: zh-CN",
        scope: Scope::Making,
        read: language,
    },
    Key {
        names: &["series"],
        takes: "text",
        does: "The series the book belongs to.",
        example: "series: 海洋丛书",
        scope: Scope::Making,
        read: |node, settings, _| line(node).map(|text| settings.series = text),
    },
    Key {
        names: &["number"],
        takes: "a number such as 3 or 2.5",
        does: "The number of the book in its series.",
        example: "number: 3",
        scope: Scope::Book,
        read: number,
    },
    Key {
        names: &["publisher"],
        takes: "text",
        does: "The publisher.",
        example: "publisher: 海边书屋",
        scope: Scope::Book,
        read: |node, settings, _| line(node).map(|text| settings.publisher = text),
    },
    Key {
        names: &["rights"],
        takes: "text",
        does: "The rights notice, in the metadata and on the last page.",
        example: "rights: 版权归作者所有，仅供个人阅读。",
        scope: Scope::Book,
        read: |node, settings, _| text(node).map(|text| settings.rights = text),
    },
    Key {
        names: &["identifier"],
        takes: "an identifier without white space, such as urn:uuid:…, or an ISBN",
        does: "The identifier of the book. Without it or an ISBN, one is derived from title, author and series, the same for every build.",
        example: "identifier: urn:isbn:9780000000002",
        scope: Scope::Book,
        read: identifier,
    },
    Key {
        names: &["isbn"],
        takes: "an ISBN of 10 or 13 digits with a valid check digit",
        does: "The ISBN of the book. It becomes the identifier, as urn:isbn:….",
        example: "isbn: 978-0-00-000000-2",
        scope: Scope::Book,
        read: isbn,
    },
    Key {
        names: &["description"],
        takes: "text of any number of lines",
        does: "What the book is about, for catalogues.",
        example: "description: 一本讲鲸鱼的书。",
        scope: Scope::Making,
        read: |node, settings, _| text(node).map(|text| settings.description = text),
    },
    Key {
        names: &["subjects", "tags"],
        takes: "a list, or text with commas between the subjects",
        does: "Subjects, for catalogues.",
        example: "subjects: [海洋, 动物]",
        scope: Scope::Making,
        read: |node, settings, _| subjects(node).map(|list| settings.subjects = list),
    },
    Key {
        names: &["date"],
        takes: "a year, a month or a day: 2021, 2021-08, 2021-08-13",
        does: "The date of publication. Without it, the newest date of the transcripts.",
        example: "date: 2021-08-13",
        scope: Scope::Making,
        read: date,
    },
    Key {
        names: &["cover"],
        takes: "the path of an image (JPEG, PNG, WebP, GIF, BMP or SVG), relative to the folder of the transcripts",
        does: "The cover. Without it, a cover is found by name or drawn.",
        example: "cover: 图/封面.jpg",
        scope: Scope::Making,
        read: |node, settings, _| path(node).map(|path| settings.cover = Some(path)),
    },
    Key {
        names: &["cover-design"],
        takes: "label, horizon, tiles, strip or initial",
        does: "The design of a drawn cover. Without it, a random one, the same for the whole series and in every build; a book in vertical lines gets a design with vertical text. `chengshu cover --all` draws all of them.",
        example: "cover-design: horizon",
        scope: Scope::Making,
        read: |node, settings, _| line(node).map(|text| settings.cover_design = text),
    },
    Key {
        names: &["cover-fit"],
        takes: "auto, crop, pad or as-is",
        does: "How a cover image gets the ratio of height to width, 1.6 to 1, that shops and readers expect: cropped, padded in the colours of its edges, or left as it is. `auto` crops if that loses at most a tenth, and pads otherwise.",
        example: "cover-fit: pad",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.cover_fit = Some(choice(
                node,
                &[
                    ("auto", Fitting::Auto),
                    ("crop", Fitting::Crop),
                    ("pad", Fitting::Pad),
                    ("as-is", Fitting::AsIs),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["cover-text"],
        takes: "none or title",
        does: "What to draw over a cover image: nothing, or the title of the book on a band.",
        example: "cover-text: title",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.cover_text =
                Some(choice(node, &[("none", Lettering::None), ("title", Lettering::Title)])?);
            Ok(())
        },
    },
    Key {
        names: &["order"],
        takes: "episode, date, name, or a list of file names",
        does: "The order of the chapters. Files that a list does not name come last.",
        example: "order: episode",
        scope: Scope::Making,
        read: order,
    },
    Key {
        names: &["output", "name"],
        takes: "a file name without a folder",
        does: "The name of the finished file, with or without `.epub`. Without it, the title.",
        example: "output: 海里的事",
        scope: Scope::Making,
        read: output,
    },
    Key {
        names: &["bilingual"],
        takes: "off, paragraphs or facing",
        does: "What to do with talks in two languages: print the book's language alone, the paragraphs of the other under its own, or both side by side; see [bilingual.md](bilingual.md).",
        example: "bilingual: facing",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.bilingual = Some(choice(node, BILINGUAL)?);
            Ok(())
        },
    },
    Key {
        names: &["ads"],
        takes: "aside, keep or drop",
        does: "What to do with advertising: mark it as an aside, keep it, or leave it out. A finding reports it in each case.",
        example: "ads: aside",
        scope: Scope::Making,
        read: ads,
    },
    Key {
        names: &["promotion"],
        takes: "aside, keep or drop",
        does: "What to do with what descriptions promote: sponsors, pages of their makers, hashtags, requests to follow, lists of times that are no chapters. Set it apart at the end of the chapter, keep it in the introduction, or leave it out.",
        example: "promotion: aside",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.promotion = Some(choice(node, PROMOTION)?);
            Ok(())
        },
    },
    Key {
        names: &["rules"],
        takes: "a group of rules, or families of rules, with on or off for each",
        does: "Switches rules of normalisation on or off; `docs/rules.md` lists them.",
        example: "rules: {punctuation: off, walls: on}",
        scope: Scope::Making,
        read: rules,
    },
    Key {
        names: &["timestamps"],
        takes: "none, sections or all",
        does: "Where to print links into the recording: nowhere, where sections begin, or also every few minutes.",
        example: "timestamps: all",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.timestamps = Some(choice(
                node,
                &[
                    ("none", Timestamps::None),
                    ("sections", Timestamps::Sections),
                    ("all", Timestamps::All),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["moment-url"],
        takes: "a web address with {t} where the seconds belong",
        does: "The address of a moment in the recording. Without it, that of the chapter's video on Bilibili or YouTube.",
        example: "moment-url: \"https://lighthouse.example/talk?t={t}\"",
        scope: Scope::Making,
        read: moment_url,
    },
    Key {
        names: &["speakers"],
        takes: "a group of labels, each with the name to print for it",
        does: "Names of speakers. Labels listed here are read as speakers even if they appear only once.",
        example: "speakers: {A: 主持人, B: 王小鲸}",
        scope: Scope::Making,
        read: speakers,
    },
    Key {
        names: &["directions"],
        takes: "aside, keep or drop",
        does: "What to do with stage directions such as `（音乐）`: set them apart, keep them as text, or leave them out.",
        example: "directions: aside",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.directions = Some(choice(
                node,
                &[
                    ("aside", Directions::Aside),
                    ("keep", Directions::Keep),
                    ("drop", Directions::Drop),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["artefacts"],
        takes: "flag or drop",
        does: "What to do with artefacts of speech recognition: report them, or also leave out those that nobody can have said.",
        example: "artefacts: flag",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.artefacts =
                Some(choice(node, &[("flag", Artefacts::Flag), ("drop", Artefacts::Drop)])?);
            Ok(())
        },
    },
    Key {
        names: &["sections"],
        takes: "stations, labels or off",
        does: "What long talks without headings are parted by: stations, which say the time and the first words where the topic changes, the same with terms of the section instead where some stand out, or nothing.",
        example: "sections: labels",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.sections = Some(choice(
                node,
                &[
                    ("stations", Sections::Stations),
                    ("labels", Sections::Labels),
                    ("off", Sections::Off),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["marks"],
        takes: "gaps, restored or off",
        does: "What stands between Chinese captions that have no marks: a gap, the mark that belongs there, or nothing.",
        example: "marks: gaps",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.marks = Some(choice(node, &Marks::ALL)?);
            Ok(())
        },
    },
    Key {
        names: &["variant"],
        takes: "zh-CN, zh-TW or zh-HK",
        does: "The form of written Chinese to convert the book to, with the words of that place. Cited works stay as they were printed unless `cited` says otherwise.",
        example: "variant: zh-TW",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.variant = Some(choice(
                node,
                &[
                    ("zh-CN", Variant::Mainland),
                    ("zh-TW", Variant::Taiwan),
                    ("zh-HK", Variant::HongKong),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["cited"],
        takes: "as-printed or converted",
        does: "What to do with cited works when `variant` converts the rest.",
        example: "cited: as-printed",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.cited = Some(choice(
                node,
                &[("as-printed", Cited::AsPrinted), ("converted", Cited::Converted)],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["citation-style"],
        takes: "the name of a style, or the path of a CSL file relative to the folder of the transcripts",
        does: "The style of references. Without it, GB/T 7714—2025 with numbers in Chinese books, Chicago (`chicago-notes`) in others.",
        example: "citation-style: gb-t-7714-2015",
        scope: Scope::Making,
        read: |node, settings, _| line(node).map(|text| settings.citation_style = text),
    },
    Key {
        names: &["bibliography"],
        takes: "by-chapter, alphabetical or cited-order",
        does: "The order of the bibliography: by chapter, or one list by author (Chinese by pinyin) or by first citation.",
        example: "bibliography: alphabetical",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.bibliography = Some(choice(
                node,
                &[
                    ("by-chapter", Arrangement::ByChapter),
                    ("alphabetical", Arrangement::Alphabetical),
                    ("cited-order", Arrangement::CitedOrder),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["uncited"],
        takes: "leave-out or list",
        does: "What to do with works of `references.bib`, `.json` or `.yaml` that no transcript cites.",
        example: "uncited: list",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.uncited =
                Some(choice(node, &[("leave-out", Uncited::LeaveOut), ("list", Uncited::List)])?);
            Ok(())
        },
    },
    Key {
        names: &["index"],
        takes: "works or off",
        does: "Whether a book of more than thirty works ends with an index of the works and of the people who made them.",
        example: "index: off",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.index = Some(choice(
                node,
                &[
                    ("works", Switch::On),
                    ("on", Switch::On),
                    ("true", Switch::On),
                    ("off", Switch::Off),
                    ("false", Switch::Off),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["export"],
        takes: "a list of json, csl-json, bibtex, ris, hayagriva and markdown, or one of them",
        does: "The formats in which to write the cited works next to the book, for other programs.",
        example: "export: [bibtex, ris]",
        scope: Scope::Making,
        read: |node, settings, _| subjects(node).map(|list| settings.exports = list),
    },
    Key {
        names: &["targets", "target"],
        takes: "a list of epub, kindle, kobo, apple and lite, one of them, or all",
        does: "The reading systems to make the book for; see [targets.md](targets.md).",
        example: "targets: [epub, kobo]",
        scope: Scope::Making,
        read: |node, settings, _| subjects(node).map(|list| settings.targets = list),
    },
    Key {
        names: &["css"],
        takes: "the path of a style sheet, relative to book.yaml",
        does: "Your own style sheet, added after the theme.",
        example: "css: mine.css",
        scope: Scope::Making,
        read: |node, settings, _| path(node).map(|path| settings.css = Some(path)),
    },
    Key {
        names: &["css-use"],
        takes: "add or replace",
        does: "Whether `css` adds to the theme or replaces it.",
        example: "css-use: replace",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.css_use =
                Some(choice(node, &[("add", SheetUse::Added), ("replace", SheetUse::Instead)])?);
            Ok(())
        },
    },
    Key {
        names: &["fonts"],
        takes: "a group of uses (body, headings, quotes, code, rare), each with the path of a TTF, OTF, TTC or OTC file relative to book.yaml; `#2` after the path selects the second font of a collection",
        does: "Fonts to embed, each subset to the characters of the book; see [fonts.md](fonts.md). Without it, the book uses the fonts of the reading system.",
        example: "fonts: {headings: 字体/黑体.otf, rare: 字体/僻字.ttf}",
        scope: Scope::Making,
        read: fonts,
    },
    Key {
        names: &["rare-characters"],
        takes: "report or embed",
        does: "What to do with rare characters, which readers may have no font for: report them, or embed a small font made from `fonts` or from the fonts of this machine, so that the book depends on them.",
        example: "rare-characters: embed",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.rare_characters = Some(choice(
                node,
                &[("report", RareCharacters::Report), ("embed", RareCharacters::Embed)],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["qr"],
        takes: "on or off",
        does: "Whether chapters open with a QR code of the link to their recording.",
        example: "qr: off",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.codes = Some(choice(
                node,
                &[
                    ("on", Switch::On),
                    ("true", Switch::On),
                    ("off", Switch::Off),
                    ("false", Switch::Off),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["thumbnails"],
        takes: "on or off",
        does: "Whether chapters open with the picture that lies beside their recording, such as `NAME.webp`, and a book of one recording or playlist has it for its cover.",
        example: "thumbnails: off",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.thumbnails = Some(choice(
                node,
                &[
                    ("on", Switch::On),
                    ("true", Switch::On),
                    ("off", Switch::Off),
                    ("false", Switch::Off),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["writing-mode"],
        takes: "horizontal-tb or vertical-rl",
        does: "The direction of lines; the pages of a vertical book turn to the right.",
        example: "writing-mode: vertical-rl",
        scope: Scope::Making,
        read: |node, settings, _| {
            settings.writing_mode = Some(choice(
                node,
                &[
                    ("horizontal-tb", WritingMode::Horizontal),
                    ("horizontal", WritingMode::Horizontal),
                    ("vertical-rl", WritingMode::Vertical),
                    ("vertical", WritingMode::Vertical),
                ],
            )?);
            Ok(())
        },
    },
    Key {
        names: &["references"],
        takes: "a group of transcripts, each with numbers of entries in its list and what to do with them: fields, drop, or text to read instead",
        does: "Corrects entries that were misread; see [references.md](references.md).",
        example: "references: {a.md: {3: {title: 灯塔考}, 5: drop}}",
        scope: Scope::Making,
        read: |node, settings, _| {
            node.as_mapping().ok_or_else(|| Wrong::value(node))?;
            settings.references = Some(node.clone());
            Ok(())
        },
    },
    Key {
        names: &["timezone"],
        takes: "an offset such as +08:00, or the name of a zone without summer time such as Asia/Shanghai",
        does: "The time zone that turns points in time into days.",
        example: "timezone: Asia/Shanghai",
        scope: Scope::Making,
        read: timezone,
    },
    Key {
        names: &["findings"],
        takes: "a group of ids of findings, each with level (error, warning, info or off) and reason",
        does: "The level of a kind of finding in this book, and why. A level that never applies is itself a finding.",
        example: "findings: {CS0110: {level: off, reason: 讲稿本来没有头}}",
        scope: Scope::Making,
        read: levels,
    },
];
