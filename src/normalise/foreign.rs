//! Rule `foreign`: runs in another language carry its tag (requirement E1), so that they are
//! hyphenated, spoken and set as what they are.

use std::ops::Range;

use super::rule::{Apply, Rule};
use unicode_script::{Script, UnicodeScript};

use super::signs::scan;
use super::work::Work;
use crate::model::block::{Block, Inline, rewrite_lines, visit_line_pieces, visit_pieces};
use chengshu_writing::language::{self, Scripts, Stands, primary};
use chengshu_writing::script::{
    before, but_ideographs, closes, is_cjk_mark, is_hangul, is_ideographic, is_kana, opens,
};

pub const RULE: Rule = Rule {
    id: "foreign",
    family: "language",
    summary: "tags runs in another language",
    reason: "Reading systems then hyphenate, speak and set them correctly (requirement E1).",
    examples: &[],
    apply: Apply::Blocks(tag),
};

/// Tags runs of foreign script or words inside text of the book's language.
// The table of rules hands every rule a list it may grow.
#[allow(clippy::ptr_arg)]
fn tag(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let book = Book {
        language: work.language,
        scripts: Scripts::of(work.language),
        is_asian: matches!(primary(work.language), "zh" | "ja" | "ko"),
    };
    if !book.is_asian && !book.is_in_its_script(blocks) {
        return;
    }
    rewrite_lines(blocks, &mut |content| {
        if content.iter().any(|inline| book.concerns(inline)) {
            let whole = book.of_whole(content);
            book.tag_line(content, whole);
        }
    });
}

/// The writing of a text.
struct Book<'a> {
    language: &'a str,
    scripts: Scripts,
    /// True if it is set in ideographs, kana or hangul: in Latin script there is no telling a
    /// quotation in Latin script from a name, and only other scripts are looked for.
    is_asian: bool,
}

impl Book<'_> {
    /// True if the letters of the language's scripts are those the text is written in. Of languages
    /// that have several, a tag may not say which, so half of the letters have to be; and what is all
    /// in Latin letters may be another's in these.
    fn is_in_its_script(&self, blocks: &[Block]) -> bool {
        let latin = Scripts::of("la");
        let (mut own, mut others, mut all) = (0_usize, 0_usize, 0_usize);
        visit_pieces(blocks, &mut |text, at| {
            // Code and formulas say nothing of the language.
            let text = if at.is_some() { text } else { "" };
            for c in text.chars().filter(|c| c.is_alphabetic()) {
                all += 1;
                own += usize::from(self.scripts.have(c));
                others += usize::from(!latin.have(c));
            }
        });
        own * 2 >= all || (own > 0 || others > 0) && language::tells_script(self.language)
    }

    /// True if there may be a run of another language in it.
    fn concerns(&self, inline: &Inline) -> bool {
        match inline {
            Inline::Text { text, .. } => self.has_others(text),
            other => !other.content().is_empty(),
        }
    }

    /// True if a text has letters of other scripts.
    fn has_others(&self, text: &str) -> bool {
        if self.is_asian {
            return has_letters(text, primary(self.language) != "ja");
        }
        text.chars().any(|c| c.is_alphabetic() && !self.scripts.have(c))
    }

    /// The language of a line that is in another as a whole, such as a stanza: told from all of it,
    /// where a single verse may say too little.
    fn of_whole(&self, content: &[Inline]) -> Option<&'static str> {
        let (mut native, mut words) = (false, String::new());
        visit_line_pieces(content, &mut |text, at| {
            if at.is_none() {
                return;
            }
            words.push_str(text);
            native = native
                || text.chars().any(|c| {
                    c.is_alphabetic() && self.scripts.have(c) || self.is_asian && is_ideographic(c)
                });
        });
        if native {
            return None;
        }
        language::of_run(&words, self.language, Stands::Apart)
    }

    fn tag_line(&self, content: &mut Vec<Inline>, whole: Option<&'static str>) {
        let mut out = Vec::with_capacity(content.len());
        for mut inline in content.drain(..) {
            match &mut inline {
                Inline::Text { text, at } if self.has_others(text) => {
                    self.split(text, *at, whole, &mut out);
                    continue;
                }
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Struck(inner)
                | Inline::Direction(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Tag { content: inner, .. }
                    if inner.iter().any(|inline| self.concerns(inline)) =>
                {
                    self.tag_line(inner, whole);
                }
                _ => {}
            }
            out.push(inline);
        }
        *content = out;
    }

    fn split(&self, text: &str, at: usize, whole: Option<&'static str>, out: &mut Vec<Inline>) {
        let mut from = 0;
        let mut push = |range: Range<usize>, language: Option<&'static str>| {
            if range.is_empty() {
                return;
            }
            let run = Inline::Text { text: text[range.clone()].to_owned(), at: at + range.start };
            out.push(match language {
                Some(language) => Inline::Foreign { language, content: vec![run] },
                None => run,
            });
        };
        if whole.is_some() {
            // Its marks and spaces are set as its words are.
            return push(0..text.len(), whole);
        }
        for (run, language) in self.runs(text) {
            push(from..run.start, None);
            push(run.clone(), Some(language));
            from = run.end;
        }
        push(from..text.len(), None);
    }

    /// The runs of other languages in a text, in order.
    fn runs(&self, text: &str) -> Vec<(Range<usize>, &'static str)> {
        let told = |run: &Range<usize>| {
            let words = text.get(run.clone())?;
            language::of_run(words, self.language, stands(text, run))
        };
        let all = |runs: Vec<Range<usize>>, from: usize| {
            let placed = runs.into_iter().map(move |run| run.start + from..run.end + from);
            placed.filter_map(|run| Some((run.clone(), told(&run)?)))
        };
        if !self.is_asian {
            return all(self.others(text), 0).collect();
        }
        let mut runs = Vec::new();
        let mut from = 0;
        let others = match primary(self.language) {
            "zh" => language::neighbours(text),
            _ => Vec::new(),
        };
        for (run, language) in others {
            let before = text.get(from..run.start).unwrap_or_default();
            runs.extend(all(between_ideographs(before, self.language), from));
            from = run.end;
            runs.push((run, language));
        }
        let rest = text.get(from..).unwrap_or_default();
        runs.extend(all(between_ideographs(rest, self.language), from));
        runs
    }

    /// Stretches from one letter of another script to the last before a letter of the language's
    /// own, or of a third. The marks that end a sentence belong to it where it is quoted or stands
    /// alone.
    fn others(&self, text: &str) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut open: Option<Script> = None;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            let script = match c.script() {
                Script::Common => continue,
                Script::Hiragana | Script::Katakana => Script::Han,
                script => script,
            };
            match (open, runs.last_mut()) {
                _ if script != Script::Inherited && self.scripts.have(c) => open = None,
                (Some(open), Some(run)) if script == open || script == Script::Inherited => {
                    run.end = end;
                }
                _ if script == Script::Inherited => {}
                _ => {
                    open = Some(script);
                    runs.push(at..end);
                }
            }
        }
        for run in &mut runs {
            let behind = text.get(run.end..).unwrap_or_default();
            let rest =
                behind.trim_start_matches(['.', '!', '?', '…', '؟', '۔', '।', '。', '！', '？']);
            let quoted = before(text, run.start).is_none_or(|c| opens(c) || matches!(c, '"' | '«'));
            if quoted && (rest.is_empty() || rest.starts_with(|c| closes(c) || c == '»')) {
                run.end = text.len() - rest.len();
            }
        }
        runs
    }
}

/// Where a run stands in a text, by the marks around it.
fn stands(text: &str, run: &Range<usize>) -> Stands {
    let marks = ['.', '!', '?', '…', '。', '！', '？', '，', ',', ' '];
    let behind = text.get(run.end..).unwrap_or_default();
    let behind = behind.trim_start_matches(marks).chars().next();
    match (before(text, run.start), behind) {
        (Some('《' | '『' | '〈'), Some('》' | '』' | '〉')) => Stands::Title,
        (Some(open), Some(close)) if is_quote(open) && is_quote(close) => Stands::Apart,
        _ => Stands::Within,
    }
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
    )
}

/// True if a text has letters that are no ideographs, or kana where those are another's.
fn has_letters(text: &str, or_kana: bool) -> bool {
    scan(text, may_be_letter) != 0
        && but_ideographs(text).any(|(_, c)| {
            c.is_ascii_alphabetic()
                || or_kana && is_kana(c)
                || (!c.is_ascii() && !is_cjk_mark(c) && !is_ideographic(c) && c.is_alphabetic())
        })
}

/// Whether a character that begins with these bytes may be such a letter: is none of ideographs,
/// digits and the commonest marks.
#[allow(
    clippy::needless_bitwise_bool,
    clippy::inline_always,
    reason = "a branch for each byte would keep the compiler from using vectors"
)]
#[inline(always)]
fn may_be_letter([one, two, three, _]: [u8; 4]) -> u8 {
    let is_latin = (one | 0x20).wrapping_sub(b'a') < 26;
    let is_ideograph = one.wrapping_sub(0xe4) < 6;
    // Of U+2000, U+3000 and U+FF00.
    let is_mark = ((one == 0xe2) | (one == 0xe3)) & (two == 0x80) & (three < 0xb0)
        | (one == 0xef) & (two == 0xbc) & (three <= 0xa0);
    u8::from(is_latin | (one >= 0xc2) & !is_ideograph & !is_mark)
}

/// Stretches without the book's own characters that hold a letter; spaces and marks at their
/// ends belong to the text around, but for `¡` and `¿`.
fn between_ideographs(text: &str, book: &str) -> Vec<Range<usize>> {
    let native: fn(char) -> bool = match primary(book) {
        "ja" => |c| is_ideographic(c) || is_cjk_mark(c),
        "ko" => is_hangul,
        _ => |c| (is_ideographic(c) && !is_kana(c)) || (is_cjk_mark(c) && c != '’' && c != '—'),
    };
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '字')]) {
        if native(c) || at == text.len() {
            if let Some(start) = start.take() {
                let run: &str = &text[start..at];
                let inner =
                    run.trim_matches(|c: char| !c.is_alphanumeric() && !"¡¿!?.".contains(c));
                let inner = inner
                    .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '¡' && c != '¿');
                if let Some(offset) = run.find(inner).filter(|_| !inner.is_empty()) {
                    runs.push(start + offset..start + offset + inner.len());
                }
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::visit_inlines;
    use crate::model::treatment::Treatment;
    use crate::normalise::tests::normalised;

    /// The tags in a text in a language, in order.
    fn tags(text: &str, language: &str) -> Vec<&'static str> {
        let (manuscript, _) = normalised(text, language, &[], &Treatment::default());
        let mut tags = Vec::new();
        visit_inlines(&manuscript.blocks, &mut |inline| {
            if let Inline::Foreign { language, .. } = inline {
                tags.push(*language);
            }
        });
        tags
    }

    #[test]
    fn passages_are_tagged_however_much_of_a_chapter_they_are() {
        let english = "The boat left the harbour before anyone had counted the ropes.";
        assert_eq!(tags("قارب قديم.", "en"), ["und-Arab"]);
        for (words, language) in [
            ("האור כבוי.", "he"),
            ("چراغ خاموش بود.", "fa"),
            ("Маяк погас.", "ru"),
            ("Το φως έσβησε.", "el"),
        ] {
            let text = format!("{words}\n\n> {english}\n\n## {english}\n");
            assert_eq!(tags(&text, language), ["en", "en"], "{language}");
        }
        // Serbian is written in either; and Hindi in Latin letters, too.
        assert_eq!(tags(&format!("Фар.\n\n{english}"), "sr"), [""; 0]);
        assert_eq!(tags(english, "hi"), [""; 0]);
        let chinese = "He left.\n\n> 這座港口很舊，船都開走了。\n";
        assert_eq!(tags(chinese, "en"), ["zh-TW"]);
    }
}
