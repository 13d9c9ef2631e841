//! Subtitles as Bilibili serves them: `{"body": [{"from": 0.5, "to": 2.1, "content": "…"}]}`.

use super::{cue, entries, seconds};
use crate::model::speech::Recording;
use chengshu_text::diag::Sink;
use chengshu_text::json::Node;
use chengshu_text::source::Source;

/// Reads a file. `None` if it has no list `body`, or no entry of it has `content`.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let read =
        |entry: &Node<'_>| cue(entry.get("content"), seconds(entry, "from"), seconds(entry, "to"));
    entries(source, "body", read, sink)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn a_file_as_it_should_be() {
        let text = r##"{"font_size":0.4,"font_color":"#FFFFFF","Stroke":"none","type":"AIsubtitle",
            "lang":"zh","body":[{"from":0.48,"to":2.2,"sid":1,"location":2,"content":"潮水退了","music":0.0},
            {"from":2.2,"to":4,"sid":2,"location":2,"content":"灯塔\n还亮着"}]}"##;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(480), "", "潮水退了"), (Some(2200), "", "灯塔\n还亮着")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "{\"body\":[{\"from\":1,\"to\":2,\"content\":\"甲\"},\n{\"from\":2,\"to\":3},\n\
            {\"from\":\"x\",\"to\":4,\"content\":\"乙\"},\n{\"from\":5,\"content\":\"丙";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "甲"), (None, "", "乙")])
                .found(&[("CS0124", 2), ("CS0125", 4)])
        );
        assert_eq!(said(read, r#"{"name": "x", "body": "y"}"#), Said::nothing());
    }
}
