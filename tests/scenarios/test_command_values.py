"""Values on the command line: negative ones are values, endless ones and odd texts are refused."""

import os
from pathlib import Path

import pytest

from commands.answering import _with_negatives
from commands.main import main

SEEK = ["seek", "as_pitched", "--lever", "ad_points.release_rate", "--result", "lowest_cash"]
GROWTH = ["seek", "as_pitched", "--lever", "growth.growth_rate", "--set",
          "growth.curve=exponential", "--result", "lowest_cash", "--target", "0", "--range"]
TORNADO = ["tornado", "as_pitched", "--result", "lowest_cash", "--range"]


@pytest.mark.parametrize("value", ["-1e8", "-100000000", "-1E+08", "-1.0e8", "-100_000_000"])
def test_negative_targets_are_values(value: str, capsys) -> None:
    assert main([*SEEK, "--target", value]) == 0
    plain = capsys.readouterr().out
    assert main([*SEEK, "--target=-100000000"]) == 0
    assert capsys.readouterr().out == plain


@pytest.mark.parametrize("value", ["-0.02:0.05", "-.02:.05", "-2e-2:5e-2", "-0.02:-0.01"])
def test_negative_ranges_are_values(value: str, capsys) -> None:
    assert main([*GROWTH, value]) == 0
    assert capsys.readouterr().out


def test_only_values_of_options_are_tied() -> None:
    assert _with_negatives(["a", "--json", "--x", "-1", "--y=-1", "-2"]) == [
        "a", "--json", "--x=-1", "--y=-1", "-2"]


@pytest.mark.parametrize("arguments", [
    [*SEEK, "--target", "inf"], [*SEEK, "--target", "-inf"], [*SEEK, "--target", "nan"],
    [*SEEK, "--target", "1e999"], [*SEEK, "--target", "much"],
    [*GROWTH, "-inf:1"], [*GROWTH, "0:nan"], [*GROWTH, "0:1e999"],
    [*TORNADO, "ad_points.release_rate=nan:1"], [*TORNADO, "ad_points.release_rate=0:inf"],
    ["run", "as_pitched", "--set", "ad_points.release_rate=inf", "--out", "never"],
    ["run", "as_pitched", "--set", "ad_points.release_rate=nan", "--out", "never"],
    ["run", "as_pitched", "--set", "growth.series=[1, -inf]", "--out", "never"],
    ["run", "as_pitched", "--set", f"horizon.days=0x{'f' * 5000}", "--out", "never"],
])
def test_numbers_without_end_are_refused(arguments: list[str], capsys) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert not told.out
    assert told.err.count("\n") == 1
    assert len(told.err) < 400


@pytest.mark.parametrize("option", ["--title", "--client", "--link"])
@pytest.mark.parametrize("text", ["caf\udce9", "\ud800", "a\x00b", "bell\x07", "two\nlines"])
def test_what_is_no_text_is_refused(option: str, text: str, tmp_path: Path, capsys) -> None:
    out = tmp_path / "r.html"
    assert main(["report", "as_pitched", option, text, "--out", str(out)]) == 2
    assert capsys.readouterr().err.startswith(f"{option}: holds bytes or signs that are no text")
    assert not out.exists()


def test_files_with_odd_names_are_read_and_written(tmp_path: Path) -> None:
    """Names of files are bytes: they may be what is no text."""
    odd = os.fsencode(tmp_path) + b"/caf\xe9"
    os.mkdir(odd)
    with open(odd + b"/caf\xe9.toml", "w") as file:
        file.write('base = "as_pitched"\n')
    for command in (["check", odd + b"/caf\xe9.toml"],
                    ["run", odd + b"/caf\xe9.toml", "--out", odd],
                    ["report", odd + b"/caf\xe9.toml", "--out", odd + b"/r.html"]):
        assert main([os.fsdecode(word) for word in command]) == 0
    assert sorted(os.listdir(odd)) == [
        b"caf\xe9.toml", b"daily.csv", b"groups.csv", b"r.html", b"summary.json"]
