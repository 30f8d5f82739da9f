"""A few hundred real articles in each format go through: skipped where the material beside the checkout is not."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Article
from kg.sources.fetch import Fetched, Manners, fetch_each
from kg.sources.read import read
from tests.sources import seed_formats
from tests.sources.site import Site

Row = dict[str, str]
MANY = 300


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    """Readouts with their titles, days and addresses."""
    lines = (shared / "data" / "readouts_2021_2022.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        value = json.loads(line)
        title, *parts = (" ".join(part.split()) for part in [value["title"], *value["text"].split("\n\n")])
        body = "\n\n".join([title, *(part for part in parts if part and part != title)])
        found.append({"title": title, "date": value["date"][:10], "link": value["url"], "body": body})
    return found[:MANY]


def escaped(text: str) -> str:
    """The words as Markdown that means just them."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!<>&|~])", r"\\\1", text)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def as_page(row: Row) -> bytes:
    page = seed_formats.as_page(row["body"]).decode()
    page = page.replace(seed_formats.URL, html.escape(row["link"])).replace(
        seed_formats.PUBLISHED, row["date"]
    )
    return page.encode()


def as_csv(rows: list[Row], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_parquet(rows: list[Row]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def as_atom(rows: list[Row]) -> bytes:
    def entry(row: Row) -> str:
        title, *rest = map(html.escape, seed_formats.paragraphs(row["body"]))
        words = html.escape("".join(f"<p>{part}</p>" for part in rest))
        link = html.escape(row["link"])
        return f"<entry><title>{title}</title><link href='{link}'/><id>{link}</id><published>{row['date']}T23:30:00-05:00</published><content type='html'>{words}</content></entry>"

    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title>{''.join(map(entry, rows))}</feed>".encode()


def as_feed(rows: list[Row]) -> bytes:
    def item(row: Row) -> str:
        title, *rest = map(html.escape, seed_formats.paragraphs(row["body"]))
        words = html.escape("".join(f"<p>{part}</p>" for part in rest))
        return f"<item><title>{title}</title><link>{html.escape(row['link'])}</link><pubDate>{row['date']}</pubDate><description>{words}</description></item>"

    return f"<rss version='2.0'><channel><title>N</title>{''.join(map(item, rows))}</channel></rss>".encode()


def as_archive(rows: list[Row]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for row in rows:
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        body = io.BytesIO(as_page(row))
        writer.write_record(
            writer.create_warc_record(row["link"], "response", payload=body, http_headers=headers)
        )
    return out.getvalue()


ONE_FILE: dict[str, Callable[[list[Row]], bytes]] = {
    "all.jsonl": lambda rows: "\n".join(map(json.dumps, rows)).encode(),
    "all.json": lambda rows: json.dumps(rows).encode(),
    "all.csv": as_csv,
    "all.csv.gz": lambda rows: gzip.compress(as_csv(rows)),
    "all.tsv": lambda rows: as_csv(rows, "\t"),
    "all.parquet": as_parquet,
    "all.rss": as_feed,
    "all.atom": as_atom,
    "all.warc.gz": as_archive,
}
FILE_EACH: dict[str, Callable[[Row], bytes]] = {
    "txt": lambda row: row["body"].encode(),
    "md": lambda row: seed_formats.as_markdown(escaped(row["body"])),
    "html": as_page,
    "pdf": lambda row: seed_formats.as_pdf(row["body"]),
    "docx": lambda row: seed_formats.as_word(row["body"]),
    "eml": lambda row: seed_formats.as_mail(row["body"]),
    "mhtml": lambda row: seed_formats.as_saved_page(row["body"]),
}


def same(articles: list[Article], rows: list[Row]) -> int:
    """How many articles have the text of their row, up to white space; both are in the same order."""
    pairs = zip(articles, rows, strict=True)
    return sum(squeezed(article.text) == squeezed(row["body"]) for article, row in pairs)


def known(article: Article) -> tuple[str | None, str | None]:
    return article.published and article.published.isoformat(), article.url


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
@pytest.mark.parametrize("name", ONE_FILE)
def test_hundreds_of_articles_in_one_file(name: str, rows: list[Row], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ONE_FILE[name](rows))
    articles = list(read([tmp_path / name]))
    assert len(rows) == MANY
    assert [known(article) for article in articles] == [(row["date"], row["link"]) for row in rows]
    assert len({article.id for article in articles}) == MANY
    assert same(articles, rows) == MANY


@pytest.mark.parametrize("suffix", FILE_EACH)
def test_hundreds_of_files(suffix: str, rows: list[Row], tmp_path: Path) -> None:
    some = [row for row in rows if row["body"].encode("cp1252", "ignore").decode("cp1252") == row["body"]]
    for number, row in enumerate(some):
        (tmp_path / f"{number:04}.{suffix}").write_bytes(FILE_EACH[suffix](row))
    articles = list(read([tmp_path]))
    assert len(articles) == len(some) == 295
    assert same(articles, some) == len(some)
    assert {article.language for article in articles} == {"en"}


def test_hundreds_of_pages_saved_from_a_server(site: Site, rows: list[Row], tmp_path: Path) -> None:
    urls = [site.put(f"/{number}", as_page(row)) for number, row in enumerate(rows)]
    saved = list(fetch_each(urls, tmp_path, Manners(delay=0.0, allowed=lambda it: it == "127.0.0.1")))
    assert all(isinstance(item, Fetched) for item in saved)
    articles = {article.id: article for article in read([tmp_path])}
    found = [articles[item.page.file.stem] for item in saved if isinstance(item, Fetched)]
    assert same(found, rows) == MANY
    assert [article.published and article.published.isoformat() for article in found] == [
        row["date"] for row in rows
    ]
