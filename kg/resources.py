"""Paths of the files that ship with the package: data tables and the ontology."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def data_file(name: str) -> Path:
    """The table ``kg/data/{name}``."""
    return Path(str(files("kg"))) / "data" / name


def ontology_file(name: str = "") -> Path:
    """``ontology/{name}``: from the installed wheel (``kg/_ontology``), else from the checkout."""
    package = Path(str(files("kg")))
    shipped = package / "_ontology"
    root = shipped if shipped.is_dir() else package.parent / "ontology"
    return root / name
