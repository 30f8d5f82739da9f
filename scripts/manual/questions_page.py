"""The shipped questions as Markdown: what each answers, its parameters, its query."""

from __future__ import annotations

from kg.rdf.questions import Question, questions

INTRODUCTION = """# Questions

What `kg query NAME` asks. Parameters are given as `--param NAME=VALUE`; names of people, bodies, places and issues are
looked up in the graph, a year or month stands for its first or last day. Every query is plain SPARQL 1.1 that runs in any
store as it is.

"""


def page() -> str:
    """Every question in the order of ``kg questions``."""
    return INTRODUCTION + "\n".join(_section(question) for question in questions())


def _section(question: Question) -> str:
    lines = [
        f"({anchor(question.name)})=",
        f"## {question.name}",
        "",
        f"*{question.title}.* {question.description}",
        "",
    ]
    if question.parameters:
        lines += ["| parameter | is | by default |", "| --- | --- | --- |"]
        lines += [
            f"| `{p.name}` | {p.type} | {f'`{p.default}`' if p.default else 'open'} |"
            for p in question.parameters
        ]
        lines.append("")
    query = "\n".join(line for line in question.text.splitlines() if not line.startswith("# "))
    return "\n".join([*lines, "```sparql", query.strip(), "```", ""])


def anchor(name: str) -> str:
    """The anchor of a question in the manual."""
    return f"question-{name}"
