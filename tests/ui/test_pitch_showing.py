"""Guesses and levers that an address keeps, without a page."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from scenarios import pitch_link
from scenarios.pitches import STEPS_LIMIT
from tests.pages.test_pitch import EXAMPLE, IDS
from ui.session import showing

MINE = replace(EXAMPLE, name="pitch", titles={"en": "Mine"}, steps=EXAMPLE.steps[:4])
GUESS, LEVER = IDS.index("who_recovers") + 1, IDS.index("promise_less") + 1
GUESSED, MOVED = EXAMPLE.steps[GUESS - 1], EXAMPLE.steps[LEVER - 1]


def kept_of(**query: str) -> showing.Showing:
    return showing._asked({"pitch": "pitched_terms", **query})


LOW, HIGH = showing.lever(MOVED)[1:]


@pytest.mark.parametrize(("told", "guesses"), [
    (f"{GUESS}_0.25", {GUESSED.id: 0.25}), (f"{GUESS}_", {GUESSED.id: None}),
    (f"{GUESS}", {GUESSED.id: None}), (f"{GUESS}_nan", {GUESSED.id: None}),
    (f"{GUESS}_-inf", {GUESSED.id: None}), (f"{GUESS}_1e999", {GUESSED.id: None}),
    (f"{GUESS}_<b>", {GUESSED.id: None}), (f"{GUESS}_0.1~{GUESS}_0.2", {GUESSED.id: 0.2}),
    (f"{LEVER}_0.25", {}), ("99_1", {}), ("0_1", {}), ("-1_1", {}), ("x", {}), ("", {}),
    ("~~~", {}), (f"０{GUESS}_1", {}), (f"{GUESS}_1~" * STEPS_LIMIT * 30, {}),
])
def test_guesses_of_an_address_keep_the_presenters_law(told, guesses):
    assert kept_of(guessed=told).guesses == guesses


@pytest.mark.parametrize(("told", "moved"), [
    (f"{LEVER}_0.9", {MOVED.id: 0.9}), (f"{LEVER}_1e300", {MOVED.id: HIGH}),
    (f"{LEVER}_-7", {MOVED.id: LOW}), (f"{LEVER}_nan", {}), (f"{LEVER}_", {}), (f"{LEVER}_x", {}),
    (f"{LEVER}_inf", {}), ("1_0.9", {}), ("99_0.9", {}), (f"{LEVER}_0.9~" * 500, {}),
])
def test_levers_of_an_address_keep_the_presenters_law(told, moved):
    assert kept_of(moved=told).moved == moved


def presented(monkeypatch, start: showing.Showing) -> SimpleNamespace:
    """A session that presents, without a page."""
    kept = SimpleNamespace(now=start)
    monkeypatch.setattr(showing, "current", lambda: kept.now)
    monkeypatch.setattr(showing.state, "choose", lambda _name, value: setattr(kept, "now", value))
    return kept


@pytest.mark.parametrize("value", [0.35, -3, 1e17, 1 / 3, 5e-324, None, True, 10**400, "x", [1]])
def test_whatever_is_revealed_and_moved_survives_the_address(monkeypatch, value):
    session = presented(monkeypatch, kept_of())
    for number, act in ((GUESS, showing.reveal), (LEVER, showing.move), (1, showing.reveal)):
        showing.go(number - 1)
        act(value)
    now = session.now
    assert {*now.guesses} == {GUESSED.id}
    again = showing._asked(showing.query(now, SimpleNamespace(language="en")))
    assert (again.guesses, again.moved) == (now.guesses, now.moved)
    showing.go(GUESS - 1)
    showing.reset()
    assert "guessed" not in showing.query(session.now, SimpleNamespace(language="en"))


def test_the_longest_address_is_bounded_and_read():
    steps = tuple(replace(GUESSED, id=f"s{number}") for number in range(STEPS_LIMIT))
    pitch = replace(MINE, steps=steps)
    guesses = {step.id: -1.2345678901234567e-300 for step in steps}
    now = showing.Showing(pitch, pitch_link.encode(pitch), guesses=guesses)
    query = showing.query(now, SimpleNamespace(language="en"))
    assert len(query["guessed"]) <= showing.KEPT_LIMIT
    assert showing._asked(query).guesses == guesses
