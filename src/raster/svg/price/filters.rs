//! What filters take.

use resvg::tiny_skia::Transform;
use resvg::usvg::filter::{Filter, Kind};

use super::super::super::Unfit;
use super::{LAYER, Reckoning, SAMPLED, Sheet};

/// Nanoseconds a pixel: to take a result of before and turn it from one space of colours into
/// another.
const INPUT: f64 = 20.0;
/// Nanoseconds a pixel: to blur. Narrow blurs are the slower ones.
const BLUR: f64 = 250.0;
/// Nanoseconds a pixel: to light it.
const LIGHT: f64 = 250.0;
/// Nanoseconds a pixel: an octave of noise in four channels.
const OCTAVE: f64 = 120.0;
/// Nanoseconds a pixel: to look at a neighbour.
const NEIGHBOUR: f64 = 6.0;

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
                Kind::ColorMatrix(_) | Kind::ComponentTransfer(_) | Kind::DisplacementMap(_) => 30.0,
                Kind::Blend(_) | Kind::Composite(_) => INPUT + LAYER * 3.0,
                Kind::Merge(merge) => {
                    let inputs = u32::try_from(merge.inputs().len()).unwrap_or(u32::MAX);
                    self.spend(f64::from(inputs) * primitives * 10.0)?;
                    f64::from(inputs) * (INPUT + LAYER)
                }
                Kind::GaussianBlur(_) => BLUR,
                Kind::DropShadow(_) => BLUR + LAYER * 4.0,
                Kind::Tile(_) => SAMPLED,
                Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => LIGHT,
                Kind::Turbulence(noise) => OCTAVE * (1.0 + f64::from(noise.num_octaves())),
                Kind::Morphology(shape) => {
                    let reach = |radius: f32, most: f64| (2.0 * f64::from(radius) + 3.0).min(most);
                    let across = reach(shape.radius_x().get() * x, layer.width);
                    let down = reach(shape.radius_y().get() * y, layer.height);
                    across * down * NEIGHBOUR
                }
                Kind::ConvolveMatrix(convolve) => {
                    let matrix = convolve.matrix();
                    let (columns, rows) = (f64::from(matrix.columns()), f64::from(matrix.rows()));
                    // What lies beyond an edge is found by going round and round.
                    let round = 1.0 + columns / layer.width + rows / layer.height;
                    columns * rows * round * NEIGHBOUR
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
