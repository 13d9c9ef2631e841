"""Titles for the sections of a talk from a model server on this machine that speaks as Ollama does.

    chengshu sections talks --with 'python3 sections-ollama.py'

Each section that chengshu proposes is handed to the model by itself, so that long talks fit; a section
whose title is of no use gets none. OLLAMA_HOST and OLLAMA_MODEL say which server and model.
"""
import json
import os
import sys
import urllib.request

HOST = os.environ.get("OLLAMA_HOST", "http://127.0.0.1:11434")
MODEL = os.environ.get("OLLAMA_MODEL", "qwen2.5:7b")
LONGEST = 40  # characters of a title
SHOWN = 3000  # characters of a section
FORM = {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}}


def title(talk, text):
    ask = (
        f"This is a section of the talk “{talk['title']}”. Name its subject in the language of the section "
        f"({talk['language']}), in 2 to 6 words that it uses itself, without quotation marks.\n\n{text[:SHOWN]}"
    )
    body = {
        "model": MODEL,
        "messages": [{"role": "user", "content": ask}],
        "format": FORM,
        "stream": False,
        "options": {"temperature": 0, "seed": 1},
    }
    request = urllib.request.Request(
        HOST + "/api/chat", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        said = json.loads(json.load(answer)["message"]["content"])["title"]
    said = " ".join(said.split()).strip("“”\"'《》「」。.")
    return said if 0 < len(said) <= LONGEST else None


talk = json.load(sys.stdin)
paragraphs = talk["paragraphs"]
starts = talk["hints"]
sections = []
for start, end in zip(starts, starts[1:] + [len(paragraphs) + 1]):
    text = "\n".join(paragraph["text"] for paragraph in paragraphs[start - 1 : end - 1])
    sections.append({"paragraph": start, "level": 2, "title": title(talk, text)})
json.dump({"sections": sections}, sys.stdout, ensure_ascii=False)
