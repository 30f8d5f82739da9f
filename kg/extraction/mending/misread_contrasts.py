"""Who does otherwise behind "but", listed by the parser with those before: "met X but [Chile] protested"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_ADVERSATIVES = frozenset({"but", "yet", "while", "whereas"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def restore_contrasts(doc: Doc) -> None:
    """Makes a name behind "but" the subject of the verb right behind it, in place: "will mediate between them
    but [Chile] refused"; not "met not only the envoy but Chile's minister", nor "but not Chile".
    """
    for but in doc.having(_ADVERSATIVES):
        other = next((c for c in but.head.rights if c.dep_ == "conj" and c.i > but.i), None)
        if but.dep_ != "cc" or other is None or other.pos_ not in {"PROPN", "NOUN"}:
            continue
        ahead = doc[other.right_edge.i + 1 : other.right_edge.i + 3]
        verb = _verb_without_subject(ahead[0]) if len(ahead) > 1 and other.left_edge.i == but.i + 1 else None
        if verb is None or verb.i in {t.i for t in other.subtree}:
            continue
        passive = any(c.dep_ == "auxpass" for c in verb.lefts)
        other.hang(verb, "nsubjpass" if passive else "nsubj")
        but.hang(verb.head if verb.dep_ == "conj" else verb)


def _verb_without_subject(first: Token) -> Token | None:
    """The verb of which a token is the first word, where it is finite and no subject is told."""
    verb = first.head if first.dep_ in {"aux", "auxpass", "neg"} else first
    finite = first.tag_ in _FINITE and verb.pos_ in {"VERB", "AUX"}
    alone = not any(c.dep_ in _SUBJECTS for c in verb.lefts)
    return verb if finite and alone and verb.dep_ in {"conj", "ccomp", "ROOT"} else None
