"""Reading: bytes to articles, and what is said of bytes that are none."""

from __future__ import annotations

import codecs
import io
import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article
from kg.sources.decode import decode, normalize
from kg.sources.headline import headline_of
from kg.sources.identifiers import safe
from kg.sources.language import function_words, language_of
from kg.sources.markdown import front_matter, plain_text
from kg.sources.read import Given, files_of, read, read_each

BODY = "The ministers of Freedonia and Sylvania met on Monday.\n"


def one(path: Path, **stated: str) -> Article:
    articles = list(read([path], **stated))
    assert len(articles) == 1
    return articles[0]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


# Decoding


def test_text_is_normalized() -> None:
    assert decode(codecs.BOM_UTF8 + "Orba\u0301n\r\nmet\rhim\n".encode(), "x") == "Orb\u00e1n\nmet\nhim\n"


def test_utf16_with_mark_is_read() -> None:
    assert decode("Talks\r\n".encode("utf-16"), "x") == "Talks\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        ("\u00a0\u2003\n".encode(), "only white space"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
        (b"%PDF-1.4 \x01\x02\x03\x04\x05\x06\x07\x08 \xff\xfe\xfd stream", "binary file"),
        (bytes(range(1, 32)) * 4, "binary file"),
        ("Le président a rencontré".encode("latin-1"), "not UTF-8, byte 0xe9 at offset 5"),
        (codecs.BOM_UTF16_LE + b"a\0b", "broken UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        decode(data, "news.txt")
    assert str(caught.value).startswith("news.txt: ")
    assert "\n" not in str(caught.value)


def test_wrong_encoding_names_a_remedy() -> None:
    with pytest.raises(SourceError, match=r"iconv -f WINDOWS-1252 -t UTF-8 news\.txt"):
        decode("“Réunion”".encode("cp1252"), "news.txt")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",))))
def test_normalize_is_idempotent(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once or once.startswith("\ufeff")
    assert "\r" not in once


# Headlines

HEADLINES = [
    (
        "Freedonia and Sylvania Sign Border Accord\n\nThe two met.",
        "Freedonia and Sylvania Sign Border Accord",
    ),
    ("\n\n  Envoys meet in Vienna\n\nThe two met.", "Envoys meet in Vienna"),
    ("Will the Talks Succeed?\n\nNobody knows.", "Will the Talks Succeed?"),
    ("‘No deal’, says premier\n\nThe two met.", "‘No deal’, says premier"),
    ("Minister Visits U.S.\n\nThe minister arrived.", "Minister Visits U.S."),
    ("Premier to visit Tokyo in May", "Premier to visit Tokyo in May"),
    ("The ministers met on Monday.\n\nThey talked.", None),
    ("The ministers met on Monday.", None),
    ("The ministers met in the capital to talk about the\nborder, and left.\n\nThey agreed.", None),
    ("Dear readers,\n\nThe ministers met.", None),
    ("VIENNA, May 3 (Agency) -\n\nThe ministers met.", None),
    ("* * *\n\nThe ministers met.", None),
    ("He said:\n\n“We met.”", None),
    ("word " * 40 + "\n\nThe ministers met.", None),
    ("What did they want?", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_headline(text: str, headline: str | None) -> None:
    assert headline_of(text) == headline


def test_headline_cases_are_all_there() -> None:
    assert len(HEADLINES) == 16
    assert sum(h is not None for _, h in HEADLINES) == 6


# Markdown


def test_front_matter() -> None:
    fields, text = front_matter('---\ntitle: "Envoys meet"\ndate: 2024-01-31\ntags:\n  - a\n---\n# H\n')
    assert fields == {"title": "Envoys meet", "date": "2024-01-31"}
    assert text == "# H\n"


def test_a_rule_is_no_front_matter() -> None:
    assert front_matter("Text\n\n---\n\nMore") == ({}, "Text\n\n---\n\nMore")


def test_markdown_to_plain_text() -> None:
    text, heading = plain_text(
        "# Talks *open*\n\nThe **president** met [Ms Roe](https://example.org/roe)\nin `Vienna`."
        " ![map](m.png)\n\n"
        "- trade\n- visas\n\n<!-- note -->\n***\nDone &amp; dusted.\n"
    )
    assert heading == "Talks open"
    assert text == "Talks open\n\nThe president met Ms Roe\nin Vienna.\n\ntrade\n\nvisas\n\nDone & dusted.\n"


def test_a_later_heading_is_no_headline() -> None:
    assert plain_text("The two met.\n\n# Reactions\n")[1] is None


# Articles


def test_plain_text_article(tmp_path: Path) -> None:
    article = one(put(tmp_path, "talks.txt", f"Envoys meet\n\n{BODY}"))
    assert article == Article("talks", f"Envoys meet\n\n{BODY}", "Envoys meet", title_in_text=True)


def test_markdown_article(tmp_path: Path) -> None:
    stated = "title: Front title\ndate: 2024-01-31T10:00:00Z\nurl: https://example.org/1\nauthor: A. Roe\n"
    front = f"---\n{stated}---\n"
    article = one(put(tmp_path, "talks.md", f"{front}# Envoys meet\n\n{BODY}"))
    assert article.text == f"Envoys meet\n\n{BODY}"
    assert (article.title, article.title_in_text) == ("Front title", True)
    assert (article.published, article.url, article.publisher) == (
        date(2024, 1, 31),
        "https://example.org/1",
        "A. Roe",
    )


def test_options_go_before_what_the_file_says(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", f"---\ntitle: T\ndate: 2020-01-01\n---\n{BODY}")
    article = next(
        read([path], published=date(2024, 1, 31), title="Given", url="u", publisher="p", language="en")
    )
    assert (article.title, article.published, article.url, article.publisher) == (
        "Given",
        date(2024, 1, 31),
        "u",
        "p",
    )
    assert not article.title_in_text


def test_side_file(tmp_path: Path) -> None:
    put(tmp_path, "a.meta.json", json.dumps({"published": "2024-01-31", "publisher": None, "chars": 3}))
    article = one(put(tmp_path, "a.txt", BODY))
    assert (article.published, article.publisher, article.title) == (date(2024, 1, 31), None, None)


def test_a_day_in_a_side_file_may_be_in_words_or_digits(tmp_path: Path) -> None:
    for published in ("31 January 2024", 20240131):
        put(tmp_path, "a.meta.json", json.dumps({"published": published}))
        assert one(put(tmp_path, "a.txt", BODY)).published == date(2024, 1, 31)


@pytest.mark.parametrize(
    "content",
    ["{", "[1]", '{"published": "2024-02-30"}', '{"published": 1706659200}', '{"published": [2024]}'],
)
def test_broken_side_file_is_named(tmp_path: Path, content: str) -> None:
    put(tmp_path, "a.meta.json", content)
    with pytest.raises(SourceError, match=r"a\.meta\.json"):
        one(put(tmp_path, "a.txt", BODY))


def test_given_title_that_the_text_begins_with(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", f"The ministers meet again.\n\n{BODY}")
    assert next(read([path], title="The ministers meet again.")).title_in_text


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {
            "id": "n1",
            "text": "Cafe\u0301 talks.\r\n",
            "published": "2024-01-31",
            "title": "T",
            "url": None,
            "x": 1,
        },
        {"id": "n2", "text": BODY, "language": "en"},
    ]
    path = put(tmp_path, "news.jsonl", "\n".join(json.dumps(r) for r in rows) + "\n\n")
    first, second = read([path])
    assert first == Article("n1", "Caf\u00e9 talks.\n", "T", date(2024, 1, 31))
    assert second.id == "n2"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: expected an object"),
        ('{"id": "a"}', 'line 2: "text" is missing'),
        ('{"id": 3.5, "text": "b"}', 'line 2: "id" must be a string or a whole number'),
        ('{"id": "a", "text": 3}', 'line 2: "text" is missing'),
        ('{"text": " "}', 'line 2: "text" is missing'),
        ('{"id": "a", "text": "b", "url": 4}', 'line 2: "url" must be a string'),
        ('{"text": "b", "date": 1738800000}', 'line 2: "date" must be a string, as in 2024-01-31'),
        ('{"id": "a", "text": "b", "published": "yesterday"}', "line 2: 'yesterday' is not a date"),
    ],
)
def test_bad_json_lines_name_their_line(tmp_path: Path, line: str, message: str) -> None:
    path = put(tmp_path, "news.jsonl", f'{{"id": "ok", "text": "{BODY.strip()}"}}\n{line}\n')
    with pytest.raises(SourceError, match=message):
        list(read([path]))


def test_standard_input() -> None:
    (article,) = read(["-"], stdin=io.BytesIO(BODY.encode()))
    assert (article.id, article.text) == ("stdin", BODY)
    (article,) = read(["-"], stdin=io.BytesIO(b'{"id": "n1", "text": "They met."}\n'))
    assert article.id == "n1"


def test_empty_standard_input() -> None:
    with pytest.raises(SourceError, match="standard input: the file is empty"):
        list(read(["-"], stdin=io.BytesIO(b"")))


# Folders and patterns


def test_an_address_is_not_fetched() -> None:
    with pytest.raises(SourceError, match=r"reading fetches nothing\. Save the page first: kg fetch https"):
        list(read(["https://example.org/a"]))


def test_patterns_name_files_and_folders_in_order(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "x/c.csv", "x/d.txt", "x/d.meta.json", ".e.csv"):
        put(tmp_path, name, "id,text\n,They met.\n" if name.endswith("csv") else "{}")
    names = {pattern: [f.relative_to(tmp_path).as_posix() for f in files_of(str(tmp_path / pattern))]
             for pattern in ("*.csv", "**/*.csv", "x*", "x/*", "**")}  # fmt: skip
    assert names == {
        "*.csv": ["a.csv", "b.csv"],
        "**/*.csv": ["a.csv", "b.csv", "x/c.csv"],
        "x*": ["x/d.txt"],
        "x/*": ["x/c.csv", "x/d.txt"],
        "**": ["a.csv", "b.csv", "x/c.csv", "x/d.txt"],
    }


def test_a_file_with_the_signs_of_a_pattern_in_its_name_is_that_file(tmp_path: Path) -> None:
    assert files_of(put(tmp_path, "talks [1].txt", BODY)) == [tmp_path / "talks [1].txt"]


def test_a_folder_gives_documents_and_feeds_but_no_tables(tmp_path: Path) -> None:
    for name in ("a.html", "b.rss", "e.txt.gz", "f.csv", "g.jsonl", "h.json"):
        put(tmp_path, name, BODY)
    put(tmp_path, "c.xml", "<?xml version='1.0'?><rss version='2.0'></rss>")
    put(tmp_path, "d.xml", "<?xml version='1.0'?><project/>")
    assert [f.name for f in files_of(tmp_path)] == ["a.html", "b.rss", "c.xml", "e.txt.gz"]


# Ids

SAFE = [
    ("https://example.org/a?b=1", "https-example.org-a-b-1"),
    ("../../etc/passwd", "etc-passwd"),
    ("..\\..\\boot.ini", "boot.ini"),
    ("a\0b\nc", "a-b-c"),
    ("\u202etxt.exe", "txt.exe"),
    ("CON", "CON-"),
    ("nul.txt", "nul-txt-"),
    ("-rf", "rf"),
    (".hidden", "hidden"),
    ("\ud800", "article"),
    ("", "article"),
    ("Łódź 1", "Łódź-1"),
]


@pytest.mark.parametrize(("name", "identifier"), SAFE)
def test_safe(name: str, identifier: str) -> None:
    assert safe(name) == identifier


@given(st.text(st.characters(), max_size=300))
def test_any_id_is_a_name_that_a_file_can_have(name: str) -> None:
    identifier = safe(name)
    assert 0 < len(identifier.encode()) <= 120
    assert identifier[0] not in "-."
    assert not set(identifier) & set('/\\:*?"<>|\0\n ')
    assert safe(identifier) == identifier or identifier.endswith("-")


def test_long_ids_are_cut_and_stay_different() -> None:
    ids = {safe("é" * 200 + str(n)) for n in range(50)}
    assert len(ids) == 50
    assert max(len(i.encode()) for i in ids) <= 120


def test_ids_are_unique_even_for_the_same_text_and_without_capitals(tmp_path: Path) -> None:
    path = put(
        tmp_path, "n.jsonl", '{"id": "a", "text": "They met."}\n' * 3 + '{"id": "A", "text": "They left."}\n'
    )
    assert len({article.id.casefold() for article in read([path])}) == 4


# Folders


def test_folder_is_read_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "e.json", "f.ttl", "g.xml"):
        put(tmp_path, name, BODY)
    assert [a.id for a in read([tmp_path])] == ["a", "b", "c"]


def test_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    put(tmp_path, ".news/a.txt", BODY)
    assert len(files_of(tmp_path / ".news")) == 1


def test_ids_are_unique_whatever_the_order(tmp_path: Path) -> None:
    names = ("one.txt", "x/a.txt", "y/a.txt", "z/x/a.txt", "b.txt", "b.md")
    files = [put(tmp_path, name, BODY) for name in names]
    root = tmp_path.name
    for order in (files, files[::-1]):
        found = {article.id for article in read(order)}
        assert found == {"one", f"{root}-x-a", "y-a", "z-x-a", "b-txt", "b-md"}


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", BODY)
    other_way = tmp_path / "x" / ".." / "a.txt"
    (tmp_path / "x").mkdir()
    assert [a.id for a in read([path, tmp_path, other_way])] == ["a"]


def test_json_ids_that_clash_get_the_hash_of_the_text(tmp_path: Path) -> None:
    path = put(tmp_path, "n.jsonl", '{"id": "a", "text": "They met."}\n{"id": "a", "text": "They left."}\n')
    first, second = read([path])
    assert (first.id, second.id) == ("a", f"a-{second.digest[:8]}")


@pytest.mark.parametrize("name", ["a.doc", "a.ODT", "a.zip", "a.xlsx", "a.ttl"])
def test_files_of_other_kinds_are_refused_with_a_remedy(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=r"files are not read\. \w+"):
        list(read([put(tmp_path, name, BODY)]))


def test_ids_are_safe_file_names(tmp_path: Path) -> None:
    rows = [
        {"id": name, "text": BODY} for name in ("../../etc/x", "https://example.org/a?b=1", "...", "Łódź 1")
    ]
    path = put(tmp_path, "n.jsonl", "\n".join(json.dumps(r) for r in rows))
    assert [a.id for a in read([path])] == ["etc-x", "https-example.org-a-b-1", "article", "Łódź-1"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("missing.txt", "no such file or folder"), ("", "no article in this folder")],
)
def test_missing_and_empty_folder(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read([tmp_path / name]))


def test_read_each_goes_on_after_an_error(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "b.txt", b"")
    put(tmp_path, "c.txt", BODY)
    kinds = [type(item).__name__ for item in read_each([tmp_path, tmp_path / "none"], Given())]
    assert kinds == ["Article", "SourceError", "Article", "SourceError"]


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    path = put(tmp_path, "long.txt", "The ministers met again and again " * 310_000)
    started = time.perf_counter()
    assert len(one(path).text) > 10_000_000
    assert time.perf_counter() - started < 10


# Languages

LANGUAGES = [
    line.split(": ", 1)
    for line in (Path(__file__).parent / "sources" / "languages.txt").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("code", "text"), LANGUAGES)
def test_language(code: str, text: str) -> None:
    assert language_of(text) == code


def test_every_listed_language_is_tried() -> None:
    assert len(LANGUAGES) == 17
    assert set(function_words()) <= {code for code, _ in LANGUAGES}


@pytest.mark.parametrize(
    "text",
    ["", "Xi Jinping", "Macron, von der Leyen, de la Rua", "12 34 56 " * 30],
    ids=["empty", "name", "names", "numbers"],
)
def test_too_little_decides_nothing(text: str) -> None:
    assert language_of(text) is None


def test_tags_and_addresses_are_no_words() -> None:
    picture = (
        '<img src="https://ex.example/a.png?w=831" srcset="https://ex.example/a.png 1006w, b.png 768w" />'
    )
    assert language_of(picture * 10) is None
    assert language_of("The two ministers met in the capital. " * 5 + picture * 40) == "en"


def test_foreign_names_do_not_make_english_foreign() -> None:
    text = (
        "Luis de la Torre of the Partido de la Gente, Maria de los Angeles del Rio and Jean de la Tour met in"
        " the city of La Paz; el Presidente de la Republica was there with the minister of trade."
    )
    assert language_of(text) in ("en", None)


def test_language_of_articles(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", dict(LANGUAGES)["fr"])
    assert one(path).language == "fr"
    assert next(read([path], language="en")).language == "en"
