"""Bodies by the last word of their names: "the Fund" for the International Monetary Fund told of before."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_at
from kg.gazetteer import Match

_KINDS = frozenset(
    """
    council fund forum bank league organization organisation community commission agency court authority
    alliance assembly association tribunal union committee front coalition group forum
    """.split()
)
_JOINTS = frozenset("of for on in".split())
_SPELT = {"organisation": "organization"}


def join_short_names(index: ActorIndex) -> None:
    """Makes "the Council", "the 15-member Council" and "Fund officials" names of the body that has this word
    for the head of its name; of several the last one named before. One that no such body goes before stays.
    """
    lone = {first: id_ for first, last, id_ in index.spans if last == first + 1}
    for token in (index.tokens[i] for i in words_at(index.doc, _KINDS)):
        if not token.text.istitle() or not _alone(token):
            continue
        old = index.drafts.get(lone.get(token.i, ""))
        if old is None and (token.i in index.owner or not _the(token)):
            continue
        if old is not None and (old.key is not None or old.kind != "organization"):
            continue
        body = _body(index, token)
        if body is not None and body is not old:
            _name(index, token, body, old)


def _alone(token: Token) -> bool:
    """Whether no longer name goes on there: not "the Council of Europe", "the Rift Valley Fund"."""
    doc = token.doc
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    before = doc[token.i - 1] if token.i else None
    goes_on = after is not None and (after.lower_ in _JOINTS - {"in", "on"} or after.text == "(")
    named = before is not None and before.text[:1].isupper() and before.lower_ not in {"the", "this", "its"}
    return not goes_on and not (named and not token.is_sent_start)


def _the(token: Token) -> bool:
    """Whether the word is one that the reader knows: "the Council", "the 15-member Council"."""
    left = [c for c in token.lefts if c.dep_ != "punct"]
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is not None and following.text[:1].isupper():
        return False
    nearest = token.doc[token.i - 1] if token.i else None
    numbered = any(c.tag_ == "CD" or any(d.isdigit() for d in c.text) for c in left[1:])
    return nearest is not None and (
        nearest.lower_ == "the" or (bool(left) and left[0].lower_ == "the" and numbered)
    )


def _body(index: ActorIndex, token: Token) -> ActorDraft | None:
    """The body of the text whose name has the word for its head, the last named before where several do."""
    fitting = [
        (first, index.drafts[id_])
        for first, last, id_ in index.spans
        if last > first + 1 or index.drafts[id_].key is not None
        if index.drafts[id_].kind == "organization"
        and (_has_head(index.drafts[id_].name, token.lower_) or index.drafts[id_].key in _called(token))
    ]
    before = [draft for first, draft in sorted(fitting, key=lambda f: f[0]) if first < token.i]
    return before[-1] if before else None


def _called(token: Token) -> frozenset[str]:
    """The bodies that are called by a word which their names lack: NATO of "the Alliance"."""
    return frozenset({"body:NATO"}) if token.lower_ == "alliance" else frozenset()


def _has_head(name: str, word: str) -> bool:
    """Whether a word is the head of a longer name: "Arab League", "Organization of American States"."""
    words = [_SPELT.get(w, w) for w in name.lower().split()]
    wanted = _SPELT.get(word, word)
    ends = (i for i, w in enumerate(words) if w == wanted)
    return len(words) > 1 and any(i + 1 == len(words) or words[i + 1] in _JOINTS for i in ends)


def _name(index: ActorIndex, token: Token, body: ActorDraft, old: ActorDraft | None) -> None:
    """Makes the word a name of the body, and takes it from the actor that it was by itself."""
    i = token.i
    if old is not None:
        index.spans = [s for s in index.spans if s != (i, i + 1, old.id)]
        old.heads = [h for h in old.heads if h != i]
        old.mentions.pop((token.idx, token.idx + len(token)), None)
        if not any(id_ == old.id for _, _, id_ in index.spans):
            index.drafts.pop(old.id)
    index.own(body, i, i + 1, 0.85)
    if body.key is not None:
        index.by_token[i] = Match(i, i + 1, gazetteer.entry(body.key), "body")
