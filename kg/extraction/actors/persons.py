"""Persons of an article: full names, their other forms, and bare names that repeat them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kg import gazetteer
from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.actors.bare_names import (
    are_father_and_son,
    bare_names,
    is_father,
    is_particle,
    with_particles,
)
from kg.extraction.actors.families import of_family
from kg.extraction.actors.initials import own_initials
from kg.extraction.actors.said_countries import of_other_states, said_country
from kg.extraction.names.name_edges import is_mark
from kg.extraction.names.name_words import PARTICLES, SEATS
from kg.extraction.names.names import NameSpan
from kg.extraction.names.ruler_titles import crowned
from kg.extraction.names.spellings import is_nickname, plain_forms, spelt_alike, unaccented
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.single_spaced import single_spaced
from kg.extraction.tokens.word_places import words_within
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match
from kg.ids import normal_name

_QUOTED = re.compile(r"[“\"‘'][^“”\"‘’']+[”\"’'] ")
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})


def _name_words(index: ActorIndex, span: NameSpan) -> list[str]:
    return [t.text for t in index.doc[span.first : span.last] if not is_mark(t)]


def add_persons(
    index: ActorIndex, names: list[NameSpan], matches: list[Match], in_organization: dict[int, Span]
) -> None:
    """Makes a person of each name: full names first, then bare parts of them, then single names."""
    families: dict[str, list[str]] = {}
    names = [n for n in names if not _pair_of_names(index, n, names) and not _pair_of_leaders(index, n)]
    full = [n for n in names if len(_name_words(index, n)) > 1]
    drafts: dict[int, ActorDraft] = {}
    told: dict[str, list[NameSpan]] = {}
    for number, span in enumerate(full):
        draft = _same_person(index, span, families) or _new_person(index, span)
        drafts[number] = draft
        families.setdefault(_family(index, span), []).append(draft.id)
        told.setdefault(draft.id, []).append(span)
        index.own(draft, span.first, span.last, 0.97)
    taken = set(index.owner)
    for i, number in sorted(bare_names(index.doc, full, taken, matches).items()):
        if i in in_organization and sum(not is_particle(t) for t in in_organization[i]) > 1:
            continue
        bare = NameSpan(i, i + 1)
        kin = of_family(index, bare, drafts[number], told[drafts[number].id])
        if not kin and not of_other_states(index, full[number], bare):
            index.own(drafts[number], with_particles(index, full[number], i), i + 1, 0.9)
    _add_surname_pairs(index)
    own_initials(index, {i for m in matches for i in range(m.start, m.end)})
    for span in names:
        if span.first not in index.owner and len(_name_words(index, span)) == 1:
            _single_name(index, span, in_organization)


def _pair_of_leaders(index: ActorIndex, span: NameSpan) -> bool:
    words = index.doc[span.first : span.last]
    return (
        len(words) == 3
        and words[1].text == "-"
        and all(gazetteer.persons_by_surname(words[i].text) for i in (0, 2))
        and not _double_name(index, span.first)
    )


def _double_name(index: ActorIndex, first: int) -> bool:
    """Whether two surnames with a hyphen, from a token on, are one person's: "Ana Roy-Vega ... Roy-Vega".

    So are "Mr Roy-Vega" and "President Roy-Vega"; the two of "Roy-Vega talks" are not.
    """
    doc = index.doc
    titled = first > 0 and (doc[first - 1].lower_ in titles("honorific") or is_title(doc[first - 1]))
    word = "".join(t.text for t in doc[first : first + 3]).lower()
    return titled or any(
        word == "".join(t.text for t in doc[b - 3 : b]).lower()
        for a, b, o in index.spans
        if b - a > 3 and b <= first and index.drafts[o].kind == "person"
    )


def _pair_of_names(index: ActorIndex, span: NameSpan, names: list[NameSpan]) -> bool:
    """Whether a span such as "Biden-Xi" joins parts of two other names, each of which is then a bare name;
    "Khaled Al-Hamad" joins none, whoever else is called Khaled and Hamad.
    """
    doc = index.doc
    if not any(doc[i].text == "-" and not is_particle(doc[i - 1]) for i in range(span.first + 1, span.last)):
        return False
    parts = [t.lower_ for t in doc[span.first : span.last] if t.is_alpha]
    others = [
        {t.lower_ for t in doc[n.first : n.last]} for n in names if n is not span and n.last - n.first > 1
    ]
    return len(parts) > 1 and all(any(p in o and not set(parts) <= o for o in others) for p in parts)


def _family(index: ActorIndex, span: NameSpan) -> str:
    words = [w for w in _name_words(index, span) if w.lower() not in {"jr", "jr.", "sr", "sr.", "ii", "iii"}]
    return normal_name(words[-1]) if words else ""


_LEFT_OUT = PARTICLES | {"jr", "sr"} | SEATS


def _same_person(index: ActorIndex, span: NameSpan, families: dict[str, list[str]]) -> ActorDraft | None:
    """The person whose name this is another form of: "Joe Biden" and "Joseph R. Biden, Jr."."""
    words = [normal_name(w).strip(".") for w in _name_words(index, span)]
    mine = _plain(words)
    for id_ in (i for ids in families.values() for i in ids):
        draft = index.drafts[id_]
        whole = len(_words_of(draft.name)[1]) > 1
        for form in (draft.name, *draft.names):
            many, theirs = _words_of(form)
            if whole and len(theirs) == 1:
                continue  # "bin Salem" of Ali bin Salem is not Saad bin Salem
            if many and _compatible(mine, theirs) and not are_father_and_son(words, form):
                return draft
    return None


@lru_cache(maxsize=1024)
def _words_of(form: str) -> tuple[bool, list[str]]:
    """Whether a name has several words, and those that count; each is compared with all found before."""
    words = [normal_name(w).strip(".") for w in re.findall(r"[\w.'’]+", form)]
    return len(words) > 1, _plain(words)


def _plain(words: Iterable[str]) -> list[str]:
    """The words of a name, in normal form, without accents and particles."""
    return [unaccented(w) for w in words if w not in _LEFT_OUT]


def _same_order(a: list[str], b: list[str]) -> bool:
    """Whether the words that two names share stand in one order: not of "Sung Kim" and "Kim Il Sung"."""
    shared = [w for w in b if w in a]
    return sorted(a) == sorted(b) or shared == [w for w in a if w in b]


def _compatible(a: list[str], b: list[str]) -> bool:
    """Whether the words of two names may be one person's."""
    if not a or not b or set(a).isdisjoint(b):
        return False
    if (set(a) <= set(b) or set(b) <= set(a)) and (
        not Counter(a) - Counter(b) or not Counter(b) - Counter(a)
    ):
        return True
    if len(a) == len(b) > 1 and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        x, y = next((x, y) for x, y in zip(a, b, strict=True) if x != y)
        if spelt_alike(x, y):
            return True
    if a[-1] != b[-1] or not a[:-1] or not b[:-1]:
        return False
    x, y = a[0], b[0]
    if x == y:
        return _same_middle(a[1:-1], b[1:-1])
    return ((len(x) == 1 or len(y) == 1) and x[0] == y[0]) or is_nickname(x, y)


def _same_middle(a: list[str], b: list[str]) -> bool:
    """Whether the words between first and last name may be one person's: "R" and "Robinette".

    Not those of "Turki bin Saad Al Hamri" and "Turki bin Fahd Al Hamri", who have other fathers.
    """
    return (
        not a or not b or any(x[0] == y[0] and (x == y or len(x) == 1 or len(y) == 1) for x in a for y in b)
    )


def _new_person(index: ActorIndex, span: NameSpan) -> ActorDraft:
    last = index.tokens[span.last - 1]
    name = single_spaced(index.article.text[index.tokens[span.first].idx : last.idx + len(last)])
    if span.last - span.first > 2 and last.is_upper and last.lower_ in SEATS:
        name = name.removesuffix(last.text).rstrip()  # "Ana Ruiz | TD"
    name = name.removesuffix(".") if last.text in {"Jan.", "Jun.", "Jul."} else name  # "met Kim Jun."
    entry = _entry_of(crowned(index.doc, span.first, name), name)
    if entry is None:
        return index.new("person", name)
    draft = index.known(entry)
    draft.names.setdefault(name)
    draft.name = name
    return draft


def _entry_of(*names: str) -> gazetteer.Entry | None:
    return next((e for n in names if (e := gazetteer.person_named(n))), None) or _leader_like(names[-1])


def _leader_like(name: str) -> gazetteer.Entry | None:
    """The one leader whose name this is another form of: "Joseph R. “Joey” Biden, Jr." is Joe Biden."""
    name = _QUOTED.sub(" ", name)
    words = [w for w in name.replace(",", " ").split() if normal_name(w).strip(".") not in _GENERATIONS]
    surname = words[-1] if words else name
    bearers = gazetteer.persons_by_surname(surname)
    if not bearers:
        return None
    mine = [w.strip(".") for w in normal_name(name).replace(",", " ").split()]
    found = [
        e
        for e in bearers
        if _same_order(mine, theirs := normal_name(e.name).split())
        and _compatible(_plain(mine), _plain(theirs))
    ]
    return found[0] if len(found) == 1 and len(mine) > 1 else None


def _single_name(index: ActorIndex, span: NameSpan, in_organization: dict[int, Span]) -> None:
    """A person of whom the text gives one name only; a leader when title or country agree."""
    if span.first in in_organization and len(in_organization[span.first]) > span.last - span.first:
        return
    name = index.doc[span.first : span.last].text
    sons = {o for a, b, o in index.spans if is_father(index.doc, NameSpan(a, b), index.tokens[span.last - 1])}
    for draft in index.drafts.values():
        called = draft.kind == "person" and draft.id not in sons and _called(draft, normal_name(name))
        called = called and _may_reign(index, span, name, draft)
        told = [NameSpan(a, b) for a, b, o in index.spans if called and o == draft.id]
        if called and of_family(index, span, draft, told):
            continue
        if called and not any(of_other_states(index, other, span) for other in told):
            index.own(draft, span.first, span.last, 0.85)
            return
    monarch = _monarch(index, span, name)
    known = index.known(monarch) if monarch is not None else None
    known = known or _known_by_surname(index, name, said_country(index, span))
    index.own(known or index.new("person", name), span.first, span.last, 0.8)


def _monarch(index: ActorIndex, span: NameSpan, name: str) -> gazetteer.Entry | None:
    """Who is known by one name with a title before it: "King Charles"."""
    whole = crowned(index.doc, span.first, name)
    return gazetteer.person_named(whole) if whole != name else None


def _may_reign(index: ActorIndex, span: NameSpan, name: str, draft: ActorDraft) -> bool:
    """Whether somebody may be the monarch called by one name: Hassan II is "King Hassan", as is King Omar
    Hassan, not Omar Hassan; nor is he "Crown Prince Hassan".
    """
    prince = span.first > 0 and index.tokens[span.first - 1].lower_ == "prince"
    if crowned(index.doc, span.first, name) == name and not prince:
        return True
    if (monarch := _monarch(index, span, name)) is not None:
        return draft.key == monarch.key
    firsts = [a for a, _, o in index.spans if o == draft.id]
    reigns = any(crowned(index.doc, a, draft.name) != draft.name for a in firsts)
    return not reigns if prince else reigns or normal_name(draft.name).split()[-1] != normal_name(name)


def _called(draft: ActorDraft, name: str) -> bool:
    """Whether a person's name is a word, or ends with it: with accents or not, long ones misspelt, too; so
    "P.K.Menon" ends with "Menon".
    """
    own = normal_name(draft.name)
    words = [w for w in own.split() if w not in _NUMERALS] or [own]  # "Charles III"
    last = _INITIALS.sub("", words[-1])
    if plain_forms(name) & (plain_forms(own) | plain_forms(last)):
        return True
    return len(name) >= _LONG_NAME and spelt_alike(unaccented(name), unaccented(last))


_LONG_NAME = 8
_NUMERALS = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv xvi".split())
_INITIALS = re.compile(r"^(?:\w\.)+(?=\w{3})")


def _known_by_surname(index: ActorIndex, name: str, said: str | None = None) -> ActorDraft | None:
    """The leader whom a surname alone means, where all of that surname served one country, and that which is
    ``said`` of him; named as here.

    "Modi's meeting with Putin" -> an Indian and a Russian. Linking still asks for office and country.
    """
    entries = gazetteer.persons_by_surname(name)
    if (
        not entries
        or len({e.country for e in entries}) != 1
        or (said or entries[0].country) != entries[0].country
    ):
        return None
    draft = index.known(entries[0]) if len(entries) == 1 else index.new("person", name)
    draft.name = name
    if draft.country is None and entries[0].country and gazetteer.entry(entries[0].country).kind == "country":
        draft.country = index.known(gazetteer.entry(entries[0].country)).id
    return draft


_DASHES = frozenset("-–")


def _add_surname_pairs(index: ActorIndex) -> None:
    """Two leaders joined by a hyphen where nobody is named in full: "the Trump-Kim summit"."""
    for middle in words_within(index.doc, _DASHES, 1, len(index.tokens) - 1):
        pair = (index.tokens[middle - 1], index.tokens[middle + 1])
        if any(t.i in index.owner or not gazetteer.persons_by_surname(t.text) for t in pair):
            continue
        if _double_name(index, middle - 1):
            continue
        for token in pair:
            draft = next(
                (d for d in index.drafts.values() if d.kind == "person" and d.name == token.text), None
            )
            index.own(
                draft or _known_by_surname(index, token.text) or index.new("person", token.text),
                token.i,
                token.i + 1,
                0.75,
            )
