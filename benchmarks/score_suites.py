"""How many cases of public test suites for quantities and periods the installed planparse gets right.

`python benchmarks/score_suites.py SUITE.jsonl… [--errors N] [--json FILE]` reads one case a line (`suite, id, kind,
text, ref, expected, in_domain, suspect`) and prints a table kind x right/total per suite. A case is right when every
expected item is found with its value (or its bounds) and its unit; one that expects nothing, when nothing of its
kind is found. Cases out of the domain, marked suspect, or against the project's own reading (`AGAINST`) do not count.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from suite_cases import Item, is_right, year_of

from planparse import find_periods, find_quantities


class Against(NamedTuple):
    """Cases that say something else than the labelling guide: by suite, kind and text, with the reason."""

    suite: str
    kind: str
    text: str
    reason: str


AGAINST = tuple(
    Against(*row)
    for row in (
        ("rec", "percent", r"二三十[个個%]|之二三十", "neighbouring digits are a range in the guide, nothing there"),
        ("rec", "date", r"\d年(?:以|之)前|截止到\d{4}年$", "a year before which is a deadline in the guide, its year included"),
        ("rec", "date", r"\d{4}年?\s*(?:-|与)\s*\d{4}年", "a span of years includes its last year in the guide"),
        ("rec", "date", r"2月(?:29|30)日$", "a day that does not exist is no date"),
        ("jio", "money", r"[几数]十", "several tens are at least twenty in the labels, without an upper end"),
        ("minlp", "duration", r"^几个", "几 alone has no value in the labels"),
        ("duck", "number", r"^1半$", "half behind a number adds a half"),
    )
)

def main() -> None:
    """Score the files and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="+", type=Path, metavar="SUITE.jsonl")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N failing cases of a kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the counts as JSON")
    given = parser.parse_args()
    right, total, against = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[str]()
    wrong: dict[str, list[str]] = defaultdict(list)
    for case in (json.loads(line) for path in given.suites for line in path.open(encoding="utf-8")):
        if not case["in_domain"] or case["suspect"]:
            continue
        if reason := against_guide(case):
            against[reason] += 1
            continue
        key = case["suite"], case["kind"]
        total[key] += 1
        right[key] += (good := is_right(case))
        if not good:
            wrong[case["kind"]].append(told(case))
    for lines in wrong.values() if given.errors else ():
        print(*lines[: given.errors], sep="\n")
    print_table(right, total)
    print(f"\n{sum(against.values())} cases not counted, where the guide reads otherwise:")
    print(*(f"  {n:3} {reason}" for reason, n in against.most_common()), sep="\n")
    if given.json:
        rows = [{"suite": s, "kind": k, "right": right[s, k], "total": n} for (s, k), n in sorted(total.items())]
        given.json.write_text(json.dumps({"rows": rows, "against": against}, ensure_ascii=False, indent=1), encoding="utf-8")


def print_table(right: Counter[tuple[str, str]], total: Counter[tuple[str, str]]) -> None:
    suites = sorted({s for s, _ in total})
    print(f"{'':14}" + "".join(f"{s:>16}" for s in suites) + f"{'all':>20}")
    for kind in sorted({k for _, k in total}):
        cells = [f"{right[s, kind]}/{total[s, kind]}" if total[s, kind] else "" for s in suites]
        r, n = (sum(c[s, kind] for s in suites) for c in (right, total))
        print(f"{kind:14}" + "".join(f"{c:>16}" for c in cells) + f"{f'{r}/{n}':>12}{r / n:8.3f}")


def against_guide(case: Item) -> str | None:
    """The reason why a case does not count, if the guide reads it otherwise."""
    return next(
        (a.reason for a in AGAINST if case["suite"].startswith(a.suite) and case["kind"].startswith(a.kind) and re.search(a.text, case["text"])),
        None,
    )


def told(case: Item) -> str:
    wanted = [{k: v for k, v in e.items() if k in ("surface", "value", "unit", "low", "high")} for e in case["expected"]]
    got: list[str] = []
    if not case["kind"].startswith("date"):
        got = [f"{q.kind} {q.value}~{q.value_max} {q.unit} {q.comparator}" for q in find_quantities(case["text"])]
    got += [f"{p.first}..{p.last}" for p in find_periods(case["text"], year_of(case))]
    return f"{case['id']} {case['text']!r} ref {case['ref']}\n    want {wanted}\n    got  {got}"


if __name__ == "__main__":
    main()
