"""The day of a meeting of which one who was there speaks at once: "said on Sunday after a call with X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.grammar.saying import main_of
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.meetings import settle_time
from kg.extraction.scene import Scene
from kg.extraction.times.times import TimeSpan
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before


def dated_by_speech(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Gives meetings and calls that no word of time dates the day on which one who was there is told to have
    spoken after it, or told the other something at it.

    "X said on Sunday after talks with Y", "X spoke on Sunday after he met Y", "X said on Sunday that it was
    over. He had just met Y", "X said so on Sunday. He made the remark as he received Y", "Speaking on Sunday
    after a meeting with Y, X said", "On Sunday, X wrote that he was putting off the vote, after a call with
    Y", "Speaking after talks with Y, X said on Sunday", "P and Q agreed on Sunday to trade after talks in
    Oslo"; not "officials said on Sunday after X's talks with Y", "said on Sunday after ten days of talks",
    nor "left on Sunday after talks with Y".
    """
    for draft in meetings:
        if not draft.is_undated or draft.status != "held" or draft.family == "visit":
            continue
        for occurrence in draft.occurrences:
            days = [
                s for verb in _saying(scene, occurrence.trigger.token, draft)
                if _was_there(scene, verb, draft) or _goes_with(scene, occurrence.trigger.token, verb)
                for s in _told_of(scene, verb, draft) if s.kind in _ONE_DAY
            ]  # fmt: skip
            if len(days) == 1:
                occurrence.spans.append(days[0])
                settle_time(scene, draft)
                break


def _saying(scene: Scene, token: Token, draft: MeetingDraft) -> list[Token]:
    """The verbs by which one who was there is told to speak after a meeting, or at it to the other: "told" of
    "X told Y on Sunday that it was over. [The two met]"; not "X told reporters. The two met".
    """
    both = [s for s in clauses.subjects(token) if s.lower_ in _BOTH] if token.lemma_ == "meet" else []
    before = sentence_before(token) if both and not clauses.is_negated(token) else None
    told = [
        t for t in before or () if t.lemma_ in _TELLING and t.tag_ == "VBD" and t.dep_ in {"ROOT", "conj"}
    ]
    others = [(i, v) for v in told for o in clauses.objects(v) for i in scene.resolve_all(o)]
    return [*_speaking_after(token), *_speaking_at(token), *(v for i, v in others if i in draft.participants)]


_TELLING, _BOTH = frozenset("tell assure inform remind".split()), frozenset("two they both pair".split())


def _told_of(scene: Scene, verb: Token, draft: MeetingDraft) -> list[TimeSpan]:
    """The times of a verb of speaking; where its sentence tells none, those of what the same one said right
    before: "X said on Sunday that it was over. He was speaking after he met Y", "It said so after"; not
    "Z said on Sunday that it was over. X was speaking after he met Y".
    """
    spans = scene.time_spans(verb) or scene.time_spans(main_of(verb))
    if spans or any(s.kind in _ONE_DAY for s in scene.times_in(verb.sent)):
        return spans
    said = (v for v in _said_before(verb) if _was_there(scene, v, draft, for_it=_says_so(verb)))
    return [s for v in said for s in scene.time_spans(v)]


def _goes_with(scene: Scene, token: Token, verb: Token) -> bool:
    """Whether by the words who speaks or settles a thing is who met: "P and Q agreed after [meeting]", "the
    minister spoke after he [met] Y".
    """
    if token.dep_ == "pcomp" and token.tag_ == "VBG":
        return clauses.clause_of(token.head).i == verb.i
    subject, own = clauses.child(verb, "nsubj"), clauses.child(token, "nsubj")
    named = subject is not None and (subject.tag_ != "NN" or scene.resolve_all(subject))
    clause = token.dep_ == "advcl" and token.head.i == verb.i
    return not named and clause and own is not None and own.lower_ in {"he", "she"}


def _said_before(word: Token) -> list[Token]:
    """The verbs by which somebody spoke in the sentence before, or in the one before that."""
    told = _SPEAKING | _REVEALING | _JUDGING
    before = sentence_before(word)
    for _ in range(2):
        found = [t for t in before or () if t.lemma_ in told and t.tag_ in {"VBD", "VBN"}]
        if found or before is None:
            return found
        before = sentence_before(before[0])
    return []


def _speaking_after(token: Token) -> Iterator[Token]:
    """The verb by which somebody is told to speak after a meeting: "said" of "said after talks with X", "said
    after he met X", "X, who had just met Y, said", "X said so. He had just met Y".
    """
    if {"had", "just"} <= {c.lower_ for c in token.lefts}:
        above = token.head.head if token.dep_ == "relcl" and token.head.dep_ == "nsubj" else token
        yield from [above] if above.lemma_ in _SPEAKING else _said_before(token) if above is token else []
        return
    after, above = token.head, token.head.head
    if token.dep_ == "advcl":
        marks = [c for c in token.lefts if c.dep_ == "mark"]
        after, above = (marks[0], token.head) if marks else (token, token)
        if any(c.dep_ == "npadvmod" for c in token.lefts):
            return  # "a day after they met"
    elif token.dep_ not in {"pobj", "pcomp"}:
        return
    if after.lower_ not in {"after", "following"} or after.i >= token.i:
        return
    if any(c.lower_ in _BEFORE or c.dep_ == "nummod" for c in token.lefts):
        return  # "after a recent meeting"
    if above.pos_ == "NOUN" and above.dep_ != "dobj":
        return  # "a day after talks"
    verb = clauses.clause_of(above)
    comma = after.i > 0 and after.nbor(-1).text == ","
    if comma and verb.dep_ == "ccomp" and not any(c.lower_ == "had" for c in verb.lefts):
        verb = verb.head
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _SETTLING:
        verb = verb.head
    settles = verb.lemma_ in _SETTLING and verb.tag_ == "VBD" and verb.i < after.i
    known = _tells(verb) or settles
    if known and verb.tag_ in {"VBD", "VBG"} and not clauses.is_negated(verb):
        yield verb


def _speaking_at(token: Token) -> Iterator[Token]:
    """The verb by which one of those who meet is told to speak at it: "made the remark as Y called on her",
    "Receiving Y, X noted"; not "X said so. Receiving Y was hard".
    """
    above = clauses.clause_of(token.head)  # the clause may hang on the last one named
    marks = {c.lower_ for c in token.lefts if c.dep_ in {"mark", "advmod"}}
    meanwhile = bool(marks & {"as", "when", "while"}) and token.tag_ == "VBD"
    free = token.tag_ == "VBG" and token.i < above.i and not any(c.dep_ in _BOUND for c in token.lefts)
    if token.dep_ == "advcl" and (meanwhile or free) and _tells(above) and above.tag_ == "VBD":
        yield above


_BOUND = frozenset({"mark", "advmod", "aux", "nsubj", "prep"})


def _tells(verb: Token) -> bool:
    """Whether somebody speaks: "said", "made the remark"."""
    remark = verb.lemma_ == "make" and any(o.lemma_ in _REMARKS for o in clauses.objects(verb))
    return remark or verb.lemma_ in _SPEAKING


def _says_so(verb: Token) -> bool:
    """Whether what was said is told of before: "It said so after"."""
    return verb.lemma_ == "say" and verb.doc[verb.i + 1 : verb.i + 2].text == "so"


def _was_there(scene: Scene, verb: Token, draft: MeetingDraft, *, for_it: bool = False) -> bool:
    """Whether one who speaks takes part in a meeting, or those who settle a thing are its sides; ``for_it``
    lets also a state speak for whom one takes part.
    """
    ids = [i for d in clauses.doers(main_of(verb)) for i in scene.resolve_all(d)]
    states = scene.principals(draft.participants) if for_it or _says_so(verb) else ()
    there = {*draft.participants, *states}
    if (_tells(verb) or verb.lemma_ in _REVEALING | _JUDGING) and any(i in there for i in ids):
        return True
    if verb.lemma_ not in _SETTLING:
        return False
    sides = {*draft.participants, *draft.extra_parties, *scene.principals(draft.participants)}
    return set(ids) <= sides and len(scene.principals(ids)) > 1


_SPEAKING = frozenset(
    "say tell assure inform remind speak announce write add declare note state comment post tweet".split()
)
_REVEALING = frozenset("reveal disclose confirm".split())
_JUDGING = frozenset("describe call hail praise warn urge stress insist accuse deny voice express".split())
_REMARKS = frozenset("remark comment statement announcement appeal pledge declaration disclosure".split())
_SETTLING = frozenset(
    """
    agree decide pledge vow promise reach restore resume normalize normalise reopen establish seal
    approve adopt lift announce declare condemn reaffirm
    """.split()
)
_BEFORE = frozenset("recent earlier previous last past several many weeks days".split())
_ONE_DAY = frozenset({"weekday", "date", "deictic"})
