"""A language is a record of habits and a catalogue: with these two, and no other file, Spanish
works wherever words are said. Its texts are machine-made: every vowel wears an accent.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from reports.formats import FORMATS
from wording.extraction import ROOT, extracted

# Whole reports, or processes of their own.
pytestmark = pytest.mark.slow

HABITS = '''
SPANISH = Language(
    code="es", name="Español", suffix="_es", babel="es", html="es", office="es-ES",
    day="d 'de' MMMM 'de' y", moment="d MMM y, HH:mm",
    units=((1e12, " B"), (1e9, " mil M"), (1e6, " M"), (1e3, " mil")),
    money="{} ¥", percent="{} %",
)

LANGUAGES = {each.code: each for each in (ENGLISH, CHINESE, SPANISH)}
'''
ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
PLACEHOLDER = re.compile(r"(\{[^}]*\})")
PLAIN = re.compile(r"[A-Za-z]*[aeiou][A-Za-z]*")


def pseudo(text: str) -> str:
    """A text with accents on its vowels, its placeholders as they are."""
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(ACCENTS)
                   for part in PLACEHOLDER.split(text))


def add_spanish(wording: Path) -> None:
    """The two files that a language takes."""
    habits = wording / "languages.py"
    known = next(line for line in habits.read_text("utf-8").splitlines()
                 if line.startswith("LANGUAGES = "))
    habits.write_text(habits.read_text("utf-8").replace(known, HABITS), encoding="utf-8")
    made = Catalog(locale="es", fuzzy=False)
    for entry in extracted():
        if entry.id:
            several = isinstance(entry.id, tuple)
            text = tuple(map(pseudo, entry.id)) if several else pseudo(str(entry.id))
            made.add(entry.id, text, context=entry.context)
    catalogue = wording / "locale" / "es" / "backstop.po"
    catalogue.parent.mkdir()
    with catalogue.open("wb") as file:
        write_po(file, made)


NAMES = re.compile(r"""["']zh\b|_zh["']|Noto Sans|YaHei""")


def test_only_the_records_know_a_language_by_name():
    ours = [path for kind in ("py", "js", "html", "css") for path in ROOT.glob(f"*/**/*.{kind}")
            if path.relative_to(ROOT).parts[0] not in (".venv", ".cache", "tests")]
    names = {path.relative_to(ROOT).as_posix(): NAMES.findall(path.read_text("utf-8"))
             for path in ours}
    assert [path for path, found in names.items() if found and path != "reports/letters.py"] == [
        "wording/languages.py"]


@pytest.fixture(scope="module")
def said(tmp_path_factory, chromium):
    """What a program said whose `wording/` has Spanish, all else being ours."""
    folder = tmp_path_factory.mktemp("spanish")
    shutil.copytree(ROOT / "wording", folder / "wording")
    add_spanish(folder / "wording")
    ways = os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    program = Path(__file__).parent / "in_spanish.py"
    ran = subprocess.run([sys.executable, program, folder], env=ways, cwd=ROOT, text=True,
                         capture_output=True, timeout=900, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads((folder / "said.json").read_text("utf-8"))


@pytest.mark.long
def test_pages_speak_it(said):
    for name, page in said["pages"].items():
        assert page["harm"] == [], name
        assert page["lang"] == "es", name
        said_of = re.sub("“.*?”", "", page["header"])  # titles are their document's
        texts = [said_of, *page["labels"]]
        assert not [text for text in texts if PLAIN.search(text)], name
    assert said["pages"]["overview"]["labels"]


@pytest.mark.long
def test_numbers_money_and_days_follow_its_habits(said):
    assert said["money"] == ["−1,23 M ¥", "1.234,50 ¥"]
    assert said["percent"] == "0,14 %"
    assert said["day"] == "25 de noviembre de 2026"
    assert said["moment"].endswith("2026, 14:05")
    values = said["pages"]["overview"]["values"]
    assert any(value.endswith(" ¥") for value in values)
    assert any(value.endswith(" %") for value in values)


@pytest.mark.long
def test_every_report_format_is_made_in_it(said):
    assert set(said["reports"]) == set(FORMATS)
    assert min(said["reports"].values()) > 10_000


@pytest.mark.long
def test_the_command_line_speaks_it(said):
    assert pseudo("valid") in said["check"]
    assert "Lo prometido" in said["pitch"]
    assert re.search(r"De los socios, [\d,]+ %\.", said["pitch"])


@pytest.mark.long
def test_documents_hold_texts_in_it(said):
    assert said["title"] == "Según lo prometido"
    assert said["written"]
