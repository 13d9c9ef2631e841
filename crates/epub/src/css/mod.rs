//! Style sheets of other people, as far as a book has to know them: what they declare, and
//! whether they lead out of it (CSS Syntax Module Level 3).

mod data;
mod reader;
mod token;

use reader::Reader;

/// A declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The property, in lower case.
    pub property: String,
    /// The value, in lower case, with single spaces.
    pub value: String,
    /// Where the property stands, in bytes.
    pub at: usize,
}

/// The use of an address of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Another sheet, by `@import`.
    Import,
    /// A font, in `@font-face`.
    Font,
    /// Anything else, such as a picture.
    Other,
    /// A string in a function, such as `image-set()`. In functions nobody knows, a string is an
    /// address if it leads out of the book.
    Function,
}

/// An address in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address without quotes and escapes; nothing where the sheet does not say, as it comes
    /// from a variable or an attribute.
    pub url: Option<String>,
    /// Its use.
    pub usage: Usage,
    /// Where it stands, in bytes.
    pub at: usize,
}

/// Things met in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A declaration with its value.
    Declaration(Declaration),
    /// Something is asked for.
    Address(Address),
    /// A declaration that has no property or no value.
    Malformed(usize),
    /// A comment, string or block that never closes, or a brace that closes nothing.
    Unbalanced(usize),
    /// `@charset`.
    Encoding(usize),
    /// A script, which only one browser of old ran.
    Script(usize),
}

/// Reads a sheet from beginning to end.
pub fn items(sheet: &str) -> impl Iterator<Item = Item> {
    Reader::new(sheet)
}

/// The declarations of a sheet, in order.
pub fn declarations(sheet: &str) -> impl Iterator<Item = Declaration> {
    items(sheet).filter_map(|item| match item {
        Item::Declaration(declaration) => Some(declaration),
        _ => None,
    })
}

/// The addresses of a sheet, in order.
pub fn addresses(sheet: &str) -> impl Iterator<Item = Address> {
    items(sheet).filter_map(|item| match item {
        Item::Address(address) => Some(address),
        _ => None,
    })
}

/// Where something in a sheet never closes, or a brace closes nothing.
pub fn unbalanced(sheet: &str) -> Option<usize> {
    items(sheet).find_map(|item| match item {
        Item::Unbalanced(at) => Some(at),
        _ => None,
    })
}

/// Why a sheet cannot stand in a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A comment, string or block that never closes, or a brace that closes nothing.
    Unbalanced(usize),
    /// It asks for another file or address.
    External(usize),
    /// It holds data that are no picture and no font, or ask for something themselves.
    Data(usize),
    /// It holds a script.
    Script(usize),
    /// It states an encoding. Sheets of a book are UTF-8, and the theme comes before it.
    Encoding(usize),
    /// It has a character XML does not take.
    Character(usize),
}

/// Looks for what keeps a sheet out of a book. Fonts and pictures of its own it cannot have, so
/// every address is refused but those of data within it and of parts of the page.
pub fn fault(sheet: &str) -> Option<Fault> {
    let unfit = |c: char| c == '\u{fffe}' || (c.is_control() && !c.is_whitespace());
    if let Some(at) = sheet.find(unfit) {
        return Some(Fault::Character(at));
    }
    items(sheet).find_map(|item| match item {
        Item::Declaration(_) | Item::Malformed(_) => None,
        Item::Unbalanced(at) => Some(Fault::Unbalanced(at)),
        Item::Encoding(at) => Some(Fault::Encoding(at)),
        Item::Script(at) => Some(Fault::Script(at)),
        Item::Address(Address { url, usage, at }) => {
            let url = url.as_deref().unwrap_or_default();
            if usage == Usage::Import {
                Some(Fault::External(at))
            } else if is_data(url) {
                (!holds_still(url)).then_some(Fault::Data(at))
            } else {
                (!url.trim().starts_with('#')).then_some(Fault::External(at))
            }
        }
    })
}

/// True if an address holds what it leads to itself.
pub fn is_data(url: &str) -> bool {
    let scheme = url.trim_start().get(.."data:".len());
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// True if an address holds a picture or font that asks for nothing itself.
pub fn holds_still(url: &str) -> bool {
    data::is_harmless(url.trim())
}

#[cfg(test)]
mod tests;
