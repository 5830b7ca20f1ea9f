"""The Claims page shows what the command line says, and flips with the terms."""

import json
import time

import pytest

import scenarios
from answers import claims as answer
from answers import promises
from answers.sentences import joined
from commands.main import main
from scenarios import Shared
from tests.pages.screen import opened, texts_of
from ui.decide import claims
from wording import LANGUAGES, Words

SHORT = scenarios.load("stop_gifting").scenario.replace({"horizon.days": 400})
PAGE = "decide/claims"


def link_of(scenario, preset="stop_gifting") -> str:
    return scenarios.link.encode(Shared(preset, scenario))


def solved(app, patience: float = 120.0):
    """The page once the job beside it has found the conditions."""
    until = time.monotonic() + patience
    while any(button.key == f"cancel {claims.JOB}" for button in app.button):
        assert time.monotonic() < until
        time.sleep(0.3)
        app.run()
    return app.run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_the_command_line_says(language, tmp_path, capsys):
    words = Words(language)
    file = tmp_path / "short.toml"
    file.write_text(scenarios.write(scenarios.Document("short", {}, {}, SHORT)), "utf-8")
    assert main(["--language", language, "claims", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    app = solved(opened(PAGE, s=link_of(SHORT), lang=language))
    assert not app.exception
    heads = [head.value for head in app.main.subheader]
    assert heads == [words(each) for each in answer.HEADS.values()]
    assert not app.error
    shown = "\n".join(texts_of(app))
    for claim in told:
        colour = claims.COLOURS[claim["verdict"]]
        assert f":{colour}-badge[{claim['judged']}] **{claim['statement']}**" in shown
        assert joined(claim["findings"], words) in shown
        assert claim["source"] in shown
        for sentence in claim["told"]:
            assert sentence in shown


def test_trying_a_condition_keeps_the_promise():
    """The button sets the lever where the promise just holds; the verdict flips."""
    scenario = scenarios.load("as_pitched").scenario.replace({"horizon.days": 500})
    app = solved(opened(PAGE, s=link_of(scenario, "as_pitched")))
    before = {claim.promise.name: claim.verdict for claim in promises.tested(scenario)}
    button = next(b for b in app.button if b.key.startswith("try "))
    promise = button.key.split()[1]
    assert before[promise] != "holds"
    button.click().run()
    now = scenarios.link.decode(app.query_params["s"])[0].scenario
    after = {claim.promise.name: claim.verdict for claim in promises.tested(now)}
    assert after[promise] == "holds"
    assert now.differences(scenario)


def test_given_up_conditions_can_be_asked_for_again():
    scenario = SHORT.replace({"horizon.days": 399})
    app = opened(PAGE, s=link_of(scenario))
    app.button(key=f"cancel {claims.JOB}").click().run()
    assert not app.exception
    app.button(key="solve claims").click().run()
    assert any("“" in text and "- " in text for text in texts_of(solved(app)))


def test_nobody_puts_little_to_the_test():
    nobody = SHORT.replace({"growth.market_size": 0.0})
    app = opened(PAGE, s=link_of(nobody))
    assert not app.exception
    assert not app.error
    assert app.title[0].value.count("0 kept") == 3
    assert "7 not tested" in app.title[0].value
