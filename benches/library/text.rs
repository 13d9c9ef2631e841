//! Libraries of invented transcripts, the same on every machine.
//!
//! The sentences mean nothing, but they have what costs a compiler of transcripts its time: the
//! length of real ones (30 KB, 100 characters a paragraph, a heading every dozen), a description
//! with references, the number of a video, and words frequent and rare enough that the text deflates
//! as far as spoken Chinese does (to 44 %).

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes of a chapter's body, at least.
const CHAPTER: usize = 30_000;

/// Words to choose from.
const WORDS: usize = 6000;

/// What words are made of: common characters, in no order.
const CHARACTERS: &str = "\
天地人山水火木金土日月星云风雨雪春夏秋冬东西南北中上下左右前后里外大小多少高低长短新旧老少男女父母\
子孙兄弟姐妹朋友国家城市乡村道路桥船车马牛羊鸡犬鱼鸟花草树林田野河江湖海岛港湾沙石铁铜银玉布衣帽鞋\
米面茶酒糖盐油饭菜瓜果刀枪剑弓炮弹军兵将帅官民王侯臣相法律令政府会议党派选举税债银行工厂商店市场价\
格货物买卖贸易经济历史文化教育学校书报纸笔墨诗歌音乐戏剧电影画图照片语言文字信仰宗教神佛寺庙塔钟鼓\
战争和平条约边界殖民独立革命改良运动罢工起义占领撤退进攻防守胜利失败死亡出生婚姻家庭财产土地庄园农奴\
工人资本机器蒸汽电力石油煤矿钢轨铁道飞机火箭卫星网络数据计算密码研究发现发明专利科技医院药品疾病疫苗\
想说看听走跑站坐吃喝睡醒哭笑爱恨怕敢能会要应当必须可以已经正在曾经从来往往忽然终于居然果然仍旧依然\
红黄蓝绿白黑灰紫明暗冷热干湿轻重快慢早晚远近宽窄深浅厚薄软硬香臭甜苦酸辣美丑善恶真假虚实贫富强弱";

/// What holds sentences together.
const PARTICLES: [&str; 16] = [
    "的", "了", "是", "在", "和", "也", "就", "都", "而", "把", "被", "对", "从", "与", "不", "有",
];

/// A generator of pseudo-random numbers (Marsaglia, “Xorshift RNGs”, 2003: 13, 7, 17).
pub struct Xorshift(u64);

impl Xorshift {
    /// A generator whose first numbers differ even for neighbouring seeds.
    fn new(seed: u64) -> Self {
        let mut random = Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.below(1);
        random
    }

    /// A number in `0..limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % limit as u64).unwrap_or(0)
    }

    /// A number in `0..limit`, the small ones far more often: word frequencies fall about so.
    pub fn low(&mut self, limit: usize) -> usize {
        let wide = self.below(limit) * self.below(limit) / limit;
        wide * self.below(limit) / limit
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// Writes transcripts.
pub struct Author {
    words: Vec<String>,
    pub random: Xorshift,
}

impl Author {
    fn new() -> Self {
        let characters: Vec<char> = CHARACTERS.chars().collect();
        let mut random = Xorshift::new(0);
        let words = (0..WORDS)
            .map(|_| {
                let length = [1, 2, 2, 2, 2, 3][random.below(6)];
                (0..length).map(|_| characters[random.below(characters.len())]).collect()
            })
            .collect();
        Self { words, random }
    }

    /// An author of other texts than others.
    pub fn of(seed: usize) -> Self {
        Self { random: Xorshift::new(seed as u64), ..Self::new() }
    }

    fn words(&mut self, count: usize, out: &mut String) {
        for _ in 0..count {
            let word = self.random.low(self.words.len());
            out.push_str(&self.words[word]);
        }
    }

    pub fn clause(&mut self, out: &mut String) {
        let count = 1 + self.random.below(3);
        self.words(count, out);
        out.push_str(self.random.pick(&PARTICLES));
        let count = 1 + self.random.below(4);
        self.words(count, out);
    }

    fn sentence(&mut self, out: &mut String) {
        for _ in 0..self.random.below(4) {
            self.clause(out);
            out.push('，');
        }
        match self.random.below(60) {
            0 => {
                out.push_str("有人说：“");
                self.clause(out);
                out.push_str("。”");
                return;
            }
            1 => {
                let _ = write!(out, "到了{}年，", 1500 + self.random.below(520));
            }
            2 => out.push_str("所谓Iron Road，"),
            3 => {
                out.push_str("**");
                self.words(2, out);
                out.push_str("**");
            }
            _ => {}
        }
        self.clause(out);
        out.push_str(self.random.pick(&["。", "。", "。", "。", "！", "？"]));
    }

    fn name(&mut self, out: &mut String) {
        out.push_str(self.random.pick(&["王", "李", "张", "陈", "赵", "周"]));
        self.words(1, out);
    }

    fn reference(&mut self, out: &mut String) {
        out.push('《');
        self.words(4, out);
        out.push('》');
        self.name(out);
        out.push('，');
        self.words(1, out);
        let _ = writeln!(out, "出版社，{}年", 1960 + self.random.below(60));
    }

    /// The head: title with the number in a series, description with references, date, video.
    fn head(&mut self, number: usize, out: &mut String) {
        out.push_str("---\ntitle: \"");
        self.words(5, out);
        let _ = writeln!(out, "【虚构丛谈{}】\"", number + 1);
        out.push_str("description: \"");
        self.sentence(out);
        out.push_str("\n参考资料：\n");
        for _ in 0..4 + self.random.below(5) {
            self.reference(out);
        }
        // Numbers of videos have no zero.
        let video = format!("BV1{number:09}").replace('0', "z");
        let _ = write!(
            out,
            "\"\ntags: []\ndate: {}\nbvid: {video}\n---\n",
            1_500_000_000 + number * 10_000
        );
    }

    fn chapter(&mut self, number: usize) -> String {
        self.random = Xorshift::new(number as u64 + 1);
        let mut out = String::with_capacity(CHAPTER + CHAPTER / 8);
        self.head(number, &mut out);
        let end = out.len() + CHAPTER;
        while out.len() < end {
            out.push_str("\n### ");
            self.words(4, &mut out);
            out.push('\n');
            for _ in 0..8 + self.random.below(8) {
                out.push('\n');
                for _ in 0..2 + self.random.below(4) {
                    self.sentence(&mut out);
                }
                out.push('\n');
            }
        }
        out
    }
}

/// Chapters in memory: names and texts.
pub fn chapters(count: usize) -> impl Iterator<Item = (String, String)> {
    let mut author = Author::new();
    (0..count).map(move |number| (format!("t{number:05}.md"), author.chapter(number)))
}

/// Writes a library of so many chapters into a new folder. Returns the paths of its files.
pub fn write(folder: &Path, count: usize) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    chapters(count)
        .map(|(name, text)| {
            let path = folder.join(name);
            fs::write(&path, text)?;
            Ok(path)
        })
        .collect()
}
