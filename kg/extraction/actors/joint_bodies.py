"""Bodies of two states that texts name: joint commissions, working groups, "the Peru-Chile Council"."""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.actors.member_lists import consisting_of
from kg.extraction.actors.organizations import same_organization
from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match

_JOINT = frozenset(
    tuple(name.split())
    for name in (
        "working group",
        "task force",
        "contact group",
        "steering committee",
        "joint commission",
        "joint committee",
        "liaison office",
        "coordination committee",
        "boundary commission",
        "border commission",
        "boundary committee",
        "border committee",
        "monitoring mechanism",
    )
)


def add_joint_body(index: ActorIndex, token: Token) -> None:
    """Makes a joint body of "a newly formed counternarcotics working group"; a definite one is the last.

    So of "the joint border committee of Niger and Algeria", with its members.
    """
    lemma = token.lemma_.lower()
    if token.i == 0:
        return
    if token.i in index.owner:
        _known_joint_body(index, token)
        return
    before = index.tokens[token.i - 1]
    shared = _said_joint(token, lemma)
    if (before.lower_, lemma) not in _JOINT and shared is None and not _of_several(index, token, lemma):
        return
    alone = before.tag_ == "DT"  # "the | commission on the border between Peru and Chile"
    first = token.i - 1 if (before.lower_, lemma) in _JOINT or shared is None else shared
    first += alone and first < token.i
    while (
        first > token.left_edge.i
        and index.tokens[first - 1].pos_ in {"ADJ", "NOUN", "PROPN"}
        and index.tokens[first - 1].lower_ not in titles("loose").keys() | {"joint", "established"}
    ):
        paired = first - 3 >= token.left_edge.i and index.tokens[first - 2].text in {"-", "–"}
        first -= 3 if paired else 1  # "the [Peru-Chile Joint Commission]"
    if first < token.i and first in index.adjective and first > 1 and first - 2 in index.adjective:
        first += index.tokens[first - 1].lower_ == "and"  # "Peruvian and Chilean | border commissions"
    text = index.doc[first : token.i + 1].text
    same = next(
        (
            d
            for d in index.drafts.values()
            if d.type == "actor-joint-body"
            and (d.name.lower().endswith(text.lower()) or text.lower().endswith(d.name.lower()))
        ),
        None,
    )
    draft = same or index.new("organization", text, type="actor-joint-body")
    for part in index.doc[token.left_edge.i : token.i]:
        for country in index.shared.get(part.i, [index.adjective.get(part.i) or country_at(index, part)]):
            if country is not None and country not in draft.members:
                draft.members.append(country)
    draft.members.extend(c for c in _peoples_before(index, first) if c not in draft.members)
    if not draft.members:
        draft.members.extend(_states_behind(index, token))
    index.own(draft, first, token.i + 1, 0.85)


def _of_several(index: ActorIndex, token: Token, lemma: str) -> bool:
    """Whether a commission that is not said to be joint is of several states all the same: "the commission on
    the border between Peru and Chile", "Peruvian and Chilean border commissions".
    """
    if lemma not in PAIR_HEADS or any(c.lower_ in _AT_HOME for c in token.lefts):
        return False
    peoples = {index.adjective.get(t.i) for t in index.doc[token.left_edge.i : token.i]} - {None}
    return len(peoples) > 1 or len(_states_behind(index, token)) > 1


def _peoples_before(index: ActorIndex, first: int) -> list[str]:
    """The states of two or more peoples listed before a body: "[Uzbek and Tajik] working groups".

    Read from the words alone, since parsers take the first for the subject.
    """
    peoples: list[Match] = []
    at = first - 1
    while at >= 0 and (index.tokens[at].lower_ in {"and", ",", "&"} or at in index.by_token):
        match = index.by_token.get(at)
        if match is not None and match.via != "demonym":
            break
        peoples += [match] if match is not None else []
        at -= 1
    found = [(index.known(m.entry), m) for m in reversed(peoples)] if len(peoples) > 1 else []
    for draft, match in found:
        index.mention(draft, match.start, match.end, 0.7)
    return list(dict.fromkeys(draft.id for draft, _ in found))


def _known_joint_body(index: ActorIndex, token: Token) -> None:
    """Makes a body of two states of a name that is followed by them, or has taken in the first: "the Joint
    Commission for Trade between Peru and Chile", "the Joint Commission of Peru | and Chile".
    """
    body = index.drafts[index.owner[token.i]]
    if body.kind != "organization" or body.key is not None or body.type not in _OF_STATES:
        return
    sides = _states_behind(index, token) or consisting_of(index, token.i + 1, body.id)
    before, lemma = index.tokens[token.i - 1].lower_, token.lemma_.lower()
    joint = (before, lemma) in _JOINT or not _SHARED.isdisjoint(body.name.lower().split())
    if len(sides) < 2:
        if joint and body.country is None:
            body.type = "actor-joint-body"  # "the Joint Commission" of states that are named elsewhere
        return
    _end_name(index, body, token)
    body.type, body.country = "actor-joint-body", None
    body.members.extend(c for c in sides if c not in body.members)


_OF_STATES = frozenset({None, "actor-joint-body", "actor-government-body", "actor-agency"})


def _states_behind(index: ActorIndex, token: Token) -> list[str]:
    """The states that stand behind a noun, between or of which it is."""
    fields = clauses.prepositional(token, "for", "on", "of")
    fields += [f for n in fields for f in clauses.prepositional(n, "of", "on", "for")]
    named = [f for f in fields if f.i in index.by_token]
    named += clauses.prepositional(token, "of", "from")
    named += [t for n in (token, *fields) for t in clauses.prepositional(n, "between")]
    named += [s for t in named if t.i not in index.by_token for s in clauses.prepositional(t, "of")]
    named += [t for n in fields for t in _hyphened(index, n)]
    found: dict[str, None] = {}
    for word in named:
        match = index.by_token.get(word.i)
        if match is not None and (match.via == "body" or (match.via, match.entry.kind) == _BY_NAME):
            found.setdefault(index.known(match.entry).id)
        found.update(dict.fromkeys(index.shared.get(word.i, ())))
    return list(found) if len(found) > 1 else []


_BY_NAME = ("name", "country")


def _hyphened(index: ActorIndex, noun: Token) -> list[Token]:
    """The two states before a noun: "for [Peru]-[Chile] bilateral cooperation"."""
    words = [t for t in index.doc[noun.left_edge.i : noun.i] if t.i in index.by_token]
    joined = [a for a, b in pairwise(words) if b.i == a.i + 2 and index.tokens[a.i + 1].text in {"-", "–"}]
    return words if len(joined) == 1 and len(words) == len(joined) + 1 else []


def _end_name(index: ActorIndex, body: ActorDraft, token: Token) -> None:
    """Lets the name of a body end with its head where it goes on with a state, which is named again."""
    span = next((s for s in index.spans if s[2] == body.id and s[0] <= token.i < s[1] - 1), None)
    if span is None:
        return
    first, last, _ = span
    if index.tokens[token.i + 1].lower_ not in {"of", "between", "from"}:
        return  # "the Joint Commission for Trade"
    whole, name = index.doc[first:last], index.doc[first : token.i + 1].text
    index.spans[index.spans.index(span)] = (first, token.i + 1, body.id)
    body.mentions.pop((whole.start_char, whole.end_char), None)
    body.names.pop(whole.text, None)
    body.name = name if body.name == whole.text else body.name
    index.mention(body, first, token.i + 1, 0.85)
    for i in range(token.i + 1, last):
        del index.owner[i]
        match = index.by_token.get(i)
        if match is not None and match.start == i and match.entry.kind == "country":
            index.own(index.known(match.entry), i, match.end)


_SHARED = frozenset(
    "joint mixed binational bilateral intergovernmental trilateral tripartite quadrilateral".split()
)
_AT_HOME = frozenset("parliamentary select house senate legislative".split())


def _said_joint(token: Token, lemma: str) -> int | None:
    """The word that calls a commission joint: "the joint border committee", no "joint parliamentary" one."""
    if lemma not in PAIR_HEADS:
        return None
    left = [c for c in token.lefts if c.dep_ in {"amod", "compound", "nmod"}]
    paired = any(t.text in {"-", "–"} for c in left for t in c.subtree)  # as of "the Peru-Chile commission"
    if paired or any(c.lower_ in _AT_HOME for c in left):
        return None
    return next((t.i for c in left for t in c.subtree if t.lower_ in _SHARED), None)


PAIR_HEADS = frozenset("council commission committee assembly".split())
JOINT_HEADS = PAIR_HEADS | {head for _, head in _JOINT}


def add_pair_body(index: ActorIndex, token: Token) -> None:
    """Makes a joint body of "the Peru-Chile Council" and "the Peru-Chile intergovernmental commission".

    Its members are the two states or bodies named before its head. So of "the Peru-Chile Joint Working
    Group", where it is a name.
    """
    if token.lower_ not in PAIR_HEADS and token.i not in index.owner:
        return
    first = max(token.sent.start, token.i - _MOST_WORDS)
    for i in range(token.i - 2, first, -1):
        word = index.tokens[i]
        if word.pos_ in {"VERB", "AUX", "ADP"} or word.text == ",":
            return
        pair = [index.by_token.get(i - 1), index.by_token.get(i + 1)]
        sides = [m for m in pair if m is not None and (m.entry.kind == "country" or m.via == "body")]
        if word.text not in {"-", "–"} or len(sides) < 2:
            continue
        members = [index.known(m.entry).id for m in sides]
        begin = sides[0].start
        owner = index.owner.get(token.i)
        known = (
            index.drafts[owner] if owner is not None and index.drafts[owner].kind == "organization" else None
        )
        text = index.doc[begin : token.i + 1].text
        draft = known or same_organization(index, text) or index.new("organization", text)
        draft.type, draft.country = "actor-joint-body", None
        draft.members.extend(m for m in members if m not in draft.members)
        if known is None:
            index.own(draft, begin, token.i + 1, 0.85)
        return


_MOST_WORDS = 8


def country_at(index: ActorIndex, token: Token) -> str | None:
    """The local id of the country that the token names, or ``None``; not for adjectives."""
    id_ = index.owner.get(token.i)
    return id_ if id_ is not None and index.drafts[id_].kind == "country" else None
