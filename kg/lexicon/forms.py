"""The form of each table: its columns, what makes two rows the same row, what a cell may hold.

What most rows that are alike hold is the default of what a user leaves out, so that the shipped tables are
the example: a noun of format ``talks`` gets the frame that nouns of talks have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

ROLES = ("A", "AC", "C", "M", "S", "T", "TP", "X")
"""What a slot of a frame of ``acts.tsv`` may be for; explained at the head of that table."""


@dataclass(frozen=True, slots=True)
class Form:
    """How one table is made.

    ``key``: columns whose cells make two rows the same row. ``needed``: what a user's row must fill.
    ``closed``: columns that hold only what some shipped row holds or ``also`` names, ``lists`` those whose
    cell is a list joined by "|". ``alike``: an empty cell of the column is filled as in most shipped rows
    that agree in these. ``names``: the columns that name a country or body, by key, ISO code or name.
    ``plain``: words in lower case. ``pattern``: what the cell, or each of its parts, must match, with words
    that say it. ``blank``: what an empty cell means; of a key, how it begins.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    needed: tuple[str, ...]
    closed: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    pattern: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    blank: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    header: bool = True


_QID = {"qid": (r"Q[1-9]\d*", "a Wikidata id such as Q1065")}
_SLOT = rf"[a-z+]+=(?:{'|'.join(ROLES)})!?"

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "meetings": Form(
            ("lemma", "pos", "format", "frame", "strength", "guard", "plover", "cameo"),
            key=("lemma", "pos"),
            needed=("lemma", "pos", "format"),
            closed=("pos", "format", "frame", "strength", "guard"),
            alike={
                "frame": ("pos", "format"), "strength": ("pos", "format"),
                "plover": ("format",), "cameo": ("format",),
            },
            plain=("lemma",),
            also={"format": ("state-visit", "remote", "working-group-session")},
        ),
        "acts": Form(
            ("lemma", "pos", "particle", "kind", "type", "frame", "negated", "plover", "cameo"),
            key=("lemma", "pos", "particle"),
            needed=("lemma", "pos", "type"),
            closed=("pos", "kind", "type", "negated"),
            alike={
                "kind": ("pos", "type"), "frame": ("pos", "type"), "negated": ("pos", "type"),
                "plover": ("pos", "type"), "cameo": ("pos", "type"),
            },
            plain=("lemma",),
            pattern={"frame": (_SLOT, "slots with roles, such as 'comp=C! obj=C! to=A'")},
            blank={"particle": "-"},
        ),
        "changes": Form(
            ("lemma", "pos", "particle", "type", "frame", "targets", "plover", "cameo"),
            key=("lemma", "pos", "particle", "type"),
            needed=("lemma", "pos", "type"),
            closed=("pos", "type"),
            lists=("frame", "targets"),
            alike={
                "frame": ("pos", "type"), "targets": ("pos", "type"), "plover": ("type",), "cameo": ("type",),
            },
            plain=("lemma",),
            pattern={"frame": (r"[a-z]+(?::[a-z]+)?", "places such as 'obj|subj'")},
            blank={"particle": "-"},
        ),
        "processes": Form(
            ("lemma", "class", "process", "alone"),
            key=("lemma",),
            needed=("lemma", "class"),
            closed=("class", "process", "alone"),
            alike={"process": ("class",), "alone": ("class",)},
            plain=("lemma",),
        ),
        "titles": Form(
            ("word", "class", "value"), key=("word", "class"), needed=("word", "class"), closed=("class",),
            plain=("word",),
        ),
        "groups": Form(
            ("word", "class"), key=("word",), needed=("word", "class"), closed=("class",), plain=("word",)
        ),
        "issue_words": Form(
            ("class", "words"), key=("class",), needed=("class", "words"), closed=("class",), header=False
        ),
        "countries": Form(
            ("key", "name", "qid", "aliases", "demonyms", "capital", "ambiguous", "source"),
            key=("key",), needed=("key", "name"), lists=("aliases", "demonyms", "ambiguous"),
            pattern={**_QID, "key": (r"country:[A-Za-z0-9-]+", "a key such as country:FR")},
        ),
        "cities": Form(
            ("key", "name", "qid", "kind", "country", "is_capital", "aliases", "ambiguous", "source"),
            key=("key",), needed=("name",), closed=("kind", "is_capital"), lists=("aliases", "ambiguous"),
            names=("country",), pattern=_QID, blank={"key": "city:", "kind": "city"},
        ),
        "bodies": Form(
            ("key", "name", "qid", "type", "country", "aliases", "ambiguous", "source"),
            key=("key",), needed=("name", "type"), closed=("type",), lists=("aliases", "ambiguous"),
            names=("country",), pattern=_QID, blank={"key": "body:"},
        ),
        "leaders": Form(
            ("key", "name", "qid", "country", "surname", "aliases", "office", "source"),
            key=("key",), needed=("name", "country"), lists=("surname", "aliases"), names=("country",),
            pattern=_QID, blank={"key": "person:"},
        ),
        "offices": Form(
            ("key", "titles", "body", "label", "qid", "source"),
            key=("key",), needed=("titles", "body", "label"), lists=("titles",), names=("body",),
            pattern=_QID, blank={"key": "office:"},
        ),
        "metonyms": Form(
            ("name", "target", "source"), key=("name",), needed=("name", "target"), names=("target",)
        ),
        "members": Form(
            ("body", "country", "from", "until"), key=("body", "country", "from"), needed=("body", "country"),
            names=("body", "country"),
            pattern=dict.fromkeys(("from", "until"), (r"\d{4}", "a year such as 1995")),
        ),
        "epithets": Form(
            ("word", "country"), key=("word", "country"), needed=("word", "country"), names=("country",),
            plain=("word",),
        ),
        "genders": Form(
            ("name", "gender"), key=("name",), needed=("name", "gender"), plain=("name",),
            pattern={"gender": ("[fm]", "f or m")},
        ),
        "issues": Form(
            ("slug", "label", "alt", "broader"), key=("slug",), needed=("label",), lists=("alt",),
            pattern={"slug": (r"[a-z0-9]+(?:-[a-z0-9]+)*", "lower-case words joined by hyphens")},
        ),
    }
)  # fmt: skip
"""The tables that a user may add to, by name. ``issues`` adds to ``ontology/issues.ttl``, no table of
``kg/data``.
"""
