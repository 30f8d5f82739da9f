"""By what means those met who were apart: "held by phone", "in the format of a video conference"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

_BY = frozenset({"by", "via", "over", "through"})
_CHAIR, _WIRED = frozenset({"chair", "co-chair"}), frozenset({"videoconference", "teleconference"})
_MEANS = frozenset("mechanism framework platform memorandum channel".split())
_HOLDING = frozenset({"hold", "have", "conduct"})
_FORMS = frozenset({"form", "format", "mode"})
VIRTUALLY = frozenset({"virtually", "online"})
ON_VIDEO = frozenset({"video", "videolink", "videoconference", "teleconference"})
ON_THE_PHONE = frozenset({"phone", "telephone", "hotline"})


def wires_of(told: Iterable[Token]) -> Iterator[Token]:
    """The words that say over what a meeting was held, of those that tell of it: "by video", "virtually"."""
    for token in told:
        for prep in token.children:
            if prep.lower_ in VIRTUALLY and prep.dep_ == "advmod":
                yield prep
            elif prep.lower_ in _BY:
                yield from prep.children
            elif prep.lower_ == "in":
                yield from (c for c in prep.children if c.lemma_.lower() in _FORMS)


_CALLS = ON_VIDEO | {"phone", "telephone"}
_SPOKEN_OF = frozenset({"call", "conversation"})
_ENGAGED = frozenset({"be", "remain", "stay", "engage"})
_JOINING = frozenset("join participate attend take connect address follow".split())
_OTHER_TIME = frozenset("after following before since until ahead".split())


def words_around(verb: Token) -> set[str]:
    """The words that a verb governs, in lower case, without those of a call that came before it or comes
    after: "discussed trade, following a phone call between X and Y"; nor those that say over what one of them
    joined: "met in Oslo, with X joining by video link".
    """
    around = {c.lower_ for c in verb.subtree if verb.n_rights}
    if around.isdisjoint(_CALLS):
        return around
    apart = (c for c in verb.subtree if c.lower_ in _OTHER_TIME and c.dep_ in {"prep", "mark"})
    aside = {t.i for c in apart for t in (c.head if c.dep_ == "mark" else c).subtree}
    for joining in (c for c in verb.subtree if c.lemma_ in _JOINING and c.pos_ == "VERB"):
        aside.update(t.i for p in joining.rights if p.lower_ in _BY for t in p.subtree)
    for noun in (c for c in verb.rights if c.dep_ == "dobj" and c.lemma_ in _SPOKEN_OF):
        aside.update(t.i for t in noun.subtree if any(c.lower_ == "between" for c in noun.rights))
    return {c.lower_ for c in verb.subtree if c.i not in aside}


def is_form(noun: Token) -> bool:
    """Whether a noun only says in what form a meeting was: "held in the format of a video conference".

    So does one of "chaired the talks via videoconference", "discussed trade by video conference"; not
    "chaired a videoconference" nor "discussed it via a video conference with X". What was "drawn up in
    consultation with X" was drawn up so; not "was in consultation with X".
    """
    of = noun.head
    if noun.dep_ == "pobj" and of.lower_ in {"for", "of", "on"} and of.head.lemma_.lower() in _MEANS:
        return noun.lemma_.lower() in {"consultation", "dialogue"}  # "a mechanism for consultations"
    if noun.lower_ == "consultation" and of.lower_ == "in" and noun.i == of.i + 1:
        return of.head.lemma_ not in _ENGAGED  # "drawn up in consultation with X"
    if of.lower_ == "via" and of.head.lemma_ in _HOLDING and any(c.dep_ == "dobj" for c in of.head.children):
        return True  # "held talks via videoconference with X", though the parser hangs X on it
    wired = noun.lower_ in _WIRED or any(c.lower_ in {"video", "tele"} for c in noun.lefts)
    wired = (wired and of.lower_ in _BY) or (of.lower_ == "via" and of.head.lemma_ in _CHAIR)
    if noun.dep_ == "pobj" and wired:
        return not any(c.lower_ in {"with", "between"} for c in noun.rights)
    form = of.head
    said = noun.dep_ == "pobj" and of.lower_ == "of" and form.lemma_.lower() in _FORMS
    return said and form.dep_ == "pobj" and form.head.lower_ == "in"


_TOGETHER = frozenset(
    """
    margin sideline fringe summit meeting conference forum visit trip dinner reception ceremony funeral
    inauguration coronation wedding memorial parade banquet luncheon lunch breakfast supper coffee tea meal
    gathering assembly congress airport palace residence backstage
    """.split()
)
_AT = frozenset({"in", "at", "on", "during", "over"})


def _met_then(clause: Token) -> bool:
    """Whether a clause says that those told of met: "when they met", "when they had their annual meeting"."""
    when = clause.dep_ == "advcl" and any(c.lower_ == "when" for c in clause.lefts)
    they = any(c.dep_ == "nsubj" and c.lower_ == "they" for c in clause.lefts)
    held = clause.lemma_ in {"have", "hold"} and any(
        c.dep_ == "dobj" and c.lemma_ in {"meeting", "talk", "summit", "consultation"} for c in clause.rights
    )
    return when and they and (clause.lemma_ == "meet" or held)


def in_person(verb: Token) -> bool:
    """Whether people speak somewhere: "spoke in Oslo with X", "on the margins of the summit", "at the funeral
    of the king", "over dinner", "when they met".
    """
    if any(
        t.lower_ in {"face", "face-to-face", "privately", "bilaterally"}
        or (t.lower_ == "person" and t.dep_ == "pobj")
        or (t.lower_ == "one" and t.doc[t.i + 1 : t.i + 2].text == "-")
        for t in verb.subtree
    ):
        return True  # "spoke face to face", "in person", "one-on-one", "spoke privately for an hour"
    if any(c.lower_ == "where" for c in verb.lefts):
        return True  # "was in Oslo, where she spoke with X"
    if any(map(_met_then, verb.rights)):
        return True
    lasting = (c for p in verb.children if p.dep_ == "prep" and p.lower_ == "for" for c in p.children)
    hosts = [verb, *(c for c in lasting if c.ent_type_ == "TIME")]  # "spoke for an hour | in Oslo"
    for prep in (c for h in hosts for c in h.children if c.dep_ == "prep" and c.lower_ in _AT):
        for noun in (c for c in prep.children if c.dep_ == "pobj"):
            of = clauses.prepositional(noun, "of")  # "at the end of a summit"
            if any(n.lemma_.lower() in _TOGETHER for n in (noun, *of)) or (
                prep.lower_ not in {"on", "over"} and noun.ent_type_ in {"GPE", "FAC", "EVENT"}
            ):
                return True
    return False


def read_out(verb: Token) -> bool:
    """Whether a sentence tells what was said on a call by an account of it: "in a readout of the call, the
    ministry said X and Y discussed trade".
    """
    calls = (t for t in verb.doc[verb.sent.start : verb.i] if t.lower_ in _SPOKEN_OF)
    of = (t.head.head for t in calls if t.dep_ == "pobj" and t.head.lower_ == "of")
    return any(t.lemma_.lower() in _ACCOUNTS for t in of)


_ACCOUNTS = frozenset("readout read-out summary account transcript recording version".split())
