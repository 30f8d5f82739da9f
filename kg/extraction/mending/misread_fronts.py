"""Subjects that the parser hung on what stands in front: "At the invitation of X, [Y] will come".

"In Lima, [A and B] talked", "On the last day of her stay in Lima, [the minister of Peru, X], had talks".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mending.misread_contrasts import SUBJECTS
from kg.extraction.mending.misread_pairs import is_named_office
from kg.extraction.mending.misread_towns import behind_town
from kg.extraction.mending.misread_verbs import FINITE
from kg.extraction.names.name_words import STYLES
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_BEFORE_VERB = frozenset({"punct", "aux", "auxpass", "advmod", "neg"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TOWNS = frozenset({"capital", "city", "town", "port", "resort"})


def restore_fronted(doc: Doc) -> None:
    """Makes who is read as a word on a town the subject: "On the last day of her stay in Lima, [the minister
    of Peru, X], had talks", "In Lima, [A and B] talked", "Stressing ties with Peru, [Minister X] met Y"; not
    "In Lima, the capital, people marched".
    """
    for run in doc.having(_RUN):
        _restore_run(run)
    _restore_ahead(doc)
    for prep in [_behind_adverb(t) for t in doc if t.is_sent_start] + [
        t for t in doc.having(_IN) if _goes_on(t)
    ]:
        if prep.dep_ != "prep" and not _opens_aside(prep):
            continue
        verb = prep.head
        opens = verb.i > prep.i and (verb.dep_ == "ROOT" or _is_reported(verb) or _goes_on(prep))
        if not opens or verb.pos_ not in {"VERB", "AUX"} or not _is_finite(verb):
            continue
        if any(c.dep_ in SUBJECTS and c is not prep for c in verb.children):
            _restore_inviting(prep, verb)
            _restore_asking(prep, verb)
            continue
        if listed := _listed(prep, verb):
            for other in listed[1:]:
                other.hang(listed[0], "conj")
            listed[0].hang(verb, "nsubj")
        elif (name := next((t for t in prep.subtree if _apposed(t, verb)), None)) is not None:
            told = _asides(name, verb)
            for aside in [t for t in told if t.dep_ in {"acl", "relcl"} and t.head not in told]:
                aside.hang(name, aside.dep_)
            title = _title_of(name)
            passive = any(c.dep_ == "auxpass" for c in verb.lefts)
            (title or name).hang(verb, "nsubjpass" if passive else "nsubj")
            prep.dep_ = "advcl" if prep.tag_ == "VBG" else prep.dep_
            if title is not None:
                name.hang(title, "appos")


_TIMED = frozenset({"ahead", "before", "during", "after", "following"})


def _restore_ahead(doc: Doc) -> None:
    """Gives a preposition that opens a sentence what stands behind it, of which the parser makes the subject,
    and what is read as a word on that its place: "Ahead of X's visit to Peru, [talks] are scheduled".
    """
    for opening in doc.having(_TIMED):
        whole = doc[opening.i : opening.i + (2 if opening.lower_ == "ahead" else 1)]
        last, verb = whole[-1], opening.head
        if not opening.is_sent_start or last.lower_ not in _TIMED | {"of"} or verb.i < opening.i:
            continue
        told = [c for c in verb.lefts if c.dep_ in SUBJECTS]
        front = next((c for c in told if c.left_edge.i == last.i + 1 and not last.n_rights), None)
        subject = _read_beside(front or last) if front is not None or not told else None
        gap = doc[subject.right_edge.i + 1 : verb.i] if subject is not None else ()
        if subject is None or not all(t.dep_ in _BEFORE_VERB for t in gap):
            continue
        subject.hang(verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj")
        if front is not None:
            front.hang(last, "pobj")


def _read_beside(front: Token) -> Token | None:
    """The meeting behind a comma that is read as a word on what stands before it, or ``None``."""
    told = (t for t in front.subtree if t.dep_ == "appos" and t.left_edge.i > front.i and _behind_comma(t))
    return next((t for t in told if names_meeting(t)), None)


_RUN = frozenset("hosted co-hosted convened organized organised chaired co-chaired sponsored".split())


def _restore_run(run: Token) -> None:
    """Hangs by whom an event is held on its name: "took part in the Summit on Trade [hosted by X]", "in the
    margins of the Lima Conference, [convened by X], met Y"; not "came to Lima, hosted by X".
    """
    doc, end = run.doc, run.i - 1
    if run.tag_ != "VBN" or run.dep_ not in {"advcl", "acl", "preconj"} or run.i < 2:
        return
    if not any(c.dep_ == "agent" for c in run.rights):
        return
    end -= doc[end].text == ","
    event = doc[end]
    while not names_meeting(event) and event.head.i < event.i and event.head.pos_ in _NOMINAL:
        event = event.head
    inside = [t for t in event.subtree if t.i < run.i and t.text != ","]
    if (
        event.pos_ in {"NOUN", "PROPN"}
        and names_meeting(event)
        and inside[-1].i == end
        and event is not run.head
    ):
        run.hang(event, "acl")


_NOMINAL = frozenset({"NOUN", "PROPN", "ADP"})


def _restore_inviting(prep: Token, verb: Token) -> None:
    """Lists states with the one before the comma that invites, too, not with who comes: "At the invitation of
    the governments of Peru, [Chile and Mali], Premier X will come".
    """
    if not any(c.lower_ == "invitation" for c in prep.rights):
        return
    state = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.ent_type_ in _STATES), None)
    first = next((t for t in prep.subtree if t.dep_ == "pobj" and t.ent_type_ in _STATES), None)
    if state is None or first is None or not _behind_comma(state):
        return
    guest = state
    while listed := [c for c in guest.rights if c.dep_ == "conj"]:
        guest = listed[-1]
    if guest.ent_type_ == "PERSON" and _behind_comma(guest):
        guest.hang(verb, "nsubj")
        state.hang(first, "conj")


_STATES = frozenset({"GPE", "ORG"})


def _restore_asking(prep: Token, verb: Token) -> None:
    """Takes the first of two who act from the side that asked for it: "At the initiative of the Omani side,
    [President of Peru X] and Minister Y had talks", read as if the side were a president.
    """
    other = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    joint = other.doc[other.left_edge.i - 1] if other is not None else verb
    office = next((t for t in prep.subtree if _office_of_side(t)), None)
    if other is None or office is None or joint.dep_ != "cc" or not office.is_ancestor(joint):
        return
    if office.right_edge.i == joint.i:
        office.hang(verb, "nsubj")
        other.hang(joint.head, "conj")


def _office_of_side(noun: Token) -> bool:
    """Whether an office with a name is read as said of a side behind which it stands: "the Omani side, [the
    president of Peru X]"; not "the Omani side, the host".
    """
    side = noun.head.lemma_.lower() in _ASKING and noun.dep_ == "appos"
    named = any(t.ent_type_ == "PERSON" for t in noun.subtree)
    return side and named and is_title(noun) and _behind_comma(noun)


_ASKING = frozenset("side party government leadership authority ministry".split())


def _behind_comma(noun: Token) -> bool:
    return noun.doc[noun.left_edge.i - 1].text == ","


def _goes_on(prep: Token) -> bool:
    """Whether a place stands in front of a further clause whose verb has nobody who acts, and somebody is
    read as a word on it: "Prices fell, but in Lima, [the minister of Peru] met X"; not "flew to Peru and in
    Lima, the capital, met X".
    """
    verb = prep.head
    before = prep.i > prep.sent.start and prep.nbor(-1).lower_ in _JOINTS
    bare = (
        verb.i > prep.i
        and verb.pos_ in {"VERB", "AUX"}
        and not any(c.dep_ in SUBJECTS for c in verb.children)
    )
    if not before or not bare or prep.dep_ != "prep" or verb.dep_ == "xcomp":
        return False
    told = (t for t in prep.subtree if t.dep_ == "appos" and t.doc[t.left_edge.i - 1].text == ",")
    return any(is_title(t) or t.ent_type_ == "PERSON" for t in told)


_IN = frozenset("in at outside on following after during".split())
_JOINTS = frozenset({"but", "and", "that", "while", "as", ","})


def _behind_adverb(first: Token) -> Token:
    """The word behind the adverb that opens a sentence: "First, [at] the invitation of X, Y will come"."""
    behind = first.doc[first.i + 1 : first.i + 3]
    if first.dep_ not in {"advmod", "npadvmod"} or len(behind) < 2 or behind[0].text != ",":
        return first
    return behind[1] if behind[1].head is first.head else first


def _opens_aside(first: Token) -> bool:
    """Whether a participle opens a sentence that says who does so behind a comma: "Citing ties, X met Y"."""
    return first.tag_ == "VBG" and first.dep_ in {"advcl", "csubj"} and first.head.i > first.i


def _is_reported(verb: Token) -> bool:
    """Whether somebody is named behind who says it: "At the invitation of X, Y will come, [Z announced]"."""
    said = verb.head
    behind = any(c.dep_ == "nsubj" and c.i > verb.i for c in said.lefts)
    return verb.dep_ == "ccomp" and said.dep_ == "ROOT" and said.i > verb.i and behind


def _is_finite(verb: Token) -> bool:
    """Whether a verb tells of somebody: "met", "will meet", "was met", not "meet" that is asked for."""
    helped = any(c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE for c in verb.lefts)
    alone = verb.tag_ == "VBN" and verb.dep_ == "ROOT" and verb.n_rights > 1  # "received on Monday X"
    return helped or alone or verb.tag_ in {"VBD", "VBZ", "VBP"}


def _listed(prep: Token, verb: Token) -> list[Token]:
    """The names read as one list with the one before the comma: "In Lima, [A and B] talked for an hour", "In
    talks mediated by Peru, [Chad and Mali] agreed", "At the invitation of Premier and Minister X, [King Y
    and Queen Z of Spain] will come".
    """
    inner = (t for t in prep.subtree if t.dep_ in {"pobj", "appos"})  # "with her counterpart, X, [Y] said"
    hosts = (t for t in inner if any(c.dep_ == "conj" for c in t.rights))
    first = next(hosts, None)
    if first is None:
        return []
    named = [c for c in first.rights if c.dep_ == "conj"]
    for word in named:
        named += [c for c in word.rights if c.dep_ == "conj"]
    doc = first.doc
    while named and (doc[named[0].left_edge.i - 1].text != "," or not _may_act(named[0], first)):
        named.pop(0)
    if named and doc[named[0].left_edge.i - 2].lower_ in STYLES:
        return []  # "of X, President of Peru, His Excellency, | Mr Y", which restore_offices sets right
    after = doc[named[-1].right_edge.i + 1 : verb.i] if named else ()
    acting = all(_may_act(t, first) for t in named)
    return named if acting and all(t.dep_ in _BEFORE_VERB or _is_day(t) for t in after) else []


def _may_act(name: Token, first: Token) -> bool:
    """Whether a name is that of who acts: a person, or behind who does something any name."""
    by, person = first.head.dep_ == "agent" and name.pos_ == "PROPN", name.ent_type_ == "PERSON"
    wish = first.head.lower_ == "of" and first.head.head.lower_ in _WISHES
    state = (wish or first.pos_ == "NOUN") and name.ent_type_ in _STATES
    return by or person or state or behind_town(name, first)


_WISHES = frozenset("request initiative behest urging insistence proposal suggestion".split())
"""At what others have a meeting: "At the request of Norway, [Peru and Chile] met"."""


def _apposed(noun: Token, verb: Token) -> bool:
    """Whether a noun is read as an apposition to a place, a person to another one or a state to a thing, and
    only words of the verb follow it: "At the invitation of X, [the minister of Peru, Y,] will come", or who
    comes with Y; "At Norway's request, [Peru and Chile] met".
    """
    place = noun.head
    if any(c.dep_ == "appos" and is_named_office(c) for c in noun.rights):
        return False  # "with the minister of Peru, X, | the minister of Chile, Y, said"
    if place.lower_ in STYLES and noun.left_edge.i == place.i + 1:
        return False  # "Her Excellency | Ana Ruiz"
    if noun.lower_ in _TOWNS and any(c.dep_ == "appos" and is_title(c) for c in noun.rights):
        return False  # "in Lima, the capital, | the minister of Peru met X"
    styled = place.lower_ in STYLES or place.head.lower_ in STYLES
    person = place.ent_type_ == "PERSON" or styled or is_title(place) or is_counterpart(place)
    named = person and any(t.ent_type_ == "PERSON" for t in noun.subtree)
    body = noun.ent_type_ == "PERSON" and place.ent_type_ == "ORG"  # "Stressing ties to the EU, [X] met Y"
    state = noun.ent_type_ in _STATES and place.pos_ == "NOUN" and _behind_comma(noun)
    there = (
        named
        or body
        or (is_title(noun) and _behind_comma(noun) and (person or place.ent_type_ in _STATES))
        or state
        or place.ent_type_ in _PLACES
        or place.lower_ in _TOWNS
        or _office_of_side(noun)
    )
    if noun.dep_ not in {"appos", "npadvmod"} or not there:
        return False
    aside = {t.i for t in _asides(noun, verb)}
    gap = [t for t in noun.doc[noun.right_edge.i + 1 : verb.i] if t.i not in aside]
    return all(t.head in (verb, place) and (t.dep_ in _BEFORE_VERB or _is_day(t)) for t in gap)


def _is_day(word: Token) -> bool:
    """Whether a word tells the day by itself: "X [today] met Y"."""
    return word.dep_ == "npadvmod" and word.lower_ in {"today", "yesterday", "tomorrow"}


def _asides(name: Token, verb: Token) -> list[Token]:
    """The words between commas on somebody: "accompanied by Z" of "Y, accompanied by Z, came", "who was ill"
    of "Y, who was ill, came".
    """
    gap = name.doc[name.right_edge.i + 1 : verb.i]
    told = (t for t in gap if (t.dep_ == "acl" and t.lemma_ == "accompany") or _says_who(t))
    along = next(told, None)
    return list(along.subtree) if along is not None and along.left_edge.nbor(-1).text == "," else []


def _says_who(verb: Token) -> bool:
    return verb.dep_ == "relcl" and verb.left_edge.lower_ == "who"


def _title_of(name: Token) -> Token | None:
    """The title in front of a name that hangs beside it: "[the minister of Peru], [Y]" on the name before;
    not where the name has one of its own behind: "X, President of Peru, [Y], Premier of Chile,".
    """
    if any(c.dep_ == "appos" and is_title(c) for c in name.rights):
        return None
    beside = (c for c in name.head.rights if c.dep_ == "appos" and is_title(c))
    return next((c for c in beside if c.right_edge.i == name.left_edge.i - 2), None)
