//! QR codes of links, for readers whose device has no browser (ISO/IEC 18004).

use qrcodegen::{QrCode, QrCodeEcc};

/// Pixels a module is wide.
const MODULE: usize = 4;
/// Modules left white around the code (ISO/IEC 18004, section 9.1).
const QUIET: usize = 4;

/// The code of an address as a black and white PNG; none when it is too long for a small one.
pub fn code(address: &str) -> Option<Vec<u8>> {
    // Longer addresses make modules too fine for a camera before e-ink.
    const LONGEST: usize = 300;
    if address.len() > LONGEST {
        return None;
    }
    let code = QrCode::encode_text(address, QrCodeEcc::Low).ok()?;
    let modules = usize::try_from(code.size()).ok()? + 2 * QUIET;
    let width = modules * MODULE;
    let row_bytes = width.div_ceil(8);
    let mut pixels = vec![0xff_u8; row_bytes * width];
    for (y, row) in pixels.chunks_exact_mut(row_bytes).enumerate() {
        for x in 0..width {
            // Outside the code every module is light.
            let at = |pixel: usize| {
                let module = (pixel / MODULE).wrapping_sub(QUIET);
                i32::try_from(module).unwrap_or(-1)
            };
            if code.get_module(at(x), at(y)) {
                row[x / 8] &= !(0x80 >> (x % 8));
            }
        }
    }
    png(width, &pixels).ok()
}

fn png(width: usize, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let side = u32::try_from(width).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(&mut out, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_small_square_with_its_finder_pattern() {
        let bytes = code("https://www.bilibili.com/video/BV1ab411c7mD").unwrap();
        assert!(bytes.len() < 1000, "{} bytes", bytes.len());
        let picture = image::load_from_memory(&bytes).unwrap().to_luma8();
        assert_eq!(picture.width(), picture.height());
        let dark = |x: usize, y: usize| {
            let at = |module| u32::try_from((module + QUIET) * MODULE + 1).unwrap();
            picture.get_pixel(at(x), at(y)).0[0] == 0
        };
        // Seven dark modules, one light, and the dark middle of the finder pattern.
        assert!((0..7).all(|x| dark(x, 0)) && !dark(7, 0) && !dark(1, 1) && dark(3, 3));
        assert_eq!(picture.get_pixel(0, 0).0[0], 255);
        assert_eq!(code(&"x".repeat(301)), None);
    }
}
