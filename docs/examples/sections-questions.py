"""Parts an interview at the questions of whoever asks most of them, a plain script for `--with`:

    chengshu sections talks --with 'python3 sections-questions.py'

Each question of at least 15 characters begins a section of level 3, with the question as its title if that
is short enough.
"""
import json
import sys
from collections import Counter

MARKS = ("？", "?")
paragraphs = json.load(sys.stdin)["paragraphs"]
asking = [p for p in paragraphs if p["text"].rstrip().endswith(MARKS) and len(p["text"]) >= 15]
most = Counter(p.get("speaker") for p in asking).most_common(1)
host = most[0][0] if most else None
sections = [
    {"paragraph": p["number"], "level": 3, "title": p["text"].strip() if len(p["text"]) <= 40 else None}
    for p in asking
    if p.get("speaker") == host
]
json.dump({"sections": sections}, sys.stdout)
