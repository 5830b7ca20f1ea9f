"""How many members are simulated, and on which seed: one choice for the whole session."""

import streamlit as st

from answers import samples
from ui.session import state
from wording import Words

SIZE, SEED = "members size", "members seed"
FIRST_SEED = 0


def draw(words: Words) -> tuple[int, int]:
    """Number of members and seed, as the controls stand."""
    size, seed = state.control(SIZE), state.control(SEED)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(key=SIZE):
            st.select_slider(words("Simulated members"), samples.SIZES,
                             state.chosen(SIZE, samples.FIRST_SIZE), key=size.key,
                             format_func=lambda size: words.number(size, digits=0),
                             on_change=state.choose_wished, args=(size,))
        with st.container(key=SEED, width=180):
            st.number_input(words("Seed"), 0, samples.SEED_LIMIT, state.chosen(SEED, FIRST_SEED),
                            key=seed.key, on_change=state.choose_wished, args=(seed,),
                            help=words("The same seed draws the same members, here and on the "
                                       "command line; another one shows what is chance."))
    return int(state.chosen(SIZE, samples.FIRST_SIZE)), int(state.chosen(SEED, FIRST_SEED))
