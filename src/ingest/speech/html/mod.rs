//! HTML transcripts: those of the podcast namespace (requirement T7),
//! `<cite>Name:</cite><time>0:00</time><p>…</p>`, and pages whose paragraphs begin with times or speakers.
//!
//! Tags and text are told apart as the HTML standard has it. There is no tree: text stays in the
//! order of the file, and what closes an element that is not open closes nothing. The text of the
//! file is accounted for: it is words, a name, a time, the title, or of an element without words.

mod pieces;

use super::{clock, lines};
use crate::ingest::diag::{HTML_NOT_CLOSED, HTML_NOT_SHOWN, TIME_NOT_READ};
use crate::model::speech::{Cue, Recording};
use crate::model::text_sum::TextSum;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::{OffsetMap, Source};
use chengshu_writing::script::is_ideographic;
use pieces::{Fault, Kind, Piece, Pieces};

/// Elements that end a paragraph.
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li",
    "listing", "main", "menu", "nav", "ol", "option", "p", "plaintext", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
];

/// The longest name of a speaker, in bytes. What is longer is words.
const LONGEST_NAME: usize = 256;

/// The element that is being read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Words,
    Name,
    Time,
}

/// Reads a file. `None` if it has neither `<cite>` nor `<time>`, and its paragraphs are no transcript; or if it
/// has no words.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let mut reader = Reader {
        source,
        text: String::new(),
        at: 0,
        in_paragraph: false,
        within: Within::Words,
        held: Held::default(),
        open_cite: None,
        open_time: None,
        speaker: None,
        start: None,
        timed: false,
        title: None,
        marked: false,
        cues: Vec::new(),
        stated: TextSum::default(),
        no_words: TextSum::default(),
        found: Sink::default(),
    };
    for piece in Pieces::of(&source.text) {
        reader.piece(piece);
    }
    reader.finish();
    let mut missing = reader.stated - reader.no_words;
    for cue in &reader.cues {
        missing -= cue.text_sum();
    }
    let recording =
        if reader.marked { super::recording(reader.cues)? } else { paragraphs(&reader.cues)? };
    sink.append(reader.found);
    Some(Recording { title: reader.title, missing, ..recording })
}

/// Paragraphs that begin with times or speakers, read as the lines of a text.
fn paragraphs(paragraphs: &[Cue]) -> Option<Recording> {
    let mut text = String::new();
    // Where paragraphs begin in the text, and in the file.
    let mut starts = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        starts.push((text.len(), paragraph.at));
        text.push_str(&paragraph.text);
        text.push('\n');
    }
    let mut recording = lines::read(&Source::new("", text), &mut Sink::default())?;
    let origin = OffsetMap::of_pieces(starts);
    for cue in &mut recording.cues {
        cue.at = origin.original(cue.at);
    }
    Some(recording)
}

struct Reader<'a> {
    source: &'a Source,
    /// The paragraph so far, and where it begins.
    text: String,
    at: usize,
    in_paragraph: bool,
    within: Within,
    held: Held,
    /// Where a `<cite>` or `<time>` began that has not ended.
    open_cite: Option<usize>,
    open_time: Option<usize>,
    speaker: Option<Speaker>,
    start: Option<u64>,
    /// True if words were said at that time.
    timed: bool,
    title: Option<String>,
    /// True if a name or a time was met with.
    marked: bool,
    cues: Vec<Cue>,
    /// Sum of all text of the file.
    stated: TextSum,
    /// Sum of what is no words.
    no_words: TextSum,
    found: Sink,
}

/// Text that may be a name or a time.
#[derive(Default)]
struct Held {
    text: String,
    at: usize,
    datetime: Option<String>,
    /// True if it stands within the words of a paragraph.
    inline: bool,
}

struct Speaker {
    name: String,
    at: usize,
    /// True if there are words of this speaker, with which the name is printed.
    speaks: bool,
}

impl Reader<'_> {
    fn piece(&mut self, piece: Piece) {
        let at = piece.at.start;
        if let Some(fault) = piece.fault {
            self.report(fault, at);
        }
        match piece.kind {
            Kind::Open { name, datetime } => self.open(&name, datetime, at),
            Kind::Close(name) => self.close(&name),
            Kind::Text(text) => {
                self.stated += TextSum::of(&text);
                if self.within == Within::Words {
                    self.words(&text, at);
                } else {
                    self.held.text.push_str(&text);
                }
            }
            Kind::Unseen { element, text } => self.unseen(element, &text, at),
            Kind::Hidden => {}
        }
    }

    fn open(&mut self, name: &str, datetime: Option<String>, at: usize) {
        match name {
            "cite" => {
                if let Some(open) = self.open_cite.replace(at) {
                    self.not_closed("<cite>", open);
                }
                self.hold(Within::Name, None, at);
            }
            "time" => {
                if let Some(open) = self.open_time.replace(at) {
                    self.not_closed("<time>", open);
                }
                self.hold(Within::Time, datetime, at);
            }
            "br" => self.line_break(),
            _ if BLOCKS.contains(&name) => {
                self.block();
                self.in_paragraph = name == "p";
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "cite" => {
                self.open_cite = None;
                self.release_if(Within::Name);
            }
            "time" => {
                self.open_time = None;
                self.release_if(Within::Time);
            }
            "br" => self.line_break(),
            _ if BLOCKS.contains(&name) => {
                self.block();
                self.in_paragraph = false;
            }
            _ => {}
        }
    }

    fn line_break(&mut self) {
        if self.within == Within::Words {
            self.text.push('\n');
        } else {
            self.held.text.push(' ');
        }
    }

    /// Ends a paragraph, and a name or time that has begun and not been closed.
    fn block(&mut self) {
        if self.within == Within::Words {
            self.flush();
        } else if !self.held.text.trim_start().is_empty() {
            self.release();
            self.flush();
        }
    }

    /// Begins a name or a time.
    fn hold(&mut self, within: Within, datetime: Option<String>, at: usize) {
        self.release();
        self.marked = true;
        self.within = within;
        let begun = !self.text.trim_start().is_empty();
        let on_a_line_of_its_own = self.text.trim_end_matches(' ').ends_with('\n');
        self.held = Held {
            text: String::new(),
            at,
            datetime,
            inline: self.in_paragraph && begun && !on_a_line_of_its_own,
        };
    }

    fn release_if(&mut self, within: Within) {
        if self.within == within {
            self.release();
        }
    }

    /// Ends a name or a time.
    fn release(&mut self) {
        let held = std::mem::take(&mut self.held);
        match std::mem::take(&mut self.within) {
            Within::Words => {}
            Within::Name => self.name(&held),
            Within::Time => self.time(&held),
        }
    }

    /// Takes a text as a name, unless it is the title of a work someone speaks of, or too long.
    fn name(&mut self, held: &Held) {
        let mut words = held.text.split_whitespace();
        let mut name = words.next().unwrap_or_default().to_owned();
        for word in words {
            name.extend([" ", word]);
        }
        let labels = name.ends_with([':', '：']);
        name.truncate(name.trim_end_matches([':', '：', ' ']).len());
        if name.is_empty() || name.len() > LONGEST_NAME || held.inline && !labels {
            return self.words(&held.text, held.at);
        }
        self.flush();
        self.no_words += TextSum::of(&held.text);
        if self.timed {
            self.start = None;
        }
        // Two who speak at once.
        if let Some(before) = self.speaker.take_if(|before| !before.speaks)
            && before.name != name
        {
            let joint = if name.contains(is_ideographic) { "、" } else { ", " };
            let both = format!("{}{joint}{name}", before.name);
            if both.len() <= LONGEST_NAME {
                name = both;
            } else {
                self.speak_as_words(before);
            }
        }
        self.speaker = Some(Speaker { name, at: held.at, speaks: false });
    }

    /// Turns a name into words, as nothing is said under it.
    fn speak_as_words(&mut self, speaker: Speaker) {
        self.no_words -= TextSum::of(&speaker.name);
        self.cues.push(Cue { text: speaker.name, at: speaker.at, ..Cue::default() });
    }

    /// Takes a text as the time of what follows, if it is one.
    fn time(&mut self, held: &Held) {
        let text = held.text.trim();
        let stated = clock::time(text)
            .filter(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
            .map(|(start, rest)| (start, clock::until(rest)))
            .or_else(|| Some((clock::duration(text)?, "")));
        let attribute = held.datetime.as_deref().map(str::trim);
        let start = match (stated, attribute) {
            (Some((start, rest)), _) => {
                self.flush();
                self.no_words += TextSum::of(&held.text) - TextSum::of(rest);
                self.start_at(Some(start));
                return self.words(rest, held.at);
            }
            (None, Some(attribute)) => {
                let time = clock::time(attribute).filter(|(_, rest)| rest.is_empty());
                time.map(|(start, _)| start).or_else(|| clock::duration(attribute))
            }
            (None, None) => None,
        };
        if start.is_some() {
            self.flush();
            self.start_at(start);
        } else if !held.inline && attribute.is_none() && !text.is_empty() {
            self.flush();
            self.start_at(None);
            self.found.push(
                Diagnostic::new(&TIME_NOT_READ, format!("{text:?} is not a time"))
                    .at(self.source.place(held.at))
                    .help("write it as 1:02 or 0:01:02"),
            );
        }
        self.words(&held.text, held.at);
    }

    fn start_at(&mut self, start: Option<u64>) {
        self.start = start;
        self.timed = false;
    }

    fn words(&mut self, words: &str, at: usize) {
        if self.text.trim_start().is_empty() {
            self.at = at + (words.len() - words.trim_start().len());
            self.text.clear();
        }
        // A time in an element of its own stands apart, with a space or without.
        let is_time =
            |text: &str| clock::time(text.trim()).is_some_and(|(_, rest)| rest.is_empty());
        let joins =
            !self.text.ends_with(char::is_whitespace) && !words.starts_with(char::is_whitespace);
        if joins && !self.marked && !self.text.is_empty() && (is_time(&self.text) || is_time(words))
        {
            self.text.push(' ');
        }
        self.text.push_str(words);
    }

    /// Ends a paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.timed = true;
        if let Some(speaker) = &mut self.speaker {
            speaker.speaks = true;
        }
        self.cues.push(Cue {
            start_ms: self.start,
            end_ms: None,
            speaker: self.speaker.as_ref().map(|speaker| speaker.name.clone()),
            text: text.to_owned(),
            words: Vec::new(),
            at: self.at,
        });
    }

    /// Accounts for what a browser does not show. The first title is the transcript's.
    fn unseen(&mut self, element: &'static str, text: &str, at: usize) {
        let text_sum = TextSum::of(text);
        self.stated += text_sum;
        self.no_words += text_sum;
        let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match element {
            "title" if self.title.is_none() && !title.is_empty() => self.title = Some(title),
            "title" | "template" if !title.is_empty() => self.found.push(
                Diagnostic::new(&HTML_NOT_SHOWN, format!("left out <{element}> with its text"))
                    .at(self.source.place(at))
                    .help("if the text is part of the transcript, move it out of the element"),
            ),
            _ => {}
        }
    }

    fn finish(&mut self) {
        self.release();
        self.flush();
        if let Some(speaker) = self.speaker.take_if(|speaker| !speaker.speaks) {
            self.speak_as_words(speaker);
        }
        if let Some(at) = self.open_cite {
            self.not_closed("<cite>", at);
        }
        if let Some(at) = self.open_time {
            self.not_closed("<time>", at);
        }
    }

    fn report(&mut self, fault: Fault, at: usize) {
        let (message, help) = match fault {
            Fault::Element(name) => return self.not_closed(&format!("<{name}>"), at),
            Fault::Comment => (
                "this comment is not closed; the text after it was kept",
                "write --> where it ends",
            ),
            Fault::Tag => (
                "this tag is not closed, or lacks a quotation mark; the text after it was kept",
                "check its quotation marks, and write > where it ends",
            ),
            Fault::NoTag => (
                "this is neither a tag nor a comment; it was kept as text",
                "delete it, or write &lt; for a literal <",
            ),
        };
        self.found
            .push(Diagnostic::new(&HTML_NOT_CLOSED, message).at(self.source.place(at)).help(help));
    }

    fn not_closed(&mut self, tag: &str, at: usize) {
        let name = tag.trim_start_matches('<');
        self.found.push(
            Diagnostic::new(
                &HTML_NOT_CLOSED,
                format!("{tag} is not closed; the text after it was kept"),
            )
            .at(self.source.place(at))
            .help(format!("write </{name} where it ends")),
        );
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn a_file_as_it_should_be() {
        let text = "<!DOCTYPE html><html><head><title>港口</title><style>p{}</style></head><body>\n\
            <!-- <p>注</p> --><cite>阿岸:</cite>\n<time>0:00</time>\n<p>潮水 <b>退了</b>&amp;灯亮了。</p>\n\
            <cite>小满：</cite><time>1:02:03</time><p>真的？<br>走。</p>\n<p>还有。</p></body></html>";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(0), "阿岸", "潮水 退了&灯亮了。"),
                (Some(3_723_000), "小满", "真的？\n走。"),
                (Some(3_723_000), "小满", "还有。"),
            ])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_kept() {
        let text = "<cite>阿岸</cite>\n<time>午后</time><p>一 < 二\n<p>乙</script><p>丙 <b";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (None, "阿岸", "午后"),
                (None, "阿岸", "一 < 二"),
                (None, "阿岸", "乙"),
                (None, "阿岸", "丙 <b"),
            ])
            .found(&[("CS0121", 2), ("CS0134", 3)])
        );
        assert_eq!(said(read, "<html><p>一页别的东西。</p>"), Said::nothing());
    }

    #[test]
    fn pages_whose_paragraphs_begin_with_times_or_speakers() {
        let expected = Said::new(&[
            (Some(1000), "阿岸", "潮水退了。"),
            (Some(5000), "小满", "真的？"),
            (Some(9000), "阿岸", "走。"),
        ]);
        let page = |body: &str| format!("<html><title>港口</title><body>{body}</body></html>");
        let said_by = |form: &dyn Fn(&str, &str, &str) -> String| {
            [("阿岸", "0:01", "潮水退了。"), ("小满", "0:05", "真的？"), ("阿岸", "0:09", "走。")]
                .map(|(name, time, words)| form(name, time, words))
                .concat()
        };
        for form in [
            |name: &str, time: &str, words: &str| format!("<p>{name} ({time}): {words}</p>"),
            |name: &str, time: &str, words: &str| {
                format!("<div><b>{name}</b><span>{time}</span></div><div>{words}</div>")
            },
            |name: &str, time: &str, words: &str| format!("<p><b>{name}</b> {time}<br>{words}</p>"),
        ] {
            let text = page(&said_by(&form));
            assert_eq!(said(read, &text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_hides_what_follows() {
        let start = "<cite>甲:</cite><time>0:01</time><p>在</p>";
        for html in [
            "<html><head><meta charset='utf-8'><body><p>话</p>",
            "<script src='x'><p>话</p>",
            "<script><p>话</p><script>x</script>",
            "<style>p{}</style><style><p>话</p>",
            "<title><p>话</p>",
            "<head><p>话</p>",
            "<template><p>话</p>",
            "<textarea><p>话</p>",
            "<svg><title>x</title><p>话</p>",
            "<!-- <p>话</p>",
            "<p class=\"x>话</p>",
            "<noscript><p>话</p>",
            "<frameset><p>话</p>",
            "<select><p>话</p>",
            "<iframe><p>话</p>",
            "<cite>乙 <p>话</p>",
            "<time>0:02 <p>话</p>",
            "<time>话</time>",
            "<cite>话",
            "<p>见<cite>话</cite>。</p>",
        ] {
            let source = Source::new("a.html", format!("{start}{html}"));
            let recording = read(&source, &mut Sink::default()).unwrap();
            let said = |word| recording.cues.iter().any(|cue| cue.text.contains(word));
            assert!(said("在") && said("话"), "{html}");
            assert_eq!(recording.missing, TextSum::default(), "{html}");
        }
    }

    #[test]
    fn names_are_kept_whatever_follows_them() {
        let said = |html: &str| {
            let source = Source::new("a.html", html.to_owned());
            let recording = read(&source, &mut Sink::default()).unwrap();
            assert_eq!(recording.missing, TextSum::default(), "{html}");
            let cues = recording.cues.into_iter().map(|cue| {
                let name = cue.speaker.map(|name| name + "|").unwrap_or_default();
                format!("{name}{}", cue.text)
            });
            cues.collect::<Vec<_>>().join(" ")
        };
        for (html, expected) in [
            ("<cite>甲</cite><cite>乙</cite><p>话</p>", "甲、乙|话"),
            ("<cite>A:</cite> <cite>B:</cite><p>on</p>", "A, B|on"),
            ("<cite>甲</cite><p>话</p><cite>乙</cite>", "甲|话 乙"),
            ("<cite>甲 <p>话</p><cite>乙</cite><p>好</p>", "甲|话 乙|好"),
            ("<cite><p>甲:</p></cite><p>话</p>", "甲|话"),
            ("<cite>甲:</cite><p>读<cite>灯塔考</cite>吧。</p>", "甲|读灯塔考吧。"),
            ("<p><cite>甲:</cite> 话<br><cite>乙:</cite> 好</p>", "甲|话 乙|好"),
            ("<cite>:</cite><p>话</p>", ": 话"),
        ] {
            assert_eq!(said(html), expected, "{html}");
        }
        let long = "名".repeat(200);
        assert_eq!(said(&format!("<cite>{long}</cite>")), long);
    }

    #[test]
    fn times_are_read_in_every_form() {
        let text = "<cite>甲:</cite><time>0:01 - 0:05</time><p>一</p><time>1m 1s</time><p>二</p>\
            <time datetime='PT62S'>一分</time><p>三</p><p>在<time datetime='1931-02-03'>1931年</time>。</p>\
            <time>1:09</time><cite>乙:</cite><p>四</p>";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "甲", "一"),
                (Some(61_000), "甲", "二"),
                (Some(62_000), "甲", "一分"),
                (Some(62_000), "甲", "三"),
                (Some(62_000), "甲", "在1931年。"),
                (Some(69_000), "乙", "四"),
            ])
        );
    }
}
