"""What a file ``ID.meta.json`` beside an article says of it: for texts that cannot say it themselves."""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import SourceError

SUFFIX = ".meta.json"
FIELDS = ("title", "published", "url", "publisher", "language", "source")


def side_file(article: Path) -> dict[str, str]:
    """The strings among FIELDS in ``ID.meta.json`` beside ``ID.txt``; empty where there is no such file.

    Other keys and nulls are passed over. Raises SourceError naming the file when it is not a JSON object.
    """
    path = article.with_name(article.stem + SUFFIX)
    if not path.is_file():
        return {}
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read as JSON ({error}). Mend or remove it.") from error
    if not isinstance(value, dict):
        raise SourceError(f'{path}: expected an object like {{"published": "2024-01-31"}}.')
    return {key: value[key] for key in FIELDS if isinstance(value.get(key), str) and value[key].strip()}
