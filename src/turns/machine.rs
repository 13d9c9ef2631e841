//! Names that programs give to speakers they cannot name: `SPEAKER_00`, `spk_1`, `Speaker A`, `发言人1`.

/// Longest name, in bytes.
const LONGEST: usize = 40;

/// Words before the number, in lower case.
const WORDS: &[&str] =
    &["speaker", "spk", "发言人", "發言人", "说话人", "說話人", "讲话人", "講話人"];

/// The word, what joins it to the number, and the number or letter.
fn parts(name: &str) -> Option<(&'static str, &str, &str)> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.trim();
    let begins =
        |word: &str| name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let word = WORDS.iter().find(|word| begins(word))?;
    let rest = name.get(word.len()..)?;
    let number = rest.trim_start_matches([' ', '_', '-', '#', '\u{a0}']);
    let joint = &rest[..rest.len() - number.len()];
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let is_letter = number.len() == 1 && number.bytes().all(|b| b.is_ascii_uppercase());
    let is_word = !word.is_ascii() || !joint.is_empty() || is_number;
    ((is_number || is_letter) && is_word).then_some((word, joint, number))
}

/// True if a program gave the name.
pub fn is_machine(name: &str) -> bool {
    parts(name).is_some()
}

/// The name as a book prints it: `Speaker 1`, `说话人1`. Counting begins at one, as people count; a
/// Chinese name stays as it is. In: the name, whether the book is in Chinese, and whether one of the
/// speakers shows that they are counted from 0. `None` if it is no program's.
pub fn shown(name: &str, is_chinese: bool, from_zero: bool) -> Option<String> {
    let (word, joint, number) = parts(name)?;
    if !word.is_ascii() {
        return Some(name.to_owned());
    }
    let number = match number.parse::<u32>() {
        Ok(value) if from_zero || is_from_zero(joint, number) => (value + 1).to_string(),
        Ok(value) => value.to_string(),
        Err(_) => number.to_owned(),
    };
    Some(if is_chinese { format!("说话人{number}") } else { format!("Speaker {number}") })
}

/// True if a name shows that its program counts from 0: it has that number, or is filled up, as in
/// `SPEAKER_01`. Apple counts `SPEAKER_1` from 1.
pub fn counts_from_zero(name: &str) -> bool {
    parts(name).is_some_and(|(_, joint, number)| is_from_zero(joint, number))
}

fn is_from_zero(joint: &str, number: &str) -> bool {
    number.bytes().all(|b| b == b'0') || (joint.contains('_') && number.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programs() {
        for (name, english, chinese) in [
            ("SPEAKER_00", "Speaker 1", "说话人1"),
            ("SPEAKER_01", "Speaker 2", "说话人2"),
            ("SPEAKER_1", "Speaker 1", "说话人1"),
            ("Speaker 01", "Speaker 1", "说话人1"),
            ("spk_0", "Speaker 1", "说话人1"),
            ("SPEAKER 2", "Speaker 2", "说话人2"),
            ("Speaker 2", "Speaker 2", "说话人2"),
            ("Speaker A", "Speaker A", "说话人A"),
            ("发言人1", "发言人1", "发言人1"),
            ("说话人 1", "说话人 1", "说话人 1"),
        ] {
            assert_eq!(shown(name, false, false).as_deref(), Some(english));
            assert_eq!(shown(name, true, false).as_deref(), Some(chinese));
        }
        assert_eq!(shown("SPEAKER_11", false, true).as_deref(), Some("Speaker 12"));
        assert_eq!(shown("Speaker 0", false, true).as_deref(), Some("Speaker 1"));
        for name in
            ["Jane", "Speaker", "Speakers 1", "SpeakerA", "发言人", "发言人王", "Speaker 1000"]
        {
            assert!(!is_machine(name), "{name}");
        }
    }
}
