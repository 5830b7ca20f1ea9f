"""Every parameter can be found and changed on its page, with the result that `--set` has."""

import dataclasses
import datetime
import math
import re
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import scenarios
from answers import listing
from model import Scenario
from model.terms.parameters import PARAMETERS, ROW_TABLES, declared, pattern
from model.terms.rows import with_row
from scenarios import Shared
from scenarios.added import added
from scenarios.settings import with_settings
from scenarios.sources import entered, vouched
from tests.more import long_after
from tests.ui.test_assumptions import BASE, one_row_of
from wording import Words

ROOT = Path(__file__).parents[2]
EN, ZH = Words("en"), Words("zh")
PITCHED = scenarios.load("as_pitched").scenario
FEE = "campaigns.main.sell_fee"
SERIES = "growth.series"
ABSENT = {"campaigns.*.price_ceiling": "50"}
"""What is typed where there was nothing, if a half is too little."""


def opened(scenario: Scenario = BASE, language: str = "en", group: str = "growth") -> AppTest:
    """The page in a new session, at one of its groups."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    app.query_params["s"] = scenarios.link.encode(Shared("as_pitched", scenario))
    app.query_params["lang"] = language
    app.run()
    app.switch_page("pages/explore/assumptions.py").run()
    return at_group(app, group)


def at_group(app: AppTest, group: str) -> AppTest:
    app.container(key="assumption group").segmented_control[0].set_value(group).run()
    assert not app.exception
    assert not app.error
    return app


def line(app: AppTest, name: str):
    return app.container(key=f"assumption {name}")


def shared(app: AppTest) -> Scenario:
    """The scenario in the link."""
    told, problems = scenarios.link.decode(app.query_params["s"])
    assert not problems
    return told.scenario


def lines(app: AppTest) -> list[str]:
    """Dotted names of the parameters on the page."""
    codes = [re.search(r"`([\w.-]+)`\]$", markdown.value) for markdown in app.markdown]
    return [code[1] for code in codes if code]


def typed(name: str, value: object) -> tuple[object, str]:
    """Another value as a reader types it, and as the command line is given it."""
    parameter = declared(name)
    if parameter.kind == "choice":
        other = next(choice for choice in parameter.choices if choice != value)
        return other, other
    if parameter.kind == "series":
        return "10, 20.5 30\n40", "[10, 20.5, 30, 40]"
    if parameter.kind == "whole":
        days = int(0.8 * value) if value else 45
        days = days if parameter.permits(days) else 45
        return days, str(days)
    factor = 100 if parameter.display == "percent" else 1
    absent = Decimal(ABSENT.get(pattern(name), "0.5"))
    entry = Decimal(str(value)) * factor * Decimal("0.8") if value else absent
    return float(entry), str(entry / factor)


def typed_setting(name: str, value: object) -> object:
    return with_settings(BASE, [f"{name}={typed(name, value)[1]}"])[name]


def edit(app: AppTest, name: str, entry: object) -> None:
    if declared(name).optional and not line(app, name).number_input:
        app.container(key=f"assumption {name}").toggle[0].set_value(False).run()
    kinds = {"choice": "selectbox", "series": "text_area"}
    kind = kinds.get(declared(name).kind, "number_input")
    getattr(line(app, name), kind)[0].set_value(entry).run()
    assert not app.exception
    assert not app.error
    assert not app.warning


@pytest.mark.parametrize("group", long_after(4, listing.groups(EN)))
def test_every_parameter_changed_here_gives_what_set_gives(group):
    app, settings = opened(group=group), []
    on_page = set(lines(app))
    # Another kind of mode has other fields, so it would take the rest of the list away.
    for name in [each for each in one_row_of(group)
                 if each in on_page and pattern(each) != "modes.*.kind"]:
        entry, text = typed(name, shared(app)[name])
        edit(app, name, entry)
        settings.append(f"{name}={text}")
        expected = with_settings(BASE, settings)
        assert expected != with_settings(BASE, settings[:-1])
        assert shared(app) == expected, name


@pytest.mark.parametrize("group", long_after(8, listing.groups(EN)))
def test_every_parameter_stands_at_its_value_with_its_range_and_source(group):
    app = opened(group=group)
    names = [name for name in BASE.possible_names if listing.group_of(name) == group]
    assert lines(app) == names[:listing.LIMIT]
    for name in lines(app):
        source = PARAMETERS[pattern(name)].source
        said = " ".join(element.value for element in line(app, name).caption)
        if entered(name, BASE) and not vouched(name, BASE).known:
            assert "such a row" in said
            continue
        assert (source if source.startswith("S-") else source.removeprefix("ASSUMPTION: ")) in said


@pytest.mark.parametrize(("language", "told"), [
    ("en", ("Sell fee", "150%", "below 100%")), ("zh", ("卖出手续费", "150%", "小于100%")),
])
def test_a_value_out_of_range_is_refused_in_words_and_kept(language, told):
    app = opened(language=language, group="campaigns")
    line(app, FEE).number_input[0].set_value(150.0).run()
    assert not app.exception
    assert all(text in app.warning[0].value for text in told)
    assert shared(app) == BASE
    assert line(app, FEE).number_input[0].value == 150.0
    app.button(key="put back").click().run()
    assert line(app, FEE).number_input[0].value == 20.0
    assert not app.warning


def test_a_series_with_a_word_is_refused_by_its_place_and_kept():
    app = opened()
    line(app, SERIES).text_area[0].set_value("10, many, 30").run()
    assert not app.exception
    assert "growth.series[1]" in app.warning[0].value
    assert shared(app) == BASE
    assert line(app, SERIES).text_area[0].value == "10, many, 30"
    line(app, SERIES).text_area[0].set_value("10，20、30").run()
    assert not app.warning
    assert shared(app)[SERIES] == (10.0, 20.0, 30.0)
    assert "3 days: 10 … 30" in [caption.value for caption in line(app, SERIES).caption]


def test_a_series_too_long_for_a_link_is_kept_all_the_same():
    joins = [100 + 50 * math.sin(day * day) for day in range(3650)]
    app = opened()
    line(app, SERIES).text_area[0].set_value(" ".join(map(str, joins))).run()
    assert not app.exception
    assert not app.error
    assert app.session_state["view"].scenario[SERIES] == tuple(joins)
    assert app.query_params == {"lang": "en"}


def test_gifting_stops_and_lasts_for_ever_again():
    name = "campaigns.main.issue_days"
    app = opened(group="campaigns")
    line(app, name).toggle[0].set_value(False).run()
    line(app, name).number_input[0].set_value(200).run()
    assert shared(app)[name] == 200
    line(app, name).toggle[0].set_value(True).run()
    assert shared(app) == BASE


def test_the_lever_in_the_sidebar_follows_and_leads():
    app = opened(group="campaigns")
    edit(app, FEE, 33.0)
    assert app.container(key=FEE).slider[0].value == 33.0
    app.container(key=FEE).slider[0].set_value(41.0).run()
    assert line(app, FEE).number_input[0].value == 41.0
    app.button(key="undo").click().run()
    assert line(app, FEE).number_input[0].value == 33.0


def test_a_changed_value_returns_to_the_loaded_one():
    app = opened(PITCHED, group="campaigns")
    edit(app, FEE, 33.0)
    app.button(key=f"as loaded {FEE}").click().run()
    assert line(app, FEE).number_input[0].value == 20.0
    assert shared(app) == PITCHED


def search(app: AppTest, text: str) -> list[str]:
    app.container(key="assumption search").text_input[0].set_value(text).run()
    assert not app.exception
    return lines(app)


def test_search_and_kind_narrow_the_table():
    app = opened()
    assert search(app, "sell fee") == search(app, "卖出 手续费") == [FEE]
    assert search(app, "no such thing") == []
    assert "No parameter matches" in app.info[0].value
    search(app, "")
    app.container(key="assumption kind").segmented_control[0].set_value("changed").run()
    changed = [name for name in BASE.possible_names if BASE[name] != PITCHED.flat.get(name)]
    assert set(lines(app)) <= set(changed)
    assert len(lines(app)) == min(len(changed), listing.LIMIT)


def test_what_a_change_points_at_is_searched_and_marked():
    name = "growth.innovation"
    app = opened(group="products")
    app.session_state["view"] = dataclasses.replace(app.session_state["view"], jump=name)
    app.run()
    assert lines(app) == [name]
    assert app.container(key="assumption search").text_input[0].value == name
    assert app.session_state["view"].jump == ""


def test_long_lists_say_how_much_they_leave_out():
    rotation = scenarios.load("rotation").scenario
    app = opened(rotation, group="campaigns")
    assert len(lines(app)) == listing.LIMIT
    of_campaigns = [name for name in rotation.possible_names if name.startswith("campaigns.")]
    left = len(of_campaigns) - listing.LIMIT
    assert any(caption.value.startswith(f"{left} more") for caption in app.caption)
    app.container(key="assumption row campaigns").segmented_control[0].set_value("third").run()
    assert lines(app) == [name for name in rotation.possible_names if ".third." in name]


def add_row(app: AppTest, table_name: str, row: str, like: str = "") -> None:
    keyed = {element.key.rpartition(" ")[0]: element
             for element in (*app.text_input, *app.selectbox)}
    keyed[f"new row name {table_name}"].set_value(row)
    keyed[f"new row like {table_name}"].set_value(like)
    app.button(key=f"add row {table_name}").click().run()
    assert not app.exception


@pytest.mark.parametrize("table_name", ROW_TABLES)
def test_a_row_is_added_shown_and_removed(table_name):
    app = opened(group=listing.group_of(table_name))
    add_row(app, table_name, "one-more")
    assert shared(app) == added(BASE, table_name, "one-more")
    assert all(".one-more." in name for name in lines(app))
    app.button(key="remove row").click().run()
    assert not app.exception
    assert shared(app) == BASE


@pytest.mark.parametrize(("language", "title"), [
    ("en", "Spring & summer, 2027"), ("zh", "会员日 套餐"),
])
def test_a_name_that_cannot_be_an_id_is_the_row_s_title(language, title):
    app = opened(language=language, group="products")
    add_row(app, "products", title)
    [row] = set(shared(app).rows("products")) - set(BASE.rows("products"))
    field = "title" if language == "en" else "title_zh"
    assert dict(app.session_state["view"].shared.row_titles) == {f"products.{row}.{field}": title}
    picker = app.container(key="assumption row products").segmented_control[0]
    assert title in picker.options
    assert f"{title}" in app.button(key="remove row").label
    app.button(key="undo").click().run()
    assert shared(app) == BASE
    assert not app.session_state["view"].shared.row_titles


def test_a_row_may_be_a_copy():
    app = opened(group="campaigns")
    add_row(app, "campaigns", "autumn", "main")
    assert shared(app) == added(BASE, "campaigns", "autumn", "main")


@pytest.mark.parametrize(("row", "told"), [
    ("", "1–40 letters"), ("main", "already"),
])
def test_a_bad_row_name_is_refused_in_words(row, told):
    app = opened(group="campaigns")
    add_row(app, "campaigns", row)
    assert app.warning[0].value.startswith("Nothing was added.")
    assert told in app.warning[0].value
    assert shared(app) == BASE
    edit(app, FEE, 33.0)


def test_the_last_campaign_stays_and_says_why():
    app = opened(group="campaigns")
    app.container(key="assumption row campaigns").segmented_control[0].set_value("main").run()
    app.button(key="remove row").click().run()
    assert app.warning[0].value.startswith("Nothing was removed.")
    assert "at least one is needed" in app.warning[0].value
    assert shared(app) == BASE
    assert not at_group(app, "segments").warning


def test_a_row_that_undo_takes_away_is_no_longer_chosen():
    app = opened(group="agents")
    add_row(app, "agents", "village", "county")
    app.button(key="undo").click().run()
    assert not app.error
    assert shared(app) == BASE
    assert lines(app) == [name for name in BASE.possible_names if name.startswith("agents.")]


def test_rows_that_are_called_alike_can_be_told_apart():
    alike = with_row(with_row(BASE, "products", "报单礼包", "hot"), "products", "all")
    app = opened(alike, "zh", "products")
    for row in alike.rows("products"):
        app.container(key="assumption row products").segmented_control[0].set_value(row).run()
        assert lines(app) == [name for name in alike.possible_names if f"products.{row}." in name]


@pytest.mark.parametrize("preset", long_after(1, ["rotation", "growth_stops"]))
def test_the_page_speaks_one_language(preset):
    scenario = scenarios.load(preset).scenario
    for language, foreign in (("en", r"[一-鿿]"), ("zh", r"[A-Za-z]{3,}")):
        app = opened(scenario, language)
        for group in listing.groups(EN):
            for text in spoken(at_group(app, group)):
                assert set(re.findall(foreign, text)) <= {"Bass", "CDNOW"}, text


def spoken(app: AppTest) -> list[str]:
    """Texts of the page, without the sidebar, dotted names and formatting."""
    page = app.main
    texts = [element.value for kind in (page.markdown, page.caption, page.title, page.subheader)
             for element in kind]
    texts += [element.help for element in page.caption]
    texts += [element.label for kind in (page.number_input, page.text_input) for element in kind]
    return [re.sub(r"`[^`]*`|:[\w-]+\[", "", text) for text in texts if text]


def test_day_zero_is_given_a_date_and_loses_it() -> None:
    app = opened(PITCHED)
    without = app.query_params["s"]

    def field():
        return app.container(key="calendar.day_zero").date_input[0]

    field().set_value(datetime.date(2026, 3, 1)).run()
    told, _ = scenarios.link.decode(app.query_params["s"])
    assert (told.day_zero, told.scenario) == (datetime.date(2026, 3, 1), PITCHED)
    app.switch_page("pages/explore/treasury.py").run()
    assert "March 2026" in app.title[0].value or "2027" in app.title[0].value
    app.switch_page("pages/explore/assumptions.py").run()
    assert field().value == datetime.date(2026, 3, 1)
    field().set_value(None).run()
    assert app.query_params["s"] == without
    assert not app.exception
