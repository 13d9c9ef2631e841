#!/usr/bin/env python3
"""Lets every judge look at finished books, and prints one table of figures.

    judge.py BOOK.epub[=TRANSCRIPTS]... [--valid BOOK.epub...]

With TRANSCRIPTS, the file or folder the book was compiled from, the book's text is compared with
them. Books after `--valid` are only asked to be valid, by EPUBCheck. `.ci/run judge` installs what
is needed and names the tools in EPUBCHECK5, EPUBCHECK4 (jars), ACE, READER (programs of Node) and
CHROMIUM; pictures and reports go to JUDGED. Each verdict is appended to the file TALLY as
`passed WHAT` or `failed WHAT`; the exit status only says whether all judges were heard.
"""

import os
import shutil
import sys
import tempfile
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import book
from judges import JUDGES, VALIDATORS, Case, Verdict

SHOWN_PROBLEMS = 20


def cases(arguments):
    """The books to look at, and those only asked to be valid."""
    root = Path(os.environ.get("JUDGED") or tempfile.mkdtemp(prefix="judged-"))
    whole, valid = [], []
    found = whole
    for argument in arguments:
        if argument == "--valid":
            found = valid
            continue
        epub, _, source = argument.partition("=")
        reports = root / Path(epub).stem
        # A report of an earlier run must not be taken for this one's.
        shutil.rmtree(reports, ignore_errors=True)
        reports.mkdir(parents=True)
        found.append(Case(epub, source or None, reports))
    return whole, valid


def hear(name, judge, books):
    """A judge's verdict on each book. One that breaks down is a verdict against all it looked at."""
    began = time.monotonic()
    try:
        verdicts = judge(books)
    except Exception as error:  # noqa: BLE001: whatever it is, it must be counted
        verdicts = {
            case.epub: Verdict("broke down", [f"{type(error).__name__}: {error}"])
            for case in books
        }
    print(f"{name}: {len(verdicts)} books in {time.monotonic() - began:.0f} s", flush=True)
    return verdicts


def width(cell):
    """Columns a terminal gives to a text: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)


def print_table(rows):
    columns = [max(map(width, column)) for column in zip(*rows)]
    for row in rows:
        cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, columns)]
        print("  ".join(cells).rstrip())


def describe(epub):
    """Name, size and chapters: the first cells of a book's row."""
    try:
        chapters = str(sum(book.is_chapter(root) for _, root in book.pages(epub)))
    except Exception as error:  # noqa: BLE001: the judges will say what is wrong with it
        chapters = type(error).__name__
    return [Path(epub).stem, f"{Path(epub).stat().st_size:,}", chapters]


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    whole, valid = cases(sys.argv[1:])
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        tasks = {
            name: pool.submit(hear, name, judge, whole + valid if name in VALIDATORS else whole)
            for name, judge in JUDGES.items()
        }
    said = {name: task.result() for name, task in tasks.items()}
    rows = [["book", "bytes", "chapters", *JUDGES]]
    tally = []
    for case in whole + valid:
        row = describe(case.epub)
        for name in JUDGES:
            verdict = said[name].get(case.epub)
            row.append(verdict.figure if verdict else "-")
            if verdict is None:
                continue
            tally.append(f"{'failed' if verdict.problems else 'passed'} {row[0]}: {name}\n")
            for problem in verdict.problems[:SHOWN_PROBLEMS]:
                print(f"{row[0]}: {name}: {problem}")
            if len(verdict.problems) > SHOWN_PROBLEMS:
                print(f"{row[0]}: {name}: and {len(verdict.problems) - SHOWN_PROBLEMS} more")
        rows.append(row)
    print_table(rows)
    with open(os.environ["TALLY"], "a", encoding="utf-8") as file:
        file.writelines(tally)
    return 0


if __name__ == "__main__":
    sys.exit(main())
