//! `MathML` in text as a tree that a book may hold: the presentation elements of `MathML` 3 (which EPUB
//! 3.3, section 6.1.4 asks for), with as many children as the standard gives each (`MathML` 3, sections
//! 3.1.3 and 3.1.6), and attributes that are about nothing but the shape of the formula.

use std::borrow::Cow;

use roxmltree::{Node as Read, NodeType};

use chengshu_text::xml::reader::Text;
use chengshu_text::xml::{Element, Node, Origin, element};

/// The namespace (`MathML` 3, section 2.1.2).
const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

/// Elements in elements.
const DEEPEST: usize = 120;

/// The content of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Characters,
    /// So many elements.
    Elements(usize),
    /// Any number of elements.
    Any,
    Nothing,
    /// Rows of a table.
    Rows,
    /// Cells of a row.
    Cells,
}

/// The elements.
const ELEMENTS: &[(&str, Content)] = &[
    ("math", Content::Any),
    ("menclose", Content::Any),
    ("mfrac", Content::Elements(2)),
    ("mi", Content::Characters),
    ("mmultiscripts", Content::Any),
    ("mn", Content::Characters),
    ("mo", Content::Characters),
    ("mover", Content::Elements(2)),
    ("mpadded", Content::Any),
    ("mphantom", Content::Any),
    ("mprescripts", Content::Nothing),
    ("mroot", Content::Elements(2)),
    ("mrow", Content::Any),
    ("ms", Content::Characters),
    ("mspace", Content::Nothing),
    ("msqrt", Content::Any),
    ("mstyle", Content::Any),
    ("msub", Content::Elements(2)),
    ("msubsup", Content::Elements(3)),
    ("msup", Content::Elements(2)),
    ("mtable", Content::Rows),
    ("mtd", Content::Any),
    ("mtext", Content::Characters),
    ("mtr", Content::Cells),
    ("munder", Content::Elements(2)),
    ("munderover", Content::Elements(3)),
    ("none", Content::Nothing),
];

/// Elements that show characters.
const TOKENS: &[&str] = &["mi", "mn", "mo", "ms", "mtext"];
const STYLE: &[&str] = &["mstyle"];

/// The name of an attribute, the elements that may have it, and whether a value is one of its.
type Attribute = (&'static str, &'static [&'static str], fn(&str) -> bool);

/// Attributes that are kept (`MathML` 3, chapter 3). Colours are the reader's, names of places would not be the only ones on their page,
/// and links and programs are none of a formula's.
const ATTRIBUTES: &[Attribute] = &[
    ("accent", &["mo", "mover", "munderover"], is_truth),
    ("accentunder", &["munder", "munderover"], is_truth),
    ("columnalign", &["mtable", "mtr", "mtd"], is_alignment),
    ("columnspan", &["mtd"], is_number),
    ("depth", &["mspace", "mpadded"], is_length),
    ("displaystyle", &["mstyle", "mtable"], is_truth),
    ("fence", &["mo"], is_truth),
    ("form", &["mo"], is_form),
    ("height", &["mspace", "mpadded"], is_length),
    ("largeop", &["mo"], is_truth),
    ("linethickness", &["mfrac"], is_length),
    ("lspace", &["mo"], is_length),
    ("mathvariant", TOKENS, is_variant),
    ("maxsize", &["mo"], is_length),
    ("minsize", &["mo"], is_length),
    ("movablelimits", &["mo"], is_truth),
    ("notation", &["menclose"], is_notation),
    ("rowspan", &["mtd"], is_number),
    ("rspace", &["mo"], is_length),
    ("scriptlevel", STYLE, is_level),
    ("separator", &["mo"], is_truth),
    ("stretchy", &["mo"], is_truth),
    ("symmetric", &["mo"], is_truth),
    ("width", &["mspace", "mpadded"], is_length),
];

/// Properties of style that are kept of the converter's: how cells of a table are set.
const PROPERTIES: &[&str] =
    &["text-align", "padding-left", "padding-right", "margin-left", "width"];

/// Reads a `math` element, which is as a whole of an origin. `None` if it is not well-formed, or holds
/// what has no place in a formula.
pub fn read(text: &str, origin: Origin) -> Option<Element> {
    let text = without_entities(text);
    let document = Text::of(&text).ok()?.parse().ok()?;
    let root = document.root_element();
    if root.tag_name().name() != "math" {
        return None;
    }
    let mut open = vec![(root, opened(root, origin)?)];
    // What is still to be looked at of each open element.
    let mut rest = vec![root.first_child()];
    loop {
        let next = rest.last_mut()?;
        let Some(child) = *next else {
            rest.pop();
            let (read, done) = open.pop()?;
            fits(&done).then_some(())?;
            let done = styled(read, done);
            let Some((_, parent)) = open.last_mut() else {
                return Some(done);
            };
            // Of a formula with notes on it the formula alone is shown.
            if is_wrapper(read) {
                parent.children.extend(done.children);
            } else {
                parent.children.push(Node::Element(done));
            }
            continue;
        };
        *next = child.next_sibling();
        match child.node_type() {
            NodeType::Element if is_note(child) => {}
            NodeType::Element => {
                if open.len() >= DEEPEST {
                    return None;
                }
                open.push((child, opened(child, origin)?));
                rest.push(child.first_child());
            }
            NodeType::Text => add_text(&mut open.last_mut()?.1, child.text().unwrap_or_default())?,
            _ => {}
        }
    }
}

/// True if a formula is set apart.
pub fn is_display(tree: &Element) -> bool {
    tree.attributes
        .iter()
        .any(|(name, value)| name == "display" && value == "block")
}

/// True if an element says something of a formula and is none itself (`MathML` 3, section 5.1).
fn is_note(node: Read<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "annotation" | "annotation-xml")
        && node.parent().is_some_and(is_wrapper)
}

fn is_wrapper(node: Read<'_, '_>) -> bool {
    node.tag_name().name() == "semantics"
}

/// An element with its attributes; `None` if it is none of a formula.
fn opened(node: Read<'_, '_>, origin: Origin) -> Option<Element> {
    let name = node.tag_name();
    if name.namespace().is_some_and(|namespace| namespace != NAMESPACE) {
        return None;
    }
    let is_root = node.parent().is_none_or(|parent| parent.is_root());
    let name = match name.name() {
        "semantics" => "mrow",
        "math" if !is_root => return None,
        name => ELEMENTS.iter().find(|(known, _)| *known == name)?.0,
    };
    let mut opened = element(name);
    opened.origin = origin;
    if is_root {
        let is_block = node.attribute("display") == Some("block");
        let display = if is_block { "block" } else { "inline" };
        opened = opened.attr("xmlns", NAMESPACE).attr("display", display);
        if let Some(alternative) = node.attribute("alttext").filter(|_| origin == Origin::Source) {
            opened = opened.attr("alttext", alternative.to_owned());
        }
        return Some(opened);
    }
    for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
        let value = attribute.value().trim();
        if attribute.name() == "style" && origin == Origin::Drawn {
            let style = style(value);
            if !style.is_empty() {
                opened = opened.attr("style", style);
            }
        } else if let Some(name) = allowed(attribute.name(), name, value) {
            opened = opened.attr(name, value.to_owned());
        }
    }
    Some(opened)
}

/// The name of an attribute, if an element may have it with a value.
fn allowed(attribute: &str, element: &str, value: &str) -> Option<&'static str> {
    let known = ATTRIBUTES.iter().find(|(name, ..)| *name == attribute)?;
    (known.1.contains(&element) && (known.2)(value)).then_some(known.0)
}

/// An element in the style it asks for itself, as it may in `MathML` Core (section 2.1.3) and not in
/// `MathML` 3, which EPUB takes.
fn styled(read: Read<'_, '_>, done: Element) -> Element {
    if matches!(&*done.name, "math" | "mstyle" | "mtable" | "mtr" | "mtd" | "none" | "mprescripts")
    {
        return done;
    }
    let style = ["displaystyle", "scriptlevel"].into_iter().filter_map(|name| {
        let value = read.attribute(name)?;
        Some((allowed(name, "mstyle", value)?, value))
    });
    let wrapper = Element { origin: done.origin, ..element("mstyle") };
    let wrapper =
        style.fold(wrapper, |wrapper, (name, value)| wrapper.attr(name, value.to_owned()));
    if wrapper.attributes.is_empty() {
        return done;
    }
    wrapper.child(done)
}

/// Adds characters to an element that may hold them. Between elements there are but spaces.
fn add_text(open: &mut Element, text: &str) -> Option<()> {
    if content(open) == Content::Characters {
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        open.children.push(Node::Text(text.into()));
        return Some(());
    }
    text.trim().is_empty().then_some(())
}

fn content(element: &Element) -> Content {
    let known = ELEMENTS.iter().find(|(name, _)| *name == element.name);
    known.map_or(Content::Any, |(_, content)| *content)
}

/// True if a whole element holds what it should.
fn fits(element: &Element) -> bool {
    let children = &element.children;
    let all = |wanted: &str| {
        children
            .iter()
            .all(|child| matches!(child, Node::Element(child) if child.name == wanted))
    };
    let rest = |names: &[&str]| {
        let mut elements = children.iter();
        elements
            .all(|child| matches!(child, Node::Element(child) if !names.contains(&&*child.name)))
    };
    match content(element) {
        Content::Characters => true,
        Content::Nothing => children.is_empty(),
        Content::Elements(count) => children.len() == count && rest(&LOOSE),
        Content::Rows => all("mtr"),
        Content::Cells => all("mtd"),
        Content::Any if element.name == "mmultiscripts" => rest(&["mtr", "mtd"]),
        Content::Any => rest(&LOOSE),
    }
}

/// Elements that stand in some others alone.
const LOOSE: [&str; 4] = ["mtr", "mtd", "none", "mprescripts"];

/// XML without the entities of HTML (HTML, section 13.5), which it does not know.
fn without_entities(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let rest = &text[at + 1..];
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if !rest[length..].starts_with(';')
            || ["lt", "gt", "amp", "quot", "apos"].contains(&&rest[..length])
        {
            continue;
        }
        let end = at + length + 2;
        let character = htmlize::unescape(&text[at..end]);
        if character.starts_with('&') || character.contains('<') {
            continue;
        }
        out.push_str(&text[copied..at]);
        out.push_str(&character);
        copied = end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The part of a style that is kept.
fn style(value: &str) -> String {
    let known = value.split(';').map(str::trim).filter(|declaration| {
        let property = declaration.split(':').next().unwrap_or_default();
        PROPERTIES.contains(&property.trim())
    });
    known.collect::<Vec<_>>().join("; ")
}

fn is_form(value: &str) -> bool {
    matches!(value, "prefix" | "infix" | "postfix")
}

/// The names of `MathML` 3, section 3.3.9.2.
fn is_notation(value: &str) -> bool {
    let known = [
        "longdiv", "actuarial", "radical", "box", "roundedbox", "circle", "left", "right", "top",
        "bottom", "updiagonalstrike", "downdiagonalstrike", "verticalstrike", "horizontalstrike",
        "madruwb", "phasorangle", "northeastarrow",
    ];
    value.split_ascii_whitespace().all(|word| known.contains(&word))
}

fn is_level(value: &str) -> bool {
    is_number(value.trim_start_matches(['+', '-']))
}

fn is_truth(value: &str) -> bool {
    matches!(value, "true" | "false")
}

fn is_number(value: &str) -> bool {
    (1..4).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

/// A number with a unit (`MathML` 3, section 2.1.5.2).
fn is_length(value: &str) -> bool {
    let number = value.trim_start_matches(['+', '-']);
    let digits = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let has_digit = number.bytes().take(number.len() - digits.len()).any(|b| b.is_ascii_digit());
    let has_unit = matches!(digits, "em" | "ex" | "px" | "in" | "cm" | "mm" | "pt" | "pc" | "%");
    has_digit && (has_unit || digits.is_empty())
}

fn is_alignment(value: &str) -> bool {
    value
        .split_ascii_whitespace()
        .all(|word| matches!(word, "left" | "center" | "right"))
}

/// The values of `MathML` 3, section 3.2.2, but those of Arabic.
fn is_variant(value: &str) -> bool {
    let known = [
        "normal", "bold", "italic", "bold-italic", "double-struck", "bold-fraktur", "script",
        "bold-script", "fraktur", "sans-serif", "bold-sans-serif", "sans-serif-italic",
        "sans-serif-bold-italic", "monospace",
    ];
    known.contains(&value)
}
