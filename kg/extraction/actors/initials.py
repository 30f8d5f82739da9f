"""Persons called by their initials: "MBS" where Mohammed bin Salman is named in full before."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extraction.actors.actors import ActorIndex

_LETTERS = re.compile(r"[A-Z]{3,4}")
_WORD = re.compile(r"[^\W\d_]+")
_CLAN = re.compile(r"\s(?:Al|al|Aal)[ -]\w+$")


def own_initials(index: ActorIndex, taken: Collection[int]) -> None:
    """Gives letters that spell the name of one person of the text, of three words or more, to that person.

    "MBS" is Mohammed bin Salman, also where he is Mohammed bin Salman Al Saud; not "UAE", a known name, nor
    "the AMS" where an Ana Maria Soto is named.
    """
    spelt: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    for begin, _, id_ in sorted(index.spans):
        draft = index.drafts[id_]
        if draft.kind != "person" or id_ in first:
            continue
        first[id_] = begin
        for form in (f for name in (draft.name, *draft.names) for f in (name, _CLAN.sub("", name))):
            initials = "".join(w[0] for w in _WORD.findall(form)).upper()
            if _LETTERS.fullmatch(initials):
                spelt.setdefault(initials, set()).add(id_)
    for token in index.doc.having({letters.lower() for letters in spelt}):
        people = spelt.get(token.text, set())
        thing = token.i > 0 and token.nbor(-1).lower_ in {"the", "a", "an"}  # "the ANC"
        if len(people) == 1 and not thing and token.i not in index.owner and token.i not in taken:
            (person,) = people
            if first[person] < token.i:
                index.own(index.drafts[person], token.i, token.i + 1, 0.85)
