"""Which words a date belongs to: Monday to "met" of "met X on Monday ahead of a summit in June"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.grammar import clauses
from kg.extraction.grammar.clefts import put_in_front
from kg.extraction.grammar.noun_control import first_to, sets_up_another
from kg.extraction.times.named_rounds import PARTS, TURNS, one_of
from kg.extraction.times.spoken_days import announced, as_reported, when_said
from kg.extraction.times.times import TimeSpan
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import on_the_way, to_be_revived
from kg.extraction.triggers.event_course import TAKING_PLACE, behind_person, set_down_behind
from kg.extraction.triggers.laid_before import comes_beside, dates_followed, is_prepared
from kg.extraction.triggers.later_starts import has_own_start, told_by_when
from kg.extraction.triggers.occasion_verbs import BEGINNING, JOURNEYS_BEGUN, begun_with, due_to, is_run_up
from kg.extraction.triggers.receipts import receipt
from kg.extraction.triggers.set_days import with_its_date
from kg.extraction.triggers.topic_times import is_of_topic, is_planned_in, is_spoken_of
from kg.extraction.triggers.turned_out import set_first
from kg.extraction.triggers.verb_status import CALLING_FOR, puts_off, undoes

_OCCASION = frozenset("in at during for on to of".split())
_BROUGHT_ABOUT = frozenset("initiate request propose suggest announce agree approve order".split())
"""Verbs of what comes before an event: "the talks were requested on Monday"."""
_WHOSE = frozenset({"poss", "compound", "nmod"})
_BOUND = frozenset("be expect schedule set slate due likely manage".split())
_SET_FOR = frozenset({"amod", "prep"})
_MOTION = frozenset("fly travel arrive come go cross head return visit land drive journey shuttle".split())
_STAY, _STOPS = frozenset("be spend stop stay visit".split()), frozenset("visit stop stopover trip".split())
_TILL = frozenset({"until", "till", "to"})
UNTIL = _TILL | {"from", "for"}
_AHEAD, _BEHIND = frozenset({"ahead", "before", "since"}), 30


def _before_going_on(verb: Token) -> Token | None:
    """The "before" by which the same person goes on: "laid a wreath on Monday before she met X"; not "before
    she met X, she said on Monday", nor "a year before she met X".
    """
    subject = clauses.child(verb, "nsubj")
    if verb.dep_ != "advcl" or verb.i < verb.head.i or subject is None or subject.tag_ != "PRP":
        return None
    marks = (c for c in verb.lefts if c.dep_ == "mark" and c.lower_ == "before" and c.i > 0)
    return next((c for c in marks if c.nbor(-1).lemma_ not in {"day", "week", "month", "year"}), None)


def _aim_of(verb: Token) -> Token | None:
    """The journey of which a verb says the purpose, or the stay: "flew in on Monday to meet X", "was in Oslo
    on Monday to meet X", "spent Monday in Oslo, meeting X", "made a stop in Oslo on Monday, meeting X", what
    is done before: "laid a wreath on Monday before meeting X".
    """
    above = verb.head
    before = above if verb.dep_ == "pcomp" and above.lower_ == "before" else _before_going_on(verb)
    if before is not None and verb.lemma_ not in _MOTION | {"leave"}:
        dated = any(t.ent_type_ == "DATE" for t in verb.doc[verb.i : verb.sent.end])
        return None if dated else verb.head if before.head.i == verb.i else above.head
    if verb.dep_ not in {"xcomp", "advcl"}:
        return None
    to = above.lemma_ in _MOTION or (verb.dep_ == "advcl" and above.lemma_ in _STAY)
    to = to or (above.lemma_ in {"leave", "depart"} and verb.lemma_ in {"begin", "start"})
    if to and clauses.is_infinitive(verb):
        return None if any(to_be_revived(o, verb) for o in clauses.objects(verb)) else above
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or clauses.child(verb, "nsubj", "aux") is not None:
        return None
    begun = above.lemma_ in BEGINNING or above.lemma_ == "wind"  # "wound up a tour in Oslo, meeting X"
    stops = JOURNEYS_BEGUN if begun else _STOPS
    return above if to or any(o.lemma_ in stops for o in clauses.objects(above)) else None


def _held_then(noun: Token) -> list[Token]:
    """The participle that says when an event was held, behind its sides: "a call of X and Y, held on"."""
    behind = noun.doc[noun.i + 1 : min(noun.i + _BEHIND, noun.sent.end)]
    held = (t for t in behind if t.lemma_ == "hold" and t.tag_ == "VBN" and t.dep_ == "acl")
    return [t for t in held if noun.is_ancestor(t)]


def _dates_its_noun(noun: Token) -> bool:
    """Whether a date of the governing verb is the date of the noun: "held talks on Monday".

    So in "said on Monday during talks" and "is due in Oslo on Monday", but not in "ceased cooperation in 2022
    in protest of the visit" nor in "said on Monday after talks".
    """
    token = one_of(noun) or noun
    while (token.dep_ in {"conj", "compound"} and token.head.pos_ in {"NOUN", "PROPN"}) or (
        token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _LENGTHS
    ):
        token = token.head if token.dep_ != "pobj" else token.head.head
    if token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "oprd"} or token.lower_ == "due":
        spoken = is_spoken_of(token) or (token.dep_ == "nsubjpass" and token.head.lemma_ in _BROUGHT_ABOUT)
        return token.head.pos_ in {"VERB", "AUX"} and not spoken
    if token.dep_ == "pobj":
        if token.head.lower_ == "for" and token.head.head.lemma_.lower() in CALLING_FOR:
            return False
        if token.head.lower_ == "to" and token.head.head.lemma_ == "agree":
            return False  # "agreed on Monday to a summit"
        if token.head.lower_ == "on" and token.head.head.lemma_ in _BRIEFING:
            return False  # "briefed X today on the talks"
        if token.head.lower_ == "from" and token.head.head.lemma_ == "emerge":
            return True
        prep = token.head
        while prep.dep_ == "conj" and prep.head.dep_ == "prep":  # "in a meeting with X and in one with Y"
            prep = prep.head
        occasion = prep.lower_ in _OCCASION - {"of"} or comes_beside(prep)
        fits = occasion or (prep.lower_ in {"by", "over"} and token.lemma_ in _MEANS)
        return fits and prep.head.pos_ in {"VERB", "AUX"}
    return False


_BRIEFING = frozenset("brief update debrief comment inform".split())
_MEANS = frozenset("phone telephone video lunch dinner breakfast supper coffee tea meal".split())
_LENGTHS = PARTS | {"session", "hour", "one"}
_PROMISING = frozenset(
    "agree decide pledge promise vow offer undertake consent resolve refuse threaten".split()
)
"""Verbs whose infinitive has a day of its own: "agreed on Monday to meet in May"."""


def hosts_of(token: Token) -> set[int]:
    """The words whose dates are those of a verb or noun: its own, of what is said of it or leads to it."""
    hosts = {token.i}
    verb = clauses.clause_of(token)
    if verb.i == token.i or _dates_its_noun(token):
        hosts.add(verb.i)
        said = {"auxpass"} if verb.lemma_ in _PROMISING else {"xcomp", "auxpass"}
        hosts.update(c.i for c in verb.children if c.dep_ in said and not is_planned_in(verb, c))
        due = (c for c in verb.children if c.dep_ == "acomp" and c.lower_ in {"due", "slated"})
        hosts.update(x.i for c in due for x in c.children if x.dep_ == "xcomp")
        bound = verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and clauses.is_passive(verb.head))
        tried = verb.i != token.i and verb.head.lemma_ in {"fail", "try", "struggle"}
        if bound and (tried or verb.head.lemma_.lower() in _BOUND):
            hosts.add(verb.head.i)  # "next month, she is to meet X", "was set Friday to meet X"
    hosts.update(_after_hours(token) | told_by_when(verb))
    if (begun := begun_with(token)) is not None:
        hosts.update((begun.i, *(o.i for o in clauses.objects(begun))))
    if verb.i in hosts:  # "It was on Monday that X met Y", "flew in on Monday to meet X"
        led = (*due_to(verb), put_in_front(verb), _aim_of(verb), first_to(verb), receipt(verb))
        hosts.update(i for t in led if t is not None for i in (t.i, *told_by_when(t)))
    if token.pos_ == "NOUN":
        set_down = set_down_behind(token)
        begin = (c for t in set_down for c in t.children if c.lemma_ in TAKING_PLACE)
        hosts.update(t.i for t in (*_held_then(token), *set_down, *begin))  # "due to begin on Monday"
        later = any(t.lower_ == "due" and t.doc[t.i + 1 : t.i + 2].text != "to" for t in set_down)
        if later or has_own_start(token) or on_the_way(token, verb):
            hosts.discard(verb.i)  # "flew in on Sunday for talks with X due on Monday"
        if token.dep_ == "nsubjpass" and verb.lemma_ in _BROUGHT_ABOUT:
            hosts.update(c.i for c in verb.rights if c.dep_ == "conj")  # "was agreed on and will take place"
    if token.dep_ == "nsubjpass" and verb.i in hosts:  # "was set for May but has been put off until June"
        hosts.update(c.i for c in verb.rights if c.dep_ == "conj" and puts_off(c))
    hosts.update(_was_due(token) | _turn_of(token) | with_its_date(token))
    for child in token.children:
        if child.dep_ in _SET_FOR and child.lower_ in {"due", "slated"}:  # "talks due to start on Monday"
            hosts.update(c.i for c in (child, *child.children) if c.dep_ in _SET_FOR | {"xcomp", "pcomp"})
        before = child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _BROUGHT_ABOUT
        if child.dep_ not in {"relcl", "acl"} or before or undoes(child) or set_first(token, child):
            continue  # "talks put off on Monday"
        told = [] if sets_up_another(token, child) else [child]  # "are in talks to hold a summit in June"
        told += [c for t in told for c in t.children if c.dep_ == "acomp" and c.lower_ == "due"]
        hosts.update(t.i for t in told)
        hosts.update(c.i for t in told for c in t.children if c.dep_ == "xcomp")
    return hosts


def _after_hours(noun: Token) -> set[int]:
    """The verbs of what came of hours of talks: "agreed on Monday to go after ten hours of talks"."""
    hours = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    after = hours.lemma_ == "hour" and hours.dep_ == "pobj" and hours.head.lower_ in {"after", "following"}
    if not after or any(t.ent_type_ == "DATE" for t in hours.subtree):
        return set()
    verb = hours.head.head
    return {verb.i, verb.head.i} if verb.dep_ == "xcomp" else {verb.i} if verb.pos_ == "VERB" else set()


def _turn_of(noun: Token) -> set[int]:
    """The noun for the course of an event, which its day may hang on: "the resumption on Monday of talks"."""
    part = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    bound = part.dep_ == "nsubjpass" and part.head.lemma_ in _BOUND  # "a resumption is scheduled for"
    return {part.i, (part.head if bound else part).i} if part.lemma_.lower() in TURNS else set()


def _was_due(noun: Token) -> set[int]:
    """The verbs of what an event was due to do, also behind a person: "a meeting with X that was due to start
    on Monday"; not "the talks that were due on Monday were put off to May".
    """
    behind = list(behind_person(noun))
    own = [c for c in noun.children if c.dep_ == "relcl" and c.tag_ == "VBD" and not puts_off(noun.head)]
    due = [c for b in (*behind, *own) for c in b.children if c.dep_ == "acomp" and c.lower_ == "due"]
    begin = [c for h in (*behind, *due) for c in h.children if c.dep_ == "xcomp"]
    return {t.i for t in (*behind, *begin)}


def _of_what_comes(first: Token, token: Token) -> bool:
    """Whether a date stands right behind what comes after the meeting or led to it, whose day it is, wherever
    the parser puts it: July of "met X ahead of the summit in July", "met X in the wake of an attack in July",
    "met X to prepare a visit in July", not of "met X in July ahead of the summit".
    """
    if first.i <= token.i + 1:
        return False
    before = first.nbor(-1)
    for above in (before, *before.ancestors):
        if above.right_edge.i != before.i or above.i <= token.i:
            return False
        if above.lower_ in _AHEAD and above.dep_ in {"prep", "advmod"} and above.i != before.i:
            return before.head is not above or before.ent_type_ != "GPE"  # not "since Oslo in May"
        if above.lower_ == "to" and is_run_up(above.head):
            return True
        if (above.dep_ == "pobj" and above.lower_ in CAUSES) or is_prepared(above):
            return True
    return False


EARLIER = frozenset("after before ahead since".split())
CAUSES = frozenset("wake aftermath result response reaction".split())


def of_another(first: Token, root: Token, noun: Token, hosts: set[int]) -> bool:
    """Whether a date belongs to another noun of the clause: "the visit follows the attack on Monday",
    "discussed Monday's attack at the talks"; not "the talks took place on Monday". What one meeting follows
    is dated, not the meeting: "it follows talks in Oslo in May". ``first`` and ``root`` are of the date.
    """
    own = {noun.i, *(t.i for t in noun.ancestors)}
    if root.dep_ in _WHOSE and root.head.pos_ == "NOUN" and root.head.i not in own | hosts:
        return root.head.ent_type_ not in {"DATE", "TIME"}  # "will focus on the May 5 ruling"
    if announced(clauses.clause_of(noun), noun, root.i) or _of_what_comes(first, noun):
        return True
    if when_said(first, noun) or as_reported(root) or is_of_topic(root, noun):
        return True
    if (of_followed := dates_followed(root, noun)) is not None:
        return of_followed
    above = root
    while above.i not in hosts and above.head.i != above.i:
        verb = above.head
        if verb.lower_ == "since" and above is not root and above.pos_ == "NOUN":
            return True  # "have met twice since X's inauguration in August"
        topic = above.dep_ == "prep" and above.lower_ in {"of", "about"}
        if topic and verb.i == noun.i and noun.pos_ == "VERB":
            return True  # "spoke of the summit in May"
        if verb.i in hosts and verb.pos_ in {"VERB", "AUX"} and verb.i != noun.i and above.i not in own:
            # not "Today, the envoy held talks"
            behind = root.i > above.i or root.dep_ in _WHOSE
            event = above.dep_ in {"dobj", "nsubj", "nsubjpass"} and above.lemma_ not in {"place", "part"}
            return behind and event
        above = verb
    return False


def closes_front(words: Span, token: Token) -> bool:
    """Whether words of time end the phrase that opens a sentence with the meeting and a comma, though the
    parser gives them to the verb: "After talks with X yesterday, Y said"; not "After talks, Y said today".
    """
    root, doc = words.root, words.doc
    if words.end >= len(doc) or doc[words.end].text != "," or not token.i < words.start < root.head.i:
        return False
    front = token
    while front.head.i not in {root.head.i, front.i}:
        front = front.head
    opens = front.head.i == root.head.i and front.left_edge.i <= token.sent.start + 1
    return opens and front.dep_ in _FRONT and front.right_edge.i == words.start - 1


_FRONT = frozenset({"prep", "advcl", "advmod"})


def told_outright(token: Token, verb: Token, hosts: set[int]) -> bool:
    """Whether a word for an event is the sentence itself or what its verb says happens: "Talks in Lima",
    "talks begin", "X visits Lima"; not "X proposes talks", "X speaks after talks".
    """
    if token.dep_ == "ROOT":
        return True
    there = token.dep_ == "pobj" and token.head.lower_ in {"at", "during"}  # "at talks, X proposed"
    above = verb.head if there and verb.dep_ == "xcomp" else verb  # "tries to save the truce during talks"
    if token.dep_ == "acl" and token.tag_ == "VBN" and token.head.dep_ == "ROOT":
        return True  # "a deal signed in Lima"
    main = above.dep_ == "ROOT" or (above.dep_ == "conj" and above.head.dep_ == "ROOT")
    return main and verb.i in hosts and (there or verb.lemma_ not in _BROUGHT_ABOUT) and not puts_off(verb)


def before_verb(words: Span, verb: Token, hosts: set[int]) -> bool:
    """Whether words of time right before a verb are its own, though the parser gives them to a participle on
    who leads the subject: "a delegation led by X on Sunday held talks"; not "a text signed by X on Sunday".
    """
    if verb.i not in hosts or words.end >= len(words.doc):
        return False
    after = words.doc[words.end]
    led = words.root.head if words.root.head.dep_ == "acl" else words.root.head.head
    first = after.i == verb.i or (after.dep_ in {"aux", "auxpass"} and after.head.i == verb.i)
    return first and led.dep_ == "acl" and led.tag_ == "VBN" and led.lemma_ in _LEADING


_LEADING = frozenset("lead head chair represent accompany".split())


def last_met(token: Token, span: TimeSpan) -> TimeSpan:
    """The time of the last meeting where nobody has met since: "have not met since May" and "have not been in
    talks since May" tell of one in May.
    """
    since, _, rest = span.text.partition(" ")
    being = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "in" else token
    if since.lower() != "since" or not rest or not clauses.is_negated(being):
        return span
    return replace(span, start=span.start + len(since) + 1, first=span.first + 1, text=rest)


def new_day_first(doc: Doc, verb: Token, spans: list[TimeSpan]) -> list[TimeSpan]:
    """The times of what is put off, the new one first: November of "planned for May, was put off to November"
    and of "was moved from May to November"; none of "was postponed from May".
    """
    out = []
    for span in spans:
        old, _, new = span.text.rpartition(" to ")
        if old.lower().startswith("from ") and span.first > verb.i:
            first = next(t.i for t in doc[span.first : span.last] if t.idx >= span.end - len(new))
            span = replace(span, start=span.end - len(new), first=first, text=new)
        out.append(span)
    later = [
        s for s in out if s.first > verb.i and _TILL & {t.lower_ for t in doc[s.first - 1 : s.first + 1]}
    ]
    return [*later, *(s for s in out if s not in later and not s.text.lower().startswith("from "))]
