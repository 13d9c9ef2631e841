#!/usr/bin/env python3
"""Compiles every folder there is with two programs and compares what they write and say, byte by byte.

    .ci/same.py OLD NEW [FOLDER...]

Without folders: the seeds, the books of `tests/books`, the corpus and the cases beside the project, where
they are there. Each folder is compiled for every target with every export, and its books are checked. A
change that only moves code differs nowhere; the last line is `N compared, N differ`.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
EXPORTS = ["json", "csl-json", "bibtex", "ris", "hayagriva", "markdown"]
# How long a step took is no property of a book.
TIMES = {"milliseconds"}


def folders():
    yield ROOT / "seeds"
    yield from sorted((ROOT / "tests/books").iterdir())
    yield from sorted((SHARED / "corpus").glob("*"))
    for case in sorted((SHARED / "cases").glob("*/*/case.json")):
        yield case.parent / "in"


def without_times(value):
    if isinstance(value, dict):
        return {key: without_times(of) for key, of in value.items() if key not in TIMES}
    return [without_times(of) for of in value] if isinstance(value, list) else value


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, timeout=600)
    return done.returncode, done.stdout, re.sub(rb"\d+(\.\d+)? m?s\b", b"TIME", done.stderr)


def outcome(program, folder, place):
    """What a program makes of a folder: files by their names, statuses and words."""
    out = place / "out"
    exports = [part for form in EXPORTS for part in ("--export", form)]
    compiled = run(program, "compile", folder, "-o", out, "--no-cache", "--threads", 2,
                   "--target", "all", "--report", out / "report.json", *exports)
    found = {"compile": compiled}
    for file in sorted(out.rglob("*")):
        if file.is_file():
            data = file.read_bytes()
            if file.suffix == ".json" and b'"milliseconds"' in data:
                data = json.dumps(without_times(json.loads(data))).encode()
            found[str(file.relative_to(out))] = data
    books = [out / name for name in found if name.endswith(".epub")]
    if books:
        found["check"] = run(program, "check", *books)
    found["normalise"] = run(program, "normalise", folder)
    shutil.rmtree(out, ignore_errors=True)
    return found


def main():
    old, new = sys.argv[1:3]
    given = [pathlib.Path(folder) for folder in sys.argv[3:]] or [f for f in folders() if f.exists()]
    differ = 0
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        for folder in given:
            one, two = (outcome(program, folder, place) for program in (old, new))
            unlike = sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))
            differ += bool(unlike)
            for name in unlike:
                print(f"{folder}: {name} differs")
    print(f"{len(given)} compared, {differ} differ")
    sys.exit(differ > 0)


main()
