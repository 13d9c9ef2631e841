//! Much of one kind.

use std::fmt::Write as _;

use image::{DynamicImage, ImageFormat, RgbImage};

use super::Danger;

impl Danger<'_> {
    /// Much of any kind.
    pub(super) fn storm(&mut self) {
        match self.dice.below(9) {
            0 => self.multiplied(),
            1 => self.nested(),
            2 => self.long_path(),
            3 => self.many_shapes(),
            4 => self.long_text(),
            5 => self.many_stops(),
            6 => self.picture_copied(),
            7 => self.long_filter(),
            _ => self.inherited(),
        }
    }

    /// Each level refers to the one before many times.
    fn multiplied(&mut self) {
        let (levels, fan) = (1 + self.dice.below(30), 1 + self.dice.below(10));
        let kind = self.dice.below(4);
        self.out.push_str("<rect id=\"t0\" width=\"9\" height=\"9\"/>");
        for level in 0..levels {
            let below = match kind {
                0 => format!("<use xlink:href=\"#t{level}\"/>"),
                1 => format!("<rect width=\"9\" height=\"9\" fill=\"url(#t{level})\"/>"),
                2 => format!("<rect width=\"9\" height=\"9\" mask=\"url(#t{level})\"/>"),
                _ => {
                    format!("<path d=\"M0 0L9 9L0 9L9 0\" marker-mid=\"url(#t{level})\"/>")
                }
            };
            let (name, rest) = [
                ("g", ""),
                ("pattern", " width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\""),
                ("mask", ""),
                ("marker", ""),
            ][kind];
            let _ = write!(
                self.out,
                "<{name} id=\"t{}\"{rest}>{}</{name}>",
                level + 1,
                below.repeat(fan)
            );
        }
        let _ = write!(
            self.out,
            "<use xlink:href=\"#t{levels}\"/><rect width=\"99\" height=\"99\" fill=\"url(#t{levels})\" mask=\"url(#t{levels})\"/>"
        );
    }

    /// Elements within elements.
    fn nested(&mut self) {
        let depth = self.count(5000);
        let open = self
            .dice
            .pick(&[
                "<g>",
                "<g opacity=\"0.9\">",
                "<svg>",
                "<a>",
                "<g transform=\"scale(1.1)\">",
                "<text>",
                "<switch>",
            ])
            .to_owned();
        let name = open[1..].split([' ', '>']).next().unwrap().to_owned();
        self.out.push_str(&open.repeat(depth));
        self.out.push_str("<rect width=\"90\" height=\"90\"/>");
        self.out.push_str(&format!("</{name}>").repeat(depth));
    }

    /// A path with many segments.
    fn long_path(&mut self) {
        let count = self.count(20_000);
        self.out.push_str("<path");
        self.style();
        self.out.push_str(" d=\"M0 0");
        for _ in 0..count {
            let (x, y) = (self.dice.below(900), self.dice.below(1300));
            let _ = match self.dice.below(3) {
                0 => write!(self.out, "L{x} {y}"),
                1 => write!(self.out, "C{y} {x} {} {} {x} {y}", x + 90, y / 2),
                _ => write!(self.out, "Q{y} {x} {x} {y}"),
            };
        }
        self.out.push_str("\"/>");
    }

    /// Shapes beside each other.
    fn many_shapes(&mut self) {
        for _ in 0..self.count(20_000) {
            self.shape();
        }
    }

    /// A text of many characters, spans or places.
    fn long_text(&mut self) {
        let letters = self.count(30_000);
        self.out.push_str("<text y=\"90\"");
        if self.chance(2) {
            let places = self.numbers(letters.min(9000));
            self.attribute("x", &places);
        }
        self.measure("font-size");
        self.measure("letter-spacing");
        self.style();
        self.out.push('>');
        let piece = self
            .dice
            .pick(&["a", "潮", "<tspan>b</tspan>", "مر", "<tspan x=\"3\">q</tspan>", "\u{10ffff}"])
            .to_owned();
        self.out.push_str(&piece.repeat(letters));
        self.out.push_str("</text>");
    }

    /// A gradient.
    fn many_stops(&mut self) {
        let stops = self.count(5000);
        self.out.push_str("<linearGradient id=\"a0\">");
        for at in 0..stops {
            let _ = write!(
                self.out,
                "<stop offset=\"{}e-3\" stop-color=\"#{:03x}\"/>",
                at * 1000 / stops,
                at % 4096
            );
        }
        self.out.push_str("</linearGradient>");
    }

    /// An embedded picture, shown many times.
    fn picture_copied(&mut self) {
        let side = 1 << self.dice.below(12);
        let mut bytes = std::io::Cursor::new(Vec::new());
        DynamicImage::from(RgbImage::new(side, side))
            .write_to(&mut bytes, ImageFormat::Png)
            .unwrap();
        let _ = write!(
            self.out,
            "<image id=\"a1\" width=\"90\" height=\"90\" xlink:href=\"data:image/png;base64,{}\"/>",
            base64(bytes.get_ref())
        );
        for _ in 0..self.count(200) {
            self.out.push_str("<use xlink:href=\"#a1\"");
            self.transform();
            self.out.push_str("/>");
        }
    }

    /// A filter of many primitives.
    fn long_filter(&mut self) {
        self.out.push_str("<filter id=\"a0\">");
        for _ in 0..self.count(600) {
            self.primitive();
        }
        self.out.push_str("</filter>");
    }

    /// Long values that many elements inherit.
    fn inherited(&mut self) {
        let long = self.numbers(5000);
        self.out.push_str("<g");
        self.attribute("stroke-dasharray", &long);
        self.attribute("font-family", &"a,".repeat(3000));
        self.out.push('>');
        for _ in 0..self.count(5000) {
            self.out.push_str("<path d=\"M0 0L9 9\" stroke=\"red\"/><text>a</text>");
        }
        self.out.push_str("</g>");
    }
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let mut bits = [0; 3];
        bits[..three.len()].copy_from_slice(three);
        let bits = u32::from_be_bytes([0, bits[0], bits[1], bits[2]]);
        for place in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * place)) as usize & 63]);
            out.push(if place <= three.len() { letter } else { '=' });
        }
    }
    out
}
