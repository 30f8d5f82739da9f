"""Clean noun phrases: which words around a head make the name of an issue, and which members a list has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Span, Token

from kg.errors import TableError
from kg.extraction.calendar_bounds import WEEKDAYS
from kg.lexicon import per_lexicon, rows

_LEFT = {"compound", "amod", "nmod", "nummod", "poss", "quantmod", "npadvmod", "advmod", "punct", "case"}
_DROPPED = {"det", "predet", "poss", "preconj"}
_TIES = {
    "of",
    "in",
    "on",
    "for",
    "between",
    "with",
    "against",
    "to",
    "from",
    "over",
    "into",
    "among",
    "by",
    "about",
    "within",
}
_GOVERNED = {"on", "over", "about", "against", "for", "of"}
_OBJECTS = {"dobj", "obj", "pobj", "nsubjpass", "attr"}
NOUNS = {"NOUN", "PROPN"}
VERBAL = {"VERB", "AUX"}
RELATIONAL = ("al", "ic", "ar", "ary", "ian")
_PLACES = {"GPE", "NORP", "LOC"}
LONGEST = 9
"""Most words of a phrase; a longer one is cut before the complement that makes it so."""


@per_lexicon
def words() -> Mapping[str, frozenset[str]]:
    """The word classes of ``kg/data/issue_words.tsv``; raises TableError with the line at fault."""
    out: dict[str, frozenset[str]] = {}
    for row in rows("issue_words"):
        if row["class"] in out:
            raise TableError(f"{row.where}: the class {row['class']} stands twice")
        out[row["class"]] = frozenset(m.strip() for m in row["words"].split(","))
    return out


def phrase(head: Token) -> Span:
    """The phrase of a noun: its modifiers on the left, its complements on the right, no relative clause.

    "the fragile situation in the valley, which ..." gives "fragile situation in the valley"; of nouns that
    say little by themselves a participle or infinitive is part: "plan to share water", "risk posed by gangs".
    """
    first = _leftmost(head)
    last = head.i + 1
    for child in head.rights:
        if child.dep_ != "prep" or child.lower_ not in _TIES or child.i != last:
            if child.dep_ in {"prep", "relcl", "acl", "appos", "punct", "cc", "conj"} or child.i > last:
                break
            continue
        end = _complement_end(child)
        if end is None or end - first > LONGEST + 3:
            break
        last = end
    lemma, table = head.lemma_.lower(), words()
    if lemma in table["keep"] or lemma in table["deal"]:
        clause = next((c for c in head.rights if c.dep_ == "acl" and c.left_edge.i == last), None)
        end = _clause_end(clause) if clause is not None else _beside(head, last)
        if end is not None and end - first <= LONGEST:
            last = end
    return _trim(head.doc[first:last])


def _beside(head: Token, last: int) -> int | None:
    """Where a phrase ends that the parse gave to the verb: "reached | a deal | on fishing rights"."""
    siblings = head.head.rights if head.dep_ == "dobj" else ()
    after = next((c for c in siblings if c.i == last and c.lower_ in {"on", "over", "about"}), None)
    return _complement_end(after) if after is not None else None


def _clause_end(verb: Token) -> int | None:
    """Where the first thing that a participle or infinitive governs ends; ``None`` without one."""
    for child in verb.rights:
        if child.dep_ == "dobj" and child.pos_ in NOUNS:
            return phrase(child).end
        if child.dep_ in {"prep", "agent"}:
            return _complement_end(child)
    return None


def _complement_end(preposition: Token) -> int | None:
    ends: list[int] = []
    for child in preposition.rights:
        if child.dep_ == "pobj" and child.pos_ in NOUNS and child.ent_type_ not in {"DATE", "TIME"}:
            if child.lemma_.lower() in _AREAS and not any(child.lefts):
                return None  # "cooperation | in areas such as trade"
            inner = phrase(_second_side(child) if preposition.lower_ == "between" else child)
            if inner.end <= preposition.i:
                return None
            ends.append(inner.end)
        else:
            break
    return ends[-1] if ends else None


_AREAS = frozenset("area field sector sphere domain".split())


def _second_side(first: Token) -> Token:
    """The second of two sides after "between": "Chile" of "tensions between Peru and Chile"."""
    both = [t for t in conjuncts(first) if t.pos_ in NOUNS]
    joined = any(c.dep_ == "cc" and c.i == both[-1].left_edge.i - 1 for c in first.rights)
    return both[1] if len(both) == 2 and joined and phrase(first).end == both[1].left_edge.i - 1 else first


def _leftmost(head: Token) -> int:
    first = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ in _DROPPED and child.dep_ != "poss":
            break
        if (child.dep_ == "poss" and child.pos_ == "PRON") or child.lower_ in WEEKDAYS:
            break
        if child.dep_ not in _LEFT or child.lower_ in {",", ";", "("}:
            break
        edge = child.left_edge.i
        first = min(first, edge)
    return first


def _trim(span: Span) -> Span:
    first, last = span.start, span.end
    doc = span.doc
    while first < last - 1 and (
        doc[first].pos_ in {"DET", "PUNCT", "SPACE", "PART", "CCONJ"} or doc[first].tag_ == "PRP$"
    ):
        first += 1
    while last > first + 1 and (doc[last - 1].pos_ in {"PUNCT", "SPACE", "ADP", "DET", "PART", "CCONJ"}):
        last -= 1
    return _whole_words(doc[first:last])


def _whole_words(span: Span) -> Span:
    """The span with the rest of words that a hyphen joins to its ends: "peaceful co|-existence"."""
    doc, first, last = span.doc, span.start, span.end
    while (
        first > 1
        and doc[first - 1].text == "-"
        and not (doc[first - 1].whitespace_ or doc[first - 2].whitespace_)
    ):
        first -= 2
    while (
        last + 1 < len(doc)
        and doc[last].text == "-"
        and not (doc[last].whitespace_ or doc[last - 1].whitespace_)
    ):
        last += 2
    return doc[first:last]


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and, left to right, all that is coordinated with it."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def members(head: Token) -> Iterator[Token]:
    """The nouns that say what a generic noun stands for.

    "a range of issues, including trade and water" gives "trade" and "water"; "issues" alone gives nothing;
    "ways to end the war" gives "war".
    """
    table = words()
    for child in head.rights:
        if (child.dep_ in {"prep", "acl", "amod", "advmod"} and child.lower_ in table["subset"]) or (
            child.dep_ in {"acl", "relcl", "advcl", "xcomp"} and child.pos_ in {"VERB", "AUX"}
        ):
            yield from objects(child)
        elif child.dep_ == "prep" and child.lower_ == "as" and head.doc[child.i - 1].lower_ == "such":
            yield from objects(child)  # "issues such as trade", where the parse hangs both on the noun
        elif child.dep_ == "appos" and child.pos_ in NOUNS:
            yield child
    yield from _after_colon(head)


def _after_colon(head: Token) -> Iterator[Token]:
    """The first noun after a colon that closes the phrase ("three issues: a truce, aid")."""
    sent = head.sent
    colon = next((t for t in sent if t.i > head.i and t.text == ":"), None)
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
    table = words()
    if depth > 4:
        return
    for noun in conjuncts(head):
        if noun.pos_ in {"VERB", "AUX"}:
            for inner in objects(noun):
                yield from named(inner, places=places, depth=depth + 1)
        elif noun.pos_ not in NOUNS and noun.pos_ != "ADJ":
            continue
        elif noun.lemma_.lower() in table["generic"] and not _specified(noun):
            for inner in members(noun):
                yield from named(inner, places=places, depth=depth + 1)
        elif _nameable(noun, places):
            yield noun
            for child in noun.rights:
                if child.dep_ == "prep" and child.lower_ in {"including", "like"}:
                    for inner in objects(child):
                        yield from named(inner, places=places, depth=depth + 1)


def _specified(noun: Token) -> bool:
    """Whether a word before it says which: "the peace process" is an issue, "the process" is none.

    So are "the Palestinian question" and "humanitarian issues"; not "the Palestinian side", "other issues".
    """
    matter = noun.lemma_.lower() in {"question", "issue", "file", "problem", "matter"}
    return any(
        (c.dep_ == "compound" and c.pos_ in NOUNS and not c.ent_type_)
        or (matter and c.dep_ in {"compound", "amod"} and (c.ent_type_ in _PLACES or _tells_field(c)))
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
    if noun.lemma_.lower() in table["contact"] and not any(
        c.dep_ in {"compound", "amod", "poss"} for c in noun.lefts
    ):
        return False
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
