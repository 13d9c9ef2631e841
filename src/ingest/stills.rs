//! Pictures that lie beside transcripts, by their names: a thumbnail has that of its recording
//! (`灯塔.webp`), a frame its name and a time (`灯塔/00-12-30.jpg`, `灯塔_00_12_30.png`).

use std::collections::HashMap;

use crate::model::library::Frame;

/// Endings of pictures, that of the one to take first.
const ENDINGS: &[&str] = &["jpg", "jpeg", "png", "webp"];

/// Pictures by the name of what they belong to, which is a path without an ending.
#[derive(Debug, Default)]
pub struct Stills {
    thumbnails: HashMap<String, (usize, String)>,
    frames: HashMap<String, Vec<Frame>>,
}

impl Stills {
    /// The pictures among the files of a book.
    pub fn of<'a>(paths: impl IntoIterator<Item = &'a String>) -> Self {
        let mut stills = Self::default();
        for path in paths {
            let Some((stem, ending)) = path.rsplit_once('.') else { continue };
            let ending = ending.to_ascii_lowercase();
            if let Some(rank) = ENDINGS.iter().position(|known| *known == ending) {
                stills.add(path, stem, rank);
            }
        }
        stills
    }

    fn add(&mut self, path: &str, stem: &str, rank: usize) {
        if let Some((owner, at_ms)) = framed(stem) {
            let frame = Frame { at_ms, path: path.to_owned() };
            self.frames.entry(owner.to_owned()).or_default().push(frame);
        }
        let thumbnail = self.thumbnails.entry(stem.to_owned());
        let taken = thumbnail.or_insert_with(|| (rank, path.to_owned()));
        if rank < taken.0 {
            *taken = (rank, path.to_owned());
        }
    }

    /// Takes what belongs to a recording: its thumbnail, and its frames in the order of their times.
    pub fn take(&mut self, stem: &str) -> (Option<String>, Vec<Frame>) {
        let thumbnail = self.thumbnails.remove(stem).map(|(_, path)| path);
        let mut frames = self.frames.remove(stem).unwrap_or_default();
        frames.sort_by(|a, b| (a.at_ms, &a.path).cmp(&(b.at_ms, &b.path)));
        (thumbnail, frames)
    }
}

/// Signs between the name of a recording and a time, and between the parts of that.
const JOINTS: &[char] = &['_', '-', '.', ' ', '@', ':'];

/// The recording a frame is from, and the time in its name, in milliseconds.
fn framed(stem: &str) -> Option<(&str, u64)> {
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if let Some(at_ms) = time(name) {
        return (!folder.is_empty()).then_some((folder, at_ms));
    }
    // A time has at most so many bytes, and begins with a digit behind a joint.
    let starts = name.char_indices().rev().take(15).map(|(at, _)| at);
    let starts = starts.filter(|&at| name[..at].ends_with(JOINTS));
    let (at, at_ms) = starts.filter_map(|at| Some((at, time(&name[at..])?))).last()?;
    let owner = stem[..stem.len() - name.len() + at].trim_end_matches(JOINTS);
    (owner.len() > folder.len() + usize::from(!folder.is_empty())).then_some((owner, at_ms))
}

/// The time a text is: `00-12-30`, `00_12_30`, `0.12.30.500`, `1h02m03s`, `12m30s`.
fn time(text: &str) -> Option<u64> {
    let lettered = text.strip_suffix('s').filter(|text| text.contains('m'));
    let text = lettered.map_or(text.to_owned(), |text| text.replace(['h', 'm'], "-"));
    let parts: Vec<&str> = text.split(JOINTS).collect();
    let (parts, thousandths) = match parts.as_slice() {
        [parts @ .., last] if parts.len() == 3 && last.len() == 3 => (parts.to_vec(), *last),
        _ => (parts, "0"),
    };
    let fits = |part: &&str| (1..=2).contains(&part.len());
    let counted = parts.len() == 3 || (lettered.is_some() && parts.len() == 2);
    if !counted || !parts.iter().all(fits) {
        return None;
    }
    let mut seconds = 0;
    for (number, part) in parts.iter().enumerate() {
        let value: u64 = part.parse().ok()?;
        if number > 0 && value >= 60 {
            return None;
        }
        seconds = seconds * 60 + value;
    }
    Some(seconds * 1000 + thousandths.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_frames() {
        for (stem, owner, seconds) in [
            ("灯塔/00-12-30", "灯塔", 750),
            ("港/灯塔/0_12_30", "港/灯塔", 750),
            ("灯塔/12m30s", "灯塔", 750),
            ("灯塔/1h02m03s", "灯塔", 3723),
            ("灯塔_00_12_30", "灯塔", 750),
            ("港/灯塔-00.12.30.500", "港/灯塔", 750),
            ("灯塔 [dQw4w9WgXcQ]_00-12-30", "灯塔 [dQw4w9WgXcQ]", 750),
            ("Ropes 2 - 00:12:30", "Ropes 2", 750),
            ("Ropes_00_00_05", "Ropes", 5),
            ("2024-03-05/00-00-05", "2024-03-05", 5),
        ] {
            let found = framed(stem).map(|(owner, at_ms)| (owner, at_ms / 1000));
            assert_eq!(found, Some((owner, seconds)), "{stem}");
        }
        for stem in [
            "灯塔", "00-12-30", "_00_12_30", "港/_00_12_30", "灯塔_12_30", "2024-03-05",
            "灯塔/03-75-00", "灯塔_2024-03-05",
        ] {
            assert_eq!(framed(stem), None, "{stem}");
        }
    }

    #[test]
    fn pictures_belong_to_names() {
        let paths = ["灯.webp", "灯.JPG", "灯/0-0-9.png", "灯/0-0-1.png", "灯.gif", "雾.md"];
        let mut stills = Stills::of(&paths.map(str::to_owned));
        let (thumbnail, frames) = stills.take("灯");
        assert_eq!(thumbnail.as_deref(), Some("灯.JPG"));
        let frames: Vec<_> = frames.iter().map(|frame| (frame.at_ms, &*frame.path)).collect();
        assert_eq!(frames, [(1000, "灯/0-0-1.png"), (9000, "灯/0-0-9.png")]);
        assert_eq!(stills.take("雾"), (None, Vec::new()));
    }
}
