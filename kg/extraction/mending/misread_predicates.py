"""Finite verbs that the parser joins to the plural before them: "officials of the two [ministries plan] to
meet", read as the officials of a plan, "talks [open] on Friday", read as talks that are open, "heads of
[state convene]"; and words that judge what stands before them: "called talks with X [useful]". Also
gerunds at the front that are read as nouns: "[Opening] talks in Lima, X called for unity";
to whom a meeting is offered, "offered [Chile] talks", and whom one draws in; the first of several verbs, "X
[flew] to Lima, met Y and left"; and where two come face to face.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.grammar import clauses
from kg.extraction.mending.misread_contrasts import SUBJECTS
from kg.extraction.tokens.words import group_nouns
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_predicates(doc: Doc) -> None:
    """Makes such a word the verb of its sentence and the noun so far its root the subject, in place; not
    "officials of the sanctions plan to end".
    """
    for verb in doc.having(_WANTING):
        owner = verb.doc[verb.i - 1] if verb.i > verb.sent.start else verb
        if verb.tag_ == "VBP" and verb.dep_ == "pobj" and owner.tag_ == "NNS" and owner.head is verb:
            _make_root(verb, owner)
    for verb in doc.having({"open"}):
        if verb.pos_ == "ADJ":
            _make_open(verb)
    for verb in doc.having({"convene"}):
        if verb.pos_ == "NOUN" and verb.dep_ == "pobj":
            _make_convene(verb)
    for verb in doc.having({"agreed"}):
        _make_agreed(verb)
    for word in doc.having(_JUDGING):
        if word.dep_ == "pobj" and word.head.lower_ == "with":
            _part_judgement(word)
    _restore_whole_clauses(doc)


def _restore_whole_clauses(doc: Doc) -> None:
    for verb in doc.having(_TURNING):
        if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.i == verb.sent.start:
            _restore_course(verb)
    for verb in doc.having(_OFFERING):
        if verb.pos_ == "VERB":
            _restore_receiver(verb)
    for verb in doc.having(_DRAWING):
        if verb.pos_ == "VERB":
            _restore_drawn(verb)
    for verb in doc.having(_SETTING):
        if verb.tag_ == "VBD" and verb.dep_ in {"ROOT", "conj"}:
            _restore_plan(verb)
    for sentence in doc.sents:
        _restore_gerund(sentence[0])
    _restore_places(doc)


def _restore_places(doc: Doc) -> None:
    """Mends the first verb of a sentence and where two come face to face."""
    for root in [t for t in doc if t.dep_ == "ROOT" and t.tag_ == "VBD"]:
        _restore_first(root)
    for face in doc.having({"face"}):
        if face.dep_ == "pobj" and face.head.lower_ == "to" and face.head.head.lower_ == "face":
            _restore_setting(face, face.head.head.head)


_DRAWING = frozenset({"drew", "draw", "draws"})


def _restore_drawn(verb: Token) -> None:
    """Makes objects of those whom an event draws in: "the talks drew in [Peru and Chile]", read as where."""
    into = next((c for c in verb.rights if c.lower_ == "in" and c.i == verb.i + 1), verb)
    drawn = [c for c in into.rights if c.dep_ == "pobj"]
    if into.dep_ == "prep" and any(c.dep_ == "nsubj" and names_meeting(c) for c in verb.lefts):
        into.hang(verb, "prt")
        for other in drawn:
            other.hang(verb, "dobj")


def _restore_setting(face: Token, verb: Token) -> None:
    """Hangs where, when and with whom one comes face to face on the coming: "met face to face [in Oslo]",
    "came face to face [with X]", read as where a face is.
    """
    for where in [c for c in face.rights if c.dep_ == "prep"]:
        where.hang(verb)


def _restore_first(root: Token) -> None:
    """Makes the first of several verbs the root, where the parser makes it what another says: "X [flew] to
    Lima, met Y and left"; not "X flew to Lima, said Y".
    """
    said = [c for c in root.lefts if c.dep_ == "ccomp" and c.tag_ == "VBD"]
    if len(said) != 1 or any(c.dep_ in SUBJECTS for c in root.children):
        return
    first = said[0]
    if root.doc[root.i - 1].text == "," and any(c.dep_ in SUBJECTS for c in first.lefts):
        before = [c for c in root.lefts if c.i < first.i]
        first.hang(first, "ROOT")
        root.hang(first, "conj")
        for word in before:
            word.hang(first)


_TURNING = frozenset("centred centered focused focussed revolved concentrated ranged".split())


def _restore_course(verb: Token) -> None:
    """Makes what talks turned on the predicate of them: "Discussions [centred] on fishing.", where nothing
    else is said of them; not "Discussions centred on fishing were held".
    """
    noun = verb.head
    finite = (t for t in noun.sent if t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and not verb.is_ancestor(t))
    if names_meeting(noun) and all(t is verb for t in finite):
        verb.hang(verb, "ROOT")
        noun.hang(verb, "nsubj")
        verb.tag_ = "VBD"


_SETTING = frozenset("planned scheduled set arranged hosted brokered mediated sponsored convened".split())
_SETTING |= {"pencilled", "penciled", "slated"}


def _restore_plan(verb: Token) -> None:
    """Makes what is read as the verb of a sentence say what the event was, where the verb follows: "talks of
    X and Y [planned] for Friday were called off", "a round [pencilled] in for May never happened"; not "the
    talks planned for Friday said it was off".
    """
    noun = clauses.child(verb, "nsubj", "nsubjpass")
    told = next((c for c in verb.rights if c.dep_ in {"ccomp", "advcl", "dep"} and c.pos_ == "VERB"), None)
    if noun is None or told is None or not names_meeting(noun):
        return
    before = {c.dep_ for c in told.lefts}
    finite = any(c.dep_ in {"aux", "auxpass"} and c.lower_ in _FINITE for c in told.lefts)
    finite |= told.tag_ == "VBD" and told.dep_ != "ccomp"
    if not finite or before & {"nsubj", "nsubjpass", "mark", "expl", "csubj", "advmod"}:
        return
    behind = [c for c in verb.rights if c.i > told.i]
    told.hang(told if verb.dep_ == "ROOT" else verb.head, verb.dep_)
    noun.hang(told, "nsubjpass" if "auxpass" in before else "nsubj")
    verb.hang(noun, "acl")
    verb.tag_ = "VBN"
    for word in behind:
        word.hang(told)


_FINITE = frozenset("was were is are has have had will would could can may".split())
_OFFERING = frozenset(
    "offer offers offered offering promise promised promises grant granted deny denied".split()
)


def _restore_receiver(verb: Token) -> None:
    """Parts to whom a meeting is offered from the meeting, which the parser takes for one name or for another
    word of it: "offered [Gabriel Boric] a meeting", "offered [Chile] talks"; not "offered Oslo talks".
    """
    thing = clauses.child(verb, "dobj")
    if thing is None or thing.i < verb.i:
        return
    meeting = next((c for c in thing.rights if c.dep_ == "appos" and names_meeting(c)), None)
    if meeting is not None and meeting.left_edge.i == thing.i + 1 and meeting.left_edge.dep_ == "det":
        meeting.hang(verb, "dobj")
        thing.dep_ = "dative"
    elif names_meeting(thing):
        land = next((c for c in thing.lefts if c.left_edge.i == verb.i + 1 and c.ent_type_ == "GPE"), None)
        alone = land is not None and not any(c.dep_ == "conj" for c in land.rights)
        if land is not None and alone and gazetteer.country_named(land.doc[verb.i + 1 : land.i + 1].text):
            land.hang(verb, "dative")


def _restore_gerund(first: Token) -> None:
    """Makes the verb that it is of a noun before what it is done to, where a comma and a clause of its own
    follow: "Hosting talks in Lima, X said"; not "Opening remarks by X called for unity".
    """
    lemma = _FRONT.get(first.lower_) if first.tag_ != "VBG" or first.dep_ in {"csubj", "amod"} else None
    done = clauses.child(first, "dobj")
    noun = done or first.head
    above = first.head if done is not None else noun.head
    verb = above.head if above.dep_ == "nsubj" and first.dep_ == "amod" else above
    if lemma is None or not names_meeting(noun) or verb.pos_ != "VERB":
        return
    if done is None and noun.dep_ not in {"dobj", "dep", "npadvmod", "nsubj"}:
        return
    comma = next((t.i for t in first.doc[noun.i : verb.i] if t.text == ","), verb.i)
    if any(comma < c.i < verb.i and c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts):
        first.hang(verb, "advcl")
        noun.hang(first, "dobj")
        first.tag_, first.pos_, first.lemma_ = "VBG", "VERB", lemma


_FRONT = {
    word.removesuffix(ending) + "ing": word
    for ending, words in (
        ("", "open start end host hold attend lead chair reopen restart"),
        ("e", "conclude resume commence mediate close continue welcome describe"),
    )
    for word in words.split()
} | {"beginning": "begin"}
_WANTING = frozenset("plan hope aim want need intend seek claim".split())


def _make_root(verb: Token, owner: Token) -> None:
    """Gives the verb the subject of whom its own words so far are: "officials | of the two ministries"."""
    preposition, root = verb.head, verb.sent.root
    aim = next((c for c in verb.rights if c.tag_ == "VB" and any(t.lower_ == "to" for t in c.lefts)), None)
    if aim is None or root.tag_ != "NNS" or preposition.head is not root or root.i > verb.i:
        return
    words = [c for c in verb.lefts if c is not owner]
    after = [c for c in root.rights if c.i > verb.i]
    verb.hang(verb, "ROOT")
    owner.hang(preposition, "pobj")
    for word in words:
        word.hang(owner)
    root.hang(verb, "nsubj")
    for word in after:
        word.hang(verb)
    aim.dep_ = "xcomp"
    verb.pos_, verb.lemma_ = "VERB", verb.lower_


def _make_convene(verb: Token) -> None:
    """Makes "convene" what "heads of state" do, so far the noun of a "state convene"."""
    of, owner = verb.head, verb.doc[verb.i - 1]
    people = of.head
    if of.lower_ != "of" or people.tag_ != "NNS" or owner.head is not verb or owner.pos_ != "NOUN":
        return
    behind = [c for c in people.children if c.i > verb.i or c.dep_ in {"advmod", "mark"}]
    top = people.head is people
    verb.hang(verb if top else people.head, "ROOT" if top else people.dep_)
    people.hang(verb, "nsubj")
    owner.hang(of, "pobj")
    for word in behind:
        word.hang(verb)
    verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VBP", "convene"


def _make_agreed(verb: Token) -> None:
    """Makes people who "are agreed" those who agree: "[Peru and Chile] were agreed that", "the two are agreed
    on trade"; not "the terms were agreed on Monday", "it was agreed that".
    """
    be = next((c for c in verb.lefts if c.dep_ == "auxpass" and c.lemma_ == "be"), None)
    who = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if be is None or who is None or any(c.lower_ == "by" for c in verb.rights):
        return
    people = who.ent_type_ in _ACTORS or who.lower_ in _ALL or group_nouns().get(who.lemma_.lower())
    matter = any(
        (c.dep_ == "ccomp" and any(t.lower_ == "that" for t in c.lefts))
        or (c.lower_ in {"on", "upon"} and any(o.ent_type_ not in {"DATE", "TIME"} for o in c.rights))
        for c in verb.rights
    )
    if people and matter:
        be.dep_, who.dep_ = "aux", "nsubj"


_ACTORS = frozenset("GPE PERSON ORG NORP".split())
_ALL = frozenset("they we both two all sides".split())
_JUDGING = frozenset(
    """
    productive constructive useful positive fruitful frank candid successful good excellent difficult tough
    intense intensive cordial friendly substantive important historic helpful encouraging
    """.split()
)


def _part_judgement(word: Token) -> None:
    """Parts how talks are called from with whom they were: "called talks with X [useful]"."""
    with_, name = word.head, word.doc[word.i - 1]
    verb = with_.head.head
    if verb.lemma_ not in {"call", "deem", "find"} or name.head is not word or name.pos_ != "PROPN":
        return
    for part in [c for c in word.lefts if c is not name]:
        part.hang(name)
    name.hang(with_, "pobj")
    word.hang(verb, "oprd")
    word.pos_ = "ADJ"


def _make_open(verb: Token) -> None:
    """Makes "open" what events do: "talks between A and B [open] on Friday", "when talks [open]"; not "left
    the talks open", "remain open", "open talks".
    """
    after = [c for c in verb.rights if c.dep_ in {"prep", "npadvmod", "advmod"}]
    events = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if verb.dep_ == "amod" and verb.head.i < verb.i and verb.head.dep_ == "ROOT" and after:
        noun = verb.head
        events, behind = [noun], [c for c in noun.rights if c.i > verb.i]
        verb.hang(verb, "ROOT")
        noun.hang(verb, "nsubj")
        for word in behind:
            word.hang(verb)
    bare = not any(c.dep_ in {"aux", "cop", "mark"} for c in verb.lefts)
    if bare and verb.dep_ in _CLAUSES and any(e.tag_ == "NNS" and names_meeting(e) for e in events):
        verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VBP", "open"


_CLAUSES = frozenset("ROOT relcl advcl ccomp conj".split())
