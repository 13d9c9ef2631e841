//! Turns of captions: names and signs are taken out of the words, and what two people say in one caption
//! is parted.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Label, chevrons, is_dash, is_machine, is_name, is_word, label, speakers};
use crate::model::speech::Cue;

/// Captions with who speaks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// The captions.
    pub cues: Vec<Cue>,
    /// The places among them at which somebody begins to speak whom the file does not name.
    pub begins: Vec<usize>,
}

/// A caption or a part of one.
struct Piece {
    cue: Cue,
    /// A sign says that somebody else speaks.
    begins: bool,
}

/// Decides who speaks, if the file does not state it. In: captions in order. Out: the same words, without
/// names and signs. What has neither is spoken by whoever spoke before.
pub fn turns(cues: Vec<Cue>) -> Turns {
    if cues.iter().any(|cue| cue.speaker.is_some()) {
        return Turns { cues, begins: Vec::new() };
    }
    let cues = match headed(&cues) {
        Some(cues) => return Turns { cues, begins: Vec::new() },
        None => cues,
    };
    named(dashed(signed(cues)))
}

/// The captions without their first lines, if those are nothing but names of speakers, who come back.
fn headed(cues: &[Cue]) -> Option<Vec<Cue>> {
    let heads = cues.iter().map(|cue| {
        let (name, words) = cue.text.split_once('\n')?;
        (is_name(name.trim()) && !words.trim().is_empty()).then_some((name.trim(), words))
    });
    let heads: Vec<(&str, &str)> = heads.collect::<Option<_>>()?;
    let names: HashSet<&str> = heads.iter().map(|(name, _)| *name).collect();
    if names.len() < 2 || names.len() * 2 > heads.len() {
        return None;
    }
    let parted = cues.iter().zip(&heads).map(|(cue, (name, words))| Cue {
        speaker: Some((*name).to_owned()),
        text: (*words).to_owned(),
        at: cue.at + cue.text.len() - words.len(),
        ..cue.clone()
    });
    Some(parted.collect())
}

/// Captions parted at `>>`, if there are two at least.
fn signed(cues: Vec<Cue>) -> Vec<Piece> {
    let count: usize = cues.iter().map(|cue| chevrons(&cue.text, false).len()).sum();
    if count < 2 {
        return cues.into_iter().map(|cue| Piece { cue, begins: false }).collect();
    }
    let mut out = Vec::with_capacity(cues.len() + count);
    let mut begins = false;
    for cue in cues {
        let mut from = 0;
        for sign in chevrons(&cue.text, true) {
            push(&mut out, &cue, from..sign.start, &mut begins);
            from = sign.end;
            begins = true;
        }
        push(&mut out, &cue, from..cue.text.len(), &mut begins);
    }
    out
}

/// Adds a part of a caption, unless it is blank.
fn push(out: &mut Vec<Piece>, cue: &Cue, span: Range<usize>, begins: &mut bool) {
    let text = cue.text.get(span.clone()).unwrap_or_default();
    if !text.trim().is_empty() {
        let part = Cue { text: text.to_owned(), at: cue.at + span.start, ..cue.clone() };
        out.push(Piece { cue: part, begins: std::mem::take(begins) });
    }
}

/// The lines of a caption and where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', '…', '。', '？', '！', '"', '”'])
}

/// Where the words of two people begin in a caption, and the dashes before them.
fn dashes(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines(text) {
        let Some(length) = is_dash(line) else { continue };
        found.push(at..at + length);
        // Both on one line: `- Who? - Me.`
        let mut from = length;
        for (place, _) in line.match_indices(['-', '–']) {
            let before = &line[..place];
            if place < from || !before.ends_with(' ') || !ends_sentence(before) {
                continue;
            }
            if let Some(length) = is_dash(&line[place..]) {
                found.push(at + place..at + place + length);
                from = place + length;
            }
        }
    }
    found
}

/// Captions parted at dashes, if dashes part the words of two people in them: in two captions at least,
/// or in one whose lines are sentences.
fn dashed(pieces: Vec<Piece>) -> Vec<Piece> {
    let places: Vec<Vec<Range<usize>>> =
        pieces.iter().map(|piece| dashes(&piece.cue.text)).collect();
    let both = || pieces.iter().zip(&places).filter(|(_, places)| places.len() >= 2);
    let ends = |piece: &Piece| {
        lines(&piece.cue.text).all(|(_, line)| line.trim().is_empty() || ends_sentence(line))
    };
    let is_used = both().count() >= 2 || both().any(|(piece, _)| ends(piece));
    if !is_used {
        return pieces;
    }
    let mut out = Vec::with_capacity(pieces.len() * 2);
    for (piece, places) in pieces.into_iter().zip(places) {
        let mut begins = piece.begins;
        let mut from = 0;
        for place in places {
            push(&mut out, &piece.cue, from..place.start, &mut begins);
            from = place.end;
            begins = true;
        }
        push(&mut out, &piece.cue, from..piece.cue.text.len(), &mut begins);
    }
    out
}

/// True if a name is written in capitals, as captions for the deaf have those who speak out of sight.
fn is_capital(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 2 && letters().all(char::is_uppercase)
}

/// The labels of a file that name speakers.
fn known(pieces: &[Piece]) -> HashMap<String, usize> {
    let heads = pieces.iter().map(|piece| Some(label(&piece.cue.text)?.name));
    let mut known = speakers(heads);
    let all = || pieces.iter().flat_map(|piece| lines(&piece.cue.text));
    let mut capitals: HashMap<String, usize> = HashMap::new();
    for Label { name, .. } in all().filter_map(|(_, line)| label(line)) {
        if is_capital(name) || is_machine(name) {
            *capitals.entry(name.to_owned()).or_default() += 1;
        }
    }
    // A label that stands behind `>>` is one.
    let signed = pieces.iter().filter(|piece| piece.begins);
    for Label { name, .. } in signed.filter_map(|piece| label(&piece.cue.text)) {
        known.entry(name.to_owned()).or_insert(1);
    }
    let count: usize = capitals.values().sum();
    // Of a list of terms in capitals none returns.
    let returns = capitals.len() < count || capitals.keys().any(|name| !is_word(name));
    if capitals.keys().any(|name| is_machine(name)) || (count >= 3 && returns) {
        known.extend(capitals);
    }
    known
}

/// Lifts names out of the words.
fn named(mut pieces: Vec<Piece>) -> Turns {
    let known = known(&pieces);
    if known.is_empty() {
        pieces.retain(|piece| !piece.cue.text.trim().is_empty());
        let begins = (0..pieces.len()).filter(|at| pieces[*at].begins).collect();
        return Turns { cues: pieces.into_iter().map(|piece| piece.cue).collect(), begins };
    }
    let known_label = |line: &str| {
        let label = label(line).filter(|label| known.contains_key(label.name))?;
        Some((label.name.to_owned(), label.words))
    };
    let mut out = Turns::default();
    let mut speaker: Option<String> = None;
    for Piece { cue, mut begins } in pieces {
        let mut from = 0;
        let mut give = |speaker: &Option<String>, span: Range<usize>, begins: &mut bool| {
            let text = cue.text.get(span.clone()).unwrap_or_default();
            if text.trim().is_empty() {
                return;
            }
            if std::mem::take(begins) && speaker.is_none() {
                out.begins.push(out.cues.len());
            }
            let speaker = speaker.clone();
            out.cues.push(Cue {
                speaker,
                text: text.to_owned(),
                at: cue.at + span.start,
                ..cue.clone()
            });
        };
        if begins {
            speaker = None;
        }
        for (at, line) in lines(&cue.text) {
            if let Some((name, words)) = known_label(line) {
                give(&speaker, from..at, &mut begins);
                speaker = Some(name);
                from = at + words;
            }
        }
        give(&speaker, from..cue.text.len(), &mut begins);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each cue's speaker, `>` where an unnamed one begins, and words.
    fn said(texts: &[&str]) -> Vec<(String, String)> {
        let cues = texts.iter().map(|text| Cue { text: (*text).to_owned(), ..Cue::default() });
        let Turns { cues, begins } = turns(cues.collect());
        let cues = cues.into_iter().enumerate();
        cues.map(|(number, cue)| {
            let sign = if begins.contains(&number) { ">" } else { "" };
            (cue.speaker.unwrap_or_default() + sign, cue.text.trim().to_owned())
        })
        .collect()
    }

    fn own(said: &[(&str, &str)]) -> Vec<(String, String)> {
        said.iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn names_on_the_first_line_of_every_caption_come_back() {
        let of = |texts: &[&str]| -> Vec<Option<String>> {
            let cue = |text: &&str| Cue { text: (*text).to_owned(), ..Cue::default() };
            turns(texts.iter().map(cue).collect())
                .cues
                .into_iter()
                .map(|cue| cue.speaker)
                .collect()
        };
        let names = [Some("Mara".to_owned()), Some("Tobin".to_owned())];
        let found = of(&["Mara\nHi.", "Tobin\nHo.", "Mara\nSo.", "Tobin\nOh."]);
        assert_eq!(found, [names.clone(), names].concat());
        assert_eq!(of(&["灯塔\n灯亮了", "灯亮了\n船来", "船来\n人散"]), [None, None, None]);
    }

    #[test]
    fn names_must_return() {
        assert_eq!(
            said(&["阿岸：走吗？", "小满：走。", "带上伞。", "阿岸：好。", "小满：注意：路滑。"]),
            own(&[
                ("阿岸", "走吗？"),
                ("小满", "走。"),
                ("小满", "带上伞。"),
                ("阿岸", "好。"),
                ("小满", "注意：路滑。"),
            ])
        );
        // A phrase that comes back is said, and is no name.
        for phrases in [
            [
                "下一问：桥呢？",
                "塌了。",
                "下一问：船呢？",
                "再说一遍：开了。",
                "好。",
                "再说一遍：好。",
            ],
            [
                "My answer: no.", "So.", "Next question: why?", "My answer: so.", "Well.",
                "Next question: who?",
            ],
        ] {
            assert_eq!(said(&phrases), own(&phrases.map(|text| ("", text))));
        }
        let alone = ["注意：路滑。", "走。", "注意：有浪。"];
        assert_eq!(said(&alone), own(&alone.map(|text| ("", text))));
    }

    #[test]
    fn labels_of_programs_and_of_captions_for_the_deaf() {
        assert_eq!(
            said(&["[SPEAKER_00]: Up.", "[SPEAKER_00]: On.", "[SPEAKER_01]: Why?"]),
            own(&[("SPEAKER_00", "Up."), ("SPEAKER_00", "On."), ("SPEAKER_01", "Why?")])
        );
        assert_eq!(
            said(&["[WIND]", "MILLER: Who?\nMAN #1: Me.", "It is late.", "MILLER: Come in."]),
            own(&[
                ("", "[WIND]"),
                ("MILLER", "Who?"),
                ("MAN #1", "Me."),
                ("MAN #1", "It is late."),
                ("MILLER", "Come in."),
            ])
        );
    }

    #[test]
    fn signs_begin_turns() {
        assert_eq!(
            said(&["So? >> On the roof.", ">> All winter?", "Yes.", ">> KEEPER: Until spring."]),
            own(&[
                ("", "So?"),
                (">", "On the roof."),
                (">", "All winter?"),
                ("", "Yes."),
                ("KEEPER", "Until spring."),
            ])
        );
        assert_eq!(said(&["Use a >> b."]), own(&[("", "Use a >> b.")]));
        assert_eq!(
            said(&["- Who?\n- Me.", "- Come. - No.", "Then stay."]),
            own(&[(">", "Who?"), (">", "Me."), (">", "Come."), (">", "No."), ("", "Then stay.")])
        );
        let list = ["- apples\n- pears", "and plums"];
        assert_eq!(said(&list), own(&list.map(|text| ("", text))));
    }
}
