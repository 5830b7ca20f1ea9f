"""Documents that cannot lie: what README and docs/ name is there, and what there is, they name."""

import re
from pathlib import Path

import pytest

from commands.main import main

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
README = ROOT / "README.md"
LONGEST_README = 90

PATH = re.compile(r"`((?:[a-z_.]+/)+[\w*.]*|[a-z_]+\.(?:py|toml|md))(?:::\w+)?`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
VARIABLE = re.compile(r"BACKSTOP_[A-Z]+|DATABASE_URL")
SECTION = re.compile(r"model\.md(?: sections?|,)? (\d)(?:\.(\d+))?")

# Files of a user's own, or made by running something.
NOT_OURS = {"my.toml", "question.toml", "scenario.toml", "daily.csv", "secrets.toml",
            ".streamlit/secrets.toml"}


def sources(*folders: str) -> str:
    """The text of every Python file in these folders."""
    return "\n".join(path.read_text("utf-8") for folder in folders
                     for path in sorted((ROOT / folder).rglob("*.py")))


@pytest.mark.parametrize("page", [README, *PAGES], ids=lambda page: page.name)
def test_paths_and_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in LINK.findall(text):
        assert (page.parent / target).exists(), target
    for named in set(PATH.findall(text)) - NOT_OURS:
        if named.split("/")[0] in {path.name for path in ROOT.iterdir()} or "/" not in named:
            assert list(ROOT.glob(named.rstrip("/"))) or list(ROOT.rglob(named)), named


def test_the_readme_is_one_screen_and_leads_to_every_page() -> None:
    text = README.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_README
    for page in PAGES:
        assert f"(docs/{page.name})" in text, page.name


def test_every_command_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out
    commands = re.findall(r"(?m)^    ([a-z]+)  ", listed)
    assert len(commands) > 10, listed
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for command in commands:
        assert f"python -m scenarios {command}" in text, command


def test_every_variable_is_documented() -> None:
    text = "\n".join(page.read_text("utf-8") for page in [README, *PAGES])
    read = set(VARIABLE.findall(sources(
        "analysis", "api", "library", "ui", "reports", "scenarios", "model")))
    assert read
    assert read == set(VARIABLE.findall(text))


def test_cited_sections_of_the_equations_exist() -> None:
    text = (ROOT / "docs" / "model.md").read_text("utf-8")
    sections = set(re.findall(r"(?m)^## (\d)\.", text))
    steps = text[text.index("## 5."):text.index("## 6.")]
    cited = SECTION.findall(sources("model", "analysis", "charts", "reports"))
    assert len(cited) > 30
    for section, step in cited:
        assert section in sections, section
        assert not step or section != "5" or f"\n{step}. **" in steps, step
