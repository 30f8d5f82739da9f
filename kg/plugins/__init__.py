"""Parts that others write: readers, annotators, extractors, linkers and stores, found by name.

A plug-in is a function (a store: a class) named as ``module:attribute``, or by an entry point of a
distribution in the group ``diplokg.readers``, ``diplokg.annotators``, ``diplokg.extractors``,
``diplokg.linkers`` or ``diplokg.stores``. ``docs/plug-ins.md`` says what each takes and gives;
``kg.testing`` has the tests that it must pass.
"""

from kg.plugins.loading import KINDS, Plugin, installed, load
from kg.plugins.stages import SHIPPED, Stages, active, setting, stage, use, using

__all__ = [
    "KINDS",
    "SHIPPED",
    "Plugin",
    "Stages",
    "active",
    "installed",
    "load",
    "setting",
    "stage",
    "use",
    "using",
]
