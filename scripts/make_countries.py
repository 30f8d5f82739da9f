"""Writes ``kg/data/countries.tsv`` from rigour's territories and ``scripts/countries_by_hand.tsv``.

    python scripts/make_countries.py            writes the table
    python scripts/make_countries.py --check    exits with 1 when the table on disk differs

From rigour (MIT) come which territories there are, their names and Wikidata ids. Its other names carry no
language and hold demonyms among them, so English aliases, demonyms, capitals and ambiguous names are kept
by hand, one row per territory; a row without a name of its own takes rigour's.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from rigour.territories import get_territory

ROOT = Path(__file__).resolve().parents[1]
BY_HAND = ROOT / "scripts" / "countries_by_hand.tsv"
TABLE = ROOT / "kg" / "data" / "countries.tsv"
HEADER = ("key", "name", "qid", "aliases", "demonyms", "capital", "ambiguous", "source")

KEYS = {"suhh": "SU", "yucs": "YU", "cshh": "CS", "csxx": "CSXX", "dd": "DD", "x-so": "X-SO"}
"""Keys that are not rigour's code in capitals: historical states by their old ISO code."""

QIDS = {"dk": "Q35", "nl": "Q55", "ge-ab": "Q23334"}
"""Where rigour's first id is that of the kingdom or of an administrative unit, the one of the country;
each must be among rigour's own alternatives."""


def row(cells: list[str], source: str) -> tuple[str, ...]:
    """The table's row for one row by hand; raises ``ValueError`` when rigour lacks code or id."""
    code, name, aliases, demonyms, capital, ambiguous = cells
    territory = get_territory(code)
    if territory is None:
        raise ValueError(f"{BY_HAND.name}: rigour has no territory {code!r}")
    qid = QIDS.get(code, territory.qid)
    if qid not in territory.qids:
        raise ValueError(f"{BY_HAND.name}: {qid} is none of rigour's ids for {code!r}")
    key = f"country:{KEYS.get(code, code.upper())}"
    label = name or territory.name
    others = dict.fromkeys(a for a in [*aliases.split("|"), territory.name] if a and a != label)
    others.pop(territory.name if "(" in territory.name or "SAR" in territory.name else "", None)
    return (key, label, qid, "|".join(others), demonyms, capital, ambiguous, source)


def table() -> str:
    """The whole table as text, rows in the order of the file kept by hand."""
    source = f"rigour {version('rigour')} (MIT); aliases, demonyms, capital by hand"
    lines = BY_HAND.read_text(encoding="utf-8").splitlines()[1:]
    rows = [HEADER, *(row(line.split("\t"), source) for line in lines)]
    return "".join("\t".join(cells) + "\n" for cells in rows)


def main(arguments: list[str]) -> int:
    """0 when written or equal, 1 when ``--check`` finds a difference."""
    text = table()
    if "--check" in arguments:
        return int(TABLE.read_text(encoding="utf-8") != text)
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
