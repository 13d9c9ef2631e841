//! Targets of links within a file: its headings, and the places its text names.
//!
//! A link may call a heading by the slug GitHub makes of it (with a number behind the second of the
//! same), by the identifier Pandoc makes of it (Pandoc's Manual, extension `auto_identifiers`), or by
//! its very words, as Obsidian has it. They differ in case, marks and spaces, and so words are compared
//! by their letters and digits alone.

use std::collections::{BTreeMap, HashMap};

use super::numbering::Ids;
use crate::model::block::{Block, Inline, label, plain_text};
use chengshu_text::spelling;
use chengshu_writing::script::letters;

/// The places of a file that links may lead to, with their addresses from other pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Targets {
    /// Addresses in reading order.
    addresses: Vec<String>,
    /// Words of headings, to suggest one.
    headings: Vec<String>,
    /// Indices of addresses by the names stated for them.
    names: HashMap<String, usize>,
    /// Indices by the slugs of headings.
    slugs: HashMap<String, usize>,
    /// How many headings had a slug so far.
    counts: HashMap<String, usize>,
    /// Indices, ascending, by the letters of names and headings.
    letters: HashMap<String, Vec<usize>>,
}

/// Where in the text of a page its opening is.
pub(super) const OPENING: &str = "title";

impl Targets {
    /// The places of a file whose `pages` have these names and blocks. `titles` are the forms of its
    /// title, and `written` the words of headings that are no longer as they were written, by their
    /// places in the source.
    pub fn of<'a>(
        titles: impl IntoIterator<Item = &'a str>,
        pages: impl IntoIterator<Item = (String, &'a [Block])>,
        written: &BTreeMap<usize, String>,
    ) -> Self {
        let mut targets = Self::default();
        let mut ids = Ids::default();
        let mut titles = Some(titles);
        for (page, blocks) in pages {
            for title in titles.take().into_iter().flatten() {
                let opening = targets.add(format!("{page}#{OPENING}"));
                targets.heading(title, opening);
            }
            let is_note = |block: &&Block| matches!(block, Block::Note { .. });
            let notes = blocks.iter().filter(is_note);
            for block in blocks.iter().filter(|block| !is_note(block)) {
                if let Block::Heading { content, at, .. } = block {
                    let here = targets.add(format!("{page}#{}", ids.heading(&label(content))));
                    targets.heading_as_written(content, *at, written, here);
                    for inline in content {
                        if let Inline::Anchor { name } = inline {
                            targets.name(name, here);
                        }
                    }
                    let inner = content.iter().flat_map(Inline::content);
                    targets.inlines(inner, &page, &mut ids);
                } else if let Block::Station { words, .. } = block {
                    ids.heading(words);
                } else {
                    targets.block(block, &page, &mut ids, written);
                }
            }
            for note in notes {
                targets.block(note, &page, &mut ids, written);
            }
        }
        targets
    }

    fn block(
        &mut self,
        block: &Block,
        page: &str,
        ids: &mut Ids,
        written: &BTreeMap<usize, String>,
    ) {
        if let Block::Heading { content, at, .. } = block {
            let here = self.add(format!("{page}#{}", ids.anchor()));
            self.heading_as_written(content, *at, written, here);
        }
        for line in block.lines() {
            self.inlines(line, page, ids);
        }
        for block in block.inner().iter().flatten() {
            self.block(block, page, ids, written);
        }
    }

    fn inlines<'a>(
        &mut self,
        content: impl IntoIterator<Item = &'a Inline>,
        page: &str,
        ids: &mut Ids,
    ) {
        for inline in content {
            if let Inline::Anchor { name } = inline {
                let here = self.add(format!("{page}#{}", ids.anchor()));
                self.name(name, here);
            }
            self.inlines(inline.content(), page, ids);
        }
    }

    fn add(&mut self, address: String) -> usize {
        self.addresses.push(address);
        self.addresses.len() - 1
    }

    fn name(&mut self, name: &str, here: usize) {
        self.names.entry(name.to_owned()).or_insert(here);
        self.words(name, here);
    }

    fn heading_as_written(
        &mut self,
        content: &[Inline],
        at: usize,
        written: &BTreeMap<usize, String>,
        here: usize,
    ) {
        let words = plain_text(content);
        match written.get(&at) {
            Some(written) => {
                self.heading(written, here);
                self.words(&words, here);
            }
            None => self.heading(&words, here),
        }
    }

    fn heading(&mut self, words: &str, here: usize) {
        let slug = slug(words);
        let before = self.counts.entry(slug.clone()).or_default();
        let numbered = match *before {
            0 => slug,
            number => format!("{slug}-{number}"),
        };
        *before += 1;
        self.slugs.entry(numbered).or_insert(here);
        self.words(words, here);
        // Pandoc takes off all before the first letter.
        self.words(words.trim_start_matches(|c: char| !c.is_alphabetic()), here);
        self.headings.push(words.to_owned());
    }

    fn words(&mut self, words: &str, here: usize) {
        let letters = letters(words);
        if !letters.is_empty() {
            let known = self.letters.entry(letters).or_default();
            if known.last() != Some(&here) {
                known.push(here);
            }
        }
    }

    /// The address a decoded fragment leads to.
    pub fn find(&self, fragment: &str) -> Option<&str> {
        let known = self.names.get(fragment);
        let known = known.or_else(|| self.slugs.get(&fragment.to_lowercase()));
        let known = known.copied().or_else(|| self.find_words(fragment));
        // HTML, section 7.4.6.4: the top of the document.
        let is_top = fragment.is_empty() || fragment.eq_ignore_ascii_case("top");
        let found = known.or(is_top.then_some(0))?;
        self.addresses.get(found).map(String::as_str)
    }

    /// Obsidian leads to a heading by way of those above it: `#第一章#灯塔`.
    fn find_words(&self, fragment: &str) -> Option<usize> {
        let mut found = None;
        for words in fragment.split('#').filter(|words| !words.is_empty()) {
            let places = self.letters.get(&letters(words))?;
            let behind = |at: usize| places.partition_point(|place| *place <= at);
            let next = found.map_or(0, behind);
            found = Some(*places.get(next)?);
        }
        found
    }

    /// The words of the heading that is spelt most like a fragment, if one is.
    pub fn nearest(&self, fragment: &str) -> Option<String> {
        let words = self.headings.iter().map(String::as_str);
        spelling::nearest(fragment, words).map(str::to_owned)
    }
}

/// The slug of a heading: words in lower case, with hyphens between them and no marks
/// (`github-slugger`).
fn slug(words: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let lower = words.trim().to_lowercase();
    let slug = lower.chars().filter(kept);
    slug.map(|c| if c == ' ' { '-' } else { c }).collect()
}
