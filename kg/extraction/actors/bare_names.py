"""Parts of full names that stand alone elsewhere in an article: "Lavrov said"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.families import is_kin
from kg.extraction.names.name_words import PARTICLES, SUFFIXES, capitalised
from kg.extraction.names.names import NameSpan
from kg.extraction.names.spellings import unaccented
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import ends_rank
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match, persons_by_surname
from kg.ids import normal_name


def _titled_alike(doc: Doc, span: NameSpan, title: Token) -> bool:
    """Whether the full name has the title of the bare one: "President of Peru Luis Castro"."""
    before = [t.lower_ for t in doc[max(0, span.first - 4) : span.first]]
    if len(before) > 2 and before[-2] == "the":  # "President of the Philippines X"
        del before[-2]
    of_state = len(before) > 2 and before[-2] == "of"
    return is_title(title) and bool(before) and before[-3 if of_state else -1] == title.lower_


_SON_OF = frozenset({"bin", "ibn", "ben", "bint"})


def is_father(doc: Doc, span: NameSpan, token: Token) -> bool:
    """Whether a titled name is only the father's in a full one: "King Hamad" in "Prince Ali bin Hamad".

    Not so where both have one title: "President Ali bin Hamad ... President Hamad".
    """
    name = [t for t in doc[span.first : span.last] if t.lower_ not in SUFFIXES]
    if len(name) < 3 or name[-1].lower_ != token.lower_ or name[-2].lower_ not in _SON_OF:
        return False
    title = doc[token.i - 1] if token.i else token
    return is_title(title) and not _titled_alike(doc, span, title)


def are_father_and_son(words: Sequence[str], other: str) -> bool:
    """Whether of two names in full, words in normal form and a form of the other, one goes on with the other
    behind a word for son: "Hamad bin Isa Al Noor" and "Ali bin Hamad bin Isa Al Noor"; not "Ali Al Noor".
    """
    long, short = sorted(([*words], normal_name(other).split()), key=len, reverse=True)
    if len(short) < 2 or short[0] in _SON_OF:
        return False
    return any(a in _SON_OF and b == short[0] for a, b in pairwise(long[1:]))


def _no_town(token: Token, spans: Sequence[NameSpan], numbers: Sequence[int], towns: set[int]) -> bool:
    """Whether the surname of somebody named before is told as acting or met, not the town that is called so:
    "Hague said", "met with Hague" after "William Hague"; not "in Lima" after "Jack Lima".
    """
    before = token.nbor(-1).lower_ if token.i else ""
    acts = token.dep_ in {"nsubj", "nsubjpass", "dobj", "poss"} or before in {"with", "by", "and"}
    return token.i in towns and acts and before != "the" and any(spans[n].last <= token.i for n in numbers)


def _begins_with_surname(name: str, word: str) -> bool:
    """Whether a name is that of a leader whose surname, its first word, comes first."""
    return any(e.name == name and name.split()[:1] == [word] for e in persons_by_surname(word))


def _crown(word: Token) -> bool:
    """Whether a word of a name is the title that it is known with, which others bear, too: "King Hussein"."""
    return word.lower_ in {"king", "queen", "pope"} and is_title(word)


def _elected(doc: Doc, name: NameSpan, token: Token) -> bool:
    """Whether a bare first name is that of a king, a full name that of a president or prince: "King Abdullah"
    is not "President Ali Abdullah Saleh" nor "Prince Abdullah bin Ali", nor Omar Hassan "King Hassan".
    """
    before = doc[token.i - 1].lower_ if token.i else ""
    if before not in {"king", "queen", "emir", "sultan"}:
        return False
    title = doc[name.first - 1].lower_ if name.first else ""
    surname = before in {"king", "queen"} and doc[name.last - 1].lower_ == token.lower_
    return title in _NO_KINGS or (surname and title != before)


_NO_KINGS = frozenset("president chancellor premier prince princess minister secretary ambassador".split())


def _still(
    doc: Doc, spans: Sequence[NameSpan], token: Token, before: Sequence[int], called: Sequence[int]
) -> int:
    """Whom a bare name means where a namesake was named since: the person called so twice, or with the same
    "Mr", before the paragraph in which the other is named; else the one named last.
    """
    last = before[-1]
    if not called or called[-1] == last or called[-1] not in before:
        return last
    parted = any(t.is_space and "\n" in t.text for t in doc[spans[last].last : token.i])
    polite = token.i > 0 and doc[token.i - 1].lower_ in titles("honorific")
    often = len(called) > 1 and called[-2] == called[-1]
    return called[-1] if (parted and often) or polite else last


_RECOGNISED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})


def _acts(doc: Doc, token: Token, named: Sequence[NameSpan]) -> bool:
    """Whether who was named before by this first word acts, if the recogniser does not know it: "Lao Foreign
    Minister Saleumxay Kommasith ... Saleumxay also met X"; not "Grace Boateng ... Grace period".
    """
    alone = token.tag_ == "NNP" and token.dep_ in {"nsubj", "nsubjpass"} and not list(token.children)
    return alone and any(n.last <= token.i and doc[n.first].lower_ == token.lower_ for n in named)


def bare_names(
    doc: Doc, spans: Sequence[NameSpan], taken: set[int], matches: Sequence[Match]
) -> dict[int, int]:
    """Token index of each bare name part outside ``taken``, to the index in ``spans`` of its full name.

    A part of a name that stands alone elsewhere ("Lavrov said") is that person; where two share it, the
    last one named in full before it who has its title or is told as nobody's wife, if the other is not called
    so.
    """
    family: dict[str, list[int]] = {}
    given: dict[str, list[int]] = {}
    for number, span in enumerate(spans):
        words = [
            t
            for t in doc[span.first : span.last]
            if capitalised(t) and t.lower_ not in PARTICLES | SUFFIXES and len(t.text) > 1
        ]
        if span.last - span.first < 2 or len(words) < 2:
            continue
        name = doc[span.first : span.last].text
        known_as = (w for w in words if name.startswith(w.text))
        surname = next((w for w in known_as if _begins_with_surname(name, w.text)), words[-1])
        family.setdefault(unaccented(surname.lower_), []).append(number)
        for word in (w for w in words if w.i != surname.i and not _crown(w)):
            given.setdefault(unaccented(word.lower_), []).append(number)
    known = {i for m in matches if m.via in {"name", "city", "body"} for i in range(m.start, m.end)}
    towns = {m.start for m in matches if m.via == "city" and m.end == m.start + 1}
    out: dict[int, int] = {}
    called: dict[str, list[int]] = {}
    for token in doc:
        if not token.text[:1].isupper() or token.i in taken or not capitalised(token):
            continue
        key = unaccented(token.lower_)
        numbers = family.get(key)
        if (numbers is None and key not in given) or token.is_space or ends_rank(doc, token.i):
            continue
        beside = any(
            0 <= j < len(doc)
            and doc[j].text == "-"
            and 0 <= k < len(doc)
            and unaccented(doc[k].lower_) in family
            for j, k in ((token.i - 1, token.i - 2), (token.i + 1, token.i + 2))
        )
        if numbers is None and beside:
            numbers = given.get(key)
        if (
            numbers is None
            and (token.ent_type_ in _RECOGNISED or _acts(doc, token, [spans[n] for n in given.get(key, ())]))
            and token.i not in known
        ):
            numbers = given.get(key)
        if (
            not numbers
            or (
                token.i in known
                and token.ent_type_ != "PERSON"
                and not _no_town(token, spans, numbers, towns)
            )
            or token.pos_ in {"VERB", "AUX", "ADV", "SCONJ"}
        ):
            continue
        numbers = [
            n for n in numbers if not (is_father(doc, spans[n], token) or _elected(doc, spans[n], token))
        ]
        if not numbers:
            continue
        before = [n for n in numbers if spans[n].first < token.i]
        before = [n for n in before if not is_kin(doc, spans[n])] or before
        titled = [
            n
            for n in numbers
            if len(numbers) > 1 and token.i and _titled_alike(doc, spans[n], doc[token.i - 1])
        ]
        so_far = called.setdefault(key, [])
        last = _still(doc, spans, token, before, so_far) if before else numbers[0]
        out[token.i] = titled[-1] if titled else last
        so_far.append(out[token.i])
    return out


def with_particles(index: ActorIndex, full: NameSpan, i: int) -> int:
    """The first token of a surname with its particles in the full name: "de Soto" of "Alvaro de Soto", the
    "El" of "El-Badri".
    """
    said = {t.lower_ for t in index.doc[full.first : full.last]} & PARTICLES
    while i > 0:
        before = i - 1 - (i > 1 and index.tokens[i - 1].text in _HYPHENS)
        if index.tokens[before].lower_ not in said or before in index.owner:
            break
        i = before
    return i


def is_particle(token: Token) -> bool:
    """Whether a token of a surname is no word of its own: "El" and the hyphen of "El-Badri"."""
    return token.lower_ in PARTICLES or token.text in _HYPHENS


_HYPHENS = frozenset("-–")
