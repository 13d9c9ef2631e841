//! Chapters as JSON of the podcast namespace, "Podcasting 2.0" (requirement T7):
//! `{"chapters": [{"startTime": 0, "title": "…"}]}`.

use super::seconds;
use crate::ingest::diag::{CUT_OFF, ENTRY_NOT_READ};
use crate::model::speech::Mark;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::json::{self, Node};
use chengshu_text::source::Source;

/// Reads chapters. Nothing if there is no list `chapters`.
pub fn read_chapters(source: &Source, sink: &mut Sink) -> Vec<Mark> {
    let (root, broken) = json::read(&source.text);
    let found = root.as_ref().and_then(|root| root.get("chapters"));
    if let Some(broken) = broken {
        sink.push(
            Diagnostic::new(&CUT_OFF, "the file is not valid JSON from here on")
                .at(source.place(broken.at))
                .help("the part before this place was read"),
        );
    }
    marks(source, found, "startTime", sink)
}

/// The chapters in a list, ascending. `start` names the seconds at which one begins.
pub fn marks(source: &Source, list: Option<&Node<'_>>, start: &str, sink: &mut Sink) -> Vec<Mark> {
    let mut marks = Vec::new();
    for entry in list.and_then(Node::list).unwrap_or_default() {
        // Chapters that only change the picture are not for the contents.
        if entry
            .get("toc")
            .is_some_and(|toc| source.text.get(toc.at.clone()) == Some("false"))
        {
            continue;
        }
        let title = entry.get("title").and_then(Node::text).map(str::trim);
        match (seconds(entry, start), title) {
            (Some(start_ms), Some(title)) => {
                // What yt-dlp calls the time before the first chapter.
                if !title.is_empty() && !title.starts_with("<Untitled Chapter") {
                    marks.push(Mark {
                        start_ms,
                        title: title.split_whitespace().collect::<Vec<_>>().join(" "),
                    });
                }
            }
            (Some(_), None) => {}
            (None, _) => sink.push(
                Diagnostic::new(&ENTRY_NOT_READ, "this chapter has no readable time")
                    .at(source.span(&entry.at))
                    .help("write the start of the chapter in seconds, such as 62.5"),
            ),
        }
    }
    marks.sort_by_key(|mark| mark.start_ms);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_sorted_and_pictures_left_out() {
        let text = "{\"version\": \"1.2.0\", \"chapters\": [\n\
            {\"startTime\": 90, \"title\": \"灯塔\\n之二\"},\n\
            {\"startTime\": 10.5, \"title\": \"开场\"},\n\
            {\"startTime\": 20, \"img\": \"a.jpg\", \"toc\": false, \"title\": \"图\"},\n\
            {\"title\": \"没有时间\"}]}";
        let source = Source::new("a", text.to_owned());
        let mut sink = Sink::default();
        let marks = read_chapters(&source, &mut sink);
        let shown: Vec<_> = marks.iter().map(|mark| (mark.start_ms, mark.title.as_str())).collect();
        assert_eq!(shown, [(10_500, "开场"), (90_000, "灯塔 之二")]);
        assert_eq!(sink.as_slice().len(), 1);
    }
}
