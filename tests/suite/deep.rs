//! No reader and no rule takes more stack the deeper or longer a file is: each is fed with shapes
//! that nest or repeat, on a stack that has room for a few bytes a level.

use std::sync::Mutex;
use std::thread;

use crate::fuzz::readers::{READERS, Reader};

/// Bytes of stack. Threads of the program have eight times as many.
const STACK: usize = 256 * 1024;

/// The stack of readers that leave pictures to a library, which takes a call for each of the 1,024 levels
/// it reads at most: that of the program's threads.
const WHOLE_STACK: usize = 2 * 1024 * 1024;

/// How often a shape repeats by default: a call for each would take 105 bytes.
const TIMES: usize = 2_500;

/// What is repeated, between what stands before and behind it.
struct Shape(&'static str, &'static str, &'static str, &'static str);

const SHAPES: &[Shape] = &[
    // Blocks of Markdown.
    Shape("", "> ", "深", ""),
    Shape("", "- ", "深", ""),
    Shape("", "1. ", "深", ""),
    Shape("", "[^a]: ", "深", ""),
    Shape("", "> - ", "深", ""),
    Shape("", "- a\n", "", ""),
    Shape("", "# ", "深", ""),
    // Its lines.
    Shape("深", "[", "", ""),
    Shape("", "[", "深", "](a)"),
    Shape("", "![", "深", "](a)"),
    Shape("", "*", "深", "*"),
    Shape("", "**a ", "深", "**"),
    Shape("", "*a **b ", "深", ""),
    Shape("", "_a ", "深", "_"),
    Shape("", "~~", "深", "~~"),
    Shape("", "`", "深", ""),
    Shape("", "[a](b ", "深", ""),
    Shape("", "[^a]", "深", ""),
    Shape("[a]: b\n\n", "[a]", "", ""),
    Shape("", "[a]: b\n", "", ""),
    Shape("", "\\", "", ""),
    Shape("", "&amp;", "", ""),
    Shape("", "<a@b.c>", "", ""),
    Shape("", "|", "", "\n"),
    Shape("a|b\n-|-\n", "a|", "\n", ""),
    // HTML.
    Shape("", "<div>", "深", ""),
    Shape("", "<b>", "深", "</b>"),
    Shape("", "<b>", "深", ""),
    Shape("", "<ul><li>", "深", ""),
    Shape("", "<table><tr><td>", "深", ""),
    Shape("", "<blockquote>", "深", "</blockquote>"),
    Shape("", "<ruby>深<rt>", "", ""),
    Shape("", "<p>深</p>", "", ""),
    Shape("", "<svg>", "深", "</svg>"),
    Shape("", "<template>", "深", "</template>"),
    Shape("", "<!--", "深", ""),
    Shape("", "<br>", "", ""),
    Shape("", "<cite>甲</cite>", "<p>深</p>", ""),
    Shape("<cite>甲</cite>", "<time>0:01</time>", "<p>深</p>", ""),
    // Marks, times, names.
    Shape("深", "(", "深", ")"),
    Shape("深", "（", "深", "）"),
    Shape("深", "「", "深", "」"),
    Shape("深", "“", "深", "”"),
    Shape("深", "《", "深", "》"),
    Shape("深", "【", "深", "】"),
    Shape("", "【01】", "深", ""),
    Shape("", "12:34 ", "", ""),
    Shape("", "[12:34] ", "深", ""),
    Shape("", "- 12:34 ", "深", ""),
    Shape("", "（1:02）", "", ""),
    Shape("", "甲：", "深", ""),
    Shape("", "甲：深。\n乙：深。\n", "", ""),
    Shape("", "深。", "", ""),
    Shape("", "深，", "", ""),
    Shape("", "深", "", ""),
    Shape("", "deep ", "", ""),
    Shape("", "1", "", ""),
    Shape("", "美国", "BBC", ""),
    Shape("参考资料：\n", "《深》", "", ""),
    Shape("参考资料：\n", "（深", "", "）"),
    Shape("参考资料：\n甲：《深》，", "（乙，", "", "）"),
    // Data.
    Shape("", "[", "", "]"),
    Shape("", "{\"a\":", "1", "}"),
    Shape("", "{a: ", "1", "}"),
    Shape("", "{", "", "}"),
    Shape("", "? ", "a", ""),
    Shape("", "a: ", "b", ""),
    Shape("a: ", "[", "", "]"),
    Shape("", "!!a ", "b", ""),
    Shape("", "&a ", "b", ""),
    Shape("---\na: ", "[", "", "]"),
    Shape("---\n", "? - ", "a", "\n---\n"),
    Shape("@book{a, title = ", "{", "深", "}"),
    Shape("@book{a, title = \"a\"", " # \"a\"", "}", ""),
    Shape("", "@", "", ""),
    Shape("@book{a, author = {", "a and ", "b}}", ""),
    Shape("@book{a, title = {", "\\emph{", "深", "}"),
    // XML and CSS.
    Shape("", "<a>", "", "</a>"),
    Shape("<svg xmlns=\"http://www.w3.org/2000/svg\">", "<g>", "", "</g>"),
    Shape("<style xmlns=\"http://purl.org/net/xbiblio/csl\">", "<group>", "", "</group>"),
    Shape("", "a{", "", "}"),
    Shape("a{b:", "(", "", ")"),
    Shape("", "@media a{", "", "}"),
    Shape("", "/*", "", "*/"),
    Shape("", "../", "a", ""),
];

impl Shape {
    fn grown(&self, times: usize) -> String {
        let Self(before, open, middle, close) = self;
        [before, &*open.repeat(times), middle, &*close.repeat(times)].concat()
    }
}

/// `CHENGSHU_DEEP` is how often the shapes repeat instead, for whole books too, which are made of what
/// the other readers take. `CHENGSHU_FUZZ_READERS` names readers.
#[test]
fn depth_and_length_take_no_stack() {
    let asked = std::env::var("CHENGSHU_DEEP").ok();
    let times = asked.as_ref().map_or(TIMES, |text| text.parse().unwrap());
    let wanted = std::env::var("CHENGSHU_FUZZ_READERS").unwrap_or_default();
    let is_wanted = |name| match &*wanted {
        "" => asked.is_some() || name != "book",
        _ => wanted.split(',').any(|wanted| wanted == name),
    };
    let chosen = READERS.iter().filter(|reader| is_wanted(reader.name));
    let (drawn, read) = chosen.partition(|reader| ["raster", "svg"].contains(&reader.name));
    feed(read, times, STACK);
    feed(drawn, times, WHOLE_STACK);
}

/// Feeds readers on as many threads as there are processors.
fn feed(readers: Vec<&'static Reader>, times: usize, stack: usize) {
    let every = |reader| SHAPES.iter().map(move |shape| (reader, shape));
    let queue = Mutex::new(readers.into_iter().flat_map(every));
    let work = || {
        loop {
            let next = queue.lock().unwrap().next();
            let Some((reader, shape)) = next else { break };
            drop((reader.feed)(shape.grown(times).as_bytes()));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            let worker = thread::Builder::new().stack_size(stack);
            worker.spawn_scoped(scope, work).unwrap();
        }
    });
}
