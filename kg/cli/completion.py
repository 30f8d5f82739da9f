"""``kg completion``: what makes a shell complete commands, options and names of questions."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

from kg.cli.terminal import emit

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes a shell complete kg.

    After that, the tab key completes commands, options, formats, files and the names of questions. Bash 4.4
    or later, zsh and fish are known.

    \b
    Examples:
      eval "$(kg completion bash)"                     in this shell only, to try it
      kg completion bash > ~/.local/share/bash-completion/completions/kg
      kg completion zsh > ~/.zfunc/_kg                 with ~/.zfunc in fpath, before compinit
      kg completion fish > ~/.config/fish/completions/kg.fish
    """
    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 - the choices are those that click knows
    emit(made(context.find_root().command, {}, "kg", "_KG_COMPLETE").source() + "\n")


def question_names(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The names of questions that begin so, and files where none does."""
    from kg.resources import ontology_file

    names = sorted(path.stem for path in ontology_file("questions").glob("*.rq"))
    found = [CompletionItem(name) for name in names if name.startswith(begun)]
    return found or [CompletionItem(begun, type="file")]
