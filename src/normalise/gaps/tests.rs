//! Spaces of writers and of recognisers, and marks in their place.

use super::*;

fn spaced(text: &str) -> String {
    crate::normalise::tests::edited(text, find).replace(GAP, "／")
}

#[test]
fn spaces_of_writers_stay_and_those_of_recognisers_go() {
    for (text, expected) in [
        ("没有地图 只能看星星\n那就等雨停 停了再去", "没有地图／只能看星星\n那就等雨停／停了再去"),
        ("今 年 的 柿 子 特 别 多", "今 年 的 柿 子 特 别 多"),
        ("今年 的 柿子 特别 多 树枝 都 压断 了", "今年 的 柿子 特别 多 树枝 都 压断 了"),
        ("这一节我们来锁定数 学里最要紧的问题", "这一节我们来锁定数 学里最要紧的问题"),
        ("井水干了，我们 去河边。河边有狼，谁敢去", "井水干了，我们 去河边。河边有狼，谁敢去"),
        ("我们用 Python 写 一共 3 行", "我们用 Python 写／一共 3 行"),
    ] {
        assert_eq!(spaced(text), expected);
    }
}

#[test]
fn marks_stand_where_gaps_were_and_letters_stay() {
    let text = "我们去河边\u{3000}可是河边有狼\u{3000}谁敢去呢\u{3000}狼怕火\u{3000}点个火把就行了";
    let mut set = text.to_owned();
    for edit in restored(text, Kind::Prose).into_iter().rev() {
        set.replace_range(edit.span, &edit.with);
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert_eq!(letters(&set), letters(text));
    assert!(set.contains('，') && set.ends_with(['。', '？']), "{set}");
    assert!(restored(&set, Kind::Prose).is_empty());
    assert!(restored(text, Kind::Verse).is_empty());
    assert!(restored("井水干了，我们去\u{3000}河边。", Kind::Prose).is_empty());
}

/// Clauses in words, of narration, talk, names, songs, and with words of other writings. Those of a row
/// belong together.
const CLAUSES: &[&[&str]] = &[
    &[
        "那|年|冬天|特别|冷",
        "河|从|十月|就|冻|上|了",
        "村里|人|都|说",
        "这样|的|冬天|三十|年|没有|见过",
    ],
    &[
        "磨坊|的|水车|停|了",
        "老|磨工|每天|早上|还是|去|看|一眼",
        "他|说|水|总|会|来|的",
        "我们|谁|也|不|信",
    ],
    &[
        "后来|城里|来|了|一个|修|钟|的",
        "背|着|一只|木|箱子",
        "箱子|里|全是|齿轮",
        "他|在|桥头|住|了|下来",
    ],
    &["第二|天|他|就|把|钟楼|的|钟|拆|了", "拆|了|一地|零件", "孩子们|围|着|看", "没有|人|敢|碰"],
    &["船|是|夜里|到|的", "码头|上|一个|人|也|没有", "只有|灯|还|亮|着", "我们|就|在|船上|等|天亮"],
    &["守|灯塔|的|是|个|寡妇", "她|丈夫|死|在|海里", "从那|以后|她|每天|点灯", "一天|也|没有|断过"],
    &[
        "你|说|这个|事情|怪|不|怪",
        "我|跟|你|讲",
        "我|当时|就|觉得|不对",
        "但是|又|说|不|出来|哪里|不对",
    ],
    &["对|对|对", "就是|这个|意思", "然后|呢", "然后|我|就|走|了"],
    &[
        "大家|好",
        "欢迎|来到|我的|频道",
        "今天|我们|来|聊|一个|很多|人|问过|的|问题",
        "就是|怎么|选|一把|伞",
    ],
    &["首先|你|要|看|伞骨", "伞骨|太|细|的|不要|买", "其次|看|布料", "布料|要|密"],
    &[
        "所以|我们|可以|看到",
        "这个|曲线|是|往上|走|的",
        "如果|把|时间|拉长",
        "它|就|变成|一条|直线",
    ],
    &[
        "其实|这个|公式|很|简单",
        "左边|是|力",
        "右边|是|质量|乘以|加速度",
        "我们|把|它|代进去|就|行|了",
    ],
    &[
        "林望潮|和|周小满|是|同学",
        "他们|在|白石镇|长大",
        "林望潮|后来|去了|北京",
        "周小满|留|在|了|镇上",
    ],
    &["县长|姓|沈", "叫|沈岸生", "他|的|秘书|叫|高|远帆", "两个人|都|不|会|游泳"],
    &["月亮|挂|在|树梢", "风|吹|过|麦田", "我|在|远方|想|你", "你|在|哪里|看|月亮"],
    &["啦|啦|啦", "我们|一起|走", "走到|天|的|尽头", "走到|海|的|那边"],
    &[
        "这个|函数|返回|一个|列表",
        "我们|先|把|它|排序",
        "再|取|前面|三个",
        "这样|就|不用|全部|遍历|了",
    ],
    &[
        "很多|人|觉得|历史|是|死|的",
        "我|不|这么|看",
        "历史|就是|昨天|的|新闻",
        "新闻|就是|明天|的|历史",
    ],
    &["他|打开|门", "外面|站|着|一个|不|认识|的|人", "那个人|问|他", "请问|这里|是|白石镇|吗"],
    &[
        "老师|说|今天|不|上课",
        "大家|都|很|高兴",
        "只有|我|一个人|坐|在|教室|里",
        "因为|我|的|伞|还|没有|找到",
    ],
    &[
        "这个|镇子|没有|雨",
        "所以|没有|人|需要|伞匠",
        "可是|伞匠|还是|每天|做|伞",
        "做|好|了|就|挂|在|墙上",
    ],
    &["面|要|揉|到|不|粘手", "然后|盖上|布", "等|它|发|起来", "大概|要|两个|小时"],
    &[
        "我|觉得|这个|问题|要|分|两面|看",
        "一面|是|成本",
        "另一面|是|时间",
        "这|两|个|往往|是|矛盾|的",
    ],
    &["山上|的|雪|化|了", "溪水|涨|起来", "桥|被|冲走|了|一半", "剩下|的|一半|还|立|着"],
];

/// Numbers that look random, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or(0)
    }
}

/// The ways in which files have spaces.
#[derive(Clone, Copy)]
enum Habit {
    /// Between clauses; and how many of ten clauses have one before the next.
    Clauses(usize),
    /// Between clauses, with words of Latin letters and numbers that have spaces of their own.
    Mixed,
    Characters,
    Words,
    /// Anywhere, one to so many characters.
    Random(usize),
    /// Anywhere, in text with marks.
    Marked,
}

/// A file, and whether its spaces between ideographs stand for commas.
fn file(habit: Habit, dice: &mut Dice) -> (String, bool) {
    let mut text = String::new();
    for _ in 0..12 + dice.below(30) {
        let row = CLAUSES[dice.below(CLAUSES.len())];
        for (number, clause) in row.iter().enumerate() {
            let words = clause.split('|').collect::<Vec<_>>();
            let whole = words.concat();
            match habit {
                Habit::Characters => {
                    let characters: Vec<String> = whole.chars().map(String::from).collect();
                    text.push_str(&characters.join(" "));
                }
                Habit::Words => text.push_str(&words.join(" ")),
                Habit::Random(one_in) => {
                    for c in whole.chars() {
                        text.push(c);
                        if dice.below(one_in) == 0 {
                            text.push(' ');
                        }
                    }
                }
                Habit::Marked => {
                    text.push_str(&whole);
                    text.push_str(if number + 1 < row.len() { "，" } else { "。" });
                    if dice.below(6) == 0 {
                        text.push_str("他们 说");
                    }
                }
                Habit::Clauses(_) => text.push_str(&whole),
                Habit::Mixed => {
                    text.push_str(&whole);
                    if dice.below(3) == 0 {
                        text.push_str(
                            [" GPS 定位", " 3 公里", " Linux", "有 2 个 bug"][dice.below(4)],
                        );
                    }
                }
            }
            let joins = match habit {
                Habit::Clauses(of_ten) => dice.below(10) < of_ten,
                Habit::Mixed | Habit::Random(_) | Habit::Marked => dice.below(2) == 0,
                Habit::Characters | Habit::Words => false,
            };
            // A recogniser does not end its lines where a clause does.
            match (joins, habit) {
                (true, Habit::Clauses(_) | Habit::Mixed) => text.push(' '),
                (true, _) => {}
                (false, _) => {
                    text.truncate(text.trim_end_matches(' ').len());
                    text.push('\n');
                }
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    let is_pause = matches!(habit, Habit::Clauses(_) | Habit::Mixed);
    (text, is_pause)
}

#[test]
fn forty_labelled_files() {
    let habits = [
        Habit::Clauses(9),
        Habit::Clauses(5),
        Habit::Clauses(3),
        Habit::Mixed,
        Habit::Clauses(1),
        Habit::Characters,
        Habit::Words,
        Habit::Random(6),
        Habit::Random(20),
        Habit::Marked,
    ];
    let mut dice = Dice(7);
    // Spaces of writers and of recognisers, each with those judged wrongly.
    let (mut writers, mut lost, mut recognisers, mut kept) = (0, 0, 0, 0);
    for habit in habits.iter().cycle().take(40) {
        let (text, is_pause) = file(*habit, &mut dice);
        let between = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            chars
                .windows(3)
                .filter(|three| three[1] == ' ' && is_chinese(three[0]) && is_chinese(three[2]))
                .count()
        };
        let (all, gaps) = (between(&text), spaced(&text).matches('／').count());
        if is_pause {
            writers += all;
            lost += all - gaps;
        } else {
            recognisers += all;
            kept += gaps;
        }
    }
    assert!(
        lost * 100 <= writers && kept * 100 <= recognisers,
        "{lost}/{writers}, {kept}/{recognisers}"
    );
}
