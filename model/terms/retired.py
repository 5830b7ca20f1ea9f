"""Fields of older models that saved documents and links still hold.

Nothing reads them any more: what they could choose between has become the only way. A document
that says just that opens as ever; one that says otherwise is told so.
"""

from __future__ import annotations

from collections.abc import Mapping

from model.terms.problems import Problem, problem

RETIRED: Mapping[str, str] = {"members.orders": "random", "members.attention": "random"}
"""Field → the value that every scenario has now."""

CHOICE_GONE = (
    "{field} = {value}: this choice no longer exists; permitted is {permitted}, because every "
    "single member is now simulated"
)


def without_retired(flat: Mapping[str, object]) -> tuple[dict[str, object], list[Problem]]:
    """Values by dotted name without the retired ones, and which of these said something else."""
    kept = {name: value for name, value in flat.items() if name not in RETIRED}
    wrong = [
        problem(CHOICE_GONE, name, str(flat[name])[:60], permitted=now)
        for name, now in RETIRED.items() if name in flat and flat[name] != now
    ]
    return kept, wrong
