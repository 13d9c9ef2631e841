//! Works in short form: author, title without subtitle, year. Where there are many, nobody looks for more.

use super::titles::{is_telling, without_subtitle};
use crate::model::book::Book;
use chengshu_references::reference::{Completeness, Kind, Name, Reference};
use chengshu_text::xml::{Node, element};
use chengshu_writing::language::{self, Direction, primary};
use chengshu_writing::script::{is_hangul, is_ideographic, is_kana, settle_turns};

/// The longest title, in characters. What is longer is an entry that was not taken apart.
const LONGEST: usize = 80;

/// A work as author, title and year, its language marked where it is not the book's.
pub(super) fn work(reference: &Reference, book: &Book) -> Vec<Node> {
    let mut nodes = Vec::new();
    let spacing = Spacing::of(reference);
    if let Some(author) = author(reference, spacing) {
        let gap = match spacing {
            Spacing::Solid if is_marked(reference) => "",
            Spacing::Solid => comma(reference, &book.language),
            Spacing::Spaced => ", ",
        };
        nodes.push(text(author + gap));
    }
    nodes.push(marked_title(reference, spacing, &book.language));
    if let Some(year) = reference.year() {
        nodes.push(text(match spacing {
            Spacing::Solid => format!("{}{year}", comma(reference, &book.language)),
            Spacing::Spaced => format!(", {year}"),
        }));
    }
    tagged(nodes, reference, book)
}

/// A work by its title alone.
pub(super) fn title(reference: &Reference, book: &Book) -> Vec<Node> {
    let title = marked_title(reference, Spacing::of(reference), &book.language);
    tagged(vec![title], reference, book)
}

/// Who made a work.
pub(super) fn author_of(reference: &Reference) -> Option<String> {
    author(reference, Spacing::of(reference))
}

/// Whether words are set with spaces between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spacing {
    Solid,
    Spaced,
}

impl Spacing {
    fn of(reference: &Reference) -> Self {
        if stated(reference).chars().any(is_ideographic) { Self::Solid } else { Self::Spaced }
    }
}

fn text(text: String) -> Node {
    Node::Text(text.into())
}

/// The title, or what there is in place of one.
fn stated(reference: &Reference) -> &str {
    let others = [&reference.url, &reference.publisher];
    let others = others.into_iter().filter_map(Option::as_deref);
    let mut all = [reference.title.as_str(), &reference.raw].into_iter().chain(others);
    all.find(|words| !words.is_empty()).unwrap_or("…")
}

/// Whether a title has marks of its own: a phrase that names a source is no title.
fn is_marked(reference: &Reference) -> bool {
    let is_phrase = matches!(reference.kind, Kind::Web | Kind::Wiki | Kind::Archive | Kind::Other)
        && !reference.raw.is_empty()
        && !reference.raw.contains('《');
    !is_phrase && !reference.title.is_empty()
}

/// Whether a title has the marks of Japanese and Korean: by its letters, or, if they do not tell, by those of
/// the book.
fn has_corners(reference: &Reference, language: &str) -> bool {
    let words = stated(reference);
    words.chars().any(|c| is_kana(c) || is_hangul(c))
        || words.chars().any(is_ideographic) && matches!(primary(language), "ja" | "ko")
}

/// The comma of a work that is set solid.
fn comma(reference: &Reference, language: &str) -> &'static str {
    if has_corners(reference, language) { "、" } else { "，" }
}

fn marked_title(reference: &Reference, spacing: Spacing, language: &str) -> Node {
    let stated = stated(reference);
    let short = without_subtitle(stated).filter(|short| is_telling(short));
    let mut title = short.unwrap_or(stated).to_owned();
    settle_turns(&mut title);
    if let Some((end, _)) = title.char_indices().nth(LONGEST) {
        title.truncate(end);
        title.push('…');
    }
    let is_piece = reference.kind.is_article()
        || matches!(reference.kind, Kind::Chapter | Kind::Conference | Kind::Preprint);
    if !is_marked(reference) {
        text(title)
    } else if has_corners(reference, language) {
        let (open, close) = if is_piece { ('「', '」') } else { ('『', '』') };
        text(format!("{open}{title}{close}"))
    } else if spacing == Spacing::Solid {
        // A title within a title.
        text(format!("《{}》", title.replace('《', "〈").replace('》', "〉")))
    } else if is_piece {
        text(format!("“{title}”"))
    } else {
        Node::Element(element("i").text(title))
    }
}

/// The first of those who made it, of two both.
fn author(reference: &Reference, spacing: Spacing) -> Option<String> {
    let further = &reference.further;
    let people = match reference.authors.as_slice() {
        [] => further.editors.as_slice(),
        authors => authors,
    };
    let others = match spacing {
        Spacing::Solid => "等",
        Spacing::Spaced => " & al.",
    };
    let joint = match spacing {
        Spacing::Solid => "、",
        Spacing::Spaced => " & ",
    };
    let name = |name: &Name| {
        let mut name = family(name);
        settle_turns(&mut name);
        name
    };
    let is_whole = reference.more_authors == Completeness::Whole;
    Some(match people {
        [] => return None,
        [one] if is_whole => name(one),
        [one, two] if is_whole => format!("{}{joint}{}", name(one), name(two)),
        [one, ..] => name(one) + others,
    })
}

/// The family's name where it was stated apart, and the whole name otherwise.
fn family(name: &Name) -> String {
    match name {
        Name::Parts { family, .. }
            if !family.chars().any(|c| is_ideographic(c) || is_hangul(c)) =>
        {
            family.clone()
        }
        name => name.to_string(),
    }
}

fn tagged(nodes: Vec<Node>, reference: &Reference, book: &Book) -> Vec<Node> {
    let words = stated(reference);
    if words.chars().any(is_ideographic) {
        return nodes;
    }
    let Some(language) = language::of_entry(words, &book.language) else {
        return nodes;
    };
    let direction = Direction::of(language);
    let turned = (direction != Direction::of(&book.language)).then_some(direction.as_str());
    let span = element("span")
        .attr("lang", language)
        .attr("xml:lang", language)
        .attr_opt("dir", turned);
    vec![Node::Element(span.nodes(nodes))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu_text::date::PartialDate;

    fn words(nodes: &[Node]) -> String {
        let piece = |node: &Node| match node {
            Node::Text(text) => text.to_string(),
            Node::Element(element) => {
                let inner = words(&element.children);
                if element.name == "i" { format!("/{inner}/") } else { inner }
            }
        };
        nodes.iter().map(piece).collect()
    }

    fn shown(kind: Kind, title: &str, authors: &[Name], year: i32) -> String {
        let reference = Reference {
            kind,
            title: title.to_owned(),
            authors: authors.to_vec(),
            issued: Some(PartialDate::Year(year)),
            ..Reference::default()
        };
        let spacing = Spacing::of(&reference);
        let author = author(&reference, spacing).unwrap_or_default();
        author + "|" + &words(&[marked_title(&reference, spacing, "zh-CN")])
    }

    #[test]
    fn author_and_title_are_short() {
        let (lin, chen) = (Name::from("林望潮"), Name::from("陈守灯"));
        let ann = Name::Parts { family: "Keeper".into(), given: "Ann".into() };
        for (kind, title, authors, short) in [
            (Kind::Book, "灯塔考：一部海岸史", vec![lin.clone()], "林望潮|《灯塔考：一部海岸史》"),
            (Kind::Book, "雾港灯塔考：一部海岸史", vec![lin.clone()], "林望潮|《雾港灯塔考》"),
            (
                Kind::Book,
                "读《灯塔考》",
                vec![lin.clone(), chen.clone()],
                "林望潮、陈守灯|《读〈灯塔考〉》",
            ),
            (Kind::Book, "灯塔考", vec![lin, chen.clone(), chen], "林望潮等|《灯塔考》"),
            (
                Kind::Book,
                "The Lamp and the Fog: A Story",
                vec![ann.clone()],
                "Keeper|/The Lamp and the Fog/",
            ),
            (
                Kind::Journal,
                "Why lamps turn",
                vec![ann.clone(), ann],
                "Keeper & Keeper|“Why lamps turn”",
            ),
            (Kind::Book, "灯台のことば", vec![], "|『灯台のことば』"),
        ] {
            assert_eq!(shown(kind, title, &authors, 2001), short);
        }
    }
}
