"""Who is at a meeting by a noun for being there: "X, envoy to the talks", "African leaders at a summit",
"held with the participation of X", "under the chairmanship of X".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.actors.group_countries import group_class
from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.tokens.word_places import lemmas_at, words_at, words_within
from kg.extraction.triggers.verb_guards import sits_in, welcomers

_SPEECHES = frozenset("speech address statement".split())
_PARTAKING = frozenset("participation attendance involvement".split())
_DELEGATES = frozenset(
    "delegate delegation envoy representative negotiator participant attendee mediator team".split()
)
_BEHIND = frozenset("sponsor guarantor mediator facilitator broker co-sponsor".split())
_HOSTS = frozenset("host co-host organizer organiser convener convenor".split())
_KNOWN = frozenset("meeting talk discussion session summit conference".split())
_PRESIDING = frozenset("chairmanship co-chairmanship chairpersonship presidency leadership chair".split())


def partakers(host: Token) -> list[Token]:
    """Who is there by a noun for it: "held with the participation of A and B", "saw the attendance of C",
    "opened with speeches by A".
    """
    nouns = [*clauses.prepositional(host, "with", "through", "amid"), *clauses.objects(host)]
    there = [n for n in nouns if n.lemma_.lower() in _PARTAKING]
    spoken = [n for n in nouns if n.lemma_.lower() in _SPEECHES and n.dep_ == "pobj"]
    speakers = [x for n in spoken for x in clauses.prepositional(n, "by", "from")]
    return [x for n in there for x in clauses.prepositional(n, "of", "by", "from")] + speakers


def does_there(verb: Token, lemma: str) -> bool:
    """Whether who does something is there, or was until then, or will be: "X presided", "sat in", "walked out
    of the talks", "confirmed their participation".
    """
    if lemma in {"sit", "confirm"}:
        return sits_in(verb) if lemma == "sit" else _will_be_there(verb)
    out = lemma in {"walk", "storm"} and any(c.lower_ == "out" and c.i == verb.i + 1 for c in verb.rights)
    return out or lemma == "preside"


def _will_be_there(verb: Token) -> bool:
    """Whether somebody says that he comes: "confirmed their participation", "confirmed attendance"."""
    what = [o for o in clauses.objects(verb) if o.lemma_.lower() in _PARTAKING]
    return bool(what) and all({c.tag_ for c in o.lefts} <= {"PRP$", "JJ"} for o in what)


def presided(scene: Scene, host: Token, out: Arguments) -> None:
    """Adds who presides: "held, gathered under the chairmanship of Minister X", not "under Peru's".

    So it does with who looks on while others sign: "X and Y witnessed the signing", not "the signing of Y".
    """
    over = _looking_on(host)
    if over is not None and not clauses.is_negated(over):
        there = clauses.doers(over)
        ids = tuple(i for i in resolved(scene, there) if scene.actor(i).kind in {"person", "group"})
        out.add(ids, anchor(there, over), "role-participant")
    chairs = _chairmanships(host)
    people = [x for n in chairs for x in clauses.prepositional(n, "of")]
    ids = tuple(i for i in resolved(scene, people) if scene.actor(i).kind == "person")
    named = tuple(i for i in ids if not scene.actor(i).unnamed)  # "President X and Chair of the Authority"
    out.add(named or ids, anchor(people, host), "role-host")


def _chairmanships(host: Token) -> list[Token]:
    """The words for the chair of a meeting, behind its day and place, too: "held a summit on Monday in Lima,
    under the chairmanship of X"; not those of another clause.
    """
    clause = clauses.clause_of(host)
    words = words_within(host.doc, _PRESIDING, host.sent.start, host.sent.end)
    under = (t for t in (host.doc[i] for i in words) if t.dep_ == "pobj" and t.head.lower_ == "under")
    return [t for t in under if host in t.ancestors or clauses.clause_of(t.head) == clause]


def joint_agent(verb: Token) -> list[Token]:
    """By whom a meeting is run or held: X of "was hosted by X" and of "was hosted and mediated by X"."""
    joined = (c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBN" and not any(c.lefts))
    own = clauses.agent(verb) or not clauses.is_passive(verb)
    return clauses.agent(verb) if own else next((clauses.agent(c) for c in joined), [])


def _looking_on(noun: Token) -> Token | None:
    """The verb of who is there while others sign: "witnessed the signing", "presided over the signing",
    "attended a ceremony for the signing".
    """
    signing = noun.lemma_.lower() == "signing" or any(c.lower_ == "signing" for c in noun.lefts)
    whole = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "of"} and whole.lemma_.lower() == "ceremony":
        there = whole.dep_ == "dobj" and whole.head.lemma_ in {"attend", *_WITNESSING}
        return whole.head if signing and there else None
    over = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "over" else None
    verb = noun.head if over is None else over.head
    seen = noun.dep_ == "dobj" and verb.lemma_ in _WITNESSING
    fits = seen if over is None else verb.lemma_ == "preside"
    return verb if signing and fits else None


_WITNESSING = frozenset("witness oversee supervise watch".split())


def sent_to(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who is a delegate to the meeting: "X, envoy to the talks", "delegations at the summit"."""
    sent = noun.head.head
    if any(c.lower_ == "no" for c in sent.lefts):
        return  # "there were no representatives at the talks"
    if sent.lemma_.lower() in _BEHIND and noun.head.lower_ == "of" and sent.dep_ == "appos":
        backers = resolved(scene, clauses.conjuncts(_first(sent.head)))
        out.attending.update(dict.fromkeys(backers, sent.head))  # "Peru and Chile, the sponsors of the talks"
        return
    if sent.lemma_.lower() in _HOSTS and noun.head.lower_ == "of" and sent.dep_ == "appos":
        of = sent.head.head if sent.head.dep_ == "pobj" and sent.head.head.lower_ == "of" else None
        his = of is not None and scene.index.person_at(of.head.i) is not None  # "X of Peru, the host of"
        hosts = [of.head] if of is not None and his else clauses.conjuncts(_first(sent.head))
        out.add(resolved(scene, hosts), sent.head, "role-host")
        return
    known = sent.lemma_.lower() in _DELEGATES and noun.head.lower_ in {"to", "at", "in"}
    if not known and not (noun.head.lower_ == "at" and _of_some_kind(sent)):
        return
    person = sent
    while person.dep_ in {"conj", "appos"} and person.i not in scene.index.owner:
        person = person.head
    named = scene.resolve(person) if person.i in scene.index.owner else ()
    out.add(named or scene.resolve(sent), person if named else sent)


def _first(noun: Token) -> Token:
    """The first of those listed before an apposition."""
    return noun.head if noun.dep_ == "conj" else noun


def there_too(verb: Token, noun: Token, out: Arguments) -> bool:
    """Whether somebody is only said to be at a meeting told of before: "X and Y took part in the meeting",
    "were in the meeting, too", "joining A on the call were B and C".
    """
    if verb.lemma_ == "join":
        return noun.head.lower_ in {"on", "at", "in"}
    if out.actors or out.places:
        return False
    known = noun.lemma_.lower() in _KNOWN and [c.lower_ for c in noun.lefts] in (["the"], ["this"])
    part = verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lower_ == "part" for c in verb.children)
    was = verb.lemma_ == "be" and verb.tag_ == "VBD" and noun.head.lower_ in {"at", "in"}
    there = part or was or verb.lemma_ in {"participate", "speak", "represent"}
    alone = all(c.is_punct or c.lower_ in {"along", "alongside"} for c in noun.rights)
    return known and alone and there


def _of_some_kind(noun: Token) -> bool:
    """Whether a noun is for leaders of whom the words say which: "African leaders", not "leaders"."""
    leaders = noun.tag_ == "NNS" and noun.lemma_.lower() in {"leader", "minister", "president"}
    return leaders and any(c.tag_ in {"JJ", "NNP"} for c in noun.lefts)


_LOOKING = frozenset({"look", "watch"})
SIGHT = frozenset({"presence", "eye", "eyes"})


def looks_on(verb: Token) -> bool:
    """Whether a clause only says before whom something is done: "with X looking on", "as X looked on"."""
    if verb.lemma_ not in _LOOKING:
        return False
    on = any(c.lower_ == "on" and not any(c.rights) for c in verb.rights)
    bare = verb.lemma_ == "watch" and clauses.child(verb, "dobj", "ccomp", "advcl") is None
    marked = any(c.lower_ in {"as", "while"} for c in verb.lefts)
    marked = marked or "with" in {verb.left_edge.lower_, verb.head.lower_}
    return marked and ((verb.lemma_ == "look" and on) or bare)


def verbs_seen(doc: Doc) -> frozenset[int]:
    """The verbs below which a word for those present stands: "met in the presence of X", "with X present"."""
    words = *words_at(doc, SIGHT | {"present", "attendance", "chairmanship"}), *lemmas_at(doc, _LOOKING)
    return frozenset(above.i for i in words for above in doc[i].ancestors)


_THERE = frozenset("among attendance room call table there".split())
_ATTENDERS = frozenset("participant guest delegate".split())


def in_attendance(verb: Token, others: list[Token]) -> bool:
    """Whether a verb says that somebody was there: "was in attendance", "was at the table, and so was Y"."""
    if not words_within(verb.doc, _THERE, verb.sent.start, verb.sent.end):
        return False
    among = clauses.prepositional(verb, "among")  # "X was among those attending"
    those = any(
        o.lemma_ in _ATTENDERS
        or (o.lemma_ == "attendee" and o.i > verb.i)
        or any(c.lemma_ in {"participate", "attend", "present"} for c in o.rights)
        for o in among
    )
    there = {o.lower_: o for o in clauses.prepositional(verb, "in", "on", "at")}
    room = [o for w, o in there.items() if w in {"room", "call", "table"}]  # "X was also in the room"
    told = (*verb.children, *(c for s in clauses.subjects(verb) for c in s.lefts))
    also = bool(others) or any(c.lower_ in {"also", "too", "only"} for c in told)
    here = any(c.lower_ == "there" for c in verb.children) and not any(there)  # "X was there, too"
    in_it = here or any(c.lower_ == "the" for o in room for c in o.lefts)
    return those or "attendance" in there or (also and in_it)


def those_told(verb: Token) -> bool:
    """Whether "they were" goes on about leaders of whom the sentence before tells that they were there: "Four
    leaders attended the summit. They were X and Y", "Among them were"; not "Four ministers were held. They".
    """
    opening = [t.lower_ for t in verb.doc[verb.sent.start : verb.i] if t.is_alpha]
    among = opening[:1] == ["among"] and opening[1:] in ([t] for t in _AMONG)
    if not among and not (len(opening) == 1 and opening[0] in _THOSE):
        return False
    before = sentence_before(verb) or ()
    people = [t for t in before if t.tag_ in {"NNS", "NNPS"} and group_class(t) == "officials"]
    came = (t for t in people if t.dep_ == "nsubj" and t.head.lemma_ in _ATTENDING)
    seen = (t for t in people if t.dep_ == "dobj" and t.head.lemma_ in _SEEING)
    return any(came) or any(seen)


_AMONG = frozenset({"them", "these", "those"})
_SEEING = frozenset("meet host receive welcome join".split())
_THOSE = frozenset({"they", "these", "those"})
_ATTENDING = frozenset("attend participate take join gather meet come arrive hold travel".split())


def all_told(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """Everybody named behind "they were", up to the next verb: "W of P, the host, X of Q and R's Y"."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG":
            return
        id_ = scene.index.person_at(token.i)
        after = verb.doc[token.i + 1 : token.i + 2]
        if id_ is not None and not any(t.tag_ == "POS" or scene.index.person_at(t.i) for t in after):
            yield id_, token


def bare_team(scene: Scene, noun: Token) -> bool:
    """Whether a noun is a team whose side the article knows: "the delegation", "her team"; not "a team"."""
    team = noun.lemma_.lower() in {"delegation", "team", "entourage", "mission"}
    known = any(c.lower_ == "the" or c.tag_ == "PRP$" for c in noun.lefts)
    own = any(c.dep_ in {"prep", "acl", "relcl", "compound"} for c in noun.children)
    return team and known and not own and not scene.principals(scene.resolve(noun))


def came_in(noun: Token) -> bool:
    """Whether a group is told of by its journey: "the group that flew in", "the party that travelled"."""
    group = noun.lemma_.lower() in {"group", "delegation", "team", "party", "mission"}
    came = (
        c for c in noun.rights if c.dep_ == "relcl" and any(x.lower_ in {"that", "which"} for x in c.lefts)
    )
    return group and any(c.lower_ == "the" for c in noun.lefts) and any(c.lemma_ in _COMING for c in came)


_COMING = frozenset("fly travel arrive come go visit land".split())


def team_before(verb: Token) -> list[Token]:
    """The delegation that a clause tells of though the parser hangs it on a place: "heads [Peru's delegation]
    at the summit in Oslo, which includes X".
    """
    if (
        verb.dep_ != "relcl"
        or verb.head.ent_type_ != "GPE"
        or not any(t.lower_ == "which" for t in verb.lefts)
    ):
        return []
    return [t for t in verb.doc[verb.sent.start : verb.head.i] if t.lemma_.lower() == "delegation"][-1:]


def spoke_beside(noun: Token, verb: Token) -> list[Token]:
    """Beside whom somebody speaks of a meeting: "said alongside [X] after talks in Oslo"; none where another
    is with whom the talks were.
    """
    after = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following", "before", "at", "during"}
    with_another = clauses.prepositional(noun, "with", "between")
    told = after and not with_another and verb.lemma_ in _TELLING
    return clauses.prepositional(verb, "alongside", "beside") if told else []


_TELLING = frozenset("speak say tell announce appear state declare add".split())


def seen_in(scene: Scene, noun: Token, verb: Token, out: Arguments) -> bool:
    """Whether others than those who act are there by what is done, who are added: "brought the army and the
    rebels back to the negotiating table", "was met on arrival by X".
    """
    wanted = verb.lemma_ in {"want", "see"} and noun.head.head.lower_ == "back"
    if noun.head.lower_ in {"to", "at"} and (wanted or verb.lemma_ in _BRINGING):
        brought = clauses.objects(verb)
        out.add(resolved(scene, brought), anchor(brought, verb))
        return True
    arrival = noun.lemma_ == "arrival" and noun.head.lower_ in {"on", "upon"}
    if not arrival or not welcomers(verb):
        return False
    guests = clauses.subjects(verb)
    out.add(resolved(scene, guests), anchor(guests, verb))
    return True


_BRINGING = frozenset("bring get lure coax drag force push persuade entice summon".split())


def the_one_told_of(noun: Token, out: Arguments, clause: Token | None = None) -> bool:
    """Whether the noun is a meeting known already: "X and Y attended the meeting", "also attended the meeting
    at the palace", "The talks, [attended by X], were frank" with its ``clause``; not "the Oslo talks".
    """
    also = any(c.lower_ == "also" for c in noun.head.lefts)
    told = [c for c in noun.rights if clause is None or not (c is clause or c.is_punct)]
    there = (c for c in told if not (also and c.lower_ in {"at", "in"}))
    bare = [c.lower_ for c in noun.lefts] in (["the"], ["this"]) and not any(there)
    known = noun.lemma_ in _ATTENDED and noun.lower_ != "meetings"
    return bare and known and not (out.actors or out.places)


_ATTENDED = frozenset("meeting talk discussion session audience encounter".split())
