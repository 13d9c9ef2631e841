//! QR codes of links, for readers whose device has no browser (ISO/IEC 18004).

use qrcodegen::{QrCode, QrCodeEcc};

use chengshu_pictures::raster::encode_bilevel;

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
    let mut lines = Vec::with_capacity((1 + width.div_ceil(8)) * width);
    for y in 0..modules {
        // The number of the line's filter, which is none; then white.
        let mut line = vec![0xff_u8; 1 + width.div_ceil(8)];
        line[0] = 0;
        for x in (0..modules).filter(|x| is_dark(&code, *x, y)) {
            for pixel in x * MODULE..(x + 1) * MODULE {
                line[1 + pixel / 8] &= !(0x80 >> (pixel % 8));
            }
        }
        lines.extend(line.repeat(MODULE));
    }
    let side = u32::try_from(width).ok()?;
    encode_bilevel((side, side), &lines).ok()
}

/// Whether a module is dark, counted from the corner of the quiet zone, which is light.
fn is_dark(code: &QrCode, x: usize, y: usize) -> bool {
    let at = |module: usize| i32::try_from(module.wrapping_sub(QUIET)).unwrap_or(-1);
    code.get_module(at(x), at(y))
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
