//! The cost of filling and stroking shapes.

use resvg::tiny_skia::{Path, PathSegment, Point, Rect, Transform};
use resvg::usvg::{LineJoin, Stroke};

use super::super::super::Unfit;
use super::Sheet;

/// How far from a sheet, in pixels, the renderer draws curves and strokes reliably. Farther out its
/// edges come apart, and it stops in the middle of a row and takes the program with it. Measured on
/// random curves: none up to four times as far.
const FARTHEST_CURVE: f64 = 1e6;
/// The same for straight sides.
const FARTHEST_LINE: f64 = 2e7;

/// Nanoseconds to make an edge of a segment.
const EDGE: f64 = 250.0;
/// Nanoseconds an edge takes in each row of pixels it crosses.
const ROW: f64 = 80.0;
/// Nanoseconds for two edges that cross.
const CROSSING: f64 = 2.0;
/// Nanoseconds to make the outline of a stroked segment.
const OUTLINE: f64 = 1500.0;
/// Nanoseconds a pixel of a line finer than a pixel takes.
const HAIRLINE: f64 = 70.0;
/// How many edges the renderer makes of the outline of a stroked segment.
const EDGES_OF_OUTLINE: f64 = 8.0;

const FAR: Unfit = Unfit::Excess("has shapes far outside its area");

/// A shape on a sheet, measured.
pub(super) struct Shape {
    segments: f64,
    contours: f64,
    /// Rows of pixels its segments cross, those within the sheet.
    rows: f64,
    /// Columns likewise.
    columns: f64,
    /// Length along its control points, in its own units.
    length: f64,
    /// How many pixels one of its units has.
    scale: f64,
    bounds: Rect,
    /// True if any side is curved.
    curved: bool,
    sheet: Sheet,
}

impl Shape {
    pub(super) fn new(path: &Path, place: Transform, sheet: Sheet) -> Result<Self, Unfit> {
        let (x, y) = place.get_scale();
        let mut shape = Self {
            segments: 0.0,
            contours: 0.0,
            rows: 0.0,
            columns: 0.0,
            length: 0.0,
            scale: f64::from(x.max(y)),
            bounds: path.bounds().transform(place).ok_or(FAR)?,
            curved: false,
            sheet,
        };
        let (mut last, mut first) = (Point::zero(), Point::zero());
        for segment in path.segments() {
            shape.curved |= matches!(segment, PathSegment::QuadTo(..) | PathSegment::CubicTo(..));
            let mut line = |to: Point| {
                shape.line(last, to, place);
                last = to;
            };
            match segment {
                PathSegment::MoveTo(to) => {
                    (last, first) = (to, to);
                    shape.contours += 1.0;
                }
                PathSegment::LineTo(to) => line(to),
                PathSegment::QuadTo(a, to) => [a, to].into_iter().for_each(line),
                PathSegment::CubicTo(a, b, to) => [a, b, to].into_iter().for_each(line),
                PathSegment::Close => line(first),
            }
        }
        Ok(shape)
    }

    /// Whether it can be drawn with so many pixels around it.
    fn near(&self, reach: f64, most: f64) -> Result<(), Unfit> {
        let sides =
            [-self.bounds.left(), -self.bounds.top(), self.bounds.right(), self.bounds.bottom()];
        let near = sides.into_iter().all(|side| f64::from(side) + reach <= most);
        near.then_some(()).ok_or(FAR)
    }

    fn line(&mut self, from: Point, to: Point, place: Transform) {
        let own = (to.x - from.x).hypot(to.y - from.y);
        let mut ends = [from, to];
        place.map_points(&mut ends);
        let [from, to] = ends;
        self.segments += 1.0;
        self.length += f64::from(own);
        self.rows += along(from.y, to.y, self.sheet.height);
        self.columns += along(from.x, to.x, self.sheet.width);
    }

    /// Nanoseconds to fill it, if a pixel takes so many.
    pub(super) fn filled(&self, pixel: f64) -> Result<f64, Unfit> {
        self.near(0.0, if self.curved { FARTHEST_CURVE } else { FARTHEST_LINE })?;
        let area = within(self.bounds, self.sheet);
        Ok(self.edges(self.segments, self.rows, 0.0) + area * pixel)
    }

    /// Nanoseconds to stroke it, if a pixel takes so many.
    pub(super) fn stroked(&self, stroke: &Stroke, pixel: f64) -> Result<f64, Unfit> {
        let width = f64::from(stroke.width().get()) * self.scale;
        self.near(width, FARTHEST_CURVE)?;
        // Sharp corners reach farther.
        let reach = match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => f64::from(stroke.miterlimit().get()).max(1.0),
            _ => 1.0,
        } * width;
        let dashes = stroke.dasharray().map_or(0.0, |dashes| {
            let pairs = f64::from(u32::try_from(dashes.len() / 2).unwrap_or(u32::MAX));
            pairs * self.length / f64::from(dashes.iter().sum::<f32>())
        });
        let outline = (self.segments + dashes) * OUTLINE;
        if width <= 1.0 {
            let length = self.rows + self.columns + self.segments + dashes;
            return Ok(outline + length * (HAIRLINE + pixel));
        }
        let across = |reach: f64| 2.0 * reach.min(self.sheet.height);
        let corners = self.segments + self.contours;
        let rows = 2.0 * self.rows + corners * across(reach);
        let edges = self.edges(corners * EDGES_OF_OUTLINE, rows, width)
            + dashes * (EDGES_OF_OUTLINE * EDGE + across(width) * ROW);
        let covered = (self.rows + self.columns) * width + corners * reach * reach;
        let area = grown(self.bounds, reach, self.sheet).min(covered);
        Ok(outline + edges + area * pixel)
    }

    /// Nanoseconds to go over edges from top to bottom, which reach so far out of its bounds.
    fn edges(&self, edges: f64, rows: f64, reach: f64) -> f64 {
        let top = (f64::from(self.bounds.top()) - reach).max(0.0);
        let bottom = (f64::from(self.bounds.bottom()) + reach).min(self.sheet.height);
        // Those side by side may all cross each other.
        let abreast = (rows / (bottom - top).max(1.0)).min(edges);
        edges * EDGE + rows * ROW + edges * abreast * CROSSING
    }
}

/// How much of the way between two places lies within a length.
fn along(from: f32, to: f32, length: f64) -> f64 {
    let (from, to) = (f64::from(from), f64::from(to));
    // `max` and `min` turn what is no number into a bound; what is left is counted in full.
    let within = from.max(to).min(length) - from.min(to).max(0.0);
    if from.is_finite() && to.is_finite() { within.max(0.0) } else { length }
}

/// How many pixels of a sheet a rectangle covers.
pub(super) fn within(rect: Rect, sheet: Sheet) -> f64 {
    grown(rect, 0.0, sheet)
}

/// How many pixels of a sheet a rectangle covers that reaches so much further.
fn grown(rect: Rect, reach: f64, sheet: Sheet) -> f64 {
    let side = |from: f32, to: f32, length: f64| {
        let (from, to) = (f64::from(from) - reach, f64::from(to) + reach);
        (to.min(length) - from.max(0.0)).max(0.0)
    };
    side(rect.left(), rect.right(), sheet.width) * side(rect.top(), rect.bottom(), sheet.height)
}
