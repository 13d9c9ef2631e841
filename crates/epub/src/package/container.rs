//! The container file, which tells a reading system where the package document is.

use super::{FOLDER, PACKAGE_DOCUMENT_PATH};
use chengshu_text::xml::{Element, element};

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

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu_text::xml::{Prolog, document};

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
