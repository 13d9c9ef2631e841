//! Where paragraphs of text with marks break: at sentence ends, by pauses, words that open a new thought, and
//! length. Text without marks breaks as [`chengshu_writing::paragraphs`] says.

use chengshu_writing::script::columns;

/// Columns of a paragraph, two to an ideograph: 120 to 400 ideographs.
const SHORTEST: usize = 240;
const LONGEST: usize = 800;

/// The best length of a paragraph, if nothing else tells where to break.
const COMFORTABLE: usize = 480;

/// A long pause breaks even a short paragraph, of this many columns.
const AFTER_LONG_PAUSE: usize = 80;

/// A sentence longer than this may be broken between captions.
const LONGEST_SENTENCE: usize = 1_200;

/// Words at the head of a sentence that open a new thought.
const OPENERS: &[&str] = &[
    "那么", "那麼", "但是", "不过", "不過", "然而", "可是", "接下来", "接下來", "接着", "接著",
    "首先", "其次", "再次", "然后", "然後", "最后", "最後", "所以", "因此", "于是", "於是", "另外",
    "此外", "当然", "當然", "总之", "總之", "总的来说", "其实", "其實", "事实上", "事實上", "好了",
    "好的", "好，", "第一", "第二", "第三", "第四", "第五", "另一方面", "与此同时", "與此同時",
    "But ", "So ", "Now ", "Now, ", "However", "Next", "First", "Second", "Finally", "Anyway",
    "Meanwhile", "Then ", "Okay", "Well, ",
];

/// How long somebody pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pause {
    /// No longer than between words.
    None,
    /// Longer than most of the recording's.
    Short,
    /// As between two thoughts.
    Long,
    /// The file itself breaks the text here.
    Stated,
}

/// A place where a paragraph might end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Byte offset in the text.
    pub at: usize,
    /// Whether a sentence ends here.
    pub ends: Ends,
    /// The pause here.
    pub pause: Pause,
    /// The same in milliseconds.
    pub gap_ms: u64,
}

/// The unit that ends at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// A sentence.
    Sentence,
    /// A caption in the midst of one.
    Caption,
}

/// Chooses where a text breaks into paragraphs. In: the text and the places, ascending. Out:
/// offsets, ascending, the end of the text last. Places are looked at again only within one
/// paragraph's length, so the time is linear.
pub fn breaks(text: &str, places: &[Place]) -> Vec<usize> {
    let widths = widths(text, places);
    let mut out = Vec::new();
    let mut from = 0;
    let mut fallback: Option<usize> = None;
    let mut index = 0;
    while let (Some(place), Some(&width)) = (places.get(index), widths.get(index)) {
        let length = width - from;
        let usable = match place.ends {
            Ends::Sentence => true,
            Ends::Caption => length > LONGEST_SENTENCE && fallback.is_none(),
        };
        if !usable {
            index += 1;
            continue;
        }
        let opens = || OPENERS.iter().any(|word| text[place.at..].trim_start().starts_with(word));
        let now = match place.pause {
            Pause::Stated => true,
            Pause::Long => length >= AFTER_LONG_PAUSE,
            Pause::Short => length >= SHORTEST,
            Pause::None => length >= SHORTEST && opens(),
        };
        let chosen = if length > LONGEST {
            // Too long with this sentence: back to the best place before, if there is one.
            Some(fallback.unwrap_or(index))
        } else {
            now.then_some(index)
        };
        if let Some(chosen) = chosen {
            out.extend(places.get(chosen).map(|place| place.at));
            from = widths.get(chosen).copied().unwrap_or(from);
            fallback = None;
            index = chosen + 1;
            continue;
        }
        let rank = |index: usize| {
            let gap = places.get(index).map_or(0, |place| place.gap_ms);
            let length = widths.get(index).map_or(0, |width| width - from);
            (gap, std::cmp::Reverse(length.abs_diff(COMFORTABLE)))
        };
        if length >= SHORTEST && fallback.is_none_or(|best| rank(index) > rank(best)) {
            fallback = Some(index);
        }
        index += 1;
    }
    if out.last() != Some(&text.len()) {
        out.push(text.len());
    }
    out
}

/// Columns of the text before each place.
fn widths(text: &str, places: &[Place]) -> Vec<usize> {
    let (mut at, mut width) = (0, 0);
    places
        .iter()
        .map(|place| {
            width += text[at..place.at].chars().map(columns).sum::<usize>();
            at = place.at;
            width
        })
        .collect()
}
