"""What workers do in tests instead of reading: importable, for another process runs it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.built import Skipped
from kg.errors import ArticleError
from kg.model import Article
from tests.stores.made import quads


def answer(article: Article, keep_going: bool) -> bytes | Skipped:
    """Quads, a little later for some; "FAULT" fails, "DIE" kills the worker, "DIE ONCE <file>" only once."""
    time.sleep(int(article.digest[0], 16) / 1000)
    words = article.text.split()
    if "FAULT" in words:
        if keep_going:
            return Skipped(article.id, f"article {article.id}: stumbled", article.place, "failed")
        raise ArticleError(f"article {article.id}: stumbled")
    if "DIE" in words:
        marker = Path(words[words.index("ONCE") + 1]) if "ONCE" in words else None
        if marker is None or not marker.exists():
            if marker is not None:
                marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return pyoxigraph.serialize(quads(article), format=RdfFormat.N_QUADS) or b""


def forever(article: Article, keep_going: bool) -> bytes:
    """Writes its process id into the file that the title names, and never ends."""
    assert article.title
    assert not keep_going
    Path(article.title).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(600)
    return b""
