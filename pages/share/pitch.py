"""Pitch: what will you show, sentence by sentence?"""

import streamlit as st

from ui.frame import board
from ui.share.pitch import carried, desk

carried.arrive(st.query_params)
board(desk.draw, carried.query)
