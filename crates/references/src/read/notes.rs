//! What is neither blurb nor reference: thanks, credits, requests, chapter marks, and notes about
//! where the list is instead.

use super::lexicon::lists::Said;
use super::lexicon::{ListWord, lists};
use super::marks::{is_blank, titles, trim};
use super::url;
use chengshu_writing::script::is_han;

/// How long a note about the list is at most, in characters; longer ones are prose.
const LONGEST: usize = 60;

/// How long the heading of a credit is at most, in characters.
const LONGEST_HEADING: usize = 10;

/// Marks at the edges of a note that say nothing.
fn edge(c: char) -> bool {
    is_blank(c) || "（()）【】[]*—-~～·#※!！。，,；;".contains(c)
}

/// Whether a sentence is a note.
pub(super) fn is_note(sentence: &str) -> bool {
    is_note_of(sentence, Said::of(sentence))
}

/// The same of a sentence of which is known what its words say.
pub(super) fn is_note_of(sentence: &str, said: Said) -> bool {
    let core = sentence.trim_matches(edge);
    if core.is_empty() {
        return false;
    }
    if is_tags(trim(sentence))
        || is_chapter_mark(core)
        || credited(core).is_some()
        || is_own_page(core)
        || begins(core)
    {
        return true;
    }
    (said.any(&[ListWord::Within]) || mentions_account(core) || sends(core, said))
        && titles(core).is_empty()
}

/// Whether a line begins as no entry does: `感谢`, `Follow us`, `封面：`.
pub(super) fn begins(core: &str) -> bool {
    let at_start = |core: &str, wanted: ListWord| lists::at_start(core, |says| says == wanted);
    if !lists::starts_with_word(core) {
        return false;
    }
    if at_start(core, ListWord::Starts).is_some() {
        return true;
    }
    // 本期封面：, 视频封面：
    let this = at_start(core, ListWord::This).map_or(0, |(len, _)| len);
    let headed =
        |core: &str| at_start(core, ListWord::Heads).is_some_and(|(len, _)| heads(&core[len..]));
    headed(core) || this > 0 && headed(&core[this..])
}

/// What follows the heading of a credit with words of its own: `片头音乐：甲`, `使用BGM列表：`.
fn credited(core: &str) -> Option<&str> {
    let (heading, rest) = core.split_once(['：', ':'])?;
    let heading = trim(heading);
    if heading.chars().count() > LONGEST_HEADING || heading.contains('《') {
        return None;
    }
    let end = heading.trim_end_matches("列表").trim_end_matches("来源");
    let words = lists::all(end, |says| {
        matches!(says, ListWord::Credit | ListWord::Sources | ListWord::Weak)
    });
    let (at, says) = words.last()?;
    let (len, _) = lists::at_start(&end[at..], |other| other == says)?;
    let of_sources = ["参考", "资料", "文献"].iter().any(|word| heading.contains(word));
    (says == ListWord::Credit && at + len == end.len() && !of_sources).then_some(trim(rest))
}

/// Whether a line is the address of an uploader's page.
fn is_own_page(core: &str) -> bool {
    core.contains("space.bilibili.com") && !core.contains(is_han)
}

/// Whether a line is hashtags: `#甲 #乙`, `#甲#`.
pub(super) fn is_tags(core: &str) -> bool {
    core.contains(['#', '＃'])
        && core
            .split_whitespace()
            .all(|word| word.starts_with(['#', '＃']) && !word.trim_matches(['#', '＃']).is_empty())
}

/// Whether a line marks a time of the talk: `12:30 甲`, `1:02:03-甲`, `[00:12]`.
pub(super) fn is_chapter_mark(core: &str) -> bool {
    let rest = core.trim_start_matches(|c: char| c.is_ascii_digit());
    let hours = core.len() - rest.len();
    let Some(minutes) = rest.strip_prefix([':', '：']) else {
        return false;
    };
    let two = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count() == 2;
    (1..=3).contains(&hours) && two(minutes)
}

/// Whether a note is a heading with nothing after it, so that what it heads follows on the next
/// lines (`BGM：`).
pub(super) fn is_open_heading(sentence: &str) -> bool {
    let core = sentence.trim_matches(|c: char| edge(c) && !"：:".contains(c));
    let bare = core.trim_end_matches(['：', ':']);
    credited(core).is_some_and(str::is_empty)
        || (bare.len() < core.len() || core.len() <= 12)
            && lists::at_start(bare, |says| matches!(says, ListWord::Heads | ListWord::Starts))
                .is_some_and(|(len, _)| len == bare.len())
}

/// Whether the rest of a heading's line says that the list is elsewhere.
pub(super) fn tells_where(rest: &str) -> bool {
    let core = rest.trim_matches(|c: char| edge(c) || "：:".contains(c));
    core.chars().count() <= LONGEST
        && !core.contains('《')
        && url::find_all(core).is_empty()
        && lists::at_start(core, |says| says == ListWord::Sends).is_some()
        && (core.chars().count() <= 4 || lists::has(core, ListWord::Place))
}

/// Whether a line of a list calls out to the reader; an entry does so only in its title.
pub(super) fn exclaims(line: &str) -> bool {
    trim(line).ends_with(['！', '!', '～', '~'])
        && titles(line).is_empty()
        && url::find_all(line).is_empty()
}

/// Whether a sentence opens the blurb.
pub(super) fn opens_blurb(sentence: &str) -> bool {
    let core = sentence.trim_start_matches(edge);
    lists::at_start(core, |says| says == ListWord::Opens).is_some()
}

fn heads(rest: &str) -> bool {
    let rest = trim(rest);
    rest.is_empty() || rest.starts_with(['：', ':', '@', '＠', '/', '／', '|', '、', 'b', 'B'])
}

/// `@name` outside an address.
fn mentions_account(core: &str) -> bool {
    let mut accounts = core.match_indices(['@', '＠']).filter(|(at, _)| {
        !core[..*at].chars().next_back().is_some_and(|b| b.is_ascii_alphanumeric())
    });
    accounts.next().is_some() && !opens_blurb(core) && url::find_all(core).is_empty()
}

/// Whether a sentence says where the list is instead.
pub(super) fn sends_elsewhere(core: &str) -> bool {
    sends(core, Said::of(core))
}

fn sends(core: &str, said: Said) -> bool {
    use ListWord::{Credit, Place, Sources, Weak};
    said.any(&[Place])
        && said.any(&[Sources, Weak, Credit])
        && core.chars().count() <= LONGEST
        && url::find_all(core).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_known() {
        for note in [
            "感谢@甲乙的友情配音",
            "（封面的创意来自 @甲）",
            "特别鸣谢：甲乙丙",
            "BGM：甲、乙",
            "参考资料见评论区",
            "参考资料评论自取",
            "余下资料评论区补上",
            "更多文献见专栏",
            "需要链接的可私信我",
            "求三连！",
            "商务合作：a@b.example",
            "QQ群：123456",
            "微博：@甲",
            "封面：甲",
            "参考资料太多，放不下了",
            "喜欢的话请点赞投币",
            "更新时间：每周五",
        ] {
            assert!(is_note(note), "{note}");
        }
    }

    #[test]
    fn entries_and_blurbs_are_not_notes() {
        for text in [
            "《感谢的话》甲",
            "甲2003年出版《点赞之交》",
            "甲的音乐生涯官网",
            "本期为与@甲的联动",
            "本期为甲下集。",
            "甲评论集",
            "联系甲乙的报道",
            "制作人甲的回忆录",
        ] {
            assert!(!is_note(text), "{text}");
        }
    }

    #[test]
    fn a_heading_may_say_the_list_is_elsewhere() {
        assert!(tells_where("见评论区置顶"));
        assert!(tells_where("下期一并放出"));
        assert!(!tells_where("见闻杂志官网"));
    }
}
