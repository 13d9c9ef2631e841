//! Rule `templates`: shortcodes of Hugo (`{{< >}}`, `{{% %}}`), tags and values of Liquid as Jekyll and
//! Hexo have them (`{% %}`, `{{ }}`), and the blanks of templates (`{{date}}`).

use super::verbatim::{Verbatim, beginning};
use crate::normalise::draft::{Edit, holds};
use crate::normalise::rule::{Apply, Rule};
use chengshu_text::source::Span;

pub const RULE: Rule = Rule {
    id: "templates",
    family: "dialects",
    summary: "keeps the pictures and links of template tags and removes other tags, with a finding",
    reason: "Hugo, Jekyll and Hexo replace them with what only a web site has.",
    examples: &[
        ("甲。\n\n{{< youtube Zz_9 >}}\n\n乙。", "甲。\n\n乙。"),
        ("{% asset_img 甲.png 乙 %}", "![乙](<甲.png>)"),
        ("[甲]({{< ref \"乙.md\" >}})", "[甲](乙.md)"),
    ],
    apply: Apply::Text(find),
};

/// How long a tag may be, in bytes.
const LONGEST: usize = 2_000;

/// How many tags a pair that says what is between holds at most.
const NEAR: usize = 500;

/// Beginnings of the names of tags that come in pairs and say what is between them (Liquid, Jekyll,
/// Hexo, Hugo).
const PAIRS: &[(&str, Content)] = &[
    ("code", Content::Code),
    ("comment", Content::Comment),
    ("highlight", Content::Code),
    ("raw", Content::Literal),
    ("verbatim", Content::Literal),
];

/// The kind of text between two tags.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Lines of code.
    Code,
    /// Text nobody sees.
    Comment,
    /// Text in which tags mean nothing.
    Literal,
}

/// The sort of a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Hugo,
    Liquid,
    Value,
}

struct Tag<'a> {
    span: Span,
    sort: Sort,
    /// Its first word.
    name: &'a str,
    arguments: Vec<Argument<'a>>,
}

/// A word of a tag, perhaps with a key.
struct Argument<'a> {
    key: &'a str,
    value: &'a str,
}

/// Takes tags out, or puts in their places what they show.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "{{") && !holds(text, "{%") {
        return edits;
    }
    let verbatim = Verbatim::code(text);
    let tags = tags(text, &verbatim);
    let mut next = 0;
    while let Some(tag) = tags.get(next) {
        next += 1;
        let pair = PAIRS
            .iter()
            .find(|(name, _)| tag.sort != Sort::Value && tag.name.starts_with(name));
        if let Some((_, content)) = pair
            && let Some(step) = tags[next..].iter().take(NEAR).position(|end| end.closes(tag))
            && let Some(end) = tags.get(next + step)
        {
            pair_edits(text, tag, end, *content, &mut edits);
            next += step + 1;
            continue;
        }
        edits.push(Edit::replace(tag.span.clone(), tag.written(text)));
    }
    edits
}

/// The edits of a pair that says what is between.
fn pair_edits(text: &str, tag: &Tag<'_>, end: &Tag<'_>, content: Content, edits: &mut Vec<Edit>) {
    let inner = &text[tag.span.end..end.span.start];
    let on_lines = inner.starts_with('\n') && inner.ends_with('\n');
    match content {
        Content::Comment => edits.push(Edit::remove(tag.span.start..end.span.end)),
        Content::Code if on_lines && inner.len() > 1 => {
            let fence = if inner.contains("```") { "~~~~~~" } else { "```" };
            let language = tag.arguments.first().filter(|argument| argument.key.is_empty());
            let language = language.map_or("", |argument| argument.value);
            edits.push(Edit::replace(tag.span.clone(), format!("{fence}{language}")));
            edits.push(Edit::replace(end.span.clone(), fence));
        }
        Content::Code | Content::Literal => {
            edits.push(Edit::remove(tag.span.clone()));
            edits.push(Edit::remove(end.span.clone()));
        }
    }
}

impl Tag<'_> {
    /// True if it is the end of a pair another begins.
    fn closes(&self, opening: &Tag<'_>) -> bool {
        self.sort == opening.sort
            && match self.sort {
                Sort::Hugo => self.name.strip_prefix('/').map(str::trim) == Some(opening.name),
                Sort::Liquid => self.name.strip_prefix("end") == Some(opening.name),
                Sort::Value => false,
            }
    }

    /// The address of a link it shows, a picture, or nothing.
    fn written(&self, text: &str) -> String {
        let before = &text[..self.span.start];
        let in_address = before.ends_with("](") || before.ends_with("](<");
        let in_value = before.ends_with("=\"") || before.ends_with("='");
        if in_address || in_value {
            let address = self.address();
            let spaced = address.contains(' ') && before.ends_with('(');
            return if spaced { format!("<{address}>") } else { address };
        }
        self.picture().unwrap_or_default()
    }

    /// The first word that names a file or page.
    fn address(&self) -> String {
        let positional = |argument: &&Argument<'_>| argument.key.is_empty();
        let first = match self.sort {
            Sort::Value => self.name.starts_with(['"', '\'']).then(|| unquoted(self.name)),
            _ => self.arguments.iter().find(positional).map(|argument| argument.value),
        };
        first.unwrap_or_default().to_owned()
    }

    /// A picture, if one is named: as `src`, or as the first word that has the ending of one.
    fn picture(&self) -> Option<String> {
        let value = |wanted: &[&str]| {
            let mut found = self.arguments.iter();
            found
                .find(|argument| wanted.contains(&argument.key))
                .map(|argument| argument.value)
        };
        let place = self.arguments.iter().position(|argument| {
            matches!(argument.key, "" | "src" | "file" | "path" | "image_path" | "url")
                && is_picture(argument.value)
        })?;
        let source = self.arguments.get(place)?.value;
        let rest: Vec<&str> = self.arguments[place + 1..]
            .iter()
            .filter(|argument| argument.key.is_empty() && !super::sizes::is_size(argument.value))
            .map(|argument| argument.value)
            .collect();
        let words = value(&["alt"]).map_or_else(
            || value(&["title", "caption"]).map_or_else(|| rest.join(" "), str::to_owned),
            str::to_owned,
        );
        let caption = value(&["caption"]).or_else(|| value(&["title"]));
        let escape = |text: &str, signs: &[char]| {
            let mut out = String::new();
            for c in text.chars() {
                if signs.contains(&c) {
                    out.push('\\');
                }
                out.push(if c == '\n' { ' ' } else { c });
            }
            out
        };
        let words = escape(&words, &['[', ']', '\\', '*', '_', '`', '<']);
        let source = escape(source, &['<', '>', '\\']);
        Some(match caption {
            Some(caption) => {
                format!("![{words}](<{source}> \"{}\")", escape(caption, &['"', '\\']))
            }
            None => format!("![{words}](<{source}>)"),
        })
    }
}

/// True if a name has the ending of a picture.
fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    super::wikilinks::is_picture(ending)
}

/// The tags of a text outside of code.
fn tags<'a>(text: &'a str, verbatim: &Verbatim) -> Vec<Tag<'a>> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(open) = verbatim.find(text, "{", from) {
        from = open + 1;
        let rest = &text[open..];
        let rest = beginning(rest, LONGEST);
        let tag = if rest.starts_with("{{<") {
            framed(rest, "{{<", ">}}", Sort::Hugo)
        } else if rest.starts_with("{{%") {
            framed(rest, "{{%", "%}}", Sort::Hugo)
        } else if rest.starts_with("{%") {
            framed(rest, "{%", "%}", Sort::Liquid)
        } else if rest.starts_with("{{") && !is_formula(&text[..open]) {
            value(rest)
        } else {
            None
        };
        if let Some((length, sort, inner)) = tag {
            from = open + length;
            let mut words = words(inner);
            let name = if words.is_empty() { "" } else { words.remove(0) };
            // `{{< /name >}}` may have a space.
            let name = if name == "/" { inner.trim() } else { name };
            tags.push(Tag {
                span: open..from,
                sort,
                name,
                arguments: words.into_iter().map(argument).collect(),
            });
        }
    }
    tags
}

/// A tag between its signs: its length, and what is in it, which begins with a name. Hugo shows what
/// stands in `{{</* */>}}` as it is.
fn framed<'a>(
    text: &'a str,
    open: &str,
    close: &str,
    sort: Sort,
) -> Option<(usize, Sort, &'a str)> {
    let end = text.find(close)?;
    let inner = text.get(open.len()..end)?.trim_matches(['-', ' ', '\t', '\n']);
    let named = inner.starts_with(|c: char| c.is_ascii_alphabetic() || "/_#".contains(c));
    let fits = named && !inner.starts_with("/*") && !inner.contains("\n\n");
    fits.then_some((end + close.len(), sort, inner))
}

/// `{{ value }}` on one line: a name with its parts, or words in quotation marks, perhaps with a form
/// or filters.
fn value(text: &str) -> Option<(usize, Sort, &str)> {
    let inner = text[2..].split(['\n', '}', '{']).next()?;
    let length = 2 + inner.len() + 2;
    if !text.get(2 + inner.len()..)?.starts_with("}}") || text[length..].starts_with('}') {
        return None;
    }
    let inner = inner.trim_matches(['-', ' ', '\t']);
    let quote = inner.chars().next()?;
    let rest = if matches!(quote, '"' | '\'') {
        inner[1..].split_once(quote)?.1
    } else {
        let named = quote.is_ascii_alphabetic() || matches!(quote, '.' | '_');
        let within = |c: char| c.is_ascii_alphanumeric() || "._-[]\"'/".contains(c);
        named.then(|| inner.trim_start_matches(within))?
    };
    let rest = rest.trim_start();
    (rest.is_empty() || rest.starts_with(['|', ':'])).then_some((length, Sort::Value, inner))
}

/// True if braces behind a text group what a formula or a program has there.
fn is_formula(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric() || "\\^_}$#])".contains(c))
}

/// Words parted by spaces; what is in quotation marks is one, also behind a key.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') if start.is_none() || text[..at].ends_with('=') => {
                quote = Some(c);
                start.get_or_insert(at);
            }
            (None, c) if c.is_whitespace() => {
                words.extend(start.take().and_then(|start| text.get(start..at)));
            }
            (None, _) => {
                start.get_or_insert(at);
            }
        }
    }
    words.extend(start.and_then(|start| text.get(start..)));
    words
}

fn argument(word: &str) -> Argument<'_> {
    let is_key = |key: &str| key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    match word.split_once('=').filter(|(key, _)| is_key(key)) {
        Some((key, value)) => Argument { key, value: unquoted(value) },
        None => Argument { key: "", value: unquoted(word) },
    }
}

fn unquoted(word: &str) -> &str {
    let quote = word.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let Some(quote) = quote else { return word };
    word[1..].split(quote).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn tags_go_and_words_between_stay() {
        for (text, expected) in [
            ("a {{< youtube Zz_9 >}} b", "a  b"),
            ("{{% notice tip %}}\na\n{{% /notice %}}", "\na\n"),
            ("{{< gallery\n  a=\"b\" >}}", ""),
            ("{% if page.a %}b{% endif %}", "b"),
            ("{%- include a.html -%}", ""),
            ("Written {{date}}, {{ page.title | upcase }}.", "Written , ."),
            ("{{date:YYYY-MM-DD}}", ""),
            ("{% comment %}a{% endcomment %}b", "b"),
            ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn what_a_book_has_a_form_for_is_kept() {
        for (text, expected) in [
            ("{{< figure src=\"a b.png\" title=\"A [b]\" >}}", "![A \\[b\\]](<a b.png> \"A [b]\")"),
            ("{% include figure.html src='d.jpg' alt=\"e\" %}", "![e](<d.jpg>)"),
            ("{% asset_img d.png A duck %}", "![A duck](<d.png>)"),
            ("{% img /d.png 300 200 A %}", "![A](</d.png>)"),
            ("[a]({{< relref \"b.md#c\" >}})", "[a](b.md#c)"),
            ("[a]({% post_url 2020-01-01-b %})", "[a](2020-01-01-b)"),
            ("[a]({{< ref \"b c.md\" >}})", "[a](<b c.md>)"),
            ("[a]({{ 'b.md' | relative_url }})", "[a](b.md)"),
            (
                "{% highlight rust %}\nlet a = {{b}};\n{% endhighlight %}",
                "```rust\nlet a = {{b}};\n```",
            ),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn other_braces_stay() {
        for text in [
            "{{1, 2}, {3, 4}}",
            "x_{{a}} \\frac{{a}}{{b}}",
            "`{{ a }}` and ${{ github.ref }}",
            "{{two words}}",
            "{% of all }",
            "{%}",
            "{{{a}}}",
            "\\{{a}}",
            "std::array<int, 2> a{{1, 2}};",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}
