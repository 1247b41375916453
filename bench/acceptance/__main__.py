"""Prints every number that must come out: case, expected, got, verdict."""

import sys
from importlib import import_module
from pathlib import Path

from bench.acceptance.case import Case, Skipped

DOMAINS = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if path.stem not in {"__init__", "__main__", "case"}
)


def verdict(case: Case) -> tuple[str, str]:
    """What came out, and whether it is what was expected."""
    try:
        got = case.got()
    except Skipped as reason:
        return "", f"skipped: {reason}"
    return got, "ok" if got == case.expected else "WRONG"


def main() -> int:
    """Print the table; 1 when a number is wrong."""
    counts = {"ok": 0, "WRONG": 0, "skipped": 0}
    for domain in DOMAINS:
        cases: list[Case] = import_module(f"bench.acceptance.{domain}").CASES
        print(f"\n{domain} ({len(cases)} cases)")
        for case in cases:
            got, word = verdict(case)
            counts[word.split(":")[0]] += 1
            print(
                f"  {word:<8} {case.case}\n           expected {case.expected}\n           got      {got}"
            )
    print(f"\n{counts['ok']} passed, {counts['WRONG']} failed, {counts['skipped']} skipped")
    return 1 if counts["WRONG"] else 0


if __name__ == "__main__":
    sys.exit(main())
