"""The states of which a body consists, where the text lists them: "the G8, which comprises A, B and C".

They are the parties to what the body holds.
"""

from __future__ import annotations

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.group_countries import countries_of
from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token

_FEWEST = 3
_CONSISTING = frozenset("comprise consist compose group make form".split())
_BEFORE = frozenset({",", "which", "that", "is", "are", "was", "were"})
_BEHIND = frozenset({"of", "up", "by", "the", "following", "countries", "states", "nations", ":"})
_WITHIN = frozenset({",", "the", "and", "&", "as", "well", "both"})


def members_listed(index: ActorIndex) -> dict[str, tuple[str, ...]]:
    """Local ids of the states and bodies that the text lists as the whole of a body, by the id of the body.

    "The G8, which comprises A, B and C", "the Quad, made up of A, B and C", "the group (A, B and C)", "the
    council of which A, B and C are members"; not
    "the Union, which includes A, B and C" nor "comprises A, B and others", which are some of them.
    """
    out: dict[str, tuple[str, ...]] = {}
    for first, last, id_ in sorted(index.spans):
        if index.drafts[id_].kind != "organization" or id_ in out:
            continue
        begin = _list_begin(index.doc, last, index.tokens[first].sent.end)
        states = _listed(index, begin, id_) if begin is not None else ()
        if len(states) >= _FEWEST:
            out[id_] = states
    return out


def consisting_of(index: ActorIndex, last: int, body: str) -> tuple[str, ...]:
    """The states listed behind the name of a body that ends before a token: "X, comprising A, B and C"."""
    begin = _list_begin(index.doc, last, index.tokens[last - 1].sent.end)
    states = _listed(index, begin, body) if begin is not None else ()
    return states if len(states) >= _FEWEST else ()


def members_told(token: Token) -> list[Token]:
    """Those of whom a group without a name is said to consist, as words: A and B of "a troika made up of A
    and B", "a panel comprising A and B"; not how many, "a team consisting of 16 members".
    """
    found = [c for c in token.rights if c.dep_ == "acl" and c.lemma_ in _CONSISTING]
    if not found:
        return []
    clause = found[0]
    if clause.tag_ == "VBG" and clause.lemma_ != "consist":
        told = clauses.objects(clause)
    else:
        of = [p for p in clause.rights if p.lower_ == "of"]
        told = [t for p in of for o in p.rights if o.dep_ == "pobj" for t in clauses.conjuncts(o)]
    return [t for t in told if not (t.lemma_ in _SOME and any(c.dep_ == "nummod" for c in t.lefts))]


def of_their_team(index: ActorIndex, team: Token, ids: list[str]) -> tuple[str, ...]:
    """Those of whom a team consists, who are of the state whose team it is where nothing else tells of which:
    "a Peruvian delegation made up of Defence Minister X and General Y".
    """
    states = countries_of(index, team)
    for draft in (index.drafts[i] for i in ids):
        if len(states) == 1 and draft.kind == "person" and draft.country is None and not draft.represents:
            draft.country = states[0]
    return tuple(dict.fromkeys(ids))


_SOME = frozenset("member person people official delegate expert man woman".split())


def _list_begin(doc: Doc, i: int, end: int) -> int | None:
    """Where the list behind a name that ends before a token begins, or ``None`` where none is announced."""
    if i + 1 < end and doc[i].text == ")":
        i += 1  # "the Group of Eight (G8) |"
    if i + 3 < end and doc[i].text == "(" and doc[i + 2].text == ")" and doc[i + 3].lower_ == "of":
        i += 3  # "the Council (CC) | of which"
    if i + 1 < end and doc[i].text == "(":
        return i + 1
    if [t.lower_ for t in doc[i : i + 2]] == ["of", "which"] and "members" in {t.lower_ for t in doc[i:end]}:
        return i + 2
    while i < end and doc[i].lower_ in _BEFORE:
        i += 1
    if i >= end or doc[i].lemma_.lower() not in _CONSISTING:
        return None
    i += 1
    while i < end and doc[i].lower_ in _BEHIND:
        i += 1
    return i


def _listed(index: ActorIndex, begin: int, body: str) -> tuple[str, ...]:
    """The states and bodies listed from a token on, each once; () where no "and" and a last one close it."""
    out: dict[str, None] = {}
    last = False
    for token in index.doc[begin : index.tokens[begin - 1].sent.end]:
        id_ = index.owner.get(token.i)
        if id_ is not None and id_ != body and index.drafts[id_].kind in {"country", "organization"}:
            out.setdefault(id_)
            if last and token.i + 1 not in index.owner:
                return tuple(out)
        elif token.lower_ not in _WITHIN:
            break
        last = last or token.lower_ in {"and", "&"}
    return ()
