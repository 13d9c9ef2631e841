//! Finished books of any maker, as `check` and catalogues look at them.

use std::io::Cursor;

use chengshu_catalog as catalog;
use chengshu_catalog::{Book, Catalog, Edition, arrange};
use chengshu_epub::check::inspect;
use chengshu_epub::publication::Contributor;
use chengshu_text::diag::Sink;
use chengshu_text::time::Timestamp;

use super::{Shape, Work, each};
use crate::check::archive::{Entry, write};
use crate::check::good_with;

/// A good book in which one file is another.
fn checked(path: &str, text: impl AsRef<[u8]>) -> Work {
    looked_at(good_with(path, text.as_ref()))
}

fn looked_at(book: Vec<u8>) -> Work {
    Box::new(move || {
        let mut sink = Sink::default();
        std::hint::black_box(inspect("book.epub", Cursor::new(&book), &mut sink));
        std::hint::black_box(catalog::read("book.epub", Cursor::new(&book), &mut sink));
        std::hint::black_box(sink.into_vec());
    })
}

/// A good book with a page of that body.
fn page(body: &str) -> Work {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
        <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
        lang=\"zh-CN\" xml:lang=\"zh-CN\"><head><title>潮</title></head><body>";
    checked("EPUB/one.xhtml", format!("{head}<h1 id=\"high\">潮</h1>{body}</body></html>"))
}

fn navigation(list: &str) -> Work {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
        <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
        lang=\"zh-CN\" xml:lang=\"zh-CN\"><head><title>目录</title></head><body>\
        <nav epub:type=\"toc\"><h1>目录</h1><ol>";
    checked("EPUB/nav.xhtml", format!("{head}{list}</ol></nav></body></html>"))
}

/// A small book with more metadata, more in its manifest and more in its spine, and with files.
fn package(metadata: &str, manifest: &str, spine: &str, files: &[Entry]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"u\" xml:lang=\"en\">\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:identifier id=\"u\">urn:uuid:3f1c2b9a-5d0e-4c7a-9b1e-6a2f8d4c1e70</dc:identifier>\
         <dc:title>a</dc:title><dc:language>en</dc:language>\
         <meta property=\"dcterms:modified\">2020-01-01T00:00:00Z</meta>{metadata}</metadata>\
         <manifest><item id=\"n\" href=\"n.xhtml\" media-type=\"application/xhtml+xml\" \
         properties=\"nav\"/>{manifest}</manifest><spine><itemref idref=\"n\"/>{spine}</spine></package>"
    );
    let container = "<?xml version=\"1.0\"?><container version=\"1.0\" \
        xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
        <rootfile full-path=\"p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
    let navigation = "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\" \
        xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\" xml:lang=\"en\"><head><title>a</title></head>\
        <body><nav epub:type=\"toc\"><h1>a</h1><ol><li><a href=\"n.xhtml\">a</a></li></ol></nav></body></html>";
    let mut all = vec![
        Entry::new("mimetype", b"application/epub+zip"),
        Entry::new("META-INF/container.xml", container.as_bytes()),
        Entry::new("p.opf", document.as_bytes()),
        Entry::new("n.xhtml", navigation.as_bytes()),
    ];
    all.extend_from_slice(files);
    write(&all)
}

/// Files of an archive; it counts to no more than 65,535.
fn files(size: usize, ending: &str, content: &str) -> Vec<Entry> {
    let file = |at| Entry::new(&format!("{at}.{ending}"), content.as_bytes());
    (0..size.min(60_000)).map(file).collect()
}

/// A catalogue of books, by the path, the identifier and the title of each.
fn catalogue(size: usize, book: impl Fn(usize) -> [String; 3]) -> Work {
    const EDITIONS: &[Edition] = &[Edition { ending: ".epub", name: "epub", serves: "all" }];
    let one =
        catalog::read("a", Cursor::new(package("", "", "", &[])), &mut Sink::default()).unwrap();
    let books: Vec<Book> = (0..size)
        .map(|at| {
            let mut one = one.clone();
            [one.path, one.metadata.identifier, one.metadata.title] = book(at);
            one.metadata.creators = vec![Contributor {
                name: one.metadata.title.clone(),
                file_as: None,
                role: "aut".into(),
            }];
            one
        })
        .collect();
    Box::new(move || {
        let mut sink = Sink::default();
        let publications = arrange(books.clone(), EDITIONS, Timestamp::EPOCH, &mut sink);
        let catalog = Catalog { title: None, base: None, publications: &publications };
        std::hint::black_box(catalog::files(&catalog));
    })
}

pub const SHAPES: &[Shape] = &[
    ("check: paragraphs", |n| page(&"<p>灯塔</p>".repeat(n))),
    ("check: one paragraph", |n| page(&format!("<p>{}</p>", "灯塔".repeat(n)))),
    ("check: names of elements", |n| page(&each(n, |at| format!("<p id=\"a{at}\">灯</p>")))),
    ("check: one name of elements", |n| page(&"<p id=\"a\">灯</p>".repeat(n))),
    ("check: links to elements", |n| {
        page(&each(n, |at| format!("<p id=\"a{at}\"><a href=\"#a{at}\">灯</a></p>")))
    }),
    ("check: links to no element", |n| {
        page(&each(n, |at| format!("<p><a href=\"#a{at}\">灯</a></p>")))
    }),
    ("check: links to no file", |n| {
        page(&each(n, |at| format!("<p><a href=\"{at}.xhtml\">灯</a></p>")))
    }),
    ("check: remote pictures", |n| {
        page(&"<p><img src=\"http://a/b.png\" alt=\"\"/></p>".repeat(n))
    }),
    ("check: elements that are none", |n| page(&"<lamp>灯</lamp>".repeat(n))),
    ("check: elements in the wrong place", |n| page(&"<p><div>灯</div></p>".repeat(n))),
    ("check: attributes", |n| {
        page(&format!("<p {}>灯</p>", each(n, |at| format!("data-a{at}=\"b\" "))))
    }),
    ("check: attributes that are none", |n| {
        page(&format!("<p {}>灯</p>", each(n, |at| format!("a{at}=\"b\" "))))
    }),
    ("check: classes", |n| page(&format!("<p class=\"{}\">灯</p>", "a ".repeat(n)))),
    ("check: headers of cells", |n| {
        page(&format!(
            "<table><tr><th id=\"a\">灯</th></tr><tr><td headers=\"{}\">塔</td></tr></table>",
            "a ".repeat(n)
        ))
    }),
    ("check: cells with headers", |n| {
        let cells =
            each(n, |at| format!("<tr><th id=\"a{at}\">灯</th><td headers=\"a{at}\">塔</td></tr>"));
        page(&format!("<table>{cells}</table>"))
    }),
    ("check: labels of elements", |n| {
        page(&format!("<p aria-labelledby=\"{}\">灯</p>", "high ".repeat(n)))
    }),
    ("check: character references", |n| page(&"&amp;&#28783;".repeat(n))),
    ("check: broken after paragraphs", |n| page(&format!("{}<p>", "<p>灯</p>".repeat(n)))),
    ("check: elements in elements", |n| {
        page(&format!("{}{}", "<div>".repeat(n), "</div>".repeat(n)))
    }),
    ("check: tables", |n| page(&format!("<table>{}</table>", "<tr><td>灯</td></tr>".repeat(n)))),
    ("check: prefixes", |n| {
        page(&format!("<p {}>灯</p>", each(n, |at| format!("xmlns:a{at}=\"b{at}\" "))))
    }),
    ("check: navigation", |n| navigation(&"<li><a href=\"one.xhtml#high\">灯</a></li>".repeat(n))),
    ("check: navigation to no file", |n| {
        navigation(&each(n, |at| format!("<li><a href=\"x{at}.xhtml\">灯</a></li>")))
    }),
    ("check: navigation in navigation", |n| {
        navigation(&format!("{}{}", "<li><span>灯</span><ol>".repeat(n), "</ol></li>".repeat(n)))
    }),
    ("check: NCX", |n| {
        let point = |at| {
            format!(
                "<navPoint id=\"a{at}\" playOrder=\"{at}\"><navLabel><text>灯</text></navLabel><content src=\"one.xhtml\"/></navPoint>"
            )
        };
        checked(
            "EPUB/toc.ncx",
            format!(
                "<?xml version=\"1.0\"?><ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"><head/>\
             <docTitle><text>灯</text></docTitle><navMap>{}</navMap></ncx>",
                each(n, point)
            ),
        )
    }),
    ("check: rules of a style sheet", |n| {
        checked("EPUB/style.css", "a { color: red }\n".repeat(n))
    }),
    ("check: faults of a style sheet", |n| {
        checked("EPUB/style.css", "a { b c; position: fixed }\n@import 'x.css';\n".repeat(n))
    }),
    ("check: drawing", |n| {
        checked(
            "EPUB/drawing.svg",
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>",
                "<path d=\"M0 0\"/>".repeat(n)
            ),
        )
    }),
    ("check: files", |n| looked_at(package("", "", "", &files(n, "txt", "")))),
    ("check: pages", |n| {
        let manifest = each(n.min(60_000), |at| {
            format!("<item id=\"i{at}\" href=\"{at}.xhtml\" media-type=\"application/xhtml+xml\"/>")
        });
        let spine = each(n.min(60_000), |at| format!("<itemref idref=\"i{at}\"/>"));
        let content = "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>a</title></head><body><p>a</p></body></html>";
        looked_at(package("", &manifest, &spine, &files(n, "xhtml", content)))
    }),
    ("check: manifest of no files", |n| {
        let manifest = each(n, |at| {
            format!("<item id=\"i{at}\" href=\"{at}.png\" media-type=\"image/png\"/>")
        });
        looked_at(package("", &manifest, "", &[]))
    }),
    ("check: manifest of one file", |n| {
        looked_at(package(
            "",
            &"<item id=\"n\" href=\"n.xhtml\" media-type=\"application/xhtml+xml\"/>".repeat(n),
            "",
            &[],
        ))
    }),
    ("check: fallbacks", |n| {
        let manifest = each(n, |at| {
            format!(
                "<item id=\"i{at}\" href=\"{at}.x\" media-type=\"a/b\" fallback=\"i{}\"/>",
                at + 1
            )
        });
        looked_at(package("", &manifest, "<itemref idref=\"i0\"/>", &[]))
    }),
    ("check: spine of fallbacks", |n| {
        let manifest = each(n, |at| {
            format!(
                "<item id=\"i{at}\" href=\"{at}.x\" media-type=\"a/b\" fallback=\"i{}\"/>",
                at + 1
            )
        });
        let spine = each(n, |at| format!("<itemref idref=\"i{at}\"/>"));
        looked_at(package("", &manifest, &spine, &[]))
    }),
    ("check: spine", |n| looked_at(package("", "", &"<itemref idref=\"n\"/>".repeat(n), &[]))),
    ("check: spine of nothing", |n| {
        looked_at(package("", "", &each(n, |at| format!("<itemref idref=\"x{at}\"/>")), &[]))
    }),
    ("check: titles", |n| looked_at(package(&"<dc:title>a</dc:title>".repeat(n), "", "", &[]))),
    ("check: creators", |n| {
        looked_at(package(
            &each(n, |at| {
                format!(
                    "<dc:creator id=\"c{at}\">a</dc:creator><meta refines=\"#c{at}\" property=\"role\">aut</meta>"
                )
            }),
            "",
            "",
            &[],
        ))
    }),
    ("check: refinements of one", |n| {
        looked_at(package(
            &"<meta refines=\"#u\" property=\"identifier-type\">a</meta>".repeat(n),
            "",
            "",
            &[],
        ))
    }),
    ("check: refinements of refinements", |n| {
        looked_at(package(
            &each(n, |at| {
                format!("<meta id=\"m{at}\" refines=\"#m{}\" property=\"file-as\">a</meta>", at + 1)
            }),
            "",
            "",
            &[],
        ))
    }),
    ("check: properties that are none", |n| {
        looked_at(package(&each(n, |at| format!("<meta property=\"x{at}\">a</meta>")), "", "", &[]))
    }),
    ("check: collections", |n| {
        let all = each(n, |at| {
            format!(
                "<meta id=\"s{at}\" property=\"belongs-to-collection\">a</meta><meta refines=\"#s{at}\" property=\"group-position\">1</meta>"
            )
        });
        looked_at(package(&all, "", "", &[]))
    }),
    ("check: ends of no archive", |n| looked_at(b"PK\x05\x06".repeat(n))),
    ("check: beginnings of files", |n| looked_at(b"PK\x03\x04PK\x01\x02".repeat(n))),
    ("check: an archive and what follows", |n| {
        let mut book = package("", "", "", &[]);
        book.extend(vec![0; n.min(65_000)]);
        looked_at(book)
    }),
    ("catalogue: books", |n| {
        catalogue(n, |at| [format!("{at}.epub"), format!("urn:lamp:{at}"), format!("灯{at}")])
    }),
    ("catalogue: of one identifier", |n| {
        catalogue(n, |at| [format!("{at}.epub"), "urn:lamp:1".into(), "灯".into()])
    }),
    ("catalogue: of one title", |n| {
        catalogue(n, |at| [format!("{at}/a.epub"), format!("灯{at}"), "灯".into()])
    }),
];
