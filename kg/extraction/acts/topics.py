"""Issues that an event has from its context: from what it answers or assesses, or from the whole article.

Only concepts of the scheme that the article itself mentions are handed on, so each has evidence. Less
certain inheritance gives the more general issue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.extraction.grammar.speech import unique
from kg.extraction.issues.issues import IssueSpan, scheme_mentions
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at
from kg.model import Act, Change, Meeting, Process
from kg.scheme import ancestors

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

RELATIONS = "bilateral-relations"
HEIRS = frozenset({"act-appeal", "act-refusal", "act-criticism"})
"""Acts that need a matter; where their own words name none, it is that of the passage or the article."""
MATTERS = frozenset("issue matter problem crisis question subject topic".split())
FEW = 3
"""So many mentions of the scheme at least before they are said to be mostly about one thing."""


def scheme_spans(scene: Scene) -> Sequence[IssueSpan]:
    """The mentions of the issue scheme, found once per article."""
    cached: Sequence[IssueSpan] | None = scene.doc.user_data.get("scheme_mentions")
    if cached is None:
        cached = scene.doc.user_data["scheme_mentions"] = tuple(scheme_mentions(scene.doc))
    return cached


def relations_issue(noun: Token) -> IssueSpan:
    """The concept of bilateral relations with the noun that says so ("ties") as its evidence."""
    return IssueSpan(noun.idx, noun.idx + len(noun), noun.i, noun.i + 1, noun.text, RELATIONS)


def prevailing(spans: Sequence[IssueSpan]) -> IssueSpan | None:
    """A mention of the narrowest concept that, with all below it, makes up more than half of the mentions.

    Of "fentanyl", "opioids", "drugs", "trade", "fentanyl", "narcotics": narcotics, which lies above most. Of
    "trade", "climate" and "visas": ``None``. The concept is one of those mentioned, and no group at the top
    of the scheme ("security").
    """
    count = Counter(s.concept for s in spans if s.concept is not None)
    if sum(count.values()) < FEW:
        return None
    weight: Counter[str] = Counter()
    for concept, n in count.items():
        for above in (concept, *ancestors(concept)):
            weight[above] += n
    fit = [c for c in count if ancestors(c) and 2 * weight[c] > sum(count.values())]
    if not fit:
        return None
    best = max(fit, key=lambda c: (len(ancestors(c)), weight[c], c))
    return next(s for s in spans if s.concept == best)


def principal(scene: Scene, issues: Sequence[str]) -> tuple[str, ...]:
    """Of issues by local id the one that the article names most often, the first of equals.

    A single one that the scheme lacks stands for itself; of several such none.
    """
    concepts = {d.id: d.concept for d in scene.issues.values()}
    count = Counter(s.concept for s in scheme_spans(scene))
    known = [i for i in issues if concepts.get(i) is not None]
    if not known:
        return tuple(issues) if len(issues) == 1 else ()
    return tuple(sorted(known, key=lambda i: -count[concepts[i]])[:1])


def summed_up(scene: Scene, noun: Token) -> tuple[str, ...]:
    """The issues of the clause before that a noun with "this" sums up ("... ores that are refined into the
    metal. This processing ...": the ores and the metal), at most two.

    A general word there stands for the narrower one that its sentence has named ("the drug").
    """
    if not any(c.lower_ in ("this", "these") for c in noun.lefts) or noun.sent.start == 0:
        return ()
    before = scene.doc[noun.sent.start - 1].sent
    if scene.doc[noun.sent.start - 1].is_space:
        return ()
    clause = _last_clause(before)
    inside = [s for s in scheme_spans(scene) if before.start <= s.first and s.last <= before.end]
    named = [s for s in inside if clause.start <= s.first and s.last <= clause.end] or inside
    narrowed = [_narrower(scene, s) for s in named]
    return unique(tuple(scene.issue(s) for s in narrowed))[:2]


def _last_clause(sent: Span) -> Span:
    """The last relative clause with the noun that it describes, else the whole sentence."""
    heads = [t.head for t in sent if t.dep_ in ("relcl", "acl")]
    return sent.doc[heads[-1].i : sent.end] if heads else sent


def _narrower(scene: Scene, span: IssueSpan) -> IssueSpan:
    """What a definite general noun stands for: of the narrower concepts named before it the one that the
    article names most.
    """
    token = scene.doc[span.first]
    if token.i == 0 or scene.doc[token.i - 1].lower_ not in ("the", "this", "these") or span.concept is None:
        return span
    below = [s for s in scheme_spans(scene) if s.first < span.first
             and s.concept is not None and span.concept in ancestors(s.concept)]  # fmt: skip
    count = Counter(s.concept for s in scheme_spans(scene))
    return max(below, key=lambda s: (count[s.concept], s.first), default=span)


def _paragraph(scene: Scene, i: int) -> tuple[int, int]:
    spans = scene.doc.spans.get("paragraphs", [scene.doc[:]])
    return next(((p.start, p.end) for p in spans if p.start <= i < p.end), (0, len(scene.doc)))


def with_topics(scene: Scene, acts: Sequence[Act], meetings: Sequence[Meeting]) -> list[Act]:
    """The acts, those without an issue of their own with that of their context.

    An assessment or report of a meeting is about the meeting's main issue; one that says "this issue" is
    about the article's; an answer about what it answers; an article's assessment of an accord of two states
    about their relations; an appeal, refusal or criticism about what its paragraph or article mostly is.
    """
    about = {m.id: m.issues for m in meetings}
    out = {a.id: a for a in acts}
    for act in acts:
        if not act.issues and (direct := _direct(scene, act, acts, about)):
            out[act.id] = replace(act, issues=direct)
    for act in acts:
        if not out[act.id].issues and act.type in HEIRS:
            answered = unique(*(out[x].issues for x in act.in_response_to if x in out))
            out[act.id] = replace(out[act.id], issues=answered or _of_context(scene, act))
    return list(out.values())


def _direct(
    scene: Scene, act: Act, acts: Sequence[Act], about: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    if act.kind != "statement":
        return ()
    if not act.speakers:
        pacts = [a for a in acts if a.id in act.stance_toward and a.kind == "commitment"]
        known = scene.issues.get(RELATIONS)
        return (known.id,) if known and any(_of_two_states(scene, a) for a in pacts) else ()
    judged = unique(*(about[x] for x in act.stance_toward if x in about))
    if act.type in ("act-assessment", "act-report"):
        return principal(scene, judged) or (_this_matter(scene, act) if not judged else ())
    return ()


def _at(doc: Doc, place: int) -> int:
    """The first token that begins at a code point or behind it."""
    return bisect_left(doc.tokens, place, key=attrgetter("idx"))


def _of_two_states(scene: Scene, act: Act) -> bool:
    return len([x for x in act.parties if scene.actor(x).kind == "country"]) == 2 == len(act.parties)


def _this_matter(scene: Scene, act: Act) -> tuple[str, ...]:
    """What "this issue" in the words of an act means: of the issues named so far the one that the article
    names most.
    """
    start, end = act.content
    words = [t for i in lemmas_at(scene.doc, MATTERS) if start <= (t := scene.doc[i]).idx < end]
    if not any(c.lower_ in ("this", "these") for t in words for c in t.lefts):
        return ()
    earlier = [s for s in scheme_spans(scene) if s.end <= end]
    if not earlier:
        return ()
    count = Counter(s.concept for s in scheme_spans(scene))
    return (scene.issue(max(earlier, key=lambda s: (count[s.concept], -s.first))),)


def _of_context(scene: Scene, act: Act) -> tuple[str, ...]:
    """The prevailing issue of the paragraph, or else of the article."""
    first, last = _paragraph(scene, _at(scene.doc, act.content[0]))
    spans = scheme_spans(scene)
    here = [s for s in spans if first <= s.first < last]
    found = prevailing(here) or prevailing(spans)
    return (scene.issue(found),) if found is not None else ()


def with_change_topics(
    processes: Sequence[Process], changes: Sequence[Change], scene: Scene
) -> list[Process]:
    """The processes with the issues that a change which affects them is said to concern in so many words.

    "Peru ceased cooperation in fisheries, and the talks came to a halt": the talks are about fisheries too.
    """
    spans = {d.id: tuple(d.mentions) for d in scene.issues.values()}
    out = []
    for process in processes:
        own = [i for c in changes if process.id in c.affects and len(c.affects) > 1 for i in c.issues
               if any(m.start <= a and b <= m.end for m in c.mentions for a, b in spans[i])]  # fmt: skip
        out.append(replace(process, issues=unique(process.issues, tuple(own))) if own else process)
    return out
