"""Whom a verb has do, or keeps from doing, what another says: "called on Lima to sign"; not "on Friday"."""

from __future__ import annotations

from kg.extraction.tokens.frozen_token import Token

# verbs whose object does what their infinitive says: "urged Peru to sign"
_TELLING = frozenset(
    "ask urge press push tell order invite encourage advise persuade beg implore entreat warn request "
    "require allow permit enable force compel want expect get help call counsel exhort summon instruct "
    "direct authorize authorise mandate task oblige".split()
)
_CALLING = frozenset({"invite", "summon"})
# and verbs that name him by a preposition: "called on Peru to sign"
_TELLING_BY: dict[str, frozenset[str]] = {
    "call": frozenset({"on", "upon"}),
    "prevail": frozenset({"on", "upon"}),
    "appeal": frozenset({"to"}),
    "plead": frozenset({"with"}),
}
_TELLERS = _TELLING.union(_TELLING_BY)
_PREVENTING = frozenset(
    "bar block prevent stop keep ban prohibit dissuade deter hinder exclude restrict forbid".split()
)
_QUOTING = frozenset("quote cite paraphrase describe".split())
_JUDGING = frozenset(  # whose object has done what is told behind "for": "condemned Peru for hosting Y"
    """
    criticise criticize condemn blame blast attack denounce slam rebuke chide fault castigate berate censure
    reprimand scold lambast lambaste chastise rap deride mock punish sanction penalise penalize praise thank
    commend applaud congratulate laud hail credit expel dismiss sack arrest detain jail
    """.split()
)
SENDING = frozenset({"send", "dispatch"})
_SENT = frozenset(
    "envoy emissary minister delegation mission team diplomat official negotiator aide adviser "
    "secretary".split()
)


def told_to(verb: Token) -> Token | None:
    """Who is to do what an infinitive says: Lima of "Oslo urged Lima to sign", who is sent to do it."""
    if (sent := _sent_to_do(verb)) is not None:
        return sent
    teller = verb.head
    has_do = teller.lemma_ == "have" and verb.tag_ == "VB" and not any(c.tag_ == "TO" for c in verb.lefts)
    if verb.dep_ not in {"xcomp", "ccomp"} and not is_called_to(verb):
        return None
    if teller.lemma_ not in _TELLERS and not has_do:  # "hopes to have X visit Oslo"
        return None
    told = next((c for c in teller.children if c.dep_ in {"dobj", "nsubjpass", "dative"}), None)
    return _told_by(teller, verb) if told is None else told


def is_called_to(verb: Token) -> bool:
    """Whether somebody is invited to do what the verb says: "invited X to Lima to sign a treaty"."""
    return verb.dep_ in {"advcl", "xcomp", "ccomp"} and verb.tag_ == "VB" and verb.head.lemma_ in _CALLING


def _told_by(teller: Token, verb: Token) -> Token | None:
    """Lima of "called on Lima to sign": the object of the verb's preposition, before what is to be done."""
    by = _TELLING_BY.get(teller.lemma_, frozenset())
    if teller.lemma_ == "call" and for_the_visit(verb):
        return None
    words = (p for p in teller.rights if p.dep_ == "prep" and p.lower_ in by and p.i < verb.i)
    return next((o for p in words for o in p.rights if o.dep_ == "pobj"), None)


def for_the_visit(verb: Token) -> bool:
    """Whether an infinitive tells what who calls on somebody does there: "called on X [to brief her]", "to
    bid farewell", "called on X on Monday [to discuss trade]"; not "called on X to resign", nor "called on X
    on Monday to discuss trade with the rebels".
    """
    if verb.tag_ == "VB" and verb.lemma_ in _TALKED and _on_a_visit(verb):
        return True
    to_him = any(c.dep_ in {"dobj", "dative"} and c.lower_ in {"him", "her", "them"} for c in verb.rights)
    return verb.tag_ == "VB" and (verb.lemma_ in _PAYING or (to_him and verb.lemma_ in _TOLD))


def _on_a_visit(verb: Token) -> bool:
    """Whether a day or place stands between who is called on and the aim, which names nobody else."""
    between = verb.doc[verb.head.i + 1 : verb.i]
    told = any(t.ent_type_ in _SETTINGS and t.dep_ in {"pobj", "npadvmod"} for t in between)
    return told and verb.head.i < verb.i and not any(t.lower_ == "with" for t in verb.subtree)


_TALKED = frozenset({"discuss", "review", "exchange", "talk"})
_SETTINGS = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_PAYING = frozenset("bid convey congratulate".split())
_TOLD = frozenset("brief update inform apprise thank wish hand give show tell offer".split())


def _sent_to_do(verb: Token) -> Token | None:
    """Who is sent to do what the verb says: who is "sent to see X", no letter "to say"."""
    sender = verb.head
    if verb.dep_ not in {"xcomp", "advcl"} or verb.tag_ != "VB" or sender.lemma_ not in SENDING:
        return None
    sent = next((c for c in sender.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    person = sent is not None and (sent.ent_type_ == "PERSON" or sent.lemma_.lower() in _SENT)
    return sent if person else None


def keeps_from(verb: Token, preposition: Token) -> bool:
    """Whether a verb says that what stands behind its "from" is not done: "barred X from going"."""
    return verb.lemma_ in _PREVENTING and preposition.lower_ == "from"


def kept_from(verb: Token, preposition: Token) -> Token | None:
    """Who is kept from doing something, quoted as saying it or judged for it, else ``None``: the envoys of
    "barred envoys from going", Rao of "the agency quoted Rao as saying", Peru of "criticised Peru for going".
    """
    lemma, word = verb.lemma_, preposition.lower_
    kept = keeps_from(verb, preposition)
    judged = (lemma in _JUDGING and word == "for") or (lemma in {"accuse", "suspect"} and word == "of")
    if not kept and not judged and not (lemma in _QUOTING and word == "as"):
        return None
    return next((c for c in verb.children if c.dep_ == "dobj"), None)


WIRES = frozenset({"phone", "telephone", "video", "videolink"})


def tells_when(preposition: Token) -> bool:
    """Whether it tells when or by what means a thing is done: "called on Friday", "called on the phone"."""
    told = [o for o in preposition.children if o.dep_ == "pobj"]
    return bool(told) and all(o.ent_type_ in {"DATE", "TIME"} or o.lemma_ in WIRES for o in told)


def made_by(verb: Token, gerund: Token) -> Token | None:
    """By whom a thing that cannot act was made, who does what a gerund says: "the plan was announced by | X |
    after meeting Y"; ``None`` of "the minister was received by X after meeting Y".
    """
    if gerund.tag_ != "VBG" or not any(
        c.dep_ == "nsubjpass" and c.lemma_.lower() in _MADE for c in verb.lefts
    ):
        return None
    by = (c for c in verb.rights if c.dep_ == "agent" and c.i < gerund.i)
    return next((o for c in by for o in c.children if o.dep_ == "pobj"), None)


_MADE = frozenset(
    """
    declaration statement agreement plan deal accord decision document communique communiqué proposal
    announcement resolution letter pledge offer treaty pact comment remark claim truce call
    """.split()
)
