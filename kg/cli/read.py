"""``kg read``: sources to JSON Lines, as the other commands see them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.reading import reading_options, tell_of_tables
from kg.cli.terminal import FINDINGS, emit, leave, say
from kg.errors import SourceError
from kg.model import Article

if TYPE_CHECKING:
    from kg.sources.read import Given


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@reading_options()
@click.option("--keep-going", is_flag=True, help="Skip what cannot be read; exit code 1 tells.")
def read(
    sources: tuple[str, ...],
    given: Given,
    keep_going: bool,
) -> None:
    """Print articles as they are read.

    One JSON object per line. Its "text" is what all offsets in a graph count, in Unicode code points: NFC,
    LF line ends, no markup. Nothing is fetched; 'kg fetch' saves pages of the web for reading.

    \b
    SOURCE is a file, a folder, a pattern in quotes, or '-' for standard input:
      text (.txt), Markdown (.md), web pages (.html), RSS and Atom (.rss .atom .xml), PDF, Word (.docx),
      mail (.eml), WARC, JSON Lines (.jsonl), JSON, CSV and TSV, Parquet; also packed as .gz .xz .zst .bz2

    What prints a text again that was read before, word for word or nearly, is shown as that text with an
    address of its own and "copy_of"; in a graph it is one article with several sources.

    Folders are searched through; tables in them (JSON Lines, JSON, CSV, Parquet) are read only where they
    are named. Columns are found by their names ("body", "headline", "date", "link" ...), or told.

    \b
    Examples:
      kg read article.md
      kg read pages/ feed.xml > news.jsonl            then: kg build news.jsonl -o graph.ttl
      kg read 'export/*.csv.gz' --column text=Full_Text --column published=Day
      curl -s URL | kg read - --from html
      kg read archive.warc.gz --keep-going | head
    """
    from kg.sources.read import read_each

    tell_of_tables(sources)
    skipped = 0
    for item in read_each(sources, given):
        if isinstance(item, SourceError):
            if not keep_going:
                raise item
            say(f"skipped: {item}")
            skipped += 1
        else:
            emit(json.dumps(_fields(item), ensure_ascii=False) + "\n")
    if skipped:
        leave(FINDINGS)


def _fields(article: Article) -> dict[str, str]:
    fields = {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "publisher": article.publisher,
        "language": article.language,
        "copy_of": article.copy_of,
    }
    return {key: value for key, value in fields.items() if value is not None}
