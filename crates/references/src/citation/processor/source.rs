//! Styles as CSL files describe them: read, checked, and made ours.

use std::collections::{HashMap, HashSet};
use std::fmt;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::taxonomy::{NumberOrPageVariable, NumberVariable, Variable};
use hayagriva::citationberg::{
    ChooseBranch, CitationFormat, CslMacro, IndependentStyle, LayoutRenderingElement, Name,
    NamesChild, Style, StyleCategory, StyleClass, TextTarget,
};

use chengshu_text::diag::counted;

/// The largest file that is read, in bytes. Long styles have a tenth of it.
const LARGEST: usize = 1 << 20;
/// How deep elements of the file may nest: the reader of the library takes a stack frame for each.
/// Every bundled style keeps within this and the next limit (a test holds them to it).
const DEEPEST: usize = 64;
/// How many elements a style may have when every macro stands where it is called, and how deep
/// they may then nest. Setting a work takes time by the one and stack by the other.
const MOST: Size = Size { elements: 1_000_000, depth: 200 };

/// A style file that cannot be used.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleError {
    /// It has so many bytes.
    TooLarge(usize),
    /// It declares a document type, with which entities come; CSL has none.
    DocumentType,
    /// Its elements nest too deep.
    TooDeep,
    /// It is not XML, or not CSL; why is said in the words of the reader.
    Malformed(String),
    /// It only names a style it depends on, by the address given.
    Dependent {
        /// The address of the style.
        parent: String,
        /// The name of that style where it comes with the program.
        bundled: Option<&'static str>,
    },
    /// It sets notes but no list of works.
    NoBibliography,
    /// A macro of this name calls itself.
    Circular(String),
    /// It calls macros within macros until there is no end in sight.
    TooIntricate,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(bytes) => {
                write!(f, "a style of {}; the limit is {LARGEST}", counted(bytes, "byte"))
            }
            Self::DocumentType => f.write_str("a style with a document type (`<!DOCTYPE`)"),
            Self::TooDeep => write!(f, "elements nest deeper than {DEEPEST} levels"),
            Self::Malformed(why) => write!(f, "not a CSL style: {why}"),
            Self::Dependent { parent, bundled: None } => {
                write!(f, "the style depends on another; use that one: {parent}")
            }
            Self::Dependent { bundled: Some(name), .. } => {
                write!(f, "the style depends on another; use `{name}`")
            }
            Self::NoBibliography => f.write_str("the style has no bibliography"),
            Self::Circular(name) => write!(f, "the macro `{name}` calls itself"),
            Self::TooIntricate => f.write_str("macros call each other too often"),
        }
    }
}

impl std::error::Error for StyleError {}

/// Reads a CSL file that can be trusted afterwards. Linear in the text.
pub(super) fn read(text: &str) -> Result<IndependentStyle, StyleError> {
    if text.len() > LARGEST {
        return Err(StyleError::TooLarge(text.len()));
    }
    check_markup(text)?;
    let malformed = |error: &dyn fmt::Display| StyleError::Malformed(error.to_string());
    let style = match Style::from_xml(text).map_err(|error| malformed(&error))? {
        Style::Independent(style) => style,
        Style::Dependent(style) => {
            let parent = style.parent_link.href;
            let known = ArchivedStyle::by_id(&parent);
            let bundled = known.and_then(|style| style.names().last().copied());
            return Err(StyleError::Dependent { parent, bundled });
        }
    };
    if style.bibliography.is_none() {
        return Err(StyleError::NoBibliography);
    }
    size(&style)?;
    Ok(style)
}

/// Looks at the markup without a reader: the reader of the library calls itself for each level.
fn check_markup(text: &str) -> Result<(), StyleError> {
    const ASIDES: &[(&str, &str)] = &[("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        if let Some((open, close)) = ASIDES.iter().find(|(open, _)| rest.starts_with(open)) {
            let inside = rest.get(open.len()..).unwrap_or_default();
            rest = inside.split_once(close).map_or("", |(_, after)| after);
            continue;
        }
        if rest.starts_with("<!") {
            return Err(StyleError::DocumentType);
        }
        let tag = tag(rest);
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !tag.ends_with("/>") {
            depth += 1;
        }
        if depth > DEEPEST {
            return Err(StyleError::TooDeep);
        }
        rest = rest.get(tag.len()..).unwrap_or_default();
    }
    Ok(())
}

/// The tag a text begins with; a `>` in the value of an attribute does not end it.
fn tag(text: &str) -> &str {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return text.get(..=at).unwrap_or(text),
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if open == byte => quote = None,
            _ => {}
        }
    }
    text
}

/// How much there is to do in an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    elements: usize,
    depth: usize,
}

/// What is known of a macro.
#[derive(Debug, Clone, Copy)]
enum Known {
    /// It is being measured: who meets it again goes in circles.
    Open,
    Measured(Size),
}

struct Measure<'a> {
    style: &'a IndependentStyle,
    macros: HashMap<&'a str, Known>,
    /// How many macros are being measured, each called by the one before.
    open: usize,
}

/// The size of a style with every macro where it is called.
fn size(style: &IndependentStyle) -> Result<Size, StyleError> {
    let mut measure = Measure { style, macros: HashMap::new(), open: 0 };
    let citation = measure.of(&style.citation.layout.elements)?;
    let list = style.bibliography.as_ref().map(|list| list.layout.elements.as_slice());
    let list = measure.of(list.unwrap_or_default())?;
    Ok(Size {
        elements: citation.elements.max(list.elements),
        depth: citation.depth.max(list.depth),
    })
}

impl<'a> Measure<'a> {
    fn of(&mut self, elements: &'a [LayoutRenderingElement]) -> Result<Size, StyleError> {
        let mut size = Size::default();
        for element in elements {
            let mut inner = match called(element) {
                Some(name) => self.call(name)?,
                None => Size::default(),
            };
            // Of the branches of a choice, one is taken.
            for children in children(element) {
                let children = self.of(children)?;
                inner.elements = inner.elements.max(children.elements);
                inner.depth = inner.depth.max(children.depth);
            }
            size.elements = size.elements.saturating_add(inner.elements).saturating_add(1);
            size.depth = size.depth.max(inner.depth + 1);
            if size.elements > MOST.elements || size.depth > MOST.depth {
                return Err(StyleError::TooIntricate);
            }
        }
        Ok(size)
    }

    fn call(&mut self, name: &'a str) -> Result<Size, StyleError> {
        match self.macros.get(name) {
            Some(Known::Open) => return Err(StyleError::Circular(name.to_owned())),
            Some(Known::Measured(size)) => return Ok(*size),
            None => {}
        }
        let style = self.style;
        // A macro that is not there prints nothing.
        let Some(called) = called_macro(style, name) else {
            return Ok(Size::default());
        };
        if self.open >= MOST.depth {
            return Err(StyleError::TooIntricate);
        }
        self.open += 1;
        self.macros.insert(name, Known::Open);
        let size = self.of(&called.children)?;
        self.open -= 1;
        self.macros.insert(name, Known::Measured(size));
        Ok(size)
    }
}

/// The macro an element calls.
fn called(element: &LayoutRenderingElement) -> Option<&str> {
    match element {
        LayoutRenderingElement::Text(text) => match &text.target {
            TextTarget::Macro { name } => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// The lists of elements inside an element.
fn children(element: &LayoutRenderingElement) -> Vec<&[LayoutRenderingElement]> {
    match element {
        LayoutRenderingElement::Group(group) => vec![&group.children],
        LayoutRenderingElement::Choose(choose) => {
            let branches = choose.branches().map(|branch| branch.children.as_slice());
            let otherwise = choose.otherwise.iter().map(|branch| branch.children.as_slice());
            branches.chain(otherwise).collect()
        }
        LayoutRenderingElement::Names(names) => {
            let substitute = names.substitute().into_iter();
            substitute.map(|one| one.children.as_slice()).collect()
        }
        _ => Vec::new(),
    }
}

/// The same lists, to be changed.
fn children_mut(element: &mut LayoutRenderingElement) -> Vec<&mut Vec<LayoutRenderingElement>> {
    match element {
        LayoutRenderingElement::Group(group) => vec![&mut group.children],
        LayoutRenderingElement::Choose(choose) => {
            let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
            let branches = branches.map(|ChooseBranch { children, .. }| children);
            let otherwise = choose.otherwise.iter_mut().map(|branch| &mut branch.children);
            branches.chain(otherwise).collect()
        }
        LayoutRenderingElement::Names(names) => names
            .children
            .iter_mut()
            .filter_map(|child| match child {
                NamesChild::Substitute(substitute) => Some(&mut substitute.children),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether a style cites by numbers: as it says of itself, or as it sets citations.
pub(super) fn numbers(style: &IndependentStyle) -> bool {
    let stated = style.info.category.iter().find_map(|category| match category {
        StyleCategory::CitationFormat { format } => Some(*format),
        StyleCategory::Field { .. } => None,
    });
    match stated {
        Some(CitationFormat::Numeric | CitationFormat::Note) => true,
        Some(CitationFormat::AuthorDate | CitationFormat::Author | CitationFormat::Label) => false,
        None => {
            let note = style.settings.class == StyleClass::Note;
            note || shows_number(&style.citation.layout.elements, style, &mut HashSet::new())
        }
    }
}

/// Whether citations show the number of the entry. Looks into every macro once.
fn shows_number<'a>(
    elements: &'a [LayoutRenderingElement],
    style: &'a IndependentStyle,
    seen: &mut HashSet<&'a str>,
) -> bool {
    elements.iter().any(|element| {
        let called = called(element)
            .filter(|name| seen.insert(*name))
            .and_then(|name| called_macro(style, name));
        is_number(element)
            || called.is_some_and(|called| shows_number(&called.children, style, seen))
            || children(element)
                .into_iter()
                .any(|children| shows_number(children, style, seen))
    })
}

fn called_macro<'a>(style: &'a IndependentStyle, name: &str) -> Option<&'a CslMacro> {
    style.macros.iter().find(|one| one.name == name)
}

/// Takes out of a style what the book does itself: the order of the list, the numbers of its
/// entries and of citations, the signs around a citation, and `———` for the author of the entry
/// before, which need not come before it.
///
/// Given names in citations go too. The library looks for the nth author of a work that has fewer
/// when two works share their first authors and year (hayagriva 0.10.1, `disambiguate_names`),
/// and panics; `a`, `b`, … after the year tell such works apart as well.
pub(super) fn leave_to_the_book(style: &mut IndependentStyle) {
    style.citation.sort = None;
    style.citation.layout.prefix = None;
    style.citation.layout.suffix = None;
    style.citation.disambiguate_add_givenname = false;
    for one in &mut style.macros {
        without_number(&mut one.children);
        with_names(&mut one.children);
    }
    with_names(&mut style.citation.layout.elements);
    if let Some(list) = &mut style.bibliography {
        with_names(&mut list.layout.elements);
        list.sort = None;
        list.subsequent_author_substitute = None;
        list.second_field_align = None;
        without_number(&mut list.layout.elements);
    }
}

/// Takes out how a style that numbers cites, which nobody reads: a style for notes sets the whole work again.
pub(super) fn without_citations(style: &mut IndependentStyle) {
    style.citation.layout.elements.clear();
    style.citation.disambiguate_add_names = false;
}

/// Gives every list of names the element that says how a name is set, by default. The library takes a list
/// that has other elements but not this one for empty (hayagriva 0.10.1, `will_have_info`): Vancouver
/// had no authors.
fn with_names(elements: &mut [LayoutRenderingElement]) {
    for element in elements {
        if let LayoutRenderingElement::Names(names) = element {
            let is_name = |child: &NamesChild| matches!(child, NamesChild::Name(_));
            if !names.children.is_empty() && !names.children.iter().any(is_name) {
                names.children.insert(0, NamesChild::Name(Name::default()));
            }
        }
        for inner in children_mut(element) {
            with_names(inner);
        }
    }
}

fn without_number(elements: &mut Vec<LayoutRenderingElement>) {
    elements.retain(|element| !is_number(element));
    for element in elements {
        children_mut(element).into_iter().for_each(without_number);
    }
}

fn is_number(element: &LayoutRenderingElement) -> bool {
    let number = NumberVariable::CitationNumber;
    match element {
        LayoutRenderingElement::Text(text) => {
            matches!(text.target, TextTarget::Variable { var, .. } if var == Variable::Number(number))
        }
        LayoutRenderingElement::Number(shown) => {
            shown.variable == NumberOrPageVariable::Number(number)
        }
        _ => false,
    }
}
