#!/usr/bin/env python3
"""Counts from outside the letters and digits of transcripts and of the books made of them.

    letters.py PROGRAM PATH...
    letters.py --thin PROGRAM PATH...     takes one letter in a thousand out of each book first
    letters.py --made PROGRAM COUNT       makes up transcripts, and compiles each

Knows nothing of how the program reads a text. It takes the head off each transcript, counts its
letters and digits by their category in Unicode after NFKC, adds and takes away what the program
says it changed (`normalise --report changes`) and left out (`left_out` in its report), and compares that with
the pages of the chapters. A letter may be missing only where it is markup by rules of our own:
addresses, tags, labels of notes and of definitions that something refers to. None may be there that
was not written. Each PATH is compiled as a book. Leaves with 1 when a letter is missing or invented;
with `--thin`, when a book that is long enough passes.
"""

import collections
import html
import json
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import book

Counter = collections.Counter

HEAD = re.compile(r"\A\ufeff?(?:```[^\n]*\n)?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# Heads of other programs: TOML, JSON, and Hexo's, which has no line before it.
OTHER_HEADS = [
    re.compile(r"\A\+\+\+[ \t]*\n.*?^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
    re.compile(r"\A\{[ \t]*\n.*?^\}[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
    re.compile(r"\A(?:[A-Za-z_]+:.*\n(?:[ \t-].*\n)*)+---[ \t]*(?:\n|\Z)"),
]
DRAFT = re.compile(
    r"^(?:draft\s*[:=]\s*(?:true|yes|on)|published\s*[:=]\s*(?:false|no|off))\s*$", re.MULTILINE
)
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
# What of a transcript may be on no page, as it only marks the text around it.
MARKUP = [
    re.compile(r"\]\(\s*<[^<>\n]*>[^()\n]*\)"),
    re.compile(r"\]\(\s*[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"),
    re.compile(r"!\[[^\]]*\]"),
    re.compile(r"\{#[^{}\s]+\}"),
    re.compile(r"\]\[[^\[\]]*\]"),
    re.compile(r"\[\^[^\[\]]*\]"),
    re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>"),
    re.compile(r"<annotation\b.*?</annotation(?:-xml)?>", re.DOTALL),
    re.compile(r"^[ \t>]*(?:```|~~~)[^\n]*", re.MULTILINE),
    re.compile(r"^[ \t>]*(?:[-*+][ \t]+)*\d{1,9}[.)](?=\s)", re.MULTILINE),
]
DEFINITION = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?\[([^\[\]^][^\[\]]*)\]:[^\n]*(?:\n[ \t>]*[\"'(][^\n]*)?", re.MULTILINE)
TIMES = re.compile(r"^\s*(?:\d+:)?\d+:\d+[,.]\d+\s*-->.*$")
# Blocks of a VTT file that nobody says.
UNSAID = re.compile(r"^(?:WEBVTT|STYLE|REGION|NOTE)\b.*?(?:\n[ \t]*\n|\Z)", re.DOTALL | re.MULTILINE)
CLOCK = re.compile(r"(?:\d{1,3}:)?\d{1,3}[:：]\d{2}(?:[.,]\d{1,3})?")
COMPARED = {".md", ".markdown", ".txt", ".srt", ".vtt"}
OTHERS = {".ass", ".ssa", ".json", ".json3", ".html", ".htm"}

# What a book says of its own on a chapter's pages.
FURNITURE_CLASSES = {"opening", "closing", "missing", "moment", "station"}
SHORTEST = 3000
MATH = "{http://www.w3.org/1998/Math/MathML}math"


def letters(text):
    """The letters and digits of a text, each with how often it comes."""
    normal = unicodedata.normalize("NFKC", text)
    return Counter(c for c in normal if unicodedata.category(c)[0] in "LN")


def written(path):
    """The text of a transcript that a book should show, and what of it may be markup."""
    content = path.read_bytes()
    wide = {1: "utf-16-le", 0: "utf-16-be"}.get(content[:2].find(b"\0")) if len(content) > 1 else None
    text = content.decode(wide or "utf-8", "replace").replace("\r\n", "\n").lstrip("\ufeff")
    head = HEAD.match(text) or next(filter(None, (head.match(text) for head in OTHER_HEADS)), None)
    if head and DRAFT.search(head.group()):
        return "", Counter()
    text = text[head.end() :] if head else text
    lines = text.split("\n")
    is_time = [bool(TIMES.match(line)) for line in lines] + [False]
    markup = Counter()
    if any(is_time):
        if text.startswith("WEBVTT"):
            text = UNSAID.sub("\n\n", text)
            lines = text.split("\n")
            is_time = [bool(TIMES.match(line)) for line in lines] + [False]
        spoken = [
            line
            for at, line in enumerate(lines)
            if not is_time[at] and not (is_time[at + 1] and len(line) < 40)
        ]
        text = "\n".join(spoken)
        markup += letters("".join(re.findall(r"<[\d:.]+>", text)))
    elif path.suffix.lower() == ".txt":
        # Times of plain text, and titles above their own line.
        markup += letters("".join(CLOCK.findall(text)))
    for pattern in MARKUP:
        for match in pattern.finditer(text):
            markup += letters(match.group())
    for match in DEFINITION.finditer(text):
        label = re.escape(match.group(1))
        rest = text[: match.start()] + text[match.end() :]
        if re.search(rf"\[{label}\]", rest, re.IGNORECASE):
            markup += letters(match.group())
    return text, markup


def changes(program, path):
    """What was put in, what was taken out, and what of the former is markup."""
    run = subprocess.run([program, "normalise", path, "--report", "changes"], capture_output=True)
    added, removed, markup = Counter(), Counter(), Counter()
    for line in run.stdout.decode("utf-8").splitlines():
        change = json.loads(line)
        removed += letters(change["before"])
        added += letters(change["after"])
        for pattern in MARKUP:
            for match in pattern.finditer(change["after"]):
                markup += letters(match.group())
    return added, removed, markup


def squeezed(text):
    """A text without what parts and quotes its lines."""
    return re.sub(r"[\s>]+", "", text)


def shown(element, sources):
    """What a page shows of a transcript: its text without what the book says of its own. A formula in
    TeX says it in `alttext`; what is drawn of it are no letters of the transcript."""
    stated = element.get("alttext")
    if element.tag == MATH and stated and re.search(r"[$(\[]" + re.escape(squeezed(stated)), sources):
        return stated
    kinds = book.kinds(element)
    classes = set(element.get("class", "").split())
    roles = element.get("role", "")
    if "noteref" in kinds or roles == "doc-backlink" or classes & FURNITURE_CLASSES:
        return ""
    parts = [element.text or ""]
    for child in element:
        parts.append(shown(child, sources))
        parts.append(child.tail or "")
    return "".join(parts)


def pages(epub, sources):
    """The text of the chapters of a book made of some sources."""
    sources = squeezed(sources)
    roots = [root for name, root in book.pages(epub) if re.search(r"/c\d[^/]*\.xhtml$", name)]
    return "".join(shown(root.find(f"{book.XHTML}body"), sources) for root in roots)


def thinned(text):
    """A text without one letter in a thousand."""
    count, kept = 0, []
    for c in text:
        count += c.isalpha()
        if not (c.isalpha() and count % 1000 == 500):
            kept.append(c)
    return "".join(kept)


def compare(program, path, thin=False):
    """The problems of a book, and how many letters its transcripts have; None if there is no book."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [program, "compile", path, "-o", folder, "--no-cache", "--target", "epub"],
            capture_output=True,
        )
        epubs = sorted(Path(folder).glob("*.epub"))
        if run.returncode not in (0, 1) or not epubs:
            return (["the program is at fault"] if run.returncode == 4 else None), 0
        report = json.loads(epubs[0].with_suffix(".json").read_text(encoding="utf-8"))["books"][0]
        files = [Path(file["path"]) for file in report["inputs"]]
        known = [file for file in files if file.suffix.lower() in COMPARED]
        text = pages(epubs[0], "\n".join(written(file)[0] for file in known))
    expected, markup, entities = Counter(), Counter(), Counter()
    if any(file.suffix.lower() in OTHERS for file in files):
        return None, 0
    for file in files:
        if file.suffix.lower() not in COMPARED:
            continue
        if file.stem.lower() == "index":
            continue
        body, marks = written(file)
        expected += letters(body)
        markup += marks
        for entity in ENTITY.findall(body):
            markup += letters(entity)
            entities += letters(html.unescape(entity))
    added, removed, marks = changes(program, path)
    expected += added
    markup += marks
    expected.subtract(removed)
    for left_out in report.get("left_out", []):
        if left_out["what"] == "comment":
            expected.subtract(letters(left_out["text"]))
        else:
            markup += letters(left_out["text"])
    there = letters(thinned(text) if thin else text)
    size = sum(there.values())
    problems = []
    for what, more, less, allowed in [
        ("missing", expected, there, markup),
        ("invented", there, expected, entities),
    ]:
        over = {c: more[c] - less[c] - allowed[c] for c in more}
        over = {c: count for c, count in over.items() if count > 0}
        if over:
            list_of = "".join(c * min(count, 9) for c, count in sorted(over.items()))
            problems.append(f"{what}: {sum(over.values())}: {list_of[:60]}")
    return problems, size


WORDS = [
    "灯塔 港口 潮水 退了 船长 今天 不出海 雾散了 他说 走吧".split(),
    "the harbour lamp was lit again and nobody came to see it".split(),
    "la jetée était vide, l’été passait sur l’eau grise".split(),
    "Öl für die Mole ist schon über 200 Jahre alt".split(),
    "ท่าเรือ เก่า อยู่ ริม แม่น้ำ".split(),
    "الرصيف قديم والسفينة تنتظر".split(),
]
# Pieces of Markdown around words: {} stands for some, {n} for a number of the piece's own.
SHAPES = [
    "{}",
    "{}",
    "[{}]: {}",
    "[L{n}]: {}\n[M{n}]: {}",
    "{} [{}][d{n}] {}\n\n[d{n}]: https://a.example/{n} \"{}\"",
    "[e{n}]: https://a.example/{n}\n[f{n}]: https://b.example/{n}\n\n{} [{}][f{n}]",
    "> [{}]: {}\n>\n> {}",
    "- {}\n- [{}]: {}\n- {}",
    "1. {}\n2. {}",
    "{}[^{n}] {}\n\n[^{n}]: {}",
    "**{}** {} *{}*",
    "<!-- {} -->",
    "{} <!-- {} --> {}",
    "<audio src=\"a{n}.mp3\">{}</audio>",
    "<div>{}</div>",
    "```rust\n{}\n```",
    "`{}` {}",
    "| {} | {} |\n|---|---|\n| {} | {} |",
    "## {}",
    "{}  \n{}",
    "{} &amp; {} &#233; {}",
    "{}\u00a0! {}",
    "<https://c.example/{n}> {}",
    "\\[{}\\]: {}",
    "{} $x_{n} = \\beta$ {}",
    "$$\na_{n} &= b \\\\\nc < {n}\n$$",
    "> {}\n> $$\n> \\sqrt{n}\n> $$\n> {}",
    "{} \\(y^{n}\\) \\[ z_{n} \\] {}",
    "{} ${n} {} ${n}, US${n}",
    "{} $\\unknown x$ {}",
    "{} <math><mi>v</mi><mo>=</mo><mn>{n}</mn></math> {}",
    "## {} $\\pi r^{n}$",
]


def made(seed):
    """A transcript that nobody wrote."""
    dice = random.Random(seed)
    pieces = []
    for number in range(dice.randrange(1, 30)):
        words = dice.choice(WORDS)
        shape = dice.choice(SHAPES).replace("{n}", str(number))
        while "{}" in shape:
            some = " ".join(dice.choice(words) for _ in range(dice.randrange(1, 6)))
            shape = shape.replace("{}", some, 1)
        pieces.append(shape)
    end = dice.choice(["\n", "\r\n"])
    return ("\n\n".join(pieces) + "\n").replace("\n", end)


def compare_made(program, count):
    """Compiles made-up transcripts. How many fail."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            path = Path(folder, f"made-{seed}.md")
            path.write_bytes(f"---\ntitle: x\n---\n{made(seed)}".encode())
            problems, _ = compare(program, path)
            for problem in problems or []:
                print(f"made {seed}: {problem}", file=sys.stderr)
            bad += bool(problems)
    print(f"{count} made-up transcripts, {bad} problems")
    return bad


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["--made"] and len(arguments) == 3:
        return 1 if compare_made(arguments[1], int(arguments[2])) else 0
    thin = arguments[:1] == ["--thin"]
    if thin:
        del arguments[0]
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    program, paths = arguments[0], arguments[1:]
    books = total = bad = without = 0
    for path in paths:
        problems, size = compare(program, path, thin)
        if problems is None:
            without += 1
            continue
        books += 1
        total += size
        for problem in [] if thin else problems:
            print(f"{path}: {problem}", file=sys.stderr)
        if thin and size >= SHORTEST and not problems:
            print(f"{path}: a letter in a thousand is gone, and nobody misses it", file=sys.stderr)
            bad += 1
        elif not thin:
            bad += bool(problems)
    print(f"{books} books, {total} letters and digits, {without} paths without a book, {bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
