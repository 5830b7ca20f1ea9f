"""The pages of evidence: cases, what a share is worth, a client's orders, what was really paid."""

import pytest
from streamlit.testing.v1 import AppTest

import scenarios
from answers import reality, share_worth
from scenarios import link
from tests.pages.test_pages import CHINESE, check_unharmed, opened
from wording import Words

ZH = Words("zh")


def visited(path: str, **query: str) -> AppTest:
    """A page of any section, drawn once."""
    return opened(**query).switch_page(f"pages/{path}.py").run()


def test_cases_are_drawn_and_one_opens_in_the_ordinary_pages():
    app = visited("understand/reality", lang="zh")
    check_unharmed(app)
    assert app.title[0].value == reality.question(ZH)
    assert CHINESE.search(reality.verdict(ZH))
    assert len(app.table) == 4
    app.button(key="open case").click().run()
    check_unharmed(app)
    assert link.decode(app.query_params["s"])[0].scenario == reality.load_case(
        reality.ORDER[0]).document.scenario


@pytest.mark.parametrize("preset", ["as_pitched", "necessities"])
def test_what_a_share_is_worth_is_said_first(preset):
    shared = scenarios.Shared.of(preset)
    app = visited("decide/share_worth", lang="en", s=link.encode(shared))
    check_unharmed(app)
    found = share_worth.at(shared.scenario, share_worth.law.SHARES)
    assert app.title[0].value == share_worth.verdict(found, Words("en"))
    day = next(each for each in app.number_input if each.label.startswith("Another day"))
    day.set_value(100).run()
    check_unharmed(app)
    assert any("Day 100: all is paid" in table.value.columns for table in app.table)


def test_what_was_really_paid_is_laid_over_the_scenario_and_faults_are_told():
    app = visited("start/order_history", lang="en")
    check_unharmed(app)
    app.text_area[0].set_value("month,sales\n1,1000\n").run()
    check_unharmed(app)
    assert len(app.dataframe) == 1
    app.text_area[0].set_value("month,sales\n1,many\n").run()
    assert not app.exception
    assert "table.2.sales" in app.warning[0].value
