#!/usr/bin/env python3
"""Writes the texts that the table of `chengshu_writing::marks` is made of, one file to a work.

    marks-texts.py FOLDER CLONES        CLONES: where the repositories below are cloned

    audreyt/transcript (CC0-1.0), qiuhuachuan/smile (CC0-1.0), thu-coai/KdConv and thu-coai/CrossWOZ
    (Apache-2.0)

Then `cargo run --release --example marks train src/marks.bin FOLDER/*`. Only parts that lie in the
repositories themselves are read, and of `smile`, which is large, every thirtieth conversation. The table in
the program was made of these and of three manuals whose licences allow it, paragraph by paragraph: d2l-ai/d2l-zh
(Apache-2.0), rust-lang-cn/book-cn (MIT or Apache-2.0), reactjs/zh-hans.react.dev (CC BY 4.0).
"""
import json
import pathlib
import re
import sys
import zipfile

IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def transcripts(clone):
    for path in sorted(clone.glob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if len(IDEOGRAPH.findall(text)) * 2 < len(text):
            continue
        for line in text.split("\n"):
            line = re.sub(r"^[>*\-\s]+", "", line.strip()) if not line.startswith("#") else ""
            # What happens in the room.
            line = re.sub(r"[（(][^（）()]{0,12}[)）]", "", line)
            if line and "http" not in line:
                yield line


def smile(clone):
    for path in sorted((clone / "data").glob("*.json"), key=lambda path: path.name)[::30]:
        yield "".join(turn["content"].replace("\n", "") for turn in json.loads(path.read_bytes()))


def kdconv(clone):
    for path in sorted((clone / "data").glob("*/*.json")):
        if path.stem in ("dev", "test"):
            for talk in json.loads(path.read_bytes()):
                yield "".join(turn["message"].strip() for turn in talk["messages"])


def crosswoz(clone):
    for name in ("test", "val"):
        with zipfile.ZipFile(clone / f"data/crosswoz/{name}.json.zip") as archive:
            for entry in archive.namelist():
                for talk in json.loads(archive.read(entry)).values():
                    yield "".join(turn["content"].strip() for turn in talk["messages"])


WORKS = {"transcript": transcripts, "smile": smile, "KdConv": kdconv, "CrossWOZ": crosswoz}

if __name__ == "__main__":
    folder, clones = map(pathlib.Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    for name, read in WORKS.items():
        (folder / f"{name}.txt").write_text("\n".join(read(clones / name)) + "\n", encoding="utf-8")
