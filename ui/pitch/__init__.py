"""Showing a pitch, and the desk at which one is written."""
