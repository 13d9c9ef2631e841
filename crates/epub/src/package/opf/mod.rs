//! The package document (EPUB 3.3, section 5).

use super::diag::SERIES_POSITION;
use super::landmark::{guide_type, label, landmarks};
use super::{NAVIGATION_PATH, NCX_PATH, stated};
use crate::publication::{Contributor, Item, Metadata, Package, SeriesMembership, Statement};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::media_type::MediaType;
use chengshu_text::xml::{Document, Element, Prolog, element};
use chengshu_writing::labels;
use chengshu_writing::language::Direction;
use chengshu_writing::script::WritingMode;
use std::borrow::Cow;

mod accessibility;
mod statements;

use statements::Statements;

/// The id of the unique identifier's element.
const IDENTIFIER_ID: &str = "identifier";
/// The manifest id of the NCX.
const NCX_ID: &str = "ncx";

/// The package document as text.
///
/// It needs a title, a language, an identifier and at least one spine entry, which the types do
/// not enforce; everything else may be absent, and what is blank is not written (M5). The
/// manifest begins with the navigation document and the NCX; `package.items` follow in their
/// order. Conformance to EPUB Accessibility is claimed when
/// somebody certifies it (A2).
pub fn package_document(package: &Package) -> String {
    let root = element("package")
        .attr("xmlns", "http://www.idpf.org/2007/opf")
        .attr("version", "3.0")
        .attr("unique-identifier", IDENTIFIER_ID)
        .attr("xml:lang", package.metadata.language.clone())
        .attr_opt("dir", Direction::of(&package.metadata.language).stated())
        .attr_opt("prefix", prefixes(&package.statements))
        .child(metadata(package));
    let mut document = Document::new(Prolog::Xml);
    document.open(root);
    manifest(&package.items, &mut document);
    spine(package, &mut document);
    document.add_all(guide(package));
    document.finish()
}

/// The prefixes that need to be declared (EPUB 3.3, appendix D.1.4), each once.
fn prefixes(statements: &[Statement]) -> Option<String> {
    let mut declared: Vec<String> = Vec::new();
    for statement in statements {
        if let Statement::Property { prefix: (name, address), .. } = statement {
            let declaration = format!("{name}: {address}");
            if !declared.contains(&declaration) {
                declared.push(declaration);
            }
        }
    }
    (!declared.is_empty()).then(|| declared.join(" "))
}

/// Reports what the metadata states but the package document cannot hold.
pub fn review(metadata: &Metadata, sink: &mut Sink) {
    let number = metadata
        .series
        .as_ref()
        .and_then(|series| series.number.as_deref())
        .and_then(stated);
    if let Some(number) = number
        && !is_position(number)
    {
        sink.push(
            Diagnostic::new(
                &SERIES_POSITION,
                format!("left out the position “{number}” in the series"),
            )
            .help("write it in digits, such as 3 or 2.5"),
        );
    }
}

fn metadata(package: &Package) -> Element {
    let metadata = &package.metadata;
    let mut out = Statements::default();
    out.dc_with_id("identifier", IDENTIFIER_ID, &metadata.identifier);
    titles(metadata, &mut out);
    out.dc("language", &metadata.language);
    agents("creator", &metadata.creators, &mut out);
    agents("contributor", &metadata.contributors, &mut out);
    out.dc_opt("publisher", metadata.publisher.as_ref());
    out.dc_opt("date", metadata.date.as_ref());
    out.property("dcterms:modified", &metadata.modified);
    out.dc_opt("description", metadata.description.as_ref());
    for subject in &metadata.subjects {
        out.dc("subject", subject);
    }
    for source in &metadata.sources {
        out.dc("source", source);
    }
    out.dc_opt("rights", metadata.rights.as_ref());
    if let Some(membership) = &metadata.series {
        series(membership, &mut out);
    }
    accessibility::state(package, &mut out);
    for statement in &package.statements {
        match statement {
            Statement::Property { property, value, .. } => out.property(property, value),
            Statement::Legacy { name, content } => out.legacy(name, content),
        }
    }
    if let Some(cover) = package.items.iter().find(|item| is_cover(item)) {
        // I1: EPUB 2 readers and Kindle find the cover by this.
        out.legacy("cover", &manifest_id(&cover.path));
    }
    element("metadata")
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .children(out.into_elements())
}

/// EPUB 3.3, section 5.5.3.1.2: the first title is the main one whatever the reader supports.
fn titles(metadata: &Metadata, out: &mut Statements) {
    out.dc_with_id("title", "title", &metadata.title);
    out.refine("title", "title-type", "main");
    let Some(subtitle) = metadata.subtitle.as_deref().and_then(stated) else {
        return;
    };
    out.refine("title", "display-seq", "1");
    out.dc_with_id("title", "subtitle", subtitle);
    out.refine("subtitle", "title-type", "subtitle");
    out.refine("subtitle", "display-seq", "2");
}

/// Writes creators or contributors with their roles (M4).
fn agents(name: &'static str, agents: &[Contributor], out: &mut Statements) {
    let named: Vec<&Contributor> =
        agents.iter().filter(|agent| stated(&agent.name).is_some()).collect();
    for (agent, number) in named.iter().zip(1_usize..) {
        let id = format!("{name}-{number}");
        out.dc_with_id(name, &id, &agent.name);
        out.refine_with_scheme(&id, "role", "marc:relators", &agent.role);
        if let Some(file_as) = &agent.file_as {
            out.refine(&id, "file-as", file_as);
        }
        if named.len() > 1 {
            out.refine(&id, "display-seq", &number.to_string());
        }
    }
}

/// Names the series in EPUB's vocabulary and in calibre's (M3). A position neither can hold is
/// left out; see [`review`].
fn series(series: &SeriesMembership, out: &mut Statements) {
    let Some(name) = stated(&series.name) else {
        return;
    };
    out.property_with_id("belongs-to-collection", "series", name);
    out.refine("series", "collection-type", "series");
    let number = series.number.as_deref().and_then(stated);
    let number = number.filter(|number| is_position(number));
    if let Some(number) = number {
        out.refine("series", "group-position", number);
    }
    out.legacy("calibre:series", name);
    // calibre reads its index as a decimal fraction, so 2.5.1 is for EPUB's vocabulary only.
    if let Some(number) = number.filter(|number| number.matches('.').count() <= 1) {
        out.legacy("calibre:series_index", number);
    }
}

/// True if a position has the form of EPUB 3.3, appendix D.3.7: whole numbers joined by dots.
fn is_position(number: &str) -> bool {
    number
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_cover(item: &Item) -> bool {
    item.properties
        .split_ascii_whitespace()
        .any(|property| property == "cover-image")
}

fn manifest(items: &[Item], document: &mut Document) {
    let own =
        [("nav", NAVIGATION_PATH, MediaType::Xhtml, "nav"), (NCX_ID, NCX_PATH, MediaType::Ncx, "")];
    document.open(element("manifest"));
    document.add_all(own.map(|(id, path, media_type, properties)| {
        manifest_item(id.to_owned(), path, media_type, properties.into())
    }));
    document.add_all(items.iter().map(|item| {
        manifest_item(manifest_id(&item.path), &item.path, item.media_type, item.properties.clone())
    }));
    document.close();
}

fn manifest_item(
    id: String,
    path: &str,
    media_type: MediaType,
    properties: Cow<'static, str>,
) -> Element {
    element("item")
        .attr("id", id)
        .attr("href", path.to_owned())
        .attr("media-type", media_type.as_str())
        .attr_opt("properties", Some(properties).filter(|properties| stated(properties).is_some()))
}

/// The manifest id of a path: an `NCName`, and a different one for each path, so that the spine
/// needs no look-up.
///
/// The prefix keeps ids apart from those of the metadata and from a leading digit; `/` becomes
/// `-`, and whatever else is not a letter, a digit or a dot becomes `_` and two hexadecimal
/// digits.
fn manifest_id(path: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| HEX.get(usize::from(nibble)).map_or('0', |&hex| char::from(hex));
    let mut id = String::with_capacity(path.len() + 2);
    id.push_str("i-");
    for byte in path.bytes() {
        match byte {
            b'/' => id.push('-'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' => id.push(char::from(byte)),
            _ => {
                id.push('_');
                id.push(digit(byte >> 4));
                id.push(digit(byte & 0xf));
            }
        }
    }
    id
}

fn spine(package: &Package, document: &mut Document) {
    let direction = match package.writing_mode {
        WritingMode::Horizontal => Direction::of(&package.metadata.language),
        WritingMode::Vertical => Direction::RightToLeft,
    };
    document.open(
        element("spine")
            .attr("toc", NCX_ID)
            .attr("page-progression-direction", direction.as_str()),
    );
    let reference = |path: &str| element("itemref").attr("idref", manifest_id(path));
    document.add_all(package.spine.iter().map(|item| reference(&item.path)));
    document.close();
}

/// The guide (EPUB 3.3, section 5.9.4): all that Kindle and readers of EPUB 2 know of landmarks
/// (N4).
fn guide(package: &Package) -> Option<Element> {
    let labels = labels::of(&package.metadata.language);
    let found = landmarks(package);
    if found.is_empty() {
        return None;
    }
    Some(element("guide").children(found.into_iter().map(|(kind, path)| {
        element("reference")
            .attr("type", guide_type(kind))
            .attr("title", label(kind, labels))
            .attr("href", path.to_owned())
    })))
}

#[cfg(test)]
mod tests;
