"""One member's own story: who it is, what it spent and got back, day by day."""

import secrets

import streamlit as st

from analysis.member_life import life
from answers import member_story
from answers.figures import members as figures
from answers.samples import Sample
from ui.frame.page import cards
from ui.session import state
from wording import Words

WHO, PERCENTILE, NUMBER = "member", "member percentile", "member number"
MEDIAN = ("percentile", 50)


def draw(found: Sample, words: Words) -> None:
    """Three ways to a member, who it is in words, its timeline."""
    member = _chosen(found)
    st.subheader(words("One member's own story"), anchor=False)
    _ways(found, member, words)
    with st.spinner(words("Computing … the very first run prepares the model.")):
        shown = life(found.run, member)
    st.markdown(member_story.told(shown, found, words))
    cards(*figures.of_one(shown, words), place="story")


def _chosen(found: Sample) -> int:
    """The member's number: the one chosen, or who stands at the percentile chosen."""
    kind, value = state.chosen(WHO, MEDIAN)
    return found.at(value) if kind == "percentile" else min(int(value), found.count - 1)


def _ways(found: Sample, member: int, words: Words) -> None:
    percentile = round(found.percentile(member))
    slide = state.following(PERCENTILE, percentile)
    entry = state.following(NUMBER, member)
    with st.container(horizontal=True, vertical_alignment="bottom", key=WHO):
        with st.container(key=PERCENTILE):
            st.slider(words("By net result, from who did worst (0) to who did best (100)"), 0, 100,
                      percentile, key=slide.key, on_change=_set, args=("percentile", slide))
        with st.container(key=NUMBER, width=180):
            st.number_input(words("Number, 0 to {last}", last=found.count - 1), 0,
                            max(1, found.count - 1), member, key=entry.key, on_change=_set,
                            args=("number", entry))
        st.button(words("Somebody at random"), key="random member", icon=":material/shuffle:",
                  on_click=state.everywhere, args=(_draw_one, found.count))


def _set(kind: str, control: state.Control) -> None:
    wanted = state.wish(control)
    if wanted is not None:
        state.note(control.name, wanted)
        state.choose(WHO, (kind, wanted))


def _draw_one(count: int) -> None:
    """Anybody of the sample; which one it was stands in the number, so that it can be seen again.
    """
    state.choose(WHO, ("number", secrets.randbelow(count)))
