"""Handles the page Library as a reader does."""

import scenarios
from scenarios import Document, Shared, link
from tests.pages.screen import opened

PAGE = "share/library"
PITCHED = scenarios.load("as_pitched")
FEE = "campaigns.main.sell_fee"


def content(fee=0.2, title="Mine"):
    scenario = PITCHED.scenario.replace({FEE: fee})
    return scenarios.write(Document("", {"en": title}, {}, scenario))


def page(scenario=PITCHED.scenario, choices=None, **query):
    app = opened(PAGE, s=link.encode(Shared("as_pitched", scenario)), **query)
    if choices:
        app.session_state["choices"] = choices
        app.run()
    return unharmed(app)


def unharmed(app):
    assert not app.exception
    assert not app.error
    return app


def fill(app, label, text):
    field = next(each for each in app.main.text_input if each.label == label)
    return field.set_value(text).run()


def press(app, key):
    return unharmed(app.button(key=key).click().run())


def on_screen(app) -> Shared:
    shared, problems = link.decode(app.query_params["s"])
    assert not problems
    return shared
