"""Panels and committees that are sent by a body of states or made up of leaders: "the AU panel on Mali"."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.tokens.frozen_token import Token

_LEADERS = frozenset({"president", "leader", "minister", "premier"})


def sits_for_states(noun: Token) -> bool:
    """Whether a panel is one of a known body of states, or of several leaders: "the Arab League committee on
    Syria", "a panel of five presidents"; not "a Senate panel", "the committee of ministers".
    """
    if noun.text[:1].isupper():
        return False  # "the Committee" has a name
    for word in noun.lefts:
        if word.dep_ in {"compound", "nmod", "amod", "poss"}:
            words = [t.text for t in noun.doc[word.left_edge.i : word.i + 1] if t.lower_ not in _ARTICLES]
            body = gazetteer.body_named(" ".join(words)) if words else None
            if body is None or body.type != "actor-intergovernmental":
                continue
            if noun.lemma_ != "committee" or body.key != "body:UN":  # its committees are of experts
                return True
    of = (o for p in noun.rights if p.lower_ == "of" for o in p.rights if o.dep_ == "pobj")
    return any(o.tag_ == "NNS" and o.lemma_ in _LEADERS and any(o.lefts) for o in of)


_ARTICLES = frozenset({"the", "a", "an"})
