"""Which nouns head issues: those that a verb or preposition governs, generic ones by their members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.issues.issue_lists import NOUNS, listed, opener
from kg.extraction.issues.issue_phrases import EMPTY, says_nothing, words
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import group_nouns

VERBAL = {"VERB", "AUX"}
_AUXILIARY = frozenset({"aux", "auxpass"})
RELATIONAL = ("al", "ic", "ar", "ary", "ian")
_GOVERNED = {"on", "over", "about", "against", "for", "of"}
_OBJECTS = {"dobj", "obj", "pobj", "nsubjpass", "attr"}
_PLACES = {"GPE", "NORP", "LOC"}
_ANY_NAME = frozenset({"", "ORG", "PERSON", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_AMOUNTS = {"MONEY", "CARDINAL", "QUANTITY", "PERCENT"}


def verbs_in(sentence: Span) -> Sequence[Token]:
    """The verbs of a sentence but for auxiliaries of others, of which nothing hangs; once for a document."""
    known: dict[int, Sequence[Token]] = sentence.doc.user_data.setdefault("kg.issue_verbs", {})
    found = known.get(sentence.start)
    if found is None:
        verbs = [t for t in sentence if t.pos_ in VERBAL]
        found = [t for t in verbs if t.dep_ not in _AUXILIARY or any(True for _ in t.children)]
        known[sentence.start] = found
    return found


def members(head: Token) -> Iterator[Token]:
    """The nouns that say what a generic noun stands for.

    "a range of issues, including trade and water" gives "trade" and "water"; "issues" alone gives nothing;
    "ways to end the war" gives "war".
    """
    table = words()
    aside = [
        t for t in head.subtree if t.lower_ == "including" and t.head is not head and _goes_into(head, t)
    ]
    if aside:  # "issues crucial to the bloc, including trade", "progress on three issues, including trade"
        yield from (o for t in aside for o in objects(t))
        return
    for child in head.rights:
        if (child.dep_ in {"prep", "acl", "amod", "advmod"} and child.lower_ in table["subset"]) or (
            child.dep_ in {"acl", "relcl", "advcl", "xcomp"} and child.pos_ in {"VERB", "AUX"}
        ):
            yield from objects(child)
        elif _instances(child):
            yield from objects(child)  # "issues such as trade", where the parse hangs both on the noun
        elif child.dep_ == "prep" and child.lower_ == "to" and head.lemma_.lower() == "regard":
            yield from objects(child)  # "including with regard to prices"
        elif child.dep_ == "appos" and child.pos_ in NOUNS:
            yield child
    yield from _after_colon(head)


def _goes_into(head: Token, including: Token) -> bool:
    """Whether a word behind a comma tells of what topics a noun is, though it hangs on another."""
    doc, i = including.doc, including.i
    issues = [head] if head.lemma_.lower() in EMPTY else [doc[i - 2]]
    return i > head.i + 1 and doc[i - 1].text == "," and issues[0].lemma_.lower() in EMPTY


def _instances(preposition: Token) -> bool:
    """Whether what follows are some of the things named before it: "regional issues such as X"."""
    such = preposition.dep_ == "prep" and preposition.lower_ == "as"
    return such and preposition.doc[preposition.i - 1].lower_ == "such"


def _after_colon(head: Token) -> Iterator[Token]:
    """The first noun after a colon that closes the phrase ("three issues: a truce, aid")."""
    sent = head.sent
    colon = next((t for t in head.doc[head.i + 1 : sent.end] if t.text == ":"), None)
    if colon is None or any(t.pos_ in {"VERB", "AUX"} for t in head.doc[head.i : colon.i]):
        return
    for token in head.doc[colon.i + 1 : sent.end]:
        inside = token.dep_ in {"compound", "nmod", "poss"} or token.head.i > colon.i
        if token.pos_ in NOUNS and not inside:
            yield token
            return


def agents(verb: Token) -> Iterator[Token]:
    """Who does what a passive says: "farmers" of "was discussed by farmers"."""
    return (o for c in verb.rights if c.dep_ == "agent" for o in c.rights if o.dep_ == "pobj")


def objects(token: Token) -> Iterator[Token]:
    """The nouns and verbs that a preposition or verb governs, clause by clause."""
    for child in token.rights:
        if child.dep_ in _OBJECTS:
            yield child
        elif (
            (child.dep_ in {"pcomp", "xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"})
            or (child.dep_ == "prep" and token.pos_ in {"VERB", "AUX", "SCONJ"} and child.lower_ in _GOVERNED)
            or (child.dep_ == "prep" and token.lemma_ == "range" and child.lower_ in {"from", "to"})
            or (child.dep_ == "prep" and token.dep_ == "prep")
            or (child.dep_ == "conj" and token.pos_ == "VERB" and child.pos_ == "VERB")
        ):
            yield from objects(child)


def named(head: Token, *, places: bool, depth: int = 0) -> Iterator[Token]:
    """The heads that can name an issue among a noun and its coordinates, generic nouns by their members.

    Persons, times and, without ``places``, bare countries and cities are left out.
    """
    if depth > 4:
        return
    for noun in listed(head):
        inside = _inside(noun)
        if inside is None and _nameable(noun, places):
            yield noun
            inside = (
                inner
                for child in noun.rights
                if child.dep_ == "prep" and (child.lower_ in {"including", "like"} or _instances(child))
                for inner in objects(child)
            )
            inside = iter([*inside, *_fields(noun)])
        for inner in inside or ():
            yield from named(inner, places=places, depth=depth + 1)


def _fields(noun: Token) -> Iterator[Token]:
    """The fields in which a thing is: "trade" and "fish" of "ties in a number of areas, including trade and
    fish", also where the parser hangs them on the verb.
    """
    beside = [*noun.rights, *(c for c in noun.head.rights if noun.dep_ == "dobj" and c.i > noun.i)]
    for child in beside:
        if child.dep_ == "prep" and child.lower_ in {"in", "across"}:
            of = [o for c in child.rights if c.dep_ == "pobj" and says_nothing(c) for o in (c, *c.subtree)]
            yield from (x for o in of if o.lower_ == "including" for x in objects(o))


def _inside(noun: Token) -> Iterator[Token] | None:
    """What stands for a word that is itself no name of an issue: the objects of a verb, what a sum is of, the
    members of a generic noun, nothing for other words that are no nouns; ``None`` for a noun to be looked at.
    """
    if noun.pos_ in {"VERB", "AUX"}:
        return objects(noun) if not is_question(noun) else _questioned(noun)
    if noun.ent_type_ in _AMOUNTS:
        return _measured(noun)
    if noun.pos_ == "ADJ" and (deed := [c for c in noun.rights if c.tag_ == "VBG" and c.dep_ == "xcomp"]):
        return objects(deed[0])  # "deepening ties and better | promoting tourism"
    if noun.pos_ not in NOUNS and noun.pos_ != "ADJ":
        return iter(())
    lemma = noun.lemma_.lower()
    if lemma in words()["generic"] and not _specified(noun):
        return members(noun)
    if lemma in words()["contact"] and not _says_more(noun) and not _is_barter(noun):
        spoken = list(_spoken_on(noun))
        bare = not any(c.dep_ in {"compound", "amod"} for c in noun.lefts) or noun.head.lemma_ in _HOLDING
        return iter(spoken) if spoken or bare else None
    return None


def is_question(verb: Token) -> bool:
    """Whether a clause asks how or where a thing is: "(discussed) how the war could end", "(on) whether to
    meet"; not "(said) that the war could end".
    """
    first = verb.left_edge
    return first.i < verb.i and (first.tag_ in _ASKING or first.lower_ == "whether")


_ASKING = frozenset({"WRB", "WP", "WP$"})


def _questioned(verb: Token) -> Iterator[Token]:
    """What a question is about: the matters it governs, else its subject, or wherein a thing happens.

    "(discussed) how to share water" gives water, "how the dispute could be settled" the dispute, "what is
    happening in Chad" and "how matters stand in Chad" both Chad; "how Peru gets on with Chile" nothing.
    """
    told = list(objects(verb))
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or any(o.pos_ in VERBAL or _is_matter(o) for o in told):
        yield from told
    elif (subject.tag_ == "WP" and verb.lemma_ in _OCCURRING) or _is_anything(subject):
        yield from _wherein(verb)
    elif _is_matter(subject):
        yield subject
    else:
        yield from told


def _is_anything(noun: Token) -> bool:
    """Whether a noun does not say what it is that stands so: "how matters stand"; not "how visa matters"."""
    return noun.lemma_.lower() in _ANYTHING and not any(c.dep_ in {"amod", "compound"} for c in noun.lefts)


def _wherein(verb: Token) -> Iterator[Token]:
    return (o for c in verb.rights if c.lower_ in {"in", "on"} for o in c.rights if o.dep_ == "pobj")


_ANYTHING = EMPTY | {"affair", "event"}
_OCCURRING = frozenset("happen occur go unfold".split())


def _is_matter(noun: Token) -> bool:
    """Whether a noun is a thing that people speak of, none of those who speak: "the dispute"; not "Peru",
    "both countries", "the ministers".
    """
    lemma, people = noun.lemma_.lower(), words()["participants"]
    if noun.pos_ not in NOUNS or noun.ent_type_ in {"PERSON", "GPE", "NORP"}:
        return False
    return lemma not in people and lemma not in group_nouns() and lemma not in _STATES


_STATES = frozenset("country nation state neighbour neighbor government world".split())


def _spoken_on(contact: Token) -> Iterator[Token]:
    """What a contact that is itself a topic is on: "visas" of "The agenda included a discussion of visas".

    Nothing of "agreed on a meeting of ministers".
    """
    of = {"of"} if contact.lemma_.lower() in _OF_THINGS else frozenset()
    for child in contact.rights:
        if child.dep_ == "prep" and child.lower_ in _ON | of:
            yield from objects(child)


def _is_barter(noun: Token) -> bool:
    """Whether things are given for others: "an exchange of prisoners"; not "an exchange of views"."""
    of = [o for c in noun.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    return (
        noun.lemma_ == "exchange" and bool(of) and not any(o.lemma_.lower() in words()["views"] for o in of)
    )


_HOLDING = frozenset("hold have attend host convene".split())
_ON = frozenset("on about over regarding concerning".split())
_OF_THINGS = frozenset({"discussion", "exchange"})


def _says_more(contact: Token) -> bool:
    """Whether a word before a noun of contact says what it is: "peace talks"; not "bilateral talks"."""
    kind = words()["kind"]
    said = (c for c in contact.lefts if c.dep_ in {"compound", "amod", "poss"})
    return any(c.lower_ not in kind and c.lemma_.lower() not in kind for c in said)


def _measured(amount: Token) -> Iterator[Token]:
    """What a sum or number is of: "loans" of "15 billion in fresh loans", "aid" of "millions in aid"."""
    for child in amount.rights:
        if child.dep_ == "prep" and child.lower_ in {"in", "of"}:
            yield from objects(child)


def _specified(noun: Token) -> bool:
    """Whether a word before it says which: "the peace process" is an issue, "the process" is none.

    So are "the Palestinian question", "humanitarian issues" and "the case of Ana Ruiz"; not "the Palestinian
    side", "other issues", "the case of fishing".
    """
    if noun.lemma_.lower() == "case" and any(o.ent_type_ == "PERSON" for o in _measured(noun)):
        return True
    matter = noun.lemma_.lower() in {"question", "issue", "file", "problem", "matter"}
    return any(
        (c.dep_ == "compound" and c.pos_ in NOUNS and not c.ent_type_ and c.lower_ not in words()["kind"])
        or (matter and c.dep_ in {"compound", "amod"} and (c.ent_type_ in _PLACES or _tells_field(c)))
        or (matter and c.dep_ == "compound" and c.tag_ == "NNP" and c.ent_type_ in _ANY_NAME)
        for c in noun.lefts
    )


def _tells_field(word: Token) -> bool:
    """Whether an adjective says of what field a thing is: "humanitarian"; not "bilateral" or "big"."""
    return word.pos_ == "ADJ" and word.lower_.endswith(RELATIONAL) and word.lower_ not in words()["kind"]


def _nameable(noun: Token, places: bool) -> bool:
    table = words()
    if noun.ent_type_ in {"DATE", "TIME", "PERSON", "CARDINAL", "ORDINAL", "MONEY", "PERCENT"}:
        return False
    if noun.ent_type_ in {"GPE", "LOC", "FAC", "NORP"} and not places:
        return False
    if any(c.lower_ == "such" for c in noun.lefts):
        return False  # "expand such partnerships"
    said_more = any(c.dep_ in {"compound", "amod", "poss"} and c.ent_type_ not in _PLACES for c in noun.lefts)
    if noun.lemma_ == "island" and any(c.lower_ == "of" for c in noun.rights) and opener(noun).dep_ == "pobj":
        return False  # "a meeting on the resort island of X"
    if noun.lemma_.lower() in table["ground"]:  # "talks on the border", not "reopened the border"
        return said_more or opener(noun).dep_ != "pobj"
    return noun.lemma_.lower() not in table["locative"]


def topics_at(token: Token) -> Iterator[Token]:
    """The heads of the topics that a noun or clause names, places among them."""
    yield from named(token, places=True)


def topics_after(preposition: Token) -> Iterator[Token]:
    """The heads of the topics that a preposition and those beside it govern ("about oil and about Cuba").

    No place after "into" or "around".
    """
    spatial = preposition.lower_ in {"into", "toward", "towards", "around"}
    for child in preposition.rights:
        if child.dep_ == "pobj":
            if not (spatial and child.ent_type_ in {"GPE", "LOC", "FAC"}):
                yield from topics_at(child)
        elif child.dep_ in {"pcomp", "ccomp"}:
            yield from topics_at(child)
        elif child.dep_ == "conj" and child.pos_ in {"ADP", "SCONJ"}:
            yield from topics_after(child)
