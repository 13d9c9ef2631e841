//! Findings about finished books.

use chengshu_text::diag::{Code, Severity};

/// The file is no archive.
pub const NOT_AN_ARCHIVE: Code = Code {
    id: "CS1301",
    severity: Severity::Error,
    title: "the file is not a ZIP archive",
    explanation: "A book is a ZIP archive. This file has no directory at its end, or a broken one, \
        as after an interrupted download. Nothing in it can be opened.",
};

/// The first file of the archive is not as it must be.
pub const MIMETYPE: Code = Code {
    id: "CS1302",
    severity: Severity::Error,
    title: "the file `mimetype` is wrong",
    explanation: "The archive begins with a file `mimetype`, stored without compression and extra \
        field, that contains `application/epub+zip` and nothing else (EPUB 3.3, 4.3.3). Readers \
        recognise a book by these bytes.",
};

/// A file of the archive cannot be unpacked.
pub const ENTRY_BROKEN: Code = Code {
    id: "CS1303",
    severity: Severity::Error,
    title: "a file of the archive cannot be unpacked",
    explanation: "The file is cut off, its checksum does not match, its header contradicts the \
        directory, or it is compressed by a method other than deflate, which readers do not know \
        (EPUB 3.3, 4.3.2).",
};

/// Two files of one name.
pub const ENTRY_TWICE: Code = Code {
    id: "CS1304",
    severity: Severity::Error,
    title: "two files of the archive have the same name",
    explanation: "Names must differ in more than case (EPUB 3.3, 4.2.3). Readers show one of the \
        two, and not all of them the same one.",
};

/// A name that is not allowed in a book.
pub const ENTRY_NAME: Code = Code {
    id: "CS1305",
    severity: Severity::Error,
    title: "the name of a file in the archive is not allowed",
    explanation: "Names in a book are relative, have no `..` and none of `\" * : < > ? \\ |`, no \
        control characters, and do not end with a full stop (EPUB 3.3, 4.2.3). Some systems cannot \
        unpack such a file, or unpack it somewhere else.",
};

/// Something was not looked at.
pub const NOT_LOOKED_AT: Code = Code {
    id: "CS1306",
    severity: Severity::Warning,
    title: "a part of the book was not checked",
    explanation: "It is encrypted, larger than a book needs, expands far beyond its size, or \
        shares its bytes with another file. The limits are in docs/limits.md.",
};

/// The container document does not lead to a package document.
pub const CONTAINER: Code = Code {
    id: "CS1307",
    severity: Severity::Error,
    title: "META-INF/container.xml does not lead to a package document",
    explanation: "`META-INF/container.xml` names the package document in a `rootfile` with \
        `full-path` and the media type `application/oebps-package+xml` (EPUB 3.3, 4.2.6.3.1). \
        Without it no reader finds the book in the archive.",
};

/// A document is not well-formed.
pub const NOT_WELL_FORMED: Code = Code {
    id: "CS1308",
    severity: Severity::Error,
    title: "a document is not well-formed XML",
    explanation: "Documents of a book are XML: elements close in order, attributes are in \
        quotation marks, `&` and `<` are written `&amp;` and `&lt;`, and the only named characters \
        are the five of XML; `&nbsp;` is not one of them. Readers show an error or nothing.",
};

/// A document in another encoding than UTF-8.
pub const XML_ENCODING: Code = Code {
    id: "CS1309",
    severity: Severity::Error,
    title: "a document is not in UTF-8",
    explanation: "Documents of a book are in UTF-8; UTF-16 is allowed but not advised (EPUB 3.3, \
        3.9).",
};

/// A document type that books must not have.
pub const DOCTYPE: Code = Code {
    id: "CS1310",
    severity: Severity::Error,
    title: "a document type is not allowed",
    explanation: "A content document of EPUB 3 has `<!DOCTYPE html>` or none, and no document may \
        have external entities (EPUB 3.3, 3.9).",
};

/// The package document lacks what it is made of.
pub const PACKAGE_STRUCTURE: Code = Code {
    id: "CS1311",
    severity: Severity::Error,
    title: "the structure of the package document is wrong",
    explanation: "A package document is a `package` with a `version` and a `unique-identifier`. It \
        contains `metadata`, `manifest` and `spine` in this order, with their required attributes \
        (EPUB 3.3, 5.2 to 5.7).",
};

/// Required metadata is missing.
pub const METADATA_MISSING: Code = Code {
    id: "CS1312",
    severity: Severity::Error,
    title: "required metadata is missing",
    explanation: "A book states its identifier, title and language, and since EPUB 3 also, once, \
        when it was modified (EPUB 3.3, 5.5.3).",
};

/// A value of the metadata has the wrong form.
pub const METADATA_VALUE: Code = Code {
    id: "CS1313",
    severity: Severity::Error,
    title: "a metadata value is empty or malformed",
    explanation: "No element of the metadata is empty; languages are BCP 47 tags such as `zh-CN`; \
        `dcterms:modified` is a date and time of the form `2026-01-31T12:00:00Z`; dates follow ISO \
        8601; an element that is allowed once is there once (EPUB 3.3, 5.5.3 and 5.5.4).",
};

/// The identifier of the book cannot be found.
pub const UNIQUE_IDENTIFIER: Code = Code {
    id: "CS1314",
    severity: Severity::Error,
    title: "`unique-identifier` names no identifier",
    explanation: "The attribute `unique-identifier` of `package` is the id of a `dc:identifier` \
        (EPUB 3.3, 5.4).",
};

/// Metadata refines what is not there.
pub const REFINES: Code = Code {
    id: "CS1315",
    severity: Severity::Error,
    title: "`refines` names no element it can refine",
    explanation: "`refines` is `#` and the id of an element of the package document; `role` refines \
        a creator, contributor or publisher, `title-type` a title, `identifier-type` an \
        identifier or source, `collection-type` a collection (EPUB 3.3, appendix D.3).",
};

/// An id is used twice.
pub const ID_TWICE: Code = Code {
    id: "CS1316",
    severity: Severity::Error,
    title: "a document has the same id twice",
    explanation: "An id names one element. A link to a repeated id leads to the first element, and \
        some readers reject the document.",
};

/// The manifest names a file that is not there.
pub const FILE_MISSING: Code = Code {
    id: "CS1317",
    severity: Severity::Error,
    title: "the manifest names a file that is not in the archive",
    explanation: "Every `href` of the manifest is the path of a file in the archive, relative to \
        the package document, in the same case.",
};

/// A file is not in the manifest.
pub const FILE_UNLISTED: Code = Code {
    id: "CS1318",
    severity: Severity::Info,
    title: "a file of the archive is not in the manifest",
    explanation: "A file that is not in the manifest is not part of the book, and shops may drop \
        or reject it.",
};

/// An entry of the manifest cannot stand as it does.
pub const MANIFEST_ITEM: Code = Code {
    id: "CS1319",
    severity: Severity::Error,
    title: "an entry of the manifest is repeated or not allowed",
    explanation: "The manifest lists every file once, by an address without a fragment. It lists \
        neither the package document nor a file of META-INF (EPUB 3.3, 5.6.2).",
};

/// A file is not of the type that is stated.
pub const MEDIA_TYPE: Code = Code {
    id: "CS1320",
    severity: Severity::Error,
    title: "a file does not match its media type",
    explanation: "Readers trust the media type in the manifest. They do not show a JPEG that is \
        declared a PNG, nor a page declared `text/html`.",
};

/// A property that is not defined or cannot stand there.
pub const PROPERTY: Code = Code {
    id: "CS1321",
    severity: Severity::Error,
    title: "a property is unknown or not allowed here",
    explanation: "The specification defines the properties without a prefix; a prefix is declared \
        or reserved. One XHTML document has `nav`, and one picture `cover-image` (EPUB 3.3, \
        5.6.2.1 and appendix D).",
};

/// A property is not stated as the document uses it.
pub const PROPERTY_USE: Code = Code {
    id: "CS1322",
    severity: Severity::Error,
    title: "the properties of a document do not match its content",
    explanation: "`scripted`, `svg`, `mathml`, `switch` and `remote-resources` are stated for the \
        documents that have such content and for no others (EPUB 3.3, appendix D.6.2).",
};

/// Something foreign has no fallback.
pub const FALLBACK: Code = Code {
    id: "CS1323",
    severity: Severity::Error,
    title: "a fallback is missing, names nothing or runs in a circle",
    explanation: "A file that readers need not support comes with one that they must: `fallback` \
        names another entry of the manifest, and the last of the chain has a core media type or, \
        in the spine, is a content document (EPUB 3.3, 3.3 and 5.6.2).",
};

/// The spine is not as it must be.
pub const SPINE: Code = Code {
    id: "CS1324",
    severity: Severity::Error,
    title: "the spine is empty or has an entry that is not allowed",
    explanation: "The spine lists content documents of the manifest, each once, and at least one \
        of them is linear (EPUB 3.3, 5.7).",
};

/// The spine does not name the NCX.
pub const SPINE_TOC: Code = Code {
    id: "CS1325",
    severity: Severity::Error,
    title: "the spine does not name the NCX",
    explanation: "If there is an NCX, the attribute `toc` of the spine is the id of its entry in \
        the manifest. EPUB 2 requires one (OPF 2.0.1, 2.4.1.2).",
};

/// There is no navigation document.
pub const NAV_MISSING: Code = Code {
    id: "CS1331",
    severity: Severity::Error,
    title: "the book has no table of contents",
    explanation: "One entry of the manifest has the property `nav`, and its document has one `nav` \
        of the `epub:type` `toc` (EPUB 3.3, 7).",
};

/// The navigation document is not built as it must be.
pub const NAV_STRUCTURE: Code = Code {
    id: "CS1332",
    severity: Severity::Error,
    title: "the structure of the navigation document is wrong",
    explanation: "A `nav` contains at most a heading and then one `ol`; each `li` has an `a` with \
        text, or a `span` with text and a list below it (EPUB 3.3, 7.3). Landmarks and page lists \
        are flat, and each landmark has its `epub:type`.",
};

/// The contents are not in reading order.
pub const NAV_ORDER: Code = Code {
    id: "CS1333",
    severity: Severity::Warning,
    title: "the contents are not in reading order",
    explanation: "The table of contents follows the spine and, within a document, its text (EPUB \
        3.3, 7.4.1). Readers use this order to show the current chapter.",
};

/// The NCX is not as it must be.
pub const NCX: Code = Code {
    id: "CS1334",
    severity: Severity::Error,
    title: "the NCX is wrong",
    explanation: "An NCX has the identifier of the book as `dtb:uid`, a title and a `navMap`; each \
        `navPoint` has an id, a label and an address, and play orders are numbers (OPF 2.0.1, \
        2.4.1).",
};

/// A reference leads nowhere.
pub const LINK_BROKEN: Code = Code {
    id: "CS1341",
    severity: Severity::Error,
    title: "a reference leads to a file that is not in the book",
    explanation: "Addresses are relative to their document, and case counts.",
};

/// A reference leads to an id that is not there.
pub const FRAGMENT_MISSING: Code = Code {
    id: "CS1342",
    severity: Severity::Error,
    title: "a reference leads to an id that does not exist",
    explanation: "The part after `#` is the id of an element of the document. Without it, a reader \
        goes to the start of the document, or nowhere.",
};

/// A file is used without standing in the manifest.
pub const TARGET_UNLISTED: Code = Code {
    id: "CS1343",
    severity: Severity::Error,
    title: "a file that the book uses is not in the manifest",
    explanation: "The manifest lists every file a document refers to (EPUB 3.3, 3.2). Readers and \
        shops may leave out other files.",
};

/// A link leads out of the reading order.
pub const TARGET_UNREACHABLE: Code = Code {
    id: "CS1344",
    severity: Severity::Error,
    title: "a reference leads to a file that cannot be shown there",
    explanation: "Links lead to documents of the spine, since readers open no others; pictures \
        have types that readers know, and style sheets are CSS (EPUB 3.3, 5.7 and 3.2).",
};

/// An address is malformed or leads out of the book.
pub const ADDRESS: Code = Code {
    id: "CS1345",
    severity: Severity::Error,
    title: "an address is malformed or leads out of the book",
    explanation: "An address in a book has no spaces (write `%20`), no query, does not begin with \
        `/`, and does not lead above the root of the archive; `file:` is not allowed, and `data:` \
        not for links (EPUB 3.3, 3.6, 3.8 and 4.2.5).",
};

/// Something is fetched from the net.
pub const REMOTE: Code = Code {
    id: "CS1346",
    severity: Severity::Error,
    title: "a part of the book is on the web",
    explanation: "Only audio, video and fonts may be outside the book (EPUB 3.3, 3.6). Add \
        pictures, style sheets, scripts and documents to it.",
};

/// A link to what is no place.
pub const LEADS_NOWHERE: Code = Code {
    id: "CS1347",
    severity: Severity::Warning,
    title: "a link leads nowhere",
    explanation: "No site can have this name, or the address runs something instead of leading \
        somewhere (`javascript:`, `about:`). Readers who follow it find nothing.",
};

/// An element that a book must not have.
pub const ELEMENT: Code = Code {
    id: "CS1351",
    severity: Severity::Error,
    title: "an element is unknown",
    explanation: "Content documents are HTML in XML form; `center`, `font` and other obsolete \
        elements are not part of it (HTML, obsolete features). Use elements with a meaning and a \
        style sheet.",
};

/// An element stands where it must not.
pub const NESTING: Code = Code {
    id: "CS1352",
    severity: Severity::Error,
    title: "an element is not allowed here",
    explanation: "Paragraphs contain text and no other paragraphs, lists contain items, tables \
        rows, and a link no other link (HTML, content models). Each reader repairs such documents \
        in its own way.",
};

/// An attribute an element does not have.
pub const ATTRIBUTE: Code = Code {
    id: "CS1353",
    severity: Severity::Error,
    title: "an attribute is unknown, missing or has a wrong value",
    explanation: "EPUB 3 does not allow obsolete attributes for appearance (`align`, `bgcolor`, \
        `border`). Pictures have `src`, and `lang` agrees with `xml:lang`.",
};

/// The frame of a document is wrong.
pub const DOCUMENT: Code = Code {
    id: "CS1354",
    severity: Severity::Error,
    title: "the structure of a content document is wrong",
    explanation: "A content document is an `html` element in the namespace \
        `http://www.w3.org/1999/xhtml`, with a `body` and a `head` that has a title.",
};

/// Something that should not be used any more.
pub const DEPRECATED: Code = Code {
    id: "CS1355",
    severity: Severity::Warning,
    title: "a feature is deprecated",
    explanation: "It is still allowed, but newer editions of the specification advise against it.",
};

/// An attribute names an element that is not there.
pub const IDREF: Code = Code {
    id: "CS1356",
    severity: Severity::Error,
    title: "an attribute names an element that is not in the document",
    explanation: "`aria-labelledby`, `aria-describedby`, `for`, `headers` and the like contain ids \
        of the same document.",
};

/// A style sheet cannot be read.
pub const STYLE_SYNTAX: Code = Code {
    id: "CS1361",
    severity: Severity::Error,
    title: "a style sheet cannot be read",
    explanation: "A brace, string or comment is not closed, or a declaration has no value. Readers \
        drop the rule, or everything after it.",
};

/// A style sheet has what books must not.
pub const STYLE_PROPERTY: Code = Code {
    id: "CS1362",
    severity: Severity::Error,
    title: "a style sheet sets what only markup may",
    explanation: "`direction` and `unicode-bidi` are not allowed in style sheets of books; use the \
        attribute `dir` (EPUB 3.3, 6.3.1).",
};

/// A picture is damaged.
pub const PICTURE: Code = Code {
    id: "CS1371",
    severity: Severity::Warning,
    title: "a picture is damaged or cut off",
    explanation: "The picture cannot be read to its end. Readers show part of it or nothing.",
};

/// A picture is not described.
pub const ALTERNATIVE: Code = Code {
    id: "CS1372",
    severity: Severity::Warning,
    title: "a picture has no alternative text",
    explanation: "Readers who cannot see the picture learn nothing about it. Describe it in `alt`; \
        an empty one marks it as decoration.",
};

/// The book does not say how it can be read.
pub const ACCESSIBILITY: Code = Code {
    id: "CS1381",
    severity: Severity::Info,
    title: "the book does not say how accessible it is",
    explanation: "Books state `schema:accessMode`, `schema:accessibilityFeature` and \
        `schema:accessibilityHazard`, and may state `schema:accessModeSufficient` and \
        `schema:accessibilitySummary` (EPUB Accessibility 1.1, 2).",
};

/// A document does not state its language.
pub const LANGUAGE: Code = Code {
    id: "CS1382",
    severity: Severity::Info,
    title: "a document does not state its language",
    explanation: "`lang` and `xml:lang` on `html` decide on voice, hyphenation and glyphs. Readers \
        do not use the language of the package for them.",
};

/// A language tag has not the form of one.
pub const LANGUAGE_FORM: Code = Code {
    id: "CS1383",
    severity: Severity::Error,
    title: "an attribute is not a language tag",
    explanation: "`xml:lang`, `lang` and `hreflang` are BCP 47 tags such as `zh-CN`, with hyphens \
        between their parts, or empty if the language is unknown (EPUB 3.3, 5.3.5). Readers ignore \
        anything else, and choose voice, hyphenation and glyphs as if there were no tag.",
};

/// A language tag names what is not registered.
pub const LANGUAGE_UNKNOWN: Code = Code {
    id: "CS1384",
    severity: Severity::Warning,
    title: "a language tag names no known language",
    explanation: "Languages have the codes of ISO 639, such as `zh`, and regions those of ISO \
        3166, such as `CN` (BCP 47). `cn`, `english` and `en-UK` have the form of tags, but no \
        reader knows them.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &NOT_AN_ARCHIVE,
    &MIMETYPE,
    &ENTRY_BROKEN,
    &ENTRY_TWICE,
    &ENTRY_NAME,
    &NOT_LOOKED_AT,
    &CONTAINER,
    &NOT_WELL_FORMED,
    &XML_ENCODING,
    &DOCTYPE,
    &PACKAGE_STRUCTURE,
    &METADATA_MISSING,
    &METADATA_VALUE,
    &UNIQUE_IDENTIFIER,
    &REFINES,
    &ID_TWICE,
    &FILE_MISSING,
    &FILE_UNLISTED,
    &MANIFEST_ITEM,
    &MEDIA_TYPE,
    &PROPERTY,
    &PROPERTY_USE,
    &FALLBACK,
    &SPINE,
    &SPINE_TOC,
    &NAV_MISSING,
    &NAV_STRUCTURE,
    &NAV_ORDER,
    &NCX,
    &LINK_BROKEN,
    &FRAGMENT_MISSING,
    &TARGET_UNLISTED,
    &TARGET_UNREACHABLE,
    &ADDRESS,
    &REMOTE,
    &LEADS_NOWHERE,
    &ELEMENT,
    &NESTING,
    &ATTRIBUTE,
    &DOCUMENT,
    &DEPRECATED,
    &IDREF,
    &STYLE_SYNTAX,
    &STYLE_PROPERTY,
    &PICTURE,
    &ALTERNATIVE,
    &ACCESSIBILITY,
    &LANGUAGE,
    &LANGUAGE_FORM,
    &LANGUAGE_UNKNOWN,
];
