"""`python -m scenarios`: the files, the numbers, and errors that leave nothing behind."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

import scenarios
from commands.main import main
from model import readings, simulate
from scenarios.documents import case_names

GOLDEN = Path(__file__).parents[1] / "golden"


def test_run_writes_what_golden_files_hold(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    assert main(["run", str(GOLDEN / "rotation.toml"), "--out", str(out)]) == 0
    for kind in ("daily.csv", "groups.csv"):
        with (out / kind).open() as ours, (GOLDEN / f"rotation.{kind}").open() as golden:
            for mine, theirs in zip(csv.reader(ours), csv.reader(golden), strict=True):
                assert len(mine) == len(theirs)
                for one, other in zip(mine, theirs, strict=True):
                    if other.lstrip("-")[0].isdigit():
                        assert float(one) == pytest.approx(float(other), rel=1e-8, abs=0)
                    else:
                        assert one == other
    ours_summary = json.loads((out / "summary.json").read_text())
    theirs_summary = json.loads((GOLDEN / "rotation.summary.json").read_text())
    assert list(ours_summary) == list(theirs_summary)
    assert isinstance(ours_summary["first_negative_day"], int)
    assert sorted(path.name for path in out.iterdir()) == [
        "daily.csv", "groups.csv", "summary.json",
    ]


def test_set_changes_values(tmp_path: Path) -> None:
    settings = ["--set", "campaigns.main.sell_fee=0.35", "--set", "growth.curve=constant",
                "--set", "campaigns.main.issue_days=100"]
    assert main(["run", "as_pitched", *settings, "--out", str(tmp_path)]) == 0
    changes = {"campaigns.main.sell_fee": 0.35, "growth.curve": "constant",
               "campaigns.main.issue_days": 100}
    run = simulate(scenarios.load("as_pitched").scenario.replace(changes))
    written = json.loads((tmp_path / "summary.json").read_text())
    assert written["sales"] == readings.summary(run)["sales"][0]


def test_numbers_have_at_least_twelve_digits(tmp_path: Path) -> None:
    main(["run", "as_pitched", "--out", str(tmp_path)])
    run = simulate(scenarios.load("as_pitched").scenario)
    with (tmp_path / "daily.csv").open() as file:
        last = list(csv.DictReader(file))[-1]
    # 15 printed digits are within half a unit of the fifteenth
    assert float(last["price"]) == pytest.approx(run.daily["price"][0, -1], rel=5e-15, abs=0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "as_pitched", "--set", "campaigns.main.sell_fee=1.2"],
         "campaigns.main.sell_fee = 1.2: permitted is 0 ≤ x < 1"),
        (["run", "as_pitched", "--set", "campaigns.main.sel_fee=0.2"],
         "the nearest known one is campaigns.main.sell_fee"),
        (["run", "as_pitched", "--set", "sell_fee"], "write dotted.name=value"),
        (["run", "no_such"], "no_such: neither a preset"),
        (["--language", "zh", "run", "as_pitched", "--set", "horizon.days=1"], "horizon.days"),
        (["walk"], "invalid choice"),
    ],
)
def test_errors_go_to_stderr_with_code_2_and_leave_nothing(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "out")] if "run" in arguments else []
    try:
        code = main([*arguments, *out])
    except SystemExit as left:
        code = left.code  # type: ignore[assignment]
    printed = capsys.readouterr()
    assert code == 2
    assert message in printed.err
    assert not printed.out
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "daily.csv").write_text("mine")

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("scenarios.files._write_groups", full)
    assert main(["run", "as_pitched", "--out", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["daily.csv"]
    assert (tmp_path / "daily.csv").read_text() == "mine"


def test_a_run_beyond_what_a_double_holds_is_called_faulty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Points grow some hundredfold a day: permitted terms, but no figure to rely on."""
    settings = {
        "products.bundle.gift_share": 5, "products.refill.gift_share": 5,
        "campaigns.main.initial_pool": 1, "campaigns.main.initial_points": 1,
        "campaigns.main.voluntary_sale_rate": 0.99, "campaigns.main.sell_fee": 0,
    }
    changes = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]
    assert main(["run", "as_pitched", *changes, "--out", str(tmp_path)]) == 0
    assert "do not rely on its figures" in capsys.readouterr().err
    assert main(["run", "as_pitched", "--out", str(tmp_path)]) == 0
    assert "rely" not in capsys.readouterr().err


def test_list_check_and_diff(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == [
        *scenarios.preset_names(), *case_names()]
    assert main(["check", str(GOLDEN / "mixed.toml")]) == 0
    assert "valid" in capsys.readouterr().out
    assert main(["diff", "as_pitched", "stop_gifting"]) == 0
    assert capsys.readouterr().out == "campaigns.main.issue_days\t–\t365\n"


def test_as_a_module_in_chinese() -> None:
    command = [sys.executable, "-m", "scenarios", "--language", "zh", "list"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "厂商宣传条款" in done.stdout
