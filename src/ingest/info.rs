//! `NAME.info.json`, which yt-dlp writes beside what it fetches: what a head would say, and
//! chapters.

use super::diag::{INFO_NOT_READ, NOT_A_DATE, NOT_AN_ADDRESS};
use super::front_matter::{refused, video_number};
use super::speech::podcast::marks;
use crate::model::head::{Head, LocatedText};
use crate::model::speech::Mark;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::json::{self, Node};
use chengshu_text::source::{Located, Source};
use chengshu_text::stated::StatedDate;

/// Statements of a `.info.json` about a recording.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// Statements a head would make. Places are in the `.info.json`.
    pub head: Head,
    /// Chapters.
    pub chapters: Vec<Mark>,
    /// Languages with subtitles made by people, as the site calls them.
    pub manual: Vec<String>,
    /// Languages with automatic captions.
    pub automatic: Vec<String>,
    /// Whether it is of a recording or of a list of them.
    pub about: About,
}

/// The subject of a `.info.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum About {
    /// One recording.
    #[default]
    Recording,
    /// A playlist or channel.
    List,
}

/// Reads a `.info.json`. One that is no JSON group is a finding and says nothing.
pub fn read(source: &Source, sink: &mut Sink) -> Info {
    let (root, broken) = json::read(&source.text);
    if let Some(broken) = broken {
        sink.push(
            Diagnostic::new(&INFO_NOT_READ, "the file is not valid JSON from here on")
                .at(source.place(broken.at))
                .help("the part before this place was read"),
        );
    }
    let Some(root) = root else {
        return Info::default();
    };
    Info {
        head: head(&root, source, sink),
        chapters: marks(source, root.get("chapters"), "start_time", sink),
        manual: names(root.get("subtitles")),
        automatic: names(root.get("automatic_captions")),
        about: match root.get("_type").and_then(Node::text) {
            Some("playlist" | "multi_video") => About::List,
            _ => About::Recording,
        },
    }
}

fn head(root: &Node<'_>, source: &Source, sink: &mut Sink) -> Head {
    let line = |names: &[&str]| names.iter().find_map(|name| root.get(name).and_then(line));
    let description = root.get("description").and_then(|node| {
        let text = node.text().filter(|text| !text.trim().is_empty())?;
        Some(LocatedText {
            text: text.to_owned(),
            at: node.at.clone(),
            runs: node.runs(&source.text),
        })
    });
    let date = ["timestamp", "release_timestamp", "upload_date", "release_date"]
        .iter()
        .find_map(|name| root.get(name).and_then(|node| date(node, source, sink)));
    let bvid = line(&["id"]).or_else(|| line(&["webpage_url"])).and_then(bvid);
    let tags = root.get("tags").and_then(Node::list).unwrap_or_default();
    let episode = ["episode_number", "playlist_index"]
        .iter()
        .find_map(|name| number(root.get(name)?));
    let series = line(&["series", "playlist_title", "playlist"]);
    let page = line(&["webpage_url", "original_url"]);
    if let Some(page) = &page {
        report_refused(page, source, sink);
    }
    let language = line(&["language"]).and_then(|stated| {
        let value = super::stated_language(&stated.value)?;
        Some(Located { value, ..stated })
    });
    Head {
        language,
        title: line(&["title", "fulltitle"]),
        description,
        tags: tags.iter().filter_map(self::line).collect(),
        date,
        bvid,
        authors: line(&["uploader", "channel", "creator"]).into_iter().collect(),
        episode: episode.filter(|_| series.is_some()),
        series,
        source: page,
        duration: root.get("duration").and_then(|node| {
            Some(Located { value: whole(node.number()?.round())?, at: node.at.clone() })
        }),
        extra: ["season_number"]
            .iter()
            .filter_map(|name| {
                let node = root.get(name)?;
                let key = Located { value: (*name).to_owned(), at: node.at.clone() };
                Some((key, source.text.get(node.at.clone())?.to_owned()))
            })
            .collect(),
        ..Head::default()
    }
}

/// The number of a recording in its id or address. Parts of one are called BV…_p2.
fn bvid(stated: Located<String>) -> Option<Located<String>> {
    let value = stated.value.split("_p").next().and_then(video_number)?;
    Some(Located { value, ..stated })
}

fn number(node: &Node<'_>) -> Option<Located<u32>> {
    Some(Located { value: whole(node.number()?)?, at: node.at.clone() })
}

/// Reports the page of a recording if no book can lead to it.
fn report_refused(page: &Located<String>, source: &Source, sink: &mut Sink) {
    let Some(why) = refused(&page.value) else {
        return;
    };
    let message = format!("“{}” {why}", page.value);
    sink.push(
        Diagnostic::new(&NOT_AN_ADDRESS, message)
            .at(source.span(&page.at))
            .help("write a web address such as https://lighthouse.example/talk"),
    );
}

/// A text on one line. yt-dlp writes `NA` for what it does not know.
fn line(node: &Node<'_>) -> Option<Located<String>> {
    let value = node.text()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty() && value != "NA").then(|| Located { value, at: node.at.clone() })
}

/// A date; a text or number that is none is reported. yt-dlp writes `NA` and `null` for what it
/// does not know, other exporters 0.
fn date(node: &Node<'_>, source: &Source, sink: &mut Sink) -> Option<Located<StatedDate>> {
    let stated = match (node.text(), node.number()) {
        (Some(text), _) => text,
        (None, Some(_)) => source.text.get(node.at.clone())?,
        (None, None) => return None,
    };
    let value = StatedDate::parse(stated);
    let says_none = stated.is_empty() || stated == "NA" || stated.parse() == Ok(0.0);
    if value.is_none() && !says_none {
        sink.push(
            Diagnostic::new(&NOT_A_DATE, format!("“{stated}” is not a date"))
                .at(source.span(&node.at))
                .help("write Unix time in seconds, or a day such as 20210101"),
        );
    }
    let at = node.at.clone();
    value.map(|value| Located { value, at })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Checked to be in range.
fn whole(number: f64) -> Option<u32> {
    ((0.0..1e6).contains(&number) && number.fract() == 0.0).then_some(number as u32)
}

fn names(node: Option<&Node<'_>>) -> Vec<String> {
    match node.map(|node| &node.value) {
        Some(json::Value::Group(pairs)) => pairs.iter().map(|(name, _)| name.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// A head with what another says where it says nothing.
#[must_use]
pub fn over(head: Head, other: &Head) -> Head {
    fn first<T: Clone>(list: Vec<T>, other: &[T]) -> Vec<T> {
        if list.is_empty() { other.to_vec() } else { list }
    }
    Head {
        title: head.title.or_else(|| other.title.clone()),
        subtitle: head.subtitle.or_else(|| other.subtitle.clone()),
        description: head.description.or_else(|| other.description.clone()),
        tags: first(head.tags, &other.tags),
        date: head.date.or_else(|| other.date.clone()),
        bvid: head.bvid.or_else(|| other.bvid.clone()),
        authors: first(head.authors, &other.authors),
        series: head.series.or_else(|| other.series.clone()),
        episode: head.episode.or_else(|| other.episode.clone()),
        duration: head.duration.or_else(|| other.duration.clone()),
        language: head.language.or_else(|| other.language.clone()),
        bilingual: head.bilingual,
        source: head.source.or_else(|| other.source.clone()),
        cover: head.cover.or_else(|| other.cover.clone()),
        marks: head.marks.or_else(|| other.marks.clone()),
        draft: head.draft.or_else(|| other.draft.clone()),
        promotion: head.promotion.or_else(|| other.promotion.clone()),
        // A `.info.json` has none.
        references: head.references,
        extra: first(head.extra, &other.extra),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;
    use chengshu_text::time::Zone;

    #[test]
    fn a_file_as_yt_dlp_writes_it() {
        let text = r#"{"id": "BV1xx411c7mD_p2", "title": "灯塔 的 故事", "description": "说灯塔。\n参考：\n甲",
            "uploader": "岸上人", "upload_date": "20210813", "timestamp": 1628812800,
            "webpage_url": "https://example.org/video", "tags": ["海", "灯"], "duration": 61.5,
            "playlist_title": "海边", "playlist_index": 3, "series": null,
            "chapters": [{"start_time": 0.0, "end_time": 9, "title": "<Untitled Chapter 1>"},
                         {"start_time": 9, "title": "灯"}],
            "subtitles": {"zh-Hans": []}, "automatic_captions": {"en": []}}"#;
        let source = Source::new("a.info.json", text.to_owned());
        let mut sink = Sink::default();
        let info = read(&source, &mut sink);
        assert!(sink.as_slice().is_empty());
        let head = info.head;
        assert_eq!(head.title.unwrap().value, "灯塔 的 故事");
        assert_eq!(head.bvid.unwrap().value, "BV1xx411c7mD");
        assert_eq!(head.series.unwrap().value, "海边");
        assert_eq!(head.episode.unwrap().value, 3);
        assert_eq!(head.authors[0].value, "岸上人");
        let date = head.date.unwrap().value.date(Zone::CHINA);
        assert_eq!(date.to_string(), "2021-08-13");
        let description = head.description.unwrap();
        let at = description.text.find('甲').unwrap();
        assert!(source.text[description.offset(at)..].starts_with('甲'));
        assert_eq!(info.chapters.len(), 1);
        assert_eq!((info.manual, info.automatic), (vec!["zh-Hans".into()], vec!["en".into()]));
    }

    #[test]
    fn a_broken_file_says_what_it_can() {
        let source = Source::new("a.info.json", "{\"title\": \"灯\", \"tags\": [\"海\"".into());
        let mut sink = Sink::default();
        let info = read(&source, &mut sink);
        assert_eq!(info.head.title.unwrap().value, "灯");
        assert_eq!(sink.as_slice().len(), 1);
    }
}
