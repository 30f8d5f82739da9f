"""The words that denote meetings: nouns and verbs of the lexicon that pass their guards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from kg.extraction.grammar import clauses
from kg.extraction.times.named_rounds import OF_PARTIES, is_named_round
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.at_sides import sits_at_side
from kg.extraction.triggers.noun_guards import is_government_side, passes_guard, with_press
from kg.extraction.triggers.noun_readings import (
    adjective_alone,
    head_of_hyphenated,
    hyphenated,
    is_gerund,
    is_joint_panel,
    is_no_event,
    modifiers,
)
from kg.extraction.triggers.paid_calls import is_paid
from kg.extraction.triggers.phrasal_verbs import is_chaired, phrase_of
from kg.extraction.triggers.verb_guards import (
    calls_on,
    in_company,
    is_stay,
    of_a_coalition,
    sits_in,
    welcomed_in,
)
from kg.extraction.triggers.wires import (
    ON_THE_PHONE,
    ON_VIDEO,
    VIRTUALLY,
    in_person,
    is_form,
    read_out,
    wires_of,
    words_around,
)
from kg.lexicon import per_lexicon, rows

_DOMESTIC = frozenset(
    """
    press news cabinet board coalition party budget staff team committee town shareholder family union
    council election campaign wage pay church prayer rally class parent faculty fan training media company
    business investor parliamentary government town-hall editorial job earnings sales merger
    takeover draft trade-union internal
    """.split()
)
_OF_TWO = frozenset({"ministerial", "nuclear", "binational"})
_BESIDE = frozenset("level table room hall point show place period window deadline mandate text team".split())
_FORMAT_WORDS = {
    "summit": "summit",
    "ministerial": "meeting",
    "mediation": "mediation",
    "state": "state-visit",
    "phone": "phone-call",
    "telephone": "phone-call",
    "telephonic": "phone-call",
    "hotline": "phone-call",
    "video": "video-call",
    "virtual": "video-call",
    "online": "video-call",
    "proximity": "mediation",
    "courtesy": "meeting",
}
_JOINED = frozenset("address join attend follow".split())
_HELD = frozenset("hold conduct convene organize organise chair co-chair take".split())
FAMILIES = {
    **dict.fromkeys(("visit", "state-visit"), "visit"),
    **dict.fromkeys(("phone-call", "video-call", "remote"), "remote"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of ``kg/data/meetings.tsv``: what a word denotes and which construction gives its arguments."""

    lemma: str
    pos: str
    format: str
    frame: str
    strength: str
    guard: str

    @property
    def is_body(self) -> bool:
        """Whether the word names who meets, and only with a number when: "the 8th Joint Commission"."""
        return self.guard == "ordinal"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of the document that may denote a meeting."""

    token: Token
    frame: Frame
    format: str

    family: str = field(init=False, compare=False)
    """``meeting``, ``visit`` or ``remote``."""
    nominal: bool = field(init=False, compare=False)
    """Whether the word is a noun."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "family", FAMILIES.get(self.format, "meeting"))
        object.__setattr__(self, "nominal", self.frame.pos == "NOUN")


@per_lexicon
def _verbs_of_two() -> dict[str, tuple[Frame, ...]]:
    """The verbs that count only with another word, by their own lemma."""
    out: dict[str, tuple[Frame, ...]] = {}
    for lemma, pos in frames():
        verb, _, second = lemma.partition(" ")
        if pos == "VERB" and second:
            out[verb] = (*out.get(verb, ()), frames()[lemma, pos])
    return out


@per_lexicon
def _stems() -> frozenset[str]:
    """The first words of verbs and the last of nouns, without "s": words of a text are seldom one of them."""
    ends = (lemma.split(" ")[0 if pos == "VERB" else -1] for lemma, pos in frames())
    return frozenset(word.rstrip("s") for word in (*ends, "visiting"))


@per_lexicon
def frames() -> dict[tuple[str, str], Frame]:
    """The lexicon by lemma and part of speech."""
    return {
        (r["lemma"], r["pos"]): Frame(
            r["lemma"], r["pos"], r["format"], r["frame"], r["strength"], r["guard"]
        )
        for r in rows("meetings")
    }


def names_meeting(noun: Token) -> bool:
    """Whether the lexicon has a noun as one of meeting, whatever its guard says: "talks", "visit"."""
    return (noun.lemma_.lower(), "NOUN") in frames()


def is_word(token: Token) -> bool:
    """Whether a word may denote a meeting by itself: "talks", "met", "hosted"; not "come", "arrive"."""
    pos = "NOUN" if token.pos_ == "PROPN" else token.pos_
    frame = frames().get((token.lemma_.lower(), pos))
    return frame is not None and (frame.strength == "core" if pos == "NOUN" else frame.frame in _MEETS)


_MEETS = frozenset({"meet", "host", "gather", "with", "call", "see"})


def find_triggers(doc: Doc, bodies: Collection[int] = (), towns: Collection[int] = ()) -> list[Trigger]:
    """The candidate words in document order, each once.

    ``bodies``: the tokens of international bodies, whose words say nothing of domestic business: "European
    Union talks" are read, "union talks" are not. ``towns``: the tokens that name towns.
    """
    skip = {t.i for span in doc.spans.get("dateline", []) for t in span}
    table = frames()
    stems, hyphen = _stems(), False
    out = []
    for token in doc:
        text, word, cut = token.text, token.lower_, hyphen
        hyphen = text == "-"
        known = cut or word.rstrip("s") in stems or (text != word and text.isupper())
        if not known and (token.lemma_ == word or token.lemma_.lower().rstrip("s") not in stems):
            continue
        if token.i in skip or (not token.is_alpha and "-" not in text):
            continue
        if text.isupper() and is_named_round(token, towns) and ("round", "NOUN") in table:
            out.append(Trigger(token, table["round", "NOUN"], "talks"))
            continue
        gerund = token.tag_ == "VBG" and is_gerund(token)
        pos = "NOUN" if token.pos_ == "PROPN" or gerund or adjective_alone(token) else token.pos_
        lemma = token.lower_ if gerund else token.lemma_.lower()
        joined = hyphenated(token) if cut and token.i > 1 else None
        if joined is not None and (joined.removesuffix("s"), "NOUN") in table:
            pos, lemma = "NOUN", joined.removesuffix("s")
            token = head_of_hyphenated(token, joined)
        elif pos == "NOUN" and (_of_two(token), "NOUN") in table:
            lemma = _of_two(token)
        phrase = phrase_of(token, _verbs_of_two()) if pos in {"VERB", "AUX"} else None
        frame = (
            phrase
            or table.get((lemma, pos))
            or (table.get((_singular(token), "NOUN")) if pos == "NOUN" else None)
        )
        if frame is None and pos == "NOUN" and token.tag_ == "NNS":
            frame = table.get((token.lower_.rstrip("s"), "NOUN"))
        if token.lower_ == "visiting" and _is_met(token):
            continue
        if token.lower_ == "visiting" and (
            (token.dep_ == "amod" and token.head.pos_ in {"NOUN", "PROPN"})
            or (
                clauses.visiting_guest(token.head) is not None
                and (token.head.lemma_, "VERB") not in table  # "met visiting President X" is one meeting
            )
        ):
            frame = table["visiting", "VERB"]  # "told visiting Foreign Minister X"
        elif frame is None or _misread_visiting(token) or not _passes(token, frame, bodies):
            continue
        if of_a_coalition(token) or is_chaired(token, _verbs_of_two()):
            continue
        out.append(Trigger(token, frame, _format(token, frame)))
    return out


def _misread_visiting(token: Token) -> bool:
    """Whether "visiting" only qualifies the guest: "met visiting President X", "talks with visiting X"."""
    if token.lower_ != "visiting":
        return False
    named = token.head.lower_ == "for" and any(t.ent_type_ == "PERSON" for t in token.subtree)
    partner = token.dep_ == "pcomp" and (token.head.lower_ == "with" or named)
    return partner or clauses.visiting_guest(token.head) is not None


def _is_met(visiting: Token) -> bool:
    """Whether the guest so called is whom one meets, so that it is no visit more: "met with visiting X"."""
    guest = visiting.head
    while guest.dep_ in {"compound", "appos"}:
        guest = guest.head
    met = guest.head.head if guest.dep_ == "pobj" and guest.head.lower_ in {"with", "for"} else guest.head
    # "gave a dinner for visiting X"
    given = any((c.lemma_, "NOUN") in frames() for c in met.rights if c.dep_ == "dobj")
    given = given or is_word(met) or met.lemma_ in {"discuss", "sit"}
    return visiting.dep_ == "amod" and guest.dep_ in {"dobj", "pobj"} and given


def _of_two(token: Token) -> str:
    """The lemma of a noun after the word before it: "green room"; the bare lemma where a sentence begins."""
    before = f"{token.nbor(-1).lower_} " if token.i and not token.is_sent_start else ""
    return before + token.lemma_.lower()


def _singular(token: Token) -> str:
    """The word without a plural ending, for nouns that the lemmatiser takes for names ("Talks")."""
    return token.lower_ if token.lower_.endswith("ss") else token.lower_.removesuffix("s")


def _passes(token: Token, frame: Frame, bodies: Collection[int]) -> bool:
    """Whether the word is used in the sense of the lexicon.

    "the president's meeting" is; "a cabinet meeting", "a meeting room" and "was called" are not.
    """
    if frame.frame in {"stay", "sit"}:
        return is_stay(token) if frame.frame == "stay" else not (sits_in(token) or sits_at_side(token))
    if frame.frame == "due":
        awaited = token.dep_ == "acomp" or (frame.pos == "VERB" and clauses.is_passive(token))
        return awaited and bool(clauses.prepositional(token, "in", "at"))  # "due in Oslo", not "due to start"
    if frame.pos == "VERB":
        return token.dep_ not in {"amod", "compound", "auxpass"} and not in_company(token)
    words = (c for c in modifiers(token) if not is_joint_panel(c))
    own = [c for c in words if c.i not in bodies or c.lower_ == "cabinet"]
    left = {c.lower_ for c in own} | {c.lemma_.lower() for c in own}
    left -= {"government"} if any(is_government_side(c) or c.lower_ == "heads" for c in own) else set()
    left -= {"party"} if left & OF_PARTIES else set()  # "inter-party talks", "six-party talks"
    if token.dep_ == "compound" and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i != token.i:
        head_frame = frames().get((token.head.lemma_.lower(), "NOUN"))
        if head_frame is not None and head_frame.guard == "negotiating":
            return not _passes(token.head, head_frame, bodies)  # "the negotiation process" without sides
        known = frame.lemma in {"talk", "summit", "meeting", "visit", "negotiation"}
        if head_frame is not None or not known or token.head.lemma_.lower() in _BESIDE:
            return False
    if left & _DOMESTIC and not left & _OF_TWO and not {"joint", "cabinet"} <= left:
        return "security" in left and "council" in left
    if is_no_event(token) or with_press(token) or is_form(token):
        return False
    return passes_guard(token, frame.guard, left, frames())


def _format(token: Token, frame: Frame) -> str:
    """The format that the words around say ("phone call", "state visit"), else that of the lexicon."""
    return _nominal_format(token, frame) if frame.pos == "NOUN" else _verbal_format(token, frame)


def _nominal_format(noun: Token, frame: Frame) -> str:
    own = [c for c in noun.lefts if c.dep_ != "poss"]  # not "the Secretary of State's visit"
    for word in [t.lower_ for t in (*own, *(t for c in own for t in c.subtree))]:
        found = _FORMAT_WORDS.get(word)
        other = {"state-visit": "visit", "summit": "meeting"}.get(found or "", frame.format)
        if found is None or other != frame.format:
            continue
        if frame.format == "visit" and ("call" in found or word in {"mediation", "proximity", "ministerial"}):
            continue
        there = any(o.ent_type_ == "GPE" for o in clauses.prepositional(noun, "to"))
        if word == "courtesy" and there and frame.frame != "call":  # "a courtesy visit to Peru"
            continue
        return found
    joined = noun.dep_ == "dobj" and noun.head.lemma_ in _JOINED  # "addressed the summit by video"
    told = [*([] if joined else [noun]), *(c for c in noun.rights if c.dep_ == "acl" and c.lemma_ in _HELD)]
    told += [noun.head] if noun.dep_ in {"dobj", "nsubjpass", "nsubj"} and noun.head.lemma_ in _HELD else []
    words = {t.lower_ for o in wires_of(told) for t in o.subtree}
    if frame.format != "visit" and words & ON_THE_PHONE:
        return "phone-call"
    if frame.format != "visit" and words & (ON_VIDEO | VIRTUALLY):
        return "video-call"
    return "meeting" if frame.frame == "call" and is_paid(noun) else frame.format


def _verbal_format(verb: Token, frame: Frame) -> str:
    around = words_around(verb)
    wired = frame.frame in {"with", "discuss", "call", "brief"} and not around.isdisjoint(ON_THE_PHONE)
    if wired or (frame.frame == "discuss" and read_out(verb)):
        return "phone-call"
    if frame.frame == "call" and calls_on(verb):
        return "meeting" if around.isdisjoint(VIRTUALLY) else "video-call"
    if frame.frame == "host" and welcomed_in(verb):
        return "visit"
    said = {t.lower_ for o in wires_of([verb]) for t in o.subtree} if frame.frame == "discuss" else around
    on_video = not said.isdisjoint(ON_VIDEO)
    if (on_video or "virtually" in around) and frame.frame in {"meet", "with", "gather", "discuss"}:
        near = {c.lower_ for c in (*verb.children, *verb.doc[verb.i + 1 : verb.i + 3])}
        return "video-call" if on_video or "virtually" in near else frame.format
    there = frame.lemma != "speak" or around & {"sidelines", "margins", "fringes"} or in_person(verb)
    return frame.format if there else "phone-call"
