//! References: that each leads to something that is in the book, and can be shown where it is
//! asked for (EPUB 3.3, 3.2, 3.6, 3.8, 4.2.5 and 5.7).

use std::collections::HashSet;

use roxmltree::{Attribute, Node};

use super::address::{self, Address};
use super::diag;
use super::document::Document;
use super::publication::{Edition, Item, Part, Publication, SVG, XHTML, XLINK, children, is};
use super::styles;
use crate::address as net;
use crate::diag::{Code, Diagnostic, Place, Severity, Sink};

/// What a reference is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A link to go to.
    Page,
    /// An entry of a table of contents.
    Contents,
    /// A picture to be shown.
    Picture,
    /// A style sheet.
    Sheet,
    /// A font.
    Font,
    /// Sound or film.
    Media,
    /// A drawing used in a drawing.
    Drawing,
    /// Anything else that must be there.
    Other,
}

/// A reference.
pub struct Link {
    /// The address as stated.
    pub href: String,
    /// What for.
    pub usage: Use,
    /// Where it stands.
    pub place: Place,
    /// Whether something stands in for it where it cannot be shown.
    pub replaced: bool,
}

/// The pictures readers must be able to show (EPUB 3.3, 3.2).
const PICTURES: &[&str] = &[
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/svg+xml",
    "image/webp",
];

/// The other types that need no fallback (EPUB 3.3, 3.2).
const CORE: &[&str] = &[
    "application/ecmascript",
    "application/font-sfnt",
    "application/font-woff",
    "application/javascript",
    "application/pls+xml",
    "application/smil+xml",
    "application/vnd.ms-opentype",
    "application/x-dtbncx+xml",
    "application/xhtml+xml",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "text/css",
    "text/javascript",
];

/// Checks every reference of every document and style sheet.
pub fn check(book: &Publication, sink: &mut Sink) {
    let mut reached = HashSet::new();
    // Files that ask for something on the net that may lie there.
    let mut remote = HashSet::new();
    for (base, link) in styles::links(book, sink) {
        let address = resolved(book, &base, &link, sink);
        if link.usage == Use::Font && address.is_some_and(|address| is_remote(&address)) {
            remote.insert(base);
        }
    }
    for part in &book.parts {
        let Some(item) = book.item(part) else {
            continue;
        };
        let base = &part.document.file.path;
        for link in links(part, item) {
            let Some(address) = resolved(book, base, &link, sink) else {
                continue;
            };
            if is_remote(&address) && matches!(link.usage, Use::Media | Use::Font) {
                remote.insert(base.clone());
            }
            let is_link = matches!(link.usage, Use::Page | Use::Contents);
            if item.is_content(book.package.edition) && is_link {
                reached.extend(address.path);
            }
        }
        remote_property(book, item, remote.contains(base), sink);
    }
    for item in &book.package.items {
        let path = item.path.as_ref().filter(|path| remote.contains(*path));
        if item.media_type == "text/css" && path.is_some() {
            remote_property(book, item, true, sink);
        }
    }
    guide(book, sink);
    unreached(book, &reached, sink);
}

/// The references of a document.
fn links(part: &Part, item: &Item) -> Vec<Link> {
    let document = &part.document;
    let mut out = Vec::new();
    for node in document.elements() {
        let name = node.tag_name().name();
        let plain = |name: &'static str| node.attribute_node(name);
        let linked = node
            .attribute_node((XLINK, "href"))
            .or_else(|| plain("href"));
        let found: &[(Option<Attribute>, Use)] = match (node.tag_name().namespace(), name) {
            (Some(XHTML), "a" | "area") => &[(plain("href"), page_or_contents(node, item))],
            (Some(XHTML), "img" | "input") => &[(plain("src"), Use::Picture)],
            (Some(XHTML), "link") => &[(plain("href"), link_use(node))],
            (Some(XHTML), "script" | "iframe" | "embed" | "track") => &[(plain("src"), Use::Other)],
            (Some(XHTML), "object") => &[(plain("data"), Use::Other)],
            (Some(XHTML), "audio" | "source") => &[(plain("src"), Use::Media)],
            (Some(XHTML), "video") => {
                &[(plain("src"), Use::Media), (plain("poster"), Use::Picture)]
            }
            (Some(SVG), "a") => &[(linked, Use::Page)],
            (Some(SVG), "image") => &[(linked, Use::Picture)],
            (Some(SVG), "use") => &[(node.attribute_node((XLINK, "href")), Use::Drawing)],
            (_, "content") if item.media_type == "application/x-dtbncx+xml" => {
                &[(plain("src"), Use::Contents)]
            }
            _ => &[],
        };
        for (attribute, usage) in found {
            let Some(attribute) = attribute else { continue };
            out.push(link(document, node, attribute, attribute.value(), *usage));
        }
        if let Some(set) = plain("srcset") {
            let candidates = set
                .value()
                .split(", ")
                .filter_map(|one| one.split_whitespace().next());
            for candidate in candidates {
                out.push(link(document, node, &set, candidate, Use::Picture));
            }
        }
    }
    for instruction in document.instructions() {
        let Some(value) = instruction.pi().filter(|pi| pi.target == "xml-stylesheet") else {
            continue;
        };
        let stated = value.value.and_then(|value| value.split("href=").nth(1));
        let href = stated.and_then(|stated| stated.split(['"', '\'']).nth(1));
        if let Some(href) = href {
            out.push(Link {
                href: href.to_owned(),
                usage: Use::Sheet,
                place: document.place(instruction.range().start),
                replaced: false,
            });
        }
    }
    out
}

fn link(document: &Document, node: Node, attribute: &Attribute, href: &str, usage: Use) -> Link {
    let picture = node
        .parent_element()
        .filter(|outer| is(*outer, XHTML, "picture"));
    Link {
        href: href.to_owned(),
        usage,
        place: document.place(attribute.range_value().start),
        replaced: picture.is_some(),
    }
}

/// Whether a link of a page is an entry of its navigation.
fn page_or_contents(node: Node, item: &Item) -> Use {
    let inside = item.is("nav") && node.ancestors().any(|outer| is(outer, XHTML, "nav"));
    if inside { Use::Contents } else { Use::Page }
}

fn link_use(node: Node) -> Use {
    let rel = node
        .attribute("rel")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if rel.split_whitespace().any(|word| word == "stylesheet") {
        Use::Sheet
    } else {
        Use::Other
    }
}

/// Follows a reference. Out: where it leads, if it leads anywhere.
fn resolved(book: &Publication, base: &str, link: &Link, sink: &mut Sink) -> Option<Address> {
    let mut report = |code: &'static Code, message: String| {
        sink.push(Diagnostic::new(code, message).at(link.place.clone()));
    };
    let href = &link.href;
    let address = match address::resolve(base, href) {
        Ok(address) => address,
        Err(wrong) => {
            report(&diag::ADDRESS, format!("`{href}` {}", wrong.why()));
            return None;
        }
    };
    let Some(path) = &address.path else {
        abroad(&address, link, &mut report);
        return Some(address);
    };
    if link.usage == Use::Sheet && address.fragment.is_some() {
        report(
            &diag::ADDRESS,
            format!("`{href}` is a style sheet and has a fragment"),
        );
    }
    let own = path == base;
    let Some(item) = book.package.at_path(path) else {
        let apart = *path == book.package.document.file.path;
        let (code, message): (&'static Code, _) = if book.archive.find(path).is_some() {
            (
                &diag::TARGET_UNLISTED,
                format!("`{path}` is not in the manifest"),
            )
        } else {
            (&diag::LINK_BROKEN, format!("there is no file `{path}`"))
        };
        if !apart {
            report(code, message);
        }
        return None;
    };
    // What the manifest lists and the archive lacks is reported there.
    item.file?;
    if !own {
        target(book, item, link, &mut report);
    }
    if let Some(id) = address.fragment.as_deref().filter(|id| !id.is_empty()) {
        fragment(book, path, id, link, &mut report);
    }
    Some(address)
}

/// Whether what an address leads to must be fetched.
fn is_remote(address: &Address) -> bool {
    address.path.is_none() && address.scheme.as_deref() != Some("data")
}

/// A reference that leads out of the book.
fn abroad(address: &Address, link: &Link, report: &mut impl FnMut(&'static Code, String)) {
    let href: String = link.href.chars().take(80).collect();
    let leaves = matches!(link.usage, Use::Page | Use::Contents);
    match address.scheme.as_deref() {
        Some("file") => report(&diag::ADDRESS, format!("`{href}` is a file of a machine")),
        Some("data") if leaves => {
            report(&diag::ADDRESS, "a link leads to data within itself".into());
        }
        Some("data") => {}
        Some(scheme) if leaves => {
            let refused = match scheme {
                "http" | "https" => net::Address::new(&link.href).err(),
                _ => None,
            };
            if let Some(why) = refused {
                report(&diag::LEADS_NOWHERE, format!("`{href}` {why}"));
            } else if net::acts(scheme) {
                report(&diag::LEADS_NOWHERE, format!("`{href}` is no place"));
            }
        }
        _ if matches!(link.usage, Use::Media | Use::Font) => {}
        _ => report(&diag::REMOTE, format!("`{href}` lies on the net")),
    }
}

/// What a reference leads to is of a kind that can be shown there.
fn target(
    book: &Publication,
    item: &Item,
    link: &Link,
    report: &mut impl FnMut(&'static Code, String),
) {
    let package = book.package;
    let path = item.path.as_deref().unwrap_or_default();
    let content = || package.falls_back_to(item, |item| item.is_content(package.edition));
    match link.usage {
        Use::Page | Use::Contents => {
            if !content() {
                let message = format!("`{path}` is no content document");
                report(&diag::TARGET_UNREACHABLE, message);
            } else if package.position(path).is_none() {
                report(
                    &diag::TARGET_UNREACHABLE,
                    format!("`{path}` is not in the spine"),
                );
            }
        }
        Use::Picture | Use::Sheet if package.edition == Edition::Three && !link.replaced => {
            let core = |item: &Item| [PICTURES, CORE].concat().contains(&item.media_type);
            if !package.falls_back_to(item, core) {
                let message = format!("`{path}` is {}, and has no fallback", item.media_type);
                report(&diag::FALLBACK, message);
            }
        }
        _ => {}
    }
}

/// The id a reference names.
fn fragment(
    book: &Publication,
    path: &str,
    id: &str,
    link: &Link,
    report: &mut impl FnMut(&'static Code, String),
) {
    // Other ways to name a part of a document are not followed.
    let other = id.contains(['(', '=']) || id.starts_with(":~:");
    let named = matches!(link.usage, Use::Page | Use::Contents | Use::Drawing);
    if other || !named {
        return;
    }
    if let Some(part) = book.part(path).filter(|part| !part.ids.contains_key(id)) {
        let message = format!(
            "`{}` has no element with the id `{id}`",
            part.document.file.path
        );
        report(&diag::FRAGMENT_MISSING, message);
    }
}

/// EPUB 3.3, D.6.2: `remote-resources`.
fn remote_property(book: &Publication, item: &Item, remote: bool, sink: &mut Sink) {
    if book.package.edition == Edition::Two || remote == item.is("remote-resources") {
        return;
    }
    let path = item.path.as_deref().unwrap_or_default();
    let (severity, message) = if remote {
        let message = format!("`{path}` uses `remote-resources` and does not have the property");
        (Severity::Error, message)
    } else {
        // Its style sheets may use them.
        let message = format!("`{path}` has the property `remote-resources`; its text uses none");
        (Severity::Info, message)
    };
    let mut finding = book
        .package
        .document
        .at(item.node, &diag::PROPERTY_USE, message);
    finding.severity = severity;
    sink.push(finding);
}

/// The guide of EPUB 2.
fn guide(book: &Publication, sink: &mut Sink) {
    let document = book.package.document;
    for node in book.package.part("guide").into_iter().flat_map(children) {
        if let Some(href) = node.attribute_node("href") {
            let link = link(document, node, &href, href.value(), Use::Other);
            resolved(book, &document.file.path, &link, sink);
        }
    }
}

/// EPUB 3.3, 5.7.2: what is not linear is reached by a link.
fn unreached(book: &Publication, reached: &HashSet<String>, sink: &mut Sink) {
    let package = book.package;
    if package.edition == Edition::Two || package.items.iter().any(|item| item.is("scripted")) {
        return;
    }
    for (node, number) in &package.spine {
        let item = number.and_then(|number| package.items.get(number));
        let path = item.and_then(|item| item.path.as_ref());
        let apart = node.attribute("linear") == Some("no");
        if let Some(path) = path.filter(|path| apart && !reached.contains(*path)) {
            let message = format!("`{path}` is not linear, and no link leads to it");
            sink.push(package.document.at(*node, &diag::SPINE, message));
        }
    }
}
