"""``kg fetch``: pages of the web into a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from kg.cli.terminal import FINDINGS, Seconds, count, emit, leave, say


def _limit(
    name: str, kind: click.ParamType[Any], default: float, unit: str, words: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """An option that takes a number; its help says which holds unless it is given."""
    return click.option(name, type=kind, default=default, show_default=True, metavar=unit, help=words)


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder to save the pages in.",
)
@_limit("--delay", Seconds(none=True), 1.0, "SECONDS", "Wait between two pages of a host.")
@_limit("--max-size", click.IntRange(min=1), 20, "MB", "Refuse larger pages.")
@_limit("--timeout", Seconds(), 20.0, "SECONDS", "Wait no longer for an answer.")
@_limit("--max-time", Seconds(), 60.0, "SECONDS", "Give a page up after so long.")
@_limit("--max-redirects", click.IntRange(min=0), 5, "N", "Follow no more redirects.")
@click.option("--user-agent", metavar="TEXT", help="Name to give to servers, with how to reach you.")
@click.option(
    "--allow-private", is_flag=True, help="Ask addresses of this machine and of private networks, too."
)
@click.option("-q", "--quiet", is_flag=True, help="No word of each page and no summary.")
def fetch(
    urls: tuple[str, ...],
    output: Path,
    delay: float,
    max_size: int,
    timeout: float,
    max_time: float,
    max_redirects: int,
    user_agent: str | None,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Save pages of the web for reading.

    Feeds, texts and PDFs are saved as well. This is the only command of reading that uses the network. It
    does what the robots.txt of a site asks, waits between two pages of a host, and asks again only for what
    has changed since it was saved. Beside each page stands a file .meta.json with its address and headers,
    so that reading it later gives both. Addresses of this machine and of private networks are refused, also
    where names or redirects lead there.

    URL may be '-': then the addresses are read from standard input, one per line. The names of the saved
    files go to standard output. What cannot be had is named, and the exit code is 1.

    \b
    Examples:
      kg fetch https://example.org/2024/talks.html -o pages/
      kg fetch - -o pages/ < addresses.txt
      kg build pages/ -o graph.ttl                      read them: no network is used
      kg fetch http://localhost:8000/a.html -o pages/ --allow-private
    """
    from kg.errors import SourceError
    from kg.pipeline import package_version
    from kg.sources.addresses import is_public
    from kg.sources.fetch import Manners, fetch_each

    manners = Manners(
        user_agent or f"diplokg/{package_version()}",
        max(0.0, delay),
        max(1, max_size) * 1_000_000,
        max(0.1, timeout),
        max(0.1, max_time),
        max(0, max_redirects),
        (lambda _: True) if allow_private else is_public,
    )
    changed = same = failed = 0
    for item in fetch_each(_addresses(urls), output, manners):
        if isinstance(item, SourceError):
            failed += 1
            say(f"not fetched: {item}")
            continue
        changed, same = changed + item.changed, same + (not item.changed)
        emit(f"{item.page.file}\n")
        if not quiet:
            say(f"{'saved' if item.changed else 'unchanged'}: {item.address}")
    if not quiet:
        rest = "".join(
            f", {number} {what}" for number, what in ((same, "unchanged"), (failed, "not fetched")) if number
        )
        say(f"{count(changed, 'page')} saved{rest}.")
    if failed:
        leave(FINDINGS)


def _addresses(urls: tuple[str, ...]) -> Iterator[str]:
    for url in urls:
        if url != "-":
            yield url
            continue
        for line in sys.stdin:
            if line.strip() and not line.startswith("#"):
                yield line.strip()
