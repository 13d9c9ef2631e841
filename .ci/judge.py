#!/usr/bin/env python3
"""Lets every judge look at finished books, and prints one table of figures.

    judge.py BOOK.epub[=TRANSCRIPTS]... [--valid BOOK.epub...]

Books after `--valid` are only asked to be valid, by EPUBCheck. With TRANSCRIPTS, the file or folder
the book was compiled from, the book's text is compared with them. `.ci/run judge` installs what is needed and names the tools in EPUBCHECK5, EPUBCHECK4 (jars),
ACE, READER (programs of Node) and CHROMIUM; pictures and reports go to JUDGED. Each verdict is
appended to the file TALLY as `passed WHAT` or `failed WHAT`; the exit status only says whether all
judges were heard.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import book
import nothing_lost

# No judge needs more for the largest book; one that does has hung.
TIME_LIMIT = 900
SHOWN_PROBLEMS = 20


@dataclass
class Verdict:
    """What one judge says of one book."""

    figure: str
    problems: list = field(default_factory=list)


def run(command, **more):
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        **more,
    )


def last_lines(result):
    return (result.stdout + result.stderr).strip().splitlines()[-3:]


def epubcheck(jar, epub, report):
    result = run(["java", "-jar", jar, epub, "--json", str(report), "-q"])
    if not report.exists():
        return Verdict("no report", last_lines(result) or ["EPUBCheck wrote no report"])
    with open(report, encoding="utf-8") as file:
        said = json.load(file)
    counts = [said["checker"][kind] for kind in ("nFatal", "nError", "nWarning")]
    problems = [
        f"{message['severity']} {message['ID']}: {message['message']} "
        f"({message['locations'][0]['path'] if message['locations'] else 'whole book'})"
        for message in said["messages"]
        if message["severity"] in ("FATAL", "ERROR", "WARNING")
    ]
    if any(counts) and not problems:
        problems = ["the report counts findings it does not list"]
    if result.returncode != 0 and not problems:
        problems = [f"EPUBCheck left with {result.returncode}", *last_lines(result)]
    return Verdict("/".join(map(str, counts)), problems)


def epubcheck5(epub, _source, reports):
    return epubcheck(os.environ["EPUBCHECK5"], epub, reports / "epubcheck5.json")


def epubcheck4(epub, _source, reports):
    return epubcheck(os.environ["EPUBCHECK4"], epub, reports / "epubcheck4.json")


def ace(epub, _source, reports):
    folder = reports / "ace"
    environment = {
        **os.environ,
        "PUPPETEER_EXECUTABLE_PATH": os.environ["CHROMIUM"],
        # A browser's first start on a busy machine takes longer than the five seconds Ace gives it.
        "ACE_TIMEOUT_INITIAL": "120000",
    }
    # Ace runs the browser without its sandbox, which could not start as root.
    result = run(
        ["node", os.environ["ACE"], "--silent", "--force", "--outdir", str(folder), epub],
        env=environment,
    )
    report = folder / "report.json"
    if result.returncode != 0 or not report.exists():
        return Verdict("no report", last_lines(result) or ["Ace wrote no report"])
    with open(report, encoding="utf-8") as file:
        said = json.load(file)
    problems = [
        f"{finding['earl:test'].get('earl:impact', '')} {finding['earl:test']['dct:title']} "
        f"in {document['earl:testSubject']['url']}: "
        f"{' '.join(finding['earl:result']['dct:description'].split())}"
        for document in said["assertions"]
        for finding in document["assertions"]
        if finding["earl:result"]["earl:outcome"] != "pass"
    ]
    if not said["assertions"]:
        problems.append("Ace looked at no document")
    if said["earl:result"]["earl:outcome"] != "pass" and not problems:
        problems.append("Ace fails the book without naming a reason")
    return Verdict(str(len(problems)), problems)


# How the first book is looked at, besides by day on an e-reader: size and theme.
LOOKS = [("phone", "day"), ("phone", "night"), ("ereader", "night"), ("tablet", "sepia")]


def reader(epub, _source, reports):
    pictures = reports / "pictures"
    looks = [("ereader", "day", pictures)]
    if epub == sys.argv[1].partition("=")[0]:
        looks += [(size, theme, pictures / f"{size}-{theme}") for size, theme in LOOKS]
    problems = []
    for size, theme, folder in looks:
        seen = run(
            ["node", os.environ["READER"], epub, "--pictures", str(folder)]
            + ["--size", size, "--theme", theme]
        )
        problems += seen.stderr.strip().splitlines()
        if seen.returncode != 0 and not problems:
            problems = [f"the reader left with {seen.returncode}"]
        if folder == pictures:
            result = seen
    figures = result.stdout.strip().rpartition(": ")[2].split(", ")
    screens = next((figure for figure in figures if figure.endswith("screens")), "failed")
    return Verdict(screens if not problems else f"{len(problems)} problems", problems)


def text(epub, source, _reports):
    if source is None:
        return None
    problems, figures = nothing_lost.check(epub, Path(source))
    characters = next(figure for figure in figures.split(", ") if figure.endswith("characters"))
    return Verdict(characters if not problems else f"{len(problems)} problems", problems)


JUDGES = [
    ("epubcheck 5", epubcheck5),
    ("epubcheck 4", epubcheck4),
    ("ace", ace),
    ("reader", reader),
    ("text", text),
]
VALIDATORS = JUDGES[:2]


def judged(judge, epub, source, reports):
    """A judge that breaks down is a verdict against the book, not an end of the run."""
    try:
        return judge(epub, source, reports)
    except Exception as error:  # noqa: BLE001: whatever it is, it must be counted
        return Verdict("broke down", [f"{type(error).__name__}: {error}"])


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
    books = []
    judges = JUDGES
    for argument in sys.argv[1:]:
        if argument == "--valid":
            judges = VALIDATORS
            continue
        epub, _, source = argument.partition("=")
        books.append((epub, source, judges))
    root = Path(os.environ.get("JUDGED") or tempfile.mkdtemp(prefix="judged-"))
    tasks = {}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for epub, source, judges in books:
            reports = root / Path(epub).stem
            # A report of an earlier run must not be taken for this one's.
            shutil.rmtree(reports, ignore_errors=True)
            reports.mkdir(parents=True)
            for name, judge in judges:
                tasks[epub, name] = pool.submit(judged, judge, epub, source or None, reports)
    rows = [["book", "bytes", "chapters", *(name for name, _ in JUDGES)]]
    tally = []
    for epub, _, _ in books:
        row = describe(epub)
        for name, _ in JUDGES:
            task = tasks.get((epub, name))
            verdict = task.result() if task else None
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
