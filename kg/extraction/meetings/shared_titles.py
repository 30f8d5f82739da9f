"""The states of several whose one title says none: "Peru and Chile will resume talks. Foreign ministers X and
Y met in Oslo", "The finance ministers will meet in May".
"""

from __future__ import annotations

from kg.extraction.arguments.unsaid_states import governs_somewhere
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.references.groups import side_noun
from kg.extraction.references.last_named import last_set
from kg.extraction.scene import Scene

_RANKS = frozenset("minister secretary chief premier president negotiator envoy".split())


def add_states_of_title(scene: Scene, occurrence: Occurrence) -> None:
    """Adds as parties as many states as people bear one title, where the sentences before name just so many;
    two where nobody is named: "the finance ministers", but not "finance ministers".

    Not so where one of them is said to serve somebody, nor of persons with a title each.
    """
    arguments = occurrence.arguments
    if arguments.parties or not arguments.actors:
        return
    number = _bearers(scene, occurrence)
    if number > 1:
        states = last_set(scene.resolver, occurrence.trigger.token, ("country",), number, strict=True)
        arguments.parties.extend(scene.principals(states))  # of "officials of Peru and Chile" the states


def _bearers(scene: Scene, occurrence: Occurrence) -> int:
    """How many bear the one title of those who meet; 0 where they bear none, or are of a state."""
    people = [scene.actor(i) for i in occurrence.arguments.actors]
    if len(people) > 1:
        if not all(governs_somewhere(scene, it) for it in people):
            return 0
        said = [{holding.first for holding in scene.offices.of(it.id)} for it in people]
        return len(people) if set.intersection(*said) else 0
    group, sentence = people[0], occurrence.trigger.token.sent
    if not group.plural or group.represents or group.country:
        return 0
    named = (t for t in sentence if t.lower_.endswith("s") and side_noun(t) in _RANKS)
    the = (t for t in named if any(c.lower_ == "the" for c in t.lefts) and not any(t.rights))
    fields = (t for t in the if any(c.dep_ in {"amod", "compound"} for c in t.lefts))
    return 2 if any(scene.resolve(t) == (group.id,) for t in fields) else 0
