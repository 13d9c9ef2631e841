//! The sheet a design draws on.

use std::iter;

use image::RgbImage;
use resvg::tiny_skia::{Color, Pixmap};
use resvg::usvg::{Options, Tree};

use super::block::{Align, Block, Fit};
use super::palette::Rgb;
use chengshu_pictures::Raster;
use chengshu_pictures::raster::{Flat, Unfit, svg};
use chengshu_text::xml::{Element, Prolog, document, element};

/// Width of a drawn cover in pixels (requirement I2).
pub(super) const WIDTH: f32 = 1600.0;
/// Height of a drawn cover in pixels (requirement I2).
pub(super) const HEIGHT: f32 = 2560.0;

/// Width and height of the encoded cover.
pub(super) const PIXELS: (u32, u32) = (1600, 2560);

/// Collects shapes and text from back to front.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    shapes: Vec<Element>,
    /// Whether any text was cut short.
    clipped: Vec<&'static str>,
}

impl Canvas {
    /// Lays a shape on top.
    pub(super) fn add(&mut self, shape: Element) {
        self.shapes.push(shape);
    }

    /// Lays shapes beneath all that are there.
    pub(super) fn beneath(&mut self, shapes: impl IntoIterator<Item = Element>) {
        self.shapes.splice(0..0, shapes);
    }

    /// Fills the whole sheet.
    pub(super) fn ground(&mut self, fill: Rgb) {
        self.add(rect(0.0, 0.0, WIDTH, HEIGHT, fill));
    }

    /// Sets a text, as [`Block::draw`] does, and notes whether it is whole.
    pub(super) fn text(&mut self, block: &Block<'_>, x: f32, y: f32, align: Align, fill: Rgb) {
        if block.fit == Fit::Clipped {
            self.clipped.push(block.what);
        }
        self.add(block.draw(x, y, align, &fill.to_string()));
    }

    /// The texts that were cut short.
    pub(super) fn clipped(&self) -> &[&'static str] {
        &self.clipped
    }

    /// Draws everything on a sheet of its own and encodes it.
    ///
    /// Only a band of the sheet is in memory at a time, from top to bottom: to have all of it made
    /// ready takes longer than to draw on it.
    pub(super) fn print(self) -> Result<Raster, Unfit> {
        const BAND: u32 = 128;
        let (width, height) = PIXELS;
        let tree = self.tree(HEIGHT)?;
        let mut flat = Flat::new(width, height);
        let mut band = Pixmap::new(width, BAND).ok_or(Unfit::TooLarge)?;
        for top in (0..height).step_by(BAND as usize) {
            band.fill(Color::BLACK);
            svg::render_band(&tree, height, top, &mut band);
            let lines = band.data().chunks_exact(4 * width as usize);
            for line in lines.take((height - top) as usize) {
                flat.line(opaque(line));
            }
        }
        flat.encode()
    }

    /// Draws everything over an opaque picture. The sheet is as wide as [`WIDTH`] says and as high
    /// as the proportions of the picture make it.
    pub(super) fn draw(self, mut under: RgbImage) -> Result<RgbImage, Unfit> {
        let (width, height) = under.dimensions();
        let tree = self.tree(sheet_height(width, height))?;
        let mut pixmap = Pixmap::new(width, height).ok_or(Unfit::TooLarge)?;
        for (out, pixel) in pixmap.data_mut().chunks_exact_mut(4).zip(under.pixels()) {
            let [r, g, b] = pixel.0;
            out.copy_from_slice(&[r, g, b, 255]);
        }
        svg::render(&tree, &mut pixmap);
        for (out, pixel) in under.pixels_mut().zip(opaque(pixmap.data())) {
            out.0 = pixel;
        }
        Ok(under)
    }

    /// The drawing, as a tree of a sheet that high.
    fn tree(self, sheet_height: f32) -> Result<Tree, Unfit> {
        let svg = element("svg")
            .attr("xmlns", "http://www.w3.org/2000/svg")
            .attr("width", WIDTH.to_string())
            .attr("height", sheet_height.to_string())
            .attr("viewBox", format!("0 0 {WIDTH} {sheet_height}"))
            .children(self.shapes);
        Tree::from_str(&document(Prolog::Xml, &svg), &Options::default())
            .map_err(|error| Unfit::Encoding(error.to_string()))
    }
}

/// The colours of opaque pixels: on an opaque ground every pixel is, so premultiplied and plain
/// values are the same.
fn opaque(pixels: &[u8]) -> impl ExactSizeIterator<Item = [u8; 3]> + Clone {
    pixels.as_chunks().0.iter().map(|[r, g, b, _]: &[u8; 4]| [*r, *g, *b])
}

/// The height of a sheet over a picture of that size in pixels.
#[allow(
    clippy::cast_precision_loss,
    reason = "sizes in pixels are far below 2^24, where `f32` stops being exact"
)]
pub(super) fn sheet_height(width: u32, height: u32) -> f32 {
    WIDTH * height as f32 / width.max(1) as f32
}

/// A filled rectangle.
pub(super) fn rect(x: f32, y: f32, width: f32, height: f32, fill: Rgb) -> Element {
    element("rect")
        .attr("x", px(x))
        .attr("y", px(y))
        .attr("width", px(width))
        .attr("height", px(height))
        .attr("fill", fill.to_string())
}

/// A rectangle of lines.
pub(super) fn frame(x: f32, y: f32, width: f32, height: f32, stroke: Rgb, thick: f32) -> Element {
    element("rect")
        .attr("x", px(x))
        .attr("y", px(y))
        .attr("width", px(width))
        .attr("height", px(height))
        .attr("fill", "none")
        .attr("stroke", stroke.to_string())
        .attr("stroke-width", px(thick))
}

pub(super) fn disc(x: f32, y: f32, radius: f32, fill: Rgb) -> Element {
    element("circle")
        .attr("cx", px(x))
        .attr("cy", px(y))
        .attr("r", px(radius))
        .attr("fill", fill.to_string())
}

/// A circle of one line.
pub(super) fn ring(x: f32, y: f32, radius: f32, stroke: Rgb, thick: f32) -> Element {
    element("circle")
        .attr("cx", px(x))
        .attr("cy", px(y))
        .attr("r", px(radius))
        .attr("fill", "none")
        .attr("stroke", stroke.to_string())
        .attr("stroke-width", px(thick))
}

/// A filled shape from SVG path data.
pub(super) fn shape(path: String, fill: Rgb) -> Element {
    element("path").attr("d", path).attr("fill", fill.to_string())
}

/// Lines from SVG path data.
pub(super) fn stroke(path: String, stroke: Rgb, thick: f32) -> Element {
    element("path")
        .attr("d", path)
        .attr("fill", "none")
        .attr("stroke", stroke.to_string())
        .attr("stroke-width", px(thick))
}

/// Shapes on a ground of their own, of which only what is inside a rectangle shows: all of the
/// sheet around it is painted over. For a clip, `resvg` would draw a sheet of its own and lay it on
/// this one, for every band.
pub(super) fn framed(
    [x, y, width, height]: [f32; 4],
    [inside, around]: [Rgb; 2],
    shapes: impl IntoIterator<Item = Element>,
) -> impl Iterator<Item = Element> {
    let (right, bottom) = (x + width, y + height);
    let sides = [
        [0.0, 0.0, WIDTH, y],
        [0.0, bottom, WIDTH, HEIGHT - bottom],
        [0.0, y, x, height],
        [right, y, WIDTH - right, height],
    ];
    let frame = sides
        .into_iter()
        .filter(|[.., width, height]| *width > 0.0 && *height > 0.0)
        .map(move |[x, y, width, height]| rect(x, y, width, height, around));
    let ground = rect(x, y, width, height, inside);
    iter::once(ground).chain(shapes).chain(frame)
}

/// A length as SVG writes it.
fn px(value: f32) -> String {
    format!("{value:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shapes across the edges of bands, one of them seen through.
    fn shapes() -> Canvas {
        let mut canvas = Canvas::default();
        canvas.add(disc(800.0, 1000.0, 700.0, Rgb(20, 60, 90)));
        canvas.add(ring(700.0, 1290.0, 333.3, Rgb(200, 40, 30), 7.0));
        canvas.add(rect(100.5, 90.5, 900.0, 2000.0, Rgb(0, 90, 0)).attr("fill-opacity", "0.5"));
        let star = shape("M 1200 100 L 1500 2400 L 900 900 Z".into(), Rgb(9, 9, 9));
        let inside = [900.0, 200.0, 500.0, 1777.0];
        canvas.beneath(framed(inside, [Rgb(9, 90, 9), Rgb(240, 230, 210)], [star]));
        canvas
    }

    /// Where a curve is cut at the end of a band its edge is a shade off here and there.
    #[test]
    fn a_cover_in_bands_looks_like_the_cover_as_a_whole() {
        let banded = shapes().print().unwrap();
        let banded = image::load_from_memory(&banded.bytes).unwrap().into_rgb8();
        let whole = shapes().draw(RgbImage::new(PIXELS.0, PIXELS.1)).unwrap();
        assert_eq!(banded.dimensions(), whole.dimensions());
        let pairs = banded.iter().zip(whole.iter());
        let off: Vec<u8> = pairs.map(|(a, b)| a.abs_diff(*b)).filter(|d| *d > 0).collect();
        assert!(off.len() < whole.len() / 1000, "{} differ", off.len());
        assert!(off.iter().all(|difference| *difference < 64), "{off:?}");
    }
}
