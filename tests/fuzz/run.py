"""Fuzzes targets with atheris for a bounded time: ``python -m tests.fuzz.run [TARGET...] [--seconds N]``.

Needs ``pip install atheris`` (Linux, CPython). Without names all targets get an equal share of the time. A finding is
written to ``tests/fuzz/seeds/TARGET/``, where the tests find it from then on, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from contextlib import suppress
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHILD = "from tests.fuzz.run import fuzz; fuzz({target!r}, {arguments!r})"


def fuzz(target: str, arguments: list[str]) -> None:
    """Runs libFuzzer on one target in this process; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["kg"], enable_loader_override=False):
        from tests.fuzz.seeds import seeds
        from tests.fuzz.targets import TARGETS
    # what the first runs load must not count as their time; what fails here libFuzzer runs again
    for data in (b"", *islice(seeds(target), 3)):
        with suppress(Exception):
            TARGETS[target](data)
    atheris.Setup([target, *arguments], TARGETS[target])
    atheris.Fuzz()


def session(target: str, seconds: int) -> list[Path]:
    """The findings of one target, as files beside its seeds."""
    from tests.fuzz.seeds import FOLDER, seeds

    found = []
    with tempfile.TemporaryDirectory() as folder:
        corpus, crashes = Path(folder, "corpus"), Path(folder, "crashes")
        corpus.mkdir()
        crashes.mkdir()
        for number, data in enumerate(seeds(target)):
            (corpus / f"seed-{number}").write_bytes(data)
        arguments = [
            str(corpus), f"-max_total_time={seconds}", f"-artifact_prefix={crashes}/", "-max_len=20000",
            "-timeout=60", "-report_slow_units=60", "-rss_limit_mb=4096", "-print_final_stats=1", "-verbosity=0",
        ]  # fmt: skip
        code = CHILD.format(target=target, arguments=arguments)
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        runs = [line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line]
        for crash in sorted(crashes.iterdir()):
            data = crash.read_bytes()
            kept = FOLDER / target / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            found.append(kept)
    print(f"{target}: {runs[0] if runs else '?'} runs in {seconds} s, {len(found)} findings", flush=True)
    if found or done.returncode:
        told = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO: ")]
        print("\n".join(told)[-4000:], flush=True)
    return found


def main() -> int:
    """The exit code: 1 when anything was found."""
    from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    options = parser.parse_args()
    unknown = set(options.targets) - set(TARGETS)
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}. Known are: {', '.join(TARGETS)}")
    found = [path for target in options.targets or TARGETS for path in session(target, options.seconds)]
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
