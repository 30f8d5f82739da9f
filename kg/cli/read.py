"""``kg read``: sources to JSON Lines, as the other commands see them."""

from __future__ import annotations

import json
from datetime import date

import click

from kg.cli.terminal import Day, emit


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--published", type=Day(), help="Day of publication.")
@click.option("--language", metavar="CODE", help="Language of the text.")
def read(sources: tuple[str, ...], published: date | None, language: str | None) -> None:
    """Print articles as they are read.

    One JSON object per line. Its "text" is what all offsets in a graph count, in Unicode code points: NFC,
    LF line ends, no markup.

    \b
    Examples:
      kg read article.md
      kg read news/ > news.jsonl        then: kg build news.jsonl -o graph.ttl
    """
    from kg.sources.read import read as read_articles

    for article in read_articles(sources, published=published, language=language):
        fields = {
            "id": article.id,
            "text": article.text,
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
            "url": article.url,
            "publisher": article.publisher,
            "language": article.language,
        }
        stated = {key: value for key, value in fields.items() if value is not None}
        emit(json.dumps(stated, ensure_ascii=False) + "\n")
