"""Draw ``docs/picture.svg``, the meetings of the seed article, from its graph: ``python scripts/picture.py``.

Rows are meetings in time order, columns actors by side: the two countries that are party to most meetings,
then all others. All of it is asked of the graph; the same article and code give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from textwrap import wrap
from xml.sax.saxutils import escape

from pyoxigraph import Store

from kg.pipeline import process
from kg.rdf.query import run, union
from kg.sources.read import read

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "examples" / "seed-article.txt"
TARGET = ROOT / "docs" / "picture.svg"

MEETINGS = """SELECT ?m ?label ?status ?words ?edtf ?from ?to WHERE {
  ?m a dip:Meeting ; rdfs:label ?label ; dip:status/skos:prefLabel ?status .
  OPTIONAL { SELECT ?m (MAX(STR(?w)) AS ?words) WHERE { ?m dip:timeExpression ?w } GROUP BY ?m }
  OPTIONAL { ?m dip:edtf ?edtf } OPTIONAL { ?m dip:earliest ?from } OPTIONAL { ?m dip:latest ?to }
} ORDER BY COALESCE(STR(?from), STR(?to)) COALESCE(STR(?to), "9999") ?label"""
ACTORS = """SELECT DISTINCT ?m ?how ?label ?side WHERE {
  VALUES (?property ?how) { (dip:hasParty "party") (dip:hasParticipant "participant") }
  ?m a dip:Meeting ; ?property ?a . ?a rdfs:label ?label .
  OPTIONAL { ?a dip:country/rdfs:label ?country }
  BIND(IF(EXISTS { ?a a dip:Country }, ?label, COALESCE(?country, "")) AS ?side)
} ORDER BY DESC(?how) ?label"""
ISSUES = "SELECT DISTINCT ?m ?label { ?m a dip:Meeting ; dip:about/skos:prefLabel ?label } ORDER BY ?label"
EVIDENCE = """SELECT ?m ?begin ?end ?confidence WHERE {
  ?m a dip:Meeting . ?q dip:mentionOf ?m ; dip:begin ?begin ; dip:end ?end ; dip:confidence ?confidence
} ORDER BY DESC(?end - ?begin) ?begin LIMIT 1"""

WIDTH, LEFT, STEP, GAP, TOP, ROW = 1000, 340, 35, 16, 212, 66
COLOURS = ("#1f5fa8", "#b3261e", "#5b5270")
INK, FAINT, GREEN, GRID = "#1d2430", "#5a6472", "#2c5e4a", "#dfe3e8"
PAPER, MARK = "#fcfcfb", "#fff3cf"
FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"
OPEN, CLOSE = "\ue000", "\ue001"  # stand around each word of the quote until the lines are broken
EMPHASIS = {OPEN: '<tspan font-weight="700" fill="#8a4b00">', CLOSE: "</tspan>"}


@dataclass(frozen=True, slots=True)
class Column:
    """An actor: its name, the place of its side (0, 1, or 2 for others) and the centre in pixels."""

    name: str
    side: int
    x: int


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting: its label, what is known of when, how each actor took part, issues, and its ground."""

    label: str
    when: str
    actors: dict[str, str]
    issues: list[str]
    ground: str


def picture() -> str:
    """The SVG of the seed article, with a final line end."""
    (article,) = read([ARTICLE])
    store = Store()
    store.extend(process(article))
    view = union(store)
    ((quoted, begin, end, confidence),) = _asked(view, EVIDENCE)
    columns, placed = _columns(view), [(TOP + ROW * i, row) for i, row in enumerate(_rows(view, quoted))]
    bottom, height = TOP + ROW * len(placed), TOP + ROW * len(placed) + 146
    title = f"“{article.title}”: {len(placed)} meetings in time order, who took part, and about what"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" font-family="{FONT}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" rx="10" fill="{PAPER}"/>',
        _text(28, 42, "What DiploKG reads in one article", 21, bold=True),
        _text(28, 66, title, 13.5, FAINT),
        *(_dot(35, TOP - 46, "participant", FAINT), _text(50, TOP - 41.5, "took part", 12.5, FAINT)),
        *(_dot(35, TOP - 22, "party", FAINT), _text(50, TOP - 17.5, "was represented: a party", 12.5, FAINT)),
        *(f'<path d="M16 {y}h{WIDTH - 32}v{ROW}H16z" {row.ground}/>' for y, row in placed),
        *chain.from_iterable(_head(column, bottom) for column in columns),
        *_sides(columns, bottom + 6),
        *chain.from_iterable(_row(row, columns, y) for y, row in placed),
        *_evidence(article.text, int(begin), int(end), confidence, bottom + 42),
    ]
    return "\n".join([*lines, "</svg>", ""])


def _asked(view: Store, query: str) -> list[list[str]]:
    """The rows of an answer as words, ``""`` for what is not bound."""
    return [[getattr(term, "value", "") for term in row] for row in run(view, query).rows]


def _rows(view: Store, quoted: str) -> list[Row]:
    actors, issues = _asked(view, ACTORS), _asked(view, ISSUES)
    return [
        Row(
            label=label,
            when=f"{status} · {_when(words, edtf, begin, end)}",
            actors={name: how for m, how, name, _ in actors if m == iri},
            issues=[name for m, name in issues if m == iri],
            ground=f'fill="{MARK if iri == quoted else PAPER}" stroke="{GRID}"',
        )
        for iri, label, status, words, edtf, begin, end in _asked(view, MEETINGS)
    ]


def _when(words: str, edtf: str, begin: str, end: str) -> str:
    """The article's words and what they come to: ``“in October” → 2023-10``, ``until 2022``."""
    first, _, last = edtf.partition("/") if edtf else (begin, "", end)
    known = "–".join(day for day in (first, last) if day)
    open_end = "" if (first and last) or (edtf and "/" not in edtf) else "from " if first else "until "
    return " → ".join(part for part in (words and f"“{words}”", known and open_end + known) if part)


def _columns(view: Store) -> list[Column]:
    """Actors by side, in each the country itself before others in the order of their first meetings."""
    meetings, actors = [row[0] for row in _asked(view, MEETINGS)], _asked(view, ACTORS)
    parties = [side for _, how, name, side in actors if how == "party" and name == side]
    leading = sorted(set(parties), key=lambda side: (-parties.count(side), side))[:2]
    keys: dict[str, tuple[int, bool, int, str]] = {}
    for m, _, name, side in sorted(actors, key=lambda row: meetings.index(row[0])):
        group = leading.index(side) if side in leading else 2
        keys.setdefault(name, (group, name != side, meetings.index(m), name))
    ordered = sorted(keys, key=keys.__getitem__)
    return [Column(n, keys[n][0], LEFT + STEP * i + GAP * keys[n][0]) for i, n in enumerate(ordered)]


def _text(x: float, y: float, words: str, size: float, fill: str = INK, *, bold: bool = False) -> str:
    style = f'font-size="{size}" font-weight="{600 if bold else 400}" fill="{fill}"'
    return f'<text x="{x}" y="{y}" {style}>{escape(words, EMPHASIS)}</text>'


def _dot(x: int, y: int, how: str, colour: str) -> str:
    fill = colour if how == "participant" else PAPER
    return f'<circle cx="{x}" cy="{y}" r="6.5" fill="{fill}" stroke="{colour}" stroke-width="2"/>'


def _row(row: Row, columns: list[Column], y: int) -> list[str]:
    """The meeting at the left, the line that ties the dots of those at it, the issues at the right."""
    there = [column for column in columns if column.name in row.actors]
    across = f"M{there[0].x} {y + ROW // 2}H{there[-1].x}" if there else ""
    lines, middle, right = wrap(row.label, 37), y + ROW // 2, WIDTH - 158
    above, first = middle - 8.5 * len(lines) + 4, middle + 4.5 - 9 * (len(row.issues) - 1)
    return [
        *(_text(28, above + 17 * i, line, 13.5, bold=True) for i, line in enumerate(lines)),
        _text(28, above + 17 * len(lines) + 1, row.when, 12.5, FAINT),
        f'<path d="{across}" stroke="{INK}" stroke-width="2"/>',
        *(_dot(column.x, middle, row.actors[column.name], COLOURS[column.side]) for column in there),
        *(_text(right, first + 18 * i, name, 12.5, GREEN) for i, name in enumerate(row.issues)),
    ]


def _head(column: Column, bottom: int) -> list[str]:
    """The line of a column and the name of its actor, aslant above it."""
    return [
        f'<path d="M{column.x} {TOP}V{bottom}" stroke="{GRID}"/>',
        f'<g transform="translate({column.x + 4} {TOP - 10}) rotate(-48)">',
        *(_text(0, 14 * i, line, 12.5, COLOURS[column.side]) for i, line in enumerate(wrap(column.name, 26))),
        "</g>",
    ]


def _sides(columns: list[Column], y: int) -> list[str]:
    """A bar below the columns of each side, with its name."""
    parts = []
    for side, group in groupby(columns, key=lambda column: column.side):
        own, colour = list(group), COLOURS[side]
        left, right, name = own[0].x - 14, own[-1].x + 14, own[0].name if side < 2 else "others"
        parts.append(f'<path d="M{left} {y}H{right}" stroke="{colour}" stroke-width="4"/>')
        parts.append(_text(left, y + 18, name, 12, colour, bold=True))
    return parts


def _evidence(text: str, begin: int, end: int, confidence: str, y: int) -> list[str]:
    """The sentence with the quote set off, and where in the article it stands; offsets in code points."""
    start = max(text.rfind(". ", 0, begin) + 2, text.rfind("\n", 0, begin) + 1)
    stop = text.find(".", end) + 1 or len(text)
    quote = " ".join(f"{OPEN}{word}{CLOSE}" for word in text[begin:end].split())
    lines = wrap(f"{text[start:begin]}{quote}{text[end:stop]}", 120)
    where = f"The evidence: characters {begin}–{end} of the article, confidence {confidence}"
    return [
        f'<rect x="16" y="{y}" width="{WIDTH - 32}" height="88" rx="6" fill="{MARK}"/>',
        *(_text(28, y + 26 + 20 * place, line, 14) for place, line in enumerate(lines)),
        _text(28, y + 32 + 20 * len(lines), where, 12.5, FAINT, bold=True),
    ]


if __name__ == "__main__":
    TARGET.write_text(picture(), encoding="utf-8", newline="\n")
