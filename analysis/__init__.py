"""Questions to the model: compare, levers, goal seek, search, table, uncertainty, claims.

One module a question. They take scenarios and give plain results: the pages and the command line
show the same numbers.
"""
