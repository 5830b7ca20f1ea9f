"""Whatever is asked otherwise gives another file: none is handed out in place of another."""

from dataclasses import fields, replace
from datetime import date

import pytest

from analysis.uncertainty import assumptions
from reports.formats import key
from reports.request import MembersAsked, Request
from scenarios import Shared

FEE = "campaigns.main.sell_fee"
ASKED = Request(Shared.of("as_pitched"), "en", date(2026, 3, 1))
SPREAD = assumptions(ASKED.shared.scenario)
OTHERWISE = {
    "shared": [replace(ASKED.shared, scenario=ASKED.shared.scenario.replace({FEE: 0.3})),
               replace(ASKED.shared, kind="pinned", pinned=Shared.of("stop_gifting").scenario),
               replace(ASKED.shared, starts="2026-03-01"),
               replace(ASKED.shared, called={"campaigns.main.title": "Spring"}),
               replace(ASKED.shared, paid_in="USD"),
               Shared.of("stop_gifting")],
    "language": ["zh"], "day": [date(2026, 3, 2)], "title": ["A"], "client": ["A"],
    "summary": ["A"], "link": ["https://backstop.example.com/?s=1"], "template": [b"PK"],
    "uncertain": [SPREAD, replace(SPREAD, seed=2), replace(SPREAD, assumed=False)],
    "spread": [SPREAD, replace(SPREAD, seed=2), replace(SPREAD, distributions={})],
    "members": [MembersAsked(3000, 7), MembersAsked(3001, 7), MembersAsked(3000, 8)],
    "terms": [True], "ranged": [False], "levers": [((FEE,),)], "shares": [1e6, 2e6],
}


def test_every_field_is_tried():
    assert OTHERWISE.keys() == {each.name for each in fields(Request)}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_asked_otherwise_is_another_file(name):
    requests = [ASKED, *(replace(ASKED, **{name: value}) for value in OTHERWISE[name])]
    assert len({key(each, "html") for each in requests}) == len(requests)
    assert key(ASKED, "pptx") != key(ASKED, "html") == key(replace(ASKED), "html")
