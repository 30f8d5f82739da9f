"""``--extractor llm``: its options, what it will cost and has cost, and whether to go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.terminal import Seconds, count, say
from kg.errors import SourceError
from kg.model import Article

if TYPE_CHECKING:
    from kg.llm import Run, Settings, Spending

NAME = "llm"
_STATE = "kg.llm"


class Heat(click.ParamType[float]):
    """A temperature, or ``none`` for a model that takes none: a negative number stands for it."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; fails for what is none from 0 to 2."""
        if str(value) == "none":
            return -1.0
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if not 0 <= number <= 2:
            self.fail(f"'{value}': write a number from 0 to 2, or 'none'.", param, ctx)
        return number


class Prices(click.ParamType[tuple[float, float]]):
    """IN,OUT: what a million tokens cost."""

    name = "in,out"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Both prices; fails for what are none."""
        if isinstance(value, tuple):
            return value
        try:
            low, high = (float(it) for it in str(value).split(","))
            if not (0 <= low < 1e9 and 0 <= high < 1e9):
                raise ValueError
        except ValueError:
            self.fail(f"'{value}': write IN,OUT, prices of a million tokens: 0.15,0.60.", param, ctx)
        return low, high


_OPTIONS: tuple[tuple[str, str | None, Any, str], ...] = (
    ("endpoint", "URL", None, "address such as https://api.example.com/v1; its key stands in KG_LLM_KEY."),
    ("model", "NAME", None, "the model to ask."),
    ("temperature", None, Heat(), "0 to 2, or 'none' to send none.  [default: 0]"),
    ("most-tokens", "N", click.IntRange(min=1), "how long an answer may be.  [default: 16000]"),
    ("timeout", "SECONDS", Seconds(),
     "how long to wait for an answer.  [default: 120]"),
    ("limit", "TOKENS", click.IntRange(min=1), "what the run may spend; it goes on without asking."),
    ("prices", None, Prices(), "prices of a million tokens, to tell the cost."),
    ("cache", "DIR", click.Path(file_okay=False, path_type=Path),
     "where answers are kept.  [default: ~/.cache/diplokg/llm]"),
)  # fmt: skip


def llm_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with ``--llm-...`` and ``--yes``."""
    command = click.option("--yes", is_flag=True, help="With --extractor llm: go on without asking.")(command)
    for name, metavar, type_, words in reversed(_OPTIONS):
        variable = f"llm_{name.replace('-', '_')}"
        command = click.option(
            f"--llm-{name}", variable, metavar=metavar, type=type_, help=f"With --extractor llm: {words}"
        )(command)
    return command


def take_options(given: dict[str, Any], extractor: str | None) -> Settings | None:
    """The settings that the options give, which are taken out of ``given``; ``None`` for other extractors.

    Raises a usage error where options are given that no other extractor has.
    """
    said = {name: given.pop(f"llm_{name.replace('-', '_')}") for name, *_ in _OPTIONS}
    yes = given.pop("yes")
    click.get_current_context().meta[_STATE] = {"yes": yes}
    if extractor != NAME:
        named = [f"llm-{name}" for name, value in said.items() if value is not None] + ["yes"] * yes
        if named:
            raise click.UsageError(f"--{named[0]} goes with --extractor llm.")
        return None
    from kg.llm import Settings
    from kg.llm.settings import MOST_TOKENS, TIMEOUT

    heat = said["temperature"]
    return Settings(
        endpoint=said["endpoint"] or "",
        model=said["model"] or "",
        temperature=0.0 if heat is None else None if heat < 0 else heat,
        most=said["most-tokens"] or MOST_TOKENS,
        timeout=said["timeout"] or TIMEOUT,
        limit=said["limit"],
        prices=said["prices"],
        cache=said["cache"],
    )


@contextmanager
def asking(settings: Settings, *, quiet: bool) -> Iterator[None]:
    """The extractor in use; at the end, however it comes, what was spent is told."""
    from kg.llm import using

    with using(settings) as run:
        click.get_current_context().meta[_STATE]["run"] = run
        try:
            yield
        finally:
            if not quiet or run.spent().counts.get("not_in_text"):
                _tell(run)


def counted(items: Iterable[Article | SourceError]) -> Iterable[Article | SourceError]:
    """The items; where a model is to be asked about them, all of them, after what that will cost was told.

    Asks whether to go on unless ``--yes`` or ``--llm-limit`` answer that; leaves with 1 where the answer is
    no. Raises a usage error where nobody can be asked.
    """
    state = click.get_current_context().meta.get(_STATE, {})
    if "run" not in state:
        return items
    from kg.llm.extract import estimate

    run: Run = state["run"]
    listed = list(items)
    articles = [it for it in listed if isinstance(it, Article)]
    requests, tokens_in, tokens_out = estimate(articles, run.settings)
    what = f"{NAME}: {run.settings.model} at {run.settings.endpoint}: {count(len(articles), 'article')}"
    if not requests:
        say(f"{what}, all answered before: no request.")
        return listed
    say(
        f"{what}, {count(requests, 'request')}: about {tokens_in:,} tokens in and {tokens_out:,} out"
        f"{_money(run, (tokens_in, tokens_out))}."
    )
    _agree(run, state["yes"], tokens_in + tokens_out)
    return listed


def refuse_elsewhere() -> None:
    """Raise a usage error where a model is to be asked from other machines, which share no sums of a run."""
    if "run" in click.get_current_context().meta.get(_STATE, {}):
        raise click.UsageError("--extractor llm goes without --engine spark.")


def _agree(run: Run, yes: bool, expected: int) -> None:
    """Go on, or not."""
    limit = run.settings.limit
    if limit is not None and expected > limit:
        say(f"{NAME}: that may be more than --llm-limit {limit:,}; it stops there.")
    if yes or limit is not None:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("nobody can be asked whether to go on: give --yes, or --llm-limit TOKENS.")
    click.confirm("Go on?", abort=True, err=True)


def _tell(run: Run) -> None:
    """What was asked, what it cost, and what came of it."""
    spent = run.spent()
    sums = spent.counts
    if not sums:
        return
    asked = f"{count(spent.requests, 'request')}, {sums.get('from_cache', 0):,} answered from the cache"
    tokens = f"{spent.tokens[0]:,} tokens in and {spent.tokens[1]:,} out{_money(run, spent.tokens)}"
    say(f"{NAME}: {asked}; {tokens}.")
    say(f"{NAME}: {count(sums.get('kept', 0), 'fact')} kept{_dropped(spent)}.")


def _dropped(spent: Spending) -> str:
    named = {
        "not_in_text": "whose words are not in the text",
        "malformed": "not by the schema",
        "dangling": "about something that is not there",
    }
    told = [f"{spent.counts[name]:,} {words}" for name, words in named.items() if spent.counts.get(name)]
    return f"; dropped: {', '.join(told)}" if told else ", none dropped"


def _money(run: Run, tokens: tuple[int, int]) -> str:
    from kg.llm.spending import cost

    return f", {cost(tokens, run.settings.prices):.4f} by the prices given" if run.settings.prices else ""
