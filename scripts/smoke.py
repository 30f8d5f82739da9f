"""The first hour in short: every kind of command on one article, in an empty folder, with what is installed.

``python scripts/smoke.py EXAMPLES [--extras all|none]`` uses the ``kg`` beside this Python. With ``none`` it
proves that no library of an extra is there and that each command that needs one says which; with ``all`` that
none is missing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

KG = str(Path(sys.executable).with_name("kg"))
FINE = "fine"


@dataclass(frozen=True)
class Step:
    """A command line, the exit code that it must have, words that its output must hold."""

    line: str
    code: int = 0
    says: str = ""


STEPS = (
    Step("--version", says="kg "),
    Step("build seed-article.txt --published 2024-01-31 -o graph.ttl", says="Written to graph.ttl"),
    Step("check graph.ttl", says="no violation"),
    Step("verify graph.ttl --source seed-article.txt", says="proved"),
    Step("query meetings-timeline --graph graph.ttl", says="near San Francisco"),
    Step("query why-halted --graph graph.ttl --format json", says="bindings"),
    Step("stats graph.ttl --network", says="betweenness"),
    Step("view graph.ttl -o page.html --source seed-article.txt", says="page.html"),
    Step("view graph.ttl -o graph.gexf", says="graph.gexf"),
    Step("build seed-article.txt --workspace talks --quiet"),
    Step("status --workspace talks", says="agree"),
    Step("query who-met-whom --workspace talks --format csv", says="Xi Jinping"),
    Step("export --workspace talks -o all.trig"),
    Step("verify all.trig --source seed-article.txt", says="proved"),
    Step("read seed-article.txt", says='"text"'),
    Step("completion bash", says="complete"),
    Step("build no-such.txt -o x.ttl", 2, "no-such.txt"),
    Step("query no-such-question --graph graph.ttl", 2, "no question is called"),
)
"""What works without any extra."""

EXTRAS = {
    "pictures": Step("view graph.ttl -o matrix.svg", says="matrix.svg"),
    "pdf": Step("read article.pdf", 2, "article.pdf"),
    "word": Step("read article.docx", 2, "article.docx"),
    "parquet": Step("read article.parquet", 2, "article.parquet"),
    "warc": Step("read article.warc", 2, "article.warc"),
    "llm": Step(
        "build seed-article.txt --extractor llm --llm-endpoint http://127.0.0.1:9/v1 --llm-model m -o m.ttl",
        2,
        "nobody can be asked whether to go on",
    ),
    "server": Step("serve --workspace talks --port 0 --host 192.0.2.1", 2, "KG_SERVE_TOKEN"),
}
"""One command that needs each extra; where it is installed, what the command says of what it is given."""


def run(step: Step, folder: Path) -> str:
    """What went wrong, or FINE."""
    command = [KG, *step.line.split()]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    if done.returncode != step.code:
        return f"exit code {done.returncode}, not {step.code}: {told[-600:]}"
    if "Traceback" in told:
        return f"a traceback: {told[-600:]}"
    return FINE if step.says in told else f"'{step.says}' is not said: {told[-600:]}"


def steps(extras: str) -> list[Step]:
    """What must hold with all extras, or with none."""
    if extras == "none":
        return [*STEPS, *(Step(step.line, 2, f"diplokg[{name}]") for name, step in EXTRAS.items())]
    return [*STEPS, *EXTRAS.values()]


def main() -> int:
    """Runs every step and prints how it went; the exit code is 1 when one did not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("examples", type=Path)
    parser.add_argument("--extras", choices=("all", "none"), default="none")
    options = parser.parse_args()
    wrong = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seed-article.txt").write_bytes((options.examples / "seed-article.txt").read_bytes())
        for suffix in ("pdf", "docx", "parquet", "warc"):
            (folder / f"article.{suffix}").write_bytes(b"nothing of the kind")
        doctor = subprocess.run(
            [KG, "doctor", "--json"], cwd=folder, capture_output=True, text=True, check=False
        )
        found = [json.loads(line) for line in doctor.stdout.splitlines()]
        states = {
            it["what"].removeprefix("extra "): it["state"] for it in found if it["what"].startswith("extra ")
        }
        unlike = {
            name for name in EXTRAS if states.get(name) != ("ok" if options.extras == "all" else "missing")
        }
        print(f"kg doctor: exit code {doctor.returncode}, extras {states}")
        wrong += doctor.returncode != 0 or bool(unlike)
        for step in steps(options.extras):
            outcome = run(step, folder)
            wrong += outcome != FINE
            print(f"kg {step.line}: {outcome}", flush=True)
    print(f"{wrong} wrong" if wrong else "all fine")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
