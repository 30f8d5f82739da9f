"""Persons that a lead tells by office and the next sentences by name: "the minister met ... Aydin said".

"The Turkish foreign minister met his Qatari counterpart on Monday. The talks between Aydin and Al-Attar ...":
who meets is the same, so the names are those of the two ministers, and the meeting is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.meetings.lead_groups import name_leaders, put_in_place
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene

_REACH = 150
"""How many words after a meeting of persons without names their names are told."""
_FEW = 3
"""Of how many it is tried who is who."""


def named_after_lead(
    scene: Scene, drafts: Sequence[MeetingDraft], vetoed: Callable[[MeetingDraft, Occurrence], bool]
) -> list[MeetingDraft]:
    """The drafts, with those of persons known by office joined with the ones that name them.

    The names must come after the offices, without an office of their own and of no other country; all others
    who meet are the same. ``vetoed`` keeps a mention from a draft.
    """
    out = list(drafts)
    name_leaders(scene, out, vetoed)
    for first in list(out):
        if not any(d is first for d in out):
            continue
        for second in list(out):
            pairs = _same_people(scene, first, second) if _goes_on(first, second) else {}
            pairs = pairs or (_same_traveller(scene, first, second) if _goes_on(first, second) else {})
            call = _is_call_of(scene, first, second)
            pairs = pairs or (_headlined(scene, first, second) if _goes_on(first, second) or call else {})
            call = call and set(first.participants) <= {*second.participants, *pairs}
            if not (pairs or call) or any(vetoed(first, o) for o in second.occurrences):
                continue
            for unnamed, person in pairs.items():
                if scene.actor(person).kind == "person":
                    _name(scene, unnamed, person, out)
                else:
                    put_in_place(first, [unnamed], [person])
            for occurrence in second.occurrences:
                first.absorb(occurrence, scene)
            out.remove(second)
    return out


def _goes_on(first: MeetingDraft, second: MeetingDraft) -> bool:
    """Whether the second is told of soon after the first, and is of its kind."""
    return 0 < second.tokens[0] - first.tokens[-1] <= _REACH and second.family == first.family


def _same_people(scene: Scene, first: MeetingDraft, second: MeetingDraft) -> dict[str, str]:
    """Who of the first, known by office, is whom of the second, known by name; empty where they differ."""
    unnamed = [i for i in first.participants if scene.actor(i).unnamed]
    names = [i for i in second.participants if i not in first.participants]
    rest = set(first.participants) - set(unnamed)
    if not unnamed or len(names) != len(unnamed) or not rest <= set(second.participants):
        return {}
    if len(rest) + len(unnamed) < 2 or len(second.participants) != len(first.participants):
        return {}
    unnamed.sort(key=lambda i: _first(scene, i))
    names.sort(key=lambda i: _first(scene, i))
    for order in permutations(names) if len(names) <= _FEW else (names,):
        pairs = dict(zip(unnamed, order, strict=True))
        if all(_may_be(scene, scene.actor(a), scene.actor(b)) for a, b in pairs.items()):
            return pairs
    return {}


_ANY_OFFICE = frozenset("official diplomat envoy negotiator emissary representative aide counterpart".split())


def _same_traveller(scene: Scene, first: MeetingDraft, second: MeetingDraft) -> dict[str, str]:
    """Who came, told of by a word for any office, and the one who is named with another as come there: "A top
    Peruvian diplomat has arrived in Oslo. Deputy Foreign Minister X arrived on Monday".
    """
    if first.family != "visit" or not first.places or not second.places:
        return {}
    if len(first.participants) != 1 or len(second.participants) != 1:
        return {}
    (came,), (named,) = first.participants, second.participants
    unnamed, person = scene.actor(came), scene.actor(named)
    after = min(person.mentions, default=(0, 0)) > min(unnamed.mentions, default=(0, 0))
    alike = unnamed.unnamed and person.kind == "person" and not person.unnamed and after
    kin = unnamed.country is not None and person.country in {None, unnamed.country}
    near = any(scene.places.same_area(a, b) for a in first.places for b in second.places)
    anybody = not _ANY_OFFICE.isdisjoint(unnamed.name.lower().replace("|", " ").split())
    return {came: named} if alike and kin and near and anybody else {}


def _is_call_of(scene: Scene, first: MeetingDraft, second: MeetingDraft) -> bool:
    """Whether a headline tells of talks and the lead says that they were held by phone: "X holds talks with
    Y | X spoke by phone with Y on Monday"; not where both met and phoned.
    """
    near = 0 < second.tokens[0] - first.tokens[-1] <= _LEAD
    alone = (
        first.family == "meeting"
        and second.family == "remote"
        and not (first.places or first.is_visit_and_meeting)
    )
    unsaid = all(o.trigger.frame.frame in _UNSAID for o in first.occurrences)
    return near and alone and unsaid and _in_headline(scene, first) and len(first.participants) > 1


_LEAD = 60
_UNSAID = frozenset({"talks", "with", "discuss"})


def _in_headline(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether a meeting is told of in the headline alone."""
    ends = [span.end for span in scene.doc.spans.get("headline", ())]
    return bool(ends) and draft.tokens[-1] < ends[0]


def _headlined(scene: Scene, first: MeetingDraft, second: MeetingDraft) -> dict[str, str]:
    """Who is told in a headline by a word for any office, and who of that state meets the same in the lead:
    "Emir receives British envoy | The Emir received British Ambassador X"; not "received British Premier X".
    """
    vague = [i for i in first.participants if _is_anybody(scene.actor(i))]
    rest = set(first.participants) - set(vague)
    if not vague or not _in_headline(scene, first) or not rest <= set(second.participants):
        return {}
    pairs: dict[str, str] = {}
    for id_ in vague:
        actor = scene.actor(id_)
        others = (i for i in second.participants if i not in rest and i not in pairs.values())
        alike = [i for i in others if _is_one_of(scene, actor, i)]
        if not alike:
            return {}
        pairs[id_] = min(alike, key=lambda i: _first(scene, i))
    return pairs


def _is_anybody(actor: ActorDraft) -> bool:
    """Whether an actor is told by a word for any office or by one that one has alone, or is a delegation."""
    words = actor.name.lower().replace("|", " ").replace("-", " ").split()
    told = not (_ANY_OFFICE | _SOLE_OFFICE).isdisjoint(words)
    return actor.kind == "delegation" or (actor.unnamed and told)


def _is_one_of(scene: Scene, vague: ActorDraft, id_: str) -> bool:
    """Whether a person named, below those who lead a state, may be one told by a word for any office."""
    actor = scene.actor(id_)
    mine, own = ({a.country, *a.represents} - {None} for a in (vague, actor))
    if not mine or not mine <= own:
        return False
    if vague.kind == "delegation":
        return actor.kind == "delegation"
    titles = [t.lower() for t in scene.offices.titles_of(id_)]
    leads = any(t in _LEADS for t in titles) and "counterpart" not in vague.name
    sole = _SOLE_OFFICE & set(vague.name.lower().replace("|", " ").split())
    alike = not sole or any(t.split()[-1] in sole for t in titles)
    return actor.kind == "person" and not actor.unnamed and alike and not leads


_SOLE_OFFICE = frozenset({"speaker", "governor", "mayor", "ambassador"})
_LEADS = frozenset({"president", "prime minister", "premier", "king", "queen", "emir", "amir", "sultan"})


def _first(scene: Scene, id_: str) -> tuple[int, int]:
    return min(scene.actor(id_).mentions, default=(0, 0))


def _may_be(scene: Scene, unnamed: ActorDraft, person: ActorDraft) -> bool:
    """Whether a person told by name may be one told by office before; "rebel chief X" may be "the rebel
    leader", but no "foreign minister".
    """
    mine, own = (scene.offices.titles_of(a.id) for a in (unnamed, person))
    if person.kind != "person" or person.unnamed:
        return False
    if own and not (set(person.represents) <= set(unnamed.represents) and _leads(mine) and _leads(own)):
        return False
    after = min(person.mentions, default=(0, 0)) > min(unnamed.mentions, default=(0, 0))
    alike = bool(own) or not person.represents
    return after and person.country in {None, unnamed.country} and alike


def _leads(titles: Sequence[str]) -> bool:
    """Whether all titles are of one who leads a movement: "leader", "rebel chief"."""
    return bool(titles) and all(t.split()[-1] in {"leader", "chief", "commander"} for t in titles)


def _name(scene: Scene, unnamed: str, person: str, drafts: Sequence[MeetingDraft]) -> None:
    """Makes the person known by office the one known by name, everywhere."""
    old, new = scene.actor(unnamed), scene.actor(person)
    new.country = new.country or old.country
    new.represents.extend(r for r in old.represents if r not in new.represents)
    new.mentions.update(old.mentions)
    new.names.update(old.names)
    new.heads.extend(old.heads)
    old.mentions.clear()
    scene.offices.move(unnamed, person)
    scene.resolver.rename(unnamed, person)
    for draft in drafts:
        put_in_place(draft, [unnamed], [person])
