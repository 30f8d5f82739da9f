"""Where a journey goes on to: "flew to Oslo and then Rome", "will visit Egypt, followed by Qatar"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token


def next_stops(scene: Scene, verb: Token) -> list[Token]:
    """The places that come next: "will visit Egypt, followed by Qatar and Israel", "flew to Oslo and then
    Rome", "will fly to Oslo on Monday, then on to Rome"; not "flew to Oslo and then met X in Rome".
    """
    around = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    after = (c for v in around for c in v.rights if c.lower_ == "followed" and c.dep_ in {"advcl", "prep"})
    followed = [o for c in after for o in (clauses.agent(c) or clauses.prepositional(c, "by"))]
    return followed or _then(scene, verb)


def goes_on(verb: Token) -> bool:
    """Whether a verb tells of the next stop of a journey: "will be in Lima before [flying] to Quito", "was in
    Lima and [went] on to Quito", "will leave Lima and may [fly] on to Quito", "will [travel] to Quito next",
    "after a stop in Lima, [flew] to Quito", "was in Lima and is [due] in Quito"; not "went on to say", nor
    "will travel to Quito next year".
    """
    if _after_stop(verb) or _due_elsewhere(verb):
        return True
    if any(c.lower_ in {"next", "then", "afterwards"} and c.dep_ == "advmod" for c in verb.children):
        return bool(clauses.prepositional(verb, "to"))
    onward = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]]
    if len(onward) == 2 and onward[0] in _FURTHER and onward[1] == "to":
        return bool(clauses.prepositional(verb, "to"))
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in {"before", "after"}


def _after_stop(verb: Token) -> bool:
    """Whether a clause opens with the stop that one goes on from: "after a stop in Lima, flew to Quito"."""
    before = (c for c in verb.lefts if c.dep_ == "prep" and c.lower_ in {"after", "following"})
    stops = (o for c in before for o in c.rights if o.dep_ == "pobj" and o.lemma_ in _STOPS)
    placed = any(p.ent_type_ == "GPE" for s in stops for p in clauses.prepositional(s, "in", "to", "at"))
    return placed and any(p.ent_type_ == "GPE" for p in clauses.prepositional(verb, "to"))


_STOPS = frozenset("stop stopover stay visit trip layover halt".split())


def _due_elsewhere(word: Token) -> bool:
    """Whether who was in one place is due in the next: "was in Lima on Monday and is [due] in Quito"."""
    verb = word.head
    if word.lower_ != "due" or verb.dep_ != "conj" or clauses.child(verb, "nsubj") is not None:
        return False
    here = clauses.prepositional(verb.head, "in") if verb.head.lemma_ == "be" else []
    return any(p.ent_type_ == "GPE" for p in here)


def _then(scene: Scene, verb: Token) -> list[Token]:
    """The last word of each place behind "and then", "then to", "then on to"."""
    doc, found = scene.doc, []
    for token in doc[verb.i + 1 : verb.sent.end]:
        if token.pos_ == "VERB":
            break
        if token.lower_ != "then" or doc[token.i - 1].lower_ not in {"and", ","}:
            continue
        i = token.i + 1
        while i < verb.sent.end and doc[i].lower_ in _ONWARDS:
            i += 1
        match = scene.index.by_token.get(i)
        if match is not None and match.via in {"name", "city"}:
            found.append(doc[match.end - 1])
    return found


_FURTHER = frozenset({"on", "onward", "onwards"})
_ONWARDS = _FURTHER | {"to", "in", "the"}
