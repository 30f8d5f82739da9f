"""People who chair a body together, whom the parser takes for a verb between the body and their names.

"Met with the Lake Group co-chairs [Ana Ruiz (Peru), Juan Soto (Chile) and Jean Petit (France)]" has all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_TOGETHER = frozenset("co-chairs co-chairmen co-chairpersons co-presidents co-heads co-mediators".split())
_SLOTS = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "conj"})
_BETWEEN = frozenset({",", "and", "&", "(", ")", "of", "the", "as", "well"})
_WHERE = frozenset({"in", "at", "on"})


def restore_co_chairs(doc: Doc) -> None:
    """Hangs such names where the body hung, and the body and what they are on the first of them, in place."""
    for word in doc.having(_TOGETHER):
        if 0 < word.i < len(doc) - 1:
            _restore(word)


def _restore(word: Token) -> None:
    doc, body = word.doc, word.nbor(-1)
    names = _names_behind(word)
    if not names or body.pos_ != "PROPN" or body.dep_ not in _SLOTS or body.head.i >= word.i:
        return
    first, slot = names[0], (body.head, body.dep_)
    for token in doc[word.i : names[-1].i + 1]:
        if token.is_sent_start:
            token.is_sent_start = False
    word.tag_, word.pos_, word.lemma_ = "NNS", "NOUN", "co-chair"
    first.hang(*slot)
    for part in (body, word):
        part.hang(first, "nmod")
    for name in names[1:]:
        name.hang(first, "conj")
    verb = next((t for t in (slot[0], *slot[0].ancestors) if t.pos_ in {"VERB", "AUX"}), slot[0])
    for prep in [c for n in names for c in n.rights if c.i > names[-1].i and c.lower_ in _WHERE]:
        prep.hang(verb, "prep")


def _names_behind(word: Token) -> list[Token]:
    """The last words of the names in a row behind a word: of "X (Peru), Y of Chile and Z"."""
    doc, at = word.doc, word.i + 1
    found: list[Token] = []
    while at < len(doc):
        token = doc[at]
        if token.ent_type_ == "PERSON":
            while at + 1 < len(doc) and doc[at + 1].ent_iob_ == "I":
                at += 1
            found.append(doc[at])
        elif not found or not (token.lower_ in _BETWEEN or token.ent_type_ in {"GPE", "NORP", "ORG"}):
            break
        at += 1
    return found
