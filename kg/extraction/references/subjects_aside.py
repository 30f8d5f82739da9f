"""Subjects of whom a sentence is not told, and the one whose journey a clause is on: whom "he" stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.grammar.control import SENDING
from kg.extraction.references.interviews import SAYING
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import JOURNEYS
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def only_quoted(name: Token) -> bool:
    """Whether a name behind its verb is only of who says so: "A met B, said the spokesman X"; not "said the
    visiting president", of whom the text tells.
    """
    head = name.head if name.dep_ == "appos" else name
    verb = head.head
    if any(c.lower_ == "visiting" for c in head.lefts):
        return False
    return head.dep_ == "nsubj" and verb.i < head.i and verb.lemma_ in SAYING


def of_speaker(resolver: Resolver, token: Token, subjects: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The subjects without those of whom another tells, where "he" speaks: A of "A said B would come. He
    denied it"; where he does not, without those who only say it: A of "A left, B said. He met C".
    """
    doc = resolver.doc
    if not (token.dep_ == "nsubj" and token.head.lemma_ in _SPEAKING):
        return [it for it in subjects if not only_quoted(doc[it[0]])] or subjects
    speaking = {i for i, _ in subjects}
    return [it for it in subjects if not _told_by(doc[it[0]], speaking)] or subjects


def _told_by(name: Token, speaking: set[int]) -> bool:
    """Whether a name is of whom one of the others speaks: B of "A said B would come"."""
    head = name.head if name.dep_ == "appos" else name
    verb = head.head
    said = verb.dep_ == "ccomp" and verb.head.i < verb.i and verb.head.lemma_ in _SPEAKING
    return said and any(s.i in speaking for s in clauses.subjects(verb.head))


_SPEAKING = SAYING | frozenset("deny decline refuse confirm announce dismiss reject stop".split())


def seen_doing(name: Token) -> bool:
    """Whether a name is of whom another sees, hears or has do a thing: "A came to watch B sign"."""
    head = name.head if name.dep_ == "appos" else name
    does = head.head
    bare = does.tag_ in {"VB", "VBP"} and not any(c.dep_ == "aux" for c in does.lefts)
    return head.dep_ == "nsubj" and bare and does.dep_ == "ccomp" and does.head.pos_ == "VERB"


def told_aside(name: Token) -> bool:
    """Whether a name is of who did something at which time another did what is told: "A arrived in Oslo,
    weeks after B took office"; not where it is in front: "After B took office, A arrived".
    """
    head = name.head if name.dep_ == "appos" else name
    verb = head.head
    when = any(c.dep_ in {"mark", "advmod"} and c.lower_ in _AT_TIMES for c in verb.lefts)
    when = when or (verb.dep_ == "pcomp" and verb.head.lower_ in _AT_TIMES)
    return (
        head.dep_ in {"nsubj", "nsubjpass"}
        and when
        and verb.dep_ in {"advcl", "pcomp"}
        and verb.head.i < verb.i
    )


_AT_TIMES = frozenset("after since before until when once".split())


def on_whose(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person on whose journey or at whose meeting a clause tells what he did: "A's stop in Lima, during
    which he met B".
    """
    clause = clauses.clause_of(token)
    noun = clause.head
    while noun.dep_ == "pobj" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head.head  # the parser may hang the clause on the town
    there = any(c.lower_ == "which" and c.head.lower_ in {"during", "on", "at"} for c in clause.subtree)
    if clause.dep_ != "relcl" or not there or token.lower_ not in {"he", "she", "his", "her"}:
        return ()
    if noun.lemma_.lower() not in JOURNEYS | {"stop", "stopover", "stay"} and not names_meeting(noun):
        return ()
    whose = [c for c in noun.lefts if c.dep_ == "poss" and c.i < token.i]
    found = [i for c in whose for i in resolver.resolve(c) if resolver.index.drafts[i].kind == "person"]
    return tuple(found[:1])


def whose_word(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person whose announcement, claim or plan a clause tells: "A's claim that he met B" -> A; not "A's
    reply to B, who said that he would come".
    """
    if token.lower_ not in {"he", "she"} or token.dep_ not in {"nsubj", "nsubjpass"}:
        return ()
    clause = clauses.clause_of(token)
    noun = clause.head
    that = any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.lefts)
    if not that or clause.dep_ not in {"acl", "ccomp"} or noun.pos_ != "NOUN" or noun.i > token.i:
        return ()
    whose = [c for c in noun.lefts if c.dep_ == "poss"]
    found = [i for c in whose for i in resolver.resolve(c) if resolver.index.drafts[i].kind == "person"]
    return tuple(found[:1])


def goes_on(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person of whom the sentence before tells last by the same pronoun: "B was there. A's claim that he
    won drew fire. [He] met C" -> A; () where that sentence has a subject named behind it.
    """
    start = token.sent.start
    if token.lower_ not in {"he", "she"} or token.dep_ not in {"nsubj", "nsubjpass"} or not start:
        return ()
    before = resolver.tokens[start - 1].sent
    if sent := _who_was_sent(resolver, before.root):
        return sent
    for other in reversed(resolver.doc[before.start : before.end]):
        if other.dep_ in {"nsubj", "nsubjpass"} and other.lower_ == token.lower_:
            found = resolver.resolve(other)
            return found if len(found) == 1 and resolver.index.drafts[found[0]].kind == "person" else ()
        if other.text in _QUOTES:
            return ()
    return ()


def _who_was_sent(resolver: Resolver, verb: Token) -> tuple[str, ...]:
    """The one person whom a state or body sends: "Peru sent its envoy, A, to Oslo last month. [He] met B";
    not whom somebody sends.
    """
    if verb.lemma_ not in SENDING | {"name", "appoint"} or clauses.is_passive(verb):
        return ()
    senders = [i for s in clauses.subjects(verb) for i in resolver.resolve(s)]
    if not senders or any(resolver.index.drafts[i].kind == "person" for i in senders):
        return ()
    found = [i for o in clauses.objects(verb) for i in resolver.resolve(o)]
    return tuple(found) if len(found) == 1 and resolver.index.drafts[found[0]].kind == "person" else ()


def as_before(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person of whom the clause before tells by the same pronoun: "On Monday he met A; on Friday he saw
    B"; not where somebody else is the subject in between, nor by a pronoun within a quotation.
    """
    if token.lower_ not in {"he", "she"} or token.dep_ not in {"nsubj", "nsubjpass"}:
        return ()
    quoted = False
    for other in reversed(resolver.doc[token.sent.start : token.i]):
        if other.text in _QUOTES:
            if not quoted and other.tag_ != "''":
                return ()
            quoted = not quoted
        elif quoted:
            continue
        elif other.dep_ in {"nsubj", "nsubjpass"} and other.lower_ == token.lower_:
            return resolver.resolve(other)
        elif other.i in resolver.index.owner and is_subject(other):
            return ()
    return ()


_QUOTES = frozenset({'"', "“", "”", "''", "``"})


def is_subject(name: Token) -> bool:
    """Whether a name is the subject of its clause, also in apposition to it: "the envoy, Ana Torres, said".

    Not so in "told the envoy, Ana Torres, that".
    """
    head = name.head if name.dep_ == "appos" else name
    return head.dep_ in {"nsubj", "nsubjpass"}
