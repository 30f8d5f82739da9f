"""A few hundred real articles in each format go through: skipped where the material beside the checkout is not."""

from __future__ import annotations

import csv
import html
import io
import json
import statistics
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Article
from kg.sources.read import read
from tests.sources import seed_formats

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


def squeezed(text: str) -> str:
    return " ".join(text.split())


def as_page(row: Row) -> bytes:
    page = seed_formats.as_page(row["body"]).decode()
    page = page.replace(seed_formats.URL, html.escape(row["link"])).replace(
        seed_formats.PUBLISHED, row["date"]
    )
    return page.encode()


def as_csv(rows: list[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_parquet(rows: list[Row]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


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
    "all.parquet": as_parquet,
    "all.rss": as_feed,
    "all.warc.gz": as_archive,
}
FILE_EACH: dict[str, Callable[[Row], bytes]] = {
    "txt": lambda row: row["body"].encode(),
    "md": lambda row: seed_formats.as_markdown(row["body"]),
    "html": as_page,
    "pdf": lambda row: seed_formats.as_pdf(row["body"]),
    "docx": lambda row: seed_formats.as_word(row["body"]),
    "eml": lambda row: seed_formats.as_mail(row["body"]),
}


def same(articles: list[Article], rows: list[Row]) -> list[float]:
    """For each article the share of the words of its row that it has, in order of the rows."""
    shares = []
    for article, row in zip(articles, rows, strict=True):
        words, there = squeezed(row["body"]).split(), set(article.text.split())
        shares.append(sum(word in there for word in words) / len(words))
    return shares


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
@pytest.mark.parametrize("name", ONE_FILE)
def test_hundreds_of_articles_in_one_file(name: str, rows: list[Row], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ONE_FILE[name](rows))
    articles = list(read([tmp_path / name]))
    assert len(articles) == len(rows) == MANY
    assert [a.published and a.published.isoformat() for a in articles] == [row["date"] for row in rows]
    assert [a.url for a in articles] == [row["link"] for row in rows]
    assert len({article.id for article in articles}) == MANY
    assert min(same(articles, rows)) > 0.97


@pytest.mark.parametrize("suffix", FILE_EACH)
def test_hundreds_of_files(suffix: str, rows: list[Row], tmp_path: Path) -> None:
    some = [row for row in rows if row["body"].encode("cp1252", "ignore").decode("cp1252") == row["body"]]
    some = some[: MANY if suffix in ("txt", "md", "html", "eml") else 100]
    for number, row in enumerate(some):
        (tmp_path / f"{number:04}.{suffix}").write_bytes(FILE_EACH[suffix](row))
    articles = list(read([tmp_path]))
    assert len(articles) == len(some) >= 100
    # Some readouts hold addresses in brackets, which are markup to Markdown.
    assert min(same(articles, some)) > (0.8 if suffix == "md" else 0.97)
    assert statistics.mean(same(articles, some)) > 0.98
    assert {article.language for article in articles} == {"en"}
