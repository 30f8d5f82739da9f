"""How values show themselves in notebooks: small tables of HTML, every word of an article escaped.

Jupyter asks for ``_repr_html_`` of what a cell ends with. Nothing here is a link or has an address in it, so
that looking at an article asks no other host for anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.model import Event, Extraction, Mention

#: Code points of context beside a quote, of a long text, and rows of a table.
_AROUND, _LONGEST, MOST_ROWS = 60, 400, 50
_LEFT = ' style="text-align:left;vertical-align:top"'


class ShownAsTable:
    """A dataclass that shows its fields as a table; tuples of dataclasses in it are tables of their own."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return _table((), ((f"<b>{words(name)}</b>", _value(value)) for name, value in _filled(self)))


class ShownAsEvents:
    """An extraction that shows its events, each with its words and what stands around them."""

    __slots__ = ()

    def _repr_html_(self: Extraction) -> str:  # type: ignore[misc] # the one class that has this base
        names = {it.id: it.name for it in self.actors}
        names |= {it.id: it.name for it in self.places}
        names |= {it.id: it.label for it in self.issues}
        rows = [_event(self, event, names) for event in self.events()]
        article = self.article
        said = [article.title or article.id, article.published.isoformat() if article.published else ""]
        counts = f"{len(self.actors)} actors, {len(self.meetings)} meetings, {len(rows)} events in all"
        head = f"<p><b>{words(' · '.join(filter(None, said)))}</b> ({counts})</p>"
        return head + table(("event", "type", "status", "when", "who", "where", "about", "words"), rows)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> str:
    """A table of cells that are HTML already, at most MOST_ROWS; ``headers`` and ``note`` are plain words."""
    kept = list(rows)
    if len(kept) > MOST_ROWS:
        note = f"{MOST_ROWS} of {len(kept):,} rows. {note}".rstrip()
    below = f"<p>{words(note)}</p>" if note else ""
    return _table([words(it) for it in headers], kept[:MOST_ROWS]) + below


def words(text: object) -> str:
    """The text as HTML: escaped, and without control and direction characters."""
    return escape("".join(sign if sign.isprintable() or sign == "\n" else " " for sign in str(text)))


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th{_LEFT}>{it}</th>" for it in headers)
    body = "".join(f"<tr>{''.join(f'<td{_LEFT}>{it}</td>' for it in row)}</tr>" for row in rows)
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"


def _event(of: Extraction, event: Event, names: dict[str, str]) -> Sequence[str]:
    def named(ids: Iterable[str]) -> str:
        return words("; ".join(dict.fromkeys(names.get(it, it) for it in ids)))

    kind = type(event).__name__.lower()
    type_ = getattr(event, "format", "") or getattr(event, "type", "")
    time = event.time
    when = time.edtf or "/".join(it.isoformat() for it in (time.earliest, time.latest) if it)
    who = [*(it.actor for it in getattr(event, "participations", ())), *getattr(event, "speakers", ())]
    return (
        words(getattr(event, "kind", kind)),
        words(type_.partition("-")[2] or type_),
        words((event.status or "").removeprefix("status-")),
        words(when or "; ".join(time.expressions)),
        named(who or event.parties),
        named(getattr(event, "places", ())),
        named(event.issues),
        _marked(of.article.text, event.mentions[0]) if event.mentions else "",
    )


def _marked(text: str, mention: Mention) -> str:
    """The words of a mention, marked, with what stands around them."""
    before = text[max(0, mention.start - _AROUND) : mention.start]
    after = text[mention.end : mention.end + _AROUND]
    first = "…" if mention.start > _AROUND else ""
    last = "…" if mention.end + _AROUND < len(text) else ""
    quote = _shortened(text[mention.start : mention.end])
    return f"{first}{words(before)}<mark>{words(quote)}</mark>{words(after)}{last}"


def _filled(it: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(it):
        value = getattr(it, field.name)
        if value is not None and value != ():
            yield field.name, value


def _value(value: Any) -> str:
    if isinstance(value, tuple) and value and all(is_dataclass(it) for it in value):
        names = [field.name for field in fields(value[0])]
        rows = [[_value(getattr(it, name)) for name in names] for it in value]
        return table(names, rows)
    if isinstance(value, tuple):
        return words(_shortened("; ".join(map(str, value))))
    return "" if value is None else words(_shortened(str(value)))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
