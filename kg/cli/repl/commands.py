"""The commands of the shell that begin with a dot."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from kg.cli.asked import RESULT_FORMATS, parameter_lines
from kg.cli.terminal import DAY, count, say
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.cli.repl.session import Session

_INDENT = "    "
_HELP = """Anything else is SPARQL; prefixes need no declaration ('.prefixes'). It may take several
lines: Alt-Enter makes a new one. Tab completes names, Ctrl-C stops a query, Ctrl-D leaves.
"""


def run_command(session: Session, text: str) -> None:
    """Run one command; ``QueryError`` for one that is none, with those near to it."""
    name, _, rest = text.partition(" ")
    command = COMMANDS.get(name)
    if command is None:
        near = difflib.get_close_matches(name, COMMANDS, n=2, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "'.help' lists them."
        raise QueryError(f"no command is called {name!r}; {hint}")
    command[2](session, rest.strip())


def _help(session: Session, _: str) -> None:
    lines = ["NAME [PARAMETER=VALUE ...]  ask a question by name; '.questions' lists them", ""]
    lines += [f"{f'{name} {form}'.strip():27} {words}" for name, (form, words, _do) in COMMANDS.items()]
    session.show("\n".join([*lines, "", _HELP]))


def _questions(session: Session, rest: str) -> None:
    from kg.rdf.questions import questions

    found = [
        it for it in questions() if rest.casefold() in f"{it.name} {it.title} {it.description}".casefold()
    ]
    if not found:
        raise QueryError(f"no question has {rest!r} in its name or description; '.questions' lists all.")
    session.show("".join(f"{it.name:22} {it.title}\n" for it in found))


def _show(session: Session, rest: str) -> None:
    from kg.rdf.questions import question_of

    question = question_of(rest or "''")
    lines = [question.title, "", fill(question.description, 96), ""]
    lines += parameter_lines(question, _INDENT)
    session.show("\n".join([*lines, "", question.text.strip(), ""]))


def _prefixes(session: Session, rest: str) -> None:
    from kg.vocab import PREFIXES

    session.show(
        "".join(f"{name + ':':9} {iri}\n" for name, iri in PREFIXES.items() if rest in f"{name}:{iri}")
    )


def _terms(kind: str) -> Callable[[Session, str], None]:
    def shown(session: Session, rest: str) -> None:
        from kg.glossary import terms

        found = [it for it in terms(kind) if rest.casefold() in f"{it.name} {it.words}".casefold()]
        if not found:
            raise QueryError(f"nothing in the ontology has {rest!r} in its name or description.")
        width = max(len(it.name) for it in found)
        session.show("".join(f"{it.name:{width}}  {it.words}\n" for it in found))

    return shown


def _format(session: Session, rest: str) -> None:
    if rest:
        if rest not in (*RESULT_FORMATS, "auto"):
            raise QueryError(f"no format is called {rest!r}; there are auto, {', '.join(RESULT_FORMATS)}.")
        session.form = None if rest == "auto" else rest
    say(f"Format: {session.form or 'auto (a table, Turtle for a graph)'}.")


def _limit(session: Session, rest: str) -> None:
    if rest:
        if rest != "off" and not (rest.isdecimal() and int(rest) > 0):
            raise QueryError(f"a limit is a number of rows, or off: not {rest!r}")
        session.limit = None if rest == "off" else int(rest)
    say(f"Limit: {count(session.limit, 'row') if session.limit else 'off, all rows'}.")


def _timeout(session: Session, rest: str) -> None:
    if rest:
        try:
            session.timeout = None if rest == "off" else float(rest)
        except ValueError:
            raise QueryError(f"a time is a number of seconds, or off: not {rest!r}") from None
        if session.timeout is not None and not 0 < session.timeout <= DAY:
            session.timeout = None
            raise QueryError(f"a time is a number of seconds above 0, of a day at most, or off: not {rest!r}")
    say(f"Timeout: {f'{session.timeout:g} s' if session.timeout else 'off'}.")


def _output(session: Session, rest: str) -> None:
    if rest:
        session.output = None if rest == "off" else Path(rest).expanduser()
        if session.output is not None:
            session.show("")  # whether it can be written
    say(f"Answers go to {session.output or 'the terminal'}.")


def _explain(session: Session, rest: str) -> None:
    if not rest:
        raise QueryError("say what: .explain who-met-whom actor=..., or .explain SELECT ...")
    session.ask(rest, explain=True)


def _about(session: Session, _: str) -> None:
    session.show(f"{session.name}\n")
    session.ask(
        "SELECT ?articles ?meetings ?actors {"
        " { SELECT (COUNT(DISTINCT ?a) AS ?articles) { ?a a schema:NewsArticle } }"
        " { SELECT (COUNT(DISTINCT ?m) AS ?meetings) { ?m a dip:Meeting } }"
        " { SELECT (COUNT(DISTINCT ?p) AS ?actors) { VALUES ?c { dip:Person dip:Country dip:Organization"
        " dip:Group dip:Delegation } ?p a ?c } } }"
    )


def _quit(_: Session, __: str) -> None:
    from kg.cli.repl.session import LeaveError

    raise LeaveError


#: Name -> what follows it, what it does, the function.
COMMANDS: dict[str, tuple[str, str, Callable[[Session, str], None]]] = {
    ".help": ("", "what can be typed here", _help),
    ".questions": ("[WORD]", "the questions with a name, or those about a word", _questions),
    ".show": ("NAME", "a question: what it answers, its parameters, its SPARQL", _show),
    ".classes": ("[WORD]", "the classes of the ontology", _terms("class")),
    ".properties": ("[WORD]", "the properties of the ontology", _terms("property")),
    ".prefixes": ("[WORD]", "the prefixes that are known", _prefixes),
    ".explain": ("QUERY", "the query as it is sent, and its algebra", _explain),
    ".format": (
        "[FORMAT]",
        f"the form of answers: {', '.join(RESULT_FORMATS)}, auto",
        _format,
    ),
    ".limit": ("[ROWS|off]", "how many rows are shown", _limit),
    ".timeout": ("[SECONDS|off]", "how long a query may take", _timeout),
    ".output": ("[FILE|off]", "put answers at the end of a file", _output),
    ".about": ("", "what is asked here, and how much is in it", _about),
    ".quit": ("", "leave", _quit),
}
