//! Covers that are handed in: kept when they are allowed as they are, converted when they can be.

mod fitting;

use std::borrow::Cow;

use image::RgbImage;
use image::imageops::{FilterType, resize};
use image::metadata::Orientation;

pub(super) use fitting::mean;

use super::{Fonts, diag, lettering, missing_findings};
use crate::request::{Cover, CoverText, Fitting, Lettering};
use chengshu_pictures::raster::{
    self, Alpha, Encoding, Flat, Format, Header, LARGEST, MOST_BYTES, Unfit,
};
use chengshu_text::diag::{Code, Diagnostic, Place, Sink};
use chengshu_text::media_type::MediaType;

/// The smallest cover shops take, in pixels.
const SMALLEST: (u32, u32) = (625, 1000);

/// Treatment of artwork.
#[derive(Debug)]
pub struct Treatment<'a> {
    /// How it is made to fit.
    pub fitting: Fitting,
    /// The lettering over it.
    pub lettering: Lettering,
    /// The texts of the book.
    pub text: &'a CoverText,
}

/// Takes a picture as the cover of a book.
///
/// `name` is the file as findings name it. What the file is, is told by its content. An opaque
/// JPEG or PNG that has the proportions of a cover, within 1600 by 2560 pixels and 1.5 MB, is kept
/// as it is encoded, without what does not show; others are turned upright, cropped or padded, put on white, made smaller and
/// encoded again ([`diag::CONVERTED`]). SVG is drawn, with nothing fetched from outside the file.
///
/// What cannot be used is both a finding and an error, so that the caller can draw a cover
/// instead.
pub fn artwork(
    bytes: &[u8],
    name: &str,
    treatment: &Treatment<'_>,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<Cover, Unfit> {
    let (cover, changes) = open(bytes, name, fonts, sink)
        .and_then(|source| make(source, treatment, fonts, sink))
        .inspect_err(|error| sink.push(refusal(error, name)))?;
    if !changes.is_empty() {
        let message = format!("the cover picture was {}", changes.join(", "));
        sink.push(Diagnostic::new(&diag::CONVERTED, message).at(Place::file(name)));
    }
    if cover.width < SMALLEST.0 || cover.height < SMALLEST.1 {
        let message = format!("the cover picture has {} by {} pixels", cover.width, cover.height);
        sink.push(
            Diagnostic::new(&diag::SMALL, message)
                .at(Place::file(name))
                .help("1600 by 2560 is the size shops ask for"),
        );
    }
    Ok(cover)
}

fn refusal(error: &Unfit, name: &str) -> Diagnostic {
    let (code, message, help): (&'static Code, Cow<'_, str>, _) = match error {
        Unfit::TooLarge => (
            &diag::TOO_LARGE,
            "the cover picture is too large".into(),
            "scale it to 1600 by 2560 pixels",
        ),
        Unfit::Excess(_) => (
            &diag::TOO_LARGE,
            format!("cannot draw the cover picture: {error}").into(),
            "export it as PNG",
        ),
        Unfit::Kind(kind) => (
            &diag::WRONG_FORMAT,
            format!("the cover picture is {kind}, which is not supported").into(),
            "convert it to JPEG or PNG",
        ),
        Unfit::Broken | Unfit::Failed | Unfit::Encoding(_) => (
            &diag::UNREADABLE,
            "cannot read the cover picture".into(),
            "save it again as JPEG or PNG",
        ),
    };
    Diagnostic::new(code, message).at(Place::file(name)).help(help)
}

/// A picture upright and opaque.
struct Source<'a> {
    image: RgbImage,
    /// The type of its file, and the file without what does not show, if readers can show it as it
    /// is encoded.
    shown_as_is: Option<(MediaType, Cow<'a, [u8]>)>,
    /// True if it is a drawing rather than a photograph.
    drawn: bool,
    changes: Vec<&'static str>,
}

fn open<'a>(
    bytes: &'a [u8],
    name: &str,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<Source<'a>, Unfit> {
    if raster::sniff(bytes) == Format::Svg {
        return draw_svg(bytes, name, fonts, sink);
    }
    let header = raster::inspect(bytes)?;
    let image = raster::decode(bytes, &header)?;
    let media_type = match header.format {
        Format::Jpeg => Some(MediaType::Jpeg),
        Format::Png => Some(MediaType::Png),
        _ => None,
    };
    let shown_as_is = media_type.zip(raster::bare(bytes, header.format));
    let mut changes = conversions(&header);
    if media_type.is_some() && shown_as_is.is_none() && changes.is_empty() {
        changes.push("encoded again");
    }
    Ok(Source {
        image: raster::on_white(image),
        shown_as_is,
        drawn: matches!(header.format, Format::Png | Format::Gif),
        changes,
    })
}

/// Changes that reading a picture makes in it.
fn conversions(header: &Header) -> Vec<&'static str> {
    let mut changes = Vec::new();
    if header.orientation != Orientation::NoTransforms {
        changes.push("turned upright");
    }
    match (header.format, header.encoding, header.alpha) {
        (_, Encoding::Moving, _) => changes.push("cut to its first frame"),
        (_, _, Alpha::Channel) => changes.push("put on white"),
        (_, Encoding::Unusual, _) => changes.push("encoded in plain RGB"),
        (Format::Jpeg | Format::Png, ..) => {}
        (Format::Gif, ..) => changes.push("encoded as PNG"),
        _ => changes.push("encoded as JPEG"),
    }
    changes
}

/// Draws an SVG as large as a cover may be.
fn draw_svg(
    bytes: &[u8],
    name: &str,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<Source<'static>, Unfit> {
    let drawing = raster::svg::read(bytes, fonts.database())?;
    for href in &drawing.outside {
        sink.push(
            Diagnostic::new(
                &diag::EXTERNAL_REFERENCE,
                format!("left out “{href}”, which is not in the file"),
            )
            .at(Place::file(name))
            .help("embed the picture in the SVG, or provide a JPEG or PNG"),
        );
    }
    let missing = fonts.lacking(drawing.text.chars());
    for finding in missing_findings("text of the SVG", &drawing.text, &missing) {
        sink.push(finding.at(Place::file(name)));
    }
    let image = drawing.draw(drawing.fitting(LARGEST))?;
    Ok(Source {
        image: raster::on_white(image.into()),
        shown_as_is: None,
        drawn: true,
        changes: vec!["drawn as PNG"],
    })
}

/// The picture as a cover, and what was done to it; nothing if it is kept as it is.
fn make(
    source: Source<'_>,
    treatment: &Treatment<'_>,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<(Cover, Vec<&'static str>), Unfit> {
    let Source { mut image, shown_as_is, drawn, mut changes } = source;
    let size = image.dimensions();
    let (cropped, pad) = fitting::plan(size, treatment.fitting);
    if cropped != size {
        image = fitting::crop(&image, cropped);
        changes.push("cropped to 1.6:1");
    }
    if image.width() > LARGEST.0 || image.height() > LARGEST.1 {
        let (width, height) = fitting::within(image.dimensions(), LARGEST);
        image = resize(&image, width, height, FilterType::CatmullRom);
        changes.push("made smaller");
    }
    let mut free = None;
    if pad {
        let padded = fitting::pad(&image, treatment.lettering);
        (image, free) = (padded.image, padded.free);
        changes.push("padded to 1.6:1");
    }
    if treatment.lettering == Lettering::Title {
        image = lettering::title_over(image, free, treatment.text, fonts, sink)?;
        changes.push("given its title");
    }
    if let Some((media_type, bytes)) = shown_as_is.filter(|_| changes.is_empty()) {
        if bytes.len() <= MOST_BYTES {
            if let Cow::Owned(_) = bytes {
                changes.push("stripped of metadata");
            }
            let cover = Cover {
                bytes: bytes.into_owned(),
                media_type,
                width: image.width(),
                height: image.height(),
            };
            return Ok((cover, changes));
        }
        changes.push("compressed again");
    }
    let cover = if drawn { Flat::of(&image).encode() } else { raster::encode_photograph(&image) }?;
    Ok((cover, changes))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what the test is for")]
mod tests;
