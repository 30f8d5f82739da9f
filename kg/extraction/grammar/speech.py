"""Reported speech: who says what, in indirect speech, quotations and "according to"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from kg.extraction.grammar.clauses import (
    child,
    complement,
    doers,
    is_first_person,
    is_passive,
    objects,
    prepositional,
    stretch,
    too_deep,
)
from kg.extraction.grammar.documents import issuers, voices_at
from kg.extraction.grammar.joint_voice import those_who_met
from kg.extraction.grammar.saying import (
    FRACTIONS,
    is_aside,
    is_expletive,
    is_marked,
    made_clear,
    only_aimed_at,
    say_lemma,
)
from kg.extraction.tokens.act_lexicon import Frame, act_lexicon
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.quotations import Quotation, find_quotations

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorDraft
    from kg.extraction.scene import Scene


@dataclass(frozen=True, slots=True)
class Speech:
    """One utterance: its verb of saying (``None`` where a quotation just goes on), speakers, addressees,
    and the tokens ``[first, last)`` of what is said, headed by ``root``; ``span`` is the stretch with its
    attribution.
    """

    verb: Token | None
    frame: Frame
    speakers: tuple[str, ...]
    addressees: tuple[str, ...]
    root: Token
    first: int
    last: int
    span: tuple[int, int]


def unique(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of all groups, each once, in order."""
    return tuple(dict.fromkeys(chain.from_iterable(groups)))


def _is_outlet(draft: ActorDraft) -> bool:
    """By type, by name, or as an organization whose name ends like one: "Lima Times", "X news agency"."""
    if draft.type == "actor-media":
        return True
    name, lexicon = draft.name.lower(), act_lexicon()
    frame = lexicon.first("OUTLET", name)
    if frame is not None and frame.particle != "tail":
        return True
    words = name.split()
    tails = (" ".join(words[-n:]) for n in (1, 2) if len(words) > n)
    return draft.kind == "organization" and any(
        f.particle == "tail" for tail in tails for f in lexicon.get("OUTLET", tail)
    )


class Voices:
    """The speeches of an article, and whose voice a token is in."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.quotations = find_quotations(scene.doc, scene.article.text)
        self.speeches: list[Speech] = []
        self._outlets: dict[str, bool] = {}
        sayings = act_lexicon().lemmas["SAY"]
        for token in scene.doc:
            verb = token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in sayings
            speech = self._speech(token) if verb or token.lower_ == "according" else None
            if speech is not None:
                self.speeches.append(speech)
        self._continue()
        self.speeches.sort(key=lambda s: (s.first, -s.last))

    def actors(self, token: Token) -> tuple[str, ...]:
        """The actors that a noun phrase denotes; "we" in a quotation is its speaker, "he" in "Rao said he
        would" is Rao.
        """
        index = getattr(self.scene, "index", None)
        if token.pos_ == "ADJ" and index is not None and token.i in index.adjective:
            return (index.adjective[token.i],)
        if is_first_person(token):
            speech = self.speech_at(token.i, quoted=True) or self.speech_at(token.i)
            return speech.speakers if speech else ()
        if token.pos_ == "PRON":
            own = self._sayer_of_pronoun(token)
            if own:
                return own
        return self.scene.resolve(token)

    def actors_of(self, tokens: list[Token]) -> tuple[str, ...]:
        """The actors of several noun phrases, in order; news outlets are left out."""
        return tuple(x for x in unique(*map(self.actors, tokens)) if not self.is_outlet(x))

    def speakers_of(self, tokens: list[Token]) -> tuple[str, ...]:
        """As ``actors_of``; of "Prime Minister Rao's office" the office, and Rao, for whom it speaks."""
        found = self.actors_of(tokens)
        offices = [d for d in map(self.scene.actor, found) if d.type == "actor-executive-office"]
        return unique(found, *(tuple(d.members) for d in offices))

    def is_outlet(self, actor: str) -> bool:
        """Whether the actor is a news outlet, which passes words on but is no party."""
        known = self._outlets.get(actor)
        if known is None:
            known = self._outlets[actor] = _is_outlet(self.scene.actor(actor))
        return known

    def speech_at(self, i: int, quoted: bool = False) -> Speech | None:
        """The innermost speech whose content holds the token; with ``quoted`` only inside quotation marks."""
        if quoted and not self.in_quotation(i):
            return None
        found = [s for s in self.speeches if s.first <= i < s.last and (s.verb is None or s.verb.i != i)]
        return min(found, key=lambda s: s.last - s.first, default=None)

    def in_quotation(self, i: int) -> bool:
        """Whether the token stands between quotation marks."""
        at = bisect_right([q.first for q in self.quotations], i) - 1
        return at >= 0 and i < self.quotations[at].last

    def _sayer_of_pronoun(self, token: Token) -> tuple[str, ...]:
        verb = token.head
        if token.lower_ not in ("he", "she", "it", "they") or token.dep_ not in ("nsubj", "nsubjpass"):
            return ()
        if (
            verb.dep_ != "ccomp"
            or not act_lexicon().has("SAY", verb.head.lemma_)
            or (token.lower_ == "it" and is_expletive(token))
            or too_deep(verb)
        ):
            return ()
        found = self.actors_of([d for d in doers(verb.head) if d.i != token.i])
        kinds = {self.scene.actor(x).kind for x in found}
        fits = {
            "he": kinds == {"person"},
            "she": kinds == {"person"},
            "it": bool(kinds) and not kinds & {"person"},
            "they": len(found) > 1 or bool(kinds & {"group", "delegation"}),
        }
        return found if fits[token.lower_] else ()

    def _speech(self, token: Token) -> Speech | None:
        if token.lower_ == "according":
            return self._according(token)
        frame = act_lexicon().first("SAY", say_lemma(token))
        if frame is None or token.pos_ not in ("VERB", "AUX") or only_aimed_at(token) or is_passive(token):
            return None
        subjects = doers(token)
        speakers = self.speakers_of(subjects) or self.speakers_of(self._behind(token, subjects))
        content = self._content(token, subjects)
        if not speakers and content is not None:  # "a joint statement said"
            speakers = those_who_met(self.scene, token, subjects)
        if not speakers or content is None:
            return None
        root, first, last = content
        addressees = tuple(
            x for x in self.actors_of([*objects(token), *prepositional(token, "to")]) if x not in speakers
        )
        own = [s for s in subjects if s.head.i == token.i] or ([] if token.tag_ == "VBG" else subjects)
        own = [s for s in own if s.sent.start == token.sent.start]
        start, end = (
            min([first, token.i, *(stretch(s, is_aside)[0] for s in own)]),
            max([last, token.i + 1, *(s.i + 1 for s in own)]),
        )
        sent = root.sent
        return Speech(
            token,
            frame,
            speakers,
            addressees,
            root,
            first,
            last,
            (max(start, min(sent.start, token.sent.start)), end),
        )

    def _behind(self, verb: Token, subjects: list[Token]) -> list[Token]:
        """Whose document says it: Peru of "the statement by Peru said", or who issued it before."""
        own = [t for t in voices_at(verb) if t not in subjects]
        return own or [x for t in subjects for x in issuers(t)]

    def _content(self, verb: Token, subjects: list[Token]) -> tuple[Token, int, int] | None:
        root = made_clear(verb, complement(verb))
        if root is not None and not any(root.i == s.i or root.is_ancestor(s) for s in subjects):
            return root, root.left_edge.i, root.right_edge.i + 1
        thing = child(verb, "dobj")
        if thing is not None and thing.pos_ == "NOUN" and act_lexicon().has("FORCE", thing.lemma_.lower()):
            return (thing, *stretch(thing))  # "stressed the need for reform"
        for quotation in self.quotations:
            if (
                quotation.is_utterance
                and quotation.first < verb.sent.end
                and quotation.last > verb.sent.start - 2
            ) and not quotation.first <= verb.i < quotation.last:
                part = self.scene.doc[
                    max(quotation.first, verb.sent.start) : min(quotation.last, verb.sent.end)
                ]
                if len(part) == 0:
                    part = self.scene.doc[quotation.first : quotation.last]
                return part.root, part.start, part.end
        if (
            verb.dep_ in ("parataxis", "ccomp", "advcl")
            and verb.head.pos_ in ("VERB", "AUX")
            and not is_marked(verb)
        ):
            sent = verb.sent
            return verb.head, sent.start, sent.end
        return None

    def _according(self, token: Token) -> Speech | None:
        frame = act_lexicon().first("SAY", "according")
        sayers = [p for c in token.children if c.lower_ == "to" for p in c.children if p.dep_ == "pobj"]
        speakers = self.actors_of(sayers)
        if frame is None or not speakers:
            return None
        root = token.head
        while root.pos_ not in ("VERB", "AUX") and root.head.i != root.i:
            root = root.head
        sent = token.sent
        before = token.i - sent.start > 3
        end = max(stretch(s, is_aside)[1] for s in sayers)
        first, last = (sent.start, token.i) if before else (end, sent.end)
        if last - first < 3:
            return None
        if any(t.pos_ == "NUM" for t in self.scene.doc[first:last]):
            after = self._figures_after(sent.end)
            last = after or last
            end = after or end
        span = (first, end) if before else (token.i, last)
        return Speech(token, frame, speakers, (), root, first, last, span)

    def _figures_after(self, start: int) -> int | None:
        """The end of the sentence at ``start`` where it goes on with figures on the same word, else
        ``None``.
        """
        doc = self.scene.doc
        if start >= len(doc) or doc[start].is_space:
            return None
        sent = doc[start].sent
        figures = any(t.pos_ == "NUM" or t.lemma_.lower() in FRACTIONS for t in sent)
        own = any(
            act_lexicon().has("SAY", t.lemma_.lower()) or t.text == '"' or t.lower_ == "according"
            for t in sent
        )
        return int(sent.end) if figures and not own else None

    def _continue(self) -> None:
        """Sentences in quotation marks that have no verb of saying of their own go to the speaker before
        (or, where the sentence that ends the quotation has one, after) them in the paragraph.
        """
        paragraphs = [(p.start, p.end) for p in self.scene.doc.spans.get("paragraphs", [self.scene.doc[:]])]
        attributed = list(self.speeches)
        for quotation in self.quotations:
            if not quotation.is_utterance:
                continue
            owner = self._owner(quotation, attributed, paragraphs)
            if owner is None:
                continue
            for sent in self._sentences(quotation):
                if not any(s.first < sent[1] and sent[0] < s.last for s in self.speeches):
                    part = self.scene.doc[sent[0] : sent[1]]
                    self.speeches.append(
                        Speech(None, owner.frame, owner.speakers, owner.addressees, part.root, *sent, sent)
                    )

    def _sentences(self, quotation: Quotation) -> Iterator[tuple[int, int]]:
        doc = self.scene.doc
        at = quotation.first
        while at < quotation.last:
            end = min(doc[at].sent.end, quotation.last)
            if end - at > 3:
                yield at, end
            at = max(end, at + 1)

    def _owner(
        self, q: Quotation, speeches: list[Speech], paragraphs: list[tuple[int, int]]
    ) -> Speech | None:
        own = [s for s in speeches if s.first < q.last and q.first < s.last]
        if own:
            return own[0]
        doc = self.scene.doc
        near = [
            s
            for s in speeches
            if s.verb is not None
            and s.verb.sent.start in (doc[q.first].sent.start, doc[q.last - 1].sent.start)
        ]
        if near:
            return near[0]
        home = next((p for p in paragraphs if p[0] <= q.first < p[1]), None)
        if home is None:
            return None
        at = paragraphs.index(home)
        since = paragraphs[at - 1][0] if at and q.first - home[0] <= 1 else home[0]
        before = [s for s in speeches if s.verb is not None and since <= s.verb.i < q.first]
        return max(before, key=lambda s: s.verb.i if s.verb else 0, default=None)
