"""The contents of the Method page: equations, facts, limits, checks; data, but for `parts`."""
