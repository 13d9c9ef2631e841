//! What entries of the manifest fall back to (EPUB 3.3, 3.3 and 5.6.2). Every entry is settled once,
//! however long the chains are and wherever they meet.

/// The pictures readers must be able to show (EPUB 3.3, 3.2).
const PICTURES: &[&str] = &["image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"];

/// The other types that need no fallback (EPUB 3.3, 3.2).
const CORE: &[&str] = &[
    "application/ecmascript",
    "application/font-sfnt",
    "application/font-woff",
    "application/javascript",
    "application/pls+xml",
    "application/smil+xml",
    "application/vnd.ms-opentype",
    "application/x-dtbncx+xml",
    "application/xhtml+xml",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "text/css",
    "text/javascript",
];

/// Qualities of each entry of the manifest, by its number.
#[derive(Default)]
pub struct Fallbacks {
    content: Vec<bool>,
    core: Vec<bool>,
    circular: Vec<bool>,
}

impl Fallbacks {
    /// Settles the entries of a manifest: which each states as its fallback, which are content
    /// documents, and their media types.
    pub fn of<'a>(
        next: &[Option<usize>],
        content: Vec<bool>,
        types: impl Iterator<Item = &'a str>,
    ) -> Self {
        let core = types.map(|kind| {
            // Only of sound the codec may be stated.
            let plain = kind.split(';').next().unwrap_or(kind).trim_end();
            let kind = if kind.starts_with("audio/") { plain } else { kind };
            PICTURES.contains(&kind) || CORE.contains(&kind)
        });
        Self {
            content: settled(next, content),
            core: settled(next, core.collect()),
            circular: circular(next),
        }
    }

    /// True if an entry, or one it falls back to, is a content document.
    pub fn to_content(&self, item: usize) -> bool {
        self.content.get(item) == Some(&true)
    }

    /// True if an entry, or one it falls back to, is of a type readers know.
    pub fn to_core(&self, item: usize) -> bool {
        self.core.get(item) == Some(&true)
    }

    /// True if an entry falls back to itself, by way of others or at once.
    pub fn is_circular(&self, item: usize) -> bool {
        self.circular.get(item) == Some(&true)
    }
}

/// Of each entry, whether it has a quality or leads to one that has.
fn settled(next: &[Option<usize>], mut has: Vec<bool>) -> Vec<bool> {
    let mut known = has.clone();
    let mut chain = Vec::new();
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(number) = at.filter(|number| known.get(*number) == Some(&false)) {
            // What comes round to it again finds nothing new.
            known[number] = true;
            chain.push(number);
            at = next.get(number).copied().flatten();
        }
        let found = at.is_some_and(|number| has.get(number) == Some(&true));
        for number in chain.drain(..) {
            has[number] = found;
        }
    }
    has
}

/// Of each entry, whether it leads to itself.
fn circular(next: &[Option<usize>]) -> Vec<bool> {
    let mut circular = vec![false; next.len()];
    // The entry each was first reached from.
    let mut reached: Vec<Option<usize>> = vec![None; next.len()];
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(number) = at.filter(|number| reached.get(*number) == Some(&None)) {
            reached[number] = Some(start);
            at = next.get(number).copied().flatten();
        }
        // Where the walk met itself, there is a circle; where it met another, none that is new.
        let mut circle = at.filter(|number| reached.get(*number) == Some(&Some(start)));
        while let Some(number) = circle.filter(|number| circular.get(*number) == Some(&false)) {
            circular[number] = true;
            circle = next.get(number).copied().flatten();
        }
    }
    circular
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_followed_to_their_ends() {
        // 0 → 1 → 2, 3 → 1, 4 → 5 → 6 → 5, 7 → 7.
        let next = [Some(1), Some(2), None, Some(1), Some(5), Some(6), Some(5), Some(7)];
        let only = |number| (0..next.len()).map(|own| own == number).collect::<Vec<_>>();
        let of = |number| {
            let settled = settled(&next, only(number));
            let leads = settled.iter().enumerate().filter(|(_, leads)| **leads);
            leads.map(|(number, _)| number).collect::<Vec<_>>()
        };
        assert_eq!(of(2), [0, 1, 2, 3]);
        assert_eq!(of(1), [0, 1, 3]);
        assert_eq!(of(6), [4, 5, 6]);
        assert_eq!(of(7), [7]);
        let circular = circular(&next);
        assert_eq!(circular, [false, false, false, false, false, true, true, true]);
    }

    #[test]
    fn long_chains_are_soon_settled() {
        let next: Vec<_> =
            (1..=1_000_000).map(|next| Some(next).filter(|n| *n < 1_000_000)).collect();
        let mut has = vec![false; next.len()];
        *has.last_mut().unwrap() = true;
        assert!(settled(&next, has).iter().all(|leads| *leads));
        assert!(!circular(&next).contains(&true));
    }
}
