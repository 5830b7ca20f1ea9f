"""`python -m benchmarks.agreement`: the cohort model's money beside 200,000 single members.

Every preset, every golden scenario and thirty random schemes, these also with caps out of reach.
Each line names the reading that is furthest off, in per cent of sales, with the interval that
drawing members leaves open at 95 % confidence.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from analysis.agreement import Gap, gaps
from model import Scenario
from scenarios.documents import load, preset_names
from tests.model import plausible

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
RANDOM = 30


def scenarios() -> Iterator[tuple[str, Scenario]]:
    """What is compared, by name."""
    for name in preset_names():
        yield name, load(name).scenario
    for file in sorted(GOLDEN.glob("*.toml")):
        yield f"golden {file.stem}", load(file).scenario
    schemes = [plausible.scenario(seed) for seed in range(RANDOM)]
    for seed, scheme in enumerate(schemes):
        yield f"random {seed}", scheme
    for seed, scheme in enumerate(schemes):
        yield f"random {seed}, no exits", plausible.without_exits(scheme)


def line(name: str, found: list[Gap]) -> str:
    """One row of the table."""
    worst = max(found, key=lambda gap: abs(gap.difference))
    missed = [gap.reading for gap in found if not gap.holds]
    return (f"| {name} | {worst.reading} | {100 * worst.difference:+.2f} ± "
            f"{100 * worst.error:.2f} | {', '.join(missed) or 'holds'} |")


def main() -> int:
    """Print the table; exit code 1 if anything misses."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agreement", description=__doc__)
    parser.add_argument("--members", type=int, default=200_000)
    parser.add_argument("--seeds", type=int, default=3, choices=range(2, 9), metavar="2…8")
    options = parser.parse_args()
    print("| scenario | furthest off | % of sales | outside 2 % |\n|---|---|---|---|", flush=True)
    missed = 0
    for name, scenario in scenarios():
        found = gaps(scenario, options.members, range(options.seeds))
        missed += any(not gap.holds for gap in found)
        print(line(name, found), flush=True)
    return int(missed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
