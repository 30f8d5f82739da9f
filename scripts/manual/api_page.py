"""The reference of the Python API as Markdown: every public name, by what it is."""

from __future__ import annotations

import inspect

import kg

INTRODUCTION = """# Python

Every name below is in `kg` itself: `import kg`, then `kg.extract(...)`. Importing loads no model and opens no file. What is
not listed here may change between any two versions.

"""
SECTIONS = ("Functions", "Values", "Errors")


def page() -> str:
    """The public functions, then the types of values, then the errors, each by its docstring."""
    parts: dict[str, list[str]] = {name: [] for name in SECTIONS}
    for name in kg.__all__:
        value = getattr(kg, name)
        if inspect.isclass(value):
            section = "Errors" if issubclass(value, BaseException) else "Values"
            options = "\n:members:\n:show-inheritance:" if section == "Errors" else "\n:members:"
            parts[section].append(_directive("autoclass", value, options))
        elif callable(value):
            parts["Functions"].append(_directive("autofunction", value, ""))
    sections = [f"## {name}\n\n" + "\n".join(parts[name]) for name in SECTIONS if parts[name]]
    return INTRODUCTION + "\n".join(sections)


def _directive(kind: str, value: object, options: str) -> str:
    name = value.__qualname__  # type: ignore[attr-defined]
    return f"```{{eval-rst}}\n.. {kind}:: kg.{name}" + options.replace("\n", "\n   ") + "\n```\n"
