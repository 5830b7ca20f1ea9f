"""Routes of our own where Backstop is served below a path."""

import pytest
import streamlit as st

from ui.door.below import below, route


@pytest.mark.parametrize(("base", "wanted"), [
    ("", "/backstop/x"), ("tools", "/tools/backstop/x"), ("/tools/backstop/", "/tools/backstop"
     "/backstop/x"), ("a/b/c", "/a/b/c/backstop/x"),
])
def test_they_are_asked_for_below_it(
    monkeypatch: pytest.MonkeyPatch, base: str, wanted: str
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.get)
    assert below("/backstop/x") == wanted
    assert route("/backstop/x", lambda request: None).path == wanted
