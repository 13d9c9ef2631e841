//! The metadata of a book (EPUB 3.3, 5.5).

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::diag;
use super::document::Document;
use super::publication::{DC, Edition, OPF, Package, Publication, children, is, text_of};
use super::reference::resolve;
use chengshu_text::date::PartialDate;
use chengshu_text::diag::{Quoted, Severity, Sink, counted};
use chengshu_writing::language::tag;

/// Prefixes that need not be declared (EPUB 3.3, D.1.4).
pub const RESERVED: &[&str] =
    &["a11y", "dcterms", "marc", "media", "onix", "rendition", "schema", "xsd", "msv", "prism"];

/// Properties of metadata without a prefix (EPUB 3.3, D.3).
const PROPERTIES: &[&str] = &[
    "alternate-script", "authority", "belongs-to-collection", "collection-type", "display-seq",
    "dictionary-type", "file-as", "group-position", "identifier-type", "meta-auth",
    "pageBreakSource", "role", "source-language", "source-of", "target-language", "term",
    "title-type",
];

/// The values of properties of layout (EPUB 3.3, 8.2.2).
const RENDITION: &[(&str, &[&str])] = &[
    ("rendition:flow", &["auto", "paginated", "scrolled-continuous", "scrolled-doc"]),
    ("rendition:layout", &["pre-paginated", "reflowable"]),
    ("rendition:orientation", &["auto", "landscape", "portrait"]),
    ("rendition:spread", &["auto", "both", "landscape", "none", "portrait"]),
];

/// The elements a property may refine: names of Dublin Core.
const REFINED: &[(&str, &[&str])] = &[
    ("authority", &["subject"]),
    ("identifier-type", &["identifier", "source"]),
    ("role", &["creator", "contributor", "publisher"]),
    ("source-of", &["source"]),
    ("term", &["subject"]),
    ("title-type", &["title"]),
];

/// Properties that refine an element once.
const ONCE: &[&str] = &[
    "collection-type", "display-seq", "file-as", "group-position", "identifier-type", "source-of",
    "title-type",
];

/// The elements of Dublin Core.
const ELEMENTS: &[&str] = &[
    "contributor", "coverage", "creator", "date", "description", "format", "identifier",
    "language", "publisher", "relation", "rights", "source", "subject", "title", "type",
];

/// Checks what a book says of itself.
pub fn check(book: &Publication, sink: &mut Sink) {
    let package = book.package;
    let document = package.document;
    let Some(metadata) = package.part("metadata") else {
        return;
    };
    let nodes: Vec<Node> = elements(metadata).collect();
    required(package, metadata, &nodes, sink);
    for node in &nodes {
        if node.tag_name().namespace() == Some(DC) {
            dublin_core(package, *node, sink);
        } else if is(*node, OPF, "meta") && package.edition == Edition::Three {
            meta(package, *node, sink);
        } else if is(*node, OPF, "link") && package.edition == Edition::Three {
            for name in ["href", "rel"] {
                if !node.has_attribute(name) {
                    let message = format!("`link` has no `{name}`");
                    document.report(*node, &diag::PACKAGE_STRUCTURE, message, sink);
                }
            }
            let href = node.attribute("href").unwrap_or_default();
            let path = resolve(&document.file.path, href).ok().and_then(|address| address.path);
            let is_file = path.is_some_and(|path| path != document.file.path);
            if is_file && !node.has_attribute("media-type") {
                let message = "`link` leads to a file of the book but has no `media-type`";
                document.report(*node, &diag::PACKAGE_STRUCTURE, message, sink);
            }
        }
    }
    if package.edition == Edition::Three {
        modified(document, metadata, &nodes, sink);
        refinements(document, &nodes, sink);
    }
}

/// The elements of metadata; in EPUB 2 they may be in groups.
fn elements<'a>(metadata: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    children(metadata).flat_map(|node| {
        let group = matches!(node.tag_name().name(), "dc-metadata" | "x-metadata");
        let inside = group.then(|| children(node)).into_iter().flatten();
        (!group).then_some(node).into_iter().chain(inside)
    })
}

fn required(package: &Package, metadata: Node, nodes: &[Node], sink: &mut Sink) {
    let document = package.document;
    for name in ["identifier", "title", "language"] {
        if !nodes.iter().any(|node| is(*node, DC, name)) {
            let message = format!("there is no `dc:{name}`");
            document.report(metadata, &diag::METADATA_MISSING, message, sink);
        }
    }
    let mut dates = nodes.iter().filter(|node| is(**node, DC, "date"));
    if let (Some(_), Some(second), Edition::Three) = (dates.next(), dates.next(), package.edition) {
        let message = "there is a second `dc:date`";
        document.report(*second, &diag::METADATA_VALUE, message, sink);
    }
}

fn dublin_core(package: &Package, node: Node, sink: &mut Sink) {
    let document = package.document;
    let name = node.tag_name().name();
    let text = text_of(node);
    let value = text.trim();
    let mut report = |severity, message: String| {
        let mut finding = document.at(node, &diag::METADATA_VALUE, message);
        finding.severity = severity;
        sink.push(finding);
    };
    if !ELEMENTS.contains(&name) {
        return report(Severity::Error, format!("{} is not a Dublin Core element", Quoted(name)));
    }
    let three = package.edition == Edition::Three;
    if value.is_empty() {
        let grave = three || name == "date";
        let severity = if grave { Severity::Error } else { Severity::Warning };
        return report(severity, format!("`dc:{name}` is empty"));
    }
    match name {
        "language" if !tag::is_well_formed(value) => {
            report(Severity::Error, format!("{} is not a language tag", Quoted(value)));
        }
        "date" if !is_date(value) => {
            let severity = if three { Severity::Warning } else { Severity::Error };
            report(severity, format!("{} is not a date of the form 2026-01-31", Quoted(value)));
        }
        "identifier" => {
            let uuid = value.strip_prefix("urn:uuid:");
            if uuid.is_some_and(|uuid| uuid::Uuid::try_parse(uuid).is_err()) {
                report(Severity::Warning, format!("{} is not a UUID", Quoted(value)));
            }
        }
        _ => {}
    }
}

/// True if a text has the form of <https://www.w3.org/TR/NOTE-datetime>.
fn is_date(text: &str) -> bool {
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    let digits = day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    digits && matches!(day.len(), 4 | 7 | 10) && PartialDate::parse(day).is_some()
}

fn meta(package: &Package, node: Node, sink: &mut Sink) {
    let document = package.document;
    let property = node.attribute_node("property");
    let legacy = node.has_attribute("name") && node.has_attribute("content");
    let Some(property) = property else {
        if !legacy {
            let message = "`meta` has neither `property` nor `name` and `content`";
            document.report(node, &diag::PACKAGE_STRUCTURE, message, sink);
        }
        return;
    };
    let name = property.value().trim();
    if name.contains(char::is_whitespace) || name.is_empty() {
        let message = format!("{} is not one property", Quoted(name));
        document.report_on(&property, &diag::PROPERTY, message, sink);
    } else if let Some(message) = unknown_property(package, name, PROPERTIES) {
        document.report_on(&property, &diag::PROPERTY, message, sink);
    }
    let text = text_of(node);
    let value = text.trim();
    let rendition = RENDITION.iter().find(|(known, _)| *known == name);
    if rendition.is_some_and(|(_, values)| !value.is_empty() && !values.contains(&value)) {
        let message = format!("`{name}` must not be {}", Quoted(value));
        document.report(node, &diag::METADATA_VALUE, message, sink);
    }
    if value.is_empty() {
        let message = format!("the property {} has no value", Quoted(name));
        document.report(node, &diag::METADATA_VALUE, message, sink);
    }
}

/// The fault of a property: it is none of those known, or has a prefix nobody declared.
pub fn unknown_property(package: &Package, name: &str, known: &[&str]) -> Option<String> {
    let Some((prefix, _)) = name.split_once(':') else {
        let unknown = !known.contains(&name);
        return unknown.then(|| format!("unknown property {}", Quoted(name)));
    };
    let unknown = !package.prefixes.contains(prefix) && !RESERVED.contains(&prefix);
    unknown.then(|| format!("the prefix {} is not declared", Quoted(prefix)))
}

fn modified(document: &Document, metadata: Node, nodes: &[Node], sink: &mut Sink) {
    let is_modified = |node: &&Node| {
        let property = node.attribute("property").map(str::trim);
        property == Some("dcterms:modified") && !node.has_attribute("refines")
    };
    let stated: Vec<&Node> = nodes.iter().filter(is_modified).collect();
    if stated.len() != 1 {
        let message = format!("`dcterms:modified` occurs {}", counted(stated.len(), "time"));
        document.report(metadata, &diag::METADATA_MISSING, message, sink);
    }
    for node in stated {
        let text = text_of(*node);
        let value = text.trim();
        let pattern = "0000-00-00T00:00:00Z";
        let fits = |(own, form): (u8, u8)| match form {
            b'0' => own.is_ascii_digit(),
            form => own == form,
        };
        if value.len() != pattern.len() || !value.bytes().zip(pattern.bytes()).all(fits) {
            let message = format!("{} is not of the form 2026-01-31T12:00:00Z", Quoted(value));
            document.report(*node, &diag::METADATA_VALUE, message, sink);
        }
    }
}

/// Checks what refines what, each element of the package document looked up once.
fn refinements(document: &Document, nodes: &[Node], sink: &mut Sink) {
    let mut by_id = HashMap::new();
    for node in document.elements() {
        if let Some(id) = node.attribute("id") {
            by_id.entry(id.trim()).or_insert(node);
        }
    }
    let mut stated = HashSet::new();
    for node in nodes {
        let Some(refines) = node.attribute_node("refines") else {
            let property = node.attribute("property").map(str::trim).unwrap_or_default();
            let refining = REFINED.iter().any(|(name, _)| *name == property);
            if refining || property == "collection-type" {
                let message = format!("`{property}` has no `refines`");
                document.report(*node, &diag::REFINES, message, sink);
            }
            continue;
        };
        let value = refines.value().trim();
        let property = node.attribute("property").map(str::trim);
        let is_first = property.is_none_or(|property| stated.insert((property, value)));
        let Some(id) = value.strip_prefix('#') else {
            if value.contains(':') {
                let message = format!("{} is not an address within the book", Quoted(value));
                document.report_on(&refines, &diag::REFINES, message, sink);
            }
            continue;
        };
        let message = match by_id.get(id) {
            None => Some(format!("there is no element with the id {}", Quoted(id))),
            Some(target) => wrongly_refined(*target, property.unwrap_or_default()),
        };
        let twice = || {
            let name = property.filter(|name| !is_first && ONCE.contains(name))?;
            Some(format!("`{name}` of {} is repeated", Quoted(id)))
        };
        if let Some(message) = message.or_else(twice) {
            document.report_on(&refines, &diag::REFINES, message, sink);
        }
    }
}

/// Why a property cannot refine an element.
fn wrongly_refined(target: Node, property: &str) -> Option<String> {
    let tag = target.tag_name();
    let allowed = REFINED.iter().find(|(name, _)| *name == property);
    if let Some((_, elements)) = allowed
        && (tag.namespace() != Some(DC) || !elements.contains(&tag.name()))
    {
        let name = Quoted(tag.name());
        return Some(format!("`{property}` does not refine a {name}"));
    }
    let is_collection = target.attribute("property") == Some("belongs-to-collection");
    (property == "collection-type" && !is_collection)
        .then(|| "`collection-type` refines a collection".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_their_forms() {
        assert!(is_date("2026") && is_date("2026-02-28T10:00:00Z"));
        assert!(!is_date("28.2.2026") && !is_date("2026-02-30"));
    }
}
