"""The sides of talks named behind what these are about, or behind where and when they are."""

from __future__ import annotations

from kg.extraction.actors.group_countries import group_class
from kg.extraction.arguments.arguments import Arguments
from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
from kg.extraction.scene import Scene
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.noun_guards import says_both_sides

_MEANT = frozenset("aim intend mean design".split())
_SETTLED = frozenset(
    "fire ceasefire truce peace war conflict dispute deal agreement accord row tension".split()
)
_TOPICS = frozenset("on over about regarding concerning".split())


def behind_topic(noun: Token) -> list[Token]:
    """The sides named after what a meeting is about or for: "talks on water and energy between A and B",
    "talks aimed at a truce between A and B", "held talks on the dispute with President X"; not "A and B held
    talks on the border between C and D" nor "on the dispute with Peru".
    """
    topics = [o for p in noun.children if p.dep_ == "prep" and p.lower_ in _TOPICS for o in p.children]
    about = [x for o in topics if o.dep_ == "pobj" for x in clauses.conjuncts(o)]
    purposes = [c for c in noun.children if c.dep_ == "acl" and c.lemma_ in _MEANT]
    about += [t for c in purposes for t in c.subtree if t.pos_ == "NOUN" and t.lemma_.lower() in _SETTLED]
    verb = clauses.clause_of(noun)
    if verb.i < noun.i and any(c.dep_ == "nsubj" for c in verb.lefts):
        about = [x for x in about if x.lemma_.lower() not in _BORDERS]
    held = noun.dep_ == "dobj" and verb.lemma_ in _HOLDING and not _has_partner(noun, verb)
    with_whom = [o for t in _matters(verb, about) for o in clauses.prepositional(t, "with")] if held else []
    if any(map(_is_somebody, with_whom)):
        return with_whom
    return [side for topic in about for side in clauses.prepositional(topic, "between")]


def _matters(verb: Token, about: list[Token]) -> list[Token]:
    """The matters of talks, also where a day parts them: "held talks on Monday [on trade] with X"; not "on
    her dispute with X".
    """
    topics = [o for p in verb.rights if p.lower_ in _TOPICS for o in p.children if o.dep_ == "pobj"]
    later = [x for o in topics if o.ent_type_ not in {"DATE", "TIME"} for x in clauses.conjuncts(o)]
    return [t for t in (*about, *later) if not any(c.dep_ == "poss" for c in t.lefts)]


def _has_partner(noun: Token, verb: Token) -> bool:
    return any(c.lower_ in {"with", "between"} for t in (noun, verb) for c in t.rights)


def _is_somebody(side: Token) -> bool:
    """Whether a noun is a person or officials, with whom there is no dispute or deal but talks."""
    return side.ent_type_ == "PERSON" or is_equal(side) or group_class(side) == "officials"


_HOLDING = frozenset("hold have conduct begin open resume".split())


_BORDERS = frozenset({"border", "frontier", "boundary"})


def behind_setting(noun: Token) -> list[Token]:
    """The sides named after where and when it is: "a meeting in Oslo last month between A and B", "a meeting
    next week of the ministers", "a meeting planned for Monday with X".

    Parsers hang "between" on the verb or the month there. Not "a meeting on relations between A and B".
    """
    for token in noun.doc[noun.i + 1 : min(noun.i + _REACH, noun.sent.end)]:
        of = token.lower_ == "of" and token.nbor(-1).ent_type_ in {"DATE", "TIME"}
        people = of and any(o.tag_ == "NNS" and is_title(o) for o in token.children)
        if (token.lower_ == "between" or people) and token.dep_ == "prep":
            return [x for o in token.children if o.dep_ == "pobj" for x in clauses.conjuncts(o)]
        if token.lower_ == "with" and token.dep_ == "prep" and token.i > noun.i + 1 and _within(token, noun):
            objects = [x for o in token.children if o.dep_ == "pobj" for x in clauses.conjuncts(o)]
            return objects or taken_for_subject(token, objects)  # "a meeting set for Monday with X was"
        if token.ent_type_ not in _SETTINGS and token.lower_ not in _GLUE:
            break
    return []


def _within(token: Token, noun: Token) -> bool:
    return any(t.i == noun.i for t in token.ancestors) and token.head.pos_ != "AUX"


_REACH = 14
_SETTINGS = frozenset({"GPE", "DATE", "TIME", "FAC"})
_GLUE = frozenset(
    "in at on the , held here last this earlier later for planned scheduled set arranged slated".split()
)


def taken_for_subject(prep: Token, objects: list[Token]) -> list[Token]:
    """The side that the parser takes for the subject: "B" of "talks between A and B failed", of "A's talks on
    Monday with B failed"; "B and C" of "talks among A, B and C failed".
    """
    joints = [c for c in objects[0].rights if c.lower_ == "and"] if len(objects) == 1 else []
    if prep.lower_ == "between" and joints:
        after, end = joints[-1].i + 1, objects[0].sent.end
    elif prep.lower_ == "with" and not any(prep.children):
        after, end = prep.i + 1, prep.sent.end
    else:
        return _rest_of_list(objects[0]) if prep.lower_ in _JOINING and len(objects) == 1 else []
    side = next((t for t in prep.doc[after:end] if t.dep_ in _SUBJECTS), None)
    return clauses.conjuncts(side) if side is not None and side.left_edge.i == after else []


def _rest_of_list(first: Token) -> list[Token]:
    """Those listed after the first side and a comma up to "and", whatever the parser hangs them on.

    "talks between the Peruvians, the Chileans and the Danes"; not "talks between the envoys, Peru and Chile".
    """
    after = next((t.i + 1 for t in first.doc[first.i + 1 : first.sent.end] if t.text == ","), first.sent.end)
    ahead = first.doc[first.i + 1 : after - 1]
    alike = (t for t in first.doc[after : first.sent.end] if t.tag_ == first.tag_)
    heads = (t for t in alike if t.dep_ in _SUBJECTS | {"conj"})
    side = next((t for t in heads if t.left_edge.i == after), None)
    rest = clauses.conjuncts(side) if side is not None and not any(t.is_alpha for t in ahead) else []
    return rest if len(rest) > 1 else []


_JOINING = frozenset({"between", "among"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def of_third(scene: Scene, noun: Token, ids: tuple[str, ...], out: Arguments) -> bool:
    """Whether a third resumes it: Norway of "Norway hopes to resume the talks between Peru and Chile"."""
    serving = set(scene.principals(ids))
    return says_both_sides(noun) and bool(serving) and not serving & set(scene.principals(out.actors))
