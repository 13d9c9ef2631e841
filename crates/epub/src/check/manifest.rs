//! The manifest: what the book consists of (EPUB 3.3, 3.2, 3.3 and 5.6).

use super::diag;
use super::metadata::unknown_property;
use super::publication::{Edition, Item, Publication};
use super::reference::{Address, resolve};
use chengshu_text::diag::{Code, Diagnostic, Quoted, Sink};

/// Properties of the manifest without a prefix (EPUB 3.3, D.6.2).
const PROPERTIES: &[&str] = &[
    "cover-image", "data-nav", "dictionary", "glossary", "index", "mathml", "nav",
    "remote-resources", "scripted", "search-key-map", "svg", "switch",
];

/// Checks each entry of the manifest, and that each file has one.
pub fn check(book: &Publication, sink: &mut Sink) {
    let package = book.package;
    let document = package.document;
    for item in &package.items {
        entry(book, item, sink);
        if package.edition == Edition::Three {
            properties(book, item, sink);
        }
    }
    let covers: Vec<&Item> = package.items.iter().filter(|item| item.is("cover-image")).collect();
    if let [_, second, ..] = covers.as_slice() {
        let message = "there is a second cover image";
        document.report(second.node, &diag::PROPERTY, message, sink);
    }
    for file in &book.archive.files {
        let listed = package.numbered(&file.path).is_some();
        let apart = file.path == "mimetype"
            || file.path.starts_with("META-INF/")
            || file.path == document.file.path;
        if !listed && !apart {
            let message = format!("{} is not in the manifest", Quoted(&file.path));
            sink.push(Diagnostic::new(&diag::FILE_UNLISTED, message).at(file.whole()));
        }
    }
}

fn entry(book: &Publication, item: &Item, sink: &mut Sink) {
    let document = book.package.document;
    let mut report = |code, message: String| document.report(item.node, code, message, sink);
    for name in ["id", "href", "media-type"] {
        if item.node.attribute(name).is_none_or(|value| value.trim().is_empty()) {
            report(&diag::PACKAGE_STRUCTURE, format!("the entry has no `{name}`"));
        }
    }
    if !item.media_type.is_empty() && !is_media_type(item.media_type) {
        report(&diag::MEDIA_TYPE, format!("{} is not a media type", Quoted(item.media_type)));
    }
    let href = item.node.attribute("href").unwrap_or_default();
    let address = match resolve(&document.file.path, href) {
        Ok(address) => address,
        Err(wrong) => {
            return report(&diag::ADDRESS, format!("{} {}", Quoted(href), wrong.why()));
        }
    };
    if address.fragment.is_some() {
        report(&diag::MANIFEST_ITEM, format!("{} has a fragment", Quoted(href)));
    }
    let Some(path) = &address.path else {
        return remote(&address, &mut report);
    };
    if item.file.is_none() && !href.is_empty() {
        report(&diag::FILE_MISSING, format!("there is no file {}", Quoted(path)));
    }
    if *path == document.file.path && !href.is_empty() {
        report(&diag::MANIFEST_ITEM, "the manifest lists the package document".into());
    }
    if path.starts_with("META-INF/") {
        report(&diag::MANIFEST_ITEM, "the manifest lists a file of META-INF".into());
    }
    if !item.is_first {
        report(&diag::MANIFEST_ITEM, format!("{} is listed twice", Quoted(path)));
    }
}

/// True if a text has the form of a media type; parameters may follow it, as in `audio/ogg;
/// codecs=opus`.
fn is_media_type(text: &str) -> bool {
    let (essence, parameters) = text.split_once(';').unwrap_or((text, "a=b"));
    let has_kinds = essence
        .trim_end()
        .split_once('/')
        .is_some_and(|(kind, sub)| is_token(kind) && is_token(sub));
    let mut parameters = parameters.split(';').map(|one| one.trim().split_once('='));
    has_kinds && parameters.all(|one| one.is_some_and(|(name, _)| is_token(name)))
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// EPUB 3.3, 3.6: what lies on the net is judged where it is used.
fn remote(address: &Address, report: &mut impl FnMut(&'static Code, String)) {
    match address.scheme.as_deref() {
        Some("file") => report(&diag::ADDRESS, "the manifest lists a local file".into()),
        Some("data") => report(&diag::ADDRESS, "the manifest lists a `data:` address".into()),
        _ => {}
    }
}

fn properties(book: &Publication, item: &Item, sink: &mut Sink) {
    let document = book.package.document;
    let Some(stated) = item.node.attribute_node("properties") else {
        return;
    };
    for name in item.properties() {
        let xhtml = item.media_type == "application/xhtml+xml";
        let content = xhtml || item.media_type == "image/svg+xml";
        let fits = match name {
            "nav" | "mathml" | "svg" | "switch" | "data-nav" | "index" | "glossary"
            | "dictionary" => xhtml || (name == "switch" && content),
            "cover-image" => item.media_type.starts_with("image/"),
            _ => true,
        };
        let message = match unknown_property(book.package, name, PROPERTIES) {
            Some(message) => message,
            None if !fits => {
                format!("{} does not apply to {}", Quoted(name), Quoted(item.media_type))
            }
            None => continue,
        };
        document.report_on(&stated, &diag::PROPERTY, message, sink);
    }
}

/// Checks that fallbacks lead somewhere, and come to an end.
pub fn check_fallbacks(book: &Publication, sink: &mut Sink) {
    let package = book.package;
    for (number, item) in package.items.iter().enumerate() {
        let Some(fallback) = item.node.attribute_node("fallback") else {
            continue;
        };
        let id = fallback.value();
        let message = if package.item(id).is_none() {
            format!("no entry of the manifest has the id {}", Quoted(id))
        } else if package.fallbacks.is_circular(number) {
            "the fallbacks run in a circle".into()
        } else {
            continue;
        };
        package.document.report_on(&fallback, &diag::FALLBACK, message, sink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_may_have_parameters() {
        assert!(is_media_type("audio/ogg; codecs=opus") && is_media_type("audio/mp4;codecs=\"a\""));
        assert!(is_media_type("image/png") && !is_media_type("png"));
        assert!(!is_media_type("image /png") && !is_media_type("audio/ogg; codecs"));
    }
}
