//! The pictures a text shows, and whether they may stand in a book.

use std::collections::HashMap;
use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use memchr::memmem;

use super::bind::{full, item};
use crate::model::block::{Block, Inline, visit_inlines};
use crate::model::library::Files;
use crate::model::package::{ImageUse, Item, MediaType};
use crate::package::zip::{Entry, compress};
use crate::render::address::{self, Destination};
use crate::render::prose::Picture;

/// The images of a text.
#[derive(Default)]
pub(super) struct Images {
    pub pictures: HashMap<String, Picture>,
    pub files: Vec<(Entry, Item)>,
    pub used: ImageUse,
}

/// Finds the images a text shows and packs those that may stand in a book.
pub(super) fn pack_images(blocks: &[Block], stem: &str, file: &str, files: &dyn Files) -> Images {
    let mut images = Images::default();
    visit_inlines(blocks, &mut |inline| {
        let Inline::Image { src, alt, .. } = inline else {
            return;
        };
        if !images.pictures.contains_key(src) {
            let picture = match load(src, file, files) {
                Ok((bytes, media_type, ending)) => {
                    let path = format!("images/{stem}-{}.{ending}", images.files.len() + 1);
                    let entry = compress(&full(&path), &bytes);
                    images.files.push((entry, item(&path, media_type, "")));
                    Picture::Packed(path)
                }
                Err(reason) => Picture::Missing(reason),
            };
            images.pictures.insert(src.to_owned(), picture);
        }
        if matches!(images.pictures.get(src), Some(Picture::Packed(_))) {
            let described = !alt.trim().is_empty() && images.used != ImageUse::Undescribed;
            images.used = if described {
                ImageUse::Described
            } else {
                ImageUse::Undescribed
            };
        }
    });
    images
}

fn load(
    src: &str,
    file: &str,
    files: &dyn Files,
) -> Result<(Vec<u8>, MediaType, &'static str), String> {
    let path = match address::destination(src) {
        Destination::File(path) => path,
        Destination::Web(_) => return Err("it is on the network, and nothing is fetched".into()),
        Destination::Nowhere => return Err("its address leads nowhere".into()),
    };
    let path = address::resolve(file, &path).ok_or("it is outside the book's folder")?;
    let bytes = files.read(&path)?;
    let (media_type, ending) = match bytes.as_slice() {
        [0xff, 0xd8, 0xff, ..] => (MediaType::Jpeg, "jpg"),
        [0x89, b'P', b'N', b'G', ..] => (MediaType::Png, "png"),
        [b'G', b'I', b'F', b'8', ..] => (MediaType::Gif, "gif"),
        _ => return Err("it is no JPEG, PNG or GIF".into()),
    };
    if is_whole(&bytes, media_type) {
        Ok((bytes, media_type, ending))
    } else {
        Err("the picture is broken or cut off".into())
    }
}

/// Whether a picture begins and ends as it must. What lies between is not decoded: that would
/// cost more than all the rest of the chapter.
fn is_whole(bytes: &[u8], media_type: MediaType) -> bool {
    let sized = |format| {
        let reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.into_dimensions().is_ok()
    };
    match media_type {
        MediaType::Jpeg => sized(ImageFormat::Jpeg) && memmem::rfind(bytes, b"\xff\xd9").is_some(),
        MediaType::Png => sized(ImageFormat::Png) && memmem::rfind(bytes, b"IEND").is_some(),
        // Header and screen descriptor, and the trailer at the end.
        _ => bytes.len() > 13 && bytes.ends_with(b";"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::DynamicImage;

    #[test]
    fn pictures_that_are_cut_off_are_not_whole() {
        for (format, media_type) in [
            (ImageFormat::Png, MediaType::Png),
            (ImageFormat::Jpeg, MediaType::Jpeg),
        ] {
            let mut bytes = Cursor::new(Vec::new());
            let picture = DynamicImage::new_rgb8(40, 30);
            picture.write_to(&mut bytes, format).unwrap();
            let bytes = bytes.into_inner();
            assert!(is_whole(&bytes, media_type));
            assert!(!is_whole(&bytes[..bytes.len() - 12], media_type));
            assert!(!is_whole(&bytes[..8], media_type));
        }
        assert!(is_whole(b"GIF89a\x01\0\x01\0\0\0\0;", MediaType::Gif));
        assert!(!is_whole(b"GIF89a\x01\0\x01\0\0\0\0", MediaType::Gif));
    }
}
