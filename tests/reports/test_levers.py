"""Levers of the HTML report: each place shows what `run --set` would, and little is carried."""

import base64
import gzip
import json

import pytest

from answers import moving, overview
from answers.results import computed
from commands.main import main
from model import ScenarioError
from reports.content import report
from reports.formats import make
from reports.html import levers
from scenarios import Shared, link
from tests.browser.screen import tile_texts
from tests.more import long_after
from tests.reports.asked import SHARED, Read, asked, page
from wording import LANGUAGES, Words

FEE, GROWTH, POINTS = (("campaigns.main.sell_fee",), ("growth.imitation",),
                       ("products.bundle.ad_point_rate",))
MOST_BYTES = 400_000


def places(found: levers.Moving) -> list:
    return json.loads(gzip.decompress(base64.b64decode(found.packed)))


def found(language="en", *names) -> levers.Moving:
    return levers.found(report(asked(language, levers=names)))


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
def test_each_place_tells_what_a_run_with_that_value_tells(language):
    made = found(language, FEE, GROWTH)
    for names, lever, told in zip((FEE, GROWTH), made.levers, places(made), strict=True):
        values = levers.values_of(SHARED.scenario, names)
        assert len(values) == len(told) == len(lever.texts) == levers.PLACES
        assert told[lever.at] is None
        assert values[lever.at] == SHARED.scenario[names[0]]
        for value, place in list(zip(values, told, strict=True))[::4]:
            if place:
                run = computed(SHARED.scenario.replace({names[0]: value}))
                shown = tile_texts(run.summary, words=Words(language))
                tiles = [tile["reading"] for tile in made.tiles]
                assert {name: tile["value"] for name, tile in zip(tiles, place["tiles"],
                                                                  strict=True)} == {
                    name: shown[name] for name in tiles}
                assert place["verdict"] == overview.verdict(run, Words(language))


def test_figures_are_those_that_a_page_would_move_to():
    (told,), value = places(found("en", FEE)), 33.0
    place = told[levers.values_of(SHARED.scenario, FEE).index(value / 100)]
    asked_live = {"s": link.encode(SHARED), "lang": "en", "set": {FEE[0]: value},
                  "figures": overview.SHOWN.figures}
    lines = ("price", "cash")
    live = moving.answered(asked_live)["figures"]
    for key, figure in zip(overview.SHOWN.figures, place["figures"], strict=True):
        if key in lines:
            assert figure == live[key]["figure"]


def test_three_levers_take_a_few_hundred_kilobytes_and_no_other_script():
    with_levers, without = page(asked(levers=(FEE, GROWTH, POINTS))), page(asked())
    assert len(with_levers) - len(without) < MOST_BYTES
    read = Read(with_levers)
    assert json.loads(gzip.decompress(base64.b64decode(read.script("places"))))
    assert not [each for each, _ in read.scripts if "src" in each]
    assert policy(read) == policy(Read(without))
    assert 'id="levers"' not in without


def policy(read: Read) -> str:
    return next(each["content"] for tag, each in read.elements
                if tag == "meta" and "Policy" in (each.get("http-equiv") or ""))


def test_nothing_moves_on_paper():
    request = asked(levers=(FEE,))
    assert "levers" not in [section.key for section in report(request).sections]


@pytest.mark.parametrize(("names", "named"), [
    ((("growth.imitatio",),), "growth.imitation"), ((("growth.curve",),), "growth.curve"),
    ((FEE, FEE, FEE, FEE), "1 … 3"), ((("campaigns.main.sell_fee", "growth.imitation"),), "0.2"),
    ((("products.bundle.ad_point_rate", "nowhere.*.at_all"),), "nowhere"),
])
def test_what_cannot_move_is_refused_by_name(names, named):
    with pytest.raises(ScenarioError) as error:
        make(asked(levers=names), "html")
    for language in LANGUAGES:
        assert named in Words(language).problem(error.value.problems[0])


def test_what_the_scenario_stands_at_is_a_place_also_beyond_the_slider():
    scenario = Shared.of("as_pitched").scenario.replace({"growth.market_size": 7_654_321})
    values = levers.values_of(scenario, ("growth.market_size",))
    assert 7_654_321 in values
    assert len(values) <= levers.PLACES


def test_the_command_line_makes_one(tmp_path, capsys):
    to = tmp_path / "report.html"
    report_of = ["report", "as_pitched", "--language", "en", "--out"]
    assert main([*report_of, str(to), "--lever", "growth.imitation"]) == 0
    assert 'id="lever-1"' in to.read_text("utf-8")
    assert main([*report_of, str(tmp_path / "report.pdf"), "--lever", "growth.imitation"]) == 2
    assert "--lever" in capsys.readouterr().err


@pytest.mark.parametrize("names", [
    FEE, POINTS, ("growth.curve",), ("no.such",), ("campaigns.main.price_ceiling",),
    ("segments.one_off.share", "segments.loyal.share"), ("segments.loyal.share",),
    ("campaigns.gone.sell_fee",),
])
def test_what_is_offered_to_move_is_what_is_not_refused(names):
    assert levers.can_move(SHARED.scenario, names) == (
        not levers.refused(SHARED.scenario, (names,)))


def test_what_is_offered_is_known_without_looking_for_nearest_names(monkeypatch):
    """Of the largest scenario's hundreds of optional terms that would take seconds."""
    monkeypatch.setattr(levers, "unknown_name", lambda *_: pytest.fail("a nearest name is sought"))
    assert not levers.can_move(SHARED.scenario, ("campaigns.main.price_ceiling",))
    assert not levers.can_move(SHARED.scenario, ("no.such",))
