"""The Report page: what it makes, what an author may say, and what nobody switches off."""

import logging
import time

import pytest
import streamlit

import scenarios
from answers import members
from reports import single_members
from reports.content import report
from reports.formats import FORMATS
from reports.request import SUMMARY_LIMIT, TEXT_LIMIT, MembersAsked
from scenarios import Shared
from tests.pages.screen import opened, texts_of
from tests.reports.asked import SHARED, Read, asked
from ui.members import asked as controls
from ui.report.page import ALWAYS
from wording import LANGUAGES, Words

PAGE = "share/report"
LINK = scenarios.link.encode(SHARED)
PATIENCE_SECONDS = 120.0


def field(app, kind: str, name: str):
    """The field of that lasting name."""
    return next(each for each in getattr(app, kind) if each.key.startswith(f"{name} "))


@pytest.fixture
def offered(monkeypatch) -> dict[str, bytes]:
    """What the page offers to download, by the button's key; AppTest keeps no files."""
    files: dict[str, bytes] = {}

    def button(label, data, file_name, mime, key, **_options):
        assert file_name.startswith("backstop-")
        files[key] = data

    monkeypatch.setattr(streamlit, "download_button", button)
    return files


def made(app, name: str, offered: dict[str, bytes]) -> bytes:
    """The file that the button of a format leads to."""
    app.button(key=f"make {name}").click().run()
    until = time.monotonic() + PATIENCE_SECONDS
    while f"download {name}" not in offered:
        assert time.monotonic() < until
        assert not app.exception
        time.sleep(0.2)
        app.run()
    return offered.pop(f"download {name}")


def check_unharmed(app) -> None:
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_is_always_in(language):
    words = Words(language)
    app = opened(PAGE, s=LINK, lang=language)
    check_unharmed(app)
    told = "\n".join(texts_of(app))
    for section in report(asked(language)).sections:
        badge = f"{section.title} :gray-badge[{words('always')}]"
        assert section.title in told
        assert (badge in told) == (section.key in ALWAYS)
    for name in FORMATS:
        assert f"**{name.upper()}**" in told
    assert {each.key.rpartition(" ")[0] for each in app.main.toggle} == {
        "report uncertain", "report members", "report terms", "report share worth"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_switches_put_in_what_they_say(language):
    app = opened(PAGE, s=LINK, lang=language)
    field(app, "toggle", "report uncertain").set_value(True).run()
    check_unharmed(app)
    words = Words(language)
    assert words("How sure is all this?") in "\n".join(texts_of(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_single_members_are_put_in_with_number_and_seed(language, offered):
    app = opened(PAGE, s=LINK, lang=language)
    field(app, "toggle", "report members").set_value(True).run()
    words = Words(language)
    assert members.question(words) in "\n".join(texts_of(app))
    app.container(key=controls.SIZE).select_slider[0].set_value(10_000).run()
    app.container(key=controls.SEED).number_input[0].set_value(7).run()
    check_unharmed(app)
    wanted = asked(language, members=MembersAsked(10_000, 7))
    told = Read(made(app, "html", offered).decode()).text
    verdict = report(wanted).section(single_members.KEY).blocks[0].text
    assert verdict in told


def test_the_report_is_in_the_language_asked_for(offered):
    """Which need not be the page's."""
    app = opened(PAGE, s=LINK, lang="en")
    choice = next(each for each in app.get("button_group") if "report language" in each.key)
    choice.set_value("zh").run()
    check_unharmed(app)
    text = field(app, "text_area", "report summary zh").value
    assert text.split("\n\n")[0] in [
        block.text for block in report(asked("zh")).section("summary").blocks]
    read = Read(made(app, "html", offered).decode())
    assert ("html", {"lang": "zh-Hans"}) in read.elements
    assert "由结果自动生成" not in read.text
    assert app.title[0].value.startswith("“")


def test_the_log_tells_that_a_report_was_made_and_nothing_of_it(offered, caplog):
    app = opened(PAGE, s=LINK, lang="en")
    field(app, "text_input", "report client").set_value("Secret client").run()
    with caplog.at_level(logging.INFO, "backstop"):
        made(app, "html", offered)
    told = [each.getMessage() for each in caplog.records if each.name == "backstop"]
    assert [each for each in told if each.startswith("report made as html by the only user, ")]
    assert "Secret" not in "".join(told)


def test_what_the_author_says_is_in_the_file(offered):
    app = opened(PAGE, s=LINK, lang="en")
    field(app, "text_input", "report title").set_value("Our <b>title</b>").run()
    field(app, "text_input", "report client").set_value("Client & Co").run()
    field(app, "text_area", "report summary en").set_value("My own words.").run()
    check_unharmed(app)
    read = Read(made(app, "html", offered).decode())
    for text in ("Our <b>title</b>", "Client & Co", "My own words.", "Limits of the model"):
        assert text in read.text


def test_an_edited_summary_outlives_pages_and_tells_when_the_scenario_changed():
    app = opened(PAGE, s=LINK, lang="en")
    generated = field(app, "text_area", "report summary en").value
    field(app, "text_area", "report summary en").set_value("My own words.").run()
    app.switch_page("pages/explore/price.py").run()
    app.switch_page(f"pages/{PAGE}.py").run()
    assert field(app, "text_area", "report summary en").value == "My own words."
    assert not app.warning
    fee = next(each for each in app.number_input if "sell_fee" in each.key)
    fee.set_value(fee.value + 5).run()
    assert field(app, "text_area", "report summary en").value == "My own words."
    assert any("has changed since you edited" in each.value for each in app.warning)
    app.button(key="generated en").click().run()
    shown = field(app, "text_area", "report summary en").value
    assert shown not in ("My own words.", "")
    assert not any("has changed since you edited" in each.value for each in app.warning)
    app.button(key="reset").click().run()
    assert field(app, "text_area", "report summary en").value != shown or shown == generated


def test_the_generated_summary_follows_the_scenario():
    first = field(opened(PAGE, s=LINK), "text_area", "report summary en").value
    other = scenarios.link.encode(Shared.of("pool_run"))
    assert field(opened(PAGE, s=other), "text_area", "report summary en").value != first


def test_an_emptied_summary_returns_to_the_generated_one():
    app = opened(PAGE, s=LINK)
    generated = field(app, "text_area", "report summary en").value
    field(app, "text_area", "report summary en").set_value("  ").run()
    assert field(app, "text_area", "report summary en").value == generated


def test_fields_take_no_more_than_a_report_does():
    app = opened(PAGE, s=LINK)
    assert field(app, "text_area", "report summary en").proto.max_chars == SUMMARY_LIMIT
    for name in ("title", "client"):
        assert field(app, "text_input", f"report {name}").proto.max_chars == TEXT_LIMIT


def test_a_change_asks_for_the_report_to_be_made_again(offered):
    app = opened(PAGE, s=LINK)
    made(app, "html", offered)
    field(app, "text_input", "report title").set_value("Another").run()
    assert not offered
    assert "Another" in Read(made(app, "html", offered).decode()).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_browser_the_page_says_what_to_install(language, monkeypatch):
    monkeypatch.setenv("BACKSTOP_CHROMIUM", "/nowhere")
    app = opened(PAGE, s=LINK, lang=language)
    check_unharmed(app)
    assert app.button(key="make pdf").disabled
    assert not app.button(key="make html").disabled
    assert any("Google Chrome" in each.value and "HTML" in each.value for each in app.info)


def test_levers_chosen_here_move_in_the_html_report(offered):
    app = opened(PAGE, s=LINK, lang="zh")
    field(app, "multiselect", "report levers").set_value(["growth.imitation"]).run()
    check_unharmed(app)
    assert Words("zh")("Move it yourself") in "\n".join(texts_of(app))
    read = Read(made(app, "html", offered).decode())
    assert "lever-1" in [each.get("id") for _, each in read.elements]
