"""Small questions about verbs of saying: whether they perform what they name, and what their words show."""

from __future__ import annotations

from kg.extraction.grammar.clauses import child, is_infinitive
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_token import Token

FRACTIONS = frozenset(
    "half third quarter fifth tenth percent percentage majority two-thirds three-quarters".split()
)
PERFORMING = frozenset(
    "continue begin start go keep join use come phone call write visit travel meet gather telephone speak"
    " convene rally unite stand step issue release hurry rush scramble".split()
)
"""Verbs whose infinitive is performed all the same: "went on to accuse", "phoned to express it"."""
ASPECTS = frozenset("continue begin start go keep".split())
AIMS = frozenset("plan prepare seek aim try attempt discuss explore consider ensure coordinate".split())
"""Verbs that name an aim of their own: who "met to plan a response" has announced no plan."""


def only_aimed_at(verb: Token) -> bool:
    """Whether the act is but the aim of something else: "tried to persuade", "sent men to stress it".

    The purpose of a past contact counts as done ("phoned to express regret"); that of one ahead does not,
    nor does one that is itself an aim ("met to plan a response"; but "went on to plan it"). So is a gerund
    in "talks aimed at ending it", "with a view to ending it", "in the hope of ending it".
    """
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        return verb.head.head.lemma_.lower() in _GOALS
    if verb.tag_ != "VB" or not is_infinitive(verb):
        return False
    head = verb.head
    if verb.dep_ == "advcl" and head.tag_ not in ("VBD", "VBN"):
        return True
    if verb.lemma_.lower() in AIMS and head.lemma_ not in ASPECTS:
        return True
    return verb.dep_ not in ("xcomp", "advcl") or head.lemma_ not in PERFORMING


_GOALS = frozenset("aim view hope goal intention intent purpose object focus target bid gear".split())


def asked_thing(noun: Token, request: int) -> bool:
    """Whether a noun is what a request at a token is for: "demanded an apology"; not "... its apology"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above.i == request and not any(c.dep_ == "poss" for c in noun.lefts)


def is_none(noun: Token) -> bool:
    """Whether an act is told not to be: "has no intention of leaving"."""
    return noun.pos_ == "NOUN" and any(c.lower_ == "no" for c in noun.lefts)


def only_alleged(verb: Token) -> bool:
    """Whether the act is but what somebody is accused of: "is accused of blocking the accord"."""
    by = verb.head.head
    return verb.dep_ == "pcomp" and verb.head.lower_ in {"of", "with"} and by.lemma_ in _CHARGING


_CHARGING = frozenset("accuse suspect charge convict acquit guilty".split())


def say_lemma(token: Token) -> str:
    """The lemma, or ``""`` where the verb says something only with a particle that is not there ("make",
    "point").
    """
    lemma = token.lemma_.lower()
    frame = act_lexicon().first("SAY", lemma)
    if frame is None or frame.particle is None:
        return lemma
    particles = frame.particle.split("|")
    return lemma if any(t.lower_ in particles for t in token.subtree) else ""


def is_expletive(token: Token) -> bool:
    """Whether "it" stands for a clause to come ("said it was vital to go on") and for nobody."""
    return any(c.dep_ in ("acomp", "attr") for c in token.head.children)


def is_marked(verb: Token) -> bool:
    """Whether the clause has a conjunction or question word of its own ("when he said")."""
    return any(c.dep_ == "mark" or (c.dep_ == "advmod" and c.tag_ == "WRB") for c in verb.children)


def is_aside(token: Token) -> bool:
    """Whether a branch of a name is an aside left out of evidence: relative clauses and appositions."""
    return token.dep_ in ("relcl", "appos", "acl")


def asked_to_do(verb: Token, above: int) -> bool:
    """Whether a verb says without ending what one is to do: "demanded that Peru apologise"."""
    bare = verb.tag_ in {"VB", "VBP"} and not any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts)
    one = any(c.dep_ == "nsubj" and c.tag_ in {"NN", "NNP", "NNPS"} for c in verb.lefts)
    return bare and one and verb.dep_ == "ccomp" and verb.head.i == above


def reports(token: Token) -> bool:
    """Whether a name after a comma is of who reports all before: "received envoys of A and B, | Andina News
    Agency reports"; parsers take it for one more in the list.
    """
    doc, end = token.doc, token.sent.end
    if token.i == 0 or doc[token.i - 1].text != ",":
        return False
    i = token.i + 1
    while i < min(end, token.i + _LONG_NAME) and doc[i].lower_ not in _REPORTS:
        if doc[i].pos_ not in _OF_NAMES and doc[i].text != "-":  # "ITAR-TASS reported"
            break
        i += 1
    said = i < end and doc[i].lower_ in _REPORTS
    return said and (
        i + 1 == end or doc[i + 1].pos_ in {"PUNCT", "ADP", "DET", "SPACE"} or doc[i + 1].lower_ == "citing"
    )


_REPORTS = frozenset("reports reported cites cited informs informed writes wrote said says".split())
_OF_NAMES = frozenset({"PROPN", "NOUN"})
_LONG_NAME = 6


_JUDGING = frozenset("call consider term deem label brand find".split())


def judges(verb: Token) -> bool:
    """Whether a verb says what somebody thinks of a thing: "called the talks a success", "historic"."""
    judged = child(verb, "dobj") if verb.lemma_.lower() in _JUDGING else None
    if verb.lemma_ == "consider" and child(verb, "nsubjpass") is not None:  # "the visit was considered brief"
        been = any(c.dep_ == "xcomp" and c.lemma_ == "be" for c in verb.rights)  # "considered to be in vain"
        return been or any(c.dep_ == "oprd" and c.pos_ in {"ADJ", "NOUN"} for c in verb.rights)
    if judged is None or any(c.dep_ == "prt" for c in verb.rights):  # "called off"
        return False
    if child(verb, "oprd") is not None or judged.right_edge.pos_ == "ADJ":
        return True
    after = [t for t in verb.doc[judged.i + 1 : verb.right_edge.i + 1] if not t.is_punct]
    return bool(after) and (after[-1].pos_ == "ADJ" or any(_is_plain(t) for t in after))


def judged(noun: Token) -> bool:
    """Whether somebody says in the past how his own talks went: "described their talks with X as useful",
    "called her talks with X productive"; not "called their talks with X a trap", where they may go on.
    """
    verb, own = noun.head, noun.dep_ == "dobj" and any(c.tag_ == "PRP$" for c in noun.lefts)
    if not own or verb.lemma_ not in _DESCRIBING | {"call"} or verb.tag_ != "VBD":
        return False
    if verb.lemma_ == "call":
        one = any(c.lower_ in {"his", "her"} for c in noun.lefts)
        return one and any(c.dep_ == "oprd" and c.pos_ == "ADJ" for c in verb.rights)
    return any(c.lower_ == "as" and c.i > noun.i for c in verb.rights)


_DESCRIBING = frozenset("describe hail praise characterise characterize".split())


def _is_plain(noun: Token) -> bool:
    """Whether a noun is taken for an adverb though it tells no time: "called the talks a step forward"."""
    return noun.dep_ == "npadvmod" and noun.pos_ == "NOUN" and not noun.ent_type_


def is_glad(word: Token) -> bool:
    """Whether a word says by itself that who speaks is glad: "[Pleased] to meet X today," Y tweeted."""
    alone = not any(c.dep_ in {"nsubj", "aux", "cop"} for c in word.children if c.i < word.i)
    return word.lower_ in _GLAD and alone and word.dep_ in {"ROOT", "ccomp"}


_GLAD = frozenset(
    """
    pleased glad happy delighted honoured honored privileged proud thrilled grateful good great nice wonderful
    """.split()
)


def made_clear(verb: Token, root: Token | None) -> Token | None:
    """The clause of what is "made clear" or that somebody "let it be known", which the parse hangs on "clear"
    or beside it; else the root.
    """
    if root is None or root.lower_ not in _KNOWN or verb.lemma_ not in {"make", "let"}:
        return root
    clauses = (c for c in (*root.rights, *verb.rights) if c.i > root.i and c.pos_ in ("VERB", "AUX"))
    return next((c for c in clauses if c.dep_ in ("advcl", "ccomp", "xcomp", "csubj")), root)


_KNOWN = frozenset({"clear", "plain", "known", "know"})


def main_of(verb: Token) -> Token:
    """The verb that a free participle goes with: "said" of "[Speaking] after talks, X said on Sunday"; any
    other verb itself.
    """
    return verb.head if verb.dep_ == "advcl" and verb.tag_ == "VBG" else verb
