"""Whom persons serve: what they hold an office of, and what "Peru's X", "the UN's X", "X for Peru" say."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.actors.actors import ActorDraft, ActorIndex, is_public


def serve(index: ActorIndex, person: ActorDraft, body: str) -> None:
    """Says whom a person serves: a country, through a body of a country, or an international body.

    Who is of an armed group serves the group alone: "Hamas leader X" is nobody's of Palestine.
    """
    draft = index.drafts[body]
    if draft.kind == "country":
        if not armed(index, person.represents):
            person.country = person.country or body
    elif draft.country is not None and draft.type != "actor-armed-group":
        person.country = person.country or draft.country
    elif body not in person.represents:
        person.represents.append(body)


def armed(index: ActorIndex, bodies: Iterable[str]) -> bool:
    """Whether one of some bodies is an armed group."""
    return any(index.drafts[b].type == "actor-armed-group" for b in bodies)


def owned_by(index: ActorIndex, person: str, first: int) -> None:
    """Says whom "Turkey's X", "the UN's X" serve: by a possessive before a name, whatever tables know."""
    if first < 2 or index.tokens[first - 1].text not in {"'s", "'"}:
        _native(index, person, first)
        return
    match = index.by_token.get(first - 2)
    if match is not None and match.via == "name" and match.entry.kind == "country":
        draft, known = index.drafts[person], index.known(match.entry).id
        if draft.key is not None and draft.country != known and not armed(index, draft.represents):
            draft.country, draft.represents = known, []
        serve(index, draft, known)
        return
    owner = index.drafts.get(index.owner.get(first - 2, ""))
    if owner is not None and owner.kind == "organization" and owner.country is None and is_public(owner):
        index.drafts[person].country = None  # "the AU's X" is there for the union, whoever's he was
        serve(index, index.drafts[person], owner.id)


def _native(index: ActorIndex, person: str, first: int) -> None:
    """Says whom "Peruvian X", "the Peruvian X" serve: who is named with nothing but a nationality.

    Not so where tables know better, nor behind a title: "Minister German X" bears it as a name.
    """
    draft = index.drafts[person]
    at = next((i for i in range(first - 1, max(first - 4, -1), -1) if i in index.by_token), None)
    match = None if at is None else index.by_token[at]
    if match is None or match.via != "demonym" or match.entry.kind != "country" or match.end != first:
        return
    if draft.key is None and draft.country is None and not draft.represents:
        serve(index, draft, index.known(match.entry).id)


def beside_state(index: ActorIndex, person: str, first: int, last: int) -> None:
    """The country of each in a list that semicolons part: "from Chile, | X |; Peru, | Y |; and Kenya, Z"."""
    doc = index.doc
    match = index.by_token.get(first - 2) if first > 2 and doc[first - 1].text == "," else None
    if match is None or match.via != "name" or match.entry.kind != "country" or not match.start:
        return
    at = match.start - 1
    while at > 0 and doc[at].lower_ in {"the", "and"}:
        at -= 1
    begun = doc[at].lower_ in {"of", "from"} and doc[last : last + 1].text == ";"
    if begun or doc[at].text == ";":
        serve(index, index.drafts[person], index.known(match.entry).id)


def sent_for(index: ActorIndex, person: str, last: int) -> None:
    """The country for which one of several is there: "X for Peru and Y for Chile"; not "saw X for Peru's".

    So "X, for Peru, and Y", "X on behalf of Peru", and "X (Peru)" of a list.
    """
    doc = index.doc
    at = last + (last < len(doc) and doc[last].text == ",")
    if at >= len(doc) or doc[at].lower_ not in {"(", "for", "on"}:
        return
    words = [t.lower_ for t in doc[at : at + 3]]
    bracketed = words[:1] == ["("]
    behalf = words == ["on", "behalf", "of"]
    if not (bracketed or behalf or words[:1] == ["for"]):
        return
    at += 3 if behalf else 1
    match = index.by_token.get(at + (doc[at : at + 1].text.lower() == "the"))
    if match is None or match.via != "name" or match.entry.kind != "country" or match.end >= len(doc):
        return
    if bracketed:
        if doc[match.end].text == ")":
            serve(index, index.drafts[person], index.known(match.entry).id)
        return
    name = doc[last - 1]
    apart = doc[last].text == "," == doc[match.end].text
    several = behalf or apart or name.dep_ == "conj" or any(c.dep_ in {"conj", "cc"} for c in name.subtree)
    if several and (doc[match.end].text in _BEHIND or doc[match.end].pos_ == "VERB"):
        serve(index, index.drafts[person], index.known(match.entry).id)


_BEHIND = frozenset({",", "and", ";", ".", ")", "-", "–", "—", "--"})
"""What may follow a state for which one of several is there."""
