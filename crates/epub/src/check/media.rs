//! Pictures and fonts: whether files are what they are said to be (EPUB 3.3, 3.2).

use super::archive::{Content, File};
use super::diag;
use super::publication::{Item, Publication};
use chengshu_pictures::raster::{Format, Unfit, inspect, sniff};
use chengshu_text::diag::{Diagnostic, Quoted, Severity, Sink};

/// Checks each file of the manifest by its first bytes, and pictures to their end.
pub fn check(book: &Publication, sink: &mut Sink) {
    for item in &book.package.items {
        let whole = |file: &&File| item.is_first && file.content == Content::Whole;
        let Some(file) = item.file.filter(whole) else {
            continue;
        };
        match item.media_type {
            "image/jpeg" | "image/png" | "image/gif" | "image/webp" => {
                picture(book, item, file, sink);
            }
            kind if kind.starts_with("font/")
                || kind.contains("font-")
                || kind.contains("opentype") =>
            {
                font(book, item, file, sink);
            }
            "text/html" if item.path.is_some() => {
                let message = format!("{} is declared text/html", Quoted(&file.path));
                let mut finding = book.package.document.at(item.node, &diag::MEDIA_TYPE, message);
                finding.severity = Severity::Warning;
                sink.push(finding.help("content documents are application/xhtml+xml"));
            }
            _ => {}
        }
    }
}

fn picture(book: &Publication, item: &Item, file: &File, sink: &mut Sink) {
    let Some(bytes) = book.archive.bytes(file) else {
        let message = "the picture is too large to check";
        sink.push(Diagnostic::new(&diag::NOT_LOOKED_AT, message).at(file.whole()));
        return;
    };
    let format = sniff(&bytes);
    let (is, ending) = match format {
        Format::Jpeg => ("image/jpeg", ["jpg", "jpeg"]),
        Format::Png => ("image/png", ["png", "png"]),
        Format::Gif => ("image/gif", ["gif", "gif"]),
        Format::WebP => ("image/webp", ["webp", "webp"]),
        _ => ("", ["", ""]),
    };
    let whole = file.whole();
    if is != item.media_type {
        let message = format!("it is declared {} but does not begin like one", item.media_type);
        sink.push(Diagnostic::new(&diag::MEDIA_TYPE, message).at(whole));
        return;
    }
    let own = file.path.rsplit_once('.').map_or("", |(_, own)| own);
    if !ending.iter().any(|ending| own.eq_ignore_ascii_case(ending)) {
        let message = format!("it is {is}, but its name ends in {}", Quoted(own));
        let mut finding = Diagnostic::new(&diag::MEDIA_TYPE, message).at(whole.clone());
        finding.severity = Severity::Warning;
        sink.push(finding);
    }
    if inspect(&bytes) == Err(Unfit::Broken) {
        let message = "the picture is damaged or cut off";
        sink.push(Diagnostic::new(&diag::PICTURE, message).at(whole));
    }
}

/// Fonts may be obfuscated, which encryption.xml says; such a file begins with anything.
fn font(book: &Publication, item: &Item, file: &File, sink: &mut Sink) {
    if book.archive.find("META-INF/encryption.xml").is_some() {
        return;
    }
    let Some(bytes) = book.archive.bytes(file) else {
        return;
    };
    let starts: [&[u8]; 6] = [b"\0\x01\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2"];
    if !starts.iter().any(|start| bytes.starts_with(start)) {
        let message = format!("it is declared {} but is not a font", Quoted(item.media_type));
        let mut finding = Diagnostic::new(&diag::MEDIA_TYPE, message).at(file.whole());
        finding.severity = Severity::Warning;
        sink.push(finding);
    }
}
