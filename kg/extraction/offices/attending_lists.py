"""Some of the holders of a plural office, each listed with his state: "Foreign Ministers attended the talks,
including A from Peru; B, Chile; and C, Bolivia".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.group_countries import group_class
from kg.extraction.names.title_heads import is_title
from kg.extraction.offices.listed_owners import bodies_from
from kg.extraction.offices.paired_lists import (
    PEERS,
    PairedOffice,
    first_word,
    paired_offices,
    plural_title,
)
from kg.extraction.offices.service import serve
from kg.extraction.titles.titles import is_honorific
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import titles

if TYPE_CHECKING:
    from kg.extraction.offices.office_index import OfficeIndex

_REACH = 25
_BEHIND = frozenset({"from", "of", "(", ","})
_BETWEEN = frozenset({",", ";", "and", "&"})


def record_lists(offices: OfficeIndex) -> None:
    """Adds the offices of paired lists and of attendees, whose plural title then denotes its holders."""
    for it in (*paired_offices(offices.index), *_offices_of_attendees(offices.index)):
        if it.state is not None:
            serve(offices.index, offices.index.drafts[it.person], it.state)
        head, spans = it.office[1] - 1, {"office": it.office, "holding": it.holding}
        if offices.index.tokens[head].lower_ not in PEERS:
            first, _, rest = it.title.partition(" ")
            ex = head > 1 and offices.index.tokens[head - 2].lower_ == "ex"  # "ex-presidents X and Y"
            title, status = it.title, "holding-former" if ex else "holding-current"
            if rest and first in titles("status"):
                title, status = rest, titles("status")[first]
            offices.add(it.person, title, it.body, status, spans)
        offices.paired[head] = (*offices.paired.get(head, ()), it.person)


def _offices_of_attendees(index: ActorIndex) -> Iterator[PairedOffice]:
    """The office of each who is said to be among its holders; not where others are told of in between, as in
    "Foreign Ministers met officials, including A from Peru and B from Chile".
    """
    persons = {a: (b, o) for a, b, o in index.spans if index.drafts[o].kind == "person"}
    for token in index.doc.having({"including"}):
        holders = _holders(token)
        named = _listed(index, persons, token.i + 1) if holders is not None else []
        if holders is None or len(named) < 2:
            continue
        first = first_word(index, holders)
        title, office = plural_title(index, first, holders), (first, holders.i + 1)
        for person, last, state in named:
            yield PairedOffice(person, state, state, title, office, (last - 1, last))


def _holders(including: Token) -> Token | None:
    """The plural office of those among whom some are told: "[Foreign Ministers] attended, including"."""
    doc = including.doc
    for i in range(including.i - 1, max(including.sent.start, including.i - _REACH) - 1, -1):
        token = doc[i]
        titled = is_title(token) or token.text == "Ministers"
        if token.tag_ in {"NNS", "NNPS"} and titled and token.lower_ != "officials":
            return token
        if token.tag_ in {"NNS", "NNPS"} and group_class(token):
            break
    return None


def _listed(index: ActorIndex, persons: dict[int, tuple[int, str]], at: int) -> list[tuple[str, int, str]]:
    """The persons listed from a token on, each with the token after his name and his state; up to the first
    of whom none is told.
    """
    doc, found = index.doc, list[tuple[str, int, str]]()
    while at < len(doc):
        if (found and doc[at].text in _BETWEEN) or is_honorific(doc[at]):
            at += 1
        elif at + 1 in persons and len(doc[at]) > 1 and "." in doc[at].text:
            at += 1  # "S.R Rao", of whom the surname is read
        elif at in persons and persons[at][0] < len(doc):
            last, person = persons[at]
            bodies, end = bodies_from(index, last + 1) if doc[last].lower_ in _BEHIND else ([], last)
            if len(bodies) != 1 or index.drafts[bodies[0]].kind != "country":
                break
            found.append((person, last, bodies[0]))
            at = end + (doc[last].text == "(")
        else:
            break
    return found
