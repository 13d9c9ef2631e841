//! Where embedded fonts apply: in the style sheet, and on the pages, of whose characters they are
//! made (requirements F1 to F3).

use std::fmt::Write as _;

use crate::model::typeface::{Placed, Role};
use chengshu_text::xml::{Element, Node};
use chengshu_writing::repertoire::Characters;

/// Where the font of a role applies.
struct Scope {
    role: Role,
    selector: &'static str,
    /// The family of the reading system behind it.
    generic: &'static str,
    /// Further characters the role asks for.
    besides: &'static str,
    /// Whether an element begins such a place.
    begins: fn(&Element) -> bool,
}

/// The roles, each overriding those before it.
const SCOPES: &[Scope] = &[
    Scope {
        role: Role::Body,
        selector: "body",
        generic: "serif",
        besides: "",
        begins: |element| element.name == "body",
    },
    Scope {
        role: Role::Quotes,
        selector: "blockquote, .lyrics",
        generic: "serif",
        besides: " font-style: normal;",
        begins: |element| element.name == "blockquote" || has_class(element, "lyrics"),
    },
    Scope {
        role: Role::Headings,
        selector: "h1, h2, h3, h4, h5, h6",
        generic: "sans-serif",
        // The font named for headings has the weight they are to have.
        besides: " font-weight: normal;",
        begins: |element| matches!(&*element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"),
    },
    Scope {
        role: Role::Code,
        selector: "pre, code, kbd, samp",
        generic: "monospace",
        besides: "",
        begins: |element| matches!(&*element.name, "pre" | "code" | "kbd" | "samp"),
    },
    Scope {
        role: Role::Rare,
        selector: ".rare",
        generic: "serif",
        besides: "",
        begins: |element| has_class(element, "rare"),
    },
];

fn has_class(element: &Element, class: &str) -> bool {
    let mut attributes = element.attributes.iter();
    attributes.any(|(name, value)| name == "class" && value.split(' ').any(|one| one == class))
}

/// Rules for the embedded fonts. A stack has the fonts of the place, that of the body and a
/// generic family: at most four names (requirement F3), so of three fonts for rare characters the
/// body's is left out.
pub fn rules(fonts: &[Placed]) -> String {
    let mut out = String::new();
    // Named after its role, a font is never taken for one the reader has.
    let mut families: Vec<(Role, String)> = Vec::with_capacity(fonts.len());
    for font in fonts {
        let of_role = families.iter().filter(|(role, _)| *role == font.role);
        let name = format!("\"book-{}-{}\"", font.role.word(), of_role.count() + 1);
        let _ =
            writeln!(out, "@font-face {{ font-family: {name}; src: url(\"../{}\"); }}", font.path);
        families.push((font.role, name));
    }
    let of = |wanted: Role| {
        let families = families.iter().filter(move |(role, _)| *role == wanted);
        families.map(|(_, name)| name.as_str())
    };
    for scope in SCOPES {
        let mut stack: Vec<&str> = of(scope.role).collect();
        if stack.is_empty() {
            continue;
        }
        if scope.role != Role::Body {
            stack.extend(of(Role::Body));
        }
        stack.truncate(3);
        stack.push(scope.generic);
        let _ = writeln!(
            out,
            "{} {{ font-family: {};{} }}",
            scope.selector,
            stack.join(", "),
            scope.besides
        );
    }
    out
}

/// The characters of pages, by the roles they stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Used([Characters; SCOPES.len()]);

impl Used {
    /// Those of a role: all of the book for its body, which stands in where other fonts lack one.
    pub fn of(&self, role: Role) -> Characters {
        let scopes = SCOPES.iter().zip(&self.0);
        scopes
            .filter(|(scope, _)| scope.role == role)
            .map(|(_, characters)| characters.clone())
            .next()
            .unwrap_or_default()
    }

    /// Adds those of other pages.
    pub fn merge(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            own.merge(other);
        }
    }

    /// Adds those of a page.
    pub fn add(&mut self, page: &Element) {
        self.element(page, &mut Vec::new());
    }

    fn element(&mut self, element: &Element, open: &mut Vec<usize>) {
        let before = open.len();
        let begins = |(_, scope): &(usize, &Scope)| (scope.begins)(element);
        open.extend(SCOPES.iter().enumerate().filter(begins).map(|(at, _)| at));
        for child in &element.children {
            match child {
                Node::Element(child) => self.element(child, open),
                Node::Text(text) => {
                    for at in &*open {
                        if let Some(characters) = self.0.get_mut(*at) {
                            characters.extend(text.chars());
                        }
                    }
                }
            }
        }
        if before < open.len() && element.name == "body" {
            // What reading systems add: numbers and bullets of lists, hyphens.
            if let Some(characters) = self.0.first_mut() {
                characters.extend("0123456789.-‐•".chars());
            }
        }
        open.truncate(before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu_text::xml::element;

    fn placed(role: Role) -> Placed {
        Placed { role, path: format!("fonts/{}.ttf", role.word()) }
    }

    #[test]
    fn stacks_end_in_a_generic_family_and_have_four_names_at_most() {
        let twice_more = [("rare", Role::Rare); 2];
        let roles = Role::ALL.iter().chain(&twice_more);
        let fonts: Vec<Placed> = roles.map(|(_, role)| placed(*role)).collect();
        let rules = rules(&fonts);
        // Requirement C6: the theme leaves room for a dozen rules.
        assert_eq!(rules.matches('{').count(), 12);
        assert!(rules.len() < 1500, "{} bytes", rules.len());
        for rule in [
            "@font-face { font-family: \"book-body-1\"; src: url(\"../fonts/body.ttf\"); }",
            "body { font-family: \"book-body-1\", serif; }",
            "h6 { font-family: \"book-headings-1\", \"book-body-1\", sans-serif; font-weight: normal; }",
            ".rare { font-family: \"book-rare-1\", \"book-rare-2\", \"book-rare-3\", serif; }",
        ] {
            assert!(rules.contains(rule), "{rule} in {rules}");
        }
        assert!(!super::rules(&[placed(Role::Rare)]).contains("body {"));
        assert_eq!(super::rules(&[]), "");
    }

    #[test]
    fn characters_are_those_of_the_role() {
        let page = element("html").child(element("head").child(element("title").text("题"))).child(
            element("body")
                .child(element("h1").text("灯塔"))
                .child(element("p").text("海").child(element("code").text("x=1"))),
        );
        let mut used = Used::default();
        used.add(&page);
        let of = |role| used.of(role).iter().collect::<String>();
        assert_eq!(of(Role::Headings), "塔灯");
        assert_eq!(of(Role::Code), "1=x");
        assert_eq!(of(Role::Body), "-.0123456789=x‐•塔海灯");
        assert_eq!(of(Role::Rare), "");
    }
}
