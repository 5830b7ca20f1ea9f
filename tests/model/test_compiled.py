"""Machine code is loaded only from a folder into which nobody else can have put it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from model import compiled

NOBODY = 65_534


def given_away(folder: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a folder away")
    os.chown(folder, NOBODY, NOBODY)


FOREIGN: dict[str, Callable[[Path], object]] = {
    "somebody else's": given_away,
    "open to all": lambda folder: folder.chmod(0o777),
    "open to all, sticky": lambda folder: folder.chmod(0o1777),
    "below one that is open to all": lambda folder: folder.parent.chmod(0o777),
    "below somebody else's": lambda folder: given_away(folder.parent),
    "a file": lambda folder: (folder.rmdir(), folder.touch()),
    "a link to somebody else's": lambda folder: linked(folder, given_away),
    "a link to one that is open to all": lambda folder: linked(
        folder, lambda other: other.chmod(0o777)),
}


def linked(folder: Path, change: Callable[[Path], object]) -> None:
    other = folder.parent / "other"
    other.mkdir()
    change(other)
    folder.rmdir()
    folder.symlink_to(other)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "cache" / "kernels"
    folder.mkdir(parents=True, mode=0o700)
    folder.parent.chmod(0o700)
    return folder


def test_a_folder_of_ones_own_will_do(home: Path) -> None:
    assert compiled._is_ours(home)
    assert compiled._is_ours(home / "new" / "one")
    assert (home / "new" / "one").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("make", FOREIGN.values(), ids=list(FOREIGN))
def test_one_that_others_may_have_filled_will_not(
    home: Path, make: Callable[[Path], object]
) -> None:
    make(home)
    assert not compiled._is_ours(home)


def test_where_none_will_do_it_is_one_that_nobody_knew_beforehand(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.chmod(0o777)
    monkeypatch.setattr(compiled, "_homes", lambda: iter([home, home / "x"]))
    monkeypatch.delenv(compiled._HANDED_ON, raising=False)
    (home / "x").mkdir()
    found = compiled._cache_folder().parent
    assert found.stat().st_mode & 0o777 == 0o700
    assert found.stat().st_uid == os.getuid()
    assert os.environ[compiled._HANDED_ON] == str(found)
    found.rmdir()
