"""Who does what in a parsed clause: subjects, objects, complements and stretches of words.

All functions read spaCy's dependency parse (ClearNLP labels) and give tokens in document order; none
of them knows actors or events. A clause is named by its verb (or predicate noun or adjective).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extraction.grammar.control import kept_from, made_by, tells_when, told_to
from kg.extraction.grammar.identified import identified, with_identified
from kg.extraction.grammar.lost_subjects import (
    beside_name,
    cut_short,
    listed_apart,
    second_subject,
    swallowed,
    taken_for_modifier,
)
from kg.extraction.grammar.noun_control import answered, governor, owner, verb_of_bearer
from kg.extraction.grammar.prepositions import MEANS, Prepositions, prepositions
from kg.extraction.grammar.relatives import RELATIVES, antecedents
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import list_per_token, per_token

_PASSIVE = frozenset({"auxpass", "nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "oprd"})
FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ourselves", "myself"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
GOING_ALONG = frozenset({"accompany", "join", "follow"})


def is_first_person(token: Token) -> bool:
    """Whether the word is "I", "we", "us", "our" and the like; the country "US" is not."""
    return token.lower_ in FIRST_PERSON and token.pos_ in ("PRON", "DET") and token.text != "US"


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the labels, or ``None``."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def too_deep(token: Token) -> bool:
    """Whether a word hangs lower than in any sentence that is meant: "he said that she said that he ..."."""
    return sum(1 for _ in token.ancestors) > _DEEPEST


_DEEPEST = 60


def conjuncts(token: Token) -> list[Token]:
    """The token and the tokens coordinated with it to its right ("A, B and C" from A)."""
    out: list[Token] = []
    ahead = [token]
    while ahead:
        one = ahead.pop()
        out += [*taken_for_modifier(one), one] if one.pos_ == "PROPN" else [one]
        ahead += reversed([c for c in one.children if c.dep_ == "conj"] + beside_name(one))
    return out


@per_token
def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: "was urged", or a participle of its noun ("the plan rejected by Oslo")."""
    for c in verb.children:
        if c.dep_ in _PASSIVE or by_actor(c):
            return True
    return verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and child(verb, "nsubj", "aux") is None


def by_actor(by: Token) -> bool:
    """Whether a "by" names who does it, not the wire: "discussed by phone with X"."""
    return by.dep_ == "agent" and not any(t.lower_ in MEANS for o in by.children for t in (o, *o.lefts))


@per_token
def is_negated(token: Token) -> bool:
    """Whether the predicate itself is negated: "did not agree", "no deal"; "agreed not to sign" is not."""
    for c in token.children:
        yet = c.lower_ == "yet" and any(x.dep_ == "neg" for x in c.lefts)  # "initialled but not yet signed"
        never = yet or c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ in NEGATIONS)
        if never or (c.dep_ in ("det", "preconj", "cc") and c.lower_ in ("no", "neither")):
            return True
    head = token.head
    if token.dep_ == "xcomp" and head.lemma_ in ("fail", "refuse", "decline") and head.pos_ == "VERB":
        return True
    return token.dep_ == "dobj" and head.pos_ == "VERB" and is_negated(head)


def agent(verb: Token) -> list[Token]:
    """The actor of a passive: the objects of its "by", also of "by A and by B", not of "but not by B"."""
    for c in verb.children:
        if by_actor(c) or (c.dep_ == "prep" and c.lower_ == "by" and is_passive(verb)):
            by = (c, *(b for b in c.conjuncts if b.lower_ == "by" and b.nbor(-1).lower_ != "not"))
            return [x for b in by for p in b.children if p.dep_ == "pobj" for x in conjuncts(p)]
    return []


def _own_subjects(verb: Token) -> list[Token]:
    hosts = [verb] + [a for a in verb.children if a.dep_ in ("aux", "auxpass")]  # it may hang on "was"
    found = [c for h in hosts for c in h.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not found:
        if (whose := owner(verb)) is None:
            return swallowed(verb)
        return [*conjuncts(whose), *([] if (answer := answered(verb)) is None else subjects(answer))]
    found = [c for c in found if c.i < verb.i] or found
    first = found[-1]
    if first.lower_ in RELATIVES and verb.dep_ == "relcl":
        return antecedents(verb)
    if (whole := cut_short(found)) is not None:
        return [whole]
    return [*(x for one in listed_apart(found) for x in conjuncts(one)), *conjuncts(first)]


_PASSED_ON = frozenset("conj xcomp advcl pcomp ccomp dep aux acomp".split())


@list_per_token
def subjects(verb: Token) -> list[Token]:
    """The tokens that head the grammatical subject, found through relative clauses, coordination and control.

    "the envoy who met X and rejected Y": rejected -> envoy; "Oslo urged Lima to sign": sign -> Lima;
    "Oslo left, saying that": saying -> Oslo. A passive gives its surface subject. No subject: ``[]``.
    """
    seen: set[int] = set()
    token = verb
    while token.i not in seen:
        seen.add(token.i)
        found = _own_subjects(token)
        if found:
            return found
        head = token.head
        if (bearer := verb_of_bearer(token)) is not None:
            token = bearer
            continue
        of_name = token.dep_ == "acl" or (token.dep_ == "advcl" and head.pos_ == "PROPN" and token.i > head.i)
        participle = of_name and token.tag_ in ("VBG", "VBN")
        if token.dep_ == "relcl" or participle or (token.dep_ == "appos" and token.tag_ == "VBG"):
            return with_identified(head)  # "X, meeting Y in Oslo, said": also where read as an apposition
        if (thing := told_to(token)) is not None:
            return conjuncts(thing)
        if token.dep_ == "pcomp":
            head = governor(head)
            if (doer := kept_from(head, token.head) or made_by(head, token)) is not None:
                return conjuncts(doer)
            if head.pos_ not in ("VERB", "AUX"):
                return []
        if token.dep_ == "csubj":  # "Addressing the summit in Oslo, X called": taken for what called
            return swallowed(head)
        if token.dep_ not in _PASSED_ON or head.i == token.i or head.pos_ not in ("VERB", "AUX", "ADJ"):
            return []
        if token.dep_ == "ccomp" and token.tag_ not in ("VBG", "VB"):
            return []
        token = head
    return []


def doers(verb: Token) -> list[Token]:
    """Who performs the verb: its subject, or the "by" of a passive."""
    return agent(verb) if is_passive(verb) else subjects(verb)


@list_per_token
def objects(verb: Token) -> list[Token]:
    """The heads of what the verb is done to: direct and indirect objects, or the subject of a passive."""
    if is_passive(verb):
        return [t for t in subjects(verb) if t.pos_ != "VERB"]
    out = [x for c in verb.children if c.dep_ in OBJECTS and c.pos_ != "ADP" for x in conjuncts(c)]
    if not out and (second := second_subject(verb)) is not None:
        out = conjuncts(second)
    if not out and (guest := visiting_guest(verb)) is not None:
        return conjuncts(guest)
    own = verb.dep_ == "relcl" and {c.lower_ for c in verb.children if c.dep_ == "nsubj"} - RELATIVES
    if not out and own and not {c.lower_ for c in verb.lefts} & {"where", "when", "why"}:
        out = identified(verb.head) or [verb.head]  # "X is the first leader Y met"
    inner = child(verb, "ccomp")
    if not out and inner is not None and inner.tag_ in ("VB", "TO"):
        subject = child(inner, "nsubj")  # "urged [Peru to sign]", a small clause; not "said Peru will"
        if subject is not None and not any(c.dep_ == "mark" or c.tag_ == "MD" for c in inner.lefts):
            out = conjuncts(subject)
    return out


_TO_GUESTS = frozenset(
    "meet tell receive host welcome greet inform assure urge ask thank brief warn remind praise".split()
)


def visiting_guest(verb: Token) -> Token | None:
    """The guest of "told visiting President X", where the parser takes "visiting" for a verb of its own.

    Not so in "enjoyed visiting President X".
    """
    if verb.lemma_ not in _TO_GUESTS:
        return None
    for c in verb.children:
        if c.lower_ == "visiting" and c.dep_ in ("xcomp", "ccomp", "advcl") and c.i == verb.i + 1:
            return child(c, "dobj", "nsubj")
    return None


def prepositional(token: Token, *preps: str) -> list[Token]:
    """The objects of the prepositions attached to the token (or to its particle or object), with conjuncts.

    Multi-word prepositions are given by their last word: "in response to" is found by its own function.
    """
    known = prepositions(token)
    return [] if known is None else known.objects(preps, _objects_of)


def _objects_of(known: Prepositions, preps: tuple[str, ...]) -> list[Token]:
    out: list[Token] = []
    for word in preps:
        for clause in known.clauses.get(word, ()):
            out += [x for s in clause.children if s.dep_ == "nsubj" for x in conjuncts(s)]
        beside = known.scenery.get(word, ()) if known.scenery and "with" in preps else ()
        for c in (*known.own.get(word, ()), *beside):
            # "with A and with B": the second preposition hangs on the first
            again = [p for p in c.conjuncts if p.lower_ in preps and p.i > c.i]
            out += [x for w in (c, *again) for p in w.children for q in _object_of(p) for x in conjuncts(q)]
    return sorted(set(out), key=lambda t: t.i) if len(out) > 1 else out


def _object_of(token: Token) -> list[Token]:
    """The token if it is the object of its preposition; of "with X to convey", read as a clause, X."""
    if token.dep_ == "pcomp" and token.lower_ == "visiting":  # "held talks with visiting President X"
        return [c for c in token.children if c.dep_ in ("dobj", "nsubj")] or [token]
    if token.dep_ == "pcomp" and is_infinitive(token):
        named = [c for c in token.children if c.dep_ == "nsubj"]
        return named or [token]
    return [token] if token.dep_ in ("pobj", "pcomp") else []


def has_particle(token: Token, particle: str) -> bool:
    """Whether it stands with this particle, preposition or object ("call on", "take issue"; "back+on").

    Not before a time or what one speaks by: "called on Friday", "called on the phone".
    """
    particle, _, second = particle.partition("+")
    if second and not any(t.lower_ == second and t.nbor(-1).lower_ == particle for t in token.subtree if t.i):
        return False
    labels = ("prt", "prep", "advmod", "dative", "agent", "dobj")
    if any(c.lower_ == particle and c.dep_ in labels and not tells_when(c) for c in token.children):
        return True
    clauses = (c for c in token.children if c.dep_ in ("advcl", "ccomp", "xcomp") and c.i > token.i)
    return particle == "for" and any(
        m.lower_ == "for" and m.dep_ == "mark" for c in clauses for m in c.children
    )


def complement(token: Token) -> Token | None:
    """The head of the clause of what is said, asked or promised: infinitive, that-clause, quotation."""
    found = [
        c
        for c in token.children
        if c.dep_ in ("ccomp", "xcomp", "acl") and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PRON")
    ]
    after = [c for c in found if c.i > token.i]
    if found:
        return (after or found)[0]
    clause = child(token, "advcl")
    if clause is not None and clause.i > token.i and is_infinitive(clause):
        return clause
    thing = child(token, "dobj")  # "asked [Peru to sign]" read as a noun with an infinitive
    inner = child(thing, "acl") if thing is not None else None
    if inner is not None and any(c.lower_ == "to" for c in inner.children):
        return inner
    return None


def stretch(token: Token, drop: Callable[[Token], bool] | None = None) -> tuple[int, int]:
    """First and end token index of the token's subtree, without branches for which ``drop`` holds."""
    if drop is None:
        return token.left_edge.i, token.right_edge.i + 1
    kept = [token]
    for current in kept:
        kept += [c for c in current.children if not drop(c)]
    places = [t.i for t in kept]
    return min(places), max(places) + 1


def clause_of(token: Token) -> Token:
    """The nearest verb (or root) at or above the token."""
    while token.pos_ not in ("VERB", "AUX") and (head := token.head).i != token.i:
        token = head
    return token


def ancestors_in_sentence(token: Token) -> Iterator[Token]:
    """The token's heads, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Code-point offsets of the tokens ``[first, last)`` without blanks, stray quotes and end punctuation."""
    while first < last and ((t := doc[first]).is_space or (t.is_punct and t.text not in _OPENING)):
        first += 1
    while last > first and ((t := doc[last - 1]).is_space or t.text in _ENDING):
        last -= 1
    start = doc[first].idx
    if first >= last:
        return start, start
    end = doc[last - 1]
    return start, end.idx + len(end.text)


_OPENING = frozenset({'"', "“", "(", "["})
_ENDING = frozenset({",", ".", ";", ":", "-", "–", "—", "!", "?"})


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has "to" before it: "to meet X"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
