"""The two camps of a war inside one country: its government, however barely named, and those who fight it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.actors import MOVEMENTS
from kg.extraction.actors.group_countries import FROM, group_class
from kg.extraction.grammar import clauses
from kg.extraction.offices.home_country import home_country
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_FIGHTING = frozenset(
    """
    rebel insurgent separatist guerrilla militant fighter militia faction force maoist islamist group movement
    """.split()
)
_ARMED = frozenset("armed rebel militant insurgent guerrilla separatist".split())
_RULING = frozenset({"government", "regime", "junta", "administration"})
_ANY = frozenset(
    "the transitional interim provisional federal central multi-party unity ruling national current".split()
)
"""Words before a government that leave open of which country it is."""
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss"})
_ABROAD = frozenset({"country:PS"})
"""Countries whose movements fight another state: of "the government and Hamas" it is not their own."""


def rebels_joined(people: Token) -> list[Token]:
    """The fighters joined with a government or state behind a noun for people: "envoys from the government
    and rebels", "from Peru and the guerrillas".
    """
    out: list[Token] = []
    for prep in people.rights:
        if prep.dep_ != "prep" or prep.lower_ not in FROM:
            continue
        objects = [n for c in prep.children if c.dep_ == "pobj" for n in clauses.conjuncts(c)]
        if any(n.lemma_.lower() in _RULING or n.ent_type_ == "GPE" for n in objects):
            out += [n for n in objects if is_fighting(n)]
    return out


def is_fighting(noun: Token) -> bool:
    """Whether a noun tells of fighters as a side: "the rebels", "a warring faction", not "armed forces"."""
    lemma = noun.lemma_.lower()
    if lemma not in _FIGHTING or group_class(noun) != "faction":
        return False
    before = {c.lower_ for c in noun.lefts}
    if lemma in {"group", "movement"}:
        return bool(before & _ARMED)
    return lemma != "force" or not before & {"security", "police", "armed", "defence", "defense", "air"}


def government_at_war(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The country whose government is told of barely beside those who fight it: "the government and the
    Tamil Tigers", "the rebels met government officials".

    It is the country of the movement, else that of the article or the only one named there; () where neither
    fighters nor opponents of it are told of.
    """
    if (led := _government_of(resolver, token)) is not None:
        return (led,)
    if token.lower_ not in _RULING or token.dep_ not in _ARGUMENTS or token.tag_ != "NN":
        return ()
    if not {c.lower_ for c in token.lefts if c.dep_ != "cc"} <= _ANY:
        return ()
    if any(c.dep_ == "prep" and c.lower_ in {"of", "in"} for c in token.rights):
        return ()
    index = resolver.index
    fighters = [t for t in token.sent if is_fighting(t) and t.tag_ in {"NNS", "NNPS"}]
    movements = {
        id_
        for t in token.sent
        if (id_ := index.owner.get(t.i)) is not None and index.drafts[id_].type == "actor-armed-group"
    }
    if not fighters and not movements and not _is_one_of_two(resolver, token):
        return ()
    movements |= {i for t in fighters for i in resolver.resolve(t)}
    lands = {c for i in movements if (c := index.drafts[i].country) is not None}
    lands = lands or {home for home in (home_country(index),) if home is not None}
    lands = lands or {o for _, _, o in index.spans if index.drafts[o].kind == "country"}
    if len(lands) != 1 or index.drafts[next(iter(lands))].key in _ABROAD:
        return ()
    index.mention(index.drafts[next(iter(lands))], token.i, token.i + 1, 0.7)
    return tuple(lands)


def _is_one_of_two(resolver: Resolver, ruling: Token) -> bool:
    """Whether a government is one of two sides at home: "between the government and the opposition", "between
    the government and the OAS"; not "the government and parliament".
    """
    row = clauses.conjuncts(ruling if ruling.dep_ != "conj" else ruling.head)
    others = [t for t in row if t is not ruling]
    if len(others) != 1:
        return False
    other = others[0]
    between = row[0].dep_ == "pobj" and row[0].head.lower_ == "between"
    body = resolver.index.drafts.get(resolver.index.owner.get(other.i) or "")
    union = between and body is not None and body.type == "actor-intergovernmental"
    return union or any(t.lemma_.lower() == "opposition" for t in (other, *other.lefts))


def _government_of(resolver: Resolver, token: Token) -> str | None:
    """The state of who is said to lead a government: "the government of President X", "X's government", "his
    leftist government"; whose "his country" is.
    """
    own = token.lower_ in _HOME and any(c.lower_ in _PERSONS for c in token.lefts)
    if token.lower_ not in _RULING and not own:
        return None
    whose = [c for c in token.lefts if c.dep_ in {"poss", "compound", "nmod"} and c.lower_ not in _NOBODYS]
    whose += [o for c in token.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    people = [i for t in whose for i in resolver.resolve(t) if resolver.index.drafts[i].kind == "person"]
    lands = [p for p in resolver.principals(people) if resolver.index.drafts[p].kind == "country"]
    if len(lands) != 1:
        return None
    first, last = min(token.i, whose[0].left_edge.i), max(token.i, whose[-1].i) + 1
    resolver.index.mention(resolver.index.drafts[lands[0]], first, last, 0.7)
    return lands[0]


_HOME, _PERSONS = frozenset({"country", "nation"}), frozenset({"his", "her", "whose"})
_NOBODYS = frozenset("its their our my your".split())
_TWO = frozenset("side party camp delegation belligerent foe enemy adversary rival".split())
_BEFORE = 3
"""Sentences, with its own, in which the camps are told of to which "the two sides" goes back."""


def camps_told(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two camps to which "the two sides" and "both parties" go back: "envoys from the government and the
    rebels came to Lima, but the two sides have not met"; () where none are told of. "The two movements" are
    the only ones named before.
    """
    if token.lemma_.lower() in {"movement", "faction"}:
        return _movements_named(resolver, token)
    if token.lemma_.lower() not in _TWO or not any(c.lower_ in {"two", "both"} for c in token.lefts):
        return ()
    last, sent = token.i, token.sent
    for _ in range(_BEFORE):
        for noun in reversed(resolver.doc[sent.start : last]):
            ids = _camps_at(resolver, noun)
            if len(ids) == 2:
                return ids
        if sent.start == 0:
            break
        last, sent = sent.start, resolver.tokens[sent.start - 1].sent
    return ()


def _camps_at(resolver: Resolver, noun: Token) -> tuple[str, ...]:
    """Those of the government and those who fight it, where a noun tells of both."""
    if rebels_joined(noun):
        return resolver.resolve(noun)
    joined = clauses.conjuncts(noun) if noun.lemma_.lower() in _RULING and noun.dep_ != "conj" else []
    if len(joined) != 2 or not is_fighting(joined[1]):
        return ()
    return tuple(dict.fromkeys(i for n in joined for i in resolver.resolve(n)))


def _movements_named(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two movements named before "the two movements" or "both factions", where no third one is."""
    if not any(c.lower_ in {"two", "both"} for c in token.lefts) or any(token.rights):
        return ()
    named = {o: a for a, _, o in sorted(resolver.index.spans, reverse=True) if a < token.i}
    ids = [o for o in sorted(named, key=lambda o: named[o]) if resolver.index.drafts[o].type in MOVEMENTS]
    return tuple(ids) if len(ids) == 2 else ()
