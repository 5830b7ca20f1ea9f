"""Random scenarios as hypothesis draws them for the law tests: a fixed sequence, small horizons."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from model import Scenario
from tests.model.random_scenarios import Table, documents

# Derandomised: the same examples every time. Shrinking a failing scenario takes minutes; add
# Phase.shrink by hand for a counter-example that reads well.
few_examples = settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def values_of(document: Table) -> Table:
    """The scenario's own tables of a document."""
    return {name: table for name, table in document.items() if isinstance(table, dict)}


def scenarios(longest: int = 90) -> st.SearchStrategy[Scenario]:
    """Any valid scenario of 30 to `longest` days."""
    return documents(longest).map(lambda document: Scenario.from_values(values_of(document)))
