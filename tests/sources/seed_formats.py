"""The seed article in every format that is read, made anew: for tests that compare what comes out."""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import lzma
import textwrap
import warnings
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
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


def as_parquet(text: str) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {
        **{name: [value] for name, value in row(text).items()},
        "date": [date.fromisoformat(PUBLISHED)],
    }
    out = io.BytesIO()
    pq.write_table(pa.table({**columns, "views": [12]}), out)
    return out.getvalue()


def as_warc(text: str, *, packed: bool = False) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    bodies = (
        ("https://news.example.org/x.css", "text/css", "200 OK", b"p { color: red }"),
        ("https://news.example.org/old", "text/html", "301 Moved", b"<p>Moved</p>"),
        (
            "https://news.example.org/",
            "text/html; charset=utf-8",
            "200 OK",
            b"<html><body><script>x</script></body></html>",
        ),
        (URL, "text/html; charset=utf-8", "200 OK", gzip.compress(as_page(text))),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the writer leaves its buffers to be collected
        for address, kind, status, body in bodies:
            coded = [("Content-Encoding", "gzip")] if address == URL else []
            headers = StatusAndHeaders(status, [("Content-Type", kind), *coded], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
            )
        del writer
    return out.getvalue()


def as_word(text: str) -> bytes:
    import docx

    document = docx.Document()
    title, *rest = paragraphs(text)
    document.add_heading(title, 0)
    for part in rest:
        document.add_paragraph(part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_mail(text: str, *, page: bool = False) -> bytes:
    title, *rest = paragraphs(text)
    message = EmailMessage()
    message["Subject"], message["From"] = title, f"{PUBLISHER} <news@example.org>"
    message["Date"] = "Tue, 30 Jan 2024 23:30:00 -0500"
    if page:
        message.set_content("Your mail program does not show HTML.")
        message.add_alternative("".join(f"<p>{html.escape(part)}</p>" for part in rest), subtype="html")
    else:
        message.set_content(
            "\n\n".join(
                textwrap.fill(part, 72, break_long_words=False, break_on_hyphens=False) for part in rest
            )
            + "\n\n-- \nUnsubscribe: reply\n"
        )
    message["Content-Location"] = URL
    return bytes(message)


def as_saved_page(text: str) -> bytes:
    message = MIMEMultipart("related", type="text/html")
    message["Snapshot-Content-Location"] = URL
    part = MIMEText(as_page(text).decode(), "html", "utf-8")
    message.attach(part)
    return bytes(message)


def as_pdf(text: str) -> bytes:
    """A PDF of several pages, set in lines, each page with its number; written by hand to need no program."""
    pages: list[str] = [""]
    height = 0
    for number, part in enumerate(paragraphs(text)):
        lines = textwrap.wrap(part, 84, break_long_words=False, break_on_hyphens=False)
        for line in lines:
            if height > 420:
                pages.append("")
                height = 0
            size = 18 if number == 0 else 11
            words = (
                line.encode("cp1252")
                .replace(b"\\", b"\\\\")
                .replace(b"(", b"\\(")
                .replace(b")", b"\\)")
                .decode("latin-1")
            )
            pages[-1] += f"BT /F1 {size} Tf 1 0 0 1 72 {760 - height} Tm ({words}) Tj ET\n"
            height += 24 if number == 0 else 14
        height += 10
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for number, content in enumerate(pages, start=1):
        content += f"BT /F1 9 Tf 1 0 0 1 300 40 Tm ({number}) Tj ET\n"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


FORMATS: dict[str, Callable[[str], bytes]] = {
    "seed.txt": lambda text: text.encode(),
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
    "seed.parquet": as_parquet,
    "seed.warc": as_warc,
    "seed.warc.gz": lambda text: as_warc(text, packed=True),
    "seed.pdf": as_pdf,
    "seed.docx": as_word,
    "seed.eml": as_mail,
    "seed-page.eml": lambda text: as_mail(text, page=True),
    "seed.mhtml": as_saved_page,
}


def write_seed(folder: Path, name: str, text: str) -> Path:
    """The seed article as a file of the format that ``name`` tells."""
    path = folder / name
    path.write_bytes(FORMATS[name](text))
    if path.suffix in (".txt", ".pdf", ".docx"):
        # They have no place for where and when they were published.
        stated = {"published": PUBLISHED, "url": URL, "publisher": PUBLISHER}
        path.with_suffix(".meta.json").write_text(json.dumps(stated), encoding="utf-8")
    return path
