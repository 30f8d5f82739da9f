"""Who was there when they last met: "have not met since a summit in Oslo", "their first meeting since it"."""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.times.named_rounds import by_part
from kg.extraction.times.times import ordinal_of
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.coming_about import comes_about
from kg.extraction.triggers.triggers import is_word, names_meeting
from kg.extraction.triggers.verb_status import CHANGE_VERBS


def since_last(scene: Scene, noun: Token, out: Arguments) -> None:
    """Adds who have not met since a meeting, or met for the first time since, where nobody is named for it.

    "X and Y have not met since a summit in Oslo" gives X and Y, and so does "It was the first meeting between
    X and Y since they met in Oslo"; "X has been ill since the summit" nobody.
    """
    ended = first_since_end(noun)
    later = ended or met_since(noun) or _they_met(noun)
    if later is None or len(out.actors) > 1:
        return
    if later.pos_ == "VERB":
        people = [*clauses.doers(later), *clauses.objects(later), *clauses.prepositional(later, "with")]
    else:
        people = [c for c in later.lefts if c.dep_ == "poss"]
        people += clauses.prepositional(later, "between", "of")
    ids = resolved(scene, people)
    if ended is not None and not scene.principals(ids):
        return  # "between the two sides"
    if len(ids) > 1 or any(scene.actor(i).plural for i in ids):
        out.add(ids, anchor(people, later))


def met_since(noun: Token) -> Token | None:
    """The word for the first meeting since this one: "met" of "have not met since the talks", "meeting" of
    "their first meeting since the talks"; else ``None``.
    """
    since = noun.head
    if noun.dep_ != "pobj" or since.lower_ != "since" or not is_word(since.head):
        return None
    later = since.head
    first = any(c.lower_ in {"first", "only"} for c in later.lefts)
    return later if first or (later.pos_ == "VERB" and clauses.is_negated(later)) else None


def _they_met(word: Token) -> Token | None:
    """The word for the first meeting since this one, of a clause that says no more than that they met:
    "meeting" of "the first meeting between X and Y since they [met] in Oslo".
    """
    verb = word.head if word.dep_ == "dobj" else word
    since = verb.dep_ == "advcl" and any(c.lower_ == "since" and c.dep_ == "mark" for c in verb.lefts)
    if not since or not any(c.lower_ == "they" and c.dep_ == "nsubj" for c in verb.lefts):
        return None
    if verb.head.pos_ == "VERB" and is_word(verb.head) and clauses.is_negated(verb.head):
        return verb.head  # "X and Y have not met since they held talks in May"
    told = (c for c in verb.head.children if c.dep_ in {"attr", "dobj"} and is_word(c))
    return next((c for c in told if any(x.lower_ in {"first", "only"} for x in c.lefts)), None)


def first_since_end(noun: Token) -> Token | None:
    """The word for the first meeting since these talks came to an end: "met" of "met for the first time since
    talks broke down in May", "since May, when talks stalled"; ``None`` for "tension has grown since talks
    broke down".
    """
    verb, subject = noun.head, noun.dep_ in {"nsubj", "nsubjpass"}
    if not subject or verb.dep_ not in {"advcl", "relcl"} or verb.lemma_.lower() not in _ENDING:
        return None
    above = verb.head
    if verb.dep_ == "relcl":
        since = above.head
        if since.lower_ != "since" or not any(c.lower_ == "when" for c in verb.lefts):
            return None
        above = next((t for t in since.ancestors if t.pos_ in {"VERB", "AUX"}), since.head)
    elif not any(c.lower_ == "since" and c.dep_ == "mark" for c in verb.lefts):
        return None
    told = (above, *(c for c in above.children if c.dep_ in {"attr", "dobj"}))
    if any(c.lower_ == "time" for c in clauses.prepositional(above, "for")):
        return above if is_word(above) else None
    later = next((t for t in told if is_word(t) and any(c.lower_ == "first" for c in t.lefts)), None)
    if later is not None:
        return later
    contact = next((t for t in told if t.lemma_.lower() in _CONTACTS and t.dep_ in _BESIDE), None)
    if contact is None or not (contact.lower_ == "first" or any(c.lower_ == "first" for c in contact.lefts)):
        return None
    # "met X, the first such contact since talks broke down", "the meeting was the first contact since"
    return next((t for t in (contact.head, *clauses.subjects(contact.head)) if is_word(t)), None)


_BESIDE = frozenset({"appos", "npadvmod", "dobj", "attr", "dep"})
_CONTACTS = frozenset("first contact encounter exchange time interaction engagement sign attempt".split())
_ENDING = CHANGE_VERBS.keys() | {"end", "fail", "founder", "conclude"}


def is_last(word: Token, told: Token) -> bool:
    """Whether a word is for the last time that those told of met: "have not met since the [talks] in Oslo",
    "the last summit was in 2018, when X [met] Y", "have not met since May, when they [met] in Oslo".
    """
    if _since_when(word, told):
        return True
    if word.pos_ == "VERB":
        return _then(word, told)
    return told.pos_ == "VERB" and met_since(word) is not None and word.head.head.i == told.i


def _then(verb: Token, noun: Token) -> bool:
    """Whether a clause with "when" tells of the day that a noun is dated by: "the summit was in
    May, when".
    """
    day = verb.head
    if verb.dep_ != "relcl" or not any(c.lower_ == "when" for c in verb.lefts):
        return False
    if day.dep_ != "pobj" or day.head.lower_ == "since":
        return False
    host = day.head.head
    subject = clauses.child(host, "nsubj", "nsubjpass") if host.pos_ in {"VERB", "AUX"} else None
    return noun.pos_ == "NOUN" and noun.i in {host.i, -1 if subject is None else subject.i}


def _since_when(word: Token, told: Token) -> bool:
    """Whether a clause with "when" tells of the day since which those told of have not met again: "since May,
    when they met"; not of "their second meeting since May, when they met".
    """
    verb = word if word.pos_ == "VERB" else word.head
    if verb.dep_ not in {"relcl", "advcl"} or not any(c.lower_ == "when" for c in verb.lefts):
        return False
    above = verb.head if verb.head.pos_ == "VERB" else clauses.clause_of(verb.head)
    if told.i not in {above.i, *(o.i for o in clauses.objects(above))}:
        return False
    they = any(s.pos_ == "PRON" or s.lower_ in _TWO for s in clauses.subjects(verb))
    no = they and (clauses.is_negated(above) or any(c.lower_ == "no" for c in told.lefts))
    days = (c for t in {above, told} for c in t.rights if c.dep_ == "prep" and c.i < verb.i)
    return no and any(c.lower_ == "since" for c in days)


_TWO = frozenset("two pair duo leaders presidents ministers".split())


def counted_from(verb: Token) -> bool:
    """Whether a clause tells of the meeting since which others are counted: "met" of "their second meeting
    since May, when they met in Oslo"; not of "has been ill since May, when they met".
    """
    since = verb.head.head
    if verb.dep_ != "relcl" or verb.head.dep_ != "pobj" or since.lower_ != "since":
        return False
    counted = (since.head, *(c for c in since.head.children if c.dep_ in {"attr", "dobj"} and c.i < since.i))
    told = any(is_word(t) or names_meeting(t) for t in counted)
    return told and any(c.lower_ == "when" for c in verb.lefts)


def not_met(token: Token) -> bool:
    """Whether nobody has met so far or since something else came about, which tells of no meeting: "has not
    met X since the outbreak of the war in 2011", "have held no talks since the war began", "have not met in
    person", "has never visited Oslo since 1990"; not "since May", "since Lima in May", "since the talks in
    Lima", "since they talked", "until Monday". Nor do those who act "instead of meeting X".
    """
    verb = token if token.pos_ == "VERB" else token.head
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and (token.i == verb.i or token.dep_ == "dobj"):
        prep = verb.head
        return (
            prep.lower_ == "without" or f"{prep.nbor(-1).lower_ if prep.i else ''} {prep.lower_}" in _IN_PLACE
        )
    no = any(c.lower_ == "no" for c in token.lefts)
    if verb.tag_ != "VBN" or not (clauses.is_negated(_denying(verb)) or no):
        return False
    if not clauses.is_passive(verb) and any(c.lower_ == "never" for c in _denying(verb).children):
        return token.i == verb.i or token.dep_ == "dobj"
    if any(c.lower_ == "since" and c.i + 1 < len(c.doc) and c.nbor(1).is_punct for c in verb.rights):
        return True  # "they have not met since, officials said"
    for since in (c for c in verb.children if c.lower_ == "since" and c.dep_ == "prep"):
        nouns = [o for o in since.children if o.dep_ == "pobj"]
        done = any(o.dep_ == "pcomp" and not _of_meeting(o) for o in since.children)  # "since taking office"
        nothing = (o.pos_ == "NOUN" and o.ent_type_ in _OF_NOTHING and not _of_meeting(o) for o in nouns)
        return done or any(nothing)
    later = (c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i)
    for clause in (c for c in later if any(x.lower_ == "since" and x.dep_ == "mark" for x in c.lefts)):
        return not any(is_word(t) or names_meeting(t) for t in clause.subtree)
    return _not_yet(token, verb)


_IN_PLACE = frozenset({"instead of", "rather than"})


def _denying(verb: Token) -> Token:
    """The verb on which a denial stands: "has not [visited] Oslo or met X"."""
    listed = verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.lefts)
    return verb.head if listed and any(c.lower_ in {"or", "nor"} for c in verb.head.children) else verb


def _not_yet(token: Token, verb: Token) -> bool:
    """Whether a perfect denies that anybody met at any time: "have not met bilaterally", "has not held direct
    talks with X"; not "had not met until Monday", "has not only met X", nor "have not begun talks".
    """
    word = _denying(verb)
    perfect = any(c.dep_ == "aux" and c.lemma_ in {"have", "'ve"} for c in word.lefts)
    around = {c.lower_ for v in {verb, word} for c in v.children}
    limits = around & {"until", "till", "before", "since", "only", "just", "merely", "simply"}
    return (
        perfect
        and not limits
        and not clauses.is_passive(verb)
        and (token.i == verb.i or (token.dep_ == "dobj" and verb.lemma_ in {"hold", "have", "conduct"}))
    )


_OF_NOTHING = frozenset({"", "EVENT", "LAW", "NORP"})


def _of_meeting(noun: Token) -> bool:
    """Whether a noun or what it is of names a meeting: "the summit", "the collapse of the talks"."""
    return any(is_word(t) or names_meeting(t) for t in noun.subtree)


def was_the_last(noun: Token) -> bool:
    """Whether a clause says when the last meeting before this was: "the last formal meeting between the
    ministers was held in May 2008"; not "the last meeting was held on Friday", which may be this one.
    """
    noun = by_part(noun)
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or not _PAST & {c.lower_ for c in noun.lefts}:
        return False
    if verb.tag_ not in {"VBD", "VBN"} or not (comes_about(verb) or verb.lemma_ == "be"):
        return False
    dates = [t for t in noun.doc[verb.i : verb.right_edge.i + 1] if t.ent_type_ == "DATE"]
    return bool(dates) and not any(t.lower_ in WEEKDAYS or t.lower_ in _THIS_DAY for t in dates)


_PAST = frozenset({"last", "previous"})
_THIS_DAY = frozenset({"today", "yesterday"})


def looked_back_on(noun: Token) -> bool:
    """Whether a meeting is one that those who meet now recall with its place or time, or of which they carry
    out what came of it: "recalled their talks in Oslo last year", "build on the outcomes of the summit in
    Oslo"; not "the outcomes of the summit", which may be theirs.
    """
    if noun.dep_ == "dobj":
        told = noun.head.lemma_ == "recall" and any(c.dep_ == "poss" for c in noun.lefts)
        return told and any(t.ent_type_ in _SAID for t in noun.doc[noun.i : noun.head.right_edge.i + 1])
    of, own = noun.head, any(c.dep_ in _SAYING_WHICH for c in noun.children)
    if noun.dep_ != "pobj" or of.lower_ != "of" or of.head.lemma_.lower() not in _RESULTS or not own:
        return False
    result = of.head
    verb = result.head.head if result.dep_ == "pobj" else result.head
    return result.dep_ in {"dobj", "pobj"} and verb.lemma_.lower() in _CARRYING_OUT


def counts_again(noun: Token) -> bool:
    """Whether a noun behind a comma says which meeting of theirs a verb tells of: "will meet next week,
    [their first talks] since May"; not "held their first talks".
    """
    verb, first = noun.head, noun.left_edge
    apart = first.i > verb.i + 1 and first.doc[first.i - 1].text == "," and first.tag_ == "PRP$"
    counted = any(ordinal_of(c.lower_) or c.lower_ in {"first", "last"} for c in noun.lefts)
    return apart and counted and noun.dep_ in _BEHIND and verb.pos_ == "VERB"


def summed_up(noun: Token) -> set[int]:
    """What a noun behind a comma sums up in a clause of its own: "held [talks] with X in Lima on Monday, a
    meeting that lasted an hour"; nothing of "a dinner, a meeting with Y", "talks, a visit and a dinner".
    """
    first = noun.left_edge
    apart = first.i > noun.sent.start and first.doc[first.i - 1].text == "," and first.lower_ in {"a", "an"}
    told = any(c.dep_ in {"relcl", "acl"} for c in noun.rights)
    listed = any(c.dep_ in {"conj", "cc"} for t in (noun, noun.head) for c in t.rights)
    if noun.dep_ not in _BEHIND or not (apart and told) or listed:
        return set()
    if clauses.prepositional(noun, "with", "between", "by", "of", "among"):
        return set()
    hosts = (noun.head, *clauses.ancestors_in_sentence(noun.head))
    said = (t for v in hosts if v.i < noun.i for t in (v, *v.children))
    return {t.i for t in said if t.i < first.i and (t.pos_ == "VERB" or t.dep_ in {"dobj", "pobj"})}


_BEHIND = frozenset({"dobj", "npadvmod", "dep", "appos"})
_SAYING_WHICH = frozenset("amod compound poss nummod prep".split())
_SAID = frozenset({"DATE", "GPE", "FAC"})
_RESULTS = frozenset("result outcome conclusion decision resolution recommendation output".split())
_CARRYING_OUT = frozenset(
    "build implement implementation realise realize follow translate activate execute carry review".split()
)
