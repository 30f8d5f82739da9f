"""Where the issues of an event are looked for: candidate heads, the constructions they stand in, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.extraction.issues import issue_terms
from kg.extraction.issues.issue_following import CHAIN, asked_topics, goes_on, gone_on, outcome_topics
from kg.extraction.issues.issue_frames import (
    clause_topics,
    contact_topics,
    noun_topics,
    verb_topics,
)
from kg.extraction.issues.issue_heads import VERBAL, verbs_in
from kg.extraction.issues.issue_light import is_addressed, is_called_on, is_support
from kg.extraction.issues.issue_lists import NOUNS
from kg.extraction.issues.issue_nouns import (
    headed_by,
    is_felt_for,
    is_half_a_word,
    is_honoured,
    is_of_those_who_meet,
    is_side_or_goal,
)
from kg.extraction.issues.issue_phrases import phrase, words
from kg.extraction.issues.issue_setting import ALONE, Setting, leading
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_within

NOBODY: Mapping[int, str] = MappingProxyType({})
BEFORE, AFTER = 1, 2
"""Sentences before and after a mention in which candidates are looked for."""
SALIENT = 3
"""So many concepts at most are candidates for every event: those that the article names most often."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is found once for an article: counts of lemmas and concepts, sentences, where the body begins.

    ``shapes`` keeps what ``issue_ranking`` reads of a head for all events: its phrase, key and own features;
    ``possible`` the candidate heads of a sentence, ``encounters`` its words that name contacts, by its start;
    ``nouns`` where each lemma stands; ``salient`` the heads of the concepts named most often, each with the
    tokens that name it first.
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
    salient: Mapping[int, tuple[int, int]]

    def possible_in(self, sentence: Span) -> frozenset[int]:
        """The tokens of a sentence that may head an issue of an event in it or beside it."""
        known = self.possible.get(sentence.start)
        if known is None:
            doc = sentence.doc
            known = frozenset([i for i in headed_by(sentence) if not _idiomatic(doc[i])])
            self.possible[sentence.start] = known
        return known

    def encounters_in(self, sentence: Span) -> list[Token]:
        """The words of a sentence that name contacts."""
        known = self.encounters.get(sentence.start)
        if known is None:
            doc = sentence.doc
            at = lemmas_within(doc, words()["encounter"], sentence.start, sentence.end)
            known = self.encounters[sentence.start] = [doc[i] for i in at]
        return known


def counts_of(doc: Doc) -> Counts:
    """The counts of an article, kept with its document."""
    cached = doc.user_data.get("kg.issue_counts")
    if isinstance(cached, Counts) and len(cached.sentences):
        return cached
    titles = {i for span in doc.spans.get("headline", ()) for i in range(span.start, span.end)}
    sentences = [s for s in doc.sents if any(not t.is_space for t in s)]
    nouns: dict[str, list[int]] = {}
    for token in doc:
        if token.pos_ in NOUNS:
            nouns.setdefault(token.lemma_.lower(), []).append(token.i)
    named = issue_terms.doc_matches(doc)
    often = [slug for slug, n in Counter(slug for _, _, slug in named).most_common(SALIENT) if n > 1]
    firsts = (next(m for m in named if m[2] == slug) for slug in often)
    counts = Counts(
        {lemma: len(places) for lemma, places in nouns.items()},
        Counter(slug for _, _, slug in named),
        sentences,
        {s.start: k for k, s in enumerate(sentences)},
        next((k for k, s in enumerate(sentences) if s.start not in titles), 0),
        {},
        {},
        {},
        nouns,
        {doc[first:last].root.i: (first, last) for first, last, _ in firsts},
    )
    doc.user_data["kg.issue_counts"] = counts
    return counts


def frames(triggers: Sequence[Token], setting: Setting = ALONE) -> dict[int, set[str]]:
    """The frames that each topic head stands in, by token index; a person or office is no topic."""
    out: dict[int, set[str]] = {}
    acting = setting.acting
    ahead = leading(triggers, setting)
    for name, head in (*_framed(triggers, ahead), *gone_on(triggers, ahead, setting)):
        # "discussed expelled diplomats"; not "discussed ministers"
        discussed = head.dep_ == "dobj" and head.head.lemma_ == "discuss" and len(phrase(head)) > 1
        if acting.get(head.i) not in {"person", "office"} and (discussed or not is_of_those_who_meet(head)):
            out.setdefault(head.i, set()).add(name)
    return out


def _framed(triggers: Sequence[Token], ahead: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """What the sentences of the mentions say; what other verbs than theirs say of those ``ahead`` alone."""
    for trigger in ahead:
        yield from (("frame", head) for head in contact_topics(trigger))
    for trigger in triggers:
        for head in noun_topics(trigger) if trigger.pos_ in NOUNS else verb_topics(trigger):
            yield "frame.own", head
            if head.head == trigger and head.i < trigger.i:
                yield "frame.modifier", head
        for child in trigger.subtree:
            if child.pos_ in VERBAL and child is not trigger:
                yield from (("frame.clause", head) for head in clause_topics(child))
        yield from (("frame.outcome", head) for head in outcome_topics(trigger))
    for sentence in {trigger.sent.start: trigger.sent for trigger in ahead}.values():
        for verb in verbs_in(sentence):
            yield from (("frame.asked", head) for head in asked_topics(verb))


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
    salient = (i for i, span in counts.salient.items() if not _within_a_name(span, acting))
    for i in (*framed, *salient):
        k = counts.index.get(doc[i].sent.start)
        if k is not None:
            told.setdefault(k, set()).add(i)
    around = {k for q in at for k in range(q - BEFORE, q + AFTER + 1) if 0 <= k < len(counts.sentences)}
    for k in sorted({counts.lead, *around, *chained, *told} if counts.sentences else ()):
        distance = min((k - q for q in at), key=lambda d: (abs(d), -d), default=99)
        if k < counts.lead and distance:
            continue
        candidates = {i for i in told.get(k, ()) if not _idiomatic(doc[i])}
        if -BEFORE <= distance <= AFTER or k == counts.lead or k in chained:
            possible = counts.possible_in(counts.sentences[k])
            candidates |= {i for i in possible if i not in acting}
        for i in sorted(candidates - own):
            if not (_is_part_of(doc[i], own) or is_side_or_goal(doc[i], own)):
                yield doc[i], distance


def _within_a_name(span: tuple[int, int], acting: Mapping[int, str]) -> bool:
    """Whether the words of a concept are part of a body's name: "Asia-Pacific [Economic Cooperation]"."""
    first, last = span
    return acting.get(first) == "body" and "body" in (acting.get(first - 1), acting.get(last))


def _is_part_of(token: Token, own: set[int]) -> bool:
    """Whether a noun is a part of the event, what became of it or what is done for it: "the start of the
    talks", "preparations for the summit".
    """
    for preposition in token.rights:
        if preposition.lower_ in {"of", "for"}:
            inside = {t.i for t in preposition.subtree}
            if not own.isdisjoint(inside):
                return True
    return False


_TAKEN = frozenset("place part office effect shape power charge stock root aim turns precedence".split())


def _idiomatic(token: Token) -> bool:
    """Whether a noun only makes a verb: "take [place]", "put an [end] to the war"; not "take a [stand]"."""
    if token.dep_ == "dobj" and token.lower_ in _TAKEN and token.head.lemma_ == "take":
        return not any(True for _ in token.lefts) or is_support(token)
    if is_support(token) or _convenes(token) or is_addressed(token) or _only_joins(token):
        return True
    if is_half_a_word(token) or is_felt_for(token) or is_honoured(token) or is_called_on(token):
        return True
    return _tells_how_far(token) or _says_what_it_is(token) or _plans_meeting(token)


def _tells_how_far(token: Token) -> bool:
    """Whether a noun is a way that is measured: "an hour's drive [north] of Lima"; not "a [drive] for it".

    So is one on which somebody is: "en [route] to Lima"; not "the [route] of a pipeline".
    """
    if token.dep_ == "pobj" and token.head.lower_ == "en":
        return True
    way = token.lemma_.lower() in _WAYS
    return way and any(t.ent_type_ in {"TIME", "QUANTITY"} for c in token.lefts for t in c.subtree)


_WAYS = frozenset("drive walk flight ride journey north south east west".split())


def _says_what_it_is(token: Token) -> bool:
    """Whether a noun only says what a body is: "the Contact Group, a six-nation [consortium]"."""
    if token.lemma_.lower() not in _KINDS or token.dep_ not in {"appos", "npadvmod"}:
        return False
    comma = token.left_edge.i - 1
    return comma > 0 and token.doc[comma].text == "," and token.doc[comma - 1].ent_type_ == "ORG"


_KINDS = frozenset("consortium bloc grouping body organisation organization alliance group agency".split())


def _plans_meeting(token: Token) -> bool:
    """Whether a noun only tells that people are to meet: "has no [plans] for separate meetings", "[plans] to
    attend the summit".
    """
    if token.lemma_.lower() not in {"plan", "intention"}:
        return False
    hosts = (c for c in token.rights if c.lower_ in {"for", "of"} or c.lemma_ in _COMING)
    return any(o.lemma_.lower() in _EVENTS for c in hosts for o in c.rights)


_COMING = frozenset({"attend", "join", "visit"})


def _only_joins(token: Token) -> bool:
    """Whether a noun only joins what is around it: "the [fact] that", "on the [heels] of", "within the
    [framework] of"; not "discussed a [framework] for peace".
    """
    lemma = token.lemma_.lower()
    if lemma == "ice":  # "met to break the [ice]"
        return token.dep_ == "dobj" and token.head.lemma_ == "break"
    if lemma == "health":  # "show that their ties are in better [health]"
        return (
            token.dep_ == "pobj" and token.head.lower_ == "in" and any(c.dep_ == "amod" for c in token.lefts)
        )
    if lemma == "fact":
        return any(c.dep_ in {"acl", "ccomp", "relcl"} for c in token.rights)
    return token.dep_ == "pobj" and token.head.lower_ in _JOINING.get(lemma, ())


_JOINING = {
    "heel": {"on"},
    "framework": {"in", "within", "under"},
    "ambit": {"in", "within", "under"},
    "auspice": {"under"},
    **{word: {"in"} for word in ("honour", "honor", "addition", "capacity")},
}


def _convenes(token: Token) -> bool:
    """Whether a noun says whose an event is, or which part of it: "a summit of Andean [economies]", "before
    the [start] of the Andean Forum"; not "talks of a [truce]".
    """
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _EVENTS:
        return token.tag_ in {"NNS", "NNPS"} or token.lemma_.lower() in _BODIES
    if token.lemma_.lower() not in _EDGES:
        return False
    inside = (o for c in token.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj")
    return any(o.lemma_.lower() in _EVENTS for o in inside)


_EVENTS = frozenset("summit meeting conference forum session gathering assembly congress".split())
_BODIES = frozenset("council committee commission board assembly body group".split())
_EDGES = frozenset("start beginning opening outset eve end close conclusion closing".split())


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
