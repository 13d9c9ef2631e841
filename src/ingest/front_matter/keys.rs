//! The keys of heads, and what reads their values.

use crate::ingest::diag::{COVER_PATH, NOT_A_DATE, NOT_A_VIDEO, NOT_AN_ADDRESS, TAG_CORRECTED};
use crate::model::head::Head;
use crate::model::parallel::Bilingual;
use crate::model::path::RelativePath;
use crate::model::treatment::{Marks, Promotion};
use chengshu_text::address::{self, Address, Refused};
use chengshu_text::keys::{Key, Scope, Wrong, described};
use chengshu_text::source::Located;
use chengshu_text::stated::StatedDate;
use chengshu_text::yaml::Node;
use chengshu_writing::language::tag;

/// Statements of a head.
#[derive(Default)]
pub struct Stated {
    pub head: Head,
    /// Its description, whose lines lie in the file.
    pub description: Option<Node>,
    /// Dates that count where there is no `date`: `created`, `published`, `updated`.
    pub other_dates: [Option<Located<StatedDate>>; 3],
}

/// Every key with a meaning. Others are kept as text and not complained about.
pub(super) const KEYS: &[Key<Stated>] = &[
    Key {
        names: &["title"],
        takes: "text",
        does: "The title of the chapter.",
        example: "title: 鲸鱼为什么唱歌",
        scope: Scope::Head,
        read: |node, stated, _| line(node).map(|text| stated.head.title = text),
    },
    Key {
        names: &["subtitle"],
        takes: "text",
        does: "The subtitle; of an `index.md`, that of the book.",
        example: "subtitle: 海里的歌",
        scope: Scope::Head,
        read: |node, stated, _| line(node).map(|text| stated.head.subtitle = text),
    },
    Key {
        names: &["description"],
        takes: "text of any number of lines",
        does: "What the talk is about, and the works it cites.",
        example: "description: 讲鲸鱼的歌。参考：《鲸》，王小鲸，2019",
        scope: Scope::Head,
        read: |node, stated, _| description(node, stated),
    },
    Key {
        names: &["tags", "tag", "keywords"],
        takes: "a list, or text with commas between the tags",
        does: "Subjects, for catalogues.",
        example: "tags: 鲸, 歌",
        scope: Scope::Head,
        read: |node, stated, _| list(node, COMMAS).map(|list| stated.head.tags.extend(list)),
    },
    Key {
        names: &["categories", "category"],
        takes: "a list, or text with commas between the categories",
        does: "More subjects, like `tags`.",
        example: "categories: [海洋]",
        scope: Scope::Head,
        read: |node, stated, _| list(node, COMMAS).map(|list| stated.head.tags.extend(list)),
    },
    Key {
        names: &["date"],
        takes: "Unix time (1609459200), a day (2021-01-01), a day and time (2021-01-01T08:00:00+08:00), or 0 for none",
        does: "The date it appeared.",
        example: "date: 2021-08-13",
        scope: Scope::Head,
        read: |node, stated, _| date(node).map(|date| stated.head.date = date),
    },
    Key {
        names: &["created"],
        takes: "a date, like that of `date`, used if there is no `date`",
        does: "The date it was written.",
        example: "created: 2021-08-13",
        scope: Scope::Head,
        read: |node, stated, _| date(node).map(|date| stated.other_dates[0] = date),
    },
    Key {
        names: &["published"],
        takes: "false for a draft, true, or a date, used if there is no `date` or `created`",
        does: "Whether it may be in a book, or the date it appeared.",
        example: "published: true",
        scope: Scope::Head,
        read: |node, stated, _| published(node, stated),
    },
    Key {
        names: &["updated", "modified", "lastmod"],
        takes: "a date, used if there is no other",
        does: "The date it was changed.",
        example: "updated: 2021-08-14",
        scope: Scope::Head,
        read: |node, stated, _| date(node).map(|date| stated.other_dates[2] = date),
    },
    Key {
        names: &["slug"],
        takes: "text for web addresses, which books ignore",
        does: "Nothing.",
        example: "slug: whales",
        scope: Scope::Head,
        read: |_, _, _| Ok(()),
    },
    Key {
        names: &["bvid"],
        takes: "BV and ten letters or digits, or the address of the video",
        does: "The recording on Bilibili, which the chapter links to.",
        example: "bvid: BV1aB2cD3eF4",
        scope: Scope::Head,
        read: |node, stated, _| bvid(node, stated),
    },
    Key {
        names: &["author", "authors"],
        takes: "a name, a list of names, or names with 、 between them",
        does: "The people who made it.",
        example: "author: 王小鲸",
        scope: Scope::Head,
        read: |node, stated, _| list(node, ENUMERATION).map(|list| stated.head.authors = list),
    },
    Key {
        names: &["series"],
        takes: "text",
        does: "The series it belongs to; of an `index.md`, that of the book.",
        example: "series: 海里的事",
        scope: Scope::Head,
        read: |node, stated, _| line(node).map(|text| stated.head.series = text),
    },
    Key {
        names: &["episode"],
        takes: "a whole number from 0",
        does: "Its number in the series, which orders chapters.",
        example: "episode: 7",
        scope: Scope::Head,
        read: |node, stated, _| episode(node, stated),
    },
    Key {
        names: &["duration"],
        takes: "the length of the recording, in seconds or as 1:02:03",
        does: "The length of the recording.",
        example: "duration: 1:02:03",
        scope: Scope::Head,
        read: |node, stated, _| duration(node, stated),
    },
    Key {
        names: &["language", "lang"],
        takes: "a language tag such as zh-CN",
        does: "The language of the text.",
        example: "language: zh-CN",
        scope: Scope::Head,
        read: |node, stated, wrongs| language(node, stated, wrongs),
    },
    Key {
        names: &["bilingual"],
        takes: "off, paragraphs or facing",
        does: "What to do with it if it is in two languages; see [bilingual.md](bilingual.md).",
        example: "bilingual: facing",
        scope: Scope::Head,
        read: |node, stated, _| bilingual(node, stated),
    },
    Key {
        names: &["source", "url"],
        takes: "a web address such as https://lighthouse.example/talk, or a title",
        does: "The source of the transcript.",
        example: "source: https://lighthouse.example/talk",
        scope: Scope::Head,
        read: |node, stated, wrongs| source(node, stated, wrongs),
    },
    Key {
        names: &["cover"],
        takes: "the path of an image, relative to the folder of the transcripts",
        does: "The cover of the book, if this is its first transcript.",
        example: "cover: 图/封面.jpg",
        scope: Scope::Head,
        read: |node, stated, _| cover(node, stated),
    },
    Key {
        names: &["references"],
        takes: "a list of works: text, groups of fields, or keys",
        does: "The works it cites, instead of those found in the description; see [references.md](references.md).",
        example: "references: [{title: 灯塔考, author: 王小鲸}]",
        scope: Scope::Head,
        read: |node, stated, _| {
            stated.head.references = Some(node.clone());
            Ok(())
        },
    },
    Key {
        names: &["marks"],
        takes: "gaps, restored or off",
        does: "What stands between its captions, if they are Chinese and have no marks: a gap, the mark that belongs there, or nothing.",
        example: "marks: restored",
        scope: Scope::Head,
        read: |node, stated, _| {
            let text = node.as_str().unwrap_or_default().trim();
            let known = Marks::ALL.iter().find(|(name, _)| text.eq_ignore_ascii_case(name));
            let (_, value) = *known.ok_or_else(|| Wrong::value(node))?;
            stated.head.marks = Some(Located { value, at: node.at.clone() });
            Ok(())
        },
    },
    Key {
        names: &["draft"],
        takes: "true or false",
        does: "Whether to leave it out of books, with a warning.",
        example: "draft: false",
        scope: Scope::Head,
        read: |node, stated, _| draft(node, stated),
    },
    Key {
        names: &["promotion"],
        takes: "aside, keep or drop",
        does: "What to do with what its description promotes, in place of what `book.yaml` says.",
        example: "promotion: keep",
        scope: Scope::Head,
        read: |node, stated, _| promotion(node, stated),
    },
    Key {
        names: &["status"],
        takes: "draft, or any other word",
        does: "`draft` leaves it out of books, with a warning.",
        example: "status: published",
        scope: Scope::Head,
        read: |node, stated, _| status(node, stated),
    },
];

/// Signs between tags written as one text.
const COMMAS: &[char] = &[',', '，', '、', '\n'];

/// Signs between names written as one text. A comma is none: `Doe, Jane` is one name.
const ENUMERATION: &[char] = &['、', '\n'];

/// A text on one line, or nothing if it is blank. Lists and groups are refused.
fn line(node: &Node) -> Result<Option<Located<String>>, Wrong> {
    match node.as_str() {
        Some(_) => Ok(node.line().map(unlinked)),
        None => Err(Wrong::value(node)),
    }
}

fn source(node: &Node, stated: &mut Stated, wrongs: &mut Vec<Wrong>) -> Result<(), Wrong> {
    stated.head.source = line(node)?;
    let text = stated.head.source.as_ref();
    if let Some(why) = text.and_then(|text| refused(&text.value)) {
        let message = format!("is {}, which {why}", described(node));
        wrongs.push(Wrong::of(&NOT_AN_ADDRESS, node, message));
    }
    Ok(())
}

fn description(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let text = node.as_str().ok_or_else(|| Wrong::value(node))?;
    if !text.trim().is_empty() {
        stated.description = Some(node.clone());
    }
    Ok(())
}

/// The entries of a list, or of one text with any of the given separators.
fn list(node: &Node, separators: &[char]) -> Result<Vec<Located<String>>, Wrong> {
    if let Some(entries) = node.as_sequence() {
        let mut out = Vec::with_capacity(entries.len());
        for entry in entries.iter().filter(|entry| !entry.is_null()) {
            // `[[Name]]` without quotation marks is a list in a list to YAML.
            let entry = match entry.as_sequence() {
                Some([only]) => only,
                _ => entry,
            };
            entry.as_str().ok_or_else(|| Wrong::value(node))?;
            out.extend(entry.line().map(unlinked));
        }
        return Ok(out);
    }
    let text = node.as_str().ok_or_else(|| Wrong::value(node))?;
    let parts = text.split(separators).map(str::trim);
    Ok(parts
        .filter(|part| !part.is_empty())
        .map(|part| unlinked(Located { value: part.to_owned(), at: node.at.clone() }))
        .collect())
}

fn date(node: &Node) -> Result<Option<Located<StatedDate>>, Wrong> {
    let text = node.as_str().ok_or_else(|| Wrong::value(node))?.trim();
    // Exporters write 0 where they know no date.
    if text.is_empty() || text.parse() == Ok(0.0) {
        return Ok(None);
    }
    let value = StatedDate::parse(text).ok_or_else(|| {
        Wrong::of(&NOT_A_DATE, node, format!("is {}, not a date", described(node)))
    })?;
    Ok(Some(Located { value, at: node.at.clone() }))
}

fn published(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let Some(is_published) = node.as_bool() else {
        stated.other_dates[1] = date(node)?;
        return Ok(());
    };
    if !is_published {
        stated.head.draft = Some(Located { value: true, at: node.at.clone() });
    }
    Ok(())
}

fn bvid(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let text = node.as_str().ok_or_else(|| Wrong::value(node))?.trim();
    if text.is_empty() {
        return Ok(());
    }
    let value = video_number(text).ok_or_else(|| {
        let message = format!("is {}, not a video number", described(node));
        Wrong::of(&NOT_A_VIDEO, node, message)
    })?;
    stated.head.bvid = Some(Located { value, at: node.at.clone() });
    Ok(())
}

fn episode(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let number = node.as_i64().and_then(|n| u32::try_from(n).ok());
    stated.head.episode =
        Some(Located { value: number.ok_or_else(|| Wrong::value(node))?, at: node.at.clone() });
    Ok(())
}

fn duration(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let length = line(node)?;
    let parts = length.iter().flat_map(|line| line.value.split(':'));
    let seconds = parts.into_iter().try_fold(0_u32, |seconds, part| {
        let whole = part.split('.').next()?.trim().parse::<u32>().ok()?;
        seconds.checked_mul(60)?.checked_add(whole)
    });
    stated.head.duration =
        Some(Located { value: seconds.ok_or_else(|| Wrong::value(node))?, at: node.at.clone() });
    Ok(())
}

fn language(node: &Node, stated: &mut Stated, wrongs: &mut Vec<Wrong>) -> Result<(), Wrong> {
    let Some(text) = line(node)? else {
        return Ok(());
    };
    let read = tag::stated(&text.value).map_err(|none| Wrong {
        message: format!("is {}, {none}", described(node)),
        ..Wrong::value(node)
    })?;
    if read.is_corrected {
        let message = format!("is {}; {} was used", described(node), read.tag);
        wrongs.push(Wrong::of(&TAG_CORRECTED, node, message));
    }
    stated.head.language = Some(Located { value: read.tag, at: text.at });
    Ok(())
}

fn bilingual(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let value = match node.as_str().map(str::trim) {
        Some("off" | "false") => Bilingual::Off,
        Some("paragraphs") => Bilingual::Paragraphs,
        Some("facing") => Bilingual::Facing,
        _ => return Err(Wrong::value(node)),
    };
    stated.head.bilingual = Some(Located { value, at: node.at.clone() });
    Ok(())
}

fn cover(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let text = node.as_str().ok_or_else(|| Wrong::value(node))?;
    if text.trim().is_empty() {
        return Ok(());
    }
    let value =
        RelativePath::parse(text).map_err(|why| Wrong::of(&COVER_PATH, node, why.to_string()))?;
    stated.head.cover = Some(Located { value, at: node.at.clone() });
    Ok(())
}

fn promotion(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let value = match node.as_str().map(str::trim) {
        Some("aside") => Promotion::Aside,
        Some("keep") => Promotion::Keep,
        Some("drop") => Promotion::Drop,
        _ => return Err(Wrong::value(node)),
    };
    stated.head.promotion = Some(Located { value, at: node.at.clone() });
    Ok(())
}

fn status(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    let is_draft = |text: Located<String>| text.value.eq_ignore_ascii_case("draft");
    if line(node)?.is_some_and(is_draft) {
        stated.head.draft = Some(Located { value: true, at: node.at.clone() });
    }
    Ok(())
}

fn draft(node: &Node, stated: &mut Stated) -> Result<(), Wrong> {
    // `published: false` makes a draft, too.
    let earlier = stated.head.draft.as_ref().is_some_and(|draft| draft.value);
    let value = match node.as_str().map(str::trim) {
        Some("1") => Some(true),
        Some("0") => Some(false),
        _ => node.as_bool(),
    };
    stated.head.draft = Some(Located {
        value: value.ok_or_else(|| Wrong::value(node))? || earlier,
        at: node.at.clone(),
    });
    Ok(())
}

/// A text without the brackets of a link of Obsidian around it: `[[folder/name|words]]` is its words,
/// or its name.
fn unlinked(text: Located<String>) -> Located<String> {
    let inner = text.value.strip_prefix("[[");
    let Some(inner) = inner.and_then(|inner| inner.strip_suffix("]]")) else {
        return text;
    };
    let name = |target: &str| target.rsplit('/').next().unwrap_or_default().to_owned();
    let shown = match inner.split_once('|') {
        _ if inner.contains("[[") => return text,
        Some((_, words)) => words.to_owned(),
        None => name(inner),
    };
    Located { value: shown.trim().to_owned(), at: text.at }
}

/// Why a text that is meant as an address of a site is none a book leads to.
pub fn refused(text: &str) -> Option<Refused> {
    let address = address::is_meant(text).then(|| Address::new(text));
    address.and_then(Result::err)
}

/// The `BV` number in a text that is one or is the address of its page.
pub fn video_number(text: &str) -> Option<String> {
    let number = match text.split_once("/video/") {
        Some((_, rest)) => rest.split(['/', '?', '#', '&']).next()?,
        None => text,
    };
    let (prefix, rest) = number.split_at_checked(2)?;
    // Base58: no 0, I, O, l, which are easily taken for one another.
    let fits = prefix.eq_ignore_ascii_case("BV")
        && rest.len() == 10
        && rest
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() && !matches!(b, b'0' | b'I' | b'O' | b'l'));
    fits.then(|| format!("BV{rest}"))
}
