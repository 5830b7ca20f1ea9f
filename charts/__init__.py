"""Plotly figures: each builder takes runs and words and returns a figure; none knows Streamlit."""
