//! Books that want the machine's memory, time or disk: each kind in a size that is soon looked at,
//! for what is found. `CHENGSHU_HOSTILE=1` has each in its full size, for the time and memory the
//! program takes: two seconds of a processor for a megabyte, and for any book that is smaller, and
//! 256 MB. `CHENGSHU_HOSTILE=DIR` keeps the books.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use chengshu::compile;
use chengshu::devices;
use chengshu_catalog as catalog;
use chengshu_text::diag::{Severity, Sink};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::{Entry, write};
use crate::book;

/// A kind of book. `make` takes how many there are of what there are many of.
struct Kind {
    name: &'static str,
    make: fn(usize) -> Vec<u8>,
    /// How many there are for what is found, and for what it costs.
    sizes: [usize; 2],
    /// What must be found in the smaller.
    found: &'static [&'static str],
}

const fn kind(
    name: &'static str,
    sizes: [usize; 2],
    found: &'static [&'static str],
    make: fn(usize) -> Vec<u8>,
) -> Kind {
    Kind { name, make, sizes, found }
}

const CONTAINER: &str = "<?xml version=\"1.0\"?><container version=\"1.0\" \
    xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile \
    full-path=\"E/p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";

const NAV: &str = "<html xmlns=\"http://www.w3.org/1999/xhtml\" \
    xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\" xml:lang=\"en\"><head><title>n</title>\
    </head><body><nav epub:type=\"toc\"><ol><li><a href=\"c.xhtml\">c</a></li></ol></nav></body></html>";

/// A package document with more in it.
fn package(metadata: &str, items: &str, spine: &str) -> String {
    format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"u\">\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:identifier id=\"u\">urn:x:1</dc:identifier><dc:title>T</dc:title>\
         <dc:language>en</dc:language>\
         <meta property=\"dcterms:modified\">2020-01-01T00:00:00Z</meta>{metadata}</metadata>\
         <manifest><item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" \
         properties=\"nav\"/><item id=\"c\" href=\"c.xhtml\" media-type=\"application/xhtml+xml\"/>\
         {items}</manifest><spine><itemref idref=\"c\"/>{spine}</spine></package>"
    )
}

fn page(before: &str, body: &str) -> String {
    format!(
        "{before}<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><head>\
         <title>c</title></head><body>{body}</body></html>"
    )
}

/// A book of these files, and of those every book has.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut all = BTreeMap::from([
        ("META-INF/container.xml", CONTAINER.as_bytes().to_vec()),
        ("E/p.opf", package("", "", "").into_bytes()),
        ("E/nav.xhtml", NAV.as_bytes().to_vec()),
        ("E/c.xhtml", page("", "<p>x</p>").into_bytes()),
    ]);
    all.extend(files.iter().map(|(name, bytes)| (*name, bytes.to_vec())));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("mimetype", stored).unwrap();
    writer.write_all(b"application/epub+zip").unwrap();
    for (name, bytes) in all {
        writer.start_file(name, deflated).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn with_page(body: &str) -> Vec<u8> {
    packed(&[("E/c.xhtml", page("", body).as_bytes())])
}

fn with_doctype(doctype: &str, body: &str) -> Vec<u8> {
    packed(&[("E/c.xhtml", page(doctype, body).as_bytes())])
}

fn with_package(metadata: &str, items: &str, spine: &str) -> Vec<u8> {
    packed(&[("E/p.opf", package(metadata, items, spine).as_bytes())])
}

fn with_sheet(sheet: &str) -> Vec<u8> {
    with_file("text/css", "s.css", sheet.as_bytes())
}

/// A book with one more file in its manifest.
fn with_file(media_type: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let item = format!("<item id=\"s\" href=\"{name}\" media-type=\"{media_type}\"/>");
    packed(&[("E/p.opf", package("", &item, "").as_bytes()), (&format!("E/{name}"), bytes)])
}

/// As many pieces, each with its number.
fn each(count: usize, piece: impl Fn(usize, &mut String)) -> String {
    let mut out = String::new();
    for number in 0..count {
        piece(number, &mut out);
    }
    out
}

macro_rules! pieces {
    ($count:expr, |$n:ident| $($form:tt)+) => {
        each($count, |$n, out| { let _ = write!(out, $($form)+); })
    };
}

/// Many documents of a body.
fn documents(count: usize, body: &str) -> Vec<u8> {
    let items = pieces!(
        count,
        |n| "<item id=\"d{n}\" href=\"d{n}.xhtml\" media-type=\"application/xhtml+xml\"/>"
    );
    let spine = pieces!(count, |n| "<itemref idref=\"d{n}\"/>");
    let package = package("", &items, &spine);
    let names: Vec<String> = (0..count).map(|n| format!("E/d{n}.xhtml")).collect();
    let page = page("", body);
    let mut files: Vec<(&str, &[u8])> = vec![("E/p.opf", package.as_bytes())];
    files.extend(names.iter().map(|name| (name.as_str(), page.as_bytes())));
    packed(&files)
}

/// A good book, stored, with more files in the archive.
fn stored(more: &[Entry]) -> Vec<Entry> {
    let files: [(&str, &str); 5] = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("E/p.opf", &package("", "", "")),
        ("E/nav.xhtml", NAV),
        ("E/c.xhtml", &page("", "<p>x</p>")),
    ];
    let files = files.map(|(name, text)| Entry::new(name, text.as_bytes()));
    files.iter().chain(more).cloned().collect()
}

/// The central directory of an archive: where it begins, and the end record.
fn directory(bytes: &[u8]) -> (usize, usize) {
    let end = bytes.len() - 22;
    let at = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap());
    (usize::try_from(at).unwrap(), end)
}

/// Many files in the directory of which all are the same bytes.
fn overlapping(count: usize) -> Vec<u8> {
    let kernel = Entry::new("E/k", &[b'x'; 1000]);
    let bytes = write(&stored(&[kernel]));
    let (start, end) = directory(&bytes);
    let last = bytes[..end].windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let mut out = bytes[..end].to_vec();
    for number in 0..count {
        let mut header = bytes[last..end].to_vec();
        let name = format!("E/k{number:05}");
        header.truncate(46);
        header[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        out.extend(header);
        out.extend(name.as_bytes());
    }
    let mut record = bytes[end..].to_vec();
    let files = u16::try_from(6 + count).unwrap().to_le_bytes();
    record[8..10].copy_from_slice(&files);
    record[10..12].copy_from_slice(&files);
    let size = u32::try_from(out.len() - start).unwrap().to_le_bytes();
    record[12..16].copy_from_slice(&size);
    out.extend(record);
    out
}

/// A stored book whose finished bytes are changed.
fn changed(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = write(&stored(&[]));
    change(&mut bytes);
    bytes
}

/// Changes a field of the directory's entry of a file.
fn in_directory(bytes: &mut [u8], name: &str, at: usize, value: &[u8]) {
    let wanted = name.as_bytes();
    let found = bytes.windows(wanted.len()).rposition(|own| own == wanted).unwrap();
    bytes[found - 46 + at..][..value.len()].copy_from_slice(value);
}

const LOL: &str = "<!DOCTYPE html [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
    <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";

const KINDS: &[Kind] = &[
    // The archive.
    kind("zip-overlapping", [50, 60_000], &["CS1306"], overlapping),
    kind("zip-many-files", [100, 60_000], &["CS1318"], |n| {
        let more: Vec<_> = (0..n).map(|n| Entry::new(&format!("E/{n}"), b"")).collect();
        write(&stored(&more))
    }),
    kind("zip-long-names", [3, 60_000], &["CS1318"], |n| {
        let name = |n| format!("E/{n}{}", "a".repeat(240));
        let more: Vec<_> = (0..n).map(|n| Entry::new(&name(n), b"")).collect();
        write(&stored(&more))
    }),
    kind("zip-names-that-lead-out", [3, 3000], &["CS1305"], |n| {
        let names = ["../../x", "/x", "E\\..\\x", "C:\\x", "E/\u{1b}[31m", "E//x", "E/\u{202e}x."];
        let name = |n: usize| format!("{}{n}", names[n % names.len()]);
        let more: Vec<_> = (0..n * 7).map(|n| Entry::new(&name(n), b"x")).collect();
        write(&stored(&more))
    }),
    kind("zip-same-names", [100, 60_000], &["CS1304"], |n| {
        write(&stored(&vec![Entry::new("E/x", b""); n]))
    }),
    kind("zip-large-file", [40, 1000], &["CS1318"], |megabytes| {
        packed(&[("E/x.bin", &vec![0; megabytes << 20])])
    }),
    kind("zip-large-container", [20, 250], &["CS1306"], |megabytes| {
        let text = CONTAINER.to_owned() + &" ".repeat(megabytes << 20);
        packed(&[("META-INF/container.xml", text.as_bytes())])
    }),
    kind("zip-large-package", [20, 250], &["CS1306"], |megabytes| {
        with_package(&" ".repeat(megabytes << 20), "", "")
    }),
    kind("zip-large-sheet", [20, 250], &["CS1306"], |megabytes| {
        with_sheet(&"a{b:c}".repeat(megabytes << 17))
    }),
    kind("zip-large-picture", [40, 250], &["CS1306"], |megabytes| {
        let png = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; megabytes << 20]].concat();
        with_file("image/png", "s.png", &png)
    }),
    kind("zip-size-that-lies", [1, 1], &["CS1306"], |_| {
        changed(|bytes| in_directory(bytes, "E/c.xhtml", 24, &u32::MAX.to_le_bytes()))
    }),
    kind("zip-size-too-small", [1, 1], &["CS1303"], |_| {
        changed(|bytes| in_directory(bytes, "E/c.xhtml", 24, &5_u32.to_le_bytes()))
    }),
    kind("zip-offset-elsewhere", [1, 1], &["CS1306"], |_| {
        changed(|bytes| in_directory(bytes, "E/c.xhtml", 42, &7_u32.to_le_bytes()))
    }),
    kind("zip-encrypted", [1, 1], &["CS1306"], |_| {
        changed(|bytes| in_directory(bytes, "E/c.xhtml", 8, &[1, 0]))
    }),
    kind("zip-method-unknown", [1, 1], &["CS1303"], |_| {
        changed(|bytes| in_directory(bytes, "E/c.xhtml", 10, &[99, 0]))
    }),
    kind("zip-data-descriptors", [1, 1], &[], |_| {
        changed(|bytes| in_directory(bytes, "E/c.xhtml", 8, &[8, 8]))
    }),
    kind("zip-comment", [1, 1], &[], |_| {
        changed(|bytes| {
            let at = bytes.len() - 2;
            bytes[at..].copy_from_slice(&100_u16.to_le_bytes());
            bytes.extend([b'x'; 100]);
        })
    }),
    kind("zip-second-end", [1, 1], &["CS1301"], |_| {
        changed(|bytes| bytes.extend(b"PK\x05\x06".iter().chain(&[0; 18])))
    }),
    kind("zip-prefix", [1, 1], &["CS1301"], |_| {
        changed(|bytes| drop(bytes.splice(0..0, [0; 1000])))
    }),
    kind("zip-count-that-lies", [1, 1], &["CS1301"], |_| {
        changed(|bytes| {
            let at = bytes.len() - 14;
            bytes[at..at + 4].copy_from_slice(&[0xff; 4]);
        })
    }),
    kind("zip-64", [1, 1], &["CS1301"], |_| {
        changed(|bytes| {
            let at = bytes.len() - 22;
            let end = [&b"PK\x06\x06"[..], &[0xff; 52], b"PK\x06\x07", &[0xff; 16]].concat();
            drop(bytes.splice(at..at, end));
            let at = bytes.len() - 14;
            bytes[at..at + 12].copy_from_slice(&[0xff; 12]);
        })
    }),
    kind("zip-cut-off", [1, 1], &["CS1301"], |_| changed(|bytes| bytes.truncate(bytes.len() - 30))),
    kind("zip-empty", [1, 1], &["CS1301"], |_| Vec::new()),
    // XML, whatever it says.
    kind("xml-deep", [1000, 1_000_000], &["CS1306"], |n| {
        with_page(&("<div>".repeat(n) + &"</div>".repeat(n)))
    }),
    kind("xml-deep-package", [1000, 200_000], &["CS1306"], |n| {
        with_package(&("<meta>".repeat(n) + &"</meta>".repeat(n)), "", "")
    }),
    kind("xml-attributes", [50_000, 200_000], &["CS1306"], |n| {
        with_page(&format!("<p {}/>", pieces!(n, |n| "a{n}='' ")))
    }),
    kind("xml-attributes-in-many-documents", [3, 300], &["CS1353"], |n| {
        documents(n, &format!("<p {}/>", pieces!(1000, |n| "a{n}='' ")))
    }),
    kind("xml-namespaces-in-each-other", [500, 510], &[], |n| {
        with_page(&(pieces!(n, |n| "<i xmlns:a{n}='u{n}'>") + &"</i>".repeat(n)))
    }),
    kind("xml-namespaces-of-one-element", [60_000, 60_000], &["CS1306"], |n| {
        let declared = pieces!(n, |n| "xmlns:a{n}='u{n}' ");
        with_page(&format!("<p {declared}>{}</p>", "<i/>".repeat(10_000)))
    }),
    kind("xml-nodes", [2_000_000, 4_000_000], &["CS1306"], |n| with_page(&"<i/>".repeat(n))),
    kind("xml-nodes-in-many-documents", [3, 300], &[], |n| documents(n, &"<p/>".repeat(1000 * n))),
    kind("xml-comments", [100, 1_000_000], &[], |n| with_page(&"<!---->".repeat(n))),
    kind("xml-instructions", [100, 1_000_000], &[], |n| with_page(&"<?a?>".repeat(n))),
    kind("xml-open-comments", [100, 500_000], &["CS1308"], |n| with_page(&"<!--".repeat(n))),
    kind("xml-open-sections", [100, 500_000], &["CS1308"], |n| with_page(&"<![CDATA[".repeat(n))),
    kind("xml-signs", [100, 1_000_000], &["CS1308"], |n| with_page(&"&".repeat(n))),
    kind("xml-signs-of-old", [100, 1_000_000], &["CS1308"], |n| {
        let doctype = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"x.dtd\">";
        with_doctype(doctype, &"&".repeat(n))
    }),
    kind("xml-entities-in-each-other", [1, 2000], &[], |n| {
        with_doctype(LOL, &format!("<p>{}</p>", "&d;".repeat(n)))
    }),
    kind("xml-long-entity", [1000, 20_000], &["CS1306"], |n| {
        let doctype = format!("<!DOCTYPE html [<!ENTITY a \"{}\">]>", "x".repeat(n * 10));
        with_doctype(&doctype, &"&a;".repeat(n))
    }),
    kind("xml-many-entities", [10_000, 100_000], &["CS1306"], |n| {
        let declared = pieces!(n, |n| "<!ENTITY a{n} 'x'>");
        with_doctype(&format!("<!DOCTYPE html [{declared}]>"), &"&a9999;".repeat(n))
    }),
    kind("xml-entities-of-markup", [1, 20_000], &["CS1306"], |n| {
        let doctype = "<!DOCTYPE html [<!ENTITY a \"<p b='' c=''>\">]>";
        with_doctype(doctype, &"&a;".repeat(n))
    }),
    kind("xml-entity-outside", [1, 1], &["CS1310"], |_| {
        let doctype = "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        with_doctype(doctype, "<p>x</p>")
    }),
    kind("xml-long-name", [1000, 1_000_000], &["CS1351", "CS1353"], |n| {
        let attributes = pieces!(1000, |n| "a{n}='' ");
        with_page(&format!("<{} {attributes}/>", "x".repeat(n)))
    }),
    // The package document.
    kind("items", [100, 100_000], &["CS1317"], |n| {
        let items = pieces!(n, |n| "<item id='i{n}' href='{n}.css' media-type='text/css'/>");
        with_package("", &items, "")
    }),
    kind("items-beyond-any", [1, 1_000_000], &[], |n| {
        let items = pieces!(n, |n| "<item id='i{n}' href='{n}.css' media-type='text/css'/>");
        with_package("", &items, "")
    }),
    kind("items-of-one-file", [100, 50_000], &["CS1319", "CS1316"], |n| {
        let item = "<item id='i' href='s.css' media-type='text/css'/>".repeat(n);
        packed(&[
            ("E/p.opf", package("", &item, "").as_bytes()),
            ("E/s.css", "a{b:url(c.png)}".repeat(n).as_bytes()),
        ])
    }),
    kind("fallbacks-in-a-chain", [100, 50_000], &["CS1317", "CS1323"], |n| {
        let items =
            pieces!(n, |n| "<item id='i{n}' href='{n}' media-type='x/y' fallback='i{}'/>", n + 1);
        let spine = pieces!(n, |n| "<itemref idref='i{n}'/>");
        with_package("", &items, &spine)
    }),
    kind("fallbacks-in-a-circle", [100, 50_000], &["CS1323"], |n| {
        let items =
            pieces!(n, |n| "<item id='i{n}' href='{n}' media-type='x/y' fallback='i{}'/>", n / 2);
        with_package("", &items, "")
    }),
    kind("long-media-type", [100, 50_000], &["CS1323"], |n| {
        let items = format!("<item id='i' href='q' media-type='x/{}'/>", "y".repeat(n * 100));
        packed(&[
            ("E/p.opf", package("", &items, &"<itemref idref='i'/>".repeat(n)).as_bytes()),
            ("E/q", b""),
        ])
    }),
    kind("prefixes", [100, 30_000], &[], |n| {
        let items = pieces!(
            n,
            |n| "<item id='i{n}' href='{n}' media-type='text/css' properties='p{n}:x'/>"
        );
        let prefixes = pieces!(n, |n| "p{n}: http://x.example/ ");
        let text = package("", &items, "");
        let text = text.replacen("version", &format!("prefix=\"{prefixes}\" version"), 1);
        packed(&[("E/p.opf", text.as_bytes())])
    }),
    kind("spine", [100, 100_000], &["CS1324"], |n| {
        with_package("", "", &"<itemref idref='c'/>".repeat(n))
    }),
    kind("creators", [100, 50_000], &[], |n| {
        let people = pieces!(n, |n| "<dc:creator id='c{n}'>x</dc:creator>\
            <meta refines='#c{n}' property='role'>aut</meta>");
        with_package(&people, "", "")
    }),
    kind("refinements-in-a-chain", [100, 100_000], &["CS1315"], |n| {
        let metas =
            pieces!(n, |n| "<meta refines='#m{}' id='m{n}' property='file-as'>y</meta>", n + 1);
        with_package(&metas, "", "")
    }),
    kind("refinements-of-one", [100, 50_000], &["CS1315"], |n| {
        with_package(&"<meta refines='#u' property='file-as'>y</meta>".repeat(n), "", "")
    }),
    kind("collections-in-a-chain", [100, 50_000], &["CS1315"], |n| {
        let metas = pieces!(
            n,
            |n| "<meta id='k{n}' property='belongs-to-collection' refines='#k{}'>x</meta>",
            n + 1
        );
        with_package(&metas, "", "")
    }),
    kind("sources-in-each-other", [100, 400], &[], |n| {
        let deep = "<dc:source>".repeat(n) + &"x".repeat(100 * n) + &"</dc:source>".repeat(n);
        with_package(&deep, "", "")
    }),
    kind("long-title", [1000, 5_000_000], &[], |n| {
        with_package(&format!("<dc:title>{}</dc:title>", "灯".repeat(n)), "", "")
    }),
    kind("long-language", [1000, 15_000_000], &["CS1313"], |n| {
        with_package(&format!("<dc:language>{}</dc:language>", "-".repeat(n)), "", "")
    }),
    kind("long-prefix", [100, 2_000_000], &["CS1321"], |n| {
        let prefixes = pieces!(n, |n| "{n:x}: ");
        let text = package("", "", "");
        let text = text.replacen("version", &format!("prefix=\"x {prefixes}\" version"), 1);
        packed(&[("E/p.opf", text.as_bytes())])
    }),
    kind("address-of-many-parts", [100_000, 7_000_000], &["CS1345"], |n| {
        let items = format!("<item id='i' href='{}' media-type='text/css'/>", "a/".repeat(n));
        with_package("<meta name='cover' content='i'/>", &items, "")
    }),
    kind("guide", [100, 100_000], &["CS1341"], |n| {
        let guide = "<reference type='x' href='z.xhtml'/>".repeat(n);
        let text = package("", "", "").replace("</package>", "");
        packed(&[("E/p.opf", format!("{text}<guide>{guide}</guide></package>").as_bytes())])
    }),
    kind("rootfiles", [100, 100_000], &["CS1307"], |n| {
        let more = "<rootfile a='b'/>".repeat(n);
        let text = CONTAINER.replacen("<rootfile ", &format!("{more}<rootfile "), 1);
        packed(&[("META-INF/container.xml", text.as_bytes())])
    }),
    kind("package-elsewhere", [1, 1], &["CS1307"], |_| {
        let text = CONTAINER.replace("E/p.opf", "../../../etc/passwd");
        packed(&[("META-INF/container.xml", text.as_bytes())])
    }),
    kind("addresses-elsewhere", [1, 1], &["CS1345"], |_| {
        let items = "<item id='z' href='../../../etc/passwd' media-type='text/css'/>\
            <item id='q' href='file:///etc/passwd' media-type='image/png' properties='cover-image'/>";
        with_package("", items, "")
    }),
    // Contents.
    kind("nav-entries", [100, 50_000], &["CS1342"], |n| {
        let entries = pieces!(n, |n| "<li><a href='c.xhtml#i{n}'>c</a></li>");
        packed(&[("E/nav.xhtml", NAV.replacen("<li>", &(entries + "<li>"), 1).as_bytes())])
    }),
    kind("nav-in-nav", [100, 400], &["CS1332"], |n| {
        let open = "<nav epub:type=\"toc\">".repeat(n) + &"<i/>".repeat(n * 400);
        let text = NAV.replacen("<nav epub:type=\"toc\">", &open, 1);
        packed(&[("E/nav.xhtml", text.replace("</nav>", &"</nav>".repeat(n)).as_bytes())])
    }),
    kind("nav-lists-in-lists", [100, 160], &[], |n| {
        let open = "<li><a href='c.xhtml'>a</a><ol>".repeat(n);
        let list = format!("{open}<li><a href='c.xhtml'/></li>{}<li>", "</ol></li>".repeat(n));
        packed(&[("E/nav.xhtml", NAV.replacen("<li>", &list, 1).as_bytes())])
    }),
    kind("ncx-points-in-points", [1000, 50_000], &["CS1306"], |n| {
        let points = pieces!(n, |n| "<navPoint id='n{n}'><navLabel/><content src='c.xhtml'/>");
        let ncx = format!(
            "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/' version='2005-1'><head/><docTitle/>\
             <navMap>{points}{}</navMap></ncx>",
            "</navPoint>".repeat(n)
        );
        with_file("application/x-dtbncx+xml", "t.ncx", ncx.as_bytes())
    }),
    // Pages.
    kind("ids", [100, 80_000], &[], |n| {
        with_page(&pieces!(n, |n| "<p id='i{n}'><a href='#i{n}'>x</a></p>"))
    }),
    kind("ids-used-twice", [100, 100_000], &["CS1316"], |n| with_page(&"<p id='i'/>".repeat(n))),
    kind("links-to-no-id", [100, 80_000], &["CS1342"], |n| {
        with_page(&pieces!(n, |n| "<p><a href='#z{n}'>x</a></p>"))
    }),
    kind("links-to-no-file", [100, 80_000], &["CS1341"], |n| {
        with_page(&pieces!(n, |n| "<p><a href='%7a{n}.xhtml'>x</a></p>"))
    }),
    kind("links-between-documents", [20, 500], &["CS1342"], |n| {
        documents(n, &pieces!(200, |n| "<a href='d{n}.xhtml#x'>y</a>"))
    }),
    kind("links-of-a-long-path", [100, 100_000], &["CS1341"], |n| {
        let folder = "a".repeat(900);
        let items = format!("<item id='q' href='{folder}/q' media-type='application/xhtml+xml'/>");
        packed(&[
            ("E/p.opf", package("", &items, "<itemref idref='q'/>").as_bytes()),
            (&format!("E/{folder}/q"), page("", &"<a href='c'>x</a>".repeat(n)).as_bytes()),
        ])
    }),
    kind("document-of-too-long-a-path", [2000, 60_000], &["CS1306"], |n| {
        let folder = "a".repeat(n);
        let items = format!("<item id='q' href='{folder}/q' media-type='application/xhtml+xml'/>");
        packed(&[
            ("E/p.opf", package("", &items, "<itemref idref='q'/>").as_bytes()),
            (&format!("E/{folder}/q"), page("", &"<a href='c'>x</a>".repeat(100_000)).as_bytes()),
        ])
    }),
    kind("long-address", [1000, 5_000_000], &["CS1341"], |n| {
        with_page(&format!("<a href='{}'>x</a>", "x".repeat(n)))
    }),
    kind("unknown-elements", [100, 200_000], &["CS1351"], |n| {
        with_page(&"<blink>x</blink>\n".repeat(n))
    }),
    kind("links-deep-in-elements", [100, 100_000], &[], |n| {
        with_page(&("<div>".repeat(500) + &"<a/>".repeat(n) + &"</div>".repeat(500)))
    }),
    kind("blocks-deep-in-insertions", [100, 100_000], &[], |n| {
        with_page(&("<ins>".repeat(500) + &"<p/>".repeat(n) + &"</ins>".repeat(500)))
    }),
    kind("references-of-one-attribute", [100, 1_000_000], &["CS1356"], |n| {
        with_page(&format!("<p aria-owns='{}'/>", "a ".repeat(n)))
    }),
    kind("pictures-of-one-attribute", [100, 200_000], &["CS1341"], |n| {
        with_page(&format!("<img alt='' src='c.xhtml' srcset='{}'/>", "a 1x, ".repeat(n)))
    }),
    // Style sheets.
    kind("style-attributes", [100, 50_000], &["CS1341"], |n| {
        with_page(&"<p style='a:url(x)'>x</p>".repeat(n))
    }),
    kind("style-element", [1_000_000, 8_000_000], &["CS1306"], |n| {
        packed(&[(
            "E/c.xhtml",
            page("", "")
                .replace("</head>", &format!("<style>{}</style></head>", ";".repeat(n)))
                .as_bytes(),
        )])
    }),
    kind("css-addresses", [100, 100_000], &["CS1341"], |n| {
        with_sheet(&"a{b:url(z.png)}\n".repeat(n))
    }),
    kind("css-imports", [100, 100_000], &[], |n| with_sheet(&"@import 's.css';".repeat(n))),
    kind("css-deep", [100, 100_000], &["CS1361"], |n| with_sheet(&"@media a{".repeat(n))),
    kind("css-without-values", [100, 100_000], &["CS1361"], |n| {
        with_sheet(&"a{position:fixed;b}".repeat(n))
    }),
    kind("css-open-strings", [100, 500_000], &["CS1361"], |n| with_sheet(&"a{b:'\n".repeat(n))),
    kind("css-open-comments", [100, 2_000_000], &["CS1361"], |n| with_sheet(&"/*".repeat(n))),
    kind("css-many-sheets", [3, 300], &[], |n| {
        let items = pieces!(n, |n| "<item id='s{n}' href='{n}.css' media-type='text/css'/>");
        let package = package("", &items, "");
        let names: Vec<String> = (0..n).map(|n| format!("E/{n}.css")).collect();
        let sheet = "a{b:c}".repeat(500 * n);
        let mut files: Vec<(&str, &[u8])> = vec![("E/p.opf", package.as_bytes())];
        files.extend(names.iter().map(|name| (name.as_str(), sheet.as_bytes())));
        packed(&files)
    }),
    kind("css-addresses-in-each-other", [100, 3_000_000], &["CS1361"], |n| {
        with_sheet(&format!("a{{b:{}}}", "url(".repeat(n)).replace('}', ";c}"))
    }),
    kind("style-attributes-in-many-documents", [3, 100], &["CS1341"], |n| {
        documents(n, &"<p style='a:url(x)'>x</p>".repeat(300 * n))
    }),
    kind("links-in-many-documents", [3, 100], &["CS1342"], |n| {
        documents(n, &"<a href='c.xhtml#x'>x</a>".repeat(300 * n))
    }),
    kind("text-in-many-documents", [3, 200], &[], |n| documents(n, &"x".repeat(15_000 * n))),
    kind("characters-in-many-documents", [3, 100], &[], |n| {
        documents(n, &"&amp;".repeat(10_000 * n))
    }),
    // Pictures.
    kind("jpeg-segments", [100, 7_000_000], &["CS1371"], |n| {
        let jpeg = [&b"\xff\xd8"[..], &b"\xff\xe0\0\x02".repeat(n)].concat();
        with_file("image/jpeg", "s.jpg", &jpeg)
    }),
    kind("gif-blocks", [100, 5_000_000], &["CS1371"], |n| {
        let gif = [&b"GIF89a\x01\0\x01\0\0\0\0"[..], &b"!\xfe\x01a\0".repeat(n)].concat();
        with_file("image/gif", "s.gif", &gif)
    }),
];

/// How many findings of a kind a book may have.
const MOST: usize = 21;

#[test]
fn hostile_books_are_looked_at_within_bounds() {
    for Kind { name, make, sizes: [small, _], found: wanted } in KINDS {
        let book = make(*small);
        let mut sink = Sink::default();
        compile::check("book.epub", Cursor::new(&book), devices::TARGETS, &mut sink);
        let mut kinds: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
        for finding in sink.as_slice() {
            *kinds.entry((finding.code.id, finding.severity)).or_default() += 1;
            let message = &finding.message;
            assert!(message.chars().count() < 500, "{name}: {message}");
            assert!(finding.place.is_some(), "{name}: {message}");
        }
        for id in *wanted {
            let has = kinds.keys().any(|(own, _)| own == id);
            assert!(has, "{name}: no {id} among {kinds:?}");
        }
        assert!(kinds.values().all(|count| *count <= MOST), "{name}: {kinds:?}");
        let mut sink = Sink::default();
        let listed = catalog::read("book.epub", Cursor::new(&book), &mut sink);
        assert!(listed.is_some() || !sink.as_slice().is_empty(), "{name}");
    }
}

/// What is not shown is counted, in words and numbers.
#[test]
fn findings_beyond_the_first_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let book = with_page(&"<blink>x</blink>".repeat(1000));
    fs::write(folder.path().join("a.epub"), book).unwrap();
    let text = book::run(folder.path(), &["check", "a.epub"]);
    let said = String::from_utf8(text.stderr).unwrap();
    assert_eq!(said.matches("error[CS1351]").count(), 1, "{said}");
    assert!(said.contains("also: 1,000 findings of this kind in "), "{said}");
    let each = book::run(folder.path(), &["check", "a.epub", "-v"]);
    let said = String::from_utf8(each.stderr).unwrap();
    assert!(said.contains("980 more of this kind are not shown"), "{said}");
    let line = String::from_utf8(text.stdout).unwrap();
    assert!(line.contains("findings: 1,000 errors"), "{line}");
    for (form, count) in [
        ("json", "\"count\": 980"),
        ("sarif", "\"occurrenceCount\": 980"),
        ("github", "991 more of severity error"),
    ] {
        let output = book::run(folder.path(), &["check", "a.epub", "--format", form]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(count), "{form}: {said}");
    }
}

/// A catalogue lists the good books, whatever lies beside them.
#[test]
fn a_catalogue_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("good.epub"), packed(&[])).unwrap();
    let large = fs::File::create(path("large.epub")).unwrap();
    large.set_len(5 << 30).unwrap();
    for name in ["zip-large-package", "creators", "zip-overlapping", "zip-cut-off"] {
        let kind = KINDS.iter().find(|kind| kind.name == name).unwrap();
        let book = (kind.make)(kind.sizes[0] * 2);
        fs::write(path(name).with_extension("epub"), book).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", path("broken-link.epub")).unwrap();
    let output = book::run(folder.path(), &["catalog", "."]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    let page = fs::read_to_string(path("index.html")).unwrap();
    for listed in ["good", "creators", "zip-overlapping"] {
        assert!(page.contains(listed), "{listed}: {said}");
    }
    for left_out in ["large", "zip-large-package", "zip-cut-off"] {
        assert!(!page.contains(&format!("{left_out}.epub")), "{left_out}");
        assert!(said.contains(&format!("--> {left_out}.epub")), "{left_out}: {said}");
    }
    assert!(said.contains("CS1405"), "{said}");
}

#[test]
fn a_report_beyond_any_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::File::create(path("large.json")).unwrap().set_len(1 << 30).unwrap();
    fs::write(path("deep.json"), "[".repeat(1_000_000)).unwrap();
    fs::create_dir(path("folder.json")).unwrap();
    for name in ["large.json", "deep.json", "folder.json"] {
        let output = book::run(folder.path(), &["report", "merge", name]);
        assert_eq!(output.status.code(), Some(3), "{output:?}");
    }
}

/// Each kind at its full size, by the program itself.
#[test]
fn hostile_books_cost_no_more_than_they_may() {
    let Some(wanted) = std::env::var_os("CHENGSHU_HOSTILE") else {
        return;
    };
    let temporary = tempfile::tempdir().unwrap();
    let folder = match Path::new(&wanted) {
        folder if folder.is_dir() => folder,
        _ => temporary.path(),
    };
    let mut over = String::new();
    for kind in KINDS {
        let place = folder.join(format!("{}.epub", kind.name));
        fs::write(&place, (kind.make)(kind.sizes[1])).unwrap();
        let size = fs::metadata(&place).unwrap().len();
        let path = place.to_str().unwrap();
        let cost = measure(folder, &["check", path, "--target", "all", "-v"]);
        #[expect(clippy::cast_precision_loss, reason = "a few hundred megabytes")]
        let most = 2.0 * (size as f64 / 1e6).max(1.0);
        let line = format!("{}: {size} bytes, {cost:?} of {most:.1} s", kind.name);
        println!("{line}");
        if cost.seconds > most || cost.megabytes > 256 || cost.output > 1 << 20 {
            let _ = writeln!(over, "{line}");
        }
        if wanted == "1" {
            fs::remove_file(place).unwrap();
        }
    }
    assert!(over.is_empty(), "{over}");
}

#[derive(Debug)]
struct Cost {
    /// Of a processor, where the system says; by the clock elsewhere.
    seconds: f64,
    megabytes: u64,
    output: u64,
}

/// Runs the program and looks at it until it ends.
fn measure(folder: &Path, arguments: &[&str]) -> Cost {
    let said = tempfile::NamedTempFile::new_in(folder).unwrap();
    let begun = Instant::now();
    let mut child = book::chengshu(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(said.reopen().unwrap())
        .spawn()
        .unwrap();
    let mut cost = Cost { seconds: 0.0, megabytes: 0, output: 0 };
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        let of = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", child.id()));
        if let (Ok(status), Ok(stat)) = (of("status"), of("stat")) {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"));
            let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
            cost.megabytes = cost.megabytes.max(kilobytes.unwrap_or(0) / 1024);
            // Behind the name, which may have any character: the 14th and 15th fields.
            let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
            let ticks: f64 = fields.skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
            cost.seconds = cost.seconds.max(ticks / 100.0);
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(matches!(status.code(), Some(0 | 1)), "{arguments:?}: {status}");
    if !Path::new("/proc/self/stat").exists() {
        cost.seconds = begun.elapsed().as_secs_f64();
    }
    cost.output = said.as_file().metadata().unwrap().len();
    cost
}
