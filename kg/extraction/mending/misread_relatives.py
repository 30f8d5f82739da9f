"""Relative pronouns that the parser hangs on other words: "with whom X is to [hold talks]", hung on "is",
"whom X is due to [meet] on Monday", hung on "on"; and clauses on a body that it hangs on its meeting, or on a
meeting that it hangs on who meets, or on a meeting instead of its town.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.triggers.triggers import frames, names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_relatives(doc: Doc) -> None:
    """Hangs the pronoun, or the preposition before it, on what is to be done, in place; not "with whom he is
    happy to be seen".
    """
    mends = (
        (_FOUNDED, _restore_founded),
        (_MADE, _restore_made),
        (_SET_DOWN, _restore_set_down),
        (_WHOSE, _restore_whose),
        (_TOLD_OF, _restore_told_aside),
    )
    for words, restore in mends:
        for told in doc.having(words):
            restore(told)
    for held in doc.having({"held", "convened", "hosted"}):
        _part_last(held)
        _restore_where_held(held)
    for where in doc.having({"where"}):
        _restore_where(where)
    for word in doc.having({"that", "who"}):
        (_restore_said if word.lower_ == "that" else _restore_listed)(word)
    for word in doc.having({"whom", "which", "that"}):
        if word.dep_ != "pobj" or _restore_held_by(word) or word.lower_ == "that":
            continue
        on = word.head
        if on.i > word.i:
            if on.head.pos_ == "VERB" and any(c.dep_ == "pobj" for c in on.rights):
                word.hang(on.head, "dobj")
        elif on.dep_ == "prep" and on.head.dep_ == "relcl" and on.head.lemma_ == "be" and on.head.i > word.i:
            verb = _to_be_done(on.head)
            if verb is not None:
                on.hang(verb)


def _restore_whose(whose: Token) -> None:
    """Makes what is told of somebody's event behind words between commas its verb: "the bloc, whose summit,
    planned for May in Lima, [was postponed], urged calm", read as of the bloc.
    """
    doc, event = whose.doc, whose.head
    comma = next((t for t in doc[event.i + 1 : event.sent.end] if t.text == ","), None)
    if not names_meeting(event) or comma is None or comma.i + 1 >= event.sent.end:
        return
    set_down = doc[comma.i + 1]
    owner = event.head if event.dep_ == "appos" else set_down.head
    if set_down.lemma_ not in _SETTING or set_down.tag_ not in {"VBN", "VBD"} or not owner.i < event.i:
        return
    last = next((t for t in doc[comma.i + 2 : event.sent.end] if t.text == ","), None)
    be = doc[last.i + 1] if last is not None and last.i + 1 < event.sent.end else event
    done = be.head
    passive = any(c.dep_ == "auxpass" for c in done.lefts)
    if be.dep_ not in {"aux", "auxpass"} or be.i > done.i or done is owner or not passive:
        return
    if owner.head is done:  # "X, whose visit, planned for May, was cancelled, met Y"
        if done.head is done or done.head.i < done.i:
            return
        owner.hang(done.head, "nsubj")
    done.hang(owner, "relcl")
    event.hang(done, "nsubjpass")
    set_down.hang(event, "acl")


_WHOSE = frozenset({"whose"})
_SETTING = frozenset("plan schedule set expect slate due postpone delay announce propose arrange".split())


def _restore_held_by(which: Token) -> bool:
    """Hangs the pronoun for what several have on their verb, not on whose the first is: "the talks [that] the
    government of Peru and the rebels were to hold", read as a government of that.
    """
    of, event = which.head, which.nbor(-1) if which.i > which.sent.start else which
    whose, clause = of.head, of.head.head
    inside = of.i > which.i and whose.dep_ in {"nsubj", "nsubjpass"} and whose.i > which.i
    if not inside or len([c for c in of.rights if c.dep_ == "pobj"]) != 1:
        return False
    hosts = [*(c for c in clause.rights if c.dep_ == "acomp"), clause]  # "were [about] to hold", "[were] to"
    which.hang(next((c for h in hosts for c in h.rights if c.dep_ == "xcomp"), clause), "dobj")
    if clause.dep_ in {"acl", "relcl", "ccomp"} and clause.head.i < which.i and event.pos_ == "NOUN":
        clause.hang(event, "relcl")
    return True


_MADE = frozenset("make made pay paid held had".split())


def _restore_made(made: Token) -> None:
    """Makes a clause on an event of who has it, if a further verb goes on: "[The talks Minister X held] were
    useful", "the visit X is to [make] will help", "a trip X made to Oslo [ended] early"; not "the talks held
    in Lima were useful".
    """
    verb = made.head if made.dep_ == "xcomp" and made.head.lemma_ == "be" else made
    events = [c for c in verb.lefts if c.dep_ in {"nsubj", "dobj", "dep"} and names_meeting(c)]
    whole = verb.head if verb.dep_ == "relcl" and verb.head.dep_ == "ROOT" else verb
    event = next(iter(events), whole if whole is not verb and names_meeting(whole) else None)
    if event is None:
        return
    beside = (c for c in (*event.rights, *verb.lefts) if c.dep_ in {"appos", "nsubj"})
    who = next((c for c in beside if c.left_edge.i == event.i + 1 and c.ent_type_ == "PERSON"), None)
    main = _going_on(verb, made)
    if who is None or main is None:
        return
    for time in [c for c in main.lefts if c.dep_ == "nsubj"]:
        time.hang(made, "npadvmod")
    main.hang(main if whole.head is whole else whole.head, whole.dep_)
    event.hang(main, "nsubj")
    verb.hang(event, "relcl")
    who.hang(verb, "nsubj")


def _going_on(verb: Token, made: Token) -> Token | None:
    """The verb behind a clause that has its subject from before it: "is to make next week | will help"."""
    behind = (c for v in (verb, made, verb.head) for c in v.rights if c.i > made.i)
    for word in [c for c in behind if c.dep_ in {"conj", "ccomp", "advcl"}]:
        joined = any(c.dep_ == "cc" for c in word.head.rights) or any(c.dep_ == "mark" for c in word.lefts)
        own = [c for c in word.lefts if c.dep_[:5] == "nsubj" and c.ent_type_ != "DATE"]
        finite = word.dep_ != "advcl" or word.tag_ in {"VBD", "VBZ", "VBP"}
        if not joined and not own and finite and word.tag_ != "VBG" and word.pos_ in {"VERB", "AUX"}:
            return word
    return None


def _restore_where(where: Token) -> None:
    """Hangs a clause with "where" on the town right before it, not on the meeting there: "held talks in Lima,
    [where] they had met X"; not "held talks in Lima at which".
    """
    clause, at = where.head, where.i - 1
    at -= where.doc[at].text == "," if at > 0 else 0
    if clause.dep_ != "relcl" or at < 0:
        return
    town = where.doc[at]
    if town.ent_type_ == "GPE" and town.dep_ == "pobj" and town.i != clause.head.i < town.i:
        clause.hang(town, "relcl")
    _restore_done_there(clause)


def _restore_done_there(clause: Token) -> None:
    """Hangs what else somebody did in a town on the clause, not on the event: "her tour began in Lima, where
    she toured a school, and [met X]"; not "the talks began in Lima, where X spoke, and ended on Friday".
    """
    verb = next((t for t in clause.head.ancestors if t.pos_ == "VERB"), clause)
    told = any(c.dep_ == "nsubj" and names_meeting(c) for c in verb.lefts)
    for more in [c for c in verb.rights if told and c.dep_ == "conj" and c.i > clause.i]:
        own = any(c.dep_[:5] == "nsubj" for c in more.lefts)
        if more.tag_ == "VBD" == clause.tag_ and not own and (more.lemma_, "VERB") in frames():
            more.hang(clause, "conj")


def _restore_listed(who: Token) -> None:
    """Lists people with the one before a clause on his office, not with what is his: "those there were X, who
    commands the navy, [Governor Y] and Z"; not "X, who leads the party and its wing".
    """
    clause = who.head
    first = clause.head
    if clause.dep_ != "relcl" or clause.lemma_ not in _HOLDING or who.i < 1 or who.nbor(-1).text != ",":
        return
    things = (t for t in clause.subtree if t.dep_ in {"dobj", "pobj", "attr"} and t.ent_type_ != "PERSON")
    for thing in list(things):
        for name in [c for c in thing.rights if c.dep_ in {"conj", "appos"} and c.ent_type_ == "PERSON"]:
            if first.ent_type_ == "PERSON" and who.doc[name.left_edge.i - 1].text == "," and name.n_rights:
                name.hang(first, "conj")


_HOLDING = frozenset("be command head lead chair represent run serve act hold".split())


def _restore_said(that: Token) -> None:
    """Hangs what somebody says on the verb, not on a noun in between: "said after the talks [that trade would
    grow]", read as talks that would; not "said after the talks that she led".
    """
    said = that.head
    if that.tag_ != "IN" or said.dep_ != "relcl" or not any(c.dep_ == "nsubj" for c in said.lefts):
        return
    verb = next((t for t in said.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ not in _SAYING or verb.i > said.i:
        return
    if not any(c.dep_ == "ccomp" for c in verb.children):
        said.hang(verb, "ccomp")
        that.dep_ = "mark"


def _restore_told_aside(which: Token) -> None:
    """Makes what is said of something its clause, and who says so an aside: "a summit, which [officials said]
    would take place in Lima", read as a summit that officials said; so who somebody says will go there.
    """
    done, said = which.head, which.head.head
    subject = which.dep_ in {"nsubj", "nsubjpass"} and done.dep_ == "ccomp" and said.dep_ == "relcl"
    if not subject or said.lemma_ not in _SAYING | _THINKING or not which.i < said.i < done.i:
        return
    if which.lower_ == "which" and not names_meeting(said.head):
        return
    done.hang(said.head, "relcl")
    said.hang(done, "parataxis")


_TOLD_OF = frozenset({"which", "who"})
_THINKING = frozenset("hope expect believe think predict".split())
_SAYING = frozenset("say tell announce add declare note stress warn confirm insist reveal report".split())


_FOUNDED = frozenset("established founded created formed constituted".split())


def _restore_founded(founded: Token) -> None:
    """Hangs what tells when a body was founded on the body: "the meeting of the [Joint Commission] that was
    established in 1987"; not "the round that was formed by P and Q", which names no body.
    """
    noun, first = founded.head, founded.left_edge.i
    if founded.dep_ not in {"relcl", "acl"} or founded.tag_ != "VBN" or not names_meeting(noun):
        return
    before = [t for t in founded.doc[noun.i + 1 : first] if t.dep_ == "pobj" and t.head.lower_ == "of"]
    body = before[-1] if before else noun
    behind = founded.doc[body.i + 1 : first]
    if body is not noun and body.pos_ == "PROPN" and all(t.text == "," for t in behind):
        founded.hang(body, founded.dep_)


def _to_be_done(be: Token) -> Token | None:
    """What somebody "is to" do, "is due to", "was expected to"."""
    said = next((c for c in be.rights if c.dep_ == "acomp" and c.lower_ in _DUE), be)
    done = next((c for c in said.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    infinitive = done is not None and any(c.lower_ == "to" for c in done.lefts)
    return done if infinitive else None


_DUE = frozenset("due set bound scheduled slated".split())


def _part_last(held: Token) -> None:
    """Parts where and when an event was last from where and when it is to be: "the committee's session, [last
    held] in Lima in May, will take place in Oslo"; not "talks, held in Lima, will go on".
    """
    last = next((c for c in held.lefts if c.lower_ in {"last", "previously"} and c.dep_ == "advmod"), None)
    if last is None or held.tag_ != "VBN" or any(c.dep_ in {"aux", "auxpass"} for c in held.lefts):
        return
    own = next((c for c in held.lefts if c.dep_ == "nsubj" and held.doc[last.i - 1].text == ","), None)
    noun, verb = (own, held.head) if held.dep_ == "advcl" else (held.head, held.head.head)
    if noun is None or noun.dep_ not in {"nsubj", "nsubjpass"} or not names_meeting(noun):
        return
    if verb.lemma_ in _EXPECTED or any(c.lower_ in {"will", "would"} for c in verb.lefts):
        noun.hang(verb, noun.dep_)
        held.hang(verb, "parataxis")


def _restore_where_held(held: Token) -> None:
    """Hangs where an event was held on it, not on what came of it: "the decisions of the last summit of the
    Community (AC), [held] in Lima in May"; not "the decisions of the court, held in Lima".
    """
    bare = held.tag_ == "VBN" and not any(c.dep_ != "advmod" for c in held.lefts)
    if held.dep_ != "acl" or not bare or held.i < 2 or held.doc[held.i - 1].text != ",":
        return
    event = None if names_meeting(held.head) else _event_before(held)
    if event is not None and event.dep_ == "pobj" and event.head.head is held.head:
        held.hang(event, "acl")


_EXPECTED = frozenset("expect schedule plan slate set be".split())


_SET_DOWN = frozenset("scheduled planned slated billed".split())


def _restore_set_down(done: Token) -> None:
    """Hangs what is set down for a day on the event, not on the last of its sides or on the verb, and its
    place on it: "a summit between A and B, [scheduled] for Sunday [in Lima]"; not "a summit with X, billed
    for a song".
    """
    side, doc = done.head, done.doc
    preps = (c for c in done.rights if c.dep_ == "prep" and c.lower_ in {"for", "on", "in"})
    prep = next((p for p in preps if any(c.ent_type_ in {"DATE", "TIME"} for c in p.rights)), None)
    if prep is None or done.tag_ not in {"VBN", "VBD"} or done.i < 2 or doc[done.i - 1].text != ",":
        return
    event = _event_before(done) if done.dep_ == "advcl" else _event_with(side) if done.dep_ == "acl" else None
    if event is None:
        return
    done.hang(event, "acl")
    for day in [c for c in prep.rights if c.ent_type_ in {"DATE", "TIME"}]:
        for place in [c for c in day.rights if c.dep_ == "prep" and c.lower_ in {"in", "at"}]:
            place.hang(done)


def _event_before(done: Token) -> Token | None:
    """The event before a comma, behind the verb on which it hangs what is set down: "prepared for the session
    of the committee, [slated] for May".
    """
    last = done.doc[done.i - 2]
    events = (t for t in (last, *last.ancestors) if names_meeting(t))
    event = next((t for t in events if not frames()[t.lemma_.lower(), "NOUN"].is_body), None)
    return event if event is not None and event.pos_ in {"NOUN", "PROPN"} and event.i > done.head.i else None


def _event_with(side: Token) -> Token | None:
    """The event of which somebody named is the last of the sides: "a summit between A and [B]"."""
    if side.ent_type_ not in {"GPE", "PERSON", "ORG", "NORP"}:
        return None
    while side.dep_ in {"conj", "appos"}:
        side = side.head
    of = side.head
    while of.dep_ == "prep" and of.lower_ == "of" and of.head.dep_ == "pobj":  # "between the leaders of A"
        of = of.head.head
    event = of.head
    held = side.dep_ == "pobj" and of.lower_ in {"between", "of", "among", "with"}
    return event if held and names_meeting(event) else None
