"""Under whose mediation a meeting is, and in whose presence.

"Talks under the auspices of Oman", "with Egyptian mediation", "a meeting of A and B in the presence of C",
"with the participation of C".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.arguments.arguments import Arguments, resolved
from kg.extraction.arguments.mediators import GO_BETWEENS, SERVING
from kg.extraction.arguments.relative_arguments import MEDIATING
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_within

_MEDIATION = frozenset("mediation auspices sponsorship aegis patronage facilitation guidance".split())
_SHARE = frozenset("participation attendance involvement".split())
_WORDS, _PRESENCE = _MEDIATION | _SHARE, frozenset({"presence"})
_BROUGHT_ABOUT = MEDIATING | {"sponsor"}
_WAYS = frozenset({"under", "with", "through", "via"})


def under_auspices(scene: Scene, trigger: Token, out: Arguments) -> None:
    """Adds those under whose mediation, and with whose participation, a meeting is held, by a phrase of its
    own clause.

    Parsers hang it on the word before: "met in Oslo on Monday | under the auspices of Oman".
    """
    clause, doc, sent = clauses.clause_of(trigger), trigger.doc, trigger.sent
    for noun in (doc[i] for i in words_within(doc, _WORDS, sent.start, sent.end)):
        shared = noun.lower_ in _SHARE and noun.head.lower_ == "with"
        if noun.dep_ != "pobj" or not (shared or (noun.lower_ in _MEDIATION and noun.head.lower_ in _WAYS)):
            continue
        if _same_clause(clauses.clause_of(noun.head), clause) or clauses.clause_of(noun.head) == trigger:
            for word in _whose(noun):
                role = "role-participant" if shared else "role-mediator"
                out.add(scene.resolve_all(word) if shared else scene.denoted(word), word, role)
    for post in _serving(trigger):
        for word in clauses.doers(post.head.head):
            out.add(scene.resolve_all(word), word, "role-mediator")
        for word in clauses.prepositional(post, "between", "among"):
            out.add(scene.resolve_all(word), word)
    for word in _by_whom(trigger):
        out.add(scene.denoted(word), word, "role-mediator")
    present = words_within(doc, _PRESENCE, trigger.left_edge.i, trigger.right_edge.i + 1)
    for noun in trigger.subtree if present else ():
        if noun.lower_ == "presence" and noun.dep_ == "pobj" and noun.head.lower_ == "in":
            there = resolved(scene, list(_whose(noun)))
            out.add(tuple(i for i in there if scene.actor(i).kind == "person"), noun)


def _same_clause(verb: Token, clause: Token) -> bool:
    """Whether a verb is that of a clause or goes on from it: "the talks were held and [lasted] a week"."""
    goes_on = verb.dep_ == "conj" and verb.head == clause and not any(c.dep_ in _SUBJECTS for c in verb.lefts)
    return verb == clause or goes_on


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _by_whom(trigger: Token) -> Iterator[Token]:
    """Who brought about the talks, by a verb of their own or of a clause in front: "Oman brokered talks
    between A and B", "Brokered by Oman, the talks began".
    """
    verb = trigger.head
    if trigger.dep_ == "pobj" and verb.lower_ == "in":  # "is mediating in talks between A and B"
        verb = verb.head if verb.head.lemma_ == "mediate" else verb
    if trigger.dep_ in {"dobj", "pobj"} and verb.lemma_ in MEDIATING and not clauses.is_negated(verb):
        yield from clauses.doers(verb)
    if trigger.dep_ not in {"nsubj", "nsubjpass"}:
        return
    for clause in trigger.head.lefts:
        if clause.dep_ == "advcl" and clause.tag_ == "VBN" and clause.lemma_.lower() in _BROUGHT_ABOUT:
            yield from clauses.prepositional(clause, "by")


def _serving(trigger: Token) -> list[Token]:
    """As what somebody goes between the sides of talks: "acted as [mediator] between A and B in talks"."""
    noun = trigger
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":  # "in months of talks"
        noun = noun.head.head
    verb = clauses.clause_of(noun)
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "during", "at"} or verb.lemma_ not in SERVING:
        return []
    posts = clauses.prepositional(verb, "as")
    return [
        o for o in posts if o.lemma_.lower() in GO_BETWEENS and clauses.prepositional(o, "between", "among")
    ]


def _whose(noun: Token) -> Iterator[Token]:
    names = {"poss", "amod", "compound", "nmod"}
    yield from (c for c in noun.lefts if c.dep_ in names and c.text[:1].isupper())
    yield from clauses.prepositional(noun, "of", "by", "from")
