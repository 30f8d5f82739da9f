"""Inputs to begin with: an invented article in every format, some words for each other target, and past findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.lexicon.forms import FORMS
from tests.sources import seed_formats

FOLDER = Path(__file__).with_name("seeds")
TEXT = """Norland and Sudria Agree to Reopen Grain Talks

PORT AMAL, 4 March 2021 — Foreign Minister Ada Brandt of Norway met President Ilo Varga of Chile outside Oslo on Tuesday.

“They will meet again in April,” she said.
"""
QUERY = 'SELECT ?m (COUNT(*) AS ?n) WHERE { ?m a dip:Meeting ; rdfs:label ?l . FILTER(STR(?l) != "\\u0041") } GROUP BY ?m LIMIT 3'


def table(name: str, rows: str) -> str:
    """The rows of a user's table, under a line that makes the target take them for this one."""
    sign = next(n for n in range(33, 127) if n % len(FORMS) == sorted(FORMS).index(name))
    return f"{chr(sign)}\n{rows}"


WORDS: dict[str, tuple[str, ...]] = {
    "read-text": (TEXT, "\ufeffTalks", "a\r\nb\rc", "e\u0301"),
    "read-html": (
        '<meta charset="idna"><p>Envoys met in Oslo.</p>',
        '<meta charset="undefined"><p>Envoys met in Oslo.</p>',
    ),
    "read-any": (TEXT, "<html><p>Talks</p>", '{"text": "Talks"}', "WARC/1.0\r\n\r\n", "%PDF-1.4"),
    "read-markdown": ("---\ntitle: Talks\ndate: 2021-03-04\n---\n# Talks\n\n*Two* [envoys](x) met.\n\n| a | b |\n",),
    "fields": ("2021-03-04", "en", "https://news.example/a?b#c", "\ud7ff", ""),
    "front-matter": ("---\ntitle: 'Talks'\ndate: 2021-03-04\n---\nEnvoys met.", "---\n---\n", "---\n...\n"),
    "side-file": ('{"published": "2021-03-04", "headers": {"Content-Type": "text/html; charset=x"}}', "[]", "[" * 2000),
    "page-date": (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04T00:00Z"}</script><p>Talks</p>',
        '<meta property="article:published_time" content="2021-03-04"><time datetime="2021-03-04">4 March</time>',
    ),
    "day": ("Wed, 31 Jan 2024 23:30:00 -0500", "31/01/2024", "Published 31 January 2024, updated 2 February 2024"),
    "dating": ("last Tuesday", "on 3 March 2021", "in the 1990s", "two weeks ago", "late November", "May 45", "year 0"),
    "edtf": ("2021-03-04", "2021-03", "199X", "/2022", "2015/", "2021-03/2021-05", "0000", "9999-12-31/"),
    "sentences": (TEXT, "Mr. A. met Mrs. B. They spoke.", "\n\n\n"),
    "decisions": (
        "# a comment\nsame id:Q30 id:Q31 mk 2025-06-02 one and the same\ndifferent ev:a ev:b mk 2025-06-02\n",
        "unsure <https://w3id.org/diplokg/id/Q1> <https://w3id.org/diplokg/id/Q2> a 20250602 b",
    ),
    "gold": (
        '{"actors": [{"id": "a", "type": "person", "name": "Ada"}], "meetings": [{"id": "m", "format": "talks",'
        ' "status": "held", "participants": ["a"], "parties": [], "triggers": ["met"], "date": {"edtf": "2021"}}]}',
    ),
    "lexicon": (
        table("meetings", "lemma\tpos\tformat\nstocktake\tNOUN\ttalks\n"),
        table("bodies", "name\ttype\tcountry\taliases\nFish Board\tgovernment-body\tNorway\tFB|Board\n"),
        table("issues", "label\talt\tbroader\neel quota\teels\tfisheries\n"),
        table("acts", "lemma\tpos\ttype\nvouch\tVERB\tpledge\n"),
        table("leaders", "name\tcountry\toffice\nAda Brandt\tNO\tminister 2009-2017\n"),
        table("issue_words", "class\twords\ntopic\tabout,on\n"),
    ),
    "manifest": ('{"format": 1}', '{"format": 1, "versions": {"code": "0"}}', "[]", '{"format": 99}'),
    "sparql": (QUERY, "ASK { SERVICE <x> {} }", "DESCRIBE issue:trade", "CONSTRUCT WHERE { ?s a dip:Person }"),
    "parameters": ("a Xi Jinping", "b 2021", "c id:Q30", "d <http://x/>", "e held", "f " + "9" * 5000, "g 1e5", "h http://["),
    "accept": ("text/csv;q=0.5, */*", "text/*;q=x", "application/json", "q=1,;;"),
    "graph-turtle": ('<http://e/a> <http://e/b> "c"@en, 1.5, true .',),
    "graph-trig": ('<http://e/g> { <http://e/a> <http://e/b> "c"@en }',),
    "graph-nquads": ('<http://e/a> <http://e/b> "c"@en <http://e/g> .',),
    "graph-jsonld": ('{"@id": "http://e/a", "http://e/b": {"@value": "c", "@language": "en"}}',),
}  # fmt: skip
MADE = {
    "read-html": "seed.html",
    "read-feed": "seed.rss",
    "read-jsonl": "seed.jsonl",
    "read-json": "seed.json",
    "read-csv": "seed.csv",
    "read-parquet": "seed.parquet",
    "read-warc": "seed.warc",
    "read-pdf": "seed.pdf",
    "read-word": "seed.docx",
    "read-mail": "seed.eml",
    "read-mhtml": "seed.mhtml",
}


def seeds(target: str) -> Iterator[bytes]:
    """The inputs of a target, each once, in order."""
    for words in WORDS.get(target, ()):
        yield words.encode("utf-8", "surrogatepass")
    if target in MADE:
        yield seed_formats.FORMATS[MADE[target]](TEXT)
    if target == "describe":
        yield bytes(range(256))
        yield bytes(range(0, 256, 3))
    for file in sorted((FOLDER / target).glob("*")):
        yield file.read_bytes()
