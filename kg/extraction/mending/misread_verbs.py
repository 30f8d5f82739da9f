"""Verbs that the tagger takes for nouns, or for participles: "Minister A and Minister B meet in Oslo".

In the present tense of headlines and chronicles "meet", "sign" or "visits" have the form of nouns. Where
such a word has a subject of its own it is a verb, whatever its tag. So is the only verb of a sentence that
was read as a participle of its subject: "Kuwait's Emir, Sheikh X, | received at the palace President Y."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.mending.misread_towns import restore_goal
from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.triggers import frames
from kg.lexicon import per_lexicon, rows

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_LEMMAS = {  # forms that the lemmatiser takes for those of "din", "hop", "slat" and the like
    verb[:-1] + ending: verb
    for verb in ("axe", "dine", "hope", "rage", "slate", "stage", "wage")
    for ending in ("ed", "ing", "es")
}
_SAME_IN_PAST = frozenset("met held sent told paid left made led brought sat heard began".split())
_TEAMS = frozenset("delegation team mission official minister leader pair duo trio side".split())
_COURSE = frozenset("resume end open start restart host begin conclude collapse continue stall".split())
"""Verbs that say how a meeting goes and have the form of nouns: "Peru and Chile resume talks"."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUN_TAGS, _NOUN_SLOTS = {"NN": "VBP", "NNS": "VBZ"}, frozenset("nsubj nsubjpass dobj pobj".split())
_OF_NOUNS = frozenset({"det", "poss", "cop", "aux", "auxpass", "case", "nummod"})


@per_lexicon
def _verbs() -> frozenset[str]:
    """The verbs of the lexicon, which denote meetings and acts, and those that say how a meeting goes."""
    acts = {row["lemma"] for row in rows("acts") if row["pos"] == "VERB"}
    return frozenset(acts | {lemma for lemma, pos in frames() if pos == "VERB"} | _COURSE | {"leave"})


def restore_verbs(doc: Doc) -> None:
    """Gives such words the tag, part of speech and lemma of the verb, in place; "hopes" is of "hope"."""
    _restore_nouns(doc)
    for token in doc:
        if token.lower_ in _LEMMAS and token.pos_ == "VERB":
            token.lemma_ = _LEMMAS[token.lower_]
        tag = token.tag_
        if tag == "NN" or tag == "NNS":
            _restore_noun(token)
        elif tag == "VBP" and _goes_on_bare(token):
            token.tag_ = "VB"
        elif tag == "VBZ" and token.dep_ in _NOUN_SLOTS and _is_bare_event(token):
            token.tag_, token.pos_ = "NNS", "NOUN"  # "told reporters that [talks] with Peru would resume"
        elif tag == "VB" and token.ent_type_ and token.i and token.text[:1].isupper():
            restore_goal(token)
        elif tag == "VB" and token.dep_ == "advcl" and token.head.lower_ in _BOUND and _is_next(token):
            token.dep_ = "xcomp"
        elif tag == "VBN" and token.dep_ == "ROOT" and _is_past(token):
            token.tag_ = "VBD"
        elif tag in {"VBN", "VBD"} and token.dep_ == "acl" and _predicates(token):
            _make_root(token)
        elif tag == "VBN" and token.dep_ == "amod" and token.head.dep_ == "ROOT":
            _make_doing(token)
        elif tag == "VBD" and token.dep_ == "conj":
            _restore_joined(token)


def _is_bare_event(token: Token) -> bool:
    """Whether what is read as a verb is a noun of meeting with no word before it."""
    return not any(token.lefts) and (token.lemma_, "NOUN") in frames()


def _restore_joined(verb: Token) -> None:
    """Parts a verb of the past from the infinitive with which the parser joins it: "told Peru to stop and
    [held talks]"; makes "followed up" a participle: "will meet, [followed up by] more talks".
    """
    aim = verb.head
    if verb.lower_ == "followed" and any(c.dep_ == "agent" for c in verb.rights):
        verb.tag_, verb.dep_ = "VBN", "advcl"
    elif aim.tag_ == "VB" and any(c.tag_ == "TO" for c in aim.lefts):
        own = any(c.dep_ in {"nsubj", "nsubjpass", "auxpass"} for v in (verb, aim) for c in v.lefts)
        told = next((t for t in aim.ancestors if t.tag_ == "VBD" and t.i < aim.i), None)
        if told is not None and not own:
            verb.hang(told)


_BOUND = frozenset("set slated billed poised scheduled due expected".split())


def _is_next(verb: Token) -> bool:
    """Whether an infinitive is what something is bound for: "is set [to take place]"; not "set up to"."""
    finite = any(c.dep_ == "auxpass" for c in verb.head.lefts)
    return finite and verb.i - verb.head.i == 2 and verb.doc[verb.i - 1].tag_ == "TO"


def _make_doing(verb: Token) -> None:
    """Makes a participle that has a subject what is done: "Norway [mediated] talks", where "talks" is read as
    the whole; not "Norway-mediated talks", "EU-backed talks on Monday".
    """
    noun = verb.head
    who = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i == verb.i - 1), None)
    if who is not None and noun.pos_ == "NOUN" and noun.i > verb.i:
        verb.hang(verb, "ROOT")
        noun.hang(verb, "dobj")
        verb.tag_ = "VBD"


def _restore_noun(token: Token) -> None:
    """Makes what is read as a noun the verb that it is, in place."""
    gerund = token.tag_ == "NN" and token.lower_.endswith("ing")
    infinitive = (token.dep_ == "xcomp" and _is_infinitive(token)) or _has_modal(token)
    if token.lefts and (infinitive or _has_subject(token)):
        tag = "VB" if infinitive else "VBG" if gerund else _NOUN_TAGS[token.tag_]
        if (lemma := _lemma(token.lower_, tag)) in _verbs():
            token.tag_, token.pos_, token.lemma_ = tag, "VERB", lemma
    elif gerund and token.dep_ == "pobj" and not token.lefts and _of_doing(token):
        token.tag_, token.pos_, token.lemma_ = "VBG", "VERB", _of_gerund(token)
        token.dep_ = "pcomp"
    elif gerund and token.dep_ == "acl" and _joins_people(token):
        token.tag_, token.pos_, token.lemma_ = "VBG", "VERB", _of_gerund(token)
    elif token.tag_ == "NNS" and token.dep_ == "ROOT" and _tells_course(token):
        _make_verb(token)


def _has_modal(token: Token) -> bool:
    """Whether what is read as a noun has a subject and a modal: "she would 'likely' [head] to Oslo"."""
    before = {(c.dep_, c.tag_ == "MD") for c in token.lefts}
    return token.tag_ == "NN" and {("aux", True), ("nsubj", False)} <= before


def _is_infinitive(token: Token) -> bool:
    """Whether what is read as a noun stands behind "to" as a verb: "is to shuttle between Oslo and Lima"."""
    to = token.tag_ == "NN" and token.i > 0
    return to and token.doc[token.i - 1].tag_ == "TO" and token.doc[token.i - 1].head is token


def _restore_nouns(doc: Doc) -> None:
    """Gives nouns of meeting that were read as verbs their tag back, and whom one sees face to face."""
    for token in doc:
        if token.tag_ in {"VB", "VBP"} and token.dep_ in _NOMINAL and _is_single(token):
            token.tag_, token.pos_ = "NN", "NOUN"  # "had a chance encounter"
        if token.tag_ != "VBZ" and token.lower_ != "face":
            continue
        if token.tag_ == "VBZ" and token.dep_ in _NOMINAL and _is_thing(token):
            _make_noun(token)
        elif token.tag_ == "VBZ" and token.dep_ in {"nsubj", "nsubjpass"}:
            _restore_place(token)
        elif token.lower_ == "face" and token.dep_ == "ccomp":
            _restore_face(token)
        elif token.lower_ == "face" and token.dep_ == "dobj" and _to_face(token):
            token.dep_ = "npadvmod"  # "met face to face"


_NOMINAL = frozenset({"pobj", "dobj"})


def _is_thing(token: Token) -> bool:
    """Whether what is read as a verb is a noun of meeting: "walked out of the Oslo [talks]"."""
    own = {c.dep_ for c in token.lefts} & {"det", "poss", "compound", "amod"}
    return bool(own) and _is_plural(token) and not any(c.dep_ in {"nsubj", "aux"} for c in token.lefts)


def _is_single(token: Token) -> bool:
    """Whether a word is a noun of meeting with an article of its own."""
    return (token.lower_, "NOUN") in frames() and any(c.dep_ == "det" for c in token.subtree if c.i < token.i)


def _restore_place(token: Token) -> None:
    """Makes a place before talks tell where they are, not who talks: "[the Camp David] talks ended"."""
    place = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
    if (
        place is None
        or not _is_plural(token)
        or place.i + 1 != token.i
        or place.ent_type_ not in {"GPE", "FAC", "LOC"}
    ):
        return
    for word in [c for c in place.lefts if c.dep_ == "det"]:
        word.hang(token)
    place.dep_ = "compound"
    _make_noun(token)


def _is_plural(token: Token) -> bool:
    """Whether a word has the form of a plural of meetings: "talks", "visits"."""
    return (token.lower_.removesuffix("s"), "NOUN") in frames()


def _make_noun(token: Token) -> None:
    token.tag_, token.pos_, token.lemma_ = "NNS", "NOUN", token.lower_.removesuffix("s")


def _to_face(face: Token) -> bool:
    return [t.lower_ for t in face.doc[face.i + 1 : face.i + 3]] == ["to", "face"]


def _restore_face(face: Token) -> None:
    """Hangs whom one meets on the verb: "will see [X] face to face", read as X who faces."""
    verb = face.head
    whom = next((c for c in face.lefts if c.dep_ == "nsubj"), None)
    if whom is None or not _to_face(face):
        return
    whom.hang(verb, "dobj")
    for other in [c for c in face.rights if c.i > face.i + 2]:
        other.hang(verb)
    face.tag_, face.pos_, face.dep_ = "NN", "NOUN", "npadvmod"


def _of_doing(gerund: Token) -> bool:
    """Whether a word in "-ing" is what somebody does with others: "after dining with X"; not "a meeting"."""
    lemma = _of_gerund(gerund)
    named = (gerund.lower_, "NOUN") in frames() or gerund.head.lower_ not in {"after", "before", "following"}
    return not named and (lemma, "VERB") in frames() and any(c.lower_ == "with" for c in gerund.rights)


def _joins_people(gerund: Token) -> bool:
    """Whether a word behind a comma says what those before it do: "ministers, meeting in Oslo, agreed"."""
    bare = not gerund.lefts and gerund.i > 0 and gerund.doc[gerund.i - 1].text == ","
    return bare and gerund.head.tag_ in {"NNS", "NNPS"} and (_of_gerund(gerund), "VERB") in frames()


def _of_gerund(gerund: Token) -> str:
    return _LEMMAS.get(gerund.lower_) or _lemma(gerund.lower_, "VBG")


def _is_past(verb: Token) -> bool:
    """Whether the only verb of a clause has a doer and no auxiliary: "Sheikh X, the Emir, | received Y"."""
    dependencies = {c.dep_ for c in verb.children}
    return "nsubj" in dependencies and not dependencies & {"aux", "auxpass", "agent"}


def _predicates(verb: Token) -> bool:
    """Whether a participle of the root of its sentence is the verb of it: none else is there, and who does it
    stands before: "The Emir, Sheikh X, received | President Y."; not "Sheikh X, received by President Y."
    So is one hung on whom they are of, or on a name: "Ministers from Peru and Chile convened | in Oslo."
    """
    noun, sentence = _subject_read_as_root(verb), verb.sent
    past = (verb.lower_.endswith("ed") or verb.lower_ in _SAME_IN_PAST) and verb.lemma_ in _verbs()
    past = past or (verb.lower_ == "set" and any(c.lower_ in {"out", "off"} for c in verb.rights))
    if noun is None or not past or sentence[-1].text != ".":
        return False
    before = [noun, *noun.doc[sentence.start : verb.i]]
    people = any(t.ent_type_ == "PERSON" or is_title(t) for t in before)
    doer = noun.pos_ in {"NOUN", "PROPN"} and (people or noun.lemma_.lower() in _TEAMS)
    doer = doer or (verb.lemma_ in _COURSE and verb.tag_ == "VBD")
    others = (t for t in sentence if t is not verb and t.pos_ in {"VERB", "AUX"} and t.tag_ in FINITE)
    done_to = any(c.dep_ in {"auxpass", "aux"} or clauses.by_actor(c) for c in verb.children)
    return doer and not done_to and all(verb.is_ancestor(t) for t in others)


def _subject_read_as_root(verb: Token) -> Token | None:
    """The root of the sentence where it is the noun that the participle hangs on, or one that this is of."""
    noun, root = verb.head, verb.sent.root
    told = verb.tag_ == "VBD" and verb.lemma_ in _COURSE and root.i < verb.i and root.pos_ == "NOUN"
    if told and (root.lemma_.lower(), "NOUN") in frames():
        return root  # "Talks aimed at ending the war resumed in Oslo"
    of = noun.dep_ == "pobj" and noun.head.lower_ in {"of", "from"} and noun.head.head.tag_ == "NNS"
    apposed = verb.tag_ == "VBD" and noun.dep_ == "appos" and verb.doc[verb.i - 1].text == ","
    noun = noun.head.head if of else noun.head if apposed else noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "head":
        at = noun.head.head.head  # "Minister X | at the head of a delegation left"
        noun = at.head if at.lower_ == "at" else noun
    return noun if noun.dep_ == "ROOT" and noun.pos_ in {"NOUN", "PROPN"} else None


def _make_root(verb: Token) -> None:
    """Makes a participle the root of its sentence and the root so far its subject, in place."""
    noun = _subject_read_as_root(verb) or verb.head
    after = [c for c in noun.rights if c.i > verb.i or (c.dep_ == "punct" and c.i < verb.left_edge.i)]
    after += [c for c in noun.lefts if c.dep_ == "prep" and c.i == noun.sent.start]
    verb.hang(verb, "ROOT")
    noun.hang(verb, "nsubj")
    for token in after:
        token.hang(verb)
    verb.tag_ = "VBD"


def _tells_course(noun: Token) -> bool:
    """Whether the plural that heads a sentence is what an event does: "The round | starts on Monday"."""
    if noun.lower_ not in {"starts", "ends", "opens", "restarts"}:
        return False
    event = noun.doc[noun.i - 1] if noun.i else noun
    told = (event.lemma_.lower(), "NOUN") in frames() and event.pos_ == "NOUN" and event.head is noun
    when = any(c.dep_ == "prep" and c.lower_ in {"on", "in", "at", "next"} for c in noun.rights)
    others = any(t.pos_ in {"VERB", "AUX"} for t in noun.sent)
    return told and when and not others


def _make_verb(noun: Token) -> None:
    """Makes a plural the verb of its sentence and the noun before it its subject, in place."""
    event = noun.doc[noun.i - 1]
    for token in [c for c in noun.lefts if c is not event]:
        token.hang(event)
    event.hang(noun, "nsubj")
    noun.tag_, noun.pos_, noun.lemma_ = "VBZ", "VERB", noun.lower_[:-1]


def _has_subject(token: Token) -> bool:
    dependencies = [c.dep_ for c in token.lefts]
    if "nsubj" not in dependencies or not _OF_NOUNS.isdisjoint(dependencies):
        return False
    # not "Indirect talks between A"
    return not any(c.dep_ == "prep" and c.lower_ == "between" for c in token.rights)


def _lemma(word: str, tag: str) -> str:
    if tag == "VBG":
        return word.removesuffix("ing")  # "ministers meeting in Oslo agreed"
    return word[:-1] if tag == "VBZ" and word.endswith("s") else word


def _goes_on_bare(verb: Token) -> bool:
    """Whether a verb goes on from an infinitive: "will meet X, | call | on Y and fly to Oslo"."""
    if verb.dep_ != "conj" or verb.head.tag_ != "VB" or verb.head.i > verb.i:
        return False
    led = any(c.dep_ == "aux" and c.tag_ in {"MD", "TO"} for c in verb.head.children)
    return led and not any(c.dep_ in {"nsubj", "expl"} for c in verb.lefts)
