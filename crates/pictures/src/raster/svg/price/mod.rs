//! The cost of drawing a tree, before anything is drawn.
//!
//! The walk is the renderer's own (resvg 0.49): the same layers of the same size, and everything a
//! pattern, mask, clip or filter draws as often as it is drawn. Instead of painting it adds up
//! nanoseconds and bytes, by what they were measured to be at most, and ends at the bounds.

mod filters;
mod shapes;

use resvg::tiny_skia::{Rect, Transform};
use resvg::usvg::{ClipPath, Group, Image, ImageKind, Mask, Node, Paint, Pattern, Tree};

use super::super::{Unfit, jpeg};

/// The most nanoseconds drawing may take, as they are reckoned here.
const LONGEST: f64 = 1.0e9;
/// The most bytes layers and embedded pictures may take at a time.
const MOST_MEMORY: f64 = 240e6;

/// Nanoseconds to begin anything.
const NODE: f64 = 60.0;
/// Nanoseconds a pixel: to make a layer and lay it on what is beneath.
const LAYER: f64 = 12.0;
/// Nanoseconds a pixel: to hold a layer against a mask or a clip.
const MASKED: f64 = 8.0;
/// Nanoseconds a pixel: to take colours from a pattern or a picture, between its own pixels.
const SAMPLED: f64 = 20.0;
/// Nanoseconds a pixel: to decode a picture.
const DECODED: f64 = 30.0;

/// Something to draw on.
#[derive(Debug, Clone, Copy)]
struct Sheet {
    /// Width in pixels.
    width: f64,
    /// Height in pixels.
    height: f64,
    /// No layer on it is larger than this.
    bounds: Rect,
    /// Bytes taken as long as it is drawn on.
    held: f64,
    layers: Layers,
}

/// How large layers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layers {
    /// As what is on them.
    Fitted,
    /// As the sheet: those of clips.
    Whole,
}

/// A node to be drawn, and its place.
struct Task<'a> {
    group: &'a Group,
    place: Transform,
    sheet: Sheet,
}

/// The costs reckoned so far.
struct Reckoning<'a> {
    nanoseconds: f64,
    tasks: Vec<Task<'a>>,
}

/// Refuses a tree that takes too long or too much memory to draw in a size in pixels, with what is
/// too much about it.
pub(super) fn check(tree: &Tree, (width, height): (u32, u32)) -> Result<(), Unfit> {
    let sheet = Sheet::new(super::length(width).into(), super::length(height).into(), 0.0)?;
    let mut reckoning = Reckoning {
        nanoseconds: 0.0,
        tasks: vec![Task { group: tree.root(), place: super::scale(tree, (width, height)), sheet }],
    };
    while let Some(task) = reckoning.tasks.pop() {
        for node in task.group.children() {
            reckoning.node(node, task.place, task.sheet)?;
        }
    }
    Ok(())
}

impl Sheet {
    /// A sheet of a size in pixels, drawn on while so many bytes are taken already.
    #[allow(clippy::cast_possible_truncation, reason = "bounds need not be exact")]
    fn new(width: f64, height: f64, held: f64) -> Result<Self, Unfit> {
        let held = held + 4.0 * width * height;
        let bounds = Rect::from_xywh(
            -2.0 * width as f32,
            -2.0 * height as f32,
            5.0 * width as f32,
            5.0 * height as f32,
        );
        match bounds {
            Some(bounds) if held <= MOST_MEMORY => {
                Ok(Self { width, height, bounds, held, layers: Layers::Fitted })
            }
            _ => Err(Unfit::Excess("has too many or too large layers")),
        }
    }

    fn pixels(&self) -> f64 {
        self.width * self.height
    }

    /// The sheet while so many more bytes are taken.
    fn holding(self, bytes: f64) -> Result<Self, Unfit> {
        Ok(Self {
            held: Self::new(self.width, self.height, self.held + bytes)?.held - 4.0 * self.pixels(),
            ..self
        })
    }
}

impl<'a> Reckoning<'a> {
    /// Adds nanoseconds.
    fn spend(&mut self, nanoseconds: f64) -> Result<(), Unfit> {
        self.nanoseconds += nanoseconds;
        // Numbers out of range are too much as well.
        if self.nanoseconds <= LONGEST {
            Ok(())
        } else {
            Err(Unfit::Excess("takes too long to draw"))
        }
    }

    fn node(&mut self, node: &'a Node, place: Transform, sheet: Sheet) -> Result<(), Unfit> {
        self.spend(NODE)?;
        match node {
            Node::Group(group) => self.group(group, place, sheet),
            Node::Text(text) => self.group(text.flattened(), place, sheet),
            Node::Image(image) => self.image(image, place, sheet),
            Node::Path(path) if !path.is_visible() => Ok(()),
            Node::Path(path) => {
                let shape = shapes::Shape::new(path.data(), place, sheet)?;
                if let Some(fill) = path.fill() {
                    let pixel = self.paint(fill.paint(), place, sheet)?;
                    self.spend(shape.filled(pixel)?)?;
                }
                if let Some(stroke) = path.stroke() {
                    let pixel = self.paint(stroke.paint(), place, sheet)?;
                    self.spend(shape.stroked(stroke, pixel)?)?;
                }
                Ok(())
            }
        }
    }

    /// Nanoseconds a pixel takes in a paint. A pattern is drawn first.
    fn paint(&mut self, paint: &'a Paint, place: Transform, sheet: Sheet) -> Result<f64, Unfit> {
        let stops = |stops: usize| 9.0 + 0.4 * f64::from(u32::try_from(stops).unwrap_or(u32::MAX));
        match paint {
            Paint::Color(_) => Ok(3.5),
            Paint::LinearGradient(gradient) => Ok(stops(gradient.stops().len())),
            Paint::RadialGradient(gradient) => Ok(stops(gradient.stops().len())),
            Paint::Pattern(pattern) => {
                self.pattern(pattern, place, sheet)?;
                Ok(SAMPLED)
            }
        }
    }

    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        place: Transform,
        sheet: Sheet,
    ) -> Result<(), Unfit> {
        let (x, y) = place.pre_concat(pattern.transform()).get_scale();
        let width = f64::from((pattern.rect().width() * x).round());
        let height = f64::from((pattern.rect().height() * y).round());
        if width < 1.0 || height < 1.0 {
            return Ok(());
        }
        let tile = Sheet { bounds: sheet.bounds, ..Sheet::new(width, height, sheet.held)? };
        self.spend(tile.pixels())?;
        self.draw(pattern.root(), Transform::from_scale(x, y), tile);
        Ok(())
    }

    fn draw(&mut self, group: &'a Group, place: Transform, sheet: Sheet) {
        self.tasks.push(Task { group, place, sheet });
    }

    fn group(&mut self, group: &'a Group, place: Transform, sheet: Sheet) -> Result<(), Unfit> {
        let place = place.pre_concat(group.transform());
        if !group.should_isolate() {
            self.draw(group, place, sheet);
            return Ok(());
        }
        let Some((place, mut layer)) = layer(group, place, sheet)? else {
            return Ok(());
        };
        self.spend(layer.pixels() * LAYER)?;
        for filter in group.filters() {
            layer = self.filter(filter, place, layer)?;
        }
        let mut clip = group.clip_path();
        while let Some(path) = clip {
            layer = self.clip(path, place, layer)?;
            clip = path.clip_path();
        }
        let mut mask = group.mask();
        while let Some(shape) = mask {
            layer = self.mask(shape, place, layer)?;
            mask = shape.mask();
        }
        self.draw(group, place, layer);
        Ok(())
    }

    /// Draws a clip and holds a layer against it. Gives the layer with what that takes.
    fn clip(&mut self, clip: &'a ClipPath, place: Transform, layer: Sheet) -> Result<Sheet, Unfit> {
        self.spend(layer.pixels() * MASKED)?;
        let layer = layer.holding(5.0 * layer.pixels())?;
        let sheet = Sheet { layers: Layers::Whole, ..layer };
        self.draw(clip.root(), place.pre_concat(clip.transform()), sheet);
        Ok(layer)
    }

    fn mask(&mut self, mask: &'a Mask, place: Transform, layer: Sheet) -> Result<Sheet, Unfit> {
        self.spend(layer.pixels() * MASKED * 2.0)?;
        let layer = layer.holding(6.0 * layer.pixels())?;
        self.draw(mask.root(), place, layer);
        Ok(layer)
    }

    fn image(&mut self, image: &Image, place: Transform, sheet: Sheet) -> Result<(), Unfit> {
        let size = image.size();
        let pixels = f64::from(size.width()) * f64::from(size.height());
        // Each scan of a progressive JPEG goes over all of it.
        let passes = match image.kind() {
            ImageKind::JPEG(bytes) => f64::from(jpeg::markers(bytes).scans.max(1)),
            _ => 1.0,
        };
        sheet.holding(8.0 * pixels)?;
        self.spend(pixels * DECODED * passes)?;
        let shown = size.to_rect(0.0, 0.0).and_then(|rect| rect.transform(place));
        self.spend(shown.map_or(0.0, |shown| shapes::within(shown, sheet)) * SAMPLED)
    }
}

/// The layer a group is drawn on first, and where on it, as the renderer reckons them; nothing if
/// none of it would be seen.
fn layer(
    group: &Group,
    place: Transform,
    sheet: Sheet,
) -> Result<Option<(Transform, Sheet)>, Unfit> {
    if sheet.layers == Layers::Whole {
        let layer = Sheet::new(sheet.width, sheet.height, sheet.held)?;
        return Ok(Some((place, Sheet { layers: Layers::Whole, ..layer })));
    }
    // Filters are applied along the axes of the drawing; the layer is turned afterwards.
    let turn = if group.filters().is_empty() {
        Transform::identity()
    } else {
        let (x, y) = (place.sx.hypot(place.ky), place.kx.hypot(place.sy));
        Transform::from_row(place.sx / x, place.ky / x, place.kx / y, place.sy / y, 0.0, 0.0)
    };
    let fitted = || {
        let back = turn.invert()?;
        let bounds = sheet.bounds.transform(back)?;
        let place = back.pre_concat(place);
        let shown = group.layer_bounding_box().transform(place)?;
        let left = (shown.left() - 2.0).floor().max(bounds.left());
        let top = (shown.top() - 2.0).floor().max(bounds.top());
        let right = (shown.right() + 3.0).min(bounds.right());
        let bottom = (shown.bottom() + 3.0).min(bounds.bottom());
        Some((place, bounds, Rect::from_ltrb(left, top, right, bottom)?))
    };
    let Some((place, bounds, shown)) = fitted() else {
        return Ok(None);
    };
    let size = (shown.width().ceil().into(), shown.height().ceil().into());
    let layer = Sheet::new(size.0, size.1, sheet.held)?;
    let place = place.post_translate(-shown.left(), -shown.top());
    Ok(Some((place, Sheet { bounds, ..layer })))
}
