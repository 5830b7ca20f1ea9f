"""Orders in, scenario out: a client's export of orders read in memory, asked about where it is
doubtful, and fitted.

No id, name or phone leaves this room: what other rooms get are counts, fitted numbers and the
names of columns.
"""
