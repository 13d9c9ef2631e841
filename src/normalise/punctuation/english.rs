//! Rules `curly` and `strokes`: the marks of English that keyboards do not have.

use crate::english;
use crate::normalise::draft::Edit;
use crate::normalise::line::LineRule;
use crate::normalise::signs::Signs;

/// Makes “ ” and ‘ ’ of straight quotation marks, ’ of apostrophes, and ′ ″ of feet and inches.
pub const CURLY: LineRule = LineRule {
    signs: Signs::ASCII,
    concerns: |text| memchr::memchr2(b'"', b'\'', text.as_bytes()).is_some(),
    find: |line| edits(english::curly(line.text)),
};

/// Makes — of two or three hyphens, – of one between spaces, and … of three dots.
pub const STROKES: LineRule = LineRule {
    signs: Signs::ASCII,
    concerns: |text| {
        ["--", " - ", "..."]
            .iter()
            .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
    },
    find: |line| edits(english::strokes(line.text)),
};

fn edits(marks: Vec<english::Mark>) -> Vec<Edit> {
    let edit = |(place, mark)| Edit::replace(place, mark);
    marks.into_iter().map(edit).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::settled_in;

    fn settled(text: &str) -> String {
        settled_in(text, "en-GB")
    }

    #[test]
    fn quotation_marks_and_apostrophes_are_told_apart() {
        for (before, after) in [
            ("\"Go,\" he said.", "“Go,” he said."),
            (
                "He said: \"'Go,' she told me.\"",
                "He said: “‘Go,’ she told me.”",
            ),
            ("\"Why 'go'?\"", "“Why ‘go’?”"),
            ("\"He said 'go.'\"", "“He said ‘go.’”"),
            ("(\"Go\") [\"stay\"]", "(“Go”) [“stay”]"),
            ("*\"Go\"* and \"*stay*\"", "“Go” and “stay”"),
            ("\"A long quotation begins", "“A long quotation begins"),
            ("and ends.\"", "and ends.”"),
            ("\"Wait--\" she said", "“Wait—” she said"),
            (
                "don't, the keepers' lamp, the 1880's",
                "don’t, the keepers’ lamp, the 1880’s",
            ),
            (
                "'Tis the '90s, rock 'n' roll",
                "’Tis the ’90s, rock ’n’ roll",
            ),
            ("from '78 to '99", "from ’78 to ’99"),
            ("get 'em 'cause it's late", "get ’em ’cause it’s late"),
            (
                "'cause and effect' is a phrase",
                "‘cause and effect’ is a phrase",
            ),
            ("U.S.'s law", "U.S.’s law"),
            ("It's 5'10\" or 5' 10\" tall", "It’s 5′10″ or 5′ 10″ tall"),
            ("\"in 1990\" and 'in 1990'", "“in 1990” and ‘in 1990’"),
            ("the \"`code`\" he wrote", "the “code” he wrote"),
        ] {
            assert_eq!(settled(before), after, "{before}");
            assert_eq!(settled(after), after, "again: {after}");
        }
    }

    #[test]
    fn strokes_are_drawn_where_they_are_meant() {
        for (before, after) in [
            ("a lamp--a small one--burned", "a lamp—a small one—burned"),
            ("a lamp -- a small one", "a lamp — a small one"),
            ("a lamp - a small one", "a lamp – a small one"),
            ("the years 1990--1995", "the years 1990–1995"),
            ("well... more or less...", "well… more or less…"),
            ("...and then?", "…and then?"),
        ] {
            assert_eq!(settled(before), after, "{before}");
            assert_eq!(settled(after), after, "again: {after}");
        }
    }

    #[test]
    fn what_is_no_mark_stays() {
        for text in [
            "`don't -- \"touch\"...`",
            "<code>don't -- \"touch\"...</code>",
            "press <kbd>'</kbd>, <kbd>\"</kbd> and <kbd>--</kbd>; it says <samp>can't...</samp>",
            "see https://lamp.example/it's--here...now?q='a for it",
            "pass --all or -a",
            "5 - 3 and 45-60",
            "a well-known .../docs",
            "a \" b ' c",
            "three.... dots",
        ] {
            let plain = [
                "`", "<code>", "</code>", "<kbd>", "</kbd>", "<samp>", "</samp>",
            ]
            .iter()
            .fold(text.to_owned(), |text, tag| text.replace(tag, ""));
            assert_eq!(settled(text), plain, "{text}");
        }
        assert_eq!(settled_in("l'été \"là\"", "fr"), "l'été \"là\"");
    }
}
