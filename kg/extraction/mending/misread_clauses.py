"""Clauses with which the parser takes words from the sentence around them, which are hung back in place.

"After talks in Oslo, X and Y agreed", "held what X called useful talks", "left for Oslo to meet X".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar.clauses import is_negated
from kg.extraction.grammar.clefts import WHICH
from kg.extraction.mending.misread_fronts import restore_fronted
from kg.extraction.mending.misread_teams import restore_led
from kg.extraction.mending.misread_towns import tells_when
from kg.extraction.times.named_rounds import PARTS
from kg.extraction.tokens.sentences import DASHES
from kg.extraction.triggers.triggers import frames, names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_OPENING = frozenset("after before following during".split())
_ASIDE = _OPENING | {"in", "at"}
_PARTICIPLES = frozenset({"VBN", "VBD", "VBG"})
_NAMING = frozenset("call describe term dub bill label characterise characterize say believe".split())
_BEING = frozenset("be become expect promise threaten seem appear prove".split())
_UNDER = {"ccomp": "dobj", "pcomp": "pobj", "dobj": "dobj"}
_NAMED = frozenset({"oprd", "pobj", "dobj", "attr"})
_ADVERBIALS = frozenset({"prep", "npadvmod", "advmod"})


def restore_clauses(doc: Doc) -> None:
    """Hangs such words where they belong, in place."""
    _restore_openings(doc)
    restore_fronted(doc)
    _restore_named(doc)
    participles = [t for t in doc if t.tag_ in _PARTICIPLES]  # nothing here makes others of any word
    restore_led(participles)
    _restore_signed(participles)
    _restore_asides(doc)
    _restore_goals(doc)
    _restore_relatives(doc)
    _restore_agents(doc)
    _restore_times(doc)
    _restore_participles(doc, participles)
    _restore_dashed(doc, participles)


def _restore_openings(doc: Doc) -> None:
    """Makes who stands behind the comma the subject: "[After talks in Oslo], X and Y agreed", which is read
    as one list of talks or Oslo, X and Y; the talks are then what "after" makes a clause of.
    """
    for token in doc.having(_OPENING):
        if token.dep_ not in {"mark", "prep"} or token.head.i < token.i:
            continue
        noun = _occasion(token)
        name = None if noun is None else _behind_comma(noun, token.head)
        if noun is not None and name is not None:
            _part(token, noun, name)


def _occasion(word: Token) -> Token | None:
    """The event of "after talks", read as the subject or with the subject in it, else ``None``."""
    verb = word.head
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    noun = next(iter(word.rights), None) or subject
    if verb.dep_ not in {"ROOT", "ccomp"} or verb.pos_ != "VERB" or noun is None:
        return None
    begins = noun.left_edge.i == word.i + 1 and subject in (noun, None)
    return noun if begins and _is_event(noun) else None


def _is_event(noun: Token) -> bool:
    """Whether a noun is one of meeting, or a measure of one: "talks", "hours of talks"."""
    parts = (o for c in noun.rights if c.lower_ == "of" for o in c.rights) if noun.lemma_ in PARTS else ()
    return any(map(names_meeting, (noun, *parts)))


def _behind_comma(noun: Token, verb: Token) -> Token | None:
    """The first of those who stand between a comma behind the event and the verb."""
    for token in noun.subtree:
        apart = token.dep_ in {"conj", "appos"} and token.pos_ in {"PROPN", "NOUN"} and token.i > noun.i
        gap = noun.doc[token.right_edge.i + 1 : verb.i]
        if apart and noun.doc[token.left_edge.i - 1].text == "," and all(t.head is verb for t in gap):
            return token
    return None


def _part(word: Token, noun: Token, name: Token) -> None:
    verb, before = word.head, name.head
    rest = [c for c in before.rights if c is not name and c.i > name.left_edge.i]
    name.hang(verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj")
    for child in rest:
        child.hang(name)
    if noun.head is verb:
        noun.hang(word, "pobj")
        word.dep_ = "prep"


def _restore_named(doc: Doc) -> None:
    """Hangs the event on the verb or preposition before "what", and the naming on the event, in place.

    "Held [what X called] talks in Oslo on Monday" then says what "held talks in Oslo on Monday" says, and
    "arrived for [what officials said was] a meeting with X" what "arrived for a meeting with X" does; so do
    "arrived for [what are expected to be] talks with X" and "met in [what was] the first summit".
    """
    for what in doc.having({"what"}):
        naming = what.head.head if what.head.lemma_ == "be" and what.head.dep_ == "ccomp" else what.head
        being = naming.dep_ == "pcomp" and naming.lemma_ in _BEING and not is_negated(naming)
        if not (naming.lemma_ in _NAMING or being) or naming.dep_ not in _UNDER:
            continue
        event = _named(naming)
        if event is not None and naming.head.i == what.i - 1 - _particle(naming.head):
            _lift(naming, event)


def _particle(word: Token) -> int:
    """How many words "up" of "wrapped up what" is: none or one."""
    return sum(c.dep_ == "prt" for c in word.rights if c.i == word.i + 1)


def _named(naming: Token) -> Token | None:
    """What somebody names so: "talks" of "called useful talks", "as frank talks", "said were talks"."""
    under = [naming, *(c for c in naming.rights if c.lower_ == "as" or c.lemma_ == "be")]
    found = (c for t in under for c in t.rights if c.dep_ in _NAMED and c.pos_ == "NOUN")
    return next((c for c in found if (c.lemma_, "NOUN") in frames() or c.lemma_ in PARTS), None)


def _lift(naming: Token, event: Token) -> None:
    above, dep = naming.head, _UNDER[naming.dep_]
    behind = [c for c in naming.rights if c.i > event.right_edge.i and c.dep_ in _ADVERBIALS]
    event.hang(above, dep)
    naming.hang(above if naming.lemma_ in _BEING else event, "parataxis")  # "expected" dates no talks
    for word in behind if above.pos_ in {"VERB", "AUX"} else ():
        word.hang(above)


def _restore_signed(participles: list[Token]) -> None:
    """Hangs the place and day behind what an accord does on its signing: "signed a pact [ending the war] at
    the palace on Monday", "an accord on [ending it] today".
    """
    for does in participles:
        if does.tag_ != "VBG" or does.dep_ not in {"acl", "pcomp"}:
            continue
        accord = does.head.head if does.dep_ == "pcomp" else does.head
        verb, what = accord.head, next((c for c in does.rights if c.dep_ == "dobj"), None)
        if accord.dep_ != "dobj" or what is None or verb.lemma_ not in _SIGNING:
            continue
        when = next((c for c in does.rights if c.i > what.i and _is_day(c)), None)
        if when is None:
            continue
        inside = [c for c in what.rights if c.lower_ == "at" and c.right_edge.i + 1 == when.i]
        behind = [c for c in does.rights if c is when or c.lower_ == "at" or c.i > when.i]
        for word in [*inside, *(c for c in behind if c.i > what.i and c.dep_ in _ADVERBIALS)]:
            word.hang(verb)


_SIGNING = frozenset("sign initial conclude seal ratify unveil".split())


def _is_day(word: Token) -> bool:
    """Whether a word says on which day, as "on Monday", "Monday" and "today" do."""
    day = next(iter(word.rights), word) if word.dep_ == "prep" else word
    named = day.text[:1].isupper() or day.lower_ in {"today", "yesterday", "tonight"}
    return word.dep_ in {"prep", "npadvmod"} and day.ent_type_ == "DATE" and named


def _restore_asides(doc: Doc) -> None:
    """Hangs the meeting told between commas behind a subject on the verb, where the parser takes it for a
    word on Y: "X and Y, | in talks with Z, agreed".
    """
    for prep in doc.having(_ASIDE):
        subject, noun = prep.head, next((c for c in prep.rights if c.dep_ == "pobj"), None)
        if subject.i > prep.i or noun is None or doc.tokens[prep.i - 1].text != ",":
            continue
        while subject.dep_ == "conj" and subject.head.i < subject.i:
            subject = subject.head
        last = prep.right_edge.i + 1
        commas = last < len(doc) and doc[last].text == ","
        verb, side = subject.head, any(c.lower_ == "with" for c in noun.rights)
        if subject.dep_ == "nsubj" and verb.pos_ == "VERB" and commas and side and _is_event(noun):
            prep.hang(verb)


def _restore_goals(doc: Doc) -> None:
    """Hangs the goal of who sets out on the verb, where the parser makes it do what the journey is for: "left
    [for Lima to meet X]"; not "waits for Lima to agree".
    """
    for word in doc.having({"for"}):
        if word.dep_ != "mark" or word.head.i < word.i:
            continue
        aim, verb = word.head, word.head.head
        goal = next((c for c in aim.lefts if c.dep_ == "nsubj"), None)
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in aim.lefts)
        named = goal is not None and goal.ent_type_ in {"GPE", "LOC"} and goal.left_edge.i == word.i + 1
        if goal is None or not (infinitive and named) or verb.lemma_ not in _SETTING_OUT or verb.i > word.i:
            continue
        word.hang(verb, "prep")
        goal.hang(word, "pobj")
        aim.hang(verb, "advcl")


_SETTING_OUT = frozenset("leave depart head fly embark sail set".split())


def _restore_relatives(doc: Doc) -> None:
    """Hangs a relative clause on the event, from which a day or place parts it: "hosted a summit on Sunday,
    [which X attended]", "[at which X spoke]", "the trip to Lima, [which will take place in May]"; not "met X
    on Sunday, which pleased him".
    """
    for which in doc.having({"which"}):
        at_it = which.dep_ == "pobj" and which.head.lower_ in {"at", "during"}
        verb = which.head.head if at_it else which.head
        if verb.dep_ not in {"relcl", "advcl"} or verb.i < which.i:
            continue
        attended = which.dep_ == "dobj" and verb.lemma_ in _ATTENDING
        before = [t for t in doc[verb.sent.start : which.i] if _is_event(t)]
        happens = tells_when(which, verb)
        apart = happens or not (before and before[-1].is_ancestor(verb))
        if (at_it or attended or happens) and before and apart:
            verb.hang(before[-1], "relcl")


_ATTENDING = frozenset("attend host chair join address skip boycott shun hold convene".split())


def _restore_agents(doc: Doc) -> None:
    """Hangs on "represented" by whom a side is: "Peru was represented [at the talks] | by X"."""
    for by in (t for t in doc.having({"by"}) if t.head.dep_ == "pobj"):
        prep, verb = by.head.head, by.head.head.head
        if verb.tag_ == "VBN" and verb.lemma_ == "represent" and prep.lower_ in {"at", "in", "on", "during"}:
            by.hang(verb, "agent")


def _restore_times(doc: Doc) -> None:
    """Makes "was" the verb of the sentence, of which "the last time" is the subject: "The last time A [held]
    talks was in May", read as if the talks were in May, or as if A held them for the last time.
    """
    for time in (t for t in doc.having({"time"}) if any(c.lower_ in WHICH for c in t.lefts)):
        was = next((t for t in doc[time.i : time.sent.end] if t.lemma_ == "be" and t.tag_ == "VBD"), None)
        if was is None or was.head.i > was.i:
            continue
        over = was.head
        verb = next((c for c in time.rights if c.dep_ == "relcl" and c is not was), time.head)
        if verb.pos_ != "VERB" or not time.i < verb.i < was.i or over not in {time, verb, was}:
            continue
        if any(t.dep_ == "ROOT" for t in (time, verb, was)):
            was.hang(was, "ROOT")
            for held in [c for c in was.lefts if c.dep_ == "nsubj" and c.i > verb.i]:
                held.hang(verb, "dobj")
            time.hang(was, "nsubj")
            verb.hang(time, "relcl")


def _restore_participles(doc: Doc, participles: list[Token]) -> None:
    """Makes a verb between commas say more of the subject of what follows: "Talks with Peru, [broken off in
    May], will resume", "The talks, [announced on Monday], were called off", read as if they announced so.
    """
    for verb in [t for t in participles if t.dep_ == "ROOT" and t.tag_ in {"VBD", "VBN"} and t.i > 1]:
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        main = next((c for c in verb.rights if c.dep_ == "ccomp" or (c.dep_, c.tag_) == ("conj", "VB")), None)
        if (
            subject is None
            or main is None
            or doc[verb.i - 1].text != ","
            or any(c.dep_ == "cc" for c in verb.rights)
        ):
            continue
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in main.lefts)
        if own or subject.right_edge.i < verb.i - 2 or doc[main.left_edge.i - 1].text != ",":
            continue
        main.hang(main, "ROOT")
        subject.hang(main, "nsubjpass" if any(c.dep_ == "auxpass" for c in main.lefts) else "nsubj")
        verb.hang(subject, "acl")
        verb.tag_ = "VBN"


def _restore_dashed(doc: Doc, participles: list[Token]) -> None:
    """Makes a verb behind a list between dashes that of the sentence, of whom the list says more: "The three
    powers - Peru and Chile - [held] talks", read as talks that Chile held.
    """
    for verb in [t for t in participles if t.dep_ == "amod" and t.tag_ == "VBN" and t.i > 4]:
        noun, start = verb.head, verb.sent.start
        marks = [t for t in doc[start : verb.i] if t.text in DASHES and t.whitespace_]
        if len(marks) != 2 or marks[1].i != verb.i - 1 or noun.i < verb.i or marks[0].i == start:
            continue
        listed = list(doc[marks[0].i + 1 : marks[1].i])
        names = [t for t in listed if t.pos_ == "PROPN" and t.dep_ != "compound"]
        plain = all(t.pos_ in {"PROPN", "DET", "CCONJ"} or t.text == "," for t in listed)
        subject = doc[marks[0].i - 1]
        while subject.dep_ == "pobj" and subject.head.dep_ == "prep" and subject.head.i < subject.i:
            subject = subject.head.head
        if not plain or len(names) < 2 or subject.pos_ not in {"NOUN", "PROPN"}:
            continue
        verb.hang(verb, "ROOT")
        verb.tag_ = "VBD"
        subject.hang(verb, "nsubj")
        noun.hang(verb, "dobj")
        for word in [t for t in doc[start : subject.i] if t.head in listed]:
            word.hang(subject)
        for name in names:
            name.hang(subject if name is names[0] else names[0], "appos" if name is names[0] else "conj")
        for word in [t for t in doc[verb.i + 1 : verb.sent.end] if t.head.i < verb.i]:
            word.hang(verb)
