"""The table of every parameter: found by group or search, edited in place, with rows to add."""
