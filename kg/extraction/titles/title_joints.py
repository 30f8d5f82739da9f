"""Words that join the parts of one title: "Foreign Affairs and Trade", "Premier and Foreign Minister"."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.names.name_words import STYLES
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import country_of_title, full_powers
from kg.extraction.titles.deputy_titles import deputy_of, is_second
from kg.extraction.titles.same_offices import is_rank
from kg.extraction.titles.title_fields import FAR, inside_fields, joins_fields, listed_fields, one_holder
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match

_NEAR = 4
_LINKS = frozenset({"of", "for", "to"})
_INNER = frozenset("of for the and to on 's".split())


def goes_on_from_title(doc: Doc, i: int) -> bool:
    """Whether words up to a token may be the rest of a title: a title is near, or capitals lead back to one.

    "Minister of Foreign Affairs | of Peru", not "President X played host | to Norwegian Minister Y".
    """
    if any(is_title(t) for t in doc[max(0, i - _NEAR) : i]):
        return True
    near = doc[max(0, i - FAR) : i]
    styled = any(full_powers(doc, t.i) for t in near)
    for token in reversed(doc[max(0, i - FAR - 3) : i] if styled else near):
        if is_title(token):
            return True
        if full_powers(doc, token.i):
            continue
        word = token.text[:1].isupper() or token.lower_ in _INNER or inside_fields(doc, token.i)
        if not word or token.ent_type_ == "PERSON":
            return False
    return False


def joins_offices(doc: Doc, i: int, by_token: dict[int, Match]) -> bool:
    """Whether the "and" joins two offices of one person: "Iraqi Vice Premier and Foreign Minister X".

    So it does without an article: "met Vice Premier and Foreign Minister X", and before a body: "German
    Chancellor and CDU leader X". Not so in "the premier and Foreign Minister X", who are two, nor in
    "Premier Y and Foreign Minister X", "Iraqi Premier and French President X".
    """
    if one_holder(doc, i, by_token):
        return True
    if (below := deputy_of(doc, i, by_token)) is not None:
        return below
    if i < 2 or not is_title(doc[i - 1]) or doc[i - 1].tag_ in {"NNS", "NNPS"}:
        return False
    left = doc[i + 1].lower_ == "former" and i + 3 < len(doc)  # "Minister and former Ambassador to Peru X"
    if not left and not doc[i + 1].is_title and not (doc[i + 1].is_upper and len(doc[i + 1]) > 1):
        return False
    first = i - 1
    while first > 0 and first not in by_token and doc[first - 1].text[:1].isupper():
        first -= 1
    states = [by_token[j].entry for j in (first, i + 1) if j in by_token]
    if len(states) == 2 and states[0] != states[1] and all(s.kind == "country" for s in states):
        return False
    possessive = first > 0 and doc[first - 1].text in {"'s", "'"}
    alone = doc[first].is_sent_start or doc[first - 1].pos_ in {"ADP", "VERB"}
    long = i - first > 1 or country_of_title(doc[first].lower_) is not None  # "met | Tánaiste and Minister X"
    bare = (alone and long and doc[first].pos_ != "DET") or doc[first].text in {"HE", "H.E."}
    bare = bare or is_second(doc, first, i)
    return doc[first].text[:1].isupper() and (first in by_token or possessive or bare)


def styled_from(doc: Doc, first: int) -> int:
    """Where the style before a title begins, else the title: "His | Highness the Emir Sheikh X"."""
    before = first - 1 - (first > 1 and doc[first - 1].lower_ == "the")
    return before if before >= 0 and doc[before].lower_ in STYLES else first


_FALLEN = frozenset("former ex ousted deposed exiled toppled then".split())
_OF_ONE = frozenset(
    "prime vice deputy foreign crown first supreme acting former then the a an 's ' - .".split()
)


def own_title(doc: Doc, first: int, name: int, by_token: dict[int, Match]) -> int:
    """Where the title of who is named begins, behind the office of somebody who serves him.

    "An aide to | Prime Minister X", "special envoy of | the UN Secretary-General X"; "Secretary of State X"
    and "Minister of Foreign Affairs X" are one office, and so is "Adviser to the President X". "Greetings
    of | Prime Minister X" are none, nor is "the talks | Prime Minister X held".
    """
    first = next((i + 1 for i in range(name - 2, first - 1, -1) if _told_of(doc[i])), first)
    for i in range(name - 2, first, -1):
        if doc[i].lower_ == "to" and doc[i + 1].lower_ in {"his", "her"}:
            return i + 1  # "greetings of the Royal Family to His Majesty King X"
        if doc[i].lower_ not in _LINKS:
            continue
        rest = doc[i + 1 : name]
        last = next((t for t in reversed(rest) if t.lower_ not in titles("honorific")), rest[-1])
        whole = all(
            is_title(t) or t.i in by_token or t.lower_ in _OF_ONE or t.lower_ in titles("honorific")
            for t in rest
        )
        if whole and is_title(last) and last.text[:1].isupper() and not is_rank(last.lower_.rstrip(".")):
            held = any(is_title(t) for t in doc[first:i])  # not "rejected claims of President X"
            return first if held and _serves_office(doc, first, i) else i + 1
        if is_title(last) and rest[0].lower_ in _FALLEN:
            return i + 1  # "envoys of | ousted president X"
    return first


def _told_of(noun: Token) -> bool:
    """Whether right behind a noun somebody is said to do something with it: "the | talks | Senator X had with
    Y", "the | accord | President X signed"; not "the trade | minister who met Y".
    """
    behind = (c.left_edge for c in noun.rights if c.dep_ == "relcl")
    return noun.pos_ == "NOUN" and any(t.i == noun.i + 1 and t.pos_ not in {"PRON", "ADP"} for t in behind)


def _serves_office(doc: Doc, first: int, link: int) -> bool:
    """Whether who is named serves the office behind a link: "Adviser to | the President X", in capitals.

    Not so "an aide to the President X", nor "special envoy of the Secretary-General X".
    """
    before = doc[first:link]
    bare = all(t.text[:1].isupper() or t.lower_ in _LINKS for t in before if t.is_alpha)
    small = first > 0 and doc[first - 1].pos_ == "DET"
    return doc[link + 1].lower_ == "the" and bare and not small and before[0].pos_ != "DET"


def behind_link(doc: Doc, i: int) -> bool:
    """Whether a word stands behind "of" or "to", with an article or without: "adviser to the | president"."""
    return doc[i - 1 - (doc[i - 1].lower_ == "the")].lower_ in _LINKS


def is_in_law(doc: Doc, i: int) -> bool:
    """Whether a word ends "son-in-law", which is no office: "his son-in-law and | senior adviser X"."""
    return i > 2 and doc[i].lower_ == "law" and [t.lower_ for t in doc[i - 3 : i]] == ["-", "in", "-"]


def of_one_case(doc: Doc, i: int) -> bool:
    """Whether "and" at a token joins words that both have a capital, or neither has one."""
    return doc[i - 1].text[:1].isupper() == doc[i + 1].text[:1].isupper()


def of_a_country(doc: Doc, end: int, by_token: dict[int, Match]) -> bool:
    """Whether "of COUNTRY" follows a body: "the Security Council of Peru" is no council of nations."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return False
    at = end + 1 + (doc[end + 1].lower_ == "the")
    return at in by_token and by_token[at].via == "name"


def _owns(doc: Doc, owner: Match, last: int) -> bool:
    """Whether a country in a title has something: "speaker of | Peru | 's lower house"."""
    possessive = doc[owner.end : owner.end + 1].text in {"'s", "’s", "'"}
    return owner.via == "name" and possessive and owner.end + 1 < last


def own_body(doc: Doc, owner: Match, last: int, by_token: dict[int, Match]) -> Match:
    """The known body of a country behind it, whose office it is: "leader of Yemen's | Houthi rebels"."""
    body = by_token.get(owner.end + 1) if _owns(doc, owner, last) else None
    whole = body is not None and body.end <= last and body.entry.country == owner.entry.key
    return body if body is not None and whole else owner


def small_words_before(doc: Doc, owner: Match, last: int) -> set[str]:
    """The words that go with whose office it is: "of" in "head of Peru", not in "speaker of Peru's house"."""
    inner = doc[owner.end : min(owner.end + 1, last)]  # "envoy of the OSCE | Chairperson"
    office = any(is_title(t) or t.lower_.startswith("chair") for t in inner)
    return set() if _owns(doc, owner, last) or office else {"of", "the", "at"}


def ranked_first(token: Token) -> bool:
    """Whether "first" is of an office: "First Minister", "first vice president"; not "first envoy"."""
    after = token.doc[token.i + 1 : token.i + 2].text.lower()
    return token.lower_ == "first" and after in {"minister", "vice", "deputy", "secretary", "lady"}


def bracketed_acronym(doc: Doc, i: int) -> bool:
    """Whether the bracket is one of a pair around an acronym: "(WHO)", "(MoS)"."""
    inner = doc[i + 1] if doc[i].text == "(" and i + 1 < len(doc) else doc[i - 1]
    return len(inner) > 1 and inner.text[:1].isupper() and inner.text[-1:].isupper()


def short_for_office(doc: Doc, i: int) -> bool:
    """Whether a word abbreviates an office: in brackets after it, "Minister of State (MoS)", or "HR/VP X"."""
    letters = doc[i].lower_
    if doc[i : i + 3].text == "HR/VP":
        return True
    if i <= len(letters) or doc[i - 1].text != "(":
        return False
    words = doc[i - 1 - len(letters) : i - 1]
    return letters == "".join(w.lower_[:1] for w in words) and (is_title(words[0]) or is_title(words[-1]))


def stands_in_title(doc: Doc, match: Match) -> bool:
    """Whether a known name in front of a person's may be in his title: whose office it is, or where it is."""
    known = match.via in {"name", "demonym", "body"}
    return known or any(test(doc, match) for test in (_of_region, _of_post, _of_emirate, sent_by_capital))


def _of_emirate(doc: Doc, match: Match) -> bool:
    """Whether a town is what somebody rules or will: "Crown Prince of | Ajman X", "Ajman | Ruler X"."""
    if match.via == "city" and doc[match.end : match.end + 3].text.startswith(("Ruler ", "Crown Prince")):
        return True
    i = match.start - 2
    of = match.via == "city" and i >= 0 and doc[i + 1].lower_ == "of"
    return of and doc[i].lower_ in {"ruler", "prince", "emir"} and is_title(doc[i])


def sent_by_capital(doc: Doc, match: Match) -> bool:
    """Whether a capital stands for its state as whose envoy somebody is: "Oslo's | chief negotiator X".

    Not "Oslo's mayor X", whom the town has, nor "Bergen's envoy X", which is no capital.
    """
    if match.via != "city" or doc[match.end : match.end + 1].text not in {"'s", "’s"}:
        return False
    sent = any(t.lower_ in _SENT for t in doc[match.end + 1 : match.end + 4])
    return sent and gazetteer.metonym(match.entry.name) is not None


def _of_post(doc: Doc, match: Match) -> bool:
    """Whether a town is where an envoy is posted: "Ambassador to | Oslo X"; not "flew to Oslo X"."""
    i = match.start - 2
    while i > 0 and (doc[i].ent_type_ == "GPE" or doc[i].lower_ in {"of", "the"}):
        i -= 1  # "Ambassador | of the Republic of Peru | to Oslo X"
    return match.via == "city" and i >= 0 and doc[match.start - 1].lower_ == "to" and doc[i].lower_ in _POSTED


_POSTED = frozenset("ambassador envoy emissary consul representative nuncio commissioner".split())
_SENT = _POSTED | frozenset("negotiator minister diplomat delegate".split())


def _of_region(doc: Doc, match: Match) -> bool:
    """Whether a region is what the title around it is for: "Africa Minister X", "envoy for Chad and the Sahel
    X"; not "in Africa King X".
    """
    if match.entry.type not in {"region", "sea"}:
        return False
    head = doc[match.end : match.end + 1]
    if head.text.lower() in _OVER_REGIONS and is_title(head[0]):
        return True
    i = match.start - 1 - (doc[match.start - 1].lower_ == "the")
    link = i > 0 and doc[i].lower_ == "for" and is_title(doc[i - 1])
    return link or (i > 0 and doc[i].lower_ == "and" and joins_fields(doc, i))


_OVER_REGIONS = frozenset("minister director secretary adviser advisor commissioner".split()) | _POSTED


def right_edge(doc: Doc, i: int, by_token: dict[int, Match]) -> int:
    """The token after the last one that may belong to a title which begins at ``i``."""
    start, seen_head = i, False
    while i < len(doc) and i - start < 16:
        token = doc[i]
        acronym = token.text in "()" and seen_head | (i > start) and bracketed_acronym(doc, i)
        fields = listed_fields(doc, i) if token.text == "," and seen_head else 0
        if acronym or fields or full_powers(doc, i):
            i = fields or i + 1
            continue  # "the European Union (EU) high representative"
        if (
            token.is_space
            or (token.text in {",", ".", ";", ":", "(", ")", "--", "–", "—", '"'} and i not in by_token)
            or (token.is_sent_start and i > start)
        ):
            break
        if i not in by_token:
            if token.pos_ in {"AUX", "PRON", "SCONJ"} or (
                token.pos_ == "VERB" and token.dep_ != "amod" and not is_title(token)
            ):
                break
            if token.pos_ == "ADP" and token.lower_ not in {"of", "for", "to", "on", "at", "in"}:
                break
            if token.pos_ == "ADP" and token.lower_ in {"to", "on", "at", "in"} and not seen_head:
                break
            if token.lower_ == "for" and seen_head and _possessed(doc, i + 1, by_token):
                break
            if (
                token.pos_ == "CCONJ"
                and i + 1 < len(doc)
                and (
                    doc[i + 1].ent_type_ == "PERSON"
                    or doc[i + 1].pos_ in {"DET", "PRON", "AUX", "VERB"}
                    or doc[i + 1].lower_ in titles("honorific")
                )
            ):
                break
            if token.ent_type_ in {"PERSON", "DATE", "TIME"} and seen_head:
                break
            if token.pos_ == "CCONJ" and i > start and i + 1 < len(doc) and _of_the_next(doc, i):
                break
        seen_head = seen_head or (is_title(token) and i not in by_token)
        i += 1
    return i


def _of_the_next(doc: Doc, i: int) -> bool:
    """Whether what "and" adds to a title in capitals is none: "Prime Minister of Japan | and discussions".

    So for any title: "the Peruvian foreign minister | and other officials".
    """
    after = doc[i + 1 : i + 5]
    if after[0].lower_ in {"other", "several"}:
        return True
    return doc[i - 1].text[:1].isupper() and after[0].text.islower() and not any(is_title(t) for t in after)


def _possessed(doc: Doc, i: int, by_token: dict[int, Match]) -> bool:
    """Whether a country or body there has something: "thanked the minister for | Peru's support"."""
    match = by_token.get(i)
    return match is not None and doc[match.end : match.end + 1].text in {"'s", "’s", "'", "’"}
