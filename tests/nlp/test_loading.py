"""spaCy is loaded without its command line, which is there for who asks."""

from __future__ import annotations

import subprocess
import sys

_LOADED = """
import sys
import kg.nlp.annotate
import spacy
print(*(name in sys.modules for name in ("spacy", "spacy.cli", "requests", "weasel")))
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, "spacy.cli" in sys.modules)
import spacy.cli
print(callable(spacy.cli.download), spacy.cli.info is not None)
"""


def test_the_command_line_is_loaded_when_asked_for() -> None:
    run = subprocess.run([sys.executable, "-c", _LOADED], check=True, capture_output=True, text=True)
    assert run.stdout.splitlines() == ["True False False False", "True True", "True True"]
