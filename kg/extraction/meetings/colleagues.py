"""Ministers and leaders who speak where a meeting of the ministers or leaders of their countries is told of.

"The foreign ministers of Peru and Chile met in Lima. ... Peru's Foreign Minister A said": A was there.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from kg import gazetteer
from kg.extraction.actors.actors import ActorDraft
from kg.extraction.grammar import clauses
from kg.extraction.grammar.saying import say_lemma
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_token import Token

HEADS = frozenset(
    (
        *"president premier chancellor king queen emir sultan taoiseach emperor".split(),
        "prime minister",
        "crown prince",
        "supreme leader",
    )
)
"""Titles of those who are called leaders of their countries."""

_FOREIGN = frozenset({"foreign", "affairs", "external"})
_BRANCHES = {
    "foreign": _FOREIGN,
    "defence": frozenset({"defence", "defense"}),
    "defense": frozenset({"defence", "defense"}),
    "finance": frozenset({"finance", "treasury", "exchequer"}),
} | {
    branch: frozenset({branch})
    for branch in "interior trade energy economy health agriculture justice environment transport".split()
}
"""The words of titles by the word before "ministers"."""
_LEADERS = frozenset("leaders presidents premiers chancellors kings heads".split())
_SENTENCES = 10
"""How many sentences after the first word of a meeting somebody speaks as one who was there."""
_CONFIDENCE = 0.6


def add_colleagues(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Adds to the meetings, in place, whom a group of ministers or leaders at it comprises.

    That is who holds such an office of a country for which the group stands, or that belongs to a body for
    which it stands, and who is quoted near the meeting; not at a visit or a call.
    """
    starts = [s.start for s in scene.doc.sents]
    for draft in meetings:
        groups = [g for i in draft.participants if _of_office_holders(g := scene.actor(i))]
        if draft.family != "meeting" or not groups:
            continue
        for id_, token in _quoted(scene, draft.tokens[0], starts):
            if id_ not in draft.participants and any(_comprises(scene, g, id_) for g in groups):
                draft.participants[id_] = "role-participant"
                spoken = scene.mention(token.i, token.i + 1, "asserted", _CONFIDENCE)
                draft.evidence.setdefault(id_, []).append(spoken)


def _of_office_holders(actor: ActorDraft) -> bool:
    words = set(actor.name.lower().split())
    return (
        actor.kind in {"group", "delegation"}
        and bool(actor.represents)
        and bool(words & (_LEADERS | {"ministers"}))
    )


def _quoted(scene: Scene, first: int, starts: list[int]) -> Iterator[tuple[str, Token]]:
    """The persons who say something from the sentence of the token on, with the words that name them."""
    here = bisect(starts, first) - 1
    end = starts[here + _SENTENCES] if here + _SENTENCES < len(starts) else len(scene.doc)
    for verb in scene.doc[starts[here] : end]:
        says = verb.pos_ == "VERB" and act_lexicon().first("SAY", say_lemma(verb)) is not None
        if not says or clauses.is_negated(verb):
            continue
        for token in clauses.doers(verb):
            yield from ((i, token) for i in scene.resolve(token) if scene.actor(i).kind == "person")


def _comprises(scene: Scene, group: ActorDraft, person: str) -> bool:
    """Whether the person holds an office of the kind that the group is of, for one of its countries."""
    country = scene.actor(person).country
    served = {country} & set(group.represents) or _member(scene, country, group.represents)
    return bool(served) and any(_of_rank(group.name, title) for title in scene.offices.titles_of(person))


def _member(scene: Scene, country: str | None, bodies: list[str]) -> bool:
    """Whether the country belongs to one of the bodies when the article was written."""
    written = scene.written
    key = scene.actor(country).key if country is not None else None
    keys = (scene.actor(b).key for b in bodies)
    return any(
        key in gazetteer.member_states(b, written.year if written else None) for b in keys if b is not None
    )


def _of_rank(group: str, title: str) -> bool:
    """Whether a title is one of those that the group is of: "foreign secretary" of "foreign ministers"."""
    words = group.lower().split()
    if set(words) & _LEADERS or "prime ministers" in group.lower():
        return title.lower() in HEADS
    branch = _BRANCHES.get(words[words.index("ministers") - 1]) if "ministers" in words[1:] else None
    of_state = branch is _FOREIGN and title.lower() == "secretary of state"
    return of_state or (branch is not None and bool(branch & set(title.lower().split())))


def leader_beside(scene: Scene, occurrence: Occurrence, state: str) -> str | None:
    """The one leader of a state whom the sentence of a summit names, who is there for it: "Prime Minister X
    spoke at the summit"; ``None`` for talks, of which leaders may only speak.
    """
    if occurrence.trigger.format != "summit":
        return None
    sent = occurrence.trigger.token.sent
    named = {o for a, _, o in scene.index.spans if sent.start <= a < sent.end}
    of_it = (i for i in sorted(named) if scene.actor(i).kind == "person" and scene.actor(i).country == state)
    leaders = [i for i in of_it if HEADS & set(scene.offices.titles_of(i))]
    return leaders[0] if len(leaders) == 1 else None
