//! Small books, each with one thing that is right or wrong.

use std::io::{Cursor, Write as _};

use chengshu_text::diag::{Severity, Sink};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::inspect;

const PAGE: &str = "<?xml version=\"1.0\"?><!DOCTYPE html><html \
    xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\" \
    xml:lang=\"en\"><head><title>Lamp</title>HEAD</head><body>BODY</body></html>";

/// A book in the making.
struct Book {
    head: &'static str,
    body: &'static str,
    metadata: &'static str,
    /// Entries of the manifest beside the page and the contents.
    items: &'static str,
    /// Attributes of the page's entries in the manifest and the spine.
    item: &'static str,
    itemref: &'static str,
    /// Where the package document is, and what the container says.
    package: [&'static str; 2],
    /// A file besides.
    file: [&'static str; 2],
}

const GOOD: Book = Book {
    head: "",
    body: "<p>Light.</p>",
    metadata: "",
    items: "",
    item: "",
    itemref: "",
    package: ["E/p.opf", "E/p.opf"],
    file: ["META-INF/x", ""],
};

impl Book {
    /// The ids of the errors it has.
    fn errors(&self) -> Vec<&'static str> {
        let container = format!(
            "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\">\
             <rootfiles><rootfile full-path=\"{}\" media-type=\"application/oebps-package+xml\"/>\
             </rootfiles></container>",
            self.package[1]
        );
        let package = format!(
            "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"u\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
             <dc:identifier id=\"u\">lamp</dc:identifier><dc:title>Lamp</dc:title>\
             <dc:language>en</dc:language>\
             <meta property=\"dcterms:modified\">2026-01-31T12:00:00Z</meta>{}</metadata>\
             <manifest><item id=\"c\" href=\"c.xhtml\" media-type=\"application/xhtml+xml\" {}/>\
             <item id=\"n\" href=\"n.xhtml\" media-type=\"application/xhtml+xml\" \
             properties=\"nav\"/>{}</manifest><spine><itemref idref=\"c\" {}/></spine></package>",
            self.metadata, self.item, self.items, self.itemref
        );
        let page = PAGE.replace("HEAD", self.head).replace("BODY", self.body);
        let nav = "<nav epub:type=\"toc\"><ol><li><a href=\"c.xhtml\">Light</a></li></ol></nav>";
        let nav = PAGE.replace("HEAD", "").replace("BODY", nav);
        let files = [
            ["mimetype", "application/epub+zip"],
            ["META-INF/container.xml", &container],
            [self.package[0], &package],
            ["E/c.xhtml", &page],
            ["E/n.xhtml", &nav],
            self.file,
        ];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for [path, text] in files {
            zip.start_file(path, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let mut sink = Sink::default();
        inspect("lamp.epub", zip.finish().unwrap(), &mut sink);
        let findings = sink.into_vec().into_iter();
        let errors = findings.filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| finding.code.id).collect()
    }
}

#[test]
fn good_books_have_no_errors() {
    let drawing = "<item id=\"s\" href=\"s.svg\" media-type=\"image/svg+xml\"/>";
    let svg = ["E/s.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"];
    let books = [
        GOOD,
        Book {
            body: "<p><img src=\"s.svg\" alt=\"\"/></p>",
            item: "properties=\"svg\"",
            items: drawing,
            file: svg,
            ..GOOD
        },
        Book {
            body: "<p><audio src=\"a.opus\" controls=\"\"></audio></p>",
            items: "<item id=\"a\" href=\"a.opus\" media-type=\"audio/ogg; codecs=opus\"/>",
            file: ["E/a.opus", ""],
            ..GOOD
        },
        Book {
            head: "<link rel=\"stylesheet\" href=\"p.xpgt\"/>",
            items: "<item id=\"t\" href=\"p.xpgt\" \
                    media-type=\"application/vnd.adobe-page-template+xml\"/>",
            file: ["E/p.xpgt", "<x/>"],
            ..GOOD
        },
        Book {
            body: "<p><img src=\"v.mp4\" alt=\"\"/></p>",
            items: "<item id=\"v\" href=\"v.mp4\" media-type=\"video/mp4\"/>",
            file: ["E/v.mp4", ""],
            ..GOOD
        },
        Book { package: ["E/the lamp.opf", "E/the%20lamp.opf"], ..GOOD },
        Book { package: ["E/the lamp.opf", "E/the lamp.opf"], ..GOOD },
        Book { body: "<p its-term=\"no\">Light.</p>", ..GOOD },
        Book {
            body: "<p><img src=\"\u{fc}.svg\" alt=\"\"/></p>",
            items: "<item id=\"s\" href=\"\u{fc}.svg\" media-type=\"image/svg+xml\"/>",
            file: ["E/u\u{308}.svg", svg[1]],
            ..GOOD
        },
    ];
    for book in books {
        assert_eq!(book.errors(), [""; 0], "{}{}{}", book.head, book.body, book.package[1]);
    }
}

#[test]
fn faults_are_found() {
    let books = [
        (Book { item: "properties=\"svg\"", ..GOOD }, "CS1322"),
        (Book { body: "<form action=\"x\"><p/></form>", ..GOOD }, "CS1322"),
        (Book { metadata: "<meta id=\"1a\" property=\"dcterms:x\">x</meta>", ..GOOD }, "CS1316"),
        (Book { metadata: "<meta property=\"rendition:layout\">fixed</meta>", ..GOOD }, "CS1313"),
        (Book { metadata: "<meta property=\"collection-type\">set</meta>", ..GOOD }, "CS1315"),
        (Book { metadata: "<link rel=\"alternate\" href=\"r.xml\"/>", ..GOOD }, "CS1311"),
        (Book { itemref: "properties=\"rendition:layout-pre-paginated\"", ..GOOD }, "CS1354"),
        (Book { body: "<p epub:type=\"mine:note\">x</p>", ..GOOD }, "CS1321"),
        (Book { body: "<p><time datetime=\"yesterday\">x</time></p>", ..GOOD }, "CS1353"),
        (Book { body: "<table border=\"yes\"><tr><td/></tr></table>", ..GOOD }, "CS1353"),
        (
            Book {
                body: "<p><audio src=\"a.wma\" controls=\"\"></audio></p>",
                items: "<item id=\"a\" href=\"a.wma\" media-type=\"audio/x-ms-wma\"/>",
                file: ["E/a.wma", ""],
                ..GOOD
            },
            "CS1323",
        ),
        (
            Book {
                items: "<item id=\"s\" href=\"s.css\" media-type=\"text/css\"/>",
                file: ["E/s.css", "@charset \"gb2312\"; p { margin: 0 }"],
                ..GOOD
            },
            "CS1309",
        ),
    ];
    for (book, id) in books {
        assert_eq!(book.errors(), [id], "{}{}{}", book.metadata, book.body, book.itemref);
    }
}
