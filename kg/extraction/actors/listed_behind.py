"""The states that a dash or bracket names behind a noun for them: "the six members - A, B and C"."""

from __future__ import annotations

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.tokens.frozen_token import Token

_NOUNS = frozenset(
    """
    member state country nation power partner republic founder signatory guarantor party side co-chair
    co-sponsor neighbour neighbor rival foe claimant mediator
    """.split()
)
_APART = frozenset({"-", "--", "–", "—", "(", ":"})
_WITHIN = frozenset({",", "the", "and", "&"})
_FEWEST = 2


def _list_at(index: ActorIndex, noun: Token) -> tuple[int, tuple[str, ...]]:
    """The token at which the list begins and the local ids of the states listed; (0, ()) for none.

    "The six founding members of the EU - Germany, France and Italy", "five Asian states (Laos, Japan and
    China)", "the parties to the dispute - Peru and the Andean Front"; not "the members of the group - the
    largest in Africa", nor "the states (and Peru)".
    """
    if noun.lemma_.lower() not in _NOUNS or noun.tag_ not in {"NNS", "NNPS"}:
        return 0, ()
    doc, i, end = noun.doc, noun.i + 1, noun.sent.end
    if i < end and doc[i].lower_ in {"of", "to"}:  # "the members | of the European Union"
        i += 1
        while i < end and (i in index.owner or doc[i].lower_ == "the" or doc[i].pos_ in {"NOUN", "PROPN"}):
            i += 1
    if i + 1 >= end or doc[i].text not in _APART or (doc[i].text == "-" and not doc[i - 1].whitespace_):
        return 0, ()
    states: dict[str, None] = {}
    joined = False
    for token in doc[i + 1 : end]:
        owner = index.owner.get(token.i)
        if owner is not None and index.drafts[owner].kind in {"country", "organization"}:
            states.setdefault(owner)
            if joined and token.i + 1 not in index.owner:
                break
        elif token.lower_ not in _WITHIN:
            break
        joined = joined or token.lower_ in {"and", "&"}
    return (i, tuple(states)) if joined and len(states) >= _FEWEST else (0, ())


def states_behind(index: ActorIndex, noun: Token) -> list[str]:
    """The states listed behind a noun for states, or behind the one that people are from: "ministers from the
    six founding members of the EU - Germany, France and Italy"; [] where none are.
    """
    return list(_list_behind(index, noun)[1])


def begin_of_list(index: ActorIndex, noun: Token) -> int:
    """The token at which such a list begins, where the noun phrase for those listed ends; 0 for none."""
    return _list_behind(index, noun)[0]


def _list_behind(index: ActorIndex, noun: Token) -> tuple[int, tuple[str, ...]]:
    if (own := _list_at(index, noun))[1]:
        return own
    words = noun.doc[noun.i + 1 : min(noun.i + 8, noun.sent.end)]
    if len(words) < 2 or words[0].lower_ not in {"from", "of"}:
        return 0, ()
    for token in words[1:]:
        if (found := _list_at(index, token))[1]:
            return found
        if token.pos_ not in {"DET", "NUM", "ADJ", "PROPN", "NOUN"} and token.tag_ not in {"VBG", "VBN"}:
            break
    return 0, ()
