//! Findings about finished books.

use chengshu_text::codes;

codes! {
    NOT_AN_ARCHIVE: Error "CS1301", "the file is not a ZIP archive",
        "A book is a ZIP archive. This file has no directory at its end, or a broken one, as after \
         an interrupted download. Nothing in it can be opened.";
    MIMETYPE: Error "CS1302", "the file `mimetype` is wrong",
        "The archive begins with a file `mimetype`, stored without compression and extra field, \
         that contains `application/epub+zip` and nothing else (EPUB 3.3, 4.3.3). Readers \
         recognise a book by these bytes.";
    ENTRY_BROKEN: Error "CS1303", "a file of the archive cannot be unpacked",
        "The file is cut off, its checksum does not match, its header contradicts the directory, \
         or it is compressed by a method other than deflate, which readers do not know (EPUB 3.3, \
         4.3.2).";
    ENTRY_TWICE: Error "CS1304", "two files of the archive have the same name",
        "Names must differ in more than case (EPUB 3.3, 4.2.3). Readers show one of the two, and \
         not all of them the same one.";
    ENTRY_NAME: Error "CS1305", "the name of a file in the archive is not allowed",
        "Names in a book are relative, have no `..` and none of `\" * : < > ? \\ |`, no control \
         characters, and do not end with a full stop (EPUB 3.3, 4.2.3). Some systems cannot unpack \
         such a file, or unpack it somewhere else.";
    NOT_LOOKED_AT: Warning "CS1306", "a part of the book was not checked",
        "It is encrypted, larger than a book needs, expands far beyond its size, or shares its \
         bytes with another file. The limits are in docs/limits.md.";
    CONTAINER: Error "CS1307", "META-INF/container.xml does not lead to a package document",
        "`META-INF/container.xml` names the package document in a `rootfile` with `full-path` and \
         the media type `application/oebps-package+xml` (EPUB 3.3, 4.2.6.3.1). Without it no \
         reader finds the book in the archive.";
    NOT_WELL_FORMED: Error "CS1308", "a document is not well-formed XML",
        "Documents of a book are XML: elements close in order, attributes are in quotation marks, \
         `&` and `<` are written `&amp;` and `&lt;`, and the only named characters are the five of \
         XML; `&nbsp;` is not one of them. Readers show an error or nothing.";
    XML_ENCODING: Error "CS1309", "a document is not in UTF-8",
        "Documents and style sheets of a book are in UTF-8; UTF-16 is allowed but not advised \
         (EPUB 3.3, 3.9 and 6.3.1).";
    DOCTYPE: Error "CS1310", "a document type is not allowed",
        "A content document of EPUB 3 has `<!DOCTYPE html>` or none, and no document may have \
         external entities (EPUB 3.3, 3.9).";
    PACKAGE_STRUCTURE: Error "CS1311", "the structure of the package document is wrong",
        "A package document is a `package` with a `version` and a `unique-identifier`. It contains \
         `metadata`, `manifest` and `spine` in this order, with their required attributes (EPUB \
         3.3, 5.2 to 5.7).";
    METADATA_MISSING: Error "CS1312", "required metadata is missing",
        "A book states its identifier, title and language, and since EPUB 3 also, once, when it \
         was modified (EPUB 3.3, 5.5.3).";
    METADATA_VALUE: Error "CS1313", "a metadata value is empty or malformed",
        "No element of the metadata is empty; languages are BCP 47 tags such as `zh-CN`; \
         `dcterms:modified` is a date and time of the form `2026-01-31T12:00:00Z`; dates follow \
         ISO 8601; an element that is allowed once is there once (EPUB 3.3, 5.5.3 and 5.5.4).";
    UNIQUE_IDENTIFIER: Error "CS1314", "`unique-identifier` names no identifier",
        "The attribute `unique-identifier` of `package` is the id of a `dc:identifier` (EPUB 3.3, \
         5.4).";
    REFINES: Error "CS1315", "`refines` names no element it can refine",
        "`refines` is `#` and the id of an element of the package document; `role` refines a \
         creator, contributor or publisher, `title-type` a title, `identifier-type` an identifier \
         or source, `collection-type` a collection (EPUB 3.3, appendix D.3).";
    ID_TWICE: Error "CS1316", "a document has the same id twice",
        "An id names one element. A link to a repeated id leads to the first element, and some \
         readers reject the document. Ids of package documents, of the NCX and of pages of EPUB 2 \
         are XML names: they begin with a letter, and have no spaces or colons.";
    FILE_MISSING: Error "CS1317", "the manifest names a file that is not in the archive",
        "Every `href` of the manifest is the path of a file in the archive, relative to the \
         package document, in the same case.";
    FILE_UNLISTED: Info "CS1318", "a file of the archive is not in the manifest",
        "A file that is not in the manifest is not part of the book, and shops may drop or reject \
         it.";
    MANIFEST_ITEM: Error "CS1319", "an entry of the manifest is repeated or not allowed",
        "The manifest lists every file once, by an address without a fragment. It lists neither \
         the package document nor a file of META-INF (EPUB 3.3, 5.6.2).";
    MEDIA_TYPE: Error "CS1320", "a file does not match its media type",
        "Readers trust the media type in the manifest. They do not show a JPEG that is declared a \
         PNG, nor a page declared `text/html`.";
    PROPERTY: Error "CS1321", "a property is unknown or not allowed here",
        "The specification defines the properties without a prefix; a prefix is declared or \
         reserved. One XHTML document has `nav`, and one picture `cover-image` (EPUB 3.3, 5.6.2.1 \
         and appendix D).";
    PROPERTY_USE: Error "CS1322", "the properties of a document do not match its content",
        "`scripted`, `svg`, `mathml`, `switch` and `remote-resources` are stated for the documents \
         that have such content and for no others (EPUB 3.3, appendix D.6.2).";
    FALLBACK: Error "CS1323", "a fallback is missing, names nothing or runs in a circle",
        "A file that readers need not support comes with one that they must: `fallback` names \
         another entry of the manifest, and the last of the chain has a core media type or, in the \
         spine, is a content document (EPUB 3.3, 3.3 and 5.6.2).";
    SPINE: Error "CS1324", "the spine is empty or has an entry that is not allowed",
        "The spine lists content documents of the manifest, each once, and at least one of them is \
         linear (EPUB 3.3, 5.7).";
    SPINE_TOC: Error "CS1325", "the spine does not name the NCX",
        "If there is an NCX, the attribute `toc` of the spine is the id of its entry in the \
         manifest. EPUB 2 requires one (OPF 2.0.1, 2.4.1.2).";
    NAV_MISSING: Error "CS1331", "the book has no table of contents",
        "One entry of the manifest has the property `nav`, and its document has one `nav` of the \
         `epub:type` `toc` (EPUB 3.3, 7).";
    NAV_STRUCTURE: Error "CS1332", "the structure of the navigation document is wrong",
        "A `nav` contains at most a heading and then one `ol`; each `li` has an `a` with text, or \
         a `span` with text and a list below it (EPUB 3.3, 7.3). Landmarks and page lists are \
         flat, and each landmark has its `epub:type`.";
    NAV_ORDER: Warning "CS1333", "the contents are not in reading order",
        "The table of contents follows the spine and, within a document, its text (EPUB 3.3, \
         7.4.1). Readers use this order to show the current chapter.";
    NCX: Error "CS1334", "the NCX is wrong",
        "An NCX has the identifier of the book as `dtb:uid`, a title and a `navMap`; each \
         `navPoint` has an id, a label and an address, and play orders are numbers (OPF 2.0.1, \
         2.4.1).";
    LINK_BROKEN: Error "CS1341", "a reference leads to a file that is not in the book",
        "Addresses are relative to their document, and case counts.";
    FRAGMENT_MISSING: Error "CS1342", "a reference leads to an id that does not exist",
        "The part after `#` is the id of an element of the document. Without it, a reader goes to \
         the start of the document, or nowhere.";
    TARGET_UNLISTED: Error "CS1343", "a file that the book uses is not in the manifest",
        "The manifest lists every file a document refers to (EPUB 3.3, 3.2). Readers and shops may \
         leave out other files.";
    TARGET_UNREACHABLE: Error "CS1344", "a reference leads to a file that cannot be shown there",
        "Links lead to documents of the spine, since readers open no others; pictures have types \
         that readers know, and style sheets are CSS (EPUB 3.3, 5.7 and 3.2).";
    ADDRESS: Error "CS1345", "an address is malformed or leads out of the book",
        "An address in a book has no spaces (write `%20`), no query, does not begin with `/`, and \
         does not lead above the root of the archive; `file:` is not allowed, and `data:` not for \
         links (EPUB 3.3, 3.6, 3.8 and 4.2.5).";
    REMOTE: Error "CS1346", "a part of the book is on the web",
        "Only audio, video and fonts may be outside the book (EPUB 3.3, 3.6). Add pictures, style \
         sheets, scripts and documents to it.";
    LEADS_NOWHERE: Warning "CS1347", "a link leads nowhere",
        "No site can have this name, or the address runs something instead of leading somewhere \
         (`javascript:`, `about:`). Readers who follow it find nothing.";
    ELEMENT: Error "CS1351", "an element is unknown",
        "Content documents are HTML in XML form; `center`, `font` and other obsolete elements are \
         not part of it (HTML, obsolete features). Use elements with a meaning and a style sheet.";
    NESTING: Error "CS1352", "an element is not allowed here",
        "Paragraphs contain text and no other paragraphs, lists contain items, tables rows, and a \
         link no other link (HTML, content models). Each reader repairs such documents in its own \
         way.";
    ATTRIBUTE: Error "CS1353", "an attribute is unknown, missing or has a wrong value",
        "EPUB 3 does not allow obsolete attributes for appearance (`align`, `bgcolor`, `border`). \
         Pictures have `src`, and `lang` agrees with `xml:lang`.";
    DOCUMENT: Error "CS1354", "the structure of a content document is wrong",
        "A content document is an `html` element in the namespace `http://www.w3.org/1999/xhtml`, \
         with a `body` and a `head` that has a title. A page of a fixed layout states its size in a \
         `meta` named `viewport` (EPUB 3.3, 8.2.2.6).";
    DEPRECATED: Warning "CS1355", "a feature is deprecated",
        "It is still allowed, but newer editions of the specification advise against it.";
    IDREF: Error "CS1356", "an attribute names an element that is not in the document",
        "`aria-labelledby`, `aria-describedby`, `for`, `headers` and the like contain ids of the \
         same document.";
    STYLE_SYNTAX: Error "CS1361", "a style sheet cannot be read",
        "A brace, string or comment is not closed, or a declaration has no value. Readers drop the \
         rule, or everything after it.";
    STYLE_PROPERTY: Error "CS1362", "a style sheet sets what only markup may",
        "`direction` and `unicode-bidi` are not allowed in style sheets of books; use the \
         attribute `dir` (EPUB 3.3, 6.3.1).";
    PICTURE: Warning "CS1371", "a picture is damaged or cut off",
        "The picture cannot be read to its end. Readers show part of it or nothing.";
    ALTERNATIVE: Warning "CS1372", "a picture has no alternative text",
        "Readers who cannot see the picture learn nothing about it. Describe it in `alt`; an empty \
         one marks it as decoration.";
    ACCESSIBILITY: Info "CS1381", "the book does not say how accessible it is",
        "Books state `schema:accessMode`, `schema:accessibilityFeature` and \
         `schema:accessibilityHazard`, and may state `schema:accessModeSufficient` and \
         `schema:accessibilitySummary` (EPUB Accessibility 1.1, 2).";
    LANGUAGE: Info "CS1382", "a document does not state its language",
        "`lang` and `xml:lang` on `html` decide on voice, hyphenation and glyphs. Readers do not \
         use the language of the package for them.";
    LANGUAGE_FORM: Error "CS1383", "an attribute is not a language tag",
        "`xml:lang`, `lang` and `hreflang` are BCP 47 tags such as `zh-CN`, with hyphens between \
         their parts, or empty if the language is unknown (EPUB 3.3, 5.3.5). Readers ignore \
         anything else, and choose voice, hyphenation and glyphs as if there were no tag.";
    LANGUAGE_UNKNOWN: Warning "CS1384", "a language tag names no known language",
        "Languages have the codes of ISO 639, such as `zh`, and regions those of ISO 3166, such as \
         `CN` (BCP 47). `cn`, `english` and `en-UK` have the form of tags, but no reader knows \
         them.";
}
