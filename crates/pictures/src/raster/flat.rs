//! Pictures of flat colours, such as drawn covers: taken in line by line and written as PNG. Of two
//! colours, such as codes: written as they are.
//!
//! A drawn cover has some hundred colours. With a palette it is a third of the bytes to hold and to
//! pack, and smaller in the book. Lines are not filtered, as the PNG specification advises for
//! palettes (third edition, section 12.7), and are packed as the other files of the book are.

use std::collections::HashMap;
use std::io;

use image::{ExtendedColorType, RgbImage};
use libdeflater::{CompressionLvl, Compressor};

use super::encode::{Raster, encode_photograph, encode_png, png_raster};
use super::{MOST_BYTES, Unfit};

/// As many colours as a palette has room for.
const MOST_COLOURS: usize = 256;

/// A picture as it is taken in.
pub struct Flat {
    width: u32,
    height: u32,
    pixels: Pixels,
}

enum Pixels {
    Places(Places),
    /// Red, green and blue of every pixel.
    Plain(Vec<u8>),
}

/// Pixels as places in a palette.
#[derive(Default)]
struct Places {
    /// Red, green and blue of each colour, in the order they first occur.
    palette: Vec<u8>,
    of_colour: HashMap<[u8; 3], u8>,
    /// For each line the number of its filter, which is none, and the place of each pixel.
    lines: Vec<u8>,
}

impl Flat {
    /// An empty picture, to be so many pixels wide, with room for so many lines: to have the system
    /// give out memory as it grows takes as long as to draw on it.
    pub fn new(width: u32, lines: u32) -> Self {
        let places = Places {
            lines: Vec::with_capacity((1 + width as usize) * lines as usize),
            ..Places::default()
        };
        Self { width, height: 0, pixels: Pixels::Places(places) }
    }

    /// A picture that is there as a whole.
    pub fn of(image: &RgbImage) -> Self {
        let mut flat = Self::new(image.width(), image.height());
        for row in image.rows() {
            flat.line(row.map(|pixel| pixel.0));
        }
        flat
    }

    /// Takes in the next line, which must be as wide as the picture: red, green and blue of each
    /// pixel.
    pub fn line(&mut self, pixels: impl ExactSizeIterator<Item = [u8; 3]> + Clone) {
        debug_assert_eq!(pixels.len(), self.width as usize);
        self.height += 1;
        if let Pixels::Places(places) = &mut self.pixels {
            let taken = places.lines.len();
            if places.line(pixels.clone()).is_some() {
                return;
            }
            places.lines.truncate(taken);
            self.pixels = Pixels::Plain(places.plain(self.width));
        }
        if let Pixels::Plain(plain) = &mut self.pixels {
            plain.extend(pixels.flatten());
        }
    }

    /// The picture as PNG, with a palette where that has room for its colours; as JPEG if the PNG
    /// is larger than books may have.
    pub fn encode(self) -> Result<Raster, Unfit> {
        let size = (self.width, self.height);
        let drawing = match &self.pixels {
            Pixels::Places(places) => {
                let bytes =
                    places.write(size).map_err(|error| Unfit::Encoding(error.to_string()))?;
                png_raster(bytes, size)
            }
            Pixels::Plain(plain) => encode_png(plain, size, ExtendedColorType::Rgb8)?,
        };
        if drawing.bytes.len() <= MOST_BYTES {
            return Ok(drawing);
        }
        let plain = match self.pixels {
            Pixels::Places(places) => places.plain(self.width),
            Pixels::Plain(plain) => plain,
        };
        let image = RgbImage::from_raw(size.0, size.1, plain).ok_or(Unfit::TooLarge)?;
        encode_photograph(&image)
    }
}

impl Places {
    /// Takes in a line. `None`, and part of the line is in, if the palette is full.
    fn line(&mut self, pixels: impl Iterator<Item = [u8; 3]>) -> Option<()> {
        self.lines.push(0);
        // Most pixels have the colour of the one before.
        let mut last = None;
        for colour in pixels {
            let place = match last {
                Some((before, place)) if before == colour => place,
                _ => self.place(colour)?,
            };
            last = Some((colour, place));
            self.lines.push(place);
        }
        Some(())
    }

    fn place(&mut self, colour: [u8; 3]) -> Option<u8> {
        if let Some(place) = self.of_colour.get(&colour) {
            return Some(*place);
        }
        if self.of_colour.len() == MOST_COLOURS {
            return None;
        }
        let place = u8::try_from(self.of_colour.len()).ok()?;
        self.palette.extend_from_slice(&colour);
        self.of_colour.insert(colour, place);
        Some(place)
    }

    /// Red, green and blue of every pixel.
    fn plain(&self, width: u32) -> Vec<u8> {
        let (colours, _) = self.palette.as_chunks::<3>();
        self.lines
            .chunks(1 + width as usize)
            .flat_map(|line| line.iter().skip(1))
            .filter_map(|place| colours.get(usize::from(*place)))
            .flatten()
            .copied()
            .collect()
    }

    fn write(&self, size: (u32, u32)) -> Result<Vec<u8>, png::EncodingError> {
        write(size, &self.lines, |encoder| {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_depth(png::BitDepth::Eight);
            encoder.set_palette(self.palette.as_slice());
        })
    }
}

/// Encodes a picture in black and white: PNG. `lines` has for each line a zero byte, which is the
/// number of its filter, and its pixels from left to right, eight to a byte, white ones set.
pub fn encode_bilevel(size: (u32, u32), lines: &[u8]) -> Result<Vec<u8>, Unfit> {
    let bytes = write(size, lines, |encoder| {
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
    });
    bytes.map_err(|error| Unfit::Encoding(error.to_string()))
}

/// Writes filtered lines as PNG.
fn write<'a>(
    (width, height): (u32, u32),
    lines: &[u8],
    set: impl FnOnce(&mut png::Encoder<'a, &mut Vec<u8>>),
) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    set(&mut encoder);
    let mut writer = encoder.write_header()?;
    writer.write_chunk(png::chunk::IDAT, &pack(lines)?)?;
    writer.finish()?;
    Ok(out)
}

fn pack(lines: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::default());
    let mut packed = vec![0; compressor.zlib_compress_bound(lines.len())];
    let length = compressor
        .zlib_compress(lines, &mut packed)
        .map_err(|error| io::Error::other(error.to_string()))?;
    packed.truncate(length);
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    /// A picture in which the colour of each pixel follows from its number.
    fn picture(colour: impl Fn(u32) -> [u8; 3]) -> RgbImage {
        RgbImage::from_fn(37, 21, |x, y| Rgb(colour(y * 37 + x)))
    }

    fn assert_reads_back(image: &RgbImage, colour_type: png::ColorType) {
        let raster = Flat::of(image).encode().unwrap();
        assert_eq!((raster.width, raster.height), image.dimensions());
        let decoder = png::Decoder::new(io::Cursor::new(&raster.bytes));
        assert_eq!(decoder.read_info().unwrap().info().color_type, colour_type);
        let read = image::load_from_memory(&raster.bytes).unwrap();
        assert_eq!(&read.into_rgb8(), image);
    }

    #[test]
    fn few_colours_have_a_palette() {
        let image = picture(|n| [u8::try_from(n % 256).unwrap(), 7, 200]);
        assert_reads_back(&image, png::ColorType::Indexed);
    }

    #[test]
    fn with_one_colour_more_there_is_none() {
        let image = picture(|n| [u8::try_from(n % 256).unwrap(), u8::from(n == 500), 0]);
        assert_reads_back(&image, png::ColorType::Rgb);
    }
}
