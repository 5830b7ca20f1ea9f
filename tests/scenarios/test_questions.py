"""Questions on the command line give Python's numbers; errors leave nothing behind."""

import csv
import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

import scenarios
from analysis import claims, compare, draws
from analysis.advice import advise
from analysis.levers import lever
from analysis.question import default_question
from analysis.seek import seek
from analysis.table import table
from analysis.tornado import tornado
from analysis.uncertainty import assumptions
from answers import advice
from answers.asked_terms import question_of
from commands.main import main
from model import readings, simulate
from model.terms.parameters import PARAMETERS, pattern
from scenarios import load
from scenarios.documents import parsed
from tests.multiples import is_multiple
from wording import Words

# Whole commands.
pytestmark = pytest.mark.slow

PITCHED = scenarios.load("as_pitched").scenario

CONFIG = """
[levers]
"products.bundle.ad_point_rate" = [0.0, 1.5]
[[limits]]
result = "lowest_cash"
at_least = {cash}
[[aims]]
result = "recovered_multiple"
goal = "max"
[search]
evaluations = 60
population = 20
"""


def printed(capsys: pytest.CaptureFixture[str], *arguments: str):
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def same(one: float | None, other: float) -> bool:
    """JSON has no NaN, and else says every digit."""
    return one == other or (one is None and not np.isfinite(other))


def test_compare(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "compare", "as_pitched", "stop_gifting", "necessities",
                   "--result", "lowest_cash", "--json")
    chosen = {name: load(name).scenario for name in ("as_pitched", "stop_gifting", "necessities")}
    for label, results in compare.headlines(chosen).items():
        for name, value in results.items():
            assert same(told["scenarios"][label]["results"][name], value)
    assert told["baseline"] == "as_pitched"
    assert [entry["name"] for entry in told["parameters"]] == [
        "products.bundle.ad_point_rate", "campaigns.main.issue_days",
    ]
    split = compare.decompose(PITCHED, chosen["necessities"], "lowest_cash")
    (part,) = told["decompositions"]["necessities"][0]["parts"]
    assert part["change"] == split.parts[0].change
    assert part["label"] == "products.bundle.ad_point_rate"


def test_compare_against_another_baseline_and_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('base = "as_pitched"\n[platform]\ninitial_cash = 5e6\n')
    told = printed(capsys, "compare", str(mine), "as_pitched", "--baseline", "as_pitched", "--json")
    assert told["scenarios"]["mine"]["changes"]["lowest_cash"] == pytest.approx(5e6)


def test_tornado(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "tornado", "as_pitched", "--result", "exit_share", "--json",
                   "--range", "campaigns.main.cap_multiple=0.5:3")
    theirs = {bar["name"]: bar for bar in told["bars"]}
    for bar in tornado(PITCHED, "exit_share"):
        if bar.name != "campaigns.main.cap_multiple":
            assert same(theirs[bar.name]["at_low"], bar.at_low)
            assert same(theirs[bar.name]["at_high"], bar.at_high)
            assert theirs[bar.name]["silence"] == bar.silence
    cap = theirs["campaigns.main.cap_multiple"]
    assert (cap["low"], cap["high"]) == (0.5, 3.0)


def test_tornado_with_sobol_indices(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "tornado", "as_pitched", "--result", "sales", "--json", "--sobol",
                   "--samples", "32", "--range", "growth.market_size=1e5:3e5",
                   "--range", "products.bundle.price=900:1100")
    assert [index["name"] for index in told["sobol"]] == [
        "growth.market_size", "products.bundle.price",
    ]
    assert told["sobol"][0]["total"] > 0.8


def test_seek(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "seek", "as_pitched", "--lever", "products.*.ad_point_rate", "--result",
                   "recovered_multiple", "--target", "0.5", "--range", "0:3", "--json")
    found = seek(PITCHED, lever(PITCHED, "products.*.ad_point_rate"), "recovered_multiple", 0.5,
                 0.0, 3.0)
    assert [answer["value"] for answer in told["solutions"]] == list(found.solutions)
    assert told["curve"]["result"] == found.curve.tolist()
    assert [each["set"] for each in told["printed"]] == [
        dict(each.settings) for each in found.printed]
    assert all(each["result"] >= 0.5 for each in told["printed"])


def test_table(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "grid.csv"
    names = ("products.bundle.ad_point_rate", "campaigns.main.cap_multiple")
    assert main(["table", "as_pitched", "--x", names[0], "--y", names[1], "--result",
                 "first_negative_day", "--size", "4", "--out", str(out)]) == 0
    found = table(PITCHED, *(lever(PITCHED, name) for name in names), "first_negative_day", size=4)
    with out.open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 16
    for row, value in zip(rows, found.values.ravel(), strict=True):
        told = row["first_negative_day"]
        assert (told == "") == bool(np.isnan(value))
        assert not told or float(told) == value
    assert [path.name for path in out.parent.iterdir()] == ["grid.csv"]


def test_draw(tmp_path: Path) -> None:
    assert main(["draw", "as_pitched", "--draws", "30", "--seed", "4", "--claims", "--result",
                 "recovered_share_within.180", "--out", str(tmp_path)]) == 0
    found = draws.draw(PITCHED, assumptions(PITCHED, seed=4), 30, ["recovered_share_within.180"])
    with (tmp_path / "draws.csv").open() as file:
        rows = list(csv.DictReader(file))
    for name, values in {**found.values, **found.results}.items():
        for row, value in zip(rows, values, strict=True):
            assert np.isnan(value) if row[name] == "" else float(row[name]) == pytest.approx(
                value, rel=1e-14
            )
    about = json.loads((tmp_path / "chances.json").read_text())
    assert about["assumed"]
    assert about["uncertainty"]["seed"] == 4
    assert about["draws"] == 30
    chance = draws.cash_below_zero(found, 720)
    assert about["chances"]["cash_below_zero_within_24_months"]["share"] == chance.share
    holds = claims.kept(PITCHED, found.values)["sales_lift_price"]
    assert about["chances"]["claim.sales_lift_price"]["hits"] == holds.sum()
    table = json.loads((tmp_path / "percentiles.json").read_text())
    own = readings.summary(simulate(PITCHED))
    percentile = 100.0 * (found.results["sales"] < own["sales"]).mean()
    assert table["sales"] == draws.percentile_table(found)["sales"] | {
        "scenario": own["sales"][0], "scenario_percentile": percentile}
    assert 0.0 < table["recovered_share"]["scenario_percentile"] < 100.0
    never = np.nan_to_num(found.results["first_negative_day"], nan=np.inf)
    assert table["first_negative_day"]["scenario_percentile"] == pytest.approx(100.0 * (
        (never < own["first_negative_day"]).mean()
        + 0.5 * (never == own["first_negative_day"]).mean()))


def test_a_document_says_what_is_uncertain(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'base = "as_pitched"\n[uncertainty]\nseed = 11\n'
        '[uncertainty.distributions."wallet.withdraw_share"]\n'
        'kind = "uniform"\nlow = 0.4\nhigh = 0.8\n'
    )
    assert main(["draw", str(mine), "--draws", "8", "--out", str(tmp_path / "out")]) == 0
    about = json.loads((tmp_path / "out" / "chances.json").read_text())
    assert not about["assumed"]
    assert about["uncertainty"]["seed"] == 11
    assert list(about["uncertainty"]["distributions"]) == ["wallet.withdraw_share"]


def test_search_writes_scenarios_that_hold(tmp_path: Path) -> None:
    config = tmp_path / "question.toml"
    config.write_text(CONFIG.format(cash=0))
    out = tmp_path / "out"
    assert main(["search", "as_pitched", "--config", str(config), "--out", str(out)]) == 0
    told = json.loads((out / "search.json").read_text())
    with (out / "front.csv").open() as file:
        (row,) = csv.DictReader(file)
    point = load(out / "point_01.toml")
    name = "products.bundle.ad_point_rate"
    assert point.scenario.differences(PITCHED).keys() == {name}
    assert told["front"][0]["values"][name] == point.scenario[name]
    assert float(row[name]) == pytest.approx(point.scenario[name], rel=1e-14)
    results = compare.headlines({"point": point.scenario})["point"]
    assert results["lowest_cash"] >= 0
    assert results["recovered_multiple"] == told["front"][0]["results"]["recovered_multiple"]


def test_search_says_what_binds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "question.toml"
    config.write_text(CONFIG.format(cash=1e9))
    arguments = ["--config", str(config), "--out", str(tmp_path / "out")]
    assert main(["search", "as_pitched", *arguments]) == 0
    told = capsys.readouterr().out
    assert told.startswith("No terms meet this")
    assert "“Lowest operating cash” at least ¥1 bn (the nearest miss reaches" in told
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["search.json"]
    content = json.loads((tmp_path / "out" / "search.json").read_text())
    assert content["recommended"] is None
    assert content["nearest"]["advice"]["text"][0] in told


SHORTER = "--set=horizon.days=150"


@pytest.fixture(scope="module")
def found_terms():
    """The answer to the default question in JSON."""
    with redirect_stdout(StringIO()) as out:
        assert main(["search", "as_pitched", SHORTER, "--json"]) == 0
    return json.loads(out.getvalue())


def test_every_set_of_terms_holds_when_it_is_set_by_hand(found_terms, tmp_path):
    """What is printed is what was run: the values as they stand in the JSON, through `run`."""
    sets = [point["values"] for point in found_terms["front"]]
    for number, values in enumerate([found_terms["recommended"]["set"], *sets[::5]]):
        settings = [f"--set={name}={value}" for name, value in values.items()]
        out = tmp_path / str(number)
        assert main(["run", "as_pitched", SHORTER, *settings, "--out", str(out)]) == 0
        summary = json.loads((out / "summary.json").read_text())
        assert summary["lowest_cash"] >= 0.0
        assert summary["unfunded_promise"] <= 0.0
        for name, value in values.items():
            assert is_multiple(value, PARAMETERS[pattern(name)].step)


def test_the_recommended_terms_are_told_as_on_the_page(found_terms):
    scenario = PITCHED.replace({"horizon.days": 150})
    found = advise(scenario, scenario.replace(found_terms["recommended"]["set"]),
                   default_question(scenario).results)
    assert found_terms["text"] == list(advice.sentences(found, Words("en")))
    assert found_terms["recommended"]["text"] == found_terms["text"]


def test_what_a_question_leaves_out_is_asked_by_default():
    asked, by_default = question_of(parsed(
        b"[search]\nevaluations = 60\nallow_no_gift = true\n"
        b"[levers]\n'ad_points.release_rate' = [0.01, 0.02]", "question"),
        PITCHED), default_question(PITCHED)
    assert dict(asked.levers) == {"ad_points.release_rate": (0.01, 0.02)}
    assert (asked.limits, asked.aims) == (by_default.limits, by_default.aims)
    assert asked.allow_no_gift
    assert asked.evaluations == 60
    assert question_of({"limits": []}, PITCHED).limits == []


def test_claims(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "--language", "zh", "claims", "stop_gifting", "--json",
                   "--set", "horizon.days=500")
    scenario = load("stop_gifting").scenario.replace({"horizon.days": 500})
    for theirs, claim in zip(told, claims.examine(scenario), strict=True):
        assert theirs["name"] == claim.promise.name
        assert theirs["verdict"] == claim.verdict
        assert same(theirs["kept"], claim.kept)
        assert [each["inside"] for each in theirs["conditions"]] == [
            each.inside for each in claim.conditions
        ]
        assert theirs["statement"] != claim.promise.statement
    needed = next(each for each in told if each["name"] == "exits_after_stop")["later_sales"]
    assert needed["needed"] > needed["present"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "as_pitched", "stop_gifting"),
        ("tornado", "as_pitched", "--result", "exit_share"),
        ("seek", "as_pitched", "--lever", "wallet.withdraw_share", "--result", "lowest_cash",
         "--target", "-90000000"),
        ("seek", "as_pitched", "--lever", "wallet.withdraw_share", "--result", "lowest_cash",
         "--target", "90000000"),
        ("claims", "rotation", "--set", "horizon.days=400"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_readers_get_a_table(
    arguments: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--language", language, *arguments]) == 0
    told = capsys.readouterr()
    assert told.out.strip()
    assert not told.err
    assert "nan" not in told.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("tornado as_pitched --result lowest_cush", "the nearest known one is lowest_cash"),
        ("tornado as_pitched --result sales --samples 12", "--samples = 12"),
        ("tornado as_pitched --result sales --range growth.market_size", "--range"),
        ("tornado as_pitched --result sales --range growth.market_size=9:-9", "growth.market_size"),
        ("seek as_pitched --lever wallet.spend --result sales --target 1", "wallet.spend_rate"),
        ("seek as_pitched --lever wallet.spend_rate --result sales --target 1 --range 4",
         "write LOW:HIGH"),
        ("seek as_pitched --lever wallet.spend_rate --result sales --target 1 --range 1:0",
         "two different ends"),
        ("table as_pitched --x referral.basis --y wallet.spend_rate --result sales --out {out}",
         "only a numeric field"),
        ("table as_pitched --x wallet.spend_rate --y wallet.spend_rate --result sales --size 1 "
         "--out {out}", "--size = 1"),
        ("draw as_pitched --draws 0 --out {out}", "--draws = 0"),
        ("draw as_pitched --draws 9 --seed -1 --out {out}", "--seed = -1"),
        ("draw as_pitched --draws 9 --result sale --out {out}", "sales"),
        ("search as_pitched --config {out}.toml --out {out}", "cannot be read"),
        ("compare as_pitched no_such", "no_such: neither a preset"),
        ("compare as_pitched --baseline other", "--baseline = other"),
        ("claims as_pitched --set horizon.days=1", "horizon.days = 1"),
        ("--language zh tornado as_pitched --result lowest_cush", "没有这个结果"),
    ],
)
def test_errors_go_to_stderr_with_code_2_and_leave_nothing(
    arguments: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments.format(out=tmp_path / "out").split()) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert not told.out
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("levers = 3", "levers"),
        ("nonsense = 3", "nonsense"),
        ("[levers]\na = 3", "levers.a"),
        ("[[limits]]\nresult = 'sales'", "at_least | at_most"),
        ("[[aims]]\nresult = 'sales'\ngoal = 'most'", "max | min"),
        ("[search]\nseed = -3", "search.seed"),
        ("limits = 3", "limits"),
        ("not toml", "not a TOML document"),
    ],
)
def test_a_bad_question_is_refused(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "question.toml"
    config.write_text(content)
    out = ["--config", str(config), "--out", str(tmp_path / "out")]
    assert main(["search", "as_pitched", *out]) == 2
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["question.toml"]
