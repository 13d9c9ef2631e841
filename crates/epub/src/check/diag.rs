//! Findings about finished books.

use chengshu_text::diag::{Code, Severity};

/// The file is no archive.
pub const NOT_AN_ARCHIVE: Code = Code {
    id: "CS1301",
    severity: Severity::Error,
    title: "the file is not a ZIP archive",
    explanation: "A book is a ZIP archive. This one has no directory at its end, or a broken one, \
        as after a download that was cut off. Nothing in it can be opened.",
};

/// The first file of the archive is not as it must be.
pub const MIMETYPE: Code = Code {
    id: "CS1302",
    severity: Severity::Error,
    title: "the file `mimetype` is not as it must be",
    explanation: "The archive begins with a file `mimetype`, stored without compression and extra \
        field, that holds `application/epub+zip` and nothing else (EPUB 3.3, 4.3.3). Readers tell \
        a book by these bytes.",
};

/// A file of the archive cannot be unpacked.
pub const ENTRY_BROKEN: Code = Code {
    id: "CS1303",
    severity: Severity::Error,
    title: "a file of the archive cannot be unpacked",
    explanation: "The file is cut off, its checksum does not agree, its header contradicts the \
        directory, or it is compressed by another method than deflate, which readers do not know \
        (EPUB 3.3, 4.3.2).",
};

/// Two files of one name.
pub const ENTRY_TWICE: Code = Code {
    id: "CS1304",
    severity: Severity::Error,
    title: "two files of the archive have the same name",
    explanation: "Names must differ in more than the case of their letters (EPUB 3.3, 4.2.3). \
        Readers show one of the two, and not all the same one.",
};

/// A name that is not allowed in a book.
pub const ENTRY_NAME: Code = Code {
    id: "CS1305",
    severity: Severity::Error,
    title: "a file of the archive has a name that is not allowed",
    explanation: "Names in a book are relative, have no `..` and none of `\" * : < > ? \\ |`, no \
        control characters, and do not end with a full stop (EPUB 3.3, 4.2.3): there are systems \
        that cannot unpack such a file, or unpack it elsewhere.",
};

/// Something was not looked at.
pub const NOT_LOOKED_AT: Code = Code {
    id: "CS1306",
    severity: Severity::Warning,
    title: "a part of the book was not looked at",
    explanation: "It is encrypted, larger than a book needs, expands far beyond its size, or shares \
        its bytes with another file, and so nothing is said about it. The limits are in \
        docs/limits.md.",
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
    explanation: "Documents of a book are XML: every element is closed in order, attributes stand \
        in quotation marks, `&` and `<` are written `&amp;` and `&lt;`, and named characters other \
        than the five of XML, such as `&nbsp;`, are not known. Readers show an error or nothing.",
};

/// A document in another encoding than UTF-8.
pub const XML_ENCODING: Code = Code {
    id: "CS1309",
    severity: Severity::Error,
    title: "a document is not encoded in UTF-8",
    explanation: "Documents of a book are encoded in UTF-8; UTF-16 is allowed and not advised \
        (EPUB 3.3, 3.9).",
};

/// A document type that books must not have.
pub const DOCTYPE: Code = Code {
    id: "CS1310",
    severity: Severity::Error,
    title: "a document type is irregular or refers to entities outside",
    explanation: "A content document of EPUB 3 has `<!DOCTYPE html>` or none, and external entities \
        are not allowed in any document (EPUB 3.3, 3.9).",
};

/// The package document lacks what it is made of.
pub const PACKAGE_STRUCTURE: Code = Code {
    id: "CS1311",
    severity: Severity::Error,
    title: "the package document is not built as it must be",
    explanation: "A package document is a `package` with a `version` and a `unique-identifier`; in \
        it stand `metadata`, `manifest` and `spine` in this order, with their required \
        attributes (EPUB 3.3, 5.2 to 5.7).",
};

/// Required metadata is missing.
pub const METADATA_MISSING: Code = Code {
    id: "CS1312",
    severity: Severity::Error,
    title: "required metadata is missing",
    explanation: "A book states its identifier, title and language, and since EPUB 3 once when it \
        was modified (EPUB 3.3, 5.5.3).",
};

/// A value of the metadata has the wrong form.
pub const METADATA_VALUE: Code = Code {
    id: "CS1313",
    severity: Severity::Error,
    title: "a value of the metadata is empty or has the wrong form",
    explanation: "No element of the metadata is empty; languages are BCP 47 tags such as `zh-CN`; \
        `dcterms:modified` is a date and time of the form `2026-01-31T12:00:00Z`; dates follow \
        ISO 8601; what may stand once stands once (EPUB 3.3, 5.5.3 and 5.5.4).",
};

/// The identifier of the book cannot be found.
pub const UNIQUE_IDENTIFIER: Code = Code {
    id: "CS1314",
    severity: Severity::Error,
    title: "`unique-identifier` leads to no identifier",
    explanation: "The attribute `unique-identifier` of `package` is the id of a `dc:identifier` \
        (EPUB 3.3, 5.4).",
};

/// Metadata refines what is not there.
pub const REFINES: Code = Code {
    id: "CS1315",
    severity: Severity::Error,
    title: "`refines` leads to no element it could refine",
    explanation: "`refines` is `#` and the id of an element of the package document; `role` refines \
        a creator, contributor or publisher, `title-type` a title, `identifier-type` an \
        identifier or source, `collection-type` a collection (EPUB 3.3, appendix D.3).",
};

/// An id is used twice.
pub const ID_TWICE: Code = Code {
    id: "CS1316",
    severity: Severity::Error,
    title: "an id is used twice in a document",
    explanation: "An id names one element. A link to one that is used twice leads to the first, and \
        some readers refuse the document.",
};

/// The manifest names a file that is not there.
pub const FILE_MISSING: Code = Code {
    id: "CS1317",
    severity: Severity::Error,
    title: "the manifest names a file that is not in the archive",
    explanation: "Every `href` of the manifest leads to a file of the archive, relative to the \
        package document, in the same letter case.",
};

/// A file is not in the manifest.
pub const FILE_UNLISTED: Code = Code {
    id: "CS1318",
    severity: Severity::Info,
    title: "a file of the archive is not in the manifest",
    explanation: "What is not in the manifest is no part of the book, and shops may drop or refuse \
        it.",
};

/// An entry of the manifest cannot stand as it does.
pub const MANIFEST_ITEM: Code = Code {
    id: "CS1319",
    severity: Severity::Error,
    title: "an entry of the manifest is listed twice or names what it must not",
    explanation: "The manifest lists every file once, by an address without fragment; neither the \
        package document nor a file of META-INF is listed (EPUB 3.3, 5.6.2).",
};

/// A file is not of the type that is stated.
pub const MEDIA_TYPE: Code = Code {
    id: "CS1320",
    severity: Severity::Error,
    title: "a file is not what its media type says",
    explanation: "Readers believe the media type of the manifest, and do not show a JPEG that is \
        declared a PNG, nor a page declared `text/html`.",
};

/// A property that is not defined or cannot stand there.
pub const PROPERTY: Code = Code {
    id: "CS1321",
    severity: Severity::Error,
    title: "a property is not defined or cannot stand where it does",
    explanation: "Properties without a prefix are those the specification defines; one with a \
        prefix needs the prefix declared or reserved. `nav` is of one XHTML document, \
        `cover-image` of one picture (EPUB 3.3, 5.6.2.1 and appendix D).",
};

/// A property is not stated as the document uses it.
pub const PROPERTY_USE: Code = Code {
    id: "CS1322",
    severity: Severity::Error,
    title: "the properties of a document are not those it uses",
    explanation: "`scripted`, `svg`, `mathml`, `switch` and `remote-resources` are stated of the \
        documents that have such content and of no others (EPUB 3.3, appendix D.6.2).",
};

/// Something foreign has no fallback.
pub const FALLBACK: Code = Code {
    id: "CS1323",
    severity: Severity::Error,
    title: "a fallback is missing, leads nowhere or runs in a circle",
    explanation: "What readers need not support comes with something they do: `fallback` names \
        another entry of the manifest, and the last of the chain is a core media type, for the \
        spine a content document (EPUB 3.3, 3.3 and 5.6.2).",
};

/// The spine is not as it must be.
pub const SPINE: Code = Code {
    id: "CS1324",
    severity: Severity::Error,
    title: "the spine is empty or names what it must not",
    explanation: "The spine lists content documents of the manifest, each once and at least one of \
        them linear (EPUB 3.3, 5.7).",
};

/// The spine does not name the NCX.
pub const SPINE_TOC: Code = Code {
    id: "CS1325",
    severity: Severity::Error,
    title: "the spine does not name the NCX",
    explanation: "Where there is an NCX, the attribute `toc` of the spine is the id of its entry in \
        the manifest; in EPUB 2 there must be one (OPF 2.0.1, 2.4.1.2).",
};

/// There is no navigation document.
pub const NAV_MISSING: Code = Code {
    id: "CS1331",
    severity: Severity::Error,
    title: "the book has no table of contents for readers",
    explanation: "One entry of the manifest has the property `nav`, and its document one `nav` of \
        the `epub:type` `toc` (EPUB 3.3, 7).",
};

/// The navigation document is not built as it must be.
pub const NAV_STRUCTURE: Code = Code {
    id: "CS1332",
    severity: Severity::Error,
    title: "the navigation document is not built as it must be",
    explanation: "A `nav` holds at most a heading and then one `ol`; each `li` has an `a` with text, \
        or a `span` with text and a list below it (EPUB 3.3, 7.3). Landmarks and pages are flat \
        lists, and each landmark has its `epub:type`.",
};

/// The contents are not in reading order.
pub const NAV_ORDER: Code = Code {
    id: "CS1333",
    severity: Severity::Warning,
    title: "the contents are not in reading order",
    explanation: "The table of contents follows the spine and, within a document, its text \
        (EPUB 3.3, 7.4.1). Readers show the chapter one is in by this order.",
};

/// The NCX is not as it must be.
pub const NCX: Code = Code {
    id: "CS1334",
    severity: Severity::Error,
    title: "the NCX is not as it must be",
    explanation: "An NCX states as `dtb:uid` the identifier of the book, has a title and a \
        `navMap`; each `navPoint` has an id, a label and an address, and play orders are numbers \
        (OPF 2.0.1, 2.4.1).",
};

/// A reference leads nowhere.
pub const LINK_BROKEN: Code = Code {
    id: "CS1341",
    severity: Severity::Error,
    title: "a reference leads to a file that is not in the book",
    explanation: "Addresses are relative to the document they stand in, and the case of letters \
        counts.",
};

/// A reference leads to an id that is not there.
pub const FRAGMENT_MISSING: Code = Code {
    id: "CS1342",
    severity: Severity::Error,
    title: "a reference leads to an id that is not there",
    explanation: "What follows `#` is the id of an element of the document. A reader goes to the \
        start of the document instead, or nowhere.",
};

/// A file is used without standing in the manifest.
pub const TARGET_UNLISTED: Code = Code {
    id: "CS1343",
    severity: Severity::Error,
    title: "a file is used that the manifest does not list",
    explanation: "Every file a document refers to stands in the manifest (EPUB 3.3, 3.2); what does \
        not may be left out by readers and shops.",
};

/// A link leads out of the reading order.
pub const TARGET_UNREACHABLE: Code = Code {
    id: "CS1344",
    severity: Severity::Error,
    title: "a reference leads to what cannot be shown there",
    explanation: "Links lead to documents of the spine, since readers open no others; pictures are \
        of the types readers know, style sheets are CSS (EPUB 3.3, 5.7 and 3.2).",
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
    title: "a part of the book lies on the net",
    explanation: "Only audio, video and fonts may lie outside the book (EPUB 3.3, 3.6). Pictures, \
        style sheets, scripts and documents are packed into it.",
};

/// A link to what is no place.
pub const LEADS_NOWHERE: Code = Code {
    id: "CS1347",
    severity: Severity::Warning,
    title: "a link leads to no place",
    explanation: "The name of the site cannot exist, or the address is one that acts rather than \
        leads somewhere (`javascript:`, `about:`). Readers of the book will follow it in vain.",
};

/// An element that a book must not have.
pub const ELEMENT: Code = Code {
    id: "CS1351",
    severity: Severity::Error,
    title: "an element is not known in a book",
    explanation: "Content documents are HTML in XML form; `center`, `font` and others of old are \
        not part of it (HTML, obsolete features). Use elements with a meaning and a style sheet.",
};

/// An element stands where it must not.
pub const NESTING: Code = Code {
    id: "CS1352",
    severity: Severity::Error,
    title: "an element stands where it must not",
    explanation: "Paragraphs hold text and no other paragraphs, lists hold items, tables rows, a \
        link no other link (HTML, content models). Readers repair such documents each in its own \
        way.",
};

/// An attribute an element does not have.
pub const ATTRIBUTE: Code = Code {
    id: "CS1353",
    severity: Severity::Error,
    title: "an attribute is not known, missing or has a wrong value",
    explanation: "Attributes of old that say how something looks (`align`, `bgcolor`, `border`) are \
        not allowed in EPUB 3; pictures have `src`, and `lang` agrees with `xml:lang`.",
};

/// The frame of a document is wrong.
pub const DOCUMENT: Code = Code {
    id: "CS1354",
    severity: Severity::Error,
    title: "a content document lacks its frame",
    explanation: "A content document is an `html` element in the namespace \
        `http://www.w3.org/1999/xhtml`, with a `head` that has a title and a `body`.",
};

/// Something that should not be used any more.
pub const DEPRECATED: Code = Code {
    id: "CS1355",
    severity: Severity::Warning,
    title: "something is deprecated",
    explanation: "It is allowed still, and newer editions of the specification advise against it.",
};

/// An attribute names an element that is not there.
pub const IDREF: Code = Code {
    id: "CS1356",
    severity: Severity::Error,
    title: "an attribute names an element that is not in the document",
    explanation: "`aria-labelledby`, `aria-describedby`, `for`, `headers` and their like hold ids of \
        the same document.",
};

/// A style sheet cannot be read.
pub const STYLE_SYNTAX: Code = Code {
    id: "CS1361",
    severity: Severity::Error,
    title: "a style sheet cannot be read",
    explanation: "A brace, string or comment is not closed, or a declaration has no value: readers \
        drop the rule, or all that follows.",
};

/// A style sheet has what books must not.
pub const STYLE_PROPERTY: Code = Code {
    id: "CS1362",
    severity: Severity::Error,
    title: "a style sheet sets what only markup may",
    explanation: "`direction` and `unicode-bidi` are not allowed in style sheets of books: the \
        attribute `dir` says it (EPUB 3.3, 6.3.1).",
};

/// A picture is damaged.
pub const PICTURE: Code = Code {
    id: "CS1371",
    severity: Severity::Warning,
    title: "a picture is damaged or cut off",
    explanation: "The picture cannot be read to its end. Readers show a part of it or nothing.",
};

/// A picture is not described.
pub const ALTERNATIVE: Code = Code {
    id: "CS1372",
    severity: Severity::Warning,
    title: "a picture has no alternative text",
    explanation: "Who cannot see it hears nothing of it. `alt` describes it; an empty one says that \
        it is decoration.",
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
    explanation: "`lang` and `xml:lang` on `html` choose voice, hyphenation and glyphs; readers do \
        not take the language of the package for it.",
};

/// A language tag has not the form of one.
pub const LANGUAGE_FORM: Code = Code {
    id: "CS1383",
    severity: Severity::Error,
    title: "an attribute is no language tag",
    explanation: "`xml:lang`, `lang` and `hreflang` are BCP 47 tags such as `zh-CN`, with hyphens \
        between their parts, or empty where the language is not known (EPUB 3.3, 5.3.5). Readers \
        pass over others, and choose voice, hyphenation and glyphs as if there were none.",
};

/// A language tag names what is not registered.
pub const LANGUAGE_UNKNOWN: Code = Code {
    id: "CS1384",
    severity: Severity::Warning,
    title: "a language tag names no language",
    explanation: "Languages have the codes of ISO 639, such as `zh`, and regions those of ISO 3166, \
        such as `CN` (BCP 47). `cn`, `english` and `en-UK` have the form of tags, and no reader \
        knows them.",
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
