//! Word documents: the paragraphs of `word/document.xml` (ECMA-376, part 1, section 17).

use std::collections::HashMap;

use super::{Paragraph, opened, unpacked};
use crate::ingest::speech::tags::{Kind, Pieces};

/// How deep paragraphs are in paragraphs, as those of text boxes are.
const DEEPEST: usize = 16;

/// How many styles may be based on one another.
const MOST_BASES: usize = 8;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Vec<Paragraph>, String> {
    let archive = opened(bytes)?;
    let document = unpacked(&archive, "word/document.xml")?;
    let styles = unpacked(&archive, "word/styles.xml").unwrap_or_default();
    let mut notes = Notes::default();
    let mut out = paragraphs(&document, &levels(&styles), &mut notes);
    for path in ["word/footnotes.xml", "word/endnotes.xml"] {
        // Few documents have them.
        if let Ok(file) = unpacked(&archive, path) {
            out.extend(notes.paragraphs(&file));
        }
    }
    Ok(out)
}

/// Notes at the foot of pages, which stand at the end of the text, with a number there and where they belong.
#[derive(Default)]
struct Notes {
    /// Their numbers in the order of the text, by their identifiers.
    met: HashMap<String, usize>,
}

impl Notes {
    /// The sign of a note.
    fn sign(&mut self, id: String) -> String {
        let next = self.met.len() + 1;
        format!("[{}]", self.met.entry(id).or_insert(next))
    }

    /// The notes of a file.
    fn paragraphs(&self, file: &str) -> Vec<Paragraph> {
        let mut out = Vec::new();
        for note in file
            .split("<w:footnote ")
            .chain(file.split("<w:endnote "))
            .filter(|note| note.starts_with("w:"))
        {
            let tag = format!("<note {note}");
            let id = Pieces::of(&tag).next().and_then(|piece| match piece.kind {
                Kind::Open(tag) => tag.attribute("id"),
                _ => None,
            });
            let number = id.and_then(|id| self.met.get(&id));
            let read = paragraphs(&tag, &HashMap::new(), &mut Self::default());
            let words = read.into_iter().map(|one| one.text).filter(|text| !text.trim().is_empty());
            let words = words.collect::<Vec<_>>().join("\n");
            if !words.is_empty() {
                let sign = number.map(|number| format!("[{number}] ")).unwrap_or_default();
                out.push(Paragraph { text: sign + words.trim(), ..Paragraph::default() });
            }
        }
        out
    }
}

/// The paragraphs of a document. In: the levels of styles that are headings.
fn paragraphs(
    document: &str,
    levels: &HashMap<String, usize>,
    notes: &mut Notes,
) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut open: Vec<Paragraph> = Vec::new();
    // The cells of a row of a table stand in one line.
    let mut row: Option<Vec<String>> = None;
    // An element whose content is not read: it is shown otherwise, or not at all.
    let mut skipped: Option<String> = None;
    let mut is_text = false;
    for piece in Pieces::of(document) {
        match piece.kind {
            Kind::Close(name) if skipped.as_deref() == Some(&name) => skipped = None,
            _ if skipped.is_some() => {}
            Kind::Open(tag) => {
                let value = |name: &str| tag.attribute(name);
                let depth = open.len();
                match (tag.name.as_str(), open.last_mut()) {
                    ("fallback" | "movefrom" | "del", _) if !tag.is_empty => {
                        skipped = Some(tag.name);
                    }
                    ("p", _) if !tag.is_empty && depth < DEEPEST => open.push(Paragraph::default()),
                    ("tr", _) => row = Some(Vec::new()),
                    ("pstyle", Some(last)) => {
                        let style = value("val").unwrap_or_default();
                        last.level = levels.get(&style).copied().or_else(|| level(&style));
                    }
                    ("outlinelvl", Some(last)) => {
                        let stated = value("val").and_then(|text| text.parse::<usize>().ok());
                        last.level = stated.filter(|&level| level < 9).map(|level| level + 1);
                    }
                    ("numpr", Some(last)) => last.is_item = true,
                    ("t", _) => is_text = !tag.is_empty,
                    // A tab stop has the name of a tab.
                    ("tab", Some(last)) if value("val").is_none() => last.text.push('\t'),
                    ("br" | "cr", Some(last)) => last.text.push('\n'),
                    ("footnotereference" | "endnotereference", Some(last)) => {
                        let sign = notes.sign(value("id").unwrap_or_default());
                        last.text.push_str(&sign);
                    }
                    ("nobreakhyphen", Some(last)) => last.text.push('-'),
                    _ => {}
                }
            }
            Kind::Close(name) => match name.as_str() {
                "t" => is_text = false,
                "p" => {
                    let closed = open.pop();
                    match &mut row {
                        Some(cells) => cells.extend(closed.map(|cell| cell.text)),
                        None => out.extend(closed),
                    }
                }
                "tr" => {
                    let cells = row.take().unwrap_or_default();
                    out.push(Paragraph { text: cells.join("\t"), ..Paragraph::default() });
                }
                _ => {}
            },
            Kind::Text(text) if is_text => {
                if let Some(last) = open.last_mut() {
                    last.text.push_str(&text);
                }
            }
            Kind::Text(_) => {}
        }
    }
    // Where the file is cut off.
    if let Some(cells) = row {
        out.push(Paragraph { text: cells.join("\t"), ..Paragraph::default() });
    }
    out.extend(open);
    out
}

/// The level a style has by its name: `heading 2`, `标题 2`, `Title`.
fn level(style: &str) -> Option<usize> {
    let name = style.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "標題") {
        return Some(1);
    }
    let number = ["heading", "标题", "標題", "überschrift", "titre"]
        .iter()
        .find_map(|word| name.strip_prefix(word))?;
    number.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// The levels of the styles that are headings, by their identifiers.
fn levels(styles: &str) -> HashMap<String, usize> {
    let mut levels = HashMap::new();
    let mut bases = HashMap::new();
    let mut style = String::new();
    for piece in Pieces::of(styles) {
        let Kind::Open(tag) = piece.kind else { continue };
        let value = tag.attribute("val");
        match (tag.name.as_str(), value) {
            ("style", _) => style = tag.attribute("styleId").unwrap_or_default(),
            ("name", Some(name)) => {
                if let Some(level) = level(&name) {
                    levels.insert(style.clone(), level);
                }
            }
            ("basedon", Some(base)) => {
                bases.insert(style.clone(), base);
            }
            ("outlinelvl", Some(stated)) => {
                if let Some(level) = stated.parse().ok().filter(|&level: &usize| level < 9) {
                    levels.entry(style.clone()).or_insert(level + 1);
                }
            }
            _ => {}
        }
    }
    let based = bases.keys().filter_map(|style| {
        let mut line =
            std::iter::successors(Some(style), |style| bases.get(*style)).take(MOST_BASES);
        Some((style.clone(), line.find_map(|style| levels.get(style).copied())?))
    });
    let based: Vec<_> = based.collect();
    levels.extend(based);
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str, styles: &str) -> Vec<(usize, String)> {
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let paragraphs = paragraphs(&document, &levels(styles), &mut Notes::default()).into_iter();
        paragraphs.map(|one| (one.level.unwrap_or(0), one.text)).collect()
    }

    fn own(paragraphs: &[(usize, &str)]) -> Vec<(usize, String)> {
        paragraphs.iter().map(|&(level, text)| (level, text.to_owned())).collect()
    }

    #[test]
    fn paragraphs_have_their_text_and_level() {
        let styles = "<w:styles><w:style w:styleId=\"a1\"><w:name w:val=\"heading 2\"/></w:style>\
            <w:style w:styleId=\"a2\"><w:name w:val=\"x\"/><w:basedOn w:val=\"a1\"/></w:style></w:styles>";
        let body = "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>港</w:t></w:r><w:r><w:t>口</w:t></w:r></w:p>\n\
            <w:p><w:pPr><w:pStyle w:val=\"a2\"/><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\
            <w:r><w:t xml:space=\"preserve\">灯 &amp; </w:t><w:tab/><w:t>塔</w:t><w:br/><w:delText>雾</w:delText></w:r></w:p>\
            <w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>00:03</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>走。</w:t>\
            </w:r></w:p></w:tc></w:tr></w:tbl>";
        assert_eq!(
            shown(body, styles),
            own(&[(1, "港口"), (2, "灯 & \t塔\n"), (0, "00:03\t走。")])
        );
    }

    #[test]
    fn notes_stand_at_the_end() {
        let mut notes = Notes::default();
        let body =
            "<w:p><w:r><w:t>潮</w:t><w:footnoteReference w:id=\"2\"/><w:t>水。</w:t></w:r></w:p>";
        let read = paragraphs(body, &HashMap::new(), &mut notes);
        assert_eq!(read[0].text, "潮[1]水。");
        let file = "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>\
            <w:footnote w:id=\"2\"><w:p><w:r><w:t> 涨的。</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let texts: Vec<_> = notes.paragraphs(file).into_iter().map(|one| one.text).collect();
        assert_eq!(texts, ["[1] 涨的。"]);
    }

    #[test]
    fn what_is_damaged_is_read_as_far_as_it_goes() {
        assert_eq!(
            shown("<w:p><w:r><w:t>甲</w:p></w:t></x><w:p><w:t>乙 < 丙", ""),
            own(&[(0, "甲"), (0, "乙 < 丙")])
        );
        let circle = "<w:style w:styleId=\"a\"><w:basedOn w:val=\"a\"/></w:style>";
        assert_eq!(levels(circle), HashMap::new());
        assert!(read(b"PK\x03\x04").is_err());
    }
}
