#!/usr/bin/env python3
"""Measures what slow readers care about in a book: its largest page, style sheet and bytes.

    sizes.py BOOK.epub...

Prints a line for each book: bytes of the largest page, rules and bytes of the style sheet, bytes of
the archive without its cover. Leaves with 1 when one is above its limit.
"""

import re
import sys
import zipfile
from pathlib import Path

# Bytes of a page: requirement N6, and what readers with little memory can hold.
PAGE_LIMIT = 240_000
LITE_PAGE_LIMIT = 50_000
# Requirement C6.
SHEETS_LIMIT = 1
RULES_LIMIT = 100
SHEET_LIMIT = 8_192
# The whole archive without its cover, for the seeds.
SEEDS_LIMIT = 60_000


def rules(sheet):
    """The number of rules: blocks that hold declarations, those within `@media` among them."""
    return len(re.findall(r"\{[^{}]*\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)))


def limits(epub):
    """The largest page, and the largest archive without its cover, that a book may have."""
    name, _, target = Path(epub).stem.partition(".")
    page = LITE_PAGE_LIMIT if target == "lite" else PAGE_LIMIT
    return page, SEEDS_LIMIT if name == "seeds" else None


def check(epub):
    """The figures of a book, and its problems."""
    page_limit, rest_limit = limits(epub)
    with zipfile.ZipFile(epub) as archive:
        entries = archive.infolist()
        sheets = [archive.read(entry) for entry in entries if entry.filename.endswith(".css")]
    pages = {entry.filename: entry.file_size for entry in entries if entry.filename.endswith(".xhtml")}
    cover = sum(
        entry.compress_size
        for entry in entries
        if re.fullmatch(r"(?:.*/)?cover\.(?:jpe?g|png)", entry.filename)
    )
    rest = Path(epub).stat().st_size - cover
    largest = max(pages, key=pages.get)
    count = sum(rules(sheet.decode("utf-8")) for sheet in sheets)
    size = sum(map(len, sheets))
    problems = []

    def within(what, figure, limit):
        if limit is not None and figure > limit:
            problems.append(f"{what}: {figure:,} is above {limit:,}")

    within(f"bytes of {largest}", pages[largest], page_limit)
    within("style sheets", len(sheets), SHEETS_LIMIT)
    within("rules of the style sheet", count, RULES_LIMIT)
    within("bytes of the style sheet", size, SHEET_LIMIT)
    within("bytes without the cover", rest, rest_limit)
    if cover == 0:
        problems.append("no picture of a cover was found")
    return f"{pages[largest]:,}/{count}/{size:,}/{rest:,}", problems


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    failed = False
    for epub in sys.argv[1:]:
        figures, problems = check(epub)
        print(f"{Path(epub).stem}: {figures}")
        for problem in problems:
            failed = True
            print(f"{Path(epub).stem}: {problem}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
