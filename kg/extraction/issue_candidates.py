"""Where the issues of an event are looked for: candidate heads, the constructions they stand in, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from spacy.tokens import Doc, Span, Token

from kg.extraction import issue_terms
from kg.extraction.issue_agendas import is_support
from kg.extraction.issue_following import (
    CHAIN,
    asked_topics,
    following_topics,
    goes_on,
    headed_topics,
    outcome_topics,
    stated_topics,
)
from kg.extraction.issue_frames import (
    clause_topics,
    contact_topics,
    noun_topics,
    signed_topics,
    verb_topics,
)
from kg.extraction.issue_heads import agents
from kg.extraction.issue_phrases import SIGNING, phrase, words
from kg.extraction.occasion_verbs import is_run_up
from kg.extraction.partitives import those_of
from kg.extraction.place_words import VENUES
from kg.extraction.words import group_nouns

STATED = "frame.stated"
NOBODY: Mapping[int, str] = MappingProxyType({})
BEFORE, AFTER = 1, 2
"""Sentences before and after a mention in which candidates are looked for."""
SALIENT = 3
"""So many concepts at most are candidates for every event: those that the article names most often."""

SKIPPED = {"PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}
PLACES = {"GPE", "LOC", "FAC", "NORP"}
VERBAL = {"VERB", "AUX"}
NOUNS = {"NOUN", "PROPN"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What is found once for an article: counts of lemmas and concepts, sentences, where the body begins.

    ``shapes`` keeps what ``issue_ranking`` reads of a head for all events: its phrase, key and own features;
    ``possible`` the candidate heads of a sentence, ``encounters`` its words that name contacts, by its start;
    ``nouns`` where each lemma stands; ``salient`` where the concepts named most often are named first.
    """

    heads: Mapping[str, int]
    concepts: Mapping[str, int]
    sentences: Sequence[Span]
    index: Mapping[int, int]
    lead: int
    shapes: dict[int, tuple[Span, str, dict[str, float]]]
    possible: dict[int, frozenset[int]]
    encounters: dict[int, list[Token]]
    nouns: Mapping[str, Sequence[int]]
    salient: frozenset[int]

    def possible_in(self, sentence: Span) -> frozenset[int]:
        """The tokens of a sentence that may head an issue of an event in it or beside it."""
        known = self.possible.get(sentence.start)
        if known is None:
            known = frozenset(t.i for t in sentence if _possible(t) and not _bare_name(t))
            self.possible[sentence.start] = known
        return known

    def encounters_in(self, sentence: Span) -> list[Token]:
        """The words of a sentence that name contacts."""
        known = self.encounters.get(sentence.start)
        if known is None:
            words_of_contacts = words()["encounter"]
            known = [t for t in sentence if t.lemma_.lower() in words_of_contacts]
            self.encounters[sentence.start] = known
        return known


def counts_of(doc: Doc) -> Counts:
    """The counts of an article, kept with its document."""
    cached = doc.user_data.get("kg.issue_counts")
    if isinstance(cached, Counts) and len(cached.sentences):
        return cached
    titles = {i for span in doc.spans.get("headline", ()) for i in range(span.start, span.end)}
    sentences = [s for s in doc.sents if not s.text.isspace()]
    nouns: dict[str, list[int]] = {}
    for token in doc:
        if token.pos_ in NOUNS:
            nouns.setdefault(token.lemma_.lower(), []).append(token.i)
    named = issue_terms.doc_matches(doc)
    often = [slug for slug, n in Counter(slug for _, _, slug in named).most_common(SALIENT) if n > 1]
    firsts = (next(m for m in named if m[2] == slug) for slug in often)
    counts = Counts(
        Counter({lemma: len(places) for lemma, places in nouns.items()}),
        Counter(slug for _, _, slug in named),
        sentences,
        {s.start: k for k, s in enumerate(sentences)},
        next((k for k, s in enumerate(sentences) if s.start not in titles), 0),
        {},
        {},
        {},
        nouns,
        frozenset(doc[first:last].root.i for first, last, _ in firsts),
    )
    doc.user_data["kg.issue_counts"] = counts
    return counts


def frames(triggers: Sequence[Token], acting: Mapping[int, str] = NOBODY) -> dict[int, set[str]]:
    """The frames that each topic head stands in, by token index; a person or office is no topic."""
    out: dict[int, set[str]] = {}
    for name, head in _framed(triggers):
        discussed = head.dep_ == "dobj" and head.head.lemma_ == "discuss"  # "discussed expelled diplomats"
        if acting.get(head.i) not in {"person", "office"} and (discussed or not _those_who_meet(head)):
            out.setdefault(head.i, set()).add(name)
    return out


def _those_who_meet(head: Token) -> bool:
    """Whether a noun is of those who meet, hardly of what about: "the presidents of both", "officials", "the
    rest of the delegation", "the EU troika".
    """
    lemma = head.lemma_.lower()
    plural = head.tag_ in {"NNS", "NNPS"}
    people = group_nouns().get(lemma) == "officials" or lemma in _TOGETHER or those_of(head) is not None
    return people or (plural and lemma in _STATES)


_TOGETHER = frozenset({"troika", "quartet", "trio", "foursome"})
_STATES = frozenset({"country", "nation", "state", "government"})


def _framed(triggers: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    for trigger in triggers:
        yield from (("frame", head) for head in contact_topics(trigger))
        for head in noun_topics(trigger) if trigger.pos_ in NOUNS else verb_topics(trigger):
            yield "frame.own", head
            if head.head == trigger and head.i < trigger.i:
                yield "frame.modifier", head
        for child in trigger.subtree:
            if child.pos_ in VERBAL and child is not trigger:
                yield from (("frame.clause", head) for head in clause_topics(child))
        yield from (("frame.outcome", head) for head in outcome_topics(trigger))
        for token in trigger.sent:
            if token.pos_ in VERBAL:
                yield from (("frame.asked", head) for head in asked_topics(token))
    yield from ((STATED, head) for head in stated_topics(triggers))
    yield from ((STATED, head) for head in headed_topics(triggers))
    yield from (("frame.next", head) for head in following_topics(triggers))


def heads(
    triggers: Sequence[Token],
    counts: Counts,
    framed: Mapping[int, set[str]],
    acting: Mapping[int, str] = NOBODY,
) -> Iterator[tuple[Token, int]]:
    """Candidate heads with the distance in sentences to the nearest mention (negative: before it).

    Words that name persons, bodies or offices (``acting``) are none ("the foreign ministry", "the envoy
    Rao"), but a body may be an expressly stated topic ("talks on NATO").
    """
    at = sorted({counts.index[t.sent.start] for t in triggers if t.sent.start in counts.index})
    chained = _chained(at, counts)
    own = {t.i for t in triggers}
    told: dict[int, set[int]] = {}
    doc = triggers[0].doc
    for i in (*framed, *counts.salient):
        k = counts.index.get(doc[i].sent.start)
        if k is not None:
            told.setdefault(k, set()).add(i)
    around = {k for q in at for k in range(q - BEFORE, q + AFTER + 1) if 0 <= k < len(counts.sentences)}
    for k in sorted({counts.lead, *around, *chained, *told} if counts.sentences else ()):
        distance = min((k - q for q in at), key=lambda d: (abs(d), -d), default=99)
        if k < counts.lead and distance:
            continue
        candidates = told.get(k, set())
        if -BEFORE <= distance <= AFTER or k == counts.lead or k in chained:
            possible = counts.possible_in(counts.sentences[k])
            candidates = candidates | {i for i in possible if i not in acting}
        for i in sorted(candidates - own):
            if not _idiomatic(doc[i]) and not _is_part_of(doc[i], own):
                yield doc[i], distance


def _is_part_of(token: Token, own: set[int]) -> bool:
    """Whether a noun is a part of the event or what became of it: "the start of the talks"."""
    return any(t.i in own for p in token.rights if p.lower_ == "of" for t in p.subtree)


_TAKEN = frozenset("place part office effect shape power charge stock".split())


def _idiomatic(token: Token) -> bool:
    """Whether a noun only makes a verb: "take [place]", "put an [end] to the war"; not "take a [stand]"."""
    if is_support(token):
        return True
    bare = token.dep_ == "dobj" and token.lower_ in _TAKEN and not any(True for _ in token.lefts)
    return bare and token.head.lemma_ == "take"


def antecedent(head: Token, counts: Counts) -> Token:
    """What a noun with nothing but an article stands for: the same noun before it that says more.

    "a plan to share water ... They discussed the plan": the first "plan"; "a plan" stands for itself.
    """
    if not any(c.lower_ in _POINTING for c in head.lefts) or len(phrase(head)) > 1:
        return head
    places = counts.nouns.get(head.lemma_.lower(), ())
    earlier = (head.doc[i] for i in reversed(places) if i < head.i)
    return next((t for t in earlier if t.pos_ == "NOUN" and len(phrase(t)) > 1), head)


_POINTING = {"the", "this", "that", "these", "those"}


def _chained(at: Sequence[int], counts: Counts) -> set[int]:
    """The sentences after a mention that go on with what its participants said, up to CHAIN of them."""
    out: set[int] = set()
    for start in at:
        for k in range(start + 1, min(start + 1 + CHAIN, len(counts.sentences))):
            if k in at or not goes_on(counts.sentences[k], spoken=False):
                break
            if goes_on(counts.sentences[k]):
                out.add(k)
    return out


def _bare_name(token: Token) -> bool:
    """A country, person or body as such ("the European Union"), unless the scheme knows it as a matter."""
    if token.ent_type_ not in PLACES and token.ent_type_ != "ORG":
        return False
    return not any(first <= token.i < last for first, last, _ in issue_terms.matches_in(phrase(token)))


_MEMBERS = frozenset(
    """
    member chairman co-chairman chairwoman chairperson co-chair deputy guest host man woman supporter crowd
    audience elect
    """.split()
)
_RESULTS = frozenset("accord agreement breakthrough deal outcome progress result success".split())


_NEAR = frozenset("at near outside".split())


_ENDS = frozenset("zone start beginning end close conclusion outset".split())
_BESIDE = frozenset({"behind", "since", "until", "under", "despite"})


def _possible(token: Token) -> bool:
    if token.pos_ not in NOUNS or token.dep_ in {"compound", "poss", "nmod"} or token.ent_type_ in SKIPPED:
        return False
    table = words()
    lemma = token.lemma_.lower()
    if (
        lemma in table["participants"]
        or (lemma in table["locative"] and (token.dep_ == "pobj" or lemma not in table["ground"]))
        or lemma in table["contact"]
        or lemma in table["generic"]
    ):
        return False
    if (token.dep_ == "nsubj" and token.head.lemma_ in _SAYING) or _of_others(token):
        return False  # "The farmers' union said ..."
    if lemma == "presence" and token.head.lower_ == "in" and token.dep_ == "pobj":
        return False  # "signed it in the presence of X"
    if _those_who_meet(token) or is_run_up(token) or lemma in _MEMBERS:
        return False  # "met X and members of her party", "in the run-up to the summit"
    if token.dep_ == "pobj" and (
        token.head.lower_ in _BESIDE
        or (token.head.lower_ in _NEAR and lemma in VENUES | _ENDS)  # "at an army base", "at the end"
        or (token.head.lower_ == "without" and lemma in _RESULTS)
        or "because" in {token.head.lower_, token.head.head.lower_}
    ):
        return False  # "behind closed doors", "the first since the war", "ended without agreement"
    if signed_topics(token) or (token.head.lemma_ in SIGNING and _bare_accord(token)):
        return False
    return len(token.text) > 1 and not issue_terms.names_field(token)


def _bare_accord(token: Token) -> bool:
    """Whether nothing is said of an accord but who signs it: "signed a pact with X"."""
    bare = token.dep_ in {"dobj", "nsubjpass"} and token.lemma_.lower() in words()["deal"]
    return bare and len(phrase(token)) == 1


def _of_others(token: Token) -> bool:
    """Whether it is of what others than those who meet discuss: "a bill was discussed by farmers".

    Not "the bill was discussed by the ministers", "... by Rao".
    """
    subject = next((t for t in (token, *token.ancestors) if t.dep_ == "nsubjpass" or t.pos_ in VERBAL), token)
    if subject.dep_ != "nsubjpass" or subject.head.lemma_ not in words()["discuss"]:
        return False
    return any(
        a.pos_ == "NOUN" and a.lemma_.lower() not in words()["participants"] for a in agents(subject.head)
    )


_SAYING = frozenset("say tell add believe think want hope ask insist vow accuse thank warn urge".split())
