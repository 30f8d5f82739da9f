"""Which two or three actors were named last: whom "the two sides", "the pair", "both countries" stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.actors import is_public
from kg.extraction.grammar import clauses
from kg.extraction.references.unnamed_doers import speaks_for_others, with_doer
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import is_word, names_meeting

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

SETS_OF = (("person",), ("country", "organization"))
"""Of what kinds "the two" may be, the likeliest first."""
FAR = 220
"""Within how many words before a plural those it means are looked for."""


def states_or_bodies(noun: str) -> tuple[str, ...]:
    """Of what kinds those are who are no people: "both countries" are no bodies, "both sides" may be."""
    return ("country",) if noun in _NO_BODIES else ("country", "organization")


_NO_BODIES = frozenset("country nation neighbour neighbor".split())


def last_set(
    resolver: Resolver, token: Token, kinds: tuple[str, ...], size: int, *, strict: bool
) -> tuple[str, ...]:
    """The actors of the last sentence that names just ``size`` of the kinds, else the last ``size``."""
    sent, verb = token.sent, clauses.clause_of(token)
    near = named_in(resolver, sent.start, token.i, kinds)
    if len(near) == size + 1:  # "A met B as C agreed to meet the pair", "A hosted B and C, and the two met"
        doers = _doers(resolver, verb) if token.dep_ == "pobj" else _hosts(resolver, token)
        near = tuple(i for i in near if i not in doers)
    if len(near) == size and kinds == ("person",):
        return near
    hosts = _doers(resolver, verb) if token.dep_ == "dobj" else set()  # "A will host the pair"
    seen: dict[str, int] = {}
    while sent.start > 0:
        sent = resolver.tokens[sent.start - 1].sent
        if token.i - sent.start > FAR:
            break
        if "country" in kinds and _several_ran(resolver, sent):
            continue
        of_two = between(resolver, sent.start, sent.end) if "country" in kinds else ()
        if len(of_two) == size:
            return of_two
        ids = tuple(i for i in named_in(resolver, sent.start, sent.end, kinds) if i not in hosts)
        ids = ids if "country" in kinds else with_doer(resolver, token, sent, ids, size=size, strict=strict)
        if len(ids) == size:
            return ids
        if "country" in kinds and len(row := joined(resolver, sent)) == size:
            return row
        if len(ids) < size:
            for id_ in ids:
                seen.setdefault(id_, sent.start)
            if len(seen) == size and not strict:
                return tuple(sorted(seen, key=lambda x: resolver.first_place(x)))
    here = named_in(resolver, token.sent.start, token.i, kinds)
    return here if len(here) == size else ()


def _hosts(resolver: Resolver, token: Token) -> set[str]:
    """Who has the others of the sentence as guests: A of "A hosted B and C, and [the two] met"."""
    verb = token.sent.root
    if verb.lemma_ not in _HOSTING or verb.i > token.i:
        return set()
    return _doers(resolver, verb)


_HOSTING = frozenset("host receive invite welcome gather summon bring".split())


def _doers(resolver: Resolver, verb: Token) -> set[str]:
    return {i for s in clauses.doers(verb) for i in resolver.resolve(s)}


def between(resolver: Resolver, first: int, last: int) -> tuple[str, ...]:
    """The sides that a sentence names with "between": "talks between the government and the rebels"."""
    for prep in resolver.doc[first:last]:
        if prep.lower_ == "between" and prep.dep_ == "prep":
            ids = tuple(i for c in prep.children if c.dep_ == "pobj" for i in resolver.resolve_all(c))
            if len(ids) > 1:
                return ids
    return ()


def _several_ran(resolver: Resolver, sent: Span) -> bool:
    """Whether several only ran what is of others: "A and B had hosted earlier rounds"."""
    if sent.root.lemma_ not in _RUNNING:
        return False
    return len({i for s in clauses.doers(sent.root) for i in resolver.resolve(s)}) > 1


_RUNNING = frozenset("host mediate broker facilitate sponsor".split())
_RULING = frozenset("government regime junta authority army military".split())
_FIGHTING = frozenset("rebel insurgent guerrilla opposition separatist militant fighter movement".split())


def joined(resolver: Resolver, sent: Span) -> tuple[str, ...]:
    """The sides that a sentence first joins by "and": "Peru and Chile, said the US envoy", "the government
    and the rebels".
    """
    for noun in sent:
        if noun.dep_ == "conj" or not any(c.dep_ == "conj" for c in noun.children):
            continue
        words = clauses.conjuncts(noun)
        ids = dict.fromkeys(i for w in words for i in resolver.resolve(w))
        drafts = [resolver.index.drafts[i] for i in ids]
        at_war = words[0].lemma_ in _RULING and any(w.lemma_ in _FIGHTING for w in words[1:])
        sides = all(d.kind in {"country", "organization"} and d.type not in _ORGANS for d in drafts)
        if len(drafts) > 1 and (at_war or sides):
            return tuple(ids)
    return ()


_ORGANS = frozenset({"actor-legislature", "actor-judiciary"})
"""Of a state, which is one side with them: "cabinet and parliament"."""


def row_among(resolver: Resolver, first: int, last: int, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the given persons whom the tokens first name side by side, if not all are: X and Y of "X and Y
    met with Z".
    """
    for token in resolver.doc[first:last] if len(ids) > 2 else ():
        owner = resolver.index.owner.get(token.i)
        if owner in ids and token.dep_ != "conj" and any(c.dep_ == "conj" for c in token.children):
            row = (resolver.index.owner.get(t.i) for t in clauses.conjuncts(token))
            return tuple(dict.fromkeys(i for i in row if i in ids))
    return ()


def named_in(resolver: Resolver, first: int, last: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The states and bodies, or persons, that the tokens name, in their order.

    States are named by their people, too: "President X", "the Palestinians", "Chile's navy".
    """
    out: dict[str, None] = {}
    for i in range(first, last):
        id_ = resolver.index.owner.get(i) or (resolver.index.adjective.get(i) if "country" in kinds else None)
        if id_ is None:
            states = nation(resolver, resolver.tokens[i]) if "country" in kinds else ()
            out.update(dict.fromkeys(states))
            continue
        if "country" in kinds and (_ruled_once(resolver.tokens[i]) or _talked_over(resolver.tokens[i])):
            continue
        draft = resolver.index.drafts[id_]
        if draft.kind == "person" and "person" in kinds and speaks_for_others(resolver, id_, i):
            continue
        if draft.kind in kinds and (
            draft.kind != "organization" or draft.type in {"actor-intergovernmental", "actor-armed-group"}
        ):
            out.setdefault(id_)
        elif "country" in kinds and draft.kind == "organization" and is_public(draft) and draft.country:
            out.setdefault(draft.country)
        elif "country" in kinds and draft.kind == "person":
            movements = [i for i in draft.represents if resolver.index.drafts[i].type == "actor-armed-group"]
            out.update(dict.fromkeys(movements or filter(None, [draft.country])))
    return tuple(out)


def _talked_over(land: Token) -> bool:
    """Whether a state is only what others talk over: "talks on Chad", "discussed Chad and Mali"; not "talks
    on the border with Chad".
    """
    while land.dep_ == "conj":
        land = land.head
    if land.dep_ == "pobj":
        return land.head.lower_ in {"on", "about", "over"} and names_meeting(land.head.head)
    return land.dep_ == "dobj" and land.head.lemma_ == "discuss"


def _ruled_once(owner: Token) -> bool:
    """Whether a state is only named as the one that ruled another: "Japan's colonial rule", "under British
    rule", "the Italian colonial era"; not "Peru's rules".
    """
    noun = owner.head
    if owner.dep_ not in {"poss", "amod", "compound", "nmod"} or noun.i <= owner.i:
        return False
    colonial = any(c.lower_ in {"colonial", "imperial"} for c in noun.lefts)
    return noun.tag_ == "NN" and (colonial or noun.lower_ in _PAST_RULE)


_PAST_RULE = frozenset("rule colonialism colonisation colonization".split())


def nation(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The country that "the Iranians" or "the French" stand for, or one of two peoples that meet: "Norwegians
    and Danes held talks"; not "two Iranians", "Iranians abroad".
    """
    match = resolver.index.by_token.get(token.i)
    if match is None or match.via != "demonym" or match.entry.kind != "country":
        return ()
    behind = sum(c.dep_ not in {"cc", "conj", "punct"} and not _of_the_verb(token, c) for c in token.rights)
    before = [c.lower_ for c in token.lefts if c.i < match.start]
    alone = before == [] and (match.end - match.start > 1 or _meets_other(resolver, token))
    if behind or not (before == ["the"] or alone):
        return ()  # "Greek Cypriots" is the name of a side
    draft = resolver.index.known(match.entry)
    person = _national(resolver, token, draft.id)
    draft = draft if person is None else resolver.index.drafts[person]
    resolver.index.mention(draft, match.start, match.end, 0.75)
    return (draft.id,)


def _meets_other(resolver: Resolver, token: Token) -> bool:
    """Whether two peoples are told to meet or talk: "talks between Norwegians and Danes"."""
    first = token.head if token.dep_ == "conj" else token
    rest = [c for c in first.rights if c.dep_ == "conj"]
    matches = [resolver.index.by_token.get(t.i) for t in (first, *rest)]
    if len(rest) != 1 or any(m is None or m.via != "demonym" for m in matches) or list(first.lefts):
        return False
    head = first.head
    if first.dep_ == "pobj":
        return head.lower_ == "between" and is_word(head.head)
    if first.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verbs = [head, *(c for c in head.rights if c.dep_ == "xcomp")]
    return any(is_word(t) for v in verbs for t in (v, *clauses.objects(v)))


_SETTING = frozenset("in at on for over about during".split())


def _of_the_verb(people: Token, prep: Token) -> bool:
    """Whether a phrase on a people tells of what is done to them: "met the Iranians in Oslo"."""
    done = people.dep_ == "dobj" or (people.dep_ == "pobj" and people.head.lower_ in {"with", "between"})
    return done and prep.dep_ == "prep" and prep.lower_ in _SETTING


def _national(resolver: Resolver, token: Token, country: str) -> str | None:
    """The person told of by nationality: "the Peruvian" is the last one named who serves Peru.

    Not so where the word may be many: "the French", "the Chinese", "the Iranians".
    """
    many = token.tag_ in {"NNS", "NNPS"} or token.lower_.endswith(("s", "ese", "sh", "ch"))
    if many or token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"}:
        return None
    named = resolver.named_before(token.i, ("person",), _NATIONAL)
    found = [i for _, i in named if resolver.index.drafts[i].country == country]
    return found[-1] if found else None


_NATIONAL = 300


def number_of(noun: Token) -> int | None:
    """How many a plural is said to be of: 2 of "the two sides" and "both", 3 of "the three"."""
    return next((_SIZES[c.lower_] for c in noun.lefts if c.lower_ in _SIZES), None)


_SIZES = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


def number_of_states(people: Token) -> int | None:
    """Of how many states a plural is said to be: 3 of "the leaders of the three countries", 0 where these are
    others than those told of, as in "of eight nations", "of the Gulf states"; else ``None``.
    """
    nouns = (o for c in people.rights if c.lower_ == "of" for o in c.rights if o.tag_ in {"NNS", "NNPS"})
    for state in (n for n in nouns if n.lemma_.lower() in _STATES):
        if (number := number_of(state)) is not None:
            return number
        others = (c.dep_ == "nummod" or c.lower_ in _SEVERAL or c.ent_type_ in _LANDS for c in state.lefts)
        return 0 if any(others) else None
    return None


_STATES, _LANDS = frozenset("country state nation".split()), frozenset({"LOC", "NORP"})
_SEVERAL = frozenset("several many various other all most".split())


def is_parted(word: Token) -> bool:
    """Whether something is between two capitals, which stand for states: "a deal between Lima and Quito"."""
    while word.dep_ == "conj" and word.head.i < word.i:
        word = word.head
    between = word.dep_ == "pobj" and word.head.lower_ == "between"
    return between and word.pos_ == "PROPN" and word.head.head.lemma_.lower() in _TIES


_TIES = frozenset(
    """
    deal agreement accord pact treaty truce ceasefire peace tension relation tie war conflict dispute standoff
    rift crisis trust dialogue trade cooperation
    """.split()
)
