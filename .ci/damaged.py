#!/usr/bin/env python3
"""Lets EPUBCheck judge damaged books, and compares with the ledger of what it said.

    damaged.py EPUBCHECK.jar FOLDER [--accept]

FOLDER has a book for each line of `tests/check/ledger.txt`, as the test suite writes them into
CHENGSHU_DAMAGED. Prints the share that EPUBCheck calls wrong and `chengshu check` finds too. The
status is 1 if EPUBCheck says other than the ledger, or if we call an error what it calls none;
`--accept` writes its verdicts into the ledger instead.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LEDGER = HERE.parent / "tests/check/ledger.txt"
GRAVE = ("FATAL", "ERROR")


def judge(jar, books):
    """The reports of all books, from one virtual machine: each start takes seconds."""
    with tempfile.TemporaryDirectory() as folder:
        reports = {book: Path(folder, book.stem + ".json") for book in books}
        pairs = [str(path) for pair in reports.items() for path in pair]
        subprocess.run(
            # Quick to start rather than quick in the long run: there are hundreds of tiny books.
            ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", jar, str(HERE / "EpubCheckAll.java"), *pairs],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        return {
            book.stem: json.loads(report.read_text("utf-8")) for book, report in reports.items()
        }


def verdict(report):
    """Errors and warnings of a report, in short."""
    said = {
        message["ID"] + ("" if message["severity"] in GRAVE else ":warning")
        for message in report["messages"]
        if message["severity"] in (*GRAVE, "WARNING")
    }
    return " ".join(sorted(said)) or "nothing"


def main():
    jar, folder, *rest = sys.argv[1:]
    reports = judge(jar, sorted(Path(folder).glob("*.epub")))
    lines, changed, both, wrong, unjust = [], [], 0, 0, []
    for line in LEDGER.read_text("utf-8").splitlines():
        name, known, ours = line.split(" | ")
        said = verdict(reports[name]) if name in reports else "no book"
        lines.append(f"{name} | {said} | {ours}")
        if said != known:
            changed.append(f"{name}: {known} -> {said}")
        grave = any(":" not in one for one in said.split()) and said != "nothing"
        if grave:
            wrong += 1
            both += ours != "nothing"
        elif any(":" not in one for one in ours.split()) and ours != "nothing":
            unjust.append(name)
    print(f"EPUBCheck calls {wrong} of {len(lines)} damaged books wrong; we find {both} of them")
    if "--accept" in rest:
        LEDGER.write_text("\n".join(lines) + "\n", "utf-8")
        changed = []
    for name in unjust:
        print(f"we call an error what EPUBCheck does not: {name}")
    for change in changed:
        print(f"not as in the ledger: {change}")
    return 1 if changed or unjust else 0


if __name__ == "__main__":
    sys.exit(main())
