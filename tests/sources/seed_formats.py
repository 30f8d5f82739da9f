"""The seed article in every format that is read, made anew: for tests that compare what comes out."""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import zstandard

PUBLISHED = "2024-01-30"
URL = "https://news.example.org/world/fentanyl-talks"
PUBLISHER = "The Example"


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def as_page(text: str) -> bytes:
    title, *rest = map(html.escape, paragraphs(text))
    data = {
        "@type": "NewsArticle",
        "datePublished": f"{PUBLISHED}T09:00:00-05:00",
        "publisher": {"name": PUBLISHER},
    }
    words = "".join(f"<p>{part}</p>\n" for part in rest)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {PUBLISHER}</title>
<link rel="canonical" href="{URL}"><script type="application/ld+json">{json.dumps(data)}</script>
<style>p {{ color: black }}</style></head><body><header><a href="/">{PUBLISHER}</a><nav><ul><li><a href="/w">World</a></li>
<li><a href="/s">Sport</a></li></ul></nav></header><main><article><h1>{title}</h1><p class="byline">
<time datetime="{PUBLISHED}">January 30, 2024</time></p>{words}</article></main>
<aside><h2>Most read</h2><ul><li><a href="/x">Ten hats for the winter</a></li></ul></aside>
<footer>Copyright 2019 {PUBLISHER}. All rights reserved.</footer><script>track()</script></body></html>""".encode()


def as_rss(text: str) -> bytes:
    title, *rest = map(html.escape, paragraphs(text))
    words = "".join(f"<p>{part}</p>" for part in rest)
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{PUBLISHER}</title>
<item><title>{title}</title><link>{URL}</link><guid>{URL}</guid><pubDate>Tue, 30 Jan 2024 23:30:00 -0500</pubDate>
<description>{rest[0]}</description><content:encoded><![CDATA[{words}]]></content:encoded></item>
</channel></rss>""".encode()


def as_atom(text: str) -> bytes:
    title, *rest = map(html.escape, paragraphs(text))
    words = html.escape("".join(f"<p>{part}</p>" for part in rest))
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{PUBLISHER}</title>
<id>{URL}/feed</id><updated>2024-02-09T00:00:00Z</updated><entry><title>{title}</title><link href="{URL}"/><id>{URL}</id>
<published>{PUBLISHED}T23:30:00-05:00</published><updated>2024-02-09T00:00:00Z</updated>
<content type="html">{words}</content></entry></feed>""".encode()


def row(text: str) -> dict[str, str]:
    title = paragraphs(text)[0]
    return {"headline": title, "body": text, "date": PUBLISHED, "link": URL, "source": PUBLISHER}


def as_json_lines(text: str) -> bytes:
    return (json.dumps(row(text), ensure_ascii=False) + "\n").encode()


def as_json(text: str) -> bytes:
    return json.dumps(
        {"status": "ok", "articles": [{**row(text), "source": {"id": None, "name": PUBLISHER}}]}
    ).encode()


def as_csv(text: str, delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(row(text)), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(row(text))
    return out.getvalue().encode("utf-8-sig")


def as_markdown(text: str) -> bytes:
    title, *rest = paragraphs(text)
    front = f"---\ndate: {PUBLISHED}\nurl: {URL}\npublisher: {PUBLISHER}\n---\n"
    return (front + "\n\n".join([f"# {title}", *rest]) + "\n").encode()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "seed.md": as_markdown,
    "seed.html": as_page,
    "seed.html.gz": lambda text: gzip.compress(as_page(text)),
    "seed.rss": as_rss,
    "seed.atom": as_atom,
    "seed.xml": as_rss,
    "seed.jsonl": as_json_lines,
    "seed.jsonl.xz": lambda text: lzma.compress(as_json_lines(text)),
    "seed.json": as_json,
    "seed.csv": as_csv,
    "seed.tsv": lambda text: as_csv(text, "\t"),
    "seed.csv.zst": lambda text: zstandard.compress(as_csv(text, ";")),
    "seed.csv.bz2": lambda text: bz2.compress(as_csv(text)),
}


def write_seed(folder: Path, name: str, text: str) -> Path:
    """The seed article as a file of the format that ``name`` tells."""
    path = folder / name
    path.write_bytes(FORMATS[name](text))
    return path
