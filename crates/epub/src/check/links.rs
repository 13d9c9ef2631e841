//! References: that each leads to something that is in the book, and can be shown where it is
//! asked for (EPUB 3.3, 3.2, 3.6, 3.8, 4.2.5 and 5.7).

use roxmltree::{Attribute, Node};

use super::document::Document;
use super::publication::{Edition, Item, Part, Publication, SVG, XHTML, XLINK, children, is};
use super::reference::{Address, Link, Use, resolve};
use super::{diag, styles};
use chengshu_text::address as net;
use chengshu_text::diag::{Code, Diagnostic, Quoted, Severity, Sink};

/// Checks every reference of a document.
pub fn check_document(book: &Publication, part: &Part, document: &Document, sink: &mut Sink) {
    let Some(item) = book.item(part) else {
        return;
    };
    let base = &document.file.path;
    let is_content = item.is_content(book.package.edition);
    let mut remote = false;
    let follow = |link: &Link| {
        let Some(found) = resolved(book, base, link, sink) else {
            return;
        };
        remote |= found.is_remote && matches!(link.usage, Use::Media | Use::Font);
        if let Some(other) = found.item.filter(|_| is_content)
            && matches!(link.usage, Use::Page | Use::Contents)
        {
            other.is_reached.set(true);
        }
    };
    links(document, item, follow);
    styles::document_links(book, document, sink, |link, sink| {
        remote |= fetches_font(book, base, link, sink);
    });
    remote_property(book, item, remote, sink);
}

/// Checks the references of style sheets and of the guide, and what no reference leads to.
pub fn check(book: &Publication, sink: &mut Sink) {
    for file in styles::files(book) {
        let mut remote = false;
        styles::sheet_links(book, file, sink, |link, sink| {
            remote |= fetches_font(book, &file.path, link, sink);
        });
        if let Some((_, item)) = book.package.numbered(&file.path).filter(|_| remote) {
            remote_property(book, item, remote, sink);
        }
    }
    guide(book, sink);
    unreached(book, sink);
}

/// Checks a reference of a style sheet. Out: whether it asks for a font that may lie on the net.
fn fetches_font(book: &Publication, base: &str, link: &Link, sink: &mut Sink) -> bool {
    let found = resolved(book, base, link, sink);
    link.usage == Use::Font && found.is_some_and(|found| found.is_remote)
}

/// Calls `follow` with each reference of a document.
fn links(document: &Document, item: &Item, mut follow: impl FnMut(&Link)) {
    let is_ncx = item.media_type == "application/x-dtbncx+xml";
    let is_nav = item.is("nav");
    // Where the last `nav` ends.
    let mut nav_end = 0;
    for node in document.elements() {
        let name = node.tag_name().name();
        let plain = |name: &'static str| node.attribute_node(name);
        let linked = || {
            let own = node.attribute_node((XLINK, "href"));
            own.or_else(|| plain("href"))
        };
        if is_nav && is(node, XHTML, "nav") {
            nav_end = nav_end.max(node.range().end);
        }
        let page_or_contents = if node.range().start < nav_end { Use::Contents } else { Use::Page };
        let found: &[(Option<Attribute>, Use)] = match (node.tag_name().namespace(), name) {
            (Some(XHTML), "a" | "area") => &[(plain("href"), page_or_contents)],
            (Some(XHTML), "img" | "input") => &[(plain("src"), Use::Picture)],
            (Some(XHTML), "link") => &[(plain("href"), link_use(node))],
            (Some(XHTML), "script" | "iframe" | "embed" | "track") => &[(plain("src"), Use::Other)],
            (Some(XHTML), "object") => &[(plain("data"), Use::Other)],
            (Some(XHTML), "audio" | "source") => &[(plain("src"), Use::Media)],
            (Some(XHTML), "video") => {
                &[(plain("src"), Use::Media), (plain("poster"), Use::Picture)]
            }
            (Some(SVG), "a") => &[(linked(), Use::Page)],
            (Some(SVG), "image") => &[(linked(), Use::Picture)],
            (Some(SVG), "use") => &[(node.attribute_node((XLINK, "href")), Use::Drawing)],
            (_, "content") if is_ncx => &[(plain("src"), Use::Contents)],
            _ => &[],
        };
        for (attribute, usage) in found {
            let Some(attribute) = attribute else { continue };
            follow(&Link {
                href: attribute.value(),
                usage: *usage,
                place: &|| document.place(attribute.range_value().start),
                replaced: is_replaced(node),
            });
        }
        if let Some(set) = plain("srcset") {
            for candidate in candidates(set.value()) {
                follow(&Link {
                    href: candidate,
                    usage: Use::Picture,
                    place: &|| document.place(set.range_value().start),
                    replaced: is_replaced(node),
                });
            }
        }
    }
    linked_sheets(document, follow);
}

/// The addresses of a `srcset`.
pub fn candidates(set: &str) -> impl Iterator<Item = &str> {
    set.split(", ").filter_map(|one| one.split_whitespace().next())
}

/// Calls `follow` with the style sheets a document names in processing instructions.
fn linked_sheets(document: &Document, mut follow: impl FnMut(&Link)) {
    for instruction in document.instructions() {
        let Some(value) = instruction.pi().filter(|pi| pi.target == "xml-stylesheet") else {
            continue;
        };
        let stated = value.value.and_then(|value| value.split("href=").nth(1));
        let href = stated.and_then(|stated| stated.split(['"', '\'']).nth(1));
        if let Some(href) = href {
            follow(&Link {
                href,
                usage: Use::Sheet,
                place: &|| document.place(instruction.range().start),
                replaced: false,
            });
        }
    }
}

/// True if there may be something else for what cannot be shown: another `source`, or what a
/// `picture` has.
fn is_replaced(node: Node) -> bool {
    let outer = node.parent_element();
    is(node, XHTML, "source") || outer.is_some_and(|outer| is(outer, XHTML, "picture"))
}

fn link_use(node: Node) -> Use {
    let rel = node.attribute("rel").unwrap_or_default().to_ascii_lowercase();
    if rel.split_whitespace().any(|word| word == "stylesheet") { Use::Sheet } else { Use::Other }
}

/// Where a reference leads.
struct Target<'b, 'a> {
    is_remote: bool,
    /// The entry of the manifest.
    item: Option<&'b Item<'a>>,
}

/// Follows a reference. Out: where it leads, if it leads anywhere.
fn resolved<'b, 'a>(
    book: &'b Publication<'a>,
    base: &str,
    link: &Link,
    sink: &mut Sink,
) -> Option<Target<'b, 'a>> {
    let mut report = |code: &'static Code, message: String| {
        sink.note(code, || Diagnostic::new(code, message).at((link.place)()));
    };
    let href = Quoted(link.href);
    let address = match resolve(base, link.href) {
        Ok(address) => address,
        Err(wrong) => {
            report(&diag::ADDRESS, format!("{href} {}", wrong.why()));
            return None;
        }
    };
    let Some(path) = &address.path else {
        abroad(&address, link, &mut report);
        return Some(Target { is_remote: address.scheme.as_deref() != Some("data"), item: None });
    };
    if link.usage == Use::Sheet && address.fragment.is_some() {
        report(&diag::ADDRESS, format!("{href} is a style sheet but has a fragment"));
    }
    let Some((number, item)) = book.package.numbered(path) else {
        if *path == book.package.document.file.path {
            return None;
        }
        let path_shown = Quoted(path);
        if book.archive.find(path).is_some() {
            let message = format!("{path_shown} is not in the manifest");
            report(&diag::TARGET_UNLISTED, message);
        } else {
            report(&diag::LINK_BROKEN, format!("there is no file {path_shown}"));
        }
        return None;
    };
    // What the manifest lists and the archive lacks is reported there.
    item.file?;
    if path != base {
        target(book, number, item, link, &mut report);
    }
    if let Some(id) = address.fragment.as_deref().filter(|id| !id.is_empty()) {
        fragment(book, number, path, id, link, &mut report);
    }
    Some(Target { is_remote: false, item: Some(item) })
}

/// A reference that leads out of the book.
fn abroad(address: &Address, link: &Link, report: &mut impl FnMut(&'static Code, String)) {
    let href = Quoted(link.href);
    let leaves = matches!(link.usage, Use::Page | Use::Contents);
    match address.scheme.as_deref() {
        Some("file") => report(&diag::ADDRESS, format!("{href} is a local file")),
        Some("data") if leaves => {
            report(&diag::ADDRESS, "a link has a `data:` address".into());
        }
        Some("data") => {}
        Some(scheme) if leaves => {
            let refused = match scheme {
                "http" | "https" => net::Address::new(link.href).err(),
                _ => None,
            };
            if let Some(why) = refused {
                report(&diag::LEADS_NOWHERE, format!("{href} {why}"));
            } else if net::acts(scheme) {
                report(&diag::LEADS_NOWHERE, format!("{href} leads nowhere"));
            }
        }
        _ if matches!(link.usage, Use::Media | Use::Font) => {}
        _ => report(&diag::REMOTE, format!("{href} is on the web")),
    }
}

/// Checks that a reference leads to a kind of file that can be shown there.
fn target(
    book: &Publication,
    number: usize,
    item: &Item,
    link: &Link,
    report: &mut impl FnMut(&'static Code, String),
) {
    let package = book.package;
    let path = Quoted(item.path.as_deref().unwrap_or_default());
    match link.usage {
        Use::Page | Use::Contents => {
            if !package.fallbacks.to_content(number) {
                let message = format!("{path} is not a content document");
                report(&diag::TARGET_UNREACHABLE, message);
            } else if item.position.is_none() {
                report(&diag::TARGET_UNREACHABLE, format!("{path} is not in the spine"));
            }
        }
        Use::Picture | Use::Sheet | Use::Media
            if package.edition == Edition::Three
                && !link.replaced
                && !is_exempt(item, link.usage)
                && !package.fallbacks.to_core(number) =>
        {
            let kind = Quoted(item.media_type);
            report(&diag::FALLBACK, format!("{path} is {kind} and has no fallback"));
        }
        _ => {}
    }
}

/// EPUB 3.3, 3.4: what readers may leave out. Pages for Adobe's readers name page templates as
/// style sheets, which EPUBCheck lets pass.
fn is_exempt(item: &Item, usage: Use) -> bool {
    match usage {
        Use::Picture => item.media_type.starts_with("video/"),
        Use::Media => !item.media_type.starts_with("audio/"),
        Use::Sheet => item.media_type == "application/vnd.adobe-page-template+xml",
        _ => false,
    }
}

/// The id a reference names.
fn fragment(
    book: &Publication,
    number: usize,
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
    let ids = book.part(number).and_then(|part| part.ids.as_ref());
    if ids.is_some_and(|ids| ids.position(id).is_none()) {
        let message = format!("{} has no element with the id {}", Quoted(path), Quoted(id));
        report(&diag::FRAGMENT_MISSING, message);
    }
}

/// EPUB 3.3, D.6.2: `remote-resources`.
fn remote_property(book: &Publication, item: &Item, remote: bool, sink: &mut Sink) {
    if book.package.edition == Edition::Two || remote == item.is("remote-resources") {
        return;
    }
    let path = Quoted(item.path.as_deref().unwrap_or_default());
    let (severity, message) = if remote {
        let message = format!("{path} uses `remote-resources` but does not have the property");
        (Severity::Error, message)
    } else {
        // Its style sheets may use them.
        let message = format!("{path} has the property `remote-resources` but uses none");
        (Severity::Info, message)
    };
    let mut finding = book.package.document.at(item.node, &diag::PROPERTY_USE, message);
    finding.severity = severity;
    sink.push(finding);
}

/// The guide of EPUB 2.
fn guide(book: &Publication, sink: &mut Sink) {
    let document = book.package.document;
    for node in book.package.part("guide").into_iter().flat_map(children) {
        if let Some(href) = node.attribute_node("href") {
            let link = Link {
                href: href.value(),
                usage: Use::Other,
                place: &|| document.place(href.range_value().start),
                replaced: false,
            };
            resolved(book, &document.file.path, &link, sink);
        }
    }
}

/// EPUB 3.3, 5.7.2: what is not linear is reached by a link.
fn unreached(book: &Publication, sink: &mut Sink) {
    let package = book.package;
    if package.edition == Edition::Two || package.items.iter().any(|item| item.is("scripted")) {
        return;
    }
    for (node, number) in &package.spine {
        let item = number.and_then(|number| package.items.get(number));
        let apart = node.attribute("linear") == Some("no");
        let Some(item) = item.filter(|item| apart && !item.is_reached.get()) else {
            continue;
        };
        if let Some(path) = &item.path {
            let message = format!("{} is not linear, and no link leads to it", Quoted(path));
            package.document.report(*node, &diag::SPINE, message, sink);
        }
    }
}
