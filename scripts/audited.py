"""What ``pip-audit --format json`` found, in words.

Its report comes on standard input, the name of what was audited as argument. The exit code is 1 where
something that is pinned has a known weakness, and 2 where the registry did not say of everything what is
known: then nothing is proved, as with a mirror that has the packages and no more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any


def report(found: dict[str, Any], name: str) -> tuple[int, Iterator[str]]:
    """The exit code, and the lines to print."""
    listed = found["dependencies"]
    weak = [it for it in listed if it.get("vulns")]
    unknown = [it for it in listed if "skip_reason" in it]
    code = 1 if weak else 2 if unknown or not listed else 0

    def lines() -> Iterator[str]:
        for it in weak:
            for known in it["vulns"]:
                mended = ", ".join(known["fix_versions"]) or "no version"
                yield f"{name}: {it['name']} {it['version']}: {known['id']}, mended in {mended}"
        if unknown:
            yield (
                f"{name}: {len(unknown)} of {len(listed)} could not be audited:"
                f" {unknown[0]['skip_reason']}{' ...' if len(unknown) > 1 else ''}"
            )
        yield f"{name}: {len(listed) - len(unknown)} audited, {len(weak)} of them with known weaknesses"

    return code, lines()


def main() -> int:
    """Print the report of standard input."""
    try:
        found = json.load(sys.stdin)
    except json.JSONDecodeError:
        print(f"{sys.argv[1]}: pip-audit gave no report", file=sys.stderr)
        return 2
    code, lines = report(found, sys.argv[1])
    print(*lines, sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
