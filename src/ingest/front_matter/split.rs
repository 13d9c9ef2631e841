//! Where the head of a transcript ends and its text begins.

use super::ends::{Closing, Lines, head_end, json_end, toml_end, unopened_end};
use chengshu_text::source::{Source, Span};

/// The parts of a file. Whatever is in no part is blank, a line `---` or a fence line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The lines between the two `---`, if the file has a head.
    pub head: Option<Span>,
    /// Everything after the head: the text of the transcript.
    pub body: Span,
    /// The fence line before the head, when a language model put the file into a code block. The
    /// line that closes the fence is in the body, unless the fence holds the head alone.
    pub fence: Option<Span>,
    /// How the head ends.
    pub closing: Closing,
    /// The format of the head.
    pub form: Form,
}

/// The format of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// YAML, or JSON, which is YAML as well.
    Yaml,
    /// TOML, between two lines `+++`, as Hugo has it.
    Toml,
}

/// Finds head and body. The head is between a line `---`, the first that is not blank, and the
/// next line that is `---` or `...`; a pair of `---` further down is never a head. A `---` that
/// no key follows is a thematic break of the body. Hugo has TOML between lines `+++` and JSON between
/// braces, Hexo leaves the first `---` out. Linear in the text.
pub fn split(source: &Source) -> Split {
    let text = source.text.as_str();
    let mut lines = Lines { text, at: 0 };
    let none = Split {
        head: None,
        body: 0..text.len(),
        fence: None,
        closing: Closing::Line,
        form: Form::Yaml,
    };
    let Some(mut first) = lines.filled() else {
        return none;
    };
    let mut fence = None;
    if let Some(mark) = fence_mark(&text[first.clone()]) {
        let Some(next) = lines.filled() else {
            return none;
        };
        fence = Some((first, mark));
        first = next;
    }
    let mut form = Form::Yaml;
    let (start, end) = match text[first.clone()].trim_end() {
        "---" => (lines.at, head_end(text, lines.at)),
        "+++" => {
            form = Form::Toml;
            (lines.at, toml_end(text, lines.at))
        }
        line if line.starts_with('{') => (first.start, json_end(text, first.start)),
        _ => (first.start, unopened_end(text, first.start)),
    };
    let Some(end) = end else {
        return none;
    };
    let body = match &fence {
        Some((_, mark)) => after_fence(text, end.body, mark),
        None => end.body,
    };
    Split {
        head: Some(start..end.head),
        body: body..text.len(),
        fence: fence.map(|(span, _)| span),
        closing: end.closing,
        form,
    }
}

/// The run of backticks or tildes that opens a code block of Markdown, YAML or no language.
fn fence_mark(line: &str) -> Option<&str> {
    let line = line.trim();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let (run, info) = line.split_at(line.len() - line.trim_start_matches(mark).len());
    let known = matches!(
        info.trim().to_ascii_lowercase().as_str(),
        "" | "markdown" | "md" | "yaml" | "yml" | "text" | "txt"
    );
    (run.len() >= 3 && known).then_some(run)
}

/// Skips the line that closes the fence if nothing but blank lines is before it: then the fence
/// holds the head alone.
fn after_fence(text: &str, body: usize, mark: &str) -> usize {
    let mut lines = Lines { text, at: body };
    match lines.filled() {
        Some(line) if text[line.clone()].trim() == mark => lines.at,
        _ => body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Head, body, and how the head ends.
    fn parts(text: &str) -> (Option<String>, String, Closing) {
        let split = split(&Source::new("a.md", text.to_owned()));
        (split.head.map(|span| text[span].to_owned()), text[split.body].to_owned(), split.closing)
    }

    fn closed(head: &str, body: &str) -> (Option<String>, String, Closing) {
        (Some(head.to_owned()), body.to_owned(), Closing::Line)
    }

    fn open(head: &str, body: &str) -> (Option<String>, String, Closing) {
        (Some(head.to_owned()), body.to_owned(), Closing::Missing)
    }

    #[test]
    fn the_first_pair_of_lines_is_the_head() {
        assert_eq!(
            parts("---\ntitle: 甲\n---\n正文\n\n---\n完\n"),
            closed("title: 甲\n", "正文\n\n---\n完\n")
        );
        assert_eq!(parts("\n \n--- \ntitle: 甲\n...\n正文"), closed("title: 甲\n", "正文"));
        assert_eq!(parts("---\n---\n正文"), closed("", "正文"));
        assert_eq!(parts("---\na: 1\n---"), closed("a: 1\n", ""));
    }

    #[test]
    fn a_description_may_hold_anything() {
        for head in [
            "title: 甲\ndescription: \"一\n\n二\n\nhttps://example.org/x\n三\"\ntags: []\n",
            "description: '一\n\n二'\n",
            "description: \"他说\"好\"。\n\n第二段\"\ndate: 0\n",
            "description: \"没有完\n\n第二段\ndate: 0\n",
            "title: 甲\n\n# 注\ndate: 0\n",
            "list:\n- 一\n- 二\n\ndate: 0\n",
            "a: |\n  一\n\n  二\n",
        ] {
            assert_eq!(parts(&format!("---\n{head}---\n正文")), closed(head, "正文"));
        }
    }

    #[test]
    fn text_without_a_head_is_all_body() {
        for text in [
            "正文\n---\ntitle: 甲\n---\n",
            "---\n\n正文在线后面。\n\n---\n完\n",
            "---\n他说：你好。\n---\n",
            "---\n",
            "---\n\n",
            "----\ntitle: 甲\n----\n",
            " ---\ntitle: 甲\n---\n",
            "",
            "\n",
            "```rust\n---\na: 1\n---\n",
            "```\n",
        ] {
            let (head, body, _) = parts(text);
            assert_eq!((head, body.as_str()), (None, text));
        }
    }

    #[test]
    fn an_unclosed_head_swallows_no_text() {
        assert_eq!(
            parts("---\ntitle: 甲\ntags:\n- 一\n\n正文：一。\n\n正文二。\n"),
            open("title: 甲\ntags:\n- 一\n", "\n正文：一。\n\n正文二。\n")
        );
        assert_eq!(parts("---\ntitle: 甲\n正文\n"), open("title: 甲\n", "正文\n"));
        assert_eq!(
            parts("---\ntitle: 甲\n\ndate: 0\n\n## 一\n"),
            open("title: 甲\n\ndate: 0\n", "\n## 一\n")
        );
        assert_eq!(
            parts("---\ntitle: 甲\ndate: 0\n\n正文一。\n\n---\n\n正文二。\n"),
            open("title: 甲\ndate: 0\n", "\n正文一。\n\n---\n\n正文二。\n")
        );
        assert_eq!(parts("---\ntitle: 甲\n"), open("title: 甲\n", ""));
        assert_eq!(
            parts("---\ndescription: \"一\n\n二\"\ndate: 0\n正文\n"),
            open("description: \"一\n\n二\"\ndate: 0\n", "正文\n")
        );
    }

    #[test]
    fn heads_of_other_programs_are_found() {
        for (text, head, body) in [
            ("+++\ntitle = \"甲\"\n+++\n正文\n", "title = \"甲\"\n", "正文\n"),
            ("\n+++\n# 注\n[a]\nb = 1\n+++\n", "# 注\n[a]\nb = 1\n", ""),
            ("title: 甲\ntags:\n- 乙\n---\n正文\n", "title: 甲\ntags:\n- 乙\n", "正文\n"),
            ("{\n\"title\": \"}\\\"\"\n}\n\n正文\n", "{\n\"title\": \"}\\\"\"\n}", "\n正文\n"),
        ] {
            assert_eq!(parts(text), closed(head, body), "{text}");
        }
        for text in [
            "+ 一\n+ 二\n",
            "+++\n正文。\n+++\n",
            "+++\ntitle = 1\n正文。\n",
            "注意: 这里\n---\n正文\n",
            "title: 甲\n\n---\n正文\n",
            "title: 甲\n正文\n---\n",
            "title:\n---\n正文\n",
            "{\"title\": 1}\n",
            "{\"words\": 1}\n正文\n",
            "{\"title\": 1} 正文\n正文\n",
            "{\"title\": \n正文\n",
            "}{\n",
        ] {
            assert_eq!(parts(text), (None, text.to_owned(), Closing::Line), "{text}");
        }
    }

    #[test]
    fn a_fence_around_the_file_is_noted() {
        let text = "```markdown\n---\ntitle: 甲\n---\n正文\n```\n";
        assert_eq!(parts(text), closed("title: 甲\n", "正文\n```\n"));
        let split = split(&Source::new("a.md", text.to_owned()));
        assert_eq!(split.fence, Some(0..11));
        assert_eq!(
            parts("~~~yaml\n---\ntitle: 甲\n---\n~~~\n\n正文\n"),
            closed("title: 甲\n", "\n正文\n")
        );
    }

    #[test]
    fn many_open_quotations_are_split() {
        // Anything quadratic would not come back from this.
        let text = format!("---\n{}", "a: \"x\n".repeat(200_000));
        assert_eq!(split(&Source::new("a.md", text.clone())).body.end, text.len());
    }
}
