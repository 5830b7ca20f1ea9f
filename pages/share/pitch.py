"""Pitch: what will you show, sentence by sentence?"""

import streamlit as st

from ui.frame.page import board
from ui.pitch import desk
from ui.session import carried

carried.arrive(st.query_params)
board(desk.draw, carried.query)
