"""What the rest of an article tells of an event: who took part, who speaks where, where others are told.

"Mr Rao met Ms Lund in Oslo. ... Ms Lund said fishing quotas had been settled.": the quotas are what the two
met about, though the sentence names no meeting, for one of the two speaks there and no other event is nearer.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extraction.issues.issue_heads import VERBAL, agents
from kg.extraction.issues.issue_lists import NOUNS
from kg.extraction.issues.issue_phrases import words
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token

STANDING = ("events", "weight", "foremost")
AROUND = (
    *("company", "company.two", "company.subject", "stranger.subject"),
    *("rival.here", "rival.nearer", "rival.between"),
    *STANDING,
)
"""Names of the features of an event, and of these with those of a phrase's surroundings."""
_SUBJECT = {"nsubj", "nsubjpass"}


@dataclass(frozen=True, slots=True)
class Setting:
    """An event among the actors and events of its article.

    ``acting`` says which tokens name a ``person``, a ``body`` or an ``office``, ``owner`` which actor a
    token names, ``speaking`` whom a subject denotes; ``company`` are the actors that take part in the event,
    ``own`` and ``others`` the tokens that name this event and each of the others. ``named`` and ``told`` keep
    what was found of them.
    """

    acting: Mapping[int, str] = field(default_factory=dict)
    owner: Mapping[int, str] = field(default_factory=dict)
    speaking: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    company: frozenset[str] = frozenset()
    own: Sequence[int] = ()
    others: Sequence[Sequence[int]] = ()
    named: dict[int, frozenset[str]] = field(default_factory=dict)
    told: list[set[int]] = field(default_factory=list)

    def named_in(self, sentence: Span) -> frozenset[str]:
        """Those who take part and are named in a sentence."""
        if not self.company:
            return frozenset()
        known = self.named.get(sentence.start)
        if known is None:
            ids = (self.owner[i] for i in range(sentence.start, sentence.end) if i in self.owner)
            known = self.named[sentence.start] = self.company & frozenset(ids)
        return known

    def elsewhere(self) -> frozenset[int]:
        """The tokens that name other events and not this one."""
        return frozenset(i for row in self.others for i in row).difference(self.own)

    def told_at(self, doc: Doc, index: Mapping[int, int]) -> set[int]:
        """The sentences in which other events are told; ``index`` numbers sentences by their start."""
        if not self.others:
            return set()
        if not self.told:
            starts = (doc[i].sent.start for row in self.others for i in row)
            self.told.append({index[start] for start in starts if start in index})
        return self.told[0]


ALONE = Setting()


def setting_of(head: Token, distance: int, index: Mapping[int, int], setting: Setting) -> dict[str, float]:
    """The features of a phrase by who is named and who speaks around it, and by the events told near it."""
    out: dict[str, float] = {}
    _company(out, head, setting)
    places = setting.told_at(head.doc, index)
    if places:
        _others(out, index.get(head.sent.start, 0), distance, places)
    return out


def _company(out: dict[str, float], head: Token, setting: Setting) -> None:
    """Adds whether those who take part are named in the sentence, and who speaks there."""
    here = setting.named_in(head.sent)
    if here:
        out["company"] = 1.0
        if len(here) > 1:
            out["company.two"] = 1.0
    doer = _doer(head)
    if doer is None:
        return
    ids = setting.speaking.get(doer.i, ())
    if not setting.company.isdisjoint(ids):
        out["company.subject"] = 1.0
    elif ids:
        out["stranger.subject"] = 1.0
    elif doer.pos_ in NOUNS:
        table, lemma = words(), doer.lemma_.lower()
        if lemma not in table["participants"] and lemma not in table["encounter"]:
            out["stranger.subject"] = 1.0


def _doer(head: Token) -> Token | None:
    """Who does what the verbs above a phrase say, the nearest: "farmers" of "A bill was discussed by
    farmers", "Rao" of "Rao said the bill had passed".
    """
    for verb in head.ancestors:
        if verb.pos_ in VERBAL:
            doer = next(agents(verb), None)
            if doer is not None:
                return doer
            for child in verb.lefts:
                if child.dep_ in _SUBJECT and child.i != head.i and not child.is_ancestor(head):
                    return child
    return None


def _others(out: dict[str, float], own: int, distance: int, places: Collection[int]) -> None:
    """Adds whether other events are told in the sentence or nearer than this one, by numbers of sentences."""
    nearest = min([abs(own - place) for place in places])
    if nearest == 0:
        out["rival.here"] = 1.0
    if nearest < abs(distance):
        out["rival.nearer"] = 1.0
    first, last = (own - distance, own) if distance > 0 else (own, own - distance)
    if last - first > 1 and any(first < place < last for place in places):
        out["rival.between"] = 1.0


def leading(triggers: Sequence[Token], setting: Setting) -> list[Token]:
    """The mentions that the sentences after them may go on about, for no other event is told above them.

    Not the visit of "Building on her visit to Lima, the ministers met again. They discussed visas".
    """
    others = setting.elsewhere()
    return [t for t in triggers if not _in_passing(t, others)]


def _in_passing(token: Token, others: Collection[int]) -> bool:
    """Whether an event is told beside the verb of another: "discussed fish since their talks in May", "met at
    the summit", "Rao, who met Lund in May, flew to Lima".

    Not so "flew to Lima for talks", "visited Lima to meet Rao" and "visited Lima, where she met Rao".
    """
    aside = later = False
    for below in (token, *token.ancestors):
        above = below.head
        if above.i == below.i:
            return False
        aside |= _tells_aside(below)
        later |= below.dep_ == "prep" and below.lower_ in _AT_ANOTHER_TIME
        told = above.pos_ in VERBAL and aside and above.i in others
        if told or (later and above.pos_ in VERBAL and above.lemma_.lower() in words()["discuss"]):
            return True
    return False


def _tells_aside(top: Token) -> bool:
    """Whether what hangs on a word by its top is told aside: "at the summit", "who met Lund".

    Not "for talks", "to meet Rao", "where she met Rao".
    """
    if top.dep_ == "prep":
        return top.lower_ not in _LEADING_ON
    if top.dep_ == "advcl":
        return top.tag_ == "VBG" or any(c.dep_ == "mark" for c in top.lefts)
    return top.dep_ == "relcl" and any(c.dep_ in _SUBJECT and c.tag_ == "WP" for c in top.lefts)


_LEADING_ON = frozenset({"for", "to"})
_AT_ANOTHER_TIME = frozenset("since after before following until".split())


def foreign(doc: Doc, setting: Setting) -> frozenset[int]:
    """Where sentences begin that tell of events with at least twice the mentions of this one."""
    rows = (row for row in setting.others if len(row) >= 2 * max(1, len(setting.own)))
    return frozenset(doc[i].sent.start for row in rows for i in row)


def is_caption(sentence: Span) -> bool:
    """Whether a sentence is what stands below a picture: "Ana Rao meets with Kari Lund in Oslo, May 3, 2021."

    Not "Rao meets with Lund on Friday", nor "Rao met with Lund on May 3, 2021".
    """
    root = sentence.root
    if root.tag_ not in {"VBZ", "VBP"} or not any(c.dep_ in _SUBJECT for c in root.lefts):
        return False
    dates = (t for t in sentence if t.ent_type_ == "DATE" and t.i > root.i)
    return any(len(t.text) == 4 and t.text.isdigit() for t in dates)


def standing_of(setting: Setting) -> dict[str, float]:
    """The features of the event itself: how many others there are, whether it is the main or first one."""
    out = {"events": math.log1p(len(setting.others)) / 3, "weight": 1.0, "foremost": 1.0}
    if setting.others and setting.own:
        most = max(len(row) for row in setting.others)
        out["weight"] = len(setting.own) / max(len(setting.own), most)
        out["foremost"] = float(min(setting.own) < min(min(row) for row in setting.others))
    return out
