"""Titles beside names: which words say which office of which body, and how it is held."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extraction.names.name_words import ADDRESSES, BEHIND_NAMES, STYLES
from kg.extraction.names.ruler_titles import of_emirate
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import (
    dot_of_title,
    drop_first,
    drop_last,
    full_powers,
    in_full,
    is_local_address,
    joined_participle,
    lower_title,
    past_responsible,
    past_seat,
)
from kg.extraction.titles.comma_titles import acts_itself, sender_behind
from kg.extraction.titles.title_fields import goes_on_inside, in_chain, is_post, joins_fields, without_times
from kg.extraction.titles.title_joints import (
    behind_link,
    bracketed_acronym,
    goes_on_from_title,
    is_in_law,
    joins_offices,
    of_one_case,
    own_body,
    own_title,
    ranked_first,
    right_edge,
    sent_by_capital,
    small_words_before,
    stands_in_title,
)
from kg.extraction.titles.title_possessors import behind_person, behind_possessor, goes_on_to, says_of_what
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match

_INSIDE = frozenset({"NOUN", "ADJ", "PROPN", "ADP", "CCONJ", "PART", "NUM", "ADV", "VERB"})
_S = frozenset({"'s", "’s"})
_LINKS = frozenset({"of", "for", "to", "on"})
_STOP = frozenset(
    "as with by from in at during after before than like said says told met later earlier meanwhile "
    "least most morning noon afternoon evening night week weekend".split()  # "on Monday evening King X"
)


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """Tokens [first, last) of a title with its body, the index of its head, and what they say.

    ``title`` is the office without its body ("minister of public security"); ``body`` the token range of
    the country or organization, or ``None``.
    """

    first: int
    last: int
    head: int
    title: str
    body: tuple[int, int] | None
    status: str


def title_before(doc: Doc, name_first: int, by_token: dict[int, Match]) -> TitleSpan | None:
    """The title that ends where a name begins: "then-US House Speaker | Nancy Pelosi"."""
    first = name_first
    while first > 0 and not doc[first].is_sent_start and _may_stand_left(doc, first - 1, first, by_token):
        first -= 1
    if first > 0 and doc[first].lower_ in _LINKS and doc[first - 1].ent_type_ == "PERSON":
        first += 1  # "was handed by X | to | Chilean President Y"
    first = own_title(doc, first, name_first, by_token)
    heads = [i for i in range(first, name_first) if is_title(doc[i]) and i not in by_token]
    if doc[name_first - 1].lower_ in _LINKS or (
        doc[name_first - 1].lower_ in titles("honorific")
        and name_first > 1
        and doc[name_first - 2].lower_ in _LINKS
    ):
        return None  # "a spokesman for X" is not X
    if not heads or any(t.is_sent_start for t in doc[first + 1 : name_first]):
        return None
    if name_first - 1 - heads[-1] > 0 and not _runs_to(doc, heads[-1], name_first):
        return None
    return parse_title(doc, first, name_first, by_token)


def _runs_to(doc: Doc, head: int, end: int) -> bool:
    """Whether between the head of a title and the name is only its complement ("minister of finance")."""
    while full_powers(doc, head + 1):
        head += 1
    head = past_responsible(doc, head + 1) - 1
    return (
        doc[head + 1].lower_ in _LINKS
        or doc[head + 1].text == "-"
        or all(
            doc[i].lower_ in titles("status")
            or is_honorific(doc[i])
            or is_title(doc[i])
            or doc[i].text in "-(),'"
            for i in range(head + 1, end)
        )
    )


def is_honorific(token: Token) -> bool:
    """Whether a word is a form of address: "Mr.", "Sheikh", "HE" in capitals, which is no pronoun."""
    return token.lower_ in titles("honorific") or token.text in ADDRESSES or is_local_address(token)


def _form_of_address(doc: Doc, i: int) -> bool:
    """Whether a form of address begins at a token: "H.E.", "Her Excellency"; not "his spokesman"."""
    if doc[i].lower_ in {"his", "her"}:
        following = [t.lower_ for t in doc[i + 1 : i + 3]]
        return bool(STYLES & set(following))
    return is_honorific(doc[i])


def _may_stand_left(doc: Doc, i: int, right: int, by_token: dict[int, Match]) -> bool:
    token = doc[i]
    if (token.text in "()" and bracketed_acronym(doc, i)) or goes_on_inside(doc, i):
        return True  # "Republic of Korea (ROK) President X"
    if token.text == "," and i > 0 and right < len(doc) and _form_of_address(doc, right):
        return i - 1 in by_token or doc[i - 1].pos_ in {"NOUN", "PROPN"}  # "the Minister of Trade, H.E. ..."
    if token.is_space or token.text in {",", ".", ";", ":", '"', "(", ")"} or token.lower_ in _STOP:
        return False
    if i in by_token:
        return stands_in_title(doc, by_token[i]) and not is_post(doc, by_token[i])
    if is_title(token) or token.lower_ in titles("status") or is_honorific(token):
        return True
    if token.text in {"-", "/", "'s", "'"} or token.lower_ in {"&"}:
        dash = token.text == "-" and bool(token.whitespace_)
        apart = dash and i - 1 in by_token and doc[by_token[i - 1].start - 1].lower_ == "and"
        apart |= dash and doc[i - 1].tag_ in {"NNS", "NNPS"} and any(map(is_title, doc[i + 1 : i + 3]))
        return right < len(doc) and i > 0 and not apart  # "the two premiers - Prime Minister X and Y"
    if token.lower_ in _LINKS:
        return (
            i > 0
            and (is_title(doc[i - 1]) or doc[i - 1].pos_ in {"NOUN", "PROPN"})
            and goes_on_from_title(doc, i)
        )
    if token.pos_ == "DET":
        return i > 0 and doc[i - 1].lower_ in _LINKS | {"and"} and goes_on_from_title(doc, i)
    if token.pos_ == "CCONJ":
        return not is_in_law(doc, i - 1) and (
            joins_offices(doc, i, by_token)
            or joins_fields(doc, i)
            or (
                i > 0
                and doc[i - 1].pos_ in {"NOUN", "ADJ", "PROPN"}
                and doc[i - 1].ent_type_ != "PERSON"  # "X and President Y"
                and not set(doc[i - 1].text) <= set("IVX")  # "King X II and Prime Minister Y"
                and right < len(doc)
                and not is_title(doc[i - 1])
                and i - 1 not in by_token
                and of_one_case(doc, i)
                and any(is_title(doc[j]) for j in range(right, min(len(doc), right + 3)))
            )
        )
    if token.ent_type_ in {"PERSON", "DATE", "TIME"} and token.lower_ not in titles("honorific"):
        return False
    if token.pos_ == "VERB":
        return token.tag_ in {"VBG", "VBN"} and token.dep_ == "amod"
    return token.pos_ in _INSIDE - {"ADP", "CCONJ", "VERB", "ADV"}


def _apposition_start(doc: Doc, name_last: int) -> int | None:
    """Where an apposition after a name begins: after a comma, "who is" or "is the"; else ``None``."""
    i = name_last + 3 * (doc[name_last + 2 : name_last + 4].text == "),")  # "X (MP), Minister of Trade"
    i += doc[i : i + 1].text in BEHIND_NAMES  # "X MP, Minister of Trade"
    if i >= len(doc):
        return None
    if doc[i].text in {",", "(", "-", "--", "–", "—"}:
        i += 1
        i += 2 * (doc[i : i + 1].text.isdigit() and doc[i + 1 : i + 2].text == ",")  # "X, 88, a former envoy"
        if doc[i : i + 1].text.lower() in {"and", "or"}:
            return None  # "met X, and Peru's minister, Y"
        relative = i + 1 < len(doc) and doc[i].lower_ == "who" and doc[i + 1].lemma_ in {"be", "serve"}
        if relative:
            i += 2
            while i < len(doc) and doc[i].lower_ in {"as", "also", "currently", "now", "been"}:
                i += 1
    elif i + 2 < len(doc) and doc[i].lemma_ in {"be", "become"} and doc[i + 1].lower_ in {"the", "a", "an"}:
        i += 1
    else:
        return None
    return i


def title_after(doc: Doc, name_last: int, by_token: dict[int, Match]) -> TitleSpan | None:
    """The title in apposition after a name: "Wang Xiaohong, | China's minister of public security"."""
    first = _apposition_start(doc, name_last)
    if first is None:
        return None
    i = first
    while i < len(doc) and doc[i].lower_ in _BEFORE_TITLES:
        i += 1
    i = behind_person(doc, i)
    end = right_edge(doc, i, by_token)
    stop = sender_behind(doc, i, end) or end
    while stop > i and not (
        is_title(doc[stop - 1]) or stop - 1 in by_token or doc[stop - 1].pos_ in {"NOUN", "PROPN", "ADJ"}
    ):
        stop -= 1
    if stop <= i or (doc[i].pos_ in {"VERB", "ADP", "SCONJ"} and i not in by_token):
        return None
    heads = [j for j in range(i, stop) if is_title(doc[j]) and j not in by_token]
    if heads and any(doc[j].tag_ in {"VBD", "VBZ", "VBP"} for j in range(i, heads[0])):
        return None
    if not heads or any(
        doc[j].ent_type_ == "PERSON" and not is_title(doc[j]) and j not in by_token
        for j in range(i, heads[0])
    ):
        return None
    if stop < len(doc) and acts_itself(doc[heads[-1]], doc[stop]):
        return None  # "during talks with X, the diplomat said": the subject of its own clause
    # a second name follows at once: "Obama, President Putin and ..." is a list, not an apposition
    if stop < len(doc) and doc[stop].ent_type_ == "PERSON" and not is_title(doc[stop]):
        return None
    parsed = parse_title(doc, i, stop, by_token)
    if parsed is None:
        return None
    senders = [(m.start, m.end) for j in range(stop, end) if (m := by_token.get(j)) is not None]
    body = parsed.body or next(iter(senders), None)
    once = parsed.status == "holding-current" and [t.lower_ for t in doc[first - 2 : first]] == ["who", "was"]
    status = "holding-former" if once else parsed.status
    return TitleSpan(first, parsed.last, parsed.head, parsed.title, body, status)


_BEFORE_TITLES = frozenset("the a an also himself herself both his her its".split())


def parse_title(doc: Doc, first: int, last: int, by_token: dict[int, Match]) -> TitleSpan | None:
    """The title in tokens [first, last) of a nominal such as "the Turkish foreign minister", without whose it
    is: "French President X's | envoy" is of France; "the Secretary-General's envoy" tells for whom by that.
    """
    said = _read(doc, first, last, by_token)
    own = behind_possessor(doc, first, last) if said is not None else None
    office = _read(doc, own, last, by_token) if own is not None else None
    if said is None or office is None or (said.body is None and said.title.startswith("secretary general")):
        return said
    return replace(office, first=first, body=office.body or said.body)


def _read(doc: Doc, first: int, last: int, by_token: dict[int, Match]) -> TitleSpan | None:
    status = "holding-current"
    body: tuple[int, int] | None = None
    words: list[str] = []
    head = about = -1
    i = first
    while i < last:
        token, match, lower = doc[i], by_token.get(i), doc[i].lower_
        if match is not None and match.end <= last and match.via in {"name", "demonym", "body", "city"}:
            match = own_body(doc, match, last, by_token) if head >= 0 else match
            inside = says_of_what(doc, match, words, by_token) or goes_on_to(doc, about, match)
            inside = inside and not (head < 0 and sent_by_capital(doc, match))
            about = match.end if inside and match.via in {"name", "body"} else -1
            joined = joined_participle(doc, match.end)
            if joined is None and body is None and not inside:
                body = (match.start, match.end)
                drop_last(words, small_words_before(doc, match, last))
            elif joined is None and (inside or head >= 0) and doc[match.start - 1].text != "(":
                words.extend(t.text for t in doc[match.start : match.end])
            i = joined or (past_seat(doc, match, last) if head >= 0 and "for" in words else match.end)
            i += joined is None and i < last and doc[i].text in {"'s", "'"}
            continue
        if head >= 0 and i > first and doc[i - 1].text == "(" and bracketed_acronym(doc, i - 1):
            pass  # "Prime Minister (PM) X"
        elif lower in titles("status") or lower.rstrip("-") in titles("status"):
            status = titles("status").get(lower) or titles("status")[lower.rstrip("-")]
        elif (short := in_full(doc, i)) is not None:
            words.append(short)
            head = i
        elif _says_nothing(token, words, head) or dot_of_title(doc, i) or full_powers(doc, i):
            pass
        elif token.text == "-":
            if words and i + 1 < last and doc[i + 1].lower_ not in titles("status"):
                words[-1] += "-" + doc[i + 1].text
                head = i + 1 if is_title(doc[i + 1]) else head
                i += 1
        elif lower not in {"&"} or words:
            words.append("and" if token.text == "/" or in_chain(doc, i) else token.text)
            head = i if is_title(token) and (head < 0 or not behind_link(doc, i)) else head
        i += 1
    status = "holding-then" if without_times(words) else status
    words = [w for w in words if not w.lower().endswith("-year-old")]
    drop_last(words, {"of", "for", "to", "on", "the", "and", "at", "in", "-", "later"})
    drop_first(words, {"on", "at", "to", "by", "with", "from", "in"})
    title = of_emirate(" ".join(words).replace(" - ", "-").strip(" -,"))
    said = TitleSpan(first, last, head, lower_title(title), body, status)
    return said if head >= 0 and title else None


_BLOCS = frozenset("bloc grouping group".split())


def _behind_acronym(token: Token) -> bool:
    before = token.doc[token.i - 1]
    return before.text == ")" or (before.is_upper and len(before) > 1)


def _says_nothing(token: Token, words: list[str], head: int) -> bool:
    """Whether a word adds nothing to the title: forms of address, articles, "new" before the head."""
    return (
        is_honorific(token)
        or token.text in {"(", ")"}  # "leader of the Workers' Party (PKK)"
        or (token.lower_ == "royal" and token.doc[token.i : token.i + 2].text.lower() == "royal highness")
        or (token.lower_ in titles("loose") and head < 0 and not ranked_first(token))
        or ((token.pos_ == "DET" or token.tag_ == "PRP$") and not words)
        or token.text in {"'s", "'"}
        or (head >= 0 and token.lower_ in _BLOCS and _behind_acronym(token))  # "chair of the AU bloc"
        or (head < 0 and token.ent_type_ == "PERSON" and token.doc[token.i + 1 : token.i + 2].text in _S)
    )
