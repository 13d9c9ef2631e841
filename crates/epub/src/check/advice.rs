//! Remedies for findings in finished books.

use super::diag;
use chengshu_text::diag::Code;

/// The remedy for findings of a kind, where the finding itself does not say.
const ADVICE: &[(&Code, &str)] = &[
    (&diag::NOT_AN_ARCHIVE, "fetch or make the book again"),
    (
        &diag::MIMETYPE,
        "pack the book again, with `mimetype` first and stored: zip -X0",
    ),
    (&diag::ENTRY_BROKEN, "pack the book again"),
    (&diag::ENTRY_TWICE, "rename or leave out one of them"),
    (&diag::ENTRY_NAME, "rename the file, and what refers to it"),
    (
        &diag::CONTAINER,
        "name the package document in a `rootfile`",
    ),
    (
        &diag::NOT_WELL_FORMED,
        "close elements in order; write `&` as `&amp;`, other characters as they are",
    ),
    (
        &diag::XML_ENCODING,
        "save the document in UTF-8, and declare no other encoding",
    ),
    (&diag::DOCTYPE, "write `<!DOCTYPE html>`, or leave it out"),
    (&diag::METADATA_MISSING, "add it to `metadata`, once"),
    (&diag::UNIQUE_IDENTIFIER, "name the id of a `dc:identifier`"),
    (&diag::REFINES, "name the id of the element that is refined"),
    (
        &diag::ID_TWICE,
        "give one of them another id, and correct what refers to it",
    ),
    (
        &diag::FILE_MISSING,
        "add the file, or take the entry out of the manifest",
    ),
    (
        &diag::FILE_UNLISTED,
        "list it in the manifest, or leave it out of the archive",
    ),
    (
        &diag::MANIFEST_ITEM,
        "keep one entry for each file of the book",
    ),
    (&diag::MEDIA_TYPE, "state what the file is, or replace it"),
    (
        &diag::PROPERTY,
        "correct the property, declare its prefix, or leave it out",
    ),
    (
        &diag::PROPERTY_USE,
        "make the `properties` of the entry what the document uses",
    ),
    (&diag::FALLBACK, "name an entry that readers can show"),
    (&diag::SPINE_TOC, "name the id of the NCX in `toc`"),
    (
        &diag::NAV_MISSING,
        "give one XHTML document the property `nav`, and one of its lists the type `toc`",
    ),
    (&diag::NAV_ORDER, "put the entries in the order of the text"),
    (&diag::LINK_BROKEN, "correct the address, or add the file"),
    (
        &diag::FRAGMENT_MISSING,
        "correct what follows `#`, or give the element that id",
    ),
    (&diag::TARGET_UNLISTED, "list the file in the manifest"),
    (
        &diag::TARGET_UNREACHABLE,
        "put the document into the spine, with linear=\"no\" if need be",
    ),
    (
        &diag::ADDRESS,
        "write a relative address, with `%20` for a space",
    ),
    (&diag::REMOTE, "pack it into the book"),
    (
        &diag::ELEMENT,
        "use an element of HTML, and a class for how it looks",
    ),
    (
        &diag::NESTING,
        "close the outer element first, or use one that may hold it",
    ),
    (
        &diag::ATTRIBUTE,
        "leave it to the style sheet, or correct it",
    ),
    (&diag::IDREF, "correct the id, or leave the attribute out"),
    (
        &diag::STYLE_SYNTAX,
        "complete the declaration, or close what is open",
    ),
    (&diag::STYLE_PROPERTY, "use the attribute `dir`"),
    (&diag::PICTURE, "replace the picture"),
    (
        &diag::ALTERNATIVE,
        "describe it in `alt`, or write `alt=\"\"` for decoration",
    ),
    (&diag::ACCESSIBILITY, "state them in `metadata`"),
    (&diag::LANGUAGE, "state both on `html`"),
    (&diag::LANGUAGE_FORM, "write one such as `zh-CN`"),
    (&diag::LANGUAGE_UNKNOWN, "write one such as `zh-CN`"),
];

/// The remedy for findings of that kind, in general.
pub fn of(code: &Code) -> Option<&'static str> {
    let row = ADVICE.iter().find(|(known, _)| *known == code);
    row.map(|(_, advice)| *advice)
}
