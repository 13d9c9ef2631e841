//! Signs of other dialects of Markdown: of Obsidian, Pandoc and Quarto, Hugo, Jekyll.
//!
//! Each rule edits the text before it is parsed: what a book has a form for is written in the
//! Markdown the parser reads, what only serves the other program is taken out, and either way the
//! change is recorded. Code, formulas and addresses are left alone: see [`verbatim`].

pub mod attributes;
pub mod block_ids;
pub mod callouts;
pub mod comments;
pub mod divs;
pub mod highlights;
pub mod inline_notes;
pub mod note_marks;
pub mod paths;
pub mod sizes;
pub mod templates;
pub mod verbatim;
pub mod wikilinks;

/// A word with its first letter in upper case, as the name of a kind of callout is shown where it
/// has no title of its own (`note` → `Note`).
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// A title as a paragraph of its own.
fn title_line(title: &str) -> String {
    if title.contains(['*', '\\']) { title.to_owned() } else { format!("**{title}**") }
}
