//! The package stage: from a [`Package`] to its package document, navigation document, NCX and
//! container, and from finished files to the archive.
//!
//! Everything here is a plain function of the publication; only [`zip::Archive`] writes, and it
//! writes into whatever it is given. Layout of the archive: [`zip::MIMETYPE`] first, then
//! [`CONTAINER_PATH`], then the publication under [`FOLDER`].

pub mod diag;
mod landmark;
mod nav;
mod ncx;
mod opf;
#[cfg(test)]
mod sample;
pub mod zip;

use std::borrow::Cow;

use crate::publication::{NavPoint, Package};
use chengshu_text::xml::{Element, Prolog, document, element};

pub use nav::navigation;
pub use ncx::ncx;
pub use opf::{package_document, review};

/// The folder of the archive that holds the publication, without a final `/`.
pub const FOLDER: &str = "EPUB";

/// The container file, from the root of the archive (EPUB 3.3, section 4.2.6.3.1).
pub const CONTAINER_PATH: &str = "META-INF/container.xml";

/// The package document, relative to [`FOLDER`].
pub const PACKAGE_DOCUMENT_PATH: &str = "package.opf";

/// The navigation document, relative to the package document.
pub const NAVIGATION_PATH: &str = "nav.xhtml";

/// The NCX, relative to the package document.
pub const NCX_PATH: &str = "toc.ncx";

/// The root element of `META-INF/container.xml` (EPUB 3.3, section 4.2.6.3.1); the same for
/// every book.
pub fn container() -> Element {
    element("container")
        .attr("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")
        .attr("version", "1.0")
        .child(
            element("rootfiles").child(
                element("rootfile")
                    .attr("full-path", format!("{FOLDER}/{PACKAGE_DOCUMENT_PATH}"))
                    .attr("media-type", "application/oebps-package+xml"),
            ),
        )
}

/// The beginning of every archive of ours: `mimetype` and the container file, in the very bytes
/// this program packs them to. A program that changes the archive packs them anew.
pub fn start() -> Result<Vec<u8>, zip::AddError> {
    let mut start = Vec::new();
    let container = document(Prolog::Xml, &container());
    zip::Archive::new(&mut start)
        .map_err(zip::AddError::Io)?
        .add(&zip::compress(CONTAINER_PATH, container.as_bytes()))?;
    Ok(start)
}

/// The entries that the navigation document and the NCX both list (N2).
///
/// Both forbid an empty list, so a book without entries of its own gets one: its title, leading
/// to the start of the text.
fn entries(package: &Package) -> Cow<'_, [NavPoint]> {
    match package.spine.first() {
        Some(first) if package.contents.is_empty() => Cow::Owned(vec![NavPoint {
            label: package.metadata.title.as_str().into(),
            href: first.path.as_str().into(),
            children: Vec::new(),
        }]),
        _ => Cow::Borrowed(&package.contents),
    }
}

/// Room for the entries as text, where each takes so many bytes besides its words.
fn room(points: &[NavPoint], besides: usize) -> usize {
    let own = |point: &NavPoint| point.label.len() + point.href.len() + besides;
    points.iter().map(|point| own(point) + room(&point.children, besides)).sum()
}

/// A value that says something: trimmed, and none when nothing is left (M5).
fn stated(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_container_names_the_package_document() {
        assert_eq!(
            document(Prolog::Xml, &container()),
            concat!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" ",
                "version=\"1.0\">\n",
                "<rootfiles>\n",
                "<rootfile full-path=\"EPUB/package.opf\" ",
                "media-type=\"application/oebps-package+xml\"/>\n",
                "</rootfiles>\n",
                "</container>\n",
            )
        );
    }
}
