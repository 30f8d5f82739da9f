"""Names that the recogniser cuts at the wrong word, where a title or a form of address stands in between.

"Chief of the [Guard of Honour Prince | Omar bin Said]", "the [Office of His Majesty] Jamal Haddad",
"Chairman of the [Trade Committee] | Le Minh Hung"; "Eva Holm, Minister of Trade of Peru" is no body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.names.name_words import ADDRESSES, BODIES, FIELDS, PARTICLES, SITES, STYLES
from kg.extraction.names.title_heads import is_title

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc, Span
    from kg.extraction.tokens.frozen_token import Token

_PRINCES = frozenset({"prince", "princess"})
_ADDRESSED = (
    _PRINCES | frozenset("sheikh sheikha shaikh sayyid sayyed".split()) | {a.lower() for a in ADDRESSES}
)
_OF = frozenset({"of", "for", "at"})
_FEWEST, _MOST = 2, 4
"""Words of a name that the recogniser does not know."""
_FAR = 14
_ENDS = frozenset({",", ";", ".", "and"})


def recut(doc: Doc) -> None:
    """Cuts such names anew, in place."""
    found: list[tuple[int, int, str]] = []
    led, surnames = _led(doc), _surnames(doc)
    for entity in doc.ents:
        if any(start < entity.end and entity.start < end for start, end, _ in led):
            continue
        start, label = _begins(entity, found[-1][1] if found else 0)
        end = entity.end
        if start >= end:
            continue
        town = label == "PERSON" and end - start == 1 and _is_town(doc[start])
        if town or label not in {"ORG", "PERSON"}:
            found.append((start, end, "GPE" if town else label))
        elif label == "PERSON" and _begun_before(doc, start):
            found = [it for it in found if it[1] < start]  # "and | Turki | bin Fahd", taken for Turkish
            found.append((start - 1, end, label))
        elif (at := _address_inside(entity)) is not None:
            body, first = at
            bare = sum(t.lower_ not in {"the", "of"} for t in doc[start:body]) < _FEWEST  # "the Office"
            found += [] if label == "PERSON" or bare else [(start, body, "ORG")]
            found += [(first, _rest_of_name(doc, end), "PERSON")] if first < end else []
        elif label == "ORG" and (_is_person(entity) or entity.text in surnames):
            found.append((start, end, "PERSON"))
        elif label == "PERSON" and (doc[end - 1].lower_ == "diwan" or _is_heir(entity)):
            pass  # the court of an emir
        elif label == "PERSON" or not (_is_office(entity) or _is_matter(entity)):
            found.append((start, end, label))
            if label == "ORG" and (last := _name_behind(entity)) is not None:
                found.append((end, last, "PERSON"))
    found = sorted([*found, *led])
    if found != [(e.start, e.end, e.label_) for e in doc.ents]:
        doc.recognise(found)


def _surnames(doc: Doc) -> set[str]:
    """The names without the first word of all who are told by two or more: "Díaz-Canel"."""
    whole = (e for e in doc.ents if e.label_ == "PERSON" and " " in e.text)
    return {e.text.partition(" ")[2] for e in whole}


def _is_matter(entity: Span) -> bool:
    """Whether a word written large is what talks or a deal are on: "[Peace] talks", "a [Peace] agreement"."""
    word = entity.root
    on = word.dep_ in {"compound", "amod", "nmod"} and word.head.i == word.i + 1
    return len(entity) == 1 and on and word.lower_ in _MATTERS and word.head.pos_ in {"NOUN", "PROPN"}


_MATTERS = frozenset(
    "peace trade climate security ceasefire truce disarmament border arms tariff energy investment".split()
)


def _led(doc: Doc) -> list[tuple[int, int, str]]:
    """What somebody heads and the name behind it, where the recogniser takes words of both for one name:
    "Speaker of the [Storting | Kari Berg]", "Head of the Autonomous Republic of [Adjara | Aslan Kalandia]".
    """
    found: list[tuple[int, int, str]] = []
    for of in doc.having({"of"}):
        over = doc[of.i - 1].lower_ if of.i else ""
        if not (over in _LANDS or (of.i and is_title(doc[of.i - 1]))):
            continue
        at = of.i + 1 + (doc[of.i + 1 : of.i + 2].text == "the")
        first, label = _behind_led(doc, at, over)
        if not first and (land := _land_in_name(doc, at)) is not None:
            found += [(at, land[0], "GPE"), (land[0], land[1], "PERSON")]
            continue
        last = first
        while first and last < len(doc) and _could_be_of_name(doc[last]) and not doc[last].is_upper:
            last += 1
        name = doc[first:last]
        joined = len(name) and (doc[first].ent_iob_ == "I" or any(t.ent_type_ != "PERSON" for t in name))
        after = doc[last : last + 1]
        closed = not after.text.startswith(("'", "-", "’")) and not any(t.pos_ == "PROPN" for t in after)
        whole = joined and closed and _FEWEST <= len(name) <= _MOST
        if whole and gazetteer.country_named(doc[first].text) is None:
            found += [(at, first, label)] if label else []
            found.append((first, last, "PERSON"))
    return found


def _land_in_name(doc: Doc, at: int) -> tuple[int, int] | None:
    """Where a land ends that is read as part of the name behind it, and where that name ends: "Ambassador of
    [Chad | Idriss Moussa] and"; not "Ambassador of Chad, Idriss Moussa", "Duke of [Jordan Hills]".
    """
    whole = next((e for e in doc.ents if e.start == at and e.label_ == "PERSON"), None)
    longest = min(3, len(whole) - _FEWEST) if whole is not None else 0
    for n in range(longest, 0, -1):
        if gazetteer.country_named(doc[at : at + n].text) is not None:
            return at + n, whole.end if whole is not None else at
    return None


def _behind_led(doc: Doc, at: int, over: str) -> tuple[int, str]:
    """Where what is headed ends, a known body or an unknown land that begins a person's name, and its kind,
    none if it has no name ("Speaker of Parliament | Ana Ruiz"); 0 if nothing such is headed.
    """
    if doc[at : at + 1].text in _NAMELESS:
        return at + 1, ""
    if over in _LANDS:
        person = doc[at : at + 1].text and doc[at].ent_type_ == "PERSON" and doc[at].ent_iob_ == "B"
        return (
            (at + 1, "GPE")
            if person and doc[at + 3 : at + 4].text and doc[at + 2].ent_iob_ == "I"
            else (0, "")
        )
    for end in range(min(at + _LONGEST_BODY, len(doc)), at, -1):
        if gazetteer.body_named(doc[at:end].text) is not None:
            return end, "ORG"
    return 0, ""


_LANDS = frozenset("republic region province oblast territory canton district".split())
_NAMELESS = frozenset({"Parliament", "Government", "Assembly", "Senate"})
_LONGEST_BODY = 4


def _begun_before(doc: Doc, start: int) -> bool:
    """Whether a name begins a word earlier: behind a form of address, "His Majesty Jamal | Haddad", or whose
    father follows, "Turki | bin Fahd".
    """
    father = start > 0 and doc[start].lower_ in {"bin", "bint", "ibn"} and doc[start - 1].text.istitle()
    styled = start > 1 and doc[start - 2].lower_ in STYLES and _of_name(doc[start - 1])
    return styled or (father and not is_title(doc[start - 1]))


def _is_person(entity: Span) -> bool:
    """Whether a name is somebody whose office follows: "Eva Holm | , Minister of Trade of Peru;".

    Not so "Lima Trade, Minister of Trade Eva Holm said".
    """
    doc, end = entity.doc, entity.end
    if not _FEWEST <= len(entity) <= _MOST or end + 2 >= len(doc) or doc[end].text != ",":
        return False
    words = [t for t in entity if t.text != "-"]
    office = is_title(doc[end + 1]) and doc[end + 1].tag_ == "NNP" and doc[end + 2].lower_ in _OF
    if not office or not all(_could_be_of_name(t) for t in words) or any(t.is_upper for t in words):
        return False
    for token in doc[end + 1 : end + _FAR]:
        if token.text in _ENDS:
            return True
        if token.ent_type_ == "PERSON":
            return False
    return False


def _is_town(name: Token) -> bool:
    """Whether a single name is where people meet: "met in [Leticia]", "talks in [Leticia]"; not "held talks
    in Merkel's office", nor a name that the text has with a first name, or a leader's.
    """
    doc, i = name.doc, name.i
    if i < 2 or doc[i - 1].lower_ != "in" or doc[i - 2].lemma_.lower() not in _MEETING:
        return False
    if doc[i + 1 : i + 2].text in {"'s", "’s"} or gazetteer.persons_by_surname(name.text):
        return False
    return all(e.end - e.start == 1 or doc[e.end - 1].text != name.text for e in doc.ents)


_MEETING = frozenset(
    """
    meet talk talks meeting summit visit conference session negotiation consultation gather arrive land confer
    convene discussion encounter
    """.split()
)


def _is_heir(entity: Span) -> bool:
    """Whether a name is an heir's title: "Crown Prince | of Sharjah"; not "Crown Prince Faisal"."""
    words = [t.lower_ for t in entity]
    return words[:1] == ["crown"] and words[1:2] in _HEIRS and (len(words) == 2 or words[2] in _OF)


_HEIRS = (["prince"], ["princess"])


def _is_office(entity: Span) -> bool:
    """Whether a name is an office: "Federal Minister for Planning and Development"; not "Minister Mentor"."""
    doc, start, end = entity.doc, entity.start, entity.end
    for i in range(start, min(start + 2, end - 1)):
        if doc[i].lower_ == "minister" and doc[i + 1].lower_ in _OF:
            return True
    return False


def _address_inside(entity: Span) -> tuple[int, int] | None:
    """Where a body ends and where a name begins behind an address: "Office of | His Majesty | Jamal"."""
    doc, start, end = entity.doc, entity.start, entity.end
    for i in range(start + 1, end):
        styled = doc[i].text in {"His", "Her"} and doc[i + 1 : i + 2].text.lower() in STYLES
        first = i + 2 if styled else i + 1
        if not styled and (doc[i].lower_ not in _ADDRESSED or not doc[i].text[0].isupper()):
            continue
        words = doc[first : max(first, end)]
        named = all(t.text[0].isupper() or t.lower_ in PARTICLES or t.text == "-" for t in words)
        other = any(t.lower_ in BODIES or t.lower_ in SITES for t in words)
        of_office = entity.label_ == "ORG" or (start > 0 and doc[start - 1].lower_ in _OF)
        of_office = of_office or doc[i].lower_ in _PRINCES  # not "General Hassan Sheikh Nur"
        if not named or other or not of_office or doc[i - 1].text == "Crown":
            return None
        if styled and not len(words):
            return (i - (doc[i - 1].lower_ == "of"), end)  # "the Office | of His Majesty |"
        goes_on = end < len(doc) and doc[end].ent_type_ == "PERSON"
        return (i, first) if len(words) > 1 or (styled and goes_on) else None
    return None


def _begins(entity: Span, before: int) -> tuple[int, str]:
    """Where a name begins, not before the token ``before``, up to which the rest of another goes, and its
    kind: behind what somebody is minister for it is a person's.
    """
    titled = entity.label_ == "ORG" and len(entity) > 1 and entity[0].is_upper and is_title(entity[0])
    if titled and all(_could_be_of_name(t) and not t.is_upper for t in entity[1:]):  # "FM | Jan Novak"
        return max(entity.start + 1, before), "PERSON"
    behind = _behind_field(entity) if entity.label_ in {"ORG", "PERSON"} else None
    return (max(entity.start, before), entity.label_) if behind is None else (behind, "PERSON")


def _behind_field(entity: Span) -> int | None:
    """Where a name begins behind what it is for: "Minister for [Pacific Peoples | Sione Vuna]"."""
    doc, start, end = entity.doc, entity.start, entity.end
    if start < 2 or doc[start - 1].lower_ not in _OF or not is_title(doc[start - 2]):
        return None
    fields = [i for i in range(start, end - 2) if doc[i].lower_ in _FIELDS]
    first = fields[-1] + 1 if fields else end
    name = doc[first:end]
    return first if _FEWEST <= len(name) <= _MOST and all(_could_be_of_name(t) for t in name) else None


_FIELDS = FIELDS | {"peoples", "communities", "veterans", "hostages", "refugees", "migrants", "prisoners"}


def _rest_of_name(doc: Doc, end: int) -> int:
    """Where a name ends of which the recogniser knows only the rest: "Jamal | Haddad"."""
    while end < len(doc) and doc[end].ent_type_ == "PERSON" and not doc[end].is_sent_start:
        end += 1
    return end


def _name_behind(entity: Span) -> int | None:
    """Where a name ends that stands behind the body of an office, unknown to the recogniser: "Chairman of the
    Trade Committee | Le Minh Hung | said"; not "Chairman of the Trade Committee Asia Desk".
    """
    doc, start, end = entity.doc, entity.start, entity.end
    last = end
    while last < len(doc) and _of_name(doc[last]):
        last += 1
    closed = last < len(doc) and doc[last].pos_ != "PROPN" and doc[last].lower_ not in {"'s", "’s", "-"}
    if not closed or not _FEWEST <= last - end <= _MOST or doc[end - 1].lower_ not in BODIES:
        return None
    inside = start + (doc[start].lower_ == "the")
    of = doc[inside - 1 - (doc[inside - 1].lower_ == "the")]
    office = doc[of.i - 1] if of.i else of
    return last if of.lower_ in _OF and office.text[0].isupper() and is_title(office) else None


def _of_name(token: Token) -> bool:
    """Whether a word that the recogniser does not know may be of a name."""
    return not token.ent_type_ and _could_be_of_name(token) and not token.is_upper


def _could_be_of_name(token: Token) -> bool:
    """Whether nothing in a word speaks against its being of a name."""
    plain = token.pos_ == "PROPN" and token.text.isalpha() and token.text[0].isupper()
    other = token.lower_ in BODIES or token.lower_ in FIELDS or token.lower_ in SITES
    return plain and not other and not is_title(token)
