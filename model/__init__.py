"""The scheme's arithmetic: a scenario in, daily series and readings out (model.md)."""

from model.problems import Problem, ScenarioError
from model.scenario import Scenario
from model.simulate import Run, simulate, summarise

MODEL_VERSION = "2.0.0"
"""Printed by reports; changes whenever the same scenario gives other numbers (see CHANGELOG.md)."""

__all__ = ["MODEL_VERSION", "Problem", "Run", "Scenario", "ScenarioError", "simulate", "summarise"]
