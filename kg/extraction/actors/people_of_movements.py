"""Armed movements by their fighters: "FARC guerrillas" who negotiate are FARC."""

from __future__ import annotations

from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.tokens.frozen_token import Token

_FIGHTERS = frozenset("rebel guerrilla insurgent fighter militant separatist".split())
_SOME = frozenset(
    """
    former ex suspected alleged captured arrested jailed detained wounded injured dead foreign other more many
    several some few most hundred thousand dozen any these those individual
    """.split()
)
"""Words that part some of its fighters from a movement."""


def join_people(index: ActorIndex) -> None:
    """Makes "FARC guerrillas" a name of the movement; not "two FARC guerrillas", "captured guerrillas"."""
    for first, last, id_ in list(index.spans):
        draft = index.drafts[id_]
        if draft.type == "actor-armed-group" and last < len(index.doc) and _are_it(index, index.tokens[last]):
            _rename(index, draft, (first, last), (first, last + 1))


def _are_it(index: ActorIndex, noun: Token) -> bool:
    """Whether a noun after the name of a movement stands for it as a whole."""
    if noun.tag_ != "NNS" or noun.lemma_ not in _FIGHTERS or noun.i in index.owner:
        return False
    before = [c for c in noun.lefts if c.i not in index.owner]
    return not any(c.tag_ == "CD" or c.lemma_.lower() in _SOME or c.dep_ == "nummod" for c in before)


def _rename(index: ActorIndex, draft: ActorDraft, old: tuple[int, int], new: tuple[int, int]) -> None:
    """Puts a longer stretch of tokens in the place of a name."""
    index.spans.remove((*old, draft.id))
    words = index.doc[old[0] : old[1]]
    draft.mentions.pop((words.start_char, words.end_char), None)
    draft.heads = [h for h in draft.heads if h != words.root.i]
    index.own(draft, *new)
