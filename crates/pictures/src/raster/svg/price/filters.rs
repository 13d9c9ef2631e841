//! The cost of filters.

use resvg::tiny_skia::Transform;
use resvg::usvg::filter::{Filter, Kind};

use super::super::super::Unfit;
use super::{LAYER, Reckoning, SAMPLED, Sheet};

/// Nanoseconds a pixel: to take a result of before and turn it from one space of colours into
/// another.
const INPUT: f64 = 15.0;
/// Nanoseconds a pixel: to work out each by itself.
const POINT: f64 = 30.0;
/// Nanoseconds a pixel: to blur far, and to blur by less than two pixels, which is done exactly.
const BLUR: (f64, f64) = (200.0, 360.0);
/// Nanoseconds a pixel: to light it.
const LIGHT: f64 = 110.0;
/// Nanoseconds a pixel: an octave of noise in four channels.
const OCTAVE: f64 = 100.0;
/// Nanoseconds a pixel: to look at a neighbour, and to work one into a sum.
const NEIGHBOUR: (f64, f64) = (2.0, 6.0);

impl<'a> Reckoning<'a> {
    /// Filters a layer. Gives the layer with what that takes.
    pub(super) fn filter(
        &mut self,
        filter: &'a Filter,
        place: Transform,
        layer: Sheet,
    ) -> Result<Sheet, Unfit> {
        let primitives = f64::from(u32::try_from(filter.primitives().len()).unwrap_or(u32::MAX));
        // All results are kept to the end; two inputs and a buffer of wide numbers come on top.
        let layer = layer.holding(layer.pixels() * (4.0 * primitives + 20.0))?;
        // Each looks for its inputs among the others.
        self.spend(primitives * primitives * 10.0 + layer.pixels() * LAYER)?;
        let (x, y) = place.get_scale();
        for primitive in filter.primitives() {
            let pixel = match primitive.kind() {
                Kind::Flood(_) | Kind::Offset(_) => 0.0,
                Kind::ColorMatrix(_) | Kind::ComponentTransfer(_) | Kind::DisplacementMap(_) => {
                    POINT
                }
                Kind::Blend(_) | Kind::Composite(_) => INPUT + POINT,
                Kind::Merge(merge) => {
                    let inputs = u32::try_from(merge.inputs().len()).unwrap_or(u32::MAX);
                    self.spend(f64::from(inputs) * primitives * 10.0)?;
                    f64::from(inputs) * (INPUT + LAYER / 2.0)
                }
                Kind::GaussianBlur(blur) => {
                    blurred(blur.std_dev_x().get() * x, blur.std_dev_y().get() * y)
                }
                Kind::DropShadow(shadow) => {
                    let blur = blurred(shadow.std_dev_x().get() * x, shadow.std_dev_y().get() * y);
                    blur + 2.0 * POINT
                }
                Kind::Tile(_) => SAMPLED,
                Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => LIGHT,
                Kind::Turbulence(noise) => OCTAVE * (1.0 + f64::from(noise.num_octaves())),
                Kind::Morphology(shape) => {
                    let reach = |radius: f32, most: f64| (2.0 * f64::from(radius) + 3.0).min(most);
                    let across = reach(shape.radius_x().get() * x, layer.width);
                    let down = reach(shape.radius_y().get() * y, layer.height);
                    across * down * NEIGHBOUR.0
                }
                Kind::ConvolveMatrix(convolve) => {
                    let matrix = convolve.matrix();
                    let (columns, rows) = (f64::from(matrix.columns()), f64::from(matrix.rows()));
                    // What lies beyond an edge is found by going round and round.
                    let round = 1.0 + columns / layer.width + rows / layer.height;
                    2.0 * POINT + columns * rows * round * NEIGHBOUR.1
                }
                Kind::Image(image) => {
                    let at = primitive.rect().transform(place);
                    let (left, top) = at.map_or((0.0, 0.0), |rect| (rect.left(), rect.top()));
                    let sheet = Sheet::new(layer.width, layer.height, layer.held)?;
                    let place = Transform::from_scale(x, y).post_translate(left, top);
                    self.draw(image.root(), place, sheet);
                    0.0
                }
            };
            self.spend(layer.pixels() * (INPUT + pixel) + 2.0 * super::NODE)?;
        }
        Ok(layer)
    }
}

/// Nanoseconds a pixel for a blur by so many pixels.
fn blurred(across: f32, down: f32) -> f64 {
    if across.max(down) < 2.0 { BLUR.1 } else { BLUR.0 }
}
