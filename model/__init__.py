"""The scheme's arithmetic: a scenario in, daily series and readings out (model.md)."""

from model.cohorts.run import Run
from model.cohorts.simulate import simulate
from model.readings.batch import summarise
from model.terms.problems import Problem, ScenarioError
from model.terms.scenario import Scenario

MODEL_VERSION = "2.1.1"
"""Printed by reports; changes whenever the same scenario gives other numbers (see CHANGELOG.md)."""

__all__ = ["MODEL_VERSION", "Problem", "Run", "Scenario", "ScenarioError", "simulate", "summarise"]
