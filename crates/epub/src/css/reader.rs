//! Rules and declarations of a sheet, and what they ask for (CSS Syntax Module Level 3, section 5).

use std::collections::VecDeque;

use super::token::{Bracket, Ending, Kind, Token, Tokens, tokens};
use super::{Address, Declaration, Item, Usage};
use chengshu_text::address;

/// Functions in which a string is an address, without the prefixes of browsers (CSS Images
/// Module Level 4; CSS Values and Units Module Level 5, `src()`).
const FETCHING: &[&str] = &["cross-fade", "image", "image-set", "src"];

/// Functions whose strings are words, names or types.
const WORDS: &[&str] = &[
    "content", "contains", "counter", "counters", "domain", "font-format", "font-tech", "format",
    "has", "host", "host-context", "is", "lang", "leader", "local", "matches", "not", "nth-child",
    "nth-last-child", "regexp", "slotted", "string", "symbols", "target-counter",
    "target-counters", "target-text", "tech", "type", "url-prefix", "where",
];

/// Functions that stand for something from elsewhere.
const SUBSTITUTES: &[&str] = &["attr", "env", "if", "inherit", "var"];

/// The meaning of a string, a name or an address within a bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Within {
    /// Strings are words.
    #[default]
    Words,
    /// A string is the address.
    Url,
    /// Strings are addresses, too.
    Addresses,
    /// Strings may be addresses.
    Unknown,
    /// Nothing in here is asked for.
    Quiet,
    /// The name of an attribute comes next.
    Attribute,
    /// The type of an attribute's value comes next.
    AttributeType,
}

/// A block that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Of declarations and rules.
    Rules,
    /// Of `@font-face`.
    FontFace,
}

/// The beginning of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Begin {
    /// A property or a selector.
    #[default]
    Plain,
    /// A property of the author's own, `--x`.
    Custom,
    /// `@import`; its address is still to come.
    Import,
    /// `@import` and its address.
    Imported,
    /// `@font-face`.
    FontFace,
    /// A rule that names addresses and asks for none.
    Quiet,
    /// Another rule.
    Rule,
}

impl Begin {
    fn of(keyword: &str) -> Self {
        match keyword.to_ascii_lowercase().as_str() {
            "import" => Self::Import,
            "font-face" => Self::FontFace,
            "namespace" | "supports" => Self::Quiet,
            _ => Self::Rule,
        }
    }

    fn is_rule(self) -> bool {
        !matches!(self, Self::Plain | Self::Custom)
    }
}

/// A stretch of a sheet up to the next brace or semicolon outside of brackets.
#[derive(Debug, Default)]
struct Statement {
    /// Where it begins, once it has.
    at: Option<usize>,
    begin: Begin,
    /// The words before the first colon.
    name: String,
    /// The words behind it, once there is one.
    value: Option<String>,
    /// The addresses asked for if it turns out to be no selector.
    unknown: Vec<Address>,
}

/// How a statement ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// `{`: what stood before is a selector or the like.
    Opens,
    /// `;` or `}`.
    Closes,
    Sheet,
}

/// Reads a sheet from beginning to end, and keeps no more of it than the statement it is in.
pub(super) struct Reader<'a> {
    sheet: &'a str,
    tokens: Tokens<'a>,
    blocks: Vec<Block>,
    /// The brackets that are open within the statement.
    inner: Vec<(Bracket, Within)>,
    statement: Statement,
    ready: VecDeque<Item>,
    is_over: bool,
}

impl Iterator for Reader<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.is_over {
                return None;
            }
            match self.tokens.next() {
                Some(token) => self.token(&token),
                None => self.end(),
            }
        }
    }
}

impl<'a> Reader<'a> {
    pub fn new(sheet: &'a str) -> Self {
        Self {
            sheet,
            tokens: tokens(sheet),
            blocks: Vec::new(),
            inner: Vec::new(),
            statement: Statement::default(),
            ready: VecDeque::new(),
            is_over: false,
        }
    }
}

impl Reader<'_> {
    fn end(&mut self) {
        self.finish(End::Sheet);
        if !(self.blocks.is_empty() && self.inner.is_empty()) {
            self.ready.push_back(Item::Unbalanced(self.sheet.len()));
        }
        self.is_over = true;
    }

    fn within(&self) -> Within {
        match self.inner.last() {
            Some((_, within)) => *within,
            None if self.statement.begin == Begin::Quiet => Within::Quiet,
            None => Within::Words,
        }
    }

    fn token(&mut self, token: &Token<'_>) {
        if token.ending == Ending::Open {
            self.ready.push_back(Item::Unbalanced(token.at));
        }
        let is_outer = self.inner.is_empty();
        match &token.kind {
            Kind::Close(Bracket::Curly) => return self.close_curly(token.at),
            Kind::Semicolon if is_outer => return self.finish(End::Closes),
            Kind::Open(Bracket::Curly) if is_outer && !self.statement.is_custom_declaration() => {
                let block = match self.statement.begin {
                    Begin::FontFace => Block::FontFace,
                    _ => Block::Rules,
                };
                self.finish(End::Opens);
                return self.blocks.push(block);
            }
            _ => {}
        }
        if self.statement.at.is_none() && !self.begin(token) {
            return;
        }
        self.meaning(token);
        if !self.statement.begin.is_rule() {
            self.statement.take(token, is_outer);
        }
        match &token.kind {
            Kind::Open(bracket) => self.inner.push((*bracket, self.within())),
            Kind::Function(name) => {
                let within = self.function(name, token.at);
                self.inner.push((Bracket::Round, within));
            }
            // One that closes nothing is passed over.
            Kind::Close(bracket) => {
                self.inner.pop_if(|(open, _)| open == bracket);
            }
            _ => {}
        }
    }

    /// Begins a statement, unless the token is nothing between two.
    fn begin(&mut self, token: &Token<'_>) -> bool {
        let begin = match &token.kind {
            Kind::Space => return false,
            Kind::Sign if matches!(token.text, "<!--" | "-->") => return false,
            Kind::AtKeyword(keyword) => Begin::of(keyword),
            Kind::Ident(name) if name.starts_with("--") => Begin::Custom,
            _ => Begin::Plain,
        };
        self.statement.at = Some(token.at);
        self.statement.begin = begin;
        true
    }

    /// Closes the last brace that is open, and with it all brackets within.
    fn close_curly(&mut self, at: usize) {
        let mut is_balanced = true;
        while let Some((bracket, _)) = self.inner.pop() {
            if bracket == Bracket::Curly {
                if !is_balanced {
                    self.ready.push_back(Item::Unbalanced(at));
                }
                return;
            }
            is_balanced = false;
        }
        self.finish(End::Closes);
        if self.blocks.pop().is_none() || !is_balanced {
            self.ready.push_back(Item::Unbalanced(at));
        }
    }

    fn finish(&mut self, end: End) {
        let statement = std::mem::take(&mut self.statement);
        let Some(at) = statement.at else { return };
        if statement.begin == Begin::Import {
            self.ask(None, Usage::Import, at);
        }
        if statement.begin.is_rule() || end == End::Opens {
            return;
        }
        self.ready.extend(statement.unknown.into_iter().map(Item::Address));
        let property = statement.name.trim_end();
        let value = statement.value.as_deref().map(str::trim);
        let is_whole = match value {
            Some(value) => {
                !property.is_empty() && (!value.is_empty() || statement.begin == Begin::Custom)
            }
            None => false,
        };
        if let Some(value) = value {
            self.ready.push_back(Item::Declaration(Declaration {
                property: property.to_lowercase(),
                value: value.to_lowercase(),
                at,
            }));
        }
        if !is_whole && end == End::Closes {
            self.ready.push_back(Item::Malformed(at));
        }
    }

    fn ask(&mut self, url: Option<&str>, usage: Usage, at: usize) {
        self.ready
            .push_back(Item::Address(Address { url: url.map(str::to_owned), usage, at }));
    }

    /// The use of an address that stands in so many brackets.
    fn usage(&mut self, depth: usize) -> Usage {
        if self.statement.begin == Begin::Import {
            self.statement.begin = Begin::Imported;
            return Usage::Import;
        }
        match self.blocks.last() {
            _ if depth > 0 => Usage::Function,
            Some(Block::FontFace) => Usage::Font,
            _ => Usage::Other,
        }
    }

    /// Takes down what a token asks for.
    fn meaning(&mut self, token: &Token<'_>) {
        let at = token.at;
        let within = self.within();
        match &token.kind {
            Kind::AtKeyword(name) if name.eq_ignore_ascii_case("charset") => {
                self.ready.push_back(Item::Encoding(at));
            }
            // In the midst of something else it is none, but for careless readers.
            Kind::AtKeyword(name)
                if name.eq_ignore_ascii_case("import") && self.statement.at != Some(at) =>
            {
                self.ask(None, Usage::Import, at);
            }
            Kind::Url(url) if within != Within::Quiet => {
                let usage = self.usage(self.inner.len());
                self.ask(Some(url), usage, at);
            }
            Kind::String(text) => self.string(text, within, at),
            Kind::Ident(name) => self.ident(name, within, at),
            _ => {}
        }
    }

    fn string(&mut self, text: &str, within: Within, at: usize) {
        let is_import = self.statement.begin == Begin::Import && self.inner.is_empty();
        if is_import || matches!(within, Within::Url | Within::Addresses) {
            let own = usize::from(within == Within::Url);
            let usage = self.usage(self.inner.len() - own);
            return self.ask(Some(text), usage, at);
        }
        if within == Within::Unknown && leads_out(text) {
            self.statement.unknown.push(Address {
                url: Some(text.to_owned()),
                usage: Usage::Function,
                at,
            });
        }
        // Opera made links of such strings; Internet Explorer fetched pictures for its filters.
        let acts = match self.statement.name.trim_end() {
            "-o-link" => true,
            "-ms-filter" => text.contains("src"),
            _ => false,
        };
        if acts {
            self.ask(None, Usage::Other, at);
        }
    }

    fn ident(&mut self, name: &str, within: Within, at: usize) {
        match within {
            Within::Attribute => {
                if let Some((_, within)) = self.inner.last_mut() {
                    *within = Within::AttributeType;
                }
            }
            Within::AttributeType if is_one_of(name, &["image", "src", "url"]) => {
                self.ask(None, Usage::Other, at);
            }
            _ => {}
        }
    }

    /// The meaning of things within a function.
    fn function(&mut self, name: &str, at: usize) -> Within {
        let outer = self.within();
        let bare = name.strip_prefix('-').and_then(|name| name.split_once('-'));
        let bare = bare.map_or(name, |(_, name)| name);
        if is_one_of(name, &["expression"]) {
            self.ready.push_back(Item::Script(at));
        }
        let is_import = self.statement.begin.is_rule() && is_one_of(name, &["supports"]);
        if outer == Within::Quiet || is_import {
            return Within::Quiet;
        }
        if is_one_of(name, &["url"]) {
            return Within::Url;
        }
        if is_one_of(bare, FETCHING) {
            return Within::Addresses;
        }
        if is_one_of(name, SUBSTITUTES) {
            if matches!(outer, Within::Url | Within::Addresses | Within::AttributeType) {
                self.ask(None, Usage::Other, at);
            }
            return if is_one_of(name, &["attr"]) { Within::Attribute } else { outer };
        }
        match outer {
            Within::Attribute | Within::AttributeType => Within::AttributeType,
            _ if is_one_of(bare, WORDS) => Within::Words,
            Within::Url | Within::Addresses => Within::Addresses,
            _ => Within::Unknown,
        }
    }
}

impl Statement {
    fn is_custom_declaration(&self) -> bool {
        self.begin == Begin::Custom && self.value.is_some()
    }

    /// Adds a token to the name or to the value. Names are without their escapes.
    fn take(&mut self, token: &Token<'_>, is_outer: bool) {
        if self.value.is_none() && is_outer && token.kind == Kind::Colon {
            self.value = Some(String::new());
            return;
        }
        let text = self.value.as_mut().unwrap_or(&mut self.name);
        match &token.kind {
            Kind::Space if text.ends_with(' ') => {}
            Kind::Space => text.push(' '),
            Kind::Ident(name) => text.push_str(&name.to_lowercase()),
            _ => text.push_str(token.text),
        }
    }
}

/// True if a text is an address of the net or of a machine, or leads upwards.
fn leads_out(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let text = text.trim();
    address::scheme(text).is_some()
        || text.starts_with(['/', '\\'])
        || text.split(['/', '\\']).any(|part| part == "..")
}

fn is_one_of(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| name.eq_ignore_ascii_case(known))
}
