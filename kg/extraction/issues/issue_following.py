"""Topics beyond a mention's own phrase: what was asked and resulted, sentences that go on about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.extraction.issues.issue_agendas import agenda_topics, governed, subjects
from kg.extraction.issues.issue_frames import noun_topics, verb_topics
from kg.extraction.issues.issue_heads import VERBAL, objects, topics_after, topics_at, verbs_in
from kg.extraction.issues.issue_phrases import words
from kg.extraction.issues.issue_setting import Setting, foreign
from kg.extraction.issues.issue_speakers import (
    by_strangers,
    continues,
    is_of_it,
    is_to_come,
    named_subjects,
    takes_part,
    talks_of,
    told_before,
)
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token

STATED = "frame.stated"


def outcome_topics(trigger: Token) -> Iterator[Token]:
    """What the contact is said to lead to or to be wanted for: "The talks led to a truce".

    "The talks led to the palace" is kept out by the nouns that can be topics, not here.
    """
    verb = trigger.head
    while verb.pos_ in VERBAL and verb.dep_ == "xcomp" and verb.head.pos_ in VERBAL:
        verb = verb.head
    if trigger.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in VERBAL:
        return
    for inner in (verb, *(c for c in verb.rights if c.dep_ in {"xcomp", "conj"})):
        yield from _arguments(inner, "result")


def asked_topics(verb: Token) -> Iterator[Token]:
    """What a participant calls for or undertakes: "He pushed for a truce", "They agreed to open the port".

    Not "Prices pushed up" nor "They agreed to meet".
    """
    if verb.lemma_.lower() in governed("asked") and takes_part(verb):
        yield from _arguments(verb, "asked")
    if verb.lemma_.lower() in _UNDERTAKES and takes_part(verb):
        for deed in verb.rights:
            if deed.dep_ == "xcomp" and any(c.lower_ == "to" for c in deed.lefts):
                for item in objects(deed):
                    yield from topics_at(item)


_UNDERTAKES = frozenset("agree pledge vow offer promise decide undertake resolve commit".split())


def _arguments(verb: Token, table: str) -> Iterator[Token]:
    """The topics among the objects or the prepositional phrases that a class of verbs has."""
    preps = governed(table).get(verb.lemma_.lower())
    if preps is None:
        return
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in preps:
            yield from topics_after(child)
        elif child.dep_ == "dobj" and not preps:
            yield from noun_topics(child) if child.lemma_.lower() in words()["views"] else ()
            yield from topics_at(child)


def stated_topics(
    triggers: Sequence[Token], ahead: Sequence[Token], barred: Collection[int], others: Collection[int] = ()
) -> Iterator[Token]:
    """Subjects that the sentence of a mention or the next one says were topics ("X topped the agenda").

    The next one of those ``ahead``, unless it is ``barred`` by where it begins, for it tells of another; nor
    what is said of ``others``, the words for other events.
    """
    sentences = {t.sent.start: t.sent for t in triggers}
    sentences |= {s.start: s for s in _behind(ahead, others) if s.start not in barred}
    for sentence in sentences.values():
        for verb in verbs_in(sentence):
            topics = agenda_topics(verb)
            if topics and not _of_another(verb, triggers) and not _says_of(verb, others):
                yield from topics


def _behind(ahead: Sequence[Token], others: Collection[int]) -> Iterator[Span]:
    """The sentence after each mention, and up to two more while none tells of another event."""
    own = {t.sent.start for t in ahead}
    for sentence in {t.sent.start: t.sent for t in ahead}.values():
        after, first = next_sentence(sentence), True
        for _ in range(NEAR):
            if after is None or after.start in own:
                break
            told = any(after.start <= i < after.end for i in others)
            if first or not told:
                yield after
            if told:
                break
            after, first = next_sentence(after), False


def gone_on(
    triggers: Sequence[Token], ahead: Sequence[Token], setting: Setting
) -> Iterator[tuple[str, Token]]:
    """What the sentences of the mentions and those after them say of the event in so many words."""
    barred = foreign(triggers[0].doc, setting)
    others = setting.elsewhere()
    yield from ((STATED, head) for head in stated_topics(triggers, ahead, barred, others))
    yield from ((STATED, head) for head in headed_topics(ahead, barred, setting))
    yield from ((STATED, head) for head in joint_topics(ahead, setting))
    yield from following_topics(ahead, barred, setting)


def joint_topics(triggers: Sequence[Token], setting: Setting) -> Iterator[Token]:
    """What those who met are told by name to have spoken about, also where others are told of between: "Rao
    met Lund. Their ministers held talks on trade. Rao and Lund took up visas."
    """
    for sentence in {t.sent.start: t.sent for t in triggers}.values():
        after = next_sentence(sentence)
        for _ in range(NEAR):
            if after is None:
                break
            for verb in verbs_in(after):
                if talks_of(verb) and not _says_of(verb, setting.elsewhere()):
                    both = named_subjects(verb, setting)
                    if len(both) > 1 and both <= setting.company:
                        yield from verb_topics(verb)
            after = next_sentence(after)


NEAR = 3
"""Most sentences after a mention in which a topic is its own though the sentences between tell of others."""


def _of_another(verb: Token, triggers: Sequence[Token]) -> bool:
    """Whether a verb beside a mention has another contact for its subject ("they met after talks on")."""
    contacts = [s for s in subjects(verb) if s.lemma_.lower() in words()["encounter"]]
    own = {t.i for t in triggers}
    return (
        any(t.sent.start == verb.sent.start for t in triggers)
        and bool(contacts)
        and all(c.i not in own for c in contacts)
    )


_SUBJECT = frozenset({"nsubj", "nsubjpass"})
CHAIN = 8
"""Most sentences after a mention that can go on about the same contact."""


def _says_of(verb: Token, others: Collection[int]) -> bool:
    """Whether a verb tells of one of ``others`` or has one for its subject: "their talks covered visas".

    So it does where it tells what comes up there: "visas will come up when she sees Lund", "at the summit".
    """
    if not others:
        return False
    then = [c for c in verb.rights if c.dep_ == "advcl" and any(t.lower_ == "when" for t in c.lefts)]
    there = [c for c in verb.rights if c.dep_ == "prep" and c.lower_ in {"at", "during", "in"}]
    places = (t.i for t in (verb, *subjects(verb), *then, *(o for c in there for o in c.rights)))
    return any(i in others for i in places)


def following_topics(
    triggers: Sequence[Token], barred: Collection[int], setting: Setting
) -> Iterator[tuple[str, Token]]:
    """Topics in the sentences after a mention while their subjects continue the contact.

    "The envoys met in Oslo. The two sides discussed fishing. They also reviewed ..." gives all; the row
    ends with the first sentence that speaks of something else ("Oil prices fell") or is ``barred``. What is
    said to be a topic in so many words ("Visas came up, too") is one unless others are told between.
    """
    others = setting.elsewhere()
    sentences = {t.sent.start: t.sent for t in triggers}
    for start in sorted(sentences):
        after = next_sentence(sentences[start])
        alone = True
        for _ in range(CHAIN):
            if after is None or after.start in sentences or after.start in barred:
                break
            verbs = verbs_in(after)
            alone &= not any(after.start <= i < after.end for i in others)
            told = [verb for verb in verbs if agenda_topics(verb) and not _says_of(verb, others)]
            stated = [h for verb in told for h in agenda_topics(verb)]
            if not stated and not goes_on(after, spoken=False):
                break
            yield from ((STATED, head) for head in stated if alone)
            yield from (("frame.next", head) for head in stated)
            for verb in verbs:
                if _says_of(verb, others) or by_strangers(verb, setting):
                    continue
                if (topics := verb_topics(verb)) and takes_part(verb):
                    yield from (("frame.next", head) for head in topics)
            after = next_sentence(after)


def headed_topics(triggers: Sequence[Token], barred: Collection[int], setting: Setting) -> Iterator[Token]:
    """What the sentences after a mention stand under, and what those who met are told to have discussed.

    "On migration, the leaders agreed to meet again", "They also discussed visas"; not "On Monday, they".
    """
    others = setting.elsewhere()
    sentences = {t.sent.start: t.sent for t in triggers}
    for start in sorted(sentences):
        after = next_sentence(sentences[start])
        here = [t for t in triggers if t.sent.start == start]
        for _ in range(CHAIN):
            if after is None or after.start in sentences or after.start in barred:
                break
            if not goes_on(after, spoken=False):
                break
            yield from _heading(after)
            for verb in after:
                told = talks_of(verb) and not _says_of(verb, others) and not by_strangers(verb, setting)
                told = told and not (verb.tag_ == "VBD" and all(is_to_come(t) for t in here))
                if told and takes_part(verb) and not told_before(verb):
                    yield from verb_topics(verb)
                    yield from (t for c in verb.rights if is_of_it(c) for t in topics_after(c))
            after = next_sentence(after)


def _heading(sentence: Span) -> Iterator[Token]:
    """What a sentence says first that it is about: "on visas", "as for visas", "turning to visas"."""
    first = next((t for t in sentence if not t.is_space), None)
    if first is None or first.head.i < first.i:
        return
    end = first.right_edge.i + 1
    if end >= sentence.end or first.doc[end].text != ",":
        return
    if first.dep_ == "prep" and first.lower_ in _HEADINGS:
        yield from topics_after(first)
    wanted = _OPENINGS.get(first.lower_, frozenset())
    for child in first.rights:
        if child.lower_ in wanted and child.dep_ in {"prep", "pcomp"}:
            yield from topics_after(child)
        elif child.lower_ in wanted and child.lower_ in {"regard", "respect"}:
            yield from (t for c in child.rights if c.lower_ == "to" for t in topics_after(c))


_HEADINGS = frozenset("on regarding concerning".split())
_OPENINGS = {
    "turning": frozenset({"to"}),
    "as": frozenset({"for", "to"}),
    "with": frozenset({"regard", "respect"}),
}


def goes_on(sentence: Span, *, spoken: bool = True) -> bool:
    """Whether a sentence continues the contact spoken of before: its subject takes part (``spoken``: speaks).

    "The two leaders also reviewed ..." goes on; "Oil prices fell ..." does not.
    """
    known: dict[tuple[int, bool], bool] = sentence.doc.user_data.setdefault("kg.issue_goes_on", {})
    key = sentence.start, spoken
    if key not in known:
        known[key] = _goes_on(sentence.root, spoken=spoken)
    return known[key]


def _goes_on(root: Token, *, spoken: bool) -> bool:
    table = words()
    lemma = root.lemma_.lower()
    if spoken and lemma not in table["speech"] and lemma not in table["discuss"]:
        return False
    return continues([c for c in root.lefts if c.dep_ in _SUBJECT])


def next_sentence(sent: Span) -> Span | None:
    """The sentence after, white space between paragraphs passed over; ``None`` at the end."""
    doc = sent.doc
    at = sent.end
    while at < len(doc) and doc[at].is_space:
        at += 1
    return doc[at].sent if at < len(doc) else None
