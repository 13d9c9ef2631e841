use super::*;
use crate::package::sample::sample;
use crate::publication::ImageUse;

fn written(package: &Package) -> String {
    package_document(package)
}

const GOLDEN: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang="zh-CN">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="identifier">urn:uuid:12345678-1234-5678-9234-567812345678</dc:identifier>
<dc:title id="title">大河 &amp; "小"溪 &lt;上&gt;</dc:title>
<meta refines="#title" property="title-type">main</meta>
<meta refines="#title" property="display-seq">1</meta>
<dc:title id="subtitle">一次远行</dc:title>
<meta refines="#subtitle" property="title-type">subtitle</meta>
<meta refines="#subtitle" property="display-seq">2</meta>
<dc:language>zh-CN</dc:language>
<dc:creator id="creator-1">甲乙</dc:creator>
<meta refines="#creator-1" property="role" scheme="marc:relators">aut</meta>
<meta refines="#creator-1" property="file-as">jia yi</meta>
<meta refines="#creator-1" property="display-seq">1</meta>
<dc:creator id="creator-2">Ann O'Neil</dc:creator>
<meta refines="#creator-2" property="role" scheme="marc:relators">nrt</meta>
<meta refines="#creator-2" property="display-seq">2</meta>
<dc:contributor id="contributor-1">丙</dc:contributor>
<meta refines="#contributor-1" property="role" scheme="marc:relators">trc</meta>
<dc:publisher>某社</dc:publisher>
<dc:date>2020-01</dc:date>
<meta property="dcterms:modified">2020-01-02T03:04:05Z</meta>
<dc:subject>地理</dc:subject>
<dc:source>https://example.org/a?b=1&amp;c=2</dc:source>
<dc:rights>保留权利</dc:rights>
<meta property="belongs-to-collection" id="series">山水丛书</meta>
<meta refines="#series" property="collection-type">series</meta>
<meta refines="#series" property="group-position">2.5</meta>
<meta name="calibre:series" content="山水丛书"/>
<meta name="calibre:series_index" content="2.5"/>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">ARIA</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">unlocked</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">只有文字。</meta>
<meta name="cover" content="i-images-cover.jpg"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="i-css-book.css" href="css/book.css" media-type="text/css"/>
<item id="i-images-cover.jpg" href="images/cover.jpg" media-type="image/jpeg" properties="cover-image"/>
<item id="i-text-title.xhtml" href="text/title.xhtml" media-type="application/xhtml+xml"/>
<item id="i-text-contents.xhtml" href="text/contents.xhtml" media-type="application/xhtml+xml"/>
<item id="i-text-p1.xhtml" href="text/p1.xhtml" media-type="application/xhtml+xml"/>
<item id="i-text-c0001.xhtml" href="text/c0001.xhtml" media-type="application/xhtml+xml"/>
<item id="i-text-back.xhtml" href="text/back.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine toc="ncx" page-progression-direction="ltr">
<itemref idref="i-text-title.xhtml"/>
<itemref idref="i-text-contents.xhtml"/>
<itemref idref="i-text-p1.xhtml"/>
<itemref idref="i-text-c0001.xhtml"/>
<itemref idref="i-text-back.xhtml"/>
</spine>
<guide>
<reference type="title-page" title="书名页" href="text/title.xhtml"/>
<reference type="toc" title="目录" href="text/contents.xhtml"/>
<reference type="text" title="正文" href="text/c0001.xhtml"/>
<reference type="bibliography" title="参考资料" href="text/back.xhtml"/>
</guide>
</package>
"##;

#[test]
fn the_whole_document() {
    assert_eq!(written(&sample()), GOLDEN);
}

#[test]
fn the_least_book_has_no_blank_statement() {
    let mut package = sample();
    let blank = || Some("  ".to_owned());
    let metadata = &mut package.metadata;
    metadata.subtitle = blank();
    metadata.date = blank();
    metadata.publisher = None;
    metadata.rights = blank();
    metadata.sources = vec![String::new()];
    metadata.subjects = vec![String::new()];
    metadata.creators.truncate(1);
    metadata.creators[0].role = String::new();
    metadata.contributors[0].name = String::new();
    metadata.series = Some(SeriesMembership { name: String::new(), number: Some("1".into()) });
    metadata.accessibility.summary = String::new();
    let text = written(&package);
    for absent in [
        "subtitle", "display-seq", "dc:date", "dc:publisher", "dc:rights", "dc:source",
        "dc:subject", "dc:contributor", "\"role\"", "series", "accessibilitySummary",
    ] {
        assert!(!text.contains(absent), "{absent} is written:\n{text}");
    }
    assert!(!text.contains("></"), "an empty element:\n{text}");
    assert!(!text.contains("\"\""), "an empty attribute:\n{text}");
}

#[test]
fn accessibility_follows_the_images() {
    let mut package = sample();
    let values = |package: &Package, property: &str| -> Vec<String> {
        let start = format!("<meta property=\"schema:{property}\">");
        written(package)
            .lines()
            .filter_map(|line| line.strip_prefix(&start)?.strip_suffix("</meta>"))
            .map(str::to_owned)
            .collect()
    };
    let alternative = "alternativeText".to_owned();

    package.metadata.accessibility.images = ImageUse::Described;
    assert_eq!(values(&package, "accessMode"), ["textual", "visual"]);
    let sufficient = values(&package, "accessModeSufficient");
    assert_eq!(sufficient, ["textual", "textual,visual"]);
    assert!(values(&package, "accessibilityFeature").contains(&alternative));

    package.metadata.accessibility.images = ImageUse::Undescribed;
    let sufficient = values(&package, "accessModeSufficient");
    assert_eq!(sufficient, ["textual,visual"]);
    assert!(!values(&package, "accessibilityFeature").contains(&alternative));

    assert_eq!(values(&package, "accessibilityHazard"), ["none"]);
    package.items.push(Item {
        path: "images/a.gif".into(),
        media_type: MediaType::Gif,
        properties: "".into(),
    });
    assert_eq!(values(&package, "accessibilityHazard"), ["unknown"]);
}

#[test]
fn positions_in_a_series() {
    for good in ["3", "2.5", "1.2.3", "007"] {
        assert!(is_position(good), "{good}");
    }
    for bad in ["", "三", "1.", ".5", "-1", "1,5", "IV", "１"] {
        assert!(!is_position(bad), "{bad}");
    }
}

#[test]
fn a_position_without_digits_is_reported_and_left_out() {
    let mut package = sample();
    let mut findings = |number: &str| {
        if let Some(series) = &mut package.metadata.series {
            series.number = Some(number.into());
        }
        let mut sink = Sink::default();
        review(&package.metadata, &mut sink);
        (sink.into_vec(), written(&package))
    };

    let (found, text) = findings("上卷");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, &SERIES_POSITION);
    assert!(text.contains("calibre:series\"") && !text.contains("上卷"));

    let (found, text) = findings("2.5.1");
    assert!(found.is_empty());
    assert!(text.contains("\"group-position\">2.5.1<") && !text.contains("series_index"));

    assert!(findings(" ").0.is_empty());
}

#[test]
fn manifest_ids_tell_all_paths_apart() {
    let paths = [
        "a/b.xhtml", "a-b.xhtml", "a_b.xhtml", "a.b.xhtml", "a_2fb.xhtml", "1.css", "nav",
        "甲.png", "a b",
    ];
    let mut ids: Vec<String> = paths.iter().map(|path| manifest_id(path)).collect();
    for id in &ids {
        assert!(id.starts_with("i-"));
        let name = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        assert!(id.bytes().all(name), "{id} is not an NCName");
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), paths.len());
}
