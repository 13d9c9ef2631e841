//! Colours that go together.

// Colours are read in pairs of digits, as everywhere else in the world.
#![allow(clippy::unreadable_literal)]

use std::fmt;

/// A colour, sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub u8, pub u8, pub u8);

impl fmt::Display for Rgb {
    /// As CSS and SVG write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Rgb {
    /// The colour `share` of the way to another, in 256ths.
    pub(super) fn mix(self, other: Self, share: u8) -> Self {
        let blend = |a: u8, b: u8| {
            let (a, b, t) = (u16::from(a), u16::from(b), u16::from(share));
            // A weighted mean of two bytes is a byte.
            u8::try_from((a * (255 - t) + b * t) / 255).unwrap_or(u8::MAX)
        };
        Self(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }
}

/// The colours of one cover.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Palette {
    /// Deep ground; text in `paper` is legible on it.
    pub field: Rgb,
    /// A strong second colour.
    pub accent: Rgb,
    /// A soft colour between `accent` and `paper`.
    pub soft: Rgb,
    /// Light ground; text in `ink` is legible on it.
    pub paper: Rgb,
    /// Text on `paper`.
    pub ink: Rgb,
}

const fn rgb(hex: u32) -> Rgb {
    let [_, r, g, b] = hex.to_be_bytes();
    Rgb(r, g, b)
}

const fn palette(field: u32, accent: u32, soft: u32, paper: u32, ink: u32) -> Palette {
    Palette {
        field: rgb(field),
        accent: rgb(accent),
        soft: rgb(soft),
        paper: rgb(paper),
        ink: rgb(ink),
    }
}

/// The palettes. Neighbours differ in hue, since books of a series step through them.
pub(super) const PALETTES: &[Palette] = &[
    palette(0x1f3a5f, 0xd9622b, 0xe8c07d, 0xf5f0e6, 0x162030), // 靛青 indigo, persimmon
    palette(0x9c2a24, 0xe2a93b, 0xefd2a6, 0xf8f1e4, 0x2a1310), // 朱红 vermilion, gold
    palette(0x1f4d3f, 0xd98a30, 0xc9d3b4, 0xf4f1e4, 0x12251e), // 松绿 pine, amber
    palette(0x4a2545, 0xd97557, 0xe6c5b4, 0xf6efea, 0x271226), // 绛紫 plum, coral
    palette(0x24272d, 0xc8422d, 0xd6c6a5, 0xf3efe6, 0x16181c), // 墨 ink, cinnabar
    palette(0x0f565e, 0xe58550, 0xedd6a8, 0xf3f2e8, 0x0b282c), // 石青 teal, apricot
    palette(0x8a4f1d, 0x2b5c74, 0xefd29c, 0xfaf3e2, 0x2e1b0b), // 赭 ochre, slate blue
    palette(0x39495c, 0xe39f3a, 0xc5d0d8, 0xf4f2ec, 0x1a222d), // 黛 blue-grey, saffron
    palette(0x6b1f32, 0xd59c45, 0xe8c7bd, 0xf8f0e8, 0x2b0d15), // 酒红 burgundy, brass
    palette(0x4d592a, 0xb5472d, 0xded29b, 0xf6f3e2, 0x202511), // 橄榄 olive, brick
    palette(0x245c80, 0xf0b03c, 0xc6dde6, 0xf5f3ea, 0x0f2739), // 天青 azure, yellow
    palette(0x4b3325, 0x3d8c82, 0xe0c39a, 0xf7f0e4, 0x22150e), // 棕 umber, verdigris
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(Rgb(r, g, b): Rgb) -> f64 {
        let linear = |byte: u8| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_is_legible_in_every_palette() {
        for p in PALETTES {
            assert!(contrast(p.paper, p.field) >= 5.5, "{p:?}");
            assert!(contrast(p.soft, p.field) >= 4.0, "{p:?}");
            assert!(contrast(p.ink, p.paper) >= 12.0, "{p:?}");
        }
    }

    #[test]
    fn mixing_reaches_both_ends() {
        let (a, b) = (Rgb(0, 10, 255), Rgb(200, 0, 0));
        assert_eq!(a.mix(b, 0), a);
        assert_eq!(a.mix(b, 255), b);
        assert_eq!(Rgb(1, 2, 0xab).to_string(), "#0102ab");
    }
}
