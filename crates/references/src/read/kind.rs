//! What sort of work an entry cites, read from the words it uses.

use std::sync::LazyLock;

use super::endings::Endings;
use crate::reference::Kind;

/// Nouns that name a sort of source. Chinese phrases have their head last, so a phrase is of the
/// kind of the longest of these it ends in. To teach a new word, add a row.
///
/// The labelling rules behind the rows: 著作, 传记, 自传, 回忆录 are books; one piece in a paper,
/// magazine, journal or site is an article; a report is by a body; 论文 is an article unless it is
/// tied to a university; court and archive records, declassified files and recorded speeches are
/// archive material; Wikipedia is its own kind.
pub(super) const KIND_WORDS: &[(&str, Kind)] = &[
    ("维基百科", Kind::Wiki),
    ("维基", Kind::Wiki),
    ("维基资料", Kind::Wiki),
    ("维基词条", Kind::Wiki),
    ("维基条目", Kind::Wiki),
    ("维基页面", Kind::Wiki),
    ("百科词条", Kind::Web),
    ("词条", Kind::Web),
    ("条目", Kind::Web),
    ("百科", Kind::Web),
    ("百度百科", Kind::Web),
    ("官网", Kind::Web),
    ("官方网站", Kind::Web),
    ("官方网页", Kind::Web),
    ("网站", Kind::Web),
    ("站点", Kind::Web),
    ("网页", Kind::Web),
    ("网页版", Kind::Web),
    ("主页", Kind::Web),
    ("博客", Kind::Web),
    ("论坛", Kind::Web),
    ("贴吧", Kind::Web),
    ("帖子", Kind::Web),
    ("页面", Kind::Web),
    ("账号", Kind::Web),
    ("频道", Kind::Web),
    ("推特", Kind::Web),
    ("脸书", Kind::Web),
    ("微博", Kind::Web),
    ("公众号", Kind::Web),
    ("数据库", Kind::Web),
    ("资料库", Kind::Web),
    ("公开资料", Kind::Web),
    ("网络资料", Kind::Web),
    ("网上资料", Kind::Web),
    ("纪录片", Kind::Film),
    ("记录片", Kind::Film),
    ("纪录电影", Kind::Film),
    ("专题片", Kind::Film),
    ("电影", Kind::Film),
    ("影片", Kind::Film),
    ("电视剧", Kind::Film),
    ("电视节目", Kind::Film),
    ("电视专题", Kind::Film),
    ("节目", Kind::Film),
    ("剧集", Kind::Film),
    ("视频", Kind::Film),
    ("系列片", Kind::Film),
    ("短片", Kind::Film),
    ("纪实片", Kind::Film),
    ("动画片", Kind::Film),
    ("美剧", Kind::Film),
    ("英剧", Kind::Film),
    ("播客", Kind::Film),
    ("博士论文", Kind::Thesis),
    ("博士学位论文", Kind::Thesis),
    ("硕士学位论文", Kind::Thesis),
    ("硕士论文", Kind::Thesis),
    ("学位论文", Kind::Thesis),
    ("毕业论文", Kind::Thesis),
    ("论文", Kind::Article),
    ("文章", Kind::Article),
    ("一文", Kind::Article),
    ("长文", Kind::Article),
    ("撰文", Kind::Article),
    ("报道", Kind::Article),
    ("报导", Kind::Article),
    ("专题报道", Kind::Article),
    ("采访", Kind::Article),
    ("采访报道", Kind::Article),
    ("采访稿", Kind::Article),
    ("采访记录", Kind::Article),
    ("专访", Kind::Article),
    ("访谈", Kind::Article),
    ("访谈录", Kind::Article),
    ("专题", Kind::Article),
    ("专题文章", Kind::Article),
    ("访问", Kind::Article),
    ("专栏", Kind::Article),
    ("社论", Kind::Article),
    ("新闻", Kind::Article),
    ("新闻稿", Kind::Article),
    ("特写", Kind::Article),
    ("特稿", Kind::Article),
    ("评论", Kind::Article),
    ("书评", Kind::Article),
    ("讣告", Kind::Article),
    ("年表", Kind::Article),
    ("推文", Kind::Article),
    ("报告", Kind::Report),
    ("报告书", Kind::Report),
    ("白皮书", Kind::Report),
    ("蓝皮书", Kind::Report),
    ("年报", Kind::Report),
    ("传记", Kind::Book),
    ("自传", Kind::Book),
    ("回忆录", Kind::Book),
    ("回忆", Kind::Book),
    ("自述", Kind::Book),
    ("著作", Kind::Book),
    ("专著", Kind::Book),
    ("书籍", Kind::Book),
    ("一书", Kind::Book),
    ("新书", Kind::Book),
    ("原著", Kind::Book),
    ("小说", Kind::Book),
    ("纪实文学", Kind::Book),
    ("报告文学", Kind::Book),
    ("作品", Kind::Book),
    ("日记", Kind::Book),
    ("游记", Kind::Book),
    ("画册", Kind::Book),
    ("文集", Kind::Book),
    ("论文集", Kind::Book),
    ("全集", Kind::Book),
    ("选集", Kind::Book),
    ("年鉴", Kind::Book),
    ("辞典", Kind::Book),
    ("古籍", Kind::Book),
    ("词典", Kind::Book),
    ("百科全书", Kind::Book),
    ("教材", Kind::Book),
    ("地方志", Kind::Book),
    ("县志", Kind::Book),
    ("传", Kind::Book),
    ("书", Kind::Book),
    ("报纸", Kind::Periodical),
    ("杂志", Kind::Periodical),
    ("期刊", Kind::Periodical),
    ("周刊", Kind::Periodical),
    ("月刊", Kind::Periodical),
    ("日报", Kind::Periodical),
    ("晚报", Kind::Periodical),
    ("时报", Kind::Periodical),
    ("邮报", Kind::Periodical),
    ("档案", Kind::Archive),
    ("档案资料", Kind::Archive),
    ("档案文件", Kind::Archive),
    ("电子资料", Kind::Archive),
    ("解密资料", Kind::Archive),
    ("解密文件", Kind::Archive),
    ("解密档案", Kind::Archive),
    ("机密文件", Kind::Archive),
    ("文件", Kind::Archive),
    ("文件影印", Kind::Archive),
    ("影印", Kind::Archive),
    ("影印件", Kind::Archive),
    ("影印本", Kind::Archive),
    ("实录", Kind::Archive),
    ("原稿", Kind::Archive),
    ("手稿", Kind::Archive),
    ("庭审记录", Kind::Archive),
    ("审判记录", Kind::Archive),
    ("听证会", Kind::Archive),
    ("听证会记录", Kind::Archive),
    ("记录", Kind::Archive),
    ("会议记录", Kind::Archive),
    ("判决书", Kind::Archive),
    ("判决", Kind::Archive),
    ("裁决", Kind::Archive),
    ("文书", Kind::Archive),
    ("遗书", Kind::Archive),
    ("证书", Kind::Archive),
    ("裁决书", Kind::Archive),
    ("起诉书", Kind::Archive),
    ("卷宗", Kind::Archive),
    ("案卷", Kind::Archive),
    ("笔录", Kind::Archive),
    ("供词", Kind::Archive),
    ("口供", Kind::Archive),
    ("证词", Kind::Archive),
    ("名单", Kind::Archive),
    ("电报", Kind::Archive),
    ("信件", Kind::Archive),
    ("书信", Kind::Archive),
    ("演讲", Kind::Archive),
    ("演讲稿", Kind::Archive),
    ("演讲记录", Kind::Archive),
    ("演说", Kind::Archive),
    ("讲话", Kind::Archive),
    ("录音", Kind::Archive),
    ("手记", Kind::Other),
    ("采访手记", Kind::Other),
    ("采访笔记", Kind::Other),
    ("笔记", Kind::Other),
    ("资料", Kind::Other),
    ("文献", Kind::Other),
    ("史料", Kind::Other),
    ("通信", Kind::Other),
    ("家书", Kind::Other),
    ("简述", Kind::Other),
    ("简介", Kind::Other),
    ("概述", Kind::Other),
    ("历史", Kind::Other),
    ("沿革", Kind::Other),
    ("大事纪", Kind::Other),
    ("大事记", Kind::Other),
    ("统计数据", Kind::Other),
    ("数据", Kind::Other),
    ("详细记录", Kind::Other),
];

/// Words that place an entry where its last word does not reach, in order of force: the first
/// that occurs anywhere decides.
const SIGNS: &[(&str, Kind)] = &[
    ("维基解密", Kind::Archive),
    ("维基", Kind::Wiki),
    ("wikipedia", Kind::Wiki),
    ("Wikipedia", Kind::Wiki),
    ("庭审", Kind::Archive),
    ("解密", Kind::Archive),
    ("档案馆", Kind::Archive),
    ("保存的", Kind::Archive),
    ("馆藏", Kind::Archive),
    ("官网", Kind::Web),
    ("官方网站", Kind::Web),
    ("网站", Kind::Web),
    ("主页", Kind::Web),
    ("博客", Kind::Web),
    ("论坛", Kind::Web),
    ("百科", Kind::Web),
];

/// Words that tie a dissertation to a university.
const DEGREES: &[&str] = &["大学", "学院", "博士", "硕士", "学位", "毕业", "本科"];

/// The kind of the sort of source `phrase` ends in, with the word that says so.
pub(super) fn head(phrase: &str) -> Option<(&'static str, Kind)> {
    static WORDS: LazyLock<Endings<Kind>> =
        LazyLock::new(|| Endings::new(KIND_WORDS.iter().copied()));
    WORDS.longest(phrase)
}

/// The kind of a source described by a phrase without a title.
pub(super) fn of_phrase(phrase: &str) -> Kind {
    let sign = SIGNS.iter().find(|(word, _)| phrase.contains(word)).map(|(_, kind)| *kind);
    let head = head(phrase).map(|(_, kind)| kind);
    match (head, sign) {
        (Some(Kind::Article), _) if is_thesis(phrase) => Kind::Thesis,
        // 甲网站的公开资料, 乙网站上的记录: what a site holds is the site.
        (Some(Kind::Other | Kind::Archive) | None, Some(sign)) => sign,
        (_, Some(Kind::Wiki)) => Kind::Wiki,
        (Some(kind), _) => kind,
        (None, None) => Kind::Other,
    }
}

/// Whether 论文 in `text` is a dissertation.
pub(super) fn is_thesis(text: &str) -> bool {
    text.contains("论文") && DEGREES.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_decides() {
        assert_eq!(of_phrase("甲的个人网站"), Kind::Web);
        assert_eq!(of_phrase("甲网站的文章"), Kind::Article);
        assert_eq!(of_phrase("甲大学乙的论文"), Kind::Thesis);
        assert_eq!(of_phrase("乙的论文"), Kind::Article);
        assert_eq!(of_phrase("甲的英文维基"), Kind::Wiki);
        assert_eq!(of_phrase("甲国家档案馆电子资料"), Kind::Archive);
        assert_eq!(of_phrase("甲的来龙去脉"), Kind::Other);
        assert_eq!(of_phrase("维基百科“甲”词条"), Kind::Wiki);
    }

    #[test]
    fn no_word_is_listed_twice() {
        let mut words: Vec<_> = KIND_WORDS.iter().map(|(word, _)| word).collect();
        words.sort_unstable();
        let all = words.len();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
