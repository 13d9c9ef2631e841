//! What HTML allows where (HTML Standard, 3.2.5 and 4; XHTML 1.1 for what only EPUB 2 knows).
//!
//! Coarser than a schema: what an element holds is one of a few kinds, and attributes are known or
//! not on an element, their values aside. What is refused here is refused by the schemas too.

use super::publication::Edition;

/// The content of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// Blocks and text.
    Flow,
    /// Text and what stands in a line.
    Phrasing,
    /// The content of its parent.
    Transparent,
    /// Elements of these names, and no text.
    Only(&'static [&'static str]),
    /// Nothing.
    Empty,
    /// Text alone, or what is not looked at.
    Text,
}

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Among blocks.
    Block,
    /// In a line, and among blocks.
    Line,
    /// In elements of these names.
    In(&'static [&'static str]),
    /// Anywhere.
    Anywhere,
}

/// An element of HTML.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Where it stands.
    pub stands: Stands,
    /// Its content.
    pub inside: Inside,
}

const SCRIPTS: [&str; 2] = ["script", "template"];

/// The element of a name.
pub fn element(name: &str, edition: Edition) -> Option<Known> {
    use Inside::{Empty, Flow, Only, Phrasing, Text, Transparent};
    use Stands::{Anywhere, Block, In, Line};
    if edition == Edition::Two && NEW.contains(&name) {
        return None;
    }
    let (stands, inside) = match name {
        "html" => (In(&[]), Only(&["head", "body"])),
        "head" => (
            In(&["html"]),
            Only(&[
                "base", "link", "meta", "noscript", "object", "script", "style", "template",
                "title",
            ]),
        ),
        "body" => (In(&["html"]), Flow),
        "title" | "style" => (In(&["head", "noscript"]), Text),
        "base" => (In(&["head"]), Empty),
        "link" | "meta" => (Anywhere, Empty),
        "script" | "template" => (Anywhere, Text),
        "address" | "article" | "aside" | "blockquote" | "details" | "dialog" | "div"
        | "fieldset" | "figure" | "footer" | "form" | "header" | "main" | "nav" | "search"
        | "section" => (Block, Flow),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "pre" => (Block, Phrasing),
        "hgroup" => (Block, Only(&["h1", "h2", "h3", "h4", "h5", "h6", "p", "script", "template"])),
        "hr" => (Block, Empty),
        "ol" | "ul" | "menu" => (Block, Only(&["li", "script", "template"])),
        "dl" => (Block, Only(&["dt", "dd", "div", "script", "template"])),
        "table" => (
            Block,
            Only(&[
                "caption", "col", "colgroup", "thead", "tbody", "tfoot", "tr", "script", "template",
            ]),
        ),
        "li" => (In(&["ol", "ul", "menu"]), Flow),
        "dt" | "dd" => (In(&["dl", "div"]), Flow),
        "caption" => (In(&["table"]), Flow),
        "colgroup" => (In(&["table"]), Only(&["col", "template"])),
        "col" => (In(&["colgroup", "table"]), Empty),
        "thead" | "tbody" | "tfoot" => (In(&["table"]), Only(&["tr", "script", "template"])),
        "tr" => {
            (In(&["table", "thead", "tbody", "tfoot"]), Only(&["td", "th", "script", "template"]))
        }
        "td" | "th" => (In(&["tr"]), Flow),
        "figcaption" => (In(&["figure"]), Flow),
        "summary" => (In(&["details"]), Flow),
        "legend" => (In(&["fieldset"]), Flow),
        "abbr" | "b" | "bdi" | "bdo" | "button" | "cite" | "code" | "data" | "datalist" | "dfn"
        | "em" | "i" | "kbd" | "label" | "mark" | "meter" | "output" | "progress" | "q"
        | "ruby" | "s" | "samp" | "small" | "span" | "strong" | "sub" | "sup" | "time" | "u"
        | "var" => (Line, Phrasing),
        "rb" | "rp" | "rt" => (In(&["ruby", "rtc"]), Phrasing),
        "rtc" => (In(&["ruby"]), Phrasing),
        "a" | "audio" | "canvas" | "del" | "ins" | "map" | "noscript" | "object" | "video"
        | "slot" => (Line, Transparent),
        "area" | "br" | "embed" | "img" | "input" | "wbr" => (Line, Empty),
        "iframe" | "textarea" => (Line, Text),
        "picture" => (Line, Only(&["source", "img", "script", "template"])),
        "select" => (Line, Only(&["option", "optgroup", "hr", "script", "template"])),
        "optgroup" => (In(&["select"]), Only(&["option", "script", "template"])),
        "option" => (In(&["select", "optgroup", "datalist"]), Text),
        "param" => (In(&["object"]), Empty),
        "source" => (In(&["audio", "video", "picture"]), Empty),
        "track" => (In(&["audio", "video"]), Empty),
        "acronym" | "big" | "tt" if edition == Edition::Two => (Line, Phrasing),
        _ => return None,
    };
    Some(Known { stands, inside })
}

/// Elements that HTML has since its fifth edition, and XHTML 1.1 does not know.
const NEW: &[&str] = &[
    "article", "aside", "audio", "bdi", "canvas", "data", "datalist", "details", "dialog", "embed",
    "figcaption", "figure", "footer", "header", "hgroup", "main", "mark", "meter", "nav", "output",
    "picture", "progress", "search", "section", "slot", "source", "summary", "template", "time",
    "track", "video", "wbr",
];

/// True if an element that is not of the kind a parent holds may stand in it all the same.
pub fn goes_anywhere(name: &str) -> bool {
    SCRIPTS.contains(&name)
}

/// Elements that must not stand, however deep, in others.
const APART: &[(&str, &[&str])] = &[
    ("a", &["a", "button"]),
    ("address", &["address"]),
    ("audio", &["audio", "video"]),
    ("button", &["a", "button"]),
    ("details", &["a", "button"]),
    ("dfn", &["dfn"]),
    ("embed", &["a", "button"]),
    ("footer", &["address", "footer", "header"]),
    ("form", &["form"]),
    ("header", &["address", "footer", "header"]),
    ("iframe", &["a", "button"]),
    ("label", &["a", "button", "label"]),
    ("meter", &["meter"]),
    ("progress", &["progress"]),
    ("select", &["a", "button"]),
    ("table", &["caption"]),
    ("textarea", &["a", "button"]),
    ("video", &["audio", "video"]),
];

/// The elements of which others know that they stand in them.
const OTHERS: [&str; 13] = [
    "a", "address", "audio", "button", "caption", "dfn", "footer", "form", "header", "label",
    "meter", "progress", "video",
];

/// A set of those elements.
#[derive(Debug, Clone, Copy, Default)]
pub struct Apart([bool; OTHERS.len()]);

impl Apart {
    /// The set with an element, if it is one of those.
    pub fn and(mut self, name: &str) -> Self {
        if let Some(at) = OTHERS.iter().position(|other| *other == name) {
            self.0[at] = true;
        }
        self
    }

    /// The first of some elements that is in the set.
    pub fn first_of(self, names: &[&'static str]) -> Option<&'static str> {
        let has = |name: &&&'static str| {
            let at = OTHERS.iter().position(|other| *other == **name);
            at.is_some_and(|at| self.0[at])
        };
        names.iter().find(has).copied()
    }
}

/// The elements in which one must not stand.
pub fn apart_from(name: &str) -> &'static [&'static str] {
    let row = APART.iter().find(|(element, _)| *element == name);
    row.map_or(&[], |(_, others)| others)
}

/// Attributes of every element.
const GLOBAL: &[&str] = &[
    "about", "accesskey", "autocapitalize", "autofocus", "class", "content", "contenteditable",
    "datatype", "dir", "draggable", "enterkeyhint", "hidden", "id", "inert", "inlist", "inputmode",
    "is", "itemid", "itemprop", "itemref", "itemscope", "itemtype", "lang", "nonce", "part",
    "popover", "prefix", "property", "rel", "resource", "rev", "role", "slot", "spellcheck",
    "style", "tabindex", "title", "translate", "typeof", "vocab",
];

/// Attributes that look like something, and were dropped from HTML: none of them has a place on
/// any element, or only on those named.
const OBSOLETE: &[(&str, &[&str])] = &[
    ("align", &[]),
    ("alink", &[]),
    ("axis", &[]),
    ("background", &[]),
    ("bgcolor", &[]),
    ("bordercolor", &[]),
    ("cellpadding", &[]),
    ("cellspacing", &[]),
    ("clear", &[]),
    ("color", &["link"]),
    ("compact", &[]),
    ("face", &[]),
    ("frame", &[]),
    ("hspace", &[]),
    ("language", &[]),
    ("link", &[]),
    ("noshade", &[]),
    ("nowrap", &[]),
    ("rules", &[]),
    ("size", &["input", "select"]),
    ("summary", &[]),
    ("text", &[]),
    ("valign", &[]),
    ("vlink", &[]),
    ("vspace", &[]),
];

/// Attributes of some elements.
const OWN: &[(&str, &[&str])] = &[
    ("abbr", &["th"]),
    ("alt", &["area", "img", "input"]),
    ("charset", &["meta", "script"]),
    ("cite", &["blockquote", "del", "ins", "q"]),
    ("colspan", &["td", "th"]),
    ("controls", &["audio", "video"]),
    ("datetime", &["del", "ins", "time"]),
    ("headers", &["td", "th"]),
    ("height", &["canvas", "embed", "iframe", "img", "input", "object", "source", "video"]),
    ("href", &["a", "area", "base", "link"]),
    ("http-equiv", &["meta"]),
    ("media", &["a", "area", "link", "meta", "source", "style"]),
    (
        "name",
        &[
            "a", "button", "details", "fieldset", "form", "iframe", "input", "map", "meta",
            "object", "output", "param", "select", "slot", "textarea",
        ],
    ),
    ("poster", &["video"]),
    ("reversed", &["ol"]),
    ("rowspan", &["td", "th"]),
    ("scope", &["th"]),
    ("sizes", &["img", "link", "source"]),
    ("span", &["col", "colgroup"]),
    ("src", &["audio", "embed", "iframe", "img", "input", "script", "source", "track", "video"]),
    ("srcset", &["img", "source"]),
    ("start", &["ol"]),
    ("target", &["a", "area", "base", "form"]),
    ("value", &["button", "data", "input", "li", "meter", "option", "param", "progress"]),
    ("width", &["canvas", "embed", "iframe", "img", "input", "object", "source", "video"]),
];

/// Attributes of forms, media and scripts, on whatever element.
const OTHER: &[&str] = &[
    "accept", "accept-charset", "action", "allow", "allowfullscreen", "as", "async",
    "autocomplete", "autoplay", "blocking", "border", "checked", "cols", "coords", "crossorigin",
    "data", "decoding", "default", "defer", "dirname", "disabled", "download", "enctype",
    "fetchpriority", "for", "form", "formaction", "formenctype", "formmethod", "formnovalidate",
    "formtarget", "high", "hreflang", "imagesizes", "imagesrcset", "integrity", "ismap", "kind",
    "label", "list", "loading", "loop", "low", "max", "maxlength", "method", "min", "minlength",
    "multiple", "muted", "nomodule", "novalidate", "open", "optimum", "pattern", "ping",
    "placeholder", "playsinline", "popovertarget", "popovertargetaction", "preload", "readonly",
    "referrerpolicy", "required", "rows", "sandbox", "selected", "shadowrootmode", "shape",
    "srcdoc", "srclang", "step", "type", "usemap", "version", "wrap", "xmlns",
];

/// Attributes that every element has since HTML 5, and XHTML 1.1 does not know.
const NEW_GLOBAL: &[&str] = &[
    "contenteditable", "draggable", "hidden", "inert", "inputmode", "itemid", "itemprop",
    "itemref", "itemscope", "itemtype", "role", "spellcheck", "translate",
];

/// True if no element of XHTML 1.1 has an attribute.
pub fn is_new_attribute(name: &str) -> bool {
    NEW_GLOBAL.contains(&name) || name.starts_with("aria-") || name.starts_with("data-")
}

/// True if an element of HTML has an attribute without a namespace.
pub fn has_attribute(element: &str, attribute: &str) -> bool {
    let among = |table: &[(&str, &[&str])]| {
        let row = table.iter().find(|(name, _)| *name == attribute);
        row.map(|(_, elements)| elements.contains(&element))
    };
    let dashed = ["aria-", "data-", "its-", "on"]
        .iter()
        .any(|start| attribute.starts_with(start));
    // Custom elements have what they like.
    if GLOBAL.contains(&attribute) || dashed || element.contains('-') {
        return true;
    }
    among(OWN)
        .or_else(|| among(OBSOLETE))
        .unwrap_or_else(|| OTHER.contains(&attribute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_that_others_must_not_stand_in_is_known() {
        for (_, others) in APART {
            for name in *others {
                assert_eq!(Apart::default().and(name).first_of(others), Some(*name));
            }
        }
    }
}
