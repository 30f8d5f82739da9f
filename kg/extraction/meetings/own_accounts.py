"""Leaders and ministers who tell of a meeting with one of their rank: "X said the talks with Y went well"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.colleagues import HEADS
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.occasion_verbs import SAYING


def add_who_tells(scene: Scene, occurrence: Occurrence) -> None:
    """Adds to a noun of meeting that only says with whom it is the one who says of it how it was or will be.

    Of who has another rank, and may speak of somebody else's meeting ("Foreign Minister X said the summit
    with President Y"), the state or body is the other party; not of who reports: "X briefed the cabinet on
    talks with Y".
    """
    _add_whose_counterpart(scene, occurrence)
    token, there = occurrence.trigger.token, occurrence.arguments.actors
    before, briefs = _came_before(scene, token), _briefs_on(token)
    told = token.dep_ in {"nsubj", "nsubjpass"} or before or briefs is not None
    if not occurrence.trigger.nominal or not told or not there:
        return
    if not clauses.prepositional(token, "with") or clauses.prepositional(token, "between", "among", "of"):
        return
    verb = token.head.head if before else clauses.clause_of(token)
    saying = briefs or (verb.head if verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING else None)
    teller = _teller(scene, saying) if saying is not None else None
    if teller is None or teller in there or not scene.offices.titles_of(teller):
        return
    own, others = scene.principals((teller,)), scene.principals(there)
    if len(others) != 1 or set(own) & {*others, teller}:  # "his talks with Y" say who was there
        return
    ranks = {_rank(scene, id_) for id_ in there}
    person = briefs is not None and all(scene.actor(i).kind == "person" for i in there)
    if person or (None not in ranks and ranks == {_rank(scene, teller)}):
        occurrence.arguments.add((teller,), token)
    else:
        occurrence.arguments.parties.extend(own[:1])


def add_who_meets_again(scene: Scene, mentions: Sequence[Occurrence], occurrence: Occurrence) -> None:
    """Adds to a meeting of which one person alone speaks the one whom he has met: "'We will meet again in
    May,' X said after talks with Y", "X met Y. 'We meet on Monday,' X said"; not "we will meet the team".
    """
    verb, there = occurrence.trigger.token, list(occurrence.arguments.actors)
    ahead = occurrence.status[0] in {"planned", "proposed"} and occurrence.trigger.frame.lemma == "meet"
    if not ahead or len(there) != 1 or not any(c.lower_ == "we" for v in (verb, verb.head) for c in v.lefts):
        return
    if clauses.objects(verb) or clauses.prepositional(verb, "with") or clauses.is_passive(verb):
        return
    start, end = verb.sent.start, verb.sent.end
    held = [m for m in mentions if m.status[0] == "held" and start - _NEAR < m.trigger.token.i < end]
    for met in sorted(held, key=lambda m: (m.trigger.token.i < start, -m.trigger.token.i)):
        people = list(met.arguments.actors)
        if len(people) == 2 and there[0] in people and len(scene.principals(people)) == 2:
            occurrence.arguments.add(tuple(i for i in people if i != there[0]), verb)
            return


_NEAR = 60
"""How many words before a sentence the meeting is told of after which two are to meet again."""


def _add_whose_counterpart(scene: Scene, occurrence: Occurrence) -> None:
    """Adds to a noun of meeting that only says with whose counterpart it is the one whose he is: "X reported
    progress in talks with her Chilean counterpart".
    """
    token, there = occurrence.trigger.token, occurrence.arguments.actors
    if not occurrence.trigger.nominal or len(there) != 1 or clauses.prepositional(token, "between", "of"):
        return
    for partner in clauses.prepositional(token, "with"):
        nouns = [partner, *(c for c in partner.lefts if c.dep_ in {"compound", "nmod"})]
        owners = [c for c in partner.lefts if c.dep_ == "poss"]
        if len(owners) == 1 and any(map(is_counterpart, nouns)):
            named = scene.resolve(owners[0])
            if len(named) == 1 and named[0] not in there and scene.actor(named[0]).kind == "person":
                occurrence.arguments.add(named, token)


def _briefs_on(noun: Token) -> Token | None:
    """The verb of somebody who reports on a meeting: "updated the cabinet on talks with Y", else ``None``."""
    on = noun.dep_ == "pobj" and noun.head.lower_ in {"on", "about"}
    verb = noun.head.head.head if on and noun.head.head.dep_ == "dobj" else noun.head.head
    return verb if on and verb.lemma_ in _BRIEFING else None


_BRIEFING = frozenset("brief update inform debrief report".split())


def _came_before(scene: Scene, noun: Token) -> bool:
    """Whether a meeting came before what is said of a thing: "said the border was calm [after talks with Y]";
    not "said the minister had left after talks with Y".
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"after", "following"}:
        return False
    verb = noun.head.head
    subjects = clauses.subjects(verb) if verb.pos_ in {"VERB", "AUX"} and verb.dep_ == "ccomp" else []
    return bool(subjects) and not any(scene.resolve(s) or s.pos_ == "PRON" for s in subjects)


def _teller(scene: Scene, verb: Token) -> str | None:
    """The one person who performs the verb."""
    found = list(dict.fromkeys(i for s in clauses.doers(verb) for i in scene.resolve_all(s)))
    return found[0] if len(found) == 1 and scene.actor(found[0]).kind == "person" else None


def _rank(scene: Scene, id_: str) -> str | None:
    """Whether an actor leads a state or is a minister; ``None`` for all others."""
    if scene.actor(id_).kind != "person":
        return None
    titles = {t.lower() for t in scene.offices.titles_of(id_)}
    if titles & HEADS:
        return "head"
    return "minister" if any(t.endswith(_MINISTERS) or "minister" in t.split() for t in titles) else None


_MINISTERS = ("secretary of state", "foreign secretary", "defence secretary", "defense secretary")
