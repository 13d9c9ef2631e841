//! Tables of Markdown on the page.

use std::collections::{BTreeMap, HashMap};

use chengshu::devices::TARGETS;
use chengshu::markdown;
use chengshu::model::typeface::RareCharacters;
use chengshu::render::chapter::introduction;
use chengshu::render::prose::Setting;
use chengshu::render::recording::Recording;
use chengshu_text::diag::Sink;
use chengshu_text::source::{OffsetMap, Source};
use chengshu_text::xml::{Prolog, document, element};
use chengshu_writing::labels;
use chengshu_writing::script::WritingMode;

#[test]
fn columns_are_set_as_stated() {
    let text = "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |";
    let source = Source::new("a.md", text.to_owned());
    let setting = Setting {
        source: &source,
        file: "a.md",
        pages: &HashMap::new(),
        headings: &BTreeMap::new(),
        pictures: &HashMap::new(),
        moments: Recording::default(),
        thumbnail: None,
        code: None,
        language: "en",
        labels: labels::of("en"),
        form: TARGETS[0].form(WritingMode::default(), RareCharacters::default()),
        second: None,
    };
    let blocks = markdown::parse(text, &OffsetMap::starting_at(0)).blocks;
    let (elements, _) = introduction(blocks, &setting, &mut Sink::default());
    let page = document(Prolog::Xml, &element("div").children(elements));
    for cell in [
        r#"<th scope="col">a</th>"#,
        r#"<th scope="col" class="middle">b</th>"#,
        "<td>1</td>",
        r#"<td class="end">3</td>"#,
    ] {
        assert!(page.contains(cell), "{cell} in {page}");
    }
}
