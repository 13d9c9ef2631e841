//! A folder of everything that goes wrong in real ones: a finding each, and a book of the rest.

use std::fs;
use std::path::Path;

use crate::book;

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(folder.join(name), bytes).unwrap();
}

fn head(title: &str) -> String {
    format!("---\ntitle: {title}\n---\n")
}

/// One bad input: its file, and the finding it must cause.
struct Bad {
    file: &'static str,
    code: &'static str,
}

const BAD: &[Bad] = &[
    Bad { file: "broken-yaml.md", code: "CS0112" },
    Bad { file: "empty.md", code: "CS0105" },
    Bad { file: "head-only.md", code: "CS0113" },
    Bad { file: "binary.md", code: "CS0101" },
    Bad { file: "gbk.md", code: "CS0103" },
    Bad { file: "invalid.md", code: "CS0104" },
    Bad { file: "lost.md", code: "CS0201" },
    Bad { file: "script.md", code: "CS0202" },
    Bad { file: "unclosed.md", code: "CS0203" },
    Bad { file: "image.md", code: "CS0502" },
    Bad { file: "cut.md", code: "CS0502" },
    Bad { file: "undescribed.md", code: "CS0503" },
    Bad { file: "link.md", code: "CS0501" },
    Bad { file: "outside.md", code: "CS0149" },
    Bad { file: "same.md", code: "CS0306" },
    Bad { file: "double.md", code: "CS0302" },
    Bad { file: "missing-cover.png", code: "CS0604" },
];

/// A picture of one black pixel.
const PIXEL: &[u8] = b"\
    \x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\
    \x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\
    \x55\x00\x00\x00\x0a\x49\x44\x41\x54\x78\xda\x63\x60\x00\x00\x00\
    \x02\x00\x01\xe5\x27\xde\xfc\x00\x00\x00\x00\x49\x45\x4e\x44\xae\
    \x42\x60\x82\
";

fn fill(folder: &Path) {
    write(folder, "good.md", head("好的一篇") + "没有问题的一段。\n");
    write(folder, "broken-yaml.md", "---\ntitle: \"他说\"你好\"\"\n---\n头坏了正文还在。\n");
    write(folder, "empty.md", "");
    write(folder, "head-only.md", head("只有头"));
    write(folder, "binary.md", [0u8, 1, 2, 3, 0, 0, 255, 254].repeat(50));
    let (gbk, _, _) = encoding_rs::GBK.encode(
        "---\ntitle: 国标编码\n---\n这一篇是用国标编码存的，里面都是常见的汉字，应该能认出来。\n",
    );
    write(folder, "gbk.md", gbk);
    write(
        folder,
        "invalid.md",
        [
            head("坏字节").as_bytes(),
            "坏字节前面的字，".as_bytes(),
            &[0xff],
            "坏字节后面的字。".as_bytes(),
        ]
        .concat(),
    );
    write(folder, "lost.md", head("丢字") + "这里\u{fffd}丢了一个字。\n");
    write(folder, "control.md", head("控制字符") + "控\u{1}制\u{200b}字\u{7}符。\n");
    write(folder, "script.md", head("脚本") + "<script>alert(1)</script>\n\n脚本后面的话。\n");
    write(folder, "unclosed.md", head("不闭合") + "<audio>不闭合的歌\n\n歌后面的话。</div></p>\n");
    write(folder, "image.md", head("缺图") + "![一张没有的图](nowhere.jpg)\n");
    write(folder, "undescribed.md", head("无说明") + "![](tiny.png)\n");
    write(folder, "tiny.png", PIXEL);
    write(folder, "cut.md", head("断图") + "![一张断了的图](cut.png)\n");
    write(folder, "cut.png", &PIXEL[..20]);
    write(folder, "link.md", head("坏链接") + "[点这里](javascript:alert(1))\n");
    write(folder, "long.md", head("一行十兆") + &"这一行很长很长。".repeat(10_000_000 / 24));
    write(
        folder,
        "marks.md",
        "---\ntitle: \"港口 & 灯塔 < 雾钟 \\\" 海边 ' 岸上\"\n---\n标题里有记号。\n",
    );
    write(folder, "title.md", head(&"长".repeat(300)) + "标题三百字。\n");
    write(folder, "Same.md", head("大写") + "大写文件名。\n");
    write(folder, "same.md", head("小写") + "小写文件名。\n");
    write(folder, "double.md", head("重号【灯谱07】") + "重号之一。\n");
    write(folder, "doubled.md", head("重号【灯谱07】") + "重号之二。\n");
    write(folder, "book.yaml", "title: 坏东西大全\ncover: missing-cover.png\n");
}

#[test]
fn every_bad_input_gets_a_finding_and_the_rest_a_book() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("bad");
    fs::create_dir(&folder).unwrap();
    fill(&folder);
    write(base.path(), "secret.md", head("外面") + "文件夹外面的秘密。\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.md", folder.join("outside.md")).unwrap();
    let output = book::run(base.path(), &["compile", "bad", "-v"]);
    let findings = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{findings}");
    for bad in BAD {
        assert!(
            book::found(&findings, bad.code, bad.file)
                || (cfg!(not(unix)) && bad.file == "outside.md"),
            "{} of {} in:\n{findings}",
            bad.code,
            bad.file
        );
    }
    assert!(!findings.contains("CS0901"));
    let files = book::open(&base.path().join("out/bad.epub"), "bad-inputs");
    book::assert_well_formed(&files);
    let text = book::text(&files);
    for kept in [
        "没有问题的一段。",
        "头坏了正文还在。",
        "应该能认出来。",
        "坏字节前面的字，",
        "坏字节后面的字。",
        "控制字符。",
        "脚本后面的话。",
        "不闭合的歌",
        "歌后面的话。",
        "一张没有的图",
        "点这里",
        "港口 & 灯塔 < 雾钟",
        "标题三百字。",
        "大写文件名。",
        "小写文件名。",
        "重号之一。",
        "重号之二。",
    ] {
        assert!(text.contains(kept), "{kept}");
    }
    assert_eq!(text.matches("这一行很长很长。").count(), 10_000_000 / 24);
    for gone in ["alert", "秘密", "\u{200b}", "\u{1}"] {
        assert!(!text.contains(gone), "{gone}");
    }
    for (name, bytes) in &files {
        let page = name.ends_with(".xhtml") && name.contains("text/");
        assert!(!page || bytes.len() <= 300_000, "{name} has {} bytes", bytes.len());
    }
}

#[test]
fn nothing_readable_is_status_3_and_wrong_usage_2() {
    let base = tempfile::tempdir().unwrap();
    fs::create_dir(base.path().join("void")).unwrap();
    let status = |arguments: &[&str]| book::run(base.path(), arguments).status.code();
    assert_eq!(status(&["compile", "void"]), Some(3));
    assert_eq!(status(&["compile", "nowhere"]), Some(3));
    assert_eq!(status(&["compile", "--nonsense"]), Some(2));
    assert_eq!(status(&["explain", "CS0201"]), Some(0));
    assert!(!base.path().join("out/void.epub").exists());
}

#[test]
fn one_bad_book_does_not_stop_the_others() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("fine");
    fs::create_dir(&folder).unwrap();
    write(&folder, "a.md", head("甲") + "一段。\n");
    let output = book::run(base.path(), &["compile", "nowhere", "fine", "-o", "books"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(base.path().join("books/fine.epub").exists());
}
