"""Write ``examples.jsonl``: the example articles with what a text file cannot say of itself.

Run it after any change to the articles or their ``.meta.json`` files; with ``--check`` it writes nothing
and exits 1 when the file is out of date. One line per article, in the order of the ids:
``id``, ``text``, ``title``, and ``published``, ``url`` and ``publisher`` where they are known.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
TARGET = FOLDER / "examples.jsonl"
OPTIONAL = ("title", "published", "url", "publisher")


def record(meta_path: Path) -> dict[str, str]:
    """The article that belongs to a meta file; keys whose value is null are left out."""
    meta = json.loads(meta_path.read_text(encoding="utf-8"))
    text = (meta_path.parent / f"{meta['id']}.txt").read_text(encoding="utf-8")
    return {"id": meta["id"], "text": text, **{key: meta[key] for key in OPTIONAL if meta.get(key)}}


def render(folder: Path = FOLDER) -> str:
    """The whole of the JSON Lines file, UTF-8 letters unescaped, ending in a newline."""
    records = (record(path) for path in sorted(folder.glob("*.meta.json")))
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in records)


def main(arguments: list[str]) -> int:
    """0 when the file is written or up to date, 1 when ``--check`` finds it is not."""
    content = render()
    if "--check" in arguments:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == content else 1
    TARGET.write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
