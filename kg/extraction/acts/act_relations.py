"""How acts hang together with meetings, issues and each other: where made, in answer to what, about what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.acts.act_frames import ActDraft
from kg.extraction.acts.stance_targets import AT, COMMITTED, actors_in, aimed, conditions, hit, whose
from kg.extraction.acts.topics import scheme_spans, summed_up
from kg.extraction.grammar.clauses import ancestors_in_sentence, child, clause_of
from kg.extraction.grammar.speech import unique
from kg.extraction.tokens.act_lexicon import KIND_OF_TYPE, act_lexicon
from kg.extraction.tokens.frozen_token import Token
from kg.model import Act

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

OCCASIONS = frozenset("at during in after following on".split())
WHENS = frozenset("when after while as".split())
NEARBY = 3
"""In how many sentences back an answer looks for what it answers."""


def made_at(scene: Scene, draft: ActDraft) -> tuple[str, ...]:
    """The meetings on whose occasion an act is performed, by grammar alone.

    "When A met B, they pledged", "agreed at the summit", "a delegation that visited X and raised "
    "Y", and what an
    envoy "who met X" reports of it; not "A met B last year; today A refused".
    """
    verb = clause_of(scene.doc[draft.trigger])
    found = [m for t in _occasion_words(verb) if (m := scene.meeting_at(t)) is not None]
    if not found and draft.reported_by:
        found = [m for t in _reporter_clause(verb) if (m := scene.meeting_at(t)) is not None]
    return unique(tuple(found[:1]))


def _occasion_words(verb: Token) -> Iterator[Token]:
    for c in verb.children:
        if c.dep_ == "advcl" and any(m.lower_ in WHENS for m in c.children if m.dep_ in ("mark", "advmod")):
            yield c
        elif c.dep_ == "prep" and c.lower_ in OCCASIONS:
            yield from (p for p in c.children if p.dep_ in ("pobj", "pcomp"))
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ == "VERB":
        yield head
        yield from (c for c in head.children if c.dep_ == "conj" and c.i < verb.i)
        if head.dep_ not in ("relcl", "ROOT"):
            yield from _occasion_words(head)
    if verb.dep_ == "advcl" and verb.tag_ == "VB" and head.pos_ == "VERB":
        yield head


def _reporter_clause(verb: Token) -> Iterator[Token]:
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ == "according":
            for t in c.subtree:
                if t.dep_ == "relcl":
                    yield t


def act_issues(scene: Scene, draft: ActDraft) -> tuple[str, ...]:
    """The issues of the scheme that the act's own words name, in order."""
    first, last = min(draft.span[0], draft.content[0]), max(draft.span[1], draft.content[1])
    spans = [s for s in scheme_spans(scene) if first <= s.first and s.last <= last]
    own = unique(tuple(scene.issue(s) for s in spans))
    return own or (summed_up(scene, draft.targets[0]) if draft.source == "voice" and draft.targets else ())


def link_acts(scene: Scene, acts: Sequence[Act], drafts: Sequence[ActDraft]) -> list[Act]:
    """The acts with what they answer and what their stance is toward.

    A refusal, denial or criticism answers the act that its object names ("rejected Peru's demand"), or,
    where the object names one without more ("rejected the offer"), the nearest earlier request; a clause
    that goes on about the same matter ("rejected the pleas, claiming that ...") answers the same.
    """
    out: list[Act] = []
    for act, draft in zip(acts, drafts, strict=True):
        answers = tuple(_answered(scene, act, draft, acts, drafts))
        toward = _toward(scene, act, draft, answers)
        linked = replace(act, in_response_to=answers, stance_toward=toward) if answers or toward else act
        out.append(linked)
    out = [_directed(scene, a, d) for a, d in zip(out, drafts, strict=True)]
    out = [_with_governor(scene, a, d, out, drafts) for a, d in zip(out, drafts, strict=True)]
    return [_with_counterpart(scene, a, out) for a in out]


def _directed(scene: Scene, act: Act, draft: ActDraft) -> Act:
    """A commitment without an addressee is to whom its deed is done: "pledged aid for Peru"."""
    if act.kind != "commitment" or act.addressees or _tells_of_others(scene, act, draft):
        return act
    words = [w for t in draft.targets for w in (*whose(t), *aimed(t, COMMITTED))]
    words += [w for verb in draft.deeds for w in hit(verb, COMMITTED)]
    return _to(scene, act, _without_principals(scene, _sides(scene, act, words)))


def _tells_of_others(scene: Scene, act: Act, draft: ActDraft) -> bool:
    """Whether a plan is told of somebody else: "said the president of Peru would leave for Chile"."""
    if draft.source != "speech":
        return False
    doing = {x for t in draft.targets for x in scene.resolve_all(t)}
    return bool(doing) and not doing & {*act.speakers, *scene.principals(act.speakers)}


def _to(scene: Scene, act: Act, addressees: tuple[str, ...]) -> Act:
    if not addressees:
        return act
    return replace(act, addressees=addressees, parties=scene.principals((*act.speakers, *addressees)))


def _without_principals(scene: Scene, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Without the countries of others among them: "the Israeli envoys" are meant, not Israel."""
    served = {c for x in ids for c in scene.principals((x,)) if c != x}
    return tuple(x for x in ids if x not in served)


def _with_counterpart(scene: Scene, act: Act, acts: Sequence[Act]) -> Act:
    """An answer without an addressee is to whoever made the request, and a request is of whoever answers
    it.
    """
    if act.addressees:
        return act
    others = [o for o in acts if o.id in act.in_response_to] or [
        o for o in acts if act.id in o.in_response_to and act.kind == "request"
    ]
    found = tuple(x for x in unique(*(o.speakers for o in others)) if x not in act.speakers)
    return _to(scene, act, found)


def _answered(
    scene: Scene, act: Act, draft: ActDraft, acts: Sequence[Act], drafts: Sequence[ActDraft]
) -> Iterator[str]:
    if act.kind == "request" or act.type not in (
        "act-refusal",
        "act-denial",
        "act-criticism",
        "act-agreement",
        "act-support",
    ):
        return
    for target in draft.targets:
        frame = act_lexicon().first("NOUN", target.lemma_.lower())
        if frame is None or frame.type is None:
            continue
        same = next((a for a, d in zip(acts, drafts, strict=True) if d.trigger == target.i), None)
        if same is not None:
            yield same.id
            continue
        kind = KIND_OF_TYPE[frame.type]
        here = _sentence(scene, draft.trigger)
        before = [
            a for a, d in zip(acts, drafts, strict=True)
            if a.kind == kind and d.trigger < draft.trigger and here - _sentence(scene, d.trigger) <= NEARBY
            and not set(a.speakers) & set(act.speakers)
        ]  # fmt: skip
        if before and any(c.lower_ in ("the", "this", "that") for c in target.lefts):
            yield before[-1].id


def _sentence(scene: Scene, i: int) -> int:
    starts = scene.doc.user_data.get("sentence_starts")
    if starts is None:
        starts = scene.doc.user_data["sentence_starts"] = [s.start for s in scene.doc.sents]
    return sum(1 for s in starts if s <= i)


def _toward(scene: Scene, act: Act, draft: ActDraft, answers: tuple[str, ...]) -> tuple[str, ...]:
    if act.kind != "statement" or act.stance == "stance-neutral":
        return ()  # who takes no side takes it toward nobody
    if answers:
        return answers
    meetings = _meetings(scene, draft.targets)
    if not meetings and act.type in ("act-assessment", "act-report"):
        meetings = _meetings(scene, scene.doc[slice(*draft.content)])[:1]
    if meetings:
        return meetings
    addressed = tuple(x for x in act.addressees if x not in draft.told)
    named = addressed or unique(*(scene.resolve_all(t) for t in draft.targets))
    found = tuple(x for x in named if x not in act.speakers) or _owners(scene, act, draft)
    if not found and act.type == "act-support":
        found = _meetings(scene, scene.doc[slice(*draft.content)])[:1]
    return found or tuple(x for x in act.addressees if scene.actor(x).type != "actor-media")


def _meetings(scene: Scene, words: Iterable[Token]) -> tuple[str, ...]:
    return unique(tuple(m for t in words if (m := scene.meeting_at(t)) is not None))


def _owners(scene: Scene, act: Act, draft: ActDraft) -> tuple[str, ...]:
    """Whose things or deeds a statement judges or refuses, and whom a threat would hit; nobody of the
    speaker's own side.
    """
    at = AT.get(act.type, frozenset())
    words = [w for t in draft.targets for w in (*whose(t), *aimed(t, at))]
    words += [w for verb in draft.deeds for w in (hit(verb, at) if at else actors_in(verb))]
    found = _sides(scene, act, words)
    if not found and act.type == "act-threat":
        found = _sides(scene, act, conditions((scene.doc[draft.trigger], *draft.deeds)))
    return _without_principals(scene, found)


def _sides(scene: Scene, act: Act, words: Iterable[Token]) -> tuple[str, ...]:
    """The actors that the words denote but for the speaker's own and bare groups ("citizens")."""
    found = unique(*(scene.denoted(w) for w in words))
    own = {*act.speakers, *scene.principals(act.speakers)}
    return tuple(x for x in found if _is_a_side(scene, x) and not own & {x, *scene.principals((x,))})


def _is_a_side(scene: Scene, id_: str) -> bool:
    """Whether one can take sides about it: not "troops" and "citizens" of no country that is told."""
    actor = scene.actor(id_)
    return actor.kind not in ("group", "delegation") or bool(actor.represents or actor.country)


def _with_governor(
    scene: Scene, act: Act, draft: ActDraft, acts: Sequence[Act], drafts: Sequence[ActDraft]
) -> Act:
    verb = clause_of(scene.doc[draft.trigger])
    if act.in_response_to or act.kind != "statement":
        return act
    above = [verb, *ancestors_in_sentence(verb)]
    clause = next(
        (t for t in above if t.dep_ == "advcl" and t.tag_ == "VBG" and child(t, "nsubj") is None), None
    )
    if clause is None:
        return act
    governor = next((a for a, d in zip(acts, drafts, strict=True) if d.trigger == clause.head.i), None)
    if governor is None or not set(governor.speakers) & set(act.speakers):
        return act
    return replace(act, in_response_to=governor.in_response_to)
