"""The reference of commands as Markdown, from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from kg.cli import kg

INTRODUCTION = """# Commands

Made from the program's own help, which `kg --help` and `kg COMMAND --help` print.

"""


def page() -> str:
    """Every command with its usage, help and options, in alphabetical order."""
    parts = [INTRODUCTION, "## kg\n\n", *_body(kg, "kg")]
    for name in sorted(kg.commands):
        parts += [f"## kg {name}\n\n", *_body(kg.commands[name], f"kg {name}")]
    return "".join(parts)


def _body(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```text\n{name} {usage}\n```\n\n"
    yield _prose(command.help or "")
    # usage shows arguments; they have a row where there is something to say of them
    records = (p.get_help_record(context) for p in command.get_params(context))
    rows = [row for row in records if row and row[1]]
    if rows:
        yield "| option | meaning |\n| --- | --- |\n"
        for option, words in rows:
            yield f"| {_code(option)} | {_cell(words)} |\n"
        yield "\n"


def _prose(text: str) -> str:
    """Paragraphs as they are, what follows the mark for "not wrapped" as a block of code under its first line."""
    out = []
    for block in re.split(r"\n\s*\n", text.strip()):
        if "\b" in block:
            lines = block.replace("\b", "").strip("\n").splitlines()
            indent = min((len(it) - len(it.lstrip()) for it in lines[1:] if it.strip()), default=0)
            out.append(
                f"{_cell(lines[0].strip())}\n\n```text\n"
                + "\n".join(it[indent:] for it in lines[1:])
                + "\n```"
            )
        else:
            out.append(_cell(" ".join(block.split())))
    return "\n\n".join(out) + "\n\n"


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _cell(text: str) -> str:
    """Words as Markdown: nothing in them is markup."""
    return re.sub(r"([\\*_<>\[\]|`#])", r"\\\1", " ".join(text.split()))
