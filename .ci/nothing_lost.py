#!/usr/bin/env python3
"""Checks from outside that a book holds the words of every line of its transcripts, in order.

    nothing_lost.py BOOK.epub TRANSCRIPTS

TRANSCRIPTS is the file or folder the book was compiled from. The markup of the transcripts is
taken off here by rules of our own, so that a fault in the program's reading of Markdown cannot
hide itself. Leaves with 1 when a line is missing or a sign of markup shows in the book.
"""

import html
import re
import sys
import unicodedata
from pathlib import Path

import book

ENDINGS = {".md", ".markdown", ".txt"}
HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
TITLE = re.compile(r"""^title:[ \t]*(["']?)(.*)\1[ \t]*$""", re.MULTILINE)
# A series and number such as 【海港夜话03】, which a book prints in another place.
SERIES = re.compile(r"【[^】]*】")
WORK = re.compile(r"《([^《》\n]+)》")
RULE = re.compile(r"\s*([-*_])\s*(\1\s*){2,}|\s*=+\s*")
FENCE = re.compile(r"\s*(```|~~~)")
LINE_START = re.compile(r"\s*(#{1,6}(\s+|$)|>\s?|[-*+]\s+|\d{1,9}[.)]\s+)*")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
EMPHASIS = re.compile(r"\*{1,3}|~~|`+")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

# What no reader should ever meet. A book about Markdown would; ours are talks.
STRAY = {
    "a strike-through mark": re.compile(r"~~"),
    "a code fence": re.compile(r"```"),
    "an emphasis mark": re.compile(r"\*\*"),
    "a tag": re.compile(r"</?[A-Za-z][^<>]*>"),
    "an undecoded character reference": re.compile(r"&#?\w+;"),
    "an invisible character": re.compile("[\u200b\u2060\ufeff\u00ad\ue000-\uf8ff]"),
}

# Text of the book's own between two lines of a transcript: labels, numbers, page openings.
FURNITURE_SHARE = 0.05
FURNITURE_ALLOWANCE = 500


# Spaces and invisible characters, which no rule may count, and marks, which rules put right.
LEFT_OUT = ("C", "Z", "P", "Sm", "Sk")


def visible(characters):
    """Letters, ideographs, digits, and signs that are no marks."""
    return "".join(c for c in characters if not unicodedata.category(c).startswith(LEFT_OUT))


def title_and_works(head):
    """The title, and the works cited in the description, as visible characters."""
    title = TITLE.search(head)
    works = WORK.findall(head[title.end() :] if title else head)
    name = visible(html.unescape(SERIES.sub("", title.group(2)))) if title else ""
    return name, [visible(work) for work in works]


def lines_of(body):
    """The visible characters of each line of a body that has any."""
    for line in COMMENT.sub("", body).splitlines():
        if RULE.fullmatch(line) or FENCE.match(line):
            continue
        line = line[LINE_START.match(line).end() :]
        line = LINK.sub(r"\1", TAG.sub("", line))
        line = ESCAPE.sub(r"\1", EMPHASIS.sub("", line))
        line = visible(html.unescape(line))
        if line:
            yield line


def missing_lines(lines, text):
    """Lines not found in order around the longest one, and the text's own characters between."""
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    middle = text.find(lines[longest])
    if middle < 0:
        return [lines[longest]], 0
    missing = []
    found = len(lines[longest])
    # Outwards from the longest line, so that a short one is not taken from another chapter.
    end = middle + len(lines[longest])
    for line in lines[longest + 1 :]:
        place = text.find(line, end)
        if place < 0:
            missing.append(line)
        else:
            end = place + len(line)
            found += len(line)
    start = middle
    for line in reversed(lines[:longest]):
        place = text.rfind(line, 0, start)
        if place < 0:
            missing.append(line)
        else:
            start = place
            found += len(line)
    return missing, end - start - found


def transcripts(path):
    """The transcripts of a book: the file itself, or those in a folder and its subfolders."""
    if path.is_file():
        return [path]
    return sorted(
        file
        for pattern in ("*", "*/*")
        for file in path.glob(pattern)
        if file.suffix.lower() in ENDINGS and file.is_file() and not file.name.startswith(".")
    )


def check(epub, source):
    """The problems of a book, and its figures as one line."""
    pages = [book.body_text(root) for _, root in book.pages(epub)]
    text = visible("".join(pages))
    problems = []
    files = transcripts(source)
    if not files:
        problems.append(f"{source}: no transcripts")
    count = characters = 0
    for file in files:
        transcript = file.read_text(encoding="utf-8", errors="replace")
        head = HEAD.match(transcript)
        title, works = title_and_works(head.group(1) if head else "")
        # The head's own words are printed where the book's design puts them.
        problems += [
            f"{file.name}: missing from the head: {words}"
            for words in [title, *works]
            if words not in text
        ]
        lines = list(lines_of(transcript[head.end() :] if head else transcript))
        # Some transcripts repeat the title; a book prints it once.
        if lines and lines[0] == title:
            del lines[0]
        if not lines:
            continue
        missing, between = missing_lines(lines, text)
        problems += [f"{file.name}: missing or out of order: {line[:40]}" for line in missing]
        size = sum(map(len, lines))
        if between > size * FURNITURE_SHARE + FURNITURE_ALLOWANCE:
            problems.append(f"{file.name}: {between} characters of others stand between its lines")
        count += len(lines)
        characters += size
    for what, pattern in STRAY.items():
        for page in pages:
            for match in pattern.finditer(page):
                around = page[max(0, match.start() - 10) : match.end() + 10]
                problems.append(f"{what} shows in the book: {around!r}")
    return problems, f"{len(files)} transcripts, {count} lines, {characters} characters"


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    problems, figures = check(sys.argv[1], Path(sys.argv[2]))
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{figures}, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
