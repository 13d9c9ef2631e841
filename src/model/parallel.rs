//! A talk in two languages.

/// How a book has a talk that comes in two languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Bilingual {
    /// In the book's language alone.
    #[default]
    Off,
    /// In both, each paragraph of the other language under its own.
    Paragraphs,
    /// In both, side by side where the screen is wide enough.
    Facing,
}

/// The language that is taken of a file with speech in two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Track {
    /// The one that stands first, or the only one.
    #[default]
    First,
    /// The other.
    Other,
}

impl Track {
    /// The other of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Other,
            Self::Other => Self::First,
        }
    }
}

/// Which stretches of two texts say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretches {
    /// Of each text, places in its file, ascending, with the number of the stretch that goes on there.
    sides: [Vec<(usize, usize)>; 2],
}

impl Stretches {
    /// From the places of each text, in any order, with the numbers of their stretches.
    pub fn new(mut sides: [Vec<(usize, usize)>; 2]) -> Self {
        for side in &mut sides {
            side.sort_unstable();
        }
        Self { sides }
    }

    /// The stretch that a place is in: of the first text, or of the second.
    pub fn at(&self, side: usize, place: usize) -> usize {
        let side = &self.sides[side];
        let after = side.partition_point(|&(at, _)| at <= place);
        after.checked_sub(1).map_or(0, |index| side[index].1)
    }
}
