//! `chengshu stages` shows what each stage makes of a transcript.

use std::fs;

use crate::book;

#[test]
fn every_stage_is_shown() {
    let base = tempfile::tempdir().unwrap();
    let text = "---\ntitle: 灯塔\n---\n灯塔在港口,很高。\n";
    fs::write(base.path().join("a.md"), text).unwrap();
    let output = book::run(base.path(), &["stages", "a.md"]);
    let said = String::from_utf8(output.stdout).unwrap();
    let parts = [
        "=== a.md: chapter",
        "title: \"灯塔\"",
        "=== a.md: changes\n4:6: width: \",\" → \"，\"",
        "=== a.md: blocks",
        "=== EPUB/text/c0-a.xhtml\n<?xml",
        "<p>灯塔在港口，很高。</p>",
    ];
    let mut from = 0;
    for part in parts {
        let at = said[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} is not in\n{}", &said[from..]));
    }
}
