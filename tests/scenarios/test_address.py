"""Links for others begin with an address that others can open, or are left out."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from model import ScenarioError
from reports.request import Request
from scenarios import Shared, address, link
from ui.door import public
from wording import LANGUAGES, Words

LOCAL = ("http://127.0.0.1:8501", "http://localhost", "http://[::1]:8501/a", "http://127.8.8.8/",
         "http://x.localhost", "http://0.0.0.0:1", "http://[::ffff:127.0.0.1]", "", "nonsense")
WRONG = (*filter(None, LOCAL), "backstop.example", "ftp://backstop.example", "https://",
         "https://a b.example", "https://x.example?y=1", "https://me:secret@x.example",
         "https://x.example:99999", "https://x.example#y", "http://[::1")
RIGHT = {"https://backstop.example.com": "https://backstop.example.com",
         " http://10.0.0.7:8501/tools/ ": "http://10.0.0.7:8501/tools",
         "https://[2001:db8::1]/": "https://[2001:db8::1]", "": ""}


@pytest.mark.parametrize("told", WRONG)
def test_what_others_cannot_open_is_refused(told):
    with pytest.raises(ScenarioError, match=r"BACKSTOP_ADDRESS is .*https://backstop"):
        address.public({address.VARIABLE: told})


@pytest.mark.parametrize(("told", "meant"), RIGHT.items())
def test_what_others_open_is_taken_as_it_is(told, meant):
    assert address.public({address.VARIABLE: told}) == meant


def test_a_link_opens_the_scenario_below_the_address():
    shared = Shared.of("rotation")
    told = address.scenario_link("https://x.example/tools", shared, "zh")
    assert told.startswith("https://x.example/tools/?")
    asked = parse_qs(urlsplit(told).query)
    assert link.decode(asked["s"][0]) == (shared, [])
    assert asked["lang"] == ["zh"]
    assert address.scenario_link("", shared, "zh") == ""


@pytest.mark.parametrize("told", [each for each in LOCAL if each])
def test_no_report_carries_a_link_to_this_machine(told):
    with pytest.raises(ScenarioError, match="only this machine can open"):
        Request(Shared.of("rotation"), "en", date(2026, 1, 1), link=told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("told", "here", "root"), [
    ("", "http://127.0.0.1:8501/price", ""), ("", "http://me.example/a/price", "http://me.example/a"),
    ("https://x.example", "http://127.0.0.1:8501/price", "https://x.example"),
    ("nonsense", "http://localhost/", ""),
])
def test_a_page_says_what_to_set_exactly_where_there_is_no_link(
    monkeypatch, language, told, here, root
):
    monkeypatch.setenv(address.VARIABLE, told)
    monkeypatch.setattr(public, "_named", public._named.__wrapped__)
    monkeypatch.setattr(public, "here", lambda: here.rpartition("/")[0])
    assert public.root() == root
    assert bool(public.lacking(Words(language))) == (not root)
    assert root or address.VARIABLE in public.lacking(Words(language))
