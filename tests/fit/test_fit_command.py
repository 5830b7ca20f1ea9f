"""`python -m scenarios fit`: its files, its words, and that nothing of a person is in them."""

import json
import re
from pathlib import Path

import pytest

from commands.main import main
from scenarios.documents import load
from tests.fit.exports import ANSWERS, FOLDER, SIMULATED

PERSONAL = re.compile(r"(?<![\d.])1[3-9]\d{9}(?![\d.])|\d{3}\*{4}\d{4}|"
                      r"昵称\d|买家\d{4}|buyer\d|VIP\d|M\d{5}|8800\d\d")


def fit(name: str, out: Path, *options: str) -> int:
    return main([*options[:2], "fit", str(FOLDER / name), "--out", str(out), *options[2:]]
                if options[:1] == ("--language",) else
                ["fit", str(FOLDER / name), "--out", str(out), *options])


def test_it_writes_scenario_counts_and_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fit("youzan_bom.csv", tmp_path, "--language", "zh") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "fit.json", "orders.json", "scenario.toml"]
    orders = json.loads((tmp_path / "orders.json").read_text("utf-8"))
    right = ANSWERS["youzan_bom.csv"]
    assert orders["net_sales"] == right["net_sales"]
    assert orders["columns"] == right["columns"]
    scenario = load(tmp_path / "scenario.toml").scenario
    assert scenario["referral.sponsored_share"] == pytest.approx(right["sponsored_share"], abs=1e-6)
    said = capsys.readouterr()
    assert "留出检验" in said.out
    written = "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert not PERSONAL.search(written + said.out + said.err)


@pytest.mark.parametrize("name", [name for name in ANSWERS if "error" in ANSWERS[name]])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_fitted_is_said_and_its_counts_are_kept(
    name: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fit(name, tmp_path, "--language", language) == 2
    assert json.loads((tmp_path / "orders.json").read_text("utf-8"))["error"] == (
        ANSWERS[name]["error"])
    assert not (tmp_path / "scenario.toml").exists()
    said = capsys.readouterr()
    assert said.err
    assert not PERSONAL.search(said.out + said.err)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--column", "customer=Nobody"], "column.customer = Nobody: there is no such column"),
        (["--column", "colour=x"], "--column = colour=x: permitted is time=…"),
        (["--price-classes", "9"], "--price-classes = 9: permitted is 1 ≤ x ≤ 4"),
        (["--base", "no_such"], "no_such: neither a preset"),
    ])
def test_a_wrong_answer_is_refused_and_writes_nothing(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fit(SIMULATED, tmp_path / "out", *options) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fit", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out")]) == 2
    assert "none.csv: not a readable file" in capsys.readouterr().err
