"""What the Tab key offers: commands, questions and their parameters, prefixed names, variables, keywords."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from kg.cli.asked import RESULT_FORMATS
from kg.cli.repl.commands import COMMANDS
from kg.cli.repl.statements import is_sparql
from kg.codes import codes
from kg.glossary import terms
from kg.rdf.questions import Parameter, questions
from kg.vocab import PREFIXES

KEYWORDS = (
    *"SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES EXISTS".split(),
    *("NOT EXISTS", "GROUP BY", "ORDER BY"),
    *"DISTINCT COUNT MIN MAX SUM AVG HAVING DESC LIMIT OFFSET AS IN STR LCASE CONTAINS REGEX BOUND".split(),
    *"COALESCE IF PREFIX".split(),
)
#: Names of other vocabularies that stand in our graphs.
OTHERS = (
    *"rdf:type rdfs:label rdfs:comment rdfs:subClassOf skos:prefLabel skos:altLabel skos:broader".split(),
    *"skos:Concept owl:sameAs dcterms:identifier dcterms:isReplacedBy prov:wasDerivedFrom".split(),
    *"prov:wasGeneratedBy schema:NewsArticle schema:headline schema:datePublished schema:publisher".split(),
    *"schema:url schema:containedInPlace schema:contentLocation xsd:date xsd:integer xsd:decimal".split(),
    "xsd:string",
)
_VALUE = re.compile(r"(?:^|\s)([A-Za-z]\w*)=(\"[^\"]*|[^\s\"]*)$")
_WORD = re.compile(r"[?$]?[\w.-]*(?::[\w-]*)?$")
_MOST = 200
#: After a value of these commands nothing but one of these words follows.
_ARGUMENTS = {
    ".format": (*RESULT_FORMATS, "auto"),
    ".limit": ("off",),
    ".timeout": ("off",),
    ".output": ("off",),
}


class Words(Completer):
    """Completions by what stands before the cursor; ``names`` gives the labels of a class of nodes."""

    def __init__(self, names: Callable[[str], Iterable[str]]) -> None:
        self._names = names

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - as prompt_toolkit calls it
        """What may stand at the cursor, in order."""
        text = document.text_before_cursor
        head, _, rest = text.lstrip().partition(" ")
        if head.startswith("."):
            yield from self._of_command(head, rest, text)
        elif is_sparql(text):
            yield from _in_query(document.text, text)
        elif re.search(r"\s", text.lstrip()):
            yield from self._of_question(head, text)
        else:
            yield from _begun(head, ((it.name, it.title) for it in questions()))
            yield from _begun(head, ((it, "SPARQL") for it in KEYWORDS[:4]))

    def _of_command(self, head: str, rest: str, text: str) -> Iterator[Completion]:
        if not re.search(r"\s", text.lstrip()):
            yield from _begun(head, ((name, words) for name, (_, words, _) in COMMANDS.items()))
        elif head == ".explain" and is_sparql(rest):
            yield from _in_query(rest, rest)
        elif head in (".show", ".explain") and not re.search(r"\s", rest):
            yield from _begun(rest, ((it.name, it.title) for it in questions()))
        elif head == ".explain":
            yield from self._of_question(rest.split()[0], rest)
        elif head in _ARGUMENTS:
            yield from _begun(rest, ((it, "") for it in _ARGUMENTS[head]))

    def _of_question(self, name: str, text: str) -> Iterator[Completion]:
        question = next((it for it in questions() if it.name == name), None)
        if question is None:
            return
        value = _VALUE.search(text)
        if value is not None:
            parameter = next((it for it in question.parameters if it.name == value.group(1)), None)
            if parameter is not None:
                yield from self._values(parameter, value.group(2))
            return
        word = re.split(r"\s", text)[-1]
        given = set(re.findall(r"(\w+)=", text))
        left = (it for it in question.parameters if it.name not in given)
        yield from _begun(word, ((f"{it.name}=", it.type) for it in left))

    def _values(self, parameter: Parameter, typed: str) -> Iterator[Completion]:
        if parameter.type == "Code":
            found: Iterable[str] = codes(f"{parameter.name}-" if any(codes(f"{parameter.name}-")) else "")
        elif parameter.type[:1].isupper():
            found = self._names(parameter.type)
        else:
            return
        wanted = typed.lstrip('"').casefold()
        near = sorted(
            (it for it in found if wanted in it.casefold()),
            key=lambda it: not it.casefold().startswith(wanted),
        )
        for value in near[:_MOST]:
            quoted = f'"{value}"' if re.search(r"[\s'\"\\]", value) else value
            if '"' not in value and "\\" not in value:
                yield Completion(quoted, -len(typed), display=value)


def _in_query(whole: str, text: str) -> Iterator[Completion]:
    match = _WORD.search(text)
    word = match.group() if match else ""
    if word.startswith(("?", "$")):
        variables = dict.fromkeys(re.findall(r"[?$]\w+", whole))
        yield from _begun(word, ((it, "") for it in variables if it != word))
    elif ":" in word:
        every = ((it.name, it.words) for kind in ("class", "property", "concept") for it in terms(kind))
        yield from _begun(word, (*every, *((it, "") for it in OTHERS)))
    elif word:
        yield from _begun(word, ((it, "") for it in KEYWORDS))
        yield from _begun(word, ((f"{it}:", iri) for it, iri in PREFIXES.items()))


def _begun(typed: str, offered: Iterable[tuple[str, str]]) -> Iterator[Completion]:
    """Those that begin with what was typed, in any case, with their words beside them."""
    for name, words in offered:
        if name.casefold().startswith(typed.casefold()):
            yield Completion(name, -len(typed), display_meta=words[:80])
