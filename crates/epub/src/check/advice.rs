//! Remedies for findings in finished books.

use super::diag;
use chengshu_text::diag::Code;

/// The remedy for findings of a kind, where the finding itself does not say.
const ADVICE: &[(&Code, &str)] = &[
    (&diag::NOT_AN_ARCHIVE, "download or make the book again"),
    (&diag::MIMETYPE, "pack the book again, with `mimetype` first and stored: zip -X0"),
    (&diag::ENTRY_BROKEN, "pack the book again"),
    (&diag::ENTRY_TWICE, "rename or remove one of them"),
    (&diag::ENTRY_NAME, "rename the file and correct the references to it"),
    (&diag::CONTAINER, "name the package document in a `rootfile`"),
    (
        &diag::NOT_WELL_FORMED,
        "close elements in order; write `&` as `&amp;`, other characters as they are",
    ),
    (&diag::XML_ENCODING, "save the document in UTF-8, and declare no other encoding"),
    (&diag::DOCTYPE, "write `<!DOCTYPE html>`, or remove it"),
    (&diag::METADATA_MISSING, "add it to `metadata`, once"),
    (&diag::UNIQUE_IDENTIFIER, "name the id of a `dc:identifier`"),
    (&diag::REFINES, "name the id of the element it refines"),
    (&diag::ID_TWICE, "change one of the ids and the references to it"),
    (&diag::FILE_MISSING, "add the file, or remove the entry from the manifest"),
    (&diag::FILE_UNLISTED, "list it in the manifest, or remove it from the archive"),
    (&diag::MANIFEST_ITEM, "keep one entry for each file of the book"),
    (&diag::MEDIA_TYPE, "correct the media type, or replace the file"),
    (&diag::PROPERTY, "correct the property, declare its prefix, or remove it"),
    (&diag::PROPERTY_USE, "list in `properties` what the document uses, and nothing else"),
    (&diag::FALLBACK, "name an entry that readers can show"),
    (&diag::SPINE_TOC, "name the id of the NCX in `toc`"),
    (
        &diag::NAV_MISSING,
        "give one XHTML document the property `nav`, and one of its lists the type `toc`",
    ),
    (&diag::NAV_ORDER, "put the entries in the order of the text"),
    (&diag::LINK_BROKEN, "correct the address, or add the file"),
    (&diag::FRAGMENT_MISSING, "correct the part after `#`, or give the element that id"),
    (&diag::TARGET_UNLISTED, "list the file in the manifest"),
    (&diag::TARGET_UNREACHABLE, "add the document to the spine, with linear=\"no\" if necessary"),
    (&diag::ADDRESS, "write a relative address, with `%20` for a space"),
    (&diag::REMOTE, "add it to the book"),
    (&diag::ELEMENT, "use an HTML element, with a class for its appearance"),
    (&diag::NESTING, "close the outer element first, or use one that allows it inside"),
    (&diag::ATTRIBUTE, "correct it, or use the style sheet"),
    (&diag::IDREF, "correct the id, or remove the attribute"),
    (&diag::STYLE_SYNTAX, "complete the declaration, or close what is open"),
    (&diag::STYLE_PROPERTY, "use the attribute `dir`"),
    (&diag::PICTURE, "replace the picture"),
    (&diag::ALTERNATIVE, "describe it in `alt`, or write `alt=\"\"` for decoration"),
    (&diag::ACCESSIBILITY, "add them to `metadata`"),
    (&diag::LANGUAGE, "add both to `html`"),
    (&diag::LANGUAGE_FORM, "write a tag such as `zh-CN`"),
    (&diag::LANGUAGE_UNKNOWN, "write a tag such as `zh-CN`"),
];

/// The remedy for findings of that kind, in general.
pub fn of(code: &Code) -> Option<&'static str> {
    let row = ADVICE.iter().find(|(known, _)| *known == code);
    row.map(|(_, advice)| *advice)
}
