"""The constructions that state what a contact is about: heads of topic phrases for a trigger word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import gazetteer
from kg.extraction.issues import issue_terms
from kg.extraction.issues.issue_agendas import agenda_topics, governed, subjects
from kg.extraction.issues.issue_heads import RELATIONAL, VERBAL, objects, topics_after, topics_at, verbs_in
from kg.extraction.issues.issue_light import light_topics
from kg.extraction.issues.issue_lists import NOUNS, conjuncts
from kg.extraction.issues.issue_phrases import SIGNING, words
from kg.extraction.issues.issue_spoken import MATTERS
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import per_token


@per_token
def verb_topics(verb: Token) -> Sequence[Token]:
    """The topics that a verb of discussion states, found once for a document.

    "They discussed water and trade" gives both; "They discussed it" and "She raised her hand" none.
    """
    return tuple(_verb_topics(verb))


def _verb_topics(verb: Token) -> Iterator[Token]:
    lemma = verb.lemma_.lower()
    particle = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), None)
    table = words()
    if (f"{lemma}+{particle}" if particle else lemma) in table["discuss"]:
        for child in verb.children:
            joined = child.dep_ == "conj" and child.pos_ in NOUNS and not child.ent_type_
            clause = child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i
            if child.dep_ in {"dobj", "nsubjpass"} or clause or joined:
                yield from topics_at(
                    child
                )  # the parse joins "visas" of "discussed a dam and visas" to the verb
        yield from _included(verb)
    elif lemma in {"include", "see", "involve", "concern"} and _is_contact_subject(verb):
        for child in verb.rights:
            if child.dep_ == "dobj" and child.lemma_.lower() not in table["participants"]:
                yield from topics_at(child)
    signed = verb.children if verb.lemma_ in SIGNING else ()
    yield from (t for child in signed for t in signed_topics(child))
    yield from _errand(verb)
    yield from agenda_topics(verb)
    yield from light_topics(verb, passive=False)
    yield from _named_topics(verb)
    for subject in subjects(verb) if lemma in table["encounter"] else ():
        if subject.lemma_.lower() == "negotiator":
            yield from _modifiers(subject)  # "Trade negotiators met in Lima"
    preps, views = governed("about").get(lemma, ()), table["views"]
    for child in verb.rights:
        if child.lower_ in preps and child.dep_ in {"prep", "agent", "prt"}:
            yield from topics_after(child)
        elif child.dep_ == "dobj" and child.lemma_.lower() in views:
            yield from noun_topics(child)
            yield from _preposed(verb)


def _included(verb: Token) -> Iterator[Token]:
    """Members of what was discussed that the parse hangs on the verb or on a time told between.

    "discussed developments since their meeting in May, including a dam"; not "discussed talks including X".
    """
    contact = words()["contact"] | words()["encounter"]
    for token in verb.subtree:
        if token.lower_ == "including" and token.dep_ == "prep" and token.i > verb.i:
            above = token.head
            between = above.ent_type_ == "DATE" or above.lemma_.lower() in contact
            if above == verb or (between and above.dep_ == "pobj" and above.head.lower_ in _SINCE):
                yield from topics_after(token)


_SINCE = frozenset({"since", "in", "at", "during", "after"})


def signed_topics(accord: Token) -> list[Token]:
    """What several things the accord is on that somebody signs: "signed accords on visas, fish and ferries".

    Nothing of "signed an accord on visas", which names its matter itself, nor of "a fishing accord".
    """
    if accord.head.lemma_ not in SIGNING or accord.lemma_.lower() not in words()["deal"]:
        return []
    named = any(c.dep_ in {"compound", "amod", "nmod"} for c in accord.lefts)
    if accord.dep_ not in {"dobj", "nsubjpass"} or named:
        return []
    of = [o for c in accord.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    told = [t for noun in (accord, *of) for t in _preposed(noun)]
    acl = [c for c in accord.rights if c.dep_ == "acl" and c.tag_ == "VBG"]
    told += [t for c in acl for o in objects(c) for t in topics_at(o)]
    return told if len(told) > 1 else []


def _errand(token: Token) -> Iterator[Token]:
    """The topics of talks that one comes for: "flew to Lima for talks on fishing"; not "paid for lunch"."""
    for child in token.rights:
        if child.lower_ == "for" and child.dep_ == "prep":
            for noun in child.rights:
                if noun.dep_ == "pobj" and noun.lemma_.lower() in words()["encounter"]:
                    yield from noun_topics(noun)


def _is_contact_subject(verb: Token) -> bool:
    """Whether talks or an agenda are the subject: "Their talks will include water"; not "The call ended"."""
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in MATTERS for c in verb.lefts)


def _named_topics(verb: Token) -> Iterator[Token]:
    """What is said to be the topic or aim: "The topics were oil and water", "The goal of the talks is peace".

    Not "The minister is a doctor".
    """
    if verb.lemma_.lower() not in {"be", "remain", "become", "include"}:
        return
    if any(c.dep_ == "nsubj" and c.lemma_.lower() in words()["purpose"] for c in verb.lefts):
        for child in verb.rights:
            if child.dep_ in {"attr", "dobj", "xcomp", "ccomp"}:
                yield from topics_at(child)


def _preposed(token: Token) -> Iterator[Token]:
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in words()["onprep"]:
            yield from topics_after(child)


@per_token
def noun_topics(noun: Token) -> Sequence[Token]:
    """The topics that hang on a noun of contact, found once for a document: "talks on X", "a meeting devoted
    to X", "trade talks".
    """
    return tuple(_noun_topics(noun))


def _noun_topics(noun: Token) -> Iterator[Token]:
    yield from _preposed(noun)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "for"} and _of_topic(noun, child):
            yield from topics_after(child)
        elif child.dep_ in {"acl", "relcl", "advcl"} and child.pos_ in VERBAL:
            yield from clause_topics(child)
    for partner in _partners(noun):
        yield from _preposed(partner)
    yield from _modifiers(noun)
    yield from _under(noun)
    yield from _errand(noun)


def _partners(noun: Token) -> Iterator[Token]:
    """Those with whom or between whom contact is, to whom the parser often gives the topic.

    "a call with partners about grain", "talks between Peru and Ghana on fishing"; so the name beside one: "a
    call with his counterpart X on Syria".
    """
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"with", "between", "among"}:
            for one in child.rights:
                if one.dep_ == "pobj":
                    for partner in conjuncts(one):
                        yield partner
                        yield from (c for c in partner.rights if c.dep_ == "appos" and c.pos_ == "PROPN")


def _under(noun: Token) -> Iterator[Token]:
    """What is "under negotiation": the subject or the noun that the phrase describes."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ != "under":
        return
    governor = preposition.head
    if governor.pos_ in NOUNS:
        yield from topics_at(governor)
    elif governor.dep_ == "relcl":
        yield from topics_at(governor.head)
    else:
        for child in governor.lefts:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                yield from topics_at(child)


def _of_topic(noun: Token, preposition: Token) -> bool:
    if preposition.lower_ == "of":
        return noun.lemma_.lower() in {"discussion", "negotiation", "exchange", "review"}
    return noun.lemma_.lower() in {"talk", "negotiation", "discussion", "consultation"}


def clause_topics(verb: Token) -> Iterator[Token]:
    """The topics of a clause that qualifies a contact: of discussion, or of purpose ("to end the war")."""
    found = list(verb_topics(verb))
    if verb.lemma_.lower() in words()["titled"]:
        found += [t for c in verb.rights if c.dep_ in {"oprd", "dobj"} for t in topics_at(c)]
    if found:
        yield from found
        return
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    participle = verb.lemma_.lower() in {"aim", "devote", "dedicate", "design", "intend", "mean", "focus"}
    if (infinitive or participle) and verb.lemma_.lower() not in words()["encounter"]:
        for item in objects(verb):
            yield from topics_at(item)


def _modifiers(noun: Token) -> Iterator[Token]:
    """Modifiers that are topics: "nuclear talks", "a trade forum"; not "two-day talks", "US-Iran talks"."""
    for child in noun.lefts:
        if child.dep_ in {"compound", "amod", "nmod"}:
            yield from (item for item in conjuncts(child) if _qualifies(item))


def _qualifies(item: Token) -> bool:
    """Whether a modifier of a contact can be its topic: "trade", "nuclear", "Brexit"; not "Geneva", "active".

    Of adjectives only relational ones ("nuclear") or those that the scheme knows.
    """
    kind = words()["kind"]
    if item.lower_ in kind or item.lemma_.lower() in kind or not item.is_alpha or _tells_how(item):
        return False
    if item.pos_ == "NOUN":
        return not item.ent_type_
    if item.pos_ == "ADJ":
        relational = item.lower_.endswith(RELATIONAL) and (item.is_lower or item.is_sent_start is True)
        return not item.ent_type_ and (relational or issue_terms.known(item))
    near = item.doc[max(0, item.i - 1) : item.i + 2]
    pair = any(t.text == "-" for t in near)  # "the Peru-Norway Joint Commission"
    named = item.ent_type_ in {"EVENT", "LAW"} and not pair and gazetteer.city_named(item.text) is None
    return item.pos_ == "PROPN" and (issue_terms.known(item) or named)  # not "the Oslo Forum"


_HOW = frozenset({"to", "or", "on", "the"})


def _tells_how(item: Token) -> bool:
    """Whether a modifier is of a word that tells how one meets: "face-to-face", "make-or-break".

    Not so "water-sharing" and "land-for-peace".
    """
    words = item.doc[item.left_edge.i : item.right_edge.i + 2]
    inner = [words[n - 1 : n + 2] for n in range(1, len(words) - 1)]
    joined = {three[1].lower_ for three in inner if three[0].text == three[2].text == "-"}
    return bool(joined & _HOW)


def contact_topics(trigger: Token) -> Iterator[Token]:
    """The heads of the topic phrases of a trigger noun or verb within its sentence."""
    yield from noun_topics(trigger) if trigger.pos_ in NOUNS else verb_topics(trigger)
    for verb in verbs_in(trigger.sent):
        if verb.i != trigger.i:
            yield from verb_topics(verb)
    if trigger.pos_ in VERBAL:
        for partner in _partners(trigger):
            yield from _preposed(partner)
        for child in trigger.rights:
            if child.dep_ in {"advcl", "xcomp"} and child.pos_ in VERBAL:
                yield from clause_topics(child)
        yield from _preposed(trigger)
    elif trigger.head.pos_ in VERBAL and trigger.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}:
        yield from _preposed(trigger.head)
        for child in trigger.head.rights:
            if child.dep_ == "prep" and child.lower_ == "for" and _of_topic(trigger, child):
                yield from topics_after(child)
        for child in trigger.head.rights:
            if child.dep_ in {"advcl", "xcomp"} and child.pos_ in VERBAL:
                yield from clause_topics(child)
