//! How a title falls into phrases and words, for lines that end where a reader would pause: on
//! covers, whose lines the program breaks, and on pages, whose lines a reading system breaks.

mod seam;
mod segment;

pub use seam::{seam, seams};
pub use segment::{Class, Segment, segments};

use std::ops::Range;

/// A piece of a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Spaces between phrases.
    Space(&'a str),
    /// The stretches a reader says without a pause, in the words of Chinese it falls into: of one
    /// or a few characters each, or several where nothing tells them apart. Other writings have
    /// spaces.
    Phrase(Vec<&'a str>),
}

/// A phrase up to this length is not parted into words, in em: it fits any line.
const SHORT: f32 = 4.0;

/// A phrase longer than this is parted even where a word may not end, in em.
const LONG: f32 = 7.0;

/// The cost of a seam up to which a word surely ends there.
const SURE: f32 = 0.5;

/// The pieces of a title. Joined, they are the title.
pub fn pieces(title: &str) -> Vec<Piece<'_>> {
    let segments = segments(title);
    let costs = seams(&segments);
    let line = Line::new(&segments, &costs);
    let is_space = |at: usize| segments.get(at).is_some_and(|it| it.class == Class::Space);
    // A space of Chinese is a pause, and so is a mark; a space behind a mark stands by itself.
    let is_wide = |at: usize| segments.get(at).is_some_and(|it| it.class != Class::Word);
    let pauses =
        |at: usize| segments[at].pauses() || is_space(at + 1) && is_wide(at) && is_wide(at + 2);
    let ends = (1..segments.len()).filter(|&at| {
        pauses(at - 1) && costs[at].is_some() || at > 1 && is_space(at - 1) && pauses(at - 2)
    });
    let mut start = 0;
    let mut from = 0;
    let mut pieces = Vec::new();
    for end in ends.chain([segments.len()]) {
        let mut cuts = Vec::new();
        let space = end == from + 1 && is_space(from);
        if end > from {
            line.part(from..end, &mut cuts);
        }
        let mut words = Vec::with_capacity(cuts.len());
        for cut in cuts {
            let length: usize = segments[from..cut].iter().map(|it| it.text.len()).sum();
            words.push(&title[start..start + length]);
            (start, from) = (start + length, cut);
        }
        match words.as_slice() {
            [] => {}
            [blank] if space => pieces.push(Piece::Space(blank)),
            _ => pieces.push(Piece::Phrase(words)),
        }
    }
    pieces
}

/// Segments, what it costs to end a line before each, and how far from the start each begins.
struct Line<'a> {
    segments: &'a [Segment<'a>],
    costs: &'a [Option<f32>],
    edges: Vec<f32>,
}

impl<'a> Line<'a> {
    fn new(segments: &'a [Segment<'a>], costs: &'a [Option<f32>]) -> Self {
        let mut edges = vec![0.0];
        let mut edge = 0.0;
        for segment in segments {
            edge += length(segment);
            edges.push(edge);
        }
        Self { segments, costs, edges }
    }

    /// Parts a range of segments into words; pushes where each ends.
    fn part(&self, range: Range<usize>, ends: &mut Vec<usize>) {
        let mut whole = vec![range];
        while let Some(range) = whole.pop() {
            match self.best(&range) {
                Some(at) => whole.extend([at..range.end, range.start..at]),
                None => ends.push(range.end),
            }
        }
    }

    /// Where to part a range, if it is long enough.
    fn best(&self, range: &Range<usize>) -> Option<usize> {
        let (first, last) = (self.edges[range.start], self.edges[range.end]);
        let length = last - first;
        if length <= SHORT {
            return None;
        }
        let limit = if length > LONG { f32::INFINITY } else { SURE };
        let is_space = |at: usize| self.segments[at].class == Class::Space;
        (range.start + 1..range.end)
            // Lines break at spaces by themselves, and a space at the end of a box is lost.
            .filter(|&at| !is_space(at) && !is_space(at - 1))
            .filter_map(|at| self.costs[at].map(|cost| (at, cost)))
            .filter(|(_, cost)| *cost <= limit)
            .map(|(at, cost)| {
                let lopsided = (self.edges[at] - first - (last - self.edges[at])).abs() / length;
                (at, cost + 0.5 * lopsided)
            })
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(at, _)| at)
    }
}

/// About how long a segment is, in em: letters are half as wide as ideographs.
fn length(segment: &Segment<'_>) -> f32 {
    let each = match segment.class {
        Class::Word => 0.5,
        Class::Space => 0.25,
        Class::Open | Class::Close | Class::Ideograph => 1.0,
    };
    segment.text.chars().map(|_| each).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words parted by `|`, phrases by `/`.
    fn parted(title: &str) -> String {
        let pieces = pieces(title);
        let parted: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Space(space) => (*space).to_owned(),
                Piece::Phrase(words) => words.join("|"),
            })
            .collect();
        let parted = parted.join("/");
        assert_eq!(parted.replace(['/', '|'], ""), title);
        parted
    }

    #[test]
    fn titles_fall_into_phrases_at_pauses_and_into_words_at_sure_seams() {
        for (title, expected) in [
            ("海", "海"),
            ("", ""),
            ("灯塔看守", "灯塔看守"),
            ("海岸灯塔、奇异岛屿、神秘港口", "海岸灯塔、/奇异岛屿、/神秘港口"),
            ("望角灯塔夜话：看灯人与雾的十二个晚上", "望角灯塔夜话：/看灯人与雾的|十二个晚上"),
            ("谁点亮了第一座灯塔？！", "谁点亮了|第一座灯塔？！"),
            ("他说：“灯，还亮着。”", "他说：/“灯，/还亮着。”"),
            ("学 Rust， 写程序", "学 Rust，/ /写程序"),
            ("Lamps: A Short History of Harbours", "Lamps:/ /A Short History of Harbours"),
            ("灯塔——海的眼睛", "灯塔——/海的眼睛"),
            ("雾里的船为什么不敲钟？", "雾里的|船为什么|不敲钟？"),
            ("灯塔的 \"眼睛\"", "灯塔的 \"眼睛\""),
            ("第一部\u{3000}灯", "第一部/\u{3000}/灯"),
        ] {
            assert_eq!(parted(title), expected);
        }
    }
}
