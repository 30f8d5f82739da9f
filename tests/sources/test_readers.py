"""What each reader makes of the odd things that real files hold: one table per format."""

from __future__ import annotations

import gzip
import io
import json
import socket
import sys
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Article
from kg.sources.blocks import blocks
from kg.sources.formats import FORMATS, NOT_READ
from kg.sources.page import page_record, page_text, parsed_page
from kg.sources.read import Given, read, read_each
from tests.sources import seed_formats

WORDS = "The foreign ministers of Norway and Chile met in Oslo to discuss fishing rights in the high seas."


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def each(path: Path, **given: object) -> list[Article | SourceError]:
    return list(read_each([path], Given(**given)))  # type: ignore[arg-type] # any field of Given


def told(items: list[Article | SourceError]) -> list[str]:
    return [item.id if isinstance(item, Article) else str(item).rpartition("/")[2] for item in items]


NETWORK = {"on": False}


def _refuse(event: str, _: object) -> None:
    if NETWORK["on"] and event.startswith("socket."):
        raise AssertionError(f"reading reached for the network: {event}")


sys.addaudithook(_refuse)


@pytest.fixture
def no_network() -> Iterator[None]:
    """Any socket that Python makes, and any look-up of a name, fails."""
    NETWORK["on"] = True
    try:
        yield
    finally:
        NETWORK["on"] = False


@pytest.mark.usefixtures("no_network")
def test_the_network_is_refused() -> None:
    with pytest.raises(AssertionError, match="reached for the network"):
        socket.getaddrinfo("localhost", 80)
    with pytest.raises(AssertionError, match="reached for the network"):
        socket.socket()


@pytest.mark.parametrize("name", seed_formats.FORMATS)
def test_reading_opens_no_socket(
    name: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = (root / "examples" / "seed-article.txt").read_text(encoding="utf-8")
    path = seed_formats.write_seed(tmp_path, name, seed)
    monkeypatch.setitem(NETWORK, "on", True)
    assert len(list(read([path]))) == 1


# Formats


def test_every_format_has_a_reader_and_a_suffix_of_its_own() -> None:
    assert len(FORMATS) == 13
    suffixes = [suffix for format in FORMATS.values() for suffix in format.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert not set(suffixes) & set(NOT_READ)


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("a.parquet", "pyarrow", "parquet"), ("a.warc", "warcio", "warc"), ("a.pdf", "pypdfium2", "pdf"), ("a.docx", "docx", "word")],
)  # fmt: skip
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (error,) = each(put(tmp_path, name, WORDS))
    assert isinstance(error, SourceError)
    assert f'needs {module}, which is not installed. Install it: pip install "diplokg[{extra}]"' in str(error)


def test_the_format_that_is_told_goes_before_the_suffix(tmp_path: Path) -> None:
    path = put(tmp_path, "a.dat", f"id;body\nx;{WORDS}\n")
    assert told(each(path, format="csv")) == ["x"]
    assert told(each(path)) == ["a"], "else it is plain text"
    (error,) = each(path, format="excel")
    assert "unknown format 'excel'. Known are: text, markdown, html" in str(error)


def test_columns_are_refused_where_there_are_none(tmp_path: Path) -> None:
    assert "--column is for tables, and this is read as text" in str(
        each(put(tmp_path, "a.txt", WORDS), columns={"text": "b"})[0]
    )


def test_a_packed_file_is_known_by_its_bytes_too(tmp_path: Path) -> None:
    (article,) = each(put(tmp_path, "a.txt", gzip.compress(WORDS.encode())))
    assert isinstance(article, Article)
    assert article.text == WORDS


# Tables

TABLES = {
    "quoted cells with line ends": ("a.csv", f'id,text\nx,"Talks go on\n\n{WORDS}"\ny,{WORDS.replace(",", "")}\n', ["x", "y"]),
    "semicolons": ("a.csv", f"id;text\nx;{WORDS}\n", ["x"]),
    "bars": ("a.csv", f"id|text\nx|{WORDS}\n", ["x"]),
    "tabs": ("a.tsv", f"id\ttext\nx\t{WORDS}\n", ["x"]),
    "a mark at the start": ("a.csv", f"\ufeffid,text\nx,{WORDS}\n", ["x"]),
    "CR LF": ("a.csv", f"id,text\r\nx,{WORDS}\r\n", ["x"]),
    "other names": ("a.csv", f"Doc ID,Full-Text,Headline\nx,{WORDS},Talks\n", ["x"]),
    "no ids, addresses": ("a.csv", f"url,text\nhttps://www.example.org/a/b?c=1,{WORDS}\n", ["example.org-a-b-c-1"]),
    "no ids": ("a.csv", f"text\n{WORDS}\n{WORDS}\n", ["a-1", "a-2"]),
    "empty rows": ("a.csv", f"id,text\n\nx,{WORDS}\n,\n", ["x"]),
    "short row": ("a.csv", f"id,text,url\nx,{WORDS}\n", ["x"]),
    "bad rows between good ones": ("a.csv", f"id,text\nx,{WORDS}\nq,\ny,{WORDS}\nz,a,b\n", [
        "x", 'a.csv, line 3: "text" is missing or is not a string with something in it.', "y",
        "a.csv, line 5: 3 cells, but the heading names 2 columns. Put quotes around cells that hold ','."]),
    "line of a bad row after one of many lines": ("a.csv", f'id,text\nx,"a\nb\nc {WORDS}"\ny,\n', [
        "x", 'a.csv, line 5: "text" is missing or is not a string with something in it.']),
    "bad date": ("a.csv", f"id,text,date\nx,{WORDS},soon\n", ["a.csv, line 2: 'soon' is not a date. Write it as 2024-01-31."]),
    "JSON Lines between bad ones": ("a.jsonl", f'{{"id": 1, "text": "{WORDS}"}}\n{{"id": \n\n[]\n{{"id": "y", "body": "{WORDS}"}}\n', [
        "1", "a.jsonl, line 2: not JSON (Expecting value at column 8). Write one object per line.",
        'a.jsonl, line 4: expected an object like {"id": "a1", "text": "..."}.', "y"]),
    "JSON list": ("a.json", json.dumps([{"id": "x", "text": WORDS}, {"id": "y"}]), ["x", 'a.json, item 2: "text" is missing. It has: id. Say which it is: --column text=NAME']),
    "JSON object": ("a.json", json.dumps({"id": "x", "text": WORDS}), ["x"]),
    "JSON answer": ("a.json", json.dumps({"status": "ok", "articles": [{"id": "x", "content": WORDS}]}), ["x"]),
    "JSON Lines called JSON": ("a.json", f'{{"id": "x", "text": "{WORDS}"}}\n{{"id": "y", "text": "{WORDS}"}}\n', ["x", "y"]),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES)
def test_tables(case: str, tmp_path: Path) -> None:
    name, content, expected = TABLES[case]
    assert told(each(put(tmp_path, name, content))) == expected


def test_tables_are_all_there() -> None:
    assert len(TABLES) == 19


def test_columns_that_are_told_go_before_names(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", f"text,Lead,Day,id\nshort,{WORDS},31 January 2024,x\n")
    (article,) = each(path, columns={"text": "Lead", "published": "Day"})
    assert isinstance(article, Article)
    assert (article.text, article.published) == (WORDS, date(2024, 1, 31))
    (error,) = each(path, columns={"text": "lead"})
    assert str(error).endswith("a.csv: there is no column 'lead'. It has: text, Lead, Day, id.")


def test_keys_in_objects_can_be_told(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", json.dumps({"id": "x", "doc": {"body": WORDS, "when": "2024-01-31"}}))
    (article,) = each(path, columns={"text": "doc.body", "published": "doc.when"})
    assert isinstance(article, Article)
    assert (article.text, article.published) == (WORDS, date(2024, 1, 31))


def test_places_name_the_line(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", f'\n{{"id": "x", "text": "{WORDS}"}}\n')
    assert [item.place for item in each(path)] == [f"{path}, line 2"]


def test_a_parquet_file_that_is_none(tmp_path: Path) -> None:
    assert "a.parquet: this Parquet file is broken" in str(
        each(put(tmp_path, "a.parquet", b"PAR1 nothing PAR1"))[0]
    )
    seed = seed_formats.as_parquet(WORDS)
    assert "is broken" in str(each(put(tmp_path, "b.parquet", seed[: len(seed) // 2]))[0])


def test_parquet_rows_without_text_are_named(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"id": [1, 2, 3], "text": [WORDS, None, WORDS], "date": [date(2024, 1, 31), None, None]})
    pq.write_table(table, tmp_path / "a.parquet")
    items = each(tmp_path / "a.parquet")
    assert told(items) == [
        "1",
        'a.parquet, row 2: "text" is missing or is not a string with something in it.',
        "3",
    ]
    assert isinstance(items[0], Article)
    assert items[0].published == date(2024, 1, 31)


# Feeds


def rss(*items: str, head: str = "") -> str:
    return f"<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>News</title>{head}{''.join(items)}</channel></rss>"


FEEDS = {
    "summary": (rss(f"<item><title>Talks</title><description>{WORDS}</description></item>"), f"Talks\n\n{WORDS}\n"),
    "HTML in the summary": (rss(f"<item><title>Talks</title><description>&lt;p&gt;{WORDS}&lt;/p&gt;&lt;p&gt;They left.&lt;/p&gt;</description></item>"), f"Talks\n\n{WORDS}\n\nThey left.\n"),
    "scripts in the summary": (rss(f"<item><title>Talks</title><description>&lt;script&gt;alert(1)&lt;/script&gt;&lt;p onclick='x()'&gt;{WORDS}&lt;/p&gt;</description></item>"), f"Talks\n\n{WORDS}\n"),
    "entities in the title": (rss(f"<item><title>Talks &amp;amp; trade</title><description>{WORDS}</description></item>"), f"Talks & trade\n\n{WORDS}\n"),
    "no title": (rss(f"<item><description>{WORDS}</description></item>"), f"{WORDS}\n"),
    "title again in the words": (rss(f"<item><title>Talks</title><description>&lt;h1&gt;Talks&lt;/h1&gt;&lt;p&gt;{WORDS}&lt;/p&gt;</description></item>"), f"Talks\n\n{WORDS}\n"),
    "signs of comparison": (rss(f"<item><title>Talks</title><description>{WORDS} 3 &lt; 5.</description></item>"), f"Talks\n\n{WORDS} 3 < 5.\n"),
    "broken XML": (rss(f"<item><title>Talks</title><description>{WORDS}</description></item>").replace("</channel></rss>", "<b>"), f"Talks\n\n{WORDS}\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", FEEDS)
def test_feeds(case: str, tmp_path: Path) -> None:
    feed, text = FEEDS[case]
    (article,) = each(put(tmp_path, "a.rss", feed))
    assert isinstance(article, Article)
    assert article.text == text


FEED_DAYS = {
    "RFC 822, late in a zone west": ("<pubDate>Tue, 30 Jan 2024 23:30:00 -0500</pubDate>", date(2024, 1, 30)),
    "RFC 822, early in a zone east": (
        "<pubDate>Wed, 31 Jan 2024 00:30:00 +0900</pubDate>",
        date(2024, 1, 31),
    ),
    "named zone": ("<pubDate>Wed, 31 Jan 2024 10:00:00 EST</pubDate>", date(2024, 1, 31)),
    "no weekday": ("<pubDate>31 Jan 2024 10:00 GMT</pubDate>", date(2024, 1, 31)),
    "ISO": ("<pubDate>2024-01-31T10:00:00Z</pubDate>", date(2024, 1, 31)),
    "Dublin Core": ("<dc:date>2024-01-31T10:00:00Z</dc:date>", date(2024, 1, 31)),
    "nonsense": ("<pubDate>yesterday</pubDate>", None),
    "no such day": ("<pubDate>Wed, 31 Feb 2024 10:00:00 GMT</pubDate>", None),
    "epoch": ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
    "none": ("", None),
}


@pytest.mark.parametrize("case", FEED_DAYS)
def test_days_of_feeds(case: str, tmp_path: Path) -> None:
    dated, day = FEED_DAYS[case]
    feed = rss(
        f"<item><title>Talks</title>{dated}<description>{WORDS}</description></item>",
        head="<pubDate>Fri, 05 Apr 2024 10:00:00 GMT</pubDate>",
    )
    (article,) = each(put(tmp_path, "a.rss", feed))
    assert isinstance(article, Article)
    assert article.published == day


def test_an_atom_entry_that_was_only_updated_has_no_day(tmp_path: Path) -> None:
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title><updated>2024-02-09T00:00:00Z</updated><entry><title>T</title><id>tag:a,1</id><updated>2024-02-09T00:00:00Z</updated><summary>{WORDS}</summary></entry></feed>"
    (article,) = each(put(tmp_path, "a.atom", feed))
    assert isinstance(article, Article)
    assert (article.published, article.id, article.url) == (None, "tag-a-1", None)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/a",
        "//",
        "java\nscript:x",
    ],
)
def test_links_that_are_none_are_left_out(link: str, tmp_path: Path) -> None:
    feed = rss(
        f"<item><title>T</title><link>{link}</link><guid>{link}</guid><description>{WORDS} &lt;img src='{link}'&gt;</description></item>"
    )
    (article,) = each(put(tmp_path, "a.rss", feed))
    assert isinstance(article, Article)
    assert article.url is None


def test_items_are_told_apart_and_bad_ones_named(tmp_path: Path) -> None:
    feed = rss(
        f"<item><title>T</title><link>https://www.example.org/a</link><description>{WORDS}</description></item>",
        "<item><title>Only a title</title></item>",
        f"<item><title>U</title><guid>g 7</guid><description>{WORDS}</description></item>",
        f"<item><title>V</title><description>{WORDS}</description></item>",
    )
    items = each(put(tmp_path, "a.rss", feed))
    assert told(items) == [
        "example.org-a",
        "a.rss, item 2: this item has no content and no summary.",
        "g-7",
        "a-4",
    ]


# Pages


def test_blocks_of_a_page() -> None:
    tree = parsed_page(
        "<body>loose <b>words</b><p>One<br>line<p>Two<br><br>three<ul><li>four<li>five</ul><table><tr><th>a<td>b</table>"
        "<script>no</script><pre>x\n  y</pre>end</body>"
    )
    assert tree is not None
    assert list(blocks(tree)) == [
        "loose words",
        "One\nline",
        "Two",
        "three",
        "four",
        "five",
        "a | b",
        "x y",
        "end",
    ]


ENCODINGS = {
    "UTF-8": ("Zürich – “talks”".encode(), None, "Zürich – “talks”"),
    "UTF-8 with a mark": (b"\xef\xbb\xbfZ\xc3\xbcrich", None, "Zürich"),
    "UTF-16": ("Zürich".encode("utf-16"), None, "Zürich"),
    "Windows-1252 undeclared": ("Zürich “talks”".encode("cp1252"), None, "Zürich “talks”"),
    "Latin-1 declared means Windows-1252": (b'<meta charset="iso-8859-1">' + "“Z”".encode("cp1252"), None, '<meta charset="iso-8859-1">“Z”'),
    "headers go before the page": (b"<meta charset=utf-8>" + "Łódź".encode("iso8859-2"), "iso-8859-2", "<meta charset=utf-8>Łódź"),
    "declared in http-equiv": (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">' + "мир".encode("koi8-r"), None, '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">мир'),
    "mixed": ("Zürich ".encode() + "talks’ end".encode("cp1252"), None, "Zürich talks’ end"),
    "mixed, declared": (b"<meta charset=utf-8>" + "Zürich ".encode() + b"\x93x\x94", None, "<meta charset=utf-8>Zürich “x”"),
    "no such encoding": ("Zürich".encode(), "x-none", "Zürich"),
    "no text encoding": ("Zürich".encode(), "base64", "Zürich"),
    "UTF-7 is not taken for UTF-7": (b"+ADw-script+AD4-", None, "+ADw-script+AD4-"),
}  # fmt: skip


@pytest.mark.parametrize("case", ENCODINGS)
def test_encodings_of_pages(case: str) -> None:
    data, charset, text = ENCODINGS[case]
    assert page_text(data, charset) == text


HEADLINES = {
    "h1": ("<title>News</title>", "<h1>Envoys meet in Oslo</h1>", "Envoys meet in Oslo"),
    "title with the site": ("<title>Envoys meet in Oslo | The Daily Example</title>", "", "Envoys meet in Oslo"),
    "title with the site told": ('<title>Envoys meet - Example</title><meta property="og:site_name" content="Example">', "", "Envoys meet"),
    "title with a hyphen of its own": ("<title>Envoys meet - and part</title>", "", "Envoys meet - and part"),
    "OpenGraph": ('<title>x</title><meta property="og:title" content="Envoys  meet">', "", "Envoys meet"),
    "h1 is the site": ('<title>Envoys meet</title><meta property="og:site_name" content="Example">', "<h1>Example</h1>", "Envoys meet"),
    "h1 longer than OpenGraph": ('<meta property="og:title" content="Envoys meet">', "<h1>Envoys meet in Oslo</h1>", "Envoys meet in Oslo"),
    "two h1": ('<meta property="og:title" content="Envoys meet">', "<h1>Example</h1><h1>Envoys meet</h1>", "Envoys meet"),
    "JSON-LD": ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Envoys meet"}</script>', "", "Envoys meet"),
    "none": ("", "", None),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADLINES)
def test_headlines_of_pages(case: str) -> None:
    head, body, title = HEADLINES[case]
    page = f"<html><head>{head}</head><body>{body}<article><p>{WORDS}</p><p>{WORDS} They left.</p></article></body></html>"
    found = page_record(page.encode(), "x")
    assert found.fields.get("title") == title
    assert found.heading == title
    assert found.text.startswith(f"{title}\n\n" if title else WORDS)


def test_what_a_page_says_of_itself() -> None:
    page = (
        "<html><head><title>Envoys meet</title><link rel=canonical href='/a/b#c'><meta property='og:url' content='javascript:x'>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": [{"name": "The Example"}]}</script></head>'
        f"<body><p>{WORDS}</p></body></html>"
    )
    fields = page_record(page.encode(), "x", address="https://example.org/x?utm=1").fields
    assert fields == {"title": "Envoys meet", "url": "https://example.org/a/b#c", "publisher": "The Example"}
    fields = page_record(
        f"<p>{WORDS}</p>".encode(), "x", address="https://www.example.org/2024/01/31/x"
    ).fields
    assert fields == {
        "url": "https://www.example.org/2024/01/31/x",
        "publisher": "example.org",
        "published": "2024-01-31",
    }


def test_a_side_file_goes_before_what_a_page_says(tmp_path: Path) -> None:
    stated = {
        "url": "https://example.org/real",
        "publisher": "Real",
        "headers": {"Content-Type": "text/html; charset=koi8-r"},
    }
    put(tmp_path, "a.meta.json", json.dumps(stated))
    page = f"<html><head><link rel=canonical href='https://example.net/claimed'></head><body><p>Мир. {WORDS}</p></body></html>"
    (article,) = each(put(tmp_path, "a.html", page.encode("koi8-r")))
    assert isinstance(article, Article)
    assert (article.url, article.publisher) == ("https://example.org/real", "Real")
    assert article.text.startswith("Мир.")


def test_a_page_in_another_language_is_told_by_its_words_not_by_its_template(tmp_path: Path) -> None:
    french = "Les ministres des deux pays se sont réunis lundi pour parler de la frontière et ils ont dit que c'est un bon début pour la région. "
    (article,) = each(put(tmp_path, "a.html", f"<html lang='en'><body><p>{french * 3}</p></body></html>"))
    assert isinstance(article, Article)
    assert article.language == "fr"


# PDF, Word, mail, archives


def test_paragraphs_of_a_pdf_are_whole_over_lines_and_pages(tmp_path: Path) -> None:
    long = " ".join(f"{WORDS[:-1]} for the {n}th time." for n in range(60))
    (article,) = each(
        put(tmp_path, "a.pdf", seed_formats.as_pdf(f"Envoys meet\n\n{WORDS}\n\n{long}\n\nThey left."))
    )
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == ["Envoys meet", WORDS, long, "They left.\n"]
    assert (article.title, article.published) == ("Envoys meet", None)


def test_the_number_of_the_only_page_of_a_pdf_is_no_word(tmp_path: Path) -> None:
    (article,) = each(put(tmp_path, "a.pdf", seed_formats.as_pdf(f"Envoys meet\n\n{WORDS}")))
    assert isinstance(article, Article)
    assert article.text == f"Envoys meet\n\n{WORDS}\n"
    (article,) = each(put(tmp_path, "b.pdf", seed_formats.as_pdf(f"Envoys meet\n\n{WORDS}\n\n1\n\n2024")))
    assert isinstance(article, Article)
    assert article.text.endswith(" in the high seas. 1 2024\n"), "numbers beside the text stay"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.4\nnothing", "not a whole PDF"),
        (seed_formats.as_pdf(""), "no text in this PDF: it seems to hold pictures"),
        (seed_formats.as_pdf(WORDS).replace(b"(The", b"(\\001\\002")[:-400], "a.pdf: not a whole PDF"),
    ],
    ids=["junk", "empty", "half"],
)
def test_pdfs_that_are_none(data: bytes, message: str, tmp_path: Path) -> None:
    items = each(put(tmp_path, "a.pdf", data))
    assert message in told(items)[0] or isinstance(items[0], Article)


def test_a_word_file_with_a_table_and_line_breaks(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Envoys meet", 1)
    document.add_paragraph("One\nline")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "a", "b"
    document.add_paragraph(WORDS)
    document.save(str(tmp_path / "a.docx"))
    (article,) = each(tmp_path / "a.docx")
    assert isinstance(article, Article)
    assert article.text == f"Envoys meet\n\nOne\nline\n\na | b\n\n{WORDS}\n"
    assert (article.title, article.published) == ("Envoys meet", None)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"words", seed_formats.as_word(WORDS)[:-30]], ids=["head", "words", "half"]
)
def test_word_files_that_are_none(data: bytes, tmp_path: Path) -> None:
    assert told(each(put(tmp_path, "a.docx", data)))[0].startswith("a.docx: not a Word file")


def test_a_mail_in_another_encoding_flowed_with_an_attachment(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "=?utf-8?q?Z=C3=BCrich_talks?=", "Press Office <press@example.org>"
    mail.set_content("x")
    mail.replace_header("Content-Type", 'text/plain; charset="windows-1252"; format=flowed')
    mail.set_payload(
        "The ministers met \r\nin Z\xfcrich.\r\n\r\nThey left.\r\n-- \r\nOffice\r\n".encode("cp1252").decode(
            "latin-1"
        )
    )
    mail.replace_header("Content-Transfer-Encoding", "8bit")
    raw = mail.as_string().encode("latin-1")
    (article,) = each(put(tmp_path, "a.eml", raw))
    assert isinstance(article, Article)
    assert article.text == "Zürich talks\n\nThe ministers met in Zürich.\n\nThey left.\n"
    assert (article.publisher, article.published) == ("Press Office", None)


@pytest.mark.parametrize("data", [b"no headers at all", b"Subject: x\n\n", b"Content-Type: image/png\n\nabc"])
def test_mails_that_are_none(data: bytes, tmp_path: Path) -> None:
    assert "mail" in told(each(put(tmp_path, "a.eml", data)))[0]


def test_an_archive_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    whole = seed_formats.as_warc(WORDS)
    items = each(put(tmp_path, "a.warc", whole + whole[: len(whole) - 300]))
    assert isinstance(items[0], Article)
    assert any(isinstance(item, SourceError) for item in items) or len(items) == 2
    packed = seed_formats.as_warc(WORDS, packed=True)
    *articles, error = each(put(tmp_path, "b.warc.gz", packed + packed[:-200]))
    assert len(articles) == 1
    assert "b.warc.gz" in str(error)


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    assert "a.warc: no WARC file: it does not begin like one" in told(each(put(tmp_path, "a.warc", WORDS)))[0]
    only_style = seed_formats.as_warc(WORDS).split(b"\r\n\r\nWARC/1.0\r\n")[0] + b"\r\n\r\n"
    assert "no article is in it" in told(each(put(tmp_path, "b.warc", only_style)))[0]


def test_reading_is_lazy() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # any buffer
            line = (json.dumps({"id": str(self.given), "text": WORDS}) + "\n").encode()
            self.given += 1
            buffer[: len(line)] = line
            return len(line)

    stream = Endless()
    articles = read_each(["-"], Given(), stdin=io.BufferedReader(stream))  # type: ignore[arg-type] # a BinaryIO
    assert [next(articles).place for _ in range(3)] == [f"standard input, line {n}" for n in (1, 2, 3)]
    assert stream.given < 200
