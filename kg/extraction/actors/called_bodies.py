"""Bodies with a noun of their kind ("the Hamas movement") and peoples within a country ("Iraqi Kurds")."""

from __future__ import annotations

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.tokens.frozen_token import Token

_OF_STATES = frozenset("bloc alliance cartel forum grouping organisation organization".split())
_OF_PEOPLE = _OF_STATES | frozenset(
    "group movement militia faction coalition network party insurgency".split()
)
_KINDS = {
    "actor-intergovernmental": _OF_STATES,
    "actor-armed-group": _OF_PEOPLE,
    "actor-political-party": _OF_PEOPLE,
}
_AT_HOME = frozenset("democrats republicans conservatives liberals socialists communists greens".split())


def body_called(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The body whose name stands before a noun of its kind: "the ASEAN bloc", "the African Union (AU) bloc".

    Nothing for "a UN group" and "EU officials", which are not the body itself.
    """
    lemma = token.lemma_.lower()
    if lemma not in _OF_PEOPLE:
        return ()
    doc, before = token.doc, token.i - 1
    if not token.text.islower() or (before not in index.owner and (before < 2 or doc[before].text != ")")):
        return ()
    if any(c.lower_ in {"a", "an"} for c in token.lefts):
        return ()
    if before > 1 and doc[before].text == ")":
        while before > token.sent.start and doc[before].text != "(":
            before -= 1
        before -= 1
    id_ = index.owner.get(before)
    if id_ is None or doc[before].sent.start != token.sent.start:
        return ()
    fits = _KINDS.get(index.drafts[id_].type or "", frozenset())
    return (id_,) if lemma in fits else ()


_BODIES = _OF_PEOPLE | frozenset("front organization organisation alliance army force guerrilla".split())


def bodies_apposed(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The bodies whose names follow a noun of their kind: "the country's main rebel group, the Free Front,",
    "two parties, the Union and the Movement"; not "the group, the UN said", nor "a group, Peru and Chile".
    So are the states of "the mediators, Peru and Chile, met".
    """
    if token.pos_ != "NOUN" or token.lemma_.lower() not in _BODIES:
        return _states_apposed(index, token)
    several = token.tag_ == "NNS"
    comma = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    behind = (c for c in token.rights if comma.text == "," and c.left_edge.i == comma.i + 1)
    first = next((c for c in behind if c.dep_ in {"appos", "conj"}), None)
    if first is None:
        return ()
    listed = [c for c in first.conjuncts if c.i > first.i]
    named = [first, *listed] if several else [first]
    counted = next((_NUMBERS[c.lower_] for c in token.lefts if c.lower_ in _NUMBERS), 0)
    if first.dep_ == "conj" and (listed if not several else len(named) != counted):
        return ()  # "the group, the Front and the Union"
    ids = tuple(dict.fromkeys(i for t in named if (i := index.owner.get(t.i)) is not None))
    bodies = all(index.drafts[i].kind == "organization" for i in ids)
    return ids if bodies and len(ids) == len(named) > several else ()


def _states_apposed(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The states and bodies that are listed behind the part that they play: "the guarantors, Peru, Chile and
    Brazil, met"; not "the guarantors, diplomats said", nor "the guarantors, Peru and Chile met".
    """
    if token.tag_ != "NNS" or token.lemma_.lower() not in _PARTS:
        return ()
    first = next((c for c in token.rights if c.dep_ in {"appos", "conj"}), None)
    listed = [] if first is None else [first, *(c for c in first.conjuncts if c.i > first.i)]
    if len(listed) < 2 or first is None:
        return ()
    edge = listed[-1].i + 1
    if first.dep_ == "conj" and (token.doc[edge : edge + 1].text != "," or token.nbor().text != ","):
        return ()
    owners = [index.owner.get(t.i) for t in listed]
    ids = tuple(dict.fromkeys(i for i in owners if i is not None))
    return ids if len(ids) == len(owners) and all(index.drafts[i].kind in _STATES for i in ids) else ()


_PARTS = frozenset("guarantor mediator facilitator sponsor co-sponsor broker host co-host signatory".split())
_STATES = frozenset({"country", "organization"})
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}


_AGAIN = frozenset("bloc alliance group grouping cartel fund".split())
_OF_WHERE = frozenset(
    "regional continental subregional sub-regional military economic trade trading oil african asian".split()
)
_MEMBERS = frozenset("nation member state country".split())


def told_again(noun: Token) -> bool:
    """Whether a noun may stand for the body told of before: "the bloc", "the 27-nation bloc", "the regional
    grouping"; not "a bloc", "the rebel group", "the bloc of six".
    """
    if noun.lower_ not in _AGAIN:
        return False
    left = [c for c in noun.lefts if c.dep_ != "punct"]
    if not left or left[0].lower_ not in {"the", "this", "that"}:
        return False
    bare = len(left) == 1 or all(c.lower_ in _OF_WHERE for c in left[1:])
    return (bare or of_several(noun)) and not any(c.lower_ == "of" for c in noun.rights)


def of_several(noun: Token) -> bool:
    """Whether a noun is said to be of several states: "the 14-nation group", "the group's summit"."""
    words = [t for c in noun.lefts for t in c.subtree if t.text not in "-–"]
    joined = "".join(t.text_with_ws for c in noun.lefts for t in c.subtree).split()
    if noun.dep_ == "poss" and noun.head.lemma_.lower() == "summit":
        return True  # "the group's summit" is of states
    counted = any(t.like_num for t in words) or any(w.partition("-")[0].isdigit() for w in joined)
    return counted and any(t.lemma_.lower().rpartition("-")[2] in _MEMBERS for t in words)


def people(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The part of a people that a plural with its country or "ethnic" denotes, as a group: "Bosnian Serbs".

    Not a bare "Serbs", which may be the nation's, nor a party's members at home.
    """
    if token.ent_type_ != "NORP" or token.pos_ not in {"PROPN", "NOUN"} or not token.lower_.endswith("s"):
        return ()
    if token.dep_ in {"amod", "compound", "nmod"} or token.lower_ in _AT_HOME:
        return ()
    told = [
        c
        for c in token.lefts
        if c.dep_ in {"amod", "compound", "nmod"}
        and (c.lower_ == "ethnic" or c.i in index.adjective or index.owner.get(c.i) is not None)
    ]
    if not told:
        return ()
    first = min(c.i for c in told)
    name = " ".join(index.doc[first : token.i + 1].text.split())
    known = next((d for d in index.drafts.values() if d.kind == "group" and d.name == name), None)
    draft = known or index.new("group", name, type="actor-population", plural=True)
    index.mention(draft, first, token.i + 1, 0.85)
    if token.i not in draft.heads:
        draft.heads.append(token.i)
    return (draft.id,)
