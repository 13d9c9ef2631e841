"""The judges. Each takes all its books at once, since starting a judge costs more than most books,
and gives a verdict for each it looked at. To add one, add a row to `JUDGES`."""

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import nothing_lost
import sizes

# Seconds. No judge needs as much for all books; one that does has hung.
TIME_LIMIT = 3000


@dataclass(frozen=True)
class Case:
    """A finished book, what it was compiled from if that is known, and a folder for reports."""

    epub: str
    source: str | None
    reports: Path


@dataclass
class Verdict:
    """What one judge says of one book."""

    figure: str
    problems: list = field(default_factory=list)


def run(command):
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
    )


def no_report(result):
    """The verdict on a book of which a judge did not write."""
    said = (result.stdout + result.stderr).strip().splitlines()[-3:]
    return Verdict("no report", [f"no report, status {result.returncode}", *said])


def epubcheck(jar, name, books):
    reports = {case.epub: case.reports / name for case in books}
    pairs = [str(part) for pair in reports.items() for part in pair]
    program = Path(__file__).with_name("EpubCheckAll.java")
    result = run(["java", "-cp", jar, str(program), *pairs])
    return {
        epub: epubcheck_verdict(report) if report.exists() else no_report(result)
        for epub, report in reports.items()
    }


def epubcheck_verdict(report):
    said = json.loads(report.read_text(encoding="utf-8"))
    counts = [said["checker"][kind] for kind in ("nFatal", "nError", "nWarning")]
    problems = [
        f"{message['severity']} {message['ID']}: {message['message']} "
        f"({message['locations'][0]['path'] if message['locations'] else 'whole book'})"
        for message in said["messages"]
        if message["severity"] in ("FATAL", "ERROR", "WARNING")
    ]
    if any(counts) and not problems:
        problems = ["the report counts findings it does not list"]
    return Verdict("/".join(map(str, counts)), problems)


def epubcheck5(books):
    return epubcheck(os.environ["EPUBCHECK5"], "epubcheck5.json", books)


def epubcheck4(books):
    return epubcheck(os.environ["EPUBCHECK4"], "epubcheck4.json", books)


def ace(books):
    folders = {case.epub: case.reports / "ace" for case in books}
    pairs = [str(part) for pair in folders.items() for part in pair]
    result = run(["node", os.environ["ACE"], *pairs])
    print(result.stdout, end="")
    reports = {epub: folder / "report.json" for epub, folder in folders.items()}
    return {
        epub: ace_verdict(report) if report.exists() else no_report(result)
        for epub, report in reports.items()
    }


def ace_verdict(report):
    said = json.loads(report.read_text(encoding="utf-8"))
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


def read(arguments, books):
    """What `read.mjs` says of each book, by its path; `arguments` name the books and the looks."""
    result = run(["node", os.environ["READER"], *arguments])
    said = {seen["book"]: seen for seen in map(json.loads, result.stdout.splitlines())}
    return {
        case.epub: reader_verdict(said[case.epub]) if case.epub in said else no_report(result)
        for case in books
    }


def reader_verdict(seen):
    problems = seen["problems"]
    return Verdict(f"{len(problems)} problems" if problems else seen["figures"][0], problems)


# How the first book is looked at, besides by day on an e-reader: size and theme.
LOOKS = [("phone", "day"), ("phone", "night"), ("ereader", "night"), ("tablet", "sepia")]


def is_default_target(case):
    """Targets differ in what readers cannot show; those but the default end in `.TARGET.epub`."""
    return "." not in Path(case.epub).stem


def foliate(books):
    pictured = [
        f"{case.epub}={case.reports / 'pictures'}" if is_default_target(case) else case.epub
        for case in books
    ]
    verdicts = read(pictured, books)
    first = books[0]
    for size, theme in LOOKS:
        pictures = first.reports / "pictures" / f"{size}-{theme}"
        look = ["--size", size, "--theme", theme, f"{first.epub}={pictures}"]
        verdicts[first.epub].problems += read(look, [first])[first.epub].problems
    return verdicts


def epubjs(books):
    return read(["--engine", "epubjs", *(case.epub for case in books)], books)


# What Debian's MuPDF says of every book: it was built without colour profiles, and calls each
# version of EPUB but 2.0 unknown.
MUPDF_NOISE = {"warning: ICC support is not available", "warning: unknown epub version: 3.0"}


def mupdf(books):
    """Lays out and draws every page, small. MuPDF names each, and what else it says is a complaint."""
    verdicts = {}
    for case in books:
        drawn = run(["mutool", "draw", "-r", "18", "-F", "pgm", "-o", "/dev/null", case.epub])
        said = [line for line in drawn.stderr.splitlines() if line not in MUPDF_NOISE]
        problems = [line for line in said if not line.startswith(f"page {case.epub} ")]
        pages = len(said) - len(problems)
        if drawn.returncode != 0 or pages == 0:
            problems.append(f"MuPDF drew {pages} pages and left with {drawn.returncode}")
        verdicts[case.epub] = Verdict(f"{pages} pages", problems)
    return verdicts


def text(books):
    verdicts = {}
    for case in books:
        if case.source is None:
            continue
        problems, figures = nothing_lost.check(case.epub, Path(case.source))
        characters = next(part for part in figures.split(", ") if part.endswith("characters"))
        verdicts[case.epub] = Verdict(
            f"{len(problems)} problems" if problems else characters, problems
        )
    return verdicts


def size(books):
    verdicts = {}
    for case in books:
        figures, problems = sizes.check(case.epub)
        verdicts[case.epub] = Verdict(figures, problems)
    return verdicts


# By name, the slowest first, since as many are heard at a time as the machine has cores.
JUDGES = {
    "ace": ace,
    "foliate-js": foliate,
    "epub.js": epubjs,
    "epubcheck 5": epubcheck5,
    "epubcheck 4": epubcheck4,
    "mupdf": mupdf,
    "text": text,
    "page/rules/sheet/rest": size,
}
VALIDATORS = {"epubcheck 5", "epubcheck 4"}
