"""Claims, comparisons and terms as plain values, for programs: `--json` and the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from analysis import compare
from analysis.advice import Advice
from analysis.batches import Progress
from analysis.claims import Claim, cash_at, examine
from analysis.conditions import Condition
from analysis.effects import by_effect
from analysis.likeness import Likeness, likeness
from analysis.search import Found
from answers import advice, goal_seek
from model import Scenario, ScenarioError
from model.terms.problems import OUT_OF_RANGE, problem
from scenarios.sources import is_rule, vouched
from wording import Words


def claims(scenario: Scenario, words: Words, progress: Progress | None = None) -> list[object]:
    """Every promise of the pitch with its verdict, figures, and the terms that would keep it."""
    return [claim(scenario, each, words) for each in examine(scenario, progress=progress)]


def claim(scenario: Scenario, found: Claim, words: Words) -> dict[str, object]:
    """One promise."""
    later = found.later_sales
    return {
        "name": found.promise.name, "source": found.promise.source,
        "about": found.promise.about, "statement": words(found.promise.statement),
        "verdict": found.verdict, "judged": words.sentence(found.judged),
        "kept": found.kept, "figures": dict(found.figures),
        "finding": words.sentence(found.findings[0]),
        "findings": [words.sentence(sentence) for sentence in found.findings],
        "conditions": [_condition(scenario, each) for each in found.conditions],
        "later_sales": None if later is None else {
            "present": later.present, "needed": later.needed, "joins": later.joins,
        },
        "told": [words.sentence(sentence) for sentence in found.sentences],
    }


def _condition(scenario: Scenario, found: Condition) -> dict[str, object]:
    return {
        "lever": found.lever.name, "way": found.way, "low": found.low, "high": found.high,
        "inside": found.inside, "outside": found.outside, "kept": found.kept,
        "far_inside": found.far_inside, "far_outside": found.far_outside,
        "set": found.lever.changes(found.inside), "lowest_cash": cash_at(scenario, found),
    }


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Scenarios by label beside a baseline: results, what rows and parameters differ, how large
    each is, and what each parameter brings of the results that were asked for.
    """

    scenarios: Mapping[str, Scenario]
    baseline: str
    results: dict[str, dict[str, float]]
    rows: list[compare.RowDifference]
    differing: list[compare.Difference]
    sizes: dict[str, Likeness]
    parts: dict[str, list[compare.Decomposition]]


def compared(
    scenarios: Mapping[str, Scenario], baseline: str, results: Sequence[str] = (),
    field: str = "baseline",
) -> Compared:
    """The comparison. Raises ScenarioError for unknown results, and for a baseline that is none of
    them, which `field` named.
    """
    if baseline not in scenarios:
        permitted = " | ".join(scenarios)
        raise ScenarioError([problem(OUT_OF_RANGE, field, baseline, permitted=permitted)])
    found = compare.headlines(scenarios, results)
    others = {label: each for label, each in scenarios.items() if label != baseline}
    base = scenarios[baseline]
    return Compared(
        scenarios=scenarios, baseline=baseline, results=found,
        rows=compare.row_differences(scenarios),
        differing=by_effect(compare.parameter_differences(scenarios), scenarios, baseline),
        sizes={label: likeness(other, found[label], base, found[baseline])
               for label, other in others.items()},
        parts={label: [compare.decompose(base, other, name) for name in results]
               for label, other in others.items()},
    )


def comparison(found: Compared) -> dict[str, object]:
    """The same as plain values."""
    changes = compare.changes(found.results, found.baseline)
    return {
        "baseline": found.baseline,
        "scenarios": {label: {"results": found.results[label], "changes": changes[label]}
                      for label in found.scenarios},
        "not_like_for_like": {label: asdict(each) for label, each in found.sizes.items()
                              if not each.alike},
        "rows": [asdict(each) for each in found.rows],
        "parameters": [{**asdict(each), "source_value": source_value(each, found.scenarios)}
                       for each in found.differing],
        "decompositions": {label: [_split(each) for each in splits]
                           for label, splits in found.parts.items()},
    }


def source_value(each: compare.Difference, scenarios: Mapping[str, Scenario]) -> object:
    """The value that the parameter's source stands for; None where it gives no figure."""
    having = next(s for s in scenarios.values() if each.name in s.possible_names)
    return None if is_rule(each.name) else vouched(each.name, having).value


def _split(split: compare.Decomposition) -> dict[str, object]:
    parts = [{"label": part.label, **asdict(part)} for part in split.parts]
    return {**asdict(split), "parts": parts, "interaction": split.interaction}


def terms(found: Found, words: Words) -> dict[str, object]:
    """Terms that hold: in words, the recommended ones, the front, which limits bind."""
    return {
        "runs": found.runs,
        "text": goal_seek.described_terms(found, words),
        "recommended": _advice(found.advice, words) if found.front else None,
        "front": [asdict(point) for point in found.front],
        "chosen": found.chosen if found.front else None,
        "nearest": None if found.nearest is None else asdict(found.nearest) | {
            "advice": _advice(found.advice, words)},
        "limits": [asdict(each) | {"binds": each.binds} for each in found.limits],
    }


def _advice(found: Advice | None, words: Words) -> dict[str, object] | None:
    """What is recommended: settings, changes by effect, results now and then, in words."""
    if found is None:
        return None
    return {
        "set": found.settings, "changes": [asdict(each) for each in found.changes],
        "now": dict(found.now), "then": dict(found.then),
        "text": list(advice.sentences(found, words)),
    }
