//! What `check` finds in the books of other makers.

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};

use super::findings;

const PAGE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh-CN\" xml:lang=\"zh-CN\">\
    <head><title>灯</title></head><body><h1>灯</h1><p>灯亮着。</p></body></html>";

/// epub-builder gives the language and the author one id, which EPUBCheck reports as RSC-005.
#[test]
fn the_id_that_epub_builder_gives_twice_is_found() {
    let mut builder = EpubBuilder::new(ZipLibrary::new().unwrap()).unwrap();
    builder.epub_version(EpubVersion::V33);
    builder.set_title("灯");
    builder.add_author("林望潮");
    builder.add_language("zh-CN");
    let page = EpubContent::new("one.xhtml", PAGE.as_bytes()).title("灯");
    builder.add_content(page).unwrap();
    let mut book = Vec::new();
    builder.generate(&mut book).unwrap();
    let found = findings(&book);
    let twice = found.iter().find(|finding| finding.code.id == "CS1316").unwrap();
    let place = twice.place.as_ref().unwrap();
    assert!(place.file.ends_with("content.opf"), "{}", place.file);
    assert!(place.text.contains("dc:language") || place.text.contains("dc:creator"));
}
