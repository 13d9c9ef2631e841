//! The sorts of markup that may hold letters: what of a source is on no page as text.

use std::ops::AddAssign;

use crate::model::text_sum::TextSum;

/// Why characters of a source are markup. Each sort is small enough to say what becomes of its
/// letters; what fits none of them is lost, which is a fault of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Signs of Markdown: never a letter or digit.
    Sign,
    /// The number of a list item; the list counts anew.
    ListNumber,
    /// The label of a note, in its mark or before its text: notes are numbered anew.
    NoteLabel,
    /// The line a code fence begins with: the language of the code.
    Fence,
    /// The address and title of a link or picture, or the label of the definition with these.
    Address,
    /// The alternative text of a picture: an attribute of the page.
    Alternative,
    /// A character reference (`&amp;`), less the character it shows.
    Reference,
    /// A definition (`[a]: b.html`) that a link or picture refers to.
    Definition,
    /// The name of a place (`{#name}`).
    Name,
    /// A formula as it is written, less the characters it shows: an attribute of the page.
    Formula,
    /// Tags of raw HTML: their names and attributes, and declarations.
    Tag,
    /// Comments, and elements that have no form in a book: reported as left out.
    LeftOut,
}

impl Sort {
    /// All sorts with their names in a report.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Sign, "sign"),
        (Self::ListNumber, "list-number"),
        (Self::NoteLabel, "note-label"),
        (Self::Fence, "fence"),
        (Self::Address, "address"),
        (Self::Alternative, "alternative"),
        (Self::Reference, "reference"),
        (Self::Definition, "definition"),
        (Self::Name, "name"),
        (Self::Formula, "formula"),
        (Self::Tag, "tag"),
        (Self::LeftOut, "left-out"),
    ];

    /// True if a text that shows nothing has the form of this sort.
    pub fn admits(self, text: &str) -> bool {
        let begins = |signs: &[char]| text.trim_start().starts_with(signs);
        match self {
            Self::Sign => text.chars().all(is_sign),
            Self::ListNumber => text.chars().all(|c| is_sign(c) || c.is_ascii_digit()),
            Self::NoteLabel => begins(&['[']),
            Self::Fence => begins(&['`', '~']),
            Self::Address => text.split(']').next().is_some_and(|text| text.chars().all(is_sign)),
            _ => true,
        }
    }
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation()
}

/// Visible characters of markup, in the order of [`Sort::ALL`].
pub type Counts = [u64; Sort::ALL.len()];

/// The sum of markup, sort by sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Markup([TextSum; Sort::ALL.len()]);

impl Markup {
    /// Counts text as markup of a sort.
    pub fn add(&mut self, sort: Sort, text_sum: TextSum) {
        self.0[sort as usize] += text_sum;
    }

    /// Takes text away that was counted as markup of a sort.
    pub fn take(&mut self, sort: Sort, text_sum: TextSum) {
        self.0[sort as usize] -= text_sum;
    }

    /// How many visible characters there are of each sort.
    pub fn counts(&self) -> Counts {
        // What is taken away was added before, so only formulas may show more than is written.
        self.0.map(|text_sum| u64::try_from(text_sum.count).unwrap_or(0))
    }

    /// The sum of all sorts.
    pub fn total(&self) -> TextSum {
        self.0.iter().fold(TextSum::default(), |total, text_sum| total + *text_sum)
    }
}

impl AddAssign for Markup {
    fn add_assign(&mut self, other: Self) {
        for (text_sum, more) in self.0.iter_mut().zip(other.0) {
            *text_sum += more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_are_counted_where_they_stand_in_the_table() {
        for (index, (sort, _)) in Sort::ALL.into_iter().enumerate() {
            assert_eq!(sort as usize, index);
            let mut markup = Markup::default();
            markup.add(sort, TextSum::of("甲乙丙"));
            markup.take(sort, TextSum::of("丙"));
            assert_eq!(markup.counts()[index], 2);
            assert_eq!(markup.total(), TextSum::of("甲乙"));
        }
    }

    #[test]
    fn speech_is_no_sort_of_markup() {
        for (sort, form, speech) in [
            (Sort::Sign, "**> ", "** 好"),
            (Sort::ListNumber, "12", "a"),
            (Sort::NoteLabel, "[^1]:", "1"),
            (Sort::Fence, "```rust", "rust"),
            (Sort::Address, "*](b.html)", "b.html"),
        ] {
            assert!(sort.admits(form), "{form}");
            assert!(!sort.admits(speech), "{speech}");
        }
    }
}
