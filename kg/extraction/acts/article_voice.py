"""Judgements and facts that the article states in its own voice, and nouns that speak of an act again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.acts.act_frames import ActDraft
from kg.extraction.acts.processes import process_noun
from kg.extraction.acts.topics import scheme_spans
from kg.extraction.grammar.clauses import child, is_passive, stretch, subjects
from kg.extraction.grammar.speech import Voices
from kg.extraction.tokens.act_lexicon import KIND_OF_TYPE, act_lexicon
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.model import Act, Mention

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

COPULAS = frozenset("be represent mark constitute signal remain form".split())
DIPLOMATIC = frozenset("relations cooperation dialogue negotiation agreement meeting".split())
MOST_OWN_VOICE = 3
"""So many statements without a speaker at most: the article is not a party, and each is a weak reading."""


def own_voice(voices: Voices, taken: Sequence[ActDraft]) -> list[ActDraft]:
    """Drafts without speakers: "the accord represented a modest improvement" (an assessment of something
    diplomatic), "fentanyl is the leading cause of death" (a fact about an issue of the scheme in a copular, "
    "passive or locative
    clause). Not in quotations or reported speech, and only in sentences without another act.
    """
    out: list[ActDraft] = []
    scene = voices.scene
    if not scene.meetings:
        return out
    busy = {scene.doc[d.trigger].sent.start for d in taken}
    for sent in scene.doc.sents:
        root = sent.root
        if (
            sent.start in busy
            or root.pos_ not in ("VERB", "AUX")
            or voices.speech_at(root.i)
            or voices.in_quotation(root.i)
        ):
            continue
        draft = _assessment(root) or _fact(scene, root, sent)
        if draft is not None:
            out.append(draft)
    return out[:MOST_OWN_VOICE]


def _assessment(root: Token) -> ActDraft | None:
    things = subjects(root)
    verdict = child(root, "attr", "dobj", "acomp")
    if root.lemma_ not in COPULAS or verdict is None or not things:
        return None
    noun = process_noun(things[0])
    judged = any(act_lexicon().has("EVAL", t.lemma_.lower()) for t in (verdict, *verdict.children))
    if noun is None or noun.target not in DIPLOMATIC or not judged or verdict.pos_ == "PRON":
        return None
    first, last = stretch(things[0])[0], stretch(verdict)[1]
    return ActDraft(root.i, "assessment", (), (), (first, last), (first, last), 0.4, "voice", (things[0],))


def _fact(scene: Scene, root: Token, sent: Span) -> ActDraft | None:
    """Present-tense general facts about an issue of the scheme ("This processing takes place mainly in
    Mexico").
    """
    if root.tag_ not in ("VBZ", "VBP") and not is_passive(root):
        return None
    if root.tag_ not in ("VBZ", "VBP") or root.lemma_ not in ("be", "take", "remain"):
        return None
    things = subjects(root)
    if (
        not things
        or scene.resolve(things[0])
        or process_noun(things[0]) is not None
        or things[0].pos_ not in ("NOUN", "PROPN")
    ):
        return None
    if any(c.dep_ == "expl" for c in root.children) or any(
        c.dep_ in ("advcl", "ccomp") for c in root.children
    ):
        return None
    about = any(s.first <= things[0].i < s.last for s in scheme_spans(scene))
    before = things[0].sent.start
    back = any(c.lower_ in ("this", "these") for c in things[0].lefts) and any(
        s.last <= before and before - s.first < 40 for s in scheme_spans(scene)
    )
    if not about and not back:
        return None
    return ActDraft(
        root.i, "report", (), (), (sent.start, sent.end), (sent.start, sent.end), 0.35, "voice", (things[0],)
    )


def spoken_of_again(scene: Scene, acts: Sequence[Act], drafts: Sequence[ActDraft]) -> list[Act]:
    """The acts with further mentions by definite nouns of their kind: "the accords" is the pledge just told
    of.
    """
    extra: dict[str, list[Mention]] = {}
    denoted: dict[int, str] = {}
    taken = {d.trigger for d in drafts}
    for token, kind in _definite_nouns(scene):
        if token.i in taken or any(d.source != "voice" and d.span[0] <= token.i < d.span[1] for d in drafts):
            continue
        before = [
            (a, d) for a, d in zip(acts, drafts, strict=True) if a.kind == kind and d.span[1] <= token.i
        ]
        if not before:
            continue
        act, draft = before[-1]
        if token.sent.start - scene.doc[draft.trigger].sent.end <= 40:
            first, last = stretch(token, lambda t: t.dep_ in ("relcl", "appos", "acl", "prep"))
            denoted[token.i] = act.id
            extra.setdefault(act.id, []).append(scene.mention(first, last, "asserted", 0.6))
    out = []
    for act, draft in zip(acts, drafts, strict=True):
        again = [denoted[t.i] for t in draft.targets if t.i in denoted and denoted[t.i] != act.id]
        toward = tuple(again[:1]) if again and act.stance != "stance-neutral" else act.stance_toward
        mentions = act.mentions
        if len(mentions) > 1 or act.id in extra:
            mentions = tuple(sorted({*mentions, *extra.get(act.id, ())}))
        changed = mentions is not act.mentions or toward is not act.stance_toward
        out.append(replace(act, stance_toward=toward, mentions=mentions) if changed else act)
    return out


def _definite_nouns(scene: Scene) -> Iterator[tuple[Token, str]]:
    lexicon = act_lexicon()
    nouns = lexicon.lemmas["NOUN"]
    for token in scene.doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in nouns:
            continue
        if not any(c.lower_ in ("the", "this", "these", "those") for c in token.lefts):
            continue
        frame = lexicon.first("NOUN", token.lemma_.lower())
        if (
            frame is not None
            and frame.type
            and not any(c.dep_ in ("prep", "amod", "compound", "poss", "acl") for c in token.children)
        ):
            yield token, KIND_OF_TYPE[frame.type]
