"""Against reality: does the model hold against what really happened?"""

from functools import partial

import streamlit as st

from answers import reality as answer
from answers.figures import Scene, drawn
from answers.results import results
from scenarios.cases import ORDER, load_case
from scenarios.contents import PAGES
from scenarios.documents import Document
from ui.frame import pickers
from ui.frame.page import cards, long_table, text_page
from ui.session import navigation, opening, state
from wording import Words


def body(words: Words) -> None:
    words = words.in_yuan
    st.markdown(answer.verdict(words))
    long_table(answer.cases(words))
    chosen = pickers.pick("which case", words("Case"), {
        name: load_case(name).document.title(words.language) for name in ORDER}, ORDER[0])
    case = load_case(chosen)
    st.markdown(f"{case.document.note(words.language)} {case.remark(words.language)}")
    st.button(words("Open this case"), key="open case", icon=":material/login:",
              on_click=state.everywhere, args=(partial(_open, case.document),))
    long_table(answer.figures(case, words))
    now = results(case.document.scenario)
    scene = Scene(now, now, case.document.words(words.language))
    cards(*drawn(scene, "cash", "owed", half=("cash", "owed")), place="case")
    for table in (answer.closed_forms(words), answer.smaller(words)):
        long_table(table)
    st.markdown("**" + words("What would refute the model") + "**\n\n"
                + "\n".join(f"- {words(each)}" for each in answer.REFUTED))
    st.markdown(answer.untested(words))


def _open(document: Document) -> None:
    opening.show(document)
    navigation.go(next(iter(PAGES.values())))


text_page(answer.question, body)
