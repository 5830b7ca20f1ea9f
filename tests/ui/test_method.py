"""The Method page's equations, choices, checks and facts are those of the code and documents."""

import re
from pathlib import Path

import pytest

from answers.contract.equation import LABEL, LABELS
from answers.contract.facts import BENCHMARKS, CASES
from answers.contract.limits import CHECKS, CHOICES
from answers.contract.remarks import REMARKS
from answers.statements import STATEMENTS
from model import Scenario
from model.terms.benchmarks import INCOME_PER_DAILY_USER
from model.terms.parameters import PARAMETERS, pattern
from tests.model.rich_scenario import RICH
from ui.understand import method_parts as parts
from wording import Words

ROOT = Path(__file__).parents[2]
LAWS = [law for laws in parts.EQUATIONS.values() for law in laws]
CHINESE = re.compile(r"[一-鿿]")

# What KaTeX knows of what we use; it prints an unknown command in red.
COMMANDS = {
    "Bigl", "Bigr", "Delta", "Gamma", "alpha", "begin", "beta", "bigl", "bigr", "cdot", "chi",
    "delta", "dots", "ell", "end", "eta", "frac", "gamma", "ge", "hat", "kappa", "lambda", "le",
    "leftarrow", "ln", "mathit", "max", "min", "mu", "nu", "omega", "pi", "Pr", "prod", "psi",
    "qquad", "quad", "rho", "sigma", "sim", "sum", "tau", "text", "textstyle", "tfrac", "theta",
    "times", "varphi",
}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.title)
def test_an_equation_names_its_file_its_parameters_and_known_words(law):
    assert (ROOT / law.file).is_file()
    assert set(law.fields) <= set(PARAMETERS)
    assert set(LABEL.findall(law.latex)) <= set(LABELS)
    assert law.latex.count("{") == law.latex.count("}")
    assert set(re.findall(r"\\([A-Za-z]+)", law.latex)) <= COMMANDS


def test_every_label_stands_in_some_equation():
    used = {label for law in LAWS for label in LABEL.findall(law.latex)}
    assert used == set(LABELS)


def test_every_field_of_a_scenario_enters_some_equation():
    fields = {pattern(name) for name in Scenario.from_values(RICH).names()}
    assert fields - {field for law in LAWS for field in law.fields} == set()


def test_an_equation_is_written_in_the_reader_s_language():
    law = next(law for law in LAWS if law.file == "model/terms/checks.py")
    assert law.written(Words("en")).endswith(law.latex)
    told = law.written(Words("zh"))
    assert not LABEL.search(told) or all(CHINESE.search(found) for found in LABEL.findall(told))


def test_choices_are_those_of_the_document():
    """The same files in the same order as in the table of docs/choices.md."""
    first_section = (ROOT / "docs/choices.md").read_text("utf-8").partition("\n## ")[0]
    table = [line for line in first_section.splitlines() if line.startswith("| ")][1:]
    written = [re.findall(r"`([\w/]+\.py)`", line.split("|")[-2])[0] for line in table]
    assert [file for *_, file in CHOICES] == written


def test_checks_name_files_that_are_there():
    for *_, file in CHECKS:
        assert (ROOT / file).is_file(), file


def test_remarks_are_about_statements():
    assert set(REMARKS) <= set(STATEMENTS)
    assert list(STATEMENTS) == [f"S-{number}" for number in range(1, 25)]


def test_facts_carry_publisher_and_grade():
    for fact in (*BENCHMARKS, *CASES):
        assert fact.publisher
        assert set(fact.grade.split(", ")) <= set("ABCD")


def test_the_benchmark_of_advert_income_is_the_model_s():
    span = [float(figure) for figure in re.findall(r"0\.\d\d", BENCHMARKS[0].figure)]
    assert (min(span), max(span)) == (INCOME_PER_DAILY_USER.low, INCOME_PER_DAILY_USER.high)
    assert BENCHMARKS[0].grade == INCOME_PER_DAILY_USER.grade
