"""Hostile input: bounded memory and time, a clear error or a clean text, nothing executed, nothing fetched.

Each case is read in a process of its own whose memory, time and sockets are watched. The bounds are wide: they
tell reading that is bounded from reading that is not, on a machine however busy.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zstandard

from kg.cli import run
from kg.sources.decode import normalize
from kg.sources.read import read
from tests.sources import seed_formats

WORDS = "The foreign ministers of Norway and Chile met in Oslo to discuss fishing rights in the high seas."
MB = 1_000_000
WATCHED = """
import json, resource, sys, time
def refuse(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "webbrowser.", "ftplib.", "urllib.")):
        print(json.dumps({"reached": event})); sys.stdout.flush(); import os; os._exit(3)
from kg.sources.read import Given, read_each
import trafilatura, feedparser
from kg.errors import SourceError
if len(sys.argv) > 2:
    import pyarrow.parquet, docx, pypdfium2, warcio
sys.addaudithook(refuse)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
items = [
    ("error", str(item)) if isinstance(item, SourceError) else ("article", item.text[:400], item.url, item.id)
    for item in read_each([sys.argv[1]], Given())
]
print(json.dumps({
    "items": items[:20],
    "count": len(items),
    "grown": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024,
    "seconds": time.process_time() - started,
}))
"""


@dataclass(frozen=True)
class Hostile:
    """One file: its name, how it is made, what is said of it (an error, or the begin of the text of an article),
    and what reading it may take in megabytes and seconds of the processor.
    """

    name: str
    make: Callable[[], bytes]
    says: str
    memory: int = 400
    seconds: float = 15.0


def page(body: str, head: str = "<title>Envoys meet</title>") -> bytes:
    return f"<html><head>{head}</head><body>{body}<p>{WORDS}</p><p>{WORDS} Again.</p></body></html>".encode()


def feed(doctype: str, words: str) -> bytes:
    return f"<?xml version='1.0'?>{doctype}<rss version='2.0'><channel><title>N</title><item><title>Talks</title><description>{words}</description></item></channel></rss>".encode()


LAUGHS = (
    "<!DOCTYPE rss [<!ENTITY l0 'ha'>"
    + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
QUADRATIC = f"<!DOCTYPE rss [<!ENTITY a '{'x' * 100_000}'>]>"


def word_with(document: str | bytes, extra: dict[str, bytes] | None = None) -> bytes:
    """A Word file whose main part is this."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(seed_formats.as_word(WORDS))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf_bomb() -> bytes:
    packed = zlib.compress(b" " * (300 * MB), 9)
    plain = seed_formats.as_pdf(WORDS)
    begin, end = plain.index(b"<< /Length"), plain.index(b"endstream")
    stream = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode("latin-1") + packed + b"\n"
    return plain[:begin] + stream + plain[end:]


def parquet_bomb() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["a" * (50 * MB)]}), out, compression="zstd", use_dictionary=False)
    return out.getvalue()


def archive(body: bytes, coding: str | None = None, url: str = "https://example.org/a") -> bytes:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{f'Content-Encoding: {coding}' if coding else 'X: x'}\r\n\r\n".encode()
        + body
    )
    about = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(head)}\r\n\r\n"
    return about.encode() + head + b"\r\n\r\n"


def nested_mail(depth: int) -> bytes:
    heads = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)]
    return ("Subject: x\n" + "".join(heads) + f"Content-Type: text/plain\n\n{WORDS}\n").encode()


HOSTILE = {
    # Pages
    "page of 200 MB": Hostile("a.html", lambda: b"<p>" + WORDS.encode() * (200 * MB // len(WORDS)), "larger than 32 MB, the most that is read of a web page", 120),
    "text of 200 MB": Hostile("a.txt", lambda: b"word " * (40 * MB), "larger than 100 MB, the most that is read of a text", 250),
    "31 MB of tags": Hostile("a.html", lambda: b"<p>" * (10 * MB), "more than 300,000 tags", 150),
    "40,000 paragraphs": Hostile("a.html", lambda: page("<p>x y</p>" * 40_000), "Envoys meet", 900, 90),
    "40,000 dates": Hostile("a.html", lambda: page("<div class='date'>31 January 2024</div>" * 40_000), "Envoys meet", 900, 90),
    "100,000 elements in each other": Hostile("a.html", lambda: page("<div>" * 100_000 + "deep" + "</div>" * 100_000), ""),
    "dates in each other, again and again": Hostile("a.html", lambda: page(("<div class='date'>" * 200 + "x" + "</div>" * 200) * 150), "", 900, 90),
    "tables in each other": Hostile("a.html", lambda: page("<table><tr><td>" * 50_000), ""),
    "an attribute of 30 MB": Hostile("a.html", lambda: page(f"<p title='{'x' * 30 * MB}'>y</p>"), "", 700),
    "a title of 20 MB": Hostile("a.html", lambda: page("", f"<title>{'x - y ' * 3_300_000}</title>"), "", 700),
    "comments that never end": Hostile("a.html", lambda: page("<!-- " * 50_000), ""),
    "entities in a page": Hostile("a.html", lambda: b"<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + page("<p>&a;&b;</p>"), "Envoys meet"),
    "deep JSON-LD": Hostile("a.html", lambda: page("", "<title>Envoys meet</title><script type='application/ld+json'>" + "[" * 900_000 + "</script>"), "Envoys meet"),
    "wide JSON-LD": Hostile("a.html", lambda: page("", "<title>Envoys meet</title><script type='application/ld+json'>[" + '{"@type":"NewsArticle"},' * 80_000 + "{}]</script>"), "Envoys meet"),
    "a page that would load and run": Hostile("a.html", lambda: page("<script src='http://127.0.0.1/x.js'></script><iframe src='file:///etc/passwd'></iframe><img src=x onerror=alert(1)><link rel=stylesheet href='//127.0.0.1/a.css'><object data='http://127.0.0.1/o'></object>", "<title>Envoys meet</title><base href='http://127.0.0.1/'><meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"), "Envoys meet\n\nThe foreign ministers"),
    # Feeds
    "a billion laughs": Hostile("a.rss", lambda: feed(LAUGHS, "&l9;"), ""),
    "quadratic entities": Hostile("a.rss", lambda: feed(QUADRATIC, "&a;" * 20_000), ""),
    "an entity that is a file": Hostile("a.rss", lambda: feed("<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>", f"{WORDS} &f;"), "Talks\n\nThe foreign ministers"),
    "a document type that is fetched": Hostile("a.rss", lambda: feed("<!DOCTYPE rss SYSTEM 'http://127.0.0.1/rss.dtd'>", WORDS), "Talks\n\nThe foreign ministers"),
    "a feed that is nested": Hostile("a.rss", lambda: b"<rss version='2.0'><channel>" + b"<item>" * 100_000, "", 900, 60),
    "items of blanks": Hostile("a.rss", lambda: feed("", "&lt;" + " " * 2 * MB + WORDS), "Talks"),
    "a feed too large": Hostile("a.rss", lambda: feed("", WORDS * (33 * MB // len(WORDS))), "larger than 32 MB, the most that is read of a feed", 120),
    # Packed
    "gzip of 300 MB": Hostile("a.html.gz", lambda: gzip.compress(bytes(300 * MB), 9), "unpacks to more than 400 times its size", 150),
    "gzip of a page of 40 MB": Hostile("a.html.gz", lambda: gzip.compress(b"".join(b"<p>%d %s</p>" % (n, WORDS.encode()) for n in range(340_000)), 6), "larger than 32 MB", 150),
    "gzip of 60 MB of line ends": Hostile("a.jsonl.gz", lambda: gzip.compress(b"\n" * 60 * MB, 9), "unpacks to more than 400 times its size", 150, 60),
    "xz of zeros": Hostile("a.jsonl.xz", lambda: lzma.compress(bytes(200 * MB), preset=0), "unpacks to more than 400 times its size", 150),
    "bzip2 of zeros": Hostile("a.csv.bz2", lambda: bz2.compress(bytes(200 * MB)), "unpacks to more than 400 times its size", 150),
    "zstd of zeros": Hostile("a.csv.zst", lambda: zstandard.compress(bytes(300 * MB), 19), "unpacks to more than 400 times its size", 200),
    "zstd with a window of 2 GB": Hostile("a.txt.zst", lambda: b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(40), "the zstd file is broken", 100),
    "gzip in gzip": Hostile("a.txt.gz", lambda: gzip.compress(gzip.compress(WORDS.encode() * 1000)), "this is a binary file", 100),
    # Tables
    "a quote that never ends": Hostile("a.csv", lambda: b'id,text\n1,"' + b"word word\n" * (4 * MB), "a cell of more than 16 MB. Is a quote missing?", 250, 60),
    "a line that never ends": Hostile("a.jsonl", lambda: b'{"id": "a", "text": "' + b"word " * (8 * MB), "longer than 16 MB", 150),
    "nested JSON": Hostile("a.jsonl", lambda: b"[" * 5 * MB, "this JSON cannot be read", 200),
    "nested JSON file": Hostile("a.json", lambda: b'{"a":' * 2 * MB, "nested too deeply", 200),
    "a number of many digits": Hostile("a.jsonl", lambda: b'{"id": ' + b"9" * 5 * MB + b', "text": "x"}', "this JSON cannot be read", 200),
    "a million columns": Hostile("a.csv", lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n", "no column holds the text. It has: c0, c1", 500),
    "a Parquet file of one cell": Hostile("a.parquet", parquet_bomb, "more than 400 times its size", 250),
    # Word, PDF, mail, archives
    "a Word file that is a zip bomb": Hostile("a.docx", lambda: word_with(b"<w:document>" + bytes(110 * MB)), "unpacks to 110 MB", 250),
    "a Word file of many parts": Hostile("a.docx", lambda: word_with("x", {f"word/p{n}.xml": b"" for n in range(6_000)}), "6,0"),
    "a Word file of laughs": Hostile("a.docx", lambda: word_with(LAUGHS.replace("rss", "w:document") + f"<w:document {W}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"), ""),
    "a Word file with a file in it": Hostile("a.docx", lambda: word_with(f"<!DOCTYPE w:document [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><w:document {W}><w:body><w:p><w:r><w:t>x&f;</w:t></w:r></w:p></w:body></w:document>"), ""),
    "a PDF whose page unpacks to 300 MB": Hostile("a.pdf", pdf_bomb, "", 1500, 60),
    "a PDF of junk": Hostile("a.pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj << /Kids [1 0 R] /Count 99999999 >>\n" * 5_000, "not a whole PDF"),
    "a mail of parts in parts": Hostile("a.eml", lambda: nested_mail(20_000), "parts in parts"),
    "a mail of headers": Hostile("a.eml", lambda: b"Subject: x\n" * 200_000 + f"\n{WORDS}\n".encode(), "", 600, 60),
    "an archive with a packed bomb": Hostile("a.warc", lambda: archive(gzip.compress(bytes(200 * MB)), "gzip"), "larger than 32 MB. It is not read", 200),
    "an archive that promises 9 GB": Hostile("a.warc", lambda: archive(page("")).replace(b"Content-Length: ", b"Content-Length: 9999999"), "this WARC file is broken", 150),
}  # fmt: skip


def watched(path: Path) -> dict[str, Any]:
    libraries = ["all"] if path.suffix in (".parquet", ".docx", ".pdf", ".warc") else []
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(path), *libraries],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, f"{done.stdout[-300:]} {done.stderr[-600:]}"
    value: dict[str, Any] = json.loads(done.stdout)
    return value


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile(case: str, tmp_path: Path) -> None:
    hostile = HOSTILE[case]
    path = tmp_path / hostile.name
    path.write_bytes(hostile.make())
    found = watched(path)
    assert found["count"] >= 1
    for kind, text, *_ in found["items"]:
        assert "root:" not in text, "a file of the system was read"
        if kind == "error":
            assert text.startswith(str(path))
            assert "\n" not in text
            assert len(text) < 700
    assert hostile.says in found["items"][0][1], found["items"][0][1][:300]
    assert found["grown"] < hostile.memory, f"{found['grown']} MB"
    assert found["seconds"] < hostile.seconds, f"{found['seconds']} s"


def test_the_table_is_whole() -> None:
    assert len(HOSTILE) == 47


# Names


NAMES = [
    "../../../etc/passwd",
    "/etc/passwd",
    "..\\..\\x",
    "a/../../b",
    "C:\\x",
    "\0",
    "..",
    ".",
    "~root",
    "$(touch x)",
    "`x`",
    "a\nb",
    "-o",
    "\u202egnp.exe",
]


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    rows = [json.dumps({"id": name, "text": f"{WORDS} {n}"}) for n, name in enumerate(NAMES)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "b.warc").write_bytes(
        b"".join(
            archive(page(""), url=f"https://example.org/{name}") for name in ("../../../x", "..%2f..%2fy")
        )
    )
    items = "".join(
        f"<item><title>T</title><guid>{name}</guid><description>{WORDS} {n}</description></item>"
        for n, name in enumerate(("../../z", "/z"))
    )
    (tmp_path / "c.rss").write_text(
        f"<rss version='2.0'><channel><title>N</title>{items}</channel></rss>", encoding="utf-8"
    )
    sources = [str(tmp_path / name) for name in ("a.jsonl", "b.warc", "c.rss")]
    assert run(["build", *sources, "--split", str(tmp_path / "out"), "-q"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "b.warc", "c.rss", "out"]
    written = list((tmp_path / "out").iterdir())
    assert len(written) == len(NAMES) + 4
    assert all(
        path.is_file() and path.suffix == ".ttl" and not path.name.startswith((".", "-")) for path in written
    )


# Characters


def test_signs_that_steer_are_left_out_of_every_format(tmp_path: Path) -> None:
    dirty = "The \u202eministers\u202c \x00met\x1b[31m in\x07 \u2066Oslo\u2069."
    clean = "The ministers met[31m in Oslo."
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "a", "text": dirty, "title": dirty}), encoding="utf-8"
    )
    (tmp_path / "a.csv").write_text(f"id,text\nb,{dirty}\n", encoding="utf-8")
    (tmp_path / "a.html").write_text(
        f"<title>{dirty}</title><p>{dirty}</p><p>{WORDS}</p><p>{WORDS}</p>", encoding="utf-8"
    )
    (tmp_path / "a.rss").write_text(
        f"<rss version='2.0'><channel><title>N</title><item><title>{dirty}</title><description>{dirty} {WORDS}</description></item></channel></rss>",
        encoding="utf-8",
    )
    for name in ("a.jsonl", "a.csv", "a.html", "a.rss"):
        (article,) = read([tmp_path / name])
        assert clean in article.text, name
        assert not set(article.text + (article.title or "")) & set(dirty) - set(clean), name


def test_halves_of_surrogates_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "\\ud800", "text": "They met \\ud83d\\ude00 \\ud800.", "title": "\\udfff"}', encoding="utf-8"
    )
    (article,) = read([tmp_path / "a.jsonl"])
    assert (article.text, article.title, article.id) == ("They met \U0001f600 \ufffd.", "\ufffd", "article")
    assert normalize("\ud83d\ude00") == "\U0001f600"


def test_bytes_of_several_encodings_in_one_page_cost_no_article(tmp_path: Path) -> None:
    mixed = (
        "<meta charset=utf-8><p>Zürich and Łódź. ".encode()
        + "The “minister”. ".encode("cp1252")
        + b"\x81\xff "
        + WORDS.encode()
        + b"</p>"
    )
    (tmp_path / "a.html").write_bytes(mixed)
    (article,) = read([tmp_path / "a.html"])
    assert article.text.startswith("Zürich and Łódź. The “minister”. ")
