"""Who goes on to a meeting after another, and with whom some of several are.

"A and B met in Oslo, followed by talks in Lima"; "held ten meetings, among them with B".
"""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.grammar import clauses
from kg.extraction.references.guests import RECEIVING
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.laid_before import gone_on_from
from kg.extraction.triggers.triggers import is_word


def followed_by(scene: Scene, noun: Token, out: Arguments) -> None:
    """Adds to talks that follow a meeting who was there: all of "A will hold a summit with B, followed by
    talks", the subject of "A met B, followed by talks with C"; so of "the summit of A and B will be preceded
    by talks".

    Only the states of "talks between their ministers", and nobody of what follows another thing: "a speech
    followed by dinner".
    """
    another = any(c.lower_ == "with" for c in noun.rights)
    while noun.dep_ == "conj" or (noun.head.lower_ == "of" and noun.head.head.lemma_ in _PARTS):
        noun = noun.head if noun.dep_ == "conj" else noun.head.head  # "another round of talks"
    follows = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else None
    if follows is None or follows.lemma_ not in {"follow", "precede"}:
        return
    aside = follows.dep_ in {"advcl", "acl"}  # "met B in the capital, followed by"
    over = (follows.head, *follows.head.ancestors) if aside else clauses.subjects(follows)
    above = [t for t in over if t.i < follows.i]
    first = next((m for t in above if (m := meeting_of(t)) is not None), None)
    if not aside and (told_before := gone_on_from(noun)) is not None:
        _go_on(scene, told_before, noun, out, alone=another or any(c.lower_ == "with" for c in noun.rights))
        return
    if aside and follows.head.lemma_.lower() in _FESTIVE:
        return  # "will meet B and attend a reception followed by a dinner"
    if first is None:
        return
    verb = clauses.clause_of(first)
    told = clauses.doers(verb) if aside else clauses.prepositional(first, "of")
    told += [c for c in first.lefts if c.dep_ == "poss" and not aside]
    if not another and not any(c.lower_ == "with" for c in noun.rights):
        told = [*told, *clauses.prepositional(first, "with", "between")]
        told += clauses.objects(verb) if first.i == verb.i else clauses.prepositional(verb, "with")
    ids = resolved(scene, told)
    own = {"between", "among"} if aside else {"between", "among", "of"}
    if any(c.lower_ in own for c in noun.rights):  # "preceded by a meeting of their experts"
        _add_states(scene, ids, out)
        return
    out.add(ids, anchor(told, verb))


_PARTS = frozenset({"round", "session", "day", "series"})


_FESTIVE = frozenset("reception ceremony parade speech address concert performance lunch banquet".split())


def _go_on(scene: Scene, word: Token, noun: Token, out: Arguments, *, alone: bool) -> None:
    """Adds who went on from a meeting to what followed it: all who met, or the guest to talks with others."""
    verb = clauses.clause_of(word)
    nouns = [word] if word.i != verb.i else []
    partners = [o for t in (verb, *nouns) for o in clauses.prepositional(t, "with")]
    partners += clauses.objects(verb) if word.i == verb.i else []
    received = verb.lemma_ in RECEIVING and word.i == verb.i
    told = partners if alone and received else clauses.doers(verb)
    told = told if alone else [*told, *partners]
    ids = resolved(scene, told)
    if any(c.lower_ in {"between", "among"} for c in noun.rights):  # "followed by talks between their envoys"
        _add_states(scene, ids, out)
    else:
        out.add(ids, anchor([], noun))


def _add_states(scene: Scene, ids: tuple[str, ...], out: Arguments) -> None:
    """Makes the states that some serve parties where nobody of a state is named."""
    alone = not scene.principals(out.actors)
    out.parties.extend(p for p in scene.principals(ids) if alone and p not in out.parties)


def among_them(scene: Scene, noun: Token, out: Arguments) -> None:
    """Adds with whom some of several meetings are, and to "one" of them who holds them: "held ten meetings,
    among them with B and C", "including one with B".

    Not who is only counted: "meetings with three leaders, including B".
    """
    above = noun.head
    if noun.lower_ == "one" and noun.dep_ == "pobj" and above.lower_ in _INCLUDING:
        told = clauses.doers(clauses.clause_of(above.head))
        out.add(resolved(scene, told), anchor(told, noun))
        return
    hosts = (noun, above) if noun.dep_ == "dobj" else (noun,)
    words = [c for h in hosts for c in h.rights if c.lower_ in _INCLUDING and c.i > noun.i]
    for word in (t for c in words for t in (c, *c.rights) if t.lower_ in _INCLUDING | {"them", "others"}):
        partners = clauses.prepositional(word, "with")
        out.add(resolved(scene, partners), anchor(partners, noun))


_INCLUDING = frozenset({"including", "among"})


def meeting_of(word: Token) -> Token | None:
    """The word for a meeting that a participle hangs on, itself or what the verb holds or is for ("flew in
    for talks"); ``None`` for none.
    """
    held = [*clauses.objects(word), *clauses.prepositional(word, "for")] if word.pos_ == "VERB" else ()
    words = (word, *held)
    return next((t for t in words if is_word(t)), None)
