"""Method: how are the numbers made, and how were they checked?"""

import streamlit as st

from answers import method as answer
from ui.frame.page import choice, text_page
from ui.understand import method_parts as parts
from wording import Words

PARTS = {
    "equations": parts.equations, "parameters": parts.parameters, "statements": parts.statements,
    "outside": parts.outside, "limits": parts.limits, "checks": parts.checks,
}


def body(words: Words) -> None:
    st.markdown(answer.verdict(words))
    titles = {
        "equations": words("Equations"), "parameters": words("Parameters"),
        "statements": words("The source's statements"), "outside": words("Outside facts"),
        "limits": words("Limits and choices"), "checks": words("Checks"),
    }
    PARTS[choice("method part", words("Part"), titles)](words)


text_page(answer.question, body)
