//! A small publication the tests of this stage share.

use crate::publication::{
    Accessibility, Contributor, Item, Landmark, Metadata, NavPoint, Package, SeriesMembership,
    SpineItem,
};
use chengshu_text::media_type::MediaType;
use chengshu_writing::script::WritingMode;

/// A book in two levels of parts and sections, with every field of the metadata in use and some
/// of them blank.
pub(super) fn sample() -> Package {
    Package {
        metadata: metadata(),
        items: items(),
        spine: vec![
            spine("text/title.xhtml", Some(Landmark::TitlePage)),
            spine("text/contents.xhtml", Some(Landmark::Contents)),
            spine("text/p1.xhtml", None),
            spine("text/c0001.xhtml", Some(Landmark::BodyMatter)),
            spine("text/back.xhtml", Some(Landmark::Bibliography)),
        ],
        contents: vec![
            NavPoint {
                label: "第一编 河".into(),
                href: "text/p1.xhtml".into(),
                children: vec![NavPoint {
                    label: "一、源头 & 支流".into(),
                    href: "text/c0001.xhtml".into(),
                    children: vec![NavPoint {
                        label: "冰川".into(),
                        href: "text/c0001.xhtml#s1".into(),
                        children: Vec::new(),
                    }],
                }],
            },
            NavPoint {
                label: "参考文献".into(),
                href: "text/back.xhtml".into(),
                children: Vec::new(),
            },
        ],
        contents_title: "目录".into(),
        writing_mode: WritingMode::Horizontal,
        statements: Vec::new(),
    }
}

fn metadata() -> Metadata {
    Metadata {
        title: "大河 & \"小\"溪 <上>".into(),
        subtitle: Some("一次远行".into()),
        language: "zh-CN".into(),
        identifier: "urn:uuid:12345678-1234-5678-9234-567812345678".into(),
        modified: "2020-01-02T03:04:05Z".into(),
        date: Some("2020-01".into()),
        creators: vec![
            Contributor {
                name: "甲乙".into(), file_as: Some("jia yi".into()), role: "aut".into()
            },
            Contributor { name: "Ann O'Neil".into(), file_as: None, role: "nrt".into() },
        ],
        contributors: vec![Contributor {
            name: "丙".into(),
            file_as: Some(String::new()),
            role: "trc".into(),
        }],
        publisher: Some("某社".into()),
        rights: Some("保留权利".into()),
        sources: vec!["https://example.org/a?b=1&c=2".into(), " ".into()],
        description: Some(String::new()),
        subjects: vec!["地理".into()],
        series: Some(SeriesMembership { name: "山水丛书".into(), number: Some("2.5".into()) }),
        accessibility: Accessibility {
            summary: "只有文字。".into(), ..Accessibility::default()
        },
    }
}

fn items() -> Vec<Item> {
    let item = |path: &str, media_type, properties: &'static str| Item {
        path: path.into(),
        media_type,
        properties: properties.into(),
    };
    vec![
        item("css/book.css", MediaType::Css, ""),
        item("images/cover.jpg", MediaType::Jpeg, "cover-image"),
        item("text/title.xhtml", MediaType::Xhtml, ""),
        item("text/contents.xhtml", MediaType::Xhtml, ""),
        item("text/p1.xhtml", MediaType::Xhtml, ""),
        item("text/c0001.xhtml", MediaType::Xhtml, ""),
        item("text/back.xhtml", MediaType::Xhtml, ""),
    ]
}

fn spine(path: &str, landmark: Option<Landmark>) -> SpineItem {
    SpineItem { path: path.into(), landmark }
}
