"""Where the command line writes: streams of any encoding, cut pipes, links, devices and pipes."""

import io
import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import scenarios
from commands.main import main
from commands.shared import print_json

# Whole reports, or processes of their own.
pytestmark = pytest.mark.slow

TABLE = ["table", "as_pitched", "--x", "ad_points.release_rate", "--y", "wallet.withdraw_share",
         "--result", "lowest_cash", "--size", "2", "--out"]
SIGNS = "¥1 −2 × 3 ≤ é “a” – … 某\udce9"
ENCODINGS = ("gbk", "cp1252", "ascii", "latin-1", "big5", "cp437", "utf-16")


def printed(monkeypatch: pytest.MonkeyPatch, encoding: str, *arguments: str) -> str:
    """What a stream of that encoding got."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(arguments) == 0
    stream.flush()
    return raw.getvalue().decode(encoding)


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> None:
    """`list` says every sign that our texts use."""
    monkeypatch.setattr("commands.main.preset_names", lambda: (SIGNS,))
    monkeypatch.setattr("commands.main.case_names", tuple)
    monkeypatch.setattr("commands.main.load", lambda _: scenarios.load("as_pitched"))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_texts_are_whole_in_any_encoding(encoding, language, says, monkeypatch) -> None:
    """As many cells as in UTF-8, and every letter that the encoding has."""
    whole = printed(monkeypatch, "utf-8", "--language", language, "list")
    found = printed(monkeypatch, encoding, "--language", language, "list")
    assert found.count("\t") == whole.count("\t") == 2
    assert found.endswith("\n")
    known = [sign for sign in whole if sign.encode(encoding, "ignore")]
    left = iter(found)
    assert all(sign in left for sign in known)


def test_what_an_encoding_lacks_is_said_otherwise(says, monkeypatch) -> None:
    assert "￥1 -2 × 3 ≤ é" in printed(monkeypatch, "gbk", "list")
    assert 'CNY 1 -2 x 3 <= e "a" ' in printed(monkeypatch, "ascii", "list")


def test_json_loses_no_letter(monkeypatch) -> None:
    for encoding in ("gbk", "ascii"):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        print_json({"text": SIGNS})
        stream.seek(0)
        assert json.load(stream) == {"text": SIGNS}


@pytest.mark.parametrize("command", ["list", "--help"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_who_stops_reading_gets_silence(command: str, encoding: str) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "scenarios", command], stdout=write, stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONIOENCODING": encoding}, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_device_is_told_in_words() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "scenarios", "list"], stdout=full,
                              stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"cannot write: ")
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize("chain", [1, 2])
def test_links_stay_and_lead_to_what_is_new(chain: int, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "real.csv"
    real.parent.mkdir()
    real.write_text("old")
    real.chmod(0o640)
    links = [tmp_path / f"link{number}.csv" for number in range(chain)]
    for link, target in zip(links, [real, *links], strict=False):
        link.symlink_to(os.path.relpath(target, tmp_path))
    assert main([*TABLE, str(links[-1])]) == 0
    assert all(link.is_symlink() for link in links)
    assert real.read_text().startswith("ad_points.release_rate")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [path.name for path in real.parent.iterdir()] == ["real.csv"]


def test_a_link_to_nothing_yet_is_filled(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert main([*TABLE, str(tmp_path / "link.csv")]) == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("ad_points")


def test_files_of_a_folder_keep_links_and_modes(tmp_path: Path) -> None:
    out, kept = tmp_path / "out", tmp_path / "kept"
    out.mkdir()
    kept.mkdir()
    (kept / "mine.csv").write_text("old")
    (out / "daily.csv").symlink_to(kept / "mine.csv")
    (out / "summary.json").write_text("old")
    (out / "summary.json").chmod(0o600)
    (tmp_path / "door").symlink_to(out)
    assert main(["run", "as_pitched", "--out", str(tmp_path / "door")]) == 0
    assert (out / "daily.csv").is_symlink()
    assert (kept / "mine.csv").read_text().startswith("day,")
    assert stat.S_IMODE((out / "summary.json").stat().st_mode) == 0o600
    assert sorted(path.name for path in out.iterdir()) == [
        "daily.csv", "groups.csv", "summary.json"]
    assert [path.name for path in kept.iterdir()] == ["mine.csv"]


def test_devices_and_pipes_are_written_into(tmp_path: Path) -> None:
    before = os.stat(os.devnull)
    assert main([*TABLE, os.devnull]) == 0
    assert os.stat(os.devnull).st_ino == before.st_ino
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    assert main([*TABLE, str(pipe)]) == 0
    reader.join()
    assert got[0].startswith("ad_points.release_rate")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_open_file_is_written_into(tmp_path: Path) -> None:
    """`--out /dev/stdout > file`: the shell's file, not another in its place."""
    target = tmp_path / "here.csv"
    with target.open("wb") as file:
        done = subprocess.run([sys.executable, "-m", "scenarios", *TABLE, "/dev/stdout"],
                              stdout=file, check=False)
        assert os.fstat(file.fileno()).st_ino == target.stat().st_ino
    assert done.returncode == 0
    assert target.read_text().startswith("ad_points")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path, capsys) -> None:
    assert main([*TABLE, str(tmp_path)]) == 2
    assert "cannot write" in capsys.readouterr().err
    (tmp_path / "daily.csv").mkdir()
    assert main(["run", "as_pitched", "--out", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["daily.csv"]
