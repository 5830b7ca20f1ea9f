"""What switches a parameter off in a scenario: why a lever may be without effect."""

from __future__ import annotations

from model.terms.parameters import declared
from model.terms.scenario import Scenario


def closed_gate(scenario: Scenario, name: str) -> str:
    """The dotted name of what keeps a parameter from taking part; empty if nothing known does."""
    parameter = declared(name)
    before, _, after = parameter.field.partition("*")
    row = name[len(before) : len(name) - len(after)] if "*" in parameter.field else ""
    for condition in parameter.when:
        other = condition.field.replace("*", row)
        if other in scenario.possible_names and not condition.holds(scenario[other]):
            return other
    return ""
