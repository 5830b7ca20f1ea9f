"""What is shipped to run a team's stack names what there is: programs, files, variables."""

import importlib
import re
import shlex
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit import config

from tests.test_docs import VARIABLE, sources

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
STACK: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = STACK["services"]
OURS = {name: each for name, each in SERVICES.items() if "build" in each}
MADE_BY_THE_READER = {"../.streamlit/secrets.toml"}
PROGRAMS = {each.name for each in entry_points(group="console_scripts")} | {"python"}
KNOWN_ELSEWHERE = {"FORWARDED_ALLOW_IPS": "uvicorn/config.py"}


def told(text: str) -> set[str]:
    """Variables that whoever starts the stack sets."""
    return set(re.findall(r"\$\{(\w+)", text))


def test_the_parts_are_those_that_are_described() -> None:
    assert {"proxy", "server-a", "server-b", "scheduler", "worker", "database"} == set(SERVICES)
    running = (ROOT / "docs" / "running.md").read_text("utf-8")
    for command in (each["command"] for each in OURS.values()):
        assert " ".join(shlex.split(command)[:3]) in running, command
    assert "deploy/compose.yaml" in running


@pytest.mark.parametrize("name", OURS)
def test_what_is_started_is_a_program_that_is_there(name: str) -> None:
    program, *rest = shlex.split(OURS[name]["command"])
    assert program in PROGRAMS, program
    options = [each for each in rest if each.startswith("--")]
    if program == "streamlit":
        assert rest[0] == "run"
        assert (ROOT / rest[1]).is_file()
        for option in options:
            config.get_option(option.removeprefix("--"))
    else:
        assert rest[0] == "-m"
        known = {each for option in importlib.import_module(rest[1]).main.params
                 for each in (*option.opts, *option.secondary_opts)}
        assert set(options) <= known


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_part_refers_to_is_there(name: str) -> None:
    part = SERVICES[name]
    assert set(part.get("depends_on", ())) <= set(SERVICES)
    assert set(part["networks"]) <= set(STACK["networks"])
    for volume in part.get("volumes", ()):
        here = volume.partition(":")[0]
        assert here in STACK["volumes"] or here in MADE_BY_THE_READER or (DEPLOY / here).is_file()
    for variable in part.get("environment", {}):
        if name in OURS and variable not in KNOWN_ELSEWHERE:
            assert variable in VARIABLE.findall(sources("api", "library", "scenarios", "analysis",
                                                        "answers", "ui")), variable
    said = " ".join(str(each) for each in part.get("environment", {}).values())
    hosts = re.findall(r"(?:@|tcp://)([a-z-]+)|([a-z-]+):8501", said + part.get("command", ""))
    assert {one or other for one, other in hosts} <= set(SERVICES), hosts


def test_only_servers_reach_what_computes_and_what_is_kept() -> None:
    """Whoever reaches a scheduler can run programs there."""
    for name in ("scheduler", "worker", "database"):
        assert not set(SERVICES[name]["networks"]) & set(SERVICES["proxy"]["networks"])
        assert "ports" not in SERVICES[name]


def test_the_proxy_is_told_all_that_its_settings_ask() -> None:
    settings = (DEPLOY / "Caddyfile").read_text("utf-8")
    asked = set(re.findall(r"\{\$(\w+)", settings))
    assert asked == set(SERVICES["proxy"]["environment"])
    assert SERVICES["proxy"]["environment"]["SERVERS"].split() == [
        f"{name}:8501" for name in SERVICES if name.startswith("server")]


def test_who_starts_it_is_told_what_to_set() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    head = text[:text.index("name:")]
    assert all(f"{name}=" in head for name in told(text))


def test_the_image_is_made_of_files_that_are_there() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    assert OURS["server-a"]["build"] == {"context": "..", "dockerfile": "deploy/Dockerfile"}
    for line in lines:
        if line.startswith("COPY"):
            for source in (each for each in line.split()[1:-1] if not each.startswith("--")):
                assert (ROOT / source).exists()
    assert any("python -m model" in line for line in lines)
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert ".streamlit/secrets.toml" in ignored
