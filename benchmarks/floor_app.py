"""The least that Streamlit can draw: one slider and one line of 1,095 points."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

DAYS = np.arange(1095)

level = st.slider("Level", 0, 200, 50, key="level")
figure = go.Figure(go.Scatter(x=DAYS, y=np.cumsum(np.sin(DAYS / 40) + level / 50), mode="lines"))
figure.update_layout(height=400)
st.plotly_chart(figure, key="line")
