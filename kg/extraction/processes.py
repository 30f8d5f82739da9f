"""The processes of an article: relations, dialogues, negotiations, cooperation and disputes between
parties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extraction.act_lexicon import read_frames
from kg.extraction.clauses import conjuncts, doers, stretch
from kg.extraction.issues import IssueSpan, issues_of
from kg.extraction.speech import unique
from kg.model import Mention, Process
from kg.resources import data_file

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

PARTY_KINDS = frozenset({"country", "organization"})
BETWEEN = frozenset({"between", "among", "with", "toward", "towards"})
PART_OF: Mapping[str, tuple[str, ...]] = {
    "dialogue": ("cooperation", "relations"),
    "negotiation": ("dialogue", "cooperation", "relations"),
    "cooperation": ("relations",),
    "dispute": ("relations",),
}
OUTDOOR = frozenset(
    "weather blood family business love school company work energy debt banking traffic wage labour "
    "labor".split()
)
"""Modifiers under which a process noun means nothing between states ("blood relation", "debt crisis")."""


@dataclass(frozen=True, slots=True)
class ProcessNoun:
    """One row of ``processes.tsv``: the class that changes.tsv refers to, the process type, and whether it
    stands alone.
    """

    target: str
    process: str | None
    alone: bool


@cache
def process_nouns() -> Mapping[str, ProcessNoun]:
    """The table ``kg/data/processes.tsv`` by lemma (two words with a space)."""
    columns = ("lemma", "class", "process", "alone")
    return {
        row["lemma"]: ProcessNoun(
            row["class"], None if row["process"] == "-" else row["process"], row["alone"] == "yes"
        )
        for row in read_frames(data_file("processes.tsv"), columns)
    }


def process_noun(token: Token) -> ProcessNoun | None:
    """What the noun means as a process or target; the two-word entry ("peace process") before the bare
    one.
    """
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    table = process_nouns()
    lemma = (
        token.lower_.removesuffix("s")
        if token.text[:1].isupper() and token.lower_ in ("talks", "ties")
        else token.lemma_.lower()
    )
    before = token.doc[token.i - 1] if token.i else token
    if before.lower_ in OUTDOOR:
        return None
    return table.get(f"{before.lower_} {lemma}") or table.get(lemma)


@dataclass
class ProcessDraft:
    """A process while its article is read."""

    id: str
    type: str
    parties: tuple[str, ...]
    issues: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    status: str | None = None


class Courses:
    """The processes of one article, one per type and set of parties."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.drafts: dict[tuple[str, frozenset[str]], ProcessDraft] = {}
        self.dyad = main_parties(scene)
        self.leading = main_parties(scene, margin=0.0)
        for token in scene.doc:
            self._read(token)

    def _read(self, token: Token) -> None:
        noun = process_noun(token)
        if (
            noun is None
            or noun.process is None
            or not (noun.alone or _in_talks(token))
            or not _between_states(token)
        ):
            return
        found = self.parties(token)
        if len(found) < 2:
            about = noun.process == "dispute" and _has_topic(token)
            found = self.dyad if set(found) <= set(self.dyad) and (_definite(token) or about) else ()
        if len(found) >= 2:
            self.ensure(noun.process, found, token)

    def parties(self, noun: Token) -> tuple[str, ...]:
        """The countries and bodies that the noun phrase says are concerned."""
        return noun_parties(self.scene, noun)

    def ensure(self, type_: str, parties: tuple[str, ...], noun: Token) -> str:
        """The local id of the process of this type between these parties, with the noun phrase as a
        mention.
        """
        key = (type_, frozenset(parties))
        draft = self.drafts.get(key)
        if draft is None:
            draft = self.drafts[key] = ProcessDraft("", type_, parties)
            draft.id = f"prc{len(self.drafts)}"
        first, last = _phrase(noun)
        mention = self.scene.mention(first, last, "asserted", 0.8)
        if mention not in draft.mentions:
            draft.mentions.append(mention)
        for issue in topic_spans(self.scene, noun):
            id_ = self.scene.issue(issue)
            if id_ not in draft.issues:
                draft.issues.append(id_)
        return draft.id

    def frozen(self) -> list[Process]:
        """The processes in the order of their first mention, parts linked to the wholes that the article
        has too.
        """
        drafts = sorted(self.drafts.values(), key=lambda d: (min(d.mentions), d.id))
        out = []
        for d in drafts:
            wholes = [
                o.id
                for type_ in PART_OF.get(d.type, ())
                for o in drafts
                if o.type == type_ and set(o.parties) == set(d.parties)
            ]
            out.append(
                Process(
                    d.id,
                    f"process-{d.type}",
                    tuple(sorted(d.parties, key=d.parties.index)),
                    tuple(d.issues),
                    d.status,
                    part_of=tuple(wholes[:1]),
                    mentions=tuple(sorted(set(d.mentions))),
                )
            )
        return out


def main_parties(scene: Scene, margin: float = 1.5) -> tuple[str, ...]:
    """The two countries that the article names most (itself or through their people), first named first;
    ``()`` if the second is not named ``margin`` times as often as the third: "relations" then stays without
    parties rather than with wrong ones.
    """
    count: Counter[str] = Counter()
    place: dict[str, int] = {}
    for token in scene.doc:
        if token.pos_ not in ("PROPN", "NOUN", "ADJ"):
            continue
        for id_ in scene.principals(scene.resolve(token)) if token.pos_ != "ADJ" else scene.resolve(token):
            if scene.actor(id_).kind == "country":
                count[id_] += 1
                place.setdefault(id_, token.i)
    ranked = sorted(count, key=lambda x: (-count[x], place[x]))
    if len(ranked) < 2 or (len(ranked) > 2 and count[ranked[1]] < margin * count[ranked[2]]):
        return ()
    return tuple(sorted(ranked[:2], key=lambda x: place[x]))


def noun_parties(scene: Scene, noun: Token) -> tuple[str, ...]:
    """The parties named by modifiers, possessors and "between/with"; the subject beside "with".

    "US-China ties", "ties between Peru and Chile", "Oslo's relations with Lima", "Peru broke off "
    "relations with Chile".
    """
    found = [scene.resolve_all(t) for t in _party_tokens(noun)]
    parties = scene.principals(unique(*found))
    parties = tuple(x for x in parties if scene.actor(x).kind in PARTY_KINDS)
    if len(parties) == 1:
        verb = noun.head
        if (noun.dep_ in ("dobj", "attr") and verb.pos_ == "VERB") or (
            noun.dep_ == "pobj" and verb.head.pos_ == "VERB"
        ):
            verb = verb if verb.pos_ == "VERB" else verb.head
            own = scene.principals(unique(*(scene.resolve(t) for t in doers(verb))))
            parties = unique(tuple(x for x in own if scene.actor(x).kind in PARTY_KINDS), parties)
    return parties


def _party_tokens(noun: Token) -> Iterator[Token]:
    for c in noun.children:
        if c.dep_ in ("poss", "compound", "amod", "nmod"):
            yield from (
                x
                for x in (c, *c.children)
                if x.dep_ in ("poss", "compound", "amod", "nmod", "conj", "npadvmod") or x.i == c.i
            )
        elif c.dep_ == "prep" and c.lower_ in BETWEEN:
            yield from (p for p in c.children if p.dep_ == "pobj")
    if _in_talks(noun):
        yield from (t for t in noun.sent if t.i < noun.head.i and t.pos_ == "PROPN")


def topic_spans(scene: Scene, noun: Token) -> list[IssueSpan]:
    """The issues that the process is about by the grammar around its noun ("divisions over trade and
    visas").
    """
    return [s for s in issues_of(scene.doc, noun) if s.concept is not None]


def _definite(noun: Token) -> bool:
    """Whether the phrase refers back ("the", "their", "bilateral") or is a bare plural subject ("ties
    worsened").
    """
    words = {c.lower_ for c in noun.lefts}
    return bool(words & {"the", "their", "these", "those", "bilateral", "diplomatic", "our", "mutual"})


def _has_topic(noun: Token) -> bool:
    """Whether it says what about ("deep divisions over trade")."""
    return any(c.dep_ == "prep" and c.lower_ in ("over", "on", "about") for c in noun.children)


def _between_states(noun: Token) -> bool:
    return not any(
        c.lower_ in OUTDOOR or c.lower_ in ("public", "human", "race", "sexual", "domestic")
        for c in noun.lefts
    )


def _in_talks(noun: Token) -> bool:
    """Whether the noun tells of a dialogue under way: "China and Peru in talks"."""
    return noun.lower_ == "talks" and noun.dep_ == "pobj" and noun.head.lower_ == "in"


def _phrase(noun: Token) -> tuple[int, int]:
    first, last = stretch(
        noun, lambda t: t.dep_ in ("relcl", "acl", "appos", "cc", "conj") and t.head.i == noun.i
    )
    if _in_talks(noun):
        first = min(t.i for t in noun.sent if t.i <= noun.i and (t.pos_ == "PROPN" or t.i == noun.i))
    return first, min(last, first + 25)


def with_status(processes: list[Process], status: Mapping[str, str]) -> list[Process]:
    """The processes with the status that their changes leave them in."""
    return [replace(p, status=status.get(p.id, p.status)) for p in processes]


def find_processes(scene: Scene) -> list[Process]:
    """The processes that the article speaks of with two or more parties, local ids ``prc1`` ..."""
    return Courses(scene).frozen()


__all__ = [
    "Courses",
    "ProcessNoun",
    "conjuncts",
    "find_processes",
    "main_parties",
    "noun_parties",
    "process_noun",
]
