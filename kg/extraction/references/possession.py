"""Persons whose thing a sentence tells of, as those for whom the next pronoun stands: "A's trip, where she".

"It was A's second visit. He flew on" goes on about A, as does "A's visit to Oslo and his meeting with B".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.grammar.control import SENDING
from kg.extraction.references.genders import OF_PRONOUNS, addressed_as
from kg.extraction.references.interviews import SAYING
from kg.extraction.references.told_guests import told_to_come
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


_TRAVELS = frozenset("visit trip tour stay arrival mission journey stop stopover".split())


def told_by_possession(resolver: Resolver, token: Token, named: list[tuple[int, str]]) -> tuple[str, ...]:
    """The one person of the sentence before, where it tells of his journey: "It was X's second trip. He".

    Or whose journey is its subject: "X's visit began with a welcome by Y. He", not "Y praised X's visit. He".
    """
    start = token.sent.start
    if token.lower_ not in {"he", "she"} or start == 0:
        return ()
    first = resolver.tokens[start - 1].sent.start
    told = [(resolver.tokens[i], o) for i, o in named if first <= i < start]
    owners = [o for t, o in told if t.dep_ == "poss" and t.head.lemma_.lower() in _TRAVELS]
    owners = owners or [o for t, o in told if _counted_visit_of(t)]
    about = any(t.dep_ == "poss" and t.head.dep_ in {"nsubj", "nsubjpass"} for t, o in told if o in owners)
    return tuple(owners[:1]) if about or len({o for _, o in told}) == 1 else ()


def _counted_visit_of(name: Token) -> bool:
    """Whether a sentence says that this is somebody's visit: "It was the second visit of | X"."""
    of, trip = name.head, name.head.head
    travels = name.dep_ == "pobj" and of.lower_ in {"of", "by"} and trip.lemma_.lower() in _TRAVELS
    return travels and trip.dep_ == "attr" and trip.head.lemma_ == "be"


def whose_trip(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whose the thing is of which a clause with "where" tells: "A's trip to Oslo, where she will meet B"."""
    clause = clauses.clause_of(token)
    for _ in range(3):
        if clause.dep_ not in {"xcomp", "ccomp", "acomp"} or clause.head.i == clause.i:
            break
        clause = clause.head
    if token.dep_ != "nsubj" or clause.dep_ != "relcl" or "where" not in {t.lower_ for t in clause.subtree}:
        return ()
    noun = clause.head
    while noun.dep_ in {"pobj", "prep"} and noun.head.pos_ in {"NOUN", "PROPN", "ADP"}:
        noun = noun.head
    owners = [o for c in noun.lefts if c.dep_ == "poss" for o in resolver.resolve(c)]
    return tuple(o for o in owners[:1] if resolver.index.drafts[o].kind == "person")


def on_own_trip(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whose the trip is on which somebody does something: of "X came. She will see Y during her visit" X, of
    "X said that Y would see Z on his visit" Y.

    () for "she will see Y during his visit", "X said that Y would receive him during his visit".
    """
    prep = token.head.head
    if token.dep_ != "poss" or token.head.lemma_.lower() not in _TRAVELS or prep.dep_ != "prep":
        return ()
    clause = clauses.clause_of(token)
    alike = _SAME.get(token.lower_)
    doers = [s for s in clauses.subjects(clause) if s.i < token.i]
    if (doer := next((s for s in doers if s.lower_ == alike), None)) is not None:
        return resolver.resolve(doer)
    at_home = clause.lemma_ in _AT_HOME or any(c.lower_ in {"him", "her"} for c in clause.rights)
    if at_home or clause.dep_ != "ccomp" or prep.lower_ not in {"on", "during"} or len(doers) != 1:
        return ()
    found = resolver.resolve(doers[0]) if doers[0].i in resolver.index.owner else ()
    return tuple(o for o in found if resolver.index.drafts[o].kind == "person")


_SAME = {"his": "he", "her": "she"}
_AT_HOME = frozenset("receive host welcome greet invite accompany join brief".split())


def whose_first(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whose the first of two things is, where the pronoun says whose the second is.

    "The visit of Speaker A to Oslo and his meeting with B" -> A; not "B's plan failed and his visit ended".
    """
    second = token.head
    if token.dep_ != "poss" or second.dep_ != "conj" or second.head.i > token.i:
        return ()
    first = second.head
    for _ in range(3):  # parsers hang the second on the last noun of the first: "A's visit to Oslo and his"
        owners = [c for c in first.children if c.dep_ == "poss"] + clauses.prepositional(first, "of", "by")
        found = [o for t in owners if t.i < token.i for o in resolver.resolve(t)]
        people = tuple(o for o in found[:1] if resolver.index.drafts[o].kind == "person")
        if people or first.dep_ not in {"pobj", "appos"} or first.head.i == first.i:
            return people if first.pos_ == "NOUN" else ()
        first = first.head.head if first.dep_ == "pobj" else first.head
    return ()


def taken_along(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whose trip it is on which others go along or see the guest: "A accompanied B on her trip" -> B; so in
    "A received B on the occasion of her trip", "A thanked B for her trip"; and who does what another
    joins in. So who is sent on it: "A will send B to Oslo on her first trip".
    """
    if token.dep_ == "nsubj":
        return _joined_in_doing(resolver, token)
    on = token.head.head
    if token.dep_ != "poss" or token.head.dep_ != "pobj":
        return ()
    thanked = on.lower_ == "for" and on.head.lemma_ in _OF_OTHERS and token.head.lemma_ in _TRAVELS | {"call"}
    if on.lower_ == "of" and on.head.dep_ == "pobj" and on.head.lemma_.lower() in _DURATION:
        on = on.head.head
    elif on.lower_ not in {"on", "during"} and not thanked:
        return ()
    if not thanked and on.head.lemma_ not in clauses.GOING_ALONG | SENDING:
        return _guest_of_several(resolver, token, clauses.clause_of(on))
    found = [i for o in clauses.objects(on.head) if o.i < token.i for i in resolver.resolve(o)]
    return tuple(i for i in found[:1] if resolver.index.drafts[i].kind == "person")


def _joined_in_doing(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who does what another joins in: "A will join B as [he] hosts C", "A was with B when [she] met C"."""
    verb, above = token.head, token.head.head
    marks = {c.lower_ for c in verb.lefts if c.i < token.i}
    if token.lower_ not in {"he", "she"} or token.dep_ != "nsubj" or verb.dep_ != "advcl" or not marks & _AS:
        return ()
    beside = clauses.objects(above) if above.lemma_ in clauses.GOING_ALONG else []
    if above.lemma_ == "be":
        beside = clauses.prepositional(above, "with", "beside", "alongside")
    found = [i for o in beside if o.i < token.i for i in resolver.resolve(o)]
    return tuple(i for i in found[:1] if resolver.index.drafts[i].kind == "person")


_AS = frozenset({"as", "when", "while"})
_DURATION = frozenset("occasion course framework margin".split())


def _guest_of_several(resolver: Resolver, token: Token, verb: Token) -> tuple[str, ...]:
    """Whose visit it is on which others see somebody: "A and B will call on C during her visit", "A received
    C during her visit" -> C; not "A will call on C during her visit", unless C was said to come.
    """
    if token.head.lemma_.lower() not in _TRAVELS or verb.pos_ != "VERB" or token.lower_ not in _SAME:
        return ()
    doers = clauses.doers(verb)
    met = clauses.objects(verb) or clauses.prepositional(verb, "on", "with")
    found = [o for t in met if t.i < token.i for o in resolver.resolve(t)]
    if len(found) != 1 or resolver.index.drafts[found[0]].kind != "person":
        return ()
    several = len(doers) > 1 or any(d.tag_ in {"NNS", "NNPS"} for d in doers)
    known = several or verb.lemma_ in _RECEIVING or told_to_come(resolver, found[0], token.sent.start)
    return tuple(found) if known else ()


_RECEIVING = frozenset("receive host welcome greet entertain honour honor".split())


def still_told_of(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person of whom the sentence before tells by the same pronoun: "He met A. In Oslo, he met B"."""
    before = resolver.tokens[token.sent.start - 1].sent if token.sent.start else None
    if before is None or token.lower_ not in {"he", "she"} or token.dep_ != "nsubj":
        return ()
    same = next((s for s in clauses.subjects(before.root) if s.lower_ == token.lower_), None)
    return resolver.resolve(same) if same is not None else ()


def who_told_of(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person of whom a clause with "who" tells: "A met B, who is on his first visit" -> B."""
    if token.dep_ != "poss":
        return ()
    clause = clauses.clause_of(token)
    who = next((c for c in clause.lefts if c.lower_ == "who" and c.dep_ in {"nsubj", "nsubjpass"}), None)
    if clause.dep_ != "relcl" or who is None or who.i > token.i:
        return ()
    people = [o for o in resolver.resolve(who) if resolver.index.drafts[o].kind == "person"]
    return tuple(people) if len(people) == 1 else ()


def trip_just_told(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whose the trip is after which something else is told: "A paid a visit to Oslo. After his trip, B" -> A;
    () for "In his visit to Oslo, B", and where nobody's trip was told. So A of "B was told of the arrival of
    A. His visit was short".
    """
    noun, prep, start = token.head, token.head.head, token.sent.start
    if token.dep_ != "poss" or noun.lemma_.lower() not in _TRAVELS or start == 0:
        return ()
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return _whose_journey(resolver, resolver.tokens[start - 1].sent)
    if prep.lower_ not in {"after", "following", "since"} or clauses.prepositional(noun, "to", "in"):
        return ()
    before = resolver.tokens[start - 1].sent
    told = (t for t in before if t.lemma_.lower() in _TRAVELS and t.pos_ in {"NOUN", "VERB"})
    for trip in told:
        made = trip.dep_ == "dobj" and trip.head.lemma_ in {"pay", "make", "begin", "start", "end"}
        verb = trip if trip.pos_ == "VERB" else trip.head
        owners = [c for c in trip.lefts if c.dep_ == "poss"]
        owners = owners or (clauses.subjects(verb) if made or trip.pos_ == "VERB" else [])
        people = {o for t in owners for o in resolver.resolve(t) if resolver.index.drafts[o].kind == "person"}
        if len(people) == 1:
            return tuple(people)
    return ()


def said_in_front(token: Token) -> Token | None:
    """The verb whose subject a clause in front is about: of "Noting that it was his first visit, X said" the
    last; ``None`` for "Praising his visit, X said", where it is another's.
    """
    if token.lower_ not in {"he", "she", "his", "her"}:
        return None
    clause = token
    for _ in range(8):
        if clause.head.i == clause.i or (clause.dep_ == "advcl" and clause.tag_ in {"VBG", "VBN"}):
            break
        clause = clause.head
    if clause.dep_ != "advcl" or not clause.i < token.i < clause.head.i or clause.lemma_ in _OF_OTHERS:
        return None
    told = any(c.dep_[:5] == "nsubj" or c.lower_ in {"him", "her", "them"} for c in clause.children)
    return None if told else clause.head


_OF_OTHERS = frozenset("welcome hail praise laud thank congratulate commend greet applaud address".split())


def _whose_journey(resolver: Resolver, sentence: Span) -> tuple[str, ...]:
    """The one person whose journey a sentence tells of by a noun: "the arrival of X", "X's trip"."""
    trips = [t for t in sentence if t.lemma_.lower() in _TRAVELS and t.pos_ == "NOUN"]
    owners = [x for t in trips for x in clauses.prepositional(t, "of", "by")]
    owners += [c for t in trips for c in t.lefts if c.dep_ == "poss"]
    people = {o for t in owners for o in resolver.resolve(t) if resolver.index.drafts[o].kind == "person"}
    return tuple(people) if len(people) == 1 else ()


def of_another(
    resolver: Resolver, token: Token, named: list[tuple[int, str]]
) -> tuple[list[tuple[int, str]], bool]:
    """Those named without whom a pronoun cannot mean: who is met in its relative clause ("X, whom she met"),
    an official without a name who tells of another ("an official said he met X"), and who acts upon "him";
    also whether one tells. Nor is "she" one who is called "Mr X", nor Y where X is "Mrs X"; nor "he" one
    who is named in what he says or does ("He denied that X had come").
    """
    behind = _named_behind(resolver, token)
    named = [it for it in named if it[1] not in behind] or named
    named = [it for it in named if not _called_otherwise(resolver, token, it[1])] or named
    if token.lower_ in {"she", "her"}:
        named = [it for it in named if "f" in addressed_as(resolver.index, it[1])] or named
    if token.lower_ in {"him", "her"}:
        doing = _who_does(resolver, token)
        return [it for it in named if it[1] not in doing], False
    if token.lower_ not in {"he", "she"} or token.dep_ != "nsubj":
        return named, False
    clause = token.head
    if clause.dep_ == "relcl" and any(t.lower_ in _WHOM for c in clause.lefts for t in (c, *c.children)):
        met = resolver.index.person_at(clause.head.i)
        return [it for it in named if it[1] != met] or named, False
    above = clause.head
    said = clauses.subjects(above) if clause.dep_ == "ccomp" and above.lemma_ in SAYING else []
    teller = said[0] if len(said) == 1 and said[0].lemma_.lower() in _TELLING else None
    if teller is None or resolver.index.person_at(teller.i) or resolver.definite(teller):
        return named, False
    others = [it for it in named if not teller.left_edge.i <= it[0] <= teller.right_edge.i]
    return others or named, bool(others)


def _named_behind(resolver: Resolver, token: Token) -> set[str]:
    """The persons named in what is told of a pronoun's subject by its verb: X of "He denied that X left" and
    of "X will come, he said".
    """
    verb = token.head
    if token.lower_ not in {"he", "she"} or token.dep_ != "nsubj" or verb.pos_ != "VERB":
        return set()
    comma = token.i > 0 and token.doc[token.i - 1].text == ","
    said = [c for c in verb.lefts if c.dep_ == "ccomp" and c.i < token.i and comma]
    behind = (t for c in (*said, *verb.rights) if c.dep_ in _TOLD for t in c.subtree if t.i != token.i)
    return {o for t in behind if (o := resolver.index.person_at(t.i)) is not None}


_TOLD = frozenset("ccomp xcomp dobj prep dative".split())
_WHOM = frozenset({"whom", "who"})
_TELLING = frozenset("official diplomat source aide adviser advisor spokesman spokeswoman".split())


def _who_does(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whom "him" and "her" cannot mean: who acts, by a pronoun or office: "The king met [him] again"."""
    if token.dep_ not in {"dobj", "dative", "pobj"}:
        return ()
    acting = [s for s in clauses.subjects(clauses.clause_of(token)) if s.i < token.i]
    told = [s for s in acting if s.i not in resolver.index.owner and s.lower_ not in {"who", "that", "which"}]
    return tuple(o for s in told for o in resolver.resolve(s))


def _called_otherwise(resolver: Resolver, token: Token, person: str) -> bool:
    """Whether a person is called by an address of the other sex: "Mr X", "Prince X", asked of "she"."""
    return bool(addressed_as(resolver.index, person) - {OF_PRONOUNS.get(token.lower_)})
