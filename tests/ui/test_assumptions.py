"""What the page Assumptions lists: every parameter once, found in both languages, sourced."""

import csv
import io
import re

import pytest

import scenarios
from answers import assumptions as answer
from answers import listing
from answers.statements import STATEMENTS
from model.terms.parameters import PARAMETERS, declared, pattern
from model.terms.rows import with_row
from scenarios import Shared
from tests.model.rich_modes import with_every_kind
from ui.assumptions import table
from ui.session.state import View
from wording import LANGUAGES, Words

EN, ZH = Words("en"), Words("zh")
PITCHED = scenarios.load("as_pitched").scenario
# With an event, a limit, modes of every kind, both sides of the initial pool: each field can change
# alone.
BASE = with_row(with_every_kind(with_row(PITCHED, "events", "slump")), "limits", "orders").replace({
    "campaigns.main.initial_pool": 5000.0, "campaigns.main.initial_points": 4000.0,
    "limits.orders.limit": 100_000.0,  # yuan of the first order fit, too
})
FEE = "campaigns.main.sell_fee"


def one_row_of(group: str) -> list[str]:
    """The group's fields, each once. The first product stays the qualifying one."""
    names = [name for name in BASE.possible_names if listing.group_of(name) == group]
    rows = {pattern(name): name for name in reversed(names)}
    if group == "products":
        rows["products.*.role"] = "products.hot.role"
    return list(rows.values())


def test_every_declared_parameter_is_among_those_changed():
    names = [name for group in listing.groups(EN) for name in one_row_of(group)]
    assert sorted(map(pattern, names)) == sorted(PARAMETERS)


@pytest.mark.parametrize("preset", scenarios.preset_names())
def test_groups_and_kinds_cover_every_parameter_once(preset):
    scenario = scenarios.load(preset).scenario
    for kinds in (("all",), ("levers", "assumptions")):
        shown = [name for kind in kinds for group in listing.groups(EN)
                 for name in listing.found(listing.Wanted(group, "", kind), scenario, ())]
        assert sorted(shown) == sorted(scenario.possible_names)


@pytest.mark.parametrize("name", BASE.possible_names)
def test_every_parameter_is_found_by_name_and_by_label_in_either_language(name):
    for text in (name, *(Words(each).label(declared(name)) for each in LANGUAGES)):
        assert name in listing.found(listing.Wanted("growth", search=text), BASE, ())


def test_the_verdict_counts():
    pitched = answer.verdict(PITCHED, EN)
    count, levers, others, named, estimated = map(int, re.findall(r"\d+", pitched))
    assert count == len(PITCHED.possible_names) == levers + others == named + estimated
    changed = PITCHED.replace({FEE: 0.3})
    before, after = (re.findall(r"\d+", answer.departures(scenario, PITCHED, EN))
                     for scenario in (PITCHED, changed))
    assert (int(before[0]), int(after[0])) == (0, 1)
    assert int(after[1]) == int(before[1]) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_table_can_be_taken_away(language):
    view = View(Shared("as_pitched", BASE), language)
    records = list(csv.reader(io.StringIO(table.whole(view).decode("utf-8-sig"))))
    assert [record[1] for record in records[1:]] == list(BASE.possible_names)
    assert all(all(record) for record in records[1:])


def test_every_statement_that_a_parameter_cites_has_its_gist():
    cited = {p.source for p in PARAMETERS.values() if p.source.startswith("S-")}
    assert cited <= set(STATEMENTS) == {f"S-{number}" for number in range(1, 25)}
    assert all(re.search(r"[一-鿿]", ZH(text)) for text in STATEMENTS.values())
