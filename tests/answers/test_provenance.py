"""A value that is not its source's says so, wherever it is listed."""

from datetime import date

import pytest

import scenarios
from answers import provenance
from model.terms.parameters import declared
from model.terms.rows import with_row
from reports import numbers, tables
from reports.content import report
from reports.request import Request
from scenarios import Shared
from scenarios.sources import RULES, entered, vouched
from ui.assumptions import table
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
FEE = "campaigns.main.sell_fee"
CHANGED = PITCHED.replace({FEE: 0.15, "platform.fixed_cost_per_day": 35000.0})


def test_as_pitched_every_value_is_its_sources():
    assert not [name for name in PITCHED.possible_names if entered(name, PITCHED)]


@pytest.mark.parametrize(("name", "value", "told"), [
    (FEE, 0.15, "entered here; the vendor's page says 20% (S-3)"),
    (FEE, 0.2, "Source: statement S-3 of the vendor's page"),
    ("products.refill.price", 1000.0, "entered here; the vendor's page says 300 CNY (S-20)"),
    ("agents.city.fee", 1e5, "entered here; the vendor's page says 200,000 CNY (S-11)"),
    ("campaigns.main.pricing", "day", "entered here; the vendor's page says order by order (S-20)"),
    ("campaigns.main.issue_days", 180, "entered here; the vendor's page gives a rule (S-15)"),
    ("platform.fixed_cost_per_day", 35000.0,
     "entered here; our assumption is 20,000 CNY per day: a staff of about 30 and servers"),
    ("platform.fixed_cost_per_day", 20000.0, "Assumption: a staff of about 30 and servers"),
])
def test_what_a_value_rests_on(name, value, told):
    assert provenance.briefly(name, PITCHED.replace({name: value}), EN) == told


def test_rows_that_the_pitch_does_not_have():
    """They are held against what its own rows of that kind have in common."""
    more = with_row(PITCHED, "campaigns", "autumn")
    assert vouched("campaigns.autumn.issue_price", more).value == 1.0
    dear = more.replace({"campaigns.autumn.issue_price": 2.0})
    assert "the vendor's page says 1 CNY per point (S-20)" in provenance.described(
        "campaigns.autumn.issue_price", dear, EN)
    silver = with_row(PITCHED, "products", "silver").replace({"products.silver.price": 1280.0})
    assert "the vendor's page says 1,000 CNY (S-20)" in provenance.described(
        "products.silver.price", silver, EN)
    tier = with_row(PITCHED, "agents", "street")
    assert "the vendor's page has no such row (S-11)" in provenance.described(
        "agents.street.fee", tier, EN)
    event = with_row(PITCHED, "events", "slump")
    assert not entered("events.slump.size", event)
    assert entered("events.slump.size", event.replace({"events.slump.size": 0.3}))


def test_rules_are_fields_that_a_statement_backs():
    for field in RULES:
        assert declared(field).source.startswith("S-"), field


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_values_says_so(language):
    words = Words(language)
    shared = Shared("as_pitched", CHANGED)
    made = report(Request(shared, language, date(2026, 11, 29)))
    said = words("entered here; the vendor's page says {value} ({source})",
                 value="20%", source="S-3")
    listed = tables.parameters(shared, words).blocks
    cells = [row[words("Source")] for block in listed[1:] for row in block.rows
             if row[words("Name in the files")] == FEE]
    cells += [row[words("Source")] for row in tables.changes(shared, words).blocks[0].rows
              if row[words("Name in the files")] == FEE]
    frame = numbers.parameters(made)
    place = list(frame.column("name").values).index(FEE)
    cells.append(frame.column("source").values[place])
    assert len(cells) == 3
    assert all(cell.startswith(said) for cell in cells)
    view = type("View", (), {
        "words": words, "scenario": CHANGED, "loaded": PITCHED, "shared": shared})
    assert said in table.whole(view).decode("utf-8-sig")
