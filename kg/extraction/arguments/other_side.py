"""The side that "with" leaves unsaid: who "emerged from an encounter with X", whose "offer of a dinner"."""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.arguments.unsaid_states import governs_somewhere
from kg.extraction.grammar import clauses
from kg.extraction.grammar.noun_control import answer, request, spoken_by
from kg.extraction.references.interviews import SAYING, who_says
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.triggers.arrivals import left_after
from kg.extraction.triggers.coming_about import came_along
from kg.extraction.triggers.noun_guards import DIALLING
from kg.extraction.triggers.prospects import who_hopes
from kg.extraction.triggers.triggers import Trigger, is_word
from kg.extraction.triggers.unfulfilled import agenda_without
from kg.extraction.triggers.verb_status import CALLING_FOR, CHANGE_VERBS

_FRAMES = frozenset({"meeting", "talks", "call"})
_ALONE = frozenset({"tête-à-tête", "tete-a-tete", "sit-down"})
_WISHES = frozenset("offer proposal plan request invitation hope idea prospect promise bid wish".split())
_OF_OTHERS = (
    frozenset(
        """
        criticize criticise condemn denounce slam blast praise hail welcome applaud report mention say tell
        support back oppose broker mediate facilitate watch see await expect follow reject fear doubt
        """.split()
    )
    | CALLING_FOR
)
"""Verbs by which others speak of a meeting or make it possible."""
_AGENTS = frozenset({"person", "delegation", "group"})


def add_other_side(scene: Scene, trigger: Trigger, outer: Token, out: Arguments) -> None:
    """Adds who meets where only the other side is named, by "with": of the wish, clause, sentence before.

    "X emerged from an encounter with Y" gives X; "X criticised the dialogue with Y" gives nobody more.
    """
    frame = trigger.frame
    if frame.frame in _FRAMES | {"summit", "conference"} and (guests := _invited(outer)):
        out.add(tuple(i for g in guests for i in scene.resolve_all(g)), anchor(guests, outer))
    told = out.paired or _was_held_with(outer) or (_is_with(outer) and _is_set(outer))
    if frame.frame not in _FRAMES or not told or not out.actors or not _is_one(trigger.token):
        return
    known, gone = set(scene.principals(out.actors)), left_after(outer)
    if not gone and (len(known) > 1 or (len(out.actors) > 1 and not known)):
        return
    wishing, asking = _wishers(outer), _who_asks(outer) or who_hopes(trigger.token)
    sources = [asking, gone, _on_whose_stay(outer), _during_stay(outer), *_who_has_come(outer)]
    if frame.strength != "core" or frame.lemma in _ALONE:  # what is left unsaid of talks the article tells
        sources += [wishing, _in_clause(outer), _before(outer)]
    elif trigger.token.i == outer.i and clauses.prepositional(outer, "with"):
        whose = _who_spoke(outer) or (_in_clause(outer) if _of_one(outer) else _who_gets(outer))
        whose = whose or who_says(scene, outer, out)
        sources.append([d for d in whose if _of_office(scene, d)])
    for tokens in sources:
        found = tuple(
            i
            for i in resolved(scene, tokens)
            if i not in out.actors
            and (scene.actor(i).kind in _AGENTS or tokens in (wishing, asking))
            and (set(scene.principals((i,))) - known or governs_somewhere(scene, scene.actor(i)))
        )
        if found:
            out.add(found, anchor(tokens, trigger.token))
            return


def _invited(noun: Token) -> list[Token]:
    """Who has accepted or got an invitation to a meeting: "the rivals accepted an invitation [to talks]"."""
    bid = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun
    verb = bid.head
    if bid.lemma_.lower() != "invitation" or bid.dep_ != "dobj" or verb.lemma_ not in _ACCEPTING:
        return []
    return [] if clauses.is_negated(verb) else clauses.doers(verb)


_ACCEPTING = frozenset("accept receive get welcome".split())


def _of_one(noun: Token) -> bool:
    """Whether a noun below a verb tells of a meeting with the one side for the first time: "left ahead of a
    meeting with X", "is ready for talks with X"; not "at the meeting with X", "improve ties in talks with X".
    """
    prep = noun.head
    wished = prep.head.lower_ in {"interested", "interest"}  # "is interested in a meeting with X"
    if noun.dep_ != "pobj" or (prep.lower_ in _WITHIN and not wished):
        return False
    below = wished or prep.head.pos_ in {"VERB", "AUX", "ADJ"} or prep.head.lower_ in _BELOW
    return below and not any(c.lower_ in _KNOWN for c in noun.lefts)


def _who_gets(noun: Token) -> list[Token]:
    """Who is to have a meeting, or tells how his was: "X secured a meeting with Y", "X was granted
    an audience with Y", "X described talks with Y as frank".
    """
    verb = noun.head
    if noun.dep_ != "dobj" or clauses.is_negated(verb):
        return []
    if clauses.is_passive(verb):
        return clauses.subjects(verb) if verb.lemma_ in _GIVING else []
    return clauses.doers(verb) if verb.lemma_ in _GETTING else []


_GIVING = frozenset("grant deny refuse promise offer give".split())
_GETTING = frozenset(
    "secure win get obtain land gain confirm schedule recount recall reveal describe".split()
)
_GETTING |= {"characterise", "characterize"}


def _who_spoke(noun: Token) -> list[Token]:
    """Whose words came with a meeting: "X's remarks came after talks with Y", "the comments by X followed a
    meeting with Y".
    """
    verb = clauses.clause_of(noun)
    follows = verb.lemma_ == "follow"
    return spoken_by(verb) if (noun.dep_ == "dobj") == follows and verb.lemma_ in {"come", "follow"} else []


def _of_office(scene: Scene, noun: Token) -> bool:
    """Whether a noun denotes persons who may meet for a state: not its spokesman."""
    return all(
        scene.actor(i).kind == "person" and not scene.offices.is_spokesman(i) for i in scene.resolve(noun)
    )


_WITHIN, _BELOW = frozenset("in at during on".split()), frozenset("ahead forward away eve".split())
_KNOWN = frozenset("the this that these those".split())


def _is_one(noun: Token) -> bool:
    """Whether the noun tells of single events: "a consultation", "consultations", not "more dialogue"."""
    return noun.tag_ == "NNS" or any(c.dep_ in {"det", "poss", "nummod"} for c in noun.lefts)


_STAYS = frozenset("visit trip tour stay stop stopover journey schedule programme program itinerary".split())
_STAYS |= frozenset("appointment engagement day agenda highlight".split())
_HOLDING = frozenset("include feature comprise start begin open end conclude close follow list".split())
_HOLDING |= {"precede", "envisage", "foresee"}


def _on_whose_stay(noun: Token) -> list[Token]:
    """Who is on the visit of which the meeting is a part: "X's trip includes talks with Y", "X came to Oslo.
    The visit began with talks with Y", "X is on a visit to Oslo for talks with Y".
    """
    aim = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else None
    if aim is not None and aim.pos_ == "NOUN" and aim.lemma_.lower() in _STAYS:
        return [c for c in aim.lefts if c.dep_ == "poss"] or _in_clause(noun)
    inside = noun.dep_ == "pobj" and noun.head.lower_ == "with"
    verb = noun.head.head if inside else noun.head
    told = verb.lemma_ in _HOLDING or (noun.dep_ == "attr" and verb.lemma_ == "be")
    if (agenda := agenda_without(noun)) is not None:
        return [*(c for c in agenda.lefts if c.dep_ == "poss"), *clauses.prepositional(agenda, "of")]
    if not (inside or noun.dep_ in {"dobj", "attr"}) or not told:
        return []
    parts = (t for s in clauses.subjects(verb) for t in (*clauses.prepositional(s, "of"), s))
    stay = next((t for t in parts if t.lemma_.lower() in _STAYS), None)  # "the highlight of X's visit"
    if stay is None:
        return []
    whose = [c for c in stay.lefts if c.dep_ == "poss" and c.ent_type_ != "DATE"]  # "tomorrow's programme"
    known = any(c.lower_ in {"the", "this"} or (c.dep_ == "poss" and c not in whose) for c in stay.lefts)
    return whose or (_sentence_before(noun) if known else [])


def _who_has_come(noun: Token) -> list[list[Token]]:
    """Who is on the journey or met somebody else by the sentence before, and whom they met: "X came to Oslo.
    A meeting with Y is planned", "X met Y. Talks with Z are to follow".

    Not "A meeting with Y was held in May", but "X came to Oslo. A meeting was held with Y". A sentence on the
    visit itself, or with what somebody said of it, may stand between.
    """
    was_held = _was_held_with(noun) or came_along(noun)
    if not (_opens(noun) or _there_is(noun)) or not (_is_set(noun) or was_held):
        return []
    before = _root_before(noun)
    told = [] if before is None else clauses.subjects(before)
    if whose := [c for s in told if s.lemma_.lower() in _STAYS for c in s.lefts if c.dep_ == "poss"]:
        return [whose]  # "X's stay is short. A meeting with Y is planned"
    if before is not None and (before.lemma_ in _TELLING or any(s.lemma_.lower() in _STAYS for s in told)):
        before = _root_before(before)
    if before is None or before.pos_ not in {"VERB", "AUX"}:
        return []
    begun = any(o.lemma_ in _STAYS for o in clauses.objects(before))
    there = before.lemma_ == "be" and bool(clauses.prepositional(before, "in", "at"))
    there |= any(o.lemma_ in _STAYS for o in clauses.prepositional(before, "on"))
    if begun or there or before.lemma_ in _COMING:
        return [clauses.doers(before)]
    has_met = before.lemma_ in _HAVING and any(map(is_word, clauses.objects(before)))
    met = not was_held and (is_word(before) or has_met)
    both = [clauses.doers(before), clauses.objects(before)] if met else []
    return both[::-1] if before.lemma_ in {"receive", "host"} else both


def _was_held_with(noun: Token) -> bool:
    """Whether it is told with whom there was a meeting, as ministries put it: "a meeting was held with Y"."""
    return _is_with(noun) and noun.head.lemma_ in {"hold", "conduct", "organize", "organise"}


def _is_with(noun: Token) -> bool:
    """Whether a verb tells with whom there is a meeting: "a meeting is planned with Y"."""
    verb = noun.head
    passive = noun.dep_ == "nsubjpass" and verb.pos_ == "VERB"
    return passive and bool(clauses.prepositional(verb, "with"))


def _during_stay(noun: Token) -> list[Token]:
    """Who is on the visit during which there was a meeting: "During X's visit, a meeting was held with Y",
    "Within the framework of the visit of X, talks were held with Y"; by the sentence before, of "the visit".
    """
    if not _was_held_with(noun):
        return []
    parts = clauses.prepositional(noun.head, "during", "within", "in", "on", "as")
    inner = [o for p in parts if p.lemma_ in _FRAMES_OF for o in clauses.prepositional(p, "of")]
    stay = next((o for o in (*parts, *inner) if o.lemma_.lower() in _STAYS), None)
    if stay is None:
        return []
    whose = [c for c in stay.lefts if c.dep_ == "poss" and c.ent_type_ != "DATE"]
    return whose or clauses.prepositional(stay, "of", "by") or _sentence_before(noun)


_FRAMES_OF = frozenset("framework frame part course margin sideline scope".split())


def _is_set(noun: Token) -> bool:
    """Whether it is said of a meeting that it is to come or was called off: "is planned", "is on the agenda",
    "was to follow", "has been cancelled", "there will be a meeting".
    """
    verb = clauses.clause_of(noun)
    passive = clauses.is_passive(verb)
    undone = verb.lemma_.lower() in CHANGE_VERBS and (passive or verb.lemma_ == "call")
    listed = verb.lemma_ == "be" and any(o.lemma_ in _LISTS for o in clauses.prepositional(verb, "on"))
    ahead = verb.lemma_ == "be" and any(c.lower_ in {"due", "likely"} for c in verb.children)
    then = [c.lemma_ for c in verb.rights if c.dep_ == "xcomp"] if verb.lemma_ == "be" else []
    to_be = "follow" in then or "take" in then
    will = any(c.lower_ == "will" for c in verb.lefts)
    return (verb.lemma_ in _SETTING and passive) or undone or listed or ahead or to_be or will


def _there_is(noun: Token) -> bool:
    """Whether it is said that there is or will be one: "There will be talks with X", "On the agenda are"."""
    top = noun.dep_ == "attr" and noun.head == noun.sent.root
    return top and any(c.dep_ == "expl" or c.lower_ == "on" for c in noun.head.lefts)


_HAVING, _TELLING = frozenset({"hold", "have", "open", "begin"}), SAYING | {"describe", "call"}
_SETTING = frozenset("plan schedule expect set arrange foresee slate envisage".split())
_LISTS = frozenset("agenda schedule programme program itinerary".split())
_COMING = frozenset("arrive land fly travel come go head visit".split())


def _wishers(noun: Token) -> list[Token]:
    """Whose wish it is: "Norway's offer of a breakfast with X", "her hope for a dinner with X"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "for"} or noun.head.head.lemma_ not in _WISHES:
        return []
    return [c for c in noun.head.head.lefts if c.dep_ == "poss"]


def _who_asks(noun: Token) -> list[Token]:
    """Who asks for it or answers: "a request by Peru for talks with X", "refused calls for talks with X"."""
    if (asked := request(noun)) is None:
        return []
    own = [c for c in asked.lefts if c.dep_ == "poss"]
    above = asked.head if asked.dep_ in {"dobj", "nsubjpass"} else asked
    own = own or [o for t in (asked, above) for o in clauses.prepositional(t, "from", "by")]
    verb = answer(asked) if not own and asked.i < noun.i else None
    return own if verb is None or clauses.is_passive(verb) else clauses.doers(verb)


def _in_clause(noun: Token) -> list[Token]:
    """Who does what the meeting is part of: "attributed it to a conversation with X"."""
    if noun.dep_ not in {"dobj", "pobj"}:
        return []
    verb = clauses.clause_of(noun)
    if verb.pos_ not in {"VERB", "AUX"} or clauses.is_passive(verb):
        return []
    before = noun.head.head.lower_ == "ahead"  # "said ahead of a meeting with X"
    return clauses.doers(verb) if before or verb.lemma_ not in _OF_OTHERS else []


def _before(noun: Token) -> list[Token]:
    """Of whom the sentence before told: "X arrived. A second encounter with Y is likely"."""
    return _sentence_before(noun) if _opens(noun) else []


def _opens(noun: Token) -> bool:
    """Whether a noun is the subject of the main clause."""
    return noun.dep_ in {"nsubj", "nsubjpass"} and clauses.clause_of(noun) == noun.sent.root


def _sentence_before(noun: Token) -> list[Token]:
    """Who does what the sentence before tells."""
    before = _root_before(noun)
    return clauses.doers(before) if before is not None and before.pos_ in {"VERB", "AUX"} else []


def _root_before(token: Token) -> Token | None:
    """The root of the sentence before that of a token."""
    return None if (before := sentence_before(token)) is None else before.root


def both_ends(scene: Scene, noun: Token, verb: Token, out: Arguments) -> None:
    """Both ends of a line: "A assured B by phone", "A gave assurances by telephone to B"."""
    doers = clauses.doers(verb)
    others = [*clauses.objects(verb), *clauses.prepositional(verb, "to", "with")]
    others += clauses.prepositional(noun, "to", "with")
    ends = [o for o in others if any(scene.actor(i).kind != "country" for i in scene.resolve(o))]
    if any(scene.actor(i).type == "actor-media" for o in ends for i in scene.resolve(o)):
        return  # "told Reuters by phone"
    out.add(resolved(scene, doers), anchor(doers, verb))
    out.add(resolved(scene, ends), anchor(ends, verb))


def rings(noun: Token, lemma: str) -> bool:
    """Whether somebody "received a call from X", "placed a call to X"."""
    return noun.lemma_ in {"call", "phonecall"} and lemma in DIALLING
