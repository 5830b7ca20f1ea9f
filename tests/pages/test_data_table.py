"""Data table shows the command line's numbers; a click goes to the cell."""



import scenarios
from analysis.levers import lever
from tests.pages.screen import opened
from tests.ui.test_data_table import shown
from ui.decide import plane
from wording import Words

EN = Words("en")
PAGE = "decide/data_table"
PITCHED = scenarios.load("as_pitched").scenario
INCOME, RELEASE = plane.FIRST_X, plane.FIRST_Y
LEVERS = lever(PITCHED, INCOME), lever(PITCHED, RELEASE)
RANGES = (0.0, 1.0), (0.0, 0.05)


def test_the_page_opens_with_the_share_of_combinations_that_meets_the_goal():
    app = opened(PAGE)
    assert not app.exception
    assert not app.error
    found = shown(PITCHED)
    share = EN.percent(float((found.values >= 0).mean()))
    assert app.main.title[0].value.startswith(f"In {share} of the combinations")


def test_an_empty_range_is_refused_in_words():
    app = opened(PAGE)
    app.container(key=f"plane {INCOME} low").number_input[0].set_value(1.0).run()
    assert not app.exception
    assert not app.error
    assert "cannot be answered" in app.warning[0].value
