"""The processes of an article: relations, dialogues, negotiations, cooperation and disputes between
parties.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extraction.acts.topics import RELATIONS, relations_issue
from kg.extraction.arguments.process_parties import (
    PARTY_KINDS,
    in_talks,
    main_parties,
    most_named,
    noun_parties,
)
from kg.extraction.grammar.clauses import conjuncts, doers, stretch
from kg.extraction.grammar.speech import unique
from kg.extraction.issues.issues import IssueSpan, issues_of
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.lexicon import per_lexicon, rows
from kg.model import Mention, Process

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

PART_OF: Mapping[str, tuple[str, ...]] = {
    "dialogue": ("cooperation", "relations"),
    "negotiation": ("dialogue", "cooperation", "relations"),
    "cooperation": ("relations",),
    "dispute": ("relations",),
}
LASTING = frozenset({"process-relations", "process-dispute"})
FOUNDING = frozenset("establish launch start begin forge found create restore resume normalize open".split())
PAST = frozenset("former past previous earlier historic historical old ancient".split())
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


@per_lexicon
def process_nouns() -> Mapping[str, ProcessNoun]:
    """The table ``kg/data/processes.tsv`` by lemma (two words with a space)."""
    return {
        row["lemma"]: ProcessNoun(
            row["class"], None if row["process"] == "-" else row["process"], row["alone"] == "yes"
        )
        for row in rows("processes")
    }


@per_lexicon
def _last_words() -> frozenset[str]:
    """The last words of the entries."""
    return frozenset(lemma.rpartition(" ")[2] for lemma in process_nouns())


_NOUNS = frozenset({"NOUN", "PROPN"})


def process_noun(token: Token) -> ProcessNoun | None:
    """What the noun means as a process or target; the two-word entry ("peace process") before the bare
    one.
    """
    return _nouns_told(token.doc).get(token.i)


def tells_of_process(doc: Doc, first: int, last: int) -> bool:
    """Whether one of the tokens [first, last) is such a noun."""
    return any(first <= i < last for i in _nouns_told(doc))


def _nouns_told(doc: Doc) -> Mapping[int, ProcessNoun]:
    """Which tokens are such nouns, in text order; found once per document, for it is asked very often."""
    known: dict[int, ProcessNoun] | None = doc.user_data.get("kg.process_nouns")
    if known is None:
        known = doc.user_data["kg.process_nouns"] = {}
        table, last_words = process_nouns(), _last_words()
        for token in doc:
            if token.pos_ not in _NOUNS:
                continue
            named = token.text[:1].isupper() and token.lower_ in ("talks", "ties")
            lemma = token.lower_.removesuffix("s") if named else token.lemma_.lower()
            if lemma in last_words and (noun := _entry(table, token, lemma)) is not None:
                known[token.i] = noun
    return known


def _entry(table: Mapping[str, ProcessNoun], token: Token, lemma: str) -> ProcessNoun | None:
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
    present: bool = False


class Courses:
    """The processes of one article, one per type and set of parties."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.drafts: dict[tuple[str, frozenset[str]], ProcessDraft] = {}
        self.dyad, self.leading = most_named(scene)
        for i, noun in _nouns_told(scene.doc).items():
            self._read(scene.doc[i], noun)

    def _read(self, token: Token, noun: ProcessNoun) -> None:
        if noun.process is None or not (noun.alone or in_talks(token)) or not _between_states(token):
            return
        found = self.parties(token)
        if len(found) < 2:
            about = noun.process == "dispute" and _has_topic(token)
            found = self._of_doers(token, noun) or found
        if len(found) < 2:
            found = self.dyad if set(found) <= set(self.dyad) and (_definite(token) or about) else ()
        if len(found) >= 2:
            self.ensure(noun.process, found, token)

    def _of_doers(self, noun: Token, kind: ProcessNoun) -> tuple[str, ...]:
        """The two or more states whose people do something about a cooperation ("A and B planned joint
        action").
        """
        if kind.process != "cooperation" or noun.dep_ != "dobj" or noun.head.pos_ != "VERB":
            return ()
        own = self.scene.principals(unique(*(self.scene.resolve_all(t) for t in doers(noun.head))))
        found = tuple(x for x in own if self.scene.actor(x).kind in PARTY_KINDS)
        return found if len(found) == 2 else ()

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
        draft.present |= not (_bygone(self.scene, noun) or _to_come(self.scene, noun))
        if mention not in draft.mentions:
            draft.mentions.append(mention)
        kind = process_noun(noun)
        own = topic_spans(self.scene, noun)
        if type_ == "relations" and len(parties) == 2 and kind is not None and kind.target == "relations":
            own = [s for s in own if s.concept != RELATIONS] + [relations_issue(noun)]
        for issue in own:
            id_ = self.scene.issue(issue)
            if id_ not in draft.issues:
                draft.issues.append(id_)
        return draft.id

    def bygone(self) -> set[str]:
        """Local ids of the processes that every mention puts in the past or has yet to begin."""
        return {d.id for d in self.drafts.values() if not d.present}

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


def _phrase(noun: Token) -> tuple[int, int]:
    first, last = stretch(
        noun, lambda t: t.dep_ in ("relcl", "acl", "appos", "cc", "conj") and t.head.i == noun.i
    )
    if in_talks(noun):
        first = min(t.i for t in noun.sent if t.i <= noun.i and (t.pos_ == "PROPN" or t.i == noun.i))
    return first, min(last, first + 25)


def _bygone(scene: Scene, noun: Token) -> bool:
    """Whether the phrase puts the process in the past: "their former alliance", "the dispute of 1987"."""
    first, last = _phrase(noun)
    dated = any(first <= s.first and s.last <= last and s.kind == "year" for s in scene.times)
    return dated or any(c.lower_ in PAST for c in noun.lefts)


def _to_come(scene: Scene, noun: Token) -> bool:
    """Whether the process is yet to be founded: "agreed to establish ties"; not "to improve ties"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in FOUNDING:
        return False
    return verb.tag_ == "VB" or scene.factuality(verb) in ("future", "hypothetical", "negated")


def with_status(
    processes: list[Process], status: Mapping[str, str], open_: Collection[str] = ()
) -> list[Process]:
    """The processes with the status that their changes leave them in.

    Relations and disputes that nothing has changed go on, except those in ``open_``: what is yet to begin and
    what is spoken of as past.
    """
    lasting = {p.id for p in processes if p.type in LASTING and p.id not in open_}
    return [
        replace(p, status=status.get(p.id, "status-ongoing" if p.id in lasting else p.status))
        for p in processes
    ]


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
