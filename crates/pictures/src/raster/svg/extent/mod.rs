//! How much an SVG is once all that it repeats is written out.
//!
//! A few hundred bytes can ask for billions of elements: `use` copies what it refers to, and a
//! pattern, mask, clip, filter or marker is made anew for the shapes that refer to it. The renderer
//! follows them all before it draws anything. Here they are counted, each element once, before it
//! sees the document.

mod css;
mod values;

use std::cell::Cell;
use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node};
use simplecss::{DeclarationTokenizer, StyleSheet};

use super::super::Unfit;
use super::{SVG, XLINK};
use css::{Selected, reading};
use values::{addresses, growth, is_vast, vertices};

/// How many tags there may be, of any kind of element.
const MOST_TAGS: u64 = 500_000;
/// How many names may be compared to parse it.
const MOST_COMPARISONS: u64 = 50_000_000;

/// How deep elements may be nested, with what they refer to inside them.
const DEEPEST: u32 = 200;

/// The most a written out document may weigh. Bytes of attributes weigh one each.
const HEAVIEST: u64 = 24_000_000;
/// The weight of an element besides.
const ELEMENT: u64 = 150;
/// The weight of a number or a command of a path.
const VERTEX: u64 = 20;
/// The weight of a character, which has to be found in a font and shaped.
const CHARACTER: u64 = 300;
/// The weight of a character for each span of the line it is in: each is looked up for each.
const LOOKUP: u64 = 10;

/// How often a written out document may refer to paint, clips, masks, filters and markers. The
/// renderer compares each with all others.
const MOST_REFERENCES: u64 = 30_000;

/// How many steps may be taken to find the elements that selectors of style sheets mean.
const MOST_STEPS: u64 = 5_000_000;
/// Selectors of a style sheet times its declarations: each may have its own copy of all.
const LARGEST_SHEET: u64 = 6_000_000;
/// Bytes gone over while style sheets are read.
const MOST_CSS: u64 = 300_000_000;

/// Where shapes are and how large. The renderer makes arcs of so many pieces as their size asks for.
const GEOMETRY: &[&str] = &[
    "d", "points", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "x2", "y1",
    "y2", "viewBox", "font-size",
];

/// By how many powers of ten text may grow from element to element.
const MOST_GROWTH: f64 = 12.0;
const MANY: &str = "has too many elements, or repeats them too often";
const VAST: &str = "has numbers that are too large";

/// The extent of an element with all that is in it and that it refers to.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    weight: u64,
    /// Elements that are painted.
    shapes: u64,
    /// Places a marker can stand at.
    vertices: u64,
    references: u64,
    depth: u32,
    /// The part each shape in it reads of it, as far as it inherits.
    inherited: u64,
    /// By how many powers of ten text in it may be larger than text around it.
    growth: f64,
}

/// How often an element needs another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// As a part of itself.
    Part,
    Once,
    /// For each shape in it.
    Shapes,
    /// For each vertex in it.
    Vertices,
}

/// An element on the way through the document.
enum Visit<'a, 'i> {
    Enter(Node<'a, 'i>),
    Leave(Node<'a, 'i>, Extent, Vec<(Node<'a, 'i>, Need)>),
}

/// An element as far as it is known.
#[derive(Clone, Copy)]
enum Known {
    Nothing,
    /// It is on the way from the root to what is being looked at.
    Open,
    All(Extent),
}

/// Refuses a source that is too much to parse: names of attributes and prefixes of names are
/// compared with all others of their element.
pub(super) fn check_source(source: &str) -> Result<(), Unfit> {
    let bytes = source.as_bytes();
    let (mut elements, mut comparisons) = (0_u64, 0_u64);
    for tag in source.split('<') {
        let stated = memchr::memchr_iter(b'=', tag.as_bytes()).filter(|at| {
            let value = tag.get(at + 1..).unwrap_or_default().trim_start();
            value.starts_with(['"', '\''])
        });
        let attributes = stated.count() as u64;
        elements += 1;
        comparisons += attributes * attributes;
    }
    let prefixes = memchr::memmem::find_iter(bytes, b"xmlns").count() as u64;
    if elements > MOST_TAGS {
        return Err(Unfit::Excess(MANY));
    }
    if comparisons.max(elements * prefixes) > MOST_COMPARISONS {
        return Err(Unfit::Excess("has too many attributes"));
    }
    Ok(())
}

/// Refuses a document that is too much to draw, with what is too much about it.
pub(super) fn check(document: &Document<'_>) -> Result<(), Unfit> {
    let reader = Reader::new(document)?;
    let mut known = vec![Known::Nothing; document.descendants().count()];
    let mut visits = vec![Visit::Enter(document.root_element())];
    while let Some(visit) = visits.pop() {
        match visit {
            Visit::Enter(node) => {
                let Some(place) = known.get_mut(node.id().get_usize()) else {
                    continue;
                };
                match place {
                    Known::All(_) => continue,
                    Known::Open => return Err(Unfit::Excess("refers to itself")),
                    Known::Nothing => *place = Known::Open,
                }
                let (own, needs) = reader.element(node)?;
                let inner: Vec<_> = needs.iter().map(|(node, _)| Visit::Enter(*node)).collect();
                visits.push(Visit::Leave(node, own, needs));
                visits.extend(inner);
            }
            Visit::Leave(node, own, needs) => {
                let needs = needs.into_iter().filter_map(|(node, need)| {
                    match known.get(node.id().get_usize())? {
                        Known::All(extent) => Some((*extent, need)),
                        _ => None,
                    }
                });
                let extent = own.with(&needs.collect::<Vec<_>>());
                extent.bearable()?;
                if let Some(place) = known.get_mut(node.id().get_usize()) {
                    *place = Known::All(extent);
                }
            }
        }
    }
    Ok(())
}

impl Extent {
    /// An element that by itself is `self`, with what it needs.
    fn with(self, needs: &[(Extent, Need)]) -> Self {
        let mut whole = self;
        for (extent, _) in needs.iter().filter(|(_, need)| *need == Need::Part) {
            whole.shapes = whole.shapes.saturating_add(extent.shapes);
            whole.vertices = whole.vertices.saturating_add(extent.vertices);
        }
        let within = whole.shapes - self.shapes;
        let inherited = self.inherited.saturating_mul(within);
        whole.weight = whole.weight.saturating_add(inherited);
        for (extent, need) in needs {
            let (times, reference) = match need {
                Need::Part => (1, 0),
                Need::Once => (1, 1),
                Need::Shapes => (whole.shapes, 1),
                Need::Vertices => (whole.vertices, 1),
            };
            let add = |sum: u64, each: u64| sum.saturating_add(each.saturating_mul(times));
            whole.weight = add(whole.weight, extent.weight);
            whole.references = add(whole.references, extent.references.saturating_add(reference));
            whole.depth = whole.depth.max(extent.depth.saturating_add(1));
            whole.growth = whole.growth.max(self.growth + extent.growth);
        }
        whole
    }

    fn bearable(&self) -> Result<(), Unfit> {
        let bounds = [
            (self.depth > DEEPEST, "nests its elements too deep"),
            (self.weight > HEAVIEST, MANY),
            (self.growth > MOST_GROWTH, VAST),
            (
                self.references > MOST_REFERENCES,
                "uses paint, clips, masks, filters or markers too often",
            ),
        ];
        let beyond = bounds.into_iter().find(|(beyond, _)| *beyond);
        beyond.map_or(Ok(()), |(_, bound)| Err(Unfit::Excess(bound)))
    }
}

/// Reads single elements.
struct Reader<'a, 'i> {
    /// The first element of each name, which `use` takes, and the last, which all else does.
    named: HashMap<&'a str, (Node<'a, 'i>, Node<'a, 'i>)>,
    sheet: StyleSheet<'a>,
    /// Steps selectors may still take.
    steps: Cell<u64>,
}

impl<'a, 'i> Reader<'a, 'i> {
    fn new(document: &'a Document<'i>) -> Result<Self, Unfit> {
        let mut named = HashMap::new();
        let mut sheet = StyleSheet::new();
        let mut css = 0;
        for node in document.descendants().filter(Node::is_element) {
            if let Some(id) = node.attribute("id") {
                named.entry(id).or_insert((node, node)).1 = node;
            }
            let is_sheet = node.tag_name().name() == "style"
                && matches!(node.attribute("type"), None | Some("text/css"));
            if let Some(text) = node.text().filter(|_| is_sheet) {
                // All rules are sorted again after each sheet.
                css += sheet.rules.len() as u64 * 16 + reading(text);
                let count = |byte| memchr::memchr_iter(byte, text.as_bytes()).count() as u64 + 1;
                if css > MOST_CSS || count(b',') * count(b';') > LARGEST_SHEET {
                    return Err(Unfit::Excess("has too large a style sheet"));
                }
                sheet.parse_more(text);
            }
        }
        Ok(Self { named, sheet, steps: Cell::new(MOST_STEPS) })
    }

    /// The extent of an element by itself, and the elements it needs.
    fn element(&self, node: Node<'a, 'i>) -> Result<(Extent, Vec<(Node<'a, 'i>, Need)>), Unfit> {
        let mut own = Extent { weight: ELEMENT, depth: 1, inherited: 10, ..Extent::default() };
        let mut needs: Vec<_> = node
            .children()
            .filter(|child| matches!(child.tag_name().namespace(), None | Some(SVG)))
            .filter(Node::is_element)
            .map(|child| (child, Need::Part))
            .collect();
        let name = node.tag_name().name();
        match name {
            "path" | "polygon" | "polyline" | "line" | "rect" | "circle" | "ellipse" => {
                own.shapes = 1;
                own.vertices = 4;
            }
            "text" | "tspan" | "textPath" | "image" | "use" => own.shapes = 1,
            _ => {}
        }
        if name == "text" {
            own.weight = own.weight.saturating_add(letters(node));
        }
        // Primitives of filters and stops of gradients are compared with each other.
        if name == "filter" || name.ends_with("Gradient") {
            let parts = node.descendants().count() as u64;
            own.weight = own.weight.saturating_add(parts.saturating_mul(parts) / 8);
        }
        for (property, value) in self.properties(node, &mut own)? {
            if GEOMETRY.contains(&property) && is_vast(value) {
                return Err(Unfit::Excess(VAST));
            }
            if matches!(property, "font-size" | "font") {
                own.growth = own.growth.max(growth(value));
            }
            let bytes = (property.len() + value.len()) as u64;
            match property {
                "d" | "points" => {
                    let count = vertices(value);
                    own.weight += bytes + count * VERTEX;
                    own.vertices += count;
                }
                "href" => {
                    // What is embedded is only decoded.
                    own.weight += bytes / 8;
                    let id = value.trim().strip_prefix('#').filter(|_| name != "a");
                    if let Some((first, last)) = id.and_then(|id| self.named.get(id)) {
                        needs.push(match name {
                            "use" => (*first, Need::Part),
                            _ => (*last, Need::Once),
                        });
                    }
                }
                "id" | "class" | "style" => own.weight += bytes,
                _ => {
                    own.weight += bytes;
                    own.inherited += bytes;
                    let need = match property {
                        "fill" | "stroke" | "marker-start" | "marker-end" => Need::Shapes,
                        "marker-mid" | "marker" => Need::Vertices,
                        _ => Need::Once,
                    };
                    let referred = addresses(value).filter_map(|id| self.named.get(id));
                    needs.extend(referred.map(|(_, last)| (*last, need)));
                }
            }
        }
        Ok((own, needs))
    }

    /// The properties of an element, from all places that state them: what is overruled too.
    fn properties(
        &self,
        node: Node<'a, 'i>,
        own: &mut Extent,
    ) -> Result<Vec<(&'a str, &'a str)>, Unfit> {
        let attributes = node
            .attributes()
            .filter(|attribute| matches!(attribute.namespace(), None | Some(SVG | XLINK)))
            .map(|attribute| (attribute.name(), attribute.value()));
        let mut properties: Vec<_> = attributes.collect();
        let before = self.steps.get();
        let selected = Selected { node, steps: &self.steps, distance: 0 };
        for rule in &self.sheet.rules {
            if rule.selector.matches(&selected) {
                let declarations = rule.declarations.iter();
                properties.extend(declarations.map(|stated| (stated.name, stated.value)));
            }
        }
        if self.steps.get() == 0 {
            return Err(Unfit::Excess("has too complicated a style sheet"));
        }
        // The renderer takes them again for each copy of the element.
        own.weight += before - self.steps.get();
        let style = node.attribute("style").unwrap_or_default();
        own.weight += reading(style) / 32;
        if own.weight > HEAVIEST {
            return Err(Unfit::Excess("has too large a style sheet"));
        }
        let stated = DeclarationTokenizer::from(style);
        properties.extend(stated.map(|stated| (stated.name, stated.value)));
        Ok(properties)
    }
}

/// The weight of the characters of a text.
fn letters(text: Node<'_, '_>) -> u64 {
    let mut weight = 0;
    let (mut spans, mut characters) = (0, 0);
    for node in text.descendants() {
        if node.is_text() {
            characters += node.text().map_or(0, |text| text.chars().count() as u64);
            continue;
        }
        // A place of its own begins a line of its own.
        if node.has_attribute("x") || node.has_attribute("y") {
            weight += characters * (CHARACTER + spans * LOOKUP);
            (spans, characters) = (0, 0);
        }
        spans += 1;
    }
    weight + characters * (CHARACTER + spans * LOOKUP)
}
