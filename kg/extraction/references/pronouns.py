"""What pronouns stand for: the last person, the last plural subject, the speaker of the quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import countries_of, group_class
from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
from kg.extraction.references.genders import FAR, fitting
from kg.extraction.references.interviews import FIRST, SAYING, answering, quoted_speaker
from kg.extraction.references.neuter_pronouns import last_body, last_subject
from kg.extraction.references.possession import (
    of_another,
    on_own_trip,
    said_in_front,
    still_told_of,
    taken_along,
    told_by_possession,
    trip_just_told,
    who_told_of,
    whose_first,
    whose_trip,
)
from kg.extraction.references.subjects_aside import (
    as_before,
    goes_on,
    is_subject,
    of_speaker,
    on_whose,
    seen_doing,
    told_aside,
    whose_word,
)
from kg.extraction.references.told_guests import met_before, with_company
from kg.extraction.references.two_told import (
    maybe_two,
    only_two,
    spoke_before,
    told_behind,
    two_just_told,
    two_who_met,
    who_met,
)
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import begins_with_where
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_SINGULAR = frozenset("he she him her his himself herself".split())
_PLURAL = frozenset("they them their themselves both".split())
_ALONE, _THEM = frozenset({"nsubj", "dobj", "pobj"}), frozenset({"each", "of", "them"})
_STAFF = frozenset("office spokesman spokeswoman spokesperson aide team staff".split())


def pronoun(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Local ids of those for whom a pronoun stands, () where the text does not say."""
    lower = token.lower_
    if lower in _SINGULAR:
        return fitting(resolver, token, last_person(resolver, token), _own_subject(token))
    only = lower == "each" and {t.lower_ for t in token.subtree} <= _THEM
    if lower in _PLURAL or (only and token.dep_ in _ALONE):
        return last_plural(resolver, token)
    if lower in FIRST:
        return quoted_speaker(resolver, token)
    if lower in {"it", "its"}:
        return last_subject(resolver, token, ("country", "organization"))
    return ()


def last_person(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person a singular pronoun stands for: the last subject of this or the two sentences before."""
    if known := _told_before(resolver, token):
        return known
    own = _own_subject(token) | {i for i, _ in answering(resolver, token)}
    named = [(i, o) for i, o in resolver.named_before(token.i, ("person",), FAR) if i not in own]
    named = sorted({*named, *_described(resolver, token, own)})
    named, told = of_another(resolver, token, named)
    if not named and (above := _subject_above(resolver, token) or _subject_ahead(resolver, token)):
        return above
    if not named:
        after = [
            o
            for a, b, o in sorted(resolver.index.spans)
            if a > token.i and a < token.sent.end and resolver.index.drafts[o].kind == "person"
        ]
        return tuple(after[:1])
    sentence = token.sent.start
    above = (
        who_told_of(resolver, token)
        or whose_trip(resolver, token)
        or on_whose(resolver, token)
        or on_own_trip(resolver, token)
        or (() if told else _subject_above(resolver, token))
        or whose_first(resolver, token)
        or trip_just_told(resolver, token)
    )
    if above:
        return above
    ahead = _subject_ahead(resolver, token) if not any(i >= sentence for i, _ in named) else ()
    if ahead:
        return ahead
    clause_subject = [o for i, o in named if i >= sentence and is_subject(resolver.tokens[i])]
    clause_subject = [o for o in clause_subject if not _speaks_for(resolver, o)] or clause_subject
    if clause_subject:
        return (clause_subject[0] if token.lower_ in {"his", "her", "he", "she"} else clause_subject[-1],)
    agents = [o for i, o in named if i >= sentence and resolver.tokens[i].head.dep_ == "agent"]
    if agents and token.lower_ in {"he", "she"}:  # "was extended by Abe when he"
        return (agents[-1],)
    here = [o for i, o in named if i >= sentence]
    if here and token.lower_ in {"his", "her"}:
        return (here[0],)
    subjects = _subjects_before(resolver, token, named)
    if not subjects or subjects[-1][0] < resolver.tokens[sentence - 1].sent.start:
        other = _told_by_nationality(resolver, token) or told_by_possession(resolver, token, named)
        if other := other or goes_on(resolver, token):
            return other
    return (subjects[-1][1],) if subjects else still_told_of(resolver, token) or (named[-1][1],)


def _subjects_before(resolver: Resolver, token: Token, named: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The subjects of the sentences before that of a pronoun, told by the way only where no other is."""
    subjects = [it for it in named if it[0] < token.sent.start and is_subject(resolver.tokens[it[0]])]
    subjects = of_speaker(resolver, token, subjects)
    if token.lower_ in {"he", "she"}:
        subjects = [it for it in subjects if not seen_doing(resolver.doc[it[0]])] or subjects
        subjects = [it for it in subjects if not told_aside(resolver.doc[it[0]])] or subjects
    return subjects


def _told_before(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person whom the construction tells, whoever else is named nearer."""
    return (
        taken_along(resolver, token)
        or as_before(resolver, token)
        or met_before(resolver, token)
        or _whose_subject(resolver, token)
        or whose_word(resolver, token)
    )


def _speaks_for(resolver: Resolver, person: str) -> bool:
    """Whether somebody only speaks for others: "his" of "spokesman A said B liked his meeting" is B's."""
    return any(w in _STAFF for title in resolver.offices.titles_of(person) for w in title.split())


def _described(resolver: Resolver, token: Token, own: set[int]) -> list[tuple[int, str]]:
    """Subjects of this sentence and the one before that an office denotes: "The president made his visit"; so
    of those before where nobody is named as its holder: "The Vice President will go on X's plan. She".
    """
    sentence = token.sent
    start = resolver.tokens[sentence.start - 1].sent.start if sentence.start else sentence.start
    out = []
    for subject in resolver.doc[max(0, token.i - FAR) : token.i]:
        if (
            subject.dep_ not in {"nsubj", "nsubjpass"}
            or subject.i in own
            or subject.i in resolver.index.owner
        ):
            continue
        if subject.tag_ not in {"NN", "NNP"} or not is_title(subject):
            continue
        if resolver.doc.text.count('"', subject.idx, token.idx) % 2:
            continue  # '"The minister is late," she said'
        whose = any(c.dep_ == "poss" and c.pos_ == "PROPN" for c in subject.lefts)  # "Peru's president"
        if whose or resolver.definite(subject):
            people = [i for i in resolver.resolve(subject) if resolver.index.drafts[i].kind == "person"]
            near = subject.i >= start or (people and resolver.index.drafts[people[0]].unnamed)
            out += [(subject.i, people[0])] if len(people) == 1 and near else []
    return out


def _told_by_nationality(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person whom the sentence before is about by nationality: "The Belarusian leader spoke. He ..."."""
    start = token.sent.start
    if token.lower_ not in {"he", "she"} or start == 0:
        return ()
    for subject in clauses.subjects(resolver.tokens[start - 1].sent.root):
        named = subject.i in resolver.index.owner or subject.pos_ == "PRON"
        if named or subject.conjuncts or not countries_of(resolver.index, subject):
            continue
        people = [i for i in resolver.resolve(subject) if resolver.index.drafts[i].kind == "person"]
        if len(people) == 1:
            return (people[0],)
    return ()


def _subject_ahead(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The subject that a possessive of a phrase in front points to: "In his call to B, A apologised" -> A.

    So does one of a clause in front: "Noting that it was his first visit to Peru, A said" -> A.
    """
    if (verb := said_in_front(token)) is not None:
        found = [o for s in clauses.subjects(verb) if s.i > token.i for o in resolver.resolve(s)]
        return tuple(o for o in found[:1] if resolver.index.drafts[o].kind == "person")
    if token.dep_ != "poss" or token.lower_ not in {"his", "her"}:
        return ()
    top = token
    while top.head.i != top.i and top.pos_ not in {"VERB", "AUX"} and top.dep_ != "prep":
        top = top.head
    verb = top.head.head if top.head.lower_ in {"prior", "ahead"} else top.head
    if top.dep_ != "prep" or verb.pos_ not in {"VERB", "AUX"} or verb.i < token.i:
        return ()
    found = [o for s in clauses.subjects(verb) if s.i > token.i for o in resolver.resolve(s)]
    return tuple(o for o in found[:1] if resolver.index.drafts[o].kind == "person")


def _subject_above(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who says or wants the clause, or goes where it tells of: "A flew to Lima, where he met B"."""
    if token.lower_ not in {"he", "she"} or token.dep_ not in {"nsubj", "nsubjpass"}:
        return ()
    clause = clauses.clause_of(token)
    for _ in range(4):
        there = clause.dep_ in {"relcl", "advcl"} and begins_with_where(clause)
        if not (there or clause.dep_ in {"ccomp", "xcomp", "conj"}) or clause.head.i == clause.i:
            return ()
        if clause.dep_ != "conj":
            above = clauses.clause_of(clause.head) if there else clause.head
            subjects = [s for s in clauses.subjects(above) if s.i != token.i]
            if len(subjects) == 1 and subjects[0].lemma_.lower() in _STAFF:  # "A's office said he would"
                subjects = [c for c in subjects[0].children if c.dep_ == "poss"] or subjects
            persons = [
                o
                for s in subjects
                if s.pos_ != "PRON" and s.i < token.i
                for o in resolver.resolve(s)
                if resolver.index.drafts[o].kind == "person"
            ]
            if len(persons) == 1:
                return (persons[0],)
        clause = clause.head
    return ()


def _own_subject(token: Token) -> set[int]:
    """The token, those joined with it ("X and he"), and, of an object, the subject of its verb: "Kariuki met
    him", not "said he met her".
    """
    if joined := {t.i for t in token.conjuncts}:
        return {token.i} | joined
    if token.lower_ not in {"him", "her"} or token.dep_ not in {"dobj", "dative", "pobj", "conj"}:
        return {token.i}
    verb = clauses.clause_of(token)
    own = clauses.subjects(verb)
    return {token.i} | {t.i for s in own for t in (s, *s.children) if t is s or t.dep_ == "appos"}


def _whose_subject(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The one person whom the sentence tells of so far, by what is his: "X's visit will last a week, after
    which she will meet Y".
    """
    start = token.sent.start
    here = [(i, o) for i, o in resolver.named_before(token.i, ("person",), token.i - start) if i >= start]
    if token.lower_ not in {"he", "she"} or len({o for _, o in here}) != 1:
        return ()
    whose = (i for i, _ in here if (t := resolver.tokens[i]).dep_ == "poss" and t.head.dep_[:5] == "nsubj")
    return (here[0][1],) if any(True for _ in whose) else ()


def last_plural(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """What "they" stands for: the last coordinated or plural subject, before it or later in its sentence."""
    if both := two_who_met(resolver, token) or spoke_before(resolver, token, plural_subject):
        return both
    start = max(0, token.i - 120)
    told, of_two = two_just_told(resolver, token), maybe_two(token)
    for other in reversed(resolver.doc[start : token.i]):
        if told and other.i < told[0]:
            break
        ids = plural_subject(resolver, other) or (who_met(resolver, other) if of_two else ())
        if ids and not _says_so(other):
            return told_behind(resolver, token, ids) or _of_main_clause(resolver, other) or ids
    if told:
        return told[1]
    for other in resolver.doc[token.i + 1 : token.sent.end]:
        own = token.dep_ == "poss" and other.i == token.head.i  # "their ministers" are not the ministers'
        ids = () if own else plural_subject(resolver, other)
        if ids:
            return ids
    if token.dep_ == "poss" and names_meeting(token.head):  # "Ahead of their talks, A greeted B"
        met = (who_met(resolver, t) for t in resolver.doc[token.i + 1 : token.sent.end])
        return next((ids for ids in met if ids), ())
    return only_two(resolver, token) or last_body(resolver, token, start)


def _of_main_clause(resolver: Resolver, inner: Token) -> tuple[str, ...]:
    """The several persons of whom the main clause of a sentence tells that names states in a clause on a noun
    alone: "A and B turned to the powers that back the treaty [their nations] made. They".
    """
    above = inner.head
    while above.dep_ not in {"relcl", "ROOT"}:
        above = above.head
    if above.dep_ != "relcl":
        return ()
    told = (ids for s in clauses.subjects(inner.sent.root) if (ids := plural_subject(resolver, s)))
    return next((ids for ids in told if all(resolver.index.drafts[i].kind == "person" for i in ids)), ())


def _says_so(people: Token) -> bool:
    """Whether people only say what stands before them: "The envoys left, | officials said"."""
    verb = people.head
    said = verb.dep_ == "parataxis" or any(c.dep_ == "ccomp" and c.i < people.i for c in verb.children)
    return people.dep_ == "nsubj" and verb.lemma_ in SAYING and said


def plural_subject(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The actors of a subject or agent that is several ("A and B", "by the officials"), else ()."""
    if (token.head.dep_ != "agent" and token.dep_ not in {"nsubj", "nsubjpass"}) or token.pos_ == "PRON":
        return ()
    if company := with_company(resolver, token):
        return company
    if group_class(token) in {"officials", "delegation", "bloc", "faction"} or any(
        c.dep_ == "conj" for c in token.children
    ):
        ids = resolver.resolve_all(token)
        if len(ids) > 1 or (ids and resolver.index.drafts[ids[0]].plural):
            return ids
    return ()
