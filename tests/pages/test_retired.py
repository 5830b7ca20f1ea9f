"""What a document or link of an older model says that no longer counts is told on screen."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.screen import opened
from tests.pages.test_pages import check_unharmed
from tests.scenarios.test_retired import old_link
from wording import LANGUAGES, Words

TOLD = {"en": "this choice no longer exists", "zh": "此选项已取消"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_opens_and_says_what_is_no_more(language):
    app = opened("explore/members", s=old_link({"members.orders": "average"}), lang=language)
    check_unharmed(app)
    told = app.warning[0].value
    assert told.startswith(Words(language)(
        "What was opened could not be read in full; the rest was loaded."))
    assert TOLD[language] in told


def open_an_old_document():
    import streamlit as st

    from scenarios import documents
    from ui.session import state

    old = b'base = "as_pitched"\n[members]\norders = "average"\nattention = "random"\n'
    state.open_document(documents.read(old, "old"))
    st.text(",".join(problem.field for problem in state.current().refused))


def test_a_document_opens_and_says_what_is_no_more():
    app = AppTest.from_function(open_an_old_document).run(timeout=60)
    assert not app.exception
    assert app.text[0].value == "members.orders"
