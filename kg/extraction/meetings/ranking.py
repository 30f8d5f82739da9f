"""Probabilities for meetings: whether a draft is one, and which mentions are of the same one.

Two logistic models over the features of ``meeting_features`` correct what the rules found; the weights are
``kg/data/meeting_weights.tsv``, trained by ``scripts/train_meetings.py``. Without them the rules stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from kg.extraction.arguments.last_meetings import is_last
from kg.extraction.arguments.next_stops import goes_on
from kg.extraction.grammar import clauses
from kg.extraction.meetings.calls import talk_on, told_how
from kg.extraction.meetings.fates import given_up_then, goes_back
from kg.extraction.meetings.long_ago import long_gone
from kg.extraction.meetings.meeting_drafts import MeetingDraft, is_aim, of_agents, on_its_day, runs_on
from kg.extraction.meetings.meeting_features import meeting_features
from kg.extraction.meetings.meeting_pairs import Seen, pair_features, seen
from kg.extraction.meetings.mention_order import standings
from kg.extraction.meetings.named_events import (
    first_time,
    marked_by,
    said_to_be,
    says_what_it_was,
    says_why,
    told_within,
)
from kg.extraction.meetings.next_rounds import is_round
from kg.extraction.meetings.occurrences import Occurrence, yet_to_discuss
from kg.extraction.meetings.sides_again import between_the_two, by_the_sides, by_their_people
from kg.extraction.meetings.two_meetings import (
    beside_each_other,
    further_event,
    of_two,
    told_apart,
    told_of_before,
)
from kg.extraction.meetings.visits import one_stay, same_stay
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.logistic import Weights, odds_of, probability_of, read_weights
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.triggers.linkage import clusters, keep_together
from kg.extraction.triggers.occasion_verbs import at_edge
from kg.resources import data_file

KEEP, SAME = "keep", "same"
JOIN, TRUST, LEAST, SOLE, MOST = 0.4, 0.25, 0.46, 0.38, 120
"""Least mean probability of mentions of one meeting; how far the rules' joining shifts the odds, in logits;
least probability of a meeting, and of the only one of an article; the number of mentions from which on the
rules are left alone (cost). The first two are those with the best meetings on press articles of outlets left
out; the next two stand between what cross-validation by outlet asks (.5) and what whole articles of other
houses ask (.38)."""
NEVER = float("-inf")
"""The score of two mentions that days, numbers or sides tell apart: no third mention brings them together."""


@cache
def weights() -> Weights:
    """The weight of each feature by model, none without table; raises TableError with the line at fault."""
    return read_weights(data_file("meeting_weights.tsv"))


def log_odds(model: str, features: dict[str, float]) -> float | None:
    """What a model makes of the features; unknown features count nothing; ``None`` without the model."""
    table = weights().get(model)
    return None if table is None else odds_of(table, features)


# --- keep ------------------------------------------------------------------------------------------


def meeting_probability(scene: Scene, draft: MeetingDraft, drafts: Sequence[MeetingDraft]) -> float:
    """How probable it is that a settled draft is a meeting, and not one of the others told again.

    ``drafts`` are all of the article; 1.0 without weights. "The talks" beside a like draft is low.
    """
    odds = log_odds(KEEP, meeting_features(scene, draft, drafts))
    return 1.0 if odds is None else probability_of(odds)


def worth_keeping(scene: Scene, drafts: Sequence[MeetingDraft]) -> list[MeetingDraft]:
    """The drafts that are probably meetings, in the same order, with their confidence; a sole one needs less
    than one of several. All stay without weights.
    """
    least = LEAST if len(drafts) > 1 else SOLE
    out = []
    for draft in drafts:
        probability = meeting_probability(scene, draft, drafts)
        if probability >= least or _told_outright(scene, draft, drafts):
            draft.confidence = round(min(probability, _SUREST), 2)
            out.append(draft)
    return out


_SUREST = 0.98


def _told_outright(scene: Scene, draft: MeetingDraft, drafts: Sequence[MeetingDraft]) -> bool:
    """Whether the words themselves say who met and where or when: no model takes that out.

    Of officials of no state they say both, as of one who travels, and not that he only goes home.
    """
    where, when = bool(draft.places), bool(draft.time.expressions)
    actors = [scene.actor(i) for i in draft.participants]
    if draft.weak or not (where or when):
        return when and on_its_day(draft)
    if draft.family == "meeting" and of_agents(scene, draft):
        return True
    people = [a.id for a in actors if a.kind == "person"]
    if len(people) >= 2 and len(scene.principals(people)) >= 2:
        return True
    several = len(actors) > 1 or any(a.type == "actor-officials" and a.plural for a in actors)
    homeward = any(o.trigger.frame.lemma == "return" for o in draft.occurrences)
    journey = draft.family == "visit" and bool(people) and not homeward
    further = journey and where and any(goes_on(o.trigger.token) for o in draft.occurrences)
    if further and not _in_visit(scene, draft, drafts):
        return True
    if journey and where and any(_will_go(o.trigger.token) for o in draft.occurrences):
        return True
    great = draft.format == "summit" and where and several
    counted = when and several and any(is_round(o) for o in draft.occurrences)
    return great or counted or (where and when and (several or journey)) or (when and on_its_day(draft))


def _will_go(verb: Token) -> bool:
    """Whether a verb says of a journey that it is to come: "will travel to Japan", not "is heading there"."""
    return verb.pos_ == "VERB" and any(c.dep_ == "aux" and c.lower_ in {"will", "'ll"} for c in verb.lefts)


def _in_visit(scene: Scene, stop: MeetingDraft, drafts: Sequence[MeetingDraft]) -> bool:
    """Whether the next stop of a journey is in the state that the visitor is visiting: "begins a visit to
    Peru in Lima and goes on to Cusco"; not "visited Quito and went on to Lima".
    """
    lands = scene.places.states(stop.places)
    others = (d for d in drafts if d is not stop and d.family == "visit")
    return any(
        set(d.participants) & set(stop.participants)
        and lands & (scene.places.states(d.places) | set(d.extra_parties))
        for d in others
    )


# --- same meeting ----------------------------------------------------------------------------------


def same_meeting_probability(scene: Scene, mentions: Sequence[Occurrence], first: int, second: int) -> float:
    """How probable the model finds it that two of the mentions of an article, told by their numbers in text
    order, are of one meeting, whatever the rules did; 0.0 without weights.
    """
    views = [seen(scene, o) for o in mentions]
    standing = standings(views, ())[first, second]
    odds = log_odds(SAME, pair_features(scene, views[first], views[second], second - first - 1, standing))
    return 0.0 if odds is None else probability_of(odds)


def rejoined(
    scene: Scene, drafts: Sequence[MeetingDraft], recover: Callable[[MeetingDraft, Occurrence], None]
) -> list[MeetingDraft]:
    """The drafts with their mentions joined anew, in text order: mends what the rules split or mixed.

    ``recover`` names the actors of a draft whose mentions name none. Without weights they stay as they are.
    """
    mentions = sorted(
        ((o, n) for n, d in enumerate(drafts) for o in d.occurrences), key=lambda m: m[0].trigger.token.i
    )
    if SAME not in weights() or not 1 < len(mentions) <= MOST:
        return list(drafts)
    views = [seen(scene, o) for o, _ in mentions]
    joined = {(i, j): mentions[i][1] == mentions[j][1] for i, j in combinations(range(len(mentions)), 2)}
    apart = {(i, j) for (i, j), one in joined.items() if not one and of_two(views[i], views[j])}
    standing = standings(views, apart)
    scores = dict.fromkeys(apart, NEVER)
    for (i, j), one in joined.items():
        if (i, j) not in apart:
            scores[i, j] = _likeness(scene, (views[i], views[j]), j - i - 1, standing[i, j], joined=one)
    places = {o.trigger.token.i: n for n, (o, _) in enumerate(mentions)}
    events = ((n, first_time(o.trigger.token)) for n, (o, _) in enumerate(mentions))
    keep_together(len(mentions), scores, {n: places[e.i] for n, e in events if e and e.i in places})
    out = []
    for cluster in clusters(len(mentions), scores, JOIN):
        numbers = sorted({mentions[i][1] for i in cluster})
        whole = len(numbers) == 1 and len(drafts[numbers[0]].occurrences) == len(cluster)
        parts = [drafts[n] for n in numbers]
        out.append(
            parts[0] if whole else _assembled(scene, [mentions[i][0] for i in cluster], parts, recover)
        )
    return out


def _likeness(
    scene: Scene, pair: tuple[Seen, Seen], between: int, standing: Sequence[str], *, joined: bool
) -> float:
    """How probable it is that two mentions are of one meeting; what the rules did counts, and their words."""
    first, second = pair
    a, b = first.occurrence, second.occurrence
    if joined:
        after = not between and _right_after(first, second)
        if after or _told_together(a, b) or by_their_people(scene, a, b) or one_stay(scene, a, b):
            return 1.0
        if told_of_before(first, second):
            return 0.0
    elif long_gone(scene, a, b) or beside_each_other(a, b):
        return NEVER
    elif told_apart(scene, a, b) or further_event(first, second):
        return 0.0
    odds = log_odds(SAME, pair_features(scene, first, second, between, standing)) or 0.0
    return probability_of(odds + (TRUST if joined else -TRUST))


def _told_together(first: Occurrence, second: Occurrence) -> bool:
    """Whether the second goes on about the first: "A phoned B. The two leaders also discussed trade".

    So does the noun that says for what the verb is, "A hosted B for talks", and the one of which no more is
    told than who was there: "C and D attended the meeting".
    """
    noun = second.trigger.token
    if (second.trigger.nominal and says_what_it_was(noun)) or says_why(second, (first.trigger.token.i,)):
        return True
    called = said_to_be(noun)
    if called is not None and called.i == first.trigger.token.i and second.trigger.family != "visit":
        return True
    if first_time(noun) is not None or first.trigger.token.i in {t.i for t in marked_by(noun)}:
        return True  # "the talks will be the first time they met"
    of_call = {first.trigger.family, second.trigger.family} == {"remote", "meeting"}
    told_on = of_call and not at_edge(noun)
    if told_on or goes_back(noun) or is_last(noun, first.trigger.token) or given_up_then(first, second):
        return True
    visits = "visit" in {first.trigger.family, second.trigger.family}
    if first.trigger.token.i in told_within(second):
        return True
    if is_aim(first, second) or (not visits and _attended(second)):
        return True
    if same_stay(first, second) or (first.ordinal and first.ordinal == second.ordinal):
        return True
    if not visits and any(f(first, second) for f in (told_how, between_the_two, by_the_sides)):
        return True
    start = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if first.trigger.family == second.trigger.family == "visit" and not first.trigger.nominal:
        prep = start.head if start.dep_ == "pobj" else start  # "feted X at the start of a visit"
        if prep.lower_ in {"for", "at", "on"} and prep.head.i == first.trigger.token.i:
            return True
    discussed = second.trigger.frame.frame == "discuss"
    if discussed and not visits and not second.trigger.nominal and noun.head.i == first.trigger.token.i:
        return clauses.is_infinitive(noun)  # "lawmakers met in Oslo to discuss fishing with officials"
    actors = set(second.arguments.actors)
    goes_on = discussed or talk_on(second)
    return goes_on and bool(actors) and actors <= set(first.arguments.actors)


def _right_after(told: Seen, again: Seen) -> bool:
    """Whether a noun that names nobody goes back to the sentence before: "X held talks with Y. The meeting in
    Oslo lasted two hours", "The 25-minute meeting", "X will see Y on Friday. Friday's meeting"; not "The
    annual meeting", nor "The meeting on Friday" after talks of no day.
    """
    first, second = told.occurrence, again.occurrence
    if yet_to_discuss(second, first.status[0]) and again.sides:
        return again.sides <= told.sides
    noun, written = second.trigger.token, told.time.expressions
    same_day = told.time.earliest is not None and told.time == replace(again.time, expressions=written)
    bare = second.trigger.nominal and second.definite and not second.arguments.actors
    if not bare or {first.trigger.family, second.trigger.family} != {"meeting"}:
        return False
    owned = [c for c in noun.lefts if c.dep_ == "poss" and c.ent_type_ == "DATE"]
    weekday = second.spans[:1] and second.spans[0].kind == "weekday" and second.trigger.format != "signing"
    told_later = bool(owned and weekday) and told.time.earliest is None  # "X has met Y. Friday's meeting"
    before = sentence_before(noun)
    known = all(c.lower_ in _AGAIN or c in owned for c in noun.lefts)
    if before is None or not known or (second.spans and not (same_day or told_later or runs_on(second))):
        return False
    return before.start <= first.trigger.token.i < before.end


def _attended(second: Occurrence) -> bool:
    """Whether a noun only says who else was at the meeting told of before."""
    noun, own = second.trigger.token, second.arguments
    there = bool(own.attending) and not own.actors and noun.head.lemma_ == "attend"
    return second.trigger.nominal and second.definite and there and not (second.spans or own.places)


_AGAIN = frozenset("the this that their - minute hour long hourlong brief short lengthy private".split())


def _assembled(
    scene: Scene,
    mentions: Sequence[Occurrence],
    parts: Sequence[MeetingDraft],
    recover: Callable[[MeetingDraft, Occurrence], None],
) -> MeetingDraft:
    """One draft of mentions that came from ``parts``; keeps the parties that the rules recovered for them."""
    own = {o.trigger.token.i for o in mentions}
    founded = [d for d in parts if d.tokens[0] in own]
    sources = [d for d in founded if not d.weak] or founded
    draft = _absorbed(scene, mentions)
    draft.extra_parties = list(
        dict.fromkeys([*draft.extra_parties, *(p for d in sources for p in d.extra_parties)])
    )
    draft.weak = bool(founded) and all(d.weak for d in founded)
    if draft.participants or draft.extra_parties:
        return draft
    recover(draft, mentions[0])  # may add actors to the mention: read all anew
    again = _absorbed(scene, mentions)
    again.extra_parties = list(dict.fromkeys([*again.extra_parties, *draft.extra_parties]))
    again.weak = draft.weak
    return again


def _absorbed(scene: Scene, mentions: Sequence[Occurrence]) -> MeetingDraft:
    draft = MeetingDraft("")
    for occurrence in mentions:
        draft.absorb(occurrence, scene)
    return draft
