//! Kinds of damage: each a small change of a good book.

use super::archive::{Entry, write};

/// The good books: `tests/check/three` is of EPUB 3, `tests/check/two` of EPUB 2.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Base {
    Three,
    Two,
}

/// What is done to one.
pub enum Change {
    /// In a file, a text that stands there once is replaced.
    Text(&'static str, &'static str, &'static str),
    /// A file is left out.
    Remove(&'static str),
    /// A file is added that nothing else knows of.
    Add(&'static str, &'static str),
    /// The files are changed.
    Files(fn(&mut Vec<Entry>)),
    /// The finished archive is changed.
    Bytes(fn(&mut Vec<u8>)),
}

/// A kind of damage.
pub struct Damage {
    pub name: &'static str,
    pub base: Base,
    pub change: Change,
}

const fn three(name: &'static str, change: Change) -> Damage {
    Damage { name, base: Base::Three, change }
}

const fn two(name: &'static str, change: Change) -> Damage {
    Damage { name, base: Base::Two, change }
}

const fn opf(name: &'static str, from: &'static str, to: &'static str) -> Damage {
    three(name, Change::Text("EPUB/package.opf", from, to))
}

const fn nav(name: &'static str, from: &'static str, to: &'static str) -> Damage {
    three(name, Change::Text("EPUB/nav.xhtml", from, to))
}

const fn ncx(name: &'static str, from: &'static str, to: &'static str) -> Damage {
    three(name, Change::Text("EPUB/toc.ncx", from, to))
}

const fn page(name: &'static str, from: &'static str, to: &'static str) -> Damage {
    three(name, Change::Text("EPUB/one.xhtml", from, to))
}

const fn lamp(name: &'static str, from: &'static str, to: &'static str) -> Damage {
    three(name, Change::Text("EPUB/two.xhtml", from, to))
}

const fn css(name: &'static str, from: &'static str, to: &'static str) -> Damage {
    three(name, Change::Text("EPUB/style.css", from, to))
}

const fn old(name: &'static str, from: &'static str, to: &'static str) -> Damage {
    two(name, Change::Text("EPUB/package.opf", from, to))
}

const fn old_page(name: &'static str, from: &'static str, to: &'static str) -> Damage {
    two(name, Change::Text("EPUB/one.xhtml", from, to))
}

fn find<'a>(files: &'a mut [Entry], name: &str) -> &'a mut Entry {
    files.iter_mut().find(|file| file.name == name.as_bytes()).unwrap()
}

fn content(file: &mut Entry, bytes: &[u8]) {
    file.bytes = bytes.to_vec();
    file.checksum = crc32fast::hash(bytes);
}

/// Replaces what stands once in a file.
fn replace(files: &mut [Entry], name: &str, from: &str, to: &str) {
    let file = find(files, name);
    let text = std::str::from_utf8(&file.bytes).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
    let text = text.replace(from, to);
    content(file, text.as_bytes());
}

/// All kinds, in the order of the specification.
pub const DAMAGES: &[Damage] = &[
    // The archive.
    three("cut-off", Change::Bytes(|bytes| bytes.truncate(bytes.len() / 2))),
    three("not-an-archive", Change::Bytes(|bytes| *bytes = b"a book\n".to_vec())),
    three("mimetype-missing", Change::Remove("mimetype")),
    three("mimetype-second", Change::Files(|files| files.swap(0, 1))),
    three("mimetype-newline", Change::Text("mimetype", "zip", "zip\n")),
    three("mimetype-other", Change::Text("mimetype", "epub+zip", "zip+epub")),
    three("mimetype-extra-field", Change::Files(|files| files[0].extra = vec![0xfe, 0xca, 0, 0])),
    three("checksum", Change::Files(|files| find(files, "EPUB/one.xhtml").checksum ^= 1)),
    three("method-unknown", Change::Files(|files| find(files, "EPUB/one.xhtml").method = 12)),
    three("name-twice", Change::Files(|files| files.push(files[2].clone()))),
    three("name-by-case", Change::Add("EPUB/ONE.xhtml", "x")),
    three("name-with-colon", Change::Add("EPUB/a:b.txt", "x")),
    three("name-with-full-stop", Change::Add("EPUB/tide.", "x")),
    three("container-missing", Change::Remove("META-INF/container.xml")),
    three("container-not-xml", Change::Text("META-INF/container.xml", "</rootfiles>", "")),
    three(
        "rootfile-missing",
        Change::Text("META-INF/container.xml", "EPUB/package.opf", "EPUB/book.opf"),
    ),
    three(
        "rootfile-no-path",
        Change::Text("META-INF/container.xml", "full-path=\"EPUB/package.opf\" ", ""),
    ),
    three("rootfile-type", Change::Text("META-INF/container.xml", "oebps-package", "package")),
    // The package document.
    opf("opf-not-xml", "</manifest>", ""),
    opf("opf-encoding", "UTF-8", "ISO-8859-1"),
    opf("version-missing", " version=\"3.0\"", ""),
    opf("version-unknown", "version=\"3.0\"", "version=\"4.0\""),
    opf("unique-identifier-missing", " unique-identifier=\"uid\"", ""),
    opf("unique-identifier-unresolved", "unique-identifier=\"uid\"", "unique-identifier=\"id\""),
    opf("prefix-form", " xml:lang=\"zh-CN\"", " prefix=\"tide http://example.org/\""),
    opf(
        "metadata-missing",
        "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">",
        "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"/><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">",
    ),
    opf("spine-before-manifest", "<manifest>", "<spine><itemref idref=\"one\"/></spine><manifest>"),
    opf(
        "identifier-missing",
        "<dc:identifier id=\"uid\">urn:uuid:3f1c2b9a-5d0e-4c7a-9b1e-6a2f8d4c1e70</dc:identifier>",
        "",
    ),
    opf(
        "title-missing",
        "<dc:title id=\"title\">潮汐与灯</dc:title>\n<meta refines=\"#title\" property=\"title-type\">main</meta>",
        "",
    ),
    opf("title-empty", "潮汐与灯", ""),
    opf("language-missing", "<dc:language>zh-CN</dc:language>", ""),
    opf("language-form", ">zh-CN<", ">zh_CN<"),
    opf("language-of-nobody", ">zh-CN<", ">chinese<"),
    opf("package-language-form", " xml:lang=\"zh-CN\"", " xml:lang=\"zh_CN\""),
    opf(
        "hreflang-form",
        "<meta name=\"cover\"",
        "<link rel=\"dcterms:source\" href=\"https://example.org/\" hreflang=\"zh_CN\"/><meta name=\"cover\"",
    ),
    opf("creator-empty", "林望潮", " "),
    opf("element-unknown", "<dc:date>2021-02-03</dc:date>", "<dc:when>2021-02-03</dc:when>"),
    opf("date-form", ">2021-02-03<", ">3.2.2021<"),
    opf(
        "date-twice",
        "<dc:date>2021-02-03</dc:date>",
        "<dc:date>2021</dc:date><dc:date>2022</dc:date>",
    ),
    opf("uuid-form", ">urn:uuid:3f1c2b9a-", ">urn:uuid:3f1c2b9-"),
    opf("modified-missing", "<meta property=\"dcterms:modified\">2021-02-03T04:05:06Z</meta>", ""),
    opf(
        "modified-twice",
        "<meta property=\"dcterms:modified\">",
        "<meta property=\"dcterms:modified\">2020-02-03T04:05:06Z</meta><meta property=\"dcterms:modified\">",
    ),
    opf("modified-form", "2021-02-03T04:05:06Z", "2021-02-03T04:05:06+08:00"),
    opf(
        "refines-unresolved",
        "refines=\"#author\" property=\"file-as\"",
        "refines=\"#writer\" property=\"file-as\"",
    ),
    opf(
        "role-of-title",
        "refines=\"#author\" property=\"role\"",
        "refines=\"#title\" property=\"role\"",
    ),
    opf(
        "collection-type-of-title",
        "refines=\"#series\" property=\"collection-type\"",
        "refines=\"#title\" property=\"collection-type\"",
    ),
    opf(
        "file-as-twice",
        "<meta refines=\"#author\" property=\"file-as\">",
        "<meta refines=\"#author\" property=\"file-as\">Lin</meta><meta refines=\"#author\" property=\"file-as\">",
    ),
    opf("property-unknown", "property=\"group-position\"", "property=\"position\""),
    opf("prefix-undeclared", "property=\"group-position\"", "property=\"calibre:series_index\""),
    opf("meta-empty", ">series<", "><"),
    opf("id-twice", "id=\"author\"", "id=\"title\""),
    // The manifest.
    opf("item-no-id", "<item id=\"cover\"", "<item"),
    opf("item-no-href", " href=\"cover.png\"", ""),
    opf("item-no-type", " media-type=\"image/png\"", ""),
    opf("item-id-twice", "<item id=\"data\"", "<item id=\"drawing\""),
    opf(
        "item-twice",
        "<item id=\"data\"",
        "<item id=\"again\" href=\"cover.png\" media-type=\"image/png\"/><item id=\"data\"",
    ),
    opf("item-fragment", "href=\"drawing.svg\"", "href=\"drawing.svg#a\""),
    opf("item-with-space", "href=\"drawing.svg\"", "href=\"my drawing.svg\""),
    opf("item-outside", "href=\"drawing.svg\"", "href=\"../../drawing.svg\""),
    opf(
        "item-is-package",
        "href=\"data.bin\" media-type=\"application/octet-stream\"",
        "href=\"package.opf\" media-type=\"application/xml\"",
    ),
    opf(
        "item-on-the-net",
        "href=\"data.bin\" media-type=\"application/octet-stream\" fallback=\"one\"",
        "href=\"https://example.org/a.png\" media-type=\"image/png\"",
    ),
    three("file-missing", Change::Remove("EPUB/data.bin")),
    three("page-missing", Change::Remove("EPUB/aside.xhtml")),
    three(
        "page-by-case",
        Change::Text("EPUB/package.opf", "href=\"two.xhtml\"", "href=\"Two.xhtml\""),
    ),
    three("file-unlisted", Change::Add("EPUB/notes.txt", "x")),
    opf("png-as-jpeg", "media-type=\"image/png\"", "media-type=\"image/jpeg\""),
    opf(
        "page-as-html",
        "href=\"aside.xhtml\" media-type=\"application/xhtml+xml\"",
        "href=\"aside.xhtml\" media-type=\"text/html\"",
    ),
    opf("type-form", "application/octet-stream", "octets"),
    opf("item-property-unknown", "properties=\"cover-image\"", "properties=\"cover\""),
    opf(
        "cover-image-twice",
        "media-type=\"image/svg+xml\"",
        "media-type=\"image/svg+xml\" properties=\"cover-image\"",
    ),
    opf(
        "cover-image-on-page",
        "<item id=\"aside\"",
        "<item properties=\"cover-image\" id=\"aside\"",
    ),
    opf("svg-unstated", " properties=\"svg\"", ""),
    opf("script-unstated", " properties=\"scripted\"", ""),
    opf("script-overstated", "<item id=\"aside\"", "<item properties=\"scripted\" id=\"aside\""),
    opf("fallback-unresolved", "fallback=\"one\"", "fallback=\"none\""),
    opf("fallback-in-a-circle", "fallback=\"one\"", "fallback=\"data\""),
    // The spine.
    opf(
        "spine-missing",
        "<spine toc=\"ncx\" page-progression-direction=\"ltr\">\n<itemref idref=\"nav\"/>\n<itemref idref=\"one\"/>\n<itemref idref=\"two\"/>\n<itemref idref=\"three\"/>\n<itemref idref=\"aside\" linear=\"no\"/>\n</spine>",
        "",
    ),
    opf("itemref-unresolved", "idref=\"two\"", "idref=\"four\""),
    opf(
        "itemref-twice",
        "<itemref idref=\"three\"/>",
        "<itemref idref=\"three\"/><itemref idref=\"three\"/>",
    ),
    opf(
        "itemref-picture",
        "<itemref idref=\"three\"/>",
        "<itemref idref=\"three\"/><itemref idref=\"cover\"/>",
    ),
    opf("linear-value", "linear=\"no\"", "linear=\"false\""),
    opf(
        "direction-value",
        "page-progression-direction=\"ltr\"",
        "page-progression-direction=\"down\"",
    ),
    opf("toc-missing", " toc=\"ncx\"", ""),
    opf("toc-not-ncx", "toc=\"ncx\"", "toc=\"nav\""),
    opf(
        "itemref-property-unknown",
        "<itemref idref=\"two\"/>",
        "<itemref idref=\"two\" properties=\"left\"/>",
    ),
    opf("page-not-in-spine", "<itemref idref=\"two\"/>\n", ""),
    three(
        "not-linear-unreached",
        Change::Files(|files| {
            replace(files, "EPUB/one.xhtml", "<a href=\"aside.xhtml\">旁注</a>", "旁注");
            // A script might lead there.
            replace(files, "EPUB/three.xhtml", "<script>document.title = \"潮汐表\";</script>", "");
            replace(files, "EPUB/package.opf", " properties=\"scripted\"", "");
        }),
    ),
    opf("guide-broken", "title=\"正文\" href=\"one.xhtml\"", "title=\"正文\" href=\"text.xhtml\""),
    // Navigation.
    opf("nav-missing", " properties=\"nav\"", ""),
    opf("nav-twice", "<item id=\"aside\"", "<item properties=\"nav\" id=\"aside\""),
    nav("toc-nav-missing", "<nav epub:type=\"toc\"", "<nav epub:type=\"lot\""),
    nav(
        "toc-nav-twice",
        "<nav epub:type=\"landmarks\" hidden=\"hidden\">",
        "<nav epub:type=\"toc\">",
    ),
    nav(
        "toc-as-ul",
        "<ol>\n<li><a href=\"one.xhtml\">潮汐</a>\n<ol>\n<li><a href=\"one.xhtml#high\">涨潮</a></li>\n<li><a href=\"one.xhtml#low\">落潮</a></li>\n</ol>\n</li>\n<li><a href=\"two.xhtml\">灯</a></li>\n<li><span>附录</span>\n<ol>\n<li><a href=\"three.xhtml\">潮汐表</a></li>\n</ol>\n</li>\n</ol>",
        "<ul>\n<li><a href=\"one.xhtml\">潮汐</a></li>\n</ul>",
    ),
    nav("toc-text", "<h1>目录</h1>\n<ol>", "<h1>目录</h1>\n<p>如下</p>\n<ol>"),
    nav("entry-empty", ">灯</a>", "></a>"),
    nav("entry-span-alone", "<a href=\"two.xhtml\">灯</a>", "<span>灯</span>"),
    nav("entry-paragraph", "<a href=\"two.xhtml\">灯</a>", "<p>灯</p>"),
    nav("list-empty", "<ol>\n<li><a href=\"three.xhtml\">潮汐表</a></li>\n</ol>", "<ol></ol>"),
    nav("toc-order", "one.xhtml#high", "three.xhtml"),
    nav(
        "toc-order-within",
        "<li><a href=\"one.xhtml#high\">涨潮</a></li>\n<li><a href=\"one.xhtml#low\">落潮</a></li>",
        "<li><a href=\"one.xhtml#low\">落潮</a></li>\n<li><a href=\"one.xhtml#high\">涨潮</a></li>",
    ),
    nav("toc-on-the-net", "href=\"two.xhtml\"", "href=\"https://example.org/\""),
    nav("toc-broken", "href=\"two.xhtml\"", "href=\"lamp.xhtml\""),
    nav("toc-fragment", "#high", "#higher"),
    nav("landmark-no-type", "<a epub:type=\"bodymatter\" ", "<a "),
    ncx("ncx-uid", "3f1c2b9a", "00000000"),
    ncx("ncx-not-xml", "</navMap>", ""),
    ncx(
        "ncx-empty",
        "<navPoint id=\"p1\" playOrder=\"1\"><navLabel><text>潮汐</text></navLabel><content src=\"one.xhtml\"/></navPoint>\n<navPoint id=\"p2\" playOrder=\"2\"><navLabel><text>灯</text></navLabel><content src=\"two.xhtml\"/></navPoint>\n",
        "",
    ),
    ncx("ncx-broken", "src=\"two.xhtml\"", "src=\"lamp.xhtml\""),
    ncx("ncx-fragment", "src=\"two.xhtml\"", "src=\"two.xhtml#lamps\""),
    ncx("ncx-no-label", "<navLabel><text>灯</text></navLabel>", ""),
    ncx("ncx-id-twice", "id=\"p2\"", "id=\"p1\""),
    ncx("ncx-no-id", " id=\"p2\"", ""),
    ncx("ncx-play-order", "playOrder=\"2\"", "playOrder=\"second\""),
    ncx("ncx-no-title", "<docTitle><text>潮汐与灯</text></docTitle>\n", ""),
    // References.
    page("link-broken", "two.xhtml#lamp", "lamp.xhtml"),
    page("link-fragment", "two.xhtml#lamp", "two.xhtml#lamps"),
    page("link-own-fragment", "href=\"#n1\"", "href=\"#n2\""),
    page("link-to-picture", "two.xhtml#lamp", "cover.png"),
    page("link-with-space", "two.xhtml#lamp", "two lamps.xhtml"),
    page("link-outside", "two.xhtml#lamp", "../../lamp.xhtml"),
    page("link-from-root", "two.xhtml#lamp", "/EPUB/two.xhtml"),
    page("link-query", "two.xhtml#lamp", "two.xhtml?lamp=1"),
    page("link-to-disk", "two.xhtml#lamp", "file:///C:/lamp.html"),
    page("link-to-data", "two.xhtml#lamp", "data:text/html,lamp"),
    page("link-unlisted", "two.xhtml#lamp", "../META-INF/container.xml"),
    page("link-to-script", "two.xhtml#lamp", "javascript:alert(1)"),
    page("link-to-no-site", "two.xhtml#lamp", "https://a..example/"),
    page("link-to-odd-site", "two.xhtml#lamp", "https://-a.example/"),
    page("link-without-scheme", "two.xhtml#lamp", "//a.example/"),
    page("picture-broken", "src=\"cover.png\"", "src=\"dyke.png\""),
    page("picture-on-the-net", "src=\"cover.png\"", "src=\"https://example.org/dyke.png\""),
    page("picture-no-core-type", "src=\"cover.png\"", "src=\"style.css\""),
    page("picture-set-broken", "src=\"cover.png\"", "src=\"cover.png\" srcset=\"wide.png 2x\""),
    page("sheet-broken", "href=\"style.css\"", "href=\"styles.css\""),
    page("sheet-on-the-net", "href=\"style.css\"", "href=\"https://example.org/style.css\""),
    page("sheet-no-css", "href=\"style.css\"", "href=\"data.bin\""),
    page(
        "audio-unstated",
        "<h2 id=\"low\">",
        "<audio controls=\"controls\" src=\"https://example.org/tide.mp3\"></audio><h2 id=\"low\">",
    ),
    page("script-broken", "<meta charset=\"UTF-8\"/>", "<script src=\"tide.js\"></script>"),
    page("frame-broken", "<h2 id=\"low\">", "<iframe src=\"tide.html\"></iframe><h2 id=\"low\">"),
    // Content documents.
    page("page-not-xml", "</section>", ""),
    page("page-ampersand", "大潮。", "大潮 & 小潮。"),
    page("page-entity", "大潮。", "大潮&nbsp;。"),
    page("page-attribute-twice", "id=\"high\"", "id=\"high\" id=\"flood\""),
    page("page-prefix-undeclared", "xmlns:epub=\"http://www.idpf.org/2007/ops\" ", ""),
    page("page-encoding", "encoding=\"UTF-8\"", "encoding=\"GBK\""),
    three(
        "page-latin-1",
        Change::Files(|files| {
            let page = b"<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>\xe9</title></head><body/></html>";
            content(find(files, "EPUB/aside.xhtml"), page);
        }),
    ),
    page(
        "page-doctype",
        "<!DOCTYPE html>",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">",
    ),
    page(
        "page-external-entity",
        "<!DOCTYPE html>",
        "<!DOCTYPE html [<!ENTITY tide SYSTEM \"tide.txt\">]>",
    ),
    page("page-no-namespace", "xmlns=\"http://www.w3.org/1999/xhtml\" ", ""),
    page("page-no-title", "<title>潮汐</title>", ""),
    page("page-empty-title", "<title>潮汐</title>", "<title></title>"),
    page(
        "page-no-head",
        "<head>\n<title>潮汐</title>\n<meta charset=\"UTF-8\"/>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>",
        "",
    ),
    page(
        "page-content-type",
        "<meta charset=\"UTF-8\"/>",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gbk\"/>",
    ),
    page("page-id-twice", "id=\"low\"", "id=\"high\""),
    page("page-id-with-space", "id=\"n1\"", "id=\"n 1\""),
    page("element-center", "<p>涨潮时", "<center>潮</center><p>涨潮时"),
    page("element-font", "<em>两次</em>", "<font color=\"red\">两次</font>"),
    page("element-strike", "<em>两次</em>", "<strike>两次</strike>"),
    page("element-invented", "<em>两次</em>", "<tide>两次</tide>"),
    page("paragraph-in-paragraph", "<blockquote><p>潮来", "<blockquote><p><p>水</p>潮来"),
    page("block-in-line", "<em>两次</em>", "<em><div>两次</div></em>"),
    page("block-in-heading", "<h2 id=\"high\">涨潮</h2>", "<h2 id=\"high\"><p>涨潮</p></h2>"),
    page(
        "block-in-link",
        "<a href=\"aside.xhtml\">旁注</a>",
        "<a href=\"aside.xhtml\"><div>旁注</div></a>",
    ),
    page(
        "link-in-link",
        "<a href=\"aside.xhtml\">旁注</a>",
        "<a href=\"aside.xhtml\">旁<span><a href=\"#low\">注</a></span></a>",
    ),
    page("item-outside-list", "<p>涨潮时", "<li>潮</li><p>涨潮时"),
    page("text-in-list", "<li>沙</li></ol>", "<li>沙</li>与</ol>"),
    page("paragraph-in-list", "<li>沙</li></ol>", "<p>沙</p></ol>"),
    page(
        "cell-outside-row",
        "<tbody><tr><td headers=\"c1\">一</td><td headers=\"c2\">六</td></tr></tbody>",
        "<tbody><td>一</td></tbody>",
    ),
    page("text-in-table", "<tbody>", "<tbody>时"),
    page("term-outside-list", "<dl><dt>汐</dt><dd>晚潮</dd></dl>", "<dt>汐</dt>"),
    page(
        "caption-outside-figure",
        "<figure><img src=\"cover.png\" alt=\"堤\"/><figcaption>堤</figcaption></figure>",
        "<figcaption>堤</figcaption>",
    ),
    page("style-in-body", "<h2 id=\"low\">", "<style>p { margin: 0 }</style><h2 id=\"low\">"),
    page("text-in-break", "<br/>", "<br>水</br>"),
    page("attribute-align", "<h2 id=\"low\">", "<h2 id=\"low\" align=\"center\">"),
    page("attribute-bgcolor", "<table>", "<table bgcolor=\"#ffffff\">"),
    page("attribute-cell-width", "<td headers=\"c1\">", "<td headers=\"c1\" width=\"50%\">"),
    page("attribute-invented", "<h2 id=\"low\">", "<h2 id=\"low\" tide=\"low\">"),
    page("attribute-name-on-paragraph", "<blockquote><p>潮来", "<blockquote><p name=\"tide\">潮来"),
    page("picture-no-source", " src=\"cover.png\"", ""),
    page(
        "languages-differ",
        "lang=\"zh-CN\" xml:lang=\"zh-CN\"",
        "lang=\"zh-CN\" xml:lang=\"zh-TW\"",
    ),
    page(
        "languages-form",
        "lang=\"zh-CN\" xml:lang=\"zh-CN\"",
        "lang=\"zh_CN\" xml:lang=\"zh_CN\"",
    ),
    page("languages-of-nobody", "lang=\"zh-CN\" xml:lang=\"zh-CN\"", "lang=\"cn\" xml:lang=\"cn\""),
    page(
        "language-of-words",
        "<li>泥</li>",
        "<li><span xml:lang=\"en US\" lang=\"en US\">mud</span></li>",
    ),
    page(
        "link-language-form",
        "<a href=\"two.xhtml#lamp\"",
        "<a hreflang=\"-\" href=\"two.xhtml#lamp\"",
    ),
    page(
        "language-unknown-and-private",
        "<li>泥</li>",
        "<li xml:lang=\"\" lang=\"\">泥<span lang=\"x-tide\" xml:lang=\"x-tide\">泥</span></li>",
    ),
    page("labelled-by-nobody", "aria-labelledby=\"head\"", "aria-labelledby=\"heads\""),
    page("headers-unresolved", "headers=\"c1\"", "headers=\"c9\""),
    page("role-deprecated", "<li>泥</li>", "<li role=\"doc-endnote\">泥</li>"),
    page(
        "switch-deprecated",
        "<h2 id=\"low\">",
        "<epub:switch id=\"s\"><epub:case required-namespace=\"http://www.w3.org/1998/Math/MathML\"><p>1</p></epub:case><epub:default><p>2</p></epub:default></epub:switch><h2 id=\"low\">",
    ),
    page("handler-unstated", "<h2 id=\"low\">", "<h2 id=\"low\" onclick=\"tide()\">"),
    page("picture-not-described", " alt=\"堤\"", ""),
    page("language-not-stated", " lang=\"zh-CN\" xml:lang=\"zh-CN\"", ""),
    lamp(
        "drawing-use-unresolved",
        "<circle cx=\"5\" cy=\"5\" r=\"4\"/>",
        "<use xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"#wick\"/>",
    ),
    // Style sheets.
    css("css-unclosed", "margin: 0 }", "margin: 0"),
    css("css-closes-nothing", "p { text-indent", "} p { text-indent"),
    css("css-comment-unclosed", "/* 潮汐 */", "/* 潮汐"),
    css("css-no-value", "margin: 0 }", "margin: }"),
    css("css-no-colon", "text-indent: 2em", "text-indent 2em"),
    css("css-url-broken", "drawing.svg", "wave.svg"),
    css("css-url-on-the-net", "drawing.svg", "https://example.org/wave.svg"),
    css("css-import-broken", "/* 潮汐 */", "@import \"base.css\";"),
    css("css-font-broken", "/* 潮汐 */", "@font-face { font-family: t; src: url(tide.otf) }"),
    css(
        "css-font-on-the-net",
        "/* 潮汐 */",
        "@font-face { font-family: t; src: url(//example.org/tide.otf) }",
    ),
    css(
        "css-set-on-the-net",
        "url(\"drawing.svg\")",
        "image-set(\"https://example.org/wave.svg\" 1x)",
    ),
    css("css-direction", "text-indent: 2em", "direction: rtl"),
    page("css-in-page", "<meta charset=\"UTF-8\"/>", "<style>p { color: red</style>"),
    page("css-in-attribute", "<h2 id=\"low\">", "<h2 id=\"low\" style=\"margin\">"),
    // Pictures.
    three(
        "picture-is-text",
        Change::Files(|files| content(find(files, "EPUB/cover.png"), b"no picture at all")),
    ),
    three(
        "picture-cut-off",
        Change::Files(|files| {
            let file = find(files, "EPUB/cover.png");
            let half = file.bytes[..40].to_vec();
            content(file, &half);
        }),
    ),
    three("picture-empty", Change::Files(|files| content(find(files, "EPUB/cover.png"), b""))),
    three("svg-not-xml", Change::Text("EPUB/drawing.svg", "</title>", "")),
    opf("accessibility-not-stated", "<meta property=\"schema:accessMode\">textual</meta>", ""),
    // EPUB 2.
    old("two-toc-missing", " toc=\"ncx\"", ""),
    old("two-title-missing", "<dc:title>A Lamp at Sea</dc:title>", ""),
    old("two-date-form", "2009-05-06", "May 2009"),
    old("two-language-empty", ">en<", "><"),
    old_page("two-page-language-form", "<body", "<body xml:lang=\"en_US\""),
    old("two-itemref-unresolved", "idref=\"two\"", "idref=\"three\""),
    old("two-unique-identifier", "unique-identifier=\"uid\"", "unique-identifier=\"id\""),
    two("two-file-missing", Change::Remove("EPUB/cover.png")),
    two("two-ncx-uid", Change::Text("EPUB/toc.ncx", "0b9a4c1e", "00000000")),
    two("two-ncx-fragment", Change::Text("EPUB/toc.ncx", "#sea", "#seas")),
    old_page("two-entity-unknown", "&nbsp;", "&lamp;"),
    old_page("two-block-in-line", "<big>bright</big>", "<big><p>bright</p></big>"),
    old_page("two-paragraph-in-paragraph", "<p><img", "<p><p>lamp</p><img"),
    old_page("two-element-center", "<h1>The Lamp</h1>", "<center>The Lamp</center>"),
    old_page("two-element-new", "<h1>The Lamp</h1>", "<section><h1>The Lamp</h1></section>"),
    old_page("two-no-title", "<title>The Lamp</title>", ""),
    old_page("two-link-broken", "two.xhtml#sea", "three.xhtml"),
    old_page("two-id-twice", "<h1>", "<h1 id=\"a\"><span id=\"a\"></span>"),
];

impl Damage {
    /// The damaged book.
    pub fn book(&self, mut files: Vec<Entry>) -> Vec<u8> {
        match self.change {
            Change::Text(name, from, to) => replace(&mut files, name, from, to),
            Change::Remove(name) => files.retain(|file| file.name != name.as_bytes()),
            Change::Add(name, text) => files.push(Entry::new(name, text.as_bytes())),
            Change::Files(change) => change(&mut files),
            Change::Bytes(change) => {
                let mut bytes = write(&files);
                change(&mut bytes);
                return bytes;
            }
        }
        write(&files)
    }
}
