"""A mode takes six files and its translation: all else follows from them."""

import json

import pytest

from tests.contributing import edited

DECLARED, ACCOUNT, LOTS, TEMPLATES, EQUATIONS = (
    "model/terms/modes.py", "model/modes/account.py", "model/modes/lots.py",
    "scenarios/templates.py", "answers/contract/modes.py")
LAW = '''"""Deposits at interest: paid every day, the money itself at the end of its term."""

from typing import NamedTuple

import numpy as np

from model.compiled import bare, inlined
from model.modes.book import ENTERED, Book
from model.modes.terms import KINDS

DEPOSIT = KINDS.index("deposit")


class DepositTerms(NamedTuple):
    """A deposit's own terms."""

    interest: float
    term: int


@inlined
def deposit_terms(own: np.ndarray) -> DepositTerms:
    """From a mode's own numbers."""
    return DepositTerms(own[0], int(own[1]))


@bare
def deposit_day(terms: DepositTerms, day: int, book: Book) -> tuple[float, float]:
    """What a day creates and what is due, yuan."""
    entered, due = book.series[ENTERED], 0.0
    for lot in range(max(0, day - terms.term), day):
        due += terms.interest * entered[lot]
    if day >= terms.term:
        due += entered[day - terms.term]
    return entered[day] * (1.0 + terms.interest * terms.term), due


@bare
def deposit_lots(
    terms: DepositTerms, end: int, book: Book, received: np.ndarray, owed: np.ndarray
) -> None:
    """What each lot has received and is owed at the close of day `end`, yuan (entry day)."""
    for lot in range(end + 1):
        entered, age = book.series[ENTERED, lot], end - lot
        received[lot] = entered * (terms.interest * min(age, terms.term) + (age >= terms.term))
        owed[lot] = entered * (1.0 + terms.interest * terms.term) - received[lot]
'''
FIELDS = '''_OF_DEPOSITS = (
    share("modes.*.interest", "Interest on deposits", 0.01, "ASSUMPTION: tried here",
          unit="per_day", step=0.001, slider=(0.0, 0.05), when=_of("deposit")),
    days("modes.*.term_days", "Deposits come back after", 20, "ASSUMPTION: tried here", low=1,
         slider=(1, 90), when=_of("deposit")),
)

'''
EQUATION = '''    Equation(
        mark("Deposits at interest"), r"\\text{owed} = \\sum_d o_d",
        mark("They bear interest."), "model/modes/deposit.py",
        rows("modes.*", "interest", "term_days"),
    ),
'''
FILES = {
    "model/modes/deposit.py": LAW,
    **edited.with_text(DECLARED, ("}\n\n_KIND = ", '    "deposit": "deposit at interest",\n'),
                       ("MODES = ", FIELDS), (" + _OF_PRESALES", " + _OF_DEPOSITS")),
    **edited.with_text(
        ACCOUNT,
        ("from model.modes.draw import", "from model.modes.deposit import (DEPOSIT, deposit_day, "
         "deposit_terms)\n"),
        ("    elif kind == PRESALE:\n", "    elif kind == DEPOSIT:\n"
         "        created, due = deposit_day(deposit_terms(own), day, book)\n")),
    **edited.with_text(
        LOTS,
        ("from model.modes.draw import", "from model.modes.deposit import (DEPOSIT, deposit_lots, "
         "deposit_terms)\n"),
        ("    elif kind == PRESALE:\n", "    elif kind == DEPOSIT:\n"
         "        deposit_lots(deposit_terms(own), end, book, received, owed)\n")),
    **edited.with_text(TEMPLATES, ('    "stages": ', '    "savings": {"kind": "deposit"},\n')),
    **edited.with_text(EQUATIONS, (')\n', EQUATION)),
}
SHOWN = '''
import os
os.environ["NUMBA_DISABLE_JIT"] = "1"
import json
import numpy as np
import scenarios
from answers.contract.modes import MODES
from model import readings, simulate
from scenarios import documents
from scenarios.templates import with_template

short = scenarios.load("as_pitched").scenario.replace({"horizon.days": 60})
scenario = with_template(short, "savings").replace({
    "modes.savings.deposit_share": 1.0, "modes.savings.run_days": 10})
again = documents.read(scenarios.write(documents.Document("x", {}, {}, scenario)).encode(), "x")
run = simulate(scenario)
names = {name.partition(".")[0]: values[0].tolist() for name, values in run.modes.columns.items()}
print(json.dumps({
    "same": again.scenario == scenario, "faults": list(readings.faults(run)),
    "entered": names["entered"], "paid": names["paid"], "owed": names["owed"],
    "received": run.modes.received[0, 0].tolist(),
    "equations": [law.file for law in MODES], "names": list(scenario.possible_names),
}))
'''


def test_the_six_files_are_all_that_there_is_to_edit(tmp_path):
    assert len(FILES) == 6
    told = json.loads(edited.run(FILES, SHOWN, tmp_path))
    assert told["same"]
    assert not told["faults"]
    assert "model/modes/deposit.py" in told["equations"]
    assert {"modes.savings.interest", "modes.savings.term_days"} <= {*told["names"]}
    entered, paid = told["entered"], told["paid"]
    assert min(entered[:10]) > 0.0
    for day in range(60):
        due = 0.01 * sum(entered[max(0, day - 20):day]) + (entered[day - 20] if day >= 20 else 0.0)
        assert paid[day] == pytest.approx(due)
    assert told["owed"][-1] == pytest.approx(0.0, abs=1e-6)
    assert told["received"][:10] == pytest.approx([1.2 * each for each in entered[:10]])
