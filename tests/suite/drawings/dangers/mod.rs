//! SVGs made up of what is dangerous to draw.

use std::fmt::Write as _;

use crate::dice::Dice;

mod storms;

/// Numbers, those that drawings have and those that none has.
const NUMBERS: &[&str] = &[
    "0", "1", "2", "7.5", "33", "99", "400", "-1", "-20", "0.5", "0.001", "50%", "2em", "1000",
    "9999", "1e-7", "1e-30", "65536", "1e5", "-1e6", "1000%", "30mm", "1e6", "1e7", "1e9", "1e12",
    "1e20", "1e30", "3e38", "-3e38", "1e39", "1e5in", "NaN", "",
];
/// How many of them are no larger than drawings may be.
const ORDINARY: usize = 22;

const COLOURS: &[&str] = &["red", "#08f", "none", "currentColor", "rgb(9,9,9)", "black"];

const BLENDS: &[&str] = &["multiply", "screen", "hue", "color-dodge", "luminosity", "normal"];

const PRIMITIVES: &[&str] = &[
    "feGaussianBlur", "feDropShadow", "feOffset", "feBlend", "feFlood", "feComposite", "feMerge",
    "feTile", "feImage", "feComponentTransfer", "feColorMatrix", "feConvolveMatrix",
    "feMorphology", "feDisplacementMap", "feTurbulence", "feDiffuseLighting", "feSpecularLighting",
];

/// A made-up SVG.
pub struct Danger<'a> {
    dice: &'a mut Dice,
    out: String,
    /// The names of elements there are: `a0`, `a1` and so on.
    names: usize,
    /// One number of so many is taken from [`NUMBERS`].
    rare: usize,
    /// How many of those may be.
    known: usize,
}

/// Makes the next SVG.
pub fn drawing(dice: &mut Dice) -> String {
    let rare = [10, 50, 300][dice.below(3)];
    let known = [15, ORDINARY, ORDINARY, NUMBERS.len()][dice.below(4)];
    let mut danger = Danger { dice, out: String::new(), names: 0, rare, known };
    danger.root();
    danger.out
}

impl Danger<'_> {
    fn chance(&mut self, of: usize) -> bool {
        self.dice.below(of) == 0
    }

    /// A count: mostly small, at times large.
    fn count(&mut self, large: usize) -> usize {
        let most = [3, 3, 10, 10, 100, large][self.dice.below(6)];
        1 + self.dice.below(most.min(large))
    }

    /// A number, nearly always one that drawings have.
    fn number(&mut self) -> String {
        if self.chance(self.rare) {
            return self.dice.pick(&NUMBERS[..self.known]).to_owned();
        }
        let whole = self.dice.below(200);
        format!("{}.{}", whole, self.dice.below(100))
    }

    fn numbers(&mut self, count: usize) -> String {
        (0..count).map(|_| self.number() + " ").collect()
    }

    /// The name of an element before, or once in a while of any.
    fn name(&mut self) -> String {
        let any = if self.chance(200) { 9 } else { 0 };
        format!("a{}", self.dice.below(self.names + 1 + any))
    }

    /// Names the element that begins there.
    fn named(&mut self, from: usize) {
        if let Some(end) = self.out[from..].find([' ', '/', '>']) {
            self.names += 1;
            let name = format!(" id=\"a{}\"", self.names);
            self.out.insert_str(from + end, &name);
        }
    }

    /// Adds an attribute, unless the open tag has it.
    fn attribute(&mut self, name: &str, value: &str) {
        let tag = self.out.rfind('<').map_or("", |at| &self.out[at..]);
        if tag.contains(&format!(" {name}=")) {
            return;
        }
        let _ = write!(self.out, " {name}=\"{value}\"");
    }

    fn measure(&mut self, name: &str) {
        let value = self.number();
        self.attribute(name, &value);
    }

    fn address(&mut self, name: &str) {
        let value = format!("url(#{})", self.name());
        self.attribute(name, &value);
    }

    fn paint(&mut self, name: &str) {
        if self.chance(3) {
            self.address(name);
        } else {
            let colour = self.dice.pick(COLOURS).to_owned();
            self.attribute(name, &colour);
        }
    }

    fn transform(&mut self) {
        let value = match self.dice.below(6) {
            0 => format!("scale({})", self.number()),
            1 => format!("rotate({})", self.number()),
            2 => format!("skewX({})", self.number()),
            3 => format!("matrix({})", self.numbers(6)),
            _ => format!("translate({} {})", self.number(), self.number()),
        };
        self.attribute("transform", &value);
    }

    /// How something is painted.
    fn style(&mut self) {
        for _ in 0..self.dice.below(5) {
            match self.dice.below(20) {
                0..=2 => self.paint("fill"),
                3..=5 => self.paint("stroke"),
                6 => self.measure("stroke-width"),
                7 => {
                    let count = self.count(40);
                    let dashes = self.numbers(count);
                    self.attribute("stroke-dasharray", &dashes);
                }
                8 => self.measure("stroke-miterlimit"),
                9 => self.attribute("stroke-linejoin", "round"),
                10 => self.attribute("stroke-linecap", "round"),
                11 => self.attribute("opacity", "0.5"),
                12 => self.address("clip-path"),
                13 => self.address("mask"),
                14 => self.address("filter"),
                15 => self.address("marker-mid"),
                16 => self.address("marker-end"),
                17 => {
                    let blend = self.dice.pick(BLENDS).to_owned();
                    self.attribute("style", &format!("mix-blend-mode:{blend};isolation:isolate"));
                }
                18 => {
                    let value = format!("blur({}px) drop-shadow(3px 3px 9px)", self.number());
                    self.attribute("filter", &value);
                }
                _ => self.transform(),
            }
        }
    }

    fn open(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
    }

    fn place(&mut self) {
        for name in ["x", "y", "width", "height"] {
            self.measure(name);
        }
    }

    fn root(&mut self) {
        self.out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        if !self.chance(5) {
            let (width, height) = match self.dice.below(4) {
                0 => (self.number(), self.number()),
                _ => ("800".to_owned(), "1200".to_owned()),
            };
            self.attribute("width", &width);
            self.attribute("height", &height);
        }
        if self.chance(3) {
            let numbers = if self.chance(3) { self.numbers(4) } else { "0 0 200 200".to_owned() };
            self.attribute("viewBox", &numbers);
        }
        self.out.push('>');
        if self.chance(6) {
            self.sheet();
        }
        let whole = [0, 1][self.dice.below(2)];
        for _ in 0..whole {
            self.storm();
        }
        for _ in 0..=self.dice.below(12) {
            self.element(0);
        }
        self.out.push_str("</svg>");
    }

    fn sheet(&mut self) {
        self.out.push_str("<style>");
        for _ in 0..self.count(3000) {
            let chain = self.count(30);
            let part =
                self.dice.pick(&["* ", "g ", "g>", "*+", ".c ", "[id] ", "rect "]).to_owned();
            let _ = write!(self.out, "{}*", part.repeat(chain));
            let (name, number) = (self.name(), self.number());
            let _ = write!(self.out, "{{fill:url(#{name});stroke-width:{number};opacity:.5}}");
        }
        self.out.push_str("</style>");
    }

    fn element(&mut self, depth: usize) {
        let from = self.out.len();
        self.any(depth);
        if self.chance(2) {
            self.named(from);
        }
    }

    fn any(&mut self, depth: usize) {
        match self.dice.below(24) {
            0..=7 => self.shape(),
            8 | 9 => self.container("g", depth),
            10 => self.container("pattern", depth),
            11 => self.container("mask", depth),
            12 => self.container("clipPath", depth),
            13 => self.container("marker", depth),
            14 => self.container("symbol", depth),
            15 => self.container("svg", depth),
            16..=18 => {
                self.out.push_str("<filter");
                if self.chance(2) {
                    self.place();
                }
                if self.chance(3) {
                    self.attribute("filterUnits", "userSpaceOnUse");
                }
                self.out.push('>');
                for _ in 0..self.count(20) {
                    self.primitive();
                }
                self.out.push_str("</filter>");
            }
            19 => {
                self.open("radialGradient");
                for name in ["cx", "cy", "r", "fx"] {
                    self.measure(name);
                }
                self.out
                    .push_str("><stop stop-color=\"red\"/><stop offset=\"1\"/></radialGradient>");
            }
            20 | 21 => {
                self.open("use");
                let name = format!("#{}", self.name());
                self.attribute("xlink:href", &name);
                self.style();
                self.out.push_str("/>");
            }
            _ => {
                self.open("text");
                for name in ["x", "y", "font-size", "textLength", "word-spacing"] {
                    self.measure(name);
                }
                self.style();
                let name = self.name();
                let _ = write!(
                    self.out,
                    ">Tide 潮 <tspan rotate=\"9\">up</tspan><textPath xlink:href=\"#{name}\" startOffset=\"1e9\">down the line</textPath></text>"
                );
            }
        }
    }

    fn container(&mut self, name: &str, depth: usize) {
        self.open(name);
        if name != "g" {
            if self.chance(2) {
                self.place();
            } else {
                self.attribute("width", "9");
                self.attribute("height", "9");
            }
            for units in ["patternUnits", "maskContentUnits", "clipPathUnits", "markerUnits"] {
                if self.chance(4) {
                    self.attribute(units, "userSpaceOnUse");
                }
            }
            if self.chance(4) {
                let numbers = self.numbers(4);
                self.attribute("viewBox", &numbers);
            }
        }
        self.style();
        self.out.push('>');
        if depth < 6 {
            for _ in 0..self.dice.below(5) {
                self.element(depth + 1);
            }
        }
        let _ = write!(self.out, "</{name}>");
    }

    fn shape(&mut self) {
        match self.dice.below(5) {
            0 => {
                self.open("rect");
                self.place();
                self.measure("rx");
            }
            1 => {
                self.open("ellipse");
                for name in ["cx", "cy", "rx", "ry"] {
                    self.measure(name);
                }
            }
            2 => {
                self.open("polyline");
                let count = 2 * self.count(60);
                let points = self.numbers(count);
                self.attribute("points", &points);
            }
            _ => {
                self.open("path");
                let mut path = format!("M{} {}", self.number(), self.number());
                for _ in 0..self.count(60) {
                    let (command, count) =
                        [("L", 2), ("c", 6), ("q", 4), ("h", 1), ("t", 2), ("z", 0)]
                            [self.dice.below(6)];
                    path.push_str(command);
                    path.push_str(&self.numbers(count));
                    if self.chance(5) {
                        let _ = write!(
                            path,
                            "A{} {} 30 1 0 {}",
                            self.number(),
                            self.number(),
                            self.numbers(2)
                        );
                    }
                }
                self.attribute("d", &path);
            }
        }
        self.style();
        self.out.push_str("/>");
    }

    fn primitive(&mut self) {
        let name = self.dice.pick(PRIMITIVES).to_owned();
        let _ = write!(self.out, "<{name}");
        for _ in 0..self.dice.below(3) {
            match self.dice.below(12) {
                0 => self.attribute("in", "SourceAlpha"),
                1 => self.attribute("in2", "SourceGraphic"),
                2 => self.attribute("operator", "arithmetic"),
                3 => self.attribute("operator", "dilate"),
                4 => self.attribute("edgeMode", "wrap"),
                5 => self.place(),
                6 => self.attribute("result", "b"),
                _ => self.attribute("color-interpolation-filters", "sRGB"),
            }
        }
        match &*name {
            "feGaussianBlur" | "feDropShadow" => self.measure("stdDeviation"),
            "feMorphology" => self.measure("radius"),
            "feOffset" => self.measure("dx"),
            "feDisplacementMap" => {
                self.measure("scale");
                self.attribute("in2", "SourceGraphic");
            }
            "feTurbulence" => {
                self.measure("baseFrequency");
                let octaves = self.number();
                let octaves = octaves.split('.').next().unwrap_or_default().to_owned();
                self.attribute("numOctaves", &octaves);
                self.attribute("stitchTiles", "stitch");
            }
            "feConvolveMatrix" => {
                let order = self.count(60);
                self.attribute("order", &order.to_string());
                let numbers = "1 ".repeat(order * order);
                self.attribute("kernelMatrix", &numbers);
            }
            "feImage" => {
                let name = format!("#{}", self.name());
                self.attribute("xlink:href", &name);
            }
            "feColorMatrix" => self.attribute("values", "0.5"),
            _ => {}
        }
        let inside = match &*name {
            "feMerge" => {
                "<feMergeNode in=\"SourceGraphic\"/><feMergeNode/>".repeat(self.count(200))
            }
            "feDiffuseLighting" | "feSpecularLighting" => {
                "<fePointLight x=\"9\" y=\"9\" z=\"9\"/>".to_owned()
            }
            "feComponentTransfer" => "<feFuncR type=\"gamma\" exponent=\"3\"/>".to_owned(),
            _ => String::new(),
        };
        let _ = write!(self.out, ">{inside}</{name}>");
    }
}
