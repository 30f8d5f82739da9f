"""The two persons of a meeting just told of, "they" after it: "A will meet B. They first met in May"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import kind_of_people
from kg.extraction.grammar import clauses
from kg.extraction.references.whose_meetings import two_of, whose_meeting
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_MEETING = frozenset("meet talk speak confer dine lunch".split())
_TOGETHER = _MEETING | frozenset("see receive host welcome greet call phone telephone ring visit".split())
_HOLDING = frozenset("hold have begin open start conclude end attend".split())
_HELD = frozenset(
    "meeting talk summit discussion conversation encounter call chat lunch dinner breakfast".split()
)
_TWO = frozenset("they both two pair duo".split())
_NEAR = 8
"""Words with which a sentence may begin before its "they"."""
_WHEN = frozenset("when after before as since".split())


def two_who_met(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two of the clause above who met: "A told B so when they met", "A said she and B agreed when they
    met", those asked; of the clause before, "A spoke to B and they agreed"; () for others.
    """
    asked = whose_meeting(resolver, token) or _those_asked(resolver, token) or _those_seen(resolver, token)
    if asked := asked or _met_then(resolver, token):
        return asked
    verb = token.head
    if token.dep_ == "nsubj" and verb.dep_ == "conj" and token.lower_ in {"they", "two", "both"}:
        return who_met(resolver, verb.head)
    when = any(c.lower_ in _WHEN and c.i < token.i for c in verb.children)
    aside = verb.dep_ == "relcl" and verb.head.dep_ == "dobj"  # "A told B, when they met on Monday, that"
    if when and token.lower_ == "they" and (seen := _seen_before(resolver, verb)):
        return seen
    if when and token.lower_ == "they" and (several := _told_when_they_met(resolver, verb)):
        return several
    if token.lower_ not in {"they", "two"} or verb.lemma_ not in _MEETING or not when:
        return ()
    if verb.dep_ != "advcl" and not aside:
        return ()
    above = verb.head.head if aside else verb.head
    if above.dep_ == "ccomp" and any(c.lower_ == "that" and c.i > verb.i for c in above.lefts):
        above = above.head  # "A told B, when they met, | that C was late"
    others = [*clauses.objects(above), *clauses.prepositional(above, "to", "with", "by")]
    heads = [t for t in (*clauses.subjects(above), *others) if t.i < token.i]
    heads = [t for t in heads if t.pos_ != "PRON" or (t.lower_ in {"he", "she"} and len(heads) == 2)]
    return two_of(resolver, heads)


def _met_then(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two who met at the time at which they do something: "A met B in May, when the two signed a pact";
    () for "A spoke in May, when the two signed it".
    """
    verb = token.head
    when = any(c.lower_ == "when" and c.i < token.i for c in verb.children)
    if token.lower_ not in _TWO or token.dep_ != "nsubj" or verb.dep_ not in {"relcl", "advcl"} or not when:
        return ()
    above = verb.head if verb.head.pos_ == "VERB" else clauses.clause_of(verb.head)
    return who_met(resolver, above) if above.i < token.i else ()


def _told_when_they_met(resolver: Resolver, verb: Token) -> tuple[str, ...]:
    """One and the several to whom he speaks when they meet: "[A] will urge [EU leaders] to act when they
    meet"; these alone when they gather; () for "A will urge B when they meet".
    """
    above = verb.head
    if verb.dep_ != "advcl" or verb.lemma_ not in _GATHERING or above.pos_ != "VERB":
        return ()
    doers = [i for s in clauses.subjects(above) for i in resolver.resolve_all(s)]
    heard = [*clauses.objects(above), *clauses.prepositional(above, "to", "with", "before")]
    found = (resolver.resolve_all(t) for t in heard if t.i < verb.i)
    several = [ids for ids in found if ids and all(resolver.index.drafts[i].plural for i in ids)]
    one = len(doers) < _SEVERAL and not any(resolver.index.drafts[i].plural for i in doers)
    if not one or len(several) != 1:
        return ()
    return several[0] if verb.lemma_ not in _MEETING else (*doers, *several[0])


_SEVERAL = 2
_GATHERING = _MEETING | frozenset("gather convene assemble".split())


def _seen_before(resolver: Resolver, verb: Token) -> tuple[str, ...]:
    """The several whom one sees before or after they do something: "A met B and C a day before they flew to
    Lima", "A met the leaders after they arrived"; () for "A met B after they talked".
    """
    above = clauses.clause_of(verb.head)
    if verb.dep_ not in {"advcl", "acl"} or above.lemma_ not in _TOGETHER or verb.lemma_ in _MEETING:
        return ()
    seen = [o for o in (*clauses.objects(above), *clauses.prepositional(above, "with")) if o.i < verb.i]
    ids = tuple(dict.fromkeys(i for o in seen for i in resolver.resolve_all(o)))
    drafts = [resolver.index.drafts[i] for i in ids]
    people = all(d.kind in {"person", "group", "delegation"} for d in drafts)
    return ids if people and (len(ids) > 1 or any(d.plural for d in drafts)) else ()


def _those_asked(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whom somebody asks to do what they are to do: "A urged B and C to settle it at their next meeting" -> B
    and C; () where one alone is asked.
    """
    if by := _by_whom(resolver, token):
        return by
    verb = clauses.clause_of(token)
    if verb.dep_ == "acl":  # "urged B and C to settle what was drafted by D at their next meeting"
        verb = clauses.clause_of(verb.head)
    if verb.dep_ != "xcomp" or verb.tag_ != "VB" or verb.head.lemma_ not in _ASKING:
        return ()
    asked = [o for o in clauses.objects(verb.head) if verb.head.i < o.i < verb.i]
    ids = tuple(dict.fromkeys(i for o in asked for i in resolver.resolve_all(o)))
    return ids if len(ids) > 1 else ()


def _those_seen(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Those whom somebody saw, who are seen again in the next sentence: "A hosted B and C. A met each"."""
    before = sentence_before(token)
    if token.lower_ not in {"them", "each", "both"} or token.dep_ not in {"dobj", "pobj"} or before is None:
        return ()
    verb = before.root
    seen = [*clauses.objects(verb), *clauses.prepositional(verb, "with")]
    ids = tuple(dict.fromkeys(i for o in seen for i in resolver.resolve_all(o)))
    people = len(ids) > 1 and all(resolver.index.drafts[i].kind == "person" for i in ids)
    return ids if verb.lemma_ in _TOGETHER and people else ()


_ASKING = frozenset(
    "urge ask press tell invite encourage push persuade convince request pressure exhort implore".split()
)


def two_just_told(resolver: Resolver, token: Token) -> tuple[int, tuple[str, ...]] | None:
    """Where the sentence before begins and the two persons who meet in it: of "A will meet B on Monday. They
    met in Lima in May", "A held talks with B"; ``None`` where it tells of others, or of more.

    So "their" of "Their delegations held talks", not of "Their countries". Not so of "A told B to go. They
    left", nor where "they" is no subject.
    """
    end = token.sent.start
    subject = token.head if _of_people(token) else token
    if subject is token and token.lower_ not in _TWO:
        return None
    if subject.dep_ not in {"nsubj", "nsubjpass"} or end == 0:
        return None
    if token.i - end > _NEAR or not _is_told(subject.head, token.sent.root):
        return None
    before = sentence_before(token)
    if before is None:
        return None
    for verb in (t for t in before if t.pos_ in {"VERB", "AUX"} and _is_told(t, before.root)):
        with_ = clauses.prepositional(verb, "with", "to")
        aimed = [o for o in clauses.prepositional(verb, "for") if o.lemma_ in _HELD]
        if verb.lemma_ in _TOGETHER:
            others = [*clauses.objects(verb), *with_]
        elif verb.lemma_ in _HOLDING:
            held = [o for o in clauses.objects(verb) if o.lemma_ in _HELD]
            others = [t for o in held for t in (*clauses.prepositional(o, "with"), *with_)]
        else:  # "arrived for talks with B", "is in Oslo for a meeting with B"
            others = [t for o in aimed for t in clauses.prepositional(o, "with")]
        found = two_of(resolver, [*clauses.doers(verb), *others]) if others else ()
        if found:
            return before.start, found
    return None


def only_two(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two persons of two states whom alone the sentence before names, who then "met", whatever else it
    tells: "A wrote to B. They last met in May", "A will visit Lima at the invitation of B. They met in Oslo".
    """
    before = sentence_before(token)
    if token.dep_ != "nsubj" or token.head.lemma_ not in _MEETING or before is None:
        return ()
    index = resolver.index
    ids = tuple(
        dict.fromkeys(
            o
            for a, _, o in sorted(index.spans)
            if before.start <= a < before.end and index.drafts[o].kind == "person"
        )
    )
    return ids if len(ids) == len({*resolver.principals(ids)}) == 2 else ()


def maybe_two(token: Token) -> bool:
    """Whether a pronoun may stand for two who met: "They had met in May", "their meeting", not "them"."""
    if _of_people(token):
        return True
    if token.dep_ == "poss":
        ahead = any(
            s.pos_ != "PRON" and s.i > token.head.i for s in clauses.subjects(clauses.clause_of(token))
        )
        return token.head.lemma_.lower() in _HELD and not ahead  # "At their talks, the presidents"
    return token.lower_ in {"they", "both"} and token.dep_ in {"nsubj", "nsubjpass"}


def _of_people(token: Token) -> bool:
    """Whether a pronoun tells whose people a noun means: "their ministers", not "their counterparts"."""
    whose = token.dep_ == "poss" and token.lower_ == "their"
    return whose and kind_of_people(token.head) and not is_equal(token.head)


def who_met(resolver: Resolver, verb: Token) -> tuple[str, ...]:
    """The two persons of whom a verb before says that one met the other: "A met B. ... They ..." -> A and B.

    So "A held talks with B", "a meeting between A and B", yet not "A met officials" nor "A said", of whom one
    alone may be several.
    """
    if verb.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_.lower() in _HELD:
        sides = clauses.prepositional(verb, "between", "with")
        return two_of(resolver, [*(c for c in verb.lefts if c.dep_ == "poss"), *sides])
    if verb.pos_ != "VERB":
        return ()
    partners = clauses.prepositional(verb, "with")
    for noun in clauses.objects(verb):
        if verb.lemma_ in _TOGETHER:
            partners.append(noun)
        elif noun.lemma_.lower() in _HELD:
            partners += clauses.prepositional(noun, "with")
    return two_of(resolver, [*clauses.subjects(verb), *partners]) if partners else ()


def told_behind(resolver: Resolver, token: Token, before: tuple[str, ...]) -> tuple[str, ...]:
    """The persons behind a phrase in front of whom "their" is, where those ``before`` it are none: A and B of
    "The ministers of P and Q will meet. At their first meeting, Presidents A and B agreed".
    """
    drafts, verb = resolver.index.drafts, token.head.head.head
    if token.dep_ != "poss" or token.head.lemma_.lower() not in _HELD or token.head.dep_ != "pobj":
        return ()
    if verb.pos_ != "VERB" or verb.i < token.i or any(drafts[i].kind == "person" for i in before):
        return ()
    found = two_of(resolver, [s for s in clauses.subjects(verb) if token.i < s.i < verb.i])
    states = any(drafts[i].kind == "country" for i in before)
    return () if states and any(drafts[i].country is None for i in found) else found


def _is_told(verb: Token, root: Token) -> bool:
    """Whether a verb is that of a sentence, or what it says or wants: "is due to meet", "said A met"."""
    while verb.dep_ in {"xcomp", "ccomp", "conj", "acomp"} and verb.i != root.i:
        verb = verb.head
    return verb.i == root.i


def spoke_before(
    resolver: Resolver, token: Token, several: Callable[[Resolver, Token], tuple[str, ...]]
) -> tuple[str, ...]:
    """Who spoke of others in the sentence before and goes on to speak: "EU ministers said that A and B had
    met. They urged". ``several`` tells whom a plural subject denotes.
    """
    verb, start = token.head, token.sent.start
    if token.dep_ != "nsubj" or verb.lemma_ not in _VOICING or token.i > start + 1 or start == 0:
        return ()
    said = resolver.tokens[start - 1].sent.root
    if not any(c.dep_ == "ccomp" and c.i > said.i for c in said.children):
        return ()
    return next((i for s in clauses.subjects(said)[:1] if (i := several(resolver, s))), ())


def told_as_group(
    resolver: Resolver, token: Token, size: int, several: Callable[[Resolver, Token], tuple[str, ...]]
) -> tuple[str, ...]:
    """The people of just so many states of whom the sentence before tells without naming them: "The
    presidents of Peru and Chile met. The two agreed to meet again", "Leaders of the Visegrad Four met. The
    four"; () for others.
    """
    before = sentence_before(token)
    if token.dep_ not in {"nsubj", "nsubjpass"} or before is None:
        return ()
    drafts = resolver.index.drafts
    ids = next((i for s in clauses.doers(before.root) if (i := several(resolver, s))), ())
    people = all(drafts[i].plural for i in ids)
    states = {x for i in ids for x in (drafts[i].represents or drafts[i].members)}
    called = any(token.lower_ in drafts[i].name.lower().split() for i in ids)
    return ids if people and (called or len(ids) <= len(states) == size) else ()


_VOICING = frozenset(
    """
    reiterate urge call appeal demand welcome condemn reaffirm express stress emphasise emphasize underline
    underscore note voice commend praise reject warn recall pledge ask
    """.split()
)


def _by_whom(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """By whom something was done, behind it: "was signed by A and B after holding their first summit"."""
    verb = clauses.clause_of(token)
    if token.lower_ != "their" or verb.dep_ != "pcomp" or verb.tag_ != "VBG":
        return ()
    above = verb.head.head
    by = clauses.agent(above) if above.pos_ == "VERB" and clauses.is_passive(above) else []
    return two_of(resolver, [t for t in by if t.i < token.i])
