"""Prepositions of time that the parser takes for verbs, or hangs on what somebody felt: "told reporters
[following] talks with X", "was pleased [after] meeting X"; and those whom it loses behind an aside: "met,
among others, [X]", "met not only X but also [Y]", or behind a day: "had a visit on Monday [from X]"; and
where and when somebody "was last", which it hangs elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.tokens.words import group_nouns
from kg.extraction.triggers.noun_readings import is_related
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_TIMED = frozenset({"after", "before", "following", "since", "upon"})
_FOLLOWING = frozenset({"xcomp", "acl", "advcl"})
_OBJECTS = frozenset({"dobj", "pobj"})


def restore_prepositions(doc: Doc) -> None:
    """Makes such a word the preposition of what is done before or after, in place; not "has been following
    the talks", "the envoys following the talks".
    """
    for word in doc.having(_TIMED):
        _restore_timed(word)
    for word in doc.having(_SOME):
        if 1 < word.i < len(doc) - 2 and (doc[word.i - 1].lower_, word.lower_) in _ASIDES:
            _restore_named(word)
    for last in doc.having({"last"}):
        if last.dep_ in {"acomp", "advmod"} and last.head.lemma_ == "be" and last.i == last.head.i + 1:
            _restore_last(last)
    for word in doc.having(_BUT):
        if word.dep_ == "cc" and word.i + 1 < len(doc) and doc[word.i + 1].lower_ == "also":
            _restore_further(word)
    for words, restore in _MENDS:
        for word in doc.having(words):
            restore(word)


def _restore_doer(by: Token) -> None:
    """Hangs by whom something was done on the verb, not on where or when before it: "was received in Oslo, on
    two occasions, [by X]"; not "by Monday", "was received by X and in Lima by Y".
    """
    verb = by.head.head
    if by.dep_ not in {"conj", "prep"} or by.head.pos_ != "ADP":
        return
    passive = any(c.dep_ == "auxpass" for c in verb.lefts) and verb.tag_ == "VBN"
    done = any(c.dep_ == "agent" for c in verb.children)
    who = next((c for c in by.rights if c.dep_ == "pobj" and c.ent_type_ not in {"DATE", "TIME"}), None)
    if passive and not done and who is not None and by.head.i > verb.i:
        by.hang(verb, "agent")


_TOLD_OF = frozenset("informed apprised notified assured reminded".split())
_MATTERS = frozenset(
    "mission visit trip plan decision outcome result progress intention development support readiness".split()
)


def _restore_matter(verb: Token) -> None:
    """Hangs on the verb of what somebody is told: "informed the delegation [of his mission] to Chad"; not
    "informed the leader of her party".
    """
    for told in [c for c in verb.rights if c.dep_ == "dobj"]:
        for of in [c for c in told.rights if c.dep_ == "prep" and c.lower_ == "of"]:
            if any(c.dep_ == "pobj" and c.lemma_ in _MATTERS for c in of.rights):
                of.hang(verb)


def _restore_related(noun: Token) -> None:
    """Hangs where and when a summit is on it, not on what goes with it: "the summit and related meetings [in
    Lima]", read as well as "summit-and-related meetings".
    """
    related = noun.doc[noun.i - 1] if noun.i else noun
    first = related.head
    if related.lower_ == "related" and related.dep_ == "conj" and first.head is noun and names_meeting(first):
        first.hang(noun.head, noun.dep_)
        for word in [c for c in noun.lefts if c.i < first.i]:
            word.hang(first)
        noun.hang(first, "conj")
        related.hang(noun, "amod")
    if is_related(noun) and names_meeting(noun.head):
        for prep in [c for c in noun.rights if c.dep_ == "prep"]:
            prep.hang(noun.head)


def _restore_timed(word: Token) -> None:
    if word.lower_ == "following":
        _restore_following(word)
    elif word.dep_ == "prep" and word.head.dep_ == "acomp" and word.head.tag_ in {"JJ", "VBN"}:
        be = word.head.head
        if be.lemma_ == "be" and any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in word.rights):
            word.hang(be)
    elif word.dep_ == "mark" and word.i:
        _restore_issued(word)


def _restore_issued(word: Token) -> None:
    """Hangs on its verb when a paper was made: "a statement issued [after the talks] said", read as if the
    talks said it; not "the statement issued after they met".
    """
    made, verb = word.doc[word.i - 1], word.head
    event = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i > word.i), None)
    told = made.dep_ == "acl" and made.tag_ == "VBN" and made.head.dep_ == "nsubj" and made.head.head is verb
    if told and event is not None and event.left_edge.i == word.i + 1 and names_meeting(event):
        word.pos_ = "ADP"
        word.hang(made, "prep")
        event.hang(word, "pobj")


def _restore_partner(word: Token) -> None:
    """Hangs with whom one discusses something on the verb: "discussed plans for a summit [with X] by phone",
    read as a summit with X; not "discussed a summit with X", "discussed the results of her talks with X".
    """
    whom = next((c for c in word.rights if c.dep_ == "pobj"), None)
    thing = word.head
    while thing.dep_ == "pobj" and thing.head.dep_ == "prep":
        thing = thing.head.head
    verb = thing.head
    own = any(c.dep_ == "poss" for c in word.head.lefts)
    inside = thing is not word.head and not own and thing.dep_ == "dobj" and verb.lemma_ in _DISCUSSING
    if inside and whom is not None and whom.ent_type_ == "PERSON" and names_meeting(word.head):
        word.hang(verb)


def _restore_side(word: Token) -> None:
    """Hangs with whom talks are held on them, not on their opening or on who speaks at them: "speaking at the
    opening of talks in Lima [with X], Y said"; not "speaking with X at the opening of the summit".
    """
    head = word.head
    edge = head.lower_ in _EDGES and head.dep_ == "pobj"
    if word.dep_ != "prep" or not (edge or (head.lemma_ == "speak" and head.tag_ == "VBG")):
        return
    inside = [t for t in head.subtree if head.i < t.i < word.i and names_meeting(t)]
    talks = inside[-1] if inside else None
    if talks is None or talks.dep_ != "pobj" or any(c.lower_ in _PARTNERS for c in talks.rights):
        return
    if edge or talks.head.head.lower_ in _EDGES or talks.head.lower_ in _TIMED | {"at"}:
        word.hang(talks)


def _restore_had(word: Token) -> None:
    """Hangs with whom somebody had a meeting on that, not on what is said of it: "followed a meeting he had
    in Lima [with X]"; not "followed the meeting he had with X with a call", "ended the talks with joy".
    """
    whom = next((c for c in word.rights if c.dep_ == "pobj"), None)
    events = (c for c in word.head.rights if c.i < word.i and c.dep_ in _OBJECTS and names_meeting(c))
    event = next(events, None) if word.dep_ == "prep" and word.head.pos_ == "VERB" else None
    clause = next((c for c in event.rights if c.dep_ == "relcl"), None) if event is not None else None
    if clause is None or whom is None or clause.lemma_ not in _HOLDING or clause.right_edge.i + 1 != word.i:
        return
    own = any(c.dep_ == "nsubj" for c in clause.lefts) and not any(c.lower_ == "with" for c in clause.rights)
    if own and (whom.ent_type_ in _SIDES or whom.lemma_.lower() in group_nouns()):
        word.hang(clause)


def _restore_further_with(word: Token) -> None:
    """Lists with whom else one meets, not what is said of the one before: "met with his colleagues from Peru
    and [with X]", "with Y, with whom he discussed trade, and [with X]"; not "a deal on trade and with X".
    """
    origin = word.head
    placed = origin.lower_ in {"from", "of", "in"} and origin.dep_ == "prep"
    told = origin.dep_ == "relcl" and any(t.lower_ == "whom" for t in origin.subtree)
    if word.dep_ != "conj" or not (placed or (told and word.nbor(-2).text == ",")):
        return
    first = next((t for t in origin.ancestors if t.lower_ == "with" and t.dep_ == "prep"), None)
    if first is not None and first.i < origin.i and word.nbor(-1).lower_ == "and":
        word.hang(first)


_HOLDING = frozenset("have hold conduct".split())
_SIDES = frozenset("PERSON ORG GPE NORP".split())
_TEAMS = frozenset({"delegation", "team"})


def _restore_led(team: Token) -> None:
    """Hangs on the verb for what somebody leads a delegation: "will lead the team [in talks with X]"."""
    if team.dep_ != "dobj" or team.head.lemma_ not in {"lead", "head"}:
        return
    for word in [c for c in team.rights if c.lower_ in {"in", "at", "during", "for"} and c.dep_ == "prep"]:
        if any(c.dep_ == "pobj" and names_meeting(c) for c in word.rights):
            word.hang(team.head)


_EDGES = frozenset("opening start beginning outset end close conclusion".split())
_PARTNERS = frozenset({"with", "between", "of"})
_WITH = frozenset({"with"})
_DISCUSSING = frozenset("discuss review address debate".split())
_FROM = frozenset({"from"})
_GETTING = frozenset("have receive get expect await host".split())
_TIMES = frozenset({"DATE", "TIME", "CARDINAL"})


def _restore_sender(word: Token) -> None:
    """Hangs on a call or visit from whom it is, where a day stands between: "had a visit on Monday [from X]";
    not "had talks from Monday".
    """
    if word.dep_ != "prep" or word.head.lemma_ not in _GETTING:
        return
    got = next((c for c in word.head.rights if c.dep_ == "dobj" and c.i < word.i), None)
    whom = next((c for c in word.rights if c.dep_ == "pobj"), None)
    if got is not None and whom is not None and names_meeting(got) and whom.ent_type_ not in _TIMES:
        word.hang(got)


_BUT = frozenset({"but"})
_SOME = frozenset({"others", "alia"})
_ASIDES = frozenset({("among", "others"), ("amongst", "others"), ("inter", "alia")})


def _restore_last(last: Token) -> None:
    """Hangs where and when somebody "was last" on the verb: "When X was last [in Lima, in May,] Y ruled", as
    if it were last in Lima, and Y ruled in May; not "Peru was last, and in May Y ruled".
    """
    was, doc = last.head, last.doc
    place = next((c for c in (*last.rights, *was.rights) if c.lower_ in {"in", "at"} and c.i > last.i), None)
    if place is None or place.i != last.i + 1:
        return
    place.hang(was)
    comma = place.right_edge.i + 1
    day = doc[comma + 1] if comma + 1 < last.sent.end and doc[comma].text == "," else place
    ahead = was.dep_ == "advcl" and day.head is was.head and day.i < was.head.i
    if ahead and day.lower_ in {"in", "on"} and any(o.ent_type_ == "DATE" for o in day.rights):
        day.hang(was)


def _restore_named(word: Token) -> None:
    """Hangs whom an aside between commas tells of on what stands before it: "met, among others, [X and Y]",
    "was attended by, among others, [X]"; not "among others, X and Y met".
    """
    doc, first = word.doc, word.i + 2
    before = doc[max(word.i - 3, 0)]
    if doc[word.i - 2].text != "," or doc[word.i + 1].text != "," or before.i + 3 != word.i:
        return
    name = doc[first]
    while name.head.i > name.i and name.head.i < name.sent.end:
        name = name.head
    if name.pos_ not in {"PROPN", "NOUN"} or name.left_edge.i < first or name.dep_ in {"nsubj", "nsubjpass"}:
        return
    if before.pos_ == "ADP" or before.dep_ == "agent":
        name.hang(before, "pobj")
    elif before.pos_ == "VERB" and before.i < first:
        name.hang(before, "dobj")


def _restore_following(word: Token) -> None:
    """Makes "following" behind whom one tells something, or in front of who does, a preposition: "told
    reporters [following] talks", "[Following] talks with Y, X said"; not "Following the talks closely, X
    said".
    """
    event = next((c for c in word.rights if c.dep_ in _OBJECTS), None)
    if event is not None and names_meeting(event) and word.is_sent_start and word.head.i > event.i:
        closely = any(c.dep_ == "advmod" and c.lower_.endswith("ly") for c in word.rights)
        if not closely and not any(c.lower_ == "the" for c in event.lefts):
            word.dep_, word.pos_, event.dep_ = "prep", "ADP", "pobj"
            for rest in [c for c in word.rights if c.i > event.i]:
                rest.hang(event)
        return
    if word.tag_ != "VBG" or word.dep_ not in _FOLLOWING or event is None or not names_meeting(event):
        return
    verb = word.head if word.dep_ != "acl" else word.head.head
    told = verb.pos_ == "VERB" and verb.i < word.i and not any(c.i < word.i for c in word.children)
    behind = word.dep_ != "acl" or (word.head.dep_ == "dobj" and word.head.i == word.i - 1)
    if not told or not behind or any(c.lower_ in {"the", "closely"} for c in (*event.lefts, *word.rights)):
        return
    word.hang(verb, "prep")
    word.pos_ = "ADP"
    event.hang(word, "pobj")
    for rest in [c for c in word.rights if c is not event]:
        rest.hang(verb)


def _restore_further(but: Token) -> None:
    """Lists who stands behind "but also" with whom one met before it: "met not only X but also [Y]"; not "met
    X but also praised Y".
    """
    verb = but.head
    first = next((c for c in reversed(verb.rights) if c.dep_ == "dobj" and c.i < but.i), None)
    further = next((c for c in verb.rights if c.dep_ == "conj" and c.i > but.i), None)
    if first is None or further is None or verb.pos_ != "VERB" or further.pos_ != first.pos_:
        return
    if "only" in {t.lower_ for t in but.doc[verb.i : but.i]}:
        but.hang(first, "cc")
        further.hang(first, "conj")


def _restore_as_well(word: Token) -> None:
    """Lists with whom one meets "as well as with" others: "met with both of them as well as [with X]"; not
    "met X as well as with joy", nor over a verb.
    """
    doc, whom = word.doc, next((c for c in word.rights if c.dep_ == "pobj"), None)
    if whom is None or [t.lower_ for t in doc[max(word.i - 3, 0) : word.i]] != ["as", "well", "as"]:
        return
    for token in reversed(doc[word.sent.start : word.i - 3]):
        first = next((c for c in token.rights if c.dep_ == "pobj"), None) if token.lower_ == "with" else None
        if first is not None:
            word.hang(doc[word.i - 1], "dep")
            doc[word.i - 1].hang(first, "cc")
            whom.hang(first, "conj")
        if first is not None or token.pos_ == "VERB":
            return


_MENDS: tuple[tuple[frozenset[str], Callable[[Token], None]], ...] = (
    (frozenset({"meetings", "events"}), _restore_related),
    (_TOLD_OF, _restore_matter),
    (_TEAMS, _restore_led),
    (_FROM, _restore_sender),
    (_WITH, _restore_partner),
    (_WITH, _restore_side),
    (_WITH, _restore_as_well),
    (_WITH, _restore_had),
    (_WITH, _restore_further_with),
    (frozenset({"by"}), _restore_doer),
)
