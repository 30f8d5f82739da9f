"""The constructions that state what a contact is about: heads of topic phrases for a trigger word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Span, Token

from kg.extraction.issue_phrases import conjuncts, named, objects, words

_VERBAL = {"VERB", "AUX"}
_NOUNS = {"NOUN", "PROPN"}


@cache
def _prepositions() -> Mapping[str, frozenset[str]]:
    return {verb: frozenset(preps.split()) for verb, _, preps in (e.partition(":") for e in words()["about"])}


def verb_topics(verb: Token) -> Iterator[Token]:
    """The topics that a verb of discussion states.

    "They discussed water and trade" gives both; "They discussed it" and "She raised her hand" none.
    """
    lemma = verb.lemma_.lower()
    particle = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), None)
    table = words()
    if (f"{lemma}+{particle}" if particle else lemma) in table["discuss"]:
        for child in verb.children:
            if child.dep_ in {"dobj", "nsubjpass"} or (child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i):
                yield from _topic(child)
    yield from _subject_topics(verb)
    preps = _prepositions().get(lemma, frozenset())
    for child in verb.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in preps:
            yield from _after(child)
        elif child.dep_ == "dobj" and child.lemma_.lower() in table["views"]:
            yield from noun_topics(child)
            yield from _preposed(verb)


def _subject_topics(verb: Token) -> Iterator[Token]:
    """Subjects that are said to be topics, and what a contact was dominated by.

    "Water and trade were topics of discussion", "Water topped the agenda", "Fishing is on the agenda"; not
    "He was the topic of a film", a person being none.
    """
    table = words()
    lemma = verb.lemma_.lower()
    complements = [c for c in verb.rights if c.dep_ in {"attr", "dobj", "prep"}]
    standing = False
    for child in complements:
        name = child.lemma_.lower()
        if lemma == "be" and child.dep_ == "attr":
            standing |= name in table["standing"]
        elif lemma == "be" and child.dep_ == "prep" and child.lower_ == "on":
            standing |= any(c.lemma_.lower() in {"agenda", "table", "menu"} for c in child.rights)
        elif lemma in table["foremost"] and child.dep_ == "dobj":
            standing |= name in table["contact"] or name == "agenda"
        elif lemma in {"figure", "feature", "loom"} and child.dep_ == "prep":
            standing |= any(c.lemma_.lower() in table["contact"] | {"agenda"} for c in child.rights)
    if lemma in table["foremost"] and _passive_contact(verb):
        for child in verb.rights:
            if child.dep_ == "agent":
                yield from _after(child)
    if standing:
        for child in verb.lefts:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                yield from _topic(_subject(child, verb))


def _passive_contact(verb: Token) -> bool:
    """Whether a contact or its agenda is the passive subject: "The dinner was dominated by ..."."""
    table = words()
    return any(
        c.dep_ == "nsubjpass" and (c.lemma_.lower() in table["contact"] or c.lemma_.lower() == "agenda")
        for c in verb.lefts
    )


def _subject(subject: Token, verb: Token) -> Token:
    """The subject, or the noun that opens the sentence where the parse took a pronoun before the verb for it.

    "Oil and the tankers built to carry it were topics": the parser sees "it were topics", below "Oil".
    """
    root = verb.sent.root
    misread = subject.pos_ == "PRON" and root.pos_ in _NOUNS and root.i < subject.i and root.is_ancestor(verb)
    return root if misread else subject


def _topic(token: Token) -> Iterator[Token]:
    yield from named(token, places=True)


def _after(preposition: Token) -> Iterator[Token]:
    for child in preposition.rights:
        if child.dep_ == "pobj":
            if child.ent_type_ in {"GPE", "LOC", "FAC"} and preposition.lower_ in {
                "into",
                "toward",
                "towards",
                "around",
            }:
                continue
            yield from _topic(child)
        elif child.dep_ in {"pcomp", "ccomp"}:
            yield from _topic(child)


def _preposed(token: Token) -> Iterator[Token]:
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in words()["onprep"]:
            yield from _after(child)


def noun_topics(noun: Token) -> Iterator[Token]:
    """The topics that hang on a noun of contact: "talks on X", "a meeting devoted to X", "trade talks"."""
    yield from _preposed(noun)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "for"} and _of_topic(noun, child):
            yield from _after(child)
        elif child.dep_ in {"acl", "relcl", "advcl"} and child.pos_ in _VERBAL:
            yield from clause_topics(child)
    yield from _modifiers(noun)


def _of_topic(noun: Token, preposition: Token) -> bool:
    if preposition.lower_ == "of":
        return noun.lemma_.lower() in {"discussion", "negotiation", "exchange", "review"}
    return noun.lemma_.lower() in {"talk", "negotiation", "discussion", "consultation"}


def clause_topics(verb: Token) -> Iterator[Token]:
    """The topics of a clause that qualifies a contact: of discussion, or of purpose ("to end the war")."""
    found = list(verb_topics(verb))
    if found:
        yield from found
        return
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    participle = verb.lemma_.lower() in {"aim", "devote", "dedicate", "design", "intend", "mean", "focus"}
    if (infinitive or participle) and verb.lemma_.lower() not in words()["encounter"]:
        for item in objects(verb):
            yield from _topic(item)


def _modifiers(noun: Token) -> Iterator[Token]:
    """Modifiers that are topics: "nuclear talks", "a trade forum"; not "two-day talks", "US-Iran talks"."""
    kind = words()["kind"]
    for child in noun.lefts:
        if child.dep_ not in {"compound", "amod", "nmod"} or child.pos_ not in {"NOUN", "ADJ", "PROPN"}:
            continue
        for item in conjuncts(child):
            if (
                item.ent_type_
                or item.lower_ in kind
                or item.lemma_.lower() in kind
                or item.tag_ in {"JJR", "JJS"}
            ):
                continue
            if item.pos_ in {"NOUN", "ADJ"} and item.is_alpha:
                yield item


def contact_topics(trigger: Token) -> Iterator[Token]:
    """The heads of the topic phrases of a trigger noun or verb within its sentence."""
    yield from noun_topics(trigger) if trigger.pos_ in _NOUNS else verb_topics(trigger)
    seen = {trigger.i}
    for verb in _clause_verbs(trigger):
        if verb.i not in seen:
            seen.add(verb.i)
            yield from verb_topics(verb)
    if trigger.pos_ in _VERBAL:
        for child in trigger.rights:
            if child.dep_ in {"advcl", "xcomp"} and child.pos_ in _VERBAL:
                yield from clause_topics(child)
        yield from _preposed(trigger)
    elif trigger.head.pos_ in _VERBAL and trigger.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}:
        yield from _preposed(trigger.head)
        for child in trigger.head.rights:
            if child.dep_ == "prep" and child.lower_ == "for" and _of_topic(trigger, child):
                yield from _after(child)
        for child in trigger.head.rights:
            if child.dep_ in {"advcl", "xcomp"} and child.pos_ in _VERBAL:
                yield from clause_topics(child)


def _clause_verbs(trigger: Token) -> Iterator[Token]:
    """The verbs of the trigger's sentence."""
    for token in trigger.sent:
        if token.pos_ in _VERBAL:
            yield token


def stated_topics(triggers: Sequence[Token]) -> Iterator[Token]:
    """Subjects that the sentence of a mention or the next one says were topics ("X topped the agenda")."""
    for trigger in triggers:
        after = next_sentence(trigger.sent)
        for sentence in (trigger.sent, *([after] if after is not None else [])):
            for token in sentence:
                if token.pos_ in _VERBAL:
                    yield from _subject_topics(token)


CHAIN = 8
"""Most sentences after a mention that can go on about the same contact."""


def following_topics(triggers: Sequence[Token]) -> Iterator[Token]:
    """Topics in the sentences after a mention while their subjects continue the contact.

    "The envoys met in Oslo. The two sides discussed fishing. They also reviewed ..." gives all; the row
    ends with the first sentence that speaks of something else ("Oil prices fell").
    """
    sentences = {t.sent.start: t.sent for t in triggers}
    for start in sorted(sentences):
        after = next_sentence(sentences[start])
        for _ in range(CHAIN):
            if after is None or after.start in sentences:
                break
            stated = [h for t in after if t.pos_ in _VERBAL for h in _subject_topics(t)]
            if not stated and not goes_on(after, spoken=False):
                break
            yield from stated
            for token in after:
                if token.pos_ in _VERBAL and _continues(token):
                    yield from verb_topics(token)
            after = next_sentence(after)


def goes_on(sentence: Span, *, spoken: bool = True) -> bool:
    """Whether a sentence continues the contact spoken of before: its subject takes part (``spoken``: speaks).

    "The two leaders also reviewed ..." goes on; "Oil prices fell ..." does not.
    """
    table = words()
    root = sentence.root
    if spoken and root.lemma_.lower() not in table["speech"] | table["discuss"]:
        return False
    subjects = [c for c in root.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    return any(
        s.pos_ == "PRON" or s.ent_type_ == "PERSON" or s.lemma_.lower() in table["participants"]
        for s in subjects
    )


def next_sentence(sent: Span) -> Span | None:
    """The sentence after, white space between paragraphs passed over; ``None`` at the end."""
    doc = sent.doc
    at = sent.end
    while at < len(doc) and doc[at].is_space:
        at += 1
    return doc[at].sent if at < len(doc) else None


def _continues(verb: Token) -> bool:
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    return any(
        s.pos_ == "PRON" or s.ent_type_ == "PERSON" or s.lemma_.lower() in words()["participants"]
        for s in subjects
    )
